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
  const start = () => bench.machine.start({ path: '/bin/registry', argv: ['registry', 'serve', '/etc/registry.yml'], env: {}, cwd: '/', credentials: { uid: 0, gid: 0, euid: 0, egid: 0, groups: [], caps: new Set(['CHOWN', 'DAC_OVERRIDE', 'NET_BIND_SERVICE']) } });
  const ask = async (method: string, target: string, body?: Uint8Array) => {
    const connection = new HttpConnection(await bench.machine.dial(inet('127.0.0.1', 5000)));
    const answer = await connection.request({ method, target, headers: [['Host', 'localhost:5000'], ...(method === 'PUT' ? [['Content-Type', 'application/vnd.oci.image.manifest.v1+json'] as const] : [])], ...(body ? { body } : {}) });
    const got = [answer.status, text(await readAll(answer.body))];
    connection.close();
    return got;
  };
  bench.write('/etc/registry.yml', 'version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: /var/lib/registry\n');
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

test('what is malformed is refused, whatever it is, and the registry goes on', async () => {
  const { sh, end } = await session();
  const type = 'application/vnd.oci.image.manifest.v1+json';
  const put = (manifest: string, as = type, name = '1') => `curl -s -w '%{http_code}\n' -X PUT -H 'Content-Type: ${as}' -d '${manifest}' localhost:5000/v2/a/manifests/${name}; `;
  const invalid = (detail: string) => `{"errors":[{"code":"MANIFEST_INVALID","message":"manifest invalid","detail":${detail}}]}\n400\n`;
  const blob = (digest: string) => `{"code":"DIGEST_INVALID","message":"provided digest did not match uploaded content"},{"code":"MANIFEST_BLOB_UNKNOWN","message":"blob unknown to registry","detail":"${digest}"}`;
  await sh('docker run -d --name registry -p 5000:5000 registry:2; sleep 1');
  expect((await sh('curl -si localhost:5000/v2/%zz/manifests/x | tr -d "\r"; echo; curl -s "localhost:5000/v2/%ff/manifests/x"')).stdout).toBe(
    'HTTP/1.1 400 Bad Request\nContent-Type: text/plain; charset=utf-8\nConnection: close\n\n400 Bad Request\n404 page not found\n',
  );
  expect((await sh([
    put('{"schemaVersion":2,"config":{},"layers":[null]}'), put('{"schemaVersion":2,"config":{},"layers":{}}'), put('{"schemaVersion":2,'), put('<html>', 'text/html'),
    put('{"schemaVersion":2,"manifests":[]}'), put('{"schemaVersion":2,"mediaType":"text/html","layers":[]}'), put('{"layers":[],"config":{}}'), put('[]'),
  ].join(''))).stdout).toBe(
    `{"errors":[${blob('')},${blob('')}]}\n400\n${invalid('{}')}${invalid('{"Offset":19}')}${invalid('{}').repeat(3)}`
    + `{"errors":[{"code":"UNKNOWN","message":"unknown error","detail":{}}]}\n500\n${invalid('{}')}`,
  );
  expect((await sh('curl -s localhost:5000/v2/a/tags/list; docker ps --format "{{.Names}} {{.State}}"')).stdout).toBe(
    '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry","detail":{"name":"a"}}]}\nregistry running\n',
  );
  end();
});

test('a chunk says how long it is, and is', async () => {
  const { sh, end } = await session();
  await sh('docker run -d --name registry -p 5000:5000 registry:2; sleep 1');
  const chunk = (range: string, data: string) => `curl -s -w '%{http_code}\n' -X PATCH -H 'Content-Type: application/octet-stream' -H 'Content-Range: ${range}' -d '${data}' localhost:5000$place; `;
  expect((await sh(
    `place=$(curl -si -X POST localhost:5000/v2/a/blobs/uploads/ | tr -d '\r' | sed -n 's/^Location: //p'); ${chunk('0-3', 'abcd')}${chunk('4-100', 'efgh')}${chunk('9-12', 'efgh')}${chunk('4', 'efgh')}`
    + 'curl -s -X PUT "localhost:5000$place?digest=md5:1"; curl -s -X PUT localhost:5000$place; curl -s -X PUT "localhost:5000${place/a/b}?digest=sha256:0"',
  )).stdout).toBe([
    '202', '{"errors":[{"code":"SIZE_INVALID","message":"provided length did not match content length"}]}', '400',
    '{"errors":[{"code":"RANGE_INVALID","message":"invalid content range"}]}', '416',
    '{"errors":[{"code":"UNKNOWN","message":"unknown error","detail":"invalid content range format, 4"}]}', '500',
    '{"errors":[{"code":"DIGEST_INVALID","message":"provided digest did not match uploaded content","detail":"digest parsing failed"}]}',
    '{"errors":[{"code":"DIGEST_INVALID","message":"provided digest did not match uploaded content","detail":"digest missing"}]}',
    '{"errors":[{"code":"BLOB_UPLOAD_INVALID","message":"blob upload invalid","detail":{}}]}', '',
  ].join('\n'));
  end();
});

