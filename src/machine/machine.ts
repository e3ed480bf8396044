import type { SimulatedClock } from '../lib/clock';
import { type Duplex } from '../lib/stream';
import { SysError } from './errno';
import type { FileSystem } from './file-system';
import { KernelDoor } from './kernel';
import { KernelCore } from './kernel-core';
import type { MachineSnapshot } from './kernel-snapshot';
import type { Kernel } from './kernel-types';
import type { Machine, MachineOptions, OutsideProcess, StartOptions, Terminal } from './machine-types';
import { canonicalIp, isWildcard } from './net/address';
import { Listener } from './net/listener';
import type { SocketAddress } from './net/types';
import { OutsideFile } from './process/outside-file';
import { bear, begin } from './process/birth';
import { ROOT } from './process/capabilities';
import { loadExecutable } from './process/load';
import type { OpenFile } from './process/open-file';
import { newSlave } from './process/sys-terminals';
import { terminate } from './process/terminate';
import { OutsideTerminal } from './tty/outside-terminal';
import type { Credentials, WaitStatus } from './sys';
import type { WindowSize } from './tty/types';
import { rootContext, statAt, walk, type FsContext } from './vfs/path-ops';
import { demand, WRITE } from './vfs/permissions';

/** Builds the machine: a kernel over a root file system, on which nothing runs yet. */
export function createMachine(options: MachineOptions): Machine {
  return new MachineImpl(options);
}

class MachineImpl implements Machine {
  readonly clock: SimulatedClock;
  readonly kernel: Kernel;
  private readonly core: KernelCore;

  constructor(options: MachineOptions) {
    this.clock = options.clock;
    this.core = new KernelCore({
      clock: options.clock, random: options.random, loader: options.programs, root: options.root, hostname: options.hostname,
      cpus: options.cpus ?? 4, memoryBytes: options.memoryBytes ?? 8 * 1024 ** 3,
    });
    this.kernel = new KernelDoor(this.core, undefined);
  }

  get root(): FileSystem {
    return this.core.host.mnt.all()[0]!.fs;
  }

  private async launch(options: StartOptions, fds: ReadonlyMap<number, OpenFile>, controllingTty?: number): Promise<{ pid: number; exit: Promise<WaitStatus> }> {
    const { core } = this;
    const context: FsContext = { ...rootContext(core.host.mnt, () => this.clock.now()), credentials: options.credentials };
    context.cwd = walk(context, options.cwd);
    const loaded = await loadExecutable(core, context, options.path, options.argv, options.env);
    let ended!: (status: WaitStatus) => void;
    const exit = new Promise<WaitStatus>((resolve) => (ended = resolve));
    const proc = bear(core, {
      parent: core.host.pid.init, ns: core.host, fs: context, cgroup: core.rootCgroup, fds,
      newSession: true, controllingTty, onExit: ended, autoReap: true,
    });
    begin(core, proc, loaded, options.env);
    return { pid: proc.pids.host, exit };
  }

  async start(options: StartOptions): Promise<OutsideProcess> {
    const [stdin, stdout, stderr] = [new OutsideFile('read', this.core), new OutsideFile('write', this.core), new OutsideFile('write', this.core)];
    const { pid, exit } = await this.launch(options, new Map<number, OpenFile>([[0, stdin], [1, stdout], [2, options.oneOutput ? stdout : stderr]]));
    if (options.oneOutput) stderr.queue.end();
    return {
      pid,
      exit,
      stdin: { write: (bytes) => stdin.queue.write(bytes), end: () => stdin.queue.end() },
      stdout: stdout.queue,
      stderr: stderr.queue,
    };
  }

  async openTerminal(options: StartOptions & { size: WindowSize }): Promise<Terminal> {
    const { core } = this;
    const tty = core.ptys.allocate(core.ptys.hostInstance(core), options.credentials.uid, options.size);
    const terminal = new OutsideTerminal(tty);
    const slave = newSlave(core, tty);
    slave.refs++;
    try {
      const { pid, exit } = await this.launch(options, new Map<number, OpenFile>([[0, slave], [1, slave], [2, slave]]), 0);
      return terminal.attach(pid, exit);
    } catch (error) {
      terminal.hangUp();
      throw error;
    } finally {
      if (--slave.refs === 0) slave.released();
    }
  }

  reopenTerminal(name: string): Terminal | undefined {
    const tty = this.core.ptys.all().find((each) => each.name === name && each.masters === 0 && each.session?.leader);
    const leader = tty?.session?.leader;
    if (!tty || !leader) return undefined;
    const exit = new Promise<WaitStatus>((resolve) => (leader.onExit = resolve));
    leader.autoReap = true;
    return new OutsideTerminal(tty).attach(leader.pids.host, exit);
  }

  async dial(address: SocketAddress, options: { from?: string; credentials?: Credentials } = {}): Promise<Duplex> {
    const { core } = this;
    if (address.family === 'unix') {
      const context: FsContext = { ...rootContext(core.host.mnt, () => this.clock.now()), credentials: options.credentials ?? ROOT };
      const at = walk(context, address.path);
      demand(statAt(at), context.credentials, WRITE);
      const listener = core.network.unixListener(at.mount.fs, at.ino);
      if (!listener || listener.closed) throw new SysError('ECONNREFUSED');
      return core.network.dial(listener, { family: 'unix', path: '' }, address);
    }
    const ip = isWildcard(address.host) ? '127.0.0.1' : canonicalIp(address.host);
    const listener = core.host.net.findBound('tcp', ip, address.port);
    if (!(listener instanceof Listener)) throw new SysError('ECONNREFUSED');
    const from: SocketAddress = { family: 'inet', host: options.from ?? '10.0.2.2', port: core.host.net.freePort('tcp') };
    return core.network.dial(listener, from, { family: 'inet', host: ip, port: address.port });
  }

  onListen(listener: (ports: { host: string; port: number }[]) => void): () => void {
    return this.core.onListen(listener);
  }

  isSettled(): boolean {
    if (this.clock.awaitsOutside) return false;
    for (const proc of this.core.processes()) if (proc.running && (!proc.save || proc.spending)) return false;
    return true;
  }

  async snapshot(): Promise<unknown> {
    // Nothing is saved before the first prompt.
    const { saveMachine } = await this.clock.external(import('./kernel-save'));
    return saveMachine(this.core);
  }

  async restore(snapshot: unknown): Promise<void> {
    const saved = snapshot as MachineSnapshot;
    if (saved.version !== 1 || this.core.processCount > 0) throw new SysError('EINVAL');
    this.clock.advanceTo(saved.nowMs);
    // A machine that begins afresh never needs it.
    const { restoreMachine } = await this.clock.external(import('./kernel-restore'));
    await restoreMachine(this.core, this.clock, saved);
  }

  halt(): void {
    this.core.halted = true;
    for (const proc of [...this.core.processes()]) {
      proc.onExit = undefined;
      terminate(proc, { kind: 'signaled', signal: 'SIGKILL', core: false });
    }
  }
}
