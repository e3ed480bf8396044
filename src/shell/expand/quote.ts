import { encode } from '../text';

const NAMED: Readonly<Record<string, string>> = { '\x07': '\\a', '\b': '\\b', '\x1b': '\\E', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' };

/** $'…' where a character can't be shown, as bash's ansic_quote. */
export function ansiQuote(text: string): string {
  let out = "$'";
  for (const c of text) {
    if (c === '\\' || c === "'") out += `\\${c}`;
    else if (NAMED[c] !== undefined) out += NAMED[c];
    else if (/[\x00-\x1f\x7f\udc80-\udcff]/.test(c)) for (const byte of encode(c)) out += `\\${byte.toString(8).padStart(3, '0')}`;
    else out += c;
  }
  return `${out}'`;
}

export function needsAnsi(text: string): boolean {
  return /[\x00-\x1f\x7f]|(?<![\ud800-\udbff])[\udc80-\udcff]/.test(text);
}

/** '…' with embedded quotes as '\''. */
export function singleQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** As `set`, `export -p` of bash 5.2 and xtrace show a value: bare when nothing needs quoting. */
export function quoteIfNeeded(text: string): string {
  if (text === '') return "''";
  if (needsAnsi(text)) return ansiQuote(text);
  return /[^A-Za-z0-9_@%+=:,./-]|^[~#]/.test(text) && /[\s|&;()<>\\'"`$*?[\]{}!^#~]/.test(text) ? (text === "'" ? "\\'" : singleQuote(text)) : text;
}

/** "…", as declare -p shows values. */
export function doubleQuote(text: string): string {
  if (needsAnsi(text)) return ansiQuote(text);
  return `"${text.replace(/[$`"\\]/g, '\\$&')}"`;
}

/** printf %q: backslashes. */
export function backslashQuote(text: string): string {
  if (text === '') return "''";
  if (needsAnsi(text)) return ansiQuote(text);
  return text.replace(/[\s|&;()<>\\'"`$*?[\]{}!^,]/g, '\\$&').replace(/^[~#]/, '\\$&');
}
