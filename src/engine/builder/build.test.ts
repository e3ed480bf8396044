import { beforeEach, describe, expect, test } from 'vitest';
import { EXTENSION_PARAMETER, type BuildExtension } from '../../api/build-extension';
import { fromBase64, parseStatusResponse } from '../../api/buildkit-trace';
import { concat, text, utf8 } from '../../lib/bytes';
import { contentOf, readContent } from '../../lib/content';
import { gzipContent } from '../../oci/gzip';
import type { TarEntry } from '../../oci/tar-entry';
import { readTar } from '../../oci/tar-read';
import { writeTar } from '../../oci/tar-write';
import type { BuildBackend, BuildRequest } from '../api/backends';
import { openBuilder } from './index';
import { Tree } from './files/tree';
import { FakePorts, listing } from './testing/fake-ports';
import { BUSYBOX, file, requestOf } from './testing/requests';
import { tinyShell } from './testing/tiny-shell';

let ports: FakePorts;
let builder: BuildBackend;

beforeEach(() => {
  ports = new FakePorts({ 'docker.io/library/busybox:latest': BUSYBOX });
  ports.process = tinyShell;
  builder = openBuilder(ports);
});

interface Outcome {
  messages: Record<string, any>[];
  /** Each step: its name, and how it ended. */
  steps: string[];
  logs: string;
  error: string | undefined;
}

async function build(
  files: Readonly<Record<string, string>> | TarEntry[], request: Partial<BuildRequest> = {}, extension: BuildExtension = { session: true },
): Promise<Outcome> {
  const messages: Record<string, any>[] = [];
  const query = new URLSearchParams({ [EXTENSION_PARAMETER]: JSON.stringify(extension) });
  await builder.build(requestOf(files, { query, ...request }), async (message) => void messages.push(message));
  const names = new Map<string, string>();
  const ends = new Map<string, string>();
  let logs = '';
  for (const { id, aux } of messages) {
    if (id !== 'moby.buildkit.trace') continue;
    const status = parseStatusResponse(fromBase64(aux));
    for (const vertex of status.vertexes) {
      names.set(vertex.digest, vertex.name.replace(/@sha256:[0-9a-f]{64}/, '@…'));
      if (vertex.completed !== undefined) ends.set(vertex.digest, vertex.error ? `ERROR ${vertex.error}` : vertex.cached ? 'CACHED' : 'DONE');
    }
    for (const { msg } of status.logs) logs += text(msg);
  }
  const steps = [...names].map(([digest, name]) => `${name}: ${ends.get(digest) ?? 'never'}`);
  return { messages, steps, logs, error: messages.find(({ error }) => error !== undefined)?.error };
}

const SITE = {
  Dockerfile: 'FROM busybox\nWORKDIR /www\nCOPY index.html .\nRUN cat index.html && echo made > /made\nCMD ["httpd"]\n',
  'index.html': 'Hello', 'notes.txt': 'x',
};
const SITE_OUT = { ...SITE, Dockerfile: SITE.Dockerfile.replace('cat index.html', 'cat /www/index.html') };

