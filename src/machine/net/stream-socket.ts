import { EMPTY } from '../../lib/bytes';
import { LIMITS } from '../../lib/limits';
import { ByteQueue } from '../../lib/stream';
import { SysError } from '../errno';
import type { Stat } from '../file-system';
import { anonymousStat, OpenFile } from '../process/open-file';
import type { Process } from '../process/process';
import { raiseSignal } from '../process/signals';
import { WaitQueue } from '../process/wait-queue';
import type { BoundSocket } from './bound-socket';
import type { Link, NetNamespaceImpl } from './namespace';
import type { SocketAddress, SocketInfo } from './types';

/** Whose a socket is, as ss shows it. */
export interface SocketOwner {
  pid: number;
  uid: number;
}

/** What a connection's ends have in common to begin with. */
export interface SocketSetup {
  ino: number;
  local: SocketAddress;
  peer: SocketAddress;
  ns: NetNamespaceImpl | undefined;
  owner: SocketOwner;
  nowMs: () => number;
  /** Interfaces whose counters the bytes pass: [sent by, received by]. */
  links: readonly Link[];
}

/** An end of a stream connection, TCP (tcp(7)) or unix(7). */
export class StreamSocket extends OpenFile implements BoundSocket {
  readonly protocol = 'tcp';
  readonly listening = false;
  readonly v6Only = true;
  readonly incoming = new ByteQueue(LIMITS.pipeBytes);
  private readonly changes = new WaitQueue();
  other: StreamSocket | undefined;
  /** RST has come: the next read says ECONNRESET, writes EPIPE. */
  private reset: 'no' | 'pending' | 'told' = 'no';
  private readClosed = false;
  private writeClosed = false;
  closed = false;
  owner: SocketOwner;

  constructor(readonly setup: SocketSetup) {
    super({ read: true, write: true }, `socket:[${setup.ino}]`);
    this.owner = setup.owner;
    this.incoming.onChange = () => {
      this.changes.wake();
      this.other?.changes.wake();
    };
    setup.ns?.addBound(this);
  }

  /** Joins two ends. */
  static connect(a: StreamSocket, b: StreamSocket): void {
    a.other = b;
    b.other = a;
  }

  get host(): string {
    return this.setup.local.family === 'inet' ? this.setup.local.host : '';
  }
  get port(): number {
    return this.setup.local.family === 'inet' ? this.setup.local.port : 0;
  }
  override get changed(): WaitQueue {
    return this.changes;
  }
  override readReady(): boolean {
    return this.incoming.readable || this.readClosed || this.reset !== 'no';
  }
  override writeReady(): boolean {
    return !this.other || this.other.closed || this.other.incoming.writable || this.reset !== 'no';
  }

  override tryRead(max: number): Uint8Array | undefined {
    if (this.reset === 'pending') {
      this.reset = 'told';
      throw new SysError('ECONNRESET');
    }
    if (this.readClosed || this.reset === 'told') return EMPTY;
    const bytes = this.incoming.tryRead(max);
    if (bytes && bytes.length > 0) this.count(bytes.length);
    return bytes;
  }

  override tryWrite(bytes: Uint8Array, proc: Process): number {
    if (this.reset === 'pending') {
      this.reset = 'told';
      throw new SysError('ECONNRESET');
    }
    const { other } = this;
    if (this.writeClosed || this.reset === 'told' || !other) return this.broken(proc);
    if (other.closed) {
      // Local streams know at once; over TCP the first segment to a closed socket is answered by RST.
      if (this.setup.local.family === 'unix') return this.broken(proc);
      this.reset = 'told';
      return bytes.length;
    }
    if (other.readClosed) return bytes.length;
    return other.incoming.tryWrite(bytes);
  }

  private broken(proc: Process): number {
    raiseSignal(proc, 'SIGPIPE');
    throw new SysError('EPIPE');
  }

  private count(bytes: number): void {
    const [from, to] = this.setup.links;
    const packets = Math.ceil(bytes / 1448);
    if (from) {
      from.txBytes += bytes + packets * 66;
      from.txPackets += packets;
    }
    if (to) {
      to.rxBytes += bytes + packets * 66;
      to.rxPackets += packets;
    }
  }

  shutdown(how: 'read' | 'write' | 'both'): void {
    if (!this.other || this.closed) throw new SysError('ENOTCONN');
    if (how !== 'write') this.readClosed = true;
    if (how !== 'read') this.endWrite();
    this.changes.wake();
    this.other.changes.wake();
  }

  private endWrite(): void {
    if (this.writeClosed) return;
    this.writeClosed = true;
    const other = this.other;
    if (other && !other.closed && !other.incoming.isEnded) other.incoming.end();
  }

  /** The connection is cut by the other side. */
  abort(): void {
    if (this.reset === 'no') this.reset = 'pending';
    this.incoming.break();
    this.changes.wake();
  }

  /** close(2): with unread data the peer gets RST, else the end of the stream. */
  released(): void {
    if (this.closed) return;
    this.closed = true;
    const unread = this.incoming.size > 0;
    const { other } = this;
    if (unread && other && !other.closed) other.abort();
    else this.endWrite();
    this.incoming.break();
    this.setup.ns?.removeBound(this);
    other?.changes.wake();
  }

  stat(): Stat {
    return anonymousStat('socket', this.setup.ino, this.setup.nowMs(), 0o777);
  }

  info(): SocketInfo {
    const { local, peer, ino } = this.setup;
    const v6 = local.family === 'inet' && local.host.includes(':');
    const state = this.incoming.isEnded ? 'CLOSE_WAIT' : 'ESTABLISHED';
    return { protocol: local.family === 'unix' ? 'unix' : v6 ? 'tcp6' : 'tcp', state, local, peer, pid: this.owner.pid, inode: ino, uid: this.owner.uid };
  }
}
