import type { AttestationQuery, AttestationStatement } from './attestations';
import type { Filters } from '../../api/filters';
import type { EventType } from '../../api/events';
import type { Schemas } from '../../api/types';
import type { ByteReader } from '../../lib/stream';
import type { FileSystem } from '../../machine/file-system';
import type { Sys } from '../../machine/sys';
import type { RegistryAuth, RemoteRules } from '../../remotes/registry-client';

/** The part of an OCI image's configuration that containers inherit (image-spec config.md, moby's extensions). */
export interface ImageRunConfig {
  User?: string;
  Env?: readonly string[];
  Cmd?: readonly string[];
  Entrypoint?: readonly string[];
  WorkingDir?: string;
  Volumes?: Readonly<Record<string, unknown>>;
  ExposedPorts?: Readonly<Record<string, unknown>>;
  Labels?: Readonly<Record<string, string>>;
  StopSignal?: string;
  StopTimeout?: number;
  Shell?: readonly string[];
  Healthcheck?: Schemas['HealthConfig'];
  OnBuild?: readonly string[];
  ArgsEscaped?: boolean;
}

export interface ImageDescriptor {
  mediaType: string;
  digest: string;
  size: number;
  annotations?: Readonly<Record<string, string>>;
  platform?: { architecture: string; os: string; variant?: string };
}

/** What `create` needs to know of an image. */
export interface ResolvedImage {
  /** `sha256:…`: the digest of the manifest or index that the reference names. */
  id: string;
  /** The familiar reference that it was found by (`busybox`, `busybox:latest`), or its id. */
  reference: string;
  config: ImageRunConfig;
  os: string;
  architecture: string;
  variant?: string;
  /** The descriptor of the platform's manifest, as container inspect shows it in ImageManifestDescriptor. */
  manifest: ImageDescriptor;
}

export type ChangeKind = 'modified' | 'added' | 'deleted';

export interface FileChange {
  /** Absolute, as seen in the container. */
  path: string;
  kind: ChangeKind;
}

/** A container's writable layer over its image (one active snapshot). */
export interface PreparedContainer {
  /** The overlay: what is mounted at the container's /. */
  readonly fs: FileSystem;
  /** What differs from the image, sorted by path (GET /containers/{id}/changes). */
  changes(): FileChange[];
  /** Bytes of the writable layer, and of layer and image together (SizeRw, SizeRootFs). */
  sizes(): { rw: number; rootFs: number };
  /** Drops the writable layer. */
  remove(): void;
}

export interface CommitRequest {
  containerId: string;
  /** The image that the container was made from, and its manifest. */
  imageId: string;
  manifest?: string | undefined;
  /** The container's own configuration. */
  config: Schemas['ContainerConfig'];
  author: string;
  comment: string;
  /** Dockerfile instructions (`changes`), in order; invalid ones are refused. */
  changes: readonly string[];
  /** Where the result is tagged; undefined leaves it dangling. */
  repo: string | undefined;
  tag: string | undefined;
}

/** A container as image removal, pruning and disk usage see it. */
export interface ImageUser {
  containerId: string;
  /** Without the slash. */
  name: string;
  imageId: string;
  /** The digest of the manifest of that image which fitted the container's platform. */
  manifest?: string | undefined;
  /** What the container was created with (`busybox`, `busybox:1.37`, an id). */
  imageReference: string;
  running: boolean;
}

/** Takes a record of a progress stream (jsonmessage); waits for the receiver. */
export type ProgressSink = (message: Readonly<Record<string, unknown>>) => Promise<void>;

export type { RegistryAuth };

/** What the image service gets from the engine. */
export interface ImageHost extends RemoteRules {
  /** `insecure-registries` of daemon.json. */
  readonly insecureRegistries: readonly string[];
  /** dockerd's own process: clock, randomness, connections to registries, /var/lib/docker. */
  readonly sys: Sys;
  /** Emits an event (`image`, `pull`, id, {name}). */
  event(type: EventType, action: string, id: string, attributes: Readonly<Record<string, string>>): void;
  /** Containers that exist. */
  users(): ImageUser[];
}

