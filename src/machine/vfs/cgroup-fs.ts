import { SysError } from '../errno';
import type { Cgroup, CgroupLimits } from '../kernel-types';
import { file, VirtualFs, type VirtualDirectory, type VirtualNode } from './virtual-fs';

/** A control group with its place in the tree. */
export interface CgroupNode extends Cgroup {
  readonly children: ReadonlyMap<string, CgroupNode>;
}

/** What the cgroup file system asks of the kernel. */
export interface CgroupSource {
  /** The group at the root of the view: the reader's cgroup namespace. */
  readonly root: CgroupNode;
  /** The group's own processes, as the reader's pid namespace numbers them. */
  pids(group: CgroupNode): number[];
  /** Moves a process (by that number) into a group: ESRCH where there is none. */
  attach(group: CgroupNode, pid: number): void;
  create(parent: CgroupNode, name: string): void;
  readonly cpus: number;
  now(): number;
}

const PERIOD_US = 100_000;
const CONTROLLERS = 'cpuset cpu io memory hugetlb pids rdma misc';

/** cgroup2 (Documentation/admin-guide/cgroup-v2.rst): a directory a group, its limits and counters as files. */
export class CgroupFs extends VirtualFs {
  constructor(source: CgroupSource, options: { dev: number }) {
    super('cgroup2', options.dev, groupDirectory(source, source.root), () => source.now(), 'nsdelegate,memory_recursiveprot');
  }
}

function groupDirectory(source: CgroupSource, group: CgroupNode): VirtualDirectory {
  const files: Record<string, VirtualNode> = { ...commonFiles(source, group), ...(group.path === '/' ? {} : limitFiles(source, group)) };
  return {
    kind: 'dir',
    mode: 0o755,
    names: () => [...Object.keys(files), ...group.children.keys()],
    child: (name) => {
      const child = group.children.get(name);
      const set = group.limits.files?.[name];
      if (set) return file(() => `${set}\n`);
      return child ? groupDirectory(source, child) : Object.hasOwn(files, name) ? files[name] : undefined;
    },
    mkdir: (name) => source.create(group, name),
    rmdir: (name) => removeGroup(group, name),
  };
}

function removeGroup(group: CgroupNode, name: string): void {
  const child = group.children.get(name);
  if (!child) throw new SysError('ENOTDIR');
  if (child.children.size > 0 || child.usage().pids > 0) throw new SysError('EBUSY');
  child.remove();
}

function commonFiles(source: CgroupSource, group: CgroupNode): Record<string, VirtualNode> {
  const members = (): string => source.pids(group).map((pid) => `${pid}\n`).join('');
  const attach = (text: string): void => {
    const pid = Number(text.trim());
    if (!Number.isInteger(pid) || pid < 0) throw new SysError('EINVAL');
    source.attach(group, pid);
  };
  return {
    'cgroup.controllers': file(() => `${CONTROLLERS}\n`),
    'cgroup.max.depth': file(() => 'max\n'),
    'cgroup.max.descendants': file(() => 'max\n'),
    'cgroup.procs': file(members, { write: attach }),
    'cgroup.stat': file(() => `nr_descendants ${descendants(group)}\nnr_dying_descendants 0\n`),
    'cgroup.subtree_control': file(() => (group.children.size > 0 ? `${CONTROLLERS}\n` : '\n'), { write: () => {} }),
    'cgroup.threads': file(members, { write: attach }),
    'cpu.stat': file(() => cpuStat(group)),
    'cpuset.cpus.effective': file(() => `${allowedCpus(group, source.cpus)}\n`),
    'cpuset.mems.effective': file(() => '0\n'),
    'io.stat': file(() => ''),
    'memory.stat': file(() => memoryStat(group)),
  };
}

