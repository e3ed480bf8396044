import { SysError } from '../errno';
import type { Stat } from '../file-system';
import type { Process } from './process';
import type { WaitQueue } from './wait-queue';

export interface AccessMode {
  read: boolean;
  write: boolean;
}

/**
 * An open file description (open(2)): what descriptors point to and share after dup and fork. Reads and writes
 * here never wait: they say that they would, and the system call waits on `changed`.
 */
export abstract class OpenFile {
  /** How many descriptors lead here. */
  refs = 0;
  append = false;
  nonBlock = false;

  constructor(
    readonly access: AccessMode,
    protected readonly openedAs: string,
  ) {}

  /** What /proc/self/fd shows. */
  get path(): string {
    return this.openedAs;
  }

  /** Woken when readiness may have changed; undefined for what is always ready. */
  get changed(): WaitQueue | undefined {
    return undefined;
  }
  readReady(): boolean {
    return true;
  }
  writeReady(): boolean {
    return true;
  }
  /** Empty at the end; undefined when it would block. */
  tryRead(_max: number, _proc: Process): Uint8Array | undefined {
    throw new SysError('EINVAL');
  }
  /** As `tryRead`, and no more than up to the first byte `until`. */
  tryReadUntil(_until: number, _max: number, proc: Process): Uint8Array | undefined {
    return this.tryRead(1, proc);
  }
  /** How many bytes were taken; 0 when it would block. */
  tryWrite(_bytes: Uint8Array, _proc: Process): number {
    throw new SysError('EINVAL');
  }
  seek(_offset: number, _whence: 'set' | 'cur' | 'end'): number {
    throw new SysError('ESPIPE');
  }
  pread(_offset: number, _length: number): Uint8Array {
    throw new SysError('ESPIPE');
  }
  truncate(_size: number): void {
    throw new SysError('EINVAL');
  }
  /** Opens the same thing anew (by /proc/self/fd/N). */
  reopen(_access: AccessMode): OpenFile {
    throw new SysError('ENXIO');
  }
  abstract stat(): Stat;
  /** The last descriptor is gone. */
  abstract released(): void;
}

/** stat(2) of what has no inode in a file system: pipes, sockets, ptys' masters. */
export function anonymousStat(type: Stat['type'], ino: number, nowMs: number, mode = 0o600): Stat {
  return { dev: 14, ino, type, mode, nlink: 1, uid: 0, gid: 0, rdev: 0, size: 0, blocks: 0, atimeMs: nowMs, mtimeMs: nowMs, ctimeMs: nowMs };
}
