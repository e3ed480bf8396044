import { bytesSize, humanSize } from '../../lib/units';
import { truncateId } from '../../lib/width';
import { formatFloat } from '../../lib/govalue';
import { goContext } from './go-context';
import { writeList } from './write';

/** What `docker stats` knows of a container. */
export interface StatsEntry {
  /** As the container was asked for. */
  container: string;
  name: string;
  id: string;
  cpuPercent: number;
  memory: number;
  memoryLimit: number;
  memoryPercent: number;
  networkRx: number;
  networkTx: number;
  blockRead: number;
  blockWrite: number;
  pids: number;
  /** Nothing came from the engine: `--` in every column. */
  invalid?: boolean;
}

interface CpuStats {
  cpu_usage?: { total_usage?: number; percpu_usage?: number[] | null };
  system_cpu_usage?: number;
  online_cpus?: number;
}

/** The part of an answer of `GET /containers/{id}/stats` that is shown. */
export interface StatsResponse {
  id?: string;
  name?: string;
  cpu_stats?: CpuStats;
  precpu_stats?: CpuStats;
  memory_stats?: { usage?: number; limit?: number; stats?: Record<string, number> | null };
  blkio_stats?: { io_service_bytes_recursive?: { op?: string; value?: number }[] | null };
  networks?: Record<string, { rx_bytes?: number; tx_bytes?: number }> | null;
  pids_stats?: { current?: number };
}

function cpuPercent(before: CpuStats = {}, now: CpuStats = {}): number {
  const cpu = (now.cpu_usage?.total_usage ?? 0) - (before.cpu_usage?.total_usage ?? 0);
  const system = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
  const online = now.online_cpus || (now.cpu_usage?.percpu_usage?.length ?? 0);
  return system > 0 && cpu > 0 ? (cpu / system) * online * 100 : 0;
}

/** Used memory without what the page cache could give back, of cgroups v1 and v2. */
function memoryUsage(memory: NonNullable<StatsResponse['memory_stats']>): number {
  const usage = memory.usage ?? 0;
  const first = memory.stats?.total_inactive_file;
  if (first !== undefined && first < usage) return usage - first;
  const second = memory.stats?.inactive_file ?? 0;
  return second < usage ? usage - second : usage;
}

/** What the columns show of an engine's answer (docker/cli command/container/stats_helpers.go). */
export function statsEntry(container: string, stats: StatsResponse): StatsEntry {
  const memory = memoryUsage(stats.memory_stats ?? {});
  const memoryLimit = stats.memory_stats?.limit ?? 0;
  const networks = Object.values(stats.networks ?? {});
  const blocks = stats.blkio_stats?.io_service_bytes_recursive ?? [];
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const blockBytes = (letter: string): number => sum(blocks.filter((entry) => entry.op?.[0]?.toLowerCase() === letter).map((entry) => entry.value ?? 0));
  return {
    container,
    name: stats.name ?? '',
    id: stats.id ?? '',
    cpuPercent: cpuPercent(stats.precpu_stats, stats.cpu_stats),
    memory,
    memoryLimit,
    memoryPercent: memoryLimit === 0 ? 0 : (memory / memoryLimit) * 100,
    networkRx: sum(networks.map((network) => network.rx_bytes ?? 0)),
    networkTx: sum(networks.map((network) => network.tx_bytes ?? 0)),
    blockRead: blockBytes('r'),
    blockWrite: blockBytes('w'),
    pids: stats.pids_stats?.current ?? 0,
  };
}

const TABLE = 'table {{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}\t{{.PIDs}}';
const HEADERS = {
  Container: 'CONTAINER',
  Name: 'NAME',
  ID: 'CONTAINER ID',
  CPUPerc: 'CPU %',
  MemUsage: 'MEM USAGE / LIMIT',
  MemPerc: 'MEM %',
  NetIO: 'NET I/O',
  BlockIO: 'BLOCK I/O',
  PIDs: 'PIDS',
};

/** One screen of `docker stats`. */
export function formatStats(entries: readonly StatsEntry[], options: { format?: string; noTrunc?: boolean } = {}): string {
  const percent = (value: number): string => formatFloat(value, 'f', 2) + '%';
  const contexts = entries.map((entry) => {
    const unless = (text: () => string, none = '--') => (): string => (entry.invalid ? none : text());
    return goContext('container.statsContext', {
      Container: () => entry.container,
      Name: () => entry.name.replace(/^\//, '') || '--',
      ID: () => (options.noTrunc ? entry.id : truncateId(entry.id)),
      CPUPerc: unless(() => percent(entry.cpuPercent)),
      MemUsage: unless(() => `${bytesSize(entry.memory)} / ${bytesSize(entry.memoryLimit)}`, '-- / --'),
      MemPerc: unless(() => percent(entry.memoryPercent)),
      NetIO: unless(() => `${humanSize(entry.networkRx, 3)} / ${humanSize(entry.networkTx, 3)}`),
      BlockIO: unless(() => `${humanSize(entry.blockRead, 3)} / ${humanSize(entry.blockWrite, 3)}`),
      PIDs: unless(() => String(entry.pids)),
    });
  });
  return writeList(!options.format || options.format === 'table' ? TABLE : options.format, HEADERS, contexts);
}
