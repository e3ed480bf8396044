import type { Content } from '../../lib/content';
import type { Random } from '../../lib/random';
import type { AgentKey } from '../../lib/ssh-agent';
import type { Digest } from '../../oci/digest';
import type { Descriptor, ImageConfig, Platform } from '../../oci/image';
import type { FileSystem } from '../../machine/file-system';
import type { Ulimit } from '../api/backends';
import type { ProgressSink, RegistryAuth } from '../images/ports';

/**
 * All that the builder asks of the engine around it; it knows nothing else of it. Implemented where dockerd is put
 * together. Errors that these calls throw are shown to the user with their message as it is.
 */
export interface BuildPorts {
  /** Milliseconds since the epoch, with a fraction. */
  now(): number;
  readonly random: Random;
  readonly images: BuildImages;
  readonly snapshots: BuildSnapshots;
  /** What the builder remembers from one run of the engine to the next: one JSON text. */
  readonly memory: KeptText;
  /** The same for the history of builds. */
  readonly history: KeptText;
  /** Runs the process of a RUN to its end; gives its exit status (128 + n for a signal, 137 when out of memory). */
  runProcess(process: BuildProcess): Promise<number>;
  /** GET over the machine's network, redirects followed. Throws for what isn't status 2xx. */
  fetchUrl(url: string): Promise<FetchedFile>;
  /**
   * The same for one build: what it fetches and makes is kept from garbage collection until it lets go; what a cancelled
   * one has fetched, longer, for the next.
   */
  lease(): { ports: BuildPorts; release(isCancelled: boolean): void };
  /** Logs an engine event (`builder`, `prune`). */
  event(type: string, action: string, id: string, attributes: Readonly<Record<string, string>>): void;
  /** What the classic builder needs beyond: real containers, which `docker ps -a` shows. A buildkitd of its own has none. */
  readonly containers: ClassicContainers | undefined;
  /** Whether this is a buildkitd of its own, without images that have names: BuildKit's exporters, not moby's. */
  readonly standalone?: boolean;
  /** What builds may be granted; anything where nobody says. */
  readonly entitlements?: readonly string[];
}

export interface KeptText {
  load(): string | undefined;
  save(json: string): void;
}

export interface FetchedFile {
  content: Content;
  /** From Last-Modified, when the server says. */
  modifiedMs?: number;
  /** From Content-Disposition or the URL after redirects. */
  filename?: string;
}

export interface ImageSource {
  /** In full, as `docker.io/library/busybox:latest`, perhaps with a digest. */
  reference: string;
  platform: Platform;
  /** Ask the registry even when the image is here (`--pull`). */
  pull: boolean;
  auths: Readonly<Record<string, RegistryAuth>>;
}

export interface FoundImage {
  /** Of the manifest, or of the index when the reference names one. */
  digest: Digest;
  config: ImageConfig;
}

/** A transfer while it runs; `total` and `current` in bytes. The builder shows it below the FROM step. */
export interface TransferStatus {
  /** `sha256:…` of the blob; or `extracting sha256:…`. */
  id: string;
  total: number;
  current: number;
  done: boolean;
  /** When it began; when it is first told of, if that isn't said. */
  startedMs?: number;
}

export interface LayerBlob {
  descriptor: Descriptor;
  diffId: Digest;
  /** When its snapshot was committed; undefined for layers that came with an image. */
  createdMs?: number;
}

export interface BuildImages {
  /**
   * Finds an image's configuration: in the local store, else at its registry, without fetching layers. Throws as
   * containerd's resolver words it: `docker.io/library/busybox:nope: not found`, `pull access denied, repository
   * does not exist or may require authorization: …`.
   */
  resolve(source: ImageSource): Promise<FoundImage>;
  /** An image of the local store by reference or id, as containers get it; undefined when it isn't there. */
  local(reference: string): { target: Descriptor; config: ImageConfig } | undefined;
  /** `docker pull` with its progress records (the classic builder's FROM). */
  pull(source: ImageSource, progress: ProgressSink): Promise<void>;
  /** The snapshot of all its layers, where the image is here and they are unpacked. */
  layersHere(source: ImageSource): string | undefined;
  /** The snapshot of all its layers, fetched and unpacked where that wasn't done yet. The signal ends that. Cached, it stays until it is removed. */
  unpack(source: ImageSource, progress: (status: TransferStatus) => void, signal?: AbortSignal, isCached?: boolean): Promise<Snapshot>;
  /** The layers of a snapshot from the bottom; those that no image has yet are packed (gzip) into the content store. */
  layers(snapshotId: string): Promise<LayerBlob[]>;
  /** Puts a document into the content store. */
  putBlob(descriptor: Descriptor, bytes: Uint8Array | Content): void;
  /** A blob of the content store, generated ones made. */
  blob(digest: Digest): Promise<Content>;
  /** The snapshot of layers from the bottom whose blobs are in the content store. */
  stackLayers(layers: readonly { digest: Digest; diffId: Digest }[]): Promise<Snapshot>;
  /**
   * What a reference means at its registry. `document` gives the manifest, or a small blob of its repository; `bring`
   * fetches a blob into the content store.
   */
  remote(reference: string, auths: ImageSource['auths']): Promise<{ document(descriptor: Descriptor | undefined): Promise<Uint8Array>; bring(descriptor: Descriptor): Promise<void> }>;
  /**
   * Sends a manifest of the content store with its blobs to a registry, under a reference that means nothing here.
   * Tells when the blobs are there and the manifests follow.
   */
  pushTarget(reference: string, target: Descriptor, auths: ImageSource['auths'], onBlobs?: () => void): Promise<void>;
  /**
   * Lets a name (`docker.io/library/site:1`, `moby-dangling@sha256:…`) mean a manifest or index in the content store,
   * with the event; what the name meant before keeps no name for it.
   */
  name(name: string, target: Descriptor): Promise<void>;
  /** An image as an OCI layout in a tar; for docker with its older manifest.json too. */
  archive(target: Descriptor, names: readonly string[], format: 'oci' | 'docker'): AsyncIterable<Uint8Array>;
  /** Unpacks what a name means, so that containers can start from it. */
  unpackNamed(name: string): Promise<void>;
  /** The same for an image that has no name. */
  unpackTarget(target: Descriptor): Promise<void>;
  /** The ids of a local image and of those that it was built or committed on; none when it isn't here. */
  ancestry(reference: string): Digest[];
  /** Whether an image with that manifest is still here (the classic builder's cache). */
  exists(id: Digest): boolean;
  /**
   * Keeps a manifest without a name, unseen by `docker images`, whose layers are those of a snapshot (the classic
   * builder's intermediate images; moby's label org.mobyproject.image.parent).
   */
  keep(target: Descriptor, parent: Digest | undefined, snapshotId: string | undefined): void;
}

