import { SysError } from '../errno';
import type { FileSystem, Stat } from '../file-system';
import type { Location } from '../vfs/location';
import { OpenFile, type AccessMode } from './open-file';

/** What open(2) gives for an inode: it holds the inode until the last close. */
export abstract class InodeFile extends OpenFile {
  constructor(
    readonly fs: FileSystem,
    readonly ino: number,
    readonly location: Location,
    access: AccessMode,
    path: string,
  ) {
    super(access, path);
    fs.retain(ino);
  }
  stat(): Stat {
    return this.fs.getattr(this.ino);
  }
  released(): void {
    this.fs.release(this.ino);
  }
}

/** How far a reader of lines looks ahead at once. */
const LINE_BYTES = 512;

/** A regular file. */
export class RegularFile extends InodeFile {
  offset = 0;

  override tryRead(max: number): Uint8Array {
    const bytes = this.fs.read(this.ino, this.offset, max);
    this.offset += bytes.length;
    return bytes;
  }
  override tryReadUntil(until: number, max: number): Uint8Array {
    const bytes = this.fs.read(this.ino, this.offset, Math.min(max, LINE_BYTES));
    const end = bytes.indexOf(until) + 1;
    const line = end > 0 ? bytes.subarray(0, end) : bytes;
    this.offset += line.length;
    return line;
  }
  override tryWrite(bytes: Uint8Array): number {
    if (this.append) this.offset = this.fs.getattr(this.ino).size;
    this.fs.write(this.ino, this.offset, bytes);
    this.offset += bytes.length;
    return bytes.length;
  }
  override seek(offset: number, whence: 'set' | 'cur' | 'end'): number {
    const base = whence === 'set' ? 0 : whence === 'cur' ? this.offset : this.fs.getattr(this.ino).size;
    if (base + offset < 0) throw new SysError('EINVAL');
    this.offset = base + offset;
    return this.offset;
  }
  override pread(offset: number, length: number): Uint8Array {
    return this.fs.read(this.ino, offset, length);
  }
  override truncate(size: number): void {
    this.fs.setattr(this.ino, { size });
  }
}

/** A directory, opened for its descriptor alone. */
export class DirectoryFile extends InodeFile {
  override tryRead(): Uint8Array {
    throw new SysError('EISDIR');
  }
  override seek(): number {
    return 0;
  }
}
