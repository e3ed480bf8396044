import { isSysError, type SysError } from '../../machine/errno';
import { logError, logMissing } from './error-log';
import { inherited, isOn, type Exchange } from './exchange';
import { listing } from './listing';
import { Finish, statusPage, type Reply } from './pages';
import { fileOf } from './paths';
import { productOf } from './product';
import { contentTypeOf } from './types';
import { expand } from './variables';

/** What lies at a path; an error where stat(2) fails. */
function statOf(exchange: Exchange, path: string): { type: string; size: number; mtimeMs: number } | SysError {
  try {
    return exchange.sys.stat(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    return error;
  }
}

const kindAt = (exchange: Exchange, path: string): string | undefined => {
  const found = statOf(exchange, path);
  return isSysError(found) ? undefined : found.type;
};

/** try_files: the first that exists becomes the path; otherwise where the last one leads. */
export function tryFiles(exchange: Exchange, tries: readonly string[]): { uri: string } | { go: string } | { code: number } {
  for (const text of tries.slice(0, -1)) {
    const uri = expand(exchange, text);
    const wanted = text.endsWith('/') ? 'dir' : 'file';
    if (kindAt(exchange, fileOf(exchange, uri)) === wanted) return { uri: wanted === 'dir' ? uri.slice(0, -1) : uri };
  }
  const fallback = tries.at(-1)!;
  if (fallback.startsWith('=')) return { code: Number(fallback.slice(1)) };
  return { go: fallback.startsWith('@') ? fallback : expand(exchange, fallback) };
}

/** The index file that a folder's path leads to; undefined when there is none. Throws Finish for a folder that isn't there. */
export async function indexOf(exchange: Exchange): Promise<string | undefined> {
  const names = inherited(exchange.scope, 'index') ?? ['index.html'];
  for (const name of names.map((text) => expand(exchange, text))) {
    if (name.startsWith('/')) return name;
    const file = fileOf(exchange, exchange.uri + name);
    const found = statOf(exchange, file);
    if (!isSysError(found)) {
      if (found.type === 'file') return exchange.uri + name;
      continue;
    }
    if (found.code === 'EACCES') {
      await logError(exchange, 'error', `"${file}" is forbidden (13: Permission denied)`);
      throw new Finish(statusPage(403, productOf(exchange)));
    }
    if (kindAt(exchange, fileOf(exchange, exchange.uri)) === undefined) {
      await logMissing(exchange, `"${file}" is not found (${found.errno}: ${found.message})`);
      throw new Finish(statusPage(404, productOf(exchange)));
    }
  }
  return undefined;
}

/** A folder without an index: its listing where autoindex is on, 403 otherwise. */
export async function folder(exchange: Exchange): Promise<Reply> {
  const path = fileOf(exchange, exchange.uri);
  if (isOn(exchange.scope, 'autoindex')) {
    if (exchange.sys.access(path, 'r')) return listing(exchange, path);
    await logError(exchange, 'error', `opendir() "${path}" failed (13: Permission denied)`);
  } else await logError(exchange, 'error', `directory index of "${path}" is forbidden`);
  throw new Finish(statusPage(403, productOf(exchange)));
}

/** A file, or the redirect to a folder's path with its slash (ngx_http_static_module). Throws Finish. */
export async function file(exchange: Exchange): Promise<Reply> {
  const path = fileOf(exchange, exchange.uri);
  const fail = (status: number): never => {
    throw new Finish(statusPage(status, productOf(exchange)));
  };
  const stat = statOf(exchange, path);
  if (isSysError(stat)) {
    const message = `open() "${path}" failed (${stat.errno}: ${stat.message})`;
    if (stat.code === 'EACCES') await logError(exchange, 'error', message);
    else await logMissing(exchange, message);
    return fail(stat.code === 'EACCES' ? 403 : 404);
  }
  if (stat.type === 'dir') return statusPage(301, productOf(exchange), `${encodeURI(exchange.uri)}/${exchange.args ? `?${exchange.args}` : ''}`);
  if (exchange.request.method === 'POST') return fail(405);
  if (stat.type !== 'file') {
    await logError(exchange, 'crit', `"${path}" is not a regular file`);
    return fail(404);
  }
  let body: Uint8Array;
  try {
    body = exchange.sys.readFile(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await logError(exchange, 'error', `open() "${path}" failed (${error.errno}: ${error.message})`);
    return fail(error.code === 'EACCES' ? 403 : 404);
  }
  const seconds = Math.floor(stat.mtimeMs / 1000);
  const etag = isOn(exchange.scope, 'etag', true) ? `"${seconds.toString(16)}-${stat.size.toString(16)}"` : undefined;
  return { status: 200, contentType: contentTypeOf(exchange, exchange.uri), lengthBytes: body.length, lastModifiedMs: seconds * 1000, etag, ranges: true, body };
}
