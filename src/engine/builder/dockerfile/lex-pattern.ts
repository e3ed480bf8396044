import { DockerfileError } from './location';

const SPECIAL = '[]{}.+()|^$';

/**
 * A shell pattern (`?`, `*`, backslash escapes, no brackets) as a regular expression.
 * A backslash before `}` or `/` belongs to the `${}` around it and not to the pattern.
 */
export function patternToRegExp(pattern: string, greedy: boolean, anchored: boolean, flags = ''): RegExp {
  const chars = [...pattern];
  let out = anchored ? '^' : '';
  for (let i = 0; i < chars.length; i++) {
    let char = chars[i]!;
    if (char === '*') {
      out += greedy ? '[^\\n]*' : '[^\\n]*?';
      continue;
    }
    if (char === '?') {
      out += '[^\\n]';
      continue;
    }
    if (char === '\\') {
      if (chars[i + 1] === '}' || chars[i + 1] === '/') continue;
      char = chars[++i] ?? '\ufffd';
      if (char !== '*' && char !== '?' && char !== '\\') throw new DockerfileError(`invalid escape '\\${char}'`);
      out += '\\';
    } else if (SPECIAL.includes(char)) {
      out += '\\';
    }
    out += char === '/' ? '\\/' : char;
  }
  return new RegExp(out, 'u' + flags);
}

function build(pattern: string, greedy: boolean, anchored: boolean, flags = ''): RegExp {
  try {
    return patternToRegExp(pattern, greedy, anchored, flags);
  } catch (error) {
    throw new DockerfileError(`invalid pattern (${pattern}) in substitution: ${(error as Error).message}`);
  }
}

/** `${name#pattern}` and `##`. */
export function trimPrefix(pattern: string, value: string, greedy: boolean): string {
  const match = build(pattern, greedy, true).exec(value);
  return match ? value.slice(match[0].length) : value;
}

/** Reversed, with each escape still before the character that it escapes. */
function reversePattern(pattern: string): string {
  const chars = [...pattern];
  const out: string[] = [];
  for (let i = 0; i < chars.length; i++) {
    if (chars[i] === '\\' && i !== chars.length - 1) out.unshift(chars[i]!, chars[++i]!);
    else out.unshift(chars[i]!);
  }
  return out.join('');
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}

/** `${name%pattern}` and `%%`: a prefix of the reversed value, since that finds the shortest from the right. */
export function trimSuffix(pattern: string, value: string, greedy: boolean): string {
  return reverse(trimPrefix(reversePattern(pattern), reverse(value), greedy));
}

/** What Go's `Regexp.ReplaceAllString` makes of `$1`, `${name}` and `$$` when there are no groups. */
function goTemplate(replacement: string): string {
  return replacement.replace(/\$(\$|\{\w+\}|\w+)?/g, (whole, name: string | undefined) => {
    if (name === undefined) return '$';
    if (name === '$') return '$';
    return whole.startsWith('$') && (name === '0' || name === '{0}') ? '\0' : '';
  });
}

/** `${name/pattern/replacement}` and `//`. */
export function replacePattern(value: string, pattern: string, replacement: string, all: boolean): string {
  const regexp = build(pattern, true, false, all ? 'g' : '');
  if (!all) {
    const match = regexp.exec(value);
    return match ? value.slice(0, match.index) + replacement + value.slice(match.index + match[0].length) : value;
  }
  const template = goTemplate(replacement);
  return replaceAllGo(value, regexp, template);
}

/** Go skips an empty match that directly follows the match before it. */
function replaceAllGo(value: string, regexp: RegExp, template: string): string {
  let out = '';
  let end = 0;
  let lastEnd = -1;
  for (const match of value.matchAll(regexp)) {
    if (match[0] === '' && match.index === lastEnd) continue;
    out += value.slice(end, match.index) + template.replaceAll('\0', match[0]);
    end = lastEnd = match.index + match[0].length;
  }
  return out + value.slice(end);
}
