import type { FileSystem, NewInode } from '../file-system';
import { MemoryFs } from './memory-fs';

type Device = readonly [name: string, major: number, minor: number, mode: number, gid: number];

const TTY_GROUP = 5;

/** What every /dev has, a container's included (OCI runtime-spec config-linux.md, default devices). */
const COMMON: readonly Device[] = [
  ['null', 1, 3, 0o666, 0],
  ['zero', 1, 5, 0o666, 0],
  ['full', 1, 7, 0o666, 0],
  ['random', 1, 8, 0o666, 0],
  ['urandom', 1, 9, 0o666, 0],
  ['tty', 5, 0, 0o666, TTY_GROUP],
];

const HOST: readonly Device[] = [
  ['console', 5, 1, 0o600, TTY_GROUP],
  ['ptmx', 5, 2, 0o666, TTY_GROUP],
  ['tty1', 4, 1, 0o620, TTY_GROUP],
  ['kmsg', 1, 11, 0o644, 0],
];

const DISKS: readonly Device[] = [
  ['sda', 8, 0, 0o660, 6],
  ['sda1', 8, 1, 0o660, 6],
];

const LINKS: readonly (readonly [string, string])[] = [
  ['fd', '/proc/self/fd'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
  ['stderr', '/proc/self/fd/2'],
  ['core', '/proc/kcore'],
];

/** The host's /dev (devtmpfs) with its devices and mount points. */
export function makeDevTmpfs(options: { dev: number; now: () => number; sizeBytes?: number }): MemoryFs {
  const fs = new MemoryFs({ sizeBytes: 512 * 1024 ** 2, ...options, type: 'devtmpfs' });
  for (const device of [...COMMON, ...HOST]) makeDevice(fs, 'chr', device);
  for (const device of DISKS) makeDevice(fs, 'blk', device);
  makeDirectoriesAndLinks(fs);
  return fs;
}

/** Puts a container's default devices, links and mount points on the tmpfs that is its /dev, as runc does. */
export function populateContainerDev(fs: FileSystem): void {
  for (const device of COMMON) makeDevice(fs, 'chr', [device[0], device[1], device[2], device[3], 0]);
  makeDirectoriesAndLinks(fs);
  make(fs, 'ptmx', { type: 'symlink', mode: 0o777, target: 'pts/ptmx' });
}

function makeDirectoriesAndLinks(fs: FileSystem): void {
  for (const [name, target] of LINKS) make(fs, name, { type: 'symlink', mode: 0o777, target });
  make(fs, 'pts', { type: 'dir', mode: 0o755 });
  make(fs, 'shm', { type: 'dir', mode: 0o1777 });
  make(fs, 'mqueue', { type: 'dir', mode: 0o755 });
}

function makeDevice(fs: FileSystem, type: 'chr' | 'blk', [name, major, minor, mode, gid]: Device): void {
  make(fs, name, { type, mode, gid, rdev: major * 256 + minor });
}

function make(fs: FileSystem, name: string, node: Omit<NewInode, 'uid' | 'gid'> & { gid?: number }): void {
  if (fs.lookup(fs.root, name) === undefined) fs.create(fs.root, name, { uid: 0, gid: 0, ...node });
}
