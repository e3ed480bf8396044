import { SysError } from '../errno';
import type { FileSystem } from '../file-system';
import type { KernelCore } from '../kernel-core';
import type { OpenMode } from '../sys';
import { PtyMasterFile, TtyFile } from '../tty/tty-files';
import { open as openPath, openFlags, type OpenInode } from '../vfs/path-ops';
import { isMemoryDevice, MemoryDevice } from './devices';
import { DirectoryFile, RegularFile } from './inode-files';
import type { AccessMode, OpenFile } from './open-file';
import { PipeFile } from './pipe';
import type { Process } from './process';

/** open(2): finds or makes the inode and opens it by its type. */
export function openFile(proc: Process, path: string, mode: OpenMode, permissions: number): { file: OpenFile; closeOnExec: boolean } {
  const flags = openFlags(mode);
  const access = { read: flags.read ?? false, write: flags.write ?? false };
  const found = openPath(proc.fs, path, mode, permissions);
  const file = openFound(proc, found, access);
  file.append = flags.append ?? false;
  file.nonBlock = flags.nonBlock ?? false;
  return { file, closeOnExec: flags.closeOnExec ?? false };
}

function openFound(proc: Process, found: OpenInode, access: AccessMode): OpenFile {
  if (found.handle) return (found.handle.handle as OpenFile).reopen(access);
  const { fs, ino, location, path } = found;
  const stat = fs.getattr(ino);
  switch (stat.type) {
    case 'file':
      return new RegularFile(fs, ino, location, access, path);
    case 'dir':
      return new DirectoryFile(fs, ino, location, access, path);
    case 'fifo':
      return openFifo(proc.core, fs, ino, access, path);
    case 'chr':
      return openDevice(proc, found, stat.rdev, access);
    default:
      throw new SysError('ENXIO');
  }
}

/** A fifo's reader or writer; it holds the inode. */
export function openFifo(core: KernelCore, fs: FileSystem, ino: number, access: AccessMode, path: string): PipeFile {
  fs.retain(ino);
  const file = new PipeFile(core.fifo(fs, ino), access, path, () => fs.getattr(ino), () => fs.release(ino));
  file.fifo = { fs, ino };
  return file;
}

function openDevice(proc: Process, { fs, ino, location, path }: OpenInode, rdev: number, access: AccessMode): OpenFile {
  const { core } = proc;
  const [major, minor] = [rdev >> 8, rdev & 255];
  if (isMemoryDevice(rdev)) return new MemoryDevice(fs, ino, location, access, path);
  if (major === 5 && minor === 0) {
    const { tty } = proc.session;
    if (!tty) throw new SysError('ENXIO');
    return new TtyFile(tty, access, '/dev/tty', () => fs.getattr(ino));
  }
  if (major === 5 && minor === 2) return new PtyMasterFile(core.ptys.allocate(core.ptys.instanceFor(proc, fs), proc.credentials.euid), () => core.clock.now());
  if (major >= 136 && major <= 143) {
    const tty = core.ptys.find(fs, (major - 136) * 256 + minor);
    if (!tty || tty.hungUp) throw new SysError('EIO');
    const file = new TtyFile(tty, access, path, () => fs.getattr(ino));
    core.ptys.openedBy(proc, tty);
    return file;
  }
  throw new SysError('ENXIO');
}
