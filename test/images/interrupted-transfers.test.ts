import { expect, test } from 'vitest';
import { session } from '../sessions/host';
import { published, short } from './published';

const CREATE = "curl -s --unix-socket /var/run/docker.sock -X POST 'http://localhost/images/create?fromImage=node&tag=20'";

test('a pull ends with its client; the next one looks at no layer that is unpacked and goes on where the others were', async () => {
  const { sh, end } = await session();
  expect(await sh('timeout 14 docker pull node:20')).toMatchObject({ stderr: '', status: 124 });
  await sh('sleep 60');
  expect(await sh('docker images -q; docker builder prune -f')).toEqual({ stdout: 'Total:\t0B\n', stderr: '', status: 0 });
  const layers = (await published('node', '20')).amd64.layers.map(short);
  const records = (await sh(`${CREATE} -m 2`)).stdout.trim().split('\r\n').map((line) => JSON.parse(line) as { status: string; id?: string; progressDetail?: { current?: number } });
  expect(records.filter(({ status }) => status === 'Pulling fs layer').map(({ id }) => id)).toEqual(layers.slice(2));
  const begun = records.filter(({ status, id }, i) => status === 'Downloading' && records.findIndex((one) => one.status === 'Downloading' && one.id === id) === i);
  // Who answers first is nobody's promise.
  expect(Object.fromEntries(begun.map(({ id, progressDetail }) => [id, progressDetail!.current! / 1048576]))).toEqual({ [layers[2]!]: 51, [layers[3]!]: 28, [layers[5]!]: 4 });
  await sh('sleep 60');
  expect((await sh('docker images -q; docker pull -q node:20; docker run --rm node:20 node -p 1+1')).stdout).toBe('docker.io/library/node:20\n2\n');
  end();
});

test('a push ends with its client; the next one finds the layers that had all come', async () => {
  const { sh, end } = await session();
  await sh('docker run -d --name registry -p 5000:5000 registry:2; docker pull -q node:20; docker tag node:20 localhost:5000/node');
  const cut = await sh('timeout 0.5 docker push localhost:5000/node; sleep 10; curl -s localhost:5000/v2/node/tags/list');
  const lines = cut.stdout.trimEnd().split('\n');
  expect([...lines.slice(0, 2), lines.at(-1)]).toEqual([
    'Using default tag: latest', 'The push refers to repository [localhost:5000/node]',
    '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"node"}}]}',
  ]);
  // How far half a second goes is nobody's promise.
  const pushed = lines.slice(2, -1).map((line) => /^([0-9a-f]{12}): Pushed$/.exec(line)?.[1]);
  expect(pushed.length).toBeGreaterThan(2);
  expect(pushed).not.toContain(undefined);
  const again = await sh('docker push localhost:5000/node');
  expect([again.stderr, again.status]).toEqual(['', 0]);
  const layers = again.stdout.split('\n').filter((line) => /^[0-9a-f]{12}: /.test(line)).map((line) => line.split(': ') as [string, string]);
  expect(layers.length).toBe(8);
  for (const [id, said] of layers) expect([id, said]).toEqual([id, pushed.includes(id) ? (said === 'Already exists' ? said : 'Layer already exists') : 'Pushed']);
  expect(again.stdout).toMatch(/\nlatest: digest: sha256:[0-9a-f]{64} size: \d+\n\n Info -> Not all multiplatform-content is present/);
  end();
});

test('what a pull had brought when dockerd was killed is there for the next one, which leaves nothing of it', async () => {
  const { sh, end } = await session();
  const folder = '/var/lib/docker/containerd/daemon/io.containerd.content.v1.content/ingest';
  const ingests = `sudo sh -c 'ls ${folder} 2>/dev/null | wc -l'`;
  await sh('docker pull node:20 > pull.log 2>&1 & sleep 6; sudo kill -9 $(pidof dockerd); sleep 5; sudo systemctl restart docker');
  expect(await sh(`docker images -q; ${ingests}`)).toEqual({ stdout: '3\n', stderr: '', status: 0 });
  const again = await sh('docker pull node:20');
  expect(again.status).toBe(0);
  expect(await sh(`docker run --rm node:20 node -p 1+1; ${ingests}`)).toEqual({ stdout: '2\n0\n', stderr: '', status: 0 });
  end();
});
