import type { Stat } from '../file-system';
import { anonymousStat, OpenFile } from '../process/open-file';
import { WaitQueue } from '../process/wait-queue';
import { canonicalIp } from './address';
import type { BoundSocket } from './bound-socket';
import type { NetNamespaceImpl } from './namespace';
import type { SocketOwner } from './stream-socket';
import type { SocketInfo } from './types';

export interface Datagram {
  bytes: Uint8Array;
  from: { host: string; port: number };
}

/** Bytes that wait unread before datagrams are dropped (net.core.rmem_default). */
const RECEIVE_BYTES = 212992;

/** A datagram socket (udp(7)). */
export class UdpSocket extends OpenFile implements BoundSocket {
  readonly protocol = 'udp';
  readonly listening = true;
  readonly v6Only = false;
  /** Came back with a snapshot, and its process hasn't asked for it yet. */
  restored = false;
  readonly host: string;
  private readonly changes = new WaitQueue();
  private queue: Datagram[] = [];
  private size = 0;

  constructor(
    host: string,
    readonly port: number,
    readonly ino: number,
    readonly ns: NetNamespaceImpl,
    readonly owner: SocketOwner,
    private readonly nowMs: () => number,
  ) {
    super({ read: true, write: true }, `socket:[${ino}]`);
    this.host = canonicalIp(host);
    ns.addBound(this);
  }

  override get changed(): WaitQueue {
    return this.changes;
  }
  override readReady(): boolean {
    return this.queue.length > 0;
  }

  push(datagram: Datagram): void {
    if (this.size + datagram.bytes.length > RECEIVE_BYTES) return;
    this.queue.push(datagram);
    this.size += datagram.bytes.length;
    this.changes.wake();
  }

  tryReceive(): Datagram | undefined {
    const datagram = this.queue.shift();
    if (datagram) this.size -= datagram.bytes.length;
    return datagram;
  }

  override tryRead(max: number): Uint8Array | undefined {
    return this.tryReceive()?.bytes.subarray(0, max);
  }

  released(): void {
    this.ns.removeBound(this);
  }

  stat(): Stat {
    return anonymousStat('socket', this.ino, this.nowMs(), 0o777);
  }

  info(): SocketInfo {
    const local = { family: 'inet' as const, host: this.host, port: this.port };
    return { protocol: this.host.includes(':') ? 'udp6' : 'udp', state: 'UNCONN', local, peer: undefined, pid: this.owner.pid, inode: this.ino, uid: this.owner.uid };
  }
}
