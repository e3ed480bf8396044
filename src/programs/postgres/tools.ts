import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { isSysError } from '../../machine/errno';
import { ResolveError } from '../../machine/net/resolve';
import { dial, isConnectionEnd } from '../servers/wire';
import { applyConnectionString, connectPostgres, defaultTarget, type PgTarget } from './connect';
import { PgStream, type FromServer } from './protocol';
import { pgVersion, socketPath } from './version';

interface Parsed {
  target: PgTarget;
  flags: Set<string>;
  values: Map<string, string>;
  lists: string[];
  rest: string[];
}

const LONG: Readonly<Record<string, string>> = { host: 'h', port: 'p', username: 'U', dbname: 'd', quiet: 'q', timeout: 't', file: 'f', table: 't', 'schema-only': 's', 'data-only': 'a', clean: 'c', create: 'C', owner: 'O', 'no-owner': 'O', format: 'F', 'no-password': 'w', 'if-exists': 'if-exists', inserts: 'inserts', pwprompt: 'P', superuser: 's', createdb: 'd', echo: 'e', force: 'f' };

function parse(sys: Sys, takes: string): Parsed {
  const parsed: Parsed = { target: defaultTarget(sys), flags: new Set(), values: new Map(), lists: [], rest: [] };
  const args = sys.argv.slice(1);
  const set = (letter: string, value: string): void => {
    if (letter === 'h') parsed.target.host = value;
    else if (letter === 'p') parsed.target.port = Number(value);
    else if (letter === 'U') parsed.target.user = value;
    else if (letter === 'd') {
      if (!applyConnectionString(parsed.target, value)) parsed.target.database = value;
    } else {
      parsed.values.set(letter, value);
      parsed.lists.push(value);
    }
  };
  while (args.length > 0) {
    const arg = args.shift()!;
    const long = /^--([^=]+)(?:=([^]*))?$/.exec(arg);
    if (long) {
      const letter = LONG[long[1]!] ?? long[1]!;
      if (takes.includes(letter) && letter.length === 1) set(letter, long[2] ?? args.shift() ?? '');
      else parsed.flags.add(letter);
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let i = 1; i < arg.length; i++) {
        if (!takes.includes(arg[i]!)) parsed.flags.add(arg[i]!);
        else {
          set(arg[i]!, i + 1 < arg.length ? arg.slice(i + 1) : (args.shift() ?? ''));
          break;
        }
      }
    } else parsed.rest.push(arg);
  }
  return parsed;
}

/** pg_isready(1): 0 accepts, 1 refuses for now, 2 no answer. */
const isReady: Program = {
  async main(sys) {
    const { target, flags } = parse(sys, 'hpUdt');
    const where = `${target.host}:${target.port}`;
    const say = async (message: string, status: number): Promise<number> => {
      if (!flags.has('q')) await sys.write(1, `${where} - ${message}\n`);
      return status;
    };
    try {
      const stream = new PgStream(await dial(sys, target.host.startsWith('/') ? socketPath(target.host, target.port) : target.host, target.port));
      await stream.send({ k: 'probe' });
      const reply = await stream.receive<FromServer>();
      return reply?.k === 'ready' ? say('accepting connections', 0) : reply?.k === 'error' ? say('rejecting connections', 1) : say('no response', 2);
    } catch (error) {
      if (!isConnectionEnd(error) && !isSysError(error) && !(error instanceof ResolveError)) throw error;
      return say('no response', 2);
    }
  },
};

/** createdb, dropdb, createuser, dropuser: one statement each. */
function statementTool(name: string, takes: string, statement: (parsed: Parsed) => string, failure: (parsed: Parsed) => string): Program {
  return {
    async main(sys) {
      const parsed = parse(sys, takes);
      const wanted = parsed.rest[0];
      if (wanted === undefined && name !== 'createdb') {
        await sys.write(2, `${name}: error: missing required argument ${name.endsWith('db') ? 'database' : 'role'} name\n${name}: hint: Try "${name} --help" for more information.\n`);
        return 1;
      }
      if (wanted === undefined) parsed.rest.push(parsed.target.user);
      const connection = await connectPostgres(sys, { ...parsed.target, database: 'postgres' });
      if (typeof connection === 'string') {
        await sys.write(2, `${name}: error: ${connection}\n`);
        return 1;
      }
      const [answer] = (await connection.ask({ k: 'query', sql: statement(parsed) })) ?? [];
      if (answer?.k !== 'error') return 0;
      await sys.write(2, `${name}: error: ${failure(parsed)} failed: ERROR:  ${answer.error.message}\n`);
      return 1;
    },
  };
}

