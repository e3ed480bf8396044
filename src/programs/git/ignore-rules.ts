import type { Sys } from '../../machine/sys';

interface Rule {
  test: RegExp;
  negated: boolean;
  foldersOnly: boolean;
}

/** A pattern as a regular expression over paths from the folder of its file (gitignore(5)). */
function rule(line: string, base: string): Rule | undefined {
  let pattern = line.replace(/(?<!\\)\s+$/, '');
  if (pattern === '' || pattern.startsWith('#')) return undefined;
  const negated = pattern.startsWith('!');
  if (negated) pattern = pattern.slice(1);
  const foldersOnly = pattern.endsWith('/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const anchored = pattern.includes('/');
  pattern = pattern.replace(/^\//, '');
  const source = pattern.replace(/\*\*\/|\/\*\*$|\*|\?|\[!?[^\]]*\]|\\.|[.+^${}()|]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '/**') return '/.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[')) return part.replace('[!', '[^');
    return part.startsWith('\\') && part.length > 1 ? `\\${part[1]}` : `\\${part}`;
  });
  const prefix = base === '' ? '' : `${base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/`;
  return { test: new RegExp(`^${prefix}${anchored ? '' : '(?:.*/)?'}${source}$`), negated, foldersOnly };
}

/** What `.gitignore` files and `.git/info/exclude` leave out of a worktree. */
export class IgnoreRules {
  private readonly rules: Rule[] = [];

  constructor(
    private readonly sys: Sys,
    private readonly root: string,
  ) {
    this.load(`${root}/.git/info/exclude`, '');
  }

  /** Reads a folder's own file; folders are entered from the root down. */
  enter(folder: string): void {
    this.load(`${this.root}${folder === '' ? '' : `/${folder}`}/.gitignore`, folder);
  }

  private load(path: string, base: string): void {
    if (!this.sys.access(path, 'r')) return;
    for (const line of this.sys.readText(path).split('\n')) {
      const made = rule(line, base);
      if (made) this.rules.push(made);
    }
  }

  /** Whether a path that isn't tracked is left out; the last rule that matches says so. */
  ignores(path: string, isFolder: boolean): boolean {
    for (let i = this.rules.length - 1; i >= 0; i--) {
      const { test, negated, foldersOnly } = this.rules[i]!;
      if ((isFolder || !foldersOnly) && test.test(path)) return !negated;
    }
    return false;
  }
}
