import type { FileSystem } from '../../machine/file-system';
import type { Cgroup, MountSpec, Namespaces } from '../../machine/kernel-types';
import { isSysError } from '../../machine/errno';
import { MemoryFs } from '../../machine/vfs/memory-fs';
import { OverlayFs } from '../../machine/vfs/overlay-fs';
import type { WaitStatus } from '../../machine/sys';
import { utf8 } from '../../lib/bytes';
import { contentOf } from '../../lib/content';
import { EMULATORS } from '../../lib/emulators';
import { answerAt } from './agent-socket';
import type { BuildMount, BuildProcess } from '../builder/ports';
import { makeDirectories, removeTree } from '../disk';
import { Signal } from '../engine';
import type { BuildHost } from './host';
import { effectiveCapabilities } from '../runtime/capabilities';
import { locate, makeDirectoriesIn } from '../runtime/container-files';
import { fillDev } from '../runtime/devices';
import { lookPath, OciError } from '../runtime/look-path';
import { applyEnv, DEFAULT_PATH, userIn } from '../runtime/process-spec';
import { closeChildEnds, closeOwnEnds, exitCodeOf, launch, openIo, pumpOutput } from '../runtime/run-task';

const RUNC = 'runc run failed: unable to start container process: error during container init: ';

/** Runs a RUN's process as BuildKit's runc executor does: fresh namespaces, a network of its own where the host gives one. */
export async function runBuildProcess(host: BuildHost, process: BuildProcess): Promise<number> {
  const { kernel, sys } = host;
  const id = sys.random.hex(16);
  const directory = `${host.root}/executor/${id}`;
  makeDirectories(sys, directory, 0o711);
  const cgroup = kernel.createCgroup(`/docker/buildkit/${id}`, process.memoryBytes > 0 ? { memoryBytes: process.memoryBytes } : {});
  const isShared = process.network === 'host' || (process.network === 'default' && !host.plug);
  const net = isShared ? kernel.host.net : kernel.createNetNamespace();
  const pid = kernel.createPidNamespace();
  const hostMounts: string[] = [];
  const sockets: (() => void)[] = [];
  let unplug: (() => void) | undefined;
  try {
    if (!isShared) kernel.setUp(net, 'lo', true);
    if (process.network === 'default') unplug = host.plug?.(net);
    writeFiles(host, directory, process);
    const missing = missingTargets(process.root, ['/proc', '/dev', '/sys', '/etc', '/etc/hosts', '/etc/resolv.conf', ...process.mounts.map((mount) => mount.destination)]);
    const emulator = emulatorOf(host, process);
    const mnt = kernel.createMountNamespace({ fs: process.root, source: 'overlay', options: 'rw,relatime' }, [
      ...systemMounts(host, directory, process, { pid, net, cgroup }),
      ...(emulator === undefined ? [] : [{ target: EMULATOR, source: { kind: 'bind' as const, path: emulator }, options: 'ro,relatime', readOnly: true, createTarget: true }]),
      ...process.mounts.map((mount, i) => userMount(host, directory, mount, i, { hostMounts, sockets }, { pid, net, cgroup })),
    ]);
    const uts = process.network === 'host' ? kernel.host.uts : kernel.createUtsNamespace(process.hostname);
    const code = await runIn(host, process, { mnt, pid, net, uts, ipc: kernel.createIpcNamespace() }, cgroup);
    removeTargets(process.root, missing);
    return code;
  } finally {
    for (const close of sockets) close();
    for (const target of hostMounts.reverse()) kernel.removeMount(kernel.host.mnt, target);
    if (!isShared) kernel.removeNetNamespace(net);
    unplug?.();
    if (cgroup.pids().length === 0) cgroup.remove();
    removeTree(sys, directory);
  }
}

