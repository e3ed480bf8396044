import { utf8 } from '../../lib/bytes';
import { formatDate } from '../coreutils/date-text';
import { doctype, type Made } from './pages';
import { settings, type Visit } from './visit';

const NAME_WIDTH = 23;

const escapeHtml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** A size in five columns, as apr_strfsize has it. */
function sizeText(size: number): string {
  if (size < 973) return `${String(size).padStart(3)} `;
  let left = size;
  for (const unit of 'KMGTPE') {
    const remain = left % 1024;
    left = Math.floor(left / 1024);
    if (left >= 973) continue;
    if (left < 9 || (left === 9 && remain < 973)) {
      const tenths = Math.floor((remain * 5 + 256) / 512);
      return tenths >= 10 ? `${left + 1}.0${unit}` : `${left}.${tenths}${unit}`;
    }
    return `${String(remain >= 512 ? left + 1 : left).padStart(3)}${unit}`;
  }
  return '****';
}

/** The page of mod_autoindex, plain or with IndexOptions FancyIndexing. */
export function listing(visit: Visit, version: string, folder: string): Made {
  const { sys, path } = visit;
  const entries = sys.readdir(folder).filter(({ name }) => !name.startsWith('.ht') && !name.startsWith('.')).flatMap(({ name }) => {
    const at = `${folder}/${name}`;
    if (!sys.access(at, '')) return [];
    const { type, size, mtimeMs } = sys.stat(at);
    return [{ name: type === 'dir' ? `${name}/` : name, size: type === 'dir' ? undefined : size, mtimeMs }];
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const title = path.replace(/(.)\/$/, '$1');
  const parent = path === '/' ? undefined : path.replace(/[^/]+\/$/, '');
  const isFancy = settings(visit, 'indexoptions').some(({ args }) => args.some((arg) => /^\+?FancyIndexing$/i.test(arg)));
  const head = `${doctype(version, '-//W3C//DTD HTML 3.2 Final//EN')}<html>\n <head>\n  <title>Index of ${escapeHtml(title)}</title>\n </head>\n <body>\n<h1>Index of ${escapeHtml(title)}</h1>\n`;
  const plain = () => `<ul>${parent === undefined ? '' : `<li><a href="${parent}"> Parent Directory</a></li>\n`}${entries.map(({ name }) => `<li><a href="${encodeURI(name)}"> ${escapeHtml(name)}</a></li>\n`).join('')}</ul>\n`;
  const padded = (name: string) => ' '.repeat(Math.max(0, NAME_WIDTH - name.length));
  const fancy = () =>
    `<pre>      <a href="?C=N;O=D">Name</a>${padded('Name')} <a href="?C=M;O=A">Last modified</a>      <a href="?C=S;O=A">Size</a>  <a href="?C=D;O=A">Description</a><hr>` +
    (parent === undefined ? '' : `      <a href="${parent}">Parent Directory</a>${padded('Parent Directory')}                      -   \n`) +
    entries.map(({ name, size, mtimeMs }) => {
      const shown = name.length > NAME_WIDTH ? `${name.slice(0, NAME_WIDTH - 3)}..>` : name;
      return `      <a href="${encodeURI(name)}">${escapeHtml(shown)}</a>${padded(shown)} ${formatDate('%Y-%m-%d %H:%M', mtimeMs)}  ${size === undefined ? '  - ' : sizeText(size)}  \n`;
    }).join('') +
    '<hr></pre>\n';
  return { status: 200, headers: [], body: utf8(`${head}${isFancy ? fancy() : plain()}</body></html>\n`), type: 'text/html;charset=ISO-8859-1', isError: false };
}
