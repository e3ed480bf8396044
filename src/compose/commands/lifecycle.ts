import { containerInspect, containerKill, containerPause, containerRemove, containerRestart, containerUnpause, containerWait } from '../../client/container';
import { isNotFound } from '../../client/errors';
import { byName, listContainers, nameOf, progressName, serviceOf, type Container } from '../operations/containers';
import { down as downProject } from '../operations/down';
import { projectFromContainers } from '../operations/from-containers';
import { inDependencyOrder, together } from '../operations/order';
import { start as startProject, waitDependencies } from '../operations/start';
import { stop as stopProject } from '../operations/stop';
import { done, failed, working } from '../progress/events';
import { runHook } from '../operations/hooks';
import { withSelectedServices } from '../project/select';
import type { Project } from '../project/types';
import type { App } from '../app';
import { isTrue, nameOnly, projectOrName, timeoutOf, type ComposeVerb, type ComposeVerbs } from './verb';

async function known(app: App, project: Project | undefined, name: string): Promise<Project> {
  return project ?? projectFromContainers(app, name, await listContainers(app, name, 'exclude', true));
}

const down: ComposeVerb = async ({ app, flags, args }) => {
  const images = flags.string('rmi');
  if (images !== '' && images !== 'all' && images !== 'local') throw new Error(`invalid value for --rmi: "${images}"`);
  if (flags.changed('volume')) app.warn('--volume is deprecated, please use --volumes');
  const { project, name } = await projectOrName(app, args);
  const removeOrphans = flags.changed('remove-orphans') ? flags.bool('remove-orphans') : isTrue(app.cli.sys.env.COMPOSE_REMOVE_ORPHANS);
  await app.run('down', () => downProject(app, name.toLowerCase(), project, {
    services: args, removeOrphans, images, volumes: flags.bool('volumes') || flags.bool('volume'), timeout: timeoutOf(flags),
  }));
};

const stop: ComposeVerb = async ({ app, flags, args }) => {
  const { project, name } = await projectOrName(app, args);
  await app.run('stop', async () => stopProject(app, await known(app, project, name), args, timeoutOf(flags)));
};

const start: ComposeVerb = async ({ app, flags, args }) => {
  const { project, name } = await projectOrName(app, args);
  await app.run('start', async () => {
    const found = project ?? (await projectFromContainers(app, name, await listContainers(app, name, 'exclude', true)));
    if (!project && Object.keys(found.services).length === 0) throw new Error(`no container found for project "${name}": not found`);
    await startProject(app, found, { wait: flags.bool('wait'), waitTimeout: flags.number('wait-timeout') * 1000 });
  });
};

/** Only dependencies that a restart spreads to. */
function restartOnly(project: Project): Project {
  const services = Object.fromEntries(Object.entries(project.services).map(([name, service]) => {
    const kept = Object.entries(service.depends_on ?? {}).filter(([, { restart }]) => restart);
    return [name, { ...service, depends_on: kept.length > 0 ? Object.fromEntries(kept) : undefined }];
  }));
  return { ...project, services };
}

const restart: ComposeVerb = async ({ app, flags, args }) => {
  const { project: given, name } = await projectOrName(app);
  await app.run('restart', async () => {
    const containers = await listContainers(app, name, 'exclude', true);
    let project = await known(app, given, name);
    if (flags.bool('no-deps')) project = withSelectedServices(project, args, 'ignore');
    project = restartOnly(project);
    if (args.length > 0) project = withSelectedServices(project, args, 'dependents');
    await inDependencyOrder(project, async (service) => {
      const config = project.services[service]!;
      await waitDependencies(app, project, service, config.depends_on ?? {}, containers);
      await together(containers.filter((container) => serviceOf(container) === service), async (container) => {
        const id = progressName(container);
        for (const hook of config.pre_stop ?? []) await runHook(app, container.Id, hook);
        await app.tell(working(id, 'Restarting'));
        await containerRestart(app.client, container.Id, { timeout: timeoutOf(flags) });
        await app.tell(done(id, 'Started'));
        for (const hook of config.post_start ?? []) await runHook(app, container.Id, hook);
      });
    });
  });
};

