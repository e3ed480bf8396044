import type { Digest } from '../../../oci/digest';
import { digestOfContent, digestOfText } from '../../../oci/digest';
import { writeTar } from '../../../oci/tar-write';
import type { FileSystem } from '../../../machine/file-system';
import { DockerfileError, withLocation } from '../dockerfile/location';
import type { ExecMount, Op, Vertex } from '../graph/vertex';
import type { BuildPorts, Snapshot } from '../ports';
import { checksum, type Selection } from '../files/content-hash';
import { treeMembers } from '../files/members';
import { Tree } from '../files/tree';
import { extract } from '../files/unpack';
import type { KnownVertex } from '../remote-cache/describe';
import type { ImportedCache } from '../remote-cache/imported';
import { newId, type BuildCache, type CacheRecord } from './cache';
import { runExec, type ExecSettings } from './exec-op';
import { runFileActions } from './file-op';
import { descriptionOf, keysOf, selectionsOf } from './keys';
import type { Flights } from './flights';
import type { Locks } from './locks';
import type { Sources } from './sources';
import type { Trace } from './trace';

/** What a vertex has come to. */
export interface Solved {
  /** Names the result in the keys of what is made from it; undefined for the build context, which has no lasting name. */
  identity: string | undefined;
  fs: FileSystem;
  snapshot: Snapshot | undefined;
  record: CacheRecord | undefined;
}

/** What is known of a vertex without doing its work. */
interface Probe {
  /** Undefined when it can only be known by doing it. */
  identity: string | undefined;
  record: CacheRecord | undefined;
  /** Checksums of what it reads, by input. */
  checksums: ReadonlyMap<number, string>;
}

const SCRATCH_ID = digestOfText('scratch');
const NOTHING: ReadonlyMap<number, string> = new Map();

/**
 * Makes a graph's results, each at most once, from the cache where it can (BuildKit's solver). A result is found by
 * what made it and from what: its operation and the identities of its inputs; and where it only reads some files of
 * an input, also by those files' checksum, however they came about. What nobody needs is not made.
 */
export class Solve {
  private readonly probes = new Map<Digest, Promise<Probe>>();
  private readonly results = new Map<Digest, Promise<Solved>>();
  /** Records that it stands on. */
  readonly used = new Set<CacheRecord>();
  private readonly knowns = new Map<Digest, Promise<string | undefined>>();
  private readonly abort = new AbortController();
  /** Caches from elsewhere, which are asked for what this engine's doesn't know. */
  imported: readonly ImportedCache[] = [];

  constructor(
    private readonly ports: BuildPorts,
    private readonly cache: BuildCache,
    private readonly trace: Trace,
    private readonly sources: Sources,
    private readonly settings: ExecSettings,
    private readonly locks: Locks,
    private readonly flights: Flights,
    private readonly cacheNamespace: string,
  ) {}

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Ends the build: what runs is stopped, nothing begins any more. */
  cancel(reason: Error): void {
    if (!this.abort.signal.aborted) this.abort.abort(reason);
  }

  /** The result of a vertex, which is made if need be; undefined for the empty file system. */
  async solve(vertex: Vertex): Promise<Solved> {
    try {
      return await this.result(vertex);
    } catch (error) {
      this.cancel(error as Error);
      await Promise.allSettled(this.results.values());
      throw this.abort.signal.reason;
    }
  }

  private probe(vertex: Vertex): Promise<Probe> {
    let probe = this.probes.get(vertex.digest);
    if (!probe) {
      probe = this.guard(vertex, () => this.makeProbe(vertex));
      this.probes.set(vertex.digest, probe);
    }
    return probe;
  }

  private result(vertex: Vertex): Promise<Solved> {
    let result = this.results.get(vertex.digest);
    if (!result) {
      result = this.guard(vertex, () => this.makeResult(vertex));
      this.results.set(vertex.digest, result);
    }
    return result;
  }

