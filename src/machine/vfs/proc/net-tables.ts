import { ipToBig, isIPv4 } from '../../net/address';
import type { NetNamespace, SocketAddress, SocketInfo } from '../../net/types';
import { directory, file, type VirtualDirectory } from '../virtual-fs';

const TCP_STATES = { ESTABLISHED: '01', TIME_WAIT: '06', CLOSE_WAIT: '08', LISTEN: '0A', UNCONN: '07' } as const;

/** /proc/PID/net: the network namespace's tables (proc_pid_net(5)). */
export function netDirectory(net: () => NetNamespace): VirtualDirectory {
  const sockets = (protocol: SocketInfo['protocol']): SocketInfo[] => net().sockets().filter((socket) => socket.protocol === protocol);
  return directory({
    arp: file(() => 'IP address       HW type     Flags       HW address            Mask     Device\n'),
    dev: file(() => devText(net())),
    fib_trie: file(() => localTrieText(net())),
    if_inet6: file(() => inet6Text(net())),
    route: file(() => routeText(net())),
    snmp: file(() => 'Ip: Forwarding DefaultTTL\nIp: 1 64\n'),
    tcp: file(() => socketsText(sockets('tcp'), 8, false)),
    tcp6: file(() => socketsText(sockets('tcp6'), 32, false)),
    udp: file(() => socketsText(sockets('udp'), 8, true)),
    udp6: file(() => socketsText(sockets('udp6'), 32, true)),
    unix: file(() => unixText(sockets('unix'))),
  });
}

function devText(net: NetNamespace): string {
  const head =
    'Inter-|   Receive                                                |  Transmit\n' +
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';
  const rows = net.interfaces().map(({ name, rxBytes, rxPackets, txBytes, txPackets }) => {
    const received = `${String(rxBytes).padStart(8)}${String(rxPackets).padStart(8)}    0    0    0     0          0         0`;
    const sent = `${String(txBytes).padStart(9)}${String(txPackets).padStart(8)}    0    0    0     0       0          0`;
    return `${name.padStart(6)}:${received}${sent}\n`;
  });
  return head + rows.join('');
}

function routeText(net: NetNamespace): string {
  const pad = (line: string): string => `${line.padEnd(127)}\n`;
  const head = pad('Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT');
  const rows = net.routes().filter((route) => !route.destination.includes(':'));
  return head + rows.map(({ destination, gateway, device, metric }) => {
    const [network = '0.0.0.0', prefix = '32'] = destination === 'default' ? ['0.0.0.0', '0'] : destination.split('/');
    const bits = Number(prefix);
    const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
    const flags = gateway ? '0003' : '0001';
    return pad([device, hexAddress(network), hexAddress(gateway ?? '0.0.0.0'), flags, 0, 0, metric ?? 0, littleEndian(mask), 0, 0, 0].join('\t'));
  }).join('');
}

/** The leaves of the local table: how unprivileged programs learn IPv4 addresses without netlink. */
function localTrieText(net: NetNamespace): string {
  const own = net.interfaces().flatMap(({ addresses }) => addresses.filter(({ ip }) => isIPv4(ip)).map(({ ip }) => ip));
  const leaves = own.map((ip) => `     |-- ${ip}\n        /32 host LOCAL\n`).join('');
  return `Main:\n  +-- 0.0.0.0/0 3 0 5\n${leaves}Local:\n  +-- 0.0.0.0/0 3 0 5\n${leaves}`;
}

function inet6Text(net: NetNamespace): string {
  const scopes = { global: '00', link: '20', host: '10' } as const;
  return net.interfaces().flatMap(({ index, name, addresses }) =>
    addresses.filter(({ ip }) => ip.includes(':')).map(({ ip, prefix, scope }) => {
      const digits = ipToBig(ip).toString(16).padStart(32, '0');
      return `${digits} ${hexByte(index)} ${hexByte(prefix)} ${scopes[scope]} 80 ${name.padStart(8)}\n`;
    }),
  ).join('');
}

function socketsText(sockets: readonly SocketInfo[], width: number, isUdp: boolean): string {
  const [local, remote] = width === 8 ? ['local_address', 'rem_address  '] : ['local_address'.padEnd(width + 5), 'remote_address'.padEnd(width + 5)];
  const tail = isUdp ? ' ref pointer drops' : '';
  const line = (text: string): string => `${isUdp ? text : text.padEnd(width === 8 ? 149 : 0)}\n`;
  const head = line(`  sl  ${local} ${remote} st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode${tail}`);
  return head + sockets.map((socket, at) => {
    const ends = `${endpoint(socket.local, width)} ${endpoint(socket.peer, width)} ${TCP_STATES[socket.state]}`;
    const owner = `${String(socket.uid).padStart(5)}        0 ${socket.inode}`;
    const more = isUdp ? '2 0000000000000000 0' : '1 0000000000000000 100 0 0 10 0';
    return line(`${String(at).padStart(4)}: ${ends} 00000000:00000000 00:00000000 00000000 ${owner} ${more}`);
  }).join('');
}

function unixText(sockets: readonly SocketInfo[]): string {
  const rows = sockets.map(({ state, local, inode }) => {
    const listens = state === 'LISTEN';
    const path = local.family === 'unix' ? local.path : '';
    return `0000000000000000: 0000000${listens ? 2 : 3} 00000000 000${listens ? '1' : '0'}0000 0001 ${listens ? '01' : '03'} ${String(inode).padStart(5)}${path ? ` ${path}` : ''}\n`;
  });
  return `Num       RefCount Protocol Flags    Type St Inode Path\n${rows.join('')}`;
}

function endpoint(address: SocketAddress | undefined, width: number): string {
  const host = address?.family === 'inet' ? address.host : '';
  const port = address?.family === 'inet' ? address.port : 0;
  const digits = host ? hexAddress(host) : '';
  // An IPv4 address in a tcp6 socket is mapped: ::ffff:a.b.c.d.
  const full = width === 32 && digits.length === 8 ? (/^0+$/.test(digits) ? '' : `0000000000000000FFFF0000${digits}`) : digits;
  return `${full.padStart(width, '0')}:${port.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Each 32-bit word of an address as the host stores it, little-endian. */
function hexAddress(ip: string): string {
  if (isIPv4(ip)) return littleEndian(Number(ipToBig(ip)));
  const value = ipToBig(ip);
  return [96n, 64n, 32n, 0n].map((shift) => littleEndian(Number((value >> shift) & 0xffffffffn))).join('');
}

function littleEndian(word: number): string {
  return [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24].map(hexByte).join('').toUpperCase();
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}
