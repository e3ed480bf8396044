import { text, utf8 } from '../../lib/bytes';
import type { Content } from '../../lib/content';
import { LIMITS } from '../../lib/limits';
import type { Duplex } from '../../lib/stream';
import { SysError } from '../errno';
import type { AttrChange, DirEntry, FsUsage, Stat } from '../file-system';
import type { OpenMode, PollRequest } from '../sys';
import { pathOf } from '../vfs/location';
import * as paths from '../vfs/path-ops';
import { demand, EXECUTE } from '../vfs/permissions';
import { COST } from './costs';
import { Image } from './image';
import { openFile } from './open';
import { PipeBuffer, pipeEnd } from './pipe';
import { KILLED } from './process-killed';
import { closeWrite } from './sys-sockets';

/** A directory that the caller may enter (chdir(2)). */
function searchable(context: paths.FsContext, path: string): paths.FsContext['cwd'] {
  const at = paths.walk(context, path);
  const stat = paths.statAt(at);
  if (stat.type !== 'dir') throw new SysError('ENOTDIR');
  demand(stat, context.credentials, EXECUTE);
  return at;
}

/** The system calls about time, files and descriptors (Sys documents each). */
export class SysFiles extends Image {
  // Time

  now(): number {
    return this.core.clock.now();
  }
  sleep(ms: number): Promise<void> {
    return this.quiet(this.doSleep(ms));
  }
  private async doSleep(ms: number): Promise<void> {
    this.enter(COST.call);
    const deadlineMs = this.core.clock.now() + Math.max(0, ms);
    await this.gate();
    await this.waitFor([], { deadlineMs, interruptible: true });
    await this.gate();
  }
  cpu(us: number): Promise<void> {
    return this.quiet(this.doCpu(us));
  }
  private async doCpu(us: number): Promise<void> {
    this.enter(us);
    const { proc } = this;
    if (proc.cpuDebtUs >= LIMITS.cpuSliceUs || proc.held) await this.gate();
  }
  external<T>(work: Promise<T>): Promise<T> {
    if (!this.alive) return this.quiet(Promise.reject(KILLED));
    return this.quiet(this.guard(this.core.clock.external(work)));
  }

  // Files by path

