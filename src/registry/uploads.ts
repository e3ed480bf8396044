import { concat } from '../lib/bytes';
import { contentOf, joinContents, NO_CONTENT, type Content } from '../lib/content';
import { header, type HttpAnswer, type HttpRequest } from '../lib/http/message';
import { digestAlgorithm, digestOfContent, digestOfText, Digester } from '../oci/digest';
import { KNOWN_CONTENT } from '../oci/known-contents';
import { refusal } from './errors';
import type { Exchange } from './server';

interface Upload {
  repository: string;
  content: Content;
  digester: Digester;
}

/** Uploads in progress (distribution-spec, pushing blobs): monolithic, in chunks, resumed, or by mounting. */
export class Uploads {
  private readonly open = new Map<string, Upload>();
  private count = 0;

  async handle(exchange: Exchange, id: string): Promise<HttpAnswer> {
    const { request } = exchange;
    if (id === '') return request.method === 'POST' ? this.start(exchange) : refusal('UNSUPPORTED');
    const upload = this.open.get(id);
    if (!upload) return refusal('BLOB_UPLOAD_UNKNOWN');
    if (upload.repository !== exchange.repository) return refusal('BLOB_UPLOAD_INVALID', {});
    switch (request.method) {
      case 'GET':
        return this.progress(exchange, id, upload, 204);
      case 'PATCH':
        return patchRefusal(request, upload) ?? (await this.append(exchange, upload)) ?? this.progress(exchange, id, upload, 202);
      case 'PUT':
        return digestRefusal(exchange) ?? (await this.append(exchange, upload)) ?? this.finish(exchange, id, upload);
      case 'DELETE':
        this.open.delete(id);
        return { status: 204 };
      default:
        return refusal('UNSUPPORTED');
    }
  }

  private async start(exchange: Exchange): Promise<HttpAnswer> {
    const { repository, store, query, known, request } = exchange;
    const mount = query.get('mount');
    if (mount !== null && digestAlgorithm(mount) && (await store.mountBlob(repository, mount, query.get('from') ?? undefined))) {
      return created(repository, mount);
    }
    const digest = query.get('digest');
    if (digest !== null && header(request.headers, KNOWN_CONTENT) !== undefined) {
      const size = await known.size(digest);
      if (size !== undefined) {
        await store.putKnownBlob(repository, digest, size);
        return created(repository, digest);
      }
    }
    const id = uuid(digestOfText(`${repository}/${this.count++}`));
    const upload: Upload = { repository, content: NO_CONTENT, digester: new Digester() };
    this.open.set(id, upload);
    if (digest !== null && request.hasBody) return digestRefusal(exchange) ?? (await this.append(exchange, upload)) ?? this.finish(exchange, id, upload);
    return this.progress(exchange, id, upload, 202);
  }

  /** Takes the request's body behind what is there; a Content-Range that doesn't fit is refused. */
  private async append({ request }: Exchange, upload: Upload): Promise<HttpAnswer | undefined> {
    const range = /^(\d+)-(\d+)$/.exec(header(request.headers, 'content-range') ?? '');
    if (range && Number(range[1]) !== upload.content.size) {
      return wrongRange(upload);
    }
    const parts: Uint8Array[] = [];
    try {
      for (let part = await request.body.read(); part.length > 0; part = await request.body.read()) {
        const kept = part.slice();
        upload.digester.update(kept);
        parts.push(kept);
      }
    } finally {
      // What came before a connection broke is there when the client asks how far it got.
      if (parts.length > 0) upload.content = joinContents([upload.content, contentOf(concat(parts))]);
    }
    return undefined;
  }

  private async finish({ query, store, repository }: Exchange, id: string, upload: Upload): Promise<HttpAnswer> {
    const digest = query.get('digest')!;
    const algorithm = digestAlgorithm(digest)!;
    this.open.delete(id);
    const found = algorithm === 'sha256' ? upload.digester.digest() : digestOfContent(upload.content, algorithm);
    if (found !== digest) return refusal('DIGEST_INVALID', { Digest: digest, Reason: {} });
    await store.putBlob(repository, digest, upload.content);
    return created(repository, digest);
  }

  private progress({ repository }: Exchange, id: string, upload: Upload, status: number): HttpAnswer {
    const size = upload.content.size;
    return {
      status,
      headers: [
        ['Docker-Upload-Uuid', id],
        ['Location', `/v2/${repository}/blobs/uploads/${id}`],
        ['Range', `0-${Math.max(0, size - 1)}`],
        ...(status === 204 ? [] : [['Content-Length', '0'] as const]),
      ],
    };
  }
}

function wrongRange({ content }: Upload): HttpAnswer {
  return refusal('RANGE_INVALID', undefined, [['Range', `0-${Math.max(0, content.size - 1)}`]]);
}

/** What is wrong with the head of a PATCH (distribution registry/handlers/blobupload.go, PatchBlobData). */
function patchRefusal({ headers }: HttpRequest, upload: Upload): HttpAnswer | undefined {
  const type = header(headers, 'content-type');
  if (type && type !== 'application/octet-stream') return refusal('UNKNOWN', {});
  const range = header(headers, 'content-range');
  const length = header(headers, 'content-length');
  if (!range || !length) return undefined;
  const [first = '', last] = range.split(/-(.*)/s);
  if (last === undefined) return refusal('UNKNOWN', `invalid content range format, ${range}`);
  const bad = [first, last].find((text) => !/^[+-]?\d+$/.test(text));
  if (bad !== undefined) return refusal('UNKNOWN', `strconv.ParseInt: parsing ${JSON.stringify(bad)}: invalid syntax`);
  if (Number(first) > Number(last) || Number(first) !== upload.content.size) return wrongRange(upload);
  return Number(length) === Number(last) - Number(first) + 1 ? undefined : refusal('SIZE_INVALID');
}

/** The digest under which an upload is to end must be one before anything is read. */
function digestRefusal({ query }: Exchange): HttpAnswer | undefined {
  const digest = query.get('digest');
  if (!digest) return refusal('DIGEST_INVALID', 'digest missing');
  return digestAlgorithm(digest) ? undefined : refusal('DIGEST_INVALID', 'digest parsing failed');
}

function created(repository: string, digest: string): HttpAnswer {
  return {
    status: 201,
    headers: [['Docker-Content-Digest', digest], ['Location', `/v2/${repository}/blobs/${digest}`], ['Content-Length', '0']],
  };
}

function uuid(digest: string): string {
  const hex = digest.slice('sha256:'.length);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
