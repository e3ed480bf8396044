import { LIMITS } from '../../lib/limits';
import { ByteQueue } from '../../lib/stream';
import { SysError } from '../errno';
import type { FileSystem, Stat } from '../file-system';
import type { KernelCore } from '../kernel-core';
import { anonymousStat, OpenFile, type AccessMode } from './open-file';
import { raiseSignal } from './signals';
import type { Process } from './process';
import { WaitQueue } from './wait-queue';

/** Writes up to this size aren't mixed with others' (pipe(7), PIPE_BUF). */
const PIPE_BUF = 4096;

/** The buffer of a pipe or fifo with its counts of ends. */
export class PipeBuffer {
  readonly queue = new ByteQueue(LIMITS.pipeBytes);
  readonly changed = new WaitQueue();
  readers = 0;
  writers = 0;
  /** A fifo's first opener waits for the other side; a pipe has both from the start. */
  hadReader = false;
  hadWriter = false;
  /** Of a pipe without a name: whose it is, and who may open it anew by /proc/PID/fd. */
  owner = { uid: 0, gid: 0, mode: 0o600 };

  constructor(readonly ino: number) {
    // Those who wait are woken when they can do something: not a writer for every byte that is read.
    let was = '';
    this.queue.onChange = () => {
      const state = `${this.queue.size > 0} ${this.hasRoom}`;
      if (state !== was) this.changed.wake();
      was = state;
    };
  }

  /** A full pipe takes bytes again when a page is free (pipe(7)). */
  get hasRoom(): boolean {
    return this.queue.capacityBytes - this.queue.size >= PIPE_BUF;
  }
}

/** One end of a pipe, or a fifo that was opened. */
export class PipeFile extends OpenFile {
  /** A fifo's inode. */
  fifo: { fs: FileSystem; ino: number } | undefined;

  constructor(
    readonly buffer: PipeBuffer,
    access: AccessMode,
    path: string,
    private readonly statOf: () => Stat,
    private readonly onRelease?: () => void,
  ) {
    super(access, path);
    if (access.read) {
      buffer.readers++;
      buffer.hadReader = true;
    }
    if (access.write) {
      buffer.writers++;
      buffer.hadWriter = true;
    }
    buffer.changed.wake();
  }

  override get changed(): WaitQueue {
    return this.buffer.changed;
  }

  override readReady(): boolean {
    return this.buffer.queue.size > 0 || (this.buffer.writers === 0 && this.buffer.hadWriter);
  }

  override writeReady(): boolean {
    return this.buffer.hasRoom || (this.buffer.readers === 0 && this.buffer.hadReader);
  }

  override tryRead(max: number): Uint8Array | undefined {
    return this.take(max);
  }

  override tryReadUntil(until: number, max: number): Uint8Array | undefined {
    return this.take(max, until);
  }

  private take(max: number, until?: number): Uint8Array | undefined {
    const { queue } = this.buffer;
    if (queue.size > 0) return queue.tryRead(max, until);
    return this.buffer.writers === 0 && this.buffer.hadWriter ? new Uint8Array(0) : undefined;
  }

  override tryWrite(bytes: Uint8Array, proc: Process): number {
    const { queue } = this.buffer;
    if (this.buffer.readers === 0) {
      if (!this.buffer.hadReader) return 0;
      raiseSignal(proc, 'SIGPIPE');
      throw new SysError('EPIPE');
    }
    if (!this.buffer.hasRoom && queue.capacityBytes - queue.size < bytes.length) return 0;
    return queue.tryWrite(bytes);
  }

  override reopen(access: AccessMode): OpenFile {
    return new PipeFile(this.buffer, access, this.path, this.statOf);
  }

  stat(): Stat {
    return this.statOf();
  }

  released(): void {
    if (this.access.read) this.buffer.readers--;
    if (this.access.write) this.buffer.writers--;
    this.buffer.changed.wake();
    this.onRelease?.();
  }
}

/** An end of a pipe without a name. */
export function pipeEnd(core: KernelCore, buffer: PipeBuffer, access: AccessMode): PipeFile {
  const madeMs = core.clock.now();
  return new PipeFile(buffer, access, `pipe:[${buffer.ino}]`, () => ({ ...anonymousStat('fifo', buffer.ino, madeMs), ...buffer.owner }));
}
