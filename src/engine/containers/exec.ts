import { conflict, invalid, isEngineError } from '../../api/errors';
import { utf8 } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import type { WaitStatus } from '../../machine/sys';
import { background, Signal, takeTime, within, type Engine } from '../engine';
import { locate } from '../runtime/container-files';
import { lookPath, OciError } from '../runtime/look-path';
import { applyEnv, containerEnv, credentialsOf, userIn } from '../runtime/process-spec';
import { closeChildEnds, closeOwnEnds, closeQuietly, exitCodeOf, inputSink, launch, openIo, pumpOutput } from '../runtime/run-task';
import { clientBytes, joinStreams } from './attach';
import { containerEvent } from './events';
import type { ExecRecord, LiveExec } from './exec-store';
import type { Container } from './store';
import { StreamHub } from './stream-hub';
import { quote } from '../../lib/govalue/quote';

const OCI_EXEC = 'OCI runtime exec failed: exec failed: ';
const DRAIN_MS = 2000;
/** What runc takes to join a container; clients have read the answer's head by then. */
const JOIN_MS = 25;

export interface ExecBody {
  User?: string;
  Privileged?: boolean;
  Tty?: boolean;
  AttachStdin?: boolean;
  AttachStdout?: boolean;
  AttachStderr?: boolean;
  DetachKeys?: string;
  Env?: string[] | null;
  WorkingDir?: string;
  Cmd?: string[] | null;
  ConsoleSize?: [number, number] | null;
}

function commandLine(record: ExecRecord): string {
  return `${record.argv[0]} ${record.argv.slice(1).join(' ')}`;
}

/** POST /containers/{id}/exec (moby daemon/exec.go ContainerExecCreate). */
export function createExec(engine: Engine, container: Container, ref: string, body: ExecBody): LiveExec {
  container.may('exec', ref);
  if (!body.Cmd || body.Cmd.length === 0) throw invalid('No exec command specified');
  const user = body.User || container.record.config.User;
  // The user is looked up at once, so that the refusal comes before anything runs.
  const mnt = container.live.task!.namespaces.mnt;
  const found = userIn(engine, mnt, user, container.record.hostConfig.GroupAdd ?? []);
  const exec: LiveExec = {
    record: {
      id: engine.sys.random.hex(32), containerId: container.id, argv: [...body.Cmd], env: body.Env ?? [], workingDir: body.WorkingDir ?? '', user: body.User ?? '',
      tty: body.Tty ?? false, privileged: body.Privileged ?? false, openStdin: body.AttachStdin ?? false, openStdout: body.AttachStdout ?? false,
      openStderr: body.AttachStderr ?? false, detachKeys: body.DetachKeys ?? '', consoleSize: body.ConsoleSize ?? undefined, running: false, started: false,
      exitCode: null, pid: 0,
    },
    credentials: credentialsOf(found, container.record, body.Privileged || container.record.hostConfig.Privileged), hub: new StreamHub(), ttyFd: undefined, done: new Signal(),
  };
  engine.execs.add(exec);
  containerEvent(engine, container, `exec_create: ${commandLine(exec.record)}`, { execID: exec.record.id });
  return exec;
}

/** Refuses a second start, and one in a container that can't have it. */
export function checkExecStart(engine: Engine, exec: LiveExec): Container {
  const container = engine.containers.get(exec.record.containerId);
  if (exec.record.running) throw conflict(`Error: Exec command ${exec.record.id} is already running`);
  if (exec.record.started) throw conflict(`Error: Exec command ${exec.record.id} has already run`);
  container.may('exec', container.id);
  return container;
}

/** Starts the process; the promise is fulfilled once it runs. Failures are runc's, and leave their exit code. */
export async function runExec(engine: Engine, container: Container, exec: LiveExec, size?: [number, number] | null): Promise<void> {
  const { record } = exec;
  record.started = true;
  record.running = true;
  containerEvent(engine, container, `exec_start: ${commandLine(record)}`, { execID: record.id });
  try {
    await spawnExec(engine, container, exec, size ?? record.consoleSize);
  } catch (error) {
    const failure = isSysError(error) ? new OciError(`${OCI_EXEC}unable to start container process: ${error.message.toLowerCase()}`, 126) : error;
    if (!isEngineError(failure)) throw failure;
    record.running = false;
    record.exitCode = failure instanceof OciError ? failure.exitCode : 128;
    exec.hub.close();
    exec.done.fire(record.exitCode);
    throw failure;
  }
}

