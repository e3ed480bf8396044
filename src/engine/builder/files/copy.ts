import { PatternMatcher } from '../../../lib/ignore';
import type { FileSystem, Stat } from '../../../machine/file-system';
import { applyModeChange, type ModeChange } from '../dockerfile/file-mode';
import { basePath, cleanPath, joinPath } from '../dockerfile/go-text';
import type { CopyOptions } from '../graph/vertex';
import { Tree, type Owner } from './tree';
import { unpackArchive } from './unpack';
import { resolveWildcards } from './wildcard';

export interface CopyRequest {
  from: FileSystem;
  source: string;
  to: FileSystem;
  destination: string;
  options: CopyOptions;
  owner: Owner | undefined;
}

/** Cleaned, but for what a `/` or `/.` at the end says. */
function cleanKeepingEnd(path: string): string {
  const clean = joinPath('/', path);
  if (path.endsWith('/.')) return clean === '/' ? '/.' : clean + '/.';
  return path.endsWith('/') && clean !== '/' ? clean + '/' : clean;
}

/** Does what COPY and ADD do with one source (BuildKit's file backend, docopy). */
export function copyFiles(request: CopyRequest): void {
  const { options } = request;
  const from = new Tree(request.from);
  const source = cleanKeepingEnd(request.source);
  const sources = options.allowWildcard ? resolveWildcards(from, source, options.followSymlinks) : [source];
  if (sources.length === 0 && !options.allowEmptyWildcard) throw new Error(`${source} not found`);
  const destination = cleanKeepingEnd(request.destination);
  for (const path of sources) {
    const to = new Tree(request.to);
    if (options.attemptUnpack && unpackArchive(from, path, to, destination, request.owner)) continue;
    new Copier(from, to, request).copyOne(path, destination);
  }
}

class Copier {
  private readonly include: PatternMatcher | undefined;
  private readonly exclude: PatternMatcher | undefined;
  /** First copy of a source inode with several names. */
  private readonly links = new Map<number, string>();
  /** Directories on the way down; those that no pattern chose are made when something in them is copied. */
  private readonly parents: { source: string; target: string; copied: boolean }[] = [];
  private readonly mode: ModeChange | undefined;

  constructor(
    private readonly from: Tree,
    private readonly to: Tree,
    private readonly request: CopyRequest,
  ) {
    const { includePatterns, excludePatterns, mode } = request.options;
    this.include = includePatterns.length > 0 ? new PatternMatcher(includePatterns) : undefined;
    this.exclude = excludePatterns.length > 0 ? new PatternMatcher(excludePatterns) : undefined;
    this.mode = mode;
  }

  /** `cp -a` of one source; a directory's contents go into the destination (fsutil's copy.Copy). */
  copyOne(source: string, destination: string): void {
    const { owner, options } = this.request;
    const slash = destination.lastIndexOf('/');
    const last = destination.slice(slash + 1);
    const directory = last !== '' && last !== '.' ? destination.slice(0, slash + 1) : destination;
    const directoryMode = typeof this.mode === 'number' ? this.mode : 0o755;
    this.to.makeAll(this.to.realPath(directory), directoryMode, owner, undefined);
    let target = this.to.realPath(cleanPath(destination));
    const found = this.from.realPath(source, options.followSymlinks);
    const stat = this.from.stat(found);
    if (!stat) throw new Error(`lstat ${found}: no such file or directory`);
    const there = this.to.stat(target);
    const isDir = stat.type === 'dir';
    if ((!options.dirContentsOnly && isDir && there) || (!isDir && there?.type === 'dir')) {
      target = joinPath(target, basePath(source));
    }
    const needed = options.dirContentsOnly && isDir && !there ? target : joinPath(target, '..');
    this.to.makeAll(needed, directoryMode, owner, undefined);
    this.copy(found, '', target);
  }

  private copy(source: string, relative: string, target: string): void {
    const excluded = relative !== '' && this.exclude?.matchesOrParentMatches(relative) === true;
    const included = !excluded && (relative === '' || this.include === undefined || this.include.matchesOrParentMatches(relative));
    const ino = this.from.find(source)!;
    const stat = this.from.fs.getattr(ino);
    if (stat.type === 'dir') {
      this.copyDirectory(source, relative, target, included, excluded, stat);
      return;
    }
    if (!included) return;
    this.makeParents();
    const there = this.to.stat(target);
    if (there?.type === 'dir') throw new Error(`cannot replace to directory ${target} with file`);
    if (there) this.to.remove(target);
    const linked = stat.nlink > 1 ? this.links.get(ino) : undefined;
    if (linked !== undefined) {
      this.to.link(target, this.to.find(linked)!);
      return;
    }
    if (stat.nlink > 1) this.links.set(ino, target);
    this.to.create(target, {
      type: stat.type, mode: stat.mode, uid: stat.uid, gid: stat.gid, rdev: stat.rdev,
      ...(stat.type === 'symlink' && { target: this.from.fs.readlink(ino) }),
      ...(stat.type === 'file' && { content: this.from.fs.content(ino) }),
    });
    this.copyInfo(ino, stat, target);
  }

  private copyDirectory(source: string, relative: string, target: string, included: boolean, excluded: boolean, stat: Stat): void {
    let created = false;
    if (included) {
      this.makeParents();
      created = this.makeDirectory(target, stat);
    }
    if (excluded && !this.exclude!.exclusions) return;
    const before = created ? undefined : this.to.stat(target);
    this.parents.push({ source, target, copied: included });
    for (const name of this.from.names(source)) {
      this.copy(joinPath(source, name), relative === '' ? name : `${relative}/${name}`, joinPath(target, name));
    }
    this.parents.pop();
    if (created) this.copyInfo(this.from.find(source)!, stat, target);
    else if (included && before) this.to.setTimes([target], stat.mtimeMs);
  }

  private makeDirectory(target: string, stat: Stat): boolean {
    const there = this.to.stat(target);
    if (there && there.type !== 'dir') throw new Error(`cannot copy to non-directory: ${target}`);
    if (there) return false;
    this.to.create(target, { type: 'dir', mode: stat.mode, uid: stat.uid, gid: stat.gid });
    return true;
  }

  private makeParents(): void {
    for (const parent of this.parents) {
      if (parent.copied) continue;
      parent.copied = true;
      const ino = this.from.find(parent.source)!;
      const stat = this.from.fs.getattr(ino);
      if (this.makeDirectory(parent.target, stat)) this.copyInfo(ino, stat, parent.target);
    }
  }

  private copyInfo(sourceIno: number, stat: Stat, target: string): void {
    const { owner } = this.request;
    const ino = this.to.find(target)!;
    const mode = this.mode === undefined ? stat.mode : applyModeChange(this.mode, stat.mode, stat.type === 'dir');
    this.to.fs.setattr(ino, { uid: owner?.uid ?? stat.uid, gid: owner?.gid ?? stat.gid, ...(stat.type !== 'symlink' && { mode }) });
    for (const name of this.from.fs.listxattr(sourceIno)) {
      this.to.fs.setxattr(ino, name, this.from.fs.getxattr(sourceIno, name));
    }
    this.to.setTimes([target], stat.mtimeMs);
  }
}
