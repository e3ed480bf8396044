import { beforeEach, expect, test } from 'vitest';
import type { BuildBackend, BuildRequest } from '../../api/backends';
import { openBuilder } from '../index';
import { FakePorts, listing } from '../testing/fake-ports';
import { BUSYBOX, requestOf } from '../testing/requests';
import { tinyShell } from '../testing/tiny-shell';

let ports: FakePorts;
let builder: BuildBackend;

beforeEach(() => {
  ports = new FakePorts({ 'docker.io/library/busybox:latest': BUSYBOX });
  ports.process = tinyShell;
  builder = openBuilder(ports);
});

/** What the client prints, ids by the order in which they appear. */
async function build(files: Readonly<Record<string, string>>, change: Partial<BuildRequest> = {}): Promise<{ text: string; error: any; auxes: number }> {
  let text = '';
  let error;
  let auxes = 0;
  await builder.build(requestOf(files, { version: '1', ...change }), async (record: any) => {
    if (record.stream !== undefined) text += record.stream;
    if (record.aux !== undefined) auxes++;
    if (record.errorDetail !== undefined) error = record.errorDetail;
  });
  const ids: string[] = [];
  text = text.replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{12}\b/g, (id) => {
    if (!ids.includes(id)) ids.push(id);
    return `<${ids.indexOf(id)}>`;
  });
  return { text, error, auxes };
}

const FILES = {
  Dockerfile: 'FROM busybox\nLABEL kind=classic\nWORKDIR /app\nCOPY f.txt .\nRUN cat /app/f.txt && echo done > /made\nENV A=1\nEXPOSE 80\nCMD ["cat", "f.txt"]\n',
  'f.txt': 'one\n',
};

test('each instruction is a container that is committed', async () => {
  const { text, auxes } = await build(FILES, { tags: ['classic:1'] });
  expect(text).toBe(`Step 1/8 : FROM busybox
 ---> <0>
Step 2/8 : LABEL kind=classic
 ---> Running in <1>
 ---> Removed intermediate container <1>
 ---> <2>
Step 3/8 : WORKDIR /app
 ---> Running in <3>
 ---> Removed intermediate container <3>
 ---> <4>
Step 4/8 : COPY f.txt .
 ---> <5>
Step 5/8 : RUN cat /app/f.txt && echo done > /made
 ---> Running in <6>
one
 ---> Removed intermediate container <6>
 ---> <7>
Step 6/8 : ENV A=1
 ---> Running in <8>
 ---> Removed intermediate container <8>
 ---> <9>
Step 7/8 : EXPOSE 80
 ---> Running in <10>
 ---> Removed intermediate container <10>
 ---> <11>
Step 8/8 : CMD ["cat", "f.txt"]
 ---> Running in <12>
 ---> Removed intermediate container <12>
 ---> <13>
Successfully built <13>
Successfully tagged classic:1
`);
  expect(auxes).toBe(1);
  const config = ports.config('docker.io/library/classic:1');
  expect(config.config).toEqual({ Env: ['PATH=/bin', 'A=1'], Cmd: ['cat', 'f.txt'], WorkingDir: '/app', Labels: { kind: 'classic' }, ExposedPorts: { '80/tcp': {} } });
  expect(config.history!.map(({ created_by, empty_layer }) => `${created_by!.replace(/[0-9a-f]{64}/, '…')}${empty_layer ? '' : ' *'}`)).toEqual([
    'base *', '/bin/sh -c #(nop)  LABEL kind=classic', '/bin/sh -c #(nop) WORKDIR /app *', '/bin/sh -c #(nop) COPY file:… in .  *',
    '/bin/sh -c cat /app/f.txt && echo done > /made *', '/bin/sh -c #(nop)  ENV A=1', '/bin/sh -c #(nop)  EXPOSE 80', '/bin/sh -c #(nop)  CMD ["cat" "f.txt"]',
  ]);
  expect(config.rootfs.diff_ids).toHaveLength(4);
  expect(listing(ports.snapshots.get([...ports.kept.keys()].at(-1)!)!.fs)).toMatchObject({ '/app/f.txt': 'one\n', '/made': 'done\n' });
});

test('the cache holds until something changes', async () => {
  await build(FILES);
  const again = await build(FILES);
  expect(again.text.match(/Using cache/g)).toHaveLength(7);
  const changed = await build({ ...FILES, 'f.txt': 'two\n' });
  expect(changed.text.match(/Using cache/g)).toHaveLength(2);
  expect((await build(FILES, { noCache: true })).text).not.toContain('Using cache');
  builder = openBuilder(ports);
  expect((await build(FILES)).text.match(/Using cache/g)).toHaveLength(7);
});

test('a failing command gives its status, and its container stays', async () => {
  const { text, error } = await build({ Dockerfile: 'FROM busybox\nRUN exit 3\n' });
  expect(text).toBe('Step 1/2 : FROM busybox\n ---> <0>\nStep 2/2 : RUN exit 3\n ---> Running in <1>\n');
  expect(error).toEqual({ code: 3, message: "The command '/bin/sh -c exit 3' returned a non-zero code: 3" });
  expect(ports.containerCount).toBe(1);
  await build({ Dockerfile: 'FROM busybox\nRUN exit 3\n' }, { forceRemove: true });
  expect(ports.containerCount).toBe(1);
  await build({ Dockerfile: 'FROM busybox\nRUN echo x\n' }, { remove: false });
  expect(ports.containerCount).toBe(2);
});

test('build arguments, labels from the command line, stages', async () => {
  const dockerfile = 'ARG B=busybox\nFROM $B AS one\nARG X=d\nRUN echo $X > /x\nFROM scratch\nCOPY --from=one /x /y\n';
  const { text } = await build({ Dockerfile: dockerfile }, { buildArgs: { X: '1', UNUSED: '2' }, labels: { extra: '1' } });
  expect(text.split('\n').filter((line) => /^(Step|\[)/.test(line))).toEqual([
    'Step 1/7 : ARG B=busybox', 'Step 2/7 : FROM $B AS one', 'Step 3/7 : ARG X=d', 'Step 4/7 : RUN echo $X > /x', 'Step 5/7 : FROM scratch',
    'Step 6/7 : COPY --from=one /x /y', 'Step 7/7 : LABEL extra=1', '[Warning] One or more build-args [UNUSED] were not consumed',
  ]);
});

test('what it refuses', async () => {
  const error = async (line: string) => (await build({ Dockerfile: `FROM busybox\n${line}\n` })).error?.message;
  expect(await error('COPY nosuch /')).toBe('COPY failed: file not found in build context or excluded by .dockerignore: stat nosuch: file does not exist');
  expect(await error('COPY ../x /')).toBe('COPY failed: forbidden path outside the build context: ../x ()');
  expect(await error('RUN --mount=type=cache,target=/c true')).toMatch(/^the --mount option requires BuildKit\. Refer to/);
  expect(await error('COPY --chmod=1 a b')).toMatch(/^the --chmod option requires BuildKit\./);
  await expect(build({ Dockerfile: 'FROM busybox\nBOGUS\n' })).rejects.toThrow('dockerfile parse error on line 2: unknown instruction: BOGUS');
});
