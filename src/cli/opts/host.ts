import { quote } from '../../lib/govalue';

export const DEFAULT_HOST = 'unix:///var/run/docker.sock';

/** opts.ParseHost: what -H and DOCKER_HOST take, made whole. */
export function parseHost(value: string, tls = false): string {
  const host = value.trim();
  if (host === '') return tls ? 'tcp://localhost:2376' : DEFAULT_HOST;
  const at = host.indexOf('://');
  const proto = at === -1 ? 'tcp' : host.slice(0, at);
  const address = at === -1 ? host : host.slice(at + 3);
  switch (proto) {
    case 'tcp':
      return parseTcpAddr(address, tls ? 2376 : 2375);
    case 'unix':
      return address === '' ? DEFAULT_HOST : `unix://${address}`;
    case 'npipe':
      return address === '' ? 'npipe:////./pipe/docker_engine' : `npipe://${address}`;
    case 'fd':
    case 'ssh':
      return host;
    default:
      throw new Error(`invalid bind address format: ${host}`);
  }
}

/** opts.ParseTCPAddr: host and port of a tcp:// address, with localhost and the engine's port where they are missing. */
export function parseTcpAddr(value: string, defaultPort = 2375): string {
  const address = value.replace(/^tcp:\/\//, '');
  const url = `tcp://${address}`;
  const slash = address.indexOf('/');
  const authority = slash === -1 ? address : address.slice(0, slash);
  const path = slash === -1 ? '' : address.slice(slash);
  const bad = /[\s"<>\\^`{|}]/.exec(authority);
  if (bad) throw new Error(`parse ${quote(url)}: invalid character ${quote(bad[0])} in host name`);
  const close = authority.lastIndexOf(']');
  if (authority.startsWith('[') && close === -1) throw new Error(`parse ${quote(url)}: missing ']' in host`);
  const colon = authority.startsWith('[') ? authority.indexOf(':', close) : authority.lastIndexOf(':');
  const port = colon === -1 ? '' : authority.slice(colon);
  if (port !== '' && !/^:\d*$/.test(port)) throw new Error(`parse ${quote(url)}: invalid port ${quote(port)} after host`);
  const host = (colon === -1 ? authority : authority.slice(0, colon)) || 'localhost';
  return `tcp://${host}:${port.slice(1) || defaultPort}${path}`;
}
