import { header } from '../../lib/http/message';
import { formatDate } from '../coreutils/date-text';
import type { Node } from './parse';
import { ownName, type Visit } from './visit';

/** How a set of rules ended. */
export type Rewritten = { kind: 'same' } | { kind: 'path'; path: string; query: string; end: boolean } | { kind: 'redirect'; status: number; to: string; query: string } | { kind: 'status'; status: number } | { kind: 'proxy'; url: string };

const ROUNDS = 10;

function variable(visit: Visit, name: string): string {
  const { request, sys } = visit;
  if (name.startsWith('HTTP:')) return header(request.headers, name.slice(5)) ?? '';
  if (name.startsWith('ENV:')) return sys.env[name.slice(4)] ?? '';
  switch (name) {
    case 'HTTP_HOST': case 'HTTP_USER_AGENT': case 'HTTP_REFERER': case 'HTTP_COOKIE': case 'HTTP_ACCEPT': case 'HTTP_FORWARDED': return header(request.headers, name.slice(5).replaceAll('_', '-')) ?? '';
    case 'REQUEST_URI': return visit.path;
    case 'REQUEST_FILENAME': case 'SCRIPT_FILENAME': return visit.file || visit.path;
    case 'REQUEST_METHOD': return request.method;
    case 'QUERY_STRING': return visit.query;
    case 'THE_REQUEST': return `${request.method} ${request.target} HTTP/${request.version}`;
    case 'REMOTE_ADDR': case 'REMOTE_HOST': return visit.peer;
    case 'REMOTE_USER': return visit.user ?? '';
    case 'SERVER_NAME': return ownName(visit).name;
    case 'SERVER_PORT': return String(ownName(visit).port);
    case 'SERVER_PROTOCOL': return `HTTP/${request.version}`;
    case 'HTTPS': return 'off';
    case 'REQUEST_SCHEME': return 'http';
    case 'DOCUMENT_ROOT': return '';
    case 'TIME_YEAR': return formatDate('%Y', sys.now());
    default: return '';
  }
}

interface Captures {
  rule: readonly string[];
  condition: readonly string[];
}

function filled(visit: Visit, text: string, captures: Captures): string {
  return text.replace(/\\(.)|\$(\d)|%(\d)|%\{([\w:-]+)\}/g, (_, escaped: string | undefined, rule: string | undefined, condition: string | undefined, name: string | undefined) =>
    escaped ?? (rule !== undefined ? (captures.rule[Number(rule)] ?? '') : condition !== undefined ? (captures.condition[Number(condition)] ?? '') : variable(visit, name ?? '')));
}

const flagsOf = (text: string | undefined): string[] => (text ?? '').replace(/^\[|\]$/g, '').split(',').map((flag) => flag.trim()).filter(Boolean);

function holds(visit: Visit, { args: [test = '', pattern = '', flags] }: Node, captures: Captures): boolean {
  const value = filled(visit, test, captures);
  const isNot = pattern.startsWith('!');
  const what = isNot ? pattern.slice(1) : pattern;
  const isKind = (type: string) => visit.sys.access(value, '') && visit.sys.stat(value).type === type;
  let result: boolean;
  if (what === '-f') result = isKind('file');
  else if (what === '-d') result = isKind('dir');
  else if (what === '-s') result = isKind('file') && visit.sys.stat(value).size > 0;
  else if (what === '-l') result = visit.sys.access(value, '') && visit.sys.lstat(value).type === 'symlink';
  else if (what.startsWith('=')) result = value === what.slice(1).replace(/^"|"$/g, '');
  else {
    const match = new RegExp(what, flagsOf(flags).some((flag) => /^(NC|nocase)$/i.test(flag)) ? 'i' : '').exec(value);
    if (match && !isNot) captures.condition = match;
    result = match !== null;
  }
  return result !== isNot;
}

