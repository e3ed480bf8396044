import { utf8 } from '../../../lib/bytes';
import { contentOf, readContent } from '../../../lib/content';
import { Random } from '../../../lib/random';
import type { FileSystem } from '../../../machine/file-system';
import { applyEntries } from '../../../machine/vfs/apply-entries';
import type { FsImage } from '../../../machine/vfs/fs-image';
import { overlayEntries } from '../../../machine/vfs/layer-changes';
import type { LayerEntry } from '../../../machine/vfs/layer-entry';
import { MemoryFs } from '../../../machine/vfs/memory-fs';
import { OverlayFs } from '../../../machine/vfs/overlay-fs';
import { digestOfBytes, digestOfContent, digestOfText } from '../../../oci/digest';
import { gzipContent } from '../../../oci/gzip';
import type { Descriptor, ImageConfig } from '../../../oci/image';
import { MEDIA } from '../../../oci/media-types';
import type { TarEntry } from '../../../oci/tar-entry';
import { writeTar } from '../../../oci/tar-write';
import type { BuildPorts, BuildProcess, FetchedFile, LayerBlob, Snapshot, Workspace } from '../ports';
import { Tree } from '../files/tree';

interface Kept {
  merged: FsImage;
  layers: LayerEntry[][];
  times: (number | undefined)[];
}

export interface FakeImage {
  config: ImageConfig;
  files: Readonly<Record<string, string>>;
}

const FS_OPTIONS = { dev: 0, now: () => 0, sizeBytes: Infinity };

function tarEntry(entry: LayerEntry): TarEntry {
  const { path, type, mode, uid, gid, mtimeMs, rdev, content, linkname } = entry;
  return {
    path, type: type as TarEntry['type'], mode, uid, gid, mtimeMs, rdev,
    ...(type === 'file' && { content }), ...(linkname !== '' && { target: linkname }),
  };
}

/** An engine in memory, for tests: images by name, snapshots as trees, processes as a function of the test. */
export class FakePorts implements BuildPorts {
  time = 1_800_000_000_000;
  readonly random = new Random(1);
  /** What the machine's network has. */
  readonly web = new Map<string, FetchedFile>();
  /** What a name means. */
  readonly names = new Map<string, Descriptor>();
  readonly blobs = new Map<string, Uint8Array>();
  readonly kept = new Map<string, Kept>();
  readonly directories = new Map<string, MemoryFs>();
  readonly ran: string[] = [];
  readonly events: string[] = [];
  saved: string | undefined;
  process: (process: BuildProcess) => Promise<number> = async () => 0;
  private readonly imageSnapshots = new Map<string, string>();
  private nextId = 0;

  constructor(readonly catalog: Readonly<Record<string, FakeImage>>) {}

  now(): number {
    return (this.time += 1);
  }

  readonly memory = { load: () => this.saved, save: (json: string) => void (this.saved = json) };
  readonly history = { load: () => undefined, save: () => undefined };

  runProcess(process: BuildProcess): Promise<number> {
    this.ran.push(process.args.join(' '));
    return this.process(process);
  }

  async fetchUrl(url: string): Promise<FetchedFile> {
    const file = this.web.get(url);
    if (!file) throw new Error('invalid response status 404');
    return file;
  }

  private keep(kept: Kept): Snapshot {
    const id = `snapshot-${this.nextId++}`;
    this.kept.set(id, kept);
    return { id, fs: this.view(kept) };
  }

  private view({ merged }: Kept): FileSystem {
    return MemoryFs.fromImage(merged, { ...FS_OPTIONS, readOnly: true });
  }

  private find(reference: string): FakeImage {
    const image = this.catalog[reference.replace(/@.*/, '')];
    if (!image) throw new Error(`${reference}: not found`);
    return image;
  }

  readonly images: BuildPorts['images'] = {
    resolve: async ({ reference }) => {
      const image = this.find(reference);
      return { digest: digestOfText(reference), config: image.config };
    },
    unpack: async ({ reference }) => {
      this.events.push(`unpack ${reference.replace(/@.*/, '')}`);
      const { files } = this.find(reference);
      const entries = Object.entries(files).map(([path, body]) => layerFile(path, body));
      return this.keep({ merged: applyEntries(undefined, entries), layers: [entries], times: [undefined] });
    },
    local: (reference) => {
      const image = this.catalog[reference.includes('/') ? reference : `docker.io/library/${reference}${reference.includes(':') ? '' : ':latest'}`];
      if (!image) return undefined;
      const target = { mediaType: MEDIA.manifest, digest: digestOfText(`${reference} image`), size: 1 };
      return { target, config: image.config };
    },
    pull: async ({ reference }) => {
      throw new Error(`pull access denied for ${reference}`);
    },
    layers: async (id) => {
      const { layers, times } = this.kept.get(id)!;
      return layers.map((entries, i): LayerBlob => {
        const tar = writeTar(entries.map(tarEntry));
        const packed = gzipContent(tar);
        return {
          descriptor: { mediaType: MEDIA.layerGzip, digest: digestOfContent(packed), size: packed.size },
          diffId: digestOfContent(tar), ...(times[i] !== undefined && { createdMs: times[i] }),
        };
      });
    },
    blob: async () => contentOf(new Uint8Array(0)),
    stackLayers: async () => this.snapshots.stack(undefined, ''),
    remote: async (reference) => {
      throw new Error(`${reference}: not found`);
    },
    pushTarget: async (name, _target, _auths, sent) => {
      this.events.push(`push ${name}`);
      sent?.();
    },
    putBlob: (descriptor, bytes) => {
      const whole = bytes instanceof Uint8Array ? bytes : readContent(bytes);
      if (digestOfBytes(whole) !== descriptor.digest) throw new Error('digest mismatch');
      this.blobs.set(descriptor.digest, whole);
    },
    name: async (name, target) => void this.names.set(name, target),
    archive: async function* () {},
    layersHere: () => undefined,
    unpackNamed: async () => undefined,
    unpackTarget: async () => undefined,
    ancestry: () => [],
    exists: (id) => this.blobs.has(id),
    keep: (target, _parent, snapshotId) => void (snapshotId !== undefined && this.imageSnapshots.set(target.digest, snapshotId)),
  };