describe('a first build and the cache', () => {
  test('shows the steps, runs the command, names the image', async () => {
    const { steps, logs, error } = await build(SITE_OUT, { tags: ['site:1'] });
    expect(error).toBeUndefined();
    expect(steps).toEqual([
      '[internal] load build definition from Dockerfile: DONE',
      '[internal] load metadata for docker.io/library/busybox:latest: DONE',
      '[internal] load .dockerignore: DONE',
      '[1/4] FROM docker.io/library/busybox:latest@…: DONE',
      '[internal] load build context: DONE',
      '[2/4] WORKDIR /www: DONE',
      '[3/4] COPY index.html .: DONE',
      '[4/4] RUN cat /www/index.html && echo made > /made: DONE',
      'exporting to image: DONE',
    ]);
    expect(logs).toBe('Hello');
    const config = ports.config('docker.io/library/site:1');
    expect(config.config).toEqual({ Env: ['PATH=/bin'], Cmd: ['httpd'], WorkingDir: '/www', ArgsEscaped: true });
    expect(config.rootfs.diff_ids).toHaveLength(4);
    expect(config.history!.map(({ created_by, empty_layer }) => [created_by, empty_layer])).toEqual([
      ['base', undefined], ['WORKDIR /www', undefined], ['COPY index.html . # buildkit', undefined],
      ['RUN /bin/sh -c cat /www/index.html && echo made > /made # buildkit', undefined], ['CMD ["httpd"]', true],
    ]);
    const top = [...ports.kept.values()].at(-1)!;
    expect(top.layers.at(-1)!.map(({ path }) => path)).toEqual(['made']);
  });

  test('the same again is cached whole and gives the same image; another file misses from its COPY on', async () => {
    await build(SITE_OUT, { tags: ['site:1'] });
    const again = await build(SITE_OUT, { tags: ['site:2'] });
    expect(again.steps.slice(3, 8)).toEqual([
      '[1/4] FROM docker.io/library/busybox:latest@…: DONE', '[internal] load build context: DONE', '[2/4] WORKDIR /www: CACHED',
      '[3/4] COPY index.html .: CACHED', '[4/4] RUN cat /www/index.html && echo made > /made: CACHED',
    ]);
    expect(ports.names.get('docker.io/library/site:2')!.digest).toBe(ports.names.get('docker.io/library/site:1')!.digest);
    const unrelated = await build({ ...SITE_OUT, 'notes.txt': 'changed' });
    expect(unrelated.steps[7]).toContain('CACHED');
    const changed = await build({ ...SITE_OUT, 'index.html': 'Hello 2' });
    expect(changed.steps.slice(3, 8).map((step) => step.split(': ').at(-1))).toEqual(['DONE', 'DONE', 'CACHED', 'DONE', 'DONE']);
    const back = await build(SITE_OUT);
    expect(back.steps[7]).toContain('CACHED');
    expect(ports.ran).toHaveLength(2);
    expect(ports.events).toEqual(['unpack docker.io/library/busybox:latest']);
  });

  test('--no-cache makes COPY and RUN anew, and what follows them', async () => {
    await build(SITE_OUT);
    const { steps } = await build(SITE_OUT, { noCache: true });
    expect(steps.slice(3, 8).map((step) => step.split(': ').at(-1))).toEqual(['DONE', 'DONE', 'CACHED', 'DONE', 'DONE']);
  });

  test('a base image whose files are needed again comes from the cache', async () => {
    await build({ Dockerfile: 'FROM busybox\nRUN echo one\n' });
    const { steps } = await build({ Dockerfile: 'FROM busybox\nRUN echo two\n' });
    expect(steps.slice(3, 5)).toEqual(['[1/2] FROM docker.io/library/busybox:latest@…: CACHED', '[2/2] RUN echo two: DONE']);
  });

  test('the cache outlives the engine and can be pruned', async () => {
    await build(SITE_OUT);
    builder = openBuilder(ports);
    expect((await build(SITE_OUT)).steps[7]).toContain('CACHED');
    const { items } = await builder.diskUsage();
    expect(items.map(({ Type, Description }) => [Type, Description])).toContainEqual(['source.local', 'local source for context']);
    const { filters } = { filters: (await import('../../api/filters')).Filters.of({}) };
    const prune = { all: true, filters, reservedSpace: 0, maxUsedSpace: 0, minFreeSpace: 0 };
    expect((await builder.prune(prune)).CachesDeleted).toHaveLength(items.length);
    expect((await builder.prune(prune)).CachesDeleted).toBeNull();
    expect((await build(SITE_OUT)).steps[7]).toContain('DONE');
  });
});

