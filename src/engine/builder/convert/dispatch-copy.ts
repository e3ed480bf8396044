import { checkDigest } from '../../../oci/reference';
import { parseModeChange } from '../dockerfile/file-mode';
import { parseGitRef } from '../dockerfile/git-ref';
import { basePath, cut, joinPath, quote } from '../dockerfile/go-text';
import type { AddInstruction, CopyInstruction } from '../dockerfile/instructions';
import { DockerfileError } from '../dockerfile/location';
import { Vertex, type CopyOptions, type FileAction, type VertexMeta } from '../graph/vertex';
import { checkIgnoredSource } from './checks';
import { displayName } from './names';
import type { ConvertContext } from './options';
import type { StageState } from './stage-state';

type CopyLike = AddInstruction | CopyInstruction;

/** A path against a directory; `keepSlash` keeps what `/` or `/.` at the end says (BuildKit's NormalizePath). */
export function normalizePath(parent: string, path: string, keepSlash: boolean): string {
  const base = parent.startsWith('/') ? parent : joinPath('/', parent);
  let result = path === '' ? base : path.startsWith('/') ? path : joinPath(base, path);
  if (!keepSlash) return result;
  if (path.endsWith('/') && !result.endsWith('/')) result += '/';
  else if (path.endsWith('/.')) result += result === '/' ? '.' : '/.';
  return result;
}

