import type { Applet, Io } from '../applet';
import { broadcast, interfaces, netmask, routes, type Interface } from './interfaces';

const OBJECTS = ['address', 'link', 'route', 'neighbour', 'neighbor', 'netns', 'rule', 'maddress', 'tunnel', 'monitor'];

function flags(one: Interface): string {
  const list = [!one.carrier && one.up ? 'NO-CARRIER' : '', one.loopback ? 'LOOPBACK' : 'BROADCAST,MULTICAST', one.up ? 'UP' : '', one.up && one.carrier ? 'LOWER_UP' : ''];
  return list.filter(Boolean).join(',');
}

const stateOf = (one: Interface): string => (one.loopback ? 'UNKNOWN' : one.up && one.carrier ? 'UP' : 'DOWN');

async function show(io: Io, one: Interface, withAddresses: boolean, family: string | undefined, busybox: boolean, oneLine: boolean): Promise<void> {
  const name = one.link === undefined ? one.name : `${one.name}@if${one.link}`;
  await io.out(`${one.index}: ${name}: <${flags(one)}> mtu ${one.loopback ? 65536 : one.mtu} qdisc noqueue ${one.master ? `master ${one.master} ` : ''}state ${stateOf(one)} ${busybox ? (one.loopback ? 'qlen 1000' : '') : `${withAddresses ? '' : 'mode DEFAULT '}group default ${one.loopback ? 'qlen 1000' : ''}`}${oneLine ? '\\' : '\n'}`);
  if (family === undefined || !withAddresses) await io.out(`    link/${one.loopback ? 'loopback' : 'ether'} ${one.mac} brd ${one.loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'}${one.link !== undefined && !busybox ? ' link-netnsid 0' : ''}\n`);
  if (!withAddresses) return;
  for (const { ip, prefix, scope, family: kind } of one.addresses) {
    if (family !== undefined && family !== kind) continue;
    const brd = kind === 'inet' && !one.loopback ? ` brd ${broadcast(ip, prefix)}` : '';
    await io.out(`    ${kind} ${ip}/${prefix}${brd} scope ${scope} ${kind === 'inet' ? one.name : ''}${kind === 'inet6' && scope === 'link' ? 'proto kernel_ll ' : ''}\n       valid_lft forever preferred_lft forever\n`);
  }
}

