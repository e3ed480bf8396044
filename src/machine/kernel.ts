import type { Clock } from '../lib/clock';
import { hex } from '../lib/bytes';
import type { Random } from '../lib/random';
import { SysError } from './errno';
import type { FileSystem } from './file-system';
import type { KernelCore } from './kernel-core';
import { addBridge, addRoute, addVeth, removeRoute } from './kernel-links';
import { findFileSystem, makeFs, type FsView } from './kernel-mounts';
import { startTask } from './kernel-tasks';
import type {
  Cgroup, CgroupLimits, IpcNamespace, Kernel, MountNamespace, MountSpec, Namespaces, PidNamespace, ProcessInfo, TaskSpec, UtsNamespace,
} from './kernel-types';
import type { NetNamespaceImpl } from './net/namespace';
import type { InterfaceAddress, InternetHost, NetNamespace, SocketAddress } from './net/types';
import { CgroupImpl } from './process/cgroup';
import { PidNamespaceImpl } from './process/pid-namespace';
import type { Process } from './process/process';
import { KILLED } from './process/process-killed';
import { processInfo } from './process/process-info';
import { sendSignal } from './process/signals';
import * as sockets from './process/sys-sockets';
import { terminal } from './process/sys-terminals';
import { PtyMasterFile } from './tty/tty-files';
import type { SignalName } from './signal';
import type { WaitStatus } from './sys';
import type { WindowSize } from './tty/types';
import { MountNamespaceImpl } from './vfs/mount-namespace';
import { mountSpec, resolve, rootContext } from './vfs/path-ops';
import { pathOf } from './vfs/location';
import { isReadOnly } from './vfs/path-query';

/** The kernel's own door (Kernel documents each call), as one process holds it: descriptors are that process's. */
export class KernelDoor implements Kernel {
  constructor(
    private readonly core: KernelCore,
    private readonly caller: Process | undefined,
  ) {}

  get clock(): Clock {
    return this.core.clock;
  }
  get random(): Random {
    return this.core.random;
  }
  get host(): Namespaces {
    return this.caller?.ns ?? this.core.host;
  }
  get cpus(): number {
    return this.core.cpus;
  }

  private find(pid: number): Process {
    const proc = this.core.host.pid.processes.get(pid);
    if (!proc) throw new SysError('ESRCH');
    return proc;
  }

  private demandCaller(): Process {
    if (!this.caller?.running) throw new SysError('EBADF');
    return this.caller;
  }

  namespacesOf(pid: number): Namespaces {
    return { ...(this.core.lost.get(pid) ?? this.find(pid).ns) };
  }

  // Mounts

  private now = (): number => this.core.clock.now();

  createMountNamespace(root: { fs: FileSystem; source: string; options?: string; readOnly?: boolean }, mounts: readonly MountSpec[]): MountNamespace {
    const ns = new MountNamespaceImpl(this.core.nextNamespaceId(), () => this.core.nextMountId(), root);
    for (const mount of mounts) this.addMount(ns, mount);
    return ns;
  }
  lookupPath(ns: MountNamespace, path: string, options: { noFollow?: boolean } = {}): { fs: FileSystem; ino: number; path: string; readOnly: boolean } {
    const context = rootContext(ns as MountNamespaceImpl, this.now);
    const { location } = resolve(context, path, !options.noFollow);
    if (!location) throw new SysError('ENOENT');
    return { fs: location.mount.fs, ino: location.ino, path: pathOf(location, context.root), readOnly: isReadOnly(location) };
  }
  addMount(ns: MountNamespace, mount: MountSpec): void {
    mountSpec(rootContext(ns as MountNamespaceImpl, this.now), mount, rootContext(this.host.mnt as MountNamespaceImpl, this.now));
  }
  removeMount(ns: MountNamespace, target: string): void {
    const context = rootContext(ns as MountNamespaceImpl, this.now);
    const { location } = resolve(context, target, true);
    if (!location) throw new SysError('ENOENT');
    if (location.ino !== location.mount.rootIno) throw new SysError('EINVAL');
    context.ns.detach(location.mount, true);
  }
  makeFs(type: Parameters<Kernel['makeFs']>[0], view: Parameters<Kernel['makeFs']>[1]): FileSystem {
    return makeFs(this.core, type, view as FsView);
  }

  binaryFormats(): string[] {
    return this.core.enabledFormats;
  }

  // Namespaces

  createPidNamespace(parent?: PidNamespace): PidNamespace {
    return new PidNamespaceImpl(this.core.nextNamespaceId(), (parent as PidNamespaceImpl | undefined) ?? (this.host.pid as PidNamespaceImpl));
  }
  createUtsNamespace(hostname: string, domainname = '(none)'): UtsNamespace {
    return { id: this.core.nextNamespaceId(), hostname, domainname };
  }
  createIpcNamespace(): IpcNamespace {
    return { id: this.core.nextNamespaceId() };
  }
  createNetNamespace(): NetNamespace {
    const ns = this.core.newNetNamespace();
    // As container runtimes set it: net.ipv4.ip_unprivileged_port_start=0.
    ns.unprivilegedPortStart = 0;
    return ns;
  }
  removeNetNamespace(ns: NetNamespace): void {
    const net = ns as NetNamespaceImpl;
    for (const name of [...net.links.keys()]) if (name !== 'lo') net.removeLink(name);
    net.link('lo').up = false;
    net.staticRoutes = [];
    this.core.nets.delete(net);
  }

