import type { ImageRunConfig } from '../images/ports';
import { normalizeCapabilities } from '../runtime/capabilities';
import type { ContainerConfig, CreateBody, Healthcheck, HostConfig, MountSpecification, PortMap } from './record';

const MASKED = (
  '/proc/acpi /proc/asound /proc/interrupts /proc/kcore /proc/keys /proc/latency_stats /proc/sched_debug /proc/scsi /proc/timer_list ' +
  '/proc/timer_stats /sys/devices/virtual/powercap /sys/firmware'
).split(' ');
const READ_ONLY = '/proc/bus /proc/fs /proc/irq /proc/sys /proc/sysrq-trigger'.split(' ');

const filled = (value: Record<string, unknown> | null | undefined): boolean => value !== null && value !== undefined && Object.keys(value).length > 0;

/** The request's Config with Go's zero values where nothing was said, in moby's order. */
export function normalConfig(body: CreateBody): ContainerConfig {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const config: ContainerConfig = {
    Hostname: text(body.Hostname), Domainname: text(body.Domainname), User: text(body.User),
    AttachStdin: body.AttachStdin ?? false, AttachStdout: body.AttachStdout ?? false, AttachStderr: body.AttachStderr ?? false,
    ...(filled(body.ExposedPorts) ? { ExposedPorts: normalPorts(body.ExposedPorts as Record<string, object>) } : {}),
    Tty: body.Tty ?? false, OpenStdin: body.OpenStdin ?? false, StdinOnce: body.StdinOnce ?? false,
    Env: body.Env ?? null, Cmd: list(body.Cmd), ...(body.Healthcheck ? { Healthcheck: normalHealth(body.Healthcheck as Healthcheck) } : {}),
    Image: text(body.Image), Volumes: filled(body.Volumes) ? (body.Volumes as Record<string, object>) : null, WorkingDir: text(body.WorkingDir),
    Entrypoint: list(body.Entrypoint), ...(body.NetworkDisabled ? { NetworkDisabled: true } : {}), Labels: { ...body.Labels },
    ...(body.StopSignal ? { StopSignal: body.StopSignal } : {}),
    ...(body.StopTimeout === undefined || body.StopTimeout === null ? {} : { StopTimeout: body.StopTimeout }),
    ...(body.Shell && body.Shell.length > 0 ? { Shell: body.Shell } : {}),
  };
  return config;
}

/** `80` → `80/tcp` (nat.Port). */
function normalPorts(ports: Readonly<Record<string, object>>): Record<string, object> {
  return Object.fromEntries(Object.keys(ports).map((port) => [port.includes('/') ? port.toLowerCase() : `${port}/tcp`, {}]));
}

/** Cmd and Entrypoint may come as one string. */
function list(value: unknown): string[] | null {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? (value as string[]) : null;
}

function normalHealth(given: Healthcheck): Healthcheck {
  const health: Healthcheck = {};
  if (given.Test && given.Test.length > 0) health.Test = given.Test;
  for (const key of ['Interval', 'Timeout', 'StartPeriod', 'StartInterval', 'Retries'] as const) if (given[key]) health[key] = given[key];
  return health;
}

