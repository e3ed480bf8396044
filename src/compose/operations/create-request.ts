import { parsePortRange } from '../../cli/opts/ports';
import { endpointSettings } from '../../cli/command/container/network-config';
import { parseDurationNs } from '../../lib/duration';
import { sortedKeys } from '../load/value';
import { serviceHash } from '../project/hash';
import { imageOf, type Healthcheck, type Mount, type Project, type Service } from '../project/types';
import { LABEL } from './labels';
import { bindsAndMounts, type InheritedMount } from './mounts';
import { resourcesOf } from './resources';

export interface RequestOptions {
  number: number;
  labels: Record<string, string>;
  attachStdin: boolean;
  useAliases: boolean;
  autoRemove: boolean;
  inherited: readonly InheritedMount[];
  /** Links of the old kind, resolved. */
  links: string[];
  warn: (message: string) => void;
}

const NAMES: Readonly<Record<string, string>> = { none: 'no', no: 'no', any: 'always', always: 'always' };

function restartPolicy(service: Service): { Name: string; MaximumRetryCount: number } {
  const policy = service.deploy?.restart_policy;
  if (policy) return { Name: NAMES[policy.condition ?? ''] ?? policy.condition ?? '', MaximumRetryCount: policy.max_attempts ?? 0 };
  const [name = '', count = '0'] = (service.restart ?? '').split(':');
  return { Name: NAMES[name] ?? name, MaximumRetryCount: Number.parseInt(count, 10) || 0 };
}

const nanoseconds = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(parseDurationNs(text)));

function healthcheck(check: Healthcheck | undefined): Record<string, unknown> | undefined {
  if (!check) return undefined;
  const test = check.disable ? ['NONE'] : check.test;
  return {
    Test: test,
    Interval: nanoseconds(check.interval),
    Timeout: nanoseconds(check.timeout),
    StartPeriod: nanoseconds(check.start_period),
    StartInterval: nanoseconds(check.start_interval),
    Retries: check.retries,
  };
}

function exposedPorts(service: Service): Record<string, object> {
  const ports: Record<string, object> = {};
  for (const { target, protocol } of service.ports ?? []) ports[`${target}/${protocol}`] = {};
  for (const expose of service.expose ?? []) {
    const range = parsePortRange(expose);
    for (let port = range.start; port <= range.end; port++) ports[`${port}/${range.proto}`] = {};
  }
  return ports;
}

function portBindings(service: Service): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { target, protocol, host_ip, published } of service.ports ?? []) {
    (bindings[`${target}/${protocol}`] ??= []).push({ HostIp: host_ip ?? '', HostPort: published ?? '' });
  }
  return bindings;
}

/** A service's networks, the first one first (Service.NetworksByPriority). */
export function networksByPriority(service: Service): string[] {
  const networks = service.networks ?? {};
  return sortedKeys(networks).sort((a, b) => (networks[b]?.priority ?? 0) - (networks[a]?.priority ?? 0));
}

function networking(project: Project, service: Service, options: RequestOptions, name: string): { mode: string; endpoints: Record<string, unknown> | undefined } {
  if (service.network_mode) return { mode: service.network_mode, endpoints: undefined };
  const keys = networksByPriority(service);
  if (Object.keys(project.networks).length === 0 || keys.length === 0) return { mode: 'none', endpoints: undefined };
  const endpoints: Record<string, unknown> = {};
  for (const [i, key] of keys.entries()) {
    const own = service.networks?.[key];
    const driverOpts = own?.interface_name ? { ...own.driver_opts, 'com.docker.network.endpoint.ifname': own.interface_name } : own?.driver_opts;
    endpoints[project.networks[key]!.name] = endpointSettings({
      IPAMConfig: own ? { IPv4Address: own.ipv4_address, IPv6Address: own.ipv6_address, LinkLocalIPs: own.link_local_ips } : null,
      Links: options.links.length > 0 ? options.links : null,
      Aliases: [name, ...(options.useAliases ? [service.name, ...(own?.aliases ?? [])] : [])],
      DriverOpts: driverOpts ?? null,
      GwPriority: own?.gw_priority ?? 0,
      MacAddress: own?.mac_address ?? (i === 0 ? (service.mac_address ?? '') : ''),
    });
  }
  return { mode: project.networks[keys[0]!]!.name, endpoints };
}

function environment(service: Service): string[] {
  return sortedKeys(service.environment ?? {}).map((key) => {
    const value = service.environment![key];
    return value === null || value === undefined ? key : `${key}=${value}`;
  });
}

