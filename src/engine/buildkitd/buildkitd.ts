import type { WorkerInfo } from '../../api/build-worker';
import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { utf8 } from '../../lib/bytes';
import { formatTimestampMs } from '../../lib/timestamp';
import { buildRoutes } from '../api/build';
import { bytesAnswer, json } from '../api/call';
import { Routes } from '../api/routes';
import { serveConnection } from '../api/server';
import { openBuildOver } from '../build-host/open';
import { makeDirectories } from '../disk';
import { background, Signal } from '../engine';
import { openImageStore } from '../images/index';
import { hostResolvers } from '../networks/resolv-conf';
import { readConfig, type BuildkitdConfig } from './config';
import { Refusal } from './flags';
import { BUILDKITD_REVISION, BUILDKITD_VERSION, describeWorker } from './worker';

/** A line of logrus's text formatter. */
function log(sys: Sys, level: 'info' | 'warning', message: string): Promise<void> {
  return sys.write(2, `time="${formatTimestampMs(Math.floor(sys.now() / 1000) * 1000)}" level=${level} msg=${JSON.stringify(message)}\n`);
}

/** The worker's id stays the same for as long as its state does. */
function workerId(sys: Sys, path: string): string {
  try {
    return sys.readText(path);
  } catch (error) {
    if (!isSysError(error)) throw error;
    const id = Array.from({ length: 25 }, () => sys.random.below(36).toString(36)).join('');
    sys.writeFile(path, id, 0o600);
    return id;
  }
}

/** Tells of the worker, as buildkitd does when it comes up (BuildKit cmd/buildkitd/main.go). */
async function greet(sys: Sys, worker: WorkerInfo): Promise<void> {
  await log(sys, 'info', 'auto snapshotter: using overlayfs');
  await log(sys, 'warning', 'using host network as the default');
  const labels = Object.entries(worker.labels).map(([name, value]) => `${name}:${value}`).join(' ');
  await log(sys, 'info', `found worker "${worker.id}", labels=map[${labels}], platforms=[${worker.platforms.join(' ')}]`);
  await log(sys, 'warning', 'skipping containerd worker, as "/run/containerd/containerd.sock" does not exist');
  await log(sys, 'info', `found 1 workers, default="${worker.id}"`);
  await log(sys, 'warning', 'currently, only the default worker can be used.');
}

/**
 * buildkitd: BuildKit as a process of its own, with its own images, cache and network. Its socket speaks what dockerd's
 * `POST /build` speaks, instead of gRPC.
 */
export const buildkitd: Program = {
  async main(sys) {
    if (/^--?v(?:ersion)?$/.test(sys.argv[1] ?? '')) {
      await sys.write(1, `buildkitd github.com/moby/buildkit ${BUILDKITD_VERSION} ${BUILDKITD_REVISION}\n`);
      return 0;
    }
    let config: BuildkitdConfig;
    try {
      config = readConfig(sys);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await sys.write(2, `${error.message}\n`);
      return 1;
    }
    if (!sys.credentials.caps.has('SYS_ADMIN')) {
      await sys.write(2, 'buildkitd: rootless mode requires to be executed as the mapped root in a user namespace; you may use RootlessKit for setting up the namespace\n');
      return 1;
    }
    const path = config.address.replace(/^unix:\/\//, '');
    if (!path.startsWith('/')) {
      await sys.write(2, `dockyard: buildkitd on ${config.address} is not simulated\n`);
      return 1;
    }
    // What it has lies in files, so going on is starting again on the kept socket.
    sys.resumable(() => ({}));
    const over = new Signal();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) sys.onSignal(signal, () => over.fire());
    sys.onSignal('SIGPIPE', 'ignore');
    const state = `${config.root}/runc-overlayfs`;
    makeDirectories(sys, state, 0o700);
    const host = { sys, insecureRegistries: config.insecureRegistries, speaksPlainToLocal: true, event: () => undefined, users: () => [] };
    const images = await openImageStore(host, state);
    const kernel = sys.kernel();
    const build = openBuildOver({ sys, kernel, root: state, resolvers: () => hostResolvers({ sys, config: { dns: [] } }), event: () => undefined, entitlements: config.entitlements }, images);
    const worker = (): WorkerInfo => describeWorker(sys, workerId(sys, `${state}/workerid`), config.root);
    if (sys.resumed === undefined) await greet(sys, worker());
    makeDirectories(sys, path.slice(0, path.lastIndexOf('/')));
    if (sys.resumed === undefined && sys.access(path, '')) sys.unlink(path);
    const fd = sys.listen({ family: 'unix', path });
    if (sys.resumed === undefined) await log(sys, 'info', `running server on ${path}`);
    const routes = new Routes();
    routes.add('GET', '/_ping', (call) => bytesAnswer(call, 'text/plain', call.request.method === 'HEAD' ? new Uint8Array(0) : utf8('OK')));
    routes.add('GET', '/info', (call) => json(call, worker()));
    routes.add('GET', '/cache', async (call) => json(call, await build.diskUsage()));
    buildRoutes({ build }, routes);
    const tasks = { sys, kernel };
    background(tasks, async () => {
      for (;;) {
        const connection = await sys.accept(fd);
        background(tasks, () => serveConnection(tasks, routes, sys.stream(connection.fd)));
      }
    });
    await over.wait();
    await log(sys, 'info', 'stopping server');
    if (sys.access(path, '')) sys.unlink(path);
    return 0;
  },
};