/** ip(8) of iproute2 and BusyBox: address, link, route and neigh are shown. */
export const ip: Applet = async (io) => {
  const args = [...io.args];
  let family: 'inet' | 'inet6' | undefined;
  let brief = false;
  let oneLine = false;
  while (args[0]?.startsWith('-')) {
    const option = args.shift()!;
    if (option === '-4') family = 'inet';
    else if (option === '-6') family = 'inet6';
    else if (option === '-br' || option === '-brief') brief = true;
    else if (option === '-o' || option === '-oneline') oneLine = true;
    else if (option === '-V' || option === '-Version') {
      await io.out('ip utility, iproute2-6.1.0, libbpf 1.1.0\n');
      return 0;
    } else if (option === '-f' || option === '-family') family = args.shift() === 'inet6' ? 'inet6' : 'inet';
    else if (!/^-(c|color.*|s|stats|d|details|r|p|n|h|iec|t|ts|a|all|j|json)$/.test(option)) {
      await io.err(`Option "${option}" is unknown, try "ip -help".`);
      return 255;
    } else if (option.startsWith('-j')) {
      await io.err('dockyard: ip -json is not simulated');
      return 1;
    }
  }
  const word = args.shift();
  if (word === undefined || word === 'help') {
    await io.err('Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }\n       ip [ -force ] -batch filename\nwhere  OBJECT := { address | addrlabel | fou | help | ila | ioam | l2tp | link |\n                   macsec | maddress | monitor | mptcp | mroute | mrule |\n                   neighbor | neighbour | netconf | netns | nexthop | ntable |\n                   ntbl | route | rule | sr | stats | tap | tcpmetrics |\n                   token | tunnel | tuntap | vrf | xfrm }');
    return word === undefined ? 255 : 0;
  }
  const object = OBJECTS.find((name) => name.startsWith(word));
  if (!object) {
    await io.err(`Object "${word}" is unknown, try "ip help".`);
    return 1;
  }
  const verb = args.shift() ?? 'show';
  const all = interfaces(io.sys);
  const shows = /^(s|sh|sho|show|l|ls|li|lis|list|lst)$/.test(verb);
  const named = (): string | undefined => {
    const rest = args.filter((arg) => arg !== 'dev' && arg !== 'up' && arg !== 'scope' && arg !== 'global');
    return rest[0] ?? (shows ? undefined : verb);
  };
  const busybox = io.flavour === 'busybox';
  if (object === 'address' || object === 'link') {
    if (!shows && verb !== 'dev') {
      if (!io.sys.credentials.caps.has('NET_ADMIN')) {
        await io.err(busybox ? `ip: ioctl 0x8914 failed: Operation not permitted` : 'RTNETLINK answers: Operation not permitted');
        return busybox ? 1 : 2;
      }
      if (object === 'link' && verb === 'set' && io.sys.credentials.caps.has('SYS_ADMIN')) {
        const name = args.find((arg) => arg !== 'dev')!;
        const kernel = io.sys.kernel();
        if (!all.some((one) => one.name === name)) {
          await io.err(`Cannot find device "${name}"`);
          return 1;
        }
        if (args.includes('up') || args.includes('down')) {
          kernel.setUp(kernel.host.net, name, args.includes('up'));
          return 0;
        }
      }
      if (object === 'link' && (verb === 'del' || verb === 'delete') && io.sys.credentials.caps.has('SYS_ADMIN')) {
        const name = args.find((arg) => arg !== 'dev')!;
        if (!all.some((one) => one.name === name)) {
          await io.err(`Cannot find device "${name}"`);
          return 1;
        }
        const kernel = io.sys.kernel();
        kernel.removeLink(kernel.host.net, name);
        return 0;
      }
      await io.err(`dockyard: ip ${word} ${verb} is not simulated`);
      return 1;
    }
    const name = verb === 'dev' ? args[0] : named();
    const chosen = name === undefined ? all : all.filter((one) => one.name === name);
    if (name !== undefined && chosen.length === 0) {
      await io.err(busybox ? `ip: can't find device '${name}'` : `Device "${name}" does not exist.`);
      return 1;
    }
    for (const one of chosen) {
      const shown = one.addresses.filter((address) => family === undefined || address.family === family);
      if (object === 'address' && family !== undefined && shown.length === 0) continue;
      if (brief) {
        const label = (one.link === undefined ? one.name : `${one.name}@if${one.link}`).padEnd(16);
        await io.out(object === 'address' ? `${label} ${stateOf(one).padEnd(14)} ${shown.map((address) => `${address.ip}/${address.prefix} `).join('')}\n` : `${label} ${stateOf(one).padEnd(14)} ${one.mac} <${flags(one)}> \n`);
      } else if (oneLine && object === 'address') {
        for (const address of shown) await io.out(`${one.index}: ${one.name}    ${address.family} ${address.ip}/${address.prefix}${address.family === 'inet' && !one.loopback ? ` brd ${broadcast(address.ip, address.prefix)}` : ''} scope ${address.scope} ${address.family === 'inet' ? one.name : ''}\\       valid_lft forever preferred_lft forever\n`);
      } else await show(io, one, object === 'address', family, busybox, oneLine);
    }
    return 0;
  }
  if (object === 'route') {
    if (verb === 'get') {
      const target = args[0] ?? '';
      const best = pick(io, target);
      if (!best) {
        await io.err('RTNETLINK answers: Network is unreachable');
        return 2;
      }
      const source = all.find((one) => one.name === best.device)?.addresses.find((address) => address.family === 'inet')?.ip;
      await io.out(`${target} ${best.gateway ? `via ${best.gateway} ` : ''}dev ${best.device} src ${source} uid ${io.sys.credentials.uid} \n    cache \n`);
      return 0;
    }
    if (!shows) {
      await io.err(io.sys.credentials.caps.has('NET_ADMIN') ? `dockyard: ip route ${verb} is not simulated` : 'RTNETLINK answers: Operation not permitted');
      return io.sys.credentials.caps.has('NET_ADMIN') ? 1 : 2;
    }
    if (family === 'inet6') return 0;
    for (const route of routes(io.sys).sort((a, b) => a.prefix - b.prefix)) {
      const source = all.find((one) => one.name === route.device);
      const address = source?.addresses.find((one) => one.family === 'inet');
      const down = source && !source.carrier ? ' linkdown' : '';
      if (args[0] === 'default' && route.prefix !== 0) continue;
      await io.out(route.gateway !== undefined || route.prefix === 0
        ? `${route.prefix === 0 ? 'default' : `${route.destination}/${route.prefix}`} via ${route.gateway ?? '0.0.0.0'} dev ${route.device} \n`
        : `${route.destination}/${route.prefix} dev ${route.device} ${busybox ? 'scope link ' : 'proto kernel scope link '}${address ? ` src ${address.ip}`.replace(/^ /, '') : ''}${down} \n`);
    }
    return 0;
  }
  if (shows && (object === 'neighbour' || object === 'neighbor' || object === 'netns')) return 0;
  if (object === 'rule' && shows) {
    await io.out('0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n');
    return 0;
  }
  await io.err(`dockyard: ip ${word} ${verb} is not simulated`);
  return 1;
};