async function spawnExec(engine: Engine, container: Container, exec: LiveExec, size: [number, number] | undefined | null): Promise<void> {
  const { record } = exec;
  const task = container.live.task;
  if (!task) throw conflict(`container ${container.id} is not running`);
  const credentials = exec.credentials!;
  const { mnt } = task.namespaces;
  const home = userIn(engine, mnt, record.user || container.record.config.User).home;
  const env = containerEnv(container.record, home, container.record.config.Hostname, record.tty);
  applyEnv(env, record.env);
  const cwd = record.workingDir || container.record.config.WorkingDir || '/';
  if (!cwd.startsWith('/')) throw new OciError(`${OCI_EXEC}Cwd must be an absolute path`, 128);
  const directory = locate(engine.kernel, mnt, cwd);
  if (!directory) throw new OciError(`${OCI_EXEC}unable to start container process: chdir to cwd (${quote(cwd)}) set in config.json failed: no such file or directory`, 127);
  if (directory.stat.type !== 'dir') throw new OciError(`${OCI_EXEC}unable to start container process: chdir to cwd (${quote(cwd)}) set in config.json failed: not a directory`, 126);
  let path: string;
  try {
    path = lookPath(engine.kernel, mnt, record.argv[0]!, env['PATH'], cwd, credentials);
  } catch (error) {
    if (error instanceof OciError) throw new OciError(`${OCI_EXEC}unable to start container process: ${error.message}`, error.exitCode);
    throw error;
  }
  await takeTime(engine, JOIN_MS);
  if (container.live.task !== task) throw conflict(`container ${container.id} is not running`);
  const io = openIo(engine, { tty: record.tty, stdin: record.openStdin, size: size && size[0] > 0 ? { rows: size[0], cols: size[1] } : undefined });
  const ended = new Signal<WaitStatus>();
  try {
    record.pid = await launch(
      engine,
      { path, argv: record.argv, env, cwd, credentials, namespaces: task.namespaces, cgroup: task.cgroup, io, noNewPrivileges: false,
        rlimits: (container.record.hostConfig.Ulimits ?? []).map((one) => ({ name: one.Name, soft: one.Soft, hard: one.Hard })), oomScoreAdj: 0 },
      (status) => ended.fire(status),
    );
  } catch (error) {
    closeOwnEnds(engine, io);
    throw error;
  } finally {
    closeChildEnds(engine, io);
  }
  exec.ttyFd = io.ttyFd;
  const drained = pumpOutput(engine, io.outputs, (stream, bytes) => exec.hub.publish(stream, bytes));
  exec.hub.started(inputSink(engine, io));
  background(engine, async () => {
    const status = await ended.wait();
    await within(engine, drained.wait(), DRAIN_MS);
    if (io.ttyFd === undefined) closeQuietly(engine, io.stdinFd);
    exec.ttyFd = undefined;
    record.running = false;
    record.exitCode = exitCodeOf(status);
    containerEvent(engine, container, 'exec_die', { execID: record.id, exitCode: String(record.exitCode) });
    exec.hub.close();
    exec.done.fire(record.exitCode);
  });
}

/** POST /exec/{id}/start on a hijacked connection; runc's failures go to the client's stdout. */
export async function attachExec(engine: Engine, container: Container, exec: LiveExec, raw: Duplex, options: { framed: boolean; size: [number, number] | undefined }): Promise<void> {
  const { record } = exec;
  const joined = joinStreams(engine, exec.hub, raw, {
    stdin: record.openStdin, stdout: record.openStdout, stderr: record.openStderr, tty: record.tty, framed: options.framed, closeStdin: true, detachKeys: record.detachKeys,
  });
  try {
    await runExec(engine, container, exec, options.size);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    await raw.write(clientBytes('stdout', utf8(`${error.message}\r\n`), options.framed));
  }
  await joined;
}

/** GET /exec/{id}/json. */
export function inspectExec(exec: LiveExec): Record<string, unknown> {
  const { record } = exec;
  return {
    ID: record.id, Running: record.running, ExitCode: record.exitCode,
    ProcessConfig: {
      tty: record.tty, entrypoint: record.argv[0], arguments: record.argv.slice(1), privileged: record.privileged, ...(record.user ? { user: record.user } : {}),
    },
    OpenStdin: record.openStdin, OpenStderr: record.openStderr, OpenStdout: record.openStdout, CanRemove: false, ContainerID: record.containerId,
    DetachKeys: record.detachKeys, Pid: record.pid,
  };
}

