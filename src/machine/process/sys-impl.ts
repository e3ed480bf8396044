import { SysError } from '../errno';
import { KernelDoor } from '../kernel';
import type { Kernel } from '../kernel-types';
import { mountFs, usesMount } from '../kernel-mounts';
import type { SocketAddress } from '../net/types';
import type { Sys } from '../sys';
import type { Termios, WindowSize } from '../tty/types';
import * as paths from '../vfs/path-ops';
import { COST } from './costs';
import { SysProcesses } from './sys-processes';
import * as sockets from './sys-sockets';
import * as terminals from './sys-terminals';

/** All system calls of one image of one process: terminals, sockets and the machine on top of the rest. */
export class SysImpl extends SysProcesses implements Sys {
  /** A wait within a system call: it ends with the process. */
  private readonly kernelSleep = async (ms: number): Promise<void> => {
    await this.waitFor([], { deadlineMs: this.core.clock.now() + ms });
  };

  // Terminals

  isatty(fd: number): boolean {
    this.enter(COST.call);
    return terminals.isTerminal(this.proc, fd);
  }
  ttyname(fd: number): string | undefined {
    this.enter(COST.call);
    return terminals.ttyname(this.proc, fd);
  }
  tcgetattr(fd: number): Termios {
    this.enter(COST.call);
    return { ...terminals.terminal(this.proc, fd).discipline.termios };
  }
  tcsetattr(fd: number, change: Partial<Termios>): void {
    this.enter(COST.call);
    terminals.terminal(this.proc, fd).setTermios(this.proc, change);
    this.check();
  }
  winsize(fd: number): WindowSize {
    this.enter(COST.call);
    return { ...terminals.terminal(this.proc, fd).size };
  }
  setWinsize(fd: number, size: WindowSize): void {
    this.enter(COST.call);
    terminals.terminal(this.proc, fd).resize(size);
  }
  tcgetpgrp(fd: number): number {
    this.enter(COST.call);
    return terminals.tcgetpgrp(this.proc, fd);
  }
  tcsetpgrp(fd: number, pgid: number): void {
    this.enter(COST.call);
    terminals.tcsetpgrp(this.proc, fd, pgid);
    this.check();
  }
  openpty(size?: WindowSize): [number, number] {
    this.enter(COST.open);
    return terminals.openpty(this.core, this.proc, size);
  }

  // Sockets

  listen(address: SocketAddress, options?: { backlog?: number; v6Only?: boolean }): number {
    this.enter(COST.socket);
    const { fds, ns } = this.proc;
    return sockets.takeUp(this.proc, ns.net, address) ?? fds.add(sockets.listen(this.core, this.proc, ns.net, address, options));
  }
  accept(fd: number): Promise<{ fd: number; peer: SocketAddress }> {
    return this.quiet(this.doAccept(fd));
  }
  private async doAccept(fd: number): Promise<{ fd: number; peer: SocketAddress }> {
    this.enter(COST.accept);
    const listener = sockets.listener(this.proc, fd);
    const socket = await this.block(() => listener.tryAccept(), () => listener.changes, listener.nonBlock);
    socket.owner = sockets.ownerOf(this.proc);
    return { fd: this.proc.fds.add(socket), peer: socket.setup.peer };
  }
  connect(address: SocketAddress, options?: { timeoutMs?: number; bind?: string }): Promise<number> {
    return this.quiet(this.doConnect(address, options));
  }
  private async doConnect(address: SocketAddress, options?: { timeoutMs?: number; bind?: string }): Promise<number> {
    this.enter(COST.connect);
    await this.gate();
    const connecting = sockets.connect(this.core, this.proc, this.proc.ns.net, address, { ...options, sleep: this.kernelSleep });
    try {
      return this.proc.fds.add(await this.guard(connecting));
    } catch (error) {
      // A connection that comes about after its process has ended is closed.
      connecting.then((socket) => socket.refs === 0 && socket.released(), () => undefined);
      throw error;
    }
  }
  udp(address: { host: string; port: number } = { host: '0.0.0.0', port: 0 }): number {
    this.enter(COST.socket);
    const { fds, ns } = this.proc;
    return sockets.takeUp(this.proc, ns.net, address) ?? fds.add(sockets.udp(this.core, this.proc, ns.net, address));
  }
  sendTo(fd: number, bytes: Uint8Array, to: { host: string; port: number }): void {
    this.enter(COST.transfer);
    this.core.network.sendTo(sockets.datagrams(this.proc, fd), bytes, to);
  }
  receiveFrom(fd: number): Promise<{ bytes: Uint8Array; from: { host: string; port: number } }> {
    return this.quiet(this.doReceive(fd));
  }
  private async doReceive(fd: number): Promise<{ bytes: Uint8Array; from: { host: string; port: number } }> {
    this.enter(COST.transfer);
    const socket = sockets.datagrams(this.proc, fd);
    return this.block(() => socket.tryReceive(), () => socket.changed, socket.nonBlock);
  }
  shutdown(fd: number, how: 'read' | 'write' | 'both'): void {
    this.enter(COST.call);
    sockets.stream(this.proc, fd).shutdown(how);
  }
  sockname(fd: number): SocketAddress {
    this.enter(COST.call);
    return sockets.sockname(this.proc, fd);
  }
  peername(fd: number): SocketAddress {
    this.enter(COST.call);
    return sockets.stream(this.proc, fd).setup.peer;
  }
  echo(host: string, options: { timeoutMs?: number; ttl?: number; sizeBytes?: number } = {}): Promise<{ rttMs: number; from: string; ttl: number }> {
    return this.quiet(this.doEcho(host, options));
  }
  private async doEcho(host: string, options: { timeoutMs?: number; ttl?: number }): Promise<{ rttMs: number; from: string; ttl: number }> {
    this.enter(COST.transfer);
    await this.gate();
    return this.guard(this.core.network.echo(this.proc.ns.net, host, () => this.core.random.below(1000) / 1000, { ...options, sleep: this.kernelSleep }));
  }

  // The machine

  hostname(): string {
    this.enter(COST.call);
    return this.proc.ns.uts.hostname;
  }
  setHostname(name: string): void {
    this.enter(COST.call);
    if (!this.credentials.caps.has('SYS_ADMIN')) throw new SysError('EPERM');
    this.proc.ns.uts.hostname = name;
  }
  uname(): { sysname: string; nodename: string; release: string; version: string; machine: string } {
    this.enter(COST.call);
    const { machine } = this.proc.emulated ?? this.core.uname;
    return { ...this.core.uname, machine, nodename: this.proc.ns.uts.hostname };
  }
  mount(source: string, target: string, type: string, options: string): void {
    this.enter(COST.change);
    paths.mount(this.fs, source, target, type, options, (kind, words) => mountFs(this.core, this.proc, kind, words));
  }
  umount(target: string): void {
    this.enter(COST.change);
    paths.umount(this.fs, target, (mount) => usesMount(this.core, mount));
  }
  kernel(): Kernel {
    this.enter(COST.call);
    if (!this.credentials.caps.has('SYS_ADMIN')) throw new SysError('EPERM');
    return new KernelDoor(this.core, this.proc);
  }
}
