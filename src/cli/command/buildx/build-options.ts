import { quote } from '../../../lib/govalue/quote';
import { InvalidReferenceError, parseReference } from '../../../oci/reference';
import { toBase64 } from '../../../api/buildkit-trace';
import type { BuildExtension } from '../../../api/build-extension';
import type { BuildContext } from '../../build-context';
import type { Cli } from '../../cli';
import { parseAnnotations } from './annotations';
import { contextInputs } from './build-contexts';
import type { Flags } from '../../flags/parse';
import { parseCsv } from '../../opts/csv';
import { validateExtraHost } from '../../opts/validators';
import { OptionError, parseBool } from './option-error';
import { fieldsOf } from './outputs';

/** --build-arg: a bare name takes this environment's value and is nothing without one. */
export function buildArgs(values: readonly string[], env: Readonly<Record<string, string>>): Record<string, string | null> {
  const out: Record<string, string | null> = {};
  for (const value of values) {
    const at = value.indexOf('=');
    const name = at === -1 ? value : value.slice(0, at);
    if (at !== -1) out[name] = value.slice(at + 1);
    else if (env[name] !== undefined) out[name] = env[name]!;
  }
  return out;
}

export function labelsOf(values: readonly string[]): Record<string, string> {
  const out: Record<string, string> = {};
  for (const value of values) {
    const at = value.indexOf('=');
    out[at === -1 ? value : value.slice(0, at)] = at === -1 ? '' : value.slice(at + 1);
  }
  return out;
}

/** The fields of one --secret. */
export function secretFields(value: string): Record<string, string> {
  const fields = fieldsOf(value, (field) => `invalid field '${field}' must be a key=value pair`);
  for (const key of Object.keys(fields)) {
    if (!['id', 'src', 'source', 'type', 'env'].includes(key)) throw new Error(`unexpected key '${key}' in '${key}=${fields[key]}'`);
  }
  const { type } = fields;
  if (type !== undefined && type !== 'file' && type !== 'env') throw new Error(`unsupported secret type "${type}"`);
  return fields;
}

