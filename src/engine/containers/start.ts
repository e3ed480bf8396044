import { EngineError, isEngineError } from '../../api/errors';
import { isSysError } from '../../machine/errno';
import type { FileSystem } from '../../machine/file-system';
import type { Namespaces } from '../../machine/kernel-types';
import type { WaitStatus } from '../../machine/sys';
import { background, Signal, takeTime, type Engine } from '../engine';
import { formatNanos } from '../go-time';
import { blankEndpoint, plugEndpoint, refuseMixedNetworks, setDefaultRoute, startOrder, unplugEndpoint } from '../networks/endpoints';
import { startResolver } from '../networks/dns';
import { publishPorts } from '../networks/ports';
import { usesResolver, writeSandboxFiles } from '../networks/sandbox-files';
import { lookPath, OciError } from '../runtime/look-path';
import { containerMounts, prepareSources } from '../runtime/mounts';
import { containerEnv, credentialsOf, setUpWorkingDirectory, userIn } from '../runtime/process-spec';
import { closeChildEnds, closeOwnEnds, inputSink, launch, openIo, pumpOutput } from '../runtime/run-task';
import { containerEvent } from './events';
import { handleExit } from './exit';
import { startHealth } from './health';
import { JsonLog, logFile } from './json-log';
import { removeAfterExit } from './remove';
import { cgroupLimits, refuseDeviceRequests, setNetSysctls } from './resources';
import type { Container } from './store';
import { cgroupPath, takeDown } from './take-down';

const OCI_CREATE = 'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ';

/** What runc takes to make a container, and the network to be there, on the recorded machine about twice that. */
const CREATE_MS = 40;
const NETWORK_MS = 5;

/** POST /containers/{id}/start: the state table decides; a running one is left alone (304). */
export async function startContainer(engine: Engine, container: Container, ref: string, size?: { rows: number; cols: number }): Promise<void> {
  await container.lock.run(async () => {
    if (container.may('start', ref).unchanged) throw new EngineError('notModified', '');
    container.record.restartCount = 0;
    container.record.manuallyStopped = false;
    container.live.restartDelayMs = 0;
    await bringUp(engine, container, size);
  });
}

/** Starts a container that isn't running (moby daemon/start.go containerStart). A failure is kept in its state. */
export async function bringUp(engine: Engine, container: Container, size?: { rows: number; cols: number }): Promise<void> {
  const { record, live } = container;
  try {
    await setUp(engine, container, size);
  } catch (error) {
    if (!isEngineError(error) && !isSysError(error)) throw error;
    const failure = isEngineError(error) ? error : new EngineError('system', `failed to create task for container: ${error.message.toLowerCase()}`);
    takeDown(engine, container);
    record.state.error = failure.message;
    if (failure instanceof OciError) record.state.exitCode = failure.exitCode;
    else if (record.state.exitCode === 0) record.state.exitCode = 128;
    if (record.state.status === 'restarting') record.state.status = 'exited';
    container.save();
    live.hub.close();
    if (record.hostConfig.AutoRemove) removeAfterExit(engine, container);
    throw failure;
  }
}

function otherTask(engine: Engine, ref: string): Namespaces {
  const other = engine.containers.get(ref);
  if (!other.live.task) throw new EngineError('conflict', `cannot join network namespace of a non running container: ${other.id}`);
  return other.live.task.namespaces;
}

function networkNamespace(engine: Engine, container: Container): Namespaces['net'] {
  const mode = container.record.hostConfig.NetworkMode;
  if (mode === 'host') return engine.kernel.host.net;
  if (mode.startsWith('container:')) {
    try {
      const namespaces = otherTask(engine, mode.slice(10));
      container.record.config.Hostname = namespaces.uts.hostname;
      return namespaces.net;
    } catch (error) {
      if (isEngineError(error, 'notFound')) throw new EngineError('notFound', `joining network namespace of container: ${error.message}`);
      throw error;
    }
  }
  const net = engine.kernel.createNetNamespace();
  engine.kernel.setUp(net, 'lo', true);
  setNetSysctls(net, container.record.hostConfig.Sysctls ?? {});
  container.live.net = net;
  container.record.sandboxId = engine.sys.random.hex(32);
  return net;
}

async function connectNetworks(engine: Engine, container: Container): Promise<void> {
  const { record, live } = container;
  try {
    refuseMixedNetworks(Object.keys(record.networks), (name) => engine.networks.byName(name));
    const order = startOrder(record);
    if (order.length === 0 && !record.hostConfig.NetworkMode.startsWith('container:')) {
      record.networks[record.hostConfig.NetworkMode] = blankEndpoint();
      order.push(record.hostConfig.NetworkMode);
    }
    for (const name of order) plugEndpoint(engine, container, engine.networks.get(name), live.net);
    if (live.net) {
      setDefaultRoute(engine, record, live.net);
      if (usesResolver(container)) startResolver(engine, container, live.net);
    }
    await publishPorts(engine, container);
  } catch (error) {
    if (!isEngineError(error)) throw error;
    // What could not be connected is lost (moby leaves such a container without networks).
    for (const name of Object.keys(record.networks)) unplugEndpoint(engine, container, name, undefined);
    if (error.message.includes('driver failed programming')) record.networks = {};
    throw new EngineError(error.kind, `failed to set up container networking: ${error.message}`);
  }
}

