import { SysError } from './errno';
import type { KernelCore } from './kernel-core';
import type { TaskSpec } from './kernel-types';
import { bear, begin } from './process/birth';
import type { CgroupImpl } from './process/cgroup';
import { loadExecutable } from './process/load';
import type { OpenFile } from './process/open-file';
import { KILLED } from './process/process-killed';
import type { Process, ProcessNamespaces } from './process/process';
import { TtyFile } from './tty/tty-files';
import * as paths from './vfs/path-ops';
import { rootContext } from './vfs/path-mount';

/** Starts a process in given namespaces, as runc's init does before it executes the container's program. */
export async function startTask(core: KernelCore, caller: Process | undefined, spec: TaskSpec): Promise<Process> {
  const ns = spec.namespaces as ProcessNamespaces;
  const context: paths.FsContext = { ...rootContext(ns.mnt, () => core.clock.now()), credentials: spec.credentials };
  context.cwd = paths.walk(context, spec.cwd);
  if (paths.statAt(context.cwd).type !== 'dir') throw new SysError('ENOTDIR');
  const files = new Map<number, OpenFile>();
  for (const [child, own] of spec.fds) files.set(child, ownFile(caller, own));
  const path = findPath(context, spec);
  // Linux loads binfmt_misc when it is mounted, which only these may do.
  if (spec.credentials.caps.has('SYS_ADMIN')) await core.loadFormats();
  const loaded = await loadExecutable(core, context, path, spec.argv, spec.env);
  if (caller && !caller.running) throw KILLED;
  moveTerminal(core, files, spec, context);
  const proc = bear(core, {
    parent: caller?.running ? caller : core.host.pid.init, ns, fs: context, cgroup: spec.cgroup as CgroupImpl, fds: files,
    newSession: true, controllingTty: spec.controllingTty, onExit: spec.onExit, autoReap: true,
  });
  proc.noNewPrivileges = spec.noNewPrivileges ?? false;
  proc.oomScoreAdj = spec.oomScoreAdj ?? 0;
  proc.bounding = spec.credentials.caps;
  for (const { name, soft, hard } of spec.rlimits ?? []) proc.rlimits.set(name.toUpperCase().replace(/^RLIMIT_/, ''), [soft, hard]);
  if (proc.running) begin(core, proc, loaded, spec.env);
  return proc;
}

function ownFile(caller: Process | undefined, fd: number): OpenFile {
  if (!caller) throw new SysError('EBADF');
  return caller.fds.get(fd);
}

/** A container's terminal has its name in the container's own /dev/pts. */
function moveTerminal(core: KernelCore, files: ReadonlyMap<number, OpenFile>, spec: TaskSpec, context: paths.FsContext): void {
  if (spec.controllingTty === undefined) return;
  const file = files.get(spec.controllingTty);
  if (!(file instanceof TtyFile)) throw new SysError('ENOTTY');
  try {
    const { fs } = paths.walk(context, '/dev/pts').mount;
    if (fs.type === 'devpts') core.ptys.move(file.tty, fs);
  } catch (error) {
    // Without a /dev/pts the terminal keeps the name that it has.
    if (!(error instanceof SysError)) throw error;
  }
}

/** The program's path: as given, or searched for in the task's PATH (Go's exec.LookPath, as runc does). */
function findPath(context: paths.FsContext, spec: TaskSpec): string {
  const name = spec.path ?? spec.argv[0] ?? '';
  if (spec.path !== undefined || name.includes('/')) return name;
  let denied = false;
  for (const folder of (spec.env['PATH'] ?? '').split(':')) {
    const path = `${folder || '.'}/${name}`;
    if (paths.access(context, path, 'x') && paths.stat(context, path).type !== 'dir') return path;
    if (paths.access(context, path, '')) denied = true;
  }
  throw new SysError(denied ? 'EACCES' : 'ENOENT');
}
