/// <reference path="../../sqlite/sql-js.d.ts" />
import { hex } from '../../../lib/bytes';
import type { Sys } from '../../../machine/sys';
import type { SqlJs } from 'sql.js';
import type { Binding, SqliteDatabase, Writers } from '../../sqlite/database';
import type { SqliteError } from '../../sqlite/sqlite-error';
import type { Json, Reply } from '../host';
import { fromHex } from './from-hex';
import { failureOf, type Services } from './session';

type Value = number | bigint | string | Uint8Array | null;

/** As JSON has it: integers as they are where they fit, else `['i', digits]`; `['f', text]` and `['b', hex]`. */
function told(value: Value): Json {
  if (typeof value === 'bigint') return value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : ['i', String(value)];
  if (typeof value === 'number') return ['f', String(value)];
  return value instanceof Uint8Array ? ['b', hex(value)] : value;
}

function given(value: Json): Value {
  if (Array.isArray(value)) {
    const [kind, written] = value as [string, string];
    return kind === 'b' ? fromHex(written) : kind === 'i' ? BigInt(written) : Number(written);
  }
  return value as Value;
}

interface Loaded {
  Database: typeof SqliteDatabase;
  Failure: typeof SqliteError;
  library: SqlJs;
}

let loaded: Loaded | undefined;

/** Fetches SQLite; without this it comes with a program's first call, which then waits for it. */
export async function loadSqliteFor(sys: Sys): Promise<Loaded> {
  return (loaded ??= await sys.external((async () => {
    const [database, failure, library] = await Promise.all([import('../../sqlite/database'), import('../../sqlite/sqlite-error'), import('../../sqlite/library')]);
    return { Database: database.SqliteDatabase, Failure: failure.SqliteError, library: await library.loadSqlite() };
  })()));
}

/** The calls of python's and node's modules sqlite3: databases by number. What SQLite refuses is a value, `{ code, message }`. */
export function sqliteCalls(sys: Sys): Services['calls'] {
  const opened: SqliteDatabase[] = [];
  const writers: Writers = new Map();
  const call = (work: (args: readonly Json[], sqlite: Loaded) => Json) => (args: readonly Json[]): Reply | Promise<Reply> => {
    const answer = (sqlite: Loaded): Reply => {
      try {
        return { value: work(args, sqlite) };
      } catch (error) {
        if (error instanceof sqlite.Failure) return { value: { code: error.code, message: error.message, open: opened[args[0] as number]?.inTransaction ?? false } };
        return failureOf(error);
      }
    };
    return loaded ? answer(loaded) : loadSqliteFor(sys).then(answer);
  };
  return {
    sqliteOpen: call(([path], { Database, library }) => {
      opened.push(new Database(sys, library, path as string, writers));
      return { id: opened.length - 1 };
    }),
    // `binding`: `strict` as CPython binds values, which takes one statement; `loose` as node-sqlite3 does, which takes the first.
    sqliteRun: call(([id, sql, values, binding]) => {
      const bound = Array.isArray(values) ? values.map(given) : Object.fromEntries(Object.entries(values as Record<string, Json>).map(([name, value]) => [name, given(value)]));
      const { columns, rows, changes, lastRowId } = opened[id as number]!.run(sql as string, bound, binding as Binding);
      return { columns: columns ?? null, rows: rows.map((row) => row.map(told)), changes, last: lastRowId, open: opened[id as number]!.inTransaction };
    }),
    sqliteScript: call(([id, sql]) => {
      opened[id as number]!.script(sql as string);
      return { open: opened[id as number]!.inTransaction };
    }),
    sqliteClose: call(([id]) => {
      opened[id as number]!.close();
      return {};
    }),
  };
}
