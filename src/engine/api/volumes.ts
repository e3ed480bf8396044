import { EngineError } from '../../api/errors';
import type { Engine } from '../engine';
import { SWARM_REFUSAL } from '../networks/store';
import { bodyJson, empty, filtersOf, flag, json } from './call';
import type { Routes } from './routes';

interface VolumeBody {
  Name?: string;
  Driver?: string;
  DriverOpts?: Record<string, string> | null;
  Labels?: Record<string, string> | null;
  ClusterVolumeSpec?: unknown;
}

/** Routes of /volumes (moby daemon/server/router/volume). */
export function volumeRoutes(engine: Engine, routes: Routes): void {
  const { volumes } = engine;
  routes.add('GET', '/volumes', (call) => json(call, { Volumes: volumes.list(filtersOf(call)).map((one) => volumes.view(one)), Warnings: null }));
  routes.add('POST', '/volumes/create', async (call) => {
    const body = (await bodyJson<VolumeBody>(call)) ?? {};
    if (body.ClusterVolumeSpec) throw new EngineError('unavailable', SWARM_REFUSAL);
    return json(call, volumes.view(volumes.create({ name: body.Name ?? '', driver: body.Driver ?? '', options: body.DriverOpts ?? null, labels: body.Labels ?? null })), 201);
  });
  routes.add('POST', '/volumes/prune', (call) => json(call, volumes.prune(filtersOf(call))));
  routes.add('GET', '/volumes/:name', (call, params) => json(call, volumes.view(volumes.get(params['name']!))));
  routes.add('PUT', '/volumes/:name', () => {
    throw new EngineError('unavailable', 'volume update only valid for cluster volumes, but swarm is unavailable');
  });
  routes.add('DELETE', '/volumes/:name', (call, params) => {
    volumes.remove(params['name']!, flag(call, 'force'));
    return empty(call, 204);
  });
}