  readonly snapshots: BuildPorts['snapshots'] = {
    get: (id) => {
      const kept = this.kept.get(id);
      return kept && { id, fs: this.view(kept) };
    },
    prepare: async (parentId) => {
      const parent = parentId === undefined ? { merged: new MemoryFs(FS_OPTIONS).snapshot(), layers: [], times: [] } : this.kept.get(parentId)!;
      const overlay = new OverlayFs(parent.merged, new MemoryFs({ ...FS_OPTIONS, now: () => this.time }), { dev: 1 });
      return {
        fs: overlay,
        commit: async (createdMs) => {
          const entries = [...overlayEntries(overlay)];
          return this.keep({ merged: applyEntries(parent.merged, entries), layers: [...parent.layers, entries], times: [...parent.times, createdMs] });
        },
        discard: () => undefined,
      };
    },
    stack: async (ontoId, topId) => {
      const onto = ontoId === undefined ? { merged: new MemoryFs(FS_OPTIONS).snapshot(), layers: [], times: [] } : this.kept.get(ontoId)!;
      const top = this.kept.get(topId)!;
      const merged = top.layers.reduce((image, entries) => applyEntries(image, entries), onto.merged);
      return this.keep({ merged, layers: [...onto.layers, ...top.layers], times: [...onto.times, ...top.times] });
    },
    size: (id) => (this.kept.get(id)!.layers.at(-1) ?? []).reduce((sum, { size }) => sum + size, 0),
    remove: (id) => void this.kept.delete(id),
    cacheDirectory: async (key) => {
      const fs = this.directories.get(key) ?? new MemoryFs(FS_OPTIONS);
      this.directories.set(key, fs);
      return fs;
    },
    cacheDirectorySize: () => 0,
    removeCacheDirectory: (key) => void this.directories.delete(key),
  };

  lease(): ReturnType<BuildPorts['lease']> {
    return { ports: this, release: () => undefined };
  }

  event(type: string, action: string): void {
    this.events.push(`${type} ${action}`);
  }

  private readonly made = new Map<string, { workspace: Workspace; args: readonly string[]; env: readonly string[] }>();

  readonly containers: NonNullable<BuildPorts['containers']> = {
    create: async (image, config) => {
      const id = this.random.hex(32);
      const workspace = await this.snapshots.prepare(this.imageSnapshots.get(image));
      const entrypoint = config.Entrypoint?.[0] === '' ? [] : (config.Entrypoint ?? []);
      this.made.set(id, { workspace, args: [...entrypoint, ...(config.Cmd ?? [])], env: config.Env ?? [] });
      return { id, warnings: [] };
    },
    run: (id, output, signal) => {
      const { workspace, args, env } = this.made.get(id)!;
      return this.runProcess({
        root: workspace.fs, mounts: [], args, env, cwd: '/', user: '', network: 'default', privileged: false, extraHosts: [], hostname: id,
        shmSizeBytes: 0, ulimits: [], memoryBytes: 0, stdout: (bytes) => output(1, bytes), stderr: (bytes) => output(2, bytes), signal,
      });
    },
    fs: (id) => this.made.get(id)!.workspace.fs,
    snapshot: (id, createdMs) => this.made.get(id)!.workspace.commit(createdMs),
    remove: async (id) => void this.made.delete(id),
  };

  /** Containers that are still there. */
  get containerCount(): number {
    return this.made.size;
  }

  /** The config of the image that a name means. */
  config(name: string): ImageConfig {
    return this.parse<ImageConfig>(this.manifest(name).config.digest);
  }

  manifest(name: string): { config: Descriptor; layers: Descriptor[] } {
    return this.parse(this.names.get(name)!.digest);
  }

  parse<T>(digest: string): T {
    return JSON.parse(new TextDecoder().decode(this.blobs.get(digest))) as T;
  }
}

function layerFile(path: string, body: string): LayerEntry {
  const isDir = path.endsWith('/');
  return {
    path: path.replace(/^\/|\/$/g, ''), type: isDir ? 'dir' : 'file', mode: isDir ? 0o755 : 0o644, uid: 0, gid: 0, mtimeMs: 0, size: body.length,
    linkname: '', rdev: 0, content: contentOf(utf8(body)), xattrs: new Map(),
  };
}

/** Every path of a tree, with what is in the files. */
export function listing(fs: FileSystem): Record<string, string> {
  const tree = new Tree(fs);
  const out: Record<string, string> = {};
  const walk = (path: string): void => {
    for (const name of tree.names(path)) {
      const child = (path === '/' ? '' : path) + '/' + name;
      const ino = tree.find(child)!;
      const { type } = fs.getattr(ino);
      if (type === 'dir') walk(child);
      out[type === 'dir' ? child + '/' : child] = type === 'file' ? new TextDecoder().decode(fs.read(ino, 0, fs.getattr(ino).size)) : type === 'symlink' ? '-> ' + fs.readlink(ino) : '';
    }
  };
  walk('/');
  return out;
}
