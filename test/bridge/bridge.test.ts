import { createServer, type Server } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { bootHost, type Host } from '../../src/host/boot';
import { shell } from '../../src/host/script';
import { ByteQueue, type Duplex } from '../../src/lib/stream';
import { startBridge, type RunningBridge } from '../../src/node/bridge/bridge';
import { socketDuplex, splice } from '../../src/node/real-socket';

const ORIGIN = 'http://localhost:5173';

let folder: string;
let engine: Host;
let server: Server;
let bridge: RunningBridge;
let page: Host;

/** A connection as the page makes it. */
function dial(token = bridge.token, origin = ORIGIN): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${bridge.port}/`, ['dockyard', `token.${token}`], { origin });
    const from = new ByteQueue(Infinity);
    socket.on('open', () => resolve({ read: (max) => from.read(max), write: async (bytes) => socket.send(bytes), closeWrite: () => socket.send(new Uint8Array(0)), close: () => socket.close() }));
    socket.on('message', (data: Buffer) => void from.write(new Uint8Array(data)).catch(() => undefined));
    socket.on('close', () => from.end());
    socket.on('error', reject);
  });
}

// The engine behind the bridge: here the simulated one on a real socket, which real clients take for an engine.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dockyard-bridge-'));
  engine = await bootHost({ pace: 20 });
  const path = join(folder, 'engine.sock');
  server = createServer({ allowHalfOpen: true }, (socket) => void engine.transport.dial().then((stream) => splice(socketDuplex(socket), stream)));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  bridge = await startBridge({ engine: { kind: 'unix', path }, port: 0, origins: [ORIGIN] });
  page = await bootHost({ pace: 20, engine: { host: 'unix:///var/run/docker.sock', dial } });
});

afterAll(async () => {
  page.machine.halt();
  page.clock.stop();
  await bridge.close();
  server.close();
  engine.machine.halt();
  engine.clock.stop();
  rmSync(folder, { recursive: true, force: true });
});

const sh = (commands: string) => shell(page, commands);

test('the page’s command line works on the engine behind the bridge, and what it makes is labelled', async () => {
  expect(await sh('docker pull -q busybox')).toEqual({ stdout: 'docker.io/library/busybox:latest\n', stderr: '', status: 0 });
  expect(await sh('docker run --rm busybox echo through the bridge')).toEqual({ stdout: 'through the bridge\n', stderr: '', status: 0 });
  expect((await sh('docker run -d --name mine busybox sleep 1000')).status).toBe(0);
  expect((await shell(engine, `docker inspect -f '{{json .Config.Labels}}' mine`)).stdout).toBe('{"io.dockyard.session":"page"}\n');
  expect((await sh('docker exec mine echo inside; docker stop -t 1 mine; docker rm mine')).stdout).toBe('inside\nmine\nmine\n');
});

test('what others made may be looked at, not changed or removed', async () => {
  expect((await shell(engine, 'docker run -d --name theirs busybox sleep 1000; docker network create theirnet; docker volume create theirvol')).status).toBe(0);
  expect((await sh("docker ps --format '{{.Names}}'")).stdout).toBe('theirs\n');
  for (const command of ['docker rm -f theirs', 'docker stop theirs', 'docker exec theirs true', 'docker network rm theirnet', 'docker volume rm theirvol', 'docker run -v theirvol:/x busybox true', 'docker rmi -f busybox']) {
    const { stderr, status } = await sh(command);
    expect(stderr, command).toContain('this page did not make it');
    expect(status, command).not.toBe(0);
  }
  for (const kind of ['container', 'image -a', 'network', 'volume -a']) expect((await sh(`docker ${kind.replace(' ', ' prune ')}${kind.includes(' ') ? '' : ' prune'} -f`)).status).toBe(0);
  expect((await sh('docker builder prune -af')).stderr).toContain('is not allowed through the bridge');
  expect((await shell(engine, "docker ps -a --format '{{.Names}} {{.State}}'; docker volume ls -q; docker network ls -q -f name=theirnet | wc -l; docker images -q | wc -l")).stdout).toBe('theirs running\ntheirvol\n1\n1\n');
});

test('containers of the page may not reach the machine', async () => {
  for (const options of ['-v /etc:/host', '--mount type=bind,src=/,dst=/host', '--privileged', '--pid host', '--cap-add SYS_ADMIN', '--device /dev/sda', '--volumes-from theirs']) {
    const { stderr, status } = await sh(`docker run ${options} busybox true`);
    expect(stderr, options).toMatch(/^docker: (Error response from daemon: dockyard bridge|dockyard): /);
    expect(status, options).toBe(125);
  }
  expect((await sh('docker volume create -o type=none -o o=bind -o device=/ x1')).stderr).toContain('driver options of volumes');
});

test('a wrong token, page or host name is refused before anything is said', async () => {
  await expect(dial('wrong')).rejects.toThrow('403');
  await expect(dial(bridge.token, 'http://evil.example')).rejects.toThrow('403');
  const status = await new Promise((resolve) => {
    const upgrade = request({ host: '127.0.0.1', port: bridge.port, headers: { Host: 'rebound.example', Origin: ORIGIN, Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==', 'Sec-WebSocket-Protocol': `dockyard, token.${bridge.token}` } });
    upgrade.on('response', (response) => resolve(response.statusCode));
    upgrade.on('upgrade', () => resolve(101));
    upgrade.end();
  });
  expect(status).toBe(403);
});
