import { busyboxBanner } from '../busybox/banner';
import { DNS_TYPES, reverseName, type DnsMessage, type DnsType } from '../../lib/dns';
import { isIPv4, isIPv6 } from '../../machine/net/address';
import { askServer, parseResolvConf } from '../../machine/net/resolve';
import type { Applet, Io } from '../applet';
import { formatDate } from '../coreutils/date-text';
import { read } from './interfaces';

function nameServers(io: Io): { servers: string[]; search: string[] } {
  const config = parseResolvConf(read(io.sys, '/etc/resolv.conf'));
  return { servers: config.servers, search: config.search };
}

/** Asks one server for a name, with the search list where the name has no dot. */
async function ask(io: Io, server: string, name: string, type: DnsType): Promise<{ answer: DnsMessage | undefined; asked: string }> {
  const { search } = nameServers(io);
  let last: { answer: DnsMessage | undefined; asked: string } = { answer: undefined, asked: name };
  for (const candidate of name.includes('.') ? [name.replace(/\.$/, '')] : [...search.filter((domain) => domain !== '.').map((domain) => `${name}.${domain}`), name]) {
    last = { answer: await askServer(io.sys, server, candidate, type, 5000), asked: candidate };
    if (!last.answer || last.answer.answers.length > 0) return last;
  }
  return last;
}

/** nslookup(1) of BIND and of BusyBox. */
export const nslookup: Applet = async (io) => {
  const operands = io.args.filter((arg) => !arg.startsWith('-'));
  const type = (/^-(?:type|query|q)=(\w+)$/i.exec(io.args.find((arg) => /^-(type|query|q)=/i.test(arg)) ?? '')?.[1]?.toUpperCase() ?? '') as DnsType | '';
  const name = operands[0];
  if (name === undefined) {
    await io.err(io.flavour === 'busybox' ? `${busyboxBanner(io.sys)}\n\nUsage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]` : 'dockyard: interactive nslookup is not simulated');
    return 1;
  }
  const server = operands[1] ?? nameServers(io).servers[0]!;
  const header = `Server:\t\t${server}\nAddress:\t${io.flavour === 'busybox' ? `${server}:53` : `${server}#53`}\n\n`;
  if (isIPv4(name) || isIPv6(name)) {
    const answer = await askServer(io.sys, server, reverseName(name), 'PTR', 5000);
    const found = answer?.answers.find((record) => record.type === 'PTR');
    if (io.flavour === 'busybox') await io.out(header);
    await io.out(found ? `${reverseName(name)}\tname = ${found.data}${io.flavour === 'busybox' ? '' : '.'}\n\n` : `** server can't find ${reverseName(name)}: NXDOMAIN\n${io.flavour === 'busybox' ? '\n' : ''}`);
    return found ? 0 : 1;
  }
  const types: DnsType[] = type === '' ? ['A', 'AAAA'] : [type];
  let found = 0;
  let isMissing = false;
  let printed = false;
  let asked = name;
  const lines: string[] = [];
  for (const one of types) {
    const result = await ask(io, server, name, one);
    asked = result.asked;
    if (!result.answer) {
      await io.out(io.flavour === 'busybox' ? ';; connection timed out; no servers could be reached\n\n' : `;; communications error to ${server}#53: timed out\n;; no servers could be reached\n\n`);
      return 1;
    }
    if (result.answer.rcode !== 'NOERROR') isMissing = true;
    for (const record of result.answer.answers) {
      found++;
      if (record.type === 'A' || record.type === 'AAAA') lines.push(`Name:\t${record.name}\nAddress: ${record.data}\n`);
      else lines.push(`${record.name}\t${record.type === 'CNAME' ? 'canonical name' : record.type === 'MX' ? 'mail exchanger' : record.type === 'NS' ? 'nameserver' : 'text'} = ${record.data}\n`);
      if (io.flavour === 'busybox') lines.push('\n');
    }
    if (io.flavour === 'busybox' && !printed) {
      await io.out(header);
      printed = true;
    }
  }
  if (io.flavour !== 'busybox') await io.out(header);
  if (found > 0) await io.out(`Non-authoritative answer:\n${lines.join('')}${io.flavour === 'busybox' ? '' : '\n'}`);
  else if (isMissing) await io.out(io.flavour === 'busybox' ? types.map(() => `** server can't find ${asked}: NXDOMAIN\n\n`).join('') : `** server can't find ${asked}: NXDOMAIN\n\n`);
  else await io.out(`*** Can't find ${name}: No answer\n\n`);
  return found > 0 ? 0 : 1;
};