  // netlink

  private newMac(): string {
    const bytes = this.core.random.bytes(6);
    bytes[0] = (bytes[0]! & 0xfe) | 2;
    return hex(bytes).replace(/(..)(?!$)/g, '$1:');
  }
  addBridge(ns: NetNamespace, name: string, addresses: readonly InterfaceAddress[], options: { mac?: string; mtu?: number } = {}): void {
    addBridge(ns as NetNamespaceImpl, name, addresses, options.mac ?? this.newMac(), options.mtu);
  }
  removeLink(ns: NetNamespace, name: string): void {
    (ns as NetNamespaceImpl).removeLink(name);
  }
  addVeth(spec: Parameters<Kernel['addVeth']>[0]): void {
    addVeth(spec, this.newMac());
  }
  setAddresses(ns: NetNamespace, name: string, addresses: readonly InterfaceAddress[]): void {
    (ns as NetNamespaceImpl).link(name).addresses = addresses.map((address) => ({ ...address }));
  }
  setUp(ns: NetNamespace, name: string, up: boolean): void {
    (ns as NetNamespaceImpl).link(name).up = up;
  }
  addRoute(ns: NetNamespace, route: { destination: string; gateway?: string; device: string }): void {
    addRoute(ns as NetNamespaceImpl, route);
  }
  removeRoute(ns: NetNamespace, destination: string): void {
    removeRoute(ns as NetNamespaceImpl, destination);
  }
  setBridgeIsolation(ns: NetNamespace, bridge: string, options: { internal: boolean; icc: boolean }): void {
    (ns as NetNamespaceImpl).link(bridge).isolation = { ...options };
  }
  listenIn(ns: NetNamespace, address: SocketAddress): number {
    const caller = this.demandCaller();
    const net = ns as NetNamespaceImpl;
    return sockets.takeUp(caller, net, address) ?? caller.fds.add(sockets.listen(this.core, caller, net, address));
  }
  udpIn(ns: NetNamespace, address: { host: string; port: number }): number {
    const caller = this.demandCaller();
    const net = ns as NetNamespaceImpl;
    return sockets.takeUp(caller, net, address) ?? caller.fds.add(sockets.udp(this.core, caller, net, address));
  }
  async connectIn(ns: NetNamespace, address: SocketAddress): Promise<number> {
    const caller = this.demandCaller();
    const socket = await sockets.connect(this.core, caller, ns as NetNamespaceImpl, address);
    if (!caller.running) {
      socket.released();
      throw KILLED;
    }
    return caller.fds.add(socket);
  }
  findNetNamespace(id: number): NetNamespace | undefined {
    return [...this.core.nets].find((ns) => ns.id === id);
  }
  findFileSystem(dev: number): FileSystem | undefined {
    return findFileSystem(this.core, dev);
  }
  newDevice(): number {
    return this.core.nextDevice();
  }
  addInternetHost(host: InternetHost): void {
    this.core.network.internet.add(host);
  }

  // Control groups

  createCgroup(path: string, limits: CgroupLimits = {}): Cgroup {
    const names = path.split('/').filter((name) => name !== '');
    let group = this.core.rootCgroup;
    names.forEach((name, i) => {
      const isLast = i === names.length - 1;
      const there = group.children.get(name);
      if (there && isLast) throw new SysError('EEXIST');
      group = there ?? new CgroupImpl(`/${names.slice(0, i + 1).join('/')}`, group, isLast ? { ...limits } : {});
    });
    return group;
  }
  cgroup(path: string): Cgroup | undefined {
    return this.core.rootCgroup.find(path);
  }

  // Tasks and processes

  async startTask(spec: TaskSpec): Promise<number> {
    return (await startTask(this.core, this.caller, spec)).pids.host;
  }
  watchTask(pid: number, onExit: (status: WaitStatus) => void): boolean {
    const proc = this.core.host.pid.processes.get(pid);
    if (!proc?.running) return false;
    proc.onExit = onExit;
    return true;
  }
  signal(pid: number, signal: SignalName): void {
    sendSignal(this.find(pid), signal, this.caller ?? 'kernel');
  }
  resizeTty(fd: number, size: WindowSize): void {
    const caller = this.demandCaller();
    const file = caller.fds.get(fd);
    (file instanceof PtyMasterFile ? file.tty : terminal(caller, fd)).resize(size);
  }
  processes(): ProcessInfo[] {
    return [...this.core.processes()].map((proc) => processInfo(proc, this.core.host.pid));
  }
  innerPid(pid: number): number {
    return this.find(pid).pid;
  }
  memory(): { totalBytes: number; freeBytes: number; availableBytes: number } {
    return this.core.memory();
  }
}
