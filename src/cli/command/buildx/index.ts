import type { Cli } from '../../cli';
import { checkArity } from '../../arity';
import { FlagError, notSimulated, StatusError } from '../../errors';
import { HelpRequested, parseFlags } from '../../flags/parse';
import { flagUsages } from '../../help';
import { commandPath, useLine, type CommandSpec } from '../../tree';
import type { Verb } from '../../verb';
import { ordinary } from '../errors';
import { build } from './build';
import { du, prune, version } from './builders';
import { buildxCommands, findBuildx } from './spec';

/** Loaded with the first bake. */
const bake: Verb = async (invocation) => (await invocation.cli.sys.external(import('./bake'))).bake(invocation);

/** Loaded with the first look at the history. */
const history = (verb: 'ls' | 'inspect' | 'attachment' | 'logs' | 'rm' | 'elsewhere'): Verb => async (invocation) => (await invocation.cli.sys.external(import('./history')))[verb](invocation);

/** Loaded with the first builder beside the engine's own. */
const builder = {
  create: (async (invocation) => (await invocation.cli.sys.external(import('./builder/create'))).create(invocation)) as Verb,
  ls: (async (invocation) => (await invocation.cli.sys.external(import('./builder/list'))).ls(invocation)) as Verb,
  inspect: (async (invocation) => (await invocation.cli.sys.external(import('./builder/inspect'))).inspectBuilder(invocation)) as Verb,
};
const manage = (verb: 'use' | 'stop' | 'rm'): Verb => async (invocation) => (await invocation.cli.sys.external(import('./builder/manage')))[verb](invocation);

/** Loaded with the first look at a registry. */
const imagetoolsInspect: Verb = async (invocation) => (await invocation.cli.sys.external(import('./imagetools/inspect'))).imagetoolsInspect(invocation);
const imagetoolsCreate: Verb = async (invocation) => (await invocation.cli.sys.external(import('./imagetools/create'))).imagetoolsCreate(invocation);

/** Loaded with the first of them. */
const alias = (verb: 'install' | 'uninstall'): Verb => async (invocation) => (await invocation.cli.sys.external(import('./install')))[verb](invocation);

const VERBS: Readonly<Record<string, Verb>> = {
  bake,
  'history ls': history('ls'), 'history inspect': history('inspect'), 'history inspect attachment': history('attachment'), 'history logs': history('logs'), 'history rm': history('rm'),
  'history open': history('elsewhere'), 'history trace': history('elsewhere'), 'history export': history('elsewhere'), 'history import': history('elsewhere'),
  build, ...builder, stop: manage('stop'), rm: manage('rm'), use: manage('use'), du, prune, version, install: alias('install'), uninstall: alias('uninstall'), 'imagetools inspect': imagetoolsInspect, 'imagetools create': imagetoolsCreate,
};

function groupPage(): string {
  const rows = buildxCommands().map((spec) => `  ${spec.path.replace('buildx ', '').padEnd(11)} ${spec.h}\n`).join('');
  return `Usage:  docker buildx [OPTIONS] COMMAND\n\nExtended build capabilities with BuildKit\n\nCommands:\n${rows}\nRun 'docker buildx COMMAND --help' for more information on a command.\n`;
}

function page(cli: Cli, spec: CommandSpec): string {
  const columns = Math.max((cli.isTty(0) ? cli.sys.winsize(0).cols : 80) - 1, 0);
  const flags = flagUsages(spec.flags ?? [], { home: cli.home, columns });
  const aliases = spec.path === 'buildx build' ? '\nAliases:\n  docker build, docker builder build, docker image build, docker buildx b\n' : '';
  return `Usage:  ${useLine(spec)}\n\n${spec.h}\n${aliases}${flags === '' ? '' : `\nOptions:\n${flags}`}`;
}

/** The flag --builder may stand before the command; behind it, it means the same. */
function builderBehind(words: readonly string[]): readonly string[] {
  const own = words[0] === '--builder' ? 2 : words[0]?.startsWith('--builder=') ? 1 : 0;
  return own === 0 || words.length === own ? words : [words[own]!, ...words.slice(0, own), ...words.slice(own + 1)];
}

/**
 * The buildx plugin, in docker's own process: `docker build`, `docker builder …` and `docker buildx …` come here. Its
 * errors begin with ERROR; those of flags don't.
 */
export async function BUILDX(cli: Cli, given: readonly string[]): Promise<number | void> {
  const words = builderBehind(given);
  const { spec, name, rest } = findBuildx(words);
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') return words.length === 0 ? cli.err(groupPage()) : cli.out(groupPage());
  if (words[0] === 'debug' && /^(?:1|t|true)$/i.test(cli.sys.env.BUILDX_EXPERIMENTAL ?? '')) throw notSimulated('docker buildx debug');
  if (!spec) {
    throw new StatusError(1, `ERROR: docker: unknown command: docker buildx ${words[0]}\n\nUsage:  docker buildx [OPTIONS] COMMAND\n\nRun 'docker buildx --help' for more information`);
  }
  const notices: string[] = [];
  try {
    const { flags, args } = parseFlags(spec.flags ?? [], rest, { onNotice: (line) => notices.push(line) });
    for (const notice of notices) await cli.line(notice);
    checkArity(spec, args.length);
    const verb = VERBS[name];
    if (!verb) throw notSimulated(commandPath(spec));
    return await verb({ cli, spec, flags, args });
  } catch (error) {
    if (error instanceof HelpRequested) return cli.out(page(cli, spec));
    if (error instanceof FlagError) {
      throw new StatusError(125, `${error.message}\n\nUsage:  ${useLine(spec)}\n\nRun '${commandPath(spec)} --help' for more information`);
    }
    const message = ordinary(error);
    if (message === '' || message.startsWith('dockyard: ') || message.startsWith('ERROR: ')) throw error;
    throw new StatusError(error instanceof StatusError ? error.status : 1, `ERROR: ${message}`);
  }
}
