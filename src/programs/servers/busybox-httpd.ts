import { utf8 } from '../../lib/bytes';
import { serveHttp } from '../../lib/http/server';
import type { HttpAnswer, HttpRequest } from '../../lib/http/message';
import { splitTarget } from '../../lib/http/wire';
import { isSysError } from '../../machine/errno';
import { inet } from '../../machine/net/types';
import type { Applet, Io } from '../applet';
import { parseOptions } from '../options';
import { httpDate } from '../../lib/http/date';
import { mimeType } from './mime';
import { acceptLoop } from './small';

const REASONS: Record<number, [string, string]> = {
  400: ['Bad Request', 'Unsupported method'],
  403: ['Forbidden', ''],
  404: ['Not Found', 'The requested URL was not found'],
  501: ['Not Implemented', 'The requested method is not recognized'],
};

function page(status: number): HttpAnswer {
  const [title, detail] = REASONS[status]!;
  const body = utf8(`<HTML><HEAD><TITLE>${status} ${title}</TITLE></HEAD>\n<BODY><H1>${status} ${title}</H1>\n${detail}\n</BODY></HTML>\n`);
  return { status, headers: [['Connection', 'close'], ['Content-type', 'text/html']], body };
}

function answer(io: Io, root: string, request: HttpRequest): HttpAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD') return page(501);
  let path: string;
  try {
    path = decodeURIComponent(splitTarget(request.target).path);
  } catch {
    return page(400);
  }
  if (path.split('/').includes('..')) return page(404);
  let file = `${root}${path}`;
  try {
    if (io.sys.stat(file).type === 'dir') {
      if (!path.endsWith('/')) return { status: 302, reason: 'Found', headers: [['Connection', 'close'], ['Location', `${path}/`]] };
      file += 'index.html';
    }
    const stat = io.sys.stat(file);
    const body = io.sys.readFile(file);
    return { status: 200, headers: [['Date', httpDate(io.sys.now())], ['Connection', 'close'], ['Content-type', mimeType(file) ?? 'application/octet-stream'], ['Accept-Ranges', 'bytes'], ['Last-Modified', httpDate(stat.mtimeMs)], ['ETag', `"${Math.floor(stat.mtimeMs / 1000).toString(16)}-${stat.size.toString(16)}"`], ['Content-Length', String(body.length)]], body };
  } catch (error) {
    if (!isSysError(error)) throw error;
    return page(error.code === 'EACCES' ? 403 : 404);
  }
}

/** BusyBox's httpd: -f -p -h -v -vv. It sets no handler for SIGTERM, so that as PID 1 it must be killed. */
export const httpd: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'fip:h:vc:u:r:m:e:d:' });
  const root = options.get('h') ?? '.';
  const verbose = options.values.get('v')?.length ?? 0;
  const [, host = '::', port = '80'] = /^(?:(.*):)?(\d+)$/.exec(options.get('p') ?? '80') ?? [];
  if (!options.has('f')) {
    await io.err('dockyard: busybox httpd in the background (without -f) is not simulated');
    return 1;
  }
  io.sys.resumable(() => ({}));
  try {
    io.sys.chdir(root);
  } catch (error) {
    await io.complain(`can't change directory to '${root}'`, error);
    return 1;
  }
  let fd: number;
  try {
    fd = io.sys.listen(inet(host, Number(port)));
  } catch (error) {
    await io.complain('bind', error);
    return 1;
  }
  const own = io.sys.sockname(fd);
  return acceptLoop(io.sys, fd, async (stream, peer) => {
    const shown = peer.includes(':') ? `[${peer}]` : `[::ffff:${peer}]`;
    await serveHttp(stream, async (request) => {
      const result = answer(io, '.', request);
      const remote = own.family === 'inet' ? shown : peer;
      if (verbose > 1) await io.sys.write(2, `${remote}: url:${splitTarget(request.target).path}\n`);
      if (verbose > 0) await io.sys.write(2, `${remote}: response:${result.status}\n`);
      return { ...result, headers: [...(result.headers ?? [])] };
    });
  });
};
