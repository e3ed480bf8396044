import type { Duplex } from '../lib/stream';

/**
 * The seam between command line and engine: a byte stream on which HTTP/1.1 is spoken. What dials may be the
 * simulated /var/run/docker.sock, a WebSocket to the bridge, or a real socket; nothing above can tell.
 */
export interface Transport {
  /** A fresh connection. Throws DialError. */
  dial(): Promise<Duplex>;
  /** What `docker` names in its errors: `unix:///var/run/docker.sock`, `tcp://127.0.0.1:2375`. */
  readonly host: string;
}

/** Why no connection could be made, with the error number where the system gave one. */
export class DialError extends Error {
  constructor(
    readonly code: 'ENOENT' | 'EACCES' | 'ECONNREFUSED' | 'ETIMEDOUT' | 'EHOSTUNREACH' | 'ENOTFOUND' | 'OTHER',
    message: string,
  ) {
    super(message);
    this.name = 'DialError';
  }
}
