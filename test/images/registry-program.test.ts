import { expect, test } from 'vitest';
import { text, utf8 } from '../../src/lib/bytes';
import { HttpConnection } from '../../src/lib/http/client';
import { readAll } from '../../src/lib/stream';
import { inet } from '../../src/machine/net/types';
import { makeTestMachine } from '../../src/machine/testing';
import type { Program } from '../../src/machine/program';
import { digestOfBytes } from '../../src/oci/digest';
import { registry } from '../../src/registry/program';
import { session } from '../sessions/host';

test('the registry keeps what is pushed in its files, and a new one finds it there', async () => {
  const program: Program = registry;
  const bench = await makeTestMachine({ programs: { registry: program } });
  const start = () => bench.machine.start({ path: '/bin/registry', argv: ['registry', 'serve', '/etc/docker/registry/config.yml'], env: {}, cwd: '/', credentials: { uid: 0, gid: 0, euid: 0, egid: 0, groups: [], caps: new Set(['CHOWN', 'DAC_OVERRIDE', 'NET_BIND_SERVICE']) } });
  const ask = async (method: string, target: string, body?: Uint8Array) => {
    const connection = new HttpConnection(await bench.machine.dial(inet('127.0.0.1', 5000)));
    const answer = await connection.request({ method, target, headers: [['Host', 'localhost:5000']], ...(body ? { body } : {}) });
    const got = [answer.status, text(await readAll(answer.body))];
    connection.close();
    return got;
  };
  const first = await start();
  await bench.clock.sleep(10);
  const blob = utf8('{"architecture":"amd64","os":"linux"}');
  const manifest = utf8(JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json', config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOfBytes(blob), size: blob.length }, layers: [] }));
  expect((await ask('POST', `/v2/team/app/blobs/uploads/?digest=${digestOfBytes(blob)}`, blob))[0]).toBe(201);
  expect((await ask('PUT', '/v2/team/app/manifests/1', manifest))[0]).toBe(201);
  bench.machine.kernel.signal(first.pid, 'SIGTERM');
  await first.exit;
  expect(text(await readAll(first.stderr))).toContain('level=info msg="listening on [::]:5000"');
  expect(text(await readAll(first.stdout))).toContain('"PUT /v2/team/app/manifests/1 HTTP/1.1" 201 0 ""');
  await start();
  await bench.clock.sleep(10);
  expect(await ask('GET', '/v2/_catalog')).toEqual([200, '{"repositories":["team/app"]}\n']);
  expect(await ask('GET', '/v2/team/app/tags/list')).toEqual([200, '{"name":"team/app","tags":["1"]}\n']);
  expect(await ask('GET', '/v2/team/app/manifests/1')).toEqual([200, text(manifest)]);
  expect(await ask('GET', `/v2/team/app/blobs/${digestOfBytes(blob)}`)).toEqual([200, text(blob)]);
});

test('a pull-through cache says that it is none', async () => {
  const { sh, end } = await session();
  try {
    expect(await sh('docker pull -q registry:2 > /dev/null; docker run --rm -e REGISTRY_PROXY_REMOTEURL=https://registry-1.docker.io registry:2')).toEqual({
      stdout: '', stderr: 'dockyard: registry: a pull-through cache (proxy.remoteurl) is not simulated\n', status: 1,
    });
  } finally {
    end();
  }
});
