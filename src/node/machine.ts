import { bootHost, type Host, type HostOptions } from '../host/boot';
import { parseEndpoint } from './arguments';
import { dialEndpoint } from './real-socket';
import { nodeRuntimes } from './runtimes';

/** Boots a machine for Node; `engine` names a real engine that its `docker` is to talk to. */
export function bootForNode(options: HostOptions & { engineHost?: string | undefined }): Promise<Host> {
  const { engineHost, ...given } = options;
  const rest = { runtimes: nodeRuntimes(), ...given };
  if (engineHost === undefined) return bootHost(rest);
  const endpoint = parseEndpoint(engineHost, '--engine');
  // A real engine takes real time, and its times are compared with ours.
  return bootHost({ ...rest, pace: 1, epochMs: Date.now(), engine: { host: engineHost, dial: () => dialEndpoint(endpoint) } });
}
