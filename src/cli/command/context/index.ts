import { contentOf, extentBytes } from '../../../lib/content';
import { readAll } from '../../../lib/stream';
import { text, utf8 } from '../../../lib/bytes';
import { marshalIndent } from '../../../lib/gojson';
import { readTar } from '../../../oci/tar-read';
import { writeTar } from '../../../oci/tar-write';
import type { Cli } from '../../cli';
import { DEFAULT_CONTEXT, validateContextName, type ContextMeta } from '../../context-store';
import { defaultHost } from '../../endpoint';
import { StatusError } from '../../errors';
import type { Flags } from '../../flags/parse';
import { formatClientContexts, type ClientContext } from '../../formatter/client-context';
import { inspectContexts } from './inspect';
import { DEFAULT_HOST } from '../../opts/host';
import type { Verb, Verbs } from '../../verb';
import { forEach, ordinary } from '../errors';
import { openInput } from '../image/save';

const DEFAULT_DESCRIPTION = 'Current DOCKER_HOST based configuration';
const KEYS = new Set(['host', 'ca', 'cert', 'key', 'skip-tls-verify', 'from']);

/** The context that -H, DOCKER_HOST or nothing at all means. */
export function defaultContext(cli: Cli): ContextMeta {
  return { Name: DEFAULT_CONTEXT, Metadata: {}, Endpoints: { docker: { Host: defaultHost(cli.sources), SkipTLSVerify: false } } };
}

function contextOf(cli: Cli, name: string): ContextMeta {
  return name === DEFAULT_CONTEXT ? defaultContext(cli) : cli.contexts.get(name);
}