test('a full disk is an answer, and leaves no part of a blob', async () => {
  const { sh, end } = await session();
  await sh('docker run -d --name registry -p 5000:5000 --tmpfs /var/lib/registry:size=64k registry:2; dd if=/dev/urandom of=big bs=1k count=200');
  const pushed = await sh("printf 'FROM scratch\\nCOPY big /\\n' > Dockerfile; docker build -q -t localhost:5000/big . > /dev/null; docker push -q localhost:5000/big; docker exec registry find /var/lib/registry -type f; docker ps -q | wc -l");
  expect([pushed.stdout.replace(/[0-9a-f]{64}|(?<=sha256.)[0-9a-f]{2}(?=.[0-9a-f])/g, '…'), pushed.stderr.replace(/[0-9a-f]{8}-[-0-9a-f]{27}/, '…'), pushed.status]).toEqual([
    '/var/lib/registry/docker/registry/v2/repositories/big/_layers/sha256/…/link\n/var/lib/registry/docker/registry/v2/blobs/sha256/…/…/data\n1\n',
    'error from registry: unknown error - write /var/lib/registry/docker/registry/v2/repositories/big/_uploads/…/data: no space left on device\n', 0,
  ]);
  end();
});

test('garbage is what no manifest refers to: told of, then removed; deleting has to be allowed', async () => {
  const { sh, end } = await session();
  try {
    const collect = (flags: string, config = '/etc/docker/registry/config.yml') => sh(`docker exec store registry garbage-collect ${flags} ${config}`);
    const digests = (text: string): string => text.replace(/sha256:[0-9a-f]{64}/g, 'sha256:…');
    await sh('docker run -d -p 5000:5000 -e REGISTRY_STORAGE_DELETE_ENABLED=true -v store:/var/lib/registry --name store registry:2; docker run -d -p 5001:5000 registry:2; docker pull hello-world');
    await sh('mkdir app; echo one > app/file; printf "FROM scratch\\nCOPY file /\\n" > app/Dockerfile');
    await sh('docker build --provenance=false -t localhost:5000/app:1 app; docker push localhost:5000/app:1; echo two > app/file; docker build --provenance=false -t localhost:5000/app:1 app; docker push localhost:5000/app:1');
    const dry = await collect('--dry-run -m');
    // Manifests stand in the order of their digests.
    expect({ ...dry, stdout: digests(dry.stdout).split('\n').sort() }).toEqual({
      stdout: [
        '', '', '3 blobs marked, 3 blobs and 1 manifests eligible for deletion', 'app', ...Array<string>(2).fill('app: marking blob sha256:…'), 'app: marking manifest sha256:… ',
        ...Array<string>(3).fill('blob eligible for deletion: sha256:…'), 'manifest eligible for deletion: sha256:…',
      ], stderr: '', status: 0,
    });
    const swept = await collect('-m');
    expect(swept.stdout).toBe(dry.stdout);
    expect(swept.stderr.match(/^time="[^"]+" level=info msg="Deleting blob: \/docker\/registry\/v2\/blobs\/sha256\/\w\w\/\w{64}" go\.version=go1\.16\.15 instance\.id=[\w-]+ service=registry$/gm)).toHaveLength(3);
    expect((await collect('')).stdout).toMatch(/\n3 blobs marked, 0 blobs and 0 manifests eligible for deletion\n$/);
    expect((await sh('docker run --rm -v store:/store alpine find /store/docker/registry/v2/blobs -name data | wc -l')).stdout).toBe('3\n');
    expect((await collect('', '/nowhere')).stderr).toMatch(/^configuration error: open \/nowhere: no such file or directory\nUsage:\n {2}registry garbage-collect <config> \[flags\]\n/);
    const remove = (port: number): Promise<{ stdout: string }> => sh(`curl -s -o /dev/null -w '%{http_code}' -X DELETE localhost:${port}/v2/app/manifests/$(docker inspect -f '{{.Id}}' localhost:5000/app:1)`);
    expect([(await remove(5001)).stdout, (await remove(5000)).stdout]).toEqual(['405', '202']);
    expect((await collect('')).stdout).toMatch(/^app\n\n0 blobs marked, 3 blobs and 0 manifests eligible for deletion\n/);
  } finally {
    end();
  }
});

test('what its configuration asks for and what is missing there is told at its start', async () => {
  const { sh, end } = await session();
  await sh('docker pull -q registry:2; docker pull -q registry:3');
  const told = async (options: string): Promise<unknown[]> => {
    const { stdout, stderr, status } = await sh(`timeout 20 docker run --rm ${options}`);
    return [stdout, stderr.replace(/time="[^"]*"/, 'time'), status];
  };
  const refused = (what: string) => ['', `dockyard: registry: ${what} is not simulated\n`, 1];
  expect(await told('registry:2 --version')).toEqual(['registry github.com/docker/distribution 2.8.1\n', '', 0]);
  expect(await told('registry:3 --version')).toEqual(['registry github.com/distribution/distribution/v3 3.1.1\n', '', 0]);
  expect(await told('registry:2 /nope.yml')).toEqual([
    '', 'configuration error: open /nope.yml: no such file or directory\n\nUsage: \n  registry serve <config> [flags]\nFlags:\n  -h, --help=false: help for serve\n\n\nAdditional help topics:\n\n', 1,
  ]);
  expect(await told('registry:3 serve')).toEqual(['', 'configuration error: configuration path unspecified\nUsage:\n  registry serve <config> [flags]\n\nFlags:\n  -h, --help   help for serve\n', 1]);
  expect(await told('-e REGISTRY_STORAGE=s3 registry:2')).toEqual(refused('storage s3'));
  expect(await told('-e REGISTRY_STORAGE=bogus registry:2')).toEqual(['', 'panic: StorageDriver not registered: bogus\n', 2]);
  expect(await told('-e REGISTRY_AUTH=token registry:3')).toEqual(refused('auth token'));
  expect(await told('-e REGISTRY_AUTH=htpasswd -e REGISTRY_AUTH_HTPASSWD_PATH=/h registry:2')).toEqual(['', 'panic: unable to configure authorization (htpasswd): "realm" must be set for htpasswd access controller\n', 2]);
  const tls = '-e REGISTRY_HTTP_TLS_CERTIFICATE=/certs/domain.crt -e REGISTRY_HTTP_TLS_KEY=/certs/domain.key';
  expect(await told(`${tls} registry:2`)).toEqual(['', 'time level=fatal msg="open /certs/domain.crt: no such file or directory"\n', 1]);
  await sh('mkdir certs; touch certs/domain.crt certs/domain.key');
  expect(await told(`${tls} -v $PWD/certs:/certs registry:2`)).toEqual(refused('TLS (http.tls)'));
  expect(await told('registry:2 help')).toEqual(['', 'dockyard: registry help is not simulated\n', 1]);
  end();
});

test('a registry without its htpasswd file makes one with an account', async () => {
  const { sh, end } = await session();
  await sh('docker run -d --name registry -p 5000:5000 -e REGISTRY_AUTH=htpasswd -e REGISTRY_AUTH_HTPASSWD_REALM=Ours -e REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd registry:2; sleep 2');
  const { stderr } = await sh('docker logs registry');
  const [, password = ''] = /level=warning msg="htpasswd is missing, provisioning with default user" go\.version=go1\.16\.15 password=([-\w]{43}) user=docker\n/.exec(stderr) ?? [];
  expect((await sh(`docker exec registry cat /auth/htpasswd | cut -c1-14; echo; curl -s -o /dev/null -w '%{http_code}\n' localhost:5000/v2/; curl -s -u docker:${password} localhost:5000/v2/`)).stdout).toBe('docker:$2a$10$\n\n401\n{}');
  end();
});

test('its configuration is read by the place of its keys', async () => {
  const { sh, end } = await session();
  try {
    await sh(`cat > c.yml <<'X'
version: 0.1
log: {level: error}
redis:
  addr: localhost:6379
storage:
  filesystem: {rootdirectory: /data}
http:
  secret: "abc"
  addr: ":5001"
X
printf 'http: {prefix: /pre/}\n' > prefix.yml; printf 'a: [\n' > broken.yml; docker pull -q registry:2`);
    expect(await sh('docker run -d --name reg -p 5001:5001 -v ~/c.yml:/etc/distribution/config.yml registry:2 /etc/distribution/config.yml > id; sleep 1; curl -s localhost:5001/v2/; echo; docker logs reg | cut -c-10; docker exec reg registry --version')).toEqual({
      stdout: '{}\n172.17.0.1\nregistry github.com/docker/distribution 2.8.1\n', stderr: '', status: 0,
    });
    expect(await sh('docker run --rm -v ~/prefix.yml:/c.yml registry:2 /c.yml; docker run --rm -v ~/broken.yml:/c.yml registry:2 /c.yml')).toEqual({
      stdout: '', stderr: 'dockyard: registry: http.prefix is not simulated\ndockyard: registry: a configuration that is no YAML (/c.yml) is not simulated\n', status: 1,
    });
  } finally {
    end();
  }
});