function secretsOf(cli: Cli, values: readonly string[]): Record<string, string> | undefined {
  const out: Record<string, string> = {};
  for (const value of values.filter((one) => one !== '')) {
    const fields = secretFields(value);
    const { id, type } = fields;
    const source = fields.src ?? fields.source;
    const env = fields.env ?? (type === 'env' ? (source ?? id) : undefined);
    const key = id ?? source ?? env ?? '';
    if (env !== undefined || (source === undefined && type !== 'file' && id !== undefined && cli.sys.env[id] !== undefined)) {
      const name = env ?? id!;
      const text = cli.sys.env[name];
      if (text === undefined) throw new Error(`failed to stat env ${name}`);
      out[key] = toBase64(new TextEncoder().encode(text));
      continue;
    }
    const path = source ?? id ?? '';
    if (!cli.sys.access(path, '')) throw new Error(`failed to stat ${path}: stat ${path}: no such file or directory`);
    out[key] = toBase64(cli.readFile(path));
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

/** Attestations as buildx asks for them: provenance unless told otherwise. */
function attestations(cli: Cli, flags: Flags): BuildExtension['attestations'] {
  const out: { provenance?: string; sbom?: string } = {};
  const off = /^(1|true)$/i.test(cli.sys.env.BUILDX_NO_DEFAULT_ATTESTATIONS ?? '');
  if (!off) out.provenance = 'mode=min';
  const set = (kind: 'provenance' | 'sbom', value: string): void => {
    if (/^(0|f|false)$/i.test(value)) delete out[kind];
    else out[kind] = /^(1|t|true)$/i.test(value) ? '' : value;
  };
  for (const text of flags.list('attest')) {
    const { type, disabled, ...rest } = fieldsOf(text);
    if (!type) throw new OptionError('attestation type not specified');
    if (type !== 'provenance' && type !== 'sbom') throw new Error(`failed to solve: unknown attestation type ${quote(type)}`);
    set(type, disabled === 'true' ? 'false' : Object.entries(rest).map(([key, value]) => `${key}=${value}`).join(',') || 'true');
  }
  if (flags.changed('provenance')) set('provenance', flags.string('provenance'));
  if (flags.changed('sbom')) set('sbom', flags.string('sbom'));
  return out;
}

/** --call and --check: how, in which format, and whether its status counts (buildx util/buildflags/callfunc.go). `alias` is --call's older name, where a command has it. */
export function callOf(flags: Flags, alias?: 'print'): { call: string; format: string; ignoresStatus: boolean } {
  const asked = flags.bool('check') ? 'check' : flags.string(alias && flags.changed(alias) ? alias : 'call');
  const found = { call: '', format: '', ignoresStatus: false };
  for (const field of asked === '' ? [] : parseCsv(asked)) {
    const [key, value] = /^(.*?)=(.*)$/s.exec(field)?.slice(1) ?? [];
    if (key === 'format') found.format = value!;
    else if (key === 'ignorestatus') found.ignoresStatus = parseBool(value!, `invalid ignorestatus print value: ${value!}`);
    else if (key !== undefined) throw new OptionError(`invalid print field: ${field}`);
    else if (found.call !== '') throw new OptionError(`invalid print value: ${asked}`);
    else found.call = field;
  }
  if (asked === '') found.call = 'build';
  return found.call === 'check' ? { ...found, call: 'lint' } : found;
}

/** -t: each has to be a reference as distribution's Parse reads it, which adds nothing to the name. */
export function checkTags(tags: readonly string[]): void {
  for (const tag of tags) {
    try {
      parseReference(tag);
    } catch (error) {
      if (!(error instanceof InvalidReferenceError)) throw error;
      if (tag === '') throw new Error('invalid tag "": repository name must have at least one component');
      throw new Error(`invalid tag ${quote(tag)}: ${/must be lowercase/.test(error.message) ? 'repository name must be lowercase' : 'invalid reference format'}`);
    }
  }
}

/** The build argument that stands for --cache-to type=inline. */
function buildsInline(cli: Cli, flags: Flags): boolean {
  return /^(1|t|true)$/i.test(buildArgs(flags.list('build-arg'), cli.sys.env).BUILDKIT_INLINE_CACHE ?? '');
}

/** What the engine is told beyond Docker's API. */
export async function extensionOf(cli: Cli, flags: Flags, context: Omit<BuildContext, 'archive'>): Promise<BuildExtension> {
  const ssh = flags.list('ssh').length > 0 ? await (await cli.sys.external(import('./ssh-forward'))).sshForwards(cli, flags.list('ssh')) : undefined;
  const [to, from] = [flags.list('cache-to'), flags.list('cache-from')];
  const caches = to.length + from.length > 0 || buildsInline(cli, flags) ? await (await cli.sys.external(import('./caches'))).cacheOptions(cli, buildsInline(cli, flags) ? [...to, 'type=inline'] : to, from) : undefined;
  const { call } = callOf(flags);
  const annotations = parseAnnotations(flags.list('annotation'), 'parse annotations').map((one) => ({ ...one, type: one.type || 'manifest' as const }));
  const filter = flags.list('no-cache-filter');
  const allow = flags.list('allow');
  return {
    ...(context.remote === undefined ? { session: true } : {}),
    ...(context.shownName === undefined ? {} : { dockerfileName: context.shownName }),
    contextName: context.name,
    ...(context.denied && { denied: context.denied.map(({ path }) => path) }),
    ...(call === 'build' ? {} : { call }),
    ...(flags.list('secret').length > 0 ? { secrets: secretsOf(cli, flags.list('secret')) } : {}),
    ...(ssh && { ssh }), ...(caches?.cacheTo.length && { cacheTo: caches.cacheTo }), ...(caches?.cacheFrom.length && { cacheFrom: caches.cacheFrom }),
    ...(filter.length > 0 ? { noCacheFilter: filter } : {}),
    ...(allow.length > 0 ? { allow } : {}),
    ...(annotations.length > 0 ? { annotations } : {}),
    ...(flags.list('build-context').length > 0 ? { contexts: contextInputs(flags.list('build-context')) } : {}),
    attestations: attestations(cli, flags),
  };
}

export function extraHosts(values: readonly string[]): string | undefined {
  return values.length > 0 ? values.map(validateExtraHost).join(',') : undefined;
}
