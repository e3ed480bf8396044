import { networkList } from '../../client/network';
import { volumeList } from '../../client/volume';
import type { App } from '../app';
import type { Dependency, Project, Service } from '../project/types';
import { isOneOff, labelFilter, labelOf, nameOf, projectLabel, serviceOf, type Container } from './containers';
import { LABEL } from './labels';
import { RUNNING_OR_HEALTHY } from './start';

function dependencies(label: string): Record<string, Dependency> | undefined {
  if (label === '') return undefined;
  return Object.fromEntries(label.split(',').map((entry) => {
    const [name = '', condition = RUNNING_OR_HEALTHY, restart = 'true'] = entry.split(':');
    return [name, { condition, restart: restart === 'true', required: false }];
  }));
}

/** A project as its containers, networks and volumes tell of it, where no compose file does (projectFromName). */
export async function projectFromContainers(app: App, name: string, containers: readonly Container[]): Promise<Project> {
  const services: Record<string, Service> = {};
  for (const container of containers) {
    if (isOneOff(container)) continue;
    const service = serviceOf(container) || nameOf(container);
    const known = (services[service] ??= {
      name: service, customLabels: {}, image: container.Image, depends_on: dependencies(labelOf(container, LABEL.dependencies)), scale: 0,
    });
    known.scale = (known.scale ?? 0) + 1;
  }
  const filter = labelFilter(projectLabel(name));
  const networks = await networkList(app.client, filter);
  const volumes = await volumeList(app.client, filter);
  return {
    name, workingDir: app.cli.sys.cwd(), environment: {}, composeFiles: [], profiles: [], services, disabled: {},
    networks: Object.fromEntries(networks.map(({ Name, Labels }) => [(Labels as Record<string, string>)[LABEL.network] ?? Name, { name: Name }])),
    volumes: Object.fromEntries(volumes.map(({ Name, Labels }) => [Labels?.[LABEL.volume] ?? Name, { name: Name }])),
    secrets: {}, configs: {}, models: {}, extensions: {},
  };
}
