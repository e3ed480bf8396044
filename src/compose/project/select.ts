import { sortedKeys } from '../load/value';
import type { Project, Service } from './types';

export type Dependencies = 'include' | 'dependents' | 'ignore';

/** A service that has to be there; throws. */
export function getService(project: Project, name: string): Service {
  const service = project.services[name];
  if (service) return service;
  throw new Error(`no such service: ${name}: ${project.disabled[name] ? 'disabled' : 'not found'}`);
}

export function allServices(project: Project): Record<string, Service> {
  return { ...project.services, ...project.disabled };
}

/** Divides the services by the active profiles; `*` is every one. */
export function withProfiles(project: Project, profiles: readonly string[]): Project {
  const services: Record<string, Service> = {};
  const disabled: Record<string, Service> = {};
  for (const [name, service] of Object.entries(allServices(project))) {
    const own = service.profiles ?? [];
    const active = own.length === 0 || profiles.includes('*') || own.some((profile) => profiles.includes(profile));
    (active ? services : disabled)[name] = service;
  }
  return { ...project, profiles: [...profiles], services, disabled };
}

/** Activates the profiles of services that were named. */
export function withServicesEnabled(project: Project, names: readonly string[]): Project {
  if (names.length === 0) return project;
  const more = names.filter((name) => !project.services[name]).flatMap((name) => project.disabled[name]?.profiles ?? []);
  return withProfiles(project, [...project.profiles, ...more]);
}

/** Visits services and, first, what they depend on (Project.ForEachService). */
export function withDependencies(project: Project, names: readonly string[], how: Dependencies): string[] {
  const seen: string[] = [];
  const visit = (name: string, required: boolean): void => {
    if (seen.includes(name)) return;
    const service = project.services[name];
    if (!service) {
      if (required) throw new Error(`no such service: ${name}`);
      return;
    }
    if (how === 'include') {
      for (const dependency of sortedKeys(service.depends_on ?? {})) visit(dependency, service.depends_on![dependency]!.required);
    }
    if (seen.includes(name)) return;
    seen.push(name);
    if (how === 'dependents') {
      for (const other of sortedKeys(project.services)) if (project.services[other]!.depends_on?.[name]) visit(other, false);
    }
  };
  for (const name of names) visit(name, true);
  return seen;
}

/** Keeps the named services and their dependencies; the others are disabled. */
export function withSelectedServices(project: Project, names: readonly string[], how: Dependencies = 'include'): Project {
  if (names.length === 0) return project;
  const kept = new Set(withDependencies(project, names, how));
  const services: Record<string, Service> = {};
  const disabled = { ...project.disabled };
  for (const [name, service] of Object.entries(project.services)) {
    if (!kept.has(name)) {
      disabled[name] = service;
      continue;
    }
    const dependsOn = Object.entries(service.depends_on ?? {}).filter(([dependency]) => kept.has(dependency));
    services[name] = { ...service, depends_on: dependsOn.length > 0 ? Object.fromEntries(dependsOn) : undefined };
  }
  return { ...project, services, disabled };
}

/** Forgets networks, volumes, secrets and configs that no active service uses. */
export function withoutUnnecessary(project: Project): Project {
  const services = Object.values(project.services);
  const pick = <T>(all: Record<string, T>, used: readonly string[]): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([key]) => used.includes(key)));
  return {
    ...project,
    networks: pick(project.networks, services.flatMap((service) => Object.keys(service.networks ?? {}))),
    volumes: pick(project.volumes, services.flatMap((service) => (service.volumes ?? []).filter(({ type }) => type === 'volume').map(({ source }) => source ?? ''))),
    secrets: pick(project.secrets, services.flatMap((service) => [...(service.secrets ?? []), ...(service.build?.secrets ?? [])].map(({ source }) => source))),
    configs: pick(project.configs, services.flatMap((service) => (service.configs ?? []).map(({ source }) => source))),
  };
}
