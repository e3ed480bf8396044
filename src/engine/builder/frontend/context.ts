import { text } from '../../../lib/bytes';
import { contentOf, readContent, type Content } from '../../../lib/content';
import { PatternMatcher, readIgnoreFile } from '../../../lib/ignore';
import { readAll } from '../../../lib/stream';
import { CACHES, NAMED_CONTEXTS } from '../../../api/build-extension';
import { invalid } from '../../../api/errors';
import type { FileSystem } from '../../../machine/file-system';
import { MemoryFs } from '../../../machine/vfs/memory-fs';
import type { TarEntry } from '../../../oci/tar-entry';
import type { BuildRequest } from '../../api/backends';
import { parseGitRef } from '../dockerfile/git-ref';
import type { BuildPorts } from '../ports';
import { fetchGit } from '../files/git-source';
import { archiveEntries, extract } from '../files/unpack';
import { Tree } from '../files/tree';

/** What the client sent: files, or a lone Dockerfile. */
export interface SentContext {
  entries: readonly TarEntry[];
  /** The text, when the body was no archive. */
  dockerfile: string | undefined;
  /** What was fetched from a Git repository, as the builder names and tells it. */
  git?: { name: string; lines: string };
}

const gitOf = (remote: string): ReturnType<typeof parseGitRef> => parseGitRef(remote.startsWith('github.com/') ? `https://${remote.replace(/(?:\.git)?(#.*)?$/, '.git$1')}` : remote);
const isGit = (remote: string): boolean => gitOf(remote) !== undefined;

/** Reads a build's context, sent with it or fetched from a URL: a tar, perhaps compressed, else a Dockerfile. */
export async function readContext({ context, remote }: Pick<BuildRequest, 'context' | 'remote'>, ports: BuildPorts): Promise<SentContext> {
  const git = gitOf(remote);
  if (git) {
    const { commit, refName, entries } = await fetchGit(ports.fetchUrl, git);
    const lines = `${git.ref === '' ? `ref: ${refName}\tHEAD\n${commit}\tHEAD\n` : `${commit}\t${refName || git.ref}\n`}`;
    return { entries, dockerfile: undefined, git: { name: `[internal] load git source ${remote}`, lines } };
  }
  const content = remote === '' ? contentOf(await readAll(context)) : await fetchContext(remote, ports);
  if (content.size === 0) return { entries: [], dockerfile: undefined };
  const entries = archiveEntries(content);
  return entries ? { entries: [...entries], dockerfile: undefined } : { entries: [], dockerfile: text(readContent(content)) };
}

