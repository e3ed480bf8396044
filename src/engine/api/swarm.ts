import { EngineError, notFound } from '../../api/errors';
import { quote } from '../../lib/govalue/quote';
import { SWARM_REFUSAL } from '../networks/store';
import { json, type Handler } from './call';
import type { Routes } from './routes';

/** What an engine that is in no swarm says to everything about swarms, and that it has no plugins. */
export function swarmRoutes(routes: Routes): void {
  const refuse: Handler = () => {
    throw new EngineError('unavailable', SWARM_REFUSAL);
  };
  for (const path of ['/nodes', '/services', '/secrets', '/configs', '/tasks']) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      routes.add(method, path, refuse);
      routes.add(method, `${path}/*`, refuse);
    }
  }
  routes.add('GET', '/swarm', refuse);
  routes.add('GET', '/swarm/unlockkey', refuse);
  routes.add('POST', '/swarm/update', refuse);
  routes.add('POST', '/swarm/leave', () => {
    throw new EngineError('unavailable', 'This node is not part of a swarm');
  });
  routes.add('POST', '/swarm/unlock', () => {
    throw new EngineError('conflict', 'This node is not part of a swarm');
  });
  for (const verb of ['init', 'join']) {
    routes.add('POST', `/swarm/${verb}`, () => {
      throw new EngineError('notImplemented', 'dockyard: swarm mode is not simulated');
    });
  }
  routes.add('GET', '/plugins', (call) => json(call, []));
  const noPlugin: Handler = (_call, params) => {
    throw notFound(`plugin ${quote(params['name'] ?? '')} not found`);
  };
  routes.add('GET', '/plugins/:name{.+}/json', noPlugin);
  for (const verb of ['enable', 'disable', 'upgrade', 'set', 'push']) routes.add('POST', `/plugins/:name{.+}/${verb}`, noPlugin);
  routes.add('DELETE', '/plugins/:name{.+}', noPlugin);
  for (const path of ['/plugins/privileges', '/plugins/pull', '/plugins/create']) {
    for (const method of ['GET', 'POST']) {
      routes.add(method, path, () => {
        throw new EngineError('notImplemented', 'dockyard: plugins are not simulated');
      });
    }
  }
}
