import { containerRemove, containerStop } from '../../client/container';
import { isNotFound } from '../../client/errors';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import { done, failed, working } from '../progress/events';
import type { Project, Service } from '../project/types';
import { isOneOff, listContainers, progressName, serviceOf, type Container } from './containers';
import { runHook } from './hooks';
import { inReverseOrder, together } from './order';
import { isConflict } from './reconcile';

async function stopContainer(app: App, service: Service | undefined, container: Container, timeout: number | undefined): Promise<void> {
  const id = progressName(container);
  await app.tell(working(id, 'Stopping'));
  try {
    for (const hook of service?.pre_stop ?? []) await runHook(app, container.Id, hook);
  } catch (error) {
    if (isNotFound(error) || isConflict(error)) return;
    throw error;
  }
  try {
    await containerStop(app.client, container.Id, { timeout });
  } catch (error) {
    await app.tell(failed(id, 'Error while Stopping'));
    throw error;
  }
  await app.tell(done(id, 'Stopped'));
}

/** Stops services, what depends on others first (composeService.stop). */
export async function stop(app: App, project: Project, services: readonly string[], timeout: number | undefined): Promise<void> {
  const containers = await listContainers(app, project.name, 'exclude', true);
  const names = services.length > 0 ? services : sortedKeys(project.services);
  await inReverseOrder(project, async (name) => {
    if (!names.includes(name)) return;
    const own = containers.filter((container) => serviceOf(container) === name && !isOneOff(container));
    await together(own, (container) => stopContainer(app, project.services[name], container, timeout));
  });
}

/** Stops containers, then removes them. */
export async function removeContainers(app: App, service: Service | undefined, containers: readonly Container[], timeout: number | undefined, volumes: boolean): Promise<void> {
  await together(containers, async (container) => {
    const id = progressName(container);
    try {
      await stopContainer(app, service, container, timeout);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      await app.tell(done(id, 'Removed'));
      return;
    }
    await app.tell(working(id, 'Removing'));
    try {
      await containerRemove(app.client, container.Id, { force: true, volumes });
    } catch (error) {
      if (!isNotFound(error) && !isConflict(error)) {
        await app.tell(failed(id, 'Error while Removing'));
        throw error;
      }
    }
    await app.tell(done(id, 'Removed'));
  });
}
