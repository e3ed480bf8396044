import { invalid } from '../../api/errors';
import type { Filters } from '../../api/filters';
import type { Engine } from '../engine';
import { parseNanos } from '../go-time';
import { parseTimestamp } from '../timestamp';
import { prunableByLabels } from '../volumes/store';
import { poolStatus } from './ipam';
import { isPredefined, type NetworkRecord } from './store';

/** A network as `ls` shows it; `inspect` adds who is in it and how full it is. */
export function networkView(engine: Engine, network: NetworkRecord, detailed: boolean): Record<string, unknown> {
  const base = {
    Name: network.name, Id: network.id, Created: network.created, Scope: network.scope, Driver: network.driver, EnableIPv4: network.enableIpv4, EnableIPv6: network.enableIpv6,
    IPAM: {
      Driver: network.ipamDriver, Options: network.ipamOptions,
      Config: network.pools?.map((pool) => ({
        Subnet: pool.subnet, ...(pool.ipRange ? { IPRange: pool.ipRange } : {}), Gateway: pool.gateway, ...(pool.auxAddresses ? { AuxiliaryAddresses: pool.auxAddresses } : {}),
      })) ?? null,
    },
    Internal: network.internal, Attachable: network.attachable, Ingress: false, ConfigFrom: { Network: network.configFrom }, ConfigOnly: network.configOnly,
    Options: network.options, Labels: network.labels,
  };
  if (!detailed) return base;
  const endpoints = engine.networks.endpoints(network);
  const taken = new Set(endpoints.flatMap((one) => [one.ipAddress, one.ipv6Address]).filter((ip) => ip !== ''));
  const address = (ip: string, length: number): string => (ip ? `${ip}/${length}` : '');
  return {
    ...base,
    Containers: Object.fromEntries(endpoints.map((one) => [one.containerId, {
      Name: one.containerName, EndpointID: one.endpointId, MacAddress: one.macAddress, IPv4Address: address(one.ipAddress, one.ipPrefixLen), IPv6Address: address(one.ipv6Address, one.ipv6PrefixLen),
    }])),
    ...(network.pools && !network.configOnly ? { Status: { IPAM: { Subnets: Object.fromEntries(network.pools.map((pool) => [pool.subnet, poolStatus(pool, taken)])) } } } : {}),
  };
}

/** GET /networks (moby daemon/network/filter.go). */
export function listNetworks(engine: Engine, filters: Filters): NetworkRecord[] {
  filters.validate(['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type']);
  for (const type of filters.get('type')) if (type !== 'custom' && type !== 'builtin') throw invalid(`invalid filter: 'type'='${type}'`);
  const dangling = filters.has('dangling') ? filters.bool('dangling', false) : undefined;
  return engine.networks.all().filter((network) => {
    const builtin = isPredefined(network.name);
    const used = builtin || engine.networks.endpoints(network).length > 0;
    return (
      filters.exact('driver', network.driver) && filters.match('name', network.name) &&
      (filters.match('id', network.id) || filters.get('id').some((id) => network.id.startsWith(id))) &&
      (!filters.has('label') || filters.labels('label', network.labels)) && filters.exact('scope', network.scope) &&
      filters.exact('type', builtin ? 'builtin' : 'custom') && (dangling === undefined || dangling === !used)
    );
  });
}

/** POST /networks/prune. */
export function pruneNetworks(engine: Engine, filters: Filters): { NetworksDeleted: string[] | null } {
  filters.validate(['label', 'label!', 'until']);
  const until = filters.get('until')[0];
  const before = until === undefined ? undefined : parseTimestamp(until, engine.now());
  const deleted: string[] = [];
  for (const network of engine.networks.all()) {
    if (isPredefined(network.name) || network.configOnly || engine.networks.endpoints(network).length > 0) continue;
    if (before !== undefined && parseNanos(network.created) > before) continue;
    if (!prunableByLabels(filters, network.labels)) continue;
    engine.networks.discard(network);
    deleted.push(network.name);
  }
  engine.events.log('network', 'prune', '', { reclaimed: '0' });
  return { NetworksDeleted: deleted.length > 0 ? deleted : null };
}
