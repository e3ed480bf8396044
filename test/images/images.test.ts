import { expect, test } from 'vitest';
import { Filters } from '../../src/api/filters';
import { Catalogues } from '../../src/catalog/catalogue';
import { provideKnownContents } from '../../src/oci/known-contents';
import { MemoryFs } from '../../src/machine/vfs/memory-fs';
import { treeEntries } from '../../src/machine/vfs/layer-changes';
import { Accounts } from '../../src/registry/accounts';
import { lines, makeImageBench, refusal } from './bench';

const SHORT = /[0-9a-f]{12}(?=:)/g;

test('pulling from the Hub: progress, tree, list, inspect, history', async () => {
  const bench = await makeImageBench();
  await bench.inside(async ({ images, events }) => {
    const messages: Readonly<Record<string, unknown>>[] = [];
    const sink = async (message: Readonly<Record<string, unknown>>): Promise<void> => void messages.push(message);
    await images.pull({ image: 'busybox', tag: 'latest' }, sink);
    const [id] = images.resolveImage('busybox').id.split('\n');
    expect(lines(messages).map((line) => line.replace(SHORT, '<id>').replace(id!, '<digest>'))).toEqual([
      'latest: Pulling from library/busybox', '<id>: Pulling fs layer', '<id>: Download complete', '<id>: Download complete', '<id>: Pull complete',
      'Digest: <digest>', 'Status: Downloaded newer image for busybox:latest',
    ]);
    messages.length = 0;
    await images.pull({ image: 'docker.io/library/busybox', tag: 'latest' }, sink);
    expect(lines(messages)).toEqual(['latest: Pulling from library/busybox', `Digest: ${id}`, 'Status: Image is up to date for busybox:latest']);
    expect(events).toEqual(['image pull busybox:latest busybox', 'image pull busybox:latest busybox']);
    const [summary] = (await images.list({ all: false, filters: new Filters(), sharedSize: false, manifests: true, identity: false })) as Record<string, unknown>[];
    expect(Object.keys(summary!)).toEqual(['Containers', 'Created', 'Id', 'Labels', 'ParentId', 'Descriptor', 'Manifests', 'RepoDigests', 'RepoTags', 'SharedSize', 'Size']);
    expect(summary).toMatchObject({ Id: id, RepoTags: ['busybox:latest'], RepoDigests: [`busybox@${id}`], SharedSize: -1 });
    const history = await images.history('busybox', {});
    expect(history).toMatchObject([{ Id: id, Tags: ['busybox:latest'], CreatedBy: 'BusyBox 1.38.0 (glibc), Debian 13' }]);
    const prepared = images.prepareContainer(images.resolveImage(id!), 'c'.repeat(64));
    const paths = [...treeEntries(prepared.fs)].map((entry) => entry.path);
    expect(paths).toContain('bin/busybox');
    expect(paths).toContain('.dockerenv');
    expect([prepared.changes(), prepared.sizes().rw]).toEqual([[], 4096]);
    expect(images.container('c'.repeat(64))!.fs).toBe(prepared.fs);
    prepared.remove();
    expect(images.container('c'.repeat(64))).toBeUndefined();
  });
  // A new dockerd finds everything, in a page that has loaded nothing of the catalogue yet.
  provideKnownContents(new Catalogues((loading) => bench.test.clock.external(loading)));
  await bench.inside(async ({ images }) => {
    expect(images.count()).toBe(1);
    const prepared = images.prepareContainer(images.resolveImage('busybox:latest'), 'd'.repeat(64));
    expect(prepared.fs.lookup(prepared.fs.root, 'bin')).toBeDefined();
    expect(prepared.fs).not.toBeInstanceOf(MemoryFs);
  });
});

test('what registries refuse is worded as the engine words it', async () => {
  const bench = await makeImageBench();
  await bench.inside(async ({ images }) => {
    const sink = async (): Promise<void> => undefined;
    const pull = (image: string, tag = 'latest'): Promise<string> => refusal(images.pull({ image, tag }, sink));
    expect(await pull('nosuchimage')).toBe("404 pull access denied for nosuchimage, repository does not exist or may require 'docker login'");
    expect(await pull('alice/nothing')).toBe("404 pull access denied for alice/nothing, repository does not exist or may require 'docker login'");
    expect(await pull('busybox', 'no-such-tag')).toBe('404 failed to resolve reference "docker.io/library/busybox:no-such-tag": docker.io/library/busybox:no-such-tag: not found');
    expect(await pull('localhost:5999/app')).toBe(
      '500 failed to resolve reference "localhost:5999/app:latest": failed to do request: Head "https://localhost:5999/v2/app/manifests/latest": dial tcp 127.0.0.1:5999: connect: connection refused',
    );
    expect(await pull('no.such.host/app')).toBe(
      '500 failed to resolve reference "no.such.host/app:latest": failed to do request: Head "https://no.such.host/v2/app/manifests/latest": dial tcp: lookup no.such.host on 10.0.2.3:53: no such host',
    );
    expect(await refusal(images.pull({ image: 'busybox', tag: 'latest', platform: 'linux/nonsense' }, sink))).toBe(
      '404 no matching manifest for linux/nonsense in the manifest list entries: no match for platform in manifest: not found',
    );
    expect(await refusal(images.inspect('nosuch', { manifests: false }))).toBe('404 No such image: nosuch:latest');
    expect(await refusal(images.remove('Bad/Name', { force: false, noPrune: false, platforms: [] }))).toBe('400 invalid reference format: repository name (Name) must be lowercase');
    expect(await images.login({ username: 'alice', password: 'secret' })).toEqual({ Status: 'Login Succeeded' });
    expect(await refusal(images.login({ username: 'alice', password: 'wrong' }))).toBe('401 Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password');
  });
});

test('the Hub opens an account for a new name with a password long enough, and keeps others out of it', async () => {
  const accounts = new Accounts({ alice: 'secret' }, 9);
  expect([accounts.logIn('raj', 'short'), accounts.logIn('raj', 'long-enough'), accounts.logIn('raj', 'another-one'), accounts.logIn('alice', 'long-enough')]).toEqual([false, true, false, false]);
});
