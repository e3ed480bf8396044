import type { Rule } from './schema';

/** The compose specification's schema (compose-spec.json), in short. */

const EXTENSION: readonly [RegExp, Rule] = [/^x-/, {}];
const NAME = /^[a-zA-Z0-9._-]+$/;

const is = (...types: string[]): Rule => ({ types });
const STRING = is('string');
const FLAG = is('boolean', 'string');
const INTEGER = is('integer', 'string');
const NUMBER = is('number', 'string');
const list = (items: Rule, unique = false): Rule => ({ types: ['array'], items, unique });
const STRINGS = list(STRING);
const UNIQUE = list(STRING, true);
const either = (...oneOf: Rule[]): Rule => ({ oneOf });
const mapOf = (rule: Rule, form: RegExp = /^.+$/, closed = false): Rule => ({ types: ['object'], patterns: [[form, rule]], closed });

/** A mapping with these keys, extensions and no others. */
const object = (fields: Record<string, Rule>, more: Partial<Rule> = {}): Rule => ({ types: ['object'], fields, patterns: [EXTENSION], closed: true, ...more });

/** Several names under one rule. */
const all = (names: string, rule: Rule): Record<string, Rule> => Object.fromEntries(names.split(' ').map((name) => [name, rule]));

const STRING_OR_LIST = either(STRING, UNIQUE);
const LIST_OR_DICT = either(mapOf(is('string', 'number', 'boolean', 'null'), /.+/, true), UNIQUE);
const EXTRA_HOSTS = either(mapOf(either(STRING, STRINGS), /.+/, true), UNIQUE);
const COMMAND = either(is('null'), STRING, STRINGS);
const OPTIONS = mapOf(NUMBER);
const ULIMITS = mapOf(either(INTEGER, object(all('hard soft', INTEGER), { required: ['soft', 'hard'] })), /^[a-z]+$/);
const FILES = list(either(STRING, object({ ...all('source target uid gid', STRING), mode: NUMBER })));
const EXTERNAL: Rule = { types: ['boolean', 'string', 'object'], fields: { name: STRING }, patterns: [EXTENSION], closed: true };
const DEVICES = (required: readonly string[]): Rule =>
  list(object({ ...all('capabilities device_ids', UNIQUE), count: is('string', 'integer'), driver: STRING, options: LIST_OR_DICT }, { required }));
const HOOK = (more: Record<string, Rule>, required: readonly string[]): Rule =>
  object({ command: COMMAND, ...all('user working_dir', STRING), privileged: FLAG, environment: LIST_OR_DICT, ...more }, { required });
const UPDATE = object({
  parallelism: INTEGER, ...all('delay monitor', STRING), failure_action: STRING, max_failure_ratio: NUMBER,
  order: { ...STRING, values: ['start-first', 'stop-first'] },
});

const BUILD = object({
  ...all('context dockerfile dockerfile_inline network target isolation', STRING),
  ...all('entitlements cache_from cache_to tags platforms', STRINGS),
  ...all('args ssh labels additional_contexts', LIST_OR_DICT),
  ...all('no_cache pull privileged', FLAG),
  ...all('provenance sbom', is('string', 'boolean')),
  no_cache_filter: STRING_OR_LIST, shm_size: INTEGER, extra_hosts: EXTRA_HOSTS, secrets: FILES, ulimits: ULIMITS,
});

const DURATION: Rule = STRING;
const HEALTHCHECK = object({
  disable: FLAG, ...all('interval timeout start_period start_interval', DURATION), retries: NUMBER, test: either(STRING, STRINGS),
});

const DEPLOY = object(
  {
    ...all('mode endpoint_mode', STRING), replicas: INTEGER, labels: LIST_OR_DICT, ...all('rollback_config update_config', UPDATE),
    resources: object({
      limits: object({ cpus: NUMBER, memory: STRING, pids: INTEGER }),
      reservations: object({
        cpus: NUMBER, memory: STRING, generic_resources: list(object({ discrete_resource_spec: object({ kind: STRING, value: NUMBER }) })),
        devices: DEVICES(['capabilities']),
      }),
    }),
    restart_policy: object({ condition: STRING, ...all('delay window', DURATION), max_attempts: INTEGER }),
    placement: object({ constraints: STRINGS, preferences: list(object({ spread: STRING })), max_replicas_per_node: INTEGER }),
  },
  { types: ['object', 'null'] },
);

const DEPENDENCY = object(
  { restart: FLAG, required: is('boolean'), condition: { ...STRING, values: ['service_started', 'service_healthy', 'service_completed_successfully'] } },
  { required: ['condition'] },
);

const SERVICE_NETWORK = object({
  ...all('aliases link_local_ips', UNIQUE), ...all('interface_name ipv4_address ipv6_address mac_address', STRING), driver_opts: OPTIONS,
  ...all('priority gw_priority', is('number')),
});

const PORT = object({ ...all('name mode host_ip protocol app_protocol', STRING), target: INTEGER, published: INTEGER });

const VOLUME_MOUNT = object(
  {
    type: { ...STRING, values: ['bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'] }, ...all('source target consistency', STRING), read_only: FLAG,
    bind: object({
      propagation: STRING, create_host_path: FLAG, recursive: { ...STRING, values: ['enabled', 'disabled', 'writable', 'readonly'] },
      selinux: { ...STRING, values: ['z', 'Z'] },
    }),
    volume: object({ labels: LIST_OR_DICT, nocopy: FLAG, subpath: STRING }),
    tmpfs: object({ size: either({ types: ['integer'], minimum: 0 }, STRING), mode: NUMBER }),
    image: object({ subpath: STRING }),
  },
  { required: ['type'] },
);

