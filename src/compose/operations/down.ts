import { imageInspect, imageList, imageRemove } from '../../client/image';
import { namedImage } from '../../cli/command/pull';
import { isNotFound } from '../../client/errors';
import { networkInspect, networkList, networkRemove } from '../../client/network';
import { volumeInspect, volumeRemove } from '../../client/volume';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import { done, failed, warned, working } from '../progress/events';
import { getService } from '../project/select';
import { imageOf, type Project } from '../project/types';
import { labelFilter, listContainers, projectLabel, serviceOf } from './containers';
import { projectFromContainers } from './from-containers';
import { LABEL } from './labels';
import { isOrphan } from './observe';
import { inReverseOrder, together } from './order';
import { isConflict } from './reconcile';
import { removeContainers } from './stop';

export interface DownOptions {
  services: readonly string[];
  removeOrphans: boolean;
  volumes: boolean;
  /** `all`, `local`, or none. */
  images: string;
  timeout: number | undefined;
}

async function removeNetwork(app: App, project: Project, key: string): Promise<void> {
  const { name } = project.networks[key]!;
  const id = `Network ${name}`;
  const found = await networkList(app.client, labelFilter(projectLabel(project.name), `${LABEL.network}=${key}`));
  if (found.length === 0) return;
  await app.tell(working(id, 'Removing'));
  const own = found.filter((network) => network.Name === name);
  if (own.length === 0) return app.tell(warned(id, 'No resource found to remove'));
  for (const network of own) {
    const details = await networkInspect(app.client, network.Id);
    if (Object.keys((details.Containers as object | null | undefined) ?? {}).length > 0) {
      await app.tell(warned(id, 'Resource is still in use'));
      continue;
    }
    try {
      await networkRemove(app.client, network.Id);
    } catch (error) {
      if (isNotFound(error)) continue;
      await app.tell(failed(id, (error as Error).message));
      throw new Error(`failed to remove network ${name}: ${(error as Error).message}`);
    }
    await app.tell(done(id, 'Removed'));
  }
}

async function removeResource(app: App, id: string, remove: () => Promise<unknown>): Promise<void> {
  await app.tell(working(id, 'Removing'));
  try {
    await remove();
  } catch (error) {
    if (isConflict(error)) return app.tell(warned(id, 'Resource is still in use'));
    if (isNotFound(error)) return app.tell(done(id, 'Warning: No resource found to remove'));
    throw error;
  }
  await app.tell(done(id, 'Removed'));
}

/** The images to remove: those that builds made (`local`), or all. */
async function imagesToRemove(app: App, project: Project, mode: string, removeOrphans: boolean): Promise<string[]> {
  const names = new Set<string>();
  for (const name of sortedKeys(project.services)) {
    const service = project.services[name]!;
    if (mode === 'all' || !service.image) names.add(imageOf(project.name, service));
  }
  const there = new Set<string>();
  const filters = JSON.stringify({ label: { [projectLabel(project.name)]: true }, dangling: { false: true } });
  for (const { RepoTags, Labels } of await imageList(app.client, { filters })) {
    const service = (Labels as Record<string, string> | null)?.[LABEL.service] ?? '';
    if (RepoTags?.[0] !== undefined && (removeOrphans || project.services[service])) there.add(RepoTags[0]);
  }
  for (const name of names) {
    const found = await imageInspect(app.client, name).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (found) there.add(namedImage(name)?.familiar ?? name);
  }
  return [...there].sort();
}

/** Stops and removes what a project has (composeService.down). */
export async function down(app: App, name: string, given: Project | undefined, options: DownOptions): Promise<void> {
  const containers = await listContainers(app, name, options.removeOrphans ? 'include' : 'exclude', true);
  const project = given ?? (await projectFromContainers(app, name, containers));
  const services = given ? options.services.map((service) => getService(project, service).name) : options.services.filter((service) => project.services[service]);
  if (options.services.length > 0 && services.length === 0) return;
  await inReverseOrder(project, async (service) => {
    await removeContainers(app, project.services[service], containers.filter((container) => serviceOf(container) === service), options.timeout, options.volumes);
  }, services);
  if (options.removeOrphans) await removeContainers(app, undefined, containers.filter((container) => isOrphan(project, container)), options.timeout, false);
  const tasks: (() => Promise<void>)[] = [];
  for (const key of sortedKeys(project.networks)) if (!project.networks[key]!.external) tasks.push(() => removeNetwork(app, project, key));
  if (options.images !== '') {
    for (const image of await imagesToRemove(app, project, options.images, options.removeOrphans)) tasks.push(() => removeResource(app, `Image ${image}`, () => imageRemove(app.client, image, {})));
  }
  if (options.volumes) {
    for (const key of sortedKeys(project.volumes)) {
      const volume = project.volumes[key]!;
      if (volume.external) continue;
      tasks.push(async () => {
        try {
          await volumeInspect(app.client, volume.name);
        } catch (error) {
          if (isNotFound(error)) return;
          throw error;
        }
        await removeResource(app, `Volume ${volume.name}`, () => volumeRemove(app.client, volume.name, true));
      });
    }
  }
  if (containers.length === 0 && tasks.length === 0) app.warn(`Warning: No resource found to remove for project ${JSON.stringify(name)}.`);
  await together(tasks, (task) => task());
}
