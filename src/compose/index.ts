import { Cli, type DockerOptions } from '../cli/cli';
import { messageOf, StatusError } from '../cli/errors';
import { HelpRequested, parseFlags, type Flags } from '../cli/flags/parse';
import { sysTransport } from '../cli/transport';
import { commandAt, flagsOf } from '../cli/tree';
import type { Transport } from '../api/transport';
import type { Duplex } from '../lib/stream';
import { isSysError } from '../machine/errno';
import type { Program } from '../machine/program';
import type { Sys } from '../machine/sys';
import { App, type AnsiMode } from './app';
import { VERBS } from './commands';
import { arityError, commandNames, helpOf, ROOT, specOf } from './commands/specs';
import type { Progress } from './progress/events';
import { jsonProgress, plainProgress, quietProgress } from './progress/plain';
import { TerminalProgress } from './progress/terminal';
import { readEnvFiles } from './load/load-files';
import { COMPOSE_VERSION } from './project/load';

/** What docker tells of a plugin that it asks (cli-plugins/metadata). */
const METADATA = `{"SchemaVersion":"0.1.0","Vendor":"Docker Inc.","Version":"v${COMPOSE_VERSION}","ShortDescription":"Docker Compose"}\n`;

/** `docker compose` as a CLI plugin, and `docker-compose` by itself. */
export function makeCompose(options: DockerOptions = {}): Program {
  return {
    main: (sys) => main(sys, options),
    complete: async (_, { words, index }) => {
      const word = words[index] ?? '';
      return index <= 2 ? commandNames().filter((name) => name.startsWith(word)) : [];
    },
  };
}

/** A call that a handled signal interrupted is made again. */
function patient(stream: Duplex): Duplex {
  const again = async <T>(call: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!isSysError(error, 'EINTR')) throw error;
      }
    }
  };
  return { ...stream, read: (max) => again(() => stream.read(max)), write: (bytes) => again(() => stream.write(bytes)), closeWrite: () => stream.closeWrite(), close: () => stream.close() };
}

function patientTransport(sys: Sys, host: string, options: DockerOptions): Transport {
  const transport = (options.transport ?? sysTransport)(sys, host);
  return { host: transport.host, dial: async () => patient(await transport.dial()) };
}

/** Docker's own flags may stand before `compose`; those of compose follow it. */
function split(sys: Sys): { docker: string[]; compose: string[] } {
  const words = sys.argv.slice(1);
  // docker tells its plugins that it has called them.
  if (sys.env.DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND === undefined) return { docker: [], compose: words };
  const at = words.indexOf('compose');
  return at === -1 ? { docker: [], compose: words } : { docker: words.slice(0, at), compose: words.slice(at + 1) };
}

async function main(sys: Sys, options: DockerOptions): Promise<number> {
  if (sys.argv[1] === 'docker-cli-plugin-metadata') {
    await sys.write(1, METADATA);
    return 0;
  }
  const root = [...flagsOf(commandAt('')!)];
  const words = split(sys);
  let app: App | undefined;
  try {
    const cli = new Cli(sys, parseFlags(root, words.docker, { interspersed: false }).flags, { ...options, transport: (own, host) => patientTransport(own, host, options) });
    if (cli.warning !== undefined) await cli.note(cli.warning);
    const { flags, args } = parseFlags(ROOT.flags!, words.compose, { interspersed: false });
    return await dispatch(cli, flags, args, (made) => (app = made));
  } catch (error) {
    await app?.flush();
    if (error instanceof HelpRequested) {
      await sys.write(1, helpOf(ROOT, columns(sys)));
      return 0;
    }
    if (!(error instanceof Error) || error.name === 'ProcessKilled' || error.name === 'ProcessExit') throw error;
    const message = messageOf(error);
    if (message !== '') await sys.write(2, `${message}\n`);
    return error instanceof StatusError ? error.status : 1;
  }
}

function columns(sys: Sys): number {
  return Math.max((sys.isatty(0) ? sys.winsize(0).cols : 80) - 1, 0);
}

async function dispatch(cli: Cli, flags: Flags, args: readonly string[], made: (app: App) => void): Promise<number> {
  const [name = '', ...rest] = args;
  const version = flags.bool('version') && name === '';
  if (version) return showVersion(cli, parseFlags([], []).flags);
  if (name === '' || name === 'help') {
    const about = specOf(rest[0] ?? '');
    await cli.out(helpOf(about ?? ROOT, columns(cli.sys)));
    return 0;
  }
  const spec = specOf(name);
  if (!spec || name.includes(' ')) {
    await cli.out(helpOf(ROOT, columns(cli.sys)));
    throw new StatusError(1, `unknown docker command: "compose ${name}"`);
  }
  let parsed: { flags: Flags; args: string[] };
  try {
    parsed = parseFlags(spec.flags ?? [], rest, { interspersed: name !== 'exec' && name !== 'run' });
  } catch (error) {
    if (!(error instanceof HelpRequested)) throw error;
    await cli.out(helpOf(spec, columns(cli.sys)));
    return 0;
  }
  const wrong = arityError(name, parsed.args.length);
  if (wrong !== undefined) throw new StatusError(1, wrong === 'unknown command' ? `unknown command "${parsed.args[0]!}" for "docker compose ${name}"` : wrong);
  if (name === 'version') return showVersion(cli, parsed.flags);
  const app = makeApp(cli, flags, parsed.flags);
  made(app);
  if (app.dryRun) throw new StatusError(1, 'dockyard: docker compose --dry-run is not simulated');
  if (name !== 'up') endOnSignals(cli.sys);
  const status = (await VERBS[name]!({ app, ...parsed })) ?? 0;
  await app.flush();
  return status;
}

