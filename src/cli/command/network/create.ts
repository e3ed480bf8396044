import { networkCreate } from '../../../client/network';
import { quote } from '../../../lib/govalue';
import { parseIp } from '../../opts/ip';
import { sortKeys, toMap } from '../../opts/validators';
import type { Flags } from '../../flags/parse';
import type { Verb } from '../../verb';

interface Prefix {
  text: string;
  bits: number;
  network: bigint;
  width: number;
}

function numeric(ip: string): { value: bigint; width: number } {
  if (!ip.includes(':')) return { value: ip.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n), width: 32 };
  const [head, tail] = ip.split('::') as [string, string | undefined];
  const groups = (half: string | undefined): string[] => (half ? half.split(':') : []);
  const left = groups(head);
  const right = groups(tail);
  const all = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return { value: all.reduce((sum, group) => sum * 65536n + BigInt(parseInt(group, 16)), 0n), width: 128 };
}

function parsePrefix(text: string): Prefix {
  const slash = text.indexOf('/');
  if (slash === -1) throw new Error(`netip.ParsePrefix(${quote(text)}): no '/'`);
  const ip = parseIp(text.slice(0, slash));
  if (ip === undefined) throw new Error(`netip.ParsePrefix(${quote(text)}): ParseAddr(${quote(text.slice(0, slash))}): unable to parse IP`);
  const { value, width } = numeric(ip);
  const bits = Number(text.slice(slash + 1));
  if (!/^\d+$/.test(text.slice(slash + 1)) || bits > width) throw new Error(`netip.ParsePrefix(${quote(text)}): prefix length out of range`);
  return { text, bits, network: value >> BigInt(width - bits), width };
}

function contains(prefix: Prefix, ip: string): boolean {
  const { value, width } = numeric(ip);
  return width === prefix.width && value >> BigInt(width - prefix.bits) === prefix.network;
}

/** consolidateIpam: subnets with the ranges, gateways and other addresses that belong to each. */
export function ipamConfig(flags: Flags): Record<string, unknown>[] {
  const subnets = flags.list('subnet');
  const ranges = flags.list('ip-range');
  const gateways = flags.list('gateway');
  const auxiliary = toMap(flags.list('aux-address'));
  if (subnets.length < ranges.length || subnets.length < gateways.length) throw new Error('every ip-range or gateway must have a corresponding subnet');
  const known: Prefix[] = [];
  const configs = new Map<Prefix, Record<string, unknown>>();
  for (const text of subnets) {
    const subnet = parsePrefix(text);
    for (const other of known) {
      if (contains(subnet, other.text.split('/')[0]!) || contains(other, text.split('/')[0]!)) {
        throw new Error('multiple overlapping subnet configuration is not supported');
      }
    }
    known.push(subnet);
    configs.set(subnet, { Subnet: text });
  }
  for (const range of ranges) {
    const owner = known.find((subnet) => contains(subnet, range.split('/')[0]!));
    if (!owner) throw new Error(`no matching subnet for range ${range}`);
    const config = configs.get(owner)!;
    if (config.IPRange !== undefined) throw new Error(`cannot configure multiple ranges (${range}, ${String(config.IPRange)}) on the same subnet (${owner.text})`);
    config.IPRange = range;
  }
  for (const gateway of gateways) {
    const owner = known.find((subnet) => contains(subnet, gateway));
    if (!owner) throw new Error(`no matching subnet for gateway ${gateway}`);
    const config = configs.get(owner)!;
    if (config.Gateway !== undefined) throw new Error(`cannot configure multiple gateways (${gateway}, ${String(config.Gateway)}) for the same subnet (${owner.text})`);
    config.Gateway = gateway;
  }
  for (const [name, address] of Object.entries(auxiliary)) {
    const ip = parseIp(address);
    const owner = ip === undefined ? undefined : known.find((subnet) => contains(subnet, ip));
    if (!owner) throw new Error(`no matching subnet for aux-address ${address}`);
    const config = configs.get(owner)!;
    config.AuxiliaryAddresses = { ...(config.AuxiliaryAddresses as object | undefined), [name]: address };
  }
  return known.map((subnet) => {
    const { Subnet, IPRange, Gateway, AuxiliaryAddresses } = configs.get(subnet)!;
    return { Subnet, IPRange, Gateway, AuxiliaryAddresses };
  });
}

/** `docker network create`. */
export const create: Verb = async ({ cli, flags, args }) => {
  const configs = ipamConfig(flags);
  const from = flags.string('config-from');
  const answer = await networkCreate(cli.client, {
    Name: args[0]!,
    Driver: flags.string('driver'),
    Scope: flags.string('scope'),
    EnableIPv4: flags.changed('ipv4') ? flags.bool('ipv4') : undefined,
    EnableIPv6: flags.changed('ipv6') ? flags.bool('ipv6') : undefined,
    IPAM: { Driver: flags.string('ipam-driver'), Options: sortKeys(toMap(flags.list('ipam-opt'))), Config: configs },
    Internal: flags.bool('internal'),
    Attachable: flags.bool('attachable'),
    Ingress: flags.bool('ingress'),
    ConfigOnly: flags.bool('config-only'),
    ConfigFrom: from === '' ? null : { Network: from },
    Options: sortKeys(toMap(flags.list('opt'))),
    Labels: sortKeys(toMap(flags.list('label'))),
  });
  if (answer.Warning) await cli.note(`WARNING: ${answer.Warning}`);
  await cli.line(answer.Id);
};
