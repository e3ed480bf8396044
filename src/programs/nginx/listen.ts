import { failAt, type Directive } from './config';

/** Where a server listens. */
export interface Listen {
  host: string;
  port: number;
  isDefault: boolean;
  ssl: boolean;
  /** The path of a Unix socket. */
  unix: string | undefined;
  /** False for the port 80 of a server without `listen`. */
  explicit: boolean;
}

const FLAGS = new Set(['default_server', 'default', 'ssl', 'http2', 'quic', 'spdy', 'proxy_protocol', 'bind', 'reuseport', 'deferred', 'multipath']);
const OPTIONS = /^(backlog|rcvbuf|sndbuf|setfib|fastopen|accept_filter|ipv6only|so_keepalive)=/;

/** Reads a `listen`. Throws ConfigError. */
export function parseListen(directive: Directive): Listen {
  const [address = '80', ...flags] = directive.args;
  for (const flag of flags) if (!FLAGS.has(flag) && !OPTIONS.test(flag)) failAt(directive, `invalid parameter "${flag}"`);
  const base = { isDefault: flags.includes('default_server') || flags.includes('default'), ssl: flags.includes('ssl'), unix: undefined, explicit: true };
  const fail = (what: string): never => failAt(directive, `${what} in "${address}" of the "listen" directive`);
  if (address.startsWith('unix:')) return { ...base, host: address, port: 0, unix: address.slice(5) };
  const bare = /^\d+$/.test(address);
  const [, host = '', port = '80'] = bare ? ['', '*', address] : (/^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(address) ?? fail('invalid host'));
  if (port.includes(':') || host === '') fail(host === '' ? 'no host' : 'invalid port');
  if (!/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535) fail('invalid port');
  if (host === '*') return { ...base, host: '0.0.0.0', port: Number(port) };
  if (host.startsWith('[')) {
    if (!/^\[[0-9a-f:.]+\]$/i.test(host)) fail('invalid IPv6 address');
    return { ...base, host: host.slice(1, -1), port: Number(port) };
  }
  if (host === 'localhost') return { ...base, host: '127.0.0.1', port: Number(port) };
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(host)) fail('host not found');
  return { ...base, host, port: Number(port) };
}

/** An address as messages write it. */
export function listenText({ host, port, unix }: Pick<Listen, 'host' | 'port' | 'unix'>): string {
  if (unix !== undefined) return `unix:${unix}`;
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
