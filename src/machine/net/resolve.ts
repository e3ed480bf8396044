import { decodeDns, dnsQuery, encodeDns, reverseName, type DnsMessage, type DnsType } from '../../lib/dns';
import { isSysError } from '../errno';
import type { Sys } from '../sys';
import { canonicalIp, isIPv4, isIPv6, isLoopback } from './address';

/** Why a name has no address, with the texts of glibc's gai_strerror(3). */
export class ResolveError extends Error {
  constructor(readonly code: 'EAI_NONAME' | 'EAI_AGAIN' | 'EAI_NODATA' | 'EAI_FAIL') {
    super(MESSAGES[code]);
    this.name = 'ResolveError';
  }
}

const MESSAGES = {
  EAI_NONAME: 'Name or service not known',
  EAI_AGAIN: 'Temporary failure in name resolution',
  EAI_NODATA: 'No address associated with hostname',
  EAI_FAIL: 'Non-recoverable failure in name resolution',
} as const;

export type AddressFamily = 'inet' | 'inet6' | 'any';

/** What /etc/resolv.conf says (resolv.conf(5)). */
export interface ResolverConfig {
  servers: string[];
  search: string[];
  ndots: number;
  timeoutMs: number;
  attempts: number;
}

const MAX_SERVERS = 3;

export function parseResolvConf(source: string): ResolverConfig {
  const config: ResolverConfig = { servers: [], search: [], ndots: 1, timeoutMs: 5000, attempts: 2 };
  for (const line of source.split('\n')) {
    const [word, ...rest] = line.replace(/^\s*[#;].*/, '').trim().split(/\s+/);
    if (word === 'nameserver' && rest[0] && config.servers.length < MAX_SERVERS) config.servers.push(rest[0]);
    else if (word === 'search' || word === 'domain') config.search = rest;
    else if (word === 'options') for (const option of rest) applyOption(config, option);
  }
  if (config.servers.length === 0) config.servers.push('127.0.0.1');
  return config;
}

function applyOption(config: ResolverConfig, option: string): void {
  const [name, value] = option.split(':');
  const number = Number(value);
  if (!Number.isFinite(number)) return;
  if (name === 'ndots') config.ndots = Math.min(15, number);
  if (name === 'timeout') config.timeoutMs = Math.max(1, Math.min(30, number)) * 1000;
  if (name === 'attempts') config.attempts = Math.max(1, Math.min(5, number));
}

function readConfig(sys: Sys, path: string): string {
  try {
    return sys.readText(path);
  } catch (error) {
    if (isSysError(error)) return '';
    throw error;
  }
}

/** /etc/hosts as address and names (hosts(5)). */
export function parseHosts(source: string): { ip: string; names: string[] }[] {
  return source
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([ip = '', ...names]) => names.length > 0 && (isIPv4(ip) || isIPv6(ip)))
    .map(([ip = '', ...names]) => ({ ip, names }));
}

function wanted(ip: string, family: AddressFamily): boolean {
  return family === 'any' || isIPv4(ip) === (family === 'inet');
}

/**
 * getaddrinfo(3) as glibc does it with `hosts: files dns`: numbers, /etc/hosts, then the servers of
 * /etc/resolv.conf over the search list. Throws ResolveError. The best address comes first.
 */
export async function resolveName(sys: Sys, name: string, options: { family?: AddressFamily } = {}): Promise<string[]> {
  const family = options.family ?? 'any';
  const bare = name.replace(/^\[(.*)\]$/, '$1');
  if (isIPv4(bare) || isIPv6(bare)) {
    if (!wanted(bare, family)) throw new ResolveError('EAI_NONAME');
    return [bare];
  }
  const lower = bare.toLowerCase().replace(/\.$/, '');
  if (!/^[a-z0-9_]([a-z0-9_.-]*)$/.test(lower)) throw new ResolveError('EAI_NONAME');
  const local = parseHosts(readConfig(sys, '/etc/hosts')).filter((host) => host.names.some((each) => each.toLowerCase() === lower) && wanted(host.ip, family));
  if (local.length > 0) return prefer(local.map((host) => host.ip));
  const config = parseResolvConf(readConfig(sys, '/etc/resolv.conf'));
  let failure: ResolveError['code'] = 'EAI_NONAME';
  for (const candidate of candidates(bare, config)) {
    const result = await lookUp(sys, config, candidate, family);
    if (Array.isArray(result)) return prefer(result);
    if (result === 'EAI_AGAIN') throw new ResolveError(result);
    if (result === 'EAI_NODATA') failure = result;
  }
  throw new ResolveError(failure);
}

/** The names that are asked for, in order (res_search(3)). */
function candidates(name: string, config: ResolverConfig): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = config.search.filter((domain) => domain !== '.').map((domain) => `${name}.${domain}`);
  const dots = name.split('.').length - 1;
  return dots >= config.ndots ? [name, ...searched] : [...searched, name];
}