/** An immutable file tree: a layer over the layers of its parent. */
export interface Snapshot {
  /** Stays the same across restarts of the engine. */
  readonly id: string;
  /** All layers merged, read-only. */
  readonly fs: FileSystem;
}

/** A tree in the making. */
export interface Workspace {
  /** All layers merged, writable; changes go to the top layer. */
  readonly fs: FileSystem;
  /** Makes it a snapshot, with the time that its layer gets in an image's history. */
  commit(createdMs: number): Promise<Snapshot>;
  /** Drops it. */
  discard(): void;
}

export interface BuildSnapshots {
  /** Undefined when it is gone. */
  get(id: string): Snapshot | undefined;
  /** A workspace over a snapshot, or over nothing. */
  prepare(parentId: string | undefined): Promise<Workspace>;
  /** A snapshot whose layers are those of `onto` and, above them, those of `top` (`COPY --link`). */
  stack(onto: string | undefined, top: string): Promise<Snapshot>;
  /** Bytes of its own layer. */
  size(id: string): number;
  /** Drops it, unless another snapshot or an image needs it; then it goes with that one. */
  remove(id: string): void;
  /** The directory of `RUN --mount=type=cache` with that key, made (from a snapshot, if given) at first use. */
  cacheDirectory(key: string, seedId: string | undefined): Promise<FileSystem>;
  cacheDirectorySize(key: string): number;
  removeCacheDirectory(key: string): void;
}

export type BuildMount =
  /** A part of a tree; `path` may name a file. Writes stay only in a cache. */
  | { type: 'bind'; fs: FileSystem; path: string; destination: string; readOnly: boolean; isCache?: boolean }
  | { type: 'tmpfs'; destination: string; sizeBytes: number }
  | { type: 'file'; destination: string; bytes: Uint8Array; uid: number; gid: number; mode: number }
  /** A socket on which an SSH agent answers for these keys. */
  | { type: 'agent'; destination: string; keys: readonly AgentKey[]; uid: number; gid: number; mode: number };

/**
 * A RUN's process, to run in a sandbox as runc would: own namespaces, its root the workspace, /proc, /sys, /dev,
 * /etc/hosts, /etc/resolv.conf as in a container. Mount points that had to be made in the root are taken away again.
 */
export interface BuildProcess {
  root: FileSystem;
  mounts: readonly BuildMount[];
  args: readonly string[];
  /** `KEY=value`; HOME is added from /etc/passwd where it is missing. */
  env: readonly string[];
  cwd: string;
  /** `user[:group]`, by name or number; empty for root. Throws `unable to find user x: no matching entries in passwd file`. */
  user: string;
  network: 'default' | 'none' | 'host';
  privileged: boolean;
  /** `host:ip`, for /etc/hosts. */
  extraHosts: readonly string[];
  ulimits: readonly Ulimit[];
  /** The architecture that its programs are of, where it isn't the machine's. */
  architecture?: string;
  hostname: string;
  shmSizeBytes: number;
  /** Zero for no limit. */
  memoryBytes: number;
  stdout(bytes: Uint8Array): Promise<void>;
  stderr(bytes: Uint8Array): Promise<void>;
  /** Aborted when the build is cancelled: the process is killed then. */
  signal: AbortSignal;
}

export interface ClassicContainers {
  /**
   * Creates a container from an image by its id; `config` is the image's run config with the step's command, and
   * `['']` as an entrypoint means none. Nothing of it is logged (log driver none).
   */
  create(image: Digest, config: ImageConfig['config'], options: ClassicContainerOptions): Promise<{ id: string; warnings: readonly string[] }>;
  /** Starts it, passes on what it prints, waits for its end. */
  run(id: string, output: (stream: 1 | 2, bytes: Uint8Array) => Promise<void>, signal: AbortSignal): Promise<number>;
  /** Its tree: the image's layers and, above, its own, as what `snapshot` keeps. */
  fs(id: string): FileSystem;
  /** Its tree (image and writable layer) as a snapshot over the image's. */
  snapshot(id: string, createdMs: number): Promise<Snapshot>;
  remove(id: string): Promise<void>;
}

export interface ClassicContainerOptions {
  networkMode: string;
  memoryBytes: number;
  shmSizeBytes: number;
  extraHosts: readonly string[];
  ulimits: readonly Ulimit[];
}
