import { cleanPath } from '../../../lib/clean-path';
import type { Flags } from '../../flags/parse';
import type { DeviceRequest } from '../../opts/gpus';
import type { Mount } from '../../opts/mount';
import { parsePortRange, parsePortSpecs } from '../../opts/ports';
import { parseRestartPolicy } from '../../opts/restart-policy';
import { isMac, sortKeys, toMap } from '../../opts/validators';
import { parseVolume } from '../../opts/volume';
import { isCdiDevice, parseDevice } from './devices';
import { readEnvironment, readLabels, type FileSource } from './environment';
import { healthConfig } from './health-config';
import { networking } from './network-config';
import { resources } from './resources';
import { securityOptions } from './security-opts';

export interface CreateSource extends FileSource {
  cwd: string;
  readText(path: string): string;
}

/** The three parts of a create request. */
export interface CreateRequest {
  Config: Record<string, unknown> & { Image: string; Tty: boolean; OpenStdin: boolean; AttachStdin: boolean; AttachStdout: boolean; AttachStderr: boolean; StdinOnce: boolean };
  HostConfig: Record<string, unknown> & { AutoRemove: boolean; ConsoleSize: [number, number] };
  NetworkingConfig: { EndpointsConfig: Record<string, unknown> };
}

function volumes(flags: Flags, cwd: string): { binds: string[] | null; anonymous: Record<string, object> } {
  const binds: string[] = [];
  const anonymous: Record<string, object> = {};
  for (const spec of flags.list('volume')) {
    const parsed = parseVolume(spec);
    if (parsed.source === '') {
      anonymous[spec] = {};
      continue;
    }
    const at = spec.indexOf(':');
    const host = spec.slice(0, at);
    binds.push(parsed.type === 'bind' && host.startsWith('.') ? `${cleanPath(`${cwd}/${host}`)}${spec.slice(at)}` : spec);
  }
  return { binds: binds.length > 0 ? binds : null, anonymous: sortKeys(anonymous) };
}

/** -p in its long form (`target=80,published=8080`) is made short first. */
function publishSpecs(values: readonly string[]): string[] {
  return values.map((value) => {
    if (!value.includes('=')) return value;
    const fields: Record<string, string> = {};
    for (const field of value.split(',')) {
      const at = field.indexOf('=');
      if (at <= 0) throw new Error(`invalid publish opts format (should be name=value but got '${field}')`);
      fields[field.slice(0, at).toLowerCase()] = field.slice(at + 1);
    }
    const target = `${fields.target ?? ''}/${fields.protocol ?? 'tcp'}`;
    return fields.published !== undefined && fields.published !== '' ? `${fields.published}:${target}` : target;
  });
}

function ports(flags: Flags): { exposed: Record<string, object> | undefined; bindings: Record<string, unknown> } {
  const { bindings, exposed } = parsePortSpecs(publishSpecs(flags.list('publish')));
  for (const expose of flags.list('expose')) {
    let range;
    try {
      range = parsePortRange(expose);
    } catch (error) {
      throw new Error(`invalid range format for --expose: ${(error as Error).message}`);
    }
    for (let port = range.start; port <= range.end; port++) exposed[`${port}/${range.proto}`] = {};
  }
  return { exposed: Object.keys(exposed).length > 0 ? sortKeys(exposed) : undefined, bindings: sortKeys(bindings) };
}

function mode(flags: Flags, name: string, allowed: (value: string) => boolean, what: string): string {
  const value = flags.string(name);
  if (!allowed(value)) throw new Error(`--${name}: invalid ${what} mode`);
  return value;
}

function environment(flags: Flags, source: FileSource): string[] | null {
  try {
    return readEnvironment(flags.list('env-file'), flags.list('env'), source);
  } catch (error) {
    throw new Error(`--env-file: ${(error as Error).message}`);
  }
}

const orNull = <T>(list: T[]): T[] | null => (list.length > 0 ? list : null);

