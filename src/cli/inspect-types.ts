import { GO_TYPE } from '../lib/govalue';

/** Keys whose objects are maps in Go; every other object is a struct. */
const MAPS = new Set([
  'Labels', 'Annotations', 'Options', 'DriverOpts', 'PortBindings', 'Ports', 'Networks', 'Volumes', 'ExposedPorts', 'Sysctls', 'Tmpfs', 'StorageOpt',
  'Data', 'Containers', 'AuxiliaryAddresses', 'EndpointsConfig', 'Status', 'Peers', 'Services', 'Runtimes', 'IndexConfigs',
]);

/** Fields that Go leaves out of JSON when they are empty, with what they are then. */
const OMITTED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  container: { SizeRw: null, SizeRootFs: null, GraphDriver: null, Storage: null, ImageManifestDescriptor: null },
  State: { Health: null },
  Config: { Healthcheck: null, ExposedPorts: null, StopSignal: '', StopTimeout: null, Shell: null, OnBuild: null, MacAddress: '', ArgsEscaped: false, NetworkDisabled: false },
  HostConfig: { Annotations: null, Mounts: null, StorageOpt: null, Tmpfs: null, Sysctls: null, Runtime: '', Init: null },
  image: { Comment: '', Author: '', Container: '', DockerVersion: '', Variant: '', OsVersion: '', Parent: '', Manifests: null, Identity: null },
  volume: { Status: null, ClusterVolume: null, UsageData: null, CreatedAt: '' },
  network: { Services: null, Peers: null, Status: null },
};

/** Where an object's map is by its place: LogConfig.Config is one, the container's Config isn't. */
function isMap(key: string, parent: string): boolean {
  return MAPS.has(key) || (key === 'Config' && parent === 'LogConfig');
}

/**
 * The same data with Go's difference between structs and maps told, as the client's types have it: a struct's missing
 * field is an error, a map's missing key is nothing.
 */
export function asStructs(value: unknown, key: string, parent = '', typeName = `types.${key}`): unknown {
  if (Array.isArray(value)) return value.map((item) => asStructs(item, key.replace(/s$/, ''), key));
  if (typeof value !== 'object' || value === null) return value;
  const map = isMap(key, parent);
  const out: Record<string | symbol, unknown> = {};
  for (const [name, item] of Object.entries(value)) out[name] = asStructs(item, map ? `${key}Entry` : name, key);
  if (map) return out;
  for (const [name, empty] of Object.entries(OMITTED[key] ?? {})) if (!(name in out)) out[name] = empty;
  out[GO_TYPE] = typeName;
  return out;
}
