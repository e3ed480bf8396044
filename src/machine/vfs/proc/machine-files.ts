import { file, type VirtualNode } from '../virtual-fs';
import type { ProcSource } from './proc-source';

const CPU_FLAGS =
  'fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 clflush mmx fxsr sse sse2 ht syscall nx rdtscp lm constant_tsc rep_good nopl cpuid pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 movbe popcnt aes xsave avx f16c rdrand hypervisor lahf_lm abm avx2';

const FILE_SYSTEMS = ['sysfs', 'tmpfs', 'bdev', 'proc', 'cgroup', 'cgroup2', 'devtmpfs', 'sockfs', 'pipefs', 'ramfs', 'hugetlbfs', 'devpts', 'overlay', 'mqueue'];

const DEVICES = `Character devices:
  1 mem
  4 /dev/vc/0
  4 tty
  5 /dev/tty
  5 /dev/console
  5 /dev/ptmx
 10 misc
128 ptm
136 pts

Block devices:
  7 loop
  8 sd
`;

/** The machine's own files at the top of /proc. */
export function machineFiles(source: ProcSource): Record<string, VirtualNode> {
  return {
    cmdline: file(() => 'BOOT_IMAGE=/boot/vmlinuz root=/dev/sda1 ro console=tty1\n'),
    cpuinfo: file(() => Array.from({ length: source.cpus }, (_, cpu) => cpuText(cpu, source.cpus)).join('')),
    devices: file(() => DEVICES),
    diskstats: file(() => '   8       0 sda 4821 0 201344 1200 3120 0 88120 2400 0 3000 3600 0 0 0 0 0 0\n   8       1 sda1 4700 0 199000 1180 3120 0 88120 2400 0 2980 3580 0 0 0 0 0 0\n'),
    filesystems: file(() => `${FILE_SYSTEMS.map((name) => `nodev\t${name}\n`).join('')}\text4\n`),
    loadavg: file(() => loadText(source)),
    meminfo: file(() => memoryText(source)),
    modules: file(() => 'overlay 212992 0 - Live 0x0000000000000000\nbr_netfilter 32768 0 - Live 0x0000000000000000\nbridge 421888 1 br_netfilter, Live 0x0000000000000000\nveth 40960 0 - Live 0x0000000000000000\n'),
    partitions: file(() => 'major minor  #blocks  name\n\n   8        0   67108864 sda\n   8        1   67107840 sda1\n'),
    stat: file(() => statText(source)),
    swaps: file(() => 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'),
    uptime: file(() => {
      const up = (source.now() - source.bootMs) / 1000;
      return `${up.toFixed(2)} ${Math.max(0, up * source.cpus - source.cpuUs() / 1e6).toFixed(2)}\n`;
    }),
    version: file(() => {
      const { sysname, release, version } = source.uname();
      return `${sysname} version ${release} (root@dockyard) (gcc 14.2.0, GNU ld 2.44) ${version}\n`;
    }),
    vmstat: file(() => {
      const { freeBytes } = source.memory();
      return `nr_free_pages ${Math.floor(freeBytes / 4096)}\npgpgin 100672\npgpgout 44060\npswpin 0\npswpout 0\npgfault 1200000\npgmajfault 900\n`;
    }),
  };
}

function cpuText(cpu: number, cpus: number): string {
  const rows: [string, string | number][] = [
    ['processor', cpu], ['vendor_id', 'GenuineIntel'], ['cpu family', 6], ['model', 85], ['model name', 'Dockyard Simulated CPU @ 2.50GHz'],
    ['stepping', 7], ['microcode', '0x1'], ['cpu MHz', '2500.000'], ['cache size', '36608 KB'], ['physical id', 0], ['siblings', cpus], ['core id', cpu],
    ['cpu cores', cpus], ['apicid', cpu], ['initial apicid', cpu], ['fpu', 'yes'], ['fpu_exception', 'yes'], ['cpuid level', 13], ['wp', 'yes'],
    ['flags', CPU_FLAGS], ['bugs', ''], ['bogomips', '5000.00'], ['clflush size', 64], ['cache_alignment', 64],
    ['address sizes', '46 bits physical, 48 bits virtual'], ['power management', ''],
  ];
  return `${rows.map(([name, value]) => `${name}${'\t'.repeat(Math.max(0, 2 - Math.floor(name.length / 8)))}:${value === '' ? '' : ` ${value}`}\n`).join('')}\n`;
}

function memoryText(source: ProcSource): string {
  const { totalBytes, freeBytes, availableBytes } = source.memory();
  const cached = Math.max(0, availableBytes - freeBytes);
  const used = Math.max(0, totalBytes - availableBytes);
  const rows: [string, number][] = [
    ['MemTotal', totalBytes], ['MemFree', freeBytes], ['MemAvailable', availableBytes], ['Buffers', cached * 0.05], ['Cached', cached * 0.85],
    ['SwapCached', 0], ['Active', used + cached * 0.5], ['Inactive', cached * 0.4], ['Active(anon)', used], ['Inactive(anon)', 0],
    ['Active(file)', cached * 0.5], ['Inactive(file)', cached * 0.4], ['Unevictable', 0], ['Mlocked', 0], ['SwapTotal', 0], ['SwapFree', 0],
    ['Dirty', 0], ['Writeback', 0], ['AnonPages', used], ['Mapped', cached * 0.2], ['Shmem', 1048576], ['KReclaimable', cached * 0.1],
    ['Slab', cached * 0.15], ['SReclaimable', cached * 0.1], ['SUnreclaim', cached * 0.05], ['KernelStack', 4194304], ['PageTables', 8388608],
    ['CommitLimit', totalBytes / 2], ['Committed_AS', used * 1.5], ['VmallocTotal', 35184372087808], ['VmallocUsed', 20971520],
  ];
  const line = ([name, bytes]: [string, number]): string => `${`${name}:`.padEnd(15)} ${String(Math.round(bytes / 1024)).padStart(8)} kB\n`;
  return `${rows.map(line).join('')}HugePages_Total:       0\nHugePages_Free:        0\nHugePages_Rsvd:        0\nHugePages_Surp:        0\nHugepagesize:       2048 kB\nHugetlb:               0 kB\n`;
}

function loadText(source: ProcSource): string {
  const pids = source.pids();
  const running = pids.filter((pid) => source.info(pid)?.state === 'R').length;
  return `${source.loadAverage().map((load) => load.toFixed(2)).join(' ')} ${Math.max(1, running)}/${pids.length} ${source.lastPid()}\n`;
}

/** Idle time is what the CPUs didn't use, in ticks of 10 ms. */
function statText(source: ProcSource): string {
  const ticks = ((source.now() - source.bootMs) / 1000) * 100;
  const busy = source.cpuUs() / 1e4 / source.cpus;
  const row = (name: string, share: number): string => {
    const user = Math.round(busy * share * 0.75);
    const system = Math.round(busy * share * 0.25);
    return `${name} ${user} 0 ${system} ${Math.max(0, Math.round(ticks * share) - user - system)} 0 0 0 0 0 0\n`;
  };
  const cpus = Array.from({ length: source.cpus }, (_, cpu) => row(`cpu${cpu}`, 1)).join('');
  const running = source.pids().filter((pid) => source.info(pid)?.state === 'R').length;
  return `${row('cpu ', source.cpus)}${cpus}intr 0\nctxt ${Math.round(ticks * 10)}\nbtime ${Math.floor(source.bootMs / 1000)}\nprocesses ${source.lastPid()}\nprocs_running ${Math.max(1, running)}\nprocs_blocked 0\n`;
}
