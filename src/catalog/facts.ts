/** What is known of a real image, written down compactly: one file a repository under facts/. */
export interface ImageFacts {
  created: string;
  entrypoint?: string[];
  cmd?: string[];
  env: string[];
  workdir?: string;
  user?: string;
  ports?: string[];
  volumes?: string[];
  stopSignal?: string;
  labels?: Record<string, string>;
  /** The beginning of each real layer's digest, which names our layer in its stead, and its compressed size. */
  layers: [key: string, sizeBytes: number][];
  /** The instruction that made each step; 1 where it made no layer. */
  history: [createdBy: string, empty?: 1][];
  /** What made the layers of the real image isn't known: the steps only say here what they hold. */
  unrecorded?: string;
}

export type RepositoryFacts = Readonly<Record<string, ImageFacts>>;

/** JSON imports type pairs as arrays; this says what they are. */
export function facts(json: unknown): RepositoryFacts {
  return json as RepositoryFacts;
}
