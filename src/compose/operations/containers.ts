import type { Schemas } from '../../api/types';
import { containerList } from '../../client/container';
import { quote } from '../../lib/govalue';
import type { App } from '../app';
import { LABEL } from './labels';

export type Container = Schemas['ContainerSummary'] & { Id: string; State: string };

/** Whether one-off containers (`compose run`) are meant too. */
export type OneOff = 'include' | 'exclude' | 'only';

export function labelFilter(...labels: string[]): string {
  return JSON.stringify({ label: Object.fromEntries(labels.map((label) => [label, true])) });
}

export const projectLabel = (project: string): string => `${LABEL.project}=${project.toLowerCase()}`;

/** A project's containers; all, or those that run. */
export async function listContainers(app: App, project: string, oneOff: OneOff, all: boolean, services: readonly string[] = []): Promise<Container[]> {
  const labels = [projectLabel(project), LABEL.configHash];
  if (services.length === 1) labels.push(`${LABEL.service}=${services[0]!}`);
  if (oneOff !== 'include') labels.push(`${LABEL.oneoff}=${oneOff === 'only' ? 'True' : 'False'}`);
  const found = (await containerList(app.client, { all, filters: labelFilter(...labels) })) as Container[];
  return services.length > 1 ? found.filter((container) => services.includes(serviceOf(container))) : found;
}

export function labelOf(container: Container, label: string): string {
  return container.Labels?.[label] ?? '';
}

export const serviceOf = (container: Container): string => labelOf(container, LABEL.service);
export const isOneOff = (container: Container): boolean => labelOf(container, LABEL.oneoff) === 'True';
export const numberOf = (container: Container): number => Number.parseInt(labelOf(container, LABEL.number), 10) || 0;

/** A container's own name: the shortest, for links give it others. */
export function nameOf(container: Container): string {
  const names = (container.Names ?? []).map((name) => name.replace(/^\//, ''));
  return names.find((name) => !name.includes('/')) ?? container.Id;
}

/** `web-1`: the name without the project's, where it is the usual one. */
export function shortName(container: Container): string {
  const name = nameOf(container);
  const project = labelOf(container, LABEL.project);
  const usual = `${project}-${serviceOf(container)}-${labelOf(container, LABEL.number)}`;
  return name === usual ? name.slice(project.length + 1) : name;
}

export const progressName = (container: Container): string => `Container ${nameOf(container)}`;

export function byName(containers: readonly Container[]): Container[] {
  return [...containers].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** One container of a service: the one with an index, or the first; one-off ones come last. */
export async function specifiedContainer(app: App, project: string, oneOff: OneOff, all: boolean, service: string, index: number): Promise<Container> {
  let found = await listContainers(app, project, oneOff, all, [service]);
  if (index > 0) found = found.filter((container) => labelOf(container, LABEL.number) === String(index));
  if (found.length === 0) throw new Error(index > 0 ? `service ${quote(service)} is not running container #${index}` : `service ${quote(service)} is not running`);
  return found.sort((a, b) => Number(isOneOff(a)) - Number(isOneOff(b)) || numberOf(a) - numberOf(b))[0]!;
}
