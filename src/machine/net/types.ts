import type { Duplex } from '../../lib/stream';

/** Where a socket listens or leads. Hosts are addresses, never names: `0.0.0.0`, `127.0.0.1`, `::`, `172.17.0.2`. */
export type SocketAddress = { family: 'inet'; host: string; port: number } | { family: 'unix'; path: string };

export function inet(host: string, port: number): SocketAddress {
  return { family: 'inet', host, port };
}

export function unix(path: string): SocketAddress {
  return { family: 'unix', path };
}

/** An address of an interface with its prefix, `172.17.0.2/16`. */
export interface InterfaceAddress {
  ip: string;
  prefix: number;
  scope: 'host' | 'link' | 'global';
}

export interface InterfaceInfo {
  index: number;
  name: string;
  kind: 'loopback' | 'ethernet' | 'bridge' | 'veth';
  mac: string;
  mtu: number;
  up: boolean;
  addresses: InterfaceAddress[];
  /** A bridge port's bridge. */
  master: string | undefined;
  /** A veth's other end: its interface index. */
  peerIndex: number | undefined;
  rxBytes: number;
  txBytes: number;
  rxPackets: number;
  txPackets: number;
}

export interface Route {
  /** `default` or a CIDR. */
  destination: string;
  gateway: string | undefined;
  device: string;
  source: string | undefined;
  metric: number | undefined;
}

/** What netstat and ss list. */
export interface SocketInfo {
  protocol: 'tcp' | 'tcp6' | 'udp' | 'udp6' | 'unix';
  state: 'LISTEN' | 'ESTABLISHED' | 'TIME_WAIT' | 'CLOSE_WAIT' | 'UNCONN';
  local: SocketAddress;
  peer: SocketAddress | undefined;
  pid: number | undefined;
  inode: number;
  uid: number;
}

/** A network namespace's handle. Opaque outside the machine. */
export interface NetNamespace {
  readonly id: number;
  interfaces(): InterfaceInfo[];
  routes(): Route[];
  sockets(): SocketInfo[];
  /** Sets a network sysctl (`net.core.somaxconn`). */
  setSysctl(name: string, value: string): void;
}

/**
 * A host of the simulated internet, beyond the machine's default gateway: a name, addresses, and what answers on
 * its ports. Streams carry the latency and bandwidth given here.
 */
export interface InternetHost {
  names: readonly string[];
  ip: string;
  tcp: Readonly<Record<number, (connection: Duplex, peer: { host: string; port: number }) => Promise<void>>>;
  /** Round trip, ms. */
  latencyMs?: number;
  /** Bytes a second towards the machine. */
  bandwidth?: number;
}
