import { EngineError, invalid } from '../../api/errors';
import { parseFilters } from '../../api/filters';
import type { Engine } from '../engine';
import { empty, flag, integer, json, progressAnswer, registryConfig, textOf, type Call } from './call';
import type { BuildBackend, BuildRequest } from './backends';
import type { Routes } from './routes';

function jsonOf<T>(call: Call, name: string, fallback: T): T {
  const value = textOf(call, name);
  if (value === '') return fallback;
  try {
    return (JSON.parse(value) as T | null) ?? fallback;
  } catch (error) {
    throw invalid(`error reading ${name}: ${(error as Error).message}`);
  }
}

function buildRequest(call: Call): BuildRequest {
  const gone = new AbortController();
  void call.gone.then(() => gone.abort());
  return {
    version: textOf(call, 'version') || '1', context: call.request.body, remote: textOf(call, 'remote'), dockerfile: textOf(call, 'dockerfile') || 'Dockerfile',
    tags: call.query.getAll('t'), buildArgs: jsonOf(call, 'buildargs', {}), labels: jsonOf(call, 'labels', {}), target: textOf(call, 'target'), platform: textOf(call, 'platform'),
    noCache: flag(call, 'nocache'), pull: flag(call, 'pull'), quiet: flag(call, 'q'), remove: flag(call, 'rm', true), forceRemove: flag(call, 'forcerm'),
    networkMode: textOf(call, 'networkmode'), extraHosts: call.query.getAll('extrahosts').flatMap((one) => one.split(',')).filter(Boolean), cacheFrom: jsonOf(call, 'cachefrom', []),
    shmSize: integer(call, 'shmsize') ?? 0, ulimits: jsonOf(call, 'ulimits', []), memory: integer(call, 'memory') ?? 0, buildId: textOf(call, 'buildid'), sessionId: textOf(call, 'session'),
    outputs: jsonOf(call, 'outputs', []), registryAuths: registryConfig(call), query: call.query, signal: gone.signal,
  };
}

/** Routes of /build (moby daemon/server/router/build). */
export function buildRoutes(engine: Pick<Engine, 'build'>, routes: Routes): void {
  const backend = (): BuildBackend => {
    if (!engine.build) throw new EngineError('notImplemented', 'dockyard: building is not part of this engine');
    return engine.build;
  };
  routes.add('POST', '/build', (call) => {
    const builder = backend();
    return progressAnswer(call, (sink) => builder.build(buildRequest(call), sink));
  });
  routes.add('POST', '/session', () => {
    throw new EngineError('notImplemented', "dockyard: a session of BuildKit's own protocol is not simulated");
  });
  routes.add('POST', '/build/prune', async (call) => {
    const request = {
      all: flag(call, 'all'), filters: parseFilters(call.query.get('filters')), reservedSpace: integer(call, 'reserved-space') ?? integer(call, 'keep-storage') ?? 0,
      maxUsedSpace: integer(call, 'max-used-space') ?? 0, minFreeSpace: integer(call, 'min-free-space') ?? 0,
    };
    return json(call, engine.build ? await engine.build.prune(request) : { CachesDeleted: null, SpaceReclaimed: 0 });
  });
  routes.add('POST', '/build/cancel', async (call) => {
    const id = textOf(call, 'id');
    if (id === '') throw invalid('build ID not provided');
    await backend().cancel(id);
    return empty(call, 200);
  });
}
