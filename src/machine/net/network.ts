import type { Clock } from '../../lib/clock';
import type { Duplex } from '../../lib/stream';
import { SysError } from '../errno';
import type { FileSystem } from '../file-system';
import { canonicalIp, isIPv4, isIPv6, isWildcard, loopbackOf } from './address';
import { Internet } from './internet';
import { Listener } from './listener';
import type { Link, NetNamespaceImpl } from './namespace';
import { reach, type Reach } from './reach';
import { duplexOf } from './stream-duplex';
import { StreamSocket, type SocketOwner } from './stream-socket';
import type { SocketAddress } from './types';
import { UdpSocket } from './udp-socket';

/** How long Linux asks for a neighbour before it gives up (three ARP requests), ms. */
const NEIGHBOUR_MS = 3072;
/** How long a connection is tried (tcp_syn_retries = 6), ms. */
const SYN_MS = 130_000;

export interface ConnectOptions {
  timeoutMs?: number;
  bind?: string;
  /** How the caller waits: a process's wait ends with the process. */
  sleep?: Sleep;
}

type Sleep = (ms: number) => Promise<void>;

/** Sockets of the whole machine: who listens, who connects to whom. */
export class Network {
  readonly internet: Internet;
  private readonly unixListeners = new Map<FileSystem, Map<number, Listener>>();

  constructor(
    private readonly clock: Clock,
    readonly nextInode: () => number,
  ) {
    this.internet = new Internet(clock);
  }

  private now = (): number => this.clock.now();
  private sleep: Sleep = (ms) => this.clock.sleep(ms);

  listenTcp(ns: NetNamespaceImpl, host: string, port: number, owner: SocketOwner, options: { backlog?: number; v6Only?: boolean; mayBindLow: boolean }): Listener {
    demandAddress(host);
    if (port > 0 && port < ns.unprivilegedPortStart && !options.mayBindLow) throw new SysError('EACCES');
    ns.checkBind('tcp', host, port, options.v6Only ?? false);
    const taken = port === 0 ? ns.freePort('tcp') : port;
    return new Listener({ family: 'inet', host, port: taken }, this.nextInode(), ns, owner, this.now, options);
  }

  listenUnix(ns: NetNamespaceImpl, fs: FileSystem, ino: number, path: string, owner: SocketOwner, backlog?: number): Listener {
    let byIno = this.unixListeners.get(fs);
    if (!byIno) this.unixListeners.set(fs, (byIno = new Map()));
    const table = byIno;
    fs.retain(ino);
    const listener = new Listener({ family: 'unix', path }, this.nextInode(), ns, owner, this.now, { backlog }, () => {
      table.delete(ino);
      fs.release(ino);
    });
    table.set(ino, listener);
    return listener;
  }

  unixListener(fs: FileSystem, ino: number): Listener | undefined {
    return this.unixListeners.get(fs)?.get(ino);
  }

  *allUnixListeners(): Generator<{ fs: FileSystem; ino: number; listener: Listener }> {
    for (const [fs, byIno] of this.unixListeners) for (const [ino, listener] of byIno) yield { fs, ino, listener };
  }

  /** connect(2) to a listener on this machine: the client's end. The server's waits in the accept queue. */
  private join(listener: Listener, clientNs: NetNamespaceImpl | undefined, owner: SocketOwner, local: SocketAddress, peer: SocketAddress, links: readonly Link[]): StreamSocket {
    const inet = listener.address.family === 'inet';
    const client = new StreamSocket({ ino: this.nextInode(), local, peer, ns: inet ? clientNs : undefined, owner, nowMs: this.now, links: [...links].reverse() });
    const mapped = inet && listener.host.includes(':');
    const server = new StreamSocket({
      ino: this.nextInode(), local: mapped ? mapAddress(peer) : peer, peer: mapped ? mapAddress(local) : local,
      ns: inet ? listener.ns : undefined, owner: listener.owner, nowMs: this.now, links,
    });
    StreamSocket.connect(client, server);
    listener.push(server);
    return client;
  }

