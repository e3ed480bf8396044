import type { App } from '../app';
import type { Service } from '../project/types';
import { LABEL } from './labels';
import { listContainers, nameOf } from './containers';

/** `links` as the engine takes them: each container of the other service under the names that it may be called by. */
export async function linksOf(app: App, project: string, service: Service, number: number): Promise<string[]> {
  const links: string[] = [];
  for (const raw of service.links ?? []) {
    const [name, alias = name] = raw.split(':') as [string, string?];
    for (const container of await listContainers(app, project, 'exclude', true, [name])) {
      const own = nameOf(container);
      links.push(`${own}:${alias}`, `${own}:${name}-${number}`, `${own}:${project}-${name}-${number}`);
    }
  }
  if (service.labels?.[LABEL.oneoff] === 'True') {
    for (const container of await listContainers(app, project, 'exclude', true, [service.name])) {
      const own = nameOf(container);
      links.push(`${own}:${service.name}`, `${own}:${own.replace(`${project}-`, '')}`, `${own}:${own}`);
    }
  }
  for (const raw of service.external_links ?? []) {
    const [name, alias = name] = raw.split(':') as [string, string?];
    links.push(`${name}:${alias}`);
  }
  return links;
}
