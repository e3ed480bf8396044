import { concat, utf8 } from '../lib/bytes';

/**
 * Shell strings hold any bytes: what isn't UTF-8 stands as a lone surrogate U+DC80…U+DCFF (the "surrogateescape"
 * of PEP 383), and becomes the same byte again when it is written.
 */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Length of the well-formed UTF-8 sequence at `at`, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  const length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (length <= 1 || at + length > bytes.length) return length === 1 ? 1 : 0;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

/** The string that bytes spell. */
export function decode(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let out = '';
    let from = 0;
    for (let i = 0; i < bytes.length; ) {
      const length = sequenceLength(bytes, i);
      if (length > 0) {
        i += length;
        continue;
      }
      out += strict.decode(bytes.subarray(from, i)) + String.fromCharCode(0xdc00 + bytes[i]!);
      from = ++i;
    }
    return out + strict.decode(bytes.subarray(from));
  }
}

const ESCAPED = /(?<![\ud800-\udbff])[\udc80-\udcff]+/g;

/** The bytes that a shell string stands for. */
export function encode(text: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const match of text.matchAll(ESCAPED)) {
    parts.push(utf8(text.slice(from, match.index)));
    parts.push(Uint8Array.from(match[0], (c) => c.charCodeAt(0) - 0xdc00));
    from = match.index + match[0].length;
  }
  if (from === 0) return utf8(text);
  parts.push(utf8(text.slice(from)));
  return concat(parts);
}

/** One byte as a shell string. */
export function byteChar(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : String.fromCharCode(0xdc00 + byte);
}

/** Joins escaped bytes that spell characters together. */
export function normalize(text: string): string {
  return /[\udc80-\udcff]/.test(text) ? decode(encode(text)) : text;
}

/** Columns that a character takes on a terminal (wcwidth(3)). */
export function charWidth(char: string): number {
  const c = char.codePointAt(0)!;
  if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return 0;
  if (c < 0x300) return 1;
  if ((c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0x20d0 && c <= 0x20ff)) return 0;
  const wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0x303e) || (c >= 0x3041 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3)
    || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6)
    || (c >= 0x1f300 && c <= 0x1f64f) || (c >= 0x1f680 && c <= 0x1f6ff) || (c >= 0x1f900 && c <= 0x1f9ff) || (c >= 0x20000 && c <= 0x3fffd);
  return wide ? 2 : 1;
}
