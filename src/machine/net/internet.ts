import type { Clock } from '../../lib/clock';
import type { InternetHost } from './types';

/** Public resolvers beside the provider's own. */
const RESOLVERS = ['10.0.2.3', '8.8.8.8', '8.8.4.4', '1.1.1.1', '1.0.0.1', '9.9.9.9'];
const DEFAULT_LATENCY_MS = 18;

export interface InternetTarget {
  tcp: InternetHost['tcp'];
  latencyMs: number;
  bandwidth: number | undefined;
}

/** All that lies beyond the machine's default gateway. */
export class Internet {
  readonly gateway = '10.0.2.2';
  readonly hosts = new Map<string, InternetHost>();

  constructor(private readonly clock: Clock) {}

  add(host: InternetHost): void {
    this.hosts.set(host.ip, host);
  }

  /** What answers at an address; undefined for silence, `unreachable` for a free address of the own segment. */
  find(ip: string): InternetTarget | 'unreachable' | undefined {
    const host = this.hosts.get(ip);
    if (host) return { tcp: host.tcp, latencyMs: host.latencyMs ?? DEFAULT_LATENCY_MS, bandwidth: host.bandwidth };
    if (ip === this.gateway || ip === '10.0.2.3') return { tcp: {}, latencyMs: 0.3, bandwidth: undefined };
    if (RESOLVERS.includes(ip)) return { tcp: {}, latencyMs: 12, bandwidth: undefined };
    return ip.startsWith('10.0.2.') ? 'unreachable' : undefined;
  }

  /** A datagram from the machine: resolvers answer questions on port 53, nobody else does. */
  datagram(bytes: Uint8Array, ip: string, port: number, answer: (bytes: Uint8Array) => void): void {
    if (port !== 53 || !RESOLVERS.includes(ip)) return;
    // Nobody asks before the first prompt, so the resolver is loaded with the first question.
    void this.clock.external(import('./name-server')).then(({ answerQuery }) => {
      const reply = answerQuery(bytes, [...this.hosts.values()]);
      if (reply) this.clock.at(this.clock.now() + (ip === '10.0.2.3' ? 4 : 14), () => answer(reply));
    });
  }
}
