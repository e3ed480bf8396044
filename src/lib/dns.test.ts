import { expect, test } from 'vitest';
import { decodeDns, dnsAnswer, dnsQuery, encodeDns, reverseName, type DnsRecord } from './dns';

test('a question as RFC 1035 writes it', () => {
  const bytes = encodeDns(dnsQuery(0x1234, 'www.example.com', 'A'));
  expect([...bytes]).toEqual([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 119, 119, 119, 7, ...Buffer.from('example'), 3, 99, 111, 109, 0, 0, 1, 0, 1]);
});

test('answers come back as they were', () => {
  const answers: DnsRecord[] = [
    { name: 'a.b', type: 'CNAME', ttl: 300, data: 'c.d' },
    { name: 'c.d', type: 'A', ttl: 70000, data: '172.17.0.2' },
    { name: 'c.d', type: 'AAAA', ttl: 1, data: '2001:db8::1' },
    { name: 'c.d', type: 'AAAA', ttl: 1, data: '::1' },
    { name: 'c.d', type: 'AAAA', ttl: 1, data: 'fe80::' },
    { name: '2.0.17.172.in-addr.arpa', type: 'PTR', ttl: 5, data: 'web.net' },
    { name: 'c.d', type: 'TXT', ttl: 0, data: 'x'.repeat(300) },
    { name: 'c.d', type: 'MX', ttl: 0, data: '10 mail.d' },
  ];
  const message = dnsAnswer(dnsQuery(7, 'a.b', 'ANY'), answers);
  expect(decodeDns(encodeDns(message))).toEqual(message);
  expect(decodeDns(encodeDns(dnsAnswer(dnsQuery(7, 'x', 'A'), [], 'NXDOMAIN')))!.rcode).toBe('NXDOMAIN');
});

test('compressed names, and bytes that are no message', () => {
  const head = [0, 1, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0];
  const name = [1, 97, 1, 98, 0];
  const bytes = Uint8Array.from([...head, ...name, 0, 1, 0, 1, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 1, 2, 3, 4]);
  expect(decodeDns(bytes)!.answers).toEqual([{ name: 'a.b', type: 'A', ttl: 9, data: '1.2.3.4' }]);
  expect(decodeDns(Uint8Array.of(1, 2, 3))).toBeUndefined();
  expect(decodeDns(Uint8Array.from([...head, 0xc0, 12, 0, 1, 0, 1]))).toBeUndefined();
});

test('reverse names', () => {
  expect(reverseName('172.17.0.2')).toBe('2.0.17.172.in-addr.arpa');
  expect(reverseName('::1')).toBe(`1.${'0.'.repeat(31)}ip6.arpa`);
});
