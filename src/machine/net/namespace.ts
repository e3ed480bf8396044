import { SysError } from '../errno';
import { canonicalIp, inPrefix, isIPv4, isLoopback, isWildcard, networkOf, parseCidr } from './address';
import type { BoundSocket } from './bound-socket';
import type { InterfaceAddress, InterfaceInfo, NetNamespace, Route, SocketInfo } from './types';

/** A network interface. */
export interface Link {
  index: number;
  name: string;
  kind: InterfaceInfo['kind'];
  mac: string;
  mtu: number;
  up: boolean;
  addresses: InterfaceAddress[];
  /** The bridge that it is a port of. */
  master: Link | undefined;
  /** A veth's other end. */
  peer: Link | undefined;
  ns: NetNamespaceImpl;
  rxBytes: number;
  txBytes: number;
  rxPackets: number;
  txPackets: number;
  /** Set on Docker's bridges. */
  isolation: { internal: boolean; icc: boolean } | undefined;
  /** The wire to the simulated internet. */
  uplink: boolean;
}

export interface StaticRoute {
  destination: string;
  gateway: string | undefined;
  device: string;
}

/** First port that bind(0) gives (ip_local_port_range). */
const EPHEMERAL = 32768;
const LAST_EPHEMERAL = 60999;

/** A network namespace (network_namespaces(7)): interfaces, addresses, routes, sockets. */
export class NetNamespaceImpl implements NetNamespace {
  readonly links = new Map<string, Link>();
  readonly bound = new Set<BoundSocket>();
  readonly unixListeners = new Set<{ info(): SocketInfo }>();
  staticRoutes: StaticRoute[] = [];
  nextPort = EPHEMERAL;
  forwarding = true;
  /** Ports below are for NET_BIND_SERVICE alone (ip_unprivileged_port_start). */
  unprivilegedPortStart = 1024;
  readonly sysctls = new Map<string, string>();
  onListenChange: (() => void) | undefined;

  constructor(
    readonly id: number,
    private readonly nextIndex: () => number,
  ) {
    const lo = this.addLink('lo', 'loopback', '00:00:00:00:00:00', 65536, 1);
    lo.up = true;
    lo.addresses = [
      { ip: '127.0.0.1', prefix: 8, scope: 'host' },
      { ip: '::1', prefix: 128, scope: 'host' },
    ];
  }

  addLink(name: string, kind: Link['kind'], mac: string, mtu: number, index = this.nextIndex()): Link {
    if (this.links.has(name)) throw new SysError('EEXIST');
    const link: Link = {
      index, name, kind, mac, mtu, up: false, addresses: [], master: undefined, peer: undefined, ns: this,
      rxBytes: 0, txBytes: 0, rxPackets: 0, txPackets: 0, isolation: undefined, uplink: false,
    };
    this.links.set(name, link);
    return link;
  }

  setSysctl(name: string, value: string): void {
    if (name === 'net.ipv4.ip_forward') this.forwarding = value.trim() !== '0';
    else if (name === 'net.ipv4.ip_unprivileged_port_start') this.unprivilegedPortStart = Number(value);
    else this.sysctls.set(name, value);
  }

  link(name: string): Link {
    const link = this.links.get(name);
    if (!link) throw new SysError('ENODEV');
    return link;
  }

  removeLink(name: string): void {
    const link = this.link(name);
    this.links.delete(name);
    for (const other of this.links.values()) if (other.master === link) other.master = undefined;
    this.staticRoutes = this.staticRoutes.filter((route) => route.device !== name);
    const { peer } = link;
    link.peer = undefined;
    if (peer?.peer) {
      peer.peer = undefined;
      peer.ns.removeLink(peer.name);
    }
  }

  /** The interface that has an address. */
  owner(ip: string): Link | undefined {
    for (const link of this.links.values()) if (link.up && link.addresses.some((a) => canonicalIp(a.ip) === ip)) return link;
    return undefined;
  }

  isLocal(ip: string): boolean {
    if (isLoopback(ip)) return this.link('lo').up;
    return this.owner(ip) !== undefined;
  }

