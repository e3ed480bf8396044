// Broken and hostile archives through the command line: the real words, and nothing kept of them.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { utf8 } from '../../src/lib/bytes';
import { contentOf, noise, readContent } from '../../src/lib/content';
import { gzipContent } from '../../src/oci/gzip';
import type { TarEntry } from '../../src/oci/tar-entry';
import { writeTar } from '../../src/oci/tar-write';
import { session, type Session } from '../sessions/host';

const owned = { mode: 0o644, uid: 0, gid: 0, mtimeMs: 0 };
const file = (path: string, content = 'x'): TarEntry => ({ path, type: 'file', content: contentOf(utf8(content)), ...owned });
const link = (path: string, type: 'symlink' | 'hardlink', target: string): TarEntry => ({ path, type, target, ...owned });
const tar = (...entries: TarEntry[]): Uint8Array => readContent(writeTar(entries));

const ARCHIVES: Record<string, Uint8Array> = {
  'up.tar': tar(file('ok'), file('../../etc/evil')),
  'inside.tar': tar(file('a/../b')),
  'relative.tar': tar(link('out', 'symlink', '../../../../etc'), file('out/evil')),
  'absolute.tar': tar(link('out', 'symlink', '/etc'), file('out/evil')),
  'hard-up.tar': tar(link('h', 'hardlink', '../../etc/passwd')),
  'hard-missing.tar': tar(link('h', 'hardlink', 'nope')),
  'file-as-folder.tar': tar(file('a'), file('a/b')),
  'devices.tar': tar({ path: 'null', type: 'chr', rdev: 259, ...owned }, { path: 'pipe', type: 'fifo', ...owned }),
  'twice.tar': tar(file('a', 'one'), file('a', 'two')),
  'whiteout.tar': tar(file('d/.wh..')),
  'cut.tar': tar(file('a', 'x'.repeat(2000))).subarray(0, 1200),
  'cut.tgz': gzipSync(tar(file('a', 'x'.repeat(2000)))).subarray(0, 40),
  'garbage.tar': utf8('garbage\n'.repeat(200)),
  'bomb.tgz': readContent(gzipContent(noise(1, 2 ** 33, 0), 0)),
};

let machine: Session;
beforeAll(async () => {
  machine = await session();
  const { root } = machine.host.machine;
  const home = root.lookup(root.lookup(root.root, 'home')!, 'learner')!;
  for (const [name, bytes] of Object.entries(ARCHIVES)) root.write(root.create(home, name, { type: 'file', mode: 0o644, uid: 1000, gid: 1000 }), 0, bytes);
  await machine.sh('docker pull -q busybox; docker create -q --name box busybox sh');
});
afterAll(() => machine.end());

const STATE = "docker images -a --format '{{.Repository}}:{{.Tag}} {{.ID}}'; docker system df --format '{{.Type}} {{.TotalCount}} {{.Size}}'";
/** What is said, with what differs from run to run left out. */
const said = (text: string): string => text.trim().replace(/sha256:[0-9a-f]{64}/g, '<digest>').replace(/containerd-mount\d+/g, 'containerd-mount<n>');

test.each([
  ['up.tar', 'taken: etc/evil ok'],
  ['inside.tar', 'taken: b'],
  ['relative.tar', 'taken: etc/evil out'],
  ['absolute.tar', 'taken: etc/evil out'],
  ['devices.tar', 'taken: null pipe'],
  ['twice.tar', 'taken: a'],
  ['hard-up.tar', extracting('link <root>/etc/passwd <root>/h: no such file or directory')],
  ['hard-missing.tar', extracting('link <root>/nope <root>/h: no such file or directory')],
  ['file-as-folder.tar', extracting('mkparent <root>/a: not a directory')],
  ['whiteout.tar', extracting('invalid whiteout name: .wh..: invalid archive')],
  ['cut.tar', extracting('unexpected EOF')],
  ['cut.tgz', 'unexpected EOF'],
  ['garbage.tar', extracting('archive/tar: invalid tar header')],
  ['bomb.tgz', 'no space left on device'],
])('docker import %s', async (name, outcome) => {
  const before = (await machine.sh(STATE)).stdout;
  const { stdout, stderr, status } = await machine.sh(`docker import ${name} imported`);
  if (outcome.startsWith('taken: ')) {
    expect([status, stderr]).toEqual([0, '']);
    const listed = await machine.sh("docker create -q --name made imported x >/dev/null; docker export made | tar t | grep -v '/$' | grep -Ev '^(etc/(hosts|hostname|resolv.conf|mtab)|dev/.*|.dockerenv)$' | sort | tr '\\n' ' '; docker rm made >/dev/null; docker rmi imported >/dev/null");
    expect(`taken: ${listed.stdout.trim()}`).toBe(outcome);
  } else {
    expect([status, stdout, said(stderr)]).toEqual([1, '', `Error response from daemon: ${outcome}`]);
    // What can't be unpacked is there nevertheless (moby daemon/containerd/image_import.go).
    if (outcome.startsWith('failed to unpack')) expect(await machine.sh('docker rmi imported | head -1')).toEqual({ stdout: 'Untagged: imported:latest\n', stderr: '', status: 0 });
  }
  expect((await machine.sh(STATE)).stdout).toBe(before);
});

function extracting(cause: string): string {
  const root = '/var/lib/containerd/tmpmounts/containerd-mount<n>';
  return `failed to unpack image: apply layer error for "docker.io/library/imported:latest": failed to extract layer <digest>: mount callback failed on ${root}: ${cause.replaceAll('<root>', root)}`;
}

test.each([
  ['up.tar', 'invalid entry name "../../etc/evil"'],
  ['relative.tar', 'statat out: path escapes from parent'],
  ['hard-up.tar', 'invalid hardlink target "../../etc/passwd"'],
  ['hard-missing.tar', 'linkat nope h: no such file or directory'],
])('docker cp - and ADD of %s', async (name, reason) => {
  const copied = await machine.sh(`docker cp - box:/tmp < ${name}`);
  expect([copied.status, copied.stderr.trim()]).toEqual([1, `Error response from daemon: ${reason}`]);
  const before = (await machine.sh('docker images -a; ls -A ~ | grep -v "^.docker$"')).stdout;
  const built = await machine.sh(`rm -rf context; mkdir context; cp ${name} context/a.tar; printf 'FROM busybox\\nADD a.tar /t/\\n' > context/Dockerfile; docker build -q context`);
  expect([built.status, built.stdout, built.stderr.includes(`ERROR: failed to build: failed to solve: ${reason}`)]).toEqual([1, '', true]);
  expect((await machine.sh('rm -r context; docker images -a; ls -A ~ | grep -v "^.docker$"')).stdout).toBe(before);
});

test('docker cp - goes on inside the folder where a link is absolute', async () => {
  expect(await machine.sh('docker cp - box:/tmp < absolute.tar; docker export box | tar t | grep evil; docker diff box | grep -v etc/evil')).toEqual({ stdout: 'tmp/etc/evil\nC /tmp\nA /tmp/etc\nA /tmp/ok\nA /tmp/out\n', stderr: '', status: 0 });
});

test('a symbolic link has the mode that Linux gives it, whatever the archive says', async () => {
  expect(await machine.sh("docker import relative.tar linked > id; docker create --name links linked true > id; docker export links | tar tv out | cut -c-10; docker rm links; docker rmi linked > id")).toEqual({
    stdout: 'lrwxrwxrwx\nlinks\n', stderr: '', status: 0,
  });
});