/** Loopback first, then IPv4: without a way out, other IPv6 addresses come last (RFC 6724). */
function prefer(addresses: readonly string[]): string[] {
  const rank = (ip: string): number => (ip === '::1' ? 0 : isLoopback(ip) || isIPv4(ip) ? 1 : 2);
  return [...new Set(addresses)].sort((a, b) => rank(a) - rank(b));
}

async function lookUp(sys: Sys, config: ResolverConfig, name: string, family: AddressFamily): Promise<string[] | ResolveError['code']> {
  const types: DnsType[] = family === 'inet' ? ['A'] : family === 'inet6' ? ['AAAA'] : ['A', 'AAAA'];
  const found: string[] = [];
  let code: ResolveError['code'] = 'EAI_NONAME';
  for (const type of types) {
    const answer = await askServers(sys, config, name, type);
    if (!answer) return found.length > 0 ? found : 'EAI_AGAIN';
    if (answer.rcode === 'NXDOMAIN') continue;
    if (answer.rcode !== 'NOERROR') return found.length > 0 ? found : 'EAI_AGAIN';
    code = 'EAI_NODATA';
    found.push(...answer.answers.filter((record) => record.type === type).map((record) => canonicalIp(record.data)));
  }
  return found.length > 0 ? found : code;
}

/** Asks the servers in turn; a server that fails hands on to the next. Undefined when none answered. */
async function askServers(sys: Sys, config: ResolverConfig, name: string, type: DnsType): Promise<DnsMessage | undefined> {
  let last: DnsMessage | undefined;
  for (let attempt = 0; attempt < config.attempts; attempt++) {
    for (const server of config.servers) {
      const answer = await askServer(sys, server, name, type, config.timeoutMs);
      if (answer && answer.rcode !== 'SERVFAIL' && answer.rcode !== 'REFUSED') return answer;
      last = answer ?? last;
    }
    if (last) return last;
  }
  return undefined;
}

/** One question to one server over UDP; undefined when nothing comes in time. */
export async function askServer(sys: Sys, server: string, name: string, type: DnsType, timeoutMs: number, port = 53): Promise<DnsMessage | undefined> {
  const query = dnsQuery(sys.random.below(65536), name, type);
  const fd = sys.udp(server.includes(':') ? { host: '::', port: 0 } : { host: '0.0.0.0', port: 0 });
  try {
    sys.sendTo(fd, encodeDns(query), { host: server, port });
    const deadline = sys.now() + timeoutMs;
    for (let left = timeoutMs; left > 0; left = deadline - sys.now()) {
      const ready = await sys.poll([{ fd, read: true }], left);
      if (ready.length === 0) return undefined;
      const answer = decodeDns((await sys.receiveFrom(fd)).bytes);
      if (answer?.isResponse && answer.id === query.id) return answer;
    }
    return undefined;
  } catch (error) {
    if (isSysError(error, 'ENETUNREACH') || isSysError(error, 'EINVAL')) return undefined;
    throw error;
  } finally {
    sys.close(fd);
  }
}

/** getnameinfo(3): the name of an address, from /etc/hosts or by PTR; undefined without one. */
export async function resolveAddress(sys: Sys, ip: string): Promise<string | undefined> {
  const wantedIp = canonicalIp(ip);
  const local = parseHosts(readConfig(sys, '/etc/hosts')).find((host) => canonicalIp(host.ip) === wantedIp);
  if (local) return local.names[0];
  const config = parseResolvConf(readConfig(sys, '/etc/resolv.conf'));
  const answer = await askServers(sys, config, reverseName(wantedIp), 'PTR');
  return answer?.answers.find((record) => record.type === 'PTR')?.data;
}
