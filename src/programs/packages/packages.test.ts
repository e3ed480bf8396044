import { expect, test } from 'vitest';
import { makeTestMachine } from '../../machine/testing';
import { PACKAGES } from './list';
import { archiveMirrors } from './mirror-hosts';

const FILES = {
  '/etc/apt/sources.list': 'deb http://deb.dockyard.example/debian bookworm main\n', '/etc/resolv.conf': 'nameserver 10.0.2.3\n', '/var/lib/dpkg/status': '',
  '/etc/apk/repositories': 'https://dl-cdn.alpine.dockyard.example/alpine/v3.22/main\n', '/lib/apk/db/installed': 'P:busybox\nV:1.37.0-r31\nI:946176\nT:busybox\n\n', '/etc/apk/world': 'busybox\n',
};

async function machineOf(online: boolean) {
  const programs = Object.fromEntries(await Promise.all(['apt-get', 'dpkg', 'apk'].map(async (name) => [name, await PACKAGES[name]!()] as const)));
  const machine = await makeTestMachine({ files: FILES, programs });
  if (online) for (const host of archiveMirrors(machine.clock)) machine.machine.kernel.addInternetHost(host);
  return machine;
}

test('nothing can be installed before the lists are there', async () => {
  const machine = await machineOf(true);
  const run = (...args: string[]) => machine.run('/bin/apt-get', ['apt-get', ...args]);
  const early = await run('install', '-y', 'tree');
  expect(early).toMatchObject({ stderr: 'E: Unable to locate package tree\n', status: 100 });
  expect((await run('update')).status).toBe(0);
  const late = await run('install', '-y', 'tree');
  expect(late.status).toBe(0);
  expect(late.stdout).toContain('The following NEW packages will be installed:\n  tree\n0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.\n');
  expect(late.stdout).toContain('Setting up tree (2.1.0-1) ...\n');
  expect((await machine.run('/bin/dpkg', ['dpkg', '-L', 'tree'])).stdout).toContain('/usr/bin/tree\n');
  expect((await run('install', 'tree')).stdout).toContain('tree is already the newest version (2.1.0-1).\n');
});

test('apt without a network says what failed and goes on', async () => {
  const machine = await machineOf(false);
  const { stderr, status } = await machine.run('/bin/apt-get', ['apt-get', 'update']);
  expect(status).toBe(0);
  expect(stderr).toContain("W: Failed to fetch http://deb.dockyard.example/debian/dists/bookworm/InRelease  Temporary failure resolving 'deb.dockyard.example'\n");
});

test('apk adds, lists and deletes', async () => {
  const machine = await machineOf(true);
  const run = (...args: string[]) => machine.run('/bin/apk', ['apk', ...args]);
  expect((await run('add', '--no-cache', 'jq')).stdout).toBe(
    'fetch https://dl-cdn.alpine.dockyard.example/alpine/v3.22/main/x86_64/APKINDEX.tar.gz\n(1/2) Installing oniguruma (6.9.10-r0)\n(2/2) Installing jq (1.8.1-r0)\nExecuting busybox-1.37.0-r31.trigger\nOK: 2 MiB in 3 packages\n',
  );
  expect((await run('info')).stdout).toBe('busybox\njq\noniguruma\n');
  expect((await run('del', 'jq')).stdout).toBe('(1/2) Purging oniguruma (6.9.10-r0)\n(2/2) Purging jq (1.8.1-r0)\nExecuting busybox-1.37.0-r31.trigger\nOK: 924 KiB in 1 packages\n');
  expect(await run('add', '--no-cache', 'nosuch')).toMatchObject({ stderr: 'ERROR: unable to select packages:\n  nosuch (no such package):\n    required by: world[nosuch]\n', status: 1 });
});

test("Docker's packages come from Docker's archive once its key is there", async () => {
  const machine = await machineOf(true);
  const run = (...args: string[]) => machine.run('/bin/apt-get', ['apt-get', ...args]);
  const list = 'deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/debian bookworm stable';
  const unsigned = await makeTestMachine({ files: { ...FILES, '/etc/apt/sources.list.d/docker.list': `${list}\n` }, programs: { 'apt-get': await PACKAGES['apt-get']!() } });
  for (const host of archiveMirrors(unsigned.clock)) unsigned.machine.kernel.addInternetHost(host);
  const refused = await unsigned.run('/bin/apt-get', ['apt-get', 'update']);
  expect(refused.status).toBe(100);
  expect(refused.stderr).toContain('NO_PUBKEY 7EA0A9C3F273FCD8');
  const signed = await makeTestMachine({ files: { ...FILES, '/etc/apt/sources.list.d/docker.list': `${list}\n`, '/etc/apt/keyrings/docker.asc': 'key\n' }, programs: { 'apt-get': await PACKAGES['apt-get']!() } });
  for (const host of archiveMirrors(signed.clock)) signed.machine.kernel.addInternetHost(host);
  expect((await signed.run('/bin/apt-get', ['apt-get', 'update'])).stdout).toContain('https://download.docker.com/linux/debian bookworm/stable amd64 Packages');
  const installed = await signed.run('/bin/apt-get', ['apt-get', 'install', '-y', 'docker-ce', 'docker-ce-cli', 'containerd.io', 'docker-buildx-plugin', 'docker-compose-plugin']);
  expect(installed.status).toBe(0);
  expect(installed.stdout).toContain('Setting up docker-ce (5:29.7.2-1~debian.12~bookworm) ...\n');
  expect((await run('install', '-y', 'docker-ce')).stderr).toBe('E: Unable to locate package docker-ce\n');
});