export function dispatchAdd(stage: StageState, instruction: AddInstruction, context: ConvertContext): void {
  copy(stage, instruction, context.contextVertex, context, true);
  for (const source of instruction.sourcePaths) {
    if (!/^https?:\/\//.test(source)) stage.contextPaths.add(joinPath('/', source));
  }
}

export function dispatchCopyInstruction(
  stage: StageState, instruction: CopyInstruction, source: StageState | undefined, context: ConvertContext,
): void {
  if (source && !source.dispatched) {
    throw new DockerfileError(
      `cannot copy from stage ${quote(instruction.from)}, it needs to be defined before current stage ${quote(stage.stageName)}`,
    );
  }
  copy(stage, instruction, source ? source.state.root : context.contextVertex, context, !source);
  if (!source) for (const path of instruction.sourcePaths) stage.contextPaths.add(joinPath('/', path));
}

function isGit(source: string): boolean {
  try {
    return parseGitRef(source) !== undefined;
  } catch {
    return true;
  }
}

const isHttp = (source: string) => /^https?:\/\//.test(source) && !isGit(source);

function checkChecksum(instruction: CopyLike): string {
  if (instruction.kind === 'copy' || instruction.checksum === '') return '';
  if (instruction.sourcePaths.length !== 1) throw new DockerfileError("checksum can't be specified for multiple sources");
  const source = instruction.sourcePaths[0]!;
  if (!isHttp(source) && !isGit(source)) throw new DockerfileError('checksum requires HTTP(S) or Git sources');
  return instruction.checksum;
}

const PLAIN: CopyOptions = {
  followSymlinks: false, dirContentsOnly: false, attemptUnpack: false, createDestPath: true, allowWildcard: false,
  allowEmptyWildcard: false, includePatterns: [], excludePatterns: [], requiredPaths: [],
};

/** Gathers the actions of one COPY or ADD, and the vertices that they read. */
class CopyBuilder {
  readonly inputs: (Vertex | undefined)[] = [];
  readonly actions: FileAction[] = [];
  private readonly common: CopyOptions;

  constructor(
    private readonly instruction: CopyLike,
    private readonly destination: string,
    private readonly name: string,
  ) {
    const mode = instruction.chmod === '' ? undefined : parseModeChange(instruction.chmod);
    this.common = {
      ...PLAIN, excludePatterns: instruction.excludePatterns,
      ...(instruction.chown !== '' && { chown: instruction.chown }), ...(mode !== undefined && { mode }),
    };
  }

  private add(from: Vertex | undefined, source: string, options: Partial<CopyOptions> = {}): void {
    // The root is input 0; it is put in front when the vertex is made.
    let input = this.inputs.indexOf(from) + 1;
    if (input === 0) input = this.inputs.push(from);
    this.actions.push({ type: 'copy', input, source, destination: this.destination, options: { ...this.common, ...options } });
  }

  git(source: string, checksum: string): void {
    const git = parseGitRef(source)!;
    if (this.instruction.kind !== 'add') throw new DockerfileError("source can't be a git ref for COPY");
    let keepGitDir = this.instruction.keepGitDir;
    if (keepGitDir !== undefined && git.keepGitDir !== undefined && keepGitDir !== git.keepGitDir) {
      throw new DockerfileError('inconsistent keep-git-dir configuration');
    }
    keepGitDir = git.keepGitDir ?? keepGitDir;
    if (checksum !== '' && git.checksum !== '' && checksum !== git.checksum) {
      throw new DockerfileError(`checksum mismatch ${quote(checksum)} != ${quote(git.checksum)}`);
    }
    const { remote, ref, subdir } = git;
    this.add(
      new Vertex({ type: 'git', remote, ref, subdir, checksum: git.checksum || checksum, keepGitDir: keepGitDir ?? false }, [], {
        name: this.name,
      }),
      '/',
    );
  }

  http(url: string, checksum: string): void {
    if (this.instruction.kind !== 'add') throw new DockerfileError("source can't be a URL for COPY");
    if (checksum !== '') checkDigest(checksum);
    const path = /^https?:\/\/[^/?#]*([^?#]*)/.exec(url)![1]!;
    let filename = basePath(path);
    if (filename === '.' || filename === '/') filename = '__unnamed__';
    try {
      filename = decodeURIComponent(filename);
    } catch {
      filename = '__unnamed__';
    }
    const source = new Vertex({ type: 'http', url, filename, checksum }, [], { name: this.name });
    this.add(source, filename, { attemptUnpack: this.instruction.unpack ?? false });
  }

  local(from: Vertex | undefined, path: string): void {
    const { instruction } = this;
    let source = path;
    let includePatterns: string[] = [];
    let requiredPaths: string[] = [];
    if (instruction.kind === 'copy' && instruction.parents) {
      // `a/./b` copies from a; what stands behind the dot is kept below the destination.
      const [pivot, behind, hasPivot] = cut(path, '/./');
      source = hasPivot ? pivot : '/';
      const pattern = normalizePath('/', hasPivot ? behind : path, false);
      includePatterns = [pattern.replace(/^\//, '')];
      if (!hasWildcard(source) && !hasWildcard(pattern)) {
        requiredPaths = [normalizePath('/', joinPath(source, pattern), false)];
      }
    }
    const unpack = instruction.kind === 'add' ? (instruction.unpack ?? true) : false;
    this.add(from, normalizePath('/', source, false), {
      followSymlinks: true, dirContentsOnly: true, attemptUnpack: unpack, allowWildcard: true, allowEmptyWildcard: true,
      includePatterns, requiredPaths,
    });
  }

  inline(path: string, data: string): void {
    const file = new Vertex({ type: 'file', actions: [{ type: 'mkfile', path, mode: 0o644, data }] }, [undefined], {
      name: '[internal] preparing inline document',
    });
    this.add(file, path);
  }
}

function copy(
  stage: StageState, instruction: CopyLike, from: Vertex | undefined, context: ConvertContext, fromContext: boolean,
): void {
  const { dir, env } = stage.state;
  const target = instruction.destination;
  const destination = normalizePath(target.startsWith('/') ? '/' : dir, target === '.' || target === '' ? './' : target, true);
  const parents = instruction.kind === 'copy' && instruction.parents;
  let text = instruction.kind === 'add' ? 'ADD' : 'COPY';
  if (parents) text += ' --parents';
  if (instruction.chown !== '') text += ' --chown=' + instruction.chown;
  if (instruction.chmod !== '') text += ' --chmod=' + instruction.chmod;
  const shown = displayName(context.shlex, instruction.code, env);
  const before = stage.commandIndex;
  const name = stage.prefix(shown);

  const builder = new CopyBuilder(instruction, destination, name);
  const checksum = checkChecksum(instruction);
  for (const source of instruction.sourcePaths) {
    text += ' ' + source;
    if (parseGitRef(source)) {
      builder.git(source, checksum);
    } else if (isHttp(source)) {
      builder.http(source, checksum);
    } else {
      if (fromContext) {
        const verb = instruction.kind === 'add' ? 'Add' : 'Copy';
        checkIgnoredSource(source, verb, context.ignorePatterns, instruction.location, context.lint);
      }
      builder.local(from, source);
    }
  }
  for (const { path, data } of instruction.sourceContents) {
    text += ' <<' + path;
    builder.inline(path, data);
  }
  text += ' ' + target;

  const meta: VertexMeta = { name, location: instruction.location, ...(stage.ignoreCache && { ignoreCache: true }), ...stage.platformMeta() };
  const op = { type: 'file' as const, actions: builder.actions };
  let root: Vertex;
  if (instruction.link && instruction.chmod === '') {
    // The copy depends on nothing below it: it is made on its own and laid on top.
    stage.commandIndex = before;
    const linkName = stage.prefix('LINK ' + shown);
    const id = `link-${stage.stage.location.start}-${stage.commandIndex}${stage.platformMeta().platform ?? ''}`;
    const copied = new Vertex(op, [undefined, ...builder.inputs], { ...meta, progressGroup: { id, name, weak: true } });
    root = new Vertex({ type: 'merge' }, [stage.state.root, copied], {
      ...meta, name: linkName, progressGroup: { id, name, weak: false },
    });
  } else {
    root = new Vertex(op, [stage.state.root, ...builder.inputs], meta);
  }
  stage.state = { ...stage.state, root };
  stage.addHistory(text, true, context.epoch, true);
}

/** Whether a path has `*`, `?` or `[` that no backslash escapes. */
export function hasWildcard(path: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*[*?[]/.test(path);
}
