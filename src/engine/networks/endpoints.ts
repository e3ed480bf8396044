import { EngineError, invalid } from '../../api/errors';
import type { NetNamespace } from '../../machine/net/types';
import type { Container } from '../containers/store';
import type { ContainerRecord, Endpoint } from '../containers/record';
import type { Engine } from '../engine';
import { allocate, inPool } from './ipam';
import { parseIp, parsePrefix } from './ip';
import type { ActiveEndpoint, NetworkRecord } from './store';

export function blankEndpoint(wanted: Partial<Endpoint> = {}): Endpoint {
  return {
    ipamConfig: null, links: null, aliases: null, driverOpts: null, gwPriority: 0, networkId: '', endpointId: '', gateway: '', ipAddress: '',
    macAddress: '', ipPrefixLen: 0, ipv6Gateway: '', globalIpv6Address: '', globalIpv6PrefixLen: 0, dnsNames: null, desiredMac: '', device: '', ...wanted,
  };
}

/** Endpoints of running containers in a network, read from the containers' own records. */
export function activeEndpoints(containers: readonly Container[], networkId: string): ActiveEndpoint[] {
  const found: ActiveEndpoint[] = [];
  for (const { record } of containers) {
    for (const one of Object.values(record.networks)) {
      if (one.networkId !== networkId || one.endpointId === '') continue;
      found.push({
        containerId: record.id, containerName: record.name, endpointId: one.endpointId, macAddress: one.macAddress, ipAddress: one.ipAddress,
        ipPrefixLen: one.ipPrefixLen, ipv6Address: one.globalIpv6Address, ipv6PrefixLen: one.globalIpv6PrefixLen,
      });
    }
  }
  return found;
}

/** Refuses endpoint settings that a network can't have (moby daemon/container_operations.go validateEndpointSettings). */
export function checkEndpoint(network: NetworkRecord, endpoint: Endpoint): void {
  const faults: string[] = [];
  const wanted = [endpoint.ipamConfig?.IPv4Address, endpoint.ipamConfig?.IPv6Address].filter((ip) => ip);
  const userDefined = network.driver === 'bridge' && network.name !== 'bridge';
  if (!userDefined) {
    if (wanted.length > 0) faults.push('user-specified IP address is supported on user-defined networks only');
    if ((endpoint.aliases ?? []).length > 0) faults.push('network-scoped aliases are only supported for user-defined networks');
  } else {
    for (const ip of wanted) {
      if (!parseIp(ip!)) faults.push(`invalid IPv4 address: ${ip}`);
      else if (!(network.pools ?? []).some((pool) => inPool(parsePrefix(pool.subnet)!, ip!))) faults.push(`no configured subnet contains IP address ${ip}`);
    }
  }
  if (endpoint.desiredMac && !/^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$/.test(endpoint.desiredMac)) faults.push(`invalid MAC address ${endpoint.desiredMac}`);
  if (faults.length > 0) throw invalid(`invalid endpoint settings:\n${faults.join('\n')}`);
}

