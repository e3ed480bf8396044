import { decodeDns, dnsQuery, encodeDns } from '../lib/dns';
import { isSysError } from '../machine/errno';
import type { Sys } from '../machine/sys';

const TIMEOUT_MS = 5000;
const TRIES = 2;

/** A name that no resolver knows, in Go's words. */
export class LookupError extends Error {}

function textOf(sys: Sys, path: string): string {
  try {
    return sys.readText(path);
  } catch (error) {
    if (isSysError(error)) return '';
    throw error;
  }
}

/** A name's first address: /etc/hosts, then the name servers of /etc/resolv.conf (Go's net, pure resolver). */
export async function resolveHost(sys: Sys, name: string): Promise<string> {
  if (/^[\d.]+$/.test(name) || name.includes(':')) return name;
  const wanted = name.toLowerCase();
  for (const line of textOf(sys, '/etc/hosts').split('\n')) {
    const [address, ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address && !address.includes(':') && names.some((one) => one.toLowerCase() === wanted)) return address;
  }
  if (wanted === 'localhost') return '127.0.0.1';
  const servers = [...textOf(sys, '/etc/resolv.conf').matchAll(/^\s*nameserver\s+(\S+)/gm)].map((match) => match[1]!);
  for (const server of servers) {
    for (let i = 0; i < TRIES; i++) {
      const answer = await ask(sys, server, name);
      if (answer === undefined) continue;
      const record = answer.answers.find((one) => one.type === 'A');
      if (record) return record.data;
      throw new LookupError(`lookup ${name} on ${server}:53: no such host`);
    }
  }
  throw new LookupError(`lookup ${name}: ${servers.length === 0 ? 'no such host' : 'i/o timeout'}`);
}

async function ask(sys: Sys, server: string, name: string): Promise<ReturnType<typeof decodeDns>> {
  let fd: number;
  try {
    fd = sys.udp();
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  }
  try {
    const id = sys.random.below(65536);
    sys.sendTo(fd, encodeDns(dnsQuery(id, name, 'A')), { host: server, port: 53 });
    const ready = await sys.poll([{ fd, read: true }], TIMEOUT_MS);
    if (ready.length === 0) return undefined;
    const { bytes } = await sys.receiveFrom(fd);
    return decodeDns(bytes);
  } catch (error) {
    if (isSysError(error)) return undefined;
    throw error;
  } finally {
    sys.close(fd);
  }
}
