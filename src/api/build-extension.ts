/** A value to be written into a document of the image, or beside where it is referred to (BuildKit exptypes.AnnotationKey). */
export interface BuildAnnotation {
  type: 'index' | 'index-descriptor' | 'manifest' | 'manifest-descriptor';
  /** The one that it is for; all without it. */
  platform?: string;
  key: string;
  value: string;
}

/**
 * What a client may say to the simulated engine's `POST /build?version=2` beyond Docker's API: the parameter
 * `dockyard`, a JSON object. The real engine ignores it. It stands for what buildx tells BuildKit over a session,
 * which neither side here speaks.
 */
export interface BuildExtension {
  /** Steps named as for a client whose files BuildKit asks for ("[internal] load build definition from Dockerfile"). */
  session?: boolean;
  /** The Dockerfile's name as messages show it, when the one in the context is another one. */
  dockerfileName?: string;
  /** Says whether it is the same context as before, for what "transferring context" counts. */
  contextName?: string;
  /** Names the client: builds of one bake that have the same context take its files from one session. */
  group?: string;
  /** What in the context the client may not read (relative paths); it isn't sent. */
  denied?: readonly string[];
  /** Instead of building: `lint` (`--check`), `outline`, `targets`. The answer is a record with id CALL_RESULT_ID. */
  call?: string;
  /** Secrets by id, base64. */
  secrets?: Readonly<Record<string, string>>;
  /** SSH agents by id: the keys that they answer for, public blobs in base64. */
  ssh?: Readonly<Record<string, readonly { blob: string; comment: string }[]>>;
  /** `--no-cache-filter`. */
  noCacheFilter?: readonly string[];
  /** `--allow`: network.host, security.insecure. */
  allow?: readonly string[];
  /** `--build-context`: `docker-image://…`, `input:` for the result of the build of that `ref`, or `local:` for files below NAMED_CONTEXTS/name in the context. */
  contexts?: Readonly<Record<string, string>>;
  /** `--annotation`. */
  annotations?: readonly BuildAnnotation[];
  /** The attestations that are wanted; buildx asks for `provenance: "mode=min"` unless told otherwise, and with options left out for what the builder gives. */
  attestations?: { provenance?: string; sbom?: string };
  /** `--cache-to` and `--cache-from`. */
  cacheTo?: readonly CacheOption[];
  cacheFrom?: readonly CacheOption[];
  /** What the history calls the build. */
  ref?: string;
  /** Builds that follow may stand on the result, by `ref`. */
  isInput?: boolean;
  /** Instead of building: a question about the builds that were made. */
  history?: HistoryRequest;
}

export type HistoryRequest =
  | { type: 'list' }
  | { type: 'logs'; ref: string }
  | { type: 'remove'; refs: readonly string[]; all: boolean }
  | { type: 'document'; ref: string; digest: string };

/** A build in the history (the fields of BuildKit's BuildHistoryRecord that are told). */
export interface BuildRecord {
  ref: string;
  createdMs: number;
  completedMs?: number;
  /** What the frontend was given. */
  attrs: Record<string, string>;
  totalSteps: number;
  completedSteps: number;
  cachedSteps: number;
  materials: { uri: string; digests: string[] }[];
  attachments: { digest: string; platform: string; type: string }[];
  error?: { code: number; message: string; sources: ErrorSource[]; step?: string; logs: string[] };
}


/** One cache of --cache-to or --cache-from: `local`, `registry`, `inline`, and what goes with it. */
export interface CacheOption {
  type: string;
  attrs: Readonly<Record<string, string>>;
  /** Where the blobs of a local one lie below CACHES in the context, by algorithm and digest. */
  folder?: string;
}


/** Answers to a HistoryRequest: the records, or a document in base64. */
export const HISTORY_ID = 'dockyard.build.history';
export const EXTENSION_PARAMETER = 'dockyard';
/** Where the files of further build contexts travel, a folder each. */
export const NAMED_CONTEXTS = '.dockyard-contexts';
/** Where blobs of local caches travel, a folder each. */
export const CACHES = '.dockyard-caches';
/** A tar for the folder of a local cache: `{dest, tar}`, the tar in base64. */
export const CACHE_TAR_ID = 'dockyard.build.cache';
/** What the exporter tells of its result, by BuildKit's names (exporter/containerimage/exptypes). */
export const EXPORTER_ID = 'dockyard.build.exporter';
export const CALL_RESULT_ID = 'dockyard.build.result';
/** A piece of the tar that an output gives, base64; the record's `place` says which of them. */
export const OUTPUT_TAR_ID = 'dockyard.build.tar';

/** Where in a Dockerfile an error arose; stands in `errorDetail.sources` of the answer's last record. */
export interface ErrorSource {
  filename: string;
  text: string;
  /** First and last line. */
  ranges: readonly { start: number; end: number }[];
}

/** The result of `call: 'lint'` (BuildKit's frontend/subrequests/lint.LintResults). */
export interface LintResults {
  warnings: { ruleName: string; description: string; url?: string; detail: string; location: LintLocation }[] | null;
  sources: { filename: string; language: string; data: string }[];
  buildError?: { message: string; location: LintLocation };
}

export interface LintLocation {
  sourceIndex?: number;
  ranges?: { start: { line: number; character?: number }; end: { line: number; character?: number } }[];
}
