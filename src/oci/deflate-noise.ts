import { NOISE_BLOCK, type Extent } from '../lib/content';
import { BitWriter } from './deflate-bytes';

type NoiseExtent = Extract<Extent, { recipe: unknown }>;

const tails = new Map<number, Uint8Array>();

/**
 * What follows a stored block's bytes: a fixed-Huffman block of `zeros` zero bytes, and the header of the next
 * stored block up to its byte boundary.
 */
function tail(zeros: number): Uint8Array {
  const known = tails.get(zeros);
  if (known) return known;
  const out = new BitWriter();
  if (zeros > 0) {
    out.fixedHeader();
    out.literal(0);
    for (let left = zeros - 1; left > 0; ) {
      // Two literals cost less than a match, and no match is shorter than three.
      const length = Math.min(left, 258);
      if (length < 3) out.literal(0);
      else out.match(length, 1);
      left -= length < 3 ? 1 : length;
    }
    out.endOfBlock();
  }
  out.storedHeader();
  const bytes = out.bytes();
  tails.set(zeros, bytes);
  return bytes;
}

function storedLength(length: number): Uint8Array {
  return Uint8Array.of(length & 255, length >> 8, ~length & 255, (~length >> 8) & 255);
}

const joints = new Map<string, Uint8Array>();

/** `tail(zeros)` and the length of the stored block after it, as one shared array. */
function joint(zeros: number, nextLength: number): Uint8Array {
  const key = `${zeros}/${nextLength}`;
  let bytes = joints.get(key);
  if (!bytes) {
    const first = tail(zeros);
    bytes = new Uint8Array(first.length + 4);
    bytes.set(first);
    bytes.set(storedLength(nextLength), first.length);
    joints.set(key, bytes);
  }
  return bytes;
}

const OPENING = Uint8Array.of(0);

/**
 * Generated content as deflate blocks without a compressor: of every 4096 bytes the pseudo-random head is stored and
 * the zeros after it are a run (RFC 1951). Begins and ends at a byte boundary between blocks.
 */
export function deflateNoise(extent: NoiseExtent): Extent[] {
  const { recipe, length } = extent;
  const out: Extent[] = [{ bytes: OPENING }];
  let zeros = -1;
  for (let at = extent.offset; at < extent.offset + length; ) {
    const inBlock = at % NOISE_BLOCK;
    const end = Math.min(NOISE_BLOCK, inBlock + (extent.offset + length - at));
    const stored = Math.max(0, Math.min(recipe.noiseBytes, end) - inBlock);
    out.push({ bytes: zeros === -1 ? storedLength(stored) : joint(zeros, stored) });
    if (stored > 0) out.push({ recipe, offset: at, length: stored });
    zeros = end - inBlock - stored;
    at += end - inBlock;
  }
  out.push({ bytes: joint(zeros, 0) });
  return out;
}

/** How many bytes `deflateNoise` gives, without making the pieces. */
export function deflatedNoiseSize(extent: NoiseExtent): number {
  const { recipe, offset, length } = extent;
  let size = 1 + 4;
  let at = offset;
  const end = offset + length;
  const block = (from: number, to: number): number => {
    const stored = Math.max(0, Math.min(recipe.noiseBytes, to) - from);
    return stored + 4 + tail(to - from - stored).length;
  };
  while (at < end && (at % NOISE_BLOCK !== 0 || end - at < NOISE_BLOCK)) {
    const from = at % NOISE_BLOCK;
    const to = Math.min(NOISE_BLOCK, from + end - at);
    size += block(from, to);
    at += to - from;
  }
  const whole = Math.floor((end - at) / NOISE_BLOCK);
  size += whole * (whole > 0 ? block(0, NOISE_BLOCK) : 0);
  at += whole * NOISE_BLOCK;
  if (at < end) size += block(0, end - at);
  return size;
}
