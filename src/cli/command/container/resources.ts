import type { Flags } from '../../flags/parse';
import type { DeviceRequest } from '../../opts/gpus';
import type { DeviceMapping } from './devices';

/** container.Resources of a create request, in the struct's order. */
export function resources(flags: Flags, devices: DeviceMapping[], requests: DeviceRequest[]): Record<string, unknown> {
  return {
    CpuShares: flags.number('cpu-shares'),
    Memory: flags.number('memory'),
    NanoCpus: flags.number('cpus'),
    CgroupParent: flags.string('cgroup-parent'),
    BlkioWeight: flags.number('blkio-weight'),
    BlkioWeightDevice: flags.list('blkio-weight-device'),
    BlkioDeviceReadBps: flags.list('device-read-bps'),
    BlkioDeviceWriteBps: flags.list('device-write-bps'),
    BlkioDeviceReadIOps: flags.list('device-read-iops'),
    BlkioDeviceWriteIOps: flags.list('device-write-iops'),
    CpuPeriod: flags.number('cpu-period'),
    CpuQuota: flags.number('cpu-quota'),
    CpuRealtimePeriod: flags.number('cpu-rt-period'),
    CpuRealtimeRuntime: flags.number('cpu-rt-runtime'),
    CpusetCpus: flags.string('cpuset-cpus'),
    CpusetMems: flags.string('cpuset-mems'),
    Devices: devices,
    DeviceCgroupRules: flags.list('device-cgroup-rule').length > 0 ? flags.list('device-cgroup-rule') : null,
    DeviceRequests: requests.length > 0 ? requests : null,
    MemoryReservation: flags.number('memory-reservation'),
    MemorySwap: flags.number('memory-swap'),
    MemorySwappiness: flags.number('memory-swappiness'),
    OomKillDisable: flags.bool('oom-kill-disable'),
    PidsLimit: flags.number('pids-limit'),
    Ulimits: flags.list<{ Name: string }>('ulimit').sort((a, b) => (a.Name < b.Name ? -1 : 1)),
    CpuCount: flags.number('cpu-count'),
    CpuPercent: flags.number('cpu-percent'),
    IOMaximumIOps: flags.number('io-maxiops'),
    IOMaximumBandwidth: flags.number('io-maxbandwidth'),
  };
}