function pick(io: Io, target: string) {
  const value = target.split('.').map(Number);
  if (value.length !== 4) return undefined;
  const number = value.reduce((sum, part) => sum * 256 + part, 0);
  return routes(io.sys).filter((route) => {
    const size = 2 ** (32 - route.prefix);
    const network = route.destination.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    return Math.floor(number / size) === Math.floor(network / size);
  }).sort((a, b) => b.prefix - a.prefix)[0];
}

/** ifconfig(8). */
export const ifconfig: Applet = async (io) => {
  const args = io.args.filter((arg) => !arg.startsWith('-'));
  if (args.length > 1) {
    await io.err(io.sys.credentials.caps.has('NET_ADMIN') ? 'dockyard: changing interfaces with ifconfig is not simulated' : 'SIOCSIFFLAGS: Operation not permitted');
    return 1;
  }
  const chosen = interfaces(io.sys).filter((one) => (args[0] === undefined ? one.up || io.args.includes('-a') : one.name === args[0]));
  if (chosen.length === 0 && args[0] !== undefined) {
    await io.err(io.flavour === 'busybox' ? `ifconfig: ${args[0]}: error fetching interface information: Device not found` : `${args[0]}: error fetching interface information: Device not found`);
    return 1;
  }
  const size = (bytes: number) => {
    let [value, unit] = [bytes, 'B'];
    for (const next of ['KiB', 'MiB', 'GiB']) if (value >= 1024) [value, unit] = [value / 1024, next];
    return `${bytes} (${value.toFixed(1)} ${unit})`;
  };
  for (const one of chosen.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const four = one.addresses.find((address) => address.family === 'inet');
    const sixes = one.addresses.filter((address) => address.family === 'inet6');
    const mtu = one.loopback ? 65536 : one.mtu;
    if (io.flavour === 'busybox') {
      await io.out(`${one.name.padEnd(10)}Link encap:${one.loopback ? 'Local Loopback  ' : `Ethernet  HWaddr ${one.mac.toUpperCase()}  `}\n`);
      if (four) await io.out(`          inet addr:${four.ip}${one.loopback ? '' : `  Bcast:${broadcast(four.ip, four.prefix)}`}  Mask:${netmask(four.prefix)}\n`);
      for (const six of sixes) await io.out(`          inet6 addr: ${six.ip}/${six.prefix} Scope:${six.scope === 'host' ? 'Host' : six.scope === 'link' ? 'Link' : 'Global'}\n`);
      await io.out(`          ${one.up ? 'UP ' : ''}${one.loopback ? 'LOOPBACK ' : 'BROADCAST '}${one.up && one.carrier ? 'RUNNING ' : ''}${one.loopback ? '' : 'MULTICAST '} MTU:${mtu}  Metric:1\n`);
      await io.out(`          RX packets:${one.rxPackets} errors:0 dropped:0 overruns:0 frame:0\n          TX packets:${one.txPackets} errors:0 dropped:0 overruns:0 carrier:0\n          collisions:0 txqueuelen:${one.loopback ? 1000 : 0} \n          RX bytes:${size(one.rxBytes)}  TX bytes:${size(one.txBytes)}\n\n`);
      continue;
    }
    const value = (one.up ? 1 : 0) + (one.loopback ? 8 : 2 + 4096) + (one.up && one.carrier ? 64 : 0);
    await io.out(`${one.name}: flags=${value}<${[one.up ? 'UP' : '', one.loopback ? 'LOOPBACK' : 'BROADCAST', one.up && one.carrier ? 'RUNNING' : '', one.loopback ? '' : 'MULTICAST'].filter(Boolean).join(',')}>  mtu ${mtu}\n`);
    if (four) await io.out(`        inet ${four.ip}  netmask ${netmask(four.prefix)}${one.loopback ? '' : `  broadcast ${broadcast(four.ip, four.prefix)}`}\n`);
    for (const six of sixes) await io.out(`        inet6 ${six.ip}  prefixlen ${six.prefix}  scopeid 0x${six.scope === 'host' ? '10<host>' : six.scope === 'link' ? '20<link>' : '0<global>'}\n`);
    await io.out(one.loopback ? '        loop  txqueuelen 1000  (Local Loopback)\n' : `        ether ${one.mac}  txqueuelen 0  (Ethernet)\n`);
    await io.out(`        RX packets ${one.rxPackets}  bytes ${size(one.rxBytes)}\n        RX errors 0  dropped 0  overruns 0  frame 0\n        TX packets ${one.txPackets}  bytes ${size(one.txBytes)}\n        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0\n\n`);
  }
  return 0;
};

