import { cleanPath } from '../../lib/clean-path';
import { dictAt, isDict, text, type Dict, type Value } from './value';

const SHARED = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'];

/** Values of names that have none: from the environment, or (if kept) null. */
function resolve(value: Value, env: Readonly<Record<string, string>>, keep: boolean): Value {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const name = text(item);
      if (name.includes('=')) return [name];
      if (env[name] !== undefined) return [`${name}=${env[name]!}`];
      return keep ? [name] : [];
    });
  }
  if (!isDict(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]): [string, Value][] => {
    if (item !== null && item !== undefined) return [[key, item]];
    if (env[key] !== undefined) return [[key, env[key]!]];
    return keep ? [[key, null]] : [];
  }));
}

function normalizeService(service: Dict, env: Readonly<Record<string, string>>): void {
  if (service.pull_policy === 'if_not_present') service.pull_policy = 'missing';
  if (isDict(service.build)) {
    const { build } = service;
    build.context ??= '.';
    if (build.dockerfile === undefined && build.dockerfile_inline === undefined) build.dockerfile = 'Dockerfile';
    if (build.args !== undefined) build.args = resolve(build.args, env, false);
  }
  if (service.environment !== undefined) service.environment = resolve(service.environment, env, true);
  const dependsOn = dictAt(service, 'depends_on');
  const implied = (name: string, restart: boolean): void => {
    dependsOn[name] ??= { condition: 'service_started', ...(restart ? { restart } : {}), required: true };
  };
  for (const link of Array.isArray(service.links) ? service.links : []) implied(text(link).split(':')[0]!, true);
  for (const namespace of SHARED) {
    const value = service[namespace];
    if (typeof value === 'string' && value.startsWith('service:')) implied(value.slice('service:'.length), true);
  }
  for (const from of Array.isArray(service.volumes_from) ? service.volumes_from : []) {
    if (!text(from).startsWith('container:')) implied(text(from).split(':')[0]!, false);
  }
  if (Object.keys(dependsOn).length > 0) service.depends_on = dependsOn;
  for (const mount of Array.isArray(service.volumes) ? service.volumes : []) {
    if (isDict(mount) && typeof mount.target === 'string') mount.target = mount.target === '' ? '.' : cleanPath(mount.target);
  }
}

/** Implicit networks, names, dependencies and defaults, all made explicit (compose-go loader/normalize.go). */
export function normalize(dict: Dict, projectName: string, env: Readonly<Record<string, string>>): void {
  let usesDefault = false;
  for (const service of Object.values(dictAt(dict, 'services'))) {
    if (!isDict(service)) continue;
    if (service.provider === undefined && service.network_mode === undefined) {
      if (Object.keys(dictAt(service, 'networks')).length === 0) service.networks = { default: null };
      if ('default' in dictAt(service, 'networks')) usesDefault = true;
    }
    normalizeService(service, env);
  }
  const networks = dictAt(dict, 'networks');
  if (usesDefault && networks.default === undefined) networks.default = null;
  if (Object.keys(networks).length > 0) dict.networks = networks;
  for (const section of ['networks', 'volumes', 'configs', 'secrets']) {
    const resources = dictAt(dict, section);
    for (const [key, value] of Object.entries(resources)) {
      const resource = isDict(value) ? value : {};
      resource.name ??= resource.external === true ? key : `${projectName}_${key}`;
      resources[key] = resource;
    }
  }
}