  /** Waits for room in an accept queue. */
  private async room(listener: Listener, deadlineMs: number): Promise<void> {
    while (listener.full && !listener.closed) {
      if (this.clock.now() >= deadlineMs) throw new SysError('ETIMEDOUT');
      await new Promise<void>((resolve) => {
        const timer = this.clock.at(deadlineMs, resolve);
        listener.changes.add(() => {
          timer.cancel();
          resolve();
        });
      });
    }
    if (listener.closed) throw new SysError('ECONNREFUSED');
  }

  async connectUnix(listener: Listener | undefined, path: string, owner: SocketOwner): Promise<StreamSocket> {
    if (!listener || listener.closed) throw new SysError('ECONNREFUSED');
    if (listener.full) await this.room(listener, this.clock.now() + SYN_MS);
    return this.join(listener, undefined, owner, { family: 'unix', path: '' }, { family: 'unix', path }, []);
  }

  async connectTcp(ns: NetNamespaceImpl, host: string, port: number, owner: SocketOwner, options: ConnectOptions = {}): Promise<StreamSocket> {
    demandAddress(host);
    const dst = isWildcard(host) ? loopbackOf(host) : canonicalIp(host);
    if (options.bind && !ns.isLocal(canonicalIp(options.bind))) throw new SysError('EADDRNOTAVAIL');
    const way = reach(ns, dst);
    const timeoutMs = options.timeoutMs ?? SYN_MS;
    const sleep = options.sleep ?? this.sleep;
    if (way.kind === 'unreachable') return unreachable(way.code, timeoutMs, sleep);
    if (way.kind === 'silent') return unreachable('ETIMEDOUT', timeoutMs, sleep);
    const local: SocketAddress = { family: 'inet', host: options.bind ?? way.source, port: ns.freePort('tcp') };
    const peer: SocketAddress = { family: 'inet', host: dst, port };
    if (way.kind === 'internet') return this.connectOut(ns, local, peer, way, owner, timeoutMs, sleep);
    const listener = way.ns.findBound('tcp', dst, port);
    if (!(listener instanceof Listener)) throw new SysError('ECONNREFUSED');
    if (listener.full) await this.room(listener, this.clock.now() + timeoutMs);
    return this.join(listener, ns, owner, local, peer, [...way.links].reverse());
  }

  private async connectOut(ns: NetNamespaceImpl, local: SocketAddress, peer: SocketAddress & { family: 'inet' }, way: Reach & { kind: 'internet' }, owner: SocketOwner, timeoutMs: number, sleep: Sleep): Promise<StreamSocket> {
    const target = this.internet.find(peer.host);
    if (target === 'unreachable') return unreachable('EHOSTUNREACH', timeoutMs, sleep);
    if (!target) return unreachable('ETIMEDOUT', timeoutMs, sleep);
    await sleep(Math.min(target.latencyMs, timeoutMs));
    if (target.latencyMs > timeoutMs) throw new SysError('ETIMEDOUT');
    const serve = target.tcp[peer.port];
    if (!serve) throw new SysError('ECONNREFUSED');
    const client = new StreamSocket({ ino: this.nextInode(), local, peer, ns, owner, nowMs: this.now, links: [way.links[1]!, way.links[0]!] });
    const remote = new StreamSocket({ ino: 0, local: peer, peer: local, ns: undefined, owner, nowMs: this.now, links: way.links });
    StreamSocket.connect(client, remote);
    const duplex = duplexOf(remote, { clock: this.clock, latencyMs: target.latencyMs, bandwidth: target.bandwidth });
    // A host that breaks cuts its connection, nothing else.
    void serve(duplex, { host: way.source, port: (local as { port: number }).port }).then(
      () => duplex.close(),
      () => client.abort(),
    );
    return client;
  }

  /** A connection from outside the machine to a listener. */
  dial(listener: Listener, from: SocketAddress, to: SocketAddress): Duplex {
    return duplexOf(this.join(listener, undefined, { pid: 0, uid: 0 }, from, to, []));
  }

  udp(ns: NetNamespaceImpl, host: string, port: number, owner: SocketOwner, mayBindLow: boolean): UdpSocket {
    demandAddress(host);
    if (port > 0 && port < ns.unprivilegedPortStart && !mayBindLow) throw new SysError('EACCES');
    ns.checkBind('udp', host, port, false);
    return new UdpSocket(host, port === 0 ? ns.freePort('udp') : port, this.nextInode(), ns, owner, this.now);
  }

