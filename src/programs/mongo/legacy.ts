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
import { LegacyShell } from './legacy-shell';
import { isOpen } from './parse';
import { Runner, STATEMENT, statements } from './runner';
import { ShellError } from './outcome';
import { versionOf } from './store';

/** Since version 5 the shell says that another one is to be used. */
const SUPERSEDED = '================\nWarning: the "mongo" shell has been superseded by "mongosh",\nwhich delivers improved usability and compatibility.The "mongo" shell has been deprecated and will be removed in\nan upcoming release.\nFor installation instructions, see\nhttps://docs.mongodb.com/mongodb-shell/install/\n================\n';
const WELCOME = 'Welcome to the MongoDB shell.\nFor interactive help, type "help".\nFor more comprehensive documentation, see\n\thttps://docs.mongodb.com/\nQuestions? Try the MongoDB Developer Community Forums\n\thttps://community.mongodb.com\n';

/** What is shown of an error: the server's is an exception of the shell's own code. */
function shown(error: ShellError): string {
  if (error.kind === '') return error.message;
  const codeName = error.code === 13 ? { codeName: 'Unauthorized' } : {};
  if (error.kind.startsWith('Mongo') && error.code !== undefined && error.code !== 18) return `uncaught exception: Error: command failed: {\n${Object.entries({ ok: 0, errmsg: error.message, code: error.code, ...codeName }).map(([name, value]) => `\t"${name}" : ${JSON.stringify(value)}`).join(',\n')}\n}`;
  return `uncaught exception: ${error.kind.startsWith('Mongo') ? 'Error' : error.kind}: ${error.message} :\n@(shell):1:1`;
}

/** mongo(1), the shell of MongoDB before mongosh. */
export function makeMongo(host: RuntimeHost): Program {
  return {
    async main(sys) {
      const version = versionOf(sys);
      if (sys.argv.includes('--version')) {
        await sys.write(1, `MongoDB shell version v${version}\nBuild Info: {\n    "version": "${version}",\n    "modules": []\n}\n`);
        return 0;
      }
      const args = parseArguments(sys);
      if (args.nodb) {
        await sys.write(2, 'dockyard: mongo --nodb is not simulated\n');
        return 1;
      }
      const say = (line: string): Promise<void> => (args.quiet ? Promise.resolve() : sys.write(1, line));
      const named = args.database !== 'test' || args.source !== 'admin' ? args.database : '';
      await say(`MongoDB shell version v${version}\nconnecting to: mongodb://${args.host}:${args.port}/${named}?${args.user !== undefined ? `authSource=${args.source}&` : ''}compressors=disabled&gssapiServiceName=mongodb\n`);
      const failed = async (message: string): Promise<number> => {
        await sys.write(1, `Error: ${message} :\nconnect@src/mongo/shell/mongo.js:374:17\n@(connect):2:6\n`);
        await sys.write(2, 'exception: connect failed\nexiting with code 1\n');
        return 1;
      };
      let stream: Duplex;
      try {
        stream = await dial(sys, args.host, args.port);
      } catch (error) {
        const server = `couldn't connect to server ${args.host}:${args.port}, connection attempt failed:`;
        if (error instanceof ResolveError) return failed(`${server} HostNotFound: Could not find address for ${args.host}:${args.port}: SocketException: Host not found (authoritative)`);
        if (!isSysError(error)) throw error;
        return failed(`${server} SocketException: Error connecting to ${args.host}:${args.port} :: caused by :: ${error.message}`);
      }
      const runner = new Runner(sys, host, new LegacyShell(sys, stream, args.database));
      if (args.user !== undefined) {
        try {
          await runner.shell.authenticate(args.user, args.password ?? '', args.source);
        } catch (error) {
          if (!(error instanceof ShellError)) throw error;
          return failed(error.message);
        }
      }
      const hex = sys.random.hex(16);
      await say(`Implicit session: session { "id" : UUID("${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}") }\nMongoDB server version: ${version}\n`);
      return converse(sys, runner, args, say);
    },
  };
}

async function converse(sys: Sys, runner: Runner, args: ReturnType<typeof parseArguments>, say: (line: string) => Promise<void>): Promise<number> {
  const show = async (out: string): Promise<void> => {
    if (out !== '') await sys.write(1, `${out}\n`);
  };
  /** Runs a text; false when it has failed. */
  const attempt = async (source: string, file: string, shows = true): Promise<boolean> => {
    try {
      await show(await runner.run(source, file, shows));
      return true;
    } catch (error) {
      if (!(error instanceof ShellError) && !isConnectionEnd(error)) throw error;
      await show(error instanceof ShellError ? shown(error) : 'uncaught exception: Error: network error while attempting to run command');
      return false;
    }
  };
  const giveUp = async (code: number): Promise<number> => {
    await sys.write(2, `exiting with code -${code}\n`);
    return 256 - code;
  };
  for (const [i, source] of args.evals.entries()) if (!(await attempt(source, '@(shell eval)', i === args.evals.length - 1))) return giveUp(4);
  for (const file of args.files) {
    const isThere = sys.access(file, 'r');
    if (!isThere) await show(`Error: file [${file}] doesn't exist`);
    if (isThere && (await attempt(sys.readText(file), `@${file}`, false))) continue;
    await sys.write(2, `failed to load: ${file}\n`);
    return giveUp(3);
  }
  if (args.evals.length + args.files.length > 0) return 0;
  if (!sys.isatty(0)) {
    for (const source of statements(text(await readFd(sys, 0)))) await attempt(source, STATEMENT);
    return 0;
  }
  if (!versionOf(sys).startsWith('4.')) await say(SUPERSEDED);
  const marker = `${sys.env['HOME'] ?? '/root'}/.dbshell`;
  if (!sys.access(marker, '')) {
    await say(WELCOME);
    try {
      sys.writeFile(marker, '', 0o600);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
  const input = new LineInput(sys);
  for (let held = ''; ; ) {
    const line = await input.line(held === '' ? '> ' : '... ');
    if (line === undefined || line === INTERRUPT || (held === '' && /^\s*(exit|quit)(\(\))?;?\s*$/.test(line))) {
      await sys.write(1, line === INTERRUPT ? '^C\nbye\n' : 'bye\n');
      return 0;
    }
    const source = `${held}${line}`;
    held = isOpen(source) ? `${source}\n` : '';
    if (held === '' && source.trim() !== '') await attempt(source.replace(/^\s*(?:const|let)\s+(?=[\w$[{])/, 'var '), STATEMENT);
  }
}
