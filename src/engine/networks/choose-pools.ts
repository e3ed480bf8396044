import { invalid } from '../../api/errors';
import type { Random } from '../../lib/random';
import { formatPrefix, maskPrefix, overlaps, parseIp, parsePrefix, contains, type Prefix } from './ip';
import { firstAddress, freeSubnet, poolOverlap, uniqueLocalSubnet, type Pool } from './ipam';

export interface IpamRequest {
  Driver?: string;
  Options?: Record<string, string> | null;
  Config?: { Subnet?: string; IPRange?: string; Gateway?: string; AuxiliaryAddresses?: Record<string, string> | null; AuxAddress?: Record<string, string> }[] | null;
}

/** The subnets of a new network: those asked for, checked, and what is missing from the pools. */
export function choosePools(given: {
  request: IpamRequest;
  enableIpv4: boolean;
  enableIpv6: boolean;
  taken: readonly Prefix[];
  addressPools: readonly { base: string; size: number }[];
  random: Random;
  /** Host bits in a subnet are cleared instead of refused (dockerd --bip). */
  lenient?: boolean;
}): Pool[] {
  const pools: Pool[] = [];
  const faults: string[] = [];
  for (const config of given.request.Config ?? []) {
    if (!config.Subnet) continue;
    const parsed = parsePrefix(config.Subnet);
    if (!parsed) {
      faults.push(`invalid subnet ${config.Subnet}: invalid CIDR block notation`);
      continue;
    }
    const subnet = maskPrefix(parsed);
    if (subnet.value !== parsed.value && !given.lenient) faults.push(`invalid subnet ${config.Subnet}: it should be ${formatPrefix(subnet)}`);
    if (config.IPRange) {
      const range = parsePrefix(config.IPRange);
      if (!range) faults.push(`invalid ip-range ${config.IPRange}: invalid CIDR block notation`);
      else if (maskPrefix(range).value !== range.value) faults.push(`invalid ip-range ${config.IPRange}: it should be ${formatPrefix(maskPrefix(range))}`);
      else if (!contains(subnet, range) || range.length < subnet.length) faults.push(`invalid ip-range ${config.IPRange}: parent subnet ${config.Subnet} doesn't contain ip-range`);
    }
    if (config.Gateway) {
      const gateway = parseIp(config.Gateway);
      if (!gateway) faults.push(`invalid gateway ${config.Gateway}: invalid address`);
      else if (!contains(subnet, gateway)) faults.push(`invalid gateway ${config.Gateway}: parent subnet ${config.Subnet} doesn't contain this address`);
    }
    const aux = config.AuxiliaryAddresses ?? config.AuxAddress;
    pools.push({
      subnet: formatPrefix(subnet),
      ...(config.IPRange ? { ipRange: config.IPRange } : {}),
      gateway: config.Gateway || firstAddress(subnet),
      ...(aux && Object.keys(aux).length > 0 ? { auxAddresses: aux } : {}),
    });
  }
  if (faults.length > 0) throw invalid(`invalid network config:\n${faults.join('\n')}`);
  for (const pool of pools) if (given.taken.some((one) => overlaps(one, parsePrefix(pool.subnet)!))) throw poolOverlap();
  const has = (version: 4 | 6): boolean => pools.some((pool) => parsePrefix(pool.subnet)!.version === version);
  if (given.enableIpv4 && !has(4)) {
    const subnet = freeSubnet(given.addressPools, given.taken);
    pools.unshift({ subnet: formatPrefix(subnet), gateway: firstAddress(subnet) });
  }
  if (given.enableIpv6 && !has(6)) {
    const subnet = uniqueLocalSubnet(given.random);
    pools.push({ subnet: formatPrefix(subnet), gateway: firstAddress(subnet) });
  }
  return pools;
}
