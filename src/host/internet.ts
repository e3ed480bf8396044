import { utf8 } from '../lib/bytes';
import type { Clock } from '../lib/clock';
import type { InternetHost } from '../machine/net/types';
import { archiveMirrors } from '../programs/packages/mirror-hosts';

const EXAMPLE_PAGE = `<!doctype html>
<html><head><title>Example Domain</title></head>
<body><h1>Example Domain</h1><p>A page of the simulated internet, to be fetched in examples.</p></body></html>
`;

type Serve = InternetHost['tcp'][number];

/** A site of one page, which it shows with status 404 under any other path; what serves it is loaded at the first connection. */
function page(clock: Clock, text: string): Serve {
  return async (connection) => {
    const { serveHttp } = await clock.external(import('../lib/http/server'));
    await serveHttp(connection, async ({ target }) => ({
      status: /^\/(index\.html)?(\?|$)/.test(target) ? 200 : 404, headers: [['Content-Type', 'text/html; charset=UTF-8']], body: utf8(text),
    }));
  };
}

/** The sample projects' Git host; its repositories are loaded and made when first asked for. */
function sampleHost(clock: Clock): InternetHost {
  const serve: Serve = async (connection) => {
    const [{ serveHttp }, { serveSamples }] = await clock.external(Promise.all([import('../lib/http/server'), import('./sample-repositories')]));
    await serveHttp(connection, async (request) => serveSamples(request));
  };
  return { names: ['git.dockyard.example'], ip: '203.0.113.42', tcp: { 80: serve, 443: serve }, latencyMs: 18 };
}

function website(clock: Clock, names: readonly string[], ip: string, text: string): InternetHost {
  const serve = page(clock, text);
  return { names, ip, tcp: { 80: serve, 443: serve }, latencyMs: 24 };
}

/** Greets as sshd does and hangs up on whatever comes. */
const greet: Serve = async (connection) => {
  await connection.write(utf8('SSH-2.0-OpenSSH_6.6.1p1 Ubuntu-2ubuntu2.13\r\n'));
  await connection.read();
  connection.close();
};

const SCAN_ME = '<html><head><title>Go ahead and ScanMe!</title></head><body>Scan this host as you like, within reason.</body></html>\n';

/** What the simulated internet has besides registries. */
export function internetSites(clock: Clock): InternetHost[] {
  return [
    website(clock, ['example.com', 'www.example.com', 'example.org', 'example.net'], '93.184.215.14', EXAMPLE_PAGE),
    { names: ['scanme.nmap.org'], ip: '45.33.32.156', tcp: { 22: greet, 80: page(clock, SCAN_ME), 9929: greet, 31337: greet }, latencyMs: 72 },
    website(clock, ['google.com', 'www.google.com'], '142.250.74.46', '<!doctype html><title>Google</title>\n'),
    { names: ['dns.google', 'dns.google.com'], ip: '8.8.8.8', tcp: {}, latencyMs: 11 },
    { names: ['one.one.one.one'], ip: '1.1.1.1', tcp: {}, latencyMs: 9 },
    sampleHost(clock),
    ...archiveMirrors(clock),
  ];
}
