import { cut, quote } from './go-text';
import { exposeInvalidFormat, exposeProtoCasing } from './lint-rules';
import type { Linter } from './linter';
import { DockerfileError, type LineRange } from './location';

const PROTOCOLS = ['tcp', 'udp', 'sctp'];

/** `[ip:][host:]port[-port][/proto]` as `port/proto`, each port of a range (BuildKit's portSpecs.parsePort). */
export function parseExposedPort(raw: string, lint: Linter, location: LineRange): string[] {
  const parts = raw.split(':');
  const container = parts.at(-1)!;
  const hostPort = parts.at(-2) ?? '';
  const ip = parts.slice(0, -2).join(':');
  const [portRange, rawProtocol] = cut(container, '/');
  if (portRange === '') throw new DockerfileError(`invalid port: ${quote(raw)}: no port specified`);
  const protocol = rawProtocol || 'tcp';
  if (!PROTOCOLS.includes(protocol.toLowerCase())) {
    throw new DockerfileError(`invalid port: ${quote(raw)}: invalid proto: ${rawProtocol}`);
  }
  if (protocol !== protocol.toLowerCase()) lint.run(exposeProtoCasing, location, raw);
  if (ip !== '' || hostPort !== '') lint.run(exposeInvalidFormat, location, raw);
  checkIp(ip);
  const ports = parseRange(portRange);
  if (!ports) throw new DockerfileError('invalid containerPort: ' + portRange);
  if (hostPort !== '') {
    const hostPorts = parseRange(hostPort);
    if (!hostPorts) throw new DockerfileError('invalid hostPort: ' + hostPort);
    const [start, end] = ports;
    if (end - start !== hostPorts[1] - hostPorts[0] && end !== start) {
      throw new DockerfileError(`invalid ranges specified for container and host Ports: ${portRange} and ${hostPort}`);
    }
  }
  const exposed: string[] = [];
  for (let port = ports[0]; port <= ports[1]; port++) exposed.push(`${port}/${protocol.toLowerCase()}`);
  return exposed;
}

function parsePort(text: string): number | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 0 && port <= 65535 ? port : undefined;
}

function parseRange(text: string): [start: number, end: number] | undefined {
  const [first, last, isRange] = cut(text, '-');
  const start = parsePort(first);
  const end = isRange ? parsePort(last) : start;
  return start === undefined || end === undefined || end < start ? undefined : [start, end];
}

function checkIp(ip: string): void {
  if (ip === '') return;
  const address = /^\[(.*)\]$/.exec(ip)?.[1] ?? ip;
  if (!isIPv4(address) && !isIPv6(address)) throw new DockerfileError('invalid IP address: ' + address);
}

function isIPv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIPv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !text.includes(':')) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  let count = groups.length;
  if (groups.length > 0 && isIPv4(groups.at(-1)!)) {
    groups.pop();
    count++;
  }
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? count < 8 : count === 8;
}
