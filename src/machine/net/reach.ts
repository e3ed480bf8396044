import { canonicalIp } from './address';
import type { Link, NetNamespaceImpl } from './namespace';

/** Where packets to an address get to. */
export type Reach =
  | { kind: 'here'; ns: NetNamespaceImpl; source: string; links: readonly Link[]; hops: number; gateways: readonly string[] }
  | { kind: 'internet'; source: string; links: readonly Link[]; hops: number; gateways: readonly string[] }
  | { kind: 'unreachable'; code: 'ENETUNREACH' | 'EHOSTUNREACH' }
  /** Dropped on the way: nobody answers. */
  | { kind: 'silent' };

const MAX_HOPS = 8;

/**
 * Follows a packet from a namespace: own address, route, neighbour on the segment, forwarding by that neighbour's
 * namespace with Docker's isolation between bridges (DOCKER-ISOLATION chains), masquerade on leaving a bridge.
 */
export function reach(from: NetNamespaceImpl, destination: string): Reach {
  const dst = canonicalIp(destination);
  if (from.isLocal(dst)) {
    const lo = from.link('lo');
    return { kind: 'here', ns: from, source: dst, links: [lo, lo], hops: 0, gateways: [] };
  }
  return follow(from, dst, undefined, undefined, undefined, []);
}

function follow(ns: NetNamespaceImpl, dst: string, ingress: Link | undefined, sourceSoFar: string | undefined, firstLink: Link | undefined, gateways: string[]): Reach {
  if (gateways.length > MAX_HOPS) return { kind: 'silent' };
  const route = ns.lookup(dst);
  if (!route) return ingress ? { kind: 'silent' } : { kind: 'unreachable', code: 'ENETUNREACH' };
  const { link } = route;
  if (ingress && !mayForward(ns, ingress, link)) return { kind: 'silent' };
  // Leaving a container's bridge, the host's own address takes the container's place.
  const source = sourceSoFar === undefined || ingress?.isolation ? ns.sourceFor(link, dst) : sourceSoFar;
  const out = firstLink ?? link;
  if (link.uplink) return { kind: 'internet', source, links: [out, link], hops: gateways.length + 1, gateways };
  const next = canonicalIp(route.gateway ?? dst);
  const neighbour = findNeighbour(link, next);
  if (neighbour === 'blocked') return { kind: 'silent' };
  if (!neighbour) return { kind: 'unreachable', code: 'EHOSTUNREACH' };
  if (neighbour.ns.isLocal(dst)) return { kind: 'here', ns: neighbour.ns, source, links: [out, neighbour], hops: gateways.length, gateways };
  return follow(neighbour.ns, dst, neighbour, source, out, [...gateways, next]);
}

function mayForward(ns: NetNamespaceImpl, ingress: Link, egress: Link): boolean {
  if (!ns.forwarding) return false;
  if (ingress === egress) return true;
  if (ingress.isolation?.internal || egress.isolation?.internal) return false;
  return !(ingress.isolation && egress.isolation);
}

/** Who answers for an address on the segment that a link is part of (ARP, NDP). */
function findNeighbour(link: Link, ip: string): Link | 'blocked' | undefined {
  const has = (other: Link | undefined): boolean => !!other?.up && other.addresses.some((a) => canonicalIp(a.ip) === ip);
  const ports = (bridge: Link): Link[] => [...bridge.ns.links.values()].filter((port) => port.master === bridge && port.up && port.peer);
  if (link.kind === 'bridge') return ports(link).map((port) => port.peer!).find(has);
  const { peer } = link;
  if (!peer?.up) return undefined;
  if (!peer.master) return has(peer) ? peer : undefined;
  const bridge = peer.master;
  if (!bridge.up) return undefined;
  if (has(bridge)) return bridge;
  const found = ports(bridge).map((port) => port.peer!).find((other) => other !== link && has(other));
  return found && bridge.isolation?.icc === false ? 'blocked' : found;
}
