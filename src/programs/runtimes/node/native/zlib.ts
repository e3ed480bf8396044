import { deflateSync, gunzipSync, gzipSync, inflateSync, unzlibSync, zlibSync } from 'fflate';

/** What zlib answers to bytes that it can't read: its number, name and words. */
export class ZlibFailure extends Error {
  constructor(
    readonly code: 'Z_DATA_ERROR' | 'Z_BUF_ERROR',
    message: string,
  ) {
    super(message);
  }
}

/** The words of zlib's inflate.c for what fflate says by number. */
const WORDS: Readonly<Record<number, string>> = { 0: 'unexpected end of file', 1: 'invalid block type', 2: 'invalid distance code', 3: 'invalid stored block lengths' };

function reading(work: () => Uint8Array): Uint8Array {
  try {
    return work();
  } catch (error) {
    const number = (error as { code?: number }).code ?? 1;
    throw new ZlibFailure(number === 0 ? 'Z_BUF_ERROR' : 'Z_DATA_ERROR', WORDS[number] ?? 'incorrect header check');
  }
}

const isGzip = (data: Uint8Array): boolean => data[0] === 0x1f && data[1] === 0x8b;
const isZlib = (data: Uint8Array): boolean => data.length > 1 && (data[0]! & 15) === 8 && ((data[0]! << 8) | data[1]!) % 31 === 0;
function gunzip(data: Uint8Array): Uint8Array {
  if (data.length === 0) throw new ZlibFailure('Z_BUF_ERROR', 'unexpected end of file');
  if (!isGzip(data)) throw new ZlibFailure('Z_DATA_ERROR', 'incorrect header check');
  if (data.length < 18) throw new ZlibFailure('Z_BUF_ERROR', 'unexpected end of file');
  return reading(() => gunzipSync(data));
}
function unzlib(data: Uint8Array): Uint8Array {
  if (data.length === 0) throw new ZlibFailure('Z_BUF_ERROR', 'unexpected end of file');
  if (!isZlib(data)) throw new ZlibFailure('Z_DATA_ERROR', 'incorrect header check');
  return reading(() => unzlibSync(data));
}

type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** zlib's formats by the name of node's classes. Throws ZlibFailure. */
export const ZLIB: Readonly<Record<string, (data: Uint8Array, level: Level) => Uint8Array>> = {
  Gzip: (data, level) => gzipSync(data, { level, mtime: 0 }),
  Deflate: (data, level) => zlibSync(data, { level }),
  DeflateRaw: (data, level) => deflateSync(data, { level }),
  Gunzip: gunzip,
  Inflate: unzlib,
  InflateRaw: (data) => reading(() => inflateSync(data)),
  Unzip: (data) => (isGzip(data) ? gunzip(data) : unzlib(data)),
};