function randomMac(engine: Engine): string {
  const bytes = engine.sys.random.bytes(6);
  bytes[0] = (bytes[0]! & 0xfc) | 0x02;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function takenAddresses(engine: Engine, network: NetworkRecord): Set<string> {
  return new Set([...engine.networks.reserved, ...engine.networks.endpoints(network).flatMap((one) => [one.ipAddress, one.ipv6Address])].filter((ip) => ip !== ''));
}

/** Names under which a user-defined network's DNS knows a container: its name, its aliases, its short id. */
function namesOf(record: ContainerRecord, endpoint: Endpoint): string[] {
  const own = record.config.Hostname !== record.id.slice(0, 12) ? [record.config.Hostname] : [];
  return [...new Set([record.name, ...(endpoint.aliases ?? []), record.id.slice(0, 12), ...own])].filter((name) => name !== '');
}

/** Joins a running sandbox to a network: addresses, a veth pair on its bridge, names; emits `connect`. */
export function plugEndpoint(engine: Engine, container: Container, network: NetworkRecord, net: NetNamespace | undefined): void {
  const endpoint = container.record.networks[network.name]!;
  const { kernel } = engine;
  endpoint.networkId = network.id;
  endpoint.endpointId = engine.sys.random.hex(32);
  if (network.driver === 'bridge' && net) {
    const taken = takenAddresses(engine, network);
    const addresses: { ip: string; prefix: number; scope: 'global' }[] = [];
    for (const pool of network.pools ?? []) {
      const subnet = parsePrefix(pool.subnet)!;
      const wanted = subnet.version === 4 ? endpoint.ipamConfig?.IPv4Address : endpoint.ipamConfig?.IPv6Address;
      if (wanted && !inPool(subnet, wanted)) continue;
      if (addresses.some((one) => one.ip.includes(':') === (subnet.version === 6))) continue;
      try {
        const ip = allocate(pool, taken, wanted || undefined);
        addresses.push({ ip, prefix: subnet.length, scope: 'global' });
        if (subnet.version === 4) [endpoint.gateway, endpoint.ipAddress, endpoint.ipPrefixLen] = [network.internal ? '' : pool.gateway, ip, subnet.length];
        else [endpoint.ipv6Gateway, endpoint.globalIpv6Address, endpoint.globalIpv6PrefixLen] = [network.internal ? '' : pool.gateway, ip, subnet.length];
      } catch (error) {
        clearEndpoint(endpoint);
        throw error;
      }
    }
    endpoint.macAddress = endpoint.desiredMac || randomMac(engine);
    const used = new Set(net.interfaces().map((one) => one.name));
    let number = 0;
    while (used.has(`eth${number}`)) number++;
    endpoint.device = `eth${number}`;
    kernel.addVeth({
      host: kernel.host.net, hostName: `veth${engine.sys.random.hex(4).slice(0, 7)}`, bridge: network.bridge, container: net,
      containerName: endpoint.device, mac: endpoint.macAddress, addresses, mtu: Number(network.options['com.docker.network.driver.mtu'] ?? 1500),
    });
    if (network.name !== 'bridge') endpoint.dnsNames = namesOf(container.record, endpoint);
  }
  engine.events.log('network', 'connect', network.id, { container: container.id, name: network.name, type: network.driver });
}

/** Takes a sandbox out of a network; `net` is undefined when the namespace itself goes. Emits `disconnect`. */
export function unplugEndpoint(engine: Engine, container: Container, name: string, net: NetNamespace | undefined): void {
  const endpoint = container.record.networks[name];
  if (!endpoint || endpoint.endpointId === '') return;
  if (net && endpoint.device) engine.kernel.removeLink(net, endpoint.device);
  const network = engine.networks.byId(endpoint.networkId);
  clearEndpoint(endpoint);
  if (network) engine.events.log('network', 'disconnect', network.id, { container: container.id, name: network.name, type: network.driver });
}

function clearEndpoint(endpoint: Endpoint): void {
  Object.assign(endpoint, {
    endpointId: '', gateway: '', ipAddress: '', macAddress: '', ipPrefixLen: 0, ipv6Gateway: '', globalIpv6Address: '', globalIpv6PrefixLen: 0,
    dnsNames: null, device: '',
  });
}

/** The endpoint that leads out: the highest priority, then by network name; internal networks never. */
export function gatewayEndpoint(engine: Engine, record: ContainerRecord): { network: NetworkRecord; endpoint: Endpoint } | undefined {
  return Object.entries(record.networks)
    .map(([name, endpoint]) => ({ network: engine.networks.byId(endpoint.networkId), endpoint, name }))
    .filter((one) => one.network?.driver === 'bridge' && !one.network.internal && one.endpoint.endpointId !== '')
    .sort((a, b) => b.endpoint.gwPriority - a.endpoint.gwPriority || (a.name < b.name ? -1 : 1))
    .map((one) => ({ network: one.network!, endpoint: one.endpoint }))[0];
}

/** Points the sandbox's default route at its gateway endpoint. */
export function setDefaultRoute(engine: Engine, record: ContainerRecord, net: NetNamespace): void {
  if (net.routes().some((route) => route.destination === 'default')) engine.kernel.removeRoute(net, 'default');
  const out = gatewayEndpoint(engine, record);
  if (out?.endpoint.gateway) engine.kernel.addRoute(net, { destination: 'default', gateway: out.endpoint.gateway, device: out.endpoint.device });
}

/** The networks that a container joins at its start; the one of its mode first. */
export function startOrder(record: ContainerRecord): string[] {
  const names = Object.keys(record.networks);
  const first = record.hostConfig.NetworkMode;
  return names.includes(first) ? [first, ...names.filter((name) => name !== first)] : names;
}

/** `host` and `none` can't be had beside others (moby runconfig.ErrConflict…). */
export function refuseMixedNetworks(names: readonly string[], id: (name: string) => NetworkRecord | undefined): void {
  if (names.length < 2) return;
  const drivers = names.map((name) => id(name)?.driver);
  if (drivers.includes('null')) {
    throw new EngineError('forbidden', 'container cannot be connected to multiple networks with one of the networks in private (none) mode');
  }
  if (drivers.includes('host')) {
    throw new EngineError('forbidden', 'container cannot be connected to multiple networks with one of the networks in host mode');
  }
}