describe('stages', () => {
  const MULTI = {
    Dockerfile: [
      'FROM busybox AS base', 'WORKDIR /src', 'FROM base AS build', 'COPY main.src .', 'RUN echo built > /src/app.bin', 'FROM base AS test',
      'COPY --from=build /src/app.bin .', 'RUN exit 9', 'FROM scratch AS release', 'COPY --from=build /src/app.bin /app.bin', '',
    ].join('\n'),
    'main.src': 'code',
  };

  test('what the target does not need is not made', async () => {
    const { steps, error } = await build(MULTI, { tags: ['m'] });
    expect(error).toBeUndefined();
    expect(steps.slice(3, 9)).toEqual([
      '[base 1/2] FROM docker.io/library/busybox:latest@…: DONE', '[internal] load build context: DONE', '[base 2/2] WORKDIR /src: DONE',
      '[build 1/2] COPY main.src .: DONE', '[build 2/2] RUN echo built > /src/app.bin: DONE', '[release 1/1] COPY --from=build /src/app.bin /app.bin: DONE',
    ]);
    expect(listing(ports.snapshots.get([...ports.kept.keys()].at(-1)!)!.fs)).toEqual({ '/app.bin': 'built\n' });
  });

  test('a target is built alone; a failing one says where', async () => {
    expect((await build(MULTI, { target: 'build' })).error).toBeUndefined();
    const { error, messages } = await build(MULTI, { target: 'test' });
    expect(error).toBe('process "/bin/sh -c exit 9" did not complete successfully: exit code: 9');
    expect(messages.at(-1)!.errorDetail.sources).toEqual([{ filename: 'Dockerfile', text: MULTI.Dockerfile, ranges: [{ start: 8, end: 8 }] }]);
  });

  test('a copy from a stage that was made anew with the same files is cached', async () => {
    await build(MULTI);
    const { steps } = await build(MULTI, {}, { session: true, noCacheFilter: ['build'] });
    expect(steps.filter((step) => step.endsWith('CACHED'))).toEqual([
      '[base 2/2] WORKDIR /src: CACHED', '[release 1/1] COPY --from=build /src/app.bin /app.bin: CACHED',
    ]);
  });

  test('independent stages run at once', async () => {
    let running = 0;
    let most = 0;
    ports.process = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return 0;
    };
    await build({
      Dockerfile: 'FROM busybox AS a\nRUN one\nFROM busybox AS b\nRUN two\nFROM busybox\nCOPY --from=a /bin/sh /a\nCOPY --from=b /bin/sh /b\n',
    });
    expect(most).toBe(2);
  });

  test('the same operation in several stages is one step, named by the last', async () => {
    const dockerfile = 'FROM busybox\nRUN echo zero > /zero\nFROM busybox\nCOPY --from=0 /zero /\nRUN echo one > /one\nFROM busybox\nCOPY --from=0 /zero /\nCOPY --from=1 /one /\nRUN cat /zero\n';
    expect((await build({ Dockerfile: dockerfile })).steps.slice(3, 8)).toEqual([
      '[stage-1 1/3] FROM docker.io/library/busybox:latest@…: DONE', '[stage-1 2/3] COPY --from=0 /zero /: DONE',
      '[stage-1 3/3] RUN echo one > /one: DONE', '[stage-0 2/2] RUN echo zero > /zero: DONE', '[stage-2 3/4] COPY --from=1 /one /: DONE',
    ]);
  });
});

