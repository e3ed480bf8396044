import { quote } from '../../lib/govalue';
import { sortedKeys } from '../load/value';
import { scaleOf, type Project, type Service } from './types';

const INVALID = 'invalid compose project';

function checkReferences(project: Project, s: Service): void {
  for (const network of sortedKeys(s.networks ?? {})) {
    if (!project.networks[network]) throw new Error(`service ${quote(s.name)} refers to undefined network ${network}: ${INVALID}`);
  }
  const first = s.healthcheck?.test?.[0];
  if (first !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(first)) throw new Error('healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"');
  for (const [name, { required }] of Object.entries(s.depends_on ?? {})) {
    if (project.services[name] || (project.disabled[name] && !required)) continue;
    throw new Error(`service ${quote(s.name)} depends on undefined service ${quote(name)}: ${INVALID}`);
  }
  if (s.network_mode?.startsWith('service:')) {
    const name = s.network_mode.slice('service:'.length);
    if (!project.services[name]) throw new Error(`service ${quote(name)} not found for network_mode 'service:${name}'`);
  }
  for (const { type, source } of s.volumes ?? []) {
    if (type === 'volume' && source && !project.volumes[source]) throw new Error(`service ${quote(s.name)} refers to undefined volume ${source}: ${INVALID}`);
  }
  for (const { source } of s.build?.secrets ?? []) {
    if (!project.secrets[source]) throw new Error(`service ${quote(s.name)} refers to undefined build secret ${source}: ${INVALID}`);
  }
  for (const { source } of s.configs ?? []) {
    if (!project.configs[source]) throw new Error(`service ${quote(s.name)} refers to undefined config ${source}: ${INVALID}`);
  }
  for (const { source } of s.secrets ?? []) {
    if (!project.secrets[source]) throw new Error(`service ${quote(s.name)} refers to undefined secret ${source}: ${INVALID}`);
  }
}

function checkAmounts(s: Service): void {
  const limits = s.deploy?.resources?.limits;
  const distinct = (a: string, b: string): Error => new Error(`services.${s.name}: can't set distinct values on '${a}' and '${b}': ${INVALID}`);
  if (s.scale !== undefined && s.deploy?.replicas !== undefined && s.scale !== s.deploy.replicas) throw distinct('scale', 'deploy.replicas');
  if (s.scale !== undefined && s.scale < 0) throw new Error(`services.${s.name}.scale: must be greater than or equal to 0`);
  if ((s.deploy?.replicas ?? 0) < 0) throw new Error(`services.${s.name}.deploy.replicas: must be greater than or equal to 0`);
  if (s.cpus && limits && (limits.cpus ?? 0) !== s.cpus) throw distinct('cpus', 'deploy.resources.limits.cpus');
  if (s.mem_limit && limits && (limits.memory ?? '0') !== s.mem_limit) throw distinct('mem_limit', 'deploy.resources.limits.memory');
  if (s.pids_limit && limits && (limits.pids ?? 0) !== s.pids_limit) throw distinct('pids_limit', 'deploy.resources.limits.pids');
  if (scaleOf(s) > 1 && s.container_name) {
    const attribute = s.scale === undefined ? 'deploy.replicas' : 'scale';
    throw new Error(`services.${attribute}: can't set container_name and ${s.name} as container name must be unique: ${INVALID}`);
  }
}

function checkMounts(s: Service): void {
  const mounts = new Map<string, string>();
  const add = (place: string, target: string): void => {
    const before = mounts.get(target);
    if (before !== undefined) throw new Error(`${place}: target ${target} already mounted as ${before}`);
    mounts.set(target, place);
  };
  for (const [i, spec] of (s.tmpfs ?? []).entries()) add(`services.${s.name}.tmpfs[${i}]`, spec.split(':')[0]!);
  for (const [i, { target }] of (s.volumes ?? []).entries()) add(`services.${s.name}.volumes[${i}]`, target);
}

/** Services that depend on themselves by others (graph/cycle.go). */
export function checkCycle(project: Project): void {
  const visit = (path: readonly string[]): void => {
    for (const name of sortedKeys(project.services[path.at(-1)!]?.depends_on ?? {})) {
      const at = path.indexOf(name);
      if (at !== -1) throw new Error(`dependency cycle detected: ${[...path.slice(at), name].join(' -> ')}`);
      if (project.services[name]) visit([...path, name]);
    }
  };
  for (const name of sortedKeys(project.services)) visit([name]);
}

/** Whether a project makes sense as a whole (compose-go loader/validate.go). */
export function checkConsistency(project: Project): void {
  for (const name of sortedKeys(project.services)) {
    const s = project.services[name]!;
    if (!s.build && !s.image && !s.provider) throw new Error(`service ${quote(name)} has neither an image nor a build context specified: ${INVALID}`);
    if (s.build?.dockerfile_inline && s.build.dockerfile) throw new Error(`service ${quote(name)} declares mutualy exclusive dockerfile and dockerfile_inline: ${INVALID}`);
    if (s.network_mode && Object.keys(s.networks ?? {}).length > 0) throw new Error(`service ${name} declares mutually exclusive \`network_mode\` and \`networks\`: ${INVALID}`);
    checkReferences(project, s);
    checkAmounts(s);
    checkMounts(s);
  }
  checkCycle(project);
}
