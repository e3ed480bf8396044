// Registries that aren't there, or that aren't any, or that refuse: what dockerd and its client said of the same answers.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { utf8 } from '../../src/lib/bytes';
import { nodeRuntimes } from '../../src/node/runtimes';
import { runtimeWorkerFile } from '../../src/node/setup/runtime-worker.mjs';
import { session, type Session } from '../sessions/host';

/** A server whose every port answers in its one way, whatever is asked. */
const SERVER = `
const http = require('http');
const fs = require('fs');
const error = (code, message) => JSON.stringify({ errors: [{ code, message }] });
const ANSWERS = {
  7101: [401, error('UNAUTHORIZED', 'authentication required')],
  7102: [401, error('UNAUTHORIZED', 'authentication required'), 'Basic realm="x"'],
  7103: [403, error('DENIED', 'requested access to the resource is denied')],
  7104: [404, error('NAME_UNKNOWN', 'repository name not known to registry')],
  7105: [401, '', 'Bearer realm="http://localhost:7150/token",service="s"'],
  7110: [200, '{"schemaVersion":1}', undefined, { 'Content-Type': 'application/vnd.docker.distribution.manifest.v1+prettyjws' }],
  7111: [200, '{"schemaVersion":1}', undefined, { 'Content-Type': 'application/vnd.docker.distribution.manifest.v1+prettyjws', 'Docker-Content-Digest': 'sha256:7cb62a1a9d0c0ff2b9d3ea3c4b5a5d3d7c9b8a7f6e5d4c3b2a19080706050403' }],
  7120: [200, '<!doctype html><title>Hi</title>\\n'],
  7129: [429, error('TOOMANYREQUESTS', 'You have reached your pull rate limit.')],
  7150: [500, error('UNKNOWN', 'unknown error')],
  7153: [503, '<html>503 Service Unavailable</html>'],
};
for (const [port, [status, body, challenge, more]] of Object.entries(ANSWERS)) {
  http.createServer((request, response) => {
    fs.appendFileSync('requests', port + ' ' + request.method + ' ' + request.url + '\\n');
    const headers = { 'Content-Type': status === 200 ? 'text/html' : 'application/json', 'Content-Length': Buffer.byteLength(body), ...more };
    if (challenge) headers['WWW-Authenticate'] = challenge;
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  }).listen(Number(port), '127.0.0.1');
}
`;

const LAYER = 'sha256:[0-9a-f]{64}';
const NONE = 'lookup nosuch.invalid on 10.0.2.3:53: no such host';
const status = (port: number, words: string): string => `unknown: failed to resolve reference "localhost:${port}/x:1": unexpected status from HEAD request to http://localhost:${port}/v2/x/manifests/1: ${words}`;
const blob = (port: number, words: string): string => `unknown: unexpected status from HEAD request to http://localhost:${port}/v2/x/blobs/<digest>: ${words}`;
const advice = "If this private registry supports only HTTP or HTTPS with an unknown CA certificate, add `--insecure-registry nosuch.invalid` to the daemon's arguments. In the case of HTTPS, if you have access to the registry's CA certificate, no need for the flag; place the CA certificate at /etc/docker/certs.d/nosuch.invalid/ca.crt";
const BASIC = 'access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials';

