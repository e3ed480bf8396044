import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { parseArgs } from 'node:util';
import { WebSocketServer, type WebSocket } from 'ws';
import { text, utf8 } from '../../lib/bytes';
import { HttpConnection } from '../../lib/http/client';
import { serveHttp } from '../../lib/http/server';
import { header, type HeaderList, type HttpAnswer, type HttpRequest } from '../../lib/http/message';
import { ByteQueue, chunksOf, readAll, type Duplex } from '../../lib/stream';
import { parseEndpoint, UsageError, type Endpoint } from '../arguments';
import { dialEndpoint, splice } from '../real-socket';
import { judge, LABEL, type LabelsOf } from './policy';

export interface BridgeOptions {
  engine: Endpoint;
  port: number;
  /** Origins of pages that may connect. */
  origins: readonly string[];
  token?: string;
  /** What everything made here is labelled with; the same one on a later start finds its own things again. */
  session?: string;
}

export interface RunningBridge {
  /** What the page is given: `ws://127.0.0.1:PORT/?token=…`. */
  address: string;
  port: number;
  token: string;
  close(): Promise<void>;
}

/** A WebSocket as a byte stream; an empty message is a half-close. */
function socketStream(socket: WebSocket): Duplex {
  const from = new ByteQueue(Infinity);
  socket.on('message', (data: Buffer) => {
    if (data.length === 0) from.end();
    else void from.write(new Uint8Array(data)).catch(() => undefined);
  });
  socket.on('close', () => from.end());
  return {
    read: (max) => from.read(max),
    write: (bytes) => new Promise((resolve, reject) => socket.send(bytes, { binary: true }, (error) => (error ? reject(error) : resolve()))),
    closeWrite: () => undefined,
    close: () => socket.close(),
  };
}

/** Labels of the engine's objects, asked on connections of the bridge's own. */
function labelReader(engine: Endpoint): LabelsOf {
  const get = async (path: string): Promise<Record<string, never> | undefined> => {
    const connection = new HttpConnection(await dialEndpoint(engine));
    try {
      const response = await connection.request({ method: 'GET', target: path, headers: [['Host', 'docker']] });
      const body = text(await readAll(response.body));
      // Only what the engine says isn't there counts as absent: any other answer must not open a door.
      if (response.status !== 200 && response.status !== 404) throw new Error(`GET ${path}: ${response.status}`);
      return response.status === 200 ? (JSON.parse(body) as Record<string, never>) : undefined;
    } finally {
      connection.close();
    }
  };
  const labelsOf: LabelsOf = async (kind, id) => {
    if (id === '') return undefined;
    if (kind === 'exec') {
      const exec = await get(`/exec/${encodeURIComponent(id)}/json`);
      return exec ? labelsOf('containers', String(exec['ContainerID'] ?? '')) : undefined;
    }
    const path = kind === 'containers' || kind === 'images' ? `/${kind}/${kind === 'images' ? id : encodeURIComponent(id)}/json` : `/${kind}/${encodeURIComponent(id)}`;
    const found = await get(path);
    if (!found) return undefined;
    const config = (found['Config'] ?? {}) as { Labels?: Record<string, string> };
    return (kind === 'containers' || kind === 'images' ? config.Labels : (found['Labels'] as Record<string, string> | undefined)) ?? {};
  };
  return labelsOf;
}

const HOP_BY_HOP = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive']);

