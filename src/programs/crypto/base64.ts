const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 (RFC 4648), on one line unless `width` is given. */
export function toBase64(bytes: Uint8Array, width = 0): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += ALPHABET[n >> 18]! + ALPHABET[(n >> 12) & 63]! + (i + 1 < bytes.length ? ALPHABET[(n >> 6) & 63]! : '=') + (i + 2 < bytes.length ? ALPHABET[n & 63]! : '=');
  }
  return width > 0 ? (out.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((line) => `${line}\n`).join('') : out;
}

/** The bytes of base64 text; what isn't of the alphabet is passed over. */
export function fromBase64(text: string): Uint8Array {
  const out: number[] = [];
  let n = 0;
  let count = 0;
  for (const c of text) {
    const value = ALPHABET.indexOf(c);
    if (value === -1) continue;
    n = ((n << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push((n >> count) & 255);
    }
  }
  return Uint8Array.from(out);
}

/** Textual encoding (RFC 7468): `-----BEGIN label-----` and lines of 64. */
export const pem = (label: string, bytes: Uint8Array, width = 64): string => `-----BEGIN ${label}-----\n${toBase64(bytes, width)}-----END ${label}-----\n`;

/** Every block of a text, by label. */
export function pemBlocks(text: string): { label: string; bytes: Uint8Array }[] {
  return [...text.matchAll(/-----BEGIN ([^-\n]+)-----\n([^-]*)-----END \1-----/g)].map(([, label, body]) => ({ label: label!, bytes: fromBase64(body!) }));
}
