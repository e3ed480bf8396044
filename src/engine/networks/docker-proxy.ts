import { isSysError } from '../../machine/errno';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';

const LISTEN_FD = 4;
const UDP_IDLE_MS = 90_000;

interface Settings {
  proto: string;
  hostIp: string;
  hostPort: number;
  containerIp: string;
  containerPort: number;
  useListenFd: boolean;
}

function parse(argv: readonly string[]): Settings | string {
  const settings: Settings = { proto: 'tcp', hostIp: '', hostPort: -1, containerIp: '', containerPort: -1, useListenFd: false };
  for (let i = 1; i < argv.length; i++) {
    const [flag, inline] = argv[i]!.replace(/^--?/, '').split('=', 2) as [string, string | undefined];
    if (flag === 'use-listen-fd') {
      settings.useListenFd = inline !== 'false';
      continue;
    }
    const value = inline ?? argv[++i];
    if (value === undefined) return `flag needs an argument: -${flag}`;
    if (flag === 'proto') settings.proto = value;
    else if (flag === 'host-ip') settings.hostIp = value;
    else if (flag === 'host-port') settings.hostPort = Number(value);
    else if (flag === 'container-ip') settings.containerIp = value;
    else if (flag === 'container-port') settings.containerPort = Number(value);
    else return `flag provided but not defined: -${flag}`;
  }
  return settings;
}

/**
 * The userland proxy that serves one published port (moby cmd/docker-proxy): it takes connections on the host's port,
 * on the socket that dockerd hands over as descriptor 4, and passes them on to the container.
 */
export const dockerProxy: Program = {
  async main(sys) {
    const settings = parse(sys.argv);
    if (typeof settings === 'string') {
      await sys.write(2, `${settings}\n`);
      return 2;
    }
    sys.resumable(() => true);
    if (settings.proto === 'udp') await serveUdp(sys, settings);
    else await serveTcp(sys, settings);
    return 0;
  },
};

async function serveTcp(sys: Sys, settings: Settings): Promise<void> {
  const listener = settings.useListenFd ? LISTEN_FD : sys.listen({ family: 'inet', host: settings.hostIp, port: settings.hostPort });
  for (;;) {
    const { fd } = await sys.accept(listener);
    sys.thread(() => passOn(sys, fd, settings));
  }
}

async function passOn(sys: Sys, client: number, settings: Settings): Promise<void> {
  let server: number;
  try {
    server = await sys.connect({ family: 'inet', host: settings.containerIp, port: settings.containerPort });
  } catch (error) {
    if (!isSysError(error)) throw error;
    sys.close(client);
    return;
  }
  let open = 2;
  const copy = async (from: number, to: number): Promise<void> => {
    try {
      for (;;) {
        const bytes = await sys.read(from);
        if (bytes.length === 0) break;
        await sys.write(to, bytes);
      }
      sys.shutdown(to, 'write');
    } catch (error) {
      if (!isSysError(error)) throw error;
      shutQuietly(sys, from);
      shutQuietly(sys, to);
    }
    if (--open === 0) {
      sys.close(client);
      sys.close(server);
    }
  };
  sys.thread(() => copy(server, client));
  await copy(client, server);
}

function shutQuietly(sys: Sys, fd: number): void {
  try {
    sys.shutdown(fd, 'both');
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

async function serveUdp(sys: Sys, settings: Settings): Promise<void> {
  const host = settings.useListenFd ? LISTEN_FD : sys.udp({ host: settings.hostIp, port: settings.hostPort });
  const flows = new Map<string, { fd: number; lastMs: number }>();
  for (;;) {
    const { bytes, from } = await sys.receiveFrom(host);
    const key = `${from.host} ${from.port}`;
    for (const [other, flow] of flows) {
      if (other === key || sys.now() - flow.lastMs <= UDP_IDLE_MS) continue;
      flows.delete(other);
      sys.close(flow.fd);
    }
    let flow = flows.get(key);
    if (!flow) {
      const fd = sys.udp();
      flow = { fd, lastMs: sys.now() };
      flows.set(key, flow);
      sys.thread(async () => {
        try {
          for (;;) sys.sendTo(host, (await sys.receiveFrom(fd)).bytes, from);
        } catch (error) {
          if (!isSysError(error)) throw error;
        }
      });
    }
    flow.lastMs = sys.now();
    sys.sendTo(flow.fd, bytes, { host: settings.containerIp, port: settings.containerPort });
  }
}
