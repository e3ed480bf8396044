import { AMD64, type Architecture } from '../lib/architecture';
import { utf8 } from '../lib/bytes';
import { contentOf, noise, type Content } from '../lib/content';
import { executable } from '../lib/executable';
import type { TarEntry } from '../oci/tar-entry';

/** Directories that aren't 0755 root:root where nobody says otherwise. */
const SPECIAL_MODES: Readonly<Record<string, number>> = {
  tmp: 0o1777, 'var/tmp': 0o1777, root: 0o700, 'run/lock': 0o1777, 'dev/shm': 0o1777, 'dev/mqueue': 0o1777, 'etc/ssl/private': 0o700,
};

export interface Owner {
  uid?: number;
  gid?: number;
}

/** A file that only exists to weigh something: its share of what is missing from the layer's real size. */
interface Ballast {
  path: string;
  weight: number;
  mode: number;
}

/** One layer's file tree in the making. Paths are absolute; directories on the way are made. */
export class Tree {
  private readonly entries = new Map<string, TarEntry>();
  private readonly pool: Ballast[] = [];

  constructor(
    private readonly mtimeMs: number,
    readonly architecture: Architecture = AMD64,
  ) {}

  dir(path: string, mode?: number, owner: Owner = {}): this {
    this.put(path, { type: 'dir', mode: mode ?? SPECIAL_MODES[this.key(path)] ?? 0o755 }, owner);
    return this;
  }

  dirs(...paths: string[]): this {
    for (const path of paths) this.dir(path);
    return this;
  }

  file(path: string, content: string | Content, mode = 0o644, owner: Owner = {}): this {
    this.put(path, { type: 'file', mode, content: typeof content === 'string' ? contentOf(utf8(content)) : content }, owner);
    return this;
  }

  script(path: string, text: string, owner: Owner = {}): this {
    return this.file(path, text, 0o755, owner);
  }

  /** An executable of the simulated programs, and the version that it says it is of. */
  exe(path: string, sizeBytes: number, program = path.slice(path.lastIndexOf('/') + 1), mode = 0o755, version = ''): this {
    return this.file(path, executable(program, sizeBytes, version, this.architecture), mode);
  }

  /** Many executables in one folder, each the program of its name, of one version. */
  exes(folder: string, names: string, sizeBytes: number, version = ''): this {
    for (const name of names.split(/\s+/)) if (name) this.exe(`${folder}/${name}`, sizeBytes, name, 0o755, version);
    return this;
  }

  link(path: string, target: string): this {
    this.put(path, { type: 'symlink', mode: 0o777, target: this.spelled(target) });
    return this;
  }

  links(folder: string, names: string, target: string): this {
    for (const name of names.split(/\s+/)) if (name) this.link(`${folder}/${name}`, target);
    return this;
  }

  hard(path: string, target: string): this {
    const original = this.entries.get(this.key(target));
    this.put(path, { type: 'hardlink', mode: original?.mode ?? 0o755, target: this.key(target) });
    return this;
  }

  /** Deletes what a layer below has. */
  whiteout(path: string): this {
    const key = this.key(path);
    const slash = key.lastIndexOf('/');
    this.put(`${key.slice(0, slash + 1)}.wh.${key.slice(slash + 1)}`, { type: 'file', mode: 0 });
    return this;
  }

  /** A generated file of a given size: a library, an archive, a database. */
  data(path: string, sizeBytes: number, mode = 0o644): this {
    return this.file(path, noise(seedOf(path), sizeBytes), mode);
  }

  /** Files that share what the layer lacks of its real size; later names weigh less. */
  ballast(folder: string, names: string, mode = 0o644): this {
    const list = names.split(/\s+/).filter((name) => name !== '');
    list.forEach((name, i) => this.pool.push({ path: this.key(`${folder}/${name}`), weight: 1 / (1 + i * 0.35), mode }));
    return this;
  }

  has(path: string): boolean {
    return this.entries.has(this.key(path));
  }

  get ballastPool(): readonly Ballast[] {
    return this.pool;
  }

  /** In the order of their paths, so that directories come before what is in them; hard links not before their file. */
  list(): TarEntry[] {
    const sorted = [...this.entries.values()].sort((a, b) => (comparable(a.path) < comparable(b.path) ? -1 : 1));
    const isEarly = (entry: TarEntry): boolean => entry.type === 'hardlink' && comparable(entry.target!) > comparable(entry.path);
    const early = sorted.filter(isEarly);
    return sorted.flatMap((entry) => (isEarly(entry) ? [] : [entry, ...early.filter((link) => link.target === entry.path)]));
  }

  /** A path with the names of this architecture in place of amd64's, in which recipes are written. */
  private spelled(path: string): string {
    const { triplet, linker, alpine } = this.architecture;
    return path.replaceAll(AMD64.triplet, triplet).replaceAll(AMD64.linker, linker).replaceAll('musl-x86_64', `musl-${alpine}`);
  }

  private key(path: string): string {
    return this.spelled(path).split('/').filter((part) => part !== '').join('/');
  }

  private put(path: string, entry: Pick<TarEntry, 'type' | 'mode'> & Partial<TarEntry>, owner: Owner = {}): void {
    const key = this.key(path);
    const slash = key.lastIndexOf('/');
    if (slash > 0 && !this.entries.has(key.slice(0, slash))) this.dir(key.slice(0, slash));
    this.entries.set(key, { path: key, uid: owner.uid ?? 0, gid: owner.gid ?? 0, mtimeMs: this.mtimeMs, ...entry });
  }
}

/** Sorts `a/b` before `a-b`, as a walk through the tree does. */
const comparable = (path: string): string => path.replaceAll('/', '\0');

/** A seed that a name stands for. */
export function seedOf(name: string): number {
  let seed = 17;
  for (const byte of utf8(name)) seed = (Math.imul(seed, 31) + byte) | 0;
  return seed;
}
