import { bootHost, type Host, type HostOptions } from '../host/boot';
import { parseEndpoint } from './arguments';
import { dialEndpoint } from './real-socket';

/** Boots a machine for Node; `engine` names a real engine that its `docker` is to talk to. */
export function bootForNode(options: HostOptions & { engineHost?: string | undefined }): Promise<Host> {
  const { engineHost, ...rest } = options;
  if (engineHost === undefined) return bootHost(rest);
  const endpoint = parseEndpoint(engineHost, '--engine');
  // A real engine takes real time.
  return bootHost({ ...rest, pace: 1, engine: { host: engineHost, dial: () => dialEndpoint(endpoint) } });
}
