import { cleanPath } from '../../../lib/clean-path';
import { quote } from '../../../lib/govalue/quote';

/** Go's `unicode.IsSpace`, which is not JavaScript's `\s`. */
export const SPACE_CLASS = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const space = new RegExp(`^[${SPACE_CLASS}]$`);
const leading = new RegExp(`^[${SPACE_CLASS}]+`);
const trailing = new RegExp(`[${SPACE_CLASS}]+$`);

export function isSpace(char: string): boolean {
  return space.test(char);
}

export function trimLeftSpace(text: string): string {
  return text.replace(leading, '');
}

/** Go's `strings.TrimSpace`. */
export function trimSpace(text: string): string {
  return text.replace(leading, '').replace(trailing, '');
}

/** Go's `strings.Cut`. */
export function cut(text: string, separator: string): [before: string, after: string, found: boolean] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, '', false] : [text.slice(0, at), text.slice(at + separator.length), true];
}

/** What Go's `fmt` makes of a string slice with `%q`. */
export function quoteList(list: readonly string[]): string {
  return '[' + list.map((item) => quote(item)).join(' ') + ']';
}

/** Go's `strconv.ParseBool`; undefined where it fails. */
export function parseBool(text: string): boolean | undefined {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  return undefined;
}

/** Go's `path.Join`. */
export function joinPath(...parts: string[]): string {
  const filled = parts.filter((part) => part !== '');
  return filled.length === 0 ? '' : cleanPath(filled.join('/'));
}

/** Go's `path.Base`. */
export function basePath(path: string): string {
  if (path === '') return '.';
  const stripped = path.replace(/\/+$/, '');
  return stripped === '' ? '/' : stripped.slice(stripped.lastIndexOf('/') + 1);
}

export { cleanPath, quote };
