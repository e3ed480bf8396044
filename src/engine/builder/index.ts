import type { BuildBackend, BuildRequest } from '../api/backends';
import { EngineError } from '../../api/errors';
import { ClassicBuild, type ClassicPorts } from './classic/build';
import { BuildKitBuild, type BuildShared } from './frontend/build';
import { BuiltInputs } from './frontend/inputs';
import { TransferLog } from './frontend/transfer';
import { answerHistory } from './history/answer';
import { BuildHistory } from './history/store';
import type { BuildPorts } from './ports';
import { cacheUsage, pruneCache } from './prune';
import { readOrder } from './request';
import { BuildCache } from './solver/cache';
import { Flights } from './solver/flights';
import { Locks } from './solver/locks';

export type { BuildPorts } from './ports';

/** The builder of one engine: what the build routes call, over what the engine gives it. */
export function openBuilder(ports: BuildPorts): BuildBackend {
  const shared: BuildShared = { ports, cache: new BuildCache(ports), locks: new Locks(), flights: new Flights(), transfers: new TransferLog(), history: new BuildHistory(ports), inputs: new BuiltInputs() };
  const running = new Map<string, () => void>();

  async function track(id: string, cancel: () => void, work: () => Promise<void>): Promise<void> {
    if (id !== '') running.set(id, cancel);
    try {
      await work();
    } finally {
      if (running.get(id) === cancel) running.delete(id);
    }
  }

  return {
    async build(request: BuildRequest, progress) {
      const order = request.version === '2' ? readOrder(request) : undefined;
      if (order?.extension.history) return answerHistory(ports, shared.history, order.extension.history, progress);
      const leased = ports.lease();
      let isCancelled = false;
      try {
        const build = order ? new BuildKitBuild({ ...shared, ports: leased.ports }, order, progress) : new ClassicBuild(withContainers(leased.ports), shared.cache, request, progress);
        const cancel = (): void => {
          isCancelled = true;
          build.cancel();
        };
        await track(request.buildId, cancel, () => build.run());
      } finally {
        leased.release(isCancelled || request.signal.aborted);
      }
    },
    async prune(request) {
      return pruneCache(shared.cache, ports, request);
    },
    async cancel(id) {
      running.get(id)?.();
    },
    async diskUsage() {
      return cacheUsage(shared.cache);
    },
  };
}

function withContainers(ports: BuildPorts): ClassicPorts {
  const has = (given: BuildPorts): given is ClassicPorts => given.containers !== undefined;
  if (!has(ports)) throw new EngineError('notImplemented', 'the classic builder is not part of buildkitd');
  return ports;
}
