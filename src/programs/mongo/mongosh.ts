import { text } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { ResolveError } from '../../machine/net/resolve';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { readFd } from '../applet';
import type { RuntimeHost } from '../runtimes/host';
import { INTERRUPT, LineInput } from '../servers/prompt';
import { dial, isConnectionEnd } from '../servers/wire';
import { ShellJavaScript } from './javascript';
import { isOpen, literalChains } from './parse';
import { versionOf } from './server';
import { Shell, ShellError, shownOutput, type Output } from './shell';
import { inspect } from './value';

/** How a text is named that comes from a prompt or --eval. */
const STATEMENT = '@(shell)';

interface Arguments {
  host: string;
  port: number;
  database: string;
  user: string | undefined;
  password: string | undefined;
  /** The database that the user belongs to. */
  source: string;
  evals: string[];
  files: string[];
  quiet: boolean;
}

function parseArguments(sys: Sys): Arguments {
  let source: string | undefined;
  let named = false;
  const result: Arguments = { host: '127.0.0.1', port: 27017, database: 'test', user: undefined, password: undefined, source: 'admin', evals: [], files: [], quiet: false };
  const args = sys.argv.slice(1);
  const address = (text: string): void => {
    if (/\.(?:js|mongodb)$/.test(text)) return void result.files.push(text);
    const [, user, password, host = '', port, database, query = ''] = /^(?:mongodb:\/\/)?(?:([^:@/]+):([^@]*)@)?([^:/]+)?(?::(\d+))?(?:\/([^?]*))?(?:\?(.*))?$/.exec(text) ?? [];
    if (user !== undefined) [result.user, result.password] = [decodeURIComponent(user), decodeURIComponent(password ?? '')];
    if (text.includes('://') || text.includes('/') || text.includes(':')) {
      result.host = host || result.host;
      if (port) result.port = Number(port);
      source = /(?:^|&)authSource=([^&]*)/.exec(query)?.[1] ?? source;
      if (database) [result.database, named] = [database, true];
    } else [result.database, named] = [text, true];
  };
  while (args.length > 0) {
    const arg = args.shift()!;
    const [, name = arg, joined] = /^(--[\w-]+)=([^]*)$/.exec(arg) ?? [];
    const value = () => joined ?? args.shift() ?? '';
    if (name === '--host' || name === '-h') {
      const [host = '', port] = value().split(':');
      result.host = host;
      if (port) result.port = Number(port);
    } else if (name === '--port') result.port = Number(value());
    else if (name === '-u' || name === '--username') result.user = value();
    else if (name === '-p' || name === '--password') result.password = value();
    else if (name === '--eval') result.evals.push(value());
    else if (name === '--authenticationDatabase') source = value();
    else if (name === '--file' || name === '-f') result.files.push(value());
    else if (name === '--quiet') result.quiet = true;
    else if (!arg.startsWith('-')) address(arg);
  }
  result.source = source ?? (named ? result.database : 'admin');
  return result;
}

/** Runs texts for a shell: those that are calls with literals by itself, all others in JavaScript. */
class Runner {
  private javascript: ShellJavaScript | undefined;

  constructor(
    private readonly sys: Sys,
    private readonly host: RuntimeHost,
    readonly shell: Shell,
  ) {}

  /** What the last statement of the text shows. Throws ShellError. */
  async run(source: string, file: string, shows = true): Promise<string> {
    const { sys, shell } = this;
    const word = /^(show|use|help|it)\b\s*(\S*)$/.exec(source.trim().replace(/;$/, ''));
    if (word && file === STATEMENT) return shell.command(word[1]!, word[2]!);
    const chains = literalChains(source, () => sys.now(), () => shell.newId());
    if (!chains) return (this.javascript ??= new ShellJavaScript(sys, this.host, shell)).run(source, file, shows);
    let out: Output | undefined;
    for (const steps of chains) {
      const { name, args } = steps[0]!;
      out = undefined;
      if (name === 'db') out = await shell.evaluate(shell.database, steps);
      else if (name === 'exit' || name === 'quit') sys.exit(Number(args?.[0] ?? 0));
      else await sys.write(1, `${args!.map((arg) => (typeof arg === 'string' ? arg : inspect(arg))).join(' ')}\n`);
    }
    return shows ? shownOutput(out) : '';
  }
}

