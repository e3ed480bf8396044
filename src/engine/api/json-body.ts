import { invalid } from '../../api/errors';
import { jsonKind, JsonFault, JsonScanner } from '../../lib/json-scanner';

/** The one JSON value of a body (moby httputils.ReadJSON); undefined for blanks alone. Refuses in Go's words. */
export function parseBody(text: string): unknown {
  const scanner = new JsonScanner(text);
  scanner.blank();
  if (scanner.at === text.length) return undefined;
  try {
    scanner.value();
  } catch (error) {
    if (error instanceof JsonFault) throw invalid(`invalid JSON: ${error.message}`);
    throw error;
  }
  const end = scanner.at;
  scanner.blank();
  if (scanner.at < text.length && !/[\]}]/.test(text[scanner.at]!)) throw invalid('unexpected content after JSON');
  return JSON.parse(text.slice(0, end));
}

/** What kind of JSON value a Go type takes. */
function takes(type: string): string {
  if (type.startsWith('[]')) return 'array';
  return type === 'string' || type === 'bool' ? type : /^u?int|^float/.test(type) ? 'number' : 'object';
}

function refuseKind(value: unknown, path: string, type: string): void {
  if (value === undefined || value === null) return;
  if (jsonKind(value) !== takes(type)) throw invalid(`invalid JSON: json: cannot unmarshal ${jsonKind(value)} into Go ${path.includes('.') ? `struct field ${path}` : 'value'} of type ${type}`);
  if (type.startsWith('[]')) for (const one of value as unknown[]) refuseKind(one, path, type.slice(2));
  else if (type.startsWith('map[string]')) for (const one of Object.values(value as object)) refuseKind(one, path, type.slice('map[string]'.length));
}

/** Refuses a body whose fields aren't of the types that the engine's Go structs have. */
export function checkTypes(body: unknown, name: string, fields: Readonly<Record<string, string>>): void {
  refuseKind(body, name, name);
  if (!body) return;
  for (const [field, type] of Object.entries(fields)) refuseKind((body as Record<string, unknown>)[field], `${name}.${field}`, type);
}

const STRINGS = '[]string';
const SET = 'map[string]struct {}';

export const CONFIG_TYPES = {
  Hostname: 'string', Domainname: 'string', User: 'string', AttachStdin: 'bool', AttachStdout: 'bool', AttachStderr: 'bool', ExposedPorts: SET, Tty: 'bool',
  OpenStdin: 'bool', StdinOnce: 'bool', Env: STRINGS, Healthcheck: 'container.HealthConfig', Image: 'string', Volumes: SET, WorkingDir: 'string', OnBuild: STRINGS,
  Labels: 'map[string]string', StopSignal: 'string', StopTimeout: 'int', Shell: STRINGS, HostConfig: 'container.HostConfig', NetworkingConfig: 'network.NetworkingConfig',
};

export const HOST_CONFIG_TYPES = {
  Binds: STRINGS, LogConfig: 'container.LogConfig', NetworkMode: 'string', PortBindings: 'map[string][]network.PortBinding', RestartPolicy: 'container.RestartPolicy',
  AutoRemove: 'bool', VolumesFrom: STRINGS, CapAdd: STRINGS, CapDrop: STRINGS, Dns: STRINGS, DnsOptions: STRINGS, DnsSearch: STRINGS, ExtraHosts: STRINGS,
  GroupAdd: STRINGS, Links: STRINGS, OomScoreAdj: 'int', PidMode: 'string', Privileged: 'bool', PublishAllPorts: 'bool', ReadonlyRootfs: 'bool', SecurityOpt: STRINGS,
  Tmpfs: 'map[string]string', ShmSize: 'int64', Sysctls: 'map[string]string', Memory: 'int64', MemorySwap: 'int64', NanoCpus: 'int64', CpuShares: 'int64',
  CpuPeriod: 'int64', CpuQuota: 'int64', PidsLimit: 'int64', Ulimits: '[]container.Ulimit', Mounts: '[]mount.Mount', Init: 'bool',
};
