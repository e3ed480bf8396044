import { SysError } from '../errno';
import type { OpenFile } from './open-file';

interface Slot {
  file: OpenFile;
  closeOnExec: boolean;
}

/** A process's descriptors. */
export class FdTable {
  private slots: (Slot | undefined)[] = [];

  /** `limit` gives RLIMIT_NOFILE's soft value. */
  constructor(private readonly limit: () => number) {}

  get(fd: number): OpenFile {
    const slot = this.slots[fd];
    if (!slot) throw new SysError('EBADF');
    return slot.file;
  }

  find(fd: number): OpenFile | undefined {
    return this.slots[fd]?.file;
  }

  /** Puts a file at the lowest free number at or above `minimum`. */
  add(file: OpenFile, closeOnExec = false, minimum = 0): number {
    let fd = minimum;
    while (this.slots[fd]) fd++;
    if (fd >= this.limit()) {
      if (file.refs === 0) file.released();
      throw new SysError('EMFILE');
    }
    this.slots[fd] = { file, closeOnExec };
    file.refs++;
    return fd;
  }

  /** Puts a file at a number, closing what is there. */
  set(fd: number, file: OpenFile, closeOnExec = false): void {
    if (fd < 0 || fd >= this.limit()) throw new SysError('EBADF');
    const old = this.slots[fd];
    this.slots[fd] = { file, closeOnExec };
    file.refs++;
    if (old) drop(old.file);
  }

  setCloseOnExec(fd: number, on: boolean): void {
    this.get(fd);
    this.slots[fd]!.closeOnExec = on;
  }

  closeOnExec(fd: number): boolean {
    return this.slots[fd]?.closeOnExec ?? false;
  }

  close(fd: number): void {
    const slot = this.slots[fd];
    if (!slot) throw new SysError('EBADF');
    this.slots[fd] = undefined;
    drop(slot.file);
  }

  numbers(): number[] {
    const all: number[] = [];
    this.slots.forEach((slot, fd) => slot && all.push(fd));
    return all;
  }

  closeAll(): void {
    const old = this.slots;
    this.slots = [];
    for (const slot of old) if (slot) drop(slot.file);
  }

  closeForExec(): void {
    for (const fd of this.numbers()) if (this.slots[fd]!.closeOnExec) this.close(fd);
  }

  /** fork(2): the same open files under the same numbers. */
  copyTo(other: FdTable): void {
    this.slots.forEach((slot, fd) => {
      if (!slot) return;
      other.slots[fd] = { ...slot };
      slot.file.refs++;
    });
  }
}

function drop(file: OpenFile): void {
  if (--file.refs === 0) file.released();
}
