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
import { parseArguments } from './arguments';
import { isOpen } from './parse';
import { Runner, STATEMENT, statements } from './runner';
import { ShellError } from './outcome';
import { Shell } from './shell';
import { versionOf } from './store';

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