const quoted = (name: string | undefined): string => `"${name ?? ''}"`;

/** pg_dump(1): a database as plain SQL, its rows as INSERTs. */
const dump: Program = {
  async main(sys) {
    const parsed = parse(sys, 'hpUdtfF');
    const { target, flags, values } = parsed;
    if (parsed.rest[0] !== undefined && !applyConnectionString(target, parsed.rest[0])) target.database = parsed.rest[0];
    if (!['p', 'plain', undefined].includes(values.get('F'))) {
      await sys.write(2, `dockyard: pg_dump in format ${values.get('F')} is not simulated\n`);
      return 1;
    }
    const connection = await connectPostgres(sys, target);
    if (typeof connection === 'string') {
      await sys.write(2, `pg_dump: error: ${connection}\n`);
      return 1;
    }
    const table = values.get('t');
    const request = { tables: table === undefined ? [] : [table.replace(/^public\./, '')], schema: !flags.has('a'), data: !flags.has('s'), inserts: flags.has('inserts') || flags.has('column-inserts') };
    const [answer] = (await connection.ask({ k: 'describe', what: 'dump', pattern: JSON.stringify(request) })) ?? [];
    if (answer?.k !== 'rows') {
      await sys.write(2, `pg_dump: error: ${answer?.k === 'error' ? answer.error.message : 'the server has gone'}\n`);
      return 1;
    }
    const head = `--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version ${connection.version}\n-- Dumped by pg_dump version ${pgVersion(sys).full}\n\nSET statement_timeout = 0;\nSET lock_timeout = 0;\nSET idle_in_transaction_session_timeout = 0;\n${connection.major >= 17 ? 'SET transaction_timeout = 0;\n' : ''}SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\nSELECT pg_catalog.set_config('search_path', '', false);\nSET check_function_bodies = false;\nSET xmloption = content;\nSET client_min_messages = warning;\nSET row_security = off;\n\n${flags.has('a') ? '' : "SET default_tablespace = '';\n\nSET default_table_access_method = heap;\n\n"}`;
    const body = flags.has('O') ? answer.rows[0]![0]!.replace(/^ALTER TABLE \S+ OWNER TO \S+;\n\n/gm, '') : answer.rows[0]![0]!;
    const clean = flags.has('c') ? `${[...body.matchAll(/^CREATE TABLE (\S+)/gm)].map(([, name]) => `DROP TABLE ${flags.has('if-exists') ? 'IF EXISTS ' : ''}${name};\n`).join('')}\n` : '';
    const output = `${head}${clean}${body}--\n-- PostgreSQL database dump complete\n--\n\n`;
    if (values.get('f') !== undefined) sys.writeFile(values.get('f')!, output);
    else await sys.write(1, output);
    return 0;
  },
};

const TOOLS: Readonly<Record<string, Program>> = {
  pg_isready: isReady,
  pg_dump: dump,
  createdb: statementTool('createdb', 'hpUO', ({ rest, values }) => `CREATE DATABASE ${quoted(rest[0])}${values.get('O') === undefined ? '' : ` OWNER ${quoted(values.get('O'))}`}`, () => 'database creation'),
  dropdb: statementTool('dropdb', 'hpU', ({ rest, flags }) => `DROP DATABASE ${flags.has('if-exists') ? 'IF EXISTS ' : ''}${quoted(rest[0])}`, () => 'database removal'),
  createuser: statementTool('createuser', 'hpU', ({ rest, flags }) => `CREATE ROLE ${quoted(rest[0])} LOGIN${flags.has('s') ? ' SUPERUSER' : ''}${flags.has('d') ? ' CREATEDB' : ''}`, () => 'creation of new role'),
  dropuser: statementTool('dropuser', 'hpU', ({ rest }) => `DROP ROLE ${quoted(rest[0])}`, ({ rest }) => `removal of role "${rest[0]}"`),
};

/** A client tool by its name. */
export async function byName(name: string): Promise<Program> {
  return TOOLS[name] ?? { main: async (sys) => { await sys.write(2, `dockyard: ${name} is not simulated\n`); return 1; } };
}

export const tools: Program = {
  async main(sys) {
    return (await byName((sys.argv[0] ?? '').replace(/^.*\//, ''))).main(sys);
  },
};