  /** The route that a packet takes: the longest prefix wins. */
  lookup(ip: string): { link: Link; gateway: string | undefined } | undefined {
    let best: { link: Link; gateway: string | undefined; prefix: number } | undefined;
    const consider = (device: string, destination: string, gateway: string | undefined): void => {
      const link = this.links.get(device);
      if (!link?.up) return;
      const { ip: network, prefix } = destination === 'default' ? { ip: gateway?.includes(':') ? '::' : '0.0.0.0', prefix: 0 } : parseCidr(destination);
      if (inPrefix(ip, network, prefix) && (!best || prefix > best.prefix)) best = { link, gateway, prefix };
    };
    for (const link of this.links.values()) for (const a of link.addresses) if (a.scope !== 'host') consider(link.name, networkOf(a.ip, a.prefix), undefined);
    for (const route of this.staticRoutes) consider(route.device, route.destination, route.gateway);
    return best;
  }

  /** The address that packets to `ip` leave with. */
  sourceFor(link: Link, ip: string): string {
    const family = (a: InterfaceAddress): boolean => isIPv4(a.ip) === isIPv4(ip);
    const same = link.addresses.find((a) => family(a) && inPrefix(ip, a.ip, a.prefix));
    return (same ?? link.addresses.find((a) => family(a) && a.scope === 'global') ?? link.addresses.find(family))?.ip ?? (isIPv4(ip) ? '0.0.0.0' : '::');
  }

  freePort(protocol: 'tcp' | 'udp'): number {
    for (let tries = EPHEMERAL; tries <= LAST_EPHEMERAL; tries++) {
      const port = this.nextPort;
      this.nextPort = port === LAST_EPHEMERAL ? EPHEMERAL : port + 1;
      if (![...this.bound].some((socket) => socket.protocol === protocol && socket.port === port)) return port;
    }
    throw new SysError('EADDRINUSE');
  }

  /** bind(2)'s check: the address is the machine's own and nobody has it. */
  checkBind(protocol: 'tcp' | 'udp', host: string, port: number, v6Only: boolean): void {
    const ip = canonicalIp(host);
    if (!isWildcard(ip) && !this.isLocal(ip)) throw new SysError('EADDRNOTAVAIL');
    for (const other of this.bound) {
      if (other.protocol !== protocol || other.port !== port || !other.listening) continue;
      if (overlaps(ip, v6Only, other.host, other.v6Only)) throw new SysError('EADDRINUSE');
    }
  }

  /** The listening (or datagram) socket that a packet to an address reaches: specific before wildcard. */
  findBound(protocol: 'tcp' | 'udp', ip: string, port: number): BoundSocket | undefined {
    let wildcard: BoundSocket | undefined;
    for (const socket of this.bound) {
      if (socket.protocol !== protocol || socket.port !== port || !socket.listening) continue;
      if (socket.host === ip) return socket;
      if (isWildcard(socket.host) && overlaps(ip, false, socket.host, socket.v6Only)) wildcard = socket;
    }
    return wildcard;
  }

  addBound(socket: BoundSocket): void {
    this.bound.add(socket);
    this.onListenChange?.();
  }

  removeBound(socket: BoundSocket): void {
    if (this.bound.delete(socket)) this.onListenChange?.();
  }

  interfaces(): InterfaceInfo[] {
    return [...this.links.values()].map((link) => ({
      index: link.index, name: link.name, kind: link.kind, mac: link.mac, mtu: link.mtu, up: link.up,
      addresses: link.addresses.map((a) => ({ ...a })), master: link.master?.name, peerIndex: link.peer?.index,
      rxBytes: link.rxBytes, txBytes: link.txBytes, rxPackets: link.rxPackets, txPackets: link.txPackets,
    }));
  }

  routes(): Route[] {
    const routes: Route[] = this.staticRoutes.map((route) => ({ ...route, source: undefined, metric: undefined }));
    for (const link of this.links.values()) {
      if (!link.up) continue;
      for (const a of link.addresses) {
        if (a.scope === 'host') continue;
        routes.push({ destination: networkOf(a.ip, a.prefix), gateway: undefined, device: link.name, source: a.ip, metric: undefined });
      }
    }
    return routes;
  }

  sockets(): SocketInfo[] {
    return [...this.bound, ...this.unixListeners].map((socket) => socket.info());
  }
}

function overlaps(a: string, aV6Only: boolean, b: string, bV6Only: boolean): boolean {
  const [a4, b4] = [isIPv4(a), isIPv4(b)];
  if (a4 !== b4) {
    // `::` takes IPv4 too unless it is for IPv6 only.
    if (a4) return b === '::' && !bV6Only;
    return a === '::' && !aV6Only;
  }
  return a === b || isWildcard(a) || isWildcard(b);
}
