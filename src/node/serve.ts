import { chmodSync, existsSync, lstatSync, unlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { parseArgs } from 'node:util';
import { serveHttp } from '../lib/http/server';
import type { Duplex } from '../lib/stream';
import { MemoryStore } from '../registry/memory-store';
import { makeRegistry } from '../registry/server';
import { NOTHING_KNOWN } from '../registry/store';
import { parseEndpoint, parseSeed, UsageError, type Endpoint } from './arguments';
import { bootForNode } from './machine';
import { PortMirror } from './port-mirror';
import { dialEndpoint, socketDuplex, splice } from './real-socket';

function listen(endpoint: Endpoint, onConnection: (stream: Duplex) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => onConnection(socketDuplex(socket)));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const ready = () => {
      if (endpoint.kind === 'unix') chmodSync(endpoint.path, 0o660);
      resolve(server);
    };
    if (endpoint.kind === 'unix') {
      // A socket left behind by a killed server is nobody's; one that answers is somebody's.
      const taken = existsSync(endpoint.path) && lstatSync(endpoint.path).isSocket();
      const listenThere = () => server.listen(endpoint.path, ready);
      if (!taken) listenThere();
      else
        dialEndpoint(endpoint).then(
          (stream) => {
            stream.close();
            reject(new Error('address already in use'));
          },
          () => {
            unlinkSync(endpoint.path);
            listenThere();
          },
        );
    } else server.listen(endpoint.port, endpoint.host, ready);
  });
}

/** An endpoint that only this machine reaches: what is served asks nobody for a password. */
function loopback(text: string, option: string): Endpoint {
  const endpoint = parseEndpoint(text, option);
  if (endpoint.kind === 'tcp' && !['127.0.0.1', 'localhost', '::1'].includes(endpoint.host)) throw new UsageError(`dockyard: ${option} serves on the loopback only (tcp://127.0.0.1:PORT), not on ${endpoint.host}`);
  return endpoint;
}

/** Listens, or says in one line why that can't be. */
async function listenOrSay(text: string, endpoint: Endpoint, onConnection: (stream: Duplex) => void): Promise<Server> {
  try {
    return await listen(endpoint, onConnection);
  } catch (error) {
    throw new UsageError(`dockyard: can't listen on ${text}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `dockyard serve`: the simulated engine's API on a real socket until SIGTERM or SIGINT. */
export async function serve(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { host: { type: 'string', multiple: true }, registry: { type: 'string' }, seed: { type: 'string' } } });
  const hosts = values.host ?? [];
  if (hosts.length === 0 && values.registry === undefined) throw new UsageError('dockyard: serve wants --host unix:///PATH or --host tcp://127.0.0.1:PORT');
  const endpoints = hosts.map((text) => ({ text, endpoint: loopback(text, '--host') }));
  const servers: Server[] = [];
  let close = () => {};
  if (endpoints.length > 0) {
    const mirror = new PortMirror();
    const host = await bootForNode({ pace: 1, seed: parseSeed(values.seed), epochMs: Date.now(), claimPort: (port) => mirror.claim(port) });
    mirror.follow(host);
    close = () => {
      mirror.close();
      host.machine.halt();
      host.clock.stop();
    };
    for (const { text, endpoint } of endpoints) {
      servers.push(
        await listenOrSay(text, endpoint, (stream) => {
          host.transport.dial().then(
            (engine) => splice(stream, engine, true),
            () => stream.close(),
          );
        }),
      );
      console.log(`listening on ${text}`);
    }
  }
  if (values.registry !== undefined) {
    const registry = makeRegistry({ store: new MemoryStore(NOTHING_KNOWN), deleteEnabled: true });
    servers.push(await listenOrSay(values.registry, loopback(values.registry, '--registry'), (stream) => void serveHttp(stream, (request) => registry(request)).catch(() => stream.close())));
    console.log(`registry listening on ${values.registry}`);
  }
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  close();
  for (const server of servers) server.close();
  for (const { endpoint } of endpoints) if (endpoint.kind === 'unix' && existsSync(endpoint.path)) unlinkSync(endpoint.path);
  return 0;
}
