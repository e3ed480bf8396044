import { isSysError } from '../../machine/errno';
import type { Container } from '../containers/store';
import type { Engine } from '../engine';
import { resolvConf } from './resolv-conf';

const LOOPBACK = '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::\tip6-localnet\nff00::\tip6-mcastprefix\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n';

function hostText(engine: Engine, path: string): string {
  try {
    return engine.sys.readText(path);
  } catch (error) {
    if (isSysError(error)) return '';
    throw error;
  }
}

/** `db:10.1.2.3` and `db:host-gateway` of --add-host. */
function extraHosts(engine: Engine, container: Container): string {
  let out = '';
  for (const entry of container.record.hostConfig.ExtraHosts ?? []) {
    const at = entry.search(/[:=]/);
    let ip = entry.slice(at + 1);
    if (ip === 'host-gateway') ip = engine.networks.byName('bridge')?.pools?.[0]?.gateway ?? '172.17.0.1';
    out += `${ip.replace(/^\[|\]$/g, '')}\t${entry.slice(0, at)}\n`;
  }
  return out;
}

/** The container's own line: its address, then hostname (and with a domain the full name first). */
function ownLine(container: Container, ip: string): string {
  const { Hostname, Domainname } = container.record.config;
  return `${ip}\t${Domainname ? `${Hostname}.${Domainname} ${Hostname}` : Hostname}\n`;
}

/** Lines of --link on the default bridge: the other's address under its alias, id and name. */
function linkLines(engine: Engine, container: Container): string {
  let out = '';
  for (const { name, alias } of container.record.links) {
    const other = engine.containers.find(name);
    const ip = other?.record.networks['bridge']?.ipAddress;
    if (other && ip) out += `${ip}\t${[...new Set([alias, other.id.slice(0, 12), other.name])].join(' ')}\n`;
  }
  return out;
}

/**
 * Writes /var/lib/docker/containers/<id>/{hostname,hosts,resolv.conf}, which are mounted over the container's own
 * (moby daemon/libnetwork/sandbox_dns_unix.go).
 */
export function writeSandboxFiles(engine: Engine, container: Container): void {
  const { record } = container;
  const put = (file: string, text: string): void => engine.sys.writeFile(`${container.directory}/${file}`, text, 0o644);
  put('hostname', `${record.config.Hostname}\n`);
  if (record.hostConfig.NetworkMode === 'host') {
    put('hosts', hostText(engine, '/etc/hosts') + extraHosts(engine, container));
    put('resolv.conf', record.hostConfig.Dns?.length ? resolvConf(engine, record, false) : hostText(engine, '/etc/resolv.conf'));
    return;
  }
  put('hosts', LOOPBACK + extraHosts(engine, container) + linkLines(engine, container) + addressLines(container));
  put('resolv.conf', resolvConf(engine, record, usesResolver(container)));
}

function addressLines(container: Container): string {
  let out = '';
  for (const endpoint of Object.values(container.record.networks)) {
    for (const ip of [endpoint.ipAddress, endpoint.globalIpv6Address]) if (ip !== '') out += ownLine(container, ip);
  }
  return out;
}

/** True when a user-defined network gives the container its embedded DNS. */
export function usesResolver(container: Container): boolean {
  return Object.entries(container.record.networks).some(([name, one]) => name !== 'bridge' && one.ipAddress !== '');
}
