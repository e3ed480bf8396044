import { containerCreate, containerInspect } from '../../client/container';
import { imageInspect } from '../../client/image';
import type { App } from '../app';
import { imageOf, type Project, type Service } from '../project/types';
import type { Container } from './containers';
import { createRequest } from './create-request';
import { linksOf } from './links';
import type { InheritedMount } from './mounts';

/** The anonymous volumes of a container: its image's, and those of the service (buildContainerMountOptions). */
export async function inheritedMounts(app: App, project: Project, service: Service, container: Container): Promise<InheritedMount[]> {
  const image = await imageInspect(app.client, imageOf(project.name, service));
  const declared = Object.keys(((image.Config as { Volumes?: Record<string, object> | null } | null)?.Volumes ?? {}) as object);
  const anonymous = (service.volumes ?? []).filter(({ source }) => !source).map(({ target }) => target);
  return (container.Mounts ?? []).filter(({ Type, Destination = '' }) => Type !== 'tmpfs' && [...declared, ...anonymous].includes(Destination)).map((mount) => ({
    type: mount.Type ?? 'volume',
    source: (mount.Type === 'volume' ? mount.Name : mount.Source) ?? '',
    target: mount.Destination ?? '',
    readOnly: mount.RW === false,
  }));
}

/** Creates a container of a service and gives what the engine's list would say of it. */
export async function createContainer(
  app: App, project: Project, service: Service, name: string, number: number,
  options: { labels: Record<string, string>; inherited: readonly InheritedMount[]; attachStdin: boolean; useAliases: boolean; autoRemove: boolean },
): Promise<Container> {
  const links = await linksOf(app, project.name, service, number);
  const request = createRequest(project, service, { ...options, number, links, warn: app.warn }, (path) => app.cli.sys.readText(path));
  const platform = service.platform || app.cli.sys.env.DOCKER_DEFAULT_PLATFORM || '';
  const answer = await containerCreate(app.client, name, platform, request);
  for (const warning of answer.Warnings ?? []) await app.tell({ id: service.name, status: 'warning', text: warning });
  const details = await containerInspect(app.client, answer.Id);
  return { Id: answer.Id, Names: [details.Name], Labels: details.Config.Labels ?? {}, State: 'created' };
}