/** Ctrl-C ends a command at once, with 130; what takes signals itself (run, exec, an attached up) sets its own. */
function endOnSignals(sys: Sys): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) sys.onSignal(signal, () => sys.thread(async () => sys.exit(130)));
}

async function showVersion(cli: Cli, flags: Flags): Promise<number> {
  if (flags.bool('short')) await cli.line(COMPOSE_VERSION);
  else if (flags.string('format') === 'json') await cli.line(`{"version":"v${COMPOSE_VERSION}"}`);
  else await cli.line(`Docker Compose version v${COMPOSE_VERSION}`);
  return 0;
}

/** COMPOSE_… of the .env file count for compose itself where the environment doesn't have them. */
function adoptDotenv(cli: Cli, envFiles: readonly string[], directory: string): void {
  const { sys } = cli;
  const own = `${directory === '' ? sys.cwd() : cli.abs(directory)}/.env`;
  const files = envFiles.length > 0 ? envFiles : sys.access(own, '') && sys.stat(own).type !== 'dir' ? [own] : [];
  const found = readEnvFiles({ sys, warn: () => undefined }, files, sys.env);
  for (const [key, value] of Object.entries(found)) if (key.startsWith('COMPOSE_')) sys.env[key] ??= value;
}

function makeApp(cli: Cli, flags: Flags, own: Flags): App {
  const { sys } = cli;
  const envFiles = (flags.list('env-file').length > 0 ? flags.list('env-file') : (sys.env.COMPOSE_ENV_FILES ?? '').split(',').filter((file) => file !== '')).map((file) => cli.abs(file.replace(/^~(?=\/)/, cli.home)));
  const directory = flags.string('project-directory') || flags.string('workdir');
  if (flags.string('project-directory') !== '' && flags.string('workdir') !== '') {
    throw new Error('cannot specify DEPRECATED "--workdir" and "--project-directory". Please use only "--project-directory" instead');
  }
  adoptDotenv(cli, envFiles, directory);
  const ansi = (flags.changed('ansi') ? flags.string('ansi') : flags.bool('no-ansi') ? 'never' : sys.env.COMPOSE_ANSI || 'auto') as AnsiMode;
  const mode = flags.changed('progress') ? flags.string('progress') : sys.env.COMPOSE_PROGRESS || '';
  const detached = own.bool('detach');
  const { progress, plain } = chooseProgress(cli, mode, ansi, detached);
  const project = { name: flags.string('project-name'), files: flags.list('file'), directory, envFiles, profiles: flags.list('profile'), all: flags.bool('all-resources') };
  return new App(cli, project, ansi, progress, plain, flags.bool('dry-run') || own.bool('dry-run'));
}

/** selectEventProcessor: how progress is shown. */
function chooseProgress(cli: Cli, mode: string, ansi: AnsiMode, detached: boolean): { progress: Progress; plain: boolean } {
  const write = (text: string): Promise<void> => cli.err(text);
  const plain = { progress: plainProgress(write), plain: true };
  const terminal = (): { progress: Progress; plain: boolean } => {
    const { sys } = cli;
    const every = (tick: () => Promise<void>): (() => void) => {
      let running = true;
      sys.thread(async () => {
        while (running) {
          await sys.sleep(100);
          if (running) await tick();
        }
      });
      return () => (running = false);
    };
    return { plain: false, progress: new TerminalProgress({ write, info: write, now: () => sys.now(), size: () => sys.winsize(2), every, detached }) };
  };
  switch (mode) {
    case '':
    case 'auto':
      if (ansi === 'never') return plain;
      return cli.isTty(2) ? terminal() : { ...plain, plain: false };
    case 'tty':
      if (ansi === 'never') throw new Error("can't use --progress tty while ANSI support is disabled");
      return terminal();
    case 'plain':
      if (ansi === 'always') throw new Error("can't use --progress plain while ANSI support is forced");
      return plain;
    case 'quiet':
    case 'none':
      return { progress: quietProgress, plain: false };
    case 'json':
      return { progress: jsonProgress(write), plain: true };
    default:
      throw new Error(`unsupported --progress value "${mode}"`);
  }
}
