import { isSysError } from '../machine/errno';
import type { Program } from '../machine/program';
import type { Sys } from '../machine/sys';
import { makeRoutes, serveConnection } from './api/server';
import { readDaemonConfig } from './daemon-config';
import { background, Signal, type Engine } from './engine';
import { listenOn, type ApiListener } from './listeners';
import { openEngine, type DockerdDeps } from './open-engine';
import { bootContainers, resumeEngine, saveEngine, shutDown, type SavedEngine } from './restore';

/**
 * dockerd: the engine as a service of the machine. It keeps its state in the machine's files, holds containers' streams
 * in its own descriptors, and speaks the Engine API on its sockets.
 */
export function makeDockerd(deps: DockerdDeps): Program {
  return { main: (sys) => main(sys, deps) };
}

async function main(sys: Sys, deps: DockerdDeps): Promise<number> {
  const config = readDaemonConfig(sys);
  if (typeof config === 'string') {
    await sys.write(2, `${config}\nSee 'dockerd --help'.\n`);
    return 125;
  }
  if (sys.credentials.euid !== 0) {
    await sys.write(2, 'failed to start daemon, ensure docker is not running and delete /var/run/docker.pid: dockerd needs to be started with root privileges. To run dockerd in rootless mode as an unprivileged user, see https://docs.docker.com/go/rootless/\n');
    return 1;
  }
  const saved = sys.resumed as SavedEngine | undefined;
  const over = new Signal();
  sys.onSignal('SIGTERM', () => over.fire());
  sys.onSignal('SIGINT', () => over.fire());
  sys.onSignal('SIGHUP', () => undefined);
  sys.onSignal('SIGPIPE', 'ignore');
  const engine = await openEngine(sys, config, deps, saved?.events ?? []);
  const listeners: ApiListener[] = saved ? saved.listeners.map((one) => ({ ...one })) : [];
  if (saved) resumeEngine(engine, saved);
  else {
    for (const host of config.hosts) {
      try {
        listeners.push(listenOn(sys, host));
      } catch (error) {
        const reason = isSysError(error) ? `listen ${host.replace(/^(\w+):\/\//, '$1 ')}: bind: ${error.message.toLowerCase()}` : (error as Error).message;
        await sys.write(2, `failed to load listeners: ${reason}\n`);
        return 1;
      }
    }
    await bootContainers(engine);
  }
  sys.resumable(() => saveEngine(engine, listeners));
  serve(engine, listeners);
  await over.wait();
  for (const { path } of listeners) if (path) unlinkQuietly(sys, path);
  await shutDown(engine);
  return 0;
}

function serve(engine: Engine, listeners: readonly ApiListener[]): void {
  const routes = makeRoutes(engine);
  for (const { fd } of listeners) {
    background(engine, async () => {
      for (;;) {
        const connection = await engine.sys.accept(fd);
        background(engine, () => serveConnection(engine, routes, engine.sys.stream(connection.fd)));
      }
    });
  }
}

function unlinkQuietly(sys: Sys, path: string): void {
  try {
    sys.unlink(path);
  } catch (error) {
    if (!isSysError(error, 'ENOENT')) throw error;
  }
}
