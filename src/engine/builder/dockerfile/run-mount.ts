import { ramInBytes } from '../../../lib/units';
import { csvFields } from './csv';
import { cut, parseBool, quote } from './go-text';
import { DockerfileError, wrapError } from './location';
import { withSuggestion } from './suggest';

const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const;
const SHARING = ['shared', 'private', 'locked'] as const;
const KEYS = [
  'type', 'from', 'source', 'target', 'readonly', 'id', 'sharing', 'required', 'size', 'mode', 'uid', 'gid', 'src',
  'dst', 'destination', 'ro', 'rw', 'readwrite', 'env',
];

/** A `RUN --mount`. */
export interface RunMount {
  type: (typeof TYPES)[number];
  from: string;
  source: string;
  target: string;
  readOnly: boolean;
  sizeLimit: number;
  cacheId: string;
  sharing: (typeof SHARING)[number] | '';
  required: boolean;
  /** The environment variable that gets the secret. */
  env: string | undefined;
  mode: number | undefined;
  uid: number | undefined;
  gid: number | undefined;
}

function member<T extends string>(list: readonly T[], value: string): T | undefined {
  return list.find((item) => item === value);
}

function unsigned(value: string, base: 8 | 10): number | undefined {
  if (!(base === 8 ? /^[0-7]+$/ : /^\d+$/).test(value)) return undefined;
  const number = parseInt(value, base);
  return number < 2 ** 32 ? number : undefined;
}

function sizeValue(key: string, value: string): number {
  try {
    return ramInBytes(value);
  } catch {
    throw new DockerfileError(`invalid value for ${key}: ${value}`);
  }
}

/**
 * Reads a `--mount` value (BuildKit's parseMount). Without an expander only what must hold before variables are
 * known is checked.
 */
export function parseRunMount(source: string, expand: ((word: string) => string) | undefined): RunMount {
  let fields: string[];
  try {
    fields = csvFields(source);
  } catch (error) {
    throw wrapError(error, 'failed to parse csv mounts');
  }
  const mount: RunMount = {
    type: 'bind', from: '', source: '', target: '', readOnly: false, sizeLimit: 0, cacheId: '', sharing: '',
    required: false, env: undefined, mode: undefined, uid: undefined, gid: undefined,
  };
  let autoReadOnly = true;
  for (const field of fields) {
    const [rawKey, rawValue, hasValue] = cut(field, '=');
    const key = rawKey.toLowerCase();
    if (!expand) {
      const variable = rawValue.indexOf('$');
      if (hasValue && key === 'from' && variable !== -1 && variable !== rawValue.length - 1) {
        throw new DockerfileError(`'${key}' doesn't support variable expansion, define alias stage instead`);
      }
      if (hasValue && key === 'from') mount.from = rawValue;
      continue;
    }
    if (!hasValue) {
      if (applyBareKey(mount, key, field)) autoReadOnly = false;
      continue;
    }
    if (applyKey(mount, key, expand(rawValue), field)) autoReadOnly = false;
  }
  checkOwnership(mount);
  if (autoReadOnly) mount.readOnly = mount.type !== 'cache' && mount.type !== 'tmpfs';
  checkSecret(mount);
  if (mount.sharing !== '' && mount.type !== 'cache') {
    throw new DockerfileError(`invalid cache sharing set for ${mount.type} mount`);
  }
  return mount;
}

/** Applies a key without a value; true when it decides about writing. */
function applyBareKey(mount: RunMount, key: string, field: string): boolean {
  if (key === 'readonly' || key === 'ro' || key === 'readwrite' || key === 'rw') {
    mount.readOnly = key === 'readonly' || key === 'ro';
    return true;
  }
  if (key !== 'required') throw new DockerfileError(`invalid field '${field}' must be a key=value pair`);
  requireType(mount, key, 'secret', 'ssh');
  mount.required = true;
  return false;
}

function requireType(mount: RunMount, key: string, ...types: RunMount['type'][]): void {
  if (!types.includes(mount.type)) {
    throw new DockerfileError(`unexpected key '${key}' for mount type '${mount.type}'`);
  }
}

function boolValue(key: string, value: string): boolean {
  const parsed = parseBool(value);
  if (parsed === undefined) throw new DockerfileError(`invalid value for ${key}: ${value}`);
  return parsed;
}

function idValue(key: string, value: string, base: 8 | 10): number {
  const parsed = unsigned(value, base);
  if (parsed === undefined) throw new DockerfileError(`invalid value ${value} for ${key}`);
  return parsed;
}

/** Applies a key with its value; true when it decides about writing. */
function applyKey(mount: RunMount, key: string, value: string, field: string): boolean {
  switch (key) {
    case 'type': {
      const type = member(TYPES, value.toLowerCase());
      if (!type) throw new DockerfileError(withSuggestion(`unsupported mount type ${quote(value)}`, value, TYPES));
      mount.type = type;
      return false;
    }
    case 'from':
      mount.from = value;
      return false;
    case 'source':
    case 'src':
      mount.source = value;
      return false;
    case 'target':
    case 'dst':
    case 'destination':
      mount.target = value;
      return false;
    case 'readonly':
    case 'ro':
      mount.readOnly = boolValue(key, value);
      return true;
    case 'readwrite':
    case 'rw':
      mount.readOnly = !boolValue(key, value);
      return true;
    case 'required':
      requireType(mount, key, 'secret', 'ssh');
      mount.required = boolValue(key, value);
      return false;
    case 'size':
      requireType(mount, key, 'tmpfs');
      mount.sizeLimit = sizeValue(key, value);
      return false;
    case 'id':
      mount.cacheId = value;
      return false;
    case 'sharing': {
      const sharing = member(SHARING, value.toLowerCase());
      if (!sharing) {
        throw new DockerfileError(withSuggestion(`unsupported sharing value ${quote(value)}`, value, SHARING));
      }
      mount.sharing = sharing;
      return false;
    }
    case 'mode':
      mount.mode = idValue(key, value, 8);
      return false;
    case 'uid':
    case 'gid':
      mount[key] = idValue(key, value, 10);
      return false;
    case 'env':
      mount.env = value;
      return false;
    default:
      throw new DockerfileError(withSuggestion(`unexpected key '${key}' in '${field}'`, key, KEYS));
  }
}

function checkOwnership(mount: RunMount): void {
  if (mount.type !== 'bind' && mount.type !== 'tmpfs') return;
  for (const key of ['mode', 'uid', 'gid'] as const) {
    if (mount[key] !== undefined) throw new DockerfileError(`${key} not allowed for ${quote(mount.type)} type mounts`);
  }
}

function checkSecret(mount: RunMount): void {
  if (mount.type !== 'secret') return;
  if (mount.from !== '') throw new DockerfileError('secret mount should not have a from');
  if (mount.sharing !== '') throw new DockerfileError('secret mount should not define sharing');
  if (mount.source === '' && mount.target === '' && mount.cacheId === '') {
    throw new DockerfileError('invalid secret mount. one of source, target required');
  }
  if (mount.source !== '' && mount.cacheId !== '') throw new DockerfileError("both source and id can't be set");
}
