import { invalid } from '../../api/errors';
import { HttpSyntaxError } from '../../lib/http/wire';
import { quote } from '../../lib/govalue/quote';

/** A token of RFC 9110 (Go's mime.consumeToken). */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+/;

/** Why a media type can't be read, in the words of Go's mime.ParseMediaType; else the type in lower case. */
function parseMediaType(text: string): { type: string } | { problem: string } {
  const [base = '', ...rest] = text.split(';');
  const type = base.trim().toLowerCase();
  const first = TOKEN.exec(type)?.[0] ?? '';
  if (first === '') return { problem: 'mime: no media type' };
  const after = type.slice(first.length);
  if (after !== '') {
    if (!after.startsWith('/')) return { problem: 'mime: expected slash after first token' };
    const second = TOKEN.exec(after.slice(1))?.[0] ?? '';
    if (second === '') return { problem: 'mime: expected token after slash' };
    if (second.length + 1 < after.length) return { problem: 'mime: unexpected content after media subtype' };
  }
  const seen = new Set<string>();
  for (const [at, parameter] of rest.entries()) {
    if (parameter.trim() === '' && at === rest.length - 1) continue;
    const match = /^\s*([^\s=;]+)\s*=\s*("(?:[^"\\]|\\.)*"|[!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*$/.exec(parameter);
    if (!match) return { problem: 'mime: invalid media parameter' };
    const name = match[1]!.toLowerCase();
    if (seen.has(name)) return { problem: 'mime: duplicate parameter name' };
    seen.add(name);
  }
  return { type };
}

/** Refuses a body that isn't JSON by its own account (moby httputils.CheckForJSON). */
export function checkJsonType(contentType: string): void {
  const parsed = parseMediaType(contentType);
  if ('problem' in parsed) throw invalid(`malformed Content-Type header (${contentType}): ${parsed.problem}`);
  if (parsed.type !== 'application/json') throw invalid(`unsupported Content-Type header (${contentType}): must be 'application/json'`);
}

/** The path of a target, which may name the host, too; broken escapes are refused before anyone sees them (Go's net/http). */
export function requestPath(path: string): string {
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) throw new HttpSyntaxError(`invalid URL escape in ${path}`);
  return path.replace(/^https?:\/\/[^/]*/i, '') || '/';
}

/** The canonical form of a path (gorilla/mux cleanPath): a client that asks for another is sent there. */
export function canonicalPath(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  const clean = `/${names.join('/')}`;
  return path.endsWith('/') && clean !== '/' ? `${clean}/` : clean;
}

/** Refuses a query that Go's url.ParseQuery can't read (moby httputils.ParseForm). */
export function checkQuery(query: string): void {
  for (const part of query.split('&')) {
    if (part.includes(';')) throw invalid('invalid semicolon separator in query');
    const broken = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(part);
    if (broken) throw invalid(`invalid URL escape ${quote(broken[0])}`);
  }
}
