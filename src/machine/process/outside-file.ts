import { LIMITS } from '../../lib/limits';
import { ByteQueue } from '../../lib/stream';
import { SysError } from '../errno';
import type { Stat } from '../file-system';
import type { KernelCore } from '../kernel-core';
import { anonymousStat, OpenFile } from './open-file';
import type { Process } from './process';
import { raiseSignal } from './signals';
import { WaitQueue } from './wait-queue';

/** A pipe whose other end is outside the machine. */
export class OutsideFile extends OpenFile {
  readonly queue = new ByteQueue(LIMITS.pipeBytes);
  private readonly changes = new WaitQueue();
  private readonly ino: number;
  private abandoned = false;

  constructor(
    readonly direction: 'read' | 'write',
    private readonly core: KernelCore,
  ) {
    const ino = core.nextInode();
    super({ read: direction === 'read', write: direction === 'write' }, `pipe:[${ino}]`);
    this.ino = ino;
    this.queue.onChange = () => this.changes.wake();
  }

  /** Nobody is outside any more (after a restore): reads end, writes go nowhere. */
  abandon(): void {
    this.abandoned = true;
    this.queue.end();
  }

  override get changed(): WaitQueue {
    return this.changes;
  }
  override readReady(): boolean {
    return this.queue.readable;
  }
  override writeReady(): boolean {
    return this.abandoned || this.queue.writable;
  }
  override tryRead(max: number): Uint8Array | undefined {
    return this.queue.tryRead(max);
  }
  override tryWrite(bytes: Uint8Array, proc: Process): number {
    if (this.abandoned) return bytes.length;
    if (!this.queue.isBroken) return this.queue.tryWrite(bytes);
    raiseSignal(proc, 'SIGPIPE');
    throw new SysError('EPIPE');
  }
  override reopen(): OpenFile {
    return this;
  }
  stat(): Stat {
    return anonymousStat('fifo', this.ino, this.core.clock.now());
  }
  released(): void {
    if (this.direction === 'write') this.queue.end();
    else this.queue.break();
  }
}
