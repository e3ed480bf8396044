import { quote } from '../../lib/govalue';
import { parseCsv } from './csv';
import { ramInBytes } from '../../lib/units';
import { sortKeys } from './validators';

export interface Mount {
  Type: string;
  Source?: string;
  Target?: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: Record<string, unknown>;
  VolumeOptions?: Record<string, unknown>;
  ImageOptions?: Record<string, unknown>;
  TmpfsOptions?: Record<string, unknown>;
}

function bool(key: string, value: string | undefined): boolean {
  switch (value) {
    case undefined:
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    case '':
      throw new Error(`invalid value for '${key}': value is empty`);
    default:
      throw new Error(
        `invalid value for '${key}': invalid boolean value (${quote(value)}): must be one of "true", "1", "false", or "0" (default "true")`,
      );
  }
}

/** Options that may stand without a value. */
const SWITCHES = new Set(['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive', 'bind-create-src']);

/** opts.MountOpt: one --mount. */
export function parseMount(text: string): Mount {
  if (text.trim() === '') throw new Error('value is empty');
  let type = 'volume';
  let source: string | undefined;
  let target: string | undefined;
  let readOnly = false;
  let consistency: string | undefined;
  let recursive: string | undefined;
  const bind: Record<string, unknown> = {};
  const volume: { NoCopy?: boolean; Labels?: Record<string, string>; Subpath?: string; DriverConfig?: { Name?: string; Options?: Record<string, string> } } = {};
  const image: Record<string, unknown> = {};
  const tmpfs: Record<string, unknown> = {};
  const used = new Set<string>();
  const pair = (value: string): [string, string] => {
    const at = value.indexOf('=');
    return at === -1 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
  };
  for (const field of parseCsv(text)) {
    const at = field.indexOf('=');
    const raw = at === -1 ? field : field.slice(0, at);
    const key = raw.toLowerCase();
    const value = at === -1 ? undefined : field.slice(at + 1);
    if (key !== key.trim()) throw new Error(`invalid option '${key.trim()}' in '${field}': option should not have whitespace`);
    if (value === undefined && !SWITCHES.has(key)) throw new Error(`invalid field '${field}' must be a key=value pair`);
    if (value === '') throw new Error(`invalid value for '${key}': value is empty`);
    if (value !== undefined && value !== value.trim()) throw new Error(`invalid value for '${key}' in '${field}': value should not have whitespace`);
    const prefix = /^(bind|volume|image|tmpfs)-/.exec(key)?.[1];
    switch (key) {
      case 'type':
        type = value!.toLowerCase();
        break;
      case 'source':
      case 'src':
        source = value;
        break;
      case 'target':
      case 'dst':
      case 'destination':
        target = value;
        break;
      case 'readonly':
      case 'ro':
        readOnly = bool(key, value);
        break;
      case 'consistency':
        consistency = value!.toLowerCase();
        break;
      case 'bind-propagation':
        bind.Propagation = value!.toLowerCase();
        break;
      case 'bind-nonrecursive':
        throw new Error('bind-nonrecursive is deprecated, use bind-recursive=disabled instead');
      case 'bind-recursive':
        recursive = value;
        if (value === 'enabled' || value === 'writable' || value === 'disabled' || value === 'readonly') {
          if (value === 'disabled') bind.NonRecursive = true;
          else if (value === 'writable') bind.ReadOnlyNonRecursive = true;
          else if (value === 'readonly') bind.ReadOnlyForceRecursive = true;
        } else {
          throw new Error(`invalid value for ${key}: ${value} (must be "enabled", "disabled", "writable", or "readonly")`);
        }
        break;
      case 'bind-create-src':
        if (bool(key, value)) bind.CreateMountpoint = true;
        break;
      case 'volume-subpath':
        volume.Subpath = value!;
        break;
      case 'volume-nocopy':
        volume.NoCopy = bool(key, value);
        break;
      case 'volume-label': {
        const [name, label] = pair(value!);
        volume.Labels = { ...volume.Labels, [name]: label };
        break;
      }
      case 'volume-driver':
        volume.DriverConfig = { ...volume.DriverConfig, Name: value! };
        break;
      case 'volume-opt': {
        const [name, option] = pair(value!);
        volume.DriverConfig = { ...volume.DriverConfig, Options: { ...volume.DriverConfig?.Options, [name]: option } };
        break;
      }
      case 'image-subpath':
        image.Subpath = value;
        break;
      case 'tmpfs-size':
        try {
          tmpfs.SizeBytes = ramInBytes(value!);
        } catch {
          throw new Error(`invalid value for ${key}: ${value}`);
        }
        break;
      case 'tmpfs-mode':
        if (!/^[0-7]{1,10}$/.test(value!)) throw new Error(`invalid value for ${key}: ${value}`);
        tmpfs.Mode = parseInt(value!, 8);
        break;
      default:
        throw new Error(`unknown option '${key}' in '${field}'`);
    }
    if (prefix) used.add(prefix);
  }
  if (type === '') throw new Error('type is required');
  for (const kind of ['volume', 'image', 'bind', 'tmpfs']) {
    if (used.has(kind) && type !== kind) throw new Error(`cannot mix '${kind}-*' options with mount type '${type}'`);
  }
  if (recursive === 'readonly' && !readOnly) throw new Error("option 'bind-recursive=readonly' requires 'readonly' to be specified in conjunction");
  if (recursive === 'writable' && !readOnly) throw new Error("option 'bind-recursive=writable' requires 'readonly' to be specified in conjunction");
  if (recursive === 'readonly' && bind.Propagation !== 'rprivate') {
    throw new Error("option 'bind-recursive=readonly' requires 'bind-propagation=rprivate' to be specified in conjunction");
  }
  const filled = (options: object): boolean => Object.keys(options).length > 0;
  if (volume.Labels) volume.Labels = sortKeys(volume.Labels);
  if (volume.DriverConfig?.Options) volume.DriverConfig.Options = sortKeys(volume.DriverConfig.Options);
  const { NoCopy, Labels, Subpath, DriverConfig } = volume;
  const volumeOptions = Object.fromEntries(Object.entries({ NoCopy: NoCopy || undefined, Labels, Subpath, DriverConfig }).filter(([, v]) => v !== undefined));
  return {
    Type: type,
    ...(source === undefined ? {} : { Source: source }),
    ...(target === undefined ? {} : { Target: target }),
    ...(readOnly ? { ReadOnly: true } : {}),
    ...(consistency === undefined ? {} : { Consistency: consistency }),
    ...(filled(bind) ? { BindOptions: bind } : {}),
    ...(filled(volumeOptions) ? { VolumeOptions: volumeOptions } : {}),
    ...(filled(image) ? { ImageOptions: image } : {}),
    ...(filled(tmpfs) ? { TmpfsOptions: tmpfs } : {}),
  };
}
