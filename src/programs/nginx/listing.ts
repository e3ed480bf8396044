import { utf8 } from '../../lib/bytes';
import { formatDate } from '../coreutils/date-text';
import { inherited, isOn, type Exchange } from './exchange';
import type { Reply } from './pages';

const NAME_COLUMNS = 50;
const DATE = '%d-%b-%Y %H:%M';

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const escapeUri = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

interface Entry {
  name: string;
  isFolder: boolean;
  size: number;
  mtimeMs: number;
}

/** A size rounded as autoindex_exact_size off has it. */
function rounded(size: number): string {
  const [unit, divisor] = size > 1024 ** 3 - 1 ? ['G', 1024 ** 3] : size > 1024 ** 2 - 1 ? ['M', 1024 ** 2] : size > 9999 ? ['K', 1024] : ['', 1];
  const value = divisor === 1 ? size : Math.floor(size / divisor) + (size % divisor > divisor / 2 - 1 ? 1 : 0);
  return `${value}${unit}`.padStart(7);
}

function row({ name, isFolder, size, mtimeMs }: Entry, isExact: boolean): string {
  const shown = `${name}${isFolder ? '/' : ''}`;
  const characters = [...shown];
  const fits = characters.length <= NAME_COLUMNS;
  const text = fits ? escapeHtml(shown) : `${escapeHtml(characters.slice(0, NAME_COLUMNS - 3).join(''))}..&gt;`;
  const width = fits ? characters.length : NAME_COLUMNS;
  const sized = isFolder ? (isExact ? '-'.padStart(19) : '-'.padStart(7)) : isExact ? String(size).padStart(19) : rounded(size);
  return `<a href="${escapeUri(name)}${isFolder ? '/' : ''}">${text}</a>${' '.repeat(NAME_COLUMNS - width)} ${formatDate(DATE, mtimeMs)} ${sized}\r\n`;
}

/** The page of autoindex (ngx_http_autoindex_module): folders first, names in byte order. */
export function listing(exchange: Exchange, folder: string): Reply {
  const entries = exchange.sys.readdir(folder).filter(({ name }) => !name.startsWith('.')).flatMap(({ name }): Entry[] => {
    const path = `${folder}/${name}`;
    if (!exchange.sys.access(path, '')) return [];
    const stat = exchange.sys.stat(path);
    return [{ name, isFolder: stat.type === 'dir', size: stat.size, mtimeMs: stat.mtimeMs }];
  });
  entries.sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1));
  if (inherited(exchange.scope, 'autoindex_format')?.[0] === 'json') {
    const rows = entries.map(({ name, isFolder, size, mtimeMs }) => `{ "name":"${name}", "type":"${isFolder ? 'directory' : 'file'}", "mtime":"${formatDate('%a, %d %b %Y %H:%M:%S GMT', mtimeMs)}"${isFolder ? '' : `, "size":${size}`} }`);
    return { status: 200, contentType: 'application/json', body: pieces(utf8(`[\r\n${rows.join(',\r\n')}\r\n]`)) };
  }
  const title = escapeHtml(exchange.uri);
  const isExact = isOn(exchange.scope, 'autoindex_exact_size', true);
  const body = `<html>\r\n<head><title>Index of ${title}</title></head>\r\n<body>\r\n<h1>Index of ${title}</h1><hr><pre><a href="../">../</a>\r\n${entries.map((entry) => row(entry, isExact)).join('')}</pre><hr></body>\r\n</html>\r\n`;
  return { status: 200, contentType: 'text/html', body: pieces(utf8(body)) };
}

/** nginx doesn't know a listing's length beforehand: it is sent chunked. */
async function* pieces(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}
