import { marshal, marshalIndent } from '../../lib/gojson';
import { isDict, pathMatches, sortedKeys, without, type Dict, type Value } from '../load/value';
import type { Project, Service } from './types';
import { toYaml, type KeyOrder } from './yaml-text';

/** The order of keys where compose-go's structs don't have them sorted. */
const ORDERS: readonly (readonly [string, string])[] = [
  ['', 'name services networks volumes secrets configs models'],
  ['services.*', 'profiles annotations attach build develop blkio_config cap_add cap_drop cgroup_parent cgroup cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpus cpuset cpu_shares command configs container_name credential_spec depends_on deploy device_cgroup_rules devices dns dns_opt dns_search dockerfile domainname entrypoint provider environment env_file expose extends external_links extra_hosts group_add gpus hostname healthcheck image init ipc isolation labels label_file links logging log_driver log_opt mem_limit mem_reservation memswap_limit mem_swappiness mac_address models net network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform ports privileged pull_policy read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes volumes_from working_dir pre_start post_start pre_stop'],
  ['services.*.build', 'context dockerfile dockerfile_inline entitlements args provenance sbom ssh labels cache_from cache_to no_cache no_cache_filter additional_contexts pull extra_hosts isolation network target secrets shm_size tags ulimits platforms privileged'],
  ['services.*.healthcheck', 'test timeout interval retries start_period start_interval disable'],
  ['services.*.depends_on.*', 'condition restart required'],
  ['services.*.ports.[]', 'name mode host_ip target published protocol app_protocol'],
  ['services.*.volumes.[]', 'type source target read_only consistency bind volume tmpfs image'],
  ['services.*.volumes.[].bind', 'selinux propagation create_host_path recursive'],
  ['services.*.volumes.[].volume', 'labels nocopy subpath'],
  ['services.*.volumes.[].tmpfs', 'size mode'],
  ['services.*.secrets.[]', 'source target uid gid mode'],
  ['services.*.configs.[]', 'source target uid gid mode'],
  ['services.*.build.secrets.[]', 'source target uid gid mode'],
  ['services.*.env_file.[]', 'path required format'],
  ['services.*.devices.[]', 'source target permissions'],
  ['services.*.logging', 'driver options'],
  ['services.*.deploy', 'mode replicas labels update_config rollback_config resources restart_policy placement endpoint_mode'],
  ['services.*.deploy.update_config', 'parallelism delay failure_action monitor max_failure_ratio order'],
  ['services.*.deploy.rollback_config', 'parallelism delay failure_action monitor max_failure_ratio order'],
  ['services.*.deploy.resources', 'limits reservations'],
  ['services.*.deploy.resources.limits', 'cpus memory pids devices generic_resources'],
  ['services.*.deploy.resources.reservations', 'cpus memory pids devices generic_resources'],
  ['services.*.deploy.resources.reservations.devices.[]', 'capabilities driver count device_ids options'],
  ['services.*.deploy.restart_policy', 'condition delay max_attempts window'],
  ['services.*.deploy.placement', 'constraints preferences max_replicas_per_node'],
  ['services.*.develop.watch.[]', 'path action target exec include ignore initial_sync'],
  ['services.*.ulimits.*', 'single soft hard'],
  ['networks.*', 'name driver driver_opts ipam external internal attachable labels enable_ipv4 enable_ipv6'],
  ['networks.*.ipam', 'driver config options'],
  ['networks.*.ipam.config.[]', 'subnet gateway ip_range aux_addresses'],
  ['volumes.*', 'name driver driver_opts external labels'],
  ['secrets.*', 'name file environment content external labels driver driver_opts template_driver'],
  ['configs.*', 'name file environment content external labels driver driver_opts template_driver'],
];

const LISTS = new Map(ORDERS.map(([pattern, names]) => [pattern, names.split(' ')]));

const order: KeyOrder = (path, dict) => {
  const entry = path.length === 0 ? LISTS.get('') : [...LISTS].find(([pattern]) => pattern !== '' && pathMatches(path, pattern))?.[1];
  const keys = sortedKeys(dict);
  if (!entry) return keys;
  return [...entry.filter((key) => key in dict), ...keys.filter((key) => !entry.includes(key))];
};

