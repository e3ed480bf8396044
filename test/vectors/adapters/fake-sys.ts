import { utf8 } from '../../../src/lib/bytes';
import { SysError } from '../../../src/machine/errno';
import type { Sys } from '../../../src/machine/sys';

/** What a process without any engine sees: a few files below its directory, streams that are collected. */
export interface FakeProcess {
  sys: Sys;
  stdout: () => string;
  stderr: () => string;
}

/** Just enough of the system calls for a command line that never gets as far as an engine. */
export function fakeProcess(argv: readonly string[], files: Readonly<Record<string, string>> = {}): FakeProcess {
  const cwd = '/home/learner';
  const out: Record<number, string> = { 1: '', 2: '' };
  const absolute = (path: string): string => (path.startsWith('/') ? path : `${cwd}/${path}`);
  const dirs = new Set(['/', '/home', '/home/learner', '/root']);
  const has = (path: string): boolean => dirs.has(path) || Object.hasOwn(files, path);
  const read = (path: string): string => {
    const text = files[absolute(path)];
    if (text === undefined) throw new SysError('ENOENT');
    return text;
  };
  const stat = (path: string): { type: string } => {
    if (!has(absolute(path))) throw new SysError('ENOENT');
    return { type: dirs.has(absolute(path)) ? 'dir' : 'file' };
  };
  const missing = (): never => {
    throw new SysError('ENOENT');
  };
  const sys = {
    argv,
    env: { HOME: '/root' },
    pid: 1,
    now: () => 0,
    cwd: () => cwd,
    access: (path: string) => has(absolute(path)),
    stat,
    lstat: stat,
    open: missing,
    readdir: () => [],
    readFile: (path: string) => utf8(read(path)),
    readText: read,
    isatty: () => false, external: <T>(work: Promise<T>) => work,
    read: async () => new Uint8Array(0),
    write: async (fd: number, bytes: Uint8Array | string) => {
      out[fd] += typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes);
    },
    connect: async () => missing(),
    onSignal: () => undefined,
    thread: () => undefined,
  };
  return { sys: sys as unknown as Sys, stdout: () => out[1]!, stderr: () => out[2]! };
}
