import { SysError } from '../errno';
import type { KernelCore } from '../kernel-core';
import type { ChildFds, SpawnOptions, Sys } from '../sys';
import * as paths from '../vfs/path-ops';
import { bear, begin, childContext, start } from './birth';
import { changeCredentials } from './capabilities';
import { demandChange } from './groups';
import { loadExecutable } from './load';
import type { OpenFile } from './open-file';
import type { Process } from './process';

type Guard = <T>(work: Promise<T>) => Promise<T>;

const STANDARD: ReadonlyMap<number, number> = new Map([[0, 0], [1, 1], [2, 2]]);

/** The open files that a child gets; a standard descriptor that the parent hasn't got is left out. */
function childFiles(parent: Process, fds: ChildFds = 'inherit'): Map<number, OpenFile> {
  const files = new Map<number, OpenFile>();
  for (const [child, own] of fds === 'inherit' ? STANDARD : fds) {
    const file = fds === 'inherit' ? parent.fds.find(own) : parent.fds.get(own);
    if (file) files.set(child, file);
  }
  return files;
}

function contextFor(parent: Process, options: SpawnOptions): paths.FsContext {
  const old = parent.credentials;
  if (options.credentials) demandChange(old, options.credentials);
  const credentials = options.credentials ? changeCredentials(old, options.credentials, parent.bounding) : old;
  const context = childContext(parent.fs, credentials, { umask: options.umask });
  if (options.cwd !== undefined) {
    context.cwd = paths.walk(parent.fs, options.cwd);
    if (paths.statAt(context.cwd).type !== 'dir') throw new SysError('ENOTDIR');
  }
  return context;
}

/** posix_spawn(3). */
export async function spawn(core: KernelCore, parent: Process, path: string, argv: readonly string[], options: SpawnOptions, guard: Guard): Promise<Process> {
  const context = contextFor(parent, options);
  const env = options.env ?? parent.env;
  const loaded = await guard(loadExecutable(core, context, path, argv, env, parent.emulated));
  const child = bear(core, {
    parent, ns: parent.ns, fs: context, cgroup: parent.cgroup, fds: childFiles(parent, options.fds),
    pgid: options.pgid, newSession: options.newSession, controllingTty: options.controllingTty, foreground: options.foreground,
    ignoreSignals: options.ignoreSignals,
  });
  if (child.running) begin(core, child, loaded, env);
  return child;
}

/** fork(2): all descriptors, and the code to run given as a closure. */
export function fork(core: KernelCore, parent: Process, main: (sys: Sys) => Promise<number>, options: SpawnOptions): Process {
  const child = bear(core, {
    parent, ns: parent.ns, fs: contextFor(parent, options), cgroup: parent.cgroup,
    fds: options.fds ? childFiles(parent, options.fds) : new Map(),
    pgid: options.pgid, newSession: options.newSession, controllingTty: options.controllingTty, foreground: options.foreground,
    ignoreSignals: options.ignoreSignals,
  });
  if (!options.fds) parent.fds.copyTo(child.fds);
  child.argv = parent.argv;
  child.env = { ...(options.env ?? parent.env) };
  child.exePath = parent.exePath;
  child.programName = parent.programName;
  child.emulated = parent.emulated;
  child.comm = parent.comm;
  child.memoryBytes = parent.memoryBytes;
  if (child.running) start(core, child, main);
  return child;
}

/** execve(2): the old image ends, the new one begins in the same process. */
export async function exec(core: KernelCore, proc: Process, path: string, argv: readonly string[], env: Readonly<Record<string, string>>, guard: Guard): Promise<void> {
  const loaded = await guard(loadExecutable(core, proc.fs, path, argv, env, proc.emulated));
  const old = proc.image;
  proc.image = undefined;
  old?.end();
  proc.threads = 1;
  proc.fds.closeForExec();
  begin(core, proc, loaded, env);
}
