import { utf8 } from '../../lib/bytes';
import { isSysError, SysError } from '../../machine/errno';
import type { Cgroup, Namespaces, TaskSpec } from '../../machine/kernel-types';
import { SIGNALS } from '../../machine/signal';
import type { Credentials, WaitStatus } from '../../machine/sys';
import type { InputSink, OutputStream } from '../containers/stream-hub';
import { background, Signal, type Engine } from '../engine';

/** Whose processes they are: dockerd, or a builder of its own. */
export type TaskHost = Pick<Engine, 'sys' | 'kernel'>;

/** How a process's streams are connected: dockerd's ends and the child's. */
export interface TaskIo {
  stdinFd: number | undefined;
  ttyFd: number | undefined;
  outputs: { fd: number; stream: OutputStream }[];
  child: Map<number, number>;
}

/** Opens a terminal, or pipes for what is wanted of stdin, stdout and stderr. */
export function openIo(engine: TaskHost, wanted: { tty: boolean; stdin: boolean; size?: { rows: number; cols: number } }): TaskIo {
  const { sys } = engine;
  if (wanted.tty) {
    const [master, slave] = sys.openpty(wanted.size);
    return { stdinFd: wanted.stdin ? master : undefined, ttyFd: master, outputs: [{ fd: master, stream: 'stdout' }], child: new Map([[0, slave], [1, slave], [2, slave]]) };
  }
  const [outRead, outWrite] = sys.pipe();
  const [errRead, errWrite] = sys.pipe();
  const outputs: TaskIo['outputs'] = [{ fd: outRead, stream: 'stdout' }, { fd: errRead, stream: 'stderr' }];
  if (!wanted.stdin) {
    const nothing = sys.open('/dev/null', 'r');
    return { stdinFd: undefined, ttyFd: undefined, outputs, child: new Map([[0, nothing], [1, outWrite], [2, errWrite]]) };
  }
  const [inRead, inWrite] = sys.pipe();
  return { stdinFd: inWrite, ttyFd: undefined, outputs, child: new Map([[0, inRead], [1, outWrite], [2, errWrite]]) };
}

export function closeQuietly(engine: TaskHost, fd: number | undefined): void {
  if (fd === undefined) return;
  try {
    engine.sys.close(fd);
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

export function closeChildEnds(engine: TaskHost, io: TaskIo): void {
  for (const fd of new Set(io.child.values())) closeQuietly(engine, fd);
}

/** Closes dockerd's ends of a process that didn't come to be. */
export function closeOwnEnds(engine: TaskHost, io: TaskIo): void {
  for (const fd of new Set([io.stdinFd, io.ttyFd, ...io.outputs.map((one) => one.fd)])) closeQuietly(engine, fd);
}

/**
 * Attached clients' keys go to the pipe or terminal. Closing a terminal's input does nothing; a pipe's end is forgotten
 * by its owner when it closes, for its number may soon mean something else.
 */
export function inputSink(engine: TaskHost, owner: { stdinFd: number | undefined; ttyFd: number | undefined }): InputSink | undefined {
  if (owner.stdinFd === undefined) return undefined;
  return {
    write: async (bytes) => {
      if (owner.stdinFd !== undefined) await engine.sys.write(owner.stdinFd, bytes);
    },
    close: () => {
      if (owner.ttyFd !== undefined) return;
      closeQuietly(engine, owner.stdinFd);
      owner.stdinFd = undefined;
    },
  };
}

/** Copies a process's output until all of it has ended; the signal then fires. */
export function pumpOutput(engine: TaskHost, outputs: TaskIo['outputs'], sink: (stream: OutputStream, bytes: Uint8Array) => Promise<void>): Signal {
  const drained = new Signal();
  let open = outputs.length;
  for (const { fd, stream } of outputs) {
    background(engine, async () => {
      try {
        for (;;) {
          const bytes = await engine.sys.read(fd);
          if (bytes.length === 0) break;
          await sink(stream, bytes);
        }
      } catch (error) {
        // A terminal whose last user is gone reads as EIO.
        if (!isSysError(error)) throw error;
      }
      closeQuietly(engine, fd);
      if (--open === 0) drained.fire();
    });
  }
  return drained;
}

/** The shell's view of how a process ended: 128 and the signal's number. */
export function exitCodeOf(status: WaitStatus): number {
  if (status.kind === 'exited') return status.code;
  return status.kind === 'signaled' || status.kind === 'stopped' ? 128 + SIGNALS[status.signal] : 0;
}

export interface Launch {
  path: string;
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd: string;
  credentials: Credentials;
  namespaces: Namespaces;
  cgroup: Cgroup;
  io: TaskIo;
  noNewPrivileges: boolean;
  rlimits: TaskSpec['rlimits'];
  oomScoreAdj: number;
}

/**
 * The process's streams are its user's, so that /dev/stdout can be opened anew (runc, init_linux.go, fixStdioPermissions:
 * all but /dev/null, and the user alone).
 */
function ownIo({ sys }: TaskHost, io: TaskIo, uid: number): void {
  if (uid === 0) return;
  for (const fd of new Set(io.child.values())) if (sys.fstat(fd).type !== 'chr' || io.ttyFd !== undefined) sys.chown(`/proc/self/fd/${fd}`, uid, -1);
}

/**
 * Starts a process. What fails only in the last step, execve itself (a foreign format, a missing interpreter), is told
 * on its stderr and ends it with 255, as runc's init does.
 */
export async function launch(engine: TaskHost, spec: Launch, onExit: (status: WaitStatus) => void): Promise<number> {
  ownIo(engine, spec.io, spec.credentials.uid);
  try {
    return await engine.kernel.startTask({
      path: spec.path, argv: spec.argv, env: spec.env, cwd: spec.cwd, credentials: spec.credentials, namespaces: spec.namespaces, cgroup: spec.cgroup,
      fds: spec.io.child, ...(spec.io.ttyFd === undefined ? {} : { controllingTty: 0 }), noNewPrivileges: spec.noNewPrivileges,
      ...(spec.rlimits ? { rlimits: spec.rlimits } : {}), oomScoreAdj: spec.oomScoreAdj, onExit,
    });
  } catch (error) {
    if (!(error instanceof SysError) || !['ENOEXEC', 'ENOENT', 'EACCES', 'ELOOP', 'ENOTDIR', 'EINVAL'].includes(error.code)) throw error;
    const message = utf8(`exec ${spec.path}: ${error.message.toLowerCase()}\n`);
    await engine.sys.write(spec.io.child.get(2)!, message);
    background(engine, async () => {
      await engine.sys.sleep(1);
      onExit({ kind: 'exited', code: 255 });
    });
    return 0;
  }
}
