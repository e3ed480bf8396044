import { utf8 } from '../../lib/bytes';
import { header, type HeaderList } from '../../lib/http/message';
import { isSysError } from '../../machine/errno';
import { httpDate, parseHttpDate } from '../../lib/http/date';
import { mimeType } from '../servers/mime';
import { checkAccess } from './access';
import { listing } from './listing';
import { statusPage as page, type Made } from './pages';
import { proxied, proxyUrl } from './proxy';
import { rewrite } from './rewrite';
import { lastOf } from './site';
import { absoluteUrl, joinSections, optionsOf, setting, settings, type Visit } from './visit';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'TRACE', 'PATCH', 'CONNECT', 'PROPFIND', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK']);
const ALLOWED = 'GET,POST,OPTIONS,HEAD,TRACE';
const TURNS = 10;
const REDIRECTS: Readonly<Record<string, number>> = { permanent: 301, temp: 302, seeother: 303, gone: 410 };

/** Answers requests by a configuration. */
export class Answerer {
  constructor(
    private readonly version: string,
    private readonly product: string,
  ) {}

  /** The page of a status, or the document that ErrorDocument names for it. */
  async failed(visit: Visit, status: number, headers: HeaderList = []): Promise<Made> {
    const document = visit.shownFor === undefined ? settings(visit, 'errordocument').filter(({ args }) => args[0] === String(status)).at(-1)?.args.slice(1).join(' ') : undefined;
    if (document === undefined || document === 'default') return page(visit, this.version, this.product, visit.shownFor ?? status, headers);
    if (/^https?:\/\//.test(document)) return this.redirect(visit, 302, document);
    if (!document.startsWith('/')) return { status, headers, body: utf8(document.replace(/^"/, '')), type: 'text/html; charset=iso-8859-1', isError: true };
    visit.shownFor = status;
    visit.path = document;
    const made = await this.located(visit);
    return { ...made, status, headers: [...headers, ...made.headers], isError: true };
  }

  private redirect(visit: Visit, status: number, to: string): Made {
    const location = absoluteUrl(visit, to);
    return page(visit, this.version, this.product, status, [['Location', location]], location);
  }

  /** The whole way from a request to its answer. */
  async answer(visit: Visit, path: string | undefined): Promise<Made> {
    const own = visit.host.isMain ? visit.apache.main : visit.host.nodes;
    visit.layers = visit.host.isMain ? [visit.apache.main] : [visit.apache.main, visit.host.nodes];
    if (path === undefined) {
      await visit.log('core', 'error', `AH10244: invalid URI path (${visit.request.target})`);
      return this.failed(visit, 400);
    }
    if (!METHODS.has(visit.request.method)) return this.failed(visit, 501, [['Allow', ALLOWED]]);
    visit.path = path;
    if (/^on$/i.test(lastOf(own, 'rewriteengine')?.[0] ?? 'off')) {
      const result = rewrite(visit, own, undefined);
      if (result.kind === 'status') return this.failed(visit, result.status);
      if (result.kind === 'redirect') return this.redirect(visit, result.status, `${result.to}${result.query ? `?${result.query}` : ''}`);
      if (result.kind === 'proxy') return this.passed(visit, result.url);
      if (result.kind === 'path') ({ path: visit.path, query: visit.query } = result);
    }
    const url = proxyUrl(visit);
    if (url !== undefined) {
      visit.file = `proxy:${url}`;
      return this.passed(visit, url);
    }
    return this.located(visit);
  }

  private async passed(visit: Visit, url: string): Promise<Made> {
    const made = await proxied(visit, url);
    return typeof made === 'number' ? this.failed(visit, made) : made;
  }

  /** Redirect, RedirectMatch and their short forms among some directives. */
  private redirected(visit: Visit, layers: readonly (readonly { name: string; args: string[] }[])[]): Made | Promise<Made> | undefined {
    for (const { name, args } of layers.flat()) {
      const short = { redirectpermanent: 'permanent', redirecttemp: 'temp' }[name];
      if (name !== 'redirect' && name !== 'redirectmatch' && short === undefined) continue;
      const words = short === undefined ? args : [short, ...args];
      const given = REDIRECTS[words[0]!.toLowerCase()] ?? (/^\d{3}$/.test(words[0]!) ? Number(words[0]) : undefined);
      const [from = '', to = ''] = given === undefined ? words : words.slice(1);
      const status = given ?? 302;
      const query = visit.query ? `?${visit.query}` : '';
      if (name === 'redirectmatch') {
        const match = new RegExp(from).exec(visit.path);
        if (match) return status >= 400 ? this.failed(visit, status) : this.redirect(visit, status, `${to.replace(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? '')}${query}`);
      } else if (visit.path === from || visit.path.startsWith(from.endsWith('/') ? from : `${from}/`)) return status >= 300 && status < 400 ? this.redirect(visit, status, `${to}${visit.path.slice(from.length)}${query}`) : this.failed(visit, status);
    }
    return undefined;
  }

  /** The file of a path: by an alias, or under the document root. */
  private fileOf(visit: Visit): string {
    const all = [...visit.host.nodes, ...visit.apache.main];
    for (const { name, args: [from = '', to = ''] } of all) {
      if (name === 'aliasmatch' || name === 'scriptaliasmatch') {
        const match = new RegExp(from).exec(visit.path);
        if (match) return to.replace(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? '');
      } else if ((name === 'alias' || name === 'scriptalias') && (visit.path === from || visit.path.startsWith(from.endsWith('/') ? from : `${from}/`))) return `${to}${visit.path.slice(from.length)}`;
    }
    const root = lastOf(visit.host.nodes, 'documentroot')?.[0] ?? lastOf(visit.apache.main, 'documentroot')?.[0] ?? 'htdocs';
    return `${root.startsWith('/') ? root : `${visit.apache.reading.root}/${root}`}`.replace(/\/$/, '') + visit.path;
  }

  /** From a path to its answer: file, sections, access, per-directory rules, content. */
  private async located(visit: Visit): Promise<Made> {
    const own = visit.host.isMain ? [visit.apache.main] : [visit.host.nodes, visit.apache.main];
    const moved = this.redirected(visit, own);
    if (moved) return moved;
    visit.file = this.fileOf(visit);
    const broken = await joinSections(visit);
    if (broken) {
      await visit.log('core', 'alert', `${broken.file}: ${broken.error}`);
      return this.failed(visit, 500);
    }
    const refused = await checkAccess(visit);
    if (refused) return this.failed(visit, refused.status, refused.headers);
    const turned = await this.perDirectory(visit);
    if (turned) return turned;
    const here = this.redirected(visit, visit.layers.filter((layer) => !own.some((nodes) => nodes.includes(layer[0]!))));
    if (here) return here;
    return this.content(visit);
  }

  private async perDirectory(visit: Visit): Promise<Made | undefined> {
    const at = visit.folders.findLastIndex((folder, i) => folder !== undefined && /^on$/i.test(lastOf(visit.layers[i]!, 'rewriteengine')?.[0] ?? 'off'));
    const folder = visit.folders[at];
    if (folder === undefined) return undefined;
    const inside = visit.file.startsWith(folder) ? visit.file.slice(folder.length) : '';
    const prefix = visit.path.slice(0, visit.path.length - inside.length);
    const base = lastOf(visit.layers[at]!, 'rewritebase')?.[0];
    const result = rewrite(visit, visit.layers[at]!, { prefix });
    if (result.kind === 'same') return undefined;
    if (result.kind === 'status') return this.failed(visit, result.status);
    if (result.kind === 'proxy') return this.passed(visit, result.url);
    const based = (path: string) => (base !== undefined && path.startsWith(prefix) ? `${base}${path.slice(prefix.length)}` : path);
    if (result.kind === 'redirect') return this.redirect(visit, result.status, `${based(result.to)}${result.query ? `?${result.query}` : ''}`);
    if (result.path === visit.path && result.query === visit.query) return undefined;
    if (++visit.turns > TURNS) {
      await visit.log('core', 'error', 'AH00124: Request exceeded the limit of 10 internal redirects due to probable configuration error. Use \'LimitInternalRecursion\' to increase the limit if necessary. Use \'LogLevel debug\' to get a backtrace.');
      return this.failed(visit, 500);
    }
    ({ query: visit.query } = result);
    visit.path = based(result.path);
    return this.located(visit);
  }

  private async content(visit: Visit): Promise<Made> {
    const { sys, request } = visit;
    const handler = setting(visit, 'sethandler')?.[0];
    if (handler !== undefined && !/^(none|default-handler)$/i.test(handler)) {
      await visit.log('core', 'error', `dockyard: the handler ${handler} is not simulated`);
      return this.failed(visit, 500);
    }
    if (request.method === 'OPTIONS') return { status: 200, headers: [['Allow', ALLOWED]], body: new Uint8Array(0), type: 'text/html', isError: false };
    if (!['GET', 'HEAD', 'POST'].includes(request.method)) return this.failed(visit, 405, [['Allow', ALLOWED]]);
    let type: string | undefined;
    try {
      ({ type } = sys.stat(visit.file));
    } catch (error) {
      if (!isSysError(error)) throw error;
      if (error.code === 'EACCES') {
        await visit.log('core', 'error', `(13)Permission denied: AH00035: access to ${visit.path} denied (filesystem path '${visit.file}') because search permissions are missing on a component of the path`);
        return this.failed(visit, 403);
      }
    }
    if (type === 'dir') return this.folder(visit);
    if (type === undefined) {
      const fallback = setting(visit, 'fallbackresource')?.[0];
      if (fallback !== undefined && fallback !== 'disabled' && visit.turns++ === 0) {
        visit.path = fallback;
        return this.located(visit);
      }
      return this.failed(visit, 404);
    }
    return this.file(visit);
  }

  private async folder(visit: Visit): Promise<Made> {
    const { sys, path, file } = visit;
    if (!path.endsWith('/')) return this.redirect(visit, 301, `${path}/${visit.query ? `?${visit.query}` : ''}`);
    const names = setting(visit, 'directoryindex') ?? ['index.html'];
    const index = names.find((name) => sys.access(`${file}/${name}`, '') && sys.stat(`${file}/${name}`).type === 'file');
    if (index !== undefined) {
      visit.path = `${path}${index}`;
      return this.located(visit);
    }
    if (optionsOf(visit).has('indexes')) return listing(visit, this.version, file.replace(/(.)\/$/, '$1'));
    await visit.log('autoindex', 'error', `AH01276: Cannot serve directory ${file}: No matching DirectoryIndex (${names.join(',')}) found, and server-generated directory index forbidden by Options directive`);
    return this.failed(visit, 403);
  }

  private typeOf(visit: Visit): string | undefined {
    const extension = /\.([^./]+)$/.exec(visit.file)?.[1]?.toLowerCase();
    const forced = setting(visit, 'forcetype')?.[0];
    const added = settings(visit, 'addtype').filter(({ args }) => args.slice(1).some((one) => one.replace(/^\./, '').toLowerCase() === extension)).at(-1)?.args[0];
    const type = forced ?? added ?? (extension === undefined ? undefined : visit.apache.types.size > 0 ? visit.apache.types.get(extension) : mimeType(visit.file));
    const charset = setting(visit, 'adddefaultcharset')?.[0];
    return type !== undefined && charset !== undefined && !/^off$/i.test(charset) && /^text\/(plain|html)$/.test(type) ? `${type}; charset=${/^on$/i.test(charset) ? 'iso-8859-1' : charset}` : type;
  }

  private async file(visit: Visit): Promise<Made> {
    const { sys, request, file } = visit;
    let body: Uint8Array;
    try {
      body = sys.readFile(file);
    } catch (error) {
      if (!isSysError(error)) throw error;
      await visit.log('core', 'error', `(${error.errno})${error.message}: AH00132: file permissions deny server access: ${file}`);
      return this.failed(visit, 403);
    }
    const { size, mtimeMs } = sys.stat(file);
    const modified = Math.floor(mtimeMs / 1000) * 1000;
    const etag = `"${size.toString(16)}-${Math.floor(mtimeMs * 1000).toString(16)}"`;
    const headers: [string, string][] = [['Last-Modified', httpDate(modified)], ['ETag', etag], ['Accept-Ranges', 'bytes']];
    const field = (name: string) => header(request.headers, name);
    const none = field('if-none-match');
    const since = field('if-modified-since');
    if (visit.shownFor === undefined && (none !== undefined ? none.split(',').some((one) => one.trim() === etag || one.trim() === '*') : since !== undefined && parseHttpDate(since) >= modified)) return { status: 304, headers, body: new Uint8Array(0), type: undefined, isError: false };
    const range = /^bytes=(\d*)-(\d*)$/.exec(field('range') ?? '');
    if (range && (range[1] !== '' || range[2] !== '') && visit.shownFor === undefined) {
      const start = range[1] === '' ? Math.max(0, body.length - Number(range[2])) : Number(range[1]);
      const end = range[1] === '' || range[2] === '' ? body.length - 1 : Math.min(Number(range[2]), body.length - 1);
      if (start > end) {
        const made = await this.failed(visit, 416);
        return { ...made, body: pieces(made.body as Uint8Array) };
      }
      return { status: 206, headers: [...headers, ['Content-Range', `bytes ${start}-${end}/${body.length}`]], body: body.subarray(start, end + 1), type: this.typeOf(visit), isError: false };
    }
    return { status: 200, headers, body, type: this.typeOf(visit), isError: false };
  }
}

async function* pieces(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

