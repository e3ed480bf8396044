import { header, type HeaderList, type HttpAnswer } from '../lib/http/message';
import { sliceContent } from '../lib/content';
import { contentPieces, digestAlgorithm } from '../oci/digest';
import { KNOWN_CONTENT } from '../oci/known-contents';
import { refusal } from './errors';
import { byteRange, type Exchange } from './server';

/** `GET` and `HEAD /v2/<name>/blobs/<digest>` (distribution-spec, pulling blobs). */
export async function getBlob({ store, repository, request, known }: Exchange, digest: string): Promise<HttpAnswer> {
  if (!digestAlgorithm(digest)) return refusal('DIGEST_INVALID', digest);
  const blob = await store.blob(repository, digest);
  const isAskedByName = header(request.headers, KNOWN_CONTENT) !== undefined;
  if (!blob) {
    const size = isAskedByName ? await known.size(digest) : undefined;
    return refusal('BLOB_UNKNOWN', digest, size === undefined ? [] : [[KNOWN_CONTENT, String(size)]]);
  }
  const headers: [string, string][] = [
    ['Accept-Ranges', 'bytes'],
    ['Cache-Control', 'max-age=31536000'],
    ['Content-Type', 'application/octet-stream'],
    ['Docker-Content-Digest', digest],
    ['Etag', `"${digest}"`],
  ];
  if (isAskedByName && (await known.size(digest)) !== undefined) {
    return { status: 200, headers: [...headers, [KNOWN_CONTENT, String(blob.size)]], body: new Uint8Array(0) };
  }
  const range = byteRange(request, blob.size);
  if (range === 'bad') return refusal('RANGE_INVALID', undefined, [['Content-Range', `bytes */${blob.size}`]]);
  const start = range?.start ?? 0;
  const length = range ? range.end - range.start + 1 : blob.size;
  const sized: HeaderList = [...headers, ['Content-Length', String(length)], ...(range ? [['Content-Range', `bytes ${range.start}-${range.end}/${blob.size}`] as const] : [])];
  const status = range ? 206 : 200;
  if (request.method === 'HEAD' || length === 0) return { status, headers: sized };
  const body = async function* (): AsyncGenerator<Uint8Array> {
    yield* contentPieces(sliceContent(await blob.open(), start, length), 65536);
  };
  return { status, headers: sized, body: body() };
}

/** `DELETE /v2/<name>/blobs/<digest>`. */
export async function deleteBlob({ store, repository }: Exchange, digest: string): Promise<HttpAnswer> {
  if (!digestAlgorithm(digest)) return refusal('DIGEST_INVALID', digest);
  if (!(await store.removeBlob(repository, digest))) return refusal('BLOB_UNKNOWN', digest);
  return { status: 202, headers: [['Content-Length', '0']] };
}
