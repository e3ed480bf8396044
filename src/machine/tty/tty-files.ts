import type { Stat } from '../file-system';
import { anonymousStat, OpenFile, type AccessMode } from '../process/open-file';
import type { Process } from '../process/process';
import type { WaitQueue } from '../process/wait-queue';
import type { Tty } from './tty';

/** The slave: `/dev/pts/0`. */
export class TtyFile extends OpenFile {
  constructor(
    readonly tty: Tty,
    access: AccessMode,
    path: string,
    private readonly statOf: () => Stat,
  ) {
    super(access, path);
    tty.openedSlave();
  }
  /** A terminal that was handed into a container has its name there. */
  override get path(): string {
    return this.openedAs.startsWith('/dev/pts/') ? `/dev/${this.tty.name}` : this.openedAs;
  }
  override get changed(): WaitQueue {
    return this.tty.changed;
  }
  override readReady(): boolean {
    return this.tty.discipline.readable || this.tty.hungUp;
  }
  override writeReady(): boolean {
    return (this.tty.discipline.output.room > 0 && !this.tty.discipline.held) || this.tty.hungUp;
  }
  override tryRead(max: number, proc: Process): Uint8Array | undefined {
    return this.tty.read(max, proc);
  }
  override tryWrite(bytes: Uint8Array): number {
    return this.tty.write(bytes);
  }
  override reopen(access: AccessMode): OpenFile {
    return new TtyFile(this.tty, access, this.path, this.statOf);
  }
  stat(): Stat {
    return this.statOf();
  }
  released(): void {
    this.tty.closedSlave();
  }
}

/** The master, got from /dev/ptmx. */
export class PtyMasterFile extends OpenFile {
  constructor(
    readonly tty: Tty,
    private readonly nowMs: () => number,
  ) {
    super({ read: true, write: true }, '/dev/ptmx');
    tty.masters++;
  }
  override get changed(): WaitQueue {
    return this.tty.changed;
  }
  override readReady(): boolean {
    return this.tty.masterReadable;
  }
  override tryRead(max: number): Uint8Array | undefined {
    return this.tty.readMaster(max);
  }
  override tryWrite(bytes: Uint8Array): number {
    this.tty.discipline.receive(bytes);
    return bytes.length;
  }
  stat(): Stat {
    return { ...anonymousStat('chr', 2, this.nowMs(), 0o666), rdev: 5 * 256 + 2 };
  }
  released(): void {
    this.tty.closedMaster();
  }
}
