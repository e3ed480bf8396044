import { busyboxBanner } from '../busybox/banner';
import { isSysError } from '../../machine/errno';
import { resolveAddress, resolveName, ResolveError } from '../../machine/net/resolve';
import type { Applet, Io } from '../applet';
import { parseOptions } from '../options';

/** A round trip with three significant digits, as ping's tvsub lines have it. */
function milliseconds(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms >= 1 ? ms.toFixed(2) : ms.toFixed(3);
}

/** ping(8) of iputils and of BusyBox: -c -i -w -W -s -t -q -n -4 -6. */
export const ping: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'c:i:w:W:s:t:I:qnA46bfvOdRrUa', long: {} }, 2);
  const name = options.rest.at(-1);
  const busybox = io.flavour === 'busybox';
  if (name === undefined) {
    await io.err(busybox ? `${busyboxBanner(io.sys)}\n\nUsage: ping [OPTIONS] HOST` : 'ping: usage error: Destination address required');
    return 1;
  }
  const count = options.get('c') === undefined ? Infinity : Number(options.get('c'));
  if (options.has('c') && !/^[1-9]\d*$/.test(options.get('c')!)) {
    await io.complain(`invalid argument: '${options.get('c')}'`);
    return 1;
  }
  const size = Number(options.get('s') ?? 56);
  const interval = Number(options.get('i') ?? 1) * 1000;
  const wait = Number(options.get('W') ?? 10) * 1000;
  const deadline = options.get('w') === undefined ? Infinity : io.sys.now() + Number(options.get('w')) * 1000;
  let target: string;
  try {
    target = (await resolveName(io.sys, name, options.has('6') ? { family: 'inet6' } : options.has('4') ? { family: 'inet' } : {}))[0]!;
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    await io.complain(busybox ? `bad address '${name}'` : `${name}: ${error.message}`);
    return busybox ? 1 : 2;
  }
  const back = name !== target && !options.has('n') && !busybox ? await resolveAddress(io.sys, target) : undefined;
  const from = back ? `${back} (${target})` : target;
  await io.out(busybox ? `PING ${name} (${target}): ${size} data bytes\n` : `PING ${name}${target.includes(':') ? `(${target})` : ` (${target})`} ${size}(${size + (target.includes(':') ? 48 : 28)}) bytes of data.\n`);
  await io.flush();
  const start = io.sys.now();
  const trips: number[] = [];
  let sent = 0;
  let errors = 0;
  const summary = async (): Promise<number> => {
    const loss = sent === 0 ? 0 : Math.round(((sent - trips.length) / sent) * 100);
    const time = Math.round(io.sys.now() - start);
    await io.out(`\n--- ${name} ping statistics ---\n`);
    if (busybox) await io.out(`${sent} packets transmitted, ${trips.length} packets received, ${loss}% packet loss\n`);
    else await io.out(`${sent} packets transmitted, ${trips.length} received, ${errors > 0 ? `+${errors} errors, ` : ''}${loss}% packet loss, time ${time}ms\n`);
    if (trips.length > 0) {
      const average = trips.reduce((sum, one) => sum + one, 0) / trips.length;
      const [least, most] = [Math.min(...trips), Math.max(...trips)];
      const deviation = Math.sqrt(Math.max(0, trips.reduce((sum, one) => sum + one * one, 0) / trips.length - average * average));
      await io.out(busybox ? `round-trip min/avg/max = ${least.toFixed(3)}/${average.toFixed(3)}/${most.toFixed(3)} ms\n` : `rtt min/avg/max/mdev = ${least.toFixed(3)}/${average.toFixed(3)}/${most.toFixed(3)}/${deviation.toFixed(3)} ms\n`);
    } else if (!busybox) await io.out('\n');
    await io.flush();
    return trips.length > 0 ? 0 : 1;
  };
  let interrupted = false;
  io.sys.onSignal('SIGINT', () => {
    interrupted = true;
  });
  while (sent < count && io.sys.now() < deadline && !interrupted) {
    sent++;
    const at = io.sys.now();
    try {
      const reply = await io.sys.echo(target, { timeoutMs: Math.min(wait, deadline - at), sizeBytes: size, ...(options.has('t') && { ttl: Number(options.get('t')) }) });
      trips.push(reply.rttMs);
      if (!options.has('q')) await io.out(busybox ? `${size + 8} bytes from ${target}: seq=${sent - 1} ttl=${reply.ttl} time=${reply.rttMs.toFixed(3)} ms\n` : `${size + 8} bytes from ${from}: icmp_seq=${sent} ttl=${reply.ttl} time=${milliseconds(reply.rttMs)} ms\n`);
    } catch (error) {
      if (isSysError(error, 'EHOSTUNREACH')) {
        errors++;
        if (!busybox && !options.has('q')) await io.out(`From ${ownAddress(io)} icmp_seq=${sent} Destination Host Unreachable\n`);
      } else if (isSysError(error, 'ENETUNREACH')) {
        if (busybox) {
          await io.complain('sendto: Network is unreachable');
          return 1;
        }
        await io.err(sent === 1 ? 'ping: connect: Network is unreachable' : 'ping: sendmsg: Network is unreachable');
        if (sent === 1) return 2;
      } else if (!isSysError(error, 'ETIMEDOUT') && !isSysError(error, 'EINTR')) throw error;
    }
    await io.flush();
    if (sent >= count || interrupted) break;
    const left = interval - (io.sys.now() - at);
    if (left > 0) {
      try {
        await io.sys.sleep(Math.min(left, deadline - io.sys.now()));
      } catch (error) {
        if (!isSysError(error, 'EINTR')) throw error;
      }
    }
  }
  return summary();
};

function ownAddress(io: Io): string {
  return /^\S+/.exec(io.sys.hostname())?.[0] ?? 'localhost';
}

/** traceroute(8) and tracepath(8): one hop after another by rising time to live. */
export const traceroute: Applet = async (io) => {
  const options = await parseOptions(io, { short: 'nIm:q:w:4bT', long: {} }, 2);
  const name = options.rest[0];
  if (name === undefined) {
    await io.err('Usage: traceroute [ -46dFITnreAUDV ] host [ packetlen ]');
    return 2;
  }
  let target: string;
  try {
    target = (await resolveName(io.sys, name, { family: 'inet' }))[0]!;
  } catch (error) {
    if (!(error instanceof ResolveError)) throw error;
    await io.err(io.flavour === 'busybox' ? `traceroute: bad address '${name}'` : `${name}: ${error.message}\nCannot handle "host" cmdline arg \`${name}' on position 1 (argc 1)`);
    return io.flavour === 'busybox' ? 1 : 2;
  }
  const hops = Number(options.get('m') ?? 30);
  if (io.name === 'traceroute') await io.out(`traceroute to ${name} (${target}), ${hops} hops max, ${io.flavour === 'busybox' ? 46 : 60} byte packets\n`);
  for (let ttl = 1; ttl <= hops; ttl++) {
    const times: string[] = [];
    let from: string | undefined;
    for (let probe = 0; probe < 3; probe++) {
      try {
        const reply = await io.sys.echo(target, { ttl, timeoutMs: 5000 });
        from = reply.from;
        times.push(`${reply.rttMs.toFixed(3)} ms`);
      } catch (error) {
        if (!isSysError(error)) throw error;
        times.push('*');
      }
    }
    await io.out(`${String(ttl).padStart(2)}  ${from === undefined ? '* * *' : `${from} (${from})  ${times.join('  ')}`}\n`);
    await io.flush();
    if (from === target) return 0;
  }
  return 0;
};
