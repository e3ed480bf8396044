import { EMPTY, concat, equalBytes } from '../../lib/bytes';
import { NOISE_BLOCK, extentBytes, extentLength, type Content, type Extent, type NoiseRecipe } from '../../lib/content';

/** Bytes up to which small writes are gathered in one extent. */
const CHUNK = 32768;

/** What a sparse file's holes are made of: zeros that take no blocks. */
export const HOLE: NoiseRecipe = { seed: -1, noiseBytes: 0 };

/**
 * A regular file's bytes as extents with their starts (for binary search). Bytes of an extent never change once
 * they are there, so that content handed out stays a value; `tail` is the buffer whose used part is the last
 * extent and whose rest takes appends.
 */
export interface FileBody {
  size: number;
  extents: Extent[];
  starts: number[];
  /** Bytes of holes among them. */
  holes: number;
  /** Bytes that are at hand, not generated. */
  held: number;
  tail: Uint8Array | undefined;
}

export function newBody(content: Content): FileBody {
  const body: FileBody = { size: 0, extents: [], starts: [], holes: 0, held: 0, tail: undefined };
  for (const extent of content.extents) pushExtent(body, extent);
  return body;
}

/** A body of its own that shares the extents. It must not append to the other's buffer, hence no tail. */
export function copyBody(body: FileBody): FileBody {
  return { size: body.size, extents: body.extents.slice(), starts: body.starts.slice(), holes: body.holes, held: body.held, tail: undefined };
}

export function bodyContent(body: FileBody): Content {
  return { size: body.size, extents: body.extents.slice() };
}

/** Bytes on disk: whole blocks, holes left out. */
export function bodyAllocated(body: FileBody): number {
  return Math.ceil((body.size - body.holes) / 4096) * 4096;
}

export function readBody(body: FileBody, offset: number, length: number): Uint8Array {
  const end = Math.min(body.size, offset + length);
  if (offset >= end) return EMPTY;
  const parts: Uint8Array[] = [];
  for (let i = extentAt(body, offset); i < body.extents.length && body.starts[i]! < end; i++) {
    const start = body.starts[i]!;
    parts.push(extentBytes(sliceExtent(body.extents[i]!, Math.max(0, offset - start), end - start)));
  }
  return concat(parts);
}

/** write(2) at an offset: gaps become holes; generated blocks are made only where they are overwritten. */
export function writeBody(body: FileBody, offset: number, bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  if (offset > body.size) pushExtent(body, { recipe: HOLE, offset: 0, length: offset - body.size });
  const overlap = Math.min(bytes.length, body.size - offset);
  if (overlap > 0) overwrite(body, offset, bytes.subarray(0, overlap));
  if (overlap < bytes.length) append(body, bytes.subarray(overlap));
}

export function truncateBody(body: FileBody, size: number): void {
  if (size > body.size) pushExtent(body, { recipe: HOLE, offset: 0, length: size - body.size });
  else if (size < body.size) replaceRange(body, size, body.size, []);
}

/** Zeros that take blocks of the disk, and no memory. */
const ZEROS: NoiseRecipe = { seed: 0, noiseBytes: 0 };

/** What a large block is kept as without taking memory: zeros, or the block before it once more; else undefined. */
function repeated(last: Extent | undefined, bytes: Uint8Array): Extent | undefined {
  if (bytes.length < CHUNK / 2) return undefined;
  if (last && 'bytes' in last && last.bytes !== bytes && equalBytes(last.bytes, bytes)) return last;
  return isZero(bytes) ? { recipe: ZEROS, offset: 0, length: bytes.length } : undefined;
}