/** By host: what pull, pull -a, push, login and search say. */
const HOSTS: Record<string, [pull: string, all: string, push: string, login: string, search: string]> = {
  'nosuch.invalid': [
    `failed to resolve reference "nosuch.invalid/x:1": failed to do request: Head "https://nosuch.invalid/v2/x/manifests/1": dial tcp: ${NONE}`,
    `Get "https://nosuch.invalid/v2/": dial tcp: ${NONE}`,
    `failed to do request: Head "https://nosuch.invalid/v2/x/blobs/<digest>": dial tcp: ${NONE}`,
    `Get "https://nosuch.invalid/v2/": dial tcp: ${NONE}`,
    `invalid registry endpoint https://nosuch.invalid/v1/: Get "https://nosuch.invalid/v1/_ping": dial tcp: ${NONE}. ${advice}`,
  ],
  'localhost:7199': [
    'failed to resolve reference "localhost:7199/x:1": failed to do request: Head "https://localhost:7199/v2/x/manifests/1": dial tcp 127.0.0.1:7199: connect: connection refused',
    'Get "http://localhost:7199/v2/": dial tcp 127.0.0.1:7199: connect: connection refused',
    'failed to do request: Head "https://localhost:7199/v2/x/blobs/<digest>": dial tcp 127.0.0.1:7199: connect: connection refused',
    'Get "http://localhost:7199/v2/": dial tcp 127.0.0.1:7199: connect: connection refused',
    'invalid registry endpoint "http://localhost:7199/v1/". HTTPS attempt: Get "https://localhost:7199/v1/_ping": dial tcp 127.0.0.1:7199: connect: connection refused. HTTP attempt: Get "http://localhost:7199/v1/_ping": dial tcp 127.0.0.1:7199: connect: connection refused',
  ],
  'localhost:7101': [status(7101, '401 Unauthorized'), 'unauthorized', blob(7101, '401 Unauthorized'), 'login attempt to http://localhost:7101/v2/ failed with status: 401 Unauthorized', 'unexpected status code 401'],
  'localhost:7102': [`failed to resolve reference "localhost:7102/x:1": pull ${BASIC}`, 'Get "http://localhost:7102/v2/x/tags/list": no basic auth credentials', `push ${BASIC}`, 'login attempt to http://localhost:7102/v2/ failed with status: 401 Unauthorized', 'unexpected status code 401'],
  'localhost:7103': ['error from registry: denied\ndenied', 'denied', 'error from registry: denied\ndenied', 'login attempt to http://localhost:7103/v2/ failed with status: 403 Forbidden', 'unexpected status code 403'],
  'localhost:7104': ['failed to resolve reference "localhost:7104/x:1": localhost:7104/x:1: not found', 'name unknown', 'error from registry: repository name not known to registry', 'login attempt to http://localhost:7104/v2/ failed with status: 404 Not Found', 'unexpected status code 404'],
  'localhost:7105': ['error from registry: unknown\nunknown', 'Get "http://localhost:7105/v2/x/tags/list": received unexpected HTTP status: 500 Internal Server Error', 'error from registry: unknown\nunknown', 'Get "http://localhost:7105/v2/": received unexpected HTTP status: 500 Internal Server Error', 'unexpected status code 401'],
  'localhost:7129': [status(7129, '429 Too Many Requests'), 'toomanyrequests: You have reached your pull rate limit.', blob(7129, '429 Too Many Requests'), 'login attempt to http://localhost:7129/v2/ failed with status: 429 Too Many Requests', 'unexpected status code 429'],
  'localhost:7150': [status(7150, '500 Internal Server Error'), 'Get "http://localhost:7150/v2/x/tags/list": received unexpected HTTP status: 500 Internal Server Error', blob(7150, '500 Internal Server Error'), 'login attempt to http://localhost:7150/v2/ failed with status: 500 Internal Server Error', 'unexpected status code 500'],
  'localhost:7153': [status(7153, '503 Service Unavailable'), 'Get "http://localhost:7153/v2/x/tags/list": received unexpected HTTP status: 503 Service Unavailable', blob(7153, '503 Service Unavailable'), 'login attempt to http://localhost:7153/v2/ failed with status: 503 Service Unavailable', 'unexpected status code 503'],
};

let machine: Session;
beforeAll(async () => {
  machine = await session({ runtimes: nodeRuntimes(await runtimeWorkerFile()) });
  const { root } = machine.host.machine;
  const home = root.lookup(root.lookup(root.root, 'home')!, 'learner')!;
  root.write(root.create(home, 'server.js', { type: 'file', mode: 0o644, uid: 1000, gid: 1000 }), 0, utf8(SERVER));
  await machine.sh('docker pull -q hello-world; node server.js > /dev/null 2>&1 & until curl -so /dev/null localhost:7153; do sleep 1; done');
}, 60_000);
afterAll(() => machine.end());