/** docker/cli container.parse: the flags of run and create to what the engine is asked for. Throws its messages. */
export function createRequest(flags: Flags, args: readonly string[], source: CreateSource): CreateRequest {
  const streams = new Set(flags.list('attach'));
  const mac = flags.string('mac-address');
  if (mac !== '' && !isMac(mac.trim())) throw new Error(`${mac} is not a valid mac address`);
  const stdin = flags.bool('interactive');
  const all = streams.size === 0;
  const swappiness = flags.number('memory-swappiness');
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100)) throw new Error(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  const { binds, anonymous } = volumes(flags, source.cwd);
  const tmpfs = sortKeys(Object.fromEntries(flags.list('tmpfs').map((spec) => {
    const at = spec.indexOf(':');
    return at === -1 ? [spec, ''] : [spec.slice(0, at), spec.slice(at + 1)];
  })));
  const entrypoint = flags.changed('entrypoint') ? [flags.string('entrypoint')] : null;
  const { exposed, bindings } = ports(flags);
  const plain = flags.list('device').filter((device) => !isCdiDevice(device));
  const cdi = flags.list('device').filter(isCdiDevice);
  const devices = plain.map(parseDevice);
  const env = environment(flags, source);
  const labels = sortKeys(toMap(readLabels(flags.list('label-file'), flags.list('label'), source)));
  const pid = mode(flags, 'pid', (v) => v === '' || v === 'host' || /^container:.+/.test(v), 'PID');
  const uts = mode(flags, 'uts', (v) => v === '' || v === 'host', 'UTS');
  const userns = mode(flags, 'userns', (v) => v === '' || v === 'host', 'USER');
  const cgroupns = mode(flags, 'cgroupns', (v) => v === '' || v === 'host' || v === 'private', 'CGROUP');
  const restart = parseRestartPolicy(flags.string('restart'));
  const logDriver = flags.string('log-driver');
  if (logDriver === 'none' && flags.list('log-opt').length > 0) throw new Error('invalid logging opts for driver none');
  const security = securityOptions(flags.list('security-opt'), source.readText);
  for (const option of flags.list('storage-opt')) if (!option.includes('=')) throw new Error('invalid storage option');
  const health = healthConfig(flags);
  const requests: DeviceRequest[] = [
    ...flags.list<DeviceRequest>('gpus'),
    ...(cdi.length > 0 ? [{ Driver: 'cdi', Count: 0, DeviceIDs: cdi, Capabilities: [], Options: {} }] : []),
  ];
  const attachStdin = stdin || streams.has('stdin');
  const Config = {
    Hostname: flags.string('hostname'),
    Domainname: flags.string('domainname'),
    User: flags.string('user'),
    AttachStdin: attachStdin,
    AttachStdout: all || streams.has('stdout'),
    AttachStderr: all || streams.has('stderr'),
    ExposedPorts: exposed,
    Tty: flags.bool('tty'),
    OpenStdin: stdin,
    StdinOnce: stdin && attachStdin,
    Env: env,
    Cmd: args.length > 1 ? args.slice(1) : null,
    Healthcheck: health,
    Image: args[0]!,
    Volumes: anonymous,
    WorkingDir: flags.string('workdir'),
    Entrypoint: entrypoint,
    Labels: labels,
    StopSignal: flags.string('stop-signal') || undefined,
    StopTimeout: flags.changed('stop-timeout') ? flags.number('stop-timeout') : undefined,
  };
  const annotations = toMap(flags.list('annotation'));
  const mounts = flags.list<Mount>('mount');
  const filled = <T extends object>(value: T): T | undefined => (Object.keys(value).length > 0 ? value : undefined);
  if (flags.bool('rm') && restart.Name !== 'no' && restart.Name !== '') throw new Error('conflicting options: cannot specify both --restart and --rm');
  const { mode: networkMode, endpoints } = networking(flags);
  const HostConfig = {
    Binds: binds,
    ContainerIDFile: flags.string('cidfile'),
    LogConfig: { Type: logDriver, Config: sortKeys(toMap(flags.list('log-opt'))) },
    NetworkMode: networkMode,
    PortBindings: bindings,
    RestartPolicy: restart,
    AutoRemove: flags.bool('rm'),
    VolumeDriver: flags.string('volume-driver'),
    VolumesFrom: orNull(flags.list('volumes-from')),
    ConsoleSize: [0, 0] as [number, number],
    Annotations: filled(sortKeys(annotations)),
    CapAdd: orNull(flags.list('cap-add')),
    CapDrop: orNull(flags.list('cap-drop')),
    CgroupnsMode: cgroupns,
    Dns: orNull(flags.list('dns')),
    DnsOptions: [...flags.list('dns-option'), ...flags.list('dns-opt')],
    DnsSearch: flags.list('dns-search'),
    ExtraHosts: orNull(flags.list('add-host')),
    GroupAdd: orNull(flags.list('group-add')),
    IpcMode: flags.string('ipc'),
    Cgroup: '',
    Links: orNull(flags.list('link')),
    OomScoreAdj: flags.number('oom-score-adj'),
    PidMode: pid,
    Privileged: flags.bool('privileged'),
    PublishAllPorts: flags.bool('publish-all'),
    ReadonlyRootfs: flags.bool('read-only'),
    SecurityOpt: security.options,
    StorageOpt: filled(sortKeys(toMap(flags.list('storage-opt')))),
    Tmpfs: filled(tmpfs),
    UTSMode: uts,
    UsernsMode: userns,
    ShmSize: flags.number('shm-size'),
    Sysctls: filled(sortKeys(toMap(flags.list('sysctl')))),
    Runtime: flags.string('runtime') || undefined,
    Isolation: flags.string('isolation'),
    ...resources(flags, devices, requests),
    Mounts: mounts.length > 0 ? mounts : undefined,
    MaskedPaths: security.maskedPaths,
    ReadonlyPaths: security.readonlyPaths,
    Init: flags.changed('init') ? flags.bool('init') : undefined,
  };
  return { Config, HostConfig, NetworkingConfig: { EndpointsConfig: endpoints } };
}
