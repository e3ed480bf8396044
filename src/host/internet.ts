import { utf8 } from '../lib/bytes';
import { serveHttp } from '../lib/http/server';
import type { InternetHost } from '../machine/net/types';

const EXAMPLE_PAGE = `<!doctype html>
<html><head><title>Example Domain</title></head>
<body><h1>Example Domain</h1><p>A page of the simulated internet, to be fetched in examples.</p></body></html>
`;

function website(names: readonly string[], ip: string, page: string): InternetHost {
  const serve: InternetHost['tcp'][number] = (connection) =>
    serveHttp(connection, async () => ({ status: 200, headers: [['Content-Type', 'text/html; charset=UTF-8']], body: utf8(page) }));
  return { names, ip, tcp: { 80: serve, 443: serve }, latencyMs: 24 };
}

/** Greets as sshd does and hangs up on whatever comes. */
const greet: InternetHost['tcp'][number] = async (connection) => {
  await connection.write(utf8('SSH-2.0-OpenSSH_6.6.1p1 Ubuntu-2ubuntu2.13\r\n'));
  await connection.read();
  connection.close();
};

/** What the simulated internet has besides registries. */
export const SITES: readonly InternetHost[] = [
  website(['example.com', 'www.example.com', 'example.org', 'example.net'], '93.184.215.14', EXAMPLE_PAGE),
  { ...website(['scanme.nmap.org'], '45.33.32.156', '<html><head><title>Go ahead and ScanMe!</title></head><body>Scan this host as you like, within reason.</body></html>\n'), tcp: { 22: greet, 80: website([], '', '').tcp[80]!, 9929: greet, 31337: greet }, latencyMs: 72 },
  website(['google.com', 'www.google.com'], '142.250.74.46', '<!doctype html><title>Google</title>\n'),
  { names: ['dns.google', 'dns.google.com'], ip: '8.8.8.8', tcp: {}, latencyMs: 11 },
  { names: ['one.one.one.one'], ip: '1.1.1.1', tcp: {}, latencyMs: 9 },
];
