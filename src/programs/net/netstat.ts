import { isSysError } from '../../machine/errno';
import type { Applet, Io } from '../applet';
import { read } from './interfaces';
import { SERVICES } from './services';

interface Socket {
  protocol: string;
  local: { host: string; port: number };
  peer: { host: string; port: number };
  state: string;
  inode: string;
  uid: string;
  owner: { pid: number; name: string; fd: number } | undefined;
}

const STATES: Readonly<Record<string, string>> = { '01': 'ESTABLISHED', '02': 'SYN_SENT', '06': 'TIME_WAIT', '07': '', '08': 'CLOSE_WAIT', '0A': 'LISTEN' };

function address(text: string): { host: string; port: number } {
  const [hex = '', port = '0'] = text.split(':');
  const words = hex.match(/.{8}/g)!.map((word) => word.match(/../g)!.reverse().map((byte) => parseInt(byte, 16)));
  if (words.length === 1) return { host: words[0]!.join('.'), port: parseInt(port, 16) };
  const bytes = words.flat();
  if (bytes.every((byte) => byte === 0)) return { host: '::', port: parseInt(port, 16) };
  if (bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1) return { host: '::1', port: parseInt(port, 16) };
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255) return { host: `::ffff:${bytes.slice(12).join('.')}`, port: parseInt(port, 16) };
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[i * 2]! * 256 + bytes[i * 2 + 1]!).toString(16));
  return { host: groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::'), port: parseInt(port, 16) };
}

