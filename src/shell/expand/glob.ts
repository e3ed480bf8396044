import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { hasMagic, pattern, unescapePattern } from './pattern';

export interface GlobOptions {
  extglob: boolean;
  dotglob: boolean;
  globstar: boolean;
  noCase: boolean;
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Pathname expansion: the existing paths that match, sorted. */
export function glob(sys: Sys, text: string, options: GlobOptions): string[] {
  const absolute = text.startsWith('/');
  const segments = text.split('/').filter((segment, i, all) => segment !== '' || i === all.length - 1);
  if (segments.length === 1 && segments[0] === '') return [];
  const root = absolute ? (/^\/+/.exec(text)![0]) : '';
  return walk(sys, root, segments, 0, options).sort(byCodePoint);
}

function exists(sys: Sys, path: string): boolean {
  try {
    sys.lstat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

function isDirectory(sys: Sys, path: string): boolean {
  try {
    return sys.stat(path).type === 'dir';
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}

function names(sys: Sys, dir: string): string[] {
  try {
    return sys.readdir(dir === '' ? '.' : dir).map((entry) => entry.name).filter((name) => name !== '.' && name !== '..');
  } catch (error) {
    if (isSysError(error)) return [];
    throw error;
  }
}

function walk(sys: Sys, base: string, segments: readonly string[], at: number, options: GlobOptions): string[] {
  const segment = segments[at]!;
  const last = at === segments.length - 1;
  if (segment === '' && last) return isDirectory(sys, base) ? [base] : [];
  if (options.globstar && segment === '**') return deep(sys, base, segments, at, options);
  if (!hasMagic(segment, options.extglob) && !(options.extglob && /[?*+@!]\(/.test(segment))) {
    const path = base + unescapePattern(segment);
    if (last) return exists(sys, path) ? [path] : [];
    return isDirectory(sys, path) ? walk(sys, `${path}/`, segments, at + 1, options) : [];
  }
  const matcher = pattern(segment, { extglob: options.extglob, noCase: options.noCase });
  const hidden = segment.startsWith('.') || segment.startsWith('\\.');
  const out: string[] = [];
  for (const name of names(sys, base)) {
    if (name.startsWith('.') && !hidden && !options.dotglob) continue;
    if (!matcher.matches(name)) continue;
    const path = base + name;
    if (last) out.push(path);
    else if (isDirectory(sys, path)) out.push(...walk(sys, `${path}/`, segments, at + 1, options));
  }
  return out;
}

function deep(sys: Sys, base: string, segments: readonly string[], at: number, options: GlobOptions): string[] {
  const last = at === segments.length - 1;
  const out: string[] = last ? (base === '' ? [] : [base]) : walk(sys, base, segments, at + 1, options);
  const descend = (dir: string): void => {
    for (const name of names(sys, dir)) {
      if (name.startsWith('.') && !options.dotglob) continue;
      const path = dir + name;
      let type: string;
      try {
        type = sys.lstat(path).type;
      } catch (error) {
        if (isSysError(error)) continue;
        throw error;
      }
      if (last) out.push(path);
      if (type !== 'dir') continue;
      if (!last) out.push(...walk(sys, `${path}/`, segments, at + 1, options));
      descend(`${path}/`);
    }
  };
  descend(base);
  return [...new Set(out)];
}
