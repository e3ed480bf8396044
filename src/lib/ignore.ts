import { cleanPath } from './clean-path';
import { matchPath, PatternError } from './path-match';
import { goRegExp } from './re2';

export { PatternError } from './path-match';

const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const SPACES_AROUND = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g');

function trim(text: string): string {
  return text.replace(SPACES_AROUND, '');
}

/** The patterns of a .dockerignore file (moby patternmatcher/ignorefile). */
export function readIgnoreFile(text: string): string[] {
  const patterns: string[] = [];
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  lines.forEach((line, i) => {
    if (i === 0) line = line.replace(/^\ufeff/, '');
    if (line.startsWith('#')) return;
    let pattern = trim(line);
    if (pattern === '') return;
    const invert = pattern.startsWith('!');
    if (invert) pattern = trim(pattern.slice(1));
    if (pattern !== '') {
      pattern = cleanPath(pattern);
      if (pattern.length > 1 && pattern.startsWith('/')) pattern = pattern.slice(1);
    }
    patterns.push((invert ? '!' : '') + pattern);
  });
  return patterns;
}

type Test = (path: string) => boolean;

class Pattern {
  private test: Test | undefined;

  constructor(
    readonly text: string,
    readonly exclusion: boolean,
  ) {}

  matches(path: string): boolean {
    this.test ??= compile(this.text);
    return this.test(path);
  }
}

/** The quickest test that a pattern allows: equality, prefix, suffix or a regular expression. */
function compile(pattern: string): Test {
  const chars = [...pattern];
  let regexp = '^';
  let type: 'exact' | 'prefix' | 'suffix' | 'regexp' = 'exact';
  for (let i = 0, turn = 0; i < chars.length; turn++) {
    const char = chars[i++]!;
    if (char === '*' && chars[i] === '*') {
      i++;
      if (chars[i] === '/') i++;
      if (i >= chars.length) {
        if (type === 'exact') type = 'prefix';
        else {
          regexp += '.*';
          type = 'regexp';
        }
      } else {
        regexp += '(.*/)?';
        type = 'regexp';
      }
      if (turn === 0) type = 'suffix';
    } else if (char === '*') {
      regexp += '[^/]*';
      type = 'regexp';
    } else if (char === '?') {
      regexp += '[^/]';
      type = 'regexp';
    } else if ('.+()$'.includes(char)) regexp += '\\' + char;
    // `|`, `{` and `}` stay special: the real table of what to escape has no room for characters above `?`.
    else if (char === '\\') {
      if (i < chars.length) {
        regexp += '\\' + chars[i++];
        type = 'regexp';
      } else regexp += '\\';
    } else {
      regexp += char;
      if (char === '[' || char === ']') type = 'regexp';
    }
  }
  if (type === 'exact') return (path) => path === pattern;
  if (type === 'prefix') return (path) => path.startsWith(pattern.slice(0, -2));
  if (type === 'suffix') {
    const suffix = pattern.slice(2);
    return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
  }
  try {
    const compiled = goRegExp(regexp + '$');
    return (path) => compiled.test(path);
  } catch {
    throw new PatternError();
  }
}

/** Patterns with `*`, `?`, `**` and `!` exceptions on slash-separated paths (moby/patternmatcher). */
export class PatternMatcher {
  private readonly patterns: Pattern[] = [];

  constructor(patterns: readonly string[]) {
    for (const line of patterns) {
      let text = trim(line);
      if (text === '') continue;
      text = cleanPath(text);
      const exclusion = text.startsWith('!');
      if (exclusion) {
        if (text.length === 1) throw new PatternError('illegal exclusion pattern: "!"');
        text = text.slice(1);
      }
      // Looks for malformed patterns as far as matching this name goes.
      matchPath(text, '.');
      this.patterns.push(new Pattern(text, exclusion));
    }
  }

  /** Whether there is an exception among the patterns. */
  get exclusions(): boolean {
    return this.patterns.some((pattern) => pattern.exclusion);
  }

  /** Whether a path, or one of the folders that it is in, matches; the last pattern that does decides. */
  matchesOrParentMatches(path: string): boolean {
    const slash = path.lastIndexOf('/');
    const parents = slash === -1 ? [] : cleanPath(path.slice(0, slash + 1)).split('/');
    let matched = false;
    for (const pattern of this.patterns) {
      if (pattern.exclusion !== matched) continue;
      let hit = pattern.matches(path);
      for (let i = 1; !hit && i <= parents.length; i++) hit = pattern.matches(parents.slice(0, i).join('/'));
      if (hit) matched = !pattern.exclusion;
    }
    return matched;
  }
}
