import type { Random } from '../../lib/random';
import { SysError } from '../errno';
import type { KernelCore } from '../kernel-core';
import type { ProcessInfo } from '../kernel-types';
import { defaultAction, type SignalName } from '../signal';
import type { Credentials, SignalHandler, SpawnOptions, Sys, WaitOptions, WaitResult } from '../sys';
import { changeCredentials } from './capabilities';
import { COST } from './costs';
import * as family from './family';
import * as groups from './groups';
import { processInfo } from './process-info';
import type { Process } from './process';
import { KILLED } from './process-killed';
import { kill } from './signals';
import { SysFiles } from './sys-files';
import { terminate } from './terminate';
import { findChange } from './wait';

/** The system calls about processes, signals, groups and credentials (Sys documents each). */
export class SysProcesses extends SysFiles {
  constructor(
    core: KernelCore,
    proc: Process,
    readonly resumed: unknown,
  ) {
    super(core, proc);
  }

  get pid(): number {
    return this.proc.pid;
  }
  get ppid(): number {
    return this.proc.ppidIn(this.proc.ns.pid);
  }
  get argv(): readonly string[] {
    return this.proc.argv;
  }
  get env(): Record<string, string> {
    return this.proc.env;
  }
  get random(): Random {
    return this.core.random;
  }
  get exePath(): string {
    return this.proc.exePath;
  }
  get credentials(): Credentials {
    return this.proc.credentials;
  }

  spawn(path: string, argv: readonly string[], options: SpawnOptions = {}): Promise<number> {
    return this.quiet(this.doSpawn(path, argv, options));
  }
  private async doSpawn(path: string, argv: readonly string[], options: SpawnOptions): Promise<number> {
    this.enter(COST.fork + COST.exec);
    await this.gate();
    const child = await family.spawn(this.core, this.proc, path, argv, options, (work) => this.guard(work));
    return child.pids.in(this.proc.ns.pid);
  }
  fork(main: (sys: Sys) => Promise<number>, options: SpawnOptions = {}): number {
    this.enter(COST.fork);
    return family.fork(this.core, this.proc, main, options).pids.in(this.proc.ns.pid);
  }
  exec(path: string, argv: readonly string[], env?: Readonly<Record<string, string>>): Promise<never> {
    return this.quiet(this.doExec(path, argv, env ?? { ...this.proc.env }));
  }
  private async doExec(path: string, argv: readonly string[], env: Readonly<Record<string, string>>): Promise<never> {
    this.enter(COST.exec);
    await this.gate();
    await family.exec(this.core, this.proc, path, argv, env, (work) => this.guard(work));
    throw KILLED;
  }
  exit(code: number): never {
    this.check();
    terminate(this.proc, { kind: 'exited', code: code & 255 });
    throw KILLED;
  }
  wait(options: WaitOptions = {}): Promise<WaitResult | undefined> {
    return this.quiet(this.doWait(options));
  }
  private async doWait(options: WaitOptions): Promise<WaitResult | undefined> {
    this.enter(COST.wait);
    const { proc } = this;
    const found = await this.block<WaitResult | 'none'>(
      () => findChange(proc, options) ?? (options.noHang ? 'none' : undefined),
      () => proc.childChanged,
    );
    return found === 'none' ? undefined : found;
  }
  kill(pid: number, signal: SignalName | 0): void {
    this.enter(COST.signal);
    kill(this.proc, pid, signal);
  }
  abort(): never {
    this.enter(COST.signal);
    const { proc } = this;
    terminate(proc, { kind: 'signaled', signal: proc.isNamespaceInit() ? 'SIGSEGV' : 'SIGABRT', core: true });
    throw KILLED;
  }
  onSignal(signal: SignalName, handler: SignalHandler): void {
    this.enter(COST.signal);
    if (signal === 'SIGKILL' || signal === 'SIGSTOP') throw new SysError('EINVAL');
    if (handler === 'default') this.proc.handlers.delete(signal);
    else this.proc.handlers.set(signal, handler);
    if (handler === 'ignore' || (handler === 'default' && defaultAction(signal) === 'ignore')) this.proc.pending.delete(signal);
  }
  signalAction(signal: SignalName): 'default' | 'ignore' | 'handled' {
    const handler = this.proc.handlers.get(signal) ?? 'default';
    return typeof handler === 'function' ? 'handled' : handler;
  }
  pause(): Promise<void> {
    return this.quiet(this.doPause());
  }
  private async doPause(): Promise<void> {
    this.enter(COST.call);
    await this.gate();
    try {
      await this.waitFor([], { interruptible: true });
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
    await this.gate();
  }
  getpgid(pid = 0): number {
    this.enter(COST.call);
    return groups.member(this.proc, pid).group.ids.in(this.proc.ns.pid);
  }
  setpgid(pid: number, pgid: number): void {
    this.enter(COST.call);
    groups.setpgid(this.proc, pid, pgid);
  }
  setsid(): number {
    this.enter(COST.call);
    return groups.setsid(this.proc);
  }
  getsid(pid = 0): number {
    this.enter(COST.call);
    return groups.member(this.proc, pid).session.ids.in(this.proc.ns.pid);
  }
  setCredentials(change: Partial<Credentials>): void {
    this.enter(COST.call);
    const { proc } = this;
    groups.demandChange(proc.credentials, change);
    proc.credentials = changeCredentials(proc.credentials, change, proc.bounding);
  }
  setPriority(nice: number): void {
    this.enter(COST.call);
    const wanted = Math.max(-20, Math.min(19, nice));
    if (wanted < this.proc.nice && !this.credentials.caps.has('SYS_NICE')) throw new SysError('EACCES');
    this.proc.nice = wanted;
  }
  getrlimit(name: string): [soft: number, hard: number] {
    this.enter(COST.call);
    return groups.rlimit(this.proc, name);
  }
  setrlimit(name: string, soft: number, hard: number): void {
    this.enter(COST.call);
    const [, oldHard] = groups.rlimit(this.proc, name);
    if (soft > hard) throw new SysError('EINVAL');
    if (hard > oldHard && !this.credentials.caps.has('SYS_RESOURCE')) throw new SysError('EPERM');
    this.proc.rlimits.set(name.toUpperCase().replace(/^RLIMIT_/, ''), [soft, hard]);
  }
  processes(): ProcessInfo[] {
    this.enter(COST.path);
    const ns = this.proc.ns.pid;
    return [...ns.processes.values()].map((proc) => processInfo(proc, ns));
  }
  setMemory(bytes: number): void {
    this.enter(COST.call);
    this.proc.memoryBytes = Math.max(0, bytes);
    this.proc.cgroup.checkMemory();
    this.check();
  }
  thread(flow: () => Promise<void>): void {
    this.check();
    this.runThread(flow);
  }
  resumable(save: () => unknown): void {
    this.check();
    this.proc.save = save;
  }
}