  /** A record of the cache, which is not pruned before the build's end. */
  private find(key: string): CacheRecord | undefined {
    const record = this.cache.find(key);
    if (record) this.used.add(record);
    return record;
  }

  private add(fields: Parameters<BuildCache['add']>[0]): CacheRecord {
    const record = this.cache.add(fields);
    this.used.add(record);
    return record;
  }

  /** The first failure ends everything and knows where it arose. */
  private async guard<T>(vertex: Vertex, work: () => Promise<T>): Promise<T> {
    this.abort.signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (this.abort.signal.aborted) throw error;
      const located = error instanceof DockerfileError ? error : withLocation(error, vertex.meta.location);
      this.cancel(located as Error);
      throw located;
    }
  }

  private async makeProbe(vertex: Vertex): Promise<Probe> {
    const { op } = vertex;
    if (op.type === 'local') {
      // The main context counts by the files that are read of it; a further one can be a stage's beginning.
      const identity = op.name === 'context' ? undefined : (await this.result(vertex)).identity;
      return { identity, record: undefined, checksums: NOTHING };
    }
    if (op.type === 'input') return { identity: op.identity, record: this.claimed(op.identity), checksums: NOTHING };
    if (op.type === 'image' || op.type === 'http' || op.type === 'git') {
      const identity = await this.sources.identify(op, vertex, this.trace, this.signal);
      return { identity, record: this.find(identity), checksums: NOTHING };
    }
    const [rootIdentity, checksums] = await Promise.all([this.identity(vertex.inputs[0]), this.checksums(vertex)]);
    if (vertex.meta.ignoreCache || rootIdentity === undefined) return { identity: undefined, record: undefined, checksums };
    const record = await this.lookUp(vertex, checksums);
    if (!record) return { identity: await this.importedIdentity(vertex, checksums), record, checksums };
    this.cache.use(record);
    this.trace.cached(vertex.digest);
    return { identity: record.id, record, checksums };
  }

  private async identity(vertex: Vertex | undefined): Promise<string | undefined> {
    return vertex ? (await this.probe(vertex)).identity : SCRATCH_ID;
  }

  private async lookUp(vertex: Vertex, checksums: ReadonlyMap<number, string>): Promise<CacheRecord | undefined> {
    const identities = await Promise.all(vertex.inputs.map((input) => this.identity(input)));
    for (const key of keysOf(vertex, identities, checksums)) {
      const record = this.find(key) ?? (await this.take(key, vertex));
      if (record) return record;
    }
    return undefined;
  }

  private async take(key: string, { op, meta }: Vertex): Promise<CacheRecord | undefined> {
    for (const imported of this.imported) {
      const record = await imported.take(key, descriptionOf(op, meta.name));
      if (!record) continue;
      this.used.add(record);
      return record;
    }
    return undefined;
  }

  private idOf(key: string): string | undefined {
    return this.cache.find(key)?.id ?? this.imported.map((imported) => imported.idOf(key)).find((id) => id !== undefined);
  }

  /** What an imported cache calls a result whose files it doesn't have: what was made from it may be there. */
  private async importedIdentity(vertex: Vertex, checksums: ReadonlyMap<number, string>): Promise<string | undefined> {
    if (this.imported.length === 0) return undefined;
    const identities = await Promise.all(vertex.inputs.map((input) => this.identity(input)));
    return keysOf(vertex, identities, checksums).map((key) => this.idOf(key)).find((id) => id !== undefined);
  }

  /** What is known of vertices, inputs first, when all is made: what a cache can be told. */
  async known(vertices: readonly Vertex[]): Promise<KnownVertex[]> {
    const of = async (vertex: Vertex | undefined): Promise<string | undefined> => {
      const result = vertex && (await (this.results.get(vertex.digest) ?? this.probes.get(vertex.digest)));
      return result?.identity ?? this.knownIdentity(vertex);
    };
    return Promise.all(vertices.map(async (vertex) => {
      const identity = await of(vertex);
      const record = identity === undefined ? undefined : this.cache.byId(identity);
      const probe = await this.probes.get(vertex.digest);
      return {
        vertex, identity, inputs: await Promise.all(vertex.inputs.map(of)), checksums: probe?.checksums ?? NOTHING, snapshotId: record?.snapshot, createdMs: record?.createdMs ?? 0,
      };
    }));
  }

  /** The identity of a result that is found by its inputs' identities alone: nothing is made for it. */
  private knownIdentity(vertex: Vertex | undefined): Promise<string | undefined> {
    if (!vertex) return Promise.resolve(SCRATCH_ID);
    let known = this.knowns.get(vertex.digest);
    if (!known) {
      known = this.findKnown(vertex);
      this.knowns.set(vertex.digest, known);
    }
    return known;
  }

  private async findKnown(vertex: Vertex): Promise<string | undefined> {
    const { type } = vertex.op;
    if (type === 'input' || type === 'image' || type === 'http' || type === 'git') return this.identity(vertex);
    if (type === 'local' || vertex.meta.ignoreCache) return undefined;
    const identities = await Promise.all(vertex.inputs.map((input) => this.knownIdentity(input)));
    const [key] = keysOf(vertex, identities, NOTHING);
    return key === undefined ? undefined : this.idOf(key);
  }

  /**
   * Checksums of the files that a vertex reads from its inputs, unless the input is the root, too. Where the inputs
   * are already known to give a result, nothing is made in order to look at it.
   */
  private async checksums(vertex: Vertex): Promise<ReadonlyMap<number, string>> {
    const selections = selectionsOf(vertex);
    if (selections.size === 0) return NOTHING;
    if ((await this.knownIdentity(vertex)) !== undefined) return NOTHING;
    const sums = await Promise.all([...selections].map(async ([index, list]) => {
      const { fs } = await this.result(vertex.inputs[index]!);
      return [index, this.checksum(vertex, fs, list)] as const;
    }));
    return new Map(sums);
  }

  private checksum(vertex: Vertex, fs: FileSystem, selections: readonly Selection[]): string {
    try {
      return digestOfText(selections.map((selection) => checksum(fs, selection)).join('\n'));
    } catch (error) {
      const ref = `${this.cache.workerId}::${newId(this.ports.random)}`;
      const message = `failed to calculate checksum of ref ${ref}: ${(error as Error).message}`;
      this.trace.start(vertex.digest);
      this.trace.complete(vertex.digest, message);
      throw new Error(`failed to compute cache key: ${message}`);
    }
  }

  private async makeResult(vertex: Vertex): Promise<Solved> {
    const { op } = vertex;
    if (op.type === 'local') {
      const fs = await this.sources.local(vertex, this.signal);
      return op.name === 'context' ? { identity: undefined, fs, snapshot: undefined, record: undefined } : this.keepLocal(op.name, fs);
    }
    if (op.type === 'input') return this.takeInput(op);
    const { record, identity, checksums } = await this.probe(vertex);
    const snapshot = record?.snapshot === undefined ? undefined : this.ports.snapshots.get(record.snapshot);
    if (record && snapshot) {
      if (op.type === 'image') this.trace.cached(vertex.digest);
      return { identity: identityOf(op, record, identity), fs: snapshot.fs, snapshot, record };
    }
    if (op.type === 'image') {
      const same = this.sameLayers(op);
      if (same) {
        this.trace.cached(vertex.digest);
        this.cache.alias(same.record, identity!);
        return { identity, fs: same.snapshot.fs, snapshot: same.snapshot, record: same.record };
      }
    }
    if (op.type === 'image' || op.type === 'http' || op.type === 'git') return this.shared(vertex, () => this.fetchSource(op, vertex, identity!));
    const inputs = await all(vertex.inputs.map((input) => (input ? this.result(input) : undefined)));
    this.signal.throwIfAborted();
    return this.shared(vertex, () => this.make(vertex, inputs, identity, checksums));
  }

  private async make(vertex: Vertex, inputs: readonly (Solved | undefined)[], identity: string | undefined, checksums: ReadonlyMap<number, string>): Promise<Solved> {
    const { op } = vertex;
    const made = await this.trace.step(vertex.digest, () => this.execute(vertex, inputs), this.signal);
    const keys = keysOf(vertex, inputs.map((input) => (input ? input.identity : SCRATCH_ID)), checksums);
    const added = this.add({
      ...(identity !== undefined && { id: identity }), type: 'regular', keys, snapshot: made.id, description: descriptionOf(op, vertex.meta.name),
      parents: inputs.flatMap((input) => (input?.record ? [input.record.id] : [])),
    });
    return { identity: added.id, fs: made.fs, snapshot: made, record: added };
  }

  /** The record of what another build has made, which stays until this one is over. */
  private claimed(identity: string): CacheRecord | undefined {
    const record = this.cache.byId(identity) ?? this.cache.find(identity);
    if (record) this.used.add(record);
    return record;
  }

  private takeInput({ identity, snapshot: id }: Op & { type: 'input' }): Solved {
    const snapshot = this.ports.snapshots.get(id);
    if (!snapshot) throw new Error(`failed to get state for index 0 on input ${identity}: not found`);
    return { identity, fs: snapshot.fs, snapshot, record: this.claimed(identity) };
  }

  /** Work that another build may be at, which is then shown as this one's, too. */
  private async shared(vertex: Vertex, work: () => Promise<Solved>): Promise<Solved> {
    const solved = await this.flights.join(vertex.digest, this.signal, (made) => this.trace.step(vertex.digest, () => made, this.signal), work);
    if (solved.record) this.used.add(solved.record);
    return solved;
  }

  /** A cached base image of the same layers under another name (BuildKit's cache key over an image's chain id). */
  private sameLayers(op: Op & { type: 'image' }): { record: CacheRecord; snapshot: Snapshot } | undefined {
    const id = this.sources.layersHere(op);
    const record = id === undefined ? undefined : this.cache.all().find((one) => one.shared && one.snapshot === id);
    const snapshot = record && this.ports.snapshots.get(record.snapshot!);
    if (!record || !snapshot) return undefined;
    this.used.add(record);
    return { record, snapshot };
  }

  /** A further context's files as a tree that steps can stand on, kept by what they are. */
  private async keepLocal(name: string, fs: FileSystem): Promise<Solved> {
    const members = [...treeMembers(fs)];
    const identity = `local:${name}:${digestOfContent(writeTar(members.map((member) => ({ ...member, mtimeMs: 0 }))))}`;
    const record = this.find(identity);
    const there = record?.snapshot === undefined ? undefined : this.ports.snapshots.get(record.snapshot);
    if (record && there) return { identity, fs: there.fs, snapshot: there, record };
    const workspace = await this.ports.snapshots.prepare(undefined);
    extract(members, new Tree(workspace.fs), undefined);
    const snapshot = await workspace.commit(this.ports.now());
    const added = this.add({ type: 'source.local', keys: [identity], snapshot: snapshot.id, description: `local source for ${name}` });
    return { identity, fs: snapshot.fs, snapshot, record: added };
  }

  private async fetchSource(op: Op & { type: 'image' | 'http' | 'git' }, vertex: Vertex, identity: string): Promise<Solved> {
    const snapshot = await this.sources.fetch(op, vertex, this.trace, this.signal);
    const record = this.add({
      type: op.type === 'git' ? 'source.git.checkout' : 'regular', keys: [identity], snapshot: snapshot.id, shared: op.type === 'image', description: sourceDescription(op),
    });
    return { identity, fs: snapshot.fs, snapshot, record };
  }

  private async execute(vertex: Vertex, inputs: readonly (Solved | undefined)[]): Promise<Snapshot> {
    const { op } = vertex;
    if (op.type === 'merge') return this.ports.snapshots.stack(inputs[0]?.snapshot?.id, inputs[1]!.snapshot!.id);
    const workspace = await this.ports.snapshots.prepare(inputs[0]?.snapshot?.id);
    const trees = inputs.map((input) => input?.fs);
    try {
      if (op.type === 'file') runFileActions(op.actions, workspace.fs, trees, this.ports.now());
      else if (op.type === 'exec') await this.exec(op, vertex, workspace.fs, trees);
      this.signal.throwIfAborted();
      return await workspace.commit(this.ports.now());
    } catch (error) {
      workspace.discard();
      throw error;
    }
  }

  private async exec(op: Op & { type: 'exec' }, vertex: Vertex, root: FileSystem, inputs: readonly (FileSystem | undefined)[]): Promise<void> {
    const release: (() => void)[] = [];
    try {
      await runExec(this.ports, this.trace, {
        op, vertex: vertex.digest, root, inputs, proxyEnv: vertex.meta.proxyEnv ?? [], settings: this.settings, signal: this.signal,
        cacheDirectory: async (mount) => {
          const key = await this.acquire(mount, release);
          if (vertex.meta.ignoreCache && this.locks.firstUse(this, key)) this.ports.snapshots.removeCacheDirectory(key);
          return this.cacheDirectory(key, mount, vertex);
        },
      });
    } finally {
      for (const free of release) free();
    }
  }

  /** The key of a cache mount's directory, waited for when it is locked, another one when it is private and in use. */
  private async acquire(mount: ExecMount, release: (() => void)[]): Promise<string> {
    const { id, sharing } = mount.cache!;
    const key = `${this.cacheNamespace}/${id}`;
    if (sharing === 'shared') return key;
    if (sharing === 'locked') {
      release.push(await this.locks.wait(key, this.signal));
      return key;
    }
    const [free, unlock] = this.locks.firstFree(key);
    release.push(unlock);
    return free;
  }

  private async cacheDirectory(key: string, mount: ExecMount, vertex: Vertex): Promise<FileSystem> {
    const seed = mount.input === undefined ? undefined : (await this.result(vertex.inputs[mount.input]!)).snapshot?.id;
    const isNew = !this.find(`mount:${key}`);
    const fs = await this.ports.snapshots.cacheDirectory(key, seed);
    if (isNew) {
      const { uid, gid, mode } = mount;
      if (uid !== undefined || gid !== undefined || mode !== undefined) {
        fs.setattr(fs.root, { uid: uid ?? 0, gid: gid ?? 0, mode: mode ?? 0o755 });
      }
      this.add({
        type: 'exec.cachemount', keys: [`mount:${key}`], directory: key,
        description: `cached mount ${mount.destination} from exec ${(vertex.op as { args: string[] }).args.join(' ')} with id "${key}"`,
      });
    }
    const record = this.find(`mount:${key}`);
    if (record) this.cache.use(record);
    return fs;
  }
}

/** Sources keep the identity that they are found by; what is made is named by its record. */
function identityOf(op: Op, record: CacheRecord, identity: string | undefined): string | undefined {
  return op.type === 'image' || op.type === 'http' || op.type === 'git' ? identity : record.id;
}

/** What `docker buildx du --verbose` says of what a source has brought (BuildKit source/…). */
function sourceDescription(op: Op & { type: 'image' | 'http' | 'git' }): string {
  if (op.type === 'image') return `pulled from ${op.reference}`;
  return op.type === 'http' ? `http url ${op.url}` : `git snapshot for ${op.remote}#${op.ref}`;
}

/** Waits for all, also when one fails, so that nothing goes on behind a build's end. */
async function all<T>(work: readonly (Promise<T> | undefined)[]): Promise<(T | undefined)[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
