import { sha512 } from '@noble/hashes/sha2.js';

const P = 2n ** 255n - 19n;
const mod = (n: bigint): bigint => ((n % P) + P) % P;

function power(base: bigint, exponent: bigint): bigint {
  let out = 1n;
  for (const bit of exponent.toString(2)) {
    out = (out * out) % P;
    if (bit === '1') out = (out * base) % P;
  }
  return out;
}

const invert = (n: bigint): bigint => power(mod(n), P - 2n);
const D = mod(-121_665n * invert(121_666n));

/** Extended coordinates (RFC 8032, 5.1.4). */
type Point = readonly [x: bigint, y: bigint, z: bigint, t: bigint];

function add([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  return [mod((b - a) * (d - c)), mod((d + c) * (b + a)), mod((d - c) * (d + c)), mod((b - a) * (b + a))];
}

const BASE_X = 15_112_221_349_535_400_772_501_151_409_588_531_511_454_012_693_041_857_206_046_113_283_949_847_762_202n;
const BASE_Y = mod(4n * invert(5n));
const BASE: Point = [BASE_X, BASE_Y, 1n, mod(BASE_X * BASE_Y)];

/** The public key, 32 bytes, of a secret of 32 bytes (RFC 8032, 5.1.5). */
export function ed25519Public(secret: Uint8Array): Uint8Array {
  const hash = sha512(secret).subarray(0, 32);
  hash[0]! &= 248;
  hash[31] = (hash[31]! & 63) | 64;
  let sum: Point = [0n, 1n, 1n, 0n];
  let double: Point = BASE;
  for (let i = 0; i < 256; i++) {
    if ((hash[i >> 3]! >> (i & 7)) & 1) sum = add(sum, double);
    double = add(double, double);
  }
  const inverse = invert(sum[2]);
  const x = mod(sum[0] * inverse);
  let y = mod(sum[1] * inverse) | ((x & 1n) << 255n);
  return Uint8Array.from({ length: 32 }, () => {
    const byte = Number(y & 255n);
    y >>= 8n;
    return byte;
  });
}
