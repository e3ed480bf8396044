import { EngineError } from '../../api/errors';
import { isSysError } from '../../machine/errno';
import type { FileSystem } from '../../machine/file-system';
import type { Cgroup, MountNamespace, MountSpec, PidNamespace } from '../../machine/kernel-types';
import type { NetNamespace } from '../../machine/net/types';
import type { MountPoint } from '../containers/record';
import type { Container } from '../containers/store';
import { makeDirectories } from '../disk';
import type { Engine } from '../engine';
import { locate } from './container-files';
import { fillDev } from './devices';

export interface MountView {
  pid: PidNamespace;
  net: NetNamespace;
  cgroup: Cgroup;
}

/** A path's depth, so that what lies above is mounted first. */
function depth(path: string): number {
  return path.split('/').length;
}

/** The mounts of volumes, binds and tmpfs, in the order in which they are made. */
export function userMounts(engine: Engine, container: Container, view: MountView): MountSpec[] {
  return [...container.record.mounts].sort((a, b) => depth(a.destination) - depth(b.destination) || (a.destination < b.destination ? -1 : 1)).map((point) => userMount(engine, point, view));
}

function userMount(engine: Engine, point: MountPoint, view: MountView): MountSpec {
  const flags = point.rw ? 'rw' : 'ro';
  if (point.type === 'tmpfs') return tmpfsMount(engine, view, point.destination, flags, point.tmpfs);
  const options = point.type === 'volume' ? engine.volumes.find(point.name)?.options : undefined;
  if (options?.['type'] === 'tmpfs') {
    const size = /(?:^|,)size=(\d+[kmg]?)/i.exec(options['o'] ?? '')?.[1];
    return tmpfsMount(engine, view, point.destination, flags, { options: options['o'] ?? '', sizeBytes: size ? sizeOf(size) : undefined });
  }
  let path = point.source;
  if (options?.['device'] && options['o']?.split(',').some((one) => one === 'bind' || one === 'rbind')) path = options['device'];
  else if (options?.['device']) throw new EngineError('notImplemented', `dockyard: a volume of type ${options['type']} is not simulated`);
  if (point.subpath) path = `${path}/${point.subpath}`;
  return { target: point.destination, source: { kind: 'bind', path }, readOnly: !point.rw, options: `${flags},relatime`, createTarget: true };
}

function sizeOf(text: string): number {
  const unit = ['k', 'm', 'g'].indexOf(text.slice(-1).toLowerCase());
  return unit === -1 ? Number(text) : Number(text.slice(0, -1)) * 1024 ** (unit + 1);
}

function tmpfsMount(engine: Engine, view: MountView, target: string, flags: string, tmpfs: { options: string; sizeBytes?: number; mode?: number } | undefined): MountSpec {
  const fs = engine.kernel.makeFs('tmpfs', { ...view, ...(tmpfs?.sizeBytes ? { sizeBytes: tmpfs.sizeBytes } : {}), mode: tmpfs?.mode ?? 0o1777 });
  const extra = [
    ...(tmpfs?.options.split(',').includes('exec') ? ['nosuid', 'nodev'] : ['nosuid', 'nodev', 'noexec']), 'relatime',
    ...(tmpfs?.sizeBytes ? [`size=${Math.ceil(tmpfs.sizeBytes / 1024)}k`] : []), ...(tmpfs?.mode ? [`mode=${tmpfs.mode.toString(8)}`] : []), 'inode64',
  ];
  return { target, source: { kind: 'fs', fs, name: 'tmpfs' }, readOnly: flags === 'ro', options: [flags, ...extra].join(','), createTarget: true };
}

/** Makes what -v names on the host and isn't there; refuses what --mount names and isn't there any more. */
export function prepareSources(engine: Engine, container: Container): void {
  for (const point of container.record.mounts) {
    if (point.type === 'bind') {
      try {
        engine.sys.stat(point.source);
      } catch (error) {
        if (!isSysError(error)) throw error;
        if (!point.createSource) throw new EngineError('invalid', `invalid mount config for type "bind": bind source path does not exist: ${point.source}`);
        makeDirectories(engine.sys, point.source);
      }
    } else if (point.type === 'volume' && point.subpath && !locate(engine.kernel, engine.kernel.host.mnt, `${point.source}/${point.subpath}`)) {
      throw new EngineError('system', `cannot access path ${point.source}/${point.subpath}: lstat ${point.source}/${point.subpath}: no such file or directory`);
    }
  }
}

function kernelFs(engine: Engine, view: MountView, type: Parameters<Engine['kernel']['makeFs']>[0], target: string, name: string, options: string, extra: { sizeBytes?: number; mode?: number } = {}): MountSpec {
  return { target, source: { kind: 'fs', fs: engine.kernel.makeFs(type, { ...view, ...extra }), name }, readOnly: options.startsWith('ro'), options, createTarget: true };
}

