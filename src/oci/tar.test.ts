import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { utf8 } from '../lib/bytes';
import { contentOf, joinContents, noise, readContent } from '../lib/content';
import { readTar } from './tar-read';
import type { TarEntry } from './tar-entry';
import { writeTar } from './tar-write';

const MTIME = Date.UTC(2026, 10, 21);
const owned = { uid: 0, gid: 0, mtimeMs: MTIME };
const deep = `${'directory-with-a-long-name/'.repeat(5)}file`;
const entries: TarEntry[] = [
  { path: 'bin', type: 'dir', mode: 0o755, ...owned },
  { path: 'bin/tool', type: 'file', mode: 0o4755, ...owned, content: joinContents([contentOf(utf8('head')), noise(5, 10_000)]) },
  { path: 'bin/again', type: 'hardlink', mode: 0o755, ...owned, target: 'bin/tool' },
  { path: 'bin/sh', type: 'symlink', mode: 0o777, ...owned, target: 'tool' },
  { path: 'dev/null', type: 'chr', mode: 0o666, ...owned, rdev: 1 * 256 + 3 },
  { path: deep, type: 'file', mode: 0o644, ...owned, uid: 3_000_000, content: contentOf(utf8('x')) },
  { path: 'etc/.wh.gone', type: 'file', mode: 0, ...owned },
  { path: 'café', type: 'file', mode: 0o600, ...owned, xattrs: { 'user.note': utf8('hi') }, content: contentOf(utf8('1')) },
];

const plain = (list: Iterable<TarEntry>) => [...list].map((e) => ({ ...e, content: e.content && [...readContent(e.content)] }));

test('what is written is read back, and generated content stays generated', () => {
  const archive = writeTar(entries);
  expect(archive.extents.filter((extent) => 'recipe' in extent)).toHaveLength(1);
  const empty = { path: 'etc/.wh.gone', type: 'file' as const, mode: 0, ...owned, content: contentOf(utf8('')) };
  expect(plain(readTar(archive))).toEqual(plain(entries.map((e) => (e.path === 'etc/.wh.gone' ? empty : e))));
});

test('GNU tar reads the same', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tar-')), 'a.tar');
  writeFileSync(file, readContent(writeTar(entries)));
  const listing = execFileSync('tar', ['--utc', '--full-time', '-tvf', file], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  expect(listing.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual([
    'drwxr-xr-x 0/0 0 2026-11-21 00:00:00 bin/',
    '-rwsr-xr-x 0/0 10004 2026-11-21 00:00:00 bin/tool',
    'hrwxr-xr-x 0/0 0 2026-11-21 00:00:00 bin/again link to bin/tool',
    'lrwxrwxrwx 0/0 0 2026-11-21 00:00:00 bin/sh -> tool',
    'crw-rw-rw- 0/0 1,3 2026-11-21 00:00:00 dev/null',
    `-rw-r--r-- 3000000/0 1 2026-11-21 00:00:00 ${deep}`,
    '---------- 0/0 0 2026-11-21 00:00:00 etc/.wh.gone',
    '-rw------- 0/0 1 2026-11-21 00:00:00 café',
    '',
  ]);
});

test('what GNU tar writes is read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tar-'));
  const name = 'n'.repeat(150);
  writeFileSync(join(folder, name), 'long');
  writeFileSync(join(folder, 'a.txt'), 'text');
  for (const format of ['gnu', 'pax', 'ustar']) {
    const names = format === 'ustar' ? ['./a.txt'] : [`./${name}`, './a.txt'];
    const bytes = execFileSync('tar', [`--format=${format}`, '--owner=0', '--group=0', '-cf', '-', ...names], { cwd: folder });
    const read = [...readTar(contentOf(bytes))].map((e) => [e.path, Buffer.from(readContent(e.content!)).toString()]);
    expect(read).toEqual(format === 'ustar' ? [['a.txt', 'text']] : [[name, 'long'], ['a.txt', 'text']]);
  }
});

test('garbage is refused in Go\'s words', () => {
  expect(() => [...readTar(contentOf(utf8('garbage\n')))]).toThrow('unexpected EOF');
  expect(() => [...readTar(contentOf(utf8('garbage '.repeat(100))))]).toThrow('archive/tar: invalid tar header');
});