const kill: ComposeVerb = async ({ app, flags, args }) => {
  const { project: given, name } = await projectOrName(app, args);
  let containers = await listContainers(app, name, 'include', false, args);
  const project = await known(app, given, name);
  const orphansToo = flags.changed('remove-orphans') ? flags.bool('remove-orphans') : isTrue(app.cli.sys.env.COMPOSE_REMOVE_ORPHANS);
  if (!orphansToo) containers = containers.filter((container) => project.services[serviceOf(container)]);
  await app.flush();
  if (containers.length === 0) return app.cli.note('No container to kill');
  await app.run('kill', async () => {
    await together(containers, async (container) => {
      const id = progressName(container);
      await app.tell(working(id, 'Killing'));
      try {
        await containerKill(app.client, container.Id, flags.string('signal'));
      } catch (error) {
        await app.tell(failed(id, 'Error while Killing'));
        throw error;
      }
      await app.tell(done(id, 'Killed'));
    });
  });
};

function pausing(operation: string, word: string, action: (app: App, container: Container) => Promise<void>): ComposeVerb {
  return async ({ app, args }) => {
    const { project, name } = await projectOrName(app, args);
    await app.run(operation, async () => {
      const containers = (await listContainers(app, name, 'exclude', false, args)).filter((container) => !project || project.services[serviceOf(container)]);
      await together(containers, async (container) => {
        await action(app, container);
        await app.tell(done(progressName(container), word));
      });
    });
  };
}

const rm: ComposeVerb = async ({ app, flags, args }) => {
  const { project, name } = await projectOrName(app, args);
  if (flags.bool('stop')) await app.run('stop', async () => stopProject(app, await known(app, project, name), args, undefined));
  const found = (await listContainers(app, name, 'exclude', true, args)).filter((container) => !project || project.services[serviceOf(container)]);
  const stopped: Container[] = [];
  for (const container of found) {
    const details = await containerInspect(app.client, container.Id).catch((error: unknown) => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
    if (details && !details.State.Running) stopped.push(container);
  }
  if (stopped.length === 0) {
    await app.flush();
    return app.cli.note('No stopped containers');
  }
  const message = `Going to remove ${stopped.map(nameOf).join(', ')}`;
  await app.flush();
  if (flags.bool('force')) await app.cli.line(message);
  else if (!(await app.confirm(message))) return;
  await app.run('remove', () => together(stopped, async (container) => {
    const id = progressName(container);
    await app.tell(working(id, 'Removing'));
    await containerRemove(app.client, container.Id, { volumes: flags.bool('volumes'), force: flags.bool('force') });
    await app.tell(done(id, 'Removed'));
  }));
};

const wait: ComposeVerb = async ({ app, flags, args }) => {
  const { project, name } = flags.bool('down-project') ? await projectOrName(app) : { project: undefined, name: await nameOnly(app) };
  const containers = await listContainers(app, name, 'include', false, args);
  if (containers.length === 0) throw new Error(`no containers for project "${name}"`);
  let status = 0;
  await together(byName(containers), async (container) => {
    const { result } = await containerWait(app.client, container.Id);
    const { StatusCode } = await result();
    await app.cli.line(`container "${container.Id}" exited with status code ${StatusCode}`);
    status = StatusCode;
  });
  if (flags.bool('down-project')) {
    await app.run('down', () => downProject(app, name, project, { services: [], removeOrphans: true, images: '', volumes: false, timeout: undefined }));
  }
  return status;
};

/** Commands on containers that there are. */
export const LIFECYCLE: ComposeVerbs = {
  down, stop, start, restart, kill, rm, wait,
  pause: pausing('pause', 'Paused', (app, container) => containerPause(app.client, container.Id)),
  unpause: pausing('unpause', 'Unpaused', (app, container) => containerUnpause(app.client, container.Id)),
};

