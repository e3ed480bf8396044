import type { FileReference, Mount, Project, Service } from '../project/types';

/** A mount that a container which is to be replaced has. */
export interface InheritedMount {
  type: string;
  source: string;
  target: string;
  readOnly: boolean;
}

interface EngineMount {
  Type: string;
  Source: string;
  Target: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: Record<string, unknown>;
  VolumeOptions?: Record<string, unknown>;
  TmpfsOptions?: Record<string, unknown>;
  ImageOptions?: Record<string, unknown>;
}

function bindString(name: string, { target, read_only, bind, volume }: Mount): string {
  const options = [read_only ? 'ro' : 'rw', bind?.selinux, bind?.propagation, volume?.nocopy ? 'nocopy' : undefined].filter((option) => option);
  return `${name}:${target}:${options.join(',')}`;
}

function engineMount(project: Project, mount: Mount): EngineMount {
  const { type, target, read_only, consistency, bind, volume, tmpfs, image } = mount;
  let source = mount.source ?? '';
  if (type === 'volume' && source !== '') source = project.volumes[source]?.name ?? source;
  const out: EngineMount = { Type: type, Source: source, Target: target };
  if (read_only) out.ReadOnly = true;
  if (consistency) out.Consistency = consistency;
  if (type === 'bind' && bind) {
    out.BindOptions = {
      Propagation: bind.propagation, CreateMountpoint: bind.create_host_path ?? true, NonRecursive: bind.recursive === 'disabled' || undefined,
      ReadOnlyNonRecursive: bind.recursive === 'writable' || undefined, ReadOnlyForceRecursive: bind.recursive === 'readonly' || undefined,
    };
  }
  if (type === 'volume' && volume && Object.keys(volume).length > 0) out.VolumeOptions = { NoCopy: volume.nocopy, Subpath: volume.subpath, Labels: volume.labels };
  if (type === 'tmpfs' && tmpfs) out.TmpfsOptions = { SizeBytes: tmpfs.size === undefined ? undefined : Number(tmpfs.size), Mode: tmpfs.mode };
  if (type === 'image' && image) out.ImageOptions = { Subpath: image.subpath };
  return out;
}

/** Whether a mount has to be asked for in the long form, for the short one can't say it. */
function needsMountApi({ type, bind, volume }: Mount): boolean {
  if (type === 'bind') return bind !== undefined && (bind.create_host_path === false || Boolean(bind.propagation) || Boolean(bind.recursive));
  return volume !== undefined && (Object.keys(volume.labels ?? {}).length > 0 || Boolean(volume.subpath) || Boolean(volume.nocopy));
}

/** Where a secret or config lies in the container. */
export function fileTarget(reference: FileReference, folder: string): string {
  const target = reference.target ?? '';
  if (target === '') return `${folder}${reference.source}`;
  return target.startsWith('/') ? target : `${folder}${target}`;
}

function fileMounts(project: Project, service: Service, warn: (message: string) => void): Mount[] {
  const out: Mount[] = [];
  const add = (kind: 'secret' | 'config', references: readonly FileReference[], folder: string, declared: Project['secrets']): void => {
    for (const reference of references) {
      const file = declared[reference.source]!;
      if (file.external) throw new Error(`unsupported external ${kind} ${file.name}`);
      if (file.driver) throw new Error(`Docker Compose does not support ${kind}s.*.driver`);
      if (file.template_driver) throw new Error(`Docker Compose does not support ${kind}s.*.template_driver`);
      if (file.environment || file.content) continue;
      if (reference.uid || reference.gid || reference.mode) warn(`${kind === 'secret' ? 'secrets' : 'config'} \`uid\`, \`gid\` and \`mode\` are not supported, they will be ignored`);
      out.push({
        type: 'bind', source: file.file, target: fileTarget(reference, folder), read_only: true,
        ...(kind === 'secret' ? { bind: { create_host_path: false } } : {}),
      });
    }
  };
  add('secret', service.secrets ?? [], '/run/secrets/', project.secrets);
  add('config', service.configs ?? [], '/', project.configs);
  return out;
}

/**
 * A service's volumes, secrets and configs as binds where those can say it, else as mounts; anonymous volumes of a
 * container that is replaced are taken over (composeService.buildContainerVolumes).
 */
export function bindsAndMounts(project: Project, service: Service, inherited: readonly InheritedMount[], warn: (message: string) => void): { binds: string[]; mounts: unknown[] } {
  const binds: string[] = [];
  const mounts: EngineMount[] = [];
  const targets = new Set<string>();
  const named = (service.volumes ?? []).filter(({ source }) => source);
  for (const mount of [...named, ...fileMounts(project, service, warn)]) {
    if (targets.has(mount.target)) continue;
    targets.add(mount.target);
    const declared = service.volumes?.includes(mount) ?? false;
    const known = mount.type === 'bind' ? declared : mount.type === 'volume' && project.volumes[mount.source!] !== undefined;
    if (known && !needsMountApi(mount)) binds.push(bindString(engineMount(project, mount).Source, mount));
    else mounts.push(engineMount(project, mount));
  }
  for (const { type, source, target, readOnly } of inherited) {
    if (targets.has(target)) continue;
    targets.add(target);
    mounts.push({ Type: type, Source: source, Target: target, ...(readOnly ? { ReadOnly: true } : {}) });
  }
  for (const mount of (service.volumes ?? []).filter(({ source }) => !source)) {
    if (!targets.has(mount.target)) mounts.push(engineMount(project, mount));
  }
  return { binds, mounts };
}
