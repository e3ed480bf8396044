import { SysError } from '../errno';
import type { Stat } from '../file-system';
import { anonymousStat, OpenFile } from '../process/open-file';
import { WaitQueue } from '../process/wait-queue';
import { canonicalIp } from './address';
import type { BoundSocket } from './bound-socket';
import type { NetNamespaceImpl } from './namespace';
import type { SocketOwner, StreamSocket } from './stream-socket';
import type { SocketAddress, SocketInfo } from './types';

/** Largest accept queue (net.core.somaxconn). */
const MAX_BACKLOG = 4096;

/** A listening stream socket with its queue of connections that nobody has accepted yet. */
export class Listener extends OpenFile implements BoundSocket {
  readonly protocol = 'tcp';
  readonly listening = true;
  readonly changes = new WaitQueue();
  private queue: StreamSocket[] = [];
  closed = false;
  /** Came back with a snapshot, and its process hasn't asked for it yet. */
  restored = false;
  private readonly backlog: number;

  constructor(
    readonly address: SocketAddress,
    readonly ino: number,
    readonly ns: NetNamespaceImpl,
    readonly owner: SocketOwner,
    private readonly nowMs: () => number,
    readonly options: { backlog?: number; v6Only?: boolean } = {},
    private readonly onClose: () => void = () => undefined,
  ) {
    super({ read: true, write: true }, `socket:[${ino}]`);
    this.backlog = Math.min(options.backlog ?? 511, MAX_BACKLOG);
    if (address.family === 'inet') ns.addBound(this);
    else ns.unixListeners.add(this);
  }

  get v6Only(): boolean {
    return this.options.v6Only ?? false;
  }
  get host(): string {
    return this.address.family === 'inet' ? canonicalIp(this.address.host) : '';
  }
  get port(): number {
    return this.address.family === 'inet' ? this.address.port : 0;
  }
  override get changed(): WaitQueue {
    return this.changes;
  }
  override readReady(): boolean {
    return this.queue.length > 0;
  }
  get full(): boolean {
    return this.queue.length > this.backlog;
  }

  push(socket: StreamSocket): void {
    this.queue.push(socket);
    this.changes.wake();
  }

  /** The next connection, or undefined when accept(2) would block. */
  tryAccept(): StreamSocket | undefined {
    if (this.closed) throw new SysError('EINVAL');
    const socket = this.queue.shift();
    if (socket) this.changes.wake();
    return socket;
  }

  released(): void {
    this.closed = true;
    this.ns.unixListeners.delete(this);
    if (this.address.family === 'inet') this.ns.removeBound(this);
    for (const socket of this.queue) {
      socket.other?.abort();
      socket.released();
    }
    this.queue = [];
    this.onClose();
    this.changes.wake();
  }

  stat(): Stat {
    return anonymousStat('socket', this.ino, this.nowMs(), 0o777);
  }

  info(): SocketInfo {
    const { address } = this;
    const v6 = address.family === 'inet' && address.host.includes(':');
    return { protocol: address.family === 'unix' ? 'unix' : v6 ? 'tcp6' : 'tcp', state: 'LISTEN', local: address, peer: undefined, pid: this.owner.pid, inode: this.ino, uid: this.owner.uid };
  }
}
