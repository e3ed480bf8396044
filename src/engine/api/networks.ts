import { invalid } from '../../api/errors';
import { readEndpoint } from '../containers/create';
import type { Engine } from '../engine';
import { connectContainer, disconnectContainer } from '../networks/connect';
import type { NetworkRequest } from '../networks/store';
import { listNetworks, networkView, pruneNetworks } from '../networks/view';
import { bodyJson, empty, filtersOf, json, type Handler } from './call';
import type { Routes } from './routes';

/** Routes of /networks (moby daemon/server/router/network). */
export function networkRoutes(engine: Engine, routes: Routes): void {
  const list: Handler = (call) => json(call, listNetworks(engine, filtersOf(call)).map((network) => networkView(engine, network, false)));
  routes.add('GET', '/networks', list);
  routes.add('GET', '/networks/', list);
  routes.add('POST', '/networks/create', async (call) => {
    const network = engine.networks.create(await bodyJson<NetworkRequest>(call, true));
    return json(call, { Id: network.id, Warning: '' }, 201);
  });
  routes.add('POST', '/networks/prune', (call) => json(call, pruneNetworks(engine, filtersOf(call))));
  routes.add('GET', '/networks/:id', (call, params) => json(call, networkView(engine, engine.networks.get(params['id']!), true)));
  routes.add('DELETE', '/networks/:id', (call, params) => {
    engine.networks.remove(params['id']!);
    return empty(call, 204);
  });
  routes.add('POST', '/networks/:id/connect', async (call, params) => {
    const body = await bodyJson<{ Container?: string; EndpointConfig?: Record<string, unknown> | null }>(call, true);
    if (!body.Container) throw invalid('invalid container: value is empty');
    const network = engine.networks.get(params['id']!);
    await connectContainer(engine, network, engine.containers.get(body.Container), readEndpoint(body.EndpointConfig ?? {}));
    return empty(call, 200);
  });
  routes.add('POST', '/networks/:id/disconnect', async (call, params) => {
    const body = await bodyJson<{ Container?: string; Force?: boolean }>(call, true);
    await disconnectContainer(engine, engine.networks.get(params['id']!), body.Container ?? '', body.Force ?? false);
    return empty(call, 200);
  });
}