function isZero(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

function append(body: FileBody, bytes: Uint8Array): void {
  const last = body.extents.at(-1);
  const again = repeated(last, bytes);
  if (again) return pushExtent(body, again);
  const used = last && 'bytes' in last && last.bytes.length < CHUNK ? last.bytes.length : 0;
  if (bytes.length >= CHUNK || (used === 0 && bytes.length > CHUNK / 2)) return pushExtent(body, { bytes: bytes.slice() });
  const room = Math.min(bytes.length, CHUNK - used);
  if (used === 0) {
    body.tail = new Uint8Array(Math.max(64, room));
    body.tail.set(bytes);
    const { tail } = body;
    pushExtent(body, { bytes: tail.subarray(0, room) });
    body.tail = tail;
    return;
  }
  if (!body.tail || body.tail.length < used + room) {
    const tail = new Uint8Array(Math.min(CHUNK, Math.max(2 * used, used + room)));
    tail.set((last as { bytes: Uint8Array }).bytes);
    body.tail = tail;
  }
  body.tail.set(bytes.subarray(0, room), used);
  body.extents[body.extents.length - 1] = { bytes: body.tail.subarray(0, used + room) };
  body.size += room;
  body.held += room;
  if (room < bytes.length) append(body, bytes.subarray(room));
}

function pushExtent(body: FileBody, extent: Extent): void {
  const length = extentLength(extent);
  if (length === 0) return;
  body.extents.push(extent);
  body.starts.push(body.size);
  body.size += length;
  count(body, extent, 1);
  body.tail = undefined;
}

function count(body: FileBody, extent: Extent, sign: 1 | -1): void {
  if ('bytes' in extent) body.held += sign * extent.bytes.length;
  else if (isHole(extent)) body.holes += sign * extent.length;
}

/** Replaces whole chunks around the written range by a copy, which keeps random writes from splintering the file. */
function overwrite(body: FileBody, offset: number, bytes: Uint8Array): void {
  const end = offset + bytes.length;
  const first = extentAt(body, offset);
  const last = extentAt(body, end - 1);
  const from = Math.max(body.starts[first]!, floorTo(offset, grain(body.extents[first]!)));
  const lastEnd = body.starts[last]! + extentLength(body.extents[last]!);
  const to = Math.min(lastEnd, floorTo(end - 1, grain(body.extents[last]!)) + grain(body.extents[last]!));
  const copy = new Uint8Array(to - from);
  if (from < offset) copy.set(readBody(body, from, offset - from));
  copy.set(bytes, offset - from);
  if (end < to) copy.set(readBody(body, end, to - end), end - from);
  replaceRange(body, from, to, [{ bytes: copy }]);
}

function replaceRange(body: FileBody, from: number, to: number, pieces: Extent[]): void {
  const first = extentAt(body, from);
  const last = extentAt(body, to - 1);
  const removed = body.extents.slice(first, last + 1);
  const head = sliceExtent(removed[0]!, 0, from - body.starts[first]!);
  const lastExtent = removed.at(-1)!;
  const tail = sliceExtent(lastExtent, to - body.starts[last]!, extentLength(lastExtent));
  const put = [head, ...pieces, tail].filter((piece) => extentLength(piece) > 0);
  for (const extent of removed) count(body, extent, -1);
  for (const extent of put) count(body, extent, 1);
  let at = body.starts[first]!;
  body.extents.splice(first, removed.length, ...put);
  body.starts.length = first;
  for (let i = first; i < body.extents.length; i++) {
    body.starts.push(at);
    at += extentLength(body.extents[i]!);
  }
  body.size = at;
  body.tail = undefined;
}

/** Index of the extent that holds a byte; the offset lies in the file. */
function extentAt(body: FileBody, offset: number): number {
  let low = 0;
  let high = body.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (body.starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sliceExtent(extent: Extent, from: number, to: number): Extent {
  const end = Math.min(to, extentLength(extent));
  if (from === 0 && end === extentLength(extent)) return extent;
  if ('bytes' in extent) return { bytes: extent.bytes.subarray(from, end) };
  return { recipe: extent.recipe, offset: extent.offset + from, length: end - from };
}

function isHole(extent: Extent): boolean {
  return 'recipe' in extent && extent.recipe.seed === HOLE.seed && extent.recipe.noiseBytes === 0;
}

function grain(extent: Extent): number {
  return 'bytes' in extent ? CHUNK : NOISE_BLOCK;
}

function floorTo(value: number, unit: number): number {
  return Math.floor(value / unit) * unit;
}