function limitFiles(source: CgroupSource, group: CgroupNode): Record<string, VirtualNode> {
  const change = (limits: CgroupLimits): void => {
    group.limits = { ...group.limits, ...limits };
  };
  const amount = (value: number | undefined): string => `${value ?? 'max'}\n`;
  const fixed = (text: string): VirtualNode => file(() => text);
  return {
    'cgroup.events': file(() => `populated ${group.usage().pids > 0 ? 1 : 0}\nfrozen ${group.frozen ? 1 : 0}\n`),
    'cgroup.freeze': file(() => `${group.frozen ? 1 : 0}\n`, { write: (text) => (text.trim() === '1' ? group.freeze() : group.thaw()) }),
    'cgroup.kill': file(() => '', { mode: 0o200, write: () => group.kill() }),
    'cgroup.type': fixed('domain\n'),
    'cpu.max': file(() => cpuMax(group.limits.cpus), { write: (text) => change({ cpus: parseCpuMax(text) }) }),
    'cpu.weight': fixed('100\n'),
    'cpuset.cpus': fixed('\n'),
    'cpuset.mems': fixed('\n'),
    'io.max': fixed(''),
    'io.weight': fixed('default 100\n'),
    'memory.current': file(() => `${group.usage().memoryBytes}\n`),
    'memory.events': file(() => {
      const { oomKills } = group.usage();
      return `low 0\nhigh 0\nmax ${oomKills}\noom ${oomKills}\noom_kill ${oomKills}\noom_group_kill 0\n`;
    }),
    'memory.high': fixed('max\n'),
    'memory.low': fixed('0\n'),
    'memory.max': file(() => amount(group.limits.memoryBytes), { write: (text) => change({ memoryBytes: parseAmount(text) }) }),
    'memory.min': fixed('0\n'),
    'memory.oom.group': fixed('0\n'),
    'memory.peak': file(() => `${group.usage().memoryPeakBytes}\n`),
    'memory.swap.current': fixed('0\n'),
    'memory.swap.max': file(() => amount(group.limits.memoryBytes)),
    'pids.current': file(() => `${group.usage().pids}\n`),
    'pids.events': fixed('max 0\n'),
    'pids.max': file(() => amount(group.limits.pids), { write: (text) => change({ pids: parseAmount(text) }) }),
    'pids.peak': file(() => `${group.usage().pids}\n`),
  };
}

/** The CPUs that a group's processes may run on. */
export function allowedCpus(group: Cgroup, cpus: number): string {
  return group.limits.files?.['cpuset.cpus'] ?? (cpus > 1 ? `0-${cpus - 1}` : '0');
}

function descendants(group: CgroupNode): number {
  return [...group.children.values()].reduce((sum, child) => sum + 1 + descendants(child), 0);
}

function cpuStat(group: CgroupNode): string {
  const { cpuUs } = group.usage();
  const used = Math.round(cpuUs);
  const user = Math.round(used * 0.75);
  return `usage_usec ${used}\nuser_usec ${user}\nsystem_usec ${used - user}\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\nnr_bursts 0\nburst_usec 0\n`;
}

function memoryStat(group: CgroupNode): string {
  const { memoryBytes } = group.usage();
  return `anon ${memoryBytes}\nfile 0\nkernel 0\nkernel_stack 0\npagetables 0\nshmem 0\nfile_mapped 0\nfile_dirty 0\nfile_writeback 0\ninactive_anon 0\nactive_anon ${memoryBytes}\ninactive_file 0\nactive_file 0\nunevictable 0\nslab 0\npgfault 0\npgmajfault 0\n`;
}

function cpuMax(cores: number | undefined): string {
  return `${cores === undefined ? 'max' : Math.round(cores * PERIOD_US)} ${PERIOD_US}\n`;
}

function parseCpuMax(text: string): number | undefined {
  const [quota = '', period = String(PERIOD_US)] = text.trim().split(/\s+/);
  const share = parseAmount(quota);
  if (!/^\d+$/.test(period) || Number(period) < 1000) throw new SysError('EINVAL');
  return share === undefined ? undefined : share / Number(period);
}

/** `max`, or a number with K, M, G. */
function parseAmount(text: string): number | undefined {
  const match = /^(\d+)([KMG]?)$/i.exec(text.trim());
  if (text.trim() === 'max') return undefined;
  if (!match) throw new SysError('EINVAL');
  return Number(match[1]) * 1024 ** ' KMG'.indexOf((match[2] || ' ').toUpperCase());
}
