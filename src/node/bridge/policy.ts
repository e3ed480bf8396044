import { readAll } from '../../lib/stream';
import { text, utf8 } from '../../lib/bytes';
import { refusedField, type BODIES, type Json } from './bodies';
import type { HttpRequest } from '../../lib/http/message';
import { splitTarget } from '../../lib/http/wire';

/** The label that everything made through the bridge carries. */
export const LABEL = 'io.dockyard.session';

/** Asks the engine for one of its objects' labels; undefined where there is no such object. */
export type LabelsOf = (kind: 'containers' | 'images' | 'networks' | 'volumes' | 'exec', id: string) => Promise<Readonly<Record<string, string>> | undefined>;

export type Verdict =
  | { allow: true; target?: string; body?: Uint8Array }
  | { allow: false; status: number; message: string };

const ALLOW: Verdict = { allow: true };
const refuse = (message: string): Verdict => ({ allow: false, status: 403, message });

/** Paths that only read: GET and HEAD on these need no label. */
const READABLE =
  /^\/(_ping|version|info|events|system\/df|containers\/json|containers\/[^/]+\/(json|top|logs|changes|stats|export|archive)|images\/json|images\/search|images\/.+\/(json|history|get)|images\/get|networks|networks\/[^/]+|volumes|volumes\/[^/]+|exec\/[^/]+\/json|distribution\/.+\/json)$/;

async function jsonBody(request: HttpRequest): Promise<Json> {
  const bytes = await readAll(request.body);
  if (bytes.length === 0) return {};
  const value: unknown = JSON.parse(text(bytes));
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new SyntaxError('not an object');
  return value as Json;
}

function labelled(body: Json, session: string): Uint8Array {
  return utf8(JSON.stringify({ ...body, Labels: { ...(body['Labels'] as Json | undefined), [LABEL]: session } }));
}

/**
 * Decides on a request to the real engine. Reading is free; what is created gets the session's label; what carries
 * another label or none may not be changed or removed; nothing may reach the machine's own files or devices; prunes are
 * limited to the label. Everything that isn't known to be harmless is refused.
 */
