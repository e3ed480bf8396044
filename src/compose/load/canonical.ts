import { parsePortSpecs } from '../../cli/opts/ports';
import { longMount } from './volume';
import { isDict, pathMatches, sortedKeys, text, type Dict, type Value } from './value';

interface Context {
  /** Leave what can't be read as it is (--no-interpolate). */
  lenient: boolean;
  warn: (message: string) => void;
}

type Transform = (value: Value, path: readonly string[], context: Context) => Value;

const asList: Transform = (value) => (typeof value === 'string' ? [value] : value);

const named: Transform = (value) => (Array.isArray(value) ? Object.fromEntries(value.map((name) => [text(name), null])) : value);

const dependencies: Transform = (value) => {
  if (Array.isArray(value)) return Object.fromEntries(value.map((name) => [text(name), { condition: 'service_started', required: true }]));
  if (!isDict(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, isDict(item) ? { condition: 'service_started', required: true, ...item } : item]));
};

const envFiles: Transform = (value) =>
  (Array.isArray(value) ? value : [value]).map((item) => (isDict(item) ? { required: true, ...item } : { path: item, required: true }));

/** types.ParsePortConfig: a short port, as many long ones. */
export function longPorts(spec: string): Dict[] {
  const { bindings } = parsePortSpecs([spec]);
  return sortedKeys(bindings).flatMap((port) =>
    bindings[port]!.map(({ HostIp, HostPort }) => {
      const [target, protocol] = port.split('/') as [string, string];
      const out: Dict = { mode: 'ingress' };
      if (HostIp !== '') out.host_ip = HostIp;
      out.target = Number(target);
      if (HostPort !== '') out.published = HostPort;
      out.protocol = protocol;
      return out;
    }),
  );
}

const ports: Transform = (value, _, { lenient }) => {
  if (!Array.isArray(value)) return value;
  try {
    return value.flatMap((item): Value[] => (isDict(item) ? [item] : longPorts(text(item))));
  } catch (error) {
    if (lenient) return value;
    throw error;
  }
};

const volume: Transform = (value, _, { lenient }) => {
  if (typeof value !== 'string') return value;
  try {
    return longMount(value);
  } catch (error) {
    if (lenient) return value;
    throw error;
  }
};

const device: Transform = (value) => {
  if (typeof value !== 'string') return value;
  const [source, target = source, permissions = 'rwm'] = value.split(':');
  return { source, target, permissions };
};

const pairs: Transform = (value, path) => {
  if (!Array.isArray(value)) return value;
  return Object.fromEntries(value.map((item) => {
    const [key, ...rest] = text(item).split('=');
    if (rest.length === 0) throw new Error(`${path.join('.')}: invalid value ${text(item)}, expected key=value`);
    return [key!, rest.join('=')];
  }));
};

const external: Transform = (value, path, { warn }) => {
  if (!isDict(value) || !isDict(value.external)) return value;
  const at = path.join('.');
  const out: Dict = { ...value, external: true };
  if (value.external.name === undefined) return out;
  warn(`${at}: external.name is deprecated. Please set name and external: true`);
  if (value.name !== undefined && value.name !== value.external.name) throw new Error(`${at}: name and external.name conflict; only use name`);
  return { ...out, name: value.external.name };
};

const source: Transform = (value) => (typeof value === 'string' ? { source: value } : value);

/** Short notations in their long form (compose-go transform/canonical.go). */
const TRANSFORMS: readonly (readonly [string, Transform])[] = [
  ['services.*.build', (value) => (typeof value === 'string' ? { context: value } : value)],
  ['services.*.build.secrets.[]', source],
  ['services.*.build.additional_contexts', pairs],
  ['services.*.depends_on', dependencies],
  ['services.*.env_file', envFiles],
  ['services.*.label_file', asList],
  ['services.*.extends', (value) => (typeof value === 'string' ? { service: value } : value)],
  ['services.*.networks', named],
  ['services.*.models', named],
  ['services.*.volumes.[]', volume],
  ['services.*.dns', asList],
  ['services.*.dns_search', asList],
  ['services.*.tmpfs', asList],
  ['services.*.devices.[]', device],
  ['services.*.secrets.[]', source],
  ['services.*.configs.[]', source],
  ['services.*.ports', ports],
  ['services.*.develop.watch.[].ignore', asList],
  ['services.*.develop.watch.[].include', asList],
  ['volumes.*', external],
  ['networks.*', external],
  ['secrets.*', external],
  ['configs.*', external],
];

/** A model in canonical syntax. */
export function canonical<T extends Value>(value: T, context: Context, path: readonly string[] = []): T {
  const transform = TRANSFORMS.find(([pattern]) => pathMatches(path, pattern))?.[1];
  const here: Value = transform ? transform(value, path, context) : value;
  if (Array.isArray(here)) return here.map((item) => canonical(item, context, [...path, '[]'])) as T;
  if (isDict(here)) return Object.fromEntries(Object.entries(here).map(([key, item]) => [key, canonical(item, context, [...path, key])])) as T;
  return here as T;
}

/** What is left out means these (transform/defaults.go). */
export function setDefaults(dict: Dict): void {
  for (const service of Object.values(isDict(dict.services) ? dict.services : {})) {
    if (!isDict(service)) continue;
    if (isDict(service.build)) service.build.context ??= '.';
    for (const port of Array.isArray(service.ports) ? service.ports : []) {
      if (!isDict(port)) continue;
      port.protocol ??= 'tcp';
      port.mode ??= 'ingress';
    }
    for (const secret of Array.isArray(service.secrets) ? service.secrets : []) {
      if (isDict(secret)) secret.target ??= `/run/secrets/${text(secret.source)}`;
    }
    for (const mount of Array.isArray(service.volumes) ? service.volumes : []) {
      if (isDict(mount) && isDict(mount.bind)) mount.bind.create_host_path ??= true;
    }
  }
}
