import type { Engine } from '../engine';
import { formatNanos, ZERO_TIME } from '../go-time';
import { isRunning } from './record';
import type { Container } from './store';

type Json = Record<string, unknown>;

const NO_CPU: Json = {
  cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 }, throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
};
const NO_BLKIO: Json = {
  io_service_bytes_recursive: null, io_serviced_recursive: null, io_queue_recursive: null, io_service_time_recursive: null, io_wait_time_recursive: null,
  io_merged_recursive: null, io_time_recursive: null, sectors_recursive: null,
};

/** A moment's figures (cgroup v2, as moby daemon/stats_unix.go reads them). */
export interface StatsSample {
  read: string;
  cpu: Json;
  memory: Json;
  pids: Json;
  networks: Json | undefined;
}

export function sampleStats(engine: Engine, container: Container): StatsSample | undefined {
  const { record, live } = container;
  const task = live.task;
  if (!task || !isRunning(record)) return undefined;
  const usage = task.cgroup.usage();
  const total = Math.round(usage.cpuUs * 1000);
  const { kernel } = engine;
  const networks = live.net ? Object.fromEntries(live.net.interfaces().filter((one) => one.kind !== 'loopback').map((one) => [one.name, {
    rx_bytes: one.rxBytes, rx_packets: one.rxPackets, rx_errors: 0, rx_dropped: 0, tx_bytes: one.txBytes, tx_packets: one.txPackets, tx_errors: 0, tx_dropped: 0,
  }])) : {};
  return {
    read: formatNanos(engine.now()),
    cpu: {
      cpu_usage: { total_usage: total, usage_in_kernelmode: Math.round(total / 4), usage_in_usermode: total - Math.round(total / 4) },
      system_cpu_usage: Math.round(kernel.clock.now()) * 1_000_000 * kernel.cpus, online_cpus: kernel.cpus,
      throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
    },
    memory: { usage: usage.memoryBytes, stats: memoryStats(usage.memoryBytes), limit: record.hostConfig.Memory || kernel.memory().totalBytes },
    pids: { current: usage.pids, limit: record.hostConfig.PidsLimit && record.hostConfig.PidsLimit > 0 ? record.hostConfig.PidsLimit : 18446744073709552000 },
    networks: Object.keys(networks).length > 0 ? networks : undefined,
  };
}

function memoryStats(bytes: number): Json {
  return {
    active_anon: 0, active_file: 0, anon: bytes, anon_thp: 0, file: 0, file_dirty: 0, file_mapped: 0, file_writeback: 0, inactive_anon: bytes, inactive_file: 0,
    kernel_stack: 16384, pgactivate: 0, pgdeactivate: 0, pgfault: 0, pglazyfree: 0, pglazyfreed: 0, pgmajfault: 0, pgrefill: 0, pgscan: 0, pgsteal: 0,
    shmem: 0, slab: 0, slab_reclaimable: 0, slab_unreclaimable: 0, sock: 0, thp_collapse_alloc: 0, thp_fault_alloc: 0, unevictable: 0,
    workingset_activate: 0, workingset_nodereclaim: 0, workingset_refault: 0,
  };
}

/** StatsResponse; what isn't running has zeros. */
export function statsView(container: Container, sample: StatsSample | undefined, before: StatsSample | undefined): Json {
  return {
    id: container.id, name: `/${container.name}`, os_type: 'linux', read: sample?.read ?? ZERO_TIME, cpu_stats: sample?.cpu ?? NO_CPU, memory_stats: sample?.memory ?? {},
    ...(sample?.networks ? { networks: sample.networks } : {}), pids_stats: sample?.pids ?? {}, blkio_stats: NO_BLKIO, num_procs: 0, storage_stats: {},
    preread: before?.read ?? ZERO_TIME, precpu_stats: before?.cpu ?? NO_CPU,
  };
}
