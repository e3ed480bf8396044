import { EngineError } from '../../api/errors';
import type { Random } from '../../lib/random';
import { bits, contains, formatIp, formatPrefix, maskPrefix, overlaps, parseIp, parsePrefix, prefixSize, type Ip, type Prefix } from './ip';

/** A subnet of a network (IPAMConfig). */
export interface Pool {
  subnet: string;
  ipRange?: string;
  gateway: string;
  auxAddresses?: Record<string, string>;
}

/** Where subnets come from that nobody chose (moby daemon/libnetwork/ipamutils). */
export const DEFAULT_POOLS: readonly { base: string; size: number }[] = [
  ...Array.from({ length: 15 }, (_, i) => ({ base: `172.${17 + i}.0.0/16`, size: 16 })),
  { base: '192.168.0.0/16', size: 20 },
];

export function poolOverlap(): EngineError {
  return new EngineError('forbidden', 'invalid pool request: Pool overlaps with other one on this address space');
}

/** The first free subnet of the default pools. */
export function freeSubnet(pools: readonly { base: string; size: number }[], taken: readonly Prefix[]): Prefix {
  for (const pool of pools) {
    const base = parsePrefix(pool.base)!;
    const step = 1n << BigInt(bits(base.version) - pool.size);
    for (let value = base.value; value < base.value + prefixSize(base); value += step) {
      const candidate: Prefix = { version: base.version, value, length: pool.size };
      if (!taken.some((one) => overlaps(one, candidate))) return candidate;
    }
  }
  throw new EngineError('notFound', 'all predefined address pools have been fully subnetted');
}

/** A unique local IPv6 subnet (RFC 4193). */
export function uniqueLocalSubnet(random: Random): Prefix {
  let value = 0xfdn;
  for (const byte of random.bytes(7)) value = (value << 8n) | BigInt(byte);
  return { version: 6, value: value << 64n, length: 64 };
}

/** The first address of a subnet that a gateway takes. */
export function firstAddress(subnet: Prefix): string {
  return formatIp({ version: subnet.version, value: maskPrefix(subnet).value + 1n });
}

/** Addresses that are never given out: the network's own and an IPv4 broadcast. */
function reserved(subnet: Prefix, ip: Ip): boolean {
  const base = maskPrefix(subnet).value;
  return ip.value === base || (subnet.version === 4 && ip.value === base + prefixSize(subnet) - 1n);
}

/** The lowest free address of a pool, or the wanted one if it is free. */
export function allocate(pool: Pool, taken: ReadonlySet<string>, wanted?: string): string {
  const subnet = parsePrefix(pool.subnet)!;
  const used = new Set([...taken, pool.gateway, ...Object.values(pool.auxAddresses ?? {})]);
  if (wanted) {
    if (used.has(wanted)) throw new EngineError('forbidden', 'Address already in use');
    return wanted;
  }
  const range = pool.ipRange ? parsePrefix(pool.ipRange)! : subnet;
  const start = maskPrefix(range).value;
  for (let value = start; value < start + prefixSize(range); value++) {
    const ip: Ip = { version: subnet.version, value };
    const text = formatIp(ip);
    if (!reserved(subnet, ip) && !used.has(text)) return text;
  }
  throw new EngineError('forbidden', 'no available IPv4 addresses on this network\'s address pools: ' + pool.subnet);
}

/** Status.IPAM of network inspect: what is taken, and what could still be given. */
export function poolStatus(pool: Pool, taken: ReadonlySet<string>): { IPsInUse: number; DynamicIPsAvailable: number } {
  const subnet = parsePrefix(pool.subnet)!;
  const range = pool.ipRange ? parsePrefix(pool.ipRange)! : subnet;
  const used = new Set([...taken].filter((ip) => inPool(subnet, ip)));
  if (pool.gateway) used.add(pool.gateway);
  const base = maskPrefix(subnet).value;
  used.add(formatIp({ version: subnet.version, value: base }));
  if (subnet.version === 4) used.add(formatIp({ version: 4, value: base + prefixSize(subnet) - 1n }));
  const usedInRange = [...used].filter((ip) => inPool(range, ip)).length;
  const available = prefixSize(range) - BigInt(usedInRange);
  return { IPsInUse: used.size, DynamicIPsAvailable: available > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(available) };
}

export function inPool(subnet: Prefix, ip: string): boolean {
  const parsed = parseIp(ip);
  return parsed !== undefined && contains(subnet, parsed);
}

export { formatPrefix };
