import { SysError } from '../errno';
import type { Cgroup, CgroupLimits, CgroupUsage } from '../kernel-types';
import type { Process } from './process';
import { sendSignal, thawed } from './signals';

/** A control group (cgroups(7), version 2): a node of one hierarchy, accounting for itself and all below it. */
export class CgroupImpl implements Cgroup {
  readonly children = new Map<string, CgroupImpl>();
  readonly members = new Set<Process>();
  private limitsNow: CgroupLimits;
  private ownFrozen = false;
  private peak = 0;
  cpuUs = 0;
  oomKills = 0;
  /** When the group's CPU quota is used up until, simulated ms. */
  private busyUntil = 0;

  constructor(
    readonly path: string,
    readonly parent: CgroupImpl | undefined,
    limits: CgroupLimits = {},
  ) {
    this.limitsNow = limits;
    parent?.children.set(path.slice(path.lastIndexOf('/') + 1), this);
  }

  get limits(): CgroupLimits {
    return this.limitsNow;
  }
  set limits(limits: CgroupLimits) {
    this.limitsNow = limits;
    this.checkMemory();
  }

  get frozen(): boolean {
    return this.ownFrozen;
  }

  /** Frozen itself or within a frozen group. */
  get effectivelyFrozen(): boolean {
    return this.ownFrozen || (this.parent?.effectivelyFrozen ?? false);
  }

  get peakBytes(): number {
    return this.peak;
  }

  *all(): Generator<Process> {
    yield* this.members;
    for (const child of this.children.values()) yield* child.all();
  }

  private memory(): number {
    let sum = 0;
    for (const proc of this.all()) sum += proc.memoryBytes;
    return sum;
  }

  usage(): CgroupUsage {
    return { memoryBytes: this.memory(), memoryPeakBytes: this.peak, pids: [...this.all()].length, cpuUs: this.cpuUs, oomKills: this.oomKills };
  }

  /** For a restored group. */
  setUsage(cpuUs: number, peak: number, oomKills: number): void {
    this.cpuUs = cpuUs;
    this.peak = peak;
    this.oomKills = oomKills;
  }

  /** Whether one more process may be born here (pids.max). */
  admits(): boolean {
    for (let group: CgroupImpl | undefined = this; group; group = group.parent) {
      const max = group.limitsNow.pids;
      if (max !== undefined && [...group.all()].length >= max) return false;
    }
    return true;
  }

  /**
   * Counts memory and calls the OOM killer where a limit is passed, the machine's own at the root: the biggest process
   * of that group goes, and counts for the groups that it was in (memory.events' oom_kill).
   */
  checkMemory(): void {
    for (let group: CgroupImpl | undefined = this; group; group = group.parent) {
      const { memoryBytes: max } = group.limitsNow;
      let used = group.memory();
      if (max !== undefined) {
        while (used > max) {
          let victim: Process | undefined;
          for (const proc of group.all()) if (!victim || proc.memoryBytes > victim.memoryBytes) victim = proc;
          if (!victim) break;
          for (let of: CgroupImpl | undefined = victim.cgroup; of; of = of.parent) of.oomKills++;
          sendSignal(victim, 'SIGKILL', 'kernel');
          if (victim.running) break;
          used = group.memory();
        }
        if (group.peak < Math.min(used, max)) group.peak = Math.min(used, max);
      }
      if (max === undefined && used > group.peak) group.peak = used;
    }
  }

  /** Counts CPU time as used. */
  account(us: number): void {
    for (let group: CgroupImpl | undefined = this; group; group = group.parent) group.cpuUs += us;
  }

  /** Until when the caller has to wait for CPU time that it has used (CFS bandwidth control: cores). */
  schedule(us: number, nowMs: number): number {
    let until = nowMs + us / 1000;
    for (let group: CgroupImpl | undefined = this; group; group = group.parent) {
      const cores = group.limitsNow.cpus;
      if (cores === undefined) continue;
      group.busyUntil = Math.max(nowMs, group.busyUntil) + us / 1000 / cores;
      until = Math.max(until, group.busyUntil);
    }
    return until;
  }

  freeze(): void {
    this.ownFrozen = true;
  }

  thaw(): void {
    if (!this.ownFrozen) return;
    this.ownFrozen = false;
    for (const proc of [...this.all()]) thawed(proc);
  }

  pids(): number[] {
    return [...this.members].map((proc) => proc.pids.host);
  }

  kill(): void {
    for (const proc of [...this.all()]) sendSignal(proc, 'SIGKILL', 'kernel');
  }

  remove(): void {
    if (this.members.size > 0 || this.children.size > 0) throw new SysError('EBUSY');
    this.parent?.children.delete(this.path.slice(this.path.lastIndexOf('/') + 1));
  }

  /** The group at a path below this one, or undefined. */
  find(path: string): CgroupImpl | undefined {
    let group: CgroupImpl | undefined = this;
    for (const name of path.split('/')) if (name) group = group?.children.get(name);
    return group;
  }
}
