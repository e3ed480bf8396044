import { all, failAt, type Directive } from './config';
import { parseTime } from './exchange';

/** One address of an upstream, with how it has done lately. */
export interface Peer {
  /** As the configuration names it, `app:3000`. */
  name: string;
  host: string;
  port: number;
  weight: number;
  down: boolean;
  backup: boolean;
  maxFails: number;
  failTimeoutMs: number;
  /** Smooth weighted round robin's account. */
  current: number;
  effective: number;
  fails: number;
  checkedMs: number;
  accessedMs: number;
  connections: number;
}

const MAX_FAILS = 1;
const FAIL_TIMEOUT_MS = 10_000;
const DEFAULT_PORT = 80;

/** Splits `host:port`, `[::1]:80`. Undefined when the port is none. */
export function splitAddress(text: string, defaultPort = DEFAULT_PORT): { host: string; port: number } | undefined {
  const match = /^(\[[^\]]+\]|[^:/]+)(?::(\d+))?$/.exec(text);
  if (!match) return undefined;
  const port = match[2] === undefined ? defaultPort : Number(match[2]);
  return port < 1 || port > 65535 ? undefined : { host: match[1]!.replace(/^\[|\]$/g, ''), port };
}

function peersOf(directive: Directive, addresses: ReadonlyMap<string, readonly string[]>): Peer[] {
  const [address = '', ...flags] = directive.args;
  const option = (name: string) => flags.find((flag) => flag.startsWith(`${name}=`))?.slice(name.length + 1);
  const base = {
    name: address, weight: Number(option('weight') ?? 1), down: flags.includes('down'), backup: flags.includes('backup'),
    maxFails: Number(option('max_fails') ?? MAX_FAILS), failTimeoutMs: parseTime(option('fail_timeout') ?? '') ?? FAIL_TIMEOUT_MS,
  };
  const split = splitAddress(address);
  if (!split) failAt(directive, `invalid host in upstream "${address}"`);
  return (addresses.get(split.host) ?? [split.host]).map((host) => fresh({ ...base, host, port: split.port }));
}

function fresh(base: Pick<Peer, 'name' | 'host' | 'port' | 'weight' | 'down' | 'backup' | 'maxFails' | 'failTimeoutMs'>): Peer {
  return { ...base, current: 0, effective: base.weight, fails: 0, checkedMs: 0, accessedMs: 0, connections: 0 };
}

/** `host:port` of a peer, as logs write it. */
export function peerText({ host, port }: Pick<Peer, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Servers that share the work, and how the next one is chosen (ngx_http_upstream_round_robin.c and its neighbours). */
export class Upstream {
  readonly peers: Peer[];
  private readonly method: Directive | undefined;

  constructor(directive: Directive, addresses: ReadonlyMap<string, readonly string[]>) {
    this.peers = all(directive.block, 'server').flatMap((server) => peersOf(server, addresses));
    this.method = directive.block!.find(({ name }) => ['least_conn', 'ip_hash', 'hash', 'random'].includes(name));
  }

  /** An upstream that proxy_pass names by itself: every address of one host. */
  static of(name: string, hosts: readonly string[], port: number): Upstream {
    const upstream = new Upstream({ name: 'upstream', args: [name], file: '', line: 0, block: [] }, new Map());
    for (const host of hosts) upstream.peers.push(fresh({ name, host, port, weight: 1, down: false, backup: false, maxFails: MAX_FAILS, failTimeoutMs: FAIL_TIMEOUT_MS }));
    return upstream;
  }

  /** What the key of `hash` is, with its variables. */
  get hashKey(): string | undefined {
    return this.method?.name === 'hash' ? this.method.args[0] : undefined;
  }

  /** The next peer, other than those tried; undefined when none is left alive. `client` is the peer's address, `hash` the key's value. */
  pick(nowMs: number, tried: ReadonlySet<Peer>, client: string, hash: string | undefined, chance: () => number): Peer | undefined {
    return this.among(this.peers.filter((peer) => !peer.backup), nowMs, tried, client, hash, chance) ?? this.among(this.peers.filter((peer) => peer.backup), nowMs, tried, client, undefined, chance);
  }

  private among(peers: readonly Peer[], nowMs: number, tried: ReadonlySet<Peer>, client: string, hash: string | undefined, chance: () => number): Peer | undefined {
    const single = peers.length === 1 && this.peers.length === 1;
    const usable = peers.filter((peer) => !tried.has(peer) && !peer.down && (single || peer.maxFails === 0 || peer.fails < peer.maxFails || nowMs - peer.checkedMs > peer.failTimeoutMs));
    if (usable.length === 0) return undefined;
    if (this.method?.name === 'ip_hash' && !peers[0]!.backup) return this.byHash(usable, ipHash(client));
    if (hash !== undefined) return this.byHash(usable, crc(hash));
    if (this.method?.name === 'random') return usable[Math.floor(chance() * usable.length)];
    if (this.method?.name === 'least_conn') {
      const least = Math.min(...usable.map((peer) => peer.connections / peer.weight));
      return this.roundRobin(usable.filter((peer) => peer.connections / peer.weight === least), nowMs);
    }
    return this.roundRobin(usable, nowMs);
  }

  private byHash(usable: readonly Peer[], hash: number): Peer {
    let at = hash % usable.reduce((sum, peer) => sum + peer.weight, 0);
    for (const peer of usable) {
      if (at < peer.weight) return peer;
      at -= peer.weight;
    }
    return usable[0]!;
  }

  private roundRobin(usable: readonly Peer[], nowMs: number): Peer {
    let best = usable[0]!;
    let total = 0;
    for (const peer of usable) {
      peer.current += peer.effective;
      total += peer.effective;
      if (peer.effective < peer.weight) peer.effective++;
      if (peer.current > best.current) best = peer;
    }
    best.current -= total;
    if (nowMs - best.checkedMs > best.failTimeoutMs) best.checkedMs = nowMs;
    return best;
  }

  /** Notes how a try went; a peer that failed max_fails times is left alone for fail_timeout. */
  report(peer: Peer, failed: boolean, nowMs: number): void {
    if (!failed) {
      if (peer.accessedMs < peer.checkedMs) peer.fails = 0;
      return;
    }
    peer.fails++;
    peer.accessedMs = peer.checkedMs = nowMs;
    if (peer.maxFails > 0) peer.effective = Math.max(0, peer.effective - Math.floor(peer.weight / peer.maxFails));
  }
}

/** ngx_http_upstream_ip_hash_module: the first three bytes of an IPv4 address. */
function ipHash(client: string): number {
  const bytes = /^\d+\.\d+\.\d+\.\d+$/.test(client) ? client.split('.').slice(0, 3).map(Number) : [...client].map((c) => c.charCodeAt(0));
  return bytes.reduce((hash, byte) => (hash * 113 + byte) % 6271, 89);
}

function crc(text: string): number {
  let hash = 0;
  for (const c of text) hash = (hash * 31 + c.charCodeAt(0)) >>> 0;
  return (hash >>> 16) & 0x7fff;
}
