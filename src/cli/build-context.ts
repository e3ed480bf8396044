import { PatternError, PatternMatcher, readIgnoreFile } from '../lib/ignore';
import { contentOf, type Content } from '../lib/content';
import { text } from '../lib/bytes';
import { readAll } from '../lib/stream';
import { writeTar } from '../oci/tar-write';
import type { TarEntry } from '../oci/tar-entry';
import type { Cli } from './cli';
import { archiveOf } from './tar-files';

/** What a build is made from, ready to be sent. */
export interface BuildContext {
  /** .dockerignore holds what is no pattern, so that nothing is left out. */
  hasBadPatterns?: boolean;
  archive: Content;
  /** The Dockerfile's name in the archive. */
  dockerfile: string;
  /** Its name as people know it, where the archive has another. */
  shownName?: string;
  /** Where the context comes from. */
  name: string;
  /** What of it may not be read: relative paths, and which are folders. */
  denied?: readonly { path: string; isDir: boolean }[];
  /** A repository's or archive's address, which the engine fetches itself; the archive is empty then. */
  remote?: string;
}

/** Name under which a Dockerfile travels that isn't part of its context. */
const SENT_DOCKERFILE = '.dockerfile.dockyard';

function sentDockerfile(content: Content): TarEntry {
  return { path: SENT_DOCKERFILE, type: 'file', mode: 0o600, uid: 0, gid: 0, mtimeMs: 0, content };
}

/** True for tar, and for what gzip, bzip2, xz and zstd make of it (archive.IsArchive). */
export function isArchive(bytes: Uint8Array): boolean {
  const magic = (...values: number[]): boolean => values.every((value, i) => bytes[i] === value);
  if (magic(0x1f, 0x8b) || magic(0x42, 0x5a, 0x68) || magic(0xfd, 0x37, 0x7a, 0x58, 0x5a) || magic(0x28, 0xb5, 0x2f, 0xfd)) return true;
  return bytes.length >= 512 && text(bytes.subarray(257, 262)) === 'ustar';
}

/** What is fetched and not a folder here: URLs, Git repositories (buildx build/utils.go, isArchive and IsRemoteURL). */
function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^github\.com\/|^[\w-]+@[\w.-]+:/.test(source);
}

/** `-`: an archive, or a Dockerfile without a context. */
async function fromStdin(cli: Cli, file: string): Promise<BuildContext> {
  const bytes = await readAll(cli.stdin);
  if (isArchive(bytes)) return { archive: contentOf(bytes), dockerfile: file || 'Dockerfile', name: '-' };
  return { archive: writeTar([sentDockerfile(contentOf(bytes))]), dockerfile: SENT_DOCKERFILE, shownName: 'Dockerfile', name: '-' };
}

/** The patterns of `<Dockerfile>.dockerignore`, else of `.dockerignore`. */
function ignorePatterns(cli: Cli, root: string, dockerfile: string): string[] {
  for (const name of [`${dockerfile}.dockerignore`, '.dockerignore']) {
    const path = `${root}/${name}`;
    if (cli.sys.access(path, 'r') && cli.sys.stat(path).type === 'file') return readIgnoreFile(cli.sys.readText(path));
  }
  return [];
}

/**
 * A folder as a build's context: what .dockerignore leaves, and always the Dockerfile and the ignore file, which the
 * engine reads (docker/cli build/context.go).
 */
export async function readBuildContext(cli: Cli, source: string, file: string): Promise<BuildContext> {
  if (source === '-') return fromStdin(cli, file);
  if (isRemote(source)) return { archive: contentOf(new Uint8Array(0)), dockerfile: file || 'Dockerfile', name: source, remote: source };
  const root = cli.abs(source);
  if (!cli.sys.access(root, '') || cli.sys.stat(root).type !== 'dir') throw new Error(`unable to prepare context: path "${source}" not found`);
  let dockerfile = 'Dockerfile';
  let outside: TarEntry | undefined;
  let shownName: string | undefined;
  if (file === '-') {
    outside = sentDockerfile(contentOf(await readAll(cli.stdin)));
    shownName = 'Dockerfile';
  } else if (file !== '') {
    const path = cli.abs(file);
    const prefix = root === '/' ? '/' : `${root}/`;
    if (path.startsWith(prefix)) dockerfile = path.slice(prefix.length);
    else if (cli.sys.access(path, 'r') && cli.sys.stat(path).type === 'file') {
      outside = sentDockerfile(cli.sys.readContent(path));
      shownName = path.slice(path.lastIndexOf('/') + 1);
    } else dockerfile = path.slice(path.lastIndexOf('/') + 1);
  }
  const patterns = ignorePatterns(cli, root, dockerfile);
  const matcher = patterns.length > 0 ? matcherOf([...patterns, `!${dockerfile}`, '!.dockerignore', `!${dockerfile}.dockerignore`]) : undefined;
  const keep = (path: string, isDir: boolean): boolean => isDir || !matcher || !matcher.matchesOrParentMatches(path);
  const denied: { path: string; isDir: boolean }[] = [];
  const all = archiveOf(cli.sys, root, '', false, keep, (path, isDir) => {
    if (keep(path, isDir) && !matcher?.matchesOrParentMatches(path)) denied.push({ path, isDir });
  });
  // An empty folder is told by its own entry; an archive of nothing can't be told from no archive.
  const entries = all.length > 1 ? all.filter((entry) => entry.path !== '') : all;
  const holdsFiles = (folder: string): boolean => entries.some((other) => other.type !== 'dir' && other.path.startsWith(`${folder}/`));
  const kept = entries.filter((entry) => entry.type !== 'dir' || !matcher?.matchesOrParentMatches(entry.path) || holdsFiles(entry.path));
  const archive = writeTar(outside ? [...kept, outside] : kept);
  return { archive, hasBadPatterns: patterns.length > 0 && !matcher, dockerfile: outside ? SENT_DOCKERFILE : dockerfile, shownName, name: root, ...(denied.length > 0 && { denied }) };
}

/** Patterns that aren't are the engine's to refuse. */
function matcherOf(patterns: readonly string[]): PatternMatcher | undefined {
  try {
    return new PatternMatcher(patterns);
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}
