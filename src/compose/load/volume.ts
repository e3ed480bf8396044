import type { Dict } from './value';

/** The short notation of a service's volume, read. */
export interface ParsedMount {
  type: string;
  source: string;
  target: string;
  readOnly: boolean;
  nocopy: boolean;
  propagation: string;
  selinux: string;
}

const PROPAGATIONS = ['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'];

function isFilePath(source: string): boolean {
  return /^[./~]/.test(source) || source.startsWith('\\\\') || /^[a-zA-Z]:/.test(source);
}

/** format.ParseVolume of compose-go: `source:target:options`; a colon within `${…}` divides nothing. */
export function parseMount(spec: string): ParsedMount {
  const mount: ParsedMount = { type: 'volume', source: '', target: '', readOnly: false, nocopy: false, propagation: '', selinux: '' };
  if (spec === '') throw new Error('invalid empty volume spec');
  if (spec.length <= 2) return { ...mount, target: spec };
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (let i = 0; i < spec.length; i++) {
    const char = spec[i]!;
    if (char === '$' && spec[i + 1] === '{') depth++;
    else if (char === '}' && depth > 0) depth--;
    if (char === ':' && depth === 0 && !/^[a-zA-Z]$/.test(part)) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  parts.push(part);
  const fail = (why: string): Error => new Error(`invalid spec: ${spec}: ${why}`);
  if (parts.some((each) => each === '')) throw fail('empty section between colons');
  if (parts.length > 3) throw fail('too many colons');
  if (parts.length === 1) return { ...mount, target: parts[0]! };
  mount.source = parts[0]!;
  mount.target = parts[1]!;
  for (const option of parts[2]?.split(',') ?? []) {
    if (option === 'ro') mount.readOnly = true;
    else if (option === 'rw') mount.readOnly = false;
    else if (option === 'nocopy') mount.nocopy = true;
    else if (PROPAGATIONS.includes(option)) mount.propagation = option;
    else if (option === 'z' || option === 'Z') mount.selinux = option;
  }
  if (isFilePath(mount.source)) mount.type = 'bind';
  return mount;
}

/** The same in the long notation. */
export function longMount(spec: string): Dict {
  const { type, source, target, readOnly, nocopy, propagation, selinux } = parseMount(spec);
  const out: Dict = { type };
  if (source !== '') out.source = source;
  out.target = target.length > 1 ? target.replace(/\/+$/, '') : target;
  if (readOnly) out.read_only = true;
  const bind: Dict = {};
  if (selinux !== '') bind.selinux = selinux;
  if (propagation !== '') bind.propagation = propagation;
  if (type === 'bind') bind.create_host_path = true;
  if (Object.keys(bind).length > 0) out.bind = bind;
  if (type === 'volume') out.volume = nocopy ? { nocopy: true } : {};
  else if (nocopy) out.volume = { nocopy: true };
  return out;
}