/** --docker host=…: the endpoint, or what is wrong with it. */
function endpoint(cli: Cli, flags: Flags): { Host?: string; SkipTLSVerify: boolean } {
  const fail = (why: string): Error => new Error(`unable to create docker endpoint config: ${why}`);
  const options = new Map(flags.list('docker').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  for (const key of options.keys()) if (!KEYS.has(key)) throw fail(`unrecognized config key: ${key}`);
  const from = options.get('from');
  if (from !== undefined) return contextOf(cli, from).Endpoints.docker ?? { SkipTLSVerify: false };
  const host = options.get('host') ?? '';
  if (host !== '' && !/^(unix|tcp|ssh|npipe|http|https):\/\/./.test(host)) throw fail(`unable to apply docker endpoint options: unable to parse docker host \`${host}\``);
  return { Host: host || undefined, SkipTLSVerify: options.get('skip-tls-verify') === 'true' };
}

/** `docker context create`. */
const create: Verb = async ({ cli, flags, args }) => {
  const name = args[0]!;
  validateContextName(name);
  if (cli.contexts.has(name)) throw new Error(`context "${name}" already exists`);
  const from = flags.string('from');
  const description = flags.string('description');
  let meta: ContextMeta;
  if (from !== '' && !flags.changed('docker')) {
    const source = contextOf(cli, from);
    meta = { Name: name, Metadata: { Description: description || source.Metadata.Description }, Endpoints: source.Endpoints };
  } else if (!flags.changed('docker')) {
    const source = contextOf(cli, cli.context);
    meta = { Name: name, Metadata: { Description: description || (cli.context === DEFAULT_CONTEXT ? DEFAULT_DESCRIPTION : source.Metadata.Description) }, Endpoints: source.Endpoints };
  } else meta = { Name: name, Metadata: { Description: description || undefined }, Endpoints: { docker: endpoint(cli, flags) } };
  cli.contexts.save(meta);
  await cli.line(name);
  await cli.note(`Successfully created context "${name}"`);
};

/** `docker context update`. */
const update: Verb = async ({ cli, flags, args }) => {
  const name = args[0]!;
  validateContextName(name);
  const meta = cli.contexts.get(name);
  const changed: ContextMeta = {
    ...meta,
    Metadata: flags.changed('description') ? { ...meta.Metadata, Description: flags.string('description') || undefined } : meta.Metadata,
    Endpoints: flags.changed('docker') ? { docker: endpoint(cli, flags) } : meta.Endpoints,
  };
  cli.contexts.save(changed);
  await cli.line(name);
  await cli.note(`Successfully updated context "${name}"`);
};

/** `docker context ls`. */
const ls: Verb = async ({ cli, flags }) => {
  const current = cli.context;
  let host = '';
  let error = '';
  try {
    host = defaultHost(cli.sources);
  } catch (failure) {
    error = ordinary(failure);
  }
  const contexts: ClientContext[] = [
    { name: DEFAULT_CONTEXT, description: DEFAULT_DESCRIPTION, dockerEndpoint: host, current: current === DEFAULT_CONTEXT, error },
    ...cli.contexts.list().map((meta) => ({
      name: meta.Name,
      description: meta.Metadata.Description ?? '',
      dockerEndpoint: meta.Endpoints.docker?.Host ?? DEFAULT_HOST,
      current: current === meta.Name,
    })),
  ];
  if (!contexts.some((context) => context.current)) {
    let why = '';
    try {
      cli.contexts.get(current);
    } catch (failure) {
      why = ordinary(failure);
    }
    contexts.push({ name: current, description: '', dockerEndpoint: '', current: true, error: why });
  }
  contexts.sort((a, b) => (a.name < b.name ? -1 : 1));
  await cli.out(formatClientContexts(contexts, { format: flags.string('format'), quiet: flags.bool('quiet') }));
  if (cli.sys.env.DOCKER_HOST && !flags.bool('quiet')) {
    await cli.note(
      'Warning: DOCKER_HOST environment variable overrides the active context. To use a context, either set the global --context flag, or unset DOCKER_HOST environment variable.',
    );
  }
};

/** `docker context use`. */
const use: Verb = async ({ cli, args }) => {
  const name = args[0]!;
  if (name !== DEFAULT_CONTEXT) cli.contexts.get(name);
  cli.config.set('currentContext', name === DEFAULT_CONTEXT ? undefined : name);
  await cli.line(name);
  await cli.note(`Current context is now "${name}"`);
  if (name !== DEFAULT_CONTEXT && cli.sys.env.DOCKER_HOST) {
    await cli.note(
      `Warning: DOCKER_HOST environment variable overrides the active context. To use "${name}", either set the global --context flag, or unset DOCKER_HOST environment variable.`,
    );
  }
};

/** `docker context show`. */
const show: Verb = ({ cli }) => cli.line(cli.context);

/** `docker context rm`. */
const rm: Verb = ({ cli, flags, args }) =>
  forEach(args, async (name) => {
    const force = flags.bool('force');
    if (name === DEFAULT_CONTEXT) throw new Error('context "default" cannot be removed');
    if (!cli.contexts.has(name)) {
      if (!force) throw new Error(`context "${name}" does not exist`);
    } else if (name === cli.context) {
      if (!force) throw new Error(`context "${name}" is in use, set -f flag to force remove`);
      if (cli.config.string('currentContext') === name) cli.config.set('currentContext', undefined);
    }
    if (cli.contexts.has(name)) cli.contexts.remove(name);
    await cli.line(name);
  });

/** `docker context export`. */
const exportContext: Verb = async ({ cli, args }) => {
  const [name, target] = args as [string, string?];
  if (name !== DEFAULT_CONTEXT && !cli.contexts.has(name)) cli.contexts.get(name);
  const meta = utf8(JSON.stringify(contextOf(cli, name)));
  const tar = writeTar([{ path: 'meta.json', type: 'file', mode: 0o644, uid: 0, gid: 0, mtimeMs: 0, content: contentOf(meta) }]);
  const path = target ?? `${name}.dockercontext`;
  if (path === '-') {
    if (cli.isTty(1)) throw new Error('cowardly refusing to export to a terminal, specify a file path');
    for (const extent of tar.extents) await cli.out(extentBytes(extent));
    return;
  }
  if (cli.sys.access(path, '')) throw new Error(`open ${path}: file exists`);
  cli.sys.writeContent(path, tar, 0o600);
  await cli.note(`Written file "${path}"`);
};

/** `docker context import`. */
const importContext: Verb = async ({ cli, args }) => {
  const [name, source] = args as [string, string];
  validateContextName(name);
  if (cli.contexts.has(name)) throw new Error(`context "${name}" already exists`);
  const fd = source === '-' ? 0 : openInput(cli, source);
  const archive = contentOf(await readAll({ read: (max) => cli.sys.read(fd, max) }));
  for (const entry of readTar(archive)) {
    if (entry.path !== 'meta.json' || !entry.content) continue;
    const bytes = entry.content.extents.map(extentBytes).map(text).join('');
    cli.contexts.save({ ...(JSON.parse(bytes) as ContextMeta), Name: name });
    await cli.line(name);
    await cli.note(`Successfully imported context "${name}"`);
    return;
  }
  throw new StatusError(1, 'invalid context: no metadata found');
};

/** `docker context inspect`. */
const inspect: Verb = async ({ cli, flags, args }) => {
  const names = args.length > 0 ? args : [cli.context];
  await inspectContexts(cli, names, flags.string('format'), (name) => contextOf(cli, name), (objects) => marshalIndent(objects, '', '    '));
};

/** `docker context …`. */
export const CONTEXT_VERBS: Verbs = {
  'context create': create,
  'context export': exportContext,
  'context import': importContext,
  'context inspect': inspect,
  'context ls': ls,
  'context rm': rm,
  'context show': show,
  'context update': update,
  'context use': use,
};