function securityOpts(service: Service, readFile: (path: string) => string): { options: string[] | null; unconfined: boolean } {
  const options: string[] = [];
  let unconfined = false;
  for (const option of service.security_opt ?? []) {
    if (option === 'systempaths=unconfined') unconfined = true;
    else if (option !== 'no-new-privileges' && !/[=:]/.test(option)) throw new Error(`invalid security-opt: ${JSON.stringify(option)}`);
    else {
      const profile = /^seccomp[=:](.*)$/.exec(option)?.[1];
      options.push(profile === undefined || profile === 'unconfined' || profile === 'builtin' ? option : `seccomp=${JSON.stringify(JSON.parse(readFile(profile)))}`);
    }
  }
  return { options: options.length > 0 ? options : null, unconfined };
}

const orNull = <T>(list: T[] | undefined): T[] | null => (list && list.length > 0 ? list : null);

/** The name of a service's container. */
export function containerName(project: string, service: Service, number: number): string {
  return service.container_name || `${project}-${service.name}-${number}`;
}

/** What the engine is asked to create for a service (composeService.getCreateConfigs). */
export function createRequest(project: Project, service: Service, options: RequestOptions, readFile: (path: string) => string): Record<string, unknown> {
  const labels: Record<string, string> = { ...options.labels, [LABEL.configHash]: serviceHash(service) };
  if (options.number > 0) labels[LABEL.number] = String(options.number);
  labels[LABEL.dependencies] = Object.entries(service.depends_on ?? {}).map(([name, { condition, restart }]) => `${name}:${condition}:${String(restart ?? false)}`).join(',');
  const { binds, mounts } = bindsAndMounts(project, service, options.inherited, options.warn);
  const { mode, endpoints } = networking(project, service, options, containerName(project.name, service, options.number));
  const security = securityOpts(service, readFile);
  const grace = nanoseconds(service.stop_grace_period);
  const tmpfs = Object.fromEntries((service.tmpfs ?? []).map((spec) => [spec.split(':')[0]!, spec.split(':').slice(1).join(':')]));
  return {
    Hostname: service.hostname ?? '',
    Domainname: service.domainname ?? '',
    User: service.user ?? '',
    AttachStdin: options.attachStdin,
    AttachStdout: true,
    AttachStderr: true,
    ExposedPorts: exposedPorts(service),
    Tty: service.tty ?? false,
    OpenStdin: service.stdin_open ?? false,
    StdinOnce: options.attachStdin && (service.stdin_open ?? false),
    Env: environment(service),
    Cmd: service.command ?? null,
    Healthcheck: healthcheck(service.healthcheck),
    Image: imageOf(project.name, service),
    WorkingDir: service.working_dir ?? '',
    Entrypoint: service.entrypoint ?? null,
    Labels: Object.fromEntries(sortedKeys(labels).map((key) => [key, labels[key]!])),
    StopSignal: service.stop_signal,
    StopTimeout: grace === undefined ? undefined : Math.trunc(grace / 1e9),
    HostConfig: {
      Binds: orNull(binds),
      Mounts: mounts.length > 0 ? mounts : undefined,
      AutoRemove: options.autoRemove,
      Annotations: service.annotations,
      LogConfig: { Type: service.logging?.driver ?? '', Config: service.logging?.options ?? null },
      NetworkMode: mode,
      PortBindings: portBindings(service),
      RestartPolicy: restartPolicy(service),
      VolumesFrom: orNull(service.volumes_from),
      CapAdd: orNull(service.cap_add),
      CapDrop: orNull(service.cap_drop),
      CgroupnsMode: service.cgroup ?? '',
      Dns: service.dns ?? [],
      DnsOptions: service.dns_opt ?? [],
      DnsSearch: service.dns_search ?? [],
      ExtraHosts: (service.extra_hosts ?? []).map((host) => host.replace('=', ':')),
      GroupAdd: orNull(service.group_add),
      IpcMode: service.ipc ?? '',
      Links: orNull(options.links),
      OomScoreAdj: service.oom_score_adj ?? 0,
      PidMode: service.pid ?? '',
      Privileged: service.privileged ?? false,
      ReadonlyRootfs: service.read_only ?? false,
      SecurityOpt: security.options,
      StorageOpt: service.storage_opt,
      Tmpfs: Object.keys(tmpfs).length > 0 ? tmpfs : undefined,
      UTSMode: service.uts ?? '',
      UsernsMode: service.userns_mode ?? '',
      ShmSize: Number(service.shm_size ?? 0),
      Sysctls: service.sysctls,
      Runtime: service.runtime,
      Isolation: service.isolation ?? '',
      Init: service.init,
      ...(security.unconfined ? { MaskedPaths: [], ReadonlyPaths: [] } : {}),
      ...resourcesOf(service),
    },
    ...(endpoints ? { NetworkingConfig: { EndpointsConfig: endpoints } } : {}),
  };
}

/** Whether a mount is a volume of the project. */
export function isNamedVolume(mount: Mount): boolean {
  return mount.type === 'volume' && mount.source !== undefined && mount.source !== '';
}
