/** A rule of the garbage collection, as `docker buildx inspect` shows it. */
export interface GcRule {
  all: boolean;
  filters?: string[];
  keepDurationSeconds?: number;
  reservedSpace?: number;
  maxUsedSpace?: number;
  minFreeSpace?: number;
}

/** What a buildkitd tells of itself and its worker (BuildKit's Info and ListWorkers). */
export interface WorkerInfo {
  id: string;
  version: string;
  platforms: string[];
  labels: Record<string, string>;
  gcPolicy: GcRule[];
}
