import type { Service } from '../project/types';
import { byName, type Container } from './containers';

/**
 * `service:x` of network_mode, ipc and pid, and volumes_from, as the containers that they mean. `lenient` leaves what
 * can't be resolved; else that is an error.
 */
export function resolveReferences(service: Service, containers: Readonly<Record<string, readonly Container[]>>, lenient: boolean): Service {
  const first = (name: string, what: string): string | undefined => {
    const found = byName(containers[name] ?? [])[0];
    if (!found && !lenient) throw new Error(`cannot share ${what} with service ${name}: container missing`);
    return found?.Id;
  };
  const shared = (mode: string | undefined, what: string): string | undefined => {
    const name = /^service:(.*)$/.exec(mode ?? '')?.[1];
    if (name === undefined) return mode;
    const id = first(name, what);
    return id === undefined ? mode : `container:${id}`;
  };
  const out: Service = { ...service };
  if (service.volumes_from) {
    out.volumes_from = service.volumes_from.map((from) => (from.startsWith('container:') ? from.slice('container:'.length) : (first(from.split(':')[0]!, 'volume') ?? from)));
  }
  if (service.network_mode !== undefined) out.network_mode = shared(service.network_mode, 'network namespace');
  if (service.ipc !== undefined) out.ipc = shared(service.ipc, 'IPC namespace');
  if (service.pid !== undefined) out.pid = shared(service.pid, 'PID namespace');
  return out;
}
