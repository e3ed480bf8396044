import type { Kernel } from './kernel-types';
import { isIPv4 } from './net/address';
import type { NetNamespaceImpl } from './net/namespace';
import { SysError } from './errno';

type VethSpec = Parameters<Kernel['addVeth']>[0];

/** ip link add TYPE bridge. */
export function addBridge(ns: NetNamespaceImpl, name: string, addresses: Parameters<Kernel['addBridge']>[2], mac: string, mtu = 1500): void {
  const link = ns.addLink(name, 'bridge', mac, mtu);
  link.addresses = addresses.map((address) => ({ ...address }));
  link.up = true;
}

/** ip link add TYPE veth peer, one end put into a bridge, the other into a namespace with its addresses. */
export function addVeth(spec: VethSpec, hostMac: string): void {
  const host = spec.host as NetNamespaceImpl;
  const container = spec.container as NetNamespaceImpl;
  const bridge = host.link(spec.bridge);
  if (container.links.has(spec.containerName)) throw new SysError('EEXIST');
  const outer = host.addLink(spec.hostName, 'veth', hostMac, spec.mtu ?? bridge.mtu);
  const inner = container.addLink(spec.containerName, 'veth', spec.mac, spec.mtu ?? bridge.mtu);
  outer.peer = inner;
  inner.peer = outer;
  outer.master = bridge;
  outer.up = true;
  inner.up = true;
  inner.addresses = spec.addresses.map((address) => ({ ...address }));
}

/** ip route add. */
export function addRoute(ns: NetNamespaceImpl, route: { destination: string; gateway?: string; device: string }): void {
  ns.link(route.device);
  const family = (each: { destination: string; gateway?: string }): boolean => isIPv4((each.gateway ?? each.destination).replace(/\/.*/, ''));
  if (ns.staticRoutes.some((other) => other.destination === route.destination && family(other as never) === family(route))) throw new SysError('EEXIST');
  ns.staticRoutes.push({ destination: route.destination, gateway: route.gateway, device: route.device });
}

export function removeRoute(ns: NetNamespaceImpl, destination: string): void {
  const left = ns.staticRoutes.filter((route) => route.destination !== destination);
  if (left.length === ns.staticRoutes.length) throw new SysError('ESRCH');
  ns.staticRoutes = left;
}
