import type { FileSystem } from '../../../machine/file-system';
import { digestOfContent, digestOfText } from '../../../oci/digest';
import { parseReference } from '../../../oci/reference';
import type { RegistryAuth } from '../../images/ports';
import type { Op, Vertex } from '../graph/vertex';
import { fetchGit, type GitSource } from '../files/git-source';
import { Tree } from '../files/tree';
import { extract } from '../files/unpack';
import type { BuildPorts, FetchedFile, Snapshot } from '../ports';
import type { StatusHandle, Trace } from './trace';
import { unlessAborted } from './unless-aborted';

type RemoteOp = Op & { type: 'image' | 'http' | 'git' };

/** What a build's context gives when it is asked for. */
export interface LocalSource {
  /** Brings the files of the context of that name, and tells of it as the vertex. */
  load(name: string, vertex: string, signal: AbortSignal): Promise<FileSystem>;
}

/** Where the vertices without inputs come from. */
export class Sources {
  private readonly repositories = new Map<string, Promise<GitSource>>();
  private readonly fetched = new Map<string, Promise<FetchedFile & { sum: string }>>();

  constructor(
    private readonly ports: BuildPorts,
    private readonly context: LocalSource,
    private readonly pull: boolean,
    private readonly auths: Readonly<Record<string, RegistryAuth>>,
  ) {}

  local(vertex: Vertex, signal: AbortSignal): Promise<FileSystem> {
    return this.context.load(vertex.op.type === 'local' ? vertex.op.name : '', vertex.digest, signal);
  }

  /** Finds out what a source is, as far as that names it. */
  async identify(op: RemoteOp, vertex: Vertex, trace: Trace, signal: AbortSignal): Promise<string> {
    try {
      return await trace.step(vertex.digest, () => unlessAborted(signal, this.identityOf(op, vertex, trace)), signal);
    } catch (error) {
      // The step itself is shown with the bare reason (BuildKit's solver/edge.go wraps what the step has given).
      const { message } = error as Error;
      if (signal.aborted || op.type === 'image' || message.startsWith('dockyard: ')) throw error;
      throw new Error(`failed to load cache key: ${message}`);
    }
  }

  private async identityOf(op: RemoteOp, vertex: Vertex, trace: Trace): Promise<string> {
    if (op.type === 'git') return digestOfText(`git:${(await this.repository(op)).commit}:${op.subdir}${op.keepGitDir ? ':.git' : ''}`);
    if (op.type === 'http') {
      const { sum, modifiedMs } = await this.file(op);
      return digestOfText(`http:${sum}:${op.filename}:${modifiedMs ?? 0}`);
    }
    trace.status(vertex.digest, `resolve ${op.reference}`).done();
    return digestOfText(`image:${parseReference(op.reference).digest ?? op.reference}:${op.platform.os}/${op.platform.architecture}/${op.platform.variant ?? ''}`);
  }

  /** The snapshot of an image's layers, where the image is here and unpacked. */
  layersHere({ reference, platform }: Op & { type: 'image' }): string | undefined {
    return this.ports.images.layersHere({ reference, platform, pull: this.pull, auths: this.auths });
  }

  private repository(op: Op & { type: 'git' }): Promise<GitSource> {
    const key = JSON.stringify(op);
    let source = this.repositories.get(key);
    if (!source) this.repositories.set(key, (source = fetchGit(this.ports.fetchUrl, op)));
    return source;
  }

  private async file(op: Op & { type: 'http' }): Promise<FetchedFile & { sum: string }> {
    let file = this.fetched.get(op.url);
    if (!file) {
      file = this.ports.fetchUrl(op.url).then((got) => ({ ...got, sum: digestOfContent(got.content) }));
      this.fetched.set(op.url, file);
    }
    const got = await file;
    if (op.checksum !== '' && got.sum !== op.checksum) throw new Error(`digest mismatch for ${op.url}: ${got.sum} (expected: ${op.checksum})`);
    return got;
  }

  fetch(op: RemoteOp, vertex: Vertex, trace: Trace, signal: AbortSignal): Promise<Snapshot> {
    return trace.step(vertex.digest, () => unlessAborted(signal, this.bring(op, vertex, trace, signal)), signal);
  }

  private async bring(op: RemoteOp, vertex: Vertex, trace: Trace, signal: AbortSignal): Promise<Snapshot> {
    if (op.type === 'image') return this.unpack(op, vertex, trace, signal);
    if (op.type === 'git') {
      const { entries } = await this.repository(op);
      const workspace = await this.ports.snapshots.prepare(undefined);
      extract(entries, new Tree(workspace.fs), undefined);
      return workspace.commit(this.ports.now());
    }
    const { content, modifiedMs } = await this.file(op);
    const workspace = await this.ports.snapshots.prepare(undefined);
    const tree = new Tree(workspace.fs);
    tree.create('/' + op.filename, { type: 'file', mode: 0o600, uid: 0, gid: 0, content });
    tree.setTimes(['/' + op.filename], modifiedMs ?? 0);
    return workspace.commit(this.ports.now());
  }

  private unpack(op: Op & { type: 'image' }, vertex: Vertex, trace: Trace, signal: AbortSignal): Promise<Snapshot> {
    const handles = new Map<string, StatusHandle>();
    const { reference, platform } = op;
    return this.ports.images.unpack({ reference, platform, pull: this.pull, auths: this.auths }, ({ id, current, total, done, startedMs }) => {
      let handle = handles.get(id);
      if (!handle) handles.set(id, (handle = trace.status(vertex.digest, id, { started: startedMs, current, total })));
      else if (!done) handle.update(current, total);
      if (done) handle.done(current);
    }, signal);
  }
}
