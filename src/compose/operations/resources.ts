import { sortedKeys } from '../load/value';
import type { Resource, Service } from '../project/types';

type Devices = NonNullable<Resource['devices']>;

function deviceRequests(devices: Devices, extra: readonly string[]): unknown[] {
  return devices.map(({ driver, count, device_ids, capabilities, options }) => ({
    Driver: driver ?? '',
    Count: count ?? 0,
    DeviceIDs: device_ids ?? null,
    Capabilities: [[...(capabilities ?? []), ...extra]],
    Options: options ?? {},
  }));
}

function ulimits(service: Service): unknown[] | null {
  const names = sortedKeys(service.ulimits ?? {});
  if (names.length === 0) return null;
  return names.map((Name) => {
    const limit = service.ulimits![Name]!;
    const single = typeof limit === 'number' ? limit : 0;
    const { soft = single, hard = single } = typeof limit === 'number' ? {} : limit;
    return { Name, Hard: hard, Soft: soft };
  });
}

/** The limits of a service's containers: its own fields, then those of `deploy` (getDeployResources). */
export function resourcesOf(service: Service): Record<string, unknown> {
  const limits = service.deploy?.resources?.limits;
  const reservations = service.deploy?.resources?.reservations;
  const requests = [...deviceRequests(service.gpus ?? [], ['gpu']), ...deviceRequests(reservations?.devices ?? [], [])];
  const pids = limits?.pids || service.pids_limit;
  return {
    CgroupParent: service.cgroup_parent ?? '',
    Memory: Number(limits?.memory ?? service.mem_limit ?? 0),
    MemorySwap: Number(service.memswap_limit ?? 0),
    MemorySwappiness: service.mem_swappiness === undefined ? null : Number(service.mem_swappiness),
    MemoryReservation: Number(reservations?.memory ?? service.mem_reservation ?? 0),
    OomKillDisable: service.oom_kill_disable ?? false,
    CpuCount: service.cpu_count ?? 0,
    CpuPeriod: service.cpu_period ?? 0,
    CpuQuota: service.cpu_quota ?? 0,
    CpuRealtimePeriod: service.cpu_rt_period ?? 0,
    CpuRealtimeRuntime: service.cpu_rt_runtime ?? 0,
    CpuShares: service.cpu_shares ?? 0,
    NanoCpus: Math.round((limits?.cpus ?? service.cpus ?? 0) * 1e9),
    CpusetCpus: service.cpuset ?? '',
    DeviceCgroupRules: service.device_cgroup_rules ?? null,
    PidsLimit: pids === undefined || pids === 0 ? null : pids,
    Devices: (service.devices ?? []).map(({ source, target, permissions }) => ({ PathOnHost: source, PathInContainer: target, CgroupPermissions: permissions ?? 'rwm' })),
    DeviceRequests: requests.length > 0 ? requests : null,
    Ulimits: ulimits(service),
  };
}
