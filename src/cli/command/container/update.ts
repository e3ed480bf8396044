import { containerUpdate } from '../../../client/container';
import { parseRestartPolicy } from '../../opts/restart-policy';
import type { Verb } from '../../verb';
import { forEach } from '../errors';

/** `docker update`. */
export const update: Verb = async ({ cli, flags, args }) => {
  if (flags.given().length === 0) throw new Error('you must provide one or more flags when using this command');
  const restart = parseRestartPolicy(flags.string('restart'));
  const body = {
    CpuShares: flags.number('cpu-shares'),
    Memory: flags.number('memory'),
    NanoCpus: flags.number('cpus'),
    CgroupParent: '',
    BlkioWeight: flags.number('blkio-weight'),
    BlkioWeightDevice: null,
    BlkioDeviceReadBps: null,
    BlkioDeviceWriteBps: null,
    BlkioDeviceReadIOps: null,
    BlkioDeviceWriteIOps: null,
    CpuPeriod: flags.number('cpu-period'),
    CpuQuota: flags.number('cpu-quota'),
    CpuRealtimePeriod: flags.number('cpu-rt-period'),
    CpuRealtimeRuntime: flags.number('cpu-rt-runtime'),
    CpusetCpus: flags.string('cpuset-cpus'),
    CpusetMems: flags.string('cpuset-mems'),
    Devices: null,
    DeviceCgroupRules: null,
    DeviceRequests: null,
    MemoryReservation: flags.number('memory-reservation'),
    MemorySwap: flags.number('memory-swap'),
    MemorySwappiness: null,
    OomKillDisable: null,
    PidsLimit: flags.changed('pids-limit') ? flags.number('pids-limit') : null,
    Ulimits: null,
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
    RestartPolicy: restart,
  };
  const warnings: string[] = [];
  try {
    await forEach(args, async (name) => {
      const answer = await containerUpdate(cli.client, name, body);
      await cli.line(name);
      warnings.push(...(answer.Warnings ?? []));
    });
  } finally {
    if (warnings.length > 0) await cli.line(warnings.join('\n'));
  }
};
