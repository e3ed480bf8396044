import type { InterfaceInfo, NetNamespace } from '../net/types';
import { directory, file, symlinkTo, VirtualFs, type VirtualDirectory, type VirtualNode } from './virtual-fs';

/** What sysfs asks of the kernel. */
export interface SysFsSource {
  readonly net: NetNamespace;
  readonly cpus: number;
  now(): number;
}

const SIZE = { size: 4096 };

/** /sys (sysfs(5)), as far as programs read it. /sys/fs/cgroup is empty: cgroup2 is mounted there. */
export class SysFs extends VirtualFs {
  constructor(source: SysFsSource, options: { dev: number }) {
    super('sysfs', options.dev, topDirectory(source), () => source.now());
  }
}

function fixed(text: string): VirtualNode {
  return file(() => `${text}\n`, SIZE);
}

function topDirectory(source: SysFsSource): VirtualDirectory {
  const empty = (): VirtualDirectory => directory({});
  return directory({
    block: directory({ sda: symlinkTo(() => '../devices/pci0000:00/block/sda') }),
    bus: empty(),
    class: directory({ block: directory({ sda: symlinkTo(() => '../../devices/pci0000:00/block/sda') }), net: netLinks(source), dmi: directory({ id: dmiDirectory() }) }),
    dev: empty(),
    devices: directory({ 'pci0000:00': directory({ block: directory({ sda: diskDirectory() }) }), system: directory({ cpu: cpuDirectory(source.cpus), node: directory({ online: fixed('0') }) }), virtual: directory({ net: netDevices(source), dmi: directory({ id: dmiDirectory() }) }) }),
    firmware: empty(),
    fs: directory({ cgroup: empty(), ext4: empty() }),
    hypervisor: empty(),
    kernel: directory({ mm: directory({ transparent_hugepage: directory({ enabled: fixed('always [madvise] never'), defrag: fixed('always defer defer+madvise [madvise] never') }) }), security: empty(), debug: empty(), tracing: empty(), ostype: fixed('Linux') }),
    module: directory({ bridge: empty(), br_netfilter: empty(), overlay: empty(), veth: empty() }),
    power: directory({ state: fixed('freeze mem') }),
  });
}

function dmiDirectory(): VirtualDirectory {
  return directory({ product_name: fixed('Dockyard'), sys_vendor: fixed('Dockyard'), bios_vendor: fixed('Dockyard') });
}

function diskDirectory(): VirtualDirectory {
  return directory({ dev: fixed('8:0'), size: fixed('134217728'), ro: fixed('0'), removable: fixed('0'), queue: directory({ rotational: fixed('0'), scheduler: fixed('[none] mq-deadline') }) });
}

function cpuDirectory(cpus: number): VirtualDirectory {
  const range = cpus > 1 ? `0-${cpus - 1}` : '0';
  const each = Array.from({ length: cpus }, (_, cpu): [string, VirtualNode] => [
    `cpu${cpu}`,
    directory({ online: fixed('1'), topology: directory({ core_id: fixed(String(cpu)), physical_package_id: fixed('0'), thread_siblings_list: fixed(String(cpu)) }) }),
  ]);
  return directory({ ...Object.fromEntries(each), kernel_max: fixed('8191'), offline: fixed(''), online: fixed(range), possible: fixed(range), present: fixed(range) });
}

function netLinks({ net }: SysFsSource): VirtualDirectory {
  return {
    kind: 'dir',
    names: () => net.interfaces().map(({ name }) => name),
    child: (name) => (find(net, name) ? symlinkTo(() => `../../devices/virtual/net/${name}`) : undefined),
  };
}

function netDevices({ net }: SysFsSource): VirtualDirectory {
  return {
    kind: 'dir',
    names: () => net.interfaces().map(({ name }) => name),
    child: (name) => {
      const info = find(net, name);
      return info && interfaceDirectory(net, info);
    },
  };
}

function find(net: NetNamespace, name: string): InterfaceInfo | undefined {
  return net.interfaces().find((info) => info.name === name);
}

/** /sys/class/net/NAME (Documentation/ABI/testing/sysfs-class-net). */
function interfaceDirectory(net: NetNamespace, info: InterfaceInfo): VirtualDirectory {
  const isLoopback = info.kind === 'loopback';
  const flags = (info.up ? 0x41 : 0) | (isLoopback ? 0x8 : 0x1002);
  const nodes: Record<string, VirtualNode> = {
    address: fixed(isLoopback ? '00:00:00:00:00:00' : info.mac),
    broadcast: fixed(isLoopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'),
    carrier: fixed(info.up ? '1' : '0'),
    dev_id: fixed('0x0'),
    duplex: fixed('full'),
    flags: fixed(`0x${flags.toString(16)}`),
    ifindex: fixed(String(info.index)),
    iflink: fixed(String(info.peerIndex ?? info.index)),
    mtu: fixed(String(info.mtu)),
    operstate: fixed(isLoopback ? 'unknown' : info.up ? 'up' : 'down'),
    speed: fixed('10000'),
    statistics: statistics(info),
    tx_queue_len: fixed('1000'),
    type: fixed(isLoopback ? '772' : '1'),
    uevent: fixed(`INTERFACE=${info.name}\nIFINDEX=${info.index}`),
  };
  if (info.kind === 'bridge') {
    const ports = net.interfaces().filter((port) => port.master === info.name);
    nodes.bridge = directory({ stp_state: fixed('0'), bridge_id: fixed(`8000.${info.mac.replaceAll(':', '')}`) });
    nodes.brif = directory(Object.fromEntries(ports.map(({ name }): [string, VirtualNode] => [name, symlinkTo(() => `../../${name}/brport`)])));
  }
  if (info.master) {
    const { master } = info;
    nodes.master = symlinkTo(() => `../${master}`);
  }
  return directory(nodes);
}

function statistics(info: InterfaceInfo): VirtualDirectory {
  const counters = { rx_bytes: info.rxBytes, rx_dropped: 0, rx_errors: 0, rx_packets: info.rxPackets, tx_bytes: info.txBytes, tx_dropped: 0, tx_errors: 0, tx_packets: info.txPackets };
  return directory(Object.fromEntries(Object.entries(counters).map(([name, count]): [string, VirtualNode] => [name, fixed(String(count))])));
}