/** Which process holds a socket, as the links of /proc/PID/fd tell those who may read them. */
function owners(io: Io): Map<string, { pid: number; name: string; fd: number }> {
  const found = new Map<string, { pid: number; name: string; fd: number }>();
  for (const info of io.sys.processes()) {
    try {
      for (const entry of io.sys.readdir(`/proc/${info.pid}/fd`)) {
        const inode = /^socket:\[(\d+)\]$/.exec(io.sys.readlink(`/proc/${info.pid}/fd/${entry.name}`))?.[1];
        if (inode !== undefined && !found.has(inode)) found.set(inode, { pid: info.pid, name: info.comm, fd: Number(entry.name) });
      }
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  return found;
}

function sockets(io: Io, protocols: readonly string[]): Socket[] {
  const holders = owners(io);
  return protocols.flatMap((protocol) =>
    read(io.sys, `/proc/net/${protocol}`).split('\n').slice(1).map((line) => line.trim().split(/\s+/)).filter((fields) => fields.length > 9).map((fields) => ({
      protocol, local: address(fields[1]!), peer: address(fields[2]!), state: STATES[fields[3]!] ?? '', uid: fields[7]!, inode: fields[9]!, owner: holders.get(fields[9]!),
    })));
}

function letters(args: readonly string[]): Set<string> {
  const set = new Set<string>();
  for (const arg of args) {
    if (arg.startsWith('--')) set.add({ tcp: 't', udp: 'u', listening: 'l', numeric: 'n', programs: 'p', program: 'p', processes: 'p', all: 'a', route: 'r', unix: 'x', summary: 's', interfaces: 'i' }[arg.slice(2)] ?? '');
    else if (arg.startsWith('-')) for (const letter of arg.slice(1)) set.add(letter);
  }
  return set;
}

const port = (number: number, numeric: boolean): string => (number === 0 ? '*' : numeric ? String(number) : (SERVICES[number] ?? String(number)));

/** netstat(8): -t -u -l -n -p -a -x; -r and -i lead to route and ifconfig. */
export const netstat: Applet = async (io) => {
  const flags = letters(io.args);
  if (flags.has('r')) return (await import('./ip')).route(io);
  const busybox = io.flavour === 'busybox';
  const numeric = flags.has('n');
  const onlyListening = flags.has('l');
  const any = flags.has('t') || flags.has('u') || flags.has('x');
  const protocols = [...(flags.has('t') || !any ? ['tcp', 'tcp6'] : []), ...(flags.has('u') || !any ? ['udp', 'udp6'] : [])];
  const kind = onlyListening ? '(only servers)' : flags.has('a') ? '(servers and established)' : '(w/o servers)';
  if (flags.has('p') && io.sys.credentials.euid !== 0) await io.err('(Not all processes could be identified, non-owned process info\n will not be shown, you would have to be root to see it all.)');
  await io.out(`Active Internet connections ${kind}\nProto Recv-Q Send-Q Local Address           Foreign Address         State       ${flags.has('p') ? 'PID/Program name    ' : ''}\n`);
  for (const one of sockets(io, protocols)) {
    const listens = one.state === 'LISTEN' || (one.protocol.startsWith('udp') && one.peer.port === 0);
    if (onlyListening ? !listens : !flags.has('a') && listens) continue;
    const end = (address: { host: string; port: number }) => `${!numeric && address.host === '127.0.0.1' ? 'localhost' : address.host}:${port(address.port, numeric)}`;
    const program = one.owner ? `${one.owner.pid}/${one.owner.name}` : '-';
    await io.out(`${one.protocol.padEnd(6)}${'0'.padStart(6)} ${'0'.padStart(6)} ${end(one.local).padEnd(23)} ${end(one.peer).padEnd(23)} ${one.state.padEnd(11)} ${flags.has('p') ? program.padEnd(busybox ? 0 : 20) : ''}\n`);
  }
  if (!any || flags.has('x')) {
    await io.out(`Active UNIX domain sockets ${kind}\nProto RefCnt Flags       Type       State         I-Node   ${flags.has('p') ? 'PID/Program name     ' : ''}Path\n`);
    for (const line of read(io.sys, '/proc/net/unix').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (fields.length < 7) continue;
      const listens = fields[3] === '00010000';
      if (onlyListening ? !listens : !flags.has('a') && listens) continue;
      await io.out(`unix  ${String(parseInt(fields[1]!, 16)).padEnd(6)} [ ${listens ? 'ACC' : '   '} ]     STREAM     ${(listens ? 'LISTENING' : 'CONNECTED').padEnd(13)} ${fields[6]!.padEnd(8)} ${fields[7] ?? ''}\n`);
    }
  }
  return 0;
};

/** ss(8): -t -u -l -n -p -a -x -4 -6 -H. */
export const ss: Applet = async (io) => {
  const flags = letters(io.args);
  const numeric = flags.has('n');
  const any = flags.has('t') || flags.has('u') || flags.has('x');
  if (flags.has('s')) {
    const all = sockets(io, ['tcp', 'tcp6', 'udp', 'udp6']);
    const tcp = all.filter((one) => one.protocol.startsWith('tcp'));
    await io.out(`Total: ${all.length}\nTCP:   ${tcp.length} (estab ${tcp.filter((one) => one.state === 'ESTABLISHED').length}, closed 0, orphaned 0, timewait 0)\n\n`);
    return 0;
  }
  const protocols = [...(flags.has('u') || !any ? ['udp', 'udp6'] : []), ...(flags.has('t') || !any ? ['tcp', 'tcp6'] : [])].filter((protocol) => (flags.has('4') ? !protocol.endsWith('6') : flags.has('6') ? protocol.endsWith('6') : true));
  const both = protocols.some((one) => one.startsWith('udp')) && protocols.some((one) => one.startsWith('tcp'));
  const rows: string[][] = [];
  for (const one of sockets(io, protocols)) {
    const udp = one.protocol.startsWith('udp');
    const listens = one.state === 'LISTEN' || (udp && one.peer.port === 0);
    if (flags.has('l') ? !listens : !flags.has('a') && listens) continue;
    const host = (text: string, isPeer: boolean) => (text === '::' ? (one.protocol.endsWith('6') ? '[::]' : '*') : isPeer && text === '0.0.0.0' ? '0.0.0.0' : text.includes(':') ? `[${text}]` : text);
    const state = udp ? 'UNCONN' : one.state === 'ESTABLISHED' ? 'ESTAB' : one.state.replace('_', '-');
    rows.push([...(both ? [udp ? 'udp' : 'tcp'] : []), state, '0', one.state === 'LISTEN' ? '4096' : '0', `${host(one.local.host, false)}:${port(one.local.port, numeric)}`, `${host(one.peer.host, true)}:${port(one.peer.port, numeric)}`, flags.has('p') && one.owner ? `users:(("${one.owner.name}",pid=${one.owner.pid},fd=${one.owner.fd}))` : '']);
  }
  const titles = [...(both ? ['Netid'] : []), 'State', 'Recv-Q', 'Send-Q', 'Local Address:Port', 'Peer Address:Port', 'Process'];
  const at = both ? 1 : 0;
  const split = (text: string) => [text.slice(0, text.lastIndexOf(':')), text.slice(text.lastIndexOf(':') + 1)] as const;
  const hostWidth = (k: number) => Math.max(k === 3 ? 13 : 12, ...rows.map((row) => split(row[k + at]!)[0].length));
  const portWidth = (k: number) => Math.max(4, ...rows.map((row) => split(row[k + at]!)[1].length));
  const line = (cells: readonly string[]) => [
    ...(both ? [cells[0]!.padEnd(5)] : []), cells[at]!.padEnd(6), cells[at + 1]!.padEnd(6), cells[at + 2]!.padEnd(6),
    ...[3, 4].map((k) => `${split(cells[at + k]!)[0].padStart(hostWidth(k))}:${split(cells[at + k]!)[1].padEnd(portWidth(k))}`), cells[at + 5]!,
  ].join(' ').trimEnd();
  if (!flags.has('H')) await io.out(`${line(titles)}\n`);
  for (const row of rows) await io.out(`${line(row)}\n`);
  return 0;
};
