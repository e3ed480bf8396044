import type { EventMessage } from '../api/events';
import type { WaitStatus } from '../machine/sys';
import type { PortProxy, SandboxSockets } from './containers/live';
import type { Container } from './containers/store';
import { handleExit, resumeRestart } from './containers/exit';
import { startHealth } from './containers/health';
import { isRunning } from './containers/record';
import { bringUp, watchOutput } from './containers/start';
import { stopRunning } from './containers/stop';
import { cgroupPath, takeDown } from './containers/take-down';
import { background, isExpected, Signal, within, type Engine } from './engine';
import { formatNanos } from './go-time';
import type { ApiListener } from './listeners';
import { runResolver } from './networks/dns';
import { inputSink } from './runtime/run-task';

/** What of a running container is known to dockerd alone, as plain data. */
interface SavedContainer {
  pid: number;
  stdinFd: number | undefined;
  ttyFd: number | undefined;
  outputs: { fd: number; stream: 'stdout' | 'stderr' }[];
  dns: SandboxSockets | undefined;
  proxies: PortProxy[];
  mounted: string[];
  restartDelayMs: number;
  ownNetwork: boolean;
}

/** dockerd in a snapshot of the machine. Records are in its files. */
export interface SavedEngine {
  listeners: ApiListener[];
  events: EventMessage[];
  containers: Record<string, SavedContainer>;
}

export function saveEngine(engine: Engine, listeners: readonly ApiListener[]): SavedEngine {
  const containers: Record<string, SavedContainer> = {};
  for (const container of engine.containers.all()) {
    const { live } = container;
    if (!isRunning(container.record)) continue;
    containers[container.id] = {
      pid: live.task?.pid ?? 0, stdinFd: live.task?.stdinFd, ttyFd: live.task?.ttyFd, outputs: live.task?.outputs.map((one) => ({ ...one })) ?? [],
      dns: live.dns && { ...live.dns }, proxies: live.proxies.map((proxy) => ({ ...proxy })), mounted: [...live.mounted], restartDelayMs: live.restartDelayMs, ownNetwork: live.net !== undefined,
    };
  }
  return { listeners: listeners.map((one) => ({ ...one })), events: engine.events.save(), containers };
}

/** Goes on with what was running when the snapshot was taken; connections of that time are closed. */
export function resumeEngine(engine: Engine, saved: SavedEngine): void {
  const kept = new Set([0, 1, 2, ...saved.listeners.map((one) => one.fd)]);
  for (const one of Object.values(saved.containers)) {
    for (const fd of [one.stdinFd, one.ttyFd, ...one.outputs.map((output) => output.fd), one.dns?.udpFd, one.dns?.tcpFd]) if (fd !== undefined) kept.add(fd);
  }
  for (const fd of engine.sys.fds()) if (!kept.has(fd)) engine.sys.close(fd);
  for (const container of engine.containers.all()) {
    const one = saved.containers[container.id];
    if (!one) continue;
    if (one.pid > 0) resumeContainer(engine, container, one);
    else {
      container.live.restartDelayMs = one.restartDelayMs;
      resumeRestart(engine, container, bringUp);
    }
  }
}

function resumeContainer(engine: Engine, container: Container, saved: SavedContainer): void {
  const { live, record } = container;
  const { kernel } = engine;
  const ended = new Signal<WaitStatus>();
  const namespaces = kernel.namespacesOf(saved.pid);
  const cgroup = kernel.cgroup(cgroupPath(container)) ?? kernel.createCgroup(cgroupPath(container));
  live.task = {
    pid: saved.pid, namespaces, cgroup, stdinFd: saved.stdinFd, ttyFd: saved.ttyFd, outputs: saved.outputs, drained: new Signal(), finished: new Signal(),
  };
  live.net = saved.ownNetwork ? namespaces.net : undefined;
  live.dns = saved.dns;
  live.proxies = saved.proxies;
  live.restartDelayMs = saved.restartDelayMs;
  for (const destination of saved.mounted) live.mounted.add(destination);
  if (!kernel.watchTask(saved.pid, (status) => ended.fire(status))) ended.fire({ kind: 'exited', code: 255 });
  watchOutput(engine, container);
  live.hub.started(inputSink(engine, live.task));
  if (live.dns) runResolver(engine, container);
  if (record.state.health) startHealth(engine, container, true);
  background(engine, async () => handleExit(engine, container, await ended.wait(), bringUp));
}

/** At a fresh start: what an earlier dockerd left running is ended; what is to be up is started (moby daemon.restore). */
export async function bootContainers(engine: Engine): Promise<void> {
  for (const container of engine.containers.all()) {
    const { record } = container;
    if (record.removing || (record.hostConfig.AutoRemove && isRunning(record))) {
      engine.images.container(container.id)?.remove();
      engine.containers.delete(container);
      continue;
    }
    if (!isRunning(record)) continue;
    engine.kernel.cgroup(cgroupPath(container))?.kill();
    takeDown(engine, container);
    Object.assign(record.state, { status: 'exited', pid: 0, exitCode: 255, finishedAt: formatNanos(engine.now()) });
    container.save();
  }
  for (const container of engine.containers.all()) {
    const { record } = container;
    const policy = record.hostConfig.RestartPolicy.Name;
    const wanted = policy === 'always' || (policy === 'unless-stopped' && !record.manuallyStopped) || (policy === 'on-failure' && record.state.exitCode !== 0);
    if (!record.hasBeenStarted || !wanted) continue;
    background(engine, () => container.lock.run(() => bringUp(engine, container)));
  }
}

/** SIGTERM: every container is stopped in its own time, but no longer than the shutdown may take. */
export async function shutDown(engine: Engine): Promise<void> {
  engine.stopping = true;
  const running = engine.containers.all().filter((one) => isRunning(one.record));
  const stops = running.map(async (container) => {
    const { manuallyStopped } = container.record;
    try {
      await stopRunning(engine, container, { signal: '', timeout: undefined });
    } catch (error) {
      if (!isExpected(error)) throw error;
    }
    container.record.manuallyStopped = manuallyStopped;
    container.save();
  });
  const longest = Math.max(engine.config.shutdownTimeoutSeconds, ...running.map((one) => (one.record.config.StopTimeout ?? 10) + 5));
  await within(engine, Promise.all(stops), longest * 1000);
}