/** Runs the rules of one place over a path; `folder` is the directory's path in front of it in directory context (mod_rewrite). */
export function rewrite(visit: Visit, nodes: readonly Node[], folder: { prefix: string } | undefined): Rewritten {
  let { path, query } = visit;
  let changed = false;
  let conditions: Node[] = [];
  const rules = nodes.filter(({ name }) => name === 'rewriterule' || name === 'rewritecond');
  for (let round = 0; round < ROUNDS; round++) {
    let again = false;
    let skip = 0;
    let isChained = false;
    for (const node of rules) {
      if (node.name === 'rewritecond') {
        conditions.push(node);
        continue;
      }
      const mine = conditions;
      conditions = [];
      const flags = flagsOf(node.args[2]);
      const has = (...names: string[]) => flags.some((flag) => names.includes(flag.split('=')[0]!.toUpperCase()));
      if (skip > 0 || isChained) {
        if (skip > 0) skip--;
        if (isChained) isChained = has('C', 'CHAIN');
        continue;
      }
      const [pattern = '', substitution = ''] = node.args;
      const subject = folder && path.startsWith(folder.prefix) ? path.slice(folder.prefix.length) : path;
      const isNot = pattern.startsWith('!');
      const match = new RegExp(isNot ? pattern.slice(1) : pattern, has('NC', 'NOCASE') ? 'i' : '').exec(subject);
      if ((match !== null) === isNot) {
        isChained = has('C', 'CHAIN');
        continue;
      }
      const captures: Captures = { rule: match ?? [], condition: [] };
      let isMet = true;
      for (let at = 0; at < mine.length; at++) {
        const one = holds({ ...visit, path, query }, mine[at]!, captures);
        if (flagsOf(mine[at]!.args[2]).some((flag) => /^(OR|ornext)$/i.test(flag))) {
          if (one) while (at < mine.length && flagsOf(mine[at]!.args[2]).some((flag) => /^(OR|ornext)$/i.test(flag))) at++;
        } else if (!one) {
          isMet = false;
          break;
        }
      }
      if (!isMet) continue;
      if (has('F', 'FORBIDDEN')) return { kind: 'status', status: 403 };
      if (has('G', 'GONE')) return { kind: 'status', status: 410 };
      if (substitution !== '-') {
        const whole = filled({ ...visit, path, query }, substitution, captures);
        const at = whole.indexOf('?');
        const target = at === -1 ? whole : whole.slice(0, at);
        const added = at === -1 ? undefined : whole.slice(at + 1);
        const newQuery = has('QSD', 'QSDISCARD') ? (added ?? '') : added === undefined ? query : has('QSA', 'QSAPPEND') && query ? `${added}${added ? '&' : ''}${query}` : added;
        const isAbsolute = /^https?:\/\//i.test(target);
        const to = isAbsolute || target.startsWith('/') ? target : folder ? `${folder.prefix}${target}` : `/${target}`;
        if (has('P', 'PROXY')) return { kind: 'proxy', url: `${to}${newQuery ? `?${newQuery}` : ''}` };
        const redirect = flags.find((flag) => /^(R|redirect)(=|$)/i.test(flag));
        if (redirect !== undefined || isAbsolute) {
          const given = redirect?.split('=')[1] ?? '302';
          const status = { permanent: 301, temp: 302, seeother: 303 }[given.toLowerCase()] ?? Number(given);
          return status >= 300 && status < 400 ? { kind: 'redirect', status, to, query: newQuery } : { kind: 'status', status };
        }
        changed ||= to !== path || newQuery !== query;
        path = to;
        query = newQuery;
      }
      if (has('END')) return changed ? { kind: 'path', path, query, end: true } : { kind: 'same' };
      if (has('L', 'LAST')) return changed ? { kind: 'path', path, query, end: false } : { kind: 'same' };
      if (has('N', 'NEXT')) {
        again = true;
        break;
      }
      skip = Number(flags.find((flag) => /^S=/i.test(flag))?.slice(2) ?? 0);
    }
    if (!again) break;
  }
  return changed ? { kind: 'path', path, query, end: false } : { kind: 'same' };
}
