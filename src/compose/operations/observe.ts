import { isNotFound } from '../../client/errors';
import { networkInspect, networkList, type NetworkSummary } from '../../client/network';
import { volumeInspect, volumeList, type Volume as EngineVolume } from '../../client/volume';
import { quote } from '../../lib/govalue';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import type { Project } from '../project/types';
import { isOneOff, labelFilter, listContainers, projectLabel, serviceOf, type Container } from './containers';
import { LABEL } from './labels';

export interface ObservedResource {
  id: string;
  name: string;
  hash: string;
  project: string;
}

/** What the engine has of a project (collectObservedState). */
export interface Observed {
  containers: Record<string, Container[]>;
  orphans: Container[];
  networks: Record<string, ObservedResource>;
  volumes: Record<string, ObservedResource>;
}

export function isOrphan(project: Project, container: Container): boolean {
  if (isOneOff(container)) return container.State === 'exited' || container.State === 'dead';
  const name = serviceOf(container);
  return !project.services[name] && !project.disabled[name];
}

function network({ Id, Name, Labels }: NetworkSummary): ObservedResource {
  const labels = (Labels ?? {}) as Record<string, string>;
  return { id: Id, name: Name, hash: labels[LABEL.configHash] ?? '', project: labels[LABEL.project] ?? '' };
}

function volume({ Name, Labels }: EngineVolume): ObservedResource {
  return { id: Name, name: Name, hash: Labels?.[LABEL.configHash] ?? '', project: Labels?.[LABEL.project] ?? '' };
}

/** Of several that carry a key's label, the one with the wanted name, or the first. */
function choose(found: readonly ObservedResource[], name: string): ObservedResource | undefined {
  const sorted = [...found].sort((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.find((each) => each.name === name) ?? sorted[0];
}

const absent = (error: unknown): undefined => {
  if (isNotFound(error)) return undefined;
  throw error;
};

async function externalNetwork(app: App, name: string): Promise<ObservedResource> {
  const all = await networkList(app.client, JSON.stringify({ name: { [name]: true } }));
  const found = all.filter((each) => each.Name === name || each.Id === name);
  if (found.length === 0) {
    const byId = await networkInspect(app.client, name).catch(absent);
    if (byId && (byId.Name === name || byId.Id === name)) found.push(byId);
  }
  if (found.length === 0) throw new Error(`network ${name} declared as external, but could not be found`);
  if (found.length > 1) throw new Error(`multiple networks with name ${quote(name)} were found. Use network ID as \`name\` to avoid ambiguity`);
  return network(found[0]!);
}

async function networks(app: App, project: Project): Promise<Record<string, ObservedResource>> {
  const out: Record<string, ObservedResource> = {};
  for (const key of sortedKeys(project.networks)) {
    const declared = project.networks[key]!;
    if (declared.external) out[key] = await externalNetwork(app, declared.name);
  }
  const own = await networkList(app.client, labelFilter(projectLabel(project.name)));
  for (const key of sortedKeys(project.networks)) {
    const { name, external } = project.networks[key]!;
    if (external) continue;
    const mine = own.filter(({ Labels }) => (Labels as Record<string, string> | null)?.[LABEL.network] === key).map(network);
    let chosen = choose(mine, name);
    if (!chosen) {
      const named = await networkInspect(app.client, name).catch(absent);
      if (!named || named.Name !== name) continue;
      chosen = network(named);
      if (chosen.project === '') app.warn(`a network with name ${name} exists but was not created by compose.\nSet \`external: true\` to use an existing network`);
      else if (chosen.project !== project.name) app.warn(`a network with name ${name} exists but was not created for project ${quote(project.name)}.\nSet \`external: true\` to use an existing network`);
      if (chosen.project !== project.name) chosen.hash = '';
    }
    out[key] = chosen;
  }
  return out;
}

async function volumes(app: App, project: Project): Promise<Record<string, ObservedResource>> {
  const out: Record<string, ObservedResource> = {};
  for (const key of sortedKeys(project.volumes)) {
    const { name, external } = project.volumes[key]!;
    if (!external) continue;
    const found = await volumeInspect(app.client, name).catch(absent);
    if (!found) throw new Error(`external volume ${quote(name)} not found`);
    out[key] = volume(found);
  }
  const own = await volumeList(app.client, labelFilter(projectLabel(project.name)));
  for (const key of sortedKeys(project.volumes)) {
    const { name, external } = project.volumes[key]!;
    if (external) continue;
    let chosen = choose(own.filter(({ Labels }) => Labels?.[LABEL.volume] === key).map(volume), name);
    if (!chosen) {
      const named = await volumeInspect(app.client, name).catch(absent);
      if (!named) continue;
      chosen = volume(named);
      if (chosen.project === '') app.warn(`volume ${quote(name)} already exists but was not created by Docker Compose. Use \`external: true\` to use an existing volume`);
      else if (chosen.project !== project.name) app.warn(`volume ${quote(name)} already exists but was created for project ${quote(chosen.project)} (expected ${quote(project.name)}). Use \`external: true\` to use an existing volume`);
      if (chosen.project !== project.name) chosen.hash = '';
    }
    out[key] = chosen;
  }
  return out;
}

/** Looks at what there is; external networks and volumes have to be there. */
export async function observe(app: App, project: Project): Promise<Observed> {
  const observedNetworks = await networks(app, project);
  const observedVolumes = await volumes(app, project);
  const containers: Record<string, Container[]> = {};
  const orphans: Container[] = [];
  for (const container of await listContainers(app, project.name, 'include', true)) {
    const name = serviceOf(container);
    if (!isOneOff(container) && (project.services[name] || project.disabled[name])) (containers[name] ??= []).push(container);
    else if (isOrphan(project, container)) orphans.push(container);
  }
  return { containers, orphans, networks: observedNetworks, volumes: observedVolumes };
}
