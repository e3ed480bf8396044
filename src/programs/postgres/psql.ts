import { text } from '../../lib/bytes';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { readFd } from '../applet';
import { INTERRUPT, LineInput } from '../servers/prompt';
import { connectPostgres } from './connect';
import { parseArguments, type PsqlOptions } from './psql-arguments';
import { runCommand } from './psql-commands';
import { PsqlSession } from './psql-session';
import { setDefaults } from './psql-variables';
import { pgVersion } from './version';

/** What -c and -f ask for, in their order; the status is the last one's. */
async function runActions(session: PsqlSession, { actions, single }: PsqlOptions): Promise<number> {
  let status = 0;
  if (single) await session.connection.ask({ k: 'query', sql: 'BEGIN' });
  for (const { k, text: what } of actions) {
    session.terse = k === 'command';
    session.failed = false;
    if (k === 'file') {
      const flow = await session.runFile(what);
      status = flow === undefined ? 1 : flow === 'lost' ? 2 : flow === 'stop' ? 3 : 0;
    } else {
      const flow = what.trim().startsWith('\\') ? await session.take(what) : await session.statement(what);
      if (session.copying) {
        session.copying.lines = text(await readFd(session.sys, 0)).replace(/\n$/, '').split('\n');
        await session.sendCopy();
      }
      status = flow === 'lost' ? 2 : session.failed ? 1 : 0;
    }
    if (status === 2 || (status !== 0 && session.isOn('ON_ERROR_STOP'))) break;
  }
  if (single && status !== 2) await session.connection.ask({ k: 'query', sql: status === 0 ? 'COMMIT' : 'ROLLBACK' });
  return status;
}

/** Takes lines from the terminal until \q or its end. */
async function converse(session: PsqlSession): Promise<number> {
  const { sys, connection } = session;
  const own = pgVersion(sys).full;
  if (!session.quiet) await sys.write(1, `psql (${own}${connection.version === own ? '' : `, server ${connection.version}`})\nType "help" for help.\n\n`);
  const input = new LineInput(sys);
  for (;;) {
    if (session.copying?.asks && session.copying.lines.length === 0) await sys.write(1, 'Enter data to be copied followed by a newline.\nEnd with a backslash and a period on a line by itself, or an EOF signal.\n');
    const line = await input.line(session.copying ? '>> ' : session.prompt);
    if (line === undefined && session.copying) {
      await session.sendCopy();
      continue;
    }
    if (line === INTERRUPT) {
      session.buffer = '';
      session.copying = undefined;
      await sys.write(1, '\n');
    } else if (line === undefined) {
      await sys.write(1, '\\q\n');
      return 0;
    } else {
      const flow = await session.take(line);
      if (flow === 'quit') return 0;
      if (flow === 'lost') return 2;
    }
  }
}

async function run(sys: Sys, options: PsqlOptions): Promise<number> {
  const connection = await connectPostgres(sys, options.target);
  if (typeof connection === 'string') {
    await sys.write(2, `psql: error: ${connection}\n`);
    return 2;
  }
  setDefaults(options.variables);
  const session = new PsqlSession(sys, connection, options, runCommand);
  session.connected();
  if (options.output !== undefined) {
    sys.writeFile(options.output, '');
    session.output = options.output;
  }
  if (options.list) {
    await session.ask({ k: 'describe', what: 'l', pattern: undefined }, '');
    return 0;
  }
  if (options.actions.length > 0) return runActions(session, options);
  if (sys.isatty(0)) return converse(session);
  const flow = await session.runLines(text(await readFd(sys, 0)));
  return flow === 'lost' ? 2 : flow === 'stop' ? 3 : 0;
}

/** psql(1). */
export const psql: Program = {
  async main(sys) {
    const name = (sys.argv[0] ?? '').replace(/^.*\//, '');
    // Debian's pg_wrapper is one file under the names of all clients.
    if (name !== 'psql' && name !== 'pg_wrapper') return (await (await sys.external(import('./tools'))).byName(name)).main(sys);
    if (['-V', '--version'].includes(sys.argv[1] ?? '')) {
      await sys.write(1, `psql (PostgreSQL) ${pgVersion(sys).full}\n`);
      return 0;
    }
    const options = parseArguments(sys);
    if (typeof options === 'string') {
      await sys.write(2, `psql: ${options}\n${options.startsWith('error:') ? '' : 'psql: hint: Try "psql --help" for more information.\n'}`);
      return 1;
    }
    if (options.list && options.target.database === '') options.target.database = 'postgres';
    return run(sys, options);
  },
};