describe('errors', () => {
  test.each([
    ['COPY nosuch.txt /x', /^failed to compute cache key: failed to calculate checksum of ref [a-z0-9]{25}::[a-z0-9]{25}: "\/nosuch.txt": not found$/],
    ['COPY no*.zip /x/', undefined],
    ['COPY a.txt', /^dockerfile parse error on line 2: COPY requires at least two arguments/],
    ['RUN exit 3', /^process "\/bin\/sh -c exit 3" did not complete successfully: exit code: 3$/],
    ['COPY --from=busybox /nothing /here', /^lstat \/nothing: no such file or directory$/],
    ['RUN --network=host x', /^failed to load LLB: network.host is not allowed$/],
    ['RUN --mount=type=secret,id=k,required cat /run/secrets/k', /^secret k: not found$/],
  ])('%s', async (line, expected) => {
    const { error, messages } = await build({ Dockerfile: `FROM busybox\n${line}\n`, 'a.txt': 'a' });
    if (!expected) return expect(error).toBeUndefined();
    expect(error).toMatch(expected);
    if (!line.includes('host')) expect(messages.at(-1)!.errorDetail.sources[0].ranges).toEqual([{ start: 2, end: 2 }]);
  });

  test('no Dockerfile, no image', async () => {
    const missing = await build({ x: '' });
    expect([missing.steps, missing.error]).toEqual([
      ['[internal] load build definition from Dockerfile: DONE'], 'failed to read dockerfile: open Dockerfile: no such file or directory',
    ]);
    const unknown = await build({ Dockerfile: 'FROM busybox:nope\n' });
    expect(unknown.steps.at(-1)).toBe('[internal] load metadata for docker.io/library/busybox:nope: ERROR docker.io/library/busybox:nope: not found');
    expect(unknown.error).toBe('busybox:nope: failed to resolve source metadata for docker.io/library/busybox:nope: docker.io/library/busybox:nope: not found');
  });

  test('a failing stage stops the others', async () => {
    ports.process = async ({ args, signal }) => {
      if (args.at(-1) === 'fail') return 1;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      throw new Error('killed');
    };
    const { steps } = await build({ Dockerfile: 'FROM busybox AS a\nRUN wait\nFROM busybox AS b\nRUN fail\nFROM scratch\nCOPY --from=a / /\nCOPY --from=b / /\n' });
    expect(steps.filter((step) => step.includes('RUN'))).toEqual([
      '[b 2/2] RUN fail: ERROR process "/bin/sh -c fail" did not complete successfully: exit code: 1', '[a 2/2] RUN wait: ERROR context canceled',
    ]);
  });
});

