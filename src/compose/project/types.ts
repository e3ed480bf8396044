import type { Dict } from '../load/value';

/** A variable's value; null: taken from where the container is created, else unset. */
export type Mapping = Record<string, string | null>;
export type Labels = Record<string, string>;

export interface Dependency {
  condition: string;
  restart?: boolean;
  required: boolean;
}

export interface Port {
  name?: string;
  mode?: string;
  host_ip?: string;
  target: number;
  published?: string;
  protocol: string;
  app_protocol?: string;
}

export interface Mount {
  type: string;
  source?: string;
  target: string;
  read_only?: boolean;
  consistency?: string;
  bind?: { selinux?: string; propagation?: string; create_host_path?: boolean; recursive?: string };
  volume?: { labels?: Labels; nocopy?: boolean; subpath?: string };
  tmpfs?: { size?: string; mode?: number };
  image?: { subpath?: string };
}

/** A secret or config as a service asks for it. */
export interface FileReference {
  source: string;
  target?: string;
  uid?: string;
  gid?: string;
  mode?: string;
}

export interface Build {
  context: string;
  dockerfile?: string;
  dockerfile_inline?: string;
  args?: Mapping;
  labels?: Labels;
  target?: string;
  network?: string;
  no_cache?: boolean;
  no_cache_filter?: string[];
  pull?: boolean;
  tags?: string[];
  platforms?: string[];
  cache_from?: string[];
  cache_to?: string[];
  ssh?: unknown;
  secrets?: FileReference[];
  extra_hosts?: string[];
  shm_size?: string;
  additional_contexts?: Record<string, string>;
}

export interface Healthcheck {
  test?: string[];
  interval?: string;
  timeout?: string;
  start_period?: string;
  start_interval?: string;
  retries?: number;
  disable?: boolean;
}

export interface Resource {
  cpus?: number;
  memory?: string;
  pids?: number;
  devices?: { capabilities?: string[]; count?: number; device_ids?: string[]; driver?: string; options?: Labels }[];
}

export interface Deploy {
  mode?: string;
  replicas?: number;
  labels?: Labels;
  resources?: { limits?: Resource; reservations?: Resource };
  restart_policy?: { condition?: string; delay?: string; max_attempts?: number; window?: string };
}

export interface ServiceNetwork {
  aliases?: string[];
  driver_opts?: Labels;
  gw_priority?: number;
  interface_name?: string;
  ipv4_address?: string;
  ipv6_address?: string;
  link_local_ips?: string[];
  mac_address?: string;
  priority?: number;
}

/** A service in canonical form, types as compose-go's ServiceConfig has them (sizes and durations as their text). */
export interface Service {
  name: string;
  /** Compose's own labels of its containers. */
  customLabels: Labels;
  annotations?: Labels;
  attach?: boolean;
  build?: Build;
  cap_add?: string[];
  cap_drop?: string[];
  cgroup?: string;
  cgroup_parent?: string;
  command?: string[] | null;
  configs?: FileReference[];
  container_name?: string;
  cpu_count?: number;
  cpu_percent?: number;
  cpu_period?: number;
  cpu_quota?: number;
  cpu_rt_period?: number;
  cpu_rt_runtime?: number;
  cpu_shares?: number;
  cpus?: number;
  cpuset?: string;
  depends_on?: Record<string, Dependency>;
  deploy?: Deploy;
  develop?: Dict;
  device_cgroup_rules?: string[];
  devices?: { source: string; target: string; permissions?: string }[];
  dns?: string[];
  dns_opt?: string[];
  dns_search?: string[];
  domainname?: string;
  entrypoint?: string[] | null;
  env_file?: { path: string; required: boolean; format?: string }[];
  environment?: Mapping;
  expose?: string[];
  external_links?: string[];
  extra_hosts?: string[];
  gpus?: NonNullable<Resource['devices']>;
  group_add?: string[];
  healthcheck?: Healthcheck;
  hostname?: string;
  image?: string;
  init?: boolean;
  ipc?: string;
  isolation?: string;
  label_file?: string[];
  labels?: Labels;
  links?: string[];
  logging?: { driver?: string; options?: Labels };
  mac_address?: string;
  mem_limit?: string;
  mem_reservation?: string;
  mem_swappiness?: string;
  memswap_limit?: string;
  network_mode?: string;
  networks?: Record<string, ServiceNetwork | null>;
  oom_kill_disable?: boolean;
  oom_score_adj?: number;
  pid?: string;
  pids_limit?: number;
  platform?: string;
  ports?: Port[];
  privileged?: boolean;
  profiles?: string[];
  provider?: Dict;
  pull_policy?: string;
  read_only?: boolean;
  restart?: string;
  runtime?: string;
  scale?: number;
  secrets?: FileReference[];
  security_opt?: string[];
  shm_size?: string;
  stdin_open?: boolean;
  stop_grace_period?: string;
  stop_signal?: string;
  storage_opt?: Labels;
  sysctls?: Labels;
  tmpfs?: string[];
  tty?: boolean;
  ulimits?: Record<string, number | { soft?: number; hard?: number }>;
  use_api_socket?: boolean;
  user?: string;
  userns_mode?: string;
  uts?: string;
  volumes?: Mount[];
  volumes_from?: string[];
  working_dir?: string;
  pre_start?: Dict[];
  post_start?: Dict[];
  pre_stop?: Dict[];
}

export interface Network {
  name: string;
  driver?: string;
  driver_opts?: Labels;
  ipam?: { driver?: string; config?: { subnet?: string; gateway?: string; ip_range?: string; aux_addresses?: Labels }[]; options?: Labels };
  external?: boolean;
  internal?: boolean;
  attachable?: boolean;
  labels?: Labels;
  enable_ipv4?: boolean;
  enable_ipv6?: boolean;
}

export interface Volume {
  name: string;
  driver?: string;
  driver_opts?: Labels;
  external?: boolean;
  labels?: Labels;
}

/** A secret or a config as the project declares it. */
export interface FileObject {
  name: string;
  file?: string;
  environment?: string;
  content?: string;
  external?: boolean;
  driver?: string;
  template_driver?: string;
}

/** A loaded compose application. */
export interface Project {
  name: string;
  workingDir: string;
  /** What variables are interpolated from. */
  environment: Record<string, string>;
  composeFiles: string[];
  profiles: string[];
  services: Record<string, Service>;
  /** Services that no active profile or selection includes. */
  disabled: Record<string, Service>;
  networks: Record<string, Network>;
  volumes: Record<string, Volume>;
  secrets: Record<string, FileObject>;
  configs: Record<string, FileObject>;
  models: Record<string, Dict>;
  extensions: Dict;
}

/** How many containers a service wants. */
export function scaleOf(service: Service): number {
  return service.scale ?? service.deploy?.replicas ?? 1;
}

/** The image of a service: its own, or the one that its build makes. */
export function imageOf(project: string, service: Service): string {
  return service.image ?? `${project}-${service.name}`;
}
