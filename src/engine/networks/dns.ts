import { concat } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { NetNamespace } from '../../machine/net/types';
import type { Endpoint } from '../containers/record';
import type { Container } from '../containers/store';
import { background, type Engine } from '../engine';
import { answerQuestion, DNS_CODE, DNS_TYPE, parseQuestion, reverseName } from './dns-message';
import { hostResolvers } from './resolv-conf';

const RESOLVER = '127.0.0.11';
const FORWARD_TIMEOUT_MS = 4000;

/**
 * The embedded DNS server of a sandbox in user-defined networks (moby daemon/libnetwork/resolver.go). It listens inside
 * the container's network namespace; the sockets are dockerd's.
 */
export function startResolver(engine: Engine, container: Container, net: NetNamespace): void {
  container.live.dns = {
    udpFd: engine.kernel.udpIn(net, { host: RESOLVER, port: 53 }),
    tcpFd: engine.kernel.listenIn(net, { family: 'inet', host: RESOLVER, port: 53 }),
  };
  runResolver(engine, container);
}

/** Serves the sockets that are there (also after a restore). */
export function runResolver(engine: Engine, container: Container): void {
  const { udpFd, tcpFd } = container.live.dns!;
  background(engine, async () => {
    for (;;) {
      const { bytes, from } = await engine.sys.receiveFrom(udpFd);
      background(engine, async () => {
        const answer = await resolve(engine, container, bytes);
        if (answer && container.live.dns?.udpFd === udpFd) engine.sys.sendTo(udpFd, answer, from);
      });
    }
  });
  background(engine, async () => {
    for (;;) {
      const { fd } = await engine.sys.accept(tcpFd);
      background(engine, () => serveStream(engine, container, fd));
    }
  });
}

export function stopResolver(engine: Engine, container: Container): void {
  const sockets = container.live.dns;
  container.live.dns = undefined;
  if (!sockets) return;
  for (const fd of [sockets.udpFd, sockets.tcpFd]) {
    try {
      engine.sys.close(fd);
    } catch (error) {
      // The namespace may have taken its sockets with it.
      if (!isSysError(error)) throw error;
    }
  }
}

/** DNS over TCP: each message after its length (RFC 1035 section 4.2.2). */
async function serveStream(engine: Engine, container: Container, fd: number): Promise<void> {
  try {
    let held: Uint8Array = new Uint8Array(0);
    for (;;) {
      const more = await engine.sys.read(fd);
      if (more.length === 0) return;
      held = concat([held, more]);
      while (held.length >= 2 && held.length >= 2 + held[0]! * 256 + held[1]!) {
        const length = held[0]! * 256 + held[1]!;
        const answer = await resolve(engine, container, held.slice(2, 2 + length));
        held = held.subarray(2 + length);
        if (answer) await engine.sys.write(fd, concat([Uint8Array.of(answer.length >> 8, answer.length & 255), answer]));
      }
    }
  } finally {
    engine.sys.close(fd);
  }
}

async function resolve(engine: Engine, container: Container, query: Uint8Array): Promise<Uint8Array | undefined> {
  const question = parseQuestion(query);
  if (!question) return undefined;
  const reversed = question.type === DNS_TYPE.PTR ? reverseName(question.name) : undefined;
  if (reversed) {
    const name = lookupAddress(engine, container, reversed);
    if (name) return answerQuestion(query, question, DNS_CODE.ok, [name]);
  }
  if (question.type === DNS_TYPE.A || question.type === DNS_TYPE.AAAA) {
    const found = lookupName(engine, container, question.name);
    if (found) {
      const six = question.type === DNS_TYPE.AAAA;
      return answerQuestion(query, question, DNS_CODE.ok, found.filter((ip) => ip.includes(':') === six));
    }
  }
  return forward(engine, container, query, question.name);
}

/** Whom a container's links, or its endpoint's in that network (`CONTAINER:ALIAS`), give an alias to. */
function linkedName(container: Container, own: Endpoint, alias: string): string | undefined {
  const link = container.record.links.find((one) => one.alias.toLowerCase() === alias);
  if (link) return link.name;
  const pairs = (own.links ?? []).map((one) => one.split(':'));
  return pairs.find(([target, name = target]) => name?.toLowerCase() === alias)?.[0];
}

/** Every address of those who bear a name in the container's user-defined networks; undefined when nobody does. */
function lookupName(engine: Engine, container: Container, asked: string): string[] | undefined {
  const name = asked.toLowerCase().replace(/\.$/, '');
  const found: string[] = [];
  let known = false;
  for (const [networkName, own] of Object.entries(container.record.networks)) {
    if (own.endpointId === '' || networkName === 'bridge') continue;
    const linked = linkedName(container, own, name);
    for (const other of engine.containers.all()) {
      const endpoint = Object.values(other.record.networks).find((one) => one.networkId === own.networkId);
      if (!endpoint || endpoint.endpointId === '') continue;
      const names = (endpoint.dnsNames ?? []).map((one) => one.toLowerCase());
      const bears = names.includes(name) || names.includes(name.replace(`.${networkName.toLowerCase()}`, '')) || (linked !== undefined && (other.name === linked || other.id === linked));
      if (!bears) continue;
      known = true;
      for (const ip of [endpoint.ipAddress, endpoint.globalIpv6Address]) if (ip !== '' && !found.includes(ip)) found.push(ip);
    }
  }
  return known ? found : undefined;
}

function lookupAddress(engine: Engine, container: Container, ip: string): string | undefined {
  for (const [networkName, own] of Object.entries(container.record.networks)) {
    if (own.endpointId === '' || networkName === 'bridge') continue;
    for (const other of engine.containers.all()) {
      const endpoint = Object.values(other.record.networks).find((one) => one.networkId === own.networkId && one.ipAddress === ip);
      if (endpoint && endpoint.endpointId !== '') return `${other.name}.${networkName}`;
    }
  }
  return undefined;
}

/** Asks the host's resolvers (or the container's own `--dns`), as long as some network leads out. */
async function forward(engine: Engine, container: Container, query: Uint8Array, name: string): Promise<Uint8Array | undefined> {
  const question = parseQuestion(query)!;
  const outside = Object.values(container.record.networks).some((one) => one.endpointId !== '' && !engine.networks.byId(one.networkId)?.internal);
  const servers = outside ? (container.record.hostConfig.Dns?.length ? container.record.hostConfig.Dns : hostResolvers(engine)) : [];
  for (const server of servers) {
    const fd = engine.sys.udp();
    try {
      engine.sys.sendTo(fd, query, { host: server, port: 53 });
      const ready = await engine.sys.poll([{ fd, read: true }], FORWARD_TIMEOUT_MS);
      if (ready.length > 0) return (await engine.sys.receiveFrom(fd)).bytes;
    } catch (error) {
      if (!isSysError(error)) throw error;
    } finally {
      engine.sys.close(fd);
    }
  }
  // A bare name without anybody to ask is unknown; a qualified one may only be out of reach.
  return answerQuestion(query, question, name.includes('.') && servers.length > 0 ? DNS_CODE.serverFailure : DNS_CODE.nameError, []);
}
