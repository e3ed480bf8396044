import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type Served } from './served';

let served: Served;
/** Testcontainers as it is found at run time; it reads its settings when it is loaded. */
let containers: any;

beforeAll(async () => {
  served = await serve();
  Object.assign(process.env, { DOCKER_HOST: `unix://${served.socket}`, TESTCONTAINERS_HOST_OVERRIDE: '127.0.0.1', TESTCONTAINERS_RYUK_DISABLED: 'true' });
  const name: string = 'testcontainers';
  containers = await import(/* @vite-ignore */ name);
});
afterAll(() => served.stop());

/** What a server answers to one line. */
function ask(port: number, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(line));
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.end();
    });
    socket.on('error', reject);
  });
}

test('redis: waits for its port, answers, runs commands, streams its log, stops', async () => {
  const redis = await new containers.GenericContainer('redis:7').withExposedPorts(6379).withWaitStrategy(containers.Wait.forListeningPorts()).start();
  expect(await ask(redis.getMappedPort(6379), 'PING\r\n')).toBe('+PONG\r\n');
  expect(await redis.exec(['redis-cli', 'SET', 'name', 'value'])).toEqual({ output: 'OK\n', stdout: 'OK\n', stderr: '', exitCode: 0 });
  expect(await redis.exec(['sh', '-c', 'echo out; echo err >&2; exit 3'])).toEqual({ output: 'out\nerr\n', stdout: 'out\n', stderr: 'err\n', exitCode: 3 });
  const log = (await redis.logs()) as Readable;
  let text = '';
  log.on('data', (data: Buffer) => (text += data.toString()));
  await expect.poll(() => text).toContain('Ready to accept connections');
  const ended = new Promise((resolve) => log.on('end', resolve));
  await redis.stop();
  await ended;
  expect(text).toContain('Redis is now ready to exit, bye bye...');
});

test('redis: waits for a line of its log, and for its health check', async () => {
  const logged = await new containers.GenericContainer('redis:7').withWaitStrategy(containers.Wait.forLogMessage('Ready to accept connections')).start();
  await logged.stop();
  const check = { test: ['CMD-SHELL', 'redis-cli ping | grep PONG'], interval: 200, timeout: 1000, retries: 5, startPeriod: 0 };
  const healthy = await new containers.GenericContainer('redis:7').withHealthCheck(check).withWaitStrategy(containers.Wait.forHealthCheck()).start();
  await healthy.stop();
});

test('nginx: takes files, waits for an answer, gives its files, stops and stays', async () => {
  const page = { content: 'hello', target: '/usr/share/nginx/html/index.html' };
  const nginx = await new containers.GenericContainer('nginx:alpine').withExposedPorts(80).withCopyContentToContainer([page]).withWaitStrategy(containers.Wait.forHttp('/', 80)).start();
  expect(await (await fetch(`http://${nginx.getHost()}:${nginx.getMappedPort(80)}/`)).text()).toBe('hello');
  let size = 0;
  for await (const part of (await nginx.copyArchiveFromContainer('/etc/nginx/nginx.conf')) as AsyncIterable<Buffer>) size += part.length;
  expect(size % 512).toBe(0);
  await nginx.stop({ remove: false });
  const both = containers.Wait.forAll([containers.Wait.forListeningPorts(), containers.Wait.forLogMessage(/start worker process/)]);
  const other = await new containers.GenericContainer('nginx:alpine').withExposedPorts(80).withWaitStrategy(both).start();
  await other.stop();
});