  protected get fs(): paths.FsContext {
    return this.proc.fs;
  }
  cwd(): string {
    this.enter(COST.call);
    return pathOf(this.fs.cwd, this.fs.root);
  }
  chdir(path: string): void {
    this.enter(COST.path);
    this.fs.cwd = searchable(this.fs, path);
  }
  chroot(path: string): void {
    this.enter(COST.path);
    if (!this.fs.credentials.caps.has('SYS_CHROOT')) throw new SysError('EPERM');
    this.fs.root = searchable(this.fs, path);
  }
  umask(mask?: number): number {
    this.enter(COST.call);
    const old = this.fs.umask;
    if (mask !== undefined) this.fs.umask = mask & 0o777;
    return old;
  }
  stat(path: string): Stat {
    this.enter(COST.path);
    return paths.stat(this.fs, path);
  }
  lstat(path: string): Stat {
    this.enter(COST.path);
    return paths.lstat(this.fs, path);
  }
  access(path: string, mode: string): boolean {
    this.enter(COST.path);
    return paths.access(this.fs, path, mode);
  }
  open(path: string, mode: OpenMode, permissions = 0o666): number {
    this.enter(COST.open);
    const { file, closeOnExec } = openFile(this.proc, path, mode, permissions);
    return this.proc.fds.add(file, closeOnExec);
  }
  mkdir(path: string, permissions?: number): void {
    this.enter(COST.change);
    paths.mkdir(this.fs, path, permissions);
  }
  rmdir(path: string): void {
    this.enter(COST.change);
    paths.rmdir(this.fs, path);
  }
  unlink(path: string): void {
    this.enter(COST.change);
    paths.unlink(this.fs, path);
  }
  rename(from: string, to: string): void {
    this.enter(COST.change);
    paths.rename(this.fs, from, to);
  }
  link(existing: string, path: string): void {
    this.enter(COST.change);
    paths.link(this.fs, existing, path);
  }
  symlink(target: string, path: string): void {
    this.enter(COST.change);
    paths.symlink(this.fs, target, path);
  }
  readlink(path: string): string {
    this.enter(COST.path);
    return paths.readlink(this.fs, path);
  }
  mknod(path: string, type: 'file' | 'fifo' | 'chr' | 'blk' | 'socket', permissions: number, rdev?: number): void {
    this.enter(COST.change);
    paths.mknod(this.fs, path, type, permissions, rdev);
  }
  chmod(path: string, mode: number): void {
    this.enter(COST.change);
    paths.chmod(this.fs, path, mode);
  }
  chown(path: string, uid: number, gid: number, options?: { noFollow?: boolean }): void {
    this.enter(COST.change);
    paths.chown(this.fs, path, uid, gid, options);
  }
  setattr(path: string, change: AttrChange, options?: { noFollow?: boolean }): void {
    this.enter(COST.change);
    paths.setattr(this.fs, path, change, options);
  }
  readdir(path: string): DirEntry[] {
    this.enter(COST.path);
    const entries = paths.readdir(this.fs, path);
    this.charge(entries.length * 0.1);
    return entries;
  }
  realpath(path: string): string {
    this.enter(COST.path);
    return paths.realpath(this.fs, path);
  }
  statfs(path: string): FsUsage & { type: string; source: string; mountPoint: string } {
    this.enter(COST.path);
    return paths.statfs(this.fs, path);
  }
  getxattr(path: string, name: string): Uint8Array | undefined {
    this.enter(COST.path);
    return paths.getxattr(this.fs, path, name);
  }
  setxattr(path: string, name: string, value: Uint8Array | undefined): void {
    this.enter(COST.change);
    paths.setxattr(this.fs, path, name, value);
  }
  listxattr(path: string): string[] {
    this.enter(COST.path);
    return paths.listxattr(this.fs, path);
  }
  readFile(path: string): Uint8Array {
    this.enter(COST.open);
    const { file } = openFile(this.proc, path, 'r', 0);
    file.refs++;
    try {
      const { type, size } = file.stat();
      if (type === 'dir') throw new SysError('EISDIR');
      if (type !== 'file') throw new SysError('EINVAL');
      // Files of /proc say that they are empty and aren't.
      const bytes = file.pread(0, size === 0 ? LIMITS.pipeBytes * 16 : size);
      this.charge(bytes.length * COST.byte);
      return bytes;
    } finally {
      if (--file.refs === 0) file.released();
    }
  }
  readText(path: string): string {
    return text(this.readFile(path));
  }
  writeFile(path: string, bytes: Uint8Array | string, permissions?: number): void {
    const data = typeof bytes === 'string' ? utf8(bytes) : bytes;
    this.enter(COST.open + data.length * COST.byte);
    const { file } = openFile(this.proc, path, 'w', permissions ?? 0o666);
    file.refs++;
    try {
      let at = 0;
      for (let taken = -1; at < data.length && taken !== 0; at += taken) taken = file.tryWrite(data.subarray(at), this.proc);
      if (at < data.length) throw new SysError('EAGAIN');
    } finally {
      if (--file.refs === 0) file.released();
    }
  }
  readContent(path: string): Content {
    this.enter(COST.open);
    return paths.readContent(this.fs, path);
  }
  writeContent(path: string, content: Content, permissions?: number): void {
    this.enter(COST.open);
    paths.writeContent(this.fs, path, content, permissions);
  }

  // Descriptors

