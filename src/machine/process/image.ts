import { LIMITS } from '../../lib/limits';
import { text, utf8 } from '../../lib/bytes';
import { isSysError, SysError } from '../errno';
import type { KernelCore } from '../kernel-core';
import type { SignalName } from '../signal';
import { KILLED, ProcessKilled } from './process-killed';
import type { Process } from './process';
import { terminate } from './terminate';
import type { WaitQueue } from './wait-queue';

const nothing = (): void => undefined;
/** After so many calls a flow of an ended process that catches everything is left waiting for ever. */
const MAX_DEAD_CALLS = 1000;

interface Waiter {
  finish(error?: Error): void;
  interruptible: boolean;
}

export interface WaitLimits {
  deadlineMs?: number;
  /** Ended with EINTR by a handled signal. */
  interruptible?: boolean;
}

/**
 * The code that a process runs, between exec and exec: its flows, and everything that they wait for. When it ends,
 * whatever waits rejects, so that no flow hangs.
 */
export class Image {
  alive = true;
  private deadCalls = 0;
  private readonly waiters = new Set<Waiter>();

  constructor(
    protected readonly core: KernelCore,
    protected readonly proc: Process,
  ) {}

  /** Whether any of its flows waits for something. */
  get isWaiting(): boolean {
    return this.waiters.size > 0;
  }

  /** Throws when the process has ended. */
  check(): void {
    if (!this.alive) throw KILLED;
  }

