import type { Ulimit } from '../../api/backends';
import type { Platform } from '../../../oci/image';
import { digestOfText, type Digest } from '../../../oci/digest';
import type { ModeChange } from '../dockerfile/file-mode';
import type { NetworkMode, SecurityMode } from '../dockerfile/instructions';
import type { LineRange } from '../dockerfile/location';

/** How COPY and ADD copy (the fields of LLB's FileActionCopy). */
export interface CopyOptions {
  /** `user[:group]`, by name or number; undefined keeps root. */
  chown?: string;
  mode?: ModeChange;
  followSymlinks: boolean;
  dirContentsOnly: boolean;
  attemptUnpack: boolean;
  createDestPath: boolean;
  allowWildcard: boolean;
  allowEmptyWildcard: boolean;
  includePatterns: string[];
  excludePatterns: string[];
  requiredPaths: string[];
}

export type FileAction =
  | { type: 'copy'; /** Index into the vertex's inputs. */ input: number; source: string; destination: string; options: CopyOptions }
  | { type: 'mkdir'; path: string; mode: number; makeParents: boolean; user?: string; /** When the build is to be reproducible. */ timeMs?: number }
  | { type: 'mkfile'; path: string; mode: number; data: string };

export interface ExecMount {
  type: 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';
  destination: string;
  /** Index into the vertex's inputs; undefined for an empty file system. */
  input?: number;
  /** The directory or file of the input that is mounted. */
  selector?: string;
  readOnly: boolean;
  cache?: { id: string; sharing: 'shared' | 'private' | 'locked' };
  /** Who owns a cache's or secret's top, and its permissions. */
  uid?: number;
  gid?: number;
  mode?: number;
  sizeLimit?: number;
  secret?: { id: string; optional: boolean; env?: string };
}

export interface ExecOp {
  type: 'exec';
  args: string[];
  env: string[];
  cwd: string;
  user: string;
  network: NetworkMode;
  security: SecurityMode;
  mounts: ExecMount[];
  extraHosts: string[];
  ulimits?: readonly Ulimit[];
  /** Where it isn't the machine's own. */
  platform?: string;
}

/** What a vertex does: the operations of LLB that a Dockerfile can ask for. `input` 0 of file and exec is the root. */
export type Op =
  | { type: 'image'; reference: string; platform: Platform }
  | { type: 'local'; name: string; followPaths: string[]; /** Whose files they are. */ session?: string }
  | { type: 'http'; url: string; filename: string; checksum: string }
  | { type: 'git'; remote: string; ref: string; subdir: string; checksum: string; keepGitDir: boolean }
  /** What another build has made. */
  | { type: 'input'; identity: string; snapshot: string }
  | { type: 'file'; actions: FileAction[] }
  | { type: 'merge' }
  | ExecOp;

/** Several vertices that are shown as one (LLB's ProgressGroup). */
export interface ProgressGroup {
  id: string;
  name: string;
  weak: boolean;
}

/** What is not part of a vertex's identity. */
export interface VertexMeta {
  name: string;
  location?: LineRange;
  ignoreCache?: boolean;
  progressGroup?: ProgressGroup;
  /** Keeps steps for several platforms apart that do the same; the results are found for either. */
  platform?: string;
  /** Proxy variables for exec: they change nothing in the result, so the cache doesn't see them. */
  proxyEnv?: string[];
}

/** An operation on the results of others; undefined as an input is the empty file system. */
export class Vertex {
  private known: Digest | undefined;

  constructor(
    readonly op: Op,
    readonly inputs: readonly (Vertex | undefined)[],
    readonly meta: VertexMeta,
  ) {}

  /** Over the operation and its inputs, as the digest of a marshalled LLB operation is. */
  get digest(): Digest {
    return (this.known ??= digestOfText(JSON.stringify({ op: this.op, platform: this.meta.platform, inputs: this.inputs.map((input) => input?.digest ?? '') })));
  }
}
