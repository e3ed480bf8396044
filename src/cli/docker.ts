import type { Program } from '../machine/program';
import type { Sys } from '../machine/sys';
import { checkArity } from './arity';
import { loadVerb } from './command';
import { Cli, type DockerOptions } from './cli';
import { FlagError, messageOf, notSimulated, StatusError } from './errors';
import { HelpRequested, parseFlags, type Flags } from './flags/parse';
import { helpPage, type HelpContext } from './help';
import { findPlugin, pluginNames, runPlugin } from './plugins';
import { checkSupport } from './support';
import { canonical, childNamed, childrenOf, commandAt, commandPath, flagsOf, useLine, type CommandSpec } from './tree';

/** Commands whose flags end at their first word: the rest belongs to the container. */
const FLAGS_FIRST = new Set(['container run', 'container create', 'container exec', 'container top', 'container commit', 'image tag', 'service create']);

const LEGACY = 'DEPRECATED: The legacy builder is deprecated and will be removed in a future release.\n';
const WITHOUT_BUILDX =
  LEGACY + '            Install the buildx component to build images with BuildKit:\n            https://docs.docker.com/go/buildx/\n';
const SWITCHED_OFF =
  LEGACY + '            BuildKit is currently disabled; enable it by removing the DOCKER_BUILDKIT=0\n            environment-variable.\n';

/** `docker`, with what a machine's owner may put in place of the real thing. */
export function makeDocker(options: DockerOptions = {}): Program {
  return {
    main: (sys) => main(sys, options),
    complete: async (sys, request) => (await sys.external(import('./complete'))).complete(sys, request, options),
  };
}

/** The program `docker`, which reaches the engine through the process's own sockets. */
export const docker: Program = makeDocker();

const ROOT = commandAt('')!;
const ROOT_FLAGS = [...flagsOf(ROOT), { n: 'version', s: 'v', t: 'bool', h: '' }];

async function main(sys: Sys, options: DockerOptions): Promise<number> {
  let cli: Cli | undefined;
  try {
    const words = sys.argv.slice(1);
    const { flags, args, help } = globalFlags(words);
    cli = new Cli(sys, flags, options);
    if (cli.warning !== undefined) await cli.note(cli.warning);
    const level = flags.string('log-level');
    if (!/^(panic|fatal|error|warn(ing)?|info|debug|trace)$/i.test(level)) throw new StatusError(1, `Unable to parse logging level: ${level}`);
    if (flags.bool('version')) {
      await cli.line('Docker version 29.7.2, build dockyard');
      return 0;
    }
    return (await dispatch(cli, help ? ['--help'] : args, words)) ?? 0;
  } catch (error) {
    const status = error instanceof StatusError ? error.status : error instanceof FlagError ? 125 : error instanceof Error && isOurs(error) ? 1 : undefined;
    if (status === undefined) throw error;
    const message = messageOf(error);
    if (message !== '') await sys.write(2, message + '\n');
    return status;
  } finally {
    // Idle connections end with the process.
  }
}

/** System-call control flow (a killed process) isn't ours to report. */
function isOurs(error: Error): boolean {
  return error.name !== 'ProcessKilled' && error.name !== 'ProcessExit';
}

function globalFlags(words: readonly string[]): { flags: Flags; args: string[]; help: boolean } {
  try {
    return { ...parseFlags(ROOT_FLAGS, words, { interspersed: false }), help: false };
  } catch (error) {
    if (error instanceof HelpRequested) return { flags: parseFlags(ROOT_FLAGS, []).flags, args: [], help: true };
    throw usageError(ROOT, error);
  }
}

/** The plug-in that builds, which no other command needs. */
async function buildx(cli: Cli, words: readonly string[]): Promise<number | void> {
  const { BUILDX } = await cli.sys.external(import('./command/buildx'));
  return BUILDX(cli, words);
}

/** A flag's error with the usage line that follows it. */
function usageError(spec: CommandSpec, error: unknown): unknown {
  if (!(error instanceof FlagError)) return error;
  const path = commandPath(spec);
  const use = spec.path === '' ? 'docker [OPTIONS] COMMAND [ARG...]' : useLine(spec);
  return new StatusError(125, `${error.message}\n\nUsage:  ${use}\n\nRun '${path} --help' for more information`);
}

