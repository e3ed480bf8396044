import type { SocketInfo } from './types';

/** What a namespace's table of sockets holds: listeners, connections, datagram sockets. */
export interface BoundSocket {
  readonly protocol: 'tcp' | 'udp';
  /** Canonical. */
  readonly host: string;
  readonly port: number;
  readonly v6Only: boolean;
  /** A listener, or a datagram socket: what takes what arrives for its address. */
  readonly listening: boolean;
  info(): SocketInfo;
}
