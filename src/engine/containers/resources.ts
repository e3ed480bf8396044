import { EngineError } from '../../api/errors';
import type { CgroupLimits } from '../../machine/kernel-types';
import type { NetNamespace } from '../../machine/net/types';
import type { HostConfig } from './record';

/** A container's limits as its control group has them; amounts in bytes (runc libcontainer/cgroups/fs2). */
export function cgroupLimits(host: HostConfig): CgroupLimits {
  const files: Record<string, string> = {
    ...(host.MemoryReservation > 0 ? { 'memory.low': String(host.MemoryReservation) } : {}),
    ...(host.Memory > 0 && host.MemorySwap >= host.Memory ? { 'memory.swap.max': String(host.MemorySwap - host.Memory) } : {}),
    ...(host.CpuShares > 0 ? { 'cpu.weight': String(cpuWeight(host.CpuShares)) } : {}),
    ...(host.CpusetCpus ? { 'cpuset.cpus': host.CpusetCpus } : {}),
    ...(host.CpusetMems ? { 'cpuset.mems': host.CpusetMems } : {}),
  };
  return {
    files,
    ...(host.Memory > 0 ? { memoryBytes: host.Memory } : {}),
    ...(host.PidsLimit && host.PidsLimit > 0 ? { pids: host.PidsLimit } : {}),
    ...(host.NanoCpus > 0 ? { cpus: host.NanoCpus / 1e9 } : host.CpuQuota > 0 ? { cpus: host.CpuQuota / (host.CpuPeriod || 100_000) } : {}),
  };
}

/** opencontainers/cgroups ConvertCPUSharesToCgroupV2Value: a curve through least, default and most of both scales. */
function cpuWeight(shares: number): number {
  if (shares <= 2) return 1;
  if (shares >= 262144) return 10000;
  const l = Math.log2(shares);
  return Math.ceil(10 ** ((l * l + 125 * l) / 612 - 7 / 34));
}

/** moby daemon/devices.go on a machine without GPUs: no driver but cdi, which is chosen by its name only. */
export function refuseDeviceRequests(host: HostConfig): void {
  const requests = (host['DeviceRequests'] ?? []) as { Driver?: string; DeviceIDs?: string[] | null; Capabilities?: string[][] | null }[];
  for (const { Driver: driver = '', DeviceIDs: ids, Capabilities: capabilities } of requests) {
    if (driver !== 'cdi') throw new EngineError('system', `could not select device driver "${driver}" with capabilities: [${(capabilities ?? []).map((all) => `[${all.join(' ')}]`).join(' ')}]`);
    if (ids?.length) throw new EngineError('system', `CDI device injection failed: unresolvable CDI devices ${ids.join(', ')}`);
  }
}

/** --sysctl of a network namespace; those of IPC are kept only. */
export function setNetSysctls(net: NetNamespace, sysctls: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(sysctls)) if (name.startsWith('net.')) net.setSysctl(name, value);
}

/** Drops what control groups of version 2 can't do, and says so (moby daemon/daemon_unix.go verifyPlatformContainerResources). */
export function discardUnsupported(host: HostConfig): string[] {
  const warnings: string[] = [];
  if (host.MemorySwappiness !== null) warnings.push('Your kernel does not support memory swappiness capabilities or the cgroup is not mounted. Memory swappiness discarded.');
  if (host.OomKillDisable) warnings.push('Your kernel does not support OomKillDisable. OomKillDisable discarded.');
  host.MemorySwappiness = null;
  host.OomKillDisable = null;
  return warnings;
}