async function dispatch(cli: Cli, args: readonly string[], words: readonly string[]): Promise<number | void> {
  let spec = ROOT;
  let at = 0;
  while (at < args.length) {
    const child = childNamed(spec.path, args[at]!);
    if (!child) break;
    spec = child;
    at++;
  }
  const rest = args.slice(at);
  if (spec === ROOT) return root(cli, rest, words);
  if (spec.path === 'bake') return buildx(cli, ['bake', ...rest]);
  const isBuild = canonical(spec).path === 'image build' || spec.path === 'builder prune' || spec.path === 'builder';
  const buildkit = cli.sys.env.DOCKER_BUILDKIT;
  const switchedOff = buildkit !== undefined && /^(0|f|F|FALSE|false|False)$/.test(buildkit);
  if (isBuild && cli.options.buildx !== false && (!switchedOff || canonical(spec).path !== 'image build')) {
    return buildx(cli, spec.path === 'builder' ? rest : [args[at - 1]!, ...rest]);
  }
  if (isBuild) await cli.note(switchedOff ? SWITCHED_OFF : WITHOUT_BUILDX);
  if (childrenOf(spec.path).length > 0) return group(cli, spec, rest);
  return leaf(cli, spec, rest);
}

async function root(cli: Cli, rest: readonly string[], words: readonly string[]): Promise<number | void> {
  const [name, ...more] = rest;
  if (name === undefined) return cli.err(helpPage(ROOT, await helpContext(cli)));
  if (name === '--help') return cli.out(helpPage(ROOT, await helpContext(cli)));
  if (name === 'help') return helpCommand(cli, more);
  const plugin = findPlugin(cli, name);
  if (name === 'buildx' && cli.options.buildx !== false) return buildx(cli, more);
  // A plugin gets docker's own flags, too: it dials the engine by itself.
  if (plugin) return runPlugin(cli, plugin, words);
  if (['compose', 'scout', 'model', 'mcp', 'ai', 'init', 'debug', 'desktop', 'extension', 'sbom', 'trust', 'app'].includes(name)) {
    throw notSimulated(`docker ${name}`);
  }
  try {
    // With the rest taken for docker's own, a flag among it is what is complained about.
    parseFlags(ROOT_FLAGS, words);
  } catch (error) {
    if (error instanceof HelpRequested) return cli.out(helpPage(ROOT, await helpContext(cli)));
    throw usageError(ROOT, error);
  }
  throw new StatusError(1, `docker: unknown command: docker ${name}\n\nRun 'docker --help' for more information`);
}

async function helpCommand(cli: Cli, words: readonly string[]): Promise<void> {
  let spec = ROOT;
  for (const word of words) {
    const child = childNamed(spec.path, word);
    if (!child) throw new StatusError(1, `unknown help topic: ${words.join(' ')}`);
    spec = child;
  }
  await cli.out(helpPage(spec, await helpContext(cli)));
}

async function group(cli: Cli, spec: CommandSpec, rest: readonly string[]): Promise<void> {
  try {
    const { args } = parseFlags([], rest);
    if (args.length === 0) return await cli.err(helpPage(spec, await helpContext(cli)));
    const path = commandPath(spec);
    throw new StatusError(1, `docker: unknown command: ${path} ${args[0]}\n\nUsage:  ${useLine(spec)}\n\nRun '${path} --help' for more information`);
  } catch (error) {
    if (error instanceof HelpRequested) return cli.out(helpPage(spec, await helpContext(cli)));
    throw usageError(spec, error);
  }
}

async function leaf(cli: Cli, spec: CommandSpec, rest: readonly string[]): Promise<number | void> {
  const own = canonical(spec).path;
  if (spec.path.startsWith('checkpoint ')) await checkSupport(cli, spec, undefined);
  const notices: string[] = [];
  let parsed: { flags: Flags; args: string[] };
  try {
    parsed = parseFlags(flagsOf(spec), rest, { interspersed: !FLAGS_FIRST.has(own), onNotice: (line) => notices.push(line) });
  } catch (error) {
    for (const line of notices) await cli.line(line);
    if (error instanceof HelpRequested) return cli.out(helpPage(spec, await helpContext(cli)));
    throw usageError(spec, error);
  }
  for (const line of notices) await cli.line(line);
  checkArity(spec, parsed.args.length);
  await checkSupport(cli, spec, parsed.flags);
  const verb = await loadVerb(cli.sys, own);
  if (!verb) throw notSimulated(commandPath(spec));
  return verb({ cli, spec, ...parsed });
}

async function helpContext(cli: Cli): Promise<HelpContext> {
  const plugins = pluginNames(cli).map((name) => ({ name, description: `Docker ${name.charAt(0).toUpperCase()}${name.slice(1)}` }));
  if (cli.options.buildx !== false && !plugins.some(({ name }) => name === 'buildx')) plugins.push({ name: 'buildx', description: 'Docker Buildx' });
  const columns = cli.sys.isatty(0) ? cli.sys.winsize(0).cols : 80;
  return { home: cli.home, swarm: false, experimental: false, plugins, columns: Math.max(columns - 1, 0) };
}
