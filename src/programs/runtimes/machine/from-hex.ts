/** The bytes of hexadecimal digits; space around them doesn't count. */
export function fromHex(text: string): Uint8Array {
  const digits = text.trim();
  const out = new Uint8Array(digits.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return out;
}