/** A container's mount namespace (runtime-spec config-linux.md; moby daemon/pkg/oci/defaults.go, daemon/oci_linux.go withMounts). */
export function containerMounts(engine: Engine, container: Container, rootFs: FileSystem, view: MountView, shm: FileSystem | undefined): MountNamespace {
  const { record, directory } = container;
  const { hostConfig: host } = record;
  const privileged = host.Privileged;
  const dev = engine.kernel.makeFs('tmpfs', { ...view, sizeBytes: 64 * 1024 * 1024, mode: 0o755 });
  fillDev(dev, { console: record.config.Tty });
  const sys = privileged ? 'rw' : 'ro';
  const shmOptions = `rw,nosuid,nodev,noexec,relatime,size=${Math.floor(host.ShmSize / 1024)}k,inode64`;
  const mounts: MountSpec[] = [
    kernelFs(engine, view, 'proc', '/proc', 'proc', 'rw,nosuid,nodev,noexec,relatime'),
    { target: '/dev', source: { kind: 'fs', fs: dev, name: 'tmpfs' }, options: 'rw,nosuid,size=65536k,mode=755,inode64', createTarget: true },
    kernelFs(engine, view, 'devpts', '/dev/pts', 'devpts', 'rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666'),
    kernelFs(engine, view, 'sysfs', '/sys', 'sysfs', `${sys},nosuid,nodev,noexec,relatime`),
    kernelFs(engine, view, 'cgroup2', '/sys/fs/cgroup', 'cgroup', `${sys},nosuid,nodev,noexec,relatime,nsdelegate,memory_recursiveprot`),
    kernelFs(engine, view, 'mqueue', '/dev/mqueue', 'mqueue', 'rw,nosuid,nodev,noexec,relatime'),
    shm
      ? { target: '/dev/shm', source: { kind: 'fs', fs: shm, name: 'shm' }, options: shmOptions, createTarget: true }
      : kernelFs(engine, view, 'tmpfs', '/dev/shm', 'shm', shmOptions, { sizeBytes: host.ShmSize, mode: 0o1777 }),
  ];
  const own = new Set(record.mounts.map((point) => point.destination));
  for (const file of ['resolv.conf', 'hostname', 'hosts']) {
    if (own.has(`/etc/${file}`)) continue;
    mounts.push({ target: `/etc/${file}`, source: { kind: 'bind', path: `${directory}/${file}` }, readOnly: host.ReadonlyRootfs, options: `${host.ReadonlyRootfs ? 'ro' : 'rw'},relatime`, createTarget: true });
  }
  if (host.Init) mounts.push({ target: '/sbin/docker-init', source: { kind: 'bind', path: '/usr/bin/docker-init' }, readOnly: true, options: 'ro,relatime', createTarget: true });
  mounts.push(...userMounts(engine, container, view));
  const flags = host.ReadonlyRootfs ? 'ro' : 'rw';
  const ns = engine.kernel.createMountNamespace({ fs: rootFs, source: 'overlay', options: `${flags},relatime`, readOnly: host.ReadonlyRootfs }, mounts);
  addDevices(engine, container, dev);
  maskPaths(engine, ns, view, host.MaskedPaths ?? []);
  return ns;
}

/** Hides what the host's kernel would show: directories under an empty tmpfs, files under /dev/null. */
function maskPaths(engine: Engine, ns: MountNamespace, view: MountView, paths: readonly string[]): void {
  for (const target of paths) {
    const found = locate(engine.kernel, ns, target);
    if (!found) continue;
    const fs = found.stat.type === 'dir';
    engine.kernel.addMount(ns, {
      target, readOnly: fs, options: fs ? 'ro,relatime,inode64' : 'rw,nosuid,size=65536k,mode=755,inode64',
      source: fs ? { kind: 'fs', fs: engine.kernel.makeFs('tmpfs', { ...view, mode: 0o755 }), name: 'tmpfs' } : { kind: 'bind', path: '/dev/null' },
    });
  }
}

/** --device: nodes like the host's (moby daemon/pkg/oci/devices.go). */
function addDevices(engine: Engine, container: Container, dev: FileSystem): void {
  for (const device of container.record.hostConfig.Devices ?? []) {
    const found = locate(engine.kernel, engine.kernel.host.mnt, device.PathOnHost);
    if (!found) throw new EngineError('invalid', `error gathering device information while adding custom device "${device.PathOnHost}": no such file or directory`);
    const path = device.PathInContainer || device.PathOnHost;
    if (!path.startsWith('/dev/') || path.indexOf('/', 5) !== -1 || dev.lookup(dev.root, path.slice(5)) !== undefined) continue;
    const { type, mode, uid, gid, rdev } = found.stat;
    dev.create(dev.root, path.slice(5), { type, mode, uid, gid, rdev });
  }
}
