import { Gunzip, gzipSync } from 'fflate';
import { concat, EMPTY } from '../lib/bytes';
import { LIMITS } from '../lib/limits';
import { contentOf, extentLength, readContent, type Content, type Extent } from '../lib/content';
import { crc32 } from './crc32';
import { deflateBytes } from './deflate-bytes';
import { deflatedNoiseSize, deflateNoise } from './deflate-noise';
import { contentPieces } from './digest';

/** RFC 1952 section 2.3: no flags, no time, from Unix or unknown. */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
const LAST_BLOCK = Uint8Array.of(3, 0);

/** Runs of bytes at hand joined, so that each is compressed as one. */
function* runsOf(content: Content): Generator<{ bytes: Uint8Array } | { noise: Extract<Extent, { recipe: unknown }> }> {
  let bytes: Uint8Array[] = [];
  for (const extent of content.extents) {
    if ('bytes' in extent) {
      bytes.push(extent.bytes);
      continue;
    }
    if (bytes.length > 0) yield { bytes: concat(bytes) };
    bytes = [];
    yield { noise: extent };
  }
  if (bytes.length > 0) yield { bytes: concat(bytes) };
}

function trailer(crc: number, size: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, crc, true);
  view.setUint32(4, size % 2 ** 32, true);
  return bytes;
}

export function crc32OfContent(content: Content): number {
  let crc = 0;
  for (const piece of contentPieces(content)) crc = crc32(piece, crc);
  return crc;
}

/**
 * A content as a gzip member, the same bytes everywhere: bytes at hand pass the compressor, generated ones stay
 * generated. `crc` is the content's CRC-32 where it is known already; else the content is read through for it.
 */
export function gzipContent(content: Content, crc?: number): Content {
  if (content.extents.every((extent) => 'bytes' in extent)) return contentOf(gzipBytes(readContent(content)));
  const extents: Extent[] = [{ bytes: HEADER }];
  for (const run of runsOf(content)) {
    if ('bytes' in run) extents.push({ bytes: deflateBytes(run.bytes) });
    else for (const part of deflateNoise(run.noise)) extents.push(part);
  }
  extents.push({ bytes: LAST_BLOCK }, { bytes: trailer(crc ?? crc32OfContent(content), content.size) });
  return { size: extents.reduce((sum, extent) => sum + extentLength(extent), 0), extents };
}

export function gzipBytes(bytes: Uint8Array): Uint8Array {
  const out = gzipSync(bytes, { level: 6, mtime: 0 });
  out[9] = 0xff;
  return out;
}

/** How large `gzipContent` is, without its pieces. */
export function gzippedSize(content: Content): number {
  if (content.extents.every((extent) => 'bytes' in extent)) return gzipBytes(readContent(content)).length;
  let size = HEADER.length + LAST_BLOCK.length + 8;
  for (const run of runsOf(content)) size += 'bytes' in run ? deflateBytes(run.bytes).length : deflatedNoiseSize(run.noise);
  return size;
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

export function isZstd(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
}

/** Compressions that Docker knows and that aren't simulated, by a file's first bytes (moby/go-archive compression). */
export function otherCompression(head: Uint8Array): 'bzip2' | 'xz' | 'zstd' | undefined {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x42, 0x5a, 0x68)) return 'bzip2';
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a)) return 'xz';
  return isZstd(head) ? 'zstd' : undefined;
}

/** Bytes that a file may decompress to: what is a thousand times as large as it looks must not fill the page's memory. */
export const MAX_UNPACKED_BYTES = LIMITS.diskBytes / 2;
/** Compressed bytes at a time: their output is at most a thousand times as long. */
const INPUT_BYTES = 16 * 1024;

/** Decompresses a gzip file, all its members. Throws Go's words (compress/gzip) for what is cut off or broken. */
export function gunzip(packed: Content, maxBytes = MAX_UNPACKED_BYTES): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  let ended = false;
  let member = { crc: 0, size: 0 };
  const closeMember = (end: number): void => {
    const wanted = readContent(packed, Math.max(0, end - 8), 8);
    if (!trailer(member.crc, member.size).every((byte, i) => byte === wanted[i])) throw new GzipError('gzip: invalid checksum');
    member = { crc: 0, size: 0 };
  };
  const stream = new Gunzip((part, final) => {
    total += part.length;
    if (total > maxBytes) throw new GzipError('no space left on device');
    member = { crc: crc32(part, member.crc), size: member.size + part.length };
    parts.push(part.slice());
    if (final) ended = true;
  });
  stream.onmember = closeMember;
  try {
    for (const piece of contentPieces(packed)) for (let at = 0; at < piece.length; at += INPUT_BYTES) stream.push(piece.subarray(at, at + INPUT_BYTES), false);
    stream.push(EMPTY, true);
  } catch (error) {
    throw error instanceof GzipError ? error : new GzipError(FLATE_ERRORS[(error as { code?: number }).code ?? -1] ?? 'flate: corrupt input');
  }
  if (!ended) throw new GzipError('unexpected EOF');
  closeMember(packed.size);
  return concat(parts.length === 0 ? [EMPTY] : parts);
}

/** A gzip file that can't be unpacked, in Go's words. */
export class GzipError extends Error {}

/** fflate's error codes that aren't broken data in the middle. */
const FLATE_ERRORS: Readonly<Record<number, string>> = { 0: 'unexpected EOF', 6: 'gzip: invalid header' };
