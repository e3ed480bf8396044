import { invalid } from '../../api/errors';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { quote } from '../../lib/govalue/quote';
import type { MountPoint, MountSpecification } from './record';

const PROPAGATION = ['private', 'rprivate', 'slave', 'rslave', 'shared', 'rshared'];
const GROUPS: readonly (readonly string[])[] = [['rw', 'ro'], ['z', 'Z'], ['nocopy'], PROPAGATION, ['consistent', 'cached', 'delegated', 'default']];

/** path.Clean. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** True for `ro`, `rw,z` and the like: at most one of each kind (moby daemon/volume/mounts linux_parser.go). */
export function isMountMode(mode: string): boolean {
  if (mode === '') return true;
  const seen = new Set<number>();
  for (const part of mode.split(',')) {
    const group = GROUPS.findIndex((names) => names.includes(part));
    if (group === -1 || seen.has(group)) return false;
    seen.add(group);
  }
  return true;
}

export function isReadWrite(mode: string): boolean {
  return !mode.split(',').includes('ro');
}

function blank(type: MountPoint['type'], destination: string): MountPoint {
  return {
    type, name: '', source: '', destination, driver: type === 'volume' ? 'local' : '', mode: '', rw: true, propagation: type === 'bind' ? 'rprivate' : '',
    copyData: type === 'volume', subpath: '', createSource: false, anonymous: false,
  };
}

function checkTarget(type: string, target: string): void {
  if (target === '') throw invalid(`invalid mount config for type ${quote(type)}: field Target must not be empty`);
  if (!target.startsWith('/')) throw invalid(`invalid mount config for type ${quote(type)}: invalid mount path: '${target}' mount path must be absolute`);
  if (cleanPath(target) === '/') throw invalid(`invalid mount config for type ${quote(type)}: invalid specification: destination can't be '/'`);
}

/** Reads `[source:]destination[:mode]` of -v (ParseMountRaw). A volume's name is checked when the volume is made. */
export function parseBind(raw: string, volumeDriver: string): MountPoint {
  const parts = raw.split(':');
  const refuse = (why?: string): Error => invalid(`invalid volume specification: '${raw}'${why ? `: ${why}` : ''}`);
  if (parts.length > 3 || parts[0] === '') throw refuse();
  let [source, target, mode] = ['', parts[0]!, ''];
  if (parts.length === 2) {
    if (isMountMode(parts[1]!)) [target, mode] = [parts[0]!, parts[1]!];
    else [source, target] = [parts[0]!, parts[1]!];
  } else if (parts.length === 3) {
    [source, target, mode] = [parts[0]!, parts[1]!, parts[2]!];
    if (!isMountMode(mode)) throw invalid(`invalid mode: ${mode}`);
  }
  const type = source.startsWith('/') ? 'bind' : 'volume';
  try {
    checkTarget(type, target);
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const point = blank(type, cleanPath(target));
  point.mode = mode;
  point.rw = isReadWrite(mode);
  const propagation = mode.split(',').find((one) => PROPAGATION.includes(one));
  if (propagation) point.propagation = propagation;
  if (type === 'bind') {
    point.source = cleanPath(source);
    point.createSource = true;
  } else {
    point.name = source;
    point.driver = volumeDriver || 'local';
    point.copyData = !mode.split(',').includes('nocopy');
    if (source === '') point.anonymous = true;
  }
  return point;
}

/** Reads a mount of HostConfig.Mounts (moby daemon/volume/mounts validate.go, ParseMountSpec). */
export function parseMount(sys: Sys, spec: MountSpecification): MountPoint {
  const type = spec.Type || 'volume';
  const refuse = (why: string): Error => invalid(`invalid mount config for type ${quote(type)}: ${why}`);
  if (!['bind', 'volume', 'tmpfs', 'image'].includes(type)) throw refuse('mount type unknown');
  checkTarget(type, spec.Target ?? '');
  const source = spec.Source ?? '';
  const point = blank(type as MountPoint['type'], cleanPath(spec.Target!));
  point.spec = spec;
  point.rw = !spec.ReadOnly;
  if (type === 'bind') {
    if (source === '') throw refuse('field Source must not be empty');
    if (!source.startsWith('/')) throw refuse(`invalid mount path: '${source}' mount path must be absolute`);
    if (spec.VolumeOptions) throw refuse('field VolumeOptions must not be specified');
    point.createSource = spec.BindOptions?.CreateMountpoint ?? false;
    if (!point.createSource && !exists(sys, source)) throw refuse(`bind source path does not exist: ${source}`);
    point.source = cleanPath(source);
    if (spec.BindOptions?.Propagation) point.propagation = spec.BindOptions.Propagation;
  } else if (type === 'volume') {
    if (spec.BindOptions) throw refuse('field BindOptions must not be specified');
    if (source === '' && spec.ReadOnly) throw refuse('must not set ReadOnly mode when using anonymous volumes');
    const subpath = spec.VolumeOptions?.Subpath ?? '';
    if (subpath.startsWith('/') || subpath.split('/').includes('..')) throw refuse('subpath must be a relative path within the volume');
    point.name = source;
    point.anonymous = source === '';
    point.mode = 'z';
    point.driver = spec.VolumeOptions?.DriverConfig?.Name || 'local';
    point.copyData = !(spec.VolumeOptions?.NoCopy ?? false);
    point.subpath = subpath;
  } else if (type === 'tmpfs') {
    if (source !== '') throw refuse('field Source must not be specified');
    point.tmpfs = { options: '', sizeBytes: spec.TmpfsOptions?.SizeBytes, mode: spec.TmpfsOptions?.Mode };
  } else {
    throw refuse('dockyard: mounting an image is not simulated');
  }
  return point;
}

const TMPFS_FLAGS = 'ro rw exec noexec suid nosuid dev nodev sync async dirsync remount mand nomand atime noatime diratime nodiratime relatime norelatime strictatime nostrictatime bind rbind defaults private rprivate shared rshared slave rslave unbindable runbindable'.split(' ');

/** Reads `--tmpfs path[:options]` (moby daemon/volume/mounts ConvertTmpfsOptions, pkg/tmpfs). */
export function parseTmpfs(destination: string, options: string): MountPoint {
  if (!destination.startsWith('/')) throw invalid(`invalid mount path: '${destination}' mount path must be absolute`);
  if (cleanPath(destination) === '/') throw invalid("invalid specification: destination can't be '/'");
  const point = blank('tmpfs', cleanPath(destination));
  point.tmpfs = { options };
  for (const option of options.split(',').filter(Boolean)) {
    const [key, value = ''] = option.split('=', 2) as [string, string | undefined];
    if (TMPFS_FLAGS.includes(option)) {
      if (option === 'ro') point.rw = false;
    } else if (key === 'size') point.tmpfs.sizeBytes = parseSize(value);
    else if (key === 'mode') point.tmpfs.mode = parseInt(value, 8);
    else if (!['uid', 'gid', 'nr_inodes', 'nr_blocks', 'mpol'].includes(key)) throw invalid(`invalid tmpfs option ${quote(option)}`);
  }
  return point;
}

/** `64m`, `1g`, `50%` (tmpfs(5)). */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+)([kmgt]?)$/i.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * 1024 ** ['', 'k', 'm', 'g', 't'].indexOf(match[2]!.toLowerCase());
}

function exists(sys: Sys, path: string): boolean {
  try {
    sys.stat(path);
    return true;
  } catch (error) {
    if (isSysError(error)) return false;
    throw error;
  }
}
