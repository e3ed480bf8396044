import { utf8 } from '../lib/bytes';
import type { Clock } from '../lib/clock';
import type { InternetHost } from '../machine/net/types';
import { archiveMirrors } from '../programs/packages/mirror-hosts';
import type { SiteName } from './sites';

type Serve = InternetHost['tcp'][number];

/** A site of one page; what serves it is loaded at the first connection. */
function page(clock: Clock, site: SiteName): Serve {
  return async (connection) => {
    const [{ serveHttp }, { servePage }] = await clock.external(Promise.all([import('../lib/http/server'), import('./sites')]));
    await serveHttp(connection, async (request) => servePage(site, request));
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

function website(clock: Clock, names: readonly string[], ip: string, site: SiteName): InternetHost {
  const serve = page(clock, site);
  return { names, ip, tcp: { 80: serve, 443: serve }, latencyMs: 24 };
}

/** Greets as sshd does and hangs up on whatever comes. */
const greet: Serve = async (connection) => {
  await connection.write(utf8('SSH-2.0-OpenSSH_6.6.1p1 Ubuntu-2ubuntu2.13\r\n'));
  await connection.read();
  connection.close();
};

/** What the simulated internet has besides registries. */
export function internetSites(clock: Clock): InternetHost[] {
  return [
    website(clock, ['example.com', 'www.example.com', 'example.org', 'example.net'], '93.184.215.14', 'example'),
    { names: ['scanme.nmap.org'], ip: '45.33.32.156', tcp: { 22: greet, 80: page(clock, 'scanme'), 9929: greet, 31337: greet }, latencyMs: 72 },
    website(clock, ['google.com', 'www.google.com'], '142.250.74.46', 'google'),
    { names: ['dns.google', 'dns.google.com'], ip: '8.8.8.8', tcp: {}, latencyMs: 11 },
    { names: ['one.one.one.one'], ip: '1.1.1.1', tcp: {}, latencyMs: 9 },
    sampleHost(clock),
    ...archiveMirrors(clock),
  ];
}
