import { header, type HeaderList } from '../../lib/http/message';
import { isSysError } from '../../machine/errno';
import { isWithin, passwordFits } from '../servers/passwords';
import type { Node } from './parse';
import { lastOf } from './site';
import { setting, type Visit } from './visit';

/** What the access rules say: go on, or a status with its fields. */
export type Verdict = { status: number; headers: HeaderList } | undefined;

const REQUIRING = new Set(['require', 'requireall', 'requireany', 'requirenone']);

type Answer = 'granted' | 'denied' | 'needs user';

function judge(visit: Visit, node: Node): Answer {
  if (node.inside) {
    const answers = node.inside.filter(({ name }) => REQUIRING.has(name)).map((one) => judge(visit, one));
    if (node.name === 'requireany') return answers.includes('granted') ? 'granted' : answers.includes('needs user') ? 'needs user' : 'denied';
    if (node.name === 'requirenone') return answers.includes('granted') ? 'denied' : 'granted';
    return answers.includes('denied') ? 'denied' : answers.includes('needs user') ? 'needs user' : 'granted';
  }
  const isNot = node.args[0]?.toLowerCase() === 'not';
  const [kind = '', ...rest] = isNot ? node.args.slice(1) : node.args;
  const turned = (holds: boolean): Answer => (holds !== isNot ? 'granted' : 'denied');
  switch (kind.toLowerCase()) {
    case 'all': return turned(rest[0]?.toLowerCase() === 'granted');
    case 'ip': return turned(rest.some((rule) => isWithin(visit.peer, /^\d+(\.\d+){0,2}$/.test(rule) ? `${[...rule.split('.'), '0', '0', '0'].slice(0, 4).join('.')}/${rule.split('.').length * 8}` : rule)));
    case 'local': return turned(/^(127\.|::1$)/.test(visit.peer));
    case 'host': return turned(rest.includes('localhost') && visit.peer.startsWith('127.'));
    case 'method': return turned(rest.includes(visit.request.method));
    case 'valid-user': return visit.user === undefined ? 'needs user' : 'granted';
    case 'user': return visit.user === undefined ? 'needs user' : turned(rest.includes(visit.user));
    default: return 'denied';
  }
}

/** Order, Allow and Deny of httpd 2.2 (mod_access_compat); undefined when the section has none. */
function oldRules(visit: Visit): boolean | undefined {
  const layer = [...visit.layers].reverse().find((nodes) => nodes.some(({ name }) => name === 'order' || name === 'allow' || name === 'deny'));
  if (!layer) return undefined;
  const order = (lastOf(layer, 'order')?.[0] ?? 'deny,allow').toLowerCase();
  const has = (name: string) => layer.some((node) => node.name === name && node.args.slice(1).some((rule) => (rule.toLowerCase() === 'all' ? true : /^[\d.]+(\/\d+)?$/.test(rule) && isWithin(visit.peer, rule))));
  return order === 'allow,deny' ? has('allow') && !has('deny') : has('allow') || !has('deny');
}

async function identify(visit: Visit): Promise<Verdict> {
  const realm = setting(visit, 'authname')?.[0] ?? '';
  const asks: Verdict = { status: 401, headers: [['WWW-Authenticate', `Basic realm="${realm}"`]] };
  const given = /^basic +(\S+)$/i.exec(header(visit.request.headers, 'authorization') ?? '')?.[1];
  if (given === undefined) return asks;
  let decoded: string;
  try {
    decoded = atob(given);
  } catch {
    return asks;
  }
  const [, user = '', password = ''] = /^([^:]*):([^]*)$/.exec(decoded) ?? [];
  const named = setting(visit, 'authuserfile')?.[0] ?? '';
  const path = named.startsWith('/') ? named : `${visit.apache.reading.root}/${named}`;
  let text: string;
  try {
    text = visit.sys.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    await visit.log('authn_file', 'error', `(${error.errno})${error.message}: AH01620: Could not open password file: ${path}`);
    return { status: 500, headers: [] };
  }
  const entry = text.split('\n').find((line) => line.startsWith(`${user}:`))?.slice(user.length + 1).trim();
  if (entry === undefined) {
    await visit.log('auth_basic', 'error', `AH01618: user ${user} not found: ${visit.path}`);
    return asks;
  }
  const fit = passwordFits(password, entry);
  if (fit === undefined) await visit.log('auth_basic', 'error', 'dockyard: bcrypt is not simulated');
  if (!fit) {
    await visit.log('auth_basic', 'error', `AH01617: user ${user}: authentication failure for "${visit.path}": Password Mismatch`);
    return asks;
  }
  visit.user = user;
  return undefined;
}

/** Whether the visitor may have what was asked for. */
export async function checkAccess(visit: Visit): Promise<Verdict> {
  if (oldRules(visit) === false) {
    await visit.log('access_compat', 'error', `AH01797: client denied by server configuration: ${visit.file}`);
    return { status: 403, headers: [] };
  }
  const layer = [...visit.layers].reverse().find((nodes) => nodes.some(({ name }) => REQUIRING.has(name)));
  if (!layer) return undefined;
  const rules: Node = { name: 'requireany', args: [], file: '', line: 0, inside: layer.filter(({ name }) => REQUIRING.has(name)) };
  let answer = judge(visit, rules);
  if (answer === 'needs user') {
    const refused = await identify(visit);
    if (refused) return refused;
    answer = judge(visit, rules);
    if (answer !== 'granted') {
      await visit.log('authz_core', 'error', `AH01631: user ${visit.user}: authorization failure for "${visit.path}": `);
      return { status: 401, headers: [['WWW-Authenticate', `Basic realm="${setting(visit, 'authname')?.[0] ?? ''}"`]] };
    }
  }
  if (answer === 'granted') return undefined;
  await visit.log('authz_core', 'error', `AH01630: client denied by server configuration: ${visit.file}`);
  return { status: 403, headers: [] };
}
