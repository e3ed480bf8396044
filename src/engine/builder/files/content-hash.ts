import { sha256 } from '@noble/hashes/sha2.js';
import { hex, utf8 } from '../../../lib/bytes';
import type { Content } from '../../../lib/content';
import { PatternMatcher } from '../../../lib/ignore';
import type { FileSystem } from '../../../machine/file-system';
import { joinPath, quote } from '../dockerfile/go-text';
import { Tree } from './tree';
import { resolveWildcards } from './wildcard';

/** The files that an instruction reads from a tree. */
export interface Selection {
  path: string;
  wildcard: boolean;
  followLinks: boolean;
  includePatterns: readonly string[];
  excludePatterns: readonly string[];
  requiredPaths: readonly string[];
}

/** A file's identity: of generated runs the recipe stands for the bytes, so that nothing big is made. */
function contentKey(content: Content): string {
  const hash = sha256.create();
  for (const extent of content.extents) {
    if ('bytes' in extent) hash.update(extent.bytes);
    else hash.update(utf8(`\0recipe ${extent.recipe.seed} ${extent.recipe.noiseBytes} ${extent.offset} ${extent.length}\0`));
  }
  return hex(hash.digest());
}

/**
 * A checksum of what a selection finds: names, types, permissions, owners, links and contents, but no times, so that
 * a fresh checkout of the same files is the same (BuildKit's cache/contenthash). Throws `"/path": not found`.
 */
export function checksum(fs: FileSystem, selection: Selection): string {
  const tree = new Tree(fs);
  const hasher = new TreeHasher(tree, selection);
  const paths = selection.wildcard ? resolveWildcards(tree, joinPath('/', selection.path), selection.followLinks) : [joinPath('/', selection.path)];
  for (const path of paths) hasher.add(path, paths.length > 1 || path !== joinPath('/', selection.path));
  for (const required of selection.requiredPaths) {
    if (!hasher.found.some((path) => path === required || path.startsWith(required))) throw new Error(`${quote(required)}: not found`);
  }
  return hasher.finish();
}

class TreeHasher {
  readonly found: string[] = [];
  private readonly hash = sha256.create();
  private readonly include: PatternMatcher | undefined;
  private readonly exclude: PatternMatcher | undefined;

  constructor(
    private readonly tree: Tree,
    private readonly selection: Selection,
  ) {
    if (selection.includePatterns.length > 0) this.include = new PatternMatcher(selection.includePatterns);
    if (selection.excludePatterns.length > 0) this.exclude = new PatternMatcher(selection.excludePatterns);
  }

  add(path: string, withName: boolean): void {
    const real = this.tree.realPath(path, this.selection.followLinks);
    if (!this.tree.stat(real)) throw new Error(`${quote(path)}: not found`);
    if (withName) this.hash.update(utf8(`${path}\0`));
    this.walk(real, '');
  }

  private walk(path: string, relative: string): void {
    const ino = this.tree.find(path)!;
    const { fs } = this.tree;
    const stat = fs.getattr(ino);
    const excluded = relative !== '' && this.exclude?.matchesOrParentMatches(relative) === true;
    const included = !excluded && (relative === '' || !this.include || this.include.matchesOrParentMatches(relative));
    if (included) {
      this.found.push(path);
      const body = stat.type === 'file' ? contentKey(fs.content(ino)) : stat.type === 'symlink' ? fs.readlink(ino) : stat.rdev;
      this.hash.update(utf8(`${relative}\0${stat.type}\0${stat.mode}\0${stat.uid}\0${stat.gid}\0${body}\0`));
      for (const name of fs.listxattr(ino).sort()) {
        this.hash.update(utf8(`${name}=${hex(fs.getxattr(ino, name) ?? new Uint8Array(0))}\0`));
      }
    }
    if (stat.type !== 'dir' || (excluded && !this.exclude!.exclusions)) return;
    for (const name of this.tree.names(path)) this.walk(joinPath(path, name), relative === '' ? name : `${relative}/${name}`);
  }

  finish(): string {
    return 'sha256:' + hex(this.hash.digest());
  }
}
