import type { KernelCore } from './kernel-core';
import type { CgroupData, NetData } from './kernel-snapshot';
import type { NetNamespaceImpl } from './net/namespace';
import { CgroupImpl } from './process/cgroup';

/** The control groups by path; parents come first in the data. */
export function restoreCgroups(core: KernelCore, data: readonly CgroupData[]): Map<string, CgroupImpl> {
  const groups = new Map<string, CgroupImpl>();
  for (const { path, limits, frozen, cpuUs, peakBytes, oomKills } of data) {
    const parent = groups.get(path.slice(0, path.lastIndexOf('/')) || '/');
    const group = new CgroupImpl(path, path === '/' ? undefined : parent, { ...limits });
    group.setUsage(cpuUs, peakBytes, oomKills);
    if (frozen) group.freeze();
    groups.set(path, group);
  }
  core.rootCgroup = groups.get('/')!;
  return groups;
}

/** The network namespaces by id, with their wires joined again. */
export function restoreNets(core: KernelCore, data: readonly NetData[]): Map<number, NetNamespaceImpl> {
  core.nets.clear();
  const nets = new Map<number, NetNamespaceImpl>();
  for (const each of data) {
    const ns = core.newNetNamespace(each.id);
    ns.links.clear();
    for (const link of each.links) {
      const made = ns.addLink(link.name, link.kind, link.mac, link.mtu, link.index);
      made.up = link.up;
      made.addresses = link.addresses.map((address) => ({ ...address }));
      [made.rxBytes, made.txBytes, made.rxPackets, made.txPackets] = link.counters;
      made.isolation = link.isolation && { ...link.isolation };
      made.uplink = link.uplink;
    }
    ns.staticRoutes = each.routes.map((route) => ({ ...route }));
    ns.nextPort = each.nextPort;
    ns.forwarding = each.forwarding;
    ns.unprivilegedPortStart = each.unprivilegedPortStart;
    for (const [name, value] of each.sysctls) ns.sysctls.set(name, value);
    nets.set(each.id, ns);
  }
  for (const each of data) {
    for (const { name, master, peer } of each.links) {
      const link = nets.get(each.id)!.link(name);
      if (master !== undefined) link.master = nets.get(each.id)!.link(master);
      if (peer) link.peer = nets.get(peer.ns)?.links.get(peer.name);
    }
  }
  return nets;
}
