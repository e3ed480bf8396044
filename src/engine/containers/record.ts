import type { Schemas } from '../../api/types';
import type { ContainerStatus } from '../../api/container-states';
import type { ImageDescriptor } from '../images/ports';

export type Healthcheck = { Test?: string[]; Interval?: number; Timeout?: number; StartPeriod?: number; StartInterval?: number; Retries?: number };

/** Config as `inspect` shows it, in moby's order of fields (api/types/container/config.go). */
export interface ContainerConfig {
  Hostname: string;
  Domainname: string;
  User: string;
  AttachStdin: boolean;
  AttachStdout: boolean;
  AttachStderr: boolean;
  ExposedPorts?: Record<string, object>;
  Tty: boolean;
  OpenStdin: boolean;
  StdinOnce: boolean;
  Env: string[] | null;
  Cmd: string[] | null;
  Healthcheck?: Healthcheck;
  Image: string;
  Volumes: Record<string, object> | null;
  WorkingDir: string;
  Entrypoint: string[] | null;
  NetworkDisabled?: boolean;
  OnBuild?: string[];
  Labels: Record<string, string>;
  StopSignal?: string;
  StopTimeout?: number;
  Shell?: string[];
}

export interface PortBinding {
  HostIp: string;
  HostPort: string;
}

export type PortMap = Record<string, PortBinding[] | null>;

export interface MountSpecification {
  Type: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: { Propagation?: string; NonRecursive?: boolean; CreateMountpoint?: boolean; ReadOnlyNonRecursive?: boolean; ReadOnlyForceRecursive?: boolean };
  VolumeOptions?: { NoCopy?: boolean; Labels?: Record<string, string>; DriverConfig?: { Name?: string; Options?: Record<string, string> }; Subpath?: string };
  TmpfsOptions?: { SizeBytes?: number; Mode?: number; Options?: string[][] };
  ImageOptions?: { Subpath?: string };
}

/** HostConfig as `inspect` shows it. Fields that the engine doesn't read are passed through. */
export interface HostConfig {
  Binds: string[] | null;
  ContainerIDFile: string;
  LogConfig: { Type: string; Config: Record<string, string> };
  NetworkMode: string;
  PortBindings: PortMap;
  RestartPolicy: { Name: string; MaximumRetryCount: number };
  AutoRemove: boolean;
  VolumeDriver: string;
  VolumesFrom: string[] | null;
  ConsoleSize: [number, number];
  Annotations?: Record<string, string>;
  CapAdd: string[] | null;
  CapDrop: string[] | null;
  CgroupnsMode: string;
  Dns: string[] | null;
  DnsOptions: string[] | null;
  DnsSearch: string[] | null;
  ExtraHosts: string[] | null;
  GroupAdd: string[] | null;
  IpcMode: string;
  Cgroup: string;
  Links: string[] | null;
  OomScoreAdj: number;
  PidMode: string;
  Privileged: boolean;
  PublishAllPorts: boolean;
  ReadonlyRootfs: boolean;
  SecurityOpt: string[] | null;
  StorageOpt?: Record<string, string>;
  Tmpfs?: Record<string, string>;
  UTSMode: string;
  UsernsMode: string;
  ShmSize: number;
  Sysctls?: Record<string, string>;
  Runtime: string;
  Isolation: string;
  CpuShares: number;
  Memory: number;
  NanoCpus: number;
  CgroupParent: string;
  BlkioWeight: number;
  CpuPeriod: number;
  CpuQuota: number;
  CpuRealtimePeriod: number;
  CpuRealtimeRuntime: number;
  CpusetCpus: string;
  CpusetMems: string;
  Devices: { PathOnHost: string; PathInContainer: string; CgroupPermissions: string }[] | null;
  MemoryReservation: number;
  MemorySwap: number;
  MemorySwappiness: number | null;
  OomKillDisable: boolean | null;
  PidsLimit: number | null;
  Ulimits: { Name: string; Hard: number; Soft: number }[] | null;
  Mounts?: MountSpecification[];
  MaskedPaths: string[] | null;
  ReadonlyPaths: string[] | null;
  Init?: boolean;
  [field: string]: unknown;
}

/** One mount of a container: what `Mounts` of inspect shows, and how it is made. */
export interface MountPoint {
  type: 'bind' | 'volume' | 'tmpfs' | 'image';
  /** A volume's name. */
  name: string;
  source: string;
  destination: string;
  driver: string;
  mode: string;
  rw: boolean;
  propagation: string;
  /** Copies the image's files into an empty volume. */
  copyData: boolean;
  /** The directory of the volume that is mounted. */
  subpath: string;
  /** `-v`: a missing source is made. */
  createSource: boolean;
  tmpfs?: { options: string; sizeBytes?: number; mode?: number };
  /** The mount as asked for with --mount. */
  spec?: MountSpecification;
  /** An anonymous volume that goes with `rm -v`. */
  anonymous: boolean;
}

/** A container's place in one network (EndpointSettings), with what was asked for. */
export interface Endpoint {
  ipamConfig: { IPv4Address?: string; IPv6Address?: string; LinkLocalIPs?: string[] } | null;
  links: string[] | null;
  aliases: string[] | null;
  driverOpts: Record<string, string> | null;
  gwPriority: number;
  networkId: string;
  endpointId: string;
  gateway: string;
  ipAddress: string;
  macAddress: string;
  ipPrefixLen: number;
  ipv6Gateway: string;
  globalIpv6Address: string;
  globalIpv6PrefixLen: number;
  dnsNames: string[] | null;
  /** A MAC address that the user wants. */
  desiredMac: string;
  /** The interface in the container. */
  device: string;
}

export interface HealthProbe {
  Start: string;
  End: string;
  ExitCode: number;
  Output: string;
}

export interface ContainerState {
  status: ContainerStatus;
  /** The state that `restarting` came from counts as running for some refusals. */
  oomKilled: boolean;
  pid: number;
  exitCode: number;
  error: string;
  startedAt: string;
  finishedAt: string;
  health?: { status: 'starting' | 'healthy' | 'unhealthy'; failingStreak: number; log: HealthProbe[] };
}

/** All that is kept of a container, as plain data; written to config.v2.json at every change. */
export interface ContainerRecord {
  id: string;
  /** Without the slash. */
  name: string;
  created: string;
  path: string;
  args: string[];
  config: ContainerConfig;
  hostConfig: HostConfig;
  imageId: string;
  imageManifest: ImageDescriptor | undefined;
  state: ContainerState;
  mounts: MountPoint[];
  networks: Record<string, Endpoint>;
  /** Published ports while it runs. */
  ports: PortMap;
  sandboxId: string;
  restartCount: number;
  hasBeenStarted: boolean;
  manuallyStopped: boolean;
  removing: boolean;
  /** Names under which linked containers know this one on the default bridge: `name:alias` of --link. */
  links: { name: string; alias: string }[];
}

export type CreateBody = Partial<Schemas['ContainerConfig']> & {
  HostConfig?: Partial<Schemas['HostConfig']> & Record<string, unknown>;
  NetworkingConfig?: { EndpointsConfig?: Record<string, Partial<Schemas['EndpointSettings']> | null> | null } | null;
};

export function isRunning(record: ContainerRecord): boolean {
  const status = record.state.status;
  return status === 'running' || status === 'paused' || status === 'restarting';
}