  read(fd: number, max: number = LIMITS.pipeBytes, until?: number): Promise<Uint8Array> {
    return this.quiet(this.doRead(fd, max, until));
  }
  private async doRead(fd: number, max: number, until?: number): Promise<Uint8Array> {
    this.enter(COST.transfer);
    const { proc } = this;
    const file = proc.fds.get(fd);
    if (!file.access.read) throw new SysError('EBADF');
    const attempt = until === undefined ? () => file.tryRead(max, proc) : () => file.tryReadUntil(until, max, proc);
    const bytes = await this.block(attempt, () => file.changed, file.nonBlock);
    // Who reads up to a byte reads byte by byte in reality.
    this.charge(bytes.length * (until === undefined ? COST.byte : COST.byte + COST.transfer));
    return bytes;
  }
  write(fd: number, bytes: Uint8Array | string): Promise<void> {
    return this.quiet(this.doWrite(fd, typeof bytes === 'string' ? utf8(bytes) : bytes));
  }
  private async doWrite(fd: number, bytes: Uint8Array): Promise<void> {
    this.enter(COST.transfer + bytes.length * COST.byte);
    const { proc } = this;
    const file = proc.fds.get(fd);
    if (!file.access.write) throw new SysError('EBADF');
    for (let at = 0; at < bytes.length; ) {
      at += await this.block(
        () => file.tryWrite(at === 0 ? bytes : bytes.subarray(at), proc) || undefined,
        () => file.changed,
        file.nonBlock && at === 0,
      );
    }
  }
  close(fd: number): void {
    this.enter(COST.call);
    this.proc.fds.close(fd);
  }
  dup(fd: number, minimum = 0): number {
    this.enter(COST.call);
    return this.proc.fds.add(this.proc.fds.get(fd), false, minimum);
  }
  dup2(fd: number, target: number): void {
    this.enter(COST.call);
    const file = this.proc.fds.get(fd);
    if (fd !== target) this.proc.fds.set(target, file);
  }
  fstat(fd: number): Stat {
    this.enter(COST.call);
    return this.proc.fds.get(fd).stat();
  }
  ftruncate(fd: number, size: number): void {
    this.enter(COST.change);
    const file = this.proc.fds.get(fd);
    if (!file.access.write) throw new SysError('EINVAL');
    file.truncate(size);
  }
  lseek(fd: number, offset: number, whence: 'set' | 'cur' | 'end'): number {
    this.enter(COST.call);
    return this.proc.fds.get(fd).seek(offset, whence);
  }
  pread(fd: number, offset: number, length: number): Uint8Array {
    this.enter(COST.transfer);
    const file = this.proc.fds.get(fd);
    if (!file.access.read) throw new SysError('EBADF');
    const bytes = file.pread(offset, length);
    this.charge(bytes.length * COST.byte);
    return bytes;
  }
  setCloseOnExec(fd: number, on: boolean): void {
    this.enter(COST.call);
    this.proc.fds.setCloseOnExec(fd, on);
  }
  pipe(): [number, number] {
    this.enter(COST.pipe);
    const buffer = new PipeBuffer(this.core.nextInode());
    const { euid, egid } = this.fs.credentials;
    buffer.owner = { uid: euid, gid: egid, mode: 0o600 };
    const read = pipeEnd(this.core, buffer, { read: true, write: false });
    const write = pipeEnd(this.core, buffer, { read: false, write: true });
    return [this.proc.fds.add(read), this.proc.fds.add(write)];
  }
  poll(requests: readonly PollRequest[], timeoutMs?: number): Promise<PollRequest[]> {
    return this.quiet(this.doPoll(requests, timeoutMs));
  }
  private async doPoll(requests: readonly PollRequest[], timeoutMs?: number): Promise<PollRequest[]> {
    this.enter(COST.transfer);
    const files = requests.map((request) => this.proc.fds.get(request.fd));
    const deadlineMs = timeoutMs === undefined || timeoutMs < 0 ? undefined : this.core.clock.now() + timeoutMs;
    for (let late = timeoutMs === 0; ; ) {
      await this.gate();
      const ready: PollRequest[] = [];
      requests.forEach(({ fd, read, write }, i) => {
        const file = files[i]!;
        const canRead = !!read && file.readReady();
        const canWrite = !!write && file.writeReady();
        if (canRead || canWrite) ready.push({ fd, ...(canRead ? { read: true } : {}), ...(canWrite ? { write: true } : {}) });
      });
      if (ready.length > 0 || late) return ready;
      late = await this.waitFor(files.map((file) => file.changed), { deadlineMs });
    }
  }
  fds(): number[] {
    return this.proc.fds.numbers();
  }
  fdPath(fd: number): string {
    return this.proc.fds.get(fd).path;
  }
  stream(fd: number): Duplex {
    const file = this.proc.fds.get(fd);
    return {
      read: (max) => this.read(fd, max),
      write: (bytes) => this.write(fd, bytes),
      closeWrite: () => closeWrite(this.proc, fd),
      close: () => {
        if (this.alive && this.proc.fds.find(fd) === file) this.close(fd);
      },
    };
  }
}
