// Of images that exist though they aren't offered here nobody says that they don't.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Catalogues } from '../../src/catalog/catalogue';
import { session, type Session } from '../sessions/host';

let machine: Session;
beforeAll(async () => {
  machine = await session();
});
afterAll(() => machine.end());

test('a repository or a tag that is only real elsewhere is not simulated; what exists nowhere is not found', async () => {
  const says = async (command: string) => (await machine.sh(command)).stderr;
  const daemon = 'Error response from daemon: ';
  expect(await machine.sh('docker pull rocket.chat')).toEqual({ stdout: 'Using default tag: latest\n', stderr: `${daemon}dockyard: image rocket.chat is not simulated\n`, status: 1 });
  expect(await says('docker pull -a rocket.chat')).toBe(`${daemon}dockyard: image rocket.chat is not simulated\n`);
  expect(await says('docker pull itzg/minecraft-server')).toBe(`${daemon}dockyard: image itzg/minecraft-server is not simulated\n`);
  expect(await says('docker pull nginx:1.7.10')).toBe(`${daemon}dockyard: image nginx:1.7.10 is not simulated\n`);
  expect(await says('docker pull nginx:9.9')).toBe(`${daemon}failed to resolve reference "docker.io/library/nginx:9.9": docker.io/library/nginx:9.9: not found\n`);
  expect(await says('docker pull rocket.chat:nope')).toBe(`${daemon}failed to resolve reference "docker.io/library/rocket.chat:nope": docker.io/library/rocket.chat:nope: not found\n`);
  expect(await says('docker pull nosuch')).toBe(`${daemon}pull access denied for nosuch, repository does not exist or may require 'docker login'\n`);
  expect(await says('docker pull itzg/nosuch')).toBe(`${daemon}pull access denied for itzg/nosuch, repository does not exist or may require 'docker login'\n`);
});

test('other registries say it with their own name, and what is missing in their own words', async () => {
  const pull = async (name: string) => (await machine.sh(`docker pull -q ${name}`)).stderr.replace('Error response from daemon: ', '');
  for (const name of ['gcr.io/distroless/static-debian12', 'gcr.io/google-samples/hello-app', 'quay.io/keycloak/keycloak', 'ghcr.io/linuxserver/plex', 'mcr.microsoft.com/mssql/server', 'registry.k8s.io/kube-proxy', 'public.ecr.aws/lambda/python']) {
    expect(await pull(name)).toBe(`dockyard: image ${name} is not simulated\n`);
  }
  expect(await pull('gcr.io/distroless/nosuch')).toBe('failed to resolve reference "gcr.io/distroless/nosuch:latest": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed\n');
  expect(await pull('mcr.microsoft.com/nosuch')).toBe('failed to resolve reference "mcr.microsoft.com/nosuch:latest": mcr.microsoft.com/nosuch:latest: not found\n');
  expect(await pull('ghcr.io/nosuch/x')).toBe('error from registry: denied\ndenied\n');
});

test('images that several registries have are the same images', async () => {
  const { stdout } = await machine.sh("for i in prom/node-exporter quay.io/prometheus/node-exporter public.ecr.aws/docker/library/redis:alpine redis:alpine; do docker pull -q $i > /dev/null; docker inspect -f '{{json .RootFS.Layers}}' $i; done | uniq | wc -l");
  expect(stdout).toBe('2\n');
});

test('who has an account under a well-known name has what is there', async () => {
  expect(await machine.sh('docker login -u itzg -p 123456789 > /dev/null 2>&1; docker pull -q busybox > /dev/null; docker tag busybox itzg/minecraft-server; docker push -q itzg/minecraft-server > /dev/null; docker logout > /dev/null; docker pull -q itzg/minecraft-server')).toEqual({
    stdout: 'docker.io/itzg/minecraft-server:latest\n', stderr: '', status: 0,
  });
});

test.each<[repository: string, tag: string, real: boolean]>([
  ['library/nginx', '1.19', true], ['library/nginx', '1.19.10-alpine-perl', true], ['library/nginx', '1.19.11', false], ['library/nginx', '1', true], ['library/nginx', 'nope', false],
  ['library/node', '0.10.36-onbuild', true], ['library/node', '3', false], ['library/node', '99-alpine', false], ['library/ubuntu', 'bionic-20180526', true], ['library/ubuntu', '30.04', false],
  ['library/maven', '3-jdk-7', true], ['library/openjdk', '8u111-jre', true], ['library/fedora', '38', true], ['library/fedora', '99', false], ['library/nosuch', 'latest', false],
  ['grafana/grafana', '9.1.0', true], ['grafana/grafana', 'nope', false], ['nobody/nothing', '1', false],
])('%s:%s really is one: %s', async (repository, tag, real) => {
  expect(await new Catalogues().host('docker.io').isReal(repository, tag)).toBe(real);
});