/** The texts of a pipe: lines, those together that make one statement. */
function statements(source: string): string[] {
  const list: string[] = [];
  let held = '';
  for (const line of source.split('\n')) {
    held += `${line}\n`;
    if (isOpen(held)) continue;
    if (held.trim() !== '') list.push(held.trim());
    held = '';
  }
  return held.trim() === '' ? list : [...list, held.trim()];
}

/** mongosh(1). */
export function makeMongosh(host: RuntimeHost): Program {
  return {
    async main(sys) {
      if (sys.argv.includes('--version')) {
        await sys.write(1, '2.5.8\n');
        return 0;
      }
      const args = parseArguments(sys);
      let stream: Duplex;
      try {
        stream = await dial(sys, args.host, args.port);
      } catch (error) {
        if (error instanceof ResolveError) await sys.write(2, `MongoNetworkError: getaddrinfo ENOTFOUND ${args.host}\n`);
        else if (isSysError(error)) await sys.write(2, `MongoNetworkError: connect ${error.code} ${args.host}:${args.port}\n`);
        else throw error;
        return 1;
      }
      const runner = new Runner(sys, host, new Shell(sys, stream, args.database));
      try {
        if (args.user !== undefined) await runner.shell.authenticate(args.user, args.password ?? '', args.source);
        const show = async (shown: string): Promise<void> => {
          if (shown !== '') await sys.write(1, `${shown}\n`);
        };
        for (const [i, source] of args.evals.entries()) await show(await runner.run(source, STATEMENT, i === args.evals.length - 1));
        for (const file of args.files) await runner.run(sys.readText(file), file, false);
        if (args.evals.length + args.files.length > 0) return 0;
        if (!sys.isatty(0)) {
          for (const source of statements(text(await readFd(sys, 0)))) await show(await runner.run(source, STATEMENT));
          return 0;
        }
      } catch (error) {
        if (error instanceof ShellError) await sys.write(2, `${error.shown}\n`);
        else if (isSysError(error, 'ENOENT')) await sys.write(2, `Error: ENOENT: no such file or directory, open '${args.files.find((file) => !sys.access(file, '')) ?? ''}'\n`);
        else if (isSysError(error)) await sys.write(2, `Error: ${error.message}\n`);
        else if (isConnectionEnd(error)) await sys.write(2, 'MongoNetworkError: connection 1 to server closed\n');
        else throw error;
        return 1;
      }
      if (!args.quiet) await sys.write(1, `Current Mongosh Log ID:\t${sys.random.hex(12)}\nConnecting to:\t\tmongodb://${args.host}:${args.port}/?directConnection=true&serverSelectionTimeoutMS=2000&appName=mongosh+2.5.8\nUsing MongoDB:\t\t${versionOf(sys)}\nUsing Mongosh:\t\t2.5.8\n\nFor mongosh info see: https://www.mongodb.com/docs/mongodb-shell/\n\n`);
      return prompt(sys, runner);
    },
  };
}

/** Reads lines and shows what they come to, until the shell is left. */
async function prompt(sys: Sys, runner: Runner): Promise<number> {
  const input = new LineInput(sys);
  let held = '';
  for (;;) {
    const line = await input.line(held === '' ? `${runner.shell.database}> ` : '... ');
    if (line === undefined || (held === '' && /^\s*(exit|quit|\.exit)(\(\))?;?\s*$/.test(line))) return 0;
    if (line === INTERRUPT) {
      held = '';
      await sys.write(1, '\n');
      continue;
    }
    const source = `${held}${line}`;
    held = isOpen(source) ? `${source}\n` : '';
    if (held !== '' || source.trim() === '') continue;
    try {
      // The shell lets a name be declared again.
      await sys.write(1, `${await runner.run(source.replace(/^\s*(?:const|let)\s+(?=[\w$[{])/, 'var '), STATEMENT)}\n`);
    } catch (error) {
      if (!(error instanceof ShellError) && !isConnectionEnd(error)) throw error;
      const shown = error instanceof ShellError ? error.shown : (error as Error).message;
      await sys.write(1, `${shown.startsWith('SyntaxError') ? 'Uncaught:\n' : ''}${shown}\n`);
    }
  }
}