/** route(8), shown only. */
export const route: Applet = async (io) => {
  if (io.args.some((arg) => arg === 'add' || arg === 'del')) {
    await io.err(io.sys.credentials.caps.has('NET_ADMIN') ? 'dockyard: changing routes with route is not simulated' : 'SIOCADDRT: Operation not permitted');
    return io.sys.credentials.caps.has('NET_ADMIN') ? 1 : 7;
  }
  const numeric = io.args.some((arg) => /^-\w*n/.test(arg));
  await io.out('Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n');
  for (const one of routes(io.sys).sort((a, b) => a.prefix - b.prefix)) {
    const destination = one.prefix === 0 && !numeric ? 'default' : one.destination;
    const gateway = one.gateway ?? '0.0.0.0';
    await io.out(`${destination.padEnd(15)} ${gateway.padEnd(15)} ${netmask(one.prefix).padEnd(15)} ${(one.gateway ? 'UG' : 'U').padEnd(5)} ${String(one.metric).padEnd(6)} 0        0 ${one.device}\n`);
  }
  return 0;
};

/** arp(8): neighbours aren't kept in the simulated network. */
export const arp: Applet = async () => 0;

/** brctl(8): show. */
export const brctl: Applet = async (io) => {
  if (io.args[0] !== 'show') {
    await io.err(io.args[0] === undefined ? 'Usage: brctl [commands]\ncommands:\n\tshow      \t[ <bridge> ]\t\tshow a list of bridges' : `dockyard: brctl ${io.args[0]} is not simulated`);
    return 1;
  }
  const all = interfaces(io.sys);
  await io.out('bridge name\tbridge id\t\tSTP enabled\tinterfaces\n');
  for (const bridge of all.filter((one) => one.isBridge)) {
    const ports = all.filter((one) => one.master === bridge.name).map((one) => one.name);
    await io.out(`${bridge.name}\t\t8000.${bridge.mac.replace(/:/g, '')}\tno\t\t${ports[0] ?? ''}\n`);
    for (const port of ports.slice(1)) await io.out(`\t\t\t\t\t\t\t${port}\n`);
  }
  return 0;
};
