import { EngineError } from '../../api/errors';
import { isSysError } from '../../machine/errno';
import type { PortProxy } from '../containers/live';
import type { PortBinding, PortMap } from '../containers/record';
import type { Container } from '../containers/store';
import { background, type Engine } from '../engine';
import { gatewayEndpoint } from './endpoints';

export const PROXY_PATH = '/usr/bin/docker-proxy';
const RANDOM_FIRST = 32768;
const RANDOM_LAST = 60999;

/** `80/tcp` → its parts. */
export function splitPort(spec: string): { port: number; proto: string } {
  const [port = '', proto = 'tcp'] = spec.split('/');
  return { port: Number(port), proto: proto.toLowerCase() };
}

/** Sorts `80/tcp`, `443/tcp`, `53/udp` by number, then protocol. */
export function comparePorts(a: string, b: string): number {
  const left = splitPort(a);
  const right = splitPort(b);
  return left.port - right.port || (left.proto < right.proto ? -1 : left.proto > right.proto ? 1 : 0);
}

/** What is to be published: the bindings, and every exposed port with `-P`. */
function wantedBindings(container: Container): [string, PortBinding[]][] {
  const { hostConfig, config } = container.record;
  const wanted: PortMap = { ...hostConfig.PortBindings };
  if (hostConfig.PublishAllPorts) for (const port of Object.keys(config.ExposedPorts ?? {})) wanted[port] ??= [{ HostIp: '', HostPort: '' }];
  return Object.entries(wanted)
    .map(([port, bindings]): [string, PortBinding[]] => [port, bindings ?? []])
    .sort(([a], [b]) => comparePorts(a, b));
}

function portRange(text: string): [number, number] {
  if (text === '' || text === '0') return [0, 0];
  const [first = '', last = first] = text.split('-');
  return [Number(first), Number(last)];
}

/**
 * Publishes a container's ports: a listening socket and a docker-proxy for each (moby daemon/libnetwork/drivers/bridge/
 * port_mapping_linux.go, cmd/docker-proxy). On failure everything is taken back.
 */
