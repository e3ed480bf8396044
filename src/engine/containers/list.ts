import { EngineError, invalid } from '../../api/errors';
import { CONTAINER_STATUSES } from '../../api/container-states';
import type { Filters } from '../../api/filters';
import type { Engine } from '../engine';
import { humanDuration } from '../../lib/units';
import { quote } from '../../lib/govalue/quote';
import { parseNanos, secondsOf } from '../go-time';
import { comparePorts, splitPort } from '../networks/ports';
import { mountViews, networkViews } from './inspect';
import { sortedRecord } from './normalize-config';
import { isRunning, type PortBinding } from './record';
import type { Container } from './store';

const FILTERS = 'ancestor before exited id isolation label name status health since volume network is-task publish expose'.split(' ');

export interface ListOptions {
  all: boolean;
  limit: number;
  size: boolean;
  filters: Filters;
}

/** `Up 2 minutes (healthy)` and the like (moby daemon/container/state.go String). */
export function statusText(engine: Engine, container: Container): string {
  const { state } = container.record;
  const since = (time: string): string => humanDuration(Number((engine.now() - parseNanos(time)) / 1_000_000n));
  if (state.status === 'paused') return `Up ${since(state.startedAt)} (Paused)`;
  if (state.status === 'restarting') return `Restarting (${state.exitCode}) ${since(state.finishedAt)} ago`;
  if (state.status === 'running') {
    const health = state.health ? ` (${state.health.status === 'starting' ? 'health: starting' : state.health.status})` : '';
    return `Up ${since(state.startedAt)}${health}`;
  }
  if (container.record.removing) return 'Removal In Progress';
  if (state.status === 'dead') return 'Dead';
  if (state.status === 'created' || state.finishedAt.startsWith('0001')) return 'Created';
  return `Exited (${state.exitCode}) ${since(state.finishedAt)} ago`;
}

/** The command as one line, words with blanks or quotes quoted (moby daemon/container/view.go). */
function commandText(path: string, args: readonly string[]): string {
  if (args.length === 0) return path;
  return `${path} ${args.map((arg) => (/['\s"\\]/.test(arg) || arg === '' ? `'${arg.replaceAll("'", String.raw`'\''`)}'` : arg)).join(' ')}`;
}

interface PortView {
  IP?: string;
  PrivatePort: number;
  PublicPort?: number;
  Type: string;
}

/** Ports of the list: one for each binding, one for each exposed port without. */
export function portViews(container: Container): PortView[] {
  if (!isRunning(container.record)) return [];
  const out: PortView[] = [];
  for (const [spec, bindings] of Object.entries(container.record.ports).sort(([a], [b]) => comparePorts(a, b))) {
    const { port, proto } = splitPort(spec);
    if (!bindings || bindings.length === 0) out.push({ PrivatePort: port, Type: proto });
    for (const one of bindings ?? []) out.push({ IP: one.HostIp, PrivatePort: port, PublicPort: Number(one.HostPort), Type: proto });
  }
  return out;
}

/** What references mean, each found out once for a whole list: an image's id, undefined for none. */
type Meanings = Map<string, string | undefined>;

/** An element of GET /containers/json. */
export function containerSummary(engine: Engine, container: Container, withSize: boolean, meanings: Meanings = new Map()): Record<string, unknown> {
  const { record } = container;
  const sizes = withSize ? engine.images.container(container.id)?.sizes() : undefined;
  const { health } = record.state;
  return {
    Id: record.id, Names: engine.containers.namesOf(container), Image: imageName(engine, container, meanings), ImageID: record.imageId,
    ...(record.imageManifest ? { ImageManifestDescriptor: record.imageManifest } : {}), Command: commandText(record.path, record.args),
    Created: secondsOf(parseNanos(record.created)), Ports: portViews(container),
    ...(sizes ? { SizeRw: sizes.rw, SizeRootFs: sizes.rootFs } : {}), Labels: sortedRecord(record.config.Labels),
    State: record.removing && !isRunning(record) ? 'removing' : record.state.status, Status: statusText(engine, container), HostConfig: { NetworkMode: record.hostConfig.NetworkMode },
    Health: { Status: health && isRunning(record) ? health.status : 'none', FailingStreak: health?.failingStreak ?? 0 },
    NetworkSettings: { Networks: networkViews(record) }, Mounts: mountViews(record.mounts),
  };
}

/** The reference that the container was made with, unless it means another image by now: then the image's id. */
function imageName(engine: Engine, container: Container, meanings: Meanings): string {
  const { config, imageId } = container.record;
  if (imageId.startsWith(config.Image) || imageId.startsWith(`sha256:${config.Image}`)) return config.Image;
  if (!meanings.has(config.Image)) meanings.set(config.Image, idOf(engine, config.Image));
  return meanings.get(config.Image) === imageId ? config.Image : imageId;
}