async function fetchContext(remote: string, ports: BuildPorts): Promise<Content> {
  if (!/^https?:\/\//.test(remote)) throw invalid(`dockyard: a build context of kind ${remote} is not simulated`);
  return (await ports.fetchUrl(remote)).content;
}

function fileText(entries: readonly TarEntry[], path: string): string | undefined {
  const entry = entries.findLast((candidate) => candidate.path === path && candidate.type === 'file');
  return entry && text(readContent(entry.content ?? contentOf(new Uint8Array(0))));
}

function cleanName(path: string): string {
  return path.split('/').filter((part) => part !== '' && part !== '.').join('/');
}

/** The Dockerfile's text, also under its name in lower case when no other was asked for. */
export function readDockerfile(context: SentContext, name: string): string {
  if (context.dockerfile !== undefined) return context.dockerfile;
  const path = cleanName(name);
  const base = path.slice(path.lastIndexOf('/') + 1);
  const found = fileText(context.entries, path)
    ?? (base === 'Dockerfile' ? fileText(context.entries, path.slice(0, -base.length) + 'dockerfile') : undefined);
  if (found === undefined && context.entries.some((entry) => entry.path === path || entry.path.startsWith(`${path}/`))) {
    throw new Error(`failed to read dockerfile: ${base} is not a regular file`);
  }
  if (found === undefined) throw new Error(`failed to read dockerfile: open ${base}: no such file or directory`);
  return found;
}

/** True for what travels in a context and is no part of it: further contexts, caches. */
export function isAside(path: string): boolean {
  return [NAMED_CONTEXTS, CACHES].some((folder) => path === folder || path.startsWith(`${folder}/`));
}

/**
 * What of a context that a client may not read is wanted all the same: of the paths that are followed (all without any),
 * what ignore patterns leave; in the words of who sends.
 */
export function deniedPath(denied: readonly string[], folder: string, followPaths: readonly string[], ignorePatterns: readonly string[]): string | undefined {
  const ignored = ignorePatterns.length > 0 ? new PatternMatcher([...ignorePatterns]) : undefined;
  const wanted = followPaths.length > 0 ? new PatternMatcher([...followPaths]) : undefined;
  const found = denied.find((path) => !ignored?.matchesOrParentMatches(path) && (!wanted || wanted.matchesOrParentMatches(path) || followPaths.some((one) => one.startsWith(`${path}/`))));
  return found === undefined ? undefined : `error from sender: open ${folder === '/' ? '' : folder}/${found}: permission denied`;
}

/** A step that fetches a remote context, and what it is needed for; undefined for a context that is sent. */
export function remoteStep(remote: string): { name: string; purpose: string } | undefined {
  if (remote === '') return undefined;
  if (isGit(remote)) return { name: `[internal] load git source ${remote}`, purpose: 'failed to read dockerfile' };
  return { name: '[internal] load remote build context', purpose: 'failed to read downloaded context' };
}

/** The files of the further contexts, by name. */
export function namedContexts(entries: readonly TarEntry[], names: readonly string[]): Map<string, readonly TarEntry[]> {
  return new Map(names.map((name) => {
    const folder = `${NAMED_CONTEXTS}/${name}/`;
    return [name, entries.filter(({ path }) => path.startsWith(folder)).map((entry) => below(entry, folder))];
  }));
}

function below(entry: TarEntry, folder: string): TarEntry {
  const moved = { ...entry, path: entry.path.slice(folder.length) };
  return entry.type === 'hardlink' ? { ...moved, target: (entry.target ?? '').slice(folder.length) } : moved;
}

export interface IgnoreFile {
  name: string;
  text: string;
  patterns: string[];
}

/** `<Dockerfile>.dockerignore`, else `.dockerignore`. */
export function readIgnore(context: SentContext, dockerfile: string): IgnoreFile | undefined {
  for (const name of [`${cleanName(dockerfile)}.dockerignore`, '.dockerignore']) {
    const source = fileText(context.entries, name);
    if (source !== undefined) return { name, text: source, patterns: readIgnoreFile(source) };
  }
  return undefined;
}

/** What the patterns leave; a directory that they take stays when something in it does. */
export function applyIgnore(entries: readonly TarEntry[], patterns: readonly string[]): TarEntry[] {
  if (patterns.length === 0) return [...entries];
  const matcher = new PatternMatcher(patterns);
  const taken = (entry: TarEntry) => entry.path !== '' && matcher.matchesOrParentMatches(entry.path);
  const needed = new Set<string>();
  for (const entry of entries) {
    if (taken(entry)) continue;
    for (let slash = entry.path.lastIndexOf('/'); slash > 0; slash = entry.path.lastIndexOf('/', slash - 1)) {
      needed.add(entry.path.slice(0, slash));
    }
  }
  return entries.filter((entry) => !taken(entry) || (entry.type === 'dir' && needed.has(entry.path)));
}

/** The entries as a tree. Files that a client has at hand belong to root in a build, whoever's they are there. */
export function contextTree(entries: readonly TarEntry[], asRoot: boolean, nowMs: number): FileSystem {
  const fs = new MemoryFs({ dev: 0, now: () => nowMs, sizeBytes: Infinity });
  extract(entries, new Tree(fs), asRoot ? { uid: 0, gid: 0 } : undefined);
  return fs;
}