  /** Ends every flow: the process is gone, or another program has taken its place. */
  end(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const waiter of [...this.waiters]) waiter.finish(KILLED);
  }

  /**
   * Keeps a rejection that nobody awaits (of a process that ended) from reaching the runtime, and a loop that
   * catches every error from going on for ever.
   */
  protected quiet<T>(promise: Promise<T>): Promise<T> {
    promise.catch(nothing);
    if (!this.alive && ++this.deadCalls > MAX_DEAD_CALLS) return new Promise(nothing);
    return promise;
  }

  /** Charges a system call's cost. */
  protected enter(us: number): void {
    if (!this.alive) throw KILLED;
    this.core.current = this.proc;
    this.charge(us);
  }

  protected charge(us: number): void {
    const { proc } = this;
    if (this.core.resuming) return;
    proc.cpuUs += us;
    proc.cpuDebtUs += us;
    proc.cgroup.account(us);
  }

  /** Waits for one of the queues to wake, or the deadline: true when that has passed. */
  protected waitFor(queues: readonly (WaitQueue | undefined)[], limits: WaitLimits = {}): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const withdraw: (() => void)[] = [];
      const leave = (): void => {
        this.waiters.delete(waiter);
        for (const off of withdraw) off();
      };
      const waiter: Waiter = {
        interruptible: limits.interruptible ?? false,
        finish: (error) => {
          leave();
          if (error) reject(error);
          else resolve(false);
        },
      };
      this.waiters.add(waiter);
      for (const queue of queues) if (queue) withdraw.push(queue.add(waiter.finish as () => void));
      if (limits.deadlineMs !== undefined) {
        const timer = this.core.clock.at(limits.deadlineMs, () => {
          leave();
          resolve(true);
        });
        withdraw.push(() => timer.cancel());
      }
    });
  }

  /** Waits while the process is stopped or frozen, and while it owes CPU time. */
  protected async gate(): Promise<void> {
    const { proc } = this;
    this.check();
    while (proc.held) {
      await this.waitFor([proc.resumed]);
      this.check();
    }
    if (proc.cpuDebtUs >= LIMITS.cpuSliceUs) await this.pay();
  }

  /** Lets the charged CPU time pass on the clock. */
  private async pay(): Promise<void> {
    const { proc } = this;
    const us = proc.cpuDebtUs;
    proc.cpuDebtUs = 0;
    const until = proc.cgroup.schedule(us, this.core.clock.now());
    proc.spending = true;
    await this.waitFor([], { deadlineMs: until });
    while (proc.held) await this.waitFor([proc.resumed]);
    proc.spending = false;
    this.check();
  }

  /** A blocking call: tries, and waits for `queue` until it succeeds. */
  protected async block<T>(attempt: () => T | undefined, queue: () => WaitQueue | undefined, nonBlock = false): Promise<T> {
    const { proc } = this;
    for (;;) {
      if (proc.held || !this.alive || proc.cpuDebtUs >= LIMITS.cpuSliceUs) await this.gate();
      this.core.current = proc;
      const result = attempt();
      if (result !== undefined) return result;
      if (nonBlock) throw new SysError('EAGAIN');
      // Continued after a stop it looks again: a terminal's background reader is to be stopped once more.
      await this.waitFor([queue(), proc.resumed]);
    }
  }

  /** Awaits work of the kernel's (a connection being made), ended by the process's end. */
  protected async guard<T>(work: Promise<T>): Promise<T> {
    const result = await new Promise<T>((resolve, reject) => {
      const waiter: Waiter = {
        interruptible: false,
        finish: (error) => {
          this.waiters.delete(waiter);
          if (error) reject(error);
        },
      };
      this.waiters.add(waiter);
      work.then(
        (value) => {
          this.waiters.delete(waiter);
          resolve(value);
        },
        (error: unknown) => {
          this.waiters.delete(waiter);
          reject(error as Error);
        },
      );
    });
    await this.gate();
    return result;
  }

  /** Runs a signal's handler, then ends what a handled signal interrupts. */
  handle(signal: SignalName, handler: (signal: SignalName) => void): void {
    try {
      handler(signal);
    } catch (error) {
      this.crash(error);
    }
    if (!this.alive) return;
    for (const waiter of [...this.waiters]) if (waiter.interruptible) waiter.finish(new SysError('EINTR'));
  }

  /** Runs a program's main flow to its end and exits with its result. */
  run(main: () => Promise<number>): void {
    void (async () => {
      try {
        // A process that is stopped or frozen at birth waits before its first step.
        if (this.proc.held) await this.gate();
        const code = await main();
        if (this.alive) terminate(this.proc, { kind: 'exited', code: code & 255 });
      } catch (error) {
        this.crash(error);
      }
    })();
  }

  /** Runs a flow beside the main one. */
  runThread(flow: () => Promise<void>): void {
    this.proc.threads++;
    void (async () => {
      try {
        await flow();
      } catch (error) {
        if (!this.alive) return;
        if (error instanceof ProcessKilled) return this.crash(error);
        this.complain(`${this.proc.comm}: ${error instanceof Error ? error.message : String(error)}\n`);
        terminate(this.proc, { kind: 'exited', code: 1 });
      } finally {
        if (this.alive) this.proc.threads--;
      }
    })();
  }

  /** An exception that a program didn't catch: it says so and exits 70; the machine goes on. */
  private crash(error: unknown): void {
    if (!this.alive) return;
    if (error instanceof RangeError && /^Invalid .* length|allocation failed/.test(error.message)) {
      // More than there can be: the kernel ends who asks for it, at the limit of its group or of the machine.
      this.proc.memoryBytes = 2 ** 40;
      this.proc.cgroup.checkMemory();
      if (this.alive) terminate(this.proc, { kind: 'signaled', signal: 'SIGKILL', core: false });
      return;
    }
    const what = isSysError(error) ? `${error.code}: ${error.message}` : error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.complain(`${this.proc.comm}: dockyard internal error: ${what}\n`);
    if (this.alive) terminate(this.proc, { kind: 'exited', code: 70 });
  }

  private complain(message: string): void {
    try {
      this.proc.fds.find(2)?.tryWrite(utf8(message), this.proc);
    } catch {
      // Standard error is closed or broken: nobody is there to read it.
    }
  }
}

/** The name that ps shows: the last component, at most 15 bytes (TASK_COMM_LEN). */
export function commOf(path: string): string {
  return text(utf8(path.slice(path.lastIndexOf('/') + 1)).subarray(0, 15));
}