export async function publishPorts(engine: Engine, container: Container): Promise<void> {
  const { record, live } = container;
  record.ports = Object.fromEntries(Object.keys(record.config.ExposedPorts ?? {}).sort(comparePorts).map((port) => [port, null]));
  const out = gatewayEndpoint(engine, record);
  if (!out) return;
  try {
    for (const [spec, bindings] of wantedBindings(container)) {
      const { port, proto } = splitPort(spec);
      const published: PortBinding[] = [];
      for (const binding of bindings) {
        for (const proxy of await openPort(engine, container, { proto, containerPort: port, binding, target: out.endpoint.ipAddress })) {
          live.proxies.push(proxy);
          published.push({ HostIp: proxy.hostIp, HostPort: String(proxy.hostPort) });
        }
      }
      record.ports[spec] = published;
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    releasePorts(engine, container);
    throw new EngineError(error.kind, `driver failed programming external connectivity on endpoint ${container.name} (${out.endpoint.endpointId}): ${error.message}`);
  }
}

/** Ends the proxies; the ports are free again. */
export function releasePorts(engine: Engine, container: Container): void {
  for (const proxy of container.live.proxies) {
    if (proxy.pid === 0) continue;
    try {
      engine.sys.kill(proxy.pid, 'SIGKILL');
    } catch (error) {
      if (!isSysError(error, 'ESRCH')) throw error;
    }
    background(engine, async () => void (await engine.sys.wait({ pid: proxy.pid })));
  }
  container.live.proxies = [];
  container.record.ports = {};
}

interface Opening {
  proto: string;
  containerPort: number;
  binding: PortBinding;
  target: string;
}

async function openPort(engine: Engine, container: Container, opening: Opening): Promise<PortProxy[]> {
  const { HostIp, HostPort } = opening.binding;
  const addresses = HostIp === '' ? ['0.0.0.0', '::'] : [HostIp];
  const [first, last] = portRange(HostPort);
  const random = first === 0;
  let refusal: EngineError | undefined;
  for (let port = random ? nextRandom(engine, opening.proto) : first; port <= (random ? RANDOM_LAST : last); port++) {
    const sockets: { ip: string; fd: number | undefined }[] = [];
    try {
      for (const ip of addresses) {
        // A datagram socket on 0.0.0.0 hears IPv6 too.
        const covered = opening.proto === 'udp' && sockets.length > 0;
        const fd = covered ? undefined : bindPort(engine, opening.proto, ip, port, HostIp === '' && ip === '::');
        if (fd !== undefined || covered) sockets.push({ ip, fd });
      }
      await claimOutside(engine, opening.proto, addresses[0]!, port);
    } catch (error) {
      for (const one of sockets) if (one.fd !== undefined) engine.sys.close(one.fd);
      if (!(error instanceof EngineError)) throw error;
      refusal = error;
      continue;
    }
    const proxies: PortProxy[] = [];
    for (const { ip, fd } of sockets) {
      proxies.push(fd === undefined ? { proto: opening.proto, hostIp: ip, hostPort: port, containerPort: opening.containerPort, pid: 0 } : await startProxy(engine, opening, ip, port, fd));
    }
    return proxies;
  }
  if (random || first !== last) throw refusal && !random ? refusal : new EngineError('system', 'all ports are allocated');
  throw refusal!;
}

/** What serves published ports to the real machine finds some of them taken there. */
async function claimOutside(engine: Engine, proto: string, ip: string, port: number): Promise<void> {
  if (proto !== 'tcp' || !engine.claimPort || (await engine.sys.external(engine.claimPort(port)))) return;
  throw new EngineError('system', `failed to bind host port ${ip.includes(':') ? `[${ip}]` : ip}:${port}/tcp: address already in use`);
}

/** The port after the highest random one in use, from 32768 on (portallocator). */
function nextRandom(engine: Engine, proto: string): number {
  const used = allocatedPorts(engine, proto).map((one) => one.port).filter((port) => port >= RANDOM_FIRST && port <= RANDOM_LAST);
  return used.length > 0 ? Math.max(...used) + 1 : RANDOM_FIRST;
}

function allocatedPorts(engine: Engine, proto: string): { ip: string; port: number }[] {
  return engine.containers.all().flatMap((one) => one.live.proxies.filter((proxy) => proxy.proto === proto).map((proxy) => ({ ip: proxy.hostIp, port: proxy.hostPort })));
}

/** A socket on the host; undefined where the host has no IPv6 and nobody asked for it. */
function bindPort(engine: Engine, proto: string, ip: string, port: number, optional: boolean): number | undefined {
  const six = ip.includes(':');
  const wild = (one: string): boolean => one === '0.0.0.0' || one === '::';
  const taken = allocatedPorts(engine, proto).some((one) => one.port === port && one.ip.includes(':') === six && (one.ip === ip || wild(one.ip) || wild(ip)));
  if (taken) throw new EngineError('system', `Bind for ${ip}:${port} failed: port is already allocated`);
  try {
    if (proto === 'udp') return engine.sys.udp({ host: ip, port });
    return engine.sys.listen({ family: 'inet', host: ip, port }, { v6Only: six });
  } catch (error) {
    if (!isSysError(error)) throw error;
    if (optional && (error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL')) return undefined;
    const reason = error.code === 'EADDRNOTAVAIL' ? 'cannot assign requested address' : error.message.toLowerCase();
    throw new EngineError('system', `failed to bind host port ${six ? `[${ip}]` : ip}:${port}/${proto}: ${reason}`);
  }
}

async function startProxy(engine: Engine, opening: Opening, ip: string, port: number, fd: number): Promise<PortProxy> {
  const { sys } = engine;
  const quiet = sys.open('/dev/null', 'r+');
  const argv = [
    PROXY_PATH, '-proto', opening.proto, '-host-ip', ip, '-host-port', String(port), '-container-ip', opening.target,
    '-container-port', String(opening.containerPort), '-use-listen-fd',
  ];
  try {
    const pid = await sys.spawn(PROXY_PATH, argv, { fds: new Map([[0, quiet], [1, quiet], [2, quiet], [4, fd]]), newSession: true, cwd: '/' });
    return { proto: opening.proto, hostIp: ip, hostPort: port, containerPort: opening.containerPort, pid };
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new EngineError('system', `failed to start userland proxy for port mapping ${ip}:${port}:${opening.target}:${opening.containerPort}/${opening.proto}: fork/exec ${PROXY_PATH}: ${error.message.toLowerCase()}`);
  } finally {
    sys.close(fd);
    sys.close(quiet);
  }
}
