import { text, utf8 } from '../lib/bytes';
import { digestOfBytes, type Digest } from './digest';
import { isConfigType, isIndexType, isManifestType, MEDIA } from './media-types';

export interface Platform {
  architecture: string;
  os: string;
  variant?: string;
  'os.version'?: string;
}

/** image-spec descriptor.md. */
export interface Descriptor {
  mediaType: string;
  digest: Digest;
  size: number;
  annotations?: Record<string, string>;
  platform?: Platform;
  artifactType?: string;
  urls?: string[];
  data?: string;
}

/** image-spec manifest.md. */
export interface Manifest {
  schemaVersion: 2;
  mediaType?: string;
  artifactType?: string;
  config: Descriptor;
  layers: Descriptor[];
  subject?: Descriptor;
  annotations?: Record<string, string>;
}

/** image-spec image-index.md. */
export interface Index {
  schemaVersion: 2;
  mediaType?: string;
  artifactType?: string;
  manifests: Descriptor[];
  subject?: Descriptor;
  annotations?: Record<string, string>;
}

export interface HistoryEntry {
  created?: string;
  created_by?: string;
  author?: string;
  comment?: string;
  empty_layer?: boolean;
}

export interface HealthcheckConfig {
  Test?: string[];
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  StartInterval?: number;
  Retries?: number;
}

/** The part that containers inherit (image-spec config.md, with moby's dockerspec extensions). */
export interface RunConfig {
  User?: string;
  ExposedPorts?: Record<string, unknown>;
  Env?: string[];
  Entrypoint?: string[];
  Cmd?: string[];
  Volumes?: Record<string, unknown>;
  WorkingDir?: string;
  Labels?: Record<string, string>;
  StopSignal?: string;
  ArgsEscaped?: boolean;
  Healthcheck?: HealthcheckConfig;
  OnBuild?: string[];
  Shell?: string[];
  StopTimeout?: number;
}

/** image-spec config.md. */
export interface ImageConfig {
  architecture: string;
  variant?: string;
  os: string;
  'os.version'?: string;
  created?: string;
  author?: string;
  config: RunConfig;
  rootfs: { type: 'layers'; diff_ids: Digest[] };
  history?: HistoryEntry[];
}

/** A JSON document as a blob: its bytes and the descriptor that names them. */
export interface Document {
  readonly bytes: Uint8Array;
  readonly descriptor: Descriptor;
}

function dropEmpty<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

/** Serializes a manifest, index or configuration; `indent` as buildkit (2 for manifests it writes) or none. */
export function document(mediaType: string, value: object, indent?: number): Document {
  const bytes = utf8(JSON.stringify(dropEmpty(value), undefined, indent));
  return { bytes, descriptor: { mediaType, digest: digestOfBytes(bytes), size: bytes.length } };
}

export function parseJson<T>(bytes: Uint8Array): T {
  return JSON.parse(text(bytes)) as T;
}

/** The children that a manifest or index names, in the order in which containerd walks them. */
export function childDescriptors(mediaType: string, bytes: Uint8Array): Descriptor[] {
  if (isIndexType(mediaType)) return parseJson<Index>(bytes).manifests ?? [];
  if (isManifestType(mediaType)) {
    const manifest = parseJson<Manifest>(bytes);
    return [manifest.config, ...(manifest.layers ?? [])];
  }
  return [];
}

/** The media type that a document says it has, or has by its shape. */
export function mediaTypeOf(bytes: Uint8Array, announced?: string): string {
  const value = parseJson<{ mediaType?: string; manifests?: unknown; config?: unknown }>(bytes);
  if (value.mediaType) return value.mediaType;
  if (announced && announced !== 'application/json' && announced !== 'application/octet-stream') return announced;
  return value.manifests ? MEDIA.index : MEDIA.manifest;
}

export const REFERENCE_TYPE = 'vnd.docker.reference.type';
export const REFERENCE_DIGEST = 'vnd.docker.reference.digest';

/** True for the manifest that buildkit adds for provenance and SBOM. */
export function isAttestation(descriptor: Descriptor): boolean {
  return descriptor.annotations?.[REFERENCE_TYPE] === 'attestation-manifest';
}

export function isUnknownPlatform(platform: Platform | undefined): boolean {
  return platform?.os === 'unknown' && platform.architecture === 'unknown';
}

export { isConfigType, isIndexType, isManifestType };
