import { decodeDns, dnsAnswer, encodeDns, reverseName, type DnsRecord } from '../../lib/dns';
import type { InternetHost } from './types';

const TTL_S = 300;

/** What the internet's resolvers say about a question in wire format; undefined for bytes that aren't one. */
export function answerQuery(bytes: Uint8Array, hosts: readonly InternetHost[]): Uint8Array | undefined {
  const query = decodeDns(bytes);
  const question = query?.questions[0];
  if (!query || query.isResponse || !question) return undefined;
  const asked = question.name.toLowerCase();
  if (question.type === 'PTR') {
    const host = hosts.find((each) => reverseName(each.ip) === asked);
    if (!host?.names[0]) return encodeDns(dnsAnswer(query, [], 'NXDOMAIN'));
    return encodeDns(dnsAnswer(query, [{ name: question.name, type: 'PTR', ttl: TTL_S, data: host.names[0] }]));
  }
  const named = hosts.filter((each) => each.names.some((name) => name.toLowerCase() === asked));
  if (named.length === 0) return encodeDns(dnsAnswer(query, [], 'NXDOMAIN'));
  const answers: DnsRecord[] = [];
  for (const { ip } of named) {
    const type = ip.includes(':') ? 'AAAA' : 'A';
    if (question.type === type || question.type === 'ANY') answers.push({ name: question.name, type, ttl: TTL_S, data: ip });
  }
  return encodeDns(dnsAnswer(query, answers));
}
