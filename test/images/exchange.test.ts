import { expect, test } from 'vitest';
import { Filters } from '../../src/api/filters';
import { concat, text, utf8 } from '../../src/lib/bytes';
import { contentOf, readContent } from '../../src/lib/content';
import { readerOf } from '../../src/lib/stream';
import { readTar } from '../../src/oci/tar-read';
import { writeTar } from '../../src/oci/tar-write';
import { treeEntries } from '../../src/machine/vfs/layer-changes';
import type { FileSystem } from '../../src/machine/file-system';
import { Accounts } from '../../src/registry/accounts';
import { basicGate } from '../../src/registry/auth';
import { lines, makeImageBench, refusal } from './bench';

type Message = Readonly<Record<string, unknown>>;

const SHORT = /^[0-9a-f]{12}(?=:)/;
const anonymous = (list: string[]): string[] => list.map((line) => line.replace(SHORT, '<id>').replace(/sha256:[0-9a-f]{64}/, '<digest>').replace(/size: \d+/, 'size: <n>'));

function sinkOf(): { messages: Message[]; sink: (message: Message) => Promise<void> } {
  const messages: Message[] = [];
  return { messages, sink: async (message) => void messages.push(message) };
}

function writeInto(fs: FileSystem, name: string, content: string): void {
  fs.create(fs.root, name, { type: 'file', mode: 0o644, uid: 0, gid: 0, content: contentOf(utf8(content)) });
}

const tree = (fs: FileSystem): string[] => [...treeEntries(fs)].map((entry) => `${entry.type} ${entry.path} ${entry.type === 'file' ? entry.size : entry.linkname}`);

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return concat(parts);
}

const PRUNE = new Filters();

test('an import is pushed to a local registry, removed, and pulled again', async () => {
  const bench = await makeImageBench();
  await bench.inside(async ({ images, events, serve }) => {
    serve(5000);
    const { messages, sink } = sinkOf();
    const rootfs = readContent(writeTar([{ path: 'f', type: 'file', mode: 0o755, uid: 0, gid: 0, mtimeMs: 0, content: contentOf(utf8('hello\n')) }]));
    await images.import({ source: '-', body: readerOf(rootfs), repo: 'app', tag: '1', message: '', changes: ['CMD ["/f"]', 'ENV A=1'] }, sink);
    await images.tag('app:1', 'localhost:5000/app', '1');
    expect(await images.inspect('app:1', { manifests: false })).toMatchObject({ RepoTags: ['app:1', 'localhost:5000/app:1'], Comment: 'Imported from -', Config: { Env: ['A=1'], Cmd: ['/f'] } });
    messages.length = 0;
    await images.push('localhost:5000/app', { tag: '1' }, sink);
    await images.push('localhost:5000/app', { tag: '' }, sink);
    expect(anonymous(lines(messages))).toEqual([
      'The push refers to repository [localhost:5000/app]', '<id>: Pushed', '1: digest: <digest> size: <n>',
      'The push refers to repository [localhost:5000/app]', '<id>: Layer already exists', '1: digest: <digest> size: <n>',
    ]);
    expect(await refusal(images.push('localhost:5000/app', { tag: 'nosuch' }, sink))).toBe('404 tag does not exist: localhost:5000/app:nosuch');
    const { id } = images.resolveImage('app:1');
    expect(await refusal(images.remove(id.slice(7, 19), { force: false, noPrune: false, platforms: [] }))).toBe(`409 conflict: unable to delete ${id.slice(7, 19)} (must be forced) - image is referenced in multiple repositories`);
    expect(await images.remove('localhost:5000/app:1', { force: false, noPrune: false, platforms: [] })).toEqual([{ Untagged: 'localhost:5000/app:1' }]);
    expect(await images.remove('app:1', { force: false, noPrune: false, platforms: [] })).toEqual([{ Untagged: 'app:1' }, { Deleted: id }]);
    messages.length = 0;
    await images.pull({ image: 'localhost:5000/app', tag: '' }, sink);
    await images.pull({ image: 'localhost:5000/app', tag: id }, sink);
    expect(anonymous(lines(messages))).toEqual([
      '1: Pulling from app', '<id>: Pulling fs layer', '<id>: Download complete', '<id>: Pull complete', 'Digest: <digest>', 'Status: Downloaded newer image for localhost:5000/app:1',
      'localhost:5000/app@<digest>: Pulling from app', 'Digest: <digest>', 'Status: Downloaded newer image for localhost:5000/app@<digest>',
    ]);
    expect(events.filter((event) => !event.includes('import'))).toEqual([
      `image tag ${id} app:1`, `image tag ${id} localhost:5000/app:1`, 'image push localhost:5000/app:1 localhost:5000/app', 'image push localhost:5000/app:1 localhost:5000/app',
      `image untag ${id} localhost:5000/app:1`, `image untag ${id} app:1`, `image delete ${id} ${id}`, 'image pull localhost:5000/app:1 localhost:5000/app',
      `image pull localhost:5000/app@${id} localhost:5000/app`,
    ]);
  });
});