const BLKIO = object({
  ...all('device_read_bps device_read_iops device_write_bps device_write_iops', list(object({ path: STRING, rate: INTEGER }))),
  weight: INTEGER, weight_device: list(object({ path: STRING, weight: INTEGER })),
});

const SERVICE = object({
  develop: object(
    {
      watch: list(object(
        {
          ...all('ignore include', STRING_OR_LIST), ...all('path target', STRING), exec: HOOK({}, ['command']), initial_sync: is('boolean'),
          action: { ...STRING, values: ['rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'] },
        },
        { required: ['path', 'action'] },
      )),
    },
    { types: ['object', 'null'] },
  ),
  deploy: DEPLOY, ...all('annotations environment labels sysctls', LIST_OR_DICT),
  ...all('attach init oom_kill_disable privileged read_only stdin_open tty', FLAG),
  build: either(STRING, BUILD), blkio_config: BLKIO, ...all('cap_add cap_drop dns_opt external_links links security_opt volumes_from', UNIQUE),
  cgroup: { ...STRING, values: ['host', 'private'] }, ...all('command entrypoint', COMMAND), ...all('configs secrets', FILES),
  ...all(
    'cgroup_parent cpuset domainname hostname image ipc isolation mac_address network_mode platform restart runtime pull_refresh_after stop_signal user uts userns_mode working_dir',
    STRING,
  ),
  stop_grace_period: DURATION, container_name: { ...STRING, pattern: /[a-zA-Z0-9][a-zA-Z0-9_.-]+/ },
  cpu_count: either(STRING, { types: ['integer'], minimum: 0 }), cpu_percent: either(STRING, { types: ['integer'], minimum: 0, maximum: 100 }),
  ...all('cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus mem_limit memswap_limit pids_limit shm_size', NUMBER),
  ...all('mem_reservation mem_swappiness scale', INTEGER),
  credential_spec: object(all('config file registry', STRING)),
  depends_on: either(UNIQUE, { types: ['object'], patterns: [[NAME, DEPENDENCY]], closed: true }),
  ...all('device_cgroup_rules profiles', UNIQUE),
  devices: list(either(STRING, object(all('source target permissions', STRING), { required: ['source'] }))),
  ...all('dns dns_search tmpfs', STRING_OR_LIST), ...all('expose group_add', list(NUMBER, true)),
  env_file: either(STRING, list(either(STRING, { types: ['object'], fields: { ...all('path format', STRING), required: FLAG }, closed: true, required: ['path'] }))),
  label_file: either(STRING, STRINGS),
  extends: either(STRING, { types: ['object'], fields: all('service file', STRING), closed: true, required: ['service'] }),
  provider: object({ type: STRING, options: mapOf({}) }, { required: ['type'] }),
  extra_hosts: EXTRA_HOSTS, gpus: either({ ...STRING, values: ['all'] }, DEVICES([])), healthcheck: HEALTHCHECK,
  logging: object({ driver: STRING, options: mapOf(is('string', 'number', 'null')) }),
  models: either(UNIQUE, mapOf(either(object(all('endpoint_var model_var', STRING)), is('null')), NAME)),
  networks: either(UNIQUE, { types: ['object'], patterns: [[NAME, either(SERVICE_NETWORK, is('null'))]], closed: true }),
  oom_score_adj: either(STRING, { types: ['integer'], minimum: -1000, maximum: 1000 }), pid: is('string', 'null'),
  ports: list(either(is('number'), STRING, PORT), true),
  pre_start: list(HOOK({ image: STRING, per_replica: FLAG }, [])), ...all('post_start pre_stop', list(HOOK({}, ['command']))),
  pull_policy: { ...STRING, pattern: /always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+/ },
  storage_opt: is('object'), ulimits: ULIMITS, use_api_socket: is('boolean'), volumes: list(either(STRING, VOLUME_MOUNT), true),
});

const NETWORK = object(
  {
    ...all('name driver', STRING), driver_opts: OPTIONS, external: EXTERNAL, ...all('internal enable_ipv4 enable_ipv6 attachable', FLAG), labels: LIST_OR_DICT,
    ipam: object({
      driver: STRING, options: mapOf(STRING, /^.+$/, true),
      config: list(object({ ...all('subnet ip_range gateway', STRING), aux_addresses: mapOf(STRING, /^.+$/, true) })),
    }),
  },
  { types: ['object', 'null'] },
);

const VOLUME = object({ ...all('name driver', STRING), driver_opts: OPTIONS, external: EXTERNAL, labels: LIST_OR_DICT }, { types: ['object', 'null'] });
const FILE = (more: Record<string, Rule>): Rule =>
  object({ ...all('name environment file template_driver', STRING), external: EXTERNAL, labels: LIST_OR_DICT, ...more });

const section = (rule: Rule, closed = true): Rule => ({ types: ['object'], patterns: [[NAME, rule]], closed });

/** A whole compose file. */
export const COMPOSE_FILE: Rule = object({
  ...all('version name', STRING),
  include: list(either(STRING, { types: ['object'], fields: { ...all('path env_file', STRING_OR_LIST), project_directory: STRING }, closed: true })),
  services: section(SERVICE),
  models: section(object({ ...all('name model', STRING), context_size: is('integer'), runtime_flags: STRINGS }, { required: ['model'] }), false),
  networks: section(NETWORK, false),
  volumes: section(VOLUME),
  secrets: section(FILE({ driver: STRING, driver_opts: OPTIONS })),
  configs: section(FILE({ content: STRING })),
});
