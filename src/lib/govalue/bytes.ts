/**
 * Go strings are bytes. Here they are JavaScript strings in which a byte that is no part of valid UTF-8
 * stands as the lone surrogate U+DC80 + (byte - 0x80), so that slicing and joining lose nothing.
 */
const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of a Go string. */
export function toBytes(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const out: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code >= 0xdc80 && code <= 0xdcff) out.push(code - 0xdc00);
    else out.push(...encoder.encode(char));
  }
  return Uint8Array.from(out);
}

/** The Go string that bytes are. */
export function fromBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let out = '';
    for (let i = 0; i < bytes.length; ) {
      const size = sequenceLength(bytes, i);
      if (size === 0) out += String.fromCharCode(0xdc00 + bytes[i++]!);
      else {
        out += strict.decode(bytes.subarray(i, i + size));
        i += size;
      }
    }
    return out;
  }
}

/** Length of the valid UTF-8 sequence at `i`, or 0. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i]!;
  const size = first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (size === 0 || i + size > bytes.length) return 0;
  try {
    strict.decode(bytes.subarray(i, i + size));
    return size;
  } catch {
    return 0;
  }
}

/** Length in bytes. */
export function byteLength(text: string): number {
  return toBytes(text).length;
}

/** The string as it may leave: each stray byte becomes U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (unit) => (unit.length === 2 ? unit : '\ufffd'));
}

/** Go's order of strings: by bytes, which for UTF-8 is by code points. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const x = toBytes(a);
  const y = toBytes(b);
  const n = Math.min(x.length, y.length);
  for (let i = 0; i < n; i++) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return x.length - y.length;
}
