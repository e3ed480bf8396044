import { invalid } from '../../api/errors';
import type { PreparedContainer } from '../images/ports';
import { locate } from '../runtime/container-files';
import { copyTree } from '../volumes/copy-tree';
import type { Engine } from '../engine';
import { isMountMode, isReadWrite, cleanPath, parseBind, parseMount, parseTmpfs } from './mount-spec';
import type { ContainerConfig, HostConfig, MountPoint } from './record';

/**
 * The mounts of a new container, volumes made where they are missing: of other containers, of -v, of --mount, of the
 * image's VOLUMEs (moby daemon/volumes.go registerMountPoints).
 */
export function registerMounts(engine: Engine, host: HostConfig, config: ContainerConfig): MountPoint[] {
  const points = new Map<string, MountPoint>();
  for (const from of host.VolumesFrom ?? []) {
    const colon = from.indexOf(':');
    const ref = colon === -1 ? from : from.slice(0, colon);
    const mode = colon === -1 ? 'rw' : from.slice(colon + 1);
    if (!isMountMode(mode)) throw invalid(`invalid mode: ${mode}`);
    const other = engine.containers.find(ref);
    // Not the kind that clients take for a missing image.
    if (!other) throw invalid(`No such container: ${ref}`);
    for (const mount of other.record.mounts) {
      points.set(mount.destination, { ...mount, rw: mount.rw && isReadWrite(mode), copyData: false, anonymous: false });
    }
  }
  const own = new Set<string>();
  const add = (point: MountPoint): void => {
    if (own.has(point.destination)) throw invalid(`Duplicate mount point: ${point.destination}`);
    own.add(point.destination);
    points.set(point.destination, point);
  };
  for (const raw of host.Binds ?? []) {
    const point = parseBind(raw, host.VolumeDriver);
    if (point.type === 'volume') {
      useVolume(engine, point, {});
      point.mode ||= 'z';
    }
    add(point);
  }
  for (const spec of host.Mounts ?? []) {
    const point = parseMount(engine.sys, spec);
    if (point.type === 'volume') useVolume(engine, point, { labels: spec.VolumeOptions?.Labels, options: spec.VolumeOptions?.DriverConfig?.Options });
    add(point);
  }
  for (const [destination, options] of Object.entries(host.Tmpfs ?? {})) add(parseTmpfs(destination, options));
  for (const path of Object.keys(config.Volumes ?? {})) {
    const destination = cleanPath(path);
    if (points.has(destination)) continue;
    const point: MountPoint = {
      type: 'volume', name: '', source: '', destination, driver: host.VolumeDriver || 'local', mode: '', rw: true, propagation: '', copyData: true,
      subpath: '', createSource: false, anonymous: true,
    };
    useVolume(engine, point, {});
    points.set(destination, point);
  }
  return [...points.values()];
}

function useVolume(engine: Engine, point: MountPoint, extra: { labels?: Record<string, string>; options?: Record<string, string> }): void {
  const volume = engine.volumes.create({ name: point.name, driver: point.driver, labels: extra.labels ?? null, options: extra.options ?? null });
  point.name = volume.name;
  point.source = engine.volumes.mountpoint(volume.name);
}

/** Fills empty volumes with what the image has at their place (moby daemon/create_unix.go populateVolumes). */
export function populateVolumes(engine: Engine, prepared: PreparedContainer, mounts: readonly MountPoint[]): void {
  const { kernel } = engine;
  const wanted = mounts.filter((point) => point.type === 'volume' && point.copyData && !engine.volumes.find(point.name)?.options);
  if (wanted.length === 0) return;
  const root = kernel.createMountNamespace({ fs: prepared.fs, source: 'overlay' }, []);
  for (const point of wanted) {
    const inside = locate(kernel, root, point.destination);
    if (!inside || inside.stat.type !== 'dir') continue;
    const volume = locate(kernel, kernel.host.mnt, point.source)!;
    if (volume.fs.readdir(volume.ino).some((entry) => entry.name !== '.' && entry.name !== '..')) continue;
    copyTree(inside.fs, inside.ino, volume.fs, volume.ino);
    volume.fs.setattr(volume.ino, { mode: inside.stat.mode, uid: inside.stat.uid, gid: inside.stat.gid });
  }
}
