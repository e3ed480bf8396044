import type { ByteReader } from '../../lib/stream';
import type { Filters } from '../../api/filters';
import type { ProgressSink, RegistryAuth } from '../images/ports';

/** What POST /build asks for (moby api/types/build ImageBuildOptions). */
export interface BuildRequest {
  /** '1' the classic builder, '2' BuildKit. */
  version: string;
  /** The context as a tar, perhaps compressed; or nothing when `remote` is given. */
  context: ByteReader;
  remote: string;
  dockerfile: string;
  tags: readonly string[];
  buildArgs: Readonly<Record<string, string | null>>;
  labels: Readonly<Record<string, string>>;
  target: string;
  platform: string;
  noCache: boolean;
  pull: boolean;
  quiet: boolean;
  remove: boolean;
  forceRemove: boolean;
  networkMode: string;
  extraHosts: readonly string[];
  cacheFrom: readonly string[];
  shmSize: number;
  ulimits: readonly Ulimit[];
  memory: number;
  buildId: string;
  sessionId: string;
  outputs: readonly { Type: string; Attrs: Readonly<Record<string, string>> }[];
  registryAuths: Readonly<Record<string, RegistryAuth>>;
  /** Every parameter as it came, for what isn't named above. */
  query: URLSearchParams;
  /** Aborted once the client has gone. */
  signal: AbortSignal;
}

/** A limit of processes (setrlimit(2)), by its name in lower case. */
export interface Ulimit {
  Name: string;
  Soft: number;
  Hard: number;
}

export interface BuildPruneRequest {
  all: boolean;
  filters: Filters;
  reservedSpace: number;
  maxUsedSpace: number;
  minFreeSpace: number;
}

/** What the build routes call. */
export interface BuildBackend {
  build(request: BuildRequest, progress: ProgressSink): Promise<void>;
  prune(request: BuildPruneRequest): Promise<{ CachesDeleted: string[] | null; SpaceReclaimed: number }>;
  cancel(id: string): Promise<void>;
  /** BuildCache records of GET /system/df. */
  diskUsage(): Promise<{ items: readonly Readonly<Record<string, unknown>>[]; totalSize: number; reclaimable: number; activeCount: number }>;
}