const said = (text: string): string => text.replace(new RegExp(LAYER, 'g'), '<digest>');

test.each(Object.entries(HOSTS))('%s', async (host, [pull, all, push, login, search]) => {
  const images = (await machine.sh('docker images -a')).stdout;
  expect(await machine.sh(`docker pull ${host}/x:1`)).toEqual({ stdout: '', stderr: `Error response from daemon: ${pull}\n`, status: 1 });
  expect(await machine.sh(`docker pull -a ${host}/x`)).toEqual({ stdout: '', stderr: `Error response from daemon: ${all}\n`, status: 1 });
  expect(await machine.sh(`docker run --rm ${host}/x:1 true`)).toEqual({ stdout: '', stderr: `Unable to find image '${host}/x:1' locally\ndocker: Error response from daemon: ${pull}\n\nRun 'docker run --help' for more information\n`, status: 125 });
  expect(await machine.sh(`docker create ${host}/x:1 true`)).toEqual({ stdout: '', stderr: `Unable to find image '${host}/x:1' locally\nError response from daemon: ${pull}\n`, status: 1 });
  const built = await machine.sh(`printf 'FROM ${host}/x:1\\n' | DOCKER_BUILDKIT=0 docker build - 2>&1 >/dev/null | tail -n +5`);
  expect(built.stdout).toBe(`${pull}\n`);
  await machine.sh(`docker tag hello-world ${host}/x:1`);
  const pushed = await machine.sh(`docker push -q ${host}/x:1`);
  expect({ ...pushed, stderr: said(pushed.stderr) }).toEqual({ stdout: '', stderr: `${push}\n`, status: 1 });
  await machine.sh(`docker rmi ${host}/x:1`);
  expect(await machine.sh(`echo p | docker login -u u --password-stdin ${host}`)).toEqual({ stdout: '', stderr: `Error response from daemon: ${login}\n`, status: 1 });
  expect(await machine.sh(`docker search ${host}/x`)).toEqual({ stdout: '', stderr: `Error response from daemon: ${search}\n`, status: 1 });
  expect((await machine.sh('docker images -a')).stdout).toBe(images);
});

test('a server that says yes to everything is no registry', async () => {
  const pulled = await machine.sh('docker pull -q localhost:7120/x');
  expect({ ...pulled, stderr: said(pulled.stderr) }).toEqual({ stdout: '', stderr: 'failed to unpack image on snapshotter overlayfs: unexpected media type text/html for <digest>: not found\n', status: 1 });
  expect(await machine.sh('docker search localhost:7120/x')).toEqual({ stdout: '', stderr: "Error response from daemon: error decoding registry search results: invalid character '<' looking for beginning of value\n", status: 1 });
});

test("Docker's first manifests are refused, with and without a digest", async () => {
  const refused = (since: string): string => `not implemented: media type "application/vnd.docker.distribution.manifest.v1+prettyjws" is no longer supported since containerd ${since}, please rebuild the image as "application/vnd.docker.distribution.manifest.v2+json" or "application/vnd.oci.image.manifest.v1+json"\n`;
  expect(await machine.sh('docker pull localhost:7110/x:1')).toEqual({ stdout: '', stderr: `Error response from daemon: failed to resolve reference "localhost:7110/x:1": ${refused('v2.0')}`, status: 1 });
  expect(await machine.sh('docker pull localhost:7111/x:1')).toEqual({ stdout: '', stderr: `Error response from daemon: ${refused('v2.1')}`, status: 1 });
});

test('a registry in need is asked again: twice for a failure, five times for patience', async () => {
  await machine.sh(': > requests; docker pull localhost:7153/again:1; docker pull localhost:7129/again:1; docker pull localhost:7103/again:1');
  expect((await machine.sh('grep again requests | sort | uniq -c')).stdout).toBe(
    '      1 7103 GET /v2/again/manifests/1\n      1 7103 HEAD /v2/again/manifests/1\n      5 7129 HEAD /v2/again/manifests/1\n      2 7153 HEAD /v2/again/manifests/1\n',
  );
});