test('large catalogue layers travel by name, and a registry that wants a login gets one', async () => {
  const bench = await makeImageBench();
  await bench.inside(async ({ images, serve }) => {
    serve(5001, { gate: basicGate(new Accounts({ alice: 'secret' })) });
    const { messages, sink } = sinkOf();
    await images.pull({ image: 'nginx', tag: '1.22' }, sink);
    await images.tag('nginx:1.22', 'localhost:5001/team/web', '1');
    expect(await refusal(images.push('localhost:5001/team/web', { tag: '1' }, sink))).toBe('500 push access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials');
    messages.length = 0;
    await images.push('localhost:5001/team/web', { tag: '1', auth: { username: 'alice', password: 'secret' } }, sink);
    expect(lines(messages).filter((line) => line.endsWith(': Pushed'))).toHaveLength(7);
    expect(await refusal(images.pull({ image: 'localhost:5001/team/web', tag: '1' }, sink))).toBe(
      '404 failed to resolve reference "localhost:5001/team/web:1": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials',
    );
    await images.tag('nginx:1.22', 'bob/web', '1');
    expect(await refusal(images.push('bob/web', { tag: '1', auth: { username: 'alice', password: 'secret' } }, sink))).toBe(
      '500 push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    );
    await images.tag('nginx:1.22', 'alice/web', '1');
    messages.length = 0;
    await images.push('alice/web', { tag: '1', auth: { username: 'alice', password: 'secret' } }, sink);
    expect(lines(messages).filter((line) => line.endsWith(': Mounted from library/nginx'))).toHaveLength(7);
  });
});

test('what is saved loads again, the same to the last file', async () => {
  const bench = await makeImageBench();
  await bench.inside(async ({ images, users }) => {
    const { messages, sink } = sinkOf();
    await images.pull({ image: 'alpine', tag: 'latest' }, sink);
    const base = images.resolveImage('alpine');
    const prepared = images.prepareContainer(base, 'a'.repeat(64));
    users.push({ containerId: 'a'.repeat(64), name: 'c', imageId: base.id, manifest: undefined, imageReference: 'alpine', running: false });
    writeInto(prepared.fs, 'made', 'by hand\n');
    prepared.fs.unlink(prepared.fs.lookup(prepared.fs.root, 'etc')!, 'motd');
    const etcPath = prepared.changes().map(({ kind, path }) => `${kind} ${path}`);
    expect(etcPath).toEqual(['modified /etc', 'deleted /etc/motd', 'added /made']);
    expect(await refusal(images.commitContainer({ containerId: 'a'.repeat(64), imageId: base.id, config: {}, author: '', comment: '', changes: ['RUN x'], repo: 'snap', tag: '1' }))).toBe('400 RUN is not a valid change command');
    const { id } = await images.commitContainer({ containerId: 'a'.repeat(64), imageId: base.id, config: { Env: ['PATH=/bin'], Cmd: ['sh', '-c', 'x'] }, author: 'Ann', comment: 'first', changes: ['ENV A=1 B=2', 'LABEL who=me', 'EXPOSE 81'], repo: 'snap', tag: '1' });
    expect(await images.inspect('snap:1', { manifests: false })).toMatchObject({ Author: 'Ann', Comment: 'first', Config: { Env: ['PATH=/bin', 'A=1', 'B=2'], Labels: { who: 'me' }, ExposedPorts: { '81/tcp': {} } } });
    expect((await images.history('snap:1', {})).map((step) => (step as { Id: string }).Id)).toEqual([id, base.id, '<missing>']);
    const committed = tree(images.prepareContainer(images.resolveImage(id), 'b'.repeat(64)).fs);
    const archive = await bytesOf(await images.save(['snap:1', 'alpine'], { platforms: [], gone: new Promise(() => undefined) }));
    const members = [...readTar(contentOf(archive))];
    expect(members.map((member) => member.path.replace(/[0-9a-f]{64}/, '<digest>'))).toEqual(['blobs', 'blobs/sha256', ...Array(10).fill('blobs/sha256/<digest>'), 'index.json', 'manifest.json', 'oci-layout']);
    const manifest = JSON.parse(text(readContent(members.find((member) => member.path === 'manifest.json')!.content!))) as { RepoTags: string[]; Layers: string[] }[];
    expect(manifest.map(({ RepoTags, Layers }) => [RepoTags, Layers.length])).toEqual([[['snap:1'], 2], [['alpine:latest'], 1]]);
    users.length = 0;
    await images.remove('snap:1', { force: true, noPrune: false, platforms: [] });
    await images.remove('alpine', { force: true, noPrune: false, platforms: [] });
    expect(images.count()).toBe(0);
    messages.length = 0;
    await images.load(readerOf(archive), { quiet: true, platforms: [] }, sink);
    expect(lines(messages)).toEqual(['Loaded image: snap:1', 'Loaded image: alpine:latest']);
    expect(images.resolveImage('snap:1').id).toBe(id);
    expect(tree(images.prepareContainer(images.resolveImage(id), 'e'.repeat(64)).fs)).toEqual(committed);
    expect(await refusal(images.load(readerOf(new Uint8Array(0)), { quiet: true, platforms: [] }, sink))).toBe('400 unrecognized image format');
    expect(await refusal(images.load(readerOf(utf8('garbage\n')), { quiet: true, platforms: [] }, sink))).toBe('400 unexpected EOF');
    expect(await images.prune(PRUNE)).toEqual({ ImagesDeleted: null, SpaceReclaimed: 0 });
    await images.tag('alpine', 'snap', '1');
    expect(await images.prune(PRUNE)).toMatchObject({ ImagesDeleted: [{ Untagged: id }, { Deleted: id }] });
  });
});
