import { SysError } from '../errno';
import type { KernelCore } from '../kernel-core';
import { PtyMasterFile, TtyFile } from '../tty/tty-files';
import type { Tty } from '../tty/tty';
import type { WindowSize } from '../tty/types';
import { findGroup } from './birth';
import type { AccessMode } from './open-file';
import type { Process } from './process';

export function isTerminal(proc: Process, fd: number): boolean {
  return proc.fds.find(fd) instanceof TtyFile;
}

/** The terminal behind a descriptor; the master's side counts for sizes and settings. */
export function terminal(proc: Process, fd: number): Tty {
  const file = proc.fds.get(fd);
  if (file instanceof TtyFile || file instanceof PtyMasterFile) return file.tty;
  throw new SysError('ENOTTY');
}

export function ttyname(proc: Process, fd: number): string | undefined {
  const file = proc.fds.find(fd);
  return file instanceof TtyFile ? `/dev/${file.tty.name}` : undefined;
}

export function tcgetpgrp(proc: Process, fd: number): number {
  const { foreground } = terminal(proc, fd);
  return foreground ? foreground.ids.in(proc.ns.pid) : 0;
}

/** tcsetpgrp(3). */
export function tcsetpgrp(proc: Process, fd: number, pgid: number): void {
  const tty = terminal(proc, fd);
  if (proc.session.tty !== tty) throw new SysError('ENOTTY');
  const group = findGroup(proc, pgid);
  tty.change(proc, () => tty.setForeground(group));
}

export function openpty(core: KernelCore, proc: Process, size?: WindowSize): [number, number] {
  const fs = core.ptys.instanceFor(proc);
  const tty = core.ptys.allocate(fs, proc.credentials.euid, size);
  const master = new PtyMasterFile(tty, () => core.clock.now());
  const slave = newSlave(core, tty);
  return [proc.fds.add(master), proc.fds.add(slave)];
}

/** Opens a terminal's slave side by hand. */
export function newSlave(core: KernelCore, tty: Tty, access: AccessMode = { read: true, write: true }, path = `/dev/${tty.name}`): TtyFile {
  const madeMs = core.clock.now();
  return new TtyFile(tty, access, path, () => ({
    dev: 24, ino: tty.index + 3, type: 'chr', mode: tty.owner.mode, nlink: 1, uid: tty.owner.uid, gid: tty.owner.gid,
    rdev: 136 * 256 + tty.index, size: 0, blocks: 0, atimeMs: madeMs, mtimeMs: madeMs, ctimeMs: madeMs,
  }));
}