describe('COPY and ADD', () => {
  const lastTree = () => listing(ports.snapshots.get([...ports.kept.keys()].at(-1)!)!.fs);
  const CONTEXT = { 'a.txt': 'a', 'b.txt': 'b', 'dir/c.md': 'c', 'dir/sub/d.txt': 'd' };
  const from = (lines: string) => build({ ...CONTEXT, Dockerfile: `FROM scratch\n${lines}\n` });

  test.each<[string, Record<string, string>]>([
    ['COPY a.txt /x', { '/x': 'a' }],
    ['COPY a.txt /x/', { '/x/': '', '/x/a.txt': 'a' }],
    ['COPY *.txt /x/', { '/x/': '', '/x/a.txt': 'a', '/x/b.txt': 'b' }],
    ['COPY dir /x', { '/x/': '', '/x/c.md': 'c', '/x/sub/': '', '/x/sub/d.txt': 'd' }],
    ['COPY --parents dir/sub/d.txt /p/', { '/p/': '', '/p/dir/': '', '/p/dir/sub/': '', '/p/dir/sub/d.txt': 'd' }],
    ['COPY --exclude=*.md dir /e/', { '/e/': '', '/e/sub/': '', '/e/sub/d.txt': 'd' }],
    ['COPY ../a.txt /x', { '/x': 'a' }],
    ['COPY ["a.txt", "with space"]', { '/with space': 'a' }],
    ['COPY <<EOF <<"two" /h/\nx=$NOPE\nEOF\n$y\ntwo', { '/h/': '', '/h/EOF': 'x=\n', '/h/two': '$y\n' }],
    ['COPY --link a.txt /l', { '/l': 'a' }],
  ])('%s', async (lines, expected) => {
    expect((await from(lines)).error).toBeUndefined();
    expect(lastTree()).toEqual(expected);
  });

  test('owners and permissions', async () => {
    const dockerfile = 'FROM busybox\nCOPY --chown=app --chmod=u=rw,go= a.txt /1\nCOPY --chown=7 a.txt /2\nCOPY --chown=nobodyhere --chmod=750 a.txt /n/3\nCOPY a.txt /4\n';
    await build({ ...CONTEXT, Dockerfile: dockerfile });
    const { fs } = ports.snapshots.get([...ports.kept.keys()].at(-1)!)!;
    const shown = ['/1', '/2', '/n', '/n/3', '/4'].map((path) => {
      const { uid, gid, mode } = new Tree(fs).stat(path)!;
      return `${path} ${uid}:${gid} ${mode.toString(8)}`;
    });
    expect(shown).toEqual(['/1 1500:1600 600', '/2 7:7 644', '/n 0:0 750', '/n/3 0:0 750', '/4 0:0 644']);
  });

  test('ADD unpacks local archives and fetches URLs; COPY does neither', async () => {
    const tar = writeTar([file('in/x', 'X'), { path: 'l', type: 'symlink', mode: 0o777, uid: 0, gid: 0, mtimeMs: 0, target: 'in/x' }]);
    ports.web.set('http://example.com/d/file.txt', { content: contentOf(utf8('from afar')) });
    const { error } = await build([
      file('Dockerfile', 'FROM scratch\nADD p.tar /t/\nADD p.tgz /z/\nCOPY p.tar /c/\nADD http://example.com/d/file.txt /w/\n'),
      file('p.tar', readContent(tar)), file('p.tgz', readContent(gzipContent(tar))),
    ]);
    expect(error).toBeUndefined();
    const { '/c/p.tar': packed, ...rest } = lastTree();
    expect(packed).toHaveLength(tar.size);
    expect(rest).toEqual({
      '/c/': '', '/t/': '', '/t/in/': '', '/t/in/x': 'X', '/t/l': '-> in/x', '/w/': '', '/w/file.txt': 'from afar',
      '/z/': '', '/z/in/': '', '/z/in/x': 'X', '/z/l': '-> in/x',
    });
    expect((await from('ADD http://example.com/gone /')).error).toBe('failed to load cache key: invalid response status 404');
  });

  test('.dockerignore', async () => {
    const ignored = async (patterns: string) => {
      await build({ ...CONTEXT, '.dockerignore': patterns, Dockerfile: 'FROM scratch\nCOPY . /\n' });
      return Object.keys(lastTree()).filter((path) => !path.endsWith('/'));
    };
    expect(await ignored('dir\n!dir/sub/d.txt\nDockerfile\n.dockerignore\n')).toEqual(['/a.txt', '/b.txt', '/dir/sub/d.txt']);
    expect(await ignored('*\n!*.txt\n')).toEqual(['/a.txt', '/b.txt']);
  });
});

describe('RUN', () => {
  test('mounts: secret, cache, bind from the context', async () => {
    const dockerfile = 'FROM busybox\nRUN --mount=type=secret,id=token cat /run/secrets/token\nRUN --mount=type=bind,source=in,target=/in cat /in/f\nRUN --mount=type=cache,target=/root/.cache echo x\n';
    const extension = { session: true, secrets: { token: btoa('s3cret') } };
    const { logs, error } = await build({ Dockerfile: dockerfile, 'in/f': 'bound' }, {}, extension);
    expect([logs, error]).toEqual(['s3cretboundx\n', undefined]);
    expect([...ports.directories.keys()]).toEqual(['//root/.cache']);
    const changed = await build({ Dockerfile: dockerfile, 'in/f': 'other' }, {}, extension);
    expect(changed.steps.filter((step) => step.includes('RUN')).map((step) => step.split(': ').at(-1))).toEqual(['CACHED', 'DONE', 'DONE']);
  });

  test('here-documents and ARG', async () => {
    const { steps, logs } = await build(
      { Dockerfile: 'FROM busybox\nARG WHO=world\nRUN echo hello $WHO\nRUN <<EOF\necho one\necho two\nEOF\n' }, { buildArgs: { WHO: 'moby', UNUSED: null } },
    );
    expect(steps.slice(4, 6)).toEqual(['[2/3] RUN echo hello moby: DONE', '[3/3] RUN <<EOF (echo one...): DONE']);
    expect(logs).toBe('hello $WHO\none\ntwo\n');
  });
});