function arranged(value: Value, path: readonly string[] = []): Value {
  if (Array.isArray(value)) return value.map((item) => arranged(item, [...path, '[]']));
  if (!isDict(value)) return value;
  return Object.fromEntries(order(path, value).filter((key) => value[key] !== undefined).map((key) => [key, arranged(value[key], [...path, key])]));
}

/** What is empty isn't written (`omitempty`). */
function dropEmpty(dict: Dict): Dict {
  const empty = (value: Value): boolean =>
    value === undefined || value === '' || value === false || value === 0 || (Array.isArray(value) && value.length === 0) || (isDict(value) && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(dict).filter(([key, value]) => !empty(value) || key === 'init' || key === 'attach' || key === 'scale' || key === 'command' || key === 'entrypoint'));
}

function serviceDict(service: Service): Dict {
  const dict = dropEmpty(without(service, 'name', 'customLabels') as unknown as Dict);
  if (Array.isArray(dict.volumes)) dict.volumes = dict.volumes.map((mount) => (isDict(mount) && isDict(mount.bind) ? { ...mount, bind: withoutDefault(mount.bind) } : mount));
  if (dict.command === null || dict.command === undefined) delete dict.command;
  if (dict.entrypoint === null || dict.entrypoint === undefined) delete dict.entrypoint;
  return dict;
}

/** A host path is made unless that is switched off; only the latter is written. */
function withoutDefault(bind: Dict): Dict {
  return Object.fromEntries(Object.entries(bind).filter(([key, value]) => key !== 'create_host_path' || value !== true));
}

function projectDict(project: Project): Dict {
  const sections = Object.fromEntries((['networks', 'volumes', 'secrets', 'configs', 'models'] as const)
    .filter((name) => Object.keys(project[name]).length > 0)
    .map((name) => [name, Object.fromEntries(Object.entries(project[name]).map(([key, value]) => {
      const dict = dropEmpty(value as Dict);
      return [key, name === 'networks' ? withIpam(dict) : dict];
    }))]));
  const services = Object.fromEntries(Object.entries(project.services).map(([name, service]) => [name, serviceDict(service)]));
  return { name: project.name, services, ...sections, ...project.extensions };
}

function withIpam(dict: Dict): Dict {
  return dict.ipam === undefined ? dict : { ...dict, ipam: dropEmpty(dict.ipam as Dict) };
}

/** `config`: the project as YAML. */
export function projectYaml(project: Project): string {
  return toYaml(projectDict(project), order);
}

/** `config --format json`: top-level keys sorted, command and entrypoint always there. */
export function projectJson(project: Project): string {
  const dict = projectDict(project);
  const services = Object.fromEntries(Object.entries(dict.services as Dict).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, service]) => [name, jsonService(service as Dict)]));
  const whole = arranged({ ...dict, services }) as Dict;
  const networks = isDict(whole.networks) ? Object.fromEntries(Object.entries(whole.networks).map(([name, network]) => [name, { ...(network as Dict), ipam: (network as Dict).ipam ?? {} }])) : undefined;
  const sorted = Object.fromEntries(sortedKeys(whole).map((key) => [key, key === 'networks' ? networks : whole[key]]));
  return marshalIndent(sorted, '', '  ');
}

function jsonService(service: Dict): Dict {
  const deploy = isDict(service.deploy) ? { deploy: { resources: {}, placement: {}, ...service.deploy } } : {};
  return { command: null, entrypoint: null, ...service, ...deploy };
}

/** The text that a service's configuration hash is made of; what doesn't need a new container is left out. */
export function hashText(service: Service): string {
  const counted = without(service, 'pull_policy', 'scale', 'depends_on', 'profiles', 'build');
  const deploy = service.deploy && without(service.deploy, 'replicas');
  return marshal(arranged(jsonService(serviceDict({ ...counted, deploy })), ['services', '*']));
}

export function modelYaml(model: Dict): string {
  return toYaml(model);
}
