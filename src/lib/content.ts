import { concat, EMPTY } from './bytes';

/**
 * Bytes that a recipe stands for: the same seed gives the same bytes whenever somebody reads them, so that
 * gigabytes of catalogue images weigh nothing until they are read. Each block of 4096 bytes begins with
 * `noiseBytes` pseudo-random bytes and ends in zeros, which makes its compressed size known beforehand.
 */
export interface NoiseRecipe {
  readonly seed: number;
  /** 0 to 4096. */
  readonly noiseBytes: number;
}

export const NOISE_BLOCK = 4096;

/** A run of bytes: at hand, or the range [offset, offset + length) of a recipe. */
export type Extent =
  | { readonly bytes: Uint8Array }
  | { readonly recipe: NoiseRecipe; readonly offset: number; readonly length: number };

/** An immutable value of bytes, in pieces. */
export interface Content {
  readonly size: number;
  readonly extents: readonly Extent[];
}

export const NO_CONTENT: Content = { size: 0, extents: [] };

export function contentOf(bytes: Uint8Array): Content {
  return bytes.length === 0 ? NO_CONTENT : { size: bytes.length, extents: [{ bytes }] };
}

/** `sizeBytes` of generated content; compresses to about `noiseBytes / 4096` of it. */
export function noise(seed: number, sizeBytes: number, noiseBytes = 1600): Content {
  if (sizeBytes === 0) return NO_CONTENT;
  return { size: sizeBytes, extents: [{ recipe: { seed, noiseBytes }, offset: 0, length: sizeBytes }] };
}

export function extentLength(extent: Extent): number {
  return 'bytes' in extent ? extent.bytes.length : extent.length;
}

export function joinContents(parts: readonly Content[]): Content {
  const extents = parts.flatMap((part) => part.extents);
  return { size: parts.reduce((sum, part) => sum + part.size, 0), extents };
}

function sliceExtent(extent: Extent, from: number, to: number): Extent {
  if ('bytes' in extent) return { bytes: extent.bytes.subarray(from, to) };
  return { recipe: extent.recipe, offset: extent.offset + from, length: to - from };
}

/** The part [offset, offset + length), without making any bytes. */
export function sliceContent(content: Content, offset: number, length: number): Content {
  const end = Math.min(content.size, offset + length);
  if (offset >= end) return NO_CONTENT;
  const extents: Extent[] = [];
  let at = 0;
  for (const extent of content.extents) {
    const size = extentLength(extent);
    if (at + size > offset && at < end) {
      const from = Math.max(0, offset - at);
      const to = Math.min(size, end - at);
      extents.push(from === 0 && to === size ? extent : sliceExtent(extent, from, to));
    }
    at += size;
    if (at >= end) break;
  }
  return { size: end - offset, extents };
}

/** The bytes [offset, offset + length) of a content. */
export function readContent(content: Content, offset = 0, length = content.size - offset): Uint8Array {
  const part = sliceContent(content, offset, length);
  if (part.size === 0) return EMPTY;
  return concat(part.extents.map(extentBytes));
}

export function extentBytes(extent: Extent): Uint8Array {
  return 'bytes' in extent ? extent.bytes : noiseBytes(extent.recipe, extent.offset, extent.length);
}

/** The bytes of a recipe's range. */
export function noiseBytes(recipe: NoiseRecipe, offset: number, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const first = Math.floor(offset / NOISE_BLOCK);
  const last = Math.floor((offset + length - 1) / NOISE_BLOCK);
  for (let block = first; block <= last; block++) {
    const start = block * NOISE_BLOCK - offset;
    fillNoise(out, start, recipe, block);
  }
  return out;
}

/** Writes a block's pseudo-random head (xorshift32 seeded by recipe and block) where it overlaps `out`. */
function fillNoise(out: Uint8Array, start: number, recipe: NoiseRecipe, block: number): void {
  let x = (Math.imul(recipe.seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(block + 1, 0xc2b2ae35)) | 0 || 1;
  const end = Math.min(recipe.noiseBytes, out.length - start);
  for (let i = 0; i < end; i += 4) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    for (let k = 0; k < 4 && i + k < end; k++) {
      const at = start + i + k;
      if (at >= 0) out[at] = (x >>> (8 * k)) & 0xff;
    }
  }
}
