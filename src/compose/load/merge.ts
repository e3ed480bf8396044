import { parseMount } from './volume';
import { clone, isDict, pathMatches, sortedKeys, text, type Dict, type Value } from './value';

/** How compose files are laid over each other (compose-go override). */

const SEQUENCES = [
  'networks.*.labels', 'volumes.*.labels', 'services.*.annotations', 'services.*.build.args', 'services.*.build.additional_contexts',
  'services.*.build.labels', 'services.*.deploy.labels', 'services.*.dns', 'services.*.dns_opt', 'services.*.dns_search', 'services.*.env_file',
  'services.*.label_file', 'services.*.environment', 'services.*.labels', 'services.*.sysctls', 'services.*.tmpfs',
];
const REPLACED = ['services.*.command', 'services.*.entrypoint', 'services.*.healthcheck.test'];
const NAMED = ['services.*.networks', 'services.*.models'];
const HOSTS = ['services.*.extra_hosts', 'services.*.build.extra_hosts'];

function toSequence(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return [value];
  if (!isDict(value)) return [];
  return sortedKeys(value).flatMap((key) => {
    const item = value[key];
    if (item === null || item === undefined) return [key];
    return Array.isArray(item) ? item.map((each) => `${key}=${text(each)}`) : [`${key}=${text(item)}`];
  });
}

function toMapping(value: Value, fallback: Value): Dict {
  if (isDict(value)) return value;
  return Array.isArray(value) ? Object.fromEntries(value.map((name) => [text(name), clone(fallback)])) : {};
}

function special(base: Value, over: Value, path: readonly string[]): { value: Value } | undefined {
  const at = (patterns: readonly string[]): boolean => patterns.some((pattern) => pathMatches(path, pattern));
  if (at(REPLACED)) return { value: over };
  if (at(SEQUENCES)) return { value: [...toSequence(base), ...toSequence(over)] };
  if (at(HOSTS)) {
    const before = toSequence(base);
    return { value: [...before, ...toSequence(over).filter((host) => !before.includes(host))] };
  }
  if (at(NAMED)) return { value: mergeMaps(toMapping(base, null), toMapping(over, null), path) };
  if (at(['services.*.depends_on'])) {
    const started = { condition: 'service_started', required: true };
    return { value: mergeMaps(toMapping(base, started), toMapping(over, started), path) };
  }
  if (at(['services.*.build'])) {
    const build = (value: Value): Dict => (typeof value === 'string' ? { context: value } : isDict(value) ? value : {});
    return { value: mergeMaps(build(base), build(over), path) };
  }
  if (at(['services.*.logging']) && isDict(base) && isDict(over)) {
    const same = base.driver === over.driver || base.driver === undefined || over.driver === undefined;
    return { value: same ? mergeMaps(base, over, path) : over };
  }
  if (at(['services.*.ulimits.*', 'networks.*.ipam.config'])) return { value: over };
  return undefined;
}

function mergeMaps(base: Dict, over: Dict, path: readonly string[]): Dict {
  const out = { ...base };
  for (const [key, value] of Object.entries(over)) out[key] = key in base ? mergeValues(base[key], value, [...path, key]) : value;
  return out;
}

/** One value laid over another at a place of the model. */
export function mergeValues(base: Value, over: Value, path: readonly string[]): Value {
  const done = special(base, over, path);
  if (done) return done.value;
  if (over === null || over === undefined) return base;
  if (isDict(base)) {
    if (!isDict(over)) throw new Error(`cannot override ${path.join('.')}`);
    return mergeMaps(base, over, path);
  }
  if (Array.isArray(base)) {
    if (!Array.isArray(over)) throw new Error(`cannot override ${path.join('.')}`);
    return [...base, ...over];
  }
  return over;
}

export function mergeModels(base: Dict, over: Dict): Dict {
  return mergeMaps(base, over, []);
}

const keyOfPair = (value: Value): string => (typeof value === 'string' ? value.split('=')[0]! : JSON.stringify(value));

function mountKey(folder: string): (value: Value) => string {
  return (value) => {
    if (!isDict(value)) return `${folder}/${text(value)}`;
    return typeof value.target === 'string' ? value.target : `${folder}/${text(value.source)}`;
  };
}

const KEYS: readonly (readonly [string, (value: Value) => string])[] = [
  ...[
    'networks.*.labels', 'networks.*.ipam.options', 'services.*.annotations', 'services.*.build.args', 'services.*.build.additional_contexts',
    'services.*.build.tags', 'services.*.build.labels', 'services.*.cap_add', 'services.*.cap_drop', 'services.*.deploy.labels', 'services.*.dns',
    'services.*.dns_opt', 'services.*.dns_search', 'services.*.environment', 'services.*.labels', 'services.*.links', 'services.*.networks.*.aliases',
    'services.*.networks.*.link_local_ips', 'services.*.profiles', 'services.*.sysctls', 'services.*.tmpfs',
  ].map((pattern) => [pattern, keyOfPair] as const),
  ['services.*.configs', mountKey('')],
  ['services.*.secrets', mountKey('/run/secrets')],
  ['services.*.env_file', (value) => (isDict(value) ? text(value.path) : text(value))],
  ['services.*.expose', text],
  ['services.*.ports', (value) => (isDict(value) ? `${text(value.host_ip ?? '0.0.0.0')}:${text(value.published)}:${text(value.target)}/${text(value.protocol ?? 'tcp')}` : text(value))],
  ['services.*.volumes', (value) => (isDict(value) ? text(value.target) : parseMount(text(value)).target)],
  ['services.*.devices', (value) => (isDict(value) ? text(value.target) : text(value).split(':')[1] ?? text(value))],
];

/** Of list entries that say the same thing (a variable, a target), the last is kept, in the first one's place. */
export function enforceUnicity<T extends Value>(value: T, path: readonly string[] = []): T {
  if (isDict(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, enforceUnicity(item, [...path, key])])) as T;
  if (!Array.isArray(value)) return value;
  const keyOf = KEYS.find(([pattern]) => pathMatches(path, pattern))?.[1];
  if (!keyOf) return value;
  const places = new Map<string, number>();
  const out: Value[] = [];
  for (const item of value) {
    const key = keyOf(item);
    const place = places.get(key);
    if (place === undefined) places.set(key, out.push(item) - 1);
    else out[place] = item;
  }
  return out as T;
}
