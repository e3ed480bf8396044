import { isSysError } from '../../machine/errno';
import { isIPv4 } from '../../machine/net/address';
import { resolveAddress, resolveName, ResolveError } from '../../machine/net/resolve';
import { inet } from '../../machine/net/types';
import { appletProgram, type Io } from '../applet';
import { formatDate } from '../coreutils/date-text';
import { SERVICES, TOP_PORTS } from './services';

const VERSION = '7.80';

/** Ports as -p gives them: `22,80`, `1-1024`, `-`; undefined when they are none. */
function parsePorts(spec: string): number[] | undefined {
  if (spec === '-') spec = '1-65535';
  const ports: number[] = [];
  for (const part of spec.split(',')) {
    const match = /^(?:T:)?(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) {
      const byName = Object.entries(SERVICES).find(([, name]) => name === part);
      if (!byName) return undefined;
      ports.push(Number(byName[0]));
      continue;
    }
    for (let port = Number(match[1]); port <= Number(match[2] ?? match[1]); port++) ports.push(port);
  }
  return ports;
}

type PortState = 'open' | 'closed' | 'filtered';

async function probe(io: Io, ip: string, port: number, timeoutMs: number): Promise<PortState> {
  try {
    io.sys.close(await io.sys.connect(inet(ip, port), { timeoutMs }));
    return 'open';
  } catch (error) {
    if (!isSysError(error)) throw error;
    return error.code === 'ECONNREFUSED' ? 'closed' : 'filtered';
  }
}

async function scan(io: Io, host: string, ports: readonly number[], options: { ping: boolean; showPing: boolean; onlyOpen: boolean }): Promise<boolean> {
  let addresses: string[];
  try {
    addresses = await resolveName(io.sys, host);
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    await io.err(`Failed to resolve "${host}".`);
    return false;
  }
  const ip = addresses.find(isIPv4) ?? addresses[0]!;
  let latency = 0;
  if (options.ping) {
    try {
      latency = (await io.sys.echo(ip, { timeoutMs: 1000 })).rttMs;
    } catch (error) {
      if (!isSysError(error)) throw error;
      return false;
    }
  }
  const reverse = host === ip ? await resolveAddress(io.sys, ip).catch(() => undefined) : undefined;
  await io.out(`Nmap scan report for ${host === ip ? (reverse ? `${reverse} (${ip})` : ip) : `${host} (${ip})`}\n`);
  await io.out(`Host is up${options.ping ? ` (${significant(latency / 1000)}s latency)` : ''}.\n`);
  const others = addresses.filter((address) => address !== ip);
  if (host === 'localhost' && others.length === 0) others.push('::1');
  if (others.length > 0) await io.out(`Other addresses for ${host} (not scanned): ${others.join(' ')}\n`);
  if (options.showPing) return true;
  const found: { port: number; state: PortState }[] = [];
  const timeout = Math.max(200, latency * 4);
  // Probes go out many at a time, as nmap's do.
  const queue = [...ports];
  const workers = Array.from({ length: 64 }, async () => {
    for (let port = queue.shift(); port !== undefined; port = queue.shift()) {
      found.push({ port, state: await probe(io, ip, port, timeout) });
      await io.sys.cpu(15);
    }
  });
  await Promise.all(workers);
  found.sort((a, b) => a.port - b.port);
  const count = (state: PortState) => found.filter((entry) => entry.state === state).length;
  const hidden = (['closed', 'filtered'] as const).filter((state) => count(state) > (options.onlyOpen ? 0 : 25));
  const shown = found.filter((entry) => entry.state === 'open' || (!options.onlyOpen && !hidden.includes(entry.state as 'closed')));
  if (shown.length === 0) {
    const state = hidden.length === 1 ? hidden[0]! : 'closed';
    await io.out(`All ${found.length} scanned ports on ${host === ip ? (reverse ? `${reverse} (${ip})` : ip) : `${host} (${ip})`} are ${state}\n`);
    return true;
  }
  await io.out(hidden.length === 0 ? '\n' : `Not shown: ${hidden.map((state) => `${count(state)} ${state} ports`).join(', ')}\n`);
  const rows = shown.map((entry) => [`${entry.port}/tcp`, entry.state, SERVICES[entry.port] ?? 'unknown']);
  const width = Math.max(...rows.map((row) => row[0]!.length), 4);
  const stateWidth = Math.max(...rows.map((row) => row[1]!.length), 5);
  await io.out(`${'PORT'.padEnd(width)} ${'STATE'.padEnd(stateWidth)} SERVICE\n`);
  for (const row of rows) await io.out(`${row[0]!.padEnd(width)} ${row[1]!.padEnd(stateWidth)} ${row[2]}\n`);
  return true;
}

