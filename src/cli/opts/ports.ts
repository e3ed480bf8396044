import { parseCsv } from './csv';
import { parseIp } from './ip';

export interface PortBinding {
  HostIp: string;
  HostPort: string;
}

export interface PortMapping {
  Port: string;
  Binding: PortBinding;
}

function number(text: string): number | undefined {
  return /^\+?\d{1,9}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

function range(text: string): [number, number] | undefined {
  const at = text.indexOf('-');
  const start = number(at === -1 ? text : text.slice(0, at));
  const end = at === -1 ? start : number(text.slice(at + 1));
  return start === undefined || end === undefined || end < start ? undefined : [start, end];
}

/** nat.ParsePortSpec of docker/go-connections: one -p. */
export function parsePortSpec(spec: string): PortMapping[] {
  const parts = spec.split(':');
  const last = parts.pop()!;
  const hostPort = parts.pop() ?? '';
  let ip = parts.join(':');
  const slash = last.indexOf('/');
  const containerPort = slash === -1 ? last : last.slice(0, slash);
  const proto = (slash === -1 ? '' : last.slice(slash + 1).toLowerCase()) || 'tcp';
  if (containerPort !== '' && !['tcp', 'udp', 'sctp'].includes(proto)) throw new Error(`invalid proto: ${last.slice(slash + 1)}`);
  if (ip.startsWith('[')) {
    if (!ip.endsWith(']')) throw new Error(`invalid IP address ${ip}: address ${ip}:: missing ']' in address`);
    ip = ip.slice(1, -1);
  }
  if (ip !== '' && parseIp(ip) === undefined) throw new Error(`invalid IP address: ${ip}`);
  if (containerPort === '') throw new Error(`no port specified: ${spec}<empty>`);
  const container = range(containerPort);
  if (!container) throw new Error(`invalid containerPort: ${containerPort}`);
  const host = hostPort === '' ? undefined : range(hostPort);
  if (hostPort !== '' && !host) throw new Error(`invalid hostPort: ${hostPort}`);
  const count = container[1] - container[0] + 1;
  if (host && host[1] - host[0] + 1 !== count && count !== 1) {
    throw new Error(`invalid ranges specified for container and host Ports: ${containerPort} and ${hostPort}`);
  }
  const mappings: PortMapping[] = [];
  for (let i = 0; i < count; i++) {
    let bound = '';
    if (host) bound = count === 1 && host[0] !== host[1] ? `${host[0]}-${host[1]}` : String(host[0] + i);
    mappings.push({ Port: `${container[0] + i}/${proto}`, Binding: { HostIp: ip, HostPort: bound } });
  }
  return mappings;
}

/** nat.ParsePortSpecs: all -p together. */
export function parsePortSpecs(specs: readonly string[]): { bindings: Record<string, PortBinding[]>; exposed: Record<string, object> } {
  const bindings: Record<string, PortBinding[]> = {};
  const exposed: Record<string, object> = {};
  for (const spec of specs) {
    for (const { Port, Binding } of parsePortSpec(spec)) {
      exposed[Port] = {};
      (bindings[Port] ??= []).push(Binding);
    }
  }
  return { bindings, exposed };
}

function portNumber(text: string): number {
  if (text === '') throw new Error('value is empty');
  // Go reads digit by digit: what is too large is told before what follows is looked at.
  let value = 0;
  for (const char of text) {
    if (char < '0' || char > '9') throw new Error('invalid syntax');
    value = value * 10 + Number(char);
    if (value > 65535) throw new Error('value out of range');
  }
  return value;
}

function splitProto(text: string): [port: string, proto: string] {
  const slash = text.indexOf('/');
  return slash === -1 ? [text, 'tcp'] : [text.slice(0, slash), text.slice(slash + 1).toLowerCase() || 'tcp'];
}

/** network.ParsePort of moby/api: `80/tcp`. */
export function parsePort(text: string): string {
  if (text === '') throw new Error('invalid port: value is empty');
  const [port, proto] = splitProto(text);
  try {
    return `${portNumber(port)}/${proto}`;
  } catch (error) {
    throw new Error(`invalid port '${port}': ${(error as Error).message}`);
  }
}

export interface PortRange {
  start: number;
  end: number;
  proto: string;
}

/** network.ParsePortRange of moby/api: `8000-8002/tcp`. */
export function parsePortRange(text: string): PortRange {
  if (text === '') throw new Error('invalid port range: value is empty');
  const [ports, proto] = splitProto(text);
  const dash = ports.indexOf('-');
  const part = (what: string, value: string): number => {
    try {
      return portNumber(value);
    } catch (error) {
      throw new Error(`invalid ${what} port '${value}': ${(error as Error).message}`);
    }
  };
  const start = part('start', dash === -1 ? ports : ports.slice(0, dash));
  const end = dash === -1 ? start : part('end', ports.slice(dash + 1));
  if (end < start) throw new Error(`invalid port range: ${ports}`);
  return { start, end, proto };
}

export function formatPortRange({ start, end, proto }: PortRange): string {
  return start === end ? `${start}/${proto}` : `${start}-${end}/${proto}`;
}

export interface ServicePort {
  Protocol: string;
  TargetPort?: number;
  PublishedPort?: number;
  PublishMode: string;
}

function servicePort(text: string, what: string): number {
  try {
    return portNumber(text);
  } catch (error) {
    throw new Error(`invalid ${what} port (${text}): value must be an integer: ${(error as Error).message.replace('value is empty', 'invalid syntax')}`);
  }
}

/** opts/swarmopts.PortOpt: --publish of a service, short or long. */
export function parseServicePort(value: string): ServicePort[] {
  if (!/\w+=\w+(,\w+=\w+)*/.test(value)) {
    const ports: ServicePort[] = [];
    for (const { Port, Binding } of parsePortSpec(value)) {
      if (Binding.HostIp !== '') throw new Error('hostip is not supported');
      const [target, proto] = Port.split('/') as [string, string];
      const host = Binding.HostPort === '' ? undefined : range(Binding.HostPort)!;
      for (let port = host?.[0] ?? 0; port <= (host?.[1] ?? 0); port++) {
        ports.push(makeServicePort(proto, Number(target), port, 'ingress'));
      }
    }
    return ports;
  }
  let proto = 'tcp';
  let target = 0;
  let published = 0;
  let mode = 'ingress';
  for (const field of parseCsv(value)) {
    const at = field.indexOf('=');
    if (at <= 0) throw new Error(`invalid field: ${field}`);
    const key = field.slice(0, at).toLowerCase();
    const val = field.slice(at + 1);
    if (key === 'protocol') {
      if (!['tcp', 'udp', 'sctp'].includes(val)) throw new Error(`invalid protocol value '${val}'`);
      proto = val;
    } else if (key === 'mode') {
      if (val !== 'ingress' && val !== 'host') throw new Error(`invalid publish mode value (${val}): must be either 'ingress' or 'host'`);
      mode = val;
    } else if (key === 'target') target = servicePort(val, 'target');
    else if (key === 'published') published = servicePort(val, 'published');
    else throw new Error(`invalid field key: ${key}`);
  }
  if (target === 0) throw new Error("missing mandatory field 'target'");
  return [makeServicePort(proto, target, published, mode)];
}

function makeServicePort(Protocol: string, target: number, published: number, PublishMode: string): ServicePort {
  return {
    Protocol,
    ...(target === 0 ? {} : { TargetPort: target }),
    ...(published === 0 ? {} : { PublishedPort: published }),
    PublishMode,
  };
}