describe('the answer', () => {
  test('without a session the context is a remote one, as Docker names it', async () => {
    const { steps, messages } = await build({ Dockerfile: 'FROM busybox\nRUN echo built\n' }, { tags: ['bk:1'] }, {});
    expect(steps).toEqual([
      '[internal] load remote build context: DONE', 'copy /context /: DONE', '[internal] load metadata for docker.io/library/busybox:latest: DONE',
      '[1/2] FROM docker.io/library/busybox:latest@…: DONE', '[2/2] RUN echo built: DONE', 'exporting to image: DONE',
    ]);
    expect(messages.at(-1)).toEqual({ id: 'moby.image.id', aux: { ID: ports.names.get('docker.io/library/bk:1')!.digest } });
  });

  test('a context that was sent whole is one step', async () => {
    const { steps } = await build({ Dockerfile: 'FROM scratch\nCOPY a /\n', a: 'x' }, {}, {});
    expect(steps).toEqual(['[internal] load remote build context: DONE', 'copy /context /: DONE', '[1/1] COPY a /: DONE', 'exporting to image: DONE']);
  });

  test('-o type=local sends the files', async () => {
    const { messages, steps } = await build({ Dockerfile: 'FROM scratch\nCOPY a /\n', a: 'x' }, { outputs: [{ Type: 'local', Attrs: {} }] });
    expect(steps.at(-1)).toBe('exporting to client directory: DONE');
    const tar = messages.filter(({ id }) => id === 'dockyard.build.tar').map(({ aux }) => fromBase64(aux));
    expect([...readTar(contentOf(concat(tar)))].map(({ path }) => path)).toEqual(['a']);
  });

  test('--check gives the warnings and where they are', async () => {
    const { messages, steps } = await build({ Dockerfile: 'FROM busybox as base\nFROM base\n' }, {}, { session: true, call: 'lint' });
    expect(steps).toEqual([
      '[internal] load build definition from Dockerfile: DONE', '[internal] load metadata for docker.io/library/busybox:latest: DONE', '[internal] load .dockerignore: DONE',
    ]);
    expect(messages.at(-1)!.aux.warnings).toEqual([{
      ruleName: 'FromAsCasing', description: "The 'as' keyword should match the case of the 'from' keyword",
      url: 'https://docs.docker.com/go/dockerfile/rule/from-as-casing/', detail: "'as' and 'FROM' keywords' casing do not match",
      location: { ranges: [{ start: { line: 1 }, end: { line: 1 } }] },
    }]);
  });

  test('an attested image is an index of two', async () => {
    const { messages } = await build({ Dockerfile: 'FROM busybox\n' }, { tags: ['a'] }, { session: true, attestations: { provenance: 'mode=min' } });
    const ids = messages.flatMap(({ id, aux }) => (id === 'moby.buildkit.trace' ? parseStatusResponse(fromBase64(aux)).statuses : []))
      .filter(({ completed }) => completed !== undefined).map(({ id }) => id.replace(/sha256:\w+/, '…'));
    expect(ids).toEqual([
      'transferring dockerfile:', 'transferring context:', 'resolve docker.io/library/busybox:latest@…', 'exporting layers', 'exporting manifest …', 'exporting config …',
      'exporting attestation manifest …', 'exporting manifest list …', 'naming to docker.io/library/a:latest', 'unpacking to docker.io/library/a:latest',
    ]);
    const index = ports.parse<{ manifests: { platform: { os: string } }[] }>(ports.names.get('docker.io/library/a:latest')!.digest);
    expect(index.manifests.map(({ platform }) => platform.os)).toEqual(['linux', 'unknown']);
  });
});