/**
 * What the engine's other rooms ask of images. Images, their blobs and snapshots survive dockerd's end in the machine's
 * file system under /var/lib/docker, so that a restarted service finds them, as it finds transfers that broke off.
 */
export interface ImageStore {
  /** By reference, id or id prefix. Throws notFound `No such image: x:tag`; platform mismatches as moby words them. */
  resolveImage(reference: string, platform?: string): ResolvedImage;
  /** Unpacks what of an image is here but isn't unpacked yet, as a build leaves other platforms; says nothing of what isn't here. */
  unpack(reference: string, platform?: string): Promise<void>;
  /**
   * The writable layer of a new container, with the mount points that moby's init layer has and `diff` doesn't show
   * (.dockerenv, /etc/hosts, /etc/hostname, /etc/resolv.conf, /etc/mtab, /dev/console, /dev/pts, /dev/shm, /proc, /sys).
   */
  prepareContainer(image: Pick<ResolvedImage, 'id' | 'manifest'>, containerId: string): PreparedContainer;
  /** The layer of a container that was prepared before (also after a restart or restore); undefined when it is gone. */
  container(containerId: string): PreparedContainer | undefined;
  commitContainer(request: CommitRequest): Promise<{ id: string }>;
}

export interface ImageListOptions {
  all: boolean;
  filters: Filters;
  sharedSize: boolean;
  manifests: boolean;
  identity: boolean;
}

export interface SaveOptions {
  platforms: readonly string[];
  /** Fulfilled when whoever reads the archive has gone. */
  gone: Promise<void>;
}

/** What the image routes call. Errors before the first progress record become HTTP errors, later ones part of the stream. */
export interface ImageBackend {
  list(options: ImageListOptions): Promise<Schemas['ImageSummary'][]>;
  inspect(name: string, options: { manifests: boolean; platform?: string }): Promise<Record<string, unknown>>;
  attestations(name: string, query: AttestationQuery): Promise<AttestationStatement[]>;
  history(name: string, options: { platform?: string }): Promise<unknown[]>;
  tag(name: string, repo: string, tag: string): Promise<void>;
  remove(name: string, options: { force: boolean; noPrune: boolean; platforms: readonly string[] }): Promise<unknown[]>;
  prune(filters: Filters): Promise<unknown>;
  pull(options: { image: string; tag: string; platform?: string; auth?: RegistryAuth }, progress: ProgressSink): Promise<void>;
  push(name: string, options: { tag: string; platform?: string; auth?: RegistryAuth }, progress: ProgressSink): Promise<void>;
  search(options: { term: string; limit: number; filters: Filters; auth?: RegistryAuth }): Promise<unknown[]>;
  /** A tar in OCI layout with docker's manifest.json. */
  save(names: readonly string[], options: SaveOptions): Promise<AsyncIterable<Uint8Array>>;
  load(tar: ByteReader, options: { quiet: boolean; platforms: readonly string[] }, progress: ProgressSink): Promise<void>;
  /** `fromSrc` import: `-` reads the body. */
  import(options: { source: string; body: ByteReader; repo: string; tag: string; message: string; changes: readonly string[]; platform?: string }, progress: ProgressSink): Promise<void>;
  /** GET /distribution/{name}/json. */
  distribution(name: string, auth?: RegistryAuth): Promise<unknown>;
  /** POST /auth: checks against the registry. */
  login(auth: RegistryAuth): Promise<{ Status: string; IdentityToken?: string }>;
  /** GET /system/df: all images with shared sizes, and what the layers weigh together. */
  diskUsage(): Promise<{ items: (Schemas['ImageSummary'])[]; totalSize: number; reclaimable: number; activeCount: number }>;
  /** How many images there are (info). */
  count(): number;
}

export type ImageService = ImageStore & ImageBackend;

/** Made by src/engine/images (`openImages`), called once when dockerd starts. */
export type OpenImages = (host: ImageHost) => ImageService | Promise<ImageService>;
