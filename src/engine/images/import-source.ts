import { EngineError, systemError, type ErrorKind } from '../../api/errors';
import { text } from '../../lib/bytes';
import { header } from '../../lib/http/message';
import { readAll, type ByteReader } from '../../lib/stream';
import type { ImageContext } from './context';
import type { ProgressSink } from './ports';
import { fetchFrom } from '../../remotes/fetch-from';
import { RegistryError } from '../../remotes/registry-errors';

const KINDS: Readonly<Record<number, ErrorKind>> = { 400: 'invalid', 401: 'unauthorized', 403: 'forbidden', 404: 'notFound' };

/**
 * What is behind the address of `docker import`, plain HTTP without a scheme. Errors are told before any progress
 * (moby daemon/server/router/image postImagesCreate, daemon/builder/remotecontext GetWithStatusError).
 */
export async function remoteArchive(context: ImageContext, source: string, progress: ProgressSink): Promise<ByteReader> {
  const address = source.includes('://') ? source : `http://${source}`;
  const [, scheme = '', host = '', target] = /^([^:]+):\/\/([^/]*)(\/.*)?$/.exec(address) ?? [];
  if (scheme !== 'http' && scheme !== 'https') throw systemError(`Get "${address}": unsupported protocol scheme "${scheme}"`);
  if (host === '') throw systemError(`Get "${address}": http: no Host in request URL`);
  let answer: Awaited<ReturnType<typeof fetchFrom>>;
  try {
    answer = await fetchFrom(context.sys, scheme, host, { method: 'GET', target: target ?? '/', tls: scheme === 'https' });
  } catch (error) {
    if (error instanceof RegistryError) throw systemError(target === undefined ? error.message.replace(`${address}/"`, `${address}"`) : error.message);
    throw error;
  }
  if (answer.status >= 400) {
    const said = text(await readAll(answer.body)).trim();
    answer.close();
    throw new EngineError(KINDS[answer.status] ?? 'unknown', `failed to GET ${address} with status ${answer.status} ${answer.reason}: ${said}`);
  }
  await progress({ status: `Downloading from ${address}` });
  const total = Number(header(answer.headers, 'content-length') ?? 0);
  let current = 0;
  const told = async (part: Uint8Array): Promise<Uint8Array> => {
    current += part.length;
    if (part.length === 0) await progress({ status: 'Importing', progressDetail: { current, ...(total > 0 ? { total } : {}) } });
    return part;
  };
  return { read: async (...size) => told(await answer.body.read(...size)) } as ByteReader;
}
