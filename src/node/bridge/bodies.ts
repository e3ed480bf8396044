/** A JSON object as a client sent it. */
export type Json = Record<string, unknown>;

/** What a field may hold; a string says what is refused. Fields that aren't named may only be empty. */
type Rule = true | ((value: unknown) => string | undefined);
type Rules = Readonly<Record<string, Rule>>;

/** null, '', 0, -1, false, [] and {}: what clients send for what they leave alone. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 0 || value === -1 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * The first field that may not be as it is, in words; undefined when all may. Names must be spelled exactly: Go reads
 * them in any case, so another spelling is an unknown field here and only harmless when it is empty.
 */
function violation(body: Json, rules: Rules): string | undefined {
  for (const [name, value] of Object.entries(body)) {
    const rule = Object.hasOwn(rules, name) ? rules[name]! : undefined;
    if (rule === true) continue;
    const refused = rule ? rule(value) : isEmpty(value) ? undefined : name;
    if (refused !== undefined) return refused;
  }
  return undefined;
}

const oneOf = (name: string, ...allowed: unknown[]): Rule => (value) => (isEmpty(value) || allowed.includes(value) ? undefined : `${name} ${String(value)}`);
const isNull = (name: string): Rule => (value) => (value === null || value === undefined ? undefined : name);
const object = (name: string, rules: Rules): Rule => (value) => {
  if (isEmpty(value)) return undefined;
  return typeof value === 'object' && !Array.isArray(value) ? violation(value as Json, rules) : name;
};
const strings = (name: string): Rule => (value) => (isEmpty(value) || (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) ? undefined : name);

/** A name of a volume (two characters at least), not a path. */
const VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

const binds: Rule = (value) => {
  if (isEmpty(value)) return undefined;
  if (!Array.isArray(value)) return 'Binds';
  const bad = value.find((entry) => typeof entry !== 'string' || !entry.includes(':') || !VOLUME_NAME.test(entry.split(':')[0]!));
  return bad === undefined ? undefined : `the mount ${String(bad)} of this machine's files`;
};

const MOUNT: Rules = {
  Type: oneOf('a mount of type', 'volume', 'tmpfs'), Source: (value) => (isEmpty(value) || (typeof value === 'string' && VOLUME_NAME.test(value)) ? undefined : `the mount ${String(value)} of this machine's files`),
  Target: true, ReadOnly: true, Consistency: true, TmpfsOptions: object('TmpfsOptions', { SizeBytes: true, Mode: true }),
  VolumeOptions: object('VolumeOptions', { NoCopy: true, Labels: true, Subpath: true, DriverConfig: object('DriverConfig', { Name: oneOf('the volume driver', 'local') }) }),
};

const mounts: Rule = (value) => {
  if (isEmpty(value)) return undefined;
  if (!Array.isArray(value)) return 'Mounts';
  for (const mount of value) {
    const refused = mount !== null && typeof mount === 'object' ? violation(mount as Json, MOUNT) : 'Mounts';
    if (refused !== undefined) return refused;
    // The type must be said: an absent one would be the engine's to choose.
    if (!['volume', 'tmpfs'].includes((mount as Json)['Type'] as string)) return 'a mount without a type';
  }
  return undefined;
};

const RESOURCES: Rules = {
  CpuShares: true, Memory: true, NanoCpus: true, BlkioWeight: true, CpuPeriod: true, CpuQuota: true, CpusetCpus: true, CpusetMems: true, MemoryReservation: true, MemorySwap: true, MemorySwappiness: true, PidsLimit: true, Ulimits: true, RestartPolicy: true,
};

const HOST_CONFIG: Rules = {
  ...RESOURCES, Binds: binds, Mounts: mounts, VolumesFrom: strings('VolumesFrom'), ContainerIDFile: true, PortBindings: true, PublishAllPorts: true, AutoRemove: true, ConsoleSize: true, CapDrop: true, Dns: true, DnsOptions: true, DnsSearch: true, ExtraHosts: true, Links: isNull('Links'),
  OomScoreAdj: (value) => (isEmpty(value) || (typeof value === 'number' && value > 0) ? undefined : 'OomScoreAdj'), ReadonlyRootfs: true, ShmSize: true, Tmpfs: true, Init: true, NetworkMode: (value) => (value === 'host' ? 'NetworkMode host' : undefined),
  IpcMode: oneOf('IpcMode', 'private', 'shareable', 'none'), CgroupnsMode: oneOf('CgroupnsMode', 'private'), LogConfig: object('LogConfig', { Type: oneOf('the log driver', 'json-file', 'local', 'none'), Config: true }),
  MaskedPaths: isNull('MaskedPaths'), ReadonlyPaths: isNull('ReadonlyPaths'), Privileged: (value) => (isEmpty(value) ? undefined : '--privileged'), CapAdd: (value) => (isEmpty(value) ? undefined : '--cap-add'), Devices: (value) => (isEmpty(value) ? undefined : '--device'), PidMode: oneOf('PidMode'),
};

const CREATE: Rules = {
  Hostname: true, Domainname: true, User: true, AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true, OpenStdin: true, StdinOnce: true, Env: true, Cmd: true, Image: true, Volumes: true, WorkingDir: true, Entrypoint: true, Labels: true, ExposedPorts: true, StopSignal: true,
  StopTimeout: true, Healthcheck: true, Shell: true, MacAddress: true, HostConfig: object('HostConfig', HOST_CONFIG), NetworkingConfig: object('NetworkingConfig', { EndpointsConfig: true }),
};

/** Each body that the bridge passes on, field by field; what isn't named in its list may only be empty. */
export const BODIES = {
  create: CREATE,
  update: RESOURCES,
  exec: { AttachStdin: true, AttachStdout: true, AttachStderr: true, Detach: true, DetachKeys: true, Tty: true, Env: true, Cmd: true, User: true, WorkingDir: true, ConsoleSize: true },
  execStart: { Detach: true, Tty: true, ConsoleSize: true },
  volume: { Name: true, Driver: oneOf('the volume driver', 'local'), Labels: true, DriverOpts: (value: unknown) => (isEmpty(value) ? undefined : "driver options of volumes (they can mount this machine's files)") },
  network: { Name: true, CheckDuplicate: true, Driver: oneOf('the network driver', 'bridge'), Scope: oneOf('the scope', 'local'), EnableIPv4: true, EnableIPv6: true, IPAM: true, Internal: true, Attachable: true, Labels: true },
  connect: { Container: true, Force: true, EndpointConfig: true },
} as const satisfies Record<string, Rules>;

/** Why a body may not pass, or undefined. */
export function refusedField(kind: keyof typeof BODIES, body: Json): string | undefined {
  return violation(body, BODIES[kind]);
}
