import { containerInspect, containerList, containerStart } from '../../client/container';
import { quote } from '../../lib/govalue';
import type { App } from '../app';
import { sortedKeys } from '../load/value';
import { done, failed, working, type ProgressEvent } from '../progress/events';
import { getService } from '../project/select';
import { scaleOf, type Dependency, type Project, type Service } from '../project/types';
import { isOneOff, labelFilter, nameOf, numberOf, progressName, projectLabel, serviceOf, type Container } from './containers';
import { injectFiles } from './files';
import { runHook } from './hooks';
import { LABEL } from './labels';
import { inDependencyOrder, together } from './order';

export interface StartOptions {
  wait?: boolean;
  /** Milliseconds. */
  waitTimeout?: number;
}

/** The condition of `--wait`, and of projects that are only known by their containers. */
export const RUNNING_OR_HEALTHY = 'running_or_healthy';

interface State {
  Status: string;
  ExitCode: number;
  Health?: { Status: string } | null;
}

/** Whether all containers are healthy; one that can't be any more is an error. */
async function healthy(app: App, containers: readonly Container[], orRunning: boolean): Promise<boolean> {
  for (const { Id } of containers) {
    const details = await containerInspect(app.client, Id);
    const state = details.State as unknown as State;
    const name = details.Name.slice(1);
    if (state.Status === 'exited') throw new Error(`container ${name} exited (${state.ExitCode})`);
    const test = (details.Config.Healthcheck as { Test?: string[] } | null | undefined)?.Test;
    const none = details.Config.Healthcheck === undefined || details.Config.Healthcheck === null || test?.[0] === 'NONE';
    if (none && orRunning) return state.Status === 'running';
    if (!state.Health) throw new Error(`container ${name} has no healthcheck configured`);
    if (state.Health.Status === 'unhealthy') throw new Error(`container ${name} is unhealthy`);
    if (state.Health.Status === 'starting') return false;
    if (state.Health.Status !== 'healthy') throw new Error(`container ${name} had unexpected health status ${quote(state.Health.Status)}`);
  }
  return true;
}

async function exitCode(app: App, containers: readonly Container[]): Promise<number | undefined> {
  for (const { Id } of containers) {
    const { State } = await containerInspect(app.client, Id);
    if (State.Status === 'exited') return State.ExitCode;
  }
  return undefined;
}

/** One look at a dependency: true when its condition holds; throws when it never will. */
async function check(app: App, name: string, { condition, required }: Dependency, containers: readonly Container[]): Promise<boolean> {
  const tell = (event: (id: string) => ProgressEvent): Promise<void> => app.tell(...containers.map((container) => event(progressName(container))));
  const skip = async (reason: string): Promise<true> => {
    await tell((id) => ({ id, status: 'warning', text: `Skipped: ${reason}` }));
    return true;
  };
  if (condition === 'service_completed_successfully') {
    const code = await exitCode(app, containers);
    if (code === undefined) return false;
    if (code === 0) {
      await tell((id) => done(id, 'Exited'));
      return true;
    }
    const why = `${quote(name)} didn't complete successfully: exit ${code}`;
    if (!required) {
      app.warn(`optional dependency ${why}`);
      return skip(`optional dependency ${why}`);
    }
    await tell((id) => failed(id, `service ${why}`));
    throw new Error(`service ${why}`);
  }
  const orRunning = condition === RUNNING_OR_HEALTHY;
  let ready: boolean;
  try {
    ready = await healthy(app, containers, orRunning);
  } catch (error) {
    const what = orRunning ? 'is not running or is unhealthy' : 'failed to start';
    if (!required) {
      app.warn(`optional dependency ${quote(name)} ${what}: ${(error as Error).message}`);
      return skip(`optional dependency ${quote(name)} ${what}`);
    }
    if (orRunning) throw error;
    await tell((id) => failed(id, `dependency ${name} failed to start`));
    throw new Error(`dependency failed to start: ${(error as Error).message}`);
  }
  if (ready) await tell((id) => done(id, 'Healthy'));
  return ready;
}

/** Waits until dependencies are as their conditions want them, looking twice a second (waitDependencies). */
export async function waitDependencies(
  app: App, project: Project, dependant: string, dependencies: Readonly<Record<string, Dependency>>, containers: readonly Container[], timeoutMs = 0,
): Promise<void> {
  const deadline = timeoutMs > 0 ? app.cli.sys.now() + timeoutMs : Infinity;
  const waits: { name: string; dependency: Dependency; own: Container[] }[] = [];
  for (const name of sortedKeys(dependencies)) {
    const dependency = dependencies[name]!;
    if (dependency.condition === 'service_started' || project.disabled[name]) continue;
    const service = getService(project, name);
    if (scaleOf(service) === 0 || service.provider) continue;
    const own = containers.filter((container) => serviceOf(container) === name && !isOneOff(container));
    await app.tell(...own.map((container) => working(progressName(container), 'Waiting')));
    if (own.length > 0) waits.push({ name, dependency, own });
    else if (dependency.required) throw new Error(`${dependant} is missing dependency ${name}`);
    else app.warn(`${dependant} is missing dependency ${name}`);
  }
  await together(waits, async ({ name, dependency, own }) => {
    do {
      await app.cli.sys.sleep(500);
      if (app.cli.sys.now() > deadline) throw new Error('timeout waiting for dependencies');
    } while (!(await check(app, name, dependency, own)));
  });
}

async function startContainer(app: App, project: Project, service: Service, container: Container): Promise<void> {
  await injectFiles(app, project, service, container.Id);
  const id = progressName(container);
  await app.tell(working(id, 'Starting'));
  await containerStart(app.client, container.Id);
  for (const hook of service.post_start ?? []) await runHook(app, container.Id, hook);
  await app.tell(done(id, 'Started'));
}

async function startService(app: App, project: Project, service: Service, containers: readonly Container[]): Promise<void> {
  if (service.deploy?.replicas === 0) return;
  await waitDependencies(app, project, service.name, service.depends_on ?? {}, containers);
  if (containers.length === 0) {
    if (scaleOf(service) === 0) return;
    throw new Error(`service ${quote(service.name)} has no container to start`);
  }
  const own = containers.filter((container) => serviceOf(container) === service.name && !isOneOff(container) && container.State !== 'running');
  for (const container of own.sort((a, b) => numberOf(b) - numberOf(a) || (nameOf(a) < nameOf(b) ? -1 : 1))) await startContainer(app, project, service, container);
}

/** Starts a project's containers in the order of their dependencies (composeService.start). */
export async function start(app: App, project: Project, options: StartOptions = {}): Promise<void> {
  const filters = labelFilter(projectLabel(project.name), `${LABEL.oneoff}=False`);
  const containers = (await containerList(app.client, { all: true, filters })) as Container[];
  await inDependencyOrder(project, (name) => startService(app, project, project.services[name]!, containers));
  if (!options.wait) return;
  const awaited = Object.fromEntries(sortedKeys(project.services).map((name) => {
    const once = Object.values(project.services).some((other) => other.depends_on?.[name]?.condition === 'service_completed_successfully');
    return [name, { condition: once ? 'service_completed_successfully' : RUNNING_OR_HEALTHY, required: true }];
  }));
  try {
    await waitDependencies(app, project, project.name, awaited, containers, options.waitTimeout);
  } catch (error) {
    if ((error as Error).message !== 'timeout waiting for dependencies') throw error;
    throw new Error(`application not healthy after ${options.waitTimeout! / 1000}s`);
  }
}
