import { readAll } from '../../lib/stream';
import { text, utf8 } from '../../lib/bytes';
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
  /^\/(_ping|version|info|events|system\/df|containers\/json|containers\/[^/]+\/(json|top|logs|changes|stats|export|archive|attach\/ws)|images\/json|images\/search|images\/.+\/(json|history|get)|images\/get|networks|networks\/[^/]+|volumes|volumes\/[^/]+|exec\/[^/]+\/json|distribution\/.+\/json)$/;

type Json = Record<string, unknown>;

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

/** What of a HostConfig reaches outside the container into the machine. */
function reachesHost(config: Json): string | undefined {
  const host = (config['HostConfig'] ?? {}) as Json;
  const binds = (host['Binds'] ?? []) as string[];
  const bind = binds.find((entry) => /^[./~]|^[A-Za-z]:[\\/]/.test(entry));
  if (bind) return `the mount ${bind} of this machine's files`;
  const mounts = (host['Mounts'] ?? []) as { Type?: string; Source?: string; VolumeOptions?: { DriverConfig?: { Options?: unknown } } }[];
  const mount = mounts.find((entry) => entry.Type === 'bind' || entry.Type === 'npipe' || hasOptions(entry.VolumeOptions?.DriverConfig?.Options));
  if (mount) return `the mount ${mount.Source ?? ''} of this machine's files`;
  if (host['Privileged']) return '--privileged';
  if (((host['Devices'] ?? []) as unknown[]).length > 0) return '--device';
  if (((host['DeviceCgroupRules'] ?? []) as unknown[]).length > 0) return '--device-cgroup-rule';
  if (((host['CapAdd'] ?? []) as unknown[]).length > 0) return '--cap-add';
  if (((host['SecurityOpt'] ?? []) as unknown[]).length > 0) return '--security-opt';
  for (const mode of ['PidMode', 'IpcMode', 'UTSMode', 'UsernsMode', 'CgroupnsMode']) if (host[mode] === 'host') return `${mode} host`;
  if (typeof host['CgroupParent'] === 'string' && host['CgroupParent']) return '--cgroup-parent';
  return undefined;
}

function hasOptions(options: unknown): boolean {
  return options !== null && typeof options === 'object' && Object.keys(options).length > 0;
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

  if (method === 'POST' && path === '/containers/create') {
    const body = await jsonBody(request);
    const reach = reachesHost(body);
    if (reach) return refuse(`${reach} is not allowed through the bridge: containers of this page may not reach the machine's own files and devices`);
    const from = ((body['HostConfig'] as Json | undefined)?.['VolumesFrom'] ?? []) as string[];
    for (const other of from) {
      const verdict = await owned('containers', other.split(':')[0]!, '--volumes-from');
      if (!verdict.allow) return verdict;
    }
    for (const bind of ((body['HostConfig'] as Json | undefined)?.['Binds'] ?? []) as string[]) {
      const verdict = await owned('volumes', bind.split(':')[0]!, 'mount');
      if (!verdict.allow) return verdict;
    }
    return { allow: true, body: labelled(body, session) };
  }
  if (method === 'POST' && (path === '/networks/create' || path === '/volumes/create')) {
    const body = await jsonBody(request);
    if (path === '/volumes/create' && hasOptions(body['DriverOpts'])) return refuse('driver options of volumes are not allowed through the bridge: they can mount the machine\'s own files');
    return { allow: true, body: labelled(body, session) };
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
    if (!verdict.allow || container[2] !== 'exec' || method !== 'POST') return verdict;
    const body = await jsonBody(request);
    if (body['Privileged']) return refuse('exec --privileged is not allowed through the bridge');
    return { allow: true, body: utf8(JSON.stringify(body)) };
  }
  const exec = /^\/exec\/([^/]+)\/(start|resize)$/.exec(path);
  if (exec && method === 'POST') return owned('exec', exec[1]!, 'exec');
  const network = /^\/networks\/([^/]+)(?:\/(connect|disconnect))?$/.exec(path);
  if (network && (method === 'POST' || method === 'DELETE')) {
    const verdict = await owned('networks', network[1]!, network[2] ?? 'remove');
    if (!verdict.allow || !network[2]) return verdict;
    const body = await jsonBody(request);
    const other = await owned('containers', String(body['Container'] ?? ''), network[2]);
    return other.allow ? { allow: true, body: utf8(JSON.stringify(body)) } : other;
  }
  const volume = /^\/volumes\/([^/]+)$/.exec(path);
  if (volume && method === 'DELETE') return owned('volumes', volume[1]!, 'remove');
  if (method === 'POST' && path === '/images/create') return ALLOW;
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
  if (method === 'POST' && path === '/commit') return owned('containers', query.get('container') ?? '', 'commit');
  const image = /^\/images\/(.+?)(?:\/(tag|push))?$/.exec(path);
  if (image && (method === 'DELETE' || (method === 'POST' && image[2]))) return owned('images', image[1]!, image[2] ?? 'remove');
  return refuse(`${method} ${path} is not allowed through the bridge`);
}