/** Takes over from the image what the request leaves open (moby daemon/commit.go merge). */
export function mergeImageConfig(config: ContainerConfig, image: ImageRunConfig): ContainerConfig {
  const merged: ContainerConfig = { ...config };
  merged.User ||= image.User ?? '';
  if (filled(image.ExposedPorts as Record<string, unknown>)) merged.ExposedPorts = { ...normalPorts(image.ExposedPorts as Record<string, object>), ...config.ExposedPorts };
  const names = new Set((config.Env ?? []).map((one) => one.split('=', 1)[0]!));
  const env = [...(config.Env ?? []), ...(image.Env ?? []).filter((one) => !names.has(one.split('=', 1)[0]!))];
  merged.Env = env.length > 0 ? env : config.Env;
  merged.Labels = { ...image.Labels, ...config.Labels };
  if ((config.Entrypoint ?? []).length === 0) {
    if ((config.Cmd ?? []).length === 0) merged.Cmd = image.Cmd ? [...image.Cmd] : config.Cmd;
    if (config.Entrypoint === null) merged.Entrypoint = image.Entrypoint ? [...image.Entrypoint] : null;
  }
  if (merged.Entrypoint?.length === 1 && merged.Entrypoint[0] === '') merged.Entrypoint = null;
  if (image.Healthcheck) merged.Healthcheck = { ...(image.Healthcheck as Healthcheck), ...config.Healthcheck };
  merged.WorkingDir ||= image.WorkingDir ?? '';
  if (filled(image.Volumes as Record<string, unknown>)) {
    merged.Volumes = { ...config.Volumes, ...Object.fromEntries(Object.keys(image.Volumes!).map((path) => [path, {}])) };
  }
  if (!merged.StopSignal && image.StopSignal) merged.StopSignal = image.StopSignal;
  if (!merged.Shell && image.Shell && image.Shell.length > 0) merged.Shell = [...image.Shell];
  return ordered(merged);
}

/** Fields in moby's order whatever came first; `Env` without anything is an empty list. */
function ordered(config: ContainerConfig): ContainerConfig {
  const order = [
    'Hostname', 'Domainname', 'User', 'AttachStdin', 'AttachStdout', 'AttachStderr', 'ExposedPorts', 'Tty', 'OpenStdin', 'StdinOnce', 'Env', 'Cmd',
    'Healthcheck', 'Image', 'Volumes', 'WorkingDir', 'Entrypoint', 'NetworkDisabled', 'OnBuild', 'Labels', 'StopSignal', 'StopTimeout', 'Shell',
  ] as const;
  const out: Record<string, unknown> = {};
  for (const key of order) if (config[key] !== undefined) out[key] = config[key];
  if (config.ExposedPorts) out['ExposedPorts'] = sortedRecord(config.ExposedPorts);
  if (config.Volumes) out['Volumes'] = sortedRecord(config.Volumes);
  out['Labels'] = sortedRecord(config.Labels);
  return out as unknown as ContainerConfig;
}

