import type { FileSystem } from '../../machine/file-system';

const NODES: readonly [name: string, major: number, minor: number][] = [
  ['null', 1, 3], ['zero', 1, 5], ['full', 1, 7], ['random', 1, 8], ['urandom', 1, 9], ['tty', 5, 0],
];

const LINKS: readonly [name: string, target: string][] = [
  ['fd', '/proc/self/fd'], ['stdin', '/proc/self/fd/0'], ['stdout', '/proc/self/fd/1'], ['stderr', '/proc/self/fd/2'],
  ['ptmx', 'pts/ptmx'], ['core', '/proc/kcore'],
];

/** Fills a container's /dev (runtime-spec config-linux.md, default devices; runc setupDevSymlinks). */
export function fillDev(fs: FileSystem, options: { console: boolean }): void {
  for (const [name, major, minor] of NODES) fs.create(fs.root, name, { type: 'chr', mode: 0o666, uid: 0, gid: 0, rdev: major * 256 + minor });
  for (const [name, target] of LINKS) fs.create(fs.root, name, { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target });
  for (const name of ['pts', 'mqueue', 'shm']) fs.create(fs.root, name, { type: 'dir', mode: 0o755, uid: 0, gid: 0 });
  if (options.console) fs.create(fs.root, 'console', { type: 'chr', mode: 0o620, uid: 0, gid: 5, rdev: 136 * 256 });
}