function idOf(engine: Engine, reference: string): string | undefined {
  try {
    return engine.images.resolveImage(reference).id;
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

function newestFirst(containers: readonly Container[]): Container[] {
  const dated = containers.map((one) => ({ one, created: parseNanos(one.record.created) }));
  return dated.sort((a, b) => (a.created < b.created ? 1 : -1)).map(({ one }) => one);
}

/** GET /containers/json: newest first (moby daemon/list.go). */
export function listContainers(engine: Engine, options: ListOptions): Record<string, unknown>[] {
  const { filters } = options;
  filters.validate(FILTERS);
  const matches = compileFilters(engine, filters);
  let found = engine.containers.all();
  const everything = options.all || options.limit > 0 || filters.has('status') || filters.has('exited') || filters.has('before') || filters.has('since');
  if (!everything) found = found.filter((one) => isRunning(one.record));
  found = newestFirst(found.filter(matches));
  if (options.limit > 0) found = found.slice(0, options.limit);
  const meanings: Meanings = new Map();
  return found.map((one) => containerSummary(engine, one, options.size, meanings));
}

function compileFilters(engine: Engine, filters: Filters): (container: Container) => boolean {
  const badValue = (key: string, value: string, why: string): Error => invalid(`invalid filter '${key}=${value}': ${why}`);
  for (const status of filters.get('status')) {
    if (!(CONTAINER_STATUSES as readonly string[]).includes(status)) throw badValue('status', status, `invalid value for state (${status}): must be one of ${CONTAINER_STATUSES.join(', ')}`);
  }
  const healths = ['none', 'starting', 'healthy', 'unhealthy'];
  for (const health of filters.get('health')) {
    if (!healths.includes(health)) throw badValue('health', health, `invalid value for health (${health}): must be one of ${healths.join(', ')}`);
  }
  for (const code of filters.get('exited')) if (!/^-?\d+$/.test(code)) throw badValue('exited', code, `strconv.Atoi: parsing ${quote(code)}: invalid syntax`);
  const task = filters.has('is-task') ? filters.bool('is-task', false) : undefined;
  const newest = (key: string): bigint | undefined => {
    const refs = filters.get(key);
    if (!filters.has(key) || refs.length === 0) return undefined;
    return parseNanos(engine.containers.get(refs[refs.length - 1]!).record.created);
  };
  const before = newest('before');
  const since = newest('since');
  const ancestors = filters.has('ancestor') ? ancestorIds(engine, filters.get('ancestor')) : undefined;
  const publish = filters.get('publish').flatMap((one) => portFilter('publish', one));
  const expose = filters.get('expose').flatMap((one) => portFilter('expose', one));
  return (container) => {
    const { record } = container;
    if (task === true) return false;
    if (!filters.match('name', record.name) && !filters.match('name', `/${record.name}`)) return false;
    if (filters.has('id') && !filters.get('id').some((id) => record.id.startsWith(id))) return false;
    if (filters.has('label') && !filters.labels('label', record.config.Labels)) return false;
    if (!filters.exact('status', record.removing && !isRunning(record) ? 'removing' : record.state.status)) return false;
    if (!filters.exact('health', record.state.health && isRunning(record) ? record.state.health.status : 'none')) return false;
    if (!filters.exact('isolation', record.hostConfig.Isolation)) return false;
    if (filters.has('exited') && (record.state.status !== 'exited' || !filters.get('exited').includes(String(record.state.exitCode)))) return false;
    if (before !== undefined && parseNanos(record.created) >= before) return false;
    if (since !== undefined && parseNanos(record.created) <= since) return false;
    if (ancestors && !ancestors.has(record.imageId) && !filters.get('ancestor').includes(record.config.Image)) return false;
    if (filters.has('volume') && !record.mounts.some((mount) => filters.exact('volume', mount.name || '\0') || filters.exact('volume', mount.destination) || (mount.type === 'bind' && filters.exact('volume', mount.source)))) return false;
    if (filters.has('network') && !Object.entries(record.networks).some(([name, one]) => filters.get('network').some((ref) => ref === name || (one.networkId !== '' && one.networkId.startsWith(ref)) || engine.networks.byName(name)?.id === ref))) return false;
    if (filters.has('publish') && !Object.entries(record.ports).some(([spec, bindings]) => (bindings ?? []).some((one) => publish.includes(publicPort(spec, one))))) return false;
    if (filters.has('expose')) {
      const exposed = [...Object.keys(record.config.ExposedPorts ?? {}), ...Object.keys(record.hostConfig.PortBindings)];
      if (!exposed.some((spec) => expose.includes(spec))) return false;
    }
    return true;
  };
}

function publicPort(spec: string, binding: PortBinding): string {
  return `${binding.HostPort}/${splitPort(spec).proto}`;
}

/** `8080`, `8000-8010/udp` → `port/proto` each. */
function portFilter(key: string, text: string): string[] {
  const [range = '', proto = 'tcp'] = text.split('/');
  const [first = '', last = first] = range.split('-');
  const refuse = (which: string, value: string): Error => invalid(`error while looking up for ${key} ${text}: invalid ${which} port '${value}': invalid syntax`);
  if (!/^\d+$/.test(first)) throw refuse('start', first);
  if (!/^\d+$/.test(last)) throw refuse('end', last);
  return Array.from({ length: Math.max(0, Number(last) - Number(first)) + 1 }, (_, i) => `${Number(first) + i}/${proto}`);
}

function ancestorIds(engine: Engine, refs: readonly string[]): Set<string> {
  const ids = new Set<string>();
  for (const ref of refs) {
    try {
      ids.add(engine.images.resolveImage(ref).id);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
    }
  }
  return ids;
}
