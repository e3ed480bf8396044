/** Quoting as Go's strconv does it. */
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
const ESCAPES: Record<string, string> = { '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' };
const UNESCAPES: Record<string, number> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };

/** Whether Go holds a rune for printable: letters, marks, numbers, punctuation, symbols, the ASCII space. */
export function isPrint(char: string): boolean {
  return PRINTABLE.test(char);
}

function escapeRune(char: string, quote: string, ascii: boolean): string {
  const code = char.codePointAt(0)!;
  if (char === quote || char === '\\') return '\\' + char;
  if (code < 0x80 ? isPrint(char) : !ascii && isPrint(char)) return char;
  const escape = ESCAPES[char];
  if (escape) return escape;
  if (code < 0x20 || code === 0x7f) return '\\x' + code.toString(16).padStart(2, '0');
  if (code >= 0xdc80 && code <= 0xdcff) return '\\x' + (code - 0xdc00).toString(16);
  if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd';
  if (code < 0x10000) return '\\u' + code.toString(16).padStart(4, '0');
  return '\\U' + code.toString(16).padStart(8, '0');
}

/** strconv.Quote, or strconv.QuoteToASCII. */
export function quote(text: string, ascii = false): string {
  let out = '"';
  for (const char of text) out += escapeRune(char, '"', ascii);
  return out + '"';
}

/** strconv.QuoteRune, or strconv.QuoteRuneToASCII. */
export function quoteRune(code: number, ascii = false): string {
  const valid = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return "'" + escapeRune(String.fromCodePoint(valid ? code : 0xfffd), "'", ascii) + "'";
}

/** strconv.CanBackquote. */
export function canBackquote(text: string): boolean {
  return !/[\x00-\x08\x0a-\x1f\x7f`\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

/** One character of a quoted literal and what follows it; undefined for bad syntax (strconv.UnquoteChar). */
export function unquoteChar(text: string, quote: string): { char: string; rest: string } | undefined {
  if (text === '') return undefined;
  const first = String.fromCodePoint(text.codePointAt(0)!);
  if (first === quote && (quote === "'" || quote === '"')) return undefined;
  if (first !== '\\') return { char: first, rest: text.slice(first.length) };
  const kind = text[1];
  if (kind === undefined) return undefined;
  if (kind in UNESCAPES) return { char: String.fromCharCode(UNESCAPES[kind]!), rest: text.slice(2) };
  if (kind === "'" || kind === '"') return kind === quote ? { char: kind, rest: text.slice(2) } : undefined;
  const width = kind === 'x' ? 2 : kind === 'u' ? 4 : kind === 'U' ? 8 : 0;
  if (width > 0) {
    const digits = text.slice(2, 2 + width);
    if (digits.length < width || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
    const code = parseInt(digits, 16);
    if (kind === 'x') return { char: byteChar(code), rest: text.slice(4) };
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    return { char: String.fromCodePoint(code), rest: text.slice(2 + width) };
  }
  const octal = /^\\([0-7]{3})/.exec(text);
  if (!octal) return undefined;
  const code = parseInt(octal[1]!, 8);
  return code > 255 ? undefined : { char: byteChar(code), rest: text.slice(4) };
}

function byteChar(code: number): string {
  return String.fromCharCode(code < 0x80 ? code : 0xdc00 + code);
}

/** strconv.Unquote of a literal in double quotes or backquotes; undefined for bad syntax. */
export function unquote(literal: string): string | undefined {
  const mark = literal[0];
  if (literal.length < 2 || mark !== literal[literal.length - 1]) return undefined;
  let rest = literal.slice(1, -1);
  if (mark === '`') return rest.includes('`') ? undefined : rest.replaceAll('\r', '');
  if (mark !== '"' || rest.includes('\n')) return undefined;
  let out = '';
  while (rest !== '') {
    const next = unquoteChar(rest, '"');
    if (!next) return undefined;
    out += next.char;
    rest = next.rest;
  }
  return out;
}