export async function judge(request: HttpRequest, session: string, labelsOf: LabelsOf): Promise<Verdict> {
  const { path: versioned, query } = splitTarget(request.target);
  const path = decodeURIComponent(versioned.replace(/^\/v\d+\.\d+(?=\/)/, ''));
  const version = versioned.slice(0, versioned.length - versioned.replace(/^\/v\d+\.\d+(?=\/)/, '').length);
  if (path.includes('..')) return refuse('a path with .. in it');
  const { method } = request;
  if ((method === 'GET' || method === 'HEAD') && READABLE.test(path)) return ALLOW;

  const owned = async (kind: Parameters<LabelsOf>[0], id: string, verb: string): Promise<Verdict> => {
    const labels = await labelsOf(kind, id);
    // What isn't there can't be harmed, and the engine's own message says so best.
    if (labels === undefined || labels[LABEL] === session) return ALLOW;
    return refuse(`${verb} ${id}: this page did not make it, so the bridge does not let this page change or remove it`);
  };

  const checked = async (kind: keyof typeof BODIES): Promise<Json | Verdict> => {
    const body = await jsonBody(request);
    const field = refusedField(kind, body);
    return field === undefined ? body : refuse(`${field} is not allowed through the bridge: what this page makes may not reach the machine's own files, devices and settings`);
  };
  const isVerdict = (value: Json | Verdict): value is Verdict => 'allow' in value;

  if (method === 'POST' && path === '/containers/create') {
    const body = await checked('create');
    if (isVerdict(body)) return body;
    const host = (body['HostConfig'] ?? {}) as { VolumesFrom?: string[]; Binds?: string[]; Mounts?: { Type: string; Source?: string }[]; NetworkMode?: string };
    const uses: [Parameters<LabelsOf>[0], string][] = [
      ...(host.VolumesFrom ?? []).map((other): ['containers', string] => ['containers', other.split(':')[0]!]),
      ...(host.Binds ?? []).map((bind): ['volumes', string] => ['volumes', bind.split(':')[0]!]),
      ...(host.Mounts ?? []).flatMap((mount): ['volumes', string][] => (mount.Type === 'volume' && mount.Source ? [['volumes', mount.Source]] : [])),
    ];
    const endpoints = Object.keys(((body['NetworkingConfig'] as Json | undefined)?.['EndpointsConfig'] as Json | undefined) ?? {});
    for (const network of new Set([host.NetworkMode ?? 'default', ...endpoints])) {
      if (network === 'host') return refuse('the network host is not allowed through the bridge');
      if (network.startsWith('container:')) uses.push(['containers', network.slice('container:'.length)]);
      else if (!['', 'default', 'bridge', 'none'].includes(network)) uses.push(['networks', network]);
    }
    for (const [kind, id] of uses) {
      const verdict = await owned(kind, id, 'use of');
      if (!verdict.allow) return verdict;
    }
    return { allow: true, body: labelled(body, session) };
  }
  if (method === 'POST' && (path === '/networks/create' || path === '/volumes/create')) {
    const body = await checked(path === '/volumes/create' ? 'volume' : 'network');
    return isVerdict(body) ? body : { allow: true, body: labelled(body, session) };
  }
  const prune = /^\/(containers|images|networks|volumes)\/prune$/.exec(path);
  if (method === 'POST' && prune) {
    let filters: Record<string, unknown>;
    try {
      filters = JSON.parse(query.get('filters') || '{}') as Record<string, unknown>;
    } catch {
      return { allow: false, status: 400, message: 'filters are not JSON' };
    }
    const label = `${LABEL}=${session}`;
    const given = filters['label'];
    filters['label'] = Array.isArray(given) ? [...given, label] : { ...(given as object | undefined), [label]: true };
    query.set('filters', JSON.stringify(filters));
    return { allow: true, target: `${version}${prune[0]}?${query.toString()}` };
  }
  const container = /^\/containers\/([^/]+)(?:\/(start|stop|restart|kill|update|rename|pause|unpause|attach|wait|resize|exec|archive))?$/.exec(path);
  if (container && (method === 'POST' || method === 'DELETE' || method === 'PUT')) {
    const verdict = await owned('containers', container[1]!, container[2] ?? 'remove');
    if (!verdict.allow || method !== 'POST' || (container[2] !== 'exec' && container[2] !== 'update')) return verdict;
    const body = await checked(container[2]);
    return isVerdict(body) ? body : { allow: true, body: utf8(JSON.stringify(body)) };
  }
  const exec = /^\/exec\/([^/]+)\/(start|resize)$/.exec(path);
  if (exec && method === 'POST') return owned('exec', exec[1]!, 'exec');
  const network = /^\/networks\/([^/]+)(?:\/(connect|disconnect))?$/.exec(path);
  if (network && (method === 'POST' || method === 'DELETE')) {
    const verdict = await owned('networks', network[1]!, network[2] ?? 'remove');
    if (!verdict.allow || !network[2]) return verdict;
    const body = await checked('connect');
    if (isVerdict(body)) return body;
    const other = await owned('containers', String(body['Container'] ?? ''), network[2]);
    return other.allow ? { allow: true, body: utf8(JSON.stringify(body)) } : other;
  }
  const volume = /^\/volumes\/([^/]+)$/.exec(path);
  if (volume && method === 'DELETE') return owned('volumes', volume[1]!, 'remove');
  if (method === 'POST' && path === '/images/create') return query.get('fromImage') && !query.has('fromSrc') && !query.has('repo') ? ALLOW : refuse('import is not allowed through the bridge');
  if (method === 'POST' && path === '/auth') return ALLOW;
  if (method === 'POST' && path === '/build') {
    if ((query.get('networkmode') ?? '') === 'host') return refuse('build --network host is not allowed through the bridge');
    let labels: Record<string, string>;
    try {
      labels = JSON.parse(query.get('labels') || '{}') as Record<string, string>;
    } catch {
      return { allow: false, status: 400, message: 'labels are not JSON' };
    }
    query.set('labels', JSON.stringify({ ...labels, [LABEL]: session }));
    // Another's tag must not be moved by a build.
    for (const tag of query.getAll('t')) {
      const verdict = await owned('images', tag, 'build -t');
      if (!verdict.allow) return verdict;
    }
    return { allow: true, target: `${version}/build?${query.toString()}` };
  }
  const named = (repository: string | null, tag: string | null) => owned('images', `${repository}${tag ? `:${tag}` : ''}`, 'tag');
  if (method === 'POST' && path === '/commit') {
    const verdict = await owned('containers', query.get('container') ?? '', 'commit');
    const target = query.get('repo') ? await named(query.get('repo'), query.get('tag')) : ALLOW;
    if (!verdict.allow || !target.allow) return verdict.allow ? target : verdict;
    query.append('changes', `LABEL ${LABEL}=${session}`);
    return { allow: true, target: `${version}/commit?${query.toString()}`, body: utf8('{}') };
  }
  const image = /^\/images\/(.+?)(?:\/(tag|push))?$/.exec(path);
  if (image && method === 'POST' && image[2] === 'tag') {
    const verdict = await owned('images', image[1]!, 'tag');
    return verdict.allow ? named(query.get('repo'), query.get('tag')) : verdict;
  }
  if (image && (method === 'DELETE' || (method === 'POST' && image[2]))) return owned('images', image[1]!, image[2] ?? 'remove');
  return refuse(`${method} ${path} is not allowed through the bridge`);
}