/** Go writes maps by sorted key. */
export function sortedRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** HostConfig with the engine's defaults, in moby's order (daemon_unix.go adaptContainerSettings). */
export function normalHostConfig(given: NonNullable<CreateBody['HostConfig']>, defaults: { logDriver: string; logOpts: Readonly<Record<string, string>> }): HostConfig {
  const get = <T>(key: string, fallback: T): T => (given[key] === undefined || given[key] === null ? fallback : (given[key] as T));
  const nullable = <T>(key: string): T | null => get<T | null>(key, null);
  const privileged = get('Privileged', false);
  const memory = get('Memory', 0);
  const swap = get('MemorySwap', 0);
  const swappiness = nullable<number>('MemorySwappiness');
  const pids = nullable<number>('PidsLimit');
  const log = get<{ Type?: string; Config?: Record<string, string> | null }>('LogConfig', {});
  const mounts = get<MountSpecification[]>('Mounts', []);
  const mode = get('NetworkMode', '');
  const ports: PortMap = {};
  for (const [port, bindings] of Object.entries(sortedRecord(get<PortMap>('PortBindings', {})))) {
    ports[port.includes('/') ? port : `${port}/tcp`] = (bindings ?? []).map((one) => ({ HostIp: one.HostIp ?? '', HostPort: one.HostPort ?? '' }));
  }
  const optional = (key: string, map: unknown): Record<string, unknown> => (filled(map as Record<string, unknown>) ? { [key]: sortedRecord(map as Record<string, unknown>) } : {});
  return {
    Binds: nullable('Binds'), ContainerIDFile: get('ContainerIDFile', ''),
    LogConfig: log.Type ? { Type: log.Type, Config: log.Config ?? {} } : { Type: defaults.logDriver, Config: { ...defaults.logOpts, ...log.Config } },
    NetworkMode: mode === '' || mode === 'default' ? 'bridge' : mode, PortBindings: ports,
    RestartPolicy: { Name: get<{ Name?: string }>('RestartPolicy', {}).Name || 'no', MaximumRetryCount: get<{ MaximumRetryCount?: number }>('RestartPolicy', {}).MaximumRetryCount ?? 0 },
    AutoRemove: get('AutoRemove', false), VolumeDriver: get('VolumeDriver', ''), VolumesFrom: nullable('VolumesFrom'), ConsoleSize: get<[number, number]>('ConsoleSize', [0, 0]),
    ...optional('Annotations', given['Annotations']),
    CapAdd: normalizeCapabilities(nullable('CapAdd'), 'CapAdd'), CapDrop: normalizeCapabilities(nullable('CapDrop'), 'CapDrop'),
    CgroupnsMode: get('CgroupnsMode', '') || (privileged ? 'host' : 'private'), Dns: nullable('Dns'), DnsOptions: nullable('DnsOptions'), DnsSearch: nullable('DnsSearch'),
    ExtraHosts: nullable('ExtraHosts'), GroupAdd: nullable('GroupAdd'), IpcMode: get('IpcMode', '') || 'private', Cgroup: get('Cgroup', ''), Links: nullable('Links'),
    OomScoreAdj: get('OomScoreAdj', 0), PidMode: get('PidMode', ''), Privileged: privileged, PublishAllPorts: get('PublishAllPorts', false),
    ReadonlyRootfs: get('ReadonlyRootfs', false), SecurityOpt: privileged ? ['label=disable'] : nullable('SecurityOpt'), ...optional('StorageOpt', given['StorageOpt']),
    ...optional('Tmpfs', given['Tmpfs']), UTSMode: get('UTSMode', ''), UsernsMode: get('UsernsMode', ''), ShmSize: get('ShmSize', 0) || 64 * 1024 * 1024,
    ...optional('Sysctls', given['Sysctls']), Runtime: get('Runtime', '') || 'runc', Isolation: get('Isolation', ''), CpuShares: get('CpuShares', 0), Memory: memory,
    NanoCpus: get('NanoCpus', 0), CgroupParent: get('CgroupParent', ''), BlkioWeight: get('BlkioWeight', 0), BlkioWeightDevice: nullable('BlkioWeightDevice'),
    BlkioDeviceReadBps: nullable('BlkioDeviceReadBps'), BlkioDeviceWriteBps: nullable('BlkioDeviceWriteBps'), BlkioDeviceReadIOps: nullable('BlkioDeviceReadIOps'),
    BlkioDeviceWriteIOps: nullable('BlkioDeviceWriteIOps'), CpuPeriod: get('CpuPeriod', 0), CpuQuota: get('CpuQuota', 0), CpuRealtimePeriod: get('CpuRealtimePeriod', 0),
    CpuRealtimeRuntime: get('CpuRealtimeRuntime', 0), CpusetCpus: get('CpusetCpus', ''), CpusetMems: get('CpusetMems', ''), Devices: nullable('Devices'),
    DeviceCgroupRules: nullable('DeviceCgroupRules'), DeviceRequests: nullable('DeviceRequests'), MemoryReservation: get('MemoryReservation', 0),
    MemorySwap: memory > 0 && swap === 0 ? memory * 2 : swap, MemorySwappiness: swappiness === -1 ? null : swappiness, OomKillDisable: nullable<boolean>('OomKillDisable'),
    PidsLimit: pids === 0 ? null : pids, Ulimits: nullable('Ulimits'), CpuCount: get('CpuCount', 0), CpuPercent: get('CpuPercent', 0),
    IOMaximumIOps: get('IOMaximumIOps', 0), IOMaximumBandwidth: get('IOMaximumBandwidth', 0), ...(mounts.length > 0 ? { Mounts: mounts } : {}),
    MaskedPaths: privileged ? null : get('MaskedPaths', MASKED), ReadonlyPaths: privileged ? null : get('ReadonlyPaths', READ_ONLY),
    ...(typeof given['Init'] === 'boolean' ? { Init: given['Init'] } : {}),
  };
}