async function runIn(host: BuildHost, process: BuildProcess, namespaces: Namespaces, cgroup: Cgroup): Promise<number> {
  const { kernel } = host;
  const { mnt } = namespaces;
  const args = emulatorOf(host, process) === undefined ? process.args : [EMULATOR, ...process.args];
  const user = userIn(host, mnt, process.user);
  const env: Record<string, string> = {};
  applyEnv(env, process.env);
  env['PATH'] ??= DEFAULT_PATH;
  env['HOME'] ??= user.home;
  const cwd = process.cwd || '/';
  if (!locate(kernel, mnt, cwd)) makeDirectoriesIn(kernel, mnt, cwd);
  const caps = user.uid === 0 ? effectiveCapabilities(null, null, process.privileged) : new Set<string>();
  const credentials = { uid: user.uid, gid: user.gid, euid: user.uid, egid: user.gid, groups: user.groups, caps };
  let path: string;
  try {
    path = lookPath(kernel, mnt, args[0] ?? '', env['PATH'], cwd, credentials);
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    // runc tells of it on the process's own stderr and ends with 1.
    await process.stderr(utf8(`${RUNC}${error.message}\n`));
    return 1;
  }
  const io = openIo(host, { tty: false, stdin: false });
  const ended = new Signal<WaitStatus>();
  let pid: number;
  try {
    pid = await launch(host, { path, argv: args, env, cwd, credentials, namespaces, cgroup, io, noNewPrivileges: false, rlimits: process.ulimits.map((one) => ({ name: one.Name, soft: one.Soft, hard: one.Hard })), oomScoreAdj: 0 }, (status) => ended.fire(status));
  } catch (error) {
    closeOwnEnds(host, io);
    throw error;
  } finally {
    closeChildEnds(host, io);
  }
  const kill = (): void => {
    try {
      kernel.signal(pid, 'SIGKILL');
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  };
  process.signal.addEventListener('abort', kill);
  if (process.signal.aborted) kill();
  const drained = pumpOutput(host, io.outputs, (stream, bytes) => (stream === 'stdout' ? process.stdout(bytes) : process.stderr(bytes)));
  const status = await ended.wait();
  cgroup.kill();
  await drained.wait();
  process.signal.removeEventListener('abort', kill);
  return exitCodeOf(status);
}

/** Where a step finds the emulator that BuildKit lends it (BuildKit solver/llbsolver/ops/exec_binfmt.go). */
const EMULATOR = '/dev/.buildkit_qemu_emulator';

/** BuildKit's emulator of a step's architecture, where it was installed with it: in moby/buildkit's image, not with dockerd. */
function emulatorOf({ sys }: BuildHost, { architecture }: BuildProcess): string | undefined {
  const binary = EMULATORS.find((one) => one.architecture === architecture)?.binary;
  if (binary === undefined) return undefined;
  return (sys.env['PATH'] ?? '/usr/bin').split(':').map((folder) => `${folder}/buildkit-${binary}`).find((path) => sys.access(path, 'x'));
}

function writeFiles(host: BuildHost, directory: string, process: BuildProcess): void {
  const extra = process.extraHosts.map((entry) => {
    const at = entry.indexOf(':');
    return `${entry.slice(at + 1)}\t${entry.slice(0, at)}\n`;
  });
  host.sys.writeFile(`${directory}/hosts`, `127.0.0.1\tlocalhost ${process.hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n${extra.join('')}`, 0o644);
  host.sys.writeFile(`${directory}/resolv.conf`, host.resolvers().map((server) => `nameserver ${server}\n`).join(''), 0o644);
}

function systemMounts(host: BuildHost, directory: string, process: BuildProcess, view: { pid: Namespaces['pid']; net: Namespaces['net']; cgroup: Cgroup }): MountSpec[] {
  const { kernel } = host;
  const dev = kernel.makeFs('tmpfs', { ...view, mode: 0o755 });
  fillDev(dev, { console: false });
  const mount = (target: string, fs: FileSystem, name: string, options: string): MountSpec => ({ target, source: { kind: 'fs', fs, name }, options, readOnly: options.startsWith('ro'), createTarget: true });
  const shm = kernel.makeFs('tmpfs', { ...view, sizeBytes: process.shmSizeBytes || 64 * 1024 * 1024, mode: 0o1777 });
  return [
    mount('/proc', kernel.makeFs('proc', view), 'proc', 'rw,nosuid,nodev,noexec,relatime'), mount('/dev', dev, 'tmpfs', 'rw,nosuid,size=65536k,mode=755'),
    mount('/dev/pts', kernel.makeFs('devpts', view), 'devpts', 'rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666'),
    mount('/dev/shm', shm, 'shm', 'rw,nosuid,nodev,noexec,relatime'), mount('/dev/mqueue', kernel.makeFs('mqueue', view), 'mqueue', 'rw,nosuid,nodev,noexec,relatime'),
    mount('/sys', kernel.makeFs('sysfs', view), 'sysfs', 'ro,nosuid,nodev,noexec,relatime'),
    ...['hosts', 'resolv.conf'].map((file): MountSpec => ({ target: `/etc/${file}`, source: { kind: 'bind', path: `${directory}/${file}` }, options: 'ro,relatime', readOnly: true, createTarget: true })),
  ];
}

/** A mount of the step. Part of a tree goes by way of a mount on the host, for only paths there can be bound. */
function userMount(host: BuildHost, directory: string, mount: BuildMount, index: number, { hostMounts, sockets }: { hostMounts: string[]; sockets: (() => void)[] }, view: { pid: Namespaces['pid']; net: Namespaces['net']; cgroup: Cgroup }): MountSpec {
  const { kernel, sys } = host;
  const { destination } = mount;
  if (mount.type === 'tmpfs') {
    const fs = kernel.makeFs('tmpfs', { ...view, ...(mount.sizeBytes > 0 ? { sizeBytes: mount.sizeBytes } : {}), mode: 0o1777 });
    return { target: destination, source: { kind: 'fs', fs, name: 'tmpfs' }, options: 'rw,nosuid,nodev,noexec,relatime', createTarget: true };
  }
  const at = `${directory}/${index}`;
  if (mount.type === 'agent') {
    sys.mkdir(at, 0o700);
    sockets.push(answerAt(sys, `${at}/ssh_auth_sock`, mount));
    return { target: destination, source: { kind: 'bind', path: `${at}/ssh_auth_sock` }, options: 'rw,relatime', createTarget: true };
  }
  if (mount.type === 'file') {
    const fs = new MemoryFs({ dev: 0, type: 'tmpfs', now: () => kernel.clock.now() });
    fs.create(fs.root, 'file', { type: 'file', mode: mount.mode, uid: mount.uid, gid: mount.gid, content: contentOf(mount.bytes) });
    sys.mkdir(at, 0o700);
    kernel.addMount(kernel.host.mnt, { target: at, source: { kind: 'fs', fs, name: 'tmpfs' } });
    hostMounts.push(at);
    return { target: destination, source: { kind: 'bind', path: `${at}/file` }, readOnly: true, options: 'ro,relatime', createTarget: true };
  }
  const lost = !mount.readOnly && !mount.isCache;
  const fs = lost ? new OverlayFs(mount.fs, new MemoryFs({ dev: 0, now: () => kernel.clock.now() }), { dev: kernel.newDevice() }) : mount.fs;
  const options = `${mount.readOnly ? 'ro' : 'rw'},relatime`;
  if (mount.path === '/' || mount.path === '') return { target: destination, source: { kind: 'fs', fs, name: 'overlay' }, readOnly: mount.readOnly, options, createTarget: true };
  sys.mkdir(at, 0o700);
  kernel.addMount(kernel.host.mnt, { target: at, source: { kind: 'fs', fs, name: 'overlay' }, readOnly: mount.readOnly });
  hostMounts.push(at);
  return { target: destination, source: { kind: 'bind', path: `${at}/${mount.path.replace(/^\//, '')}` }, readOnly: mount.readOnly, options, createTarget: true };
}

/** Every path on the way to these that the tree doesn't have, deepest first. */
function missingTargets(fs: FileSystem, targets: readonly string[]): string[] {
  const missing = new Set<string>();
  for (const target of targets) {
    let at = '';
    for (const part of target.split('/').filter(Boolean)) {
      at += `/${part}`;
      if (find(fs, at) === undefined) missing.add(at);
    }
  }
  return [...missing].sort((a, b) => b.split('/').length - a.split('/').length);
}

function find(fs: FileSystem, path: string): number | undefined {
  let ino: number | undefined = fs.root;
  for (const part of path.split('/').filter(Boolean)) {
    const { type } = fs.getattr(ino);
    // Behind a link there is something, or what is made there isn't at this path.
    if (type === 'symlink') return ino;
    ino = type === 'dir' ? fs.lookup(ino, part) : undefined;
    if (ino === undefined) return undefined;
  }
  return ino;
}

/** Takes mount points away again, as far as nothing was put into them. */
function removeTargets(fs: FileSystem, missing: readonly string[]): void {
  for (const path of missing) {
    const slash = path.lastIndexOf('/');
    const parent = find(fs, path.slice(0, slash));
    const name = path.slice(slash + 1);
    const ino = parent === undefined ? undefined : fs.lookup(parent, name);
    if (parent === undefined || ino === undefined) continue;
    const stat = fs.getattr(ino);
    if (stat.type === 'dir') {
      if (fs.readdir(ino).every((entry) => entry.name === '.' || entry.name === '..')) fs.rmdir(parent, name);
    } else if (stat.type === 'file' && stat.size === 0) fs.unlink(parent, name);
  }
}