/** Passes one judged request on to the engine and its answer back. */
async function forward(request: HttpRequest, engine: Endpoint, session: string, labelsOf: LabelsOf): Promise<HttpAnswer> {
  const refusal = (status: number, message: string): HttpAnswer => ({ status, headers: [['Content-Type', 'application/json']], body: utf8(`${JSON.stringify({ message })}\n`) });
  let verdict;
  try {
    verdict = await judge(request, session, labelsOf);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return refusal(400, `invalid JSON: ${error.message}`);
    throw error;
  }
  if (!verdict.allow) return refusal(verdict.status, `dockyard bridge: ${verdict.message}`);
  const connection = new HttpConnection(await dialEndpoint(engine));
  const upgrade = header(request.headers, 'upgrade');
  const headers: HeaderList = request.headers.filter(([name]) => !HOP_BY_HOP.has(name.toLowerCase()) || (upgrade && name.toLowerCase() === 'connection'));
  const body = verdict.body ?? (request.hasBody ? streamBody(request) : undefined);
  const response = await connection.request({ method: request.method, target: verdict.target ?? request.target, headers, ...(body ? { body } : {}) });
  const answerHeaders = response.headers.filter(([name]) => !['transfer-encoding', 'connection', 'keep-alive'].includes(name.toLowerCase()) || (response.status === 101 && name.toLowerCase() === 'connection'));
  const hijacked = response.status === 101 || (upgrade !== undefined && header(response.headers, 'content-type')?.startsWith('application/vnd.docker.'));
  if (hijacked) return { status: response.status, reason: response.reason, headers: answerHeaders, hijack: (raw) => splice(raw, response.raw()) };
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* chunksOf(response.body);
    } finally {
      connection.close();
    }
  };
  return { status: response.status, reason: response.reason, headers: answerHeaders, body: pieces() };
}

async function* streamBody(request: HttpRequest): AsyncGenerator<Uint8Array> {
  yield* chunksOf(request.body);
}

function sameToken(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Why an upgrade is refused, or undefined: a wrong Host (DNS rebinding), Origin (another page) or token. */
function refuseUpgrade(request: IncomingMessage, port: number, origins: readonly string[], token: string): number | undefined {
  if (!['127.0.0.1', 'localhost', '[::1]'].some((host) => request.headers.host === `${host}:${port}`)) return 403;
  if (!origins.includes(request.headers.origin ?? '')) return 403;
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
  const given = offered.find((part) => part.startsWith('token.'))?.slice(6) ?? '';
  return offered.includes('dockyard') && sameToken(given, token) ? undefined : 403;
}

/** Starts the bridge on the loopback. Each WebSocket that passes is one connection to the engine's API, judged request by request. */
export function startBridge(options: BridgeOptions): Promise<RunningBridge> {
  const token = options.token ?? randomBytes(24).toString('base64url');
  const session = options.session ?? 'page';
  const labelsOf = labelReader(options.engine);
  const server = createServer((_, response) => {
    response.writeHead(403, { 'Content-Type': 'text/plain' });
    response.end('This is the Dockyard bridge. It speaks with a Dockyard page over a WebSocket and with nobody else.\n');
  });
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'dockyard' });
  let port = options.port;
  server.on('upgrade', (request, socket, head) => {
    const refused = refuseUpgrade(request, port, options.origins, token);
    if (refused !== undefined) {
      socket.end(`HTTP/1.1 ${refused} Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const stream = socketStream(ws);
      serveHttp(stream, (http) =>
        forward(http, options.engine, session, labelsOf).catch((error: unknown) => ({
          status: 502,
          headers: [['Content-Type', 'application/json']] as HeaderList,
          body: utf8(`${JSON.stringify({ message: `dockyard bridge: the engine does not answer: ${error instanceof Error ? error.message : String(error)}` })}\n`),
        })),
      ).catch(() => ws.close());
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const bound = server.address();
      if (bound && typeof bound === 'object') port = bound.port;
      resolve({
        address: `ws://127.0.0.1:${port}/?token=${token}`,
        port,
        token,
        close: () =>
          new Promise((closed) => {
            for (const client of sockets.clients) client.terminate();
            server.close(() => closed());
          }),
      });
    });
  });
}

/** `dockyard bridge`: until SIGTERM or SIGINT. */
export async function bridge(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { engine: { type: 'string' }, port: { type: 'string' }, origin: { type: 'string', multiple: true }, session: { type: 'string' } },
  });
  const port = Number(values.port ?? 4173);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new UsageError(`dockyard: --port wants a port number, not '${values.port}'`);
  const running = await startBridge({
    engine: parseEndpoint(values.engine ?? process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock', '--engine'),
    port,
    origins: values.origin ?? ['http://localhost:5173', 'http://127.0.0.1:5173'],
    ...(values.session ? { session: values.session } : {}),
  });
  console.log(`The bridge listens on this machine only. What pages make through it is labelled ${LABEL}; they can change and remove nothing else.`);
  console.log(`Give this to the page (“Use my own Docker”):\n\n  ${running.address}\n\nCtrl-C ends it.`);
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  await running.close();
  return 0;
}
