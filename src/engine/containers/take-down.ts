import type { Engine } from '../engine';
import { stopResolver } from '../networks/dns';
import { unplugEndpoint } from '../networks/endpoints';
import { releasePorts } from '../networks/ports';
import type { Container } from './store';

/** Undoes what a start has made: mounts, networks, the cgroup. */
export function takeDown(engine: Engine, container: Container): void {
  const { record, live } = container;
  stopResolver(engine, container);
  for (const name of Object.keys(record.networks)) unplugEndpoint(engine, container, name, undefined);
  releasePorts(engine, container);
  if (live.net) engine.kernel.removeNetNamespace(live.net);
  live.net = undefined;
  record.sandboxId = '';
  for (const point of record.mounts) if (point.type === 'volume' && live.mounted.delete(point.destination)) engine.events.log('volume', 'unmount', point.name, { container: container.id, driver: point.driver });
  const cgroup = live.task?.cgroup ?? engine.kernel.cgroup(cgroupPath(container));
  if (cgroup && cgroup.pids().length === 0) cgroup.remove();
}

/** `/docker/<id>`, or below what --cgroup-parent names. */
export function cgroupPath(container: Container): string {
  const parent = container.record.hostConfig.CgroupParent;
  return `${parent ? `/${parent.replace(/^\/|\/$/g, '')}` : '/docker'}/${container.id}`;
}
