import { conflict, EngineError, invalid, isEngineError } from '../../api/errors';
import type { Filters } from '../../api/filters';
import type { Engine } from '../engine';
import { parseTimestamp } from '../timestamp';
import { parseNanos } from '../go-time';
import { prunableByLabels } from '../volumes/store';
import { checkContainerName } from './create';
import { containerEvent } from './events';
import { isRunning, type HostConfig } from './record';
import { discard } from './remove';
import { cgroupLimits } from './resources';
import type { Container } from './store';
import { validateResources, validateRestartPolicy } from './validate';

const RESOURCES = [
  'CpuShares', 'Memory', 'NanoCpus', 'BlkioWeight', 'CpuPeriod', 'CpuQuota', 'CpuRealtimePeriod', 'CpuRealtimeRuntime', 'CpusetCpus', 'CpusetMems',
  'MemoryReservation', 'MemorySwap', 'PidsLimit',
] as const;

/** POST /containers/{id}/update (moby daemon/update.go): limits and restart policy of a live container. */
export function updateContainer(engine: Engine, container: Container, ref: string, body: Partial<HostConfig>): { Warnings: null } {
  container.may('update', ref);
  const { record } = container;
  const host = { ...record.hostConfig };
  const policy = body.RestartPolicy;
  if (policy?.Name) {
    validateRestartPolicy(policy);
    if (host.AutoRemove && policy.Name !== 'no') throw invalid('Restart policy cannot be updated because AutoRemove is enabled for the container');
    host.RestartPolicy = { Name: policy.Name, MaximumRetryCount: policy.MaximumRetryCount ?? 0 };
  }
  for (const key of RESOURCES) {
    const value = body[key];
    if (value !== undefined && value !== null && value !== 0 && value !== '') (host as Record<string, unknown>)[key] = value;
  }
  if (body.Memory && !body.MemorySwap && host.MemorySwap > 0 && host.Memory > host.MemorySwap) {
    throw conflictUpdate(container, 'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time');
  }
  validateResources(engine, host);
  record.hostConfig = host;
  const cgroup = container.live.task?.cgroup;
  if (cgroup) cgroup.limits = cgroupLimits(host);
  container.save();
  containerEvent(engine, container, 'update');
  return { Warnings: null };
}

function conflictUpdate(container: Container, why: string): EngineError {
  return conflict(`Cannot update container ${container.id}: ${why}`);
}

/** POST /containers/{id}/rename (moby daemon/rename.go). */
export function renameContainer(engine: Engine, container: Container, wanted: string): void {
  if (wanted === '') throw invalid('Neither old nor new names may be empty');
  const name = wanted.replace(/^\//, '');
  if (name === container.name) throw invalid('Renaming a container with the same name as its current name');
  try {
    checkContainerName(name, `/${name}`);
    engine.containers.checkName(name);
  } catch (error) {
    if (isEngineError(error)) throw new EngineError(error.kind, `Error when allocating new name: ${error.message}`);
    throw error;
  }
  const { record } = container;
  const old = record.name;
  record.name = name;
  for (const endpoint of Object.values(record.networks)) if (endpoint.dnsNames) endpoint.dnsNames = endpoint.dnsNames.map((one) => (one === old ? name : one));
  container.save();
  containerEvent(engine, container, 'rename', { oldName: `/${old}` });
}

/** POST /containers/prune: what doesn't run goes. */
export function pruneContainers(engine: Engine, filters: Filters): { ContainersDeleted: string[] | null; SpaceReclaimed: number } {
  filters.validate(['label', 'label!', 'until']);
  const until = filters.get('until')[0];
  if (filters.get('until').length > 1) throw invalid('more than one until filter specified');
  const before = until === undefined ? undefined : parseTimestamp(until, engine.now());
  const deleted: string[] = [];
  let reclaimed = 0;
  for (const container of engine.containers.all()) {
    const { record } = container;
    if (isRunning(record) || record.removing) continue;
    if (before !== undefined && parseNanos(record.created) > before) continue;
    if (!prunableByLabels(filters, record.config.Labels)) continue;
    reclaimed += engine.images.container(container.id)?.sizes().rw ?? 0;
    record.removing = true;
    discard(engine, container, false);
    deleted.push(container.id);
  }
  engine.events.log('container', 'prune', '', { reclaimed: String(reclaimed) });
  return { ContainersDeleted: deleted.length > 0 ? deleted : null, SpaceReclaimed: reclaimed };
}
