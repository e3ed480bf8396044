import { concat } from '../../lib/bytes';

/** A value as ITU-T X.690 encodes it: `tag`, and what lies in it (constructed values by `children`). */
export interface Der {
  tag: number;
  /** The whole encoding, header included. */
  raw: Uint8Array;
  body: Uint8Array;
}

/** One value: tag, length, body. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = concat(parts);
  const length: number[] = [];
  if (body.length < 128) length.push(body.length);
  else {
    for (let n = body.length; n > 0; n = Math.floor(n / 256)) length.unshift(n & 255);
    length.unshift(0x80 | length.length);
  }
  return concat([Uint8Array.of(tag, ...length), body]);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Uint8Array => der(0x31, ...parts);
export const octets = (bytes: Uint8Array): Uint8Array => der(4, bytes);
export const bits = (bytes: Uint8Array): Uint8Array => der(3, Uint8Array.of(0), bytes);
export const NULL = Uint8Array.of(5, 0);

/** A non-negative integer. */
export const integer = (value: bigint | number): Uint8Array => der(2, signedBytes(BigInt(value)));

/** Big-endian bytes with a leading zero where the first bit is set, as DER and SSH's mpint want them. */
export function signedBytes(value: bigint): Uint8Array {
  let digits = value.toString(16);
  if (digits.length % 2 === 1) digits = `0${digits}`;
  if (Number.parseInt(digits.slice(0, 2), 16) >= 128) digits = `00${digits}`;
  return fromHex(digits);
}

export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

export function toBigInt(bytes: Uint8Array): bigint {
  let digits = '0x0';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return BigInt(digits);
}

/** An object identifier, `1.2.840.113549.1.1.1`. */
export function oid(name: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = name.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const number of rest) {
    const seven = [number & 127];
    for (let n = number >>> 7; n > 0; n >>>= 7) seven.unshift((n & 127) | 128);
    bytes.push(...seven);
  }
  return der(6, Uint8Array.from(bytes));
}

/** The name of an object identifier's body. */
export function oidName(body: Uint8Array): string {
  const numbers: number[] = [Math.min(2, Math.floor(body[0]! / 40)), body[0]! % 40];
  let n = 0;
  for (const byte of body.subarray(1)) {
    n = n * 128 + (byte & 127);
    if (byte < 128) {
      numbers.push(n);
      n = 0;
    }
  }
  return numbers.join('.');
}

/** The values that lie one after another in some bytes. Throws RangeError where they are cut short. */
export function children(bytes: Uint8Array): Der[] {
  const out: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at]!;
    let length = bytes[at + 1] ?? Number.NaN;
    let start = at + 2;
    if (length >= 128) {
      const count = length & 127;
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + bytes[start++]!;
    }
    if (!(start + length <= bytes.length)) throw new RangeError('cut short');
    out.push({ tag, raw: bytes.subarray(at, start + length), body: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return out;
}
