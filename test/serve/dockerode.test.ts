import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, type Duplex, type Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type Served } from './served';

/** Found at run time, without types: those that others wrote for it lag behind it. */
const name: string = 'dockerode';
const { default: Docker } = await import(/* @vite-ignore */ name);

let served: Served;
let docker: InstanceType<typeof Docker>;

beforeAll(async () => {
  served = await serve();
  docker = new Docker({ socketPath: served.socket });
});
afterAll(() => served.stop());

function ended(stream: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.on('data', (data: Buffer) => (text += data.toString()));
    stream.on('end', () => resolve(text));
    stream.on('error', reject);
  });
}

/** Both streams out of a framed one. */
async function parted(stream: Duplex): Promise<{ stdout: string; stderr: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  docker.modem.demuxStream(stream, stdout, stderr);
  stream.on('end', () => {
    stdout.end();
    stderr.end();
  });
  const [out, err] = await Promise.all([ended(stdout), ended(stderr)]);
  return { stdout: out, stderr: err };
}

const followed = (stream: Readable) =>
  new Promise<Record<string, unknown>[]>((resolve, reject) => docker.modem.followProgress(stream, (error: Error | null, records: Record<string, unknown>[]) => (error ? reject(error) : resolve(records))));

test('pull: records of progress, the last of them the status', async () => {
  const records = await followed(await docker.pull('busybox:latest'));
  expect(records[0]).toEqual({ status: 'Pulling from library/busybox', id: 'latest' });
  expect(records.at(-1)).toEqual({ status: 'Status: Downloaded newer image for busybox:latest' });
  await expect(docker.pull('nosuch/image:latest')).rejects.toMatchObject({ statusCode: 404 });
});

test('create, attach, start, wait, remove: both streams arrive whole', async () => {
  const container = await docker.createContainer({ Image: 'busybox', Cmd: ['sh', '-c', 'echo out; echo err >&2; exit 4'] });
  const stream = await container.attach({ stream: true, stdout: true, stderr: true });
  const streams = parted(stream);
  await container.start();
  expect(await container.wait()).toEqual({ StatusCode: 4 });
  expect(await streams).toEqual({ stdout: 'out\n', stderr: 'err\n' });
  await container.remove();
  await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404, json: { message: `No such container: ${container.id}` } });
});

test('attach with stdin: what is written comes back, and its end ends the container', async () => {
  const container = await docker.createContainer({ Image: 'busybox', Cmd: ['cat'], OpenStdin: true, StdinOnce: true, AttachStdin: true, AttachStdout: true });
  const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
  const streams = parted(stream);
  await container.start();
  stream.write('typed\n');
  stream.end();
  expect(await container.wait()).toEqual({ StatusCode: 0 });
  expect(await streams).toEqual({ stdout: 'typed\n', stderr: '' });
  await container.remove();
});

test('exec and logs in a running container', async () => {
  const container = await docker.createContainer({ name: 'runner', Image: 'busybox', Cmd: ['sh', '-c', 'echo first; echo second; exec sleep 1000'] });
  await container.start();
  const exec = await container.exec({ Cmd: ['sh', '-c', 'cat; echo $WHO >&2'], Env: ['WHO=exec'], AttachStdin: true, AttachStdout: true, AttachStderr: true });
  const stream = await exec.start({ hijack: true, stdin: true });
  const streams = parted(stream);
  stream.end('given\n');
  expect(await streams).toEqual({ stdout: 'given\n', stderr: 'exec\n' });
  expect(await exec.inspect()).toMatchObject({ Running: false, ExitCode: 0 });

  const terminal = await container.exec({ Cmd: ['sh', '-c', 'tty'], Tty: true, AttachStdout: true });
  expect(await ended(await terminal.start({ Tty: true, hijack: true }))).toBe('/dev/pts/0\r\n');

  const log = parted(await container.logs({ stdout: true, stderr: true, follow: true }));
  await container.kill();
  expect(await log).toEqual({ stdout: 'first\nsecond\n', stderr: '' });
  expect((await container.inspect()).State).toMatchObject({ Status: 'exited', ExitCode: 137 });
  await container.remove();
});

test('events of a container’s life, as they happen', async () => {
  const stream = await docker.getEvents({ filters: { type: ['container'] } });
  let text = '';
  const destroyed = new Promise<void>((resolve) => stream.on('data', (data: Buffer) => {
    text += data.toString();
    if (text.includes('"destroy"')) resolve();
  }));
  await docker.run('busybox', ['true'], new PassThrough(), { name: 'shortlived', HostConfig: { AutoRemove: true } });
  await destroyed;
  (stream as Readable).destroy();
  const actions = text.trim().split('\n').map((line) => JSON.parse(line) as { Action: string; Actor: { Attributes: { name: string } } });
  expect(actions.map((event) => `${event.Actor.Attributes.name} ${event.Action}`)).toEqual([
    'shortlived create', 'shortlived attach', 'shortlived start', 'shortlived die', 'shortlived destroy',
  ]);
});

test('build: the context is sent as a tar, the steps come back', async () => {
  const context = join(served.folder, 'context');
  mkdirSync(context);
  writeFileSync(join(context, 'Dockerfile'), 'FROM busybox\nARG WHO\nCOPY text /text\nRUN echo "$WHO" >> /text\nCMD ["cat", "/text"]\n');
  writeFileSync(join(context, 'text'), 'copied\n');
  const records = await followed(await docker.buildImage({ context, src: ['Dockerfile', 'text'] }, { t: 'ode', buildargs: { WHO: 'argued' } }));
  expect(records.flatMap(({ stream }) => (typeof stream === 'string' ? /^Step .*/.exec(stream)?.[0] ?? [] : []))).toEqual([
    'Step 1/5 : FROM busybox', 'Step 2/5 : ARG WHO', 'Step 3/5 : COPY text /text', 'Step 4/5 : RUN echo "$WHO" >> /text', 'Step 5/5 : CMD ["cat", "/text"]',
  ]);
  expect(records.at(-1)).toEqual({ stream: 'Successfully tagged ode:latest\n' });
  const [out, err] = [new PassThrough(), new PassThrough()];
  const text = ended(out);
  const [result] = await docker.run('ode', [], [out, err], { Tty: false, HostConfig: { AutoRemove: true } });
  out.end();
  expect([result, await text]).toEqual([{ StatusCode: 0 }, 'copied\nargued\n']);
});