/** Two significant digits, as nmap prints latencies. */
function significant(seconds: number): string {
  if (seconds >= 0.1) return seconds.toFixed(2);
  const text = Math.max(seconds, 0.000009).toPrecision(2);
  const digits = Math.max(2, Math.ceil(-Math.log10(Math.max(seconds, 0.000009))) + 1);
  return text.includes('e') ? Number(text).toFixed(digits) : text;
}

/** nmap(1): TCP connect scans of hosts, with -p, -F, -sn, -Pn, --open, --top-ports. */
export const nmap = appletProgram(async (io) => {
  const hosts: string[] = [];
  let ports: readonly number[] = TOP_PORTS;
  const options = { ping: true, showPing: false, onlyOpen: false };
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg === '--version' || arg === '-V') {
      await io.out(`Nmap version ${VERSION} ( https://nmap.org )\n`);
      return 0;
    }
    if (arg === '-p' || (arg.startsWith('-p') && arg.length > 2 && !arg.startsWith('-ps'))) {
      const spec = arg === '-p' ? (io.args[++i] ?? '') : arg.slice(2);
      const parsed = parsePorts(spec);
      if (!parsed) {
        await io.err(`Error #487: Your port specifications are illegal.  Example of proper form: "-100,200-1024,T:3000-4000,U:60000-"\nQUITTING!`);
        return 1;
      }
      ports = parsed;
    } else if (arg === '-F') ports = TOP_PORTS.slice(0, 100);
    else if (arg === '--top-ports') ports = TOP_PORTS.slice(0, Number(io.args[++i]));
    else if (arg === '-sn' || arg === '-sP') options.showPing = true;
    else if (arg === '-Pn' || arg === '-P0') options.ping = false;
    else if (arg === '--open') options.onlyOpen = true;
    else if (/^-(sT|sS|T[0-5]|v+|n|R|4|d)$/.test(arg) || arg === '--reason' || arg === '--unprivileged' || arg === '--privileged') continue;
    else if (arg.startsWith('-')) {
      await io.err(`dockyard: nmap ${arg} is not simulated`);
      return 1;
    } else hosts.push(arg);
  }
  if (hosts.length === 0) {
    await io.out(`Nmap ${VERSION} ( https://nmap.org )\nUsage: nmap [Scan Type(s)] [Options] {target specification}\n`);
    return 255;
  }
  const start = io.sys.now();
  await io.out(`Starting Nmap ${VERSION} ( https://nmap.org ) at ${formatDate('%Y-%m-%d %H:%M UTC', start)}\n`);
  let up = 0;
  let known = 0;
  for (const host of hosts) {
    const range = /^(\d+\.\d+\.\d+)\.(\d+)\/24$/.exec(host);
    for (const target of range ? Array.from({ length: 256 }, (_, n) => `${range[1]}.${n}`) : [host]) {
      if (!range || known >= 0) known++;
      if (await scan(io, target, ports, options)) {
        up++;
        await io.out(options.showPing ? '' : '\n');
      }
    }
  }
  if (up === 0 && known > 0 && hosts.length === 1) await io.out('Note: Host seems down. If it is really up, but blocking our ping probes, try -Pn\n');
  const seconds = ((io.sys.now() - start) / 1000).toFixed(2);
  await io.out(`Nmap done: ${known} IP ${known === 1 ? 'address' : 'addresses'} (${up} ${up === 1 ? 'host' : 'hosts'} up) scanned in ${seconds} seconds\n`);
  return 0;
});
