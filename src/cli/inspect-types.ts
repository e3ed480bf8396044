import { ANY, dynamicType, GO_TYPE, INT64, mapOf, STRING, type GoField, type GoType } from '../lib/govalue';

/** Keys whose objects are maps in Go; every other object is a struct. */
const MAPS = new Set([
  'Labels', 'Annotations', 'Options', 'DriverOpts', 'PortBindings', 'Ports', 'Networks', 'Volumes', 'ExposedPorts', 'Sysctls', 'Tmpfs', 'StorageOpt',
  'Data', 'Containers', 'AuxiliaryAddresses', 'EndpointsConfig', 'Peers', 'Services', 'Runtimes', 'IndexConfigs', 'Details',
]);

const INT64S = new Set([
  'Memory', 'MemorySwap', 'MemoryReservation', 'NanoCpus', 'CpuShares', 'CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod', 'CpuRealtimeRuntime', 'ShmSize', 'Size',
  'SizeRw', 'SizeRootFs', 'MemTotal',
]);

const CONFIG = {
  Cmd: null, Entrypoint: null, Env: null, Volumes: null, Labels: null, WorkingDir: '', User: '', Healthcheck: null, ExposedPorts: null, StopSignal: '',
  StopTimeout: null, Shell: null, OnBuild: null, ArgsEscaped: false, NetworkDisabled: false,
};

/** Fields that Go leaves out of JSON when they are empty, with what they are then, by the key of their struct. */
const OMITTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  container: { SizeRw: null, SizeRootFs: null, GraphDriver: null, Storage: null, ImageManifestDescriptor: null },
  State: { Health: null },
  Config: CONFIG,
  HostConfig: { Annotations: null, Mounts: null, StorageOpt: null, Tmpfs: null, Sysctls: null, Runtime: '', Init: null },
  'Mounts[]': { Name: '', Driver: '' },
  image: { Comment: '', Author: '', Variant: '', OsVersion: '', Manifests: null, Identity: null, GraphDriver: null },
  volume: { Status: null, ClusterVolume: null, UsageData: null, CreatedAt: '' },
  network: { Services: null, Peers: null, Status: null },
};

function structType(name: string, raw: Readonly<Record<string, unknown>>, more: readonly string[]): GoType {
  const fields: GoField[] = Object.entries(raw).map(([field, value]) => ({
    name: field,
    type: INT64S.has(field) && typeof value === 'number' ? INT64 : (dynamicType(value) ?? ANY),
    ...(more.includes(field) ? { omitEmpty: true } : {}),
  }));
  return { kind: 'struct', name, fields };
}

/**
 * The same data with Go's types told, as the client's structs have them: a struct's missing field is an error, a map's
 * missing key is nothing, and what JSON leaves out is there, empty.
 */
export function asStructs(value: unknown, key: string, parent = '', typeName = `types.${key}`): unknown {
  if (Array.isArray(value)) return value.map((item) => asStructs(item, `${key}[]`, key));
  if (typeof value !== 'object' || value === null) return value;
  // LogConfig.Config is a map, a container's Config isn't.
  const map = MAPS.has(key) || (key === 'Config' && parent === 'LogConfig');
  const out: Record<string | symbol, unknown> = {};
  for (const [name, item] of Object.entries(value)) out[name] = asStructs(item, map ? `${key}{}` : name, key);
  if (map) {
    if (Object.values(out).every((item) => typeof item === 'string')) out[GO_TYPE] = mapOf(STRING);
    return out;
  }
  const more = Object.keys(OMITTED[key] ?? {}).filter((name) => !(name in out));
  for (const name of more) out[name] = OMITTED[key]![name];
  out[GO_TYPE] = structType(typeName, out as Record<string, unknown>, more);
  return out;
}