async function setUp(engine: Engine, container: Container, size: { rows: number; cols: number } | undefined): Promise<void> {
  const { record, live } = container;
  const { kernel } = engine;
  const { config, hostConfig: host } = record;
  const prepared = engine.images.container(container.id);
  if (!prepared) throw new EngineError('system', `snapshot ${container.id} does not exist: not found`);
  prepareSources(engine, container);
  refuseDeviceRequests(host);
  const pid = host.PidMode === 'host' ? kernel.host.pid : host.PidMode.startsWith('container:') ? joinNamespaces(engine, host.PidMode).pid : kernel.createPidNamespace();
  const net = networkNamespace(engine, container);
  const uts = host.UTSMode === 'host' ? kernel.host.uts : kernel.createUtsNamespace(config.Hostname, config.Domainname);
  const ipc = host.IpcMode === 'host' ? kernel.host.ipc : host.IpcMode.startsWith('container:') ? joinNamespaces(engine, host.IpcMode).ipc : kernel.createIpcNamespace();
  const cgroup = kernel.createCgroup(cgroupPath(container), cgroupLimits(host));
  writeSandboxFiles(engine, container);
  mountVolumes(engine, container);
  const mnt = containerMounts(engine, container, prepared.fs, { pid, net, cgroup }, sharedShm(engine, container));
  const namespaces: Namespaces = { mnt, pid, net, uts, ipc };

  const user = userIn(engine, mnt, config.User, host.GroupAdd ?? []);
  const credentials = credentialsOf(user, record);
  const env = containerEnv(record, user.home, config.Hostname);
  const cwd = setUpWorkingDirectory(engine, mnt, record);
  const argv = host.Init ? ['/sbin/docker-init', '--', record.path, ...record.args] : [record.path, ...record.args];
  let path: string;
  try {
    path = lookPath(kernel, mnt, argv[0]!, env['PATH'], cwd, credentials);
  } catch (error) {
    if (error instanceof OciError) throw new OciError(OCI_CREATE + error.message, error.exitCode);
    throw error;
  }
  await takeTime(engine, CREATE_MS);
  await connectNetworks(engine, container);
  await takeTime(engine, NETWORK_MS);
  writeSandboxFiles(engine, container);

  const io = openIo(engine, { tty: config.Tty, stdin: config.OpenStdin, size: size ?? consoleSize(host.ConsoleSize) });
  const finished = new Signal<number>();
  const exited = new Signal<WaitStatus>();
  try {
    const taskPid = await launch(
      engine,
      { path, argv, env, cwd, credentials, namespaces, cgroup, io, noNewPrivileges: (host.SecurityOpt ?? []).some((one) => /^no-new-privileges(?::true|=true)?$/.test(one)),
        rlimits: (host.Ulimits ?? []).map((one) => ({ name: one.Name, soft: one.Soft, hard: one.Hard })), oomScoreAdj: host.OomScoreAdj },
      (status) => exited.fire(status),
    );
    live.task = { pid: taskPid, namespaces, cgroup, stdinFd: io.stdinFd, ttyFd: io.ttyFd, outputs: io.outputs, drained: new Signal(), finished };
  } catch (error) {
    closeOwnEnds(engine, io);
    if (isSysError(error)) throw new OciError(`${OCI_CREATE}exec: ${error.message.toLowerCase()}`, 128);
    throw error;
  } finally {
    closeChildEnds(engine, io);
  }
  const state = record.state;
  Object.assign(state, { status: 'running', pid: live.task.pid, exitCode: 0, error: '', oomKilled: false, startedAt: formatNanos(engine.now()) });
  record.hasBeenStarted = true;
  watchOutput(engine, container);
  live.hub.started(inputSink(engine, live.task));
  startHealth(engine, container);
  container.save();
  containerEvent(engine, container, 'start');
  live.startedUp();
  // A process may have ended by now; its exit is dealt with after its start.
  background(engine, async () => handleExit(engine, container, await exited.wait(), bringUp));
}

function joinNamespaces(engine: Engine, mode: string): Namespaces {
  return otherTask(engine, mode.slice('container:'.length));
}

function consoleSize([rows, cols]: readonly [number, number]): { rows: number; cols: number } | undefined {
  return rows > 0 && cols > 0 ? { rows, cols } : undefined;
}

/** Logs and passes on what the container's process prints (also after a restore). */
export function watchOutput(engine: Engine, container: Container): void {
  const { record, live } = container;
  const task = live.task!;
  live.log = new JsonLog(engine.sys, () => engine.now(), logFile(container.logPath, record.hostConfig.LogConfig, record.config.Labels, record.config.Env ?? []));
  const log = live.log;
  task.drained = pumpOutput(engine, task.outputs, async (stream, bytes) => {
    await log.append(stream, bytes);
    await live.hub.publish(stream, bytes);
  });
}

function mountVolumes(engine: Engine, container: Container): void {
  for (const point of container.record.mounts) {
    if (point.type !== 'volume') continue;
    container.live.mounted.add(point.destination);
    engine.events.log('volume', 'mount', point.name, {
      container: container.id, destination: point.destination, driver: point.driver, propagation: point.propagation, 'read/write': String(point.rw),
    });
  }
}

/** /dev/shm of the container whose IPC namespace is joined. */
function sharedShm(engine: Engine, container: Container): FileSystem | undefined {
  const mode = container.record.hostConfig.IpcMode;
  const ns = mode === 'host' ? engine.kernel.host.mnt : mode.startsWith('container:') ? joinNamespaces(engine, mode).mnt : undefined;
  if (!ns || !ns.mounts().some((mount) => mount.target === '/dev/shm')) return undefined;
  return engine.kernel.lookupPath(ns, '/dev/shm').fs;
}
