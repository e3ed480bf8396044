import type { Flags } from '../../flags/parse';
import { parseNetwork, type NetworkAttachment } from '../../opts/network';
import { sortKeys } from '../../opts/validators';

/** container.NetworkMode.IsUserDefined. */
export function isUserDefined(mode: string): boolean {
  return !['default', 'bridge', 'host', 'none'].includes(mode) && !mode.startsWith('container:');
}

/** The attachments that --network and its companions ask for, and the mode that the first one is. */
export function networking(flags: Flags): { mode: string; endpoints: Record<string, unknown> } {
  const given = [...flags.list<NetworkAttachment>('network'), ...flags.list<NetworkAttachment>('net')];
  const networks = given.length > 0 ? given : [parseNetwork('default')];
  const endpoints: Record<string, unknown> = {};
  let userDefined = false;
  let other = false;
  for (const [i, network] of networks.entries()) {
    if (isUserDefined(network.Target)) userDefined = true;
    else other = true;
    const merged = i === 0 ? applyFlags(network, flags) : network;
    const endpoint = endpointOf(merged);
    if (endpoints[network.Target] !== undefined) throw new Error(`network "${network.Target}" is specified multiple times`);
    // A plain mode says it all; the engine makes the endpoint by itself.
    if (i === 0 && given.length === 1 && isPlain(merged)) continue;
    endpoints[network.Target] = endpoint;
  }
  if (userDefined && other) throw new Error('conflicting options: cannot attach both user-defined and non-user-defined network-modes');
  return { mode: given[0]?.Target || 'default', endpoints: sortKeys(endpoints) };
}

function applyFlags(network: NetworkAttachment, flags: Flags): NetworkAttachment {
  const aliases = [...flags.list('network-alias'), ...flags.list('net-alias')];
  const links = flags.list('link');
  const locals = flags.list('link-local-ip');
  const conflict = (flag: string, what: string): Error => new Error(`conflicting options: cannot specify both --${flag} and ${what}`);
  if (network.Aliases?.length && aliases.length > 0) throw conflict('network-alias', 'per-network alias');
  if (network.Links?.length && links.length > 0) throw conflict('link', 'per-network links');
  if (network.IPv4Address !== '' && flags.string('ip') !== '') throw conflict('ip', 'per-network IPv4 address');
  if (network.IPv6Address !== '' && flags.string('ip6') !== '') throw conflict('ip6', 'per-network IPv6 address');
  if (network.MacAddress !== '' && flags.string('mac-address') !== '') throw conflict('mac-address', 'per-network MAC address');
  if (network.LinkLocalIPs?.length && locals.length > 0) throw conflict('link-local-ip', 'per-network link-local IP addresses');
  return {
    ...network,
    Aliases: aliases.length > 0 ? aliases : network.Aliases,
    Links: links.length > 0 && isUserDefined(network.Target) ? links : network.Links,
    IPv4Address: ipFlag(flags, 'ip') || network.IPv4Address,
    IPv6Address: ipFlag(flags, 'ip6') || network.IPv6Address,
    MacAddress: flags.string('mac-address') || network.MacAddress,
    LinkLocalIPs: locals.length > 0 ? locals : network.LinkLocalIPs,
  };
}

function ipFlag(flags: Flags, name: string): string {
  return flags.changed(name) ? flags.string(name) : '';
}

function isPlain(network: NetworkAttachment): boolean {
  return !(network.Aliases?.length || network.DriverOpts || network.Links?.length || network.IPv4Address || network.IPv6Address ||
    network.LinkLocalIPs?.length || network.MacAddress || network.GwPriority);
}

function endpointOf(network: NetworkAttachment): unknown {
  if (network.Target.trim() === '') throw new Error('no name set for network');
  if (!isUserDefined(network.Target)) {
    if (network.Aliases?.length) throw new Error('network-scoped aliases are only supported for user-defined networks');
    if (network.Links?.length) throw new Error('links are only supported for user-defined networks');
  }
  const ipam = {
    IPv4Address: network.IPv4Address || undefined,
    IPv6Address: network.IPv6Address || undefined,
    LinkLocalIPs: network.LinkLocalIPs?.length ? network.LinkLocalIPs : undefined,
  };
  return endpointSettings({
    IPAMConfig: Object.values(ipam).some((value) => value !== undefined) ? ipam : null,
    Links: network.Links?.length ? network.Links : null,
    Aliases: network.Aliases?.length ? network.Aliases : null,
    DriverOpts: network.DriverOpts && sortKeys(network.DriverOpts),
    GwPriority: network.GwPriority,
    MacAddress: network.MacAddress,
  });
}

/** network.EndpointSettings with everything that the engine fills in left empty, in the struct's order. */
export function endpointSettings(given: {
  IPAMConfig: unknown;
  Links: string[] | null;
  Aliases: string[] | null;
  DriverOpts: Record<string, string> | null;
  GwPriority: number;
  MacAddress?: string;
}): unknown {
  return {
    IPAMConfig: given.IPAMConfig,
    Links: given.Links,
    Aliases: given.Aliases,
    DriverOpts: given.DriverOpts,
    GwPriority: given.GwPriority,
    NetworkID: '',
    EndpointID: '',
    Gateway: '',
    IPAddress: '',
    MacAddress: given.MacAddress ?? '',
    IPPrefixLen: 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: null,
  };
}
