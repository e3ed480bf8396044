import { formatDurationNs, parseDurationNs } from '../../lib/duration';
import { ramInBytes } from '../../lib/units';
import { isDict, pathMatches, text, type Dict, type Value } from '../load/value';
import { shellWords } from './shell-words';

type Decode = (value: Value) => Value;

const str: Decode = (value) => (value === null || value === undefined ? value : text(value));
const strs: Decode = (value) => (Array.isArray(value) ? value.map((item) => text(item)) : value === null || value === undefined ? value : [text(value)]);
const num: Decode = (value) => (typeof value === 'string' ? Number(value) : value);
const bool: Decode = (value) => (typeof value === 'string' ? value === 'true' : value);
const bytes: Decode = (value) => String(typeof value === 'number' ? value : ramInBytes(text(value)));
const duration: Decode = (value) => formatDurationNs(parseDurationNs(text(value)));

/** A list of `a=b` or a mapping: a mapping; what has no value is null. */
const mapping: Decode = (value) => {
  if (Array.isArray(value)) {
    return Object.fromEntries(value.map((item) => {
      const pair = text(item);
      const at = pair.indexOf('=');
      return at === -1 ? [pair, null] : [pair.slice(0, at), pair.slice(at + 1)];
    }));
  }
  return isDict(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, str(item)])) : value;
};
const labels: Decode = (value) => {
  const map = mapping(value);
  return isDict(map) ? Object.fromEntries(Object.entries(map).map(([key, item]) => [key, item ?? ''])) : map;
};
const command: Decode = (value) => (typeof value === 'string' ? shellWords(value) : strs(value));
const test: Decode = (value) => (typeof value === 'string' ? ['CMD-SHELL', value] : strs(value));

/** `name:address`, `name=address` or a mapping, as `name=address`. */
const hosts: Decode = (value) => {
  const pairs = Array.isArray(value)
    ? value.map((item) => text(item)).map((item) => (item.includes('=') ? item : item.replace(':', '=')))
    : isDict(value) ? Object.entries(value).flatMap(([name, ips]) => (Array.isArray(ips) ? ips : [ips]).map((ip) => `${name}=${text(ip)}`)) : [];
  return pairs.map((pair) => pair.replace(/=\[(.*)\]$/, '=$1')).sort();
};
const mode: Decode = (value) => (typeof value === 'number' ? `0${value.toString(8)}` : text(value));
const gpus: Decode = (value) => (value === 'all' ? [{ count: -1 }] : value);
const count: Decode = (value) => (value === 'all' ? -1 : num(value));

const at = (names: string, decode: Decode, prefix = 'services.*'): [string, Decode][] => names.split(' ').map((name) => [prefix === '' ? name : `${prefix}.${name}`, decode]);

const DECODERS: readonly [string, Decode][] = [
  ...at('cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus oom_score_adj pids_limit scale deploy.replicas deploy.resources.limits.cpus deploy.resources.limits.pids deploy.resources.reservations.cpus deploy.restart_policy.max_attempts deploy.update_config.parallelism deploy.rollback_config.parallelism deploy.placement.max_replicas_per_node healthcheck.retries ports.[].target ulimits.*.soft ulimits.*.hard volumes.[].tmpfs.mode', num),
  ...at('mem_limit mem_reservation mem_swappiness memswap_limit shm_size build.shm_size deploy.resources.limits.memory deploy.resources.reservations.memory volumes.[].tmpfs.size', bytes),
  ...at('stop_grace_period healthcheck.interval healthcheck.timeout healthcheck.start_period healthcheck.start_interval deploy.restart_policy.delay deploy.restart_policy.window deploy.update_config.delay deploy.update_config.monitor deploy.rollback_config.delay deploy.rollback_config.monitor', duration),
  ...at('environment build.args', mapping),
  ...at('labels annotations sysctls build.labels deploy.labels storage_opt logging.options volumes.[].volume.labels networks.*.driver_opts', labels),
  ...at('driver_opts labels', labels, 'networks.*'),
  ...at('driver_opts labels', labels, 'volumes.*'),
  ...at('labels', labels, 'secrets.*'),
  ...at('labels', labels, 'configs.*'),
  ...at('command entrypoint', command),
  ...at('healthcheck.test', test),
  ...at('extra_hosts build.extra_hosts', hosts),
  ...at('expose group_add dns dns_opt dns_search tmpfs build.tags build.platforms build.cache_from build.cache_to build.no_cache_filter', strs),
  ...at('ports.[].published ports.[].host_ip user image container_name', str),
  ...at('secrets.[].mode configs.[].mode', mode),
  ...at('gpus', gpus),
  ...at('deploy.resources.reservations.devices.[].count gpus.[].count', count),
  ...at('attach init oom_kill_disable privileged read_only stdin_open tty healthcheck.disable depends_on.*.restart depends_on.*.required build.no_cache build.pull build.privileged env_file.[].required volumes.[].read_only volumes.[].bind.create_host_path volumes.[].volume.nocopy', bool),
  ...at('internal attachable external enable_ipv4 enable_ipv6', bool, 'networks.*'),
  ...at('external', bool, 'volumes.*'),
  ...at('external', bool, 'secrets.*'),
  ...at('external', bool, 'configs.*'),
];

/** The place of a value as mapstructure names it: `services[web].healthcheck.interval`. */
function place(path: readonly string[]): string {
  const [section, name, ...rest] = path;
  return name === undefined ? section! : `${section}[${name}]${rest.map((part) => `.${part}`).join('')}`;
}

/** Gives every value of a canonical model the type that its field has. */
export function decode(value: Value, path: readonly string[] = []): Value {
  const decoder = DECODERS.find(([pattern]) => pathMatches(path, pattern))?.[1];
  if (decoder && value !== null && value !== undefined) {
    try {
      value = decoder(value);
    } catch (error) {
      throw new Error(`decoding failed due to the following error(s):\n\n'${place(path)}' ${(error as Error).message}`);
    }
  }
  if (Array.isArray(value)) return value.map((item) => decode(item, [...path, '[]']));
  if (isDict(value)) {
    const out: Dict = {};
    for (const [key, item] of Object.entries(value)) out[key] = decode(item, [...path, key]);
    return out;
  }
  return value;
}