/** host(1). */
export const host: Applet = async (io) => {
  const operands = io.args.filter((arg) => !arg.startsWith('-'));
  const name = operands[0];
  if (name === undefined) {
    await io.err('Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n            [-R number] [-m flag] [-p port] hostname [server]');
    return 1;
  }
  const server = operands[1] ?? nameServers(io).servers[0]!;
  if (isIPv4(name) || isIPv6(name)) {
    const answer = await askServer(io.sys, server, reverseName(name), 'PTR', 5000);
    const found = answer?.answers.find((record) => record.type === 'PTR');
    await io.out(found ? `${reverseName(name)} domain name pointer ${found.data}.\n` : `Host ${reverseName(name)}. not found: 3(NXDOMAIN)\n`);
    return found ? 0 : 1;
  }
  let found = 0;
  for (const type of ['A', 'AAAA'] as const) {
    const { answer } = await ask(io, server, name, type);
    if (!answer) {
      await io.out(';; communications error to ' + `${server}#53: timed out\n;; no servers could be reached\n`);
      return 1;
    }
    for (const record of answer.answers) {
      found++;
      await io.out(record.type === 'CNAME' ? `${record.name} is an alias for ${record.data}.\n` : `${record.name} has ${record.type === 'A' ? 'address' : 'IPv6 address'} ${record.data}\n`);
    }
  }
  if (found === 0) await io.out(`Host ${name} not found: 3(NXDOMAIN)\n`);
  return found > 0 ? 0 : 1;
};

/** dig(1): name, type, @server, +short, +noall +answer, -x, -t. */
export const dig: Applet = async (io) => {
  let name: string | undefined;
  let type: DnsType = 'A';
  let server = nameServers(io).servers[0]!;
  const flags = new Set<string>();
  for (let i = 0; i < io.args.length; i++) {
    const arg = io.args[i]!;
    if (arg.startsWith('@')) server = arg.slice(1);
    else if (arg.startsWith('+')) flags.add(arg.slice(1));
    else if (arg === '-x') {
      name = reverseName(io.args[++i] ?? '');
      type = 'PTR';
    } else if (arg === '-t') type = (io.args[++i] ?? 'A').toUpperCase() as DnsType;
    else if (Object.hasOwn(DNS_TYPES, arg.toUpperCase())) type = arg.toUpperCase() as DnsType;
    else if (!arg.startsWith('-') && arg.toUpperCase() !== 'IN') name = arg;
  }
  const asked = (name ?? '.').replace(/(.)\.$/, '$1');
  const start = io.sys.now();
  const answer = await askServer(io.sys, server, asked, type, 5000);
  const short = flags.has('short');
  if (!answer) {
    if (!short) await io.out(`;; communications error to ${server}#53: timed out\n;; communications error to ${server}#53: timed out\n;; communications error to ${server}#53: timed out\n\n; <<>> DiG 9.18.28-1~deb12u2-Debian <<>> ${io.args.join(' ')}\n;; global options: +cmd\n;; no servers could be reached\n`);
    return 9;
  }
  if (short) {
    for (const record of answer.answers) await io.out(`${record.data}${/^(CNAME|PTR|NS)$/.test(record.type) ? '.' : ''}\n`);
    return 0;
  }
  const lines = answer.answers.map((record) => `${`${record.name}.`.padEnd(24)}${record.ttl}\tIN\t${record.type}\t${record.data}${/^(CNAME|PTR|NS)$/.test(record.type) ? '.' : ''}\n`.replace(/^(\S{24,})(\d)/, '$1\t$2')).join('');
  if (flags.has('noall')) {
    await io.out(flags.has('answer') ? lines : '');
    return 0;
  }
  await io.out(`\n; <<>> DiG 9.18.28-1~deb12u2-Debian <<>> ${io.args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${answer.rcode}, id: ${answer.id}\n;; flags: qr rd ra; QUERY: 1, ANSWER: ${answer.answers.length}, AUTHORITY: 0, ADDITIONAL: 0\n\n;; QUESTION SECTION:\n;${`${asked}.`.padEnd(31)}IN\t${type}\n\n${lines === '' ? '' : `;; ANSWER SECTION:\n${lines}\n`}`);
  await io.out(`;; Query time: ${Math.round(io.sys.now() - start)} msec\n;; SERVER: ${server}#53(${server}) (UDP)\n;; WHEN: ${formatDate('%a %b %d %H:%M:%S UTC %Y', io.sys.now())}\n;; MSG SIZE  rcvd: ${40 + answer.answers.length * 16}\n\n`);
  return 0;
};
