import { busyboxBanner } from '../busybox/banner';
import { isSysError } from '../../machine/errno';
import { resolveName, ResolveError } from '../../machine/net/resolve';
import { inet, unix } from '../../machine/net/types';
import type { Applet, Io } from '../applet';
import { parseOptions } from '../options';
import { SERVICES } from './services';

/** Copies both ways until the far side ends (or the near one, with -N and in BusyBox). */
async function relay(io: Io, fd: number, closeAtEnd: boolean, quietMs: number | undefined): Promise<void> {
  let inputOver = false;
  for (;;) {
    const ready = await io.sys.poll([{ fd, read: true }, ...(inputOver ? [] : [{ fd: 0, read: true }])], quietMs);
    if (ready.length === 0) return;
    for (const one of ready) {
      const bytes = await io.sys.read(one.fd, 65536);
      if (one.fd === fd) {
        if (bytes.length === 0) return;
        await io.sys.write(1, bytes);
      } else if (bytes.length === 0) {
        inputOver = true;
        if (closeAtEnd) io.sys.shutdown(fd, 'write');
      } else await io.sys.write(fd, bytes);
    }
  }
}

/** nc(1): client, -l server, -z scan, -v, -u, -w, -U. */
export const nc: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'lzvunkNw:p:q:s:e:i:U46dtCG:', long: {} });
  const verbose = options.has('v');
  const timeoutMs = options.get('w') === undefined ? undefined : Number(options.get('w')) * 1000;
  const usage = async (): Promise<number> => {
    await io.err(io.flavour === 'busybox' ? `${busyboxBanner(io.sys)}\n\nUsage: nc [OPTIONS] HOST PORT  - connect\nnc [OPTIONS] -l -p PORT [HOST] [PORT]  - listen` : 'usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]\n\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]\n\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]\n\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]\n\t  [destination] [port]');
    return 1;
  };
  if (options.has('e')) {
    await io.err('dockyard: nc -e is not simulated');
    return 1;
  }
  if (options.has('l')) {
    const port = Number(options.get('p') ?? options.rest.at(-1));
    if (!Number.isInteger(port)) return usage();
    const host = options.rest.length > 1 ? options.rest[0]! : '0.0.0.0';
    if (options.has('u')) {
      const fd = io.sys.udp({ host, port });
      for (;;) await io.sys.write(1, (await io.sys.receiveFrom(fd)).bytes);
    }
    let server: number;
    try {
      server = io.sys.listen(inet(host, port));
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.err(io.flavour === 'busybox' ? `nc: bind: ${error.message}` : `nc: ${error.message}`);
      return 1;
    }
    if (verbose) await io.err(io.flavour === 'busybox' ? `listening on 0.0.0.0:${port} ...` : `Listening on ${host} ${port}`);
    do {
      const { fd, peer } = await io.sys.accept(server);
      if (verbose && peer.family === 'inet') await io.err(io.flavour === 'busybox' ? `connect to 0.0.0.0:${port} from ${peer.host}:${peer.port} (${peer.host}:${peer.port})` : `Connection received on ${peer.host} ${peer.port}`);
      await relay(io, fd, options.has('N'), undefined);
      io.sys.close(fd);
    } while (options.has('k'));
    return 0;
  }
  if (options.has('U')) {
    const path = options.rest[0];
    if (path === undefined) return usage();
    try {
      const fd = await io.sys.connect(unix(path));
      await relay(io, fd, options.has('N'), undefined);
      return 0;
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.err(`nc: unix connect failed: ${error.message}\nnc: ${path}: ${error.message}`);
      return 1;
    }
  }
  const [name, ports] = options.rest;
  if (name === undefined || ports === undefined) return usage();
  let addresses: string[];
  try {
    addresses = await resolveName(io.sys, name);
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    await io.err(io.flavour === 'busybox' ? `nc: bad address '${name}'` : `nc: getaddrinfo for host "${name}" port ${ports}: ${error.message}`);
    return 1;
  }
  const [first = 0, last = first] = ports.split('-').map(Number) as [number, number?];
  let status = 1;
  for (let port = first; port <= last; port++) {
    if (options.has('u')) {
      const fd = io.sys.udp();
      for (;;) {
        const bytes = await io.sys.read(0);
        if (bytes.length === 0) return 0;
        io.sys.sendTo(fd, bytes, { host: addresses[0]!, port });
      }
    }
    let failure: unknown;
    for (const ip of addresses) {
      try {
        const fd = await io.sys.connect(inet(ip, port), timeoutMs === undefined ? {} : { timeoutMs });
        failure = undefined;
        status = 0;
        if (verbose || (options.has('z') && verbose)) await io.err(io.flavour === 'busybox' ? `${name} (${ip}:${port}) open` : `Connection to ${name}${ip === name ? '' : ` (${ip})`} ${port} port [tcp/${SERVICES[port] ?? '*'}] succeeded!`);
        if (!options.has('z')) await relay(io, fd, options.has('N') || io.flavour === 'busybox', timeoutMs);
        io.sys.close(fd);
        break;
      } catch (error) {
        if (!isSysError(error)) throw error;
        failure = error;
        if (verbose || io.flavour === 'busybox') await io.err(io.flavour === 'busybox' ? `nc: ${name} (${ip}:${port}): ${error.message}` : `nc: connect to ${name}${ip === name ? '' : ` (${ip})`} port ${port} (tcp) failed: ${error.message}`);
      }
    }
    if (failure !== undefined && last === first) status = 1;
  }
  return status;
};

/** telnet(1): a raw connection with telnet's lines around it. */
export const telnet: Applet = async (io) => {
  const [name, port = '23'] = io.args.filter((arg) => !arg.startsWith('-'));
  if (name === undefined) {
    await io.err('dockyard: interactive telnet is not simulated');
    return 1;
  }
  let addresses: string[];
  try {
    addresses = await resolveName(io.sys, name);
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    await io.err(io.flavour === 'busybox' ? `telnet: bad address '${name}'` : `telnet: could not resolve ${name}/${port}: ${error.message}`);
    return 1;
  }
  for (const ip of addresses) {
    if (io.flavour === 'gnu') await io.out(`Trying ${ip}...\n`);
    try {
      const fd = await io.sys.connect(inet(ip, Number(port)));
      await io.out(io.flavour === 'gnu' ? `Connected to ${name}.\nEscape character is '^]'.\n` : `\rConnected to ${name}\n`);
      await io.flush();
      await relay(io, fd, true, undefined);
      await io.err('Connection closed by foreign host.');
      return 1;
    } catch (error) {
      if (!isSysError(error)) throw error;
      await io.err(io.flavour === 'gnu' ? `telnet: Unable to connect to remote host: ${error.message}` : `telnet: can't connect to remote host (${ip}): ${error.message}`);
    }
  }
  return 1;
};