  sendTo(socket: UdpSocket, bytes: Uint8Array, to: { host: string; port: number }): void {
    demandAddress(to.host);
    if (bytes.length > 65507) throw new SysError('EMSGSIZE');
    const dst = isWildcard(to.host) ? loopbackOf(to.host) : canonicalIp(to.host);
    const way = reach(socket.ns, dst);
    if (way.kind === 'unreachable') {
      if (way.code === 'ENETUNREACH') throw new SysError('ENETUNREACH');
      return;
    }
    if (way.kind === 'silent') return;
    const source = isWildcard(socket.host) ? way.source : socket.host;
    if (way.kind === 'internet') {
      this.internet.datagram(bytes.slice(), dst, to.port, (answer) => socket.push({ bytes: answer, from: { host: dst, port: to.port } }));
      return;
    }
    const target = way.ns.findBound('udp', dst, to.port);
    if (target instanceof UdpSocket) target.push({ bytes: bytes.slice(), from: { host: source, port: socket.port } });
  }

  /** ICMP echo (ping). A hop limit that runs out is answered by the router where it does. */
  async echo(ns: NetNamespaceImpl, host: string, jitter: () => number, options: { timeoutMs?: number; ttl?: number; sleep?: Sleep }): Promise<{ rttMs: number; from: string; ttl: number }> {
    demandAddress(host);
    const dst = isWildcard(host) ? loopbackOf(host) : canonicalIp(host);
    const timeoutMs = options.timeoutMs ?? 10_000;
    const sleep = options.sleep ?? this.sleep;
    const way = reach(ns, dst);
    if (way.kind === 'unreachable') return unreachable(way.code, Math.max(timeoutMs, way.code === 'EHOSTUNREACH' ? NEIGHBOUR_MS : 0), sleep);
    if (way.kind === 'silent') return unreachable('ETIMEDOUT', timeoutMs, sleep);
    const ttl = options.ttl ?? 64;
    const expired = way.gateways[ttl - 1];
    if (expired !== undefined) return echoed(0.06 + jitter() * 0.04, expired, 64, sleep);
    if (way.kind === 'here') return echoed((way.hops > 0 || way.ns !== ns ? 0.07 : 0.03) + jitter() * 0.05, dst, 64 - way.hops, sleep);
    const target = this.internet.find(dst);
    if (target === 'unreachable') return unreachable('EHOSTUNREACH', Math.max(timeoutMs, NEIGHBOUR_MS), sleep);
    if (ttl === way.hops && dst !== this.internet.gateway) return echoed(0.2 + jitter() * 0.1, this.internet.gateway, 64, sleep);
    if (!target || target.latencyMs > timeoutMs) return unreachable('ETIMEDOUT', timeoutMs, sleep);
    return echoed(target.latencyMs + jitter() * Math.max(0.1, target.latencyMs / 20), dst, target.latencyMs < 1 ? 64 : 64 - way.hops - 8, sleep);
  }
}

/** Fails as a packet that gets no answer does, after the time that Linux takes to notice. */
async function unreachable(code: 'ENETUNREACH' | 'EHOSTUNREACH' | 'ETIMEDOUT', timeoutMs: number, sleep: Sleep): Promise<never> {
  if (code === 'ETIMEDOUT') await sleep(timeoutMs);
  if (code === 'EHOSTUNREACH') {
    await sleep(Math.min(NEIGHBOUR_MS, timeoutMs));
    if (timeoutMs < NEIGHBOUR_MS) throw new SysError('ETIMEDOUT');
  }
  throw new SysError(code);
}

async function echoed(rttMs: number, from: string, ttl: number, sleep: Sleep): Promise<{ rttMs: number; from: string; ttl: number }> {
  await sleep(rttMs);
  return { rttMs, from, ttl };
}

function demandAddress(host: string): void {
  if (!isIPv4(host) && !isIPv6(host)) throw new SysError('EINVAL');
}

/** An IPv4 peer as an IPv6 socket sees it. */
function mapAddress(address: SocketAddress): SocketAddress {
  if (address.family === 'unix' || address.host.includes(':')) return address;
  return { ...address, host: `::ffff:${address.host}` };
}
