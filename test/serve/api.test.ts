import { connect, createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { request } from 'node:http';
import { serve, type Served } from './served';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.stop());

/** A call of the API; gives its status and its answer. */
function call(method: string, path: string, body?: unknown): Promise<{ status: number; json: never }> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = text === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': text.length };
    const asked = request({ socketPath: served.socket, method, path, headers }, (answer) => {
      let all = '';
      answer.on('data', (data: Buffer) => (all += data.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode!, json: (all.startsWith('{') || all.startsWith('[') ? JSON.parse(all.split('\n')[0]!) : undefined) as never }));
    });
    asked.on('error', reject);
    asked.end(text);
  });
}

test('attach by WebSocket: what is sent reaches the process, what it prints comes back unframed, its end closes', async () => {
  await call('POST', '/images/create?fromImage=busybox&tag=latest');
  await call('POST', '/containers/create?name=ws', { Image: 'busybox', Cmd: ['cat'], OpenStdin: true, StdinOnce: true, AttachStdin: true });
  await call('POST', '/containers/ws/start');
  const socket = new WebSocket('ws://docker/v1.55/containers/ws/attach/ws?stream=1&stdin=1&stdout=1&stderr=1', { createConnection: () => connect(served.socket) } as never);
  let heard = '';
  socket.on('message', (data) => (heard += String(data)));
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  await new Promise((resolve) => socket.on('open', resolve));
  const pong = new Promise((resolve) => socket.on('pong', resolve));
  socket.ping('here');
  await pong;
  socket.send('first\n');
  await expect.poll(() => heard).toBe('first\n');
  socket.send('x'.repeat(70_000));
  socket.send('\n');
  await expect.poll(() => heard.length).toBe(70_007);
  await call('POST', '/containers/ws/kill');
  await closed;
});

test('a call that is no handshake is refused', async () => {
  expect(await call('GET', '/containers/ws/attach/ws?stream=1')).toMatchObject({ status: 400 });
  expect(await call('GET', '/containers/none/attach/ws?stream=1')).toEqual({ status: 404, json: { message: 'No such container: none' } });
});

test('attestations of an image: descriptors, and statements where they are asked for', async () => {
  const PROVENANCE = 'https://slsa.dev/provenance/v0.2';
  const descriptor = { mediaType: 'application/vnd.in-toto+json', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), size: expect.any(Number), annotations: { 'in-toto.io/predicate-type': PROVENANCE } };
  const attestations = (query: string) => call('GET', `/v1.55/images/busybox/attestations${query}`);
  expect(await attestations('')).toEqual({ status: 200, json: [{ Descriptor: descriptor, PredicateType: PROVENANCE }] });
  const Statement = expect.objectContaining({
    _type: 'https://in-toto.io/Statement/v0.1', predicateType: PROVENANCE,
    subject: [{ name: 'pkg:docker/busybox@latest?platform=linux%2Famd64', digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }],
  });
  expect(await attestations('?statement=1')).toEqual({ status: 200, json: [{ Descriptor: descriptor, PredicateType: PROVENANCE, Statement }] });
  expect(await attestations('?type=https://spdx.dev/Document')).toEqual({ status: 200, json: [] });
  expect(await call('GET', '/v1.55/images/busybox/attestations?platform=linux/s390x')).toMatchObject({ status: 404 });
  expect(await call('GET', '/v1.55/images/nosuch/attestations')).toMatchObject({ status: 404, json: { message: 'No such image: nosuch:latest' } });
});

test('a published port that another has on this machine is refused, and a random one is chosen beside it', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const publish = (wanted: string) => ({ Image: 'busybox', Cmd: ['sleep', '100'], HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: wanted }] } } });
  await call('POST', '/containers/create?name=taken', publish(String(port)));
  const { status, json } = await call('POST', '/containers/taken/start');
  expect([status, (json as { message: string }).message]).toEqual([500, expect.stringMatching(new RegExp(`: failed to bind host port 0\\.0\\.0\\.0:${port}/tcp: address already in use$`))]);
  await call('POST', '/containers/create?name=chosen', publish(`${port}-${port + 20}`));
  expect(await call('POST', '/containers/chosen/start')).toMatchObject({ status: 204 });
  await call('DELETE', '/containers/chosen?force=1');
  other.close();
});
