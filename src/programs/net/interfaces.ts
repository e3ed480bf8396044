import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';

/** A network interface as /proc and /sys tell of it, without privileges. */
export interface Interface {
  index: number;
  name: string;
  loopback: boolean;
  up: boolean;
  mtu: number;
  mac: string;
  /** Index of a veth's other end. */
  link: number | undefined;
  master: string | undefined;
  isBridge: boolean;
  /** A bridge without a port that is up carries nothing. */
  carrier: boolean;
  addresses: { ip: string; prefix: number; scope: string; family: 'inet' | 'inet6' }[];
  rxBytes: number;
  rxPackets: number;
  txBytes: number;
  txPackets: number;
}

export interface RouteRow {
  device: string;
  destination: string;
  gateway: string | undefined;
  prefix: number;
  metric: number;
}

export function read(sys: Sys, path: string): string {
  try {
    return sys.readText(path);
  } catch (error) {
    if (isSysError(error)) return '';
    throw error;
  }
}

const dotted = (hex: string): string => [6, 4, 2, 0].map((at) => parseInt(hex.slice(at, at + 2), 16)).join('.');
export const toNumber = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function bits(mask: string): number {
  return toNumber(mask).toString(2).replace(/0/g, '').length;
}

/** /proc/net/route. */
export function routes(sys: Sys): RouteRow[] {
  return read(sys, '/proc/net/route').split('\n').slice(1).map((line) => line.trim().split(/\s+/)).filter((fields) => fields.length > 7).map((fields) => ({
    device: fields[0]!, destination: dotted(fields[1]!), gateway: fields[2] === '00000000' ? undefined : dotted(fields[2]!), metric: Number(fields[6]), prefix: bits(dotted(fields[7]!)),
  }));
}

/** Sixteen bytes in hexadecimal as an IPv6 address, the longest run of zeros shortened. */
function ipv6(hex: string): string {
  const groups = hex.match(/.{4}/g)!.map((group) => parseInt(group, 16).toString(16));
  const runs = [...groups.join(':').matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((a, b) => b[0].length - a[0].length);
  const text = groups.join(':');
  if (!runs[0]) return text;
  const at = runs[0].index;
  return `${text.slice(0, at)}::${text.slice(at + runs[0][0].length).replace(/^:/, '')}`;
}

export function interfaces(sys: Sys): Interface[] {
  const locals = [...new Set([...read(sys, '/proc/net/fib_trie').matchAll(/\|-- (\S+)\n\s+\/32 host LOCAL/g)].map((match) => match[1]!))];
  const connected = routes(sys).filter((route) => route.gateway === undefined && route.prefix > 0);
  const sixes = read(sys, '/proc/net/if_inet6').split('\n').map((line) => line.trim().split(/\s+/)).filter((fields) => fields.length === 6);
  const found = read(sys, '/proc/net/dev').split('\n').slice(2).map((line) => /^\s*([^:]+):\s*(.*)$/.exec(line)).filter((match) => match !== null);
  return found.map((match): Interface => {
    const name = match[1]!;
    const counters = match[2]!.split(/\s+/).map(Number);
    const get = (file: string) => read(sys, `/sys/class/net/${name}/${file}`).trim();
    const index = Number(get('ifindex'));
    const link = Number(get('iflink'));
    const loopback = get('type') === '772' || name === 'lo';
    const four = locals.filter((ip) => (loopback ? ip.startsWith('127.') : connected.some((route) => route.device === name && sameNetwork(ip, route.destination, route.prefix)))).map((ip) => ({
      ip, prefix: loopback ? 8 : connected.find((route) => route.device === name && sameNetwork(ip, route.destination, route.prefix))!.prefix, scope: loopback ? 'host' : 'global', family: 'inet' as const,
    }));
    const six = sixes.filter((fields) => fields[5] === name).map((fields) => ({ ip: ipv6(fields[0]!), prefix: parseInt(fields[2]!, 16), scope: { '00': 'global', '20': 'link', '10': 'host' }[fields[3]!] ?? 'global', family: 'inet6' as const }));
    let master: string | undefined;
    try {
      master = sys.readlink(`/sys/class/net/${name}/master`).replace(/^.*\//, '');
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
    const isBridge = sys.access(`/sys/class/net/${name}/bridge`, '');
    const ports = isBridge ? sys.readdir(`/sys/class/net/${name}/brif`).length : 0;
    return {
      index, name, loopback, up: parseInt(get('flags') || '0', 16) % 2 === 1, mtu: Number(get('mtu')), mac: get('address'), link: link !== index && link > 0 ? link : undefined, master, isBridge,
      carrier: !isBridge || ports > 0, addresses: [...four, ...six], rxBytes: counters[0] ?? 0, rxPackets: counters[1] ?? 0, txBytes: counters[8] ?? 0, txPackets: counters[9] ?? 0,
    };
  }).sort((a, b) => a.index - b.index);
}

export function sameNetwork(ip: string, network: string, prefix: number): boolean {
  const shift = 2 ** (32 - prefix);
  return Math.floor(toNumber(ip) / shift) === Math.floor(toNumber(network) / shift);
}

export function broadcast(ip: string, prefix: number): string {
  const size = 2 ** (32 - prefix);
  const last = Math.floor(toNumber(ip) / size) * size + size - 1;
  return fromNumber(last);
}

export function fromNumber(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

export function netmask(prefix: number): string {
  return fromNumber(2 ** 32 - 2 ** (32 - prefix));
}
