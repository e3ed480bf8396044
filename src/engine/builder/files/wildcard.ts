import { byBytes, type Tree } from './tree';

function hasWildcard(name: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*[*?[]/.test(name);
}

/** One component of a shell pattern, as Go's path.Match reads it. */
export function componentPattern(pattern: string): RegExp {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '*') out += '[^/]*';
    else if (char === '?') out += '[^/]';
    else if (char === '[') {
      const end = pattern.indexOf(']', i + (pattern[i + 1] === '^' ? 3 : 2));
      if (end < 0) throw new Error('syntax error in pattern');
      out += pattern.slice(i, end + 1);
      i = end;
    } else {
      const literal = char === '\\' && i + 1 < pattern.length ? pattern[++i]! : char;
      out += literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    }
  }
  return new RegExp(`^${out}$`);
}

/**
 * The paths that a source with wildcards means, in order; one without means itself, whether it is there or not
 * (fsutil's ResolveWildcards). Wildcards match whole components.
 */
export function resolveWildcards(tree: Tree, source: string, followLinks: boolean): string[] {
  const parts = source.split('/');
  const first = parts.findIndex(hasWildcard);
  if (first < 0) return [source];
  const base = tree.realPath(parts.slice(0, first).join('/'), followLinks);
  let matches = [base];
  for (const part of parts.slice(first)) {
    if (part === '' || part === '.') continue;
    const pattern = componentPattern(part);
    matches = matches.flatMap((path) => {
      if (tree.stat(path)?.type !== 'dir') return [];
      return tree.names(path).filter((name) => pattern.test(name)).map((name) => (path === '/' ? '' : path) + '/' + name);
    });
  }
  return matches.sort(byBytes);
}
