import type { Database, SqlJs, SqlValue, Statement } from 'sql.js';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { setClock } from './library';
import { placeholders } from './placeholders';

/** What a statement gave: rows where it has columns; the rows that it changed, the last row's id. */
export interface Outcome {
  columns: readonly string[] | undefined;
  rows: SqlValue[][];
  changes: number;
  lastRowId: number;
}

/** What went wrong: SQLite's message and the name of its result code (`SQLITE_CONSTRAINT_UNIQUE`), or ours for a call that never got there. */
export class SqliteError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The version that the images' Debian carries, which is what a program is told. */
const VERSION = '3.40.1';

/**
 * A database file as one process has it open. SQLite works on its content in memory; what a transaction has changed is
 * in the file when it ends, and what another process has written there since is read before the next one begins.
 */
export class SqliteDatabase {
  private db: Database;
  private open = false;
  private readonly settings: string[] = [];
  /** The file as it was last read or written, and the content's mark then. */
  private seen = '';
  private saved = '';

  /** `path` `:memory:` or `''` has no file. Throws SqliteError as sqlite3_open_v2 does. */
  constructor(
    private readonly sys: Sys,
    private readonly library: SqlJs,
    private readonly path: string,
  ) {
    if (this.hasFile && !sys.access(path, '')) {
      try {
        sys.writeFile(path, new Uint8Array(0), 0o644);
      } catch (error) {
        throw isSysError(error) ? new SqliteError('SQLITE_CANTOPEN', 'unable to open database file') : error;
      }
    }
    this.db = this.load();
    this.saved = this.mark();
  }

  private get hasFile(): boolean {
    return this.path !== ':memory:' && this.path !== '';
  }

  /** Whether a transaction is open. */
  get inTransaction(): boolean {
    return this.open;
  }

  private load(): Database {
    let content: Uint8Array | undefined;
    if (this.hasFile) {
      try {
        content = this.sys.readFile(this.path);
      } catch (error) {
        throw isSysError(error) ? new SqliteError('SQLITE_CANTOPEN', 'unable to open database file') : error;
      }
    }
    this.seen = this.stamp();
    const db = content && content.length > 0 ? new this.library.Database(content) : new this.library.Database();
    this.furnish(db);
    return db;
  }

  /** Gives a connection what doesn't lie in the file: functions on the machine's chance, settings, whether it may write. */
  private furnish(db: Database): void {
    const { random } = this.sys;
    db.create_function('sqlite_version', () => VERSION);
    db.create_function('random', () => BigInt.asIntN(64, (BigInt(random.below(2 ** 32)) << 32n) | BigInt(random.below(2 ** 32))));
    for (const one of this.settings) db.exec(one);
    if (this.hasFile && !this.sys.access(this.path, 'w')) db.exec('PRAGMA query_only = 1');
  }

  private stamp(): string {
    if (!this.hasFile || !this.sys.access(this.path, '')) return '';
    const { size, mtimeMs, ino } = this.sys.stat(this.path);
    return `${ino} ${size} ${mtimeMs}`;
  }

  /** Runs the first statement of `sql`, which has to be the only one. Values are bound by position or by name. */
  run(sql: string, values: readonly SqlValue[] | Readonly<Record<string, SqlValue>>): Outcome {
    return this.guarded(() => {
      const statements = this.db.iterateStatements(sql);
      const first = statements.next();
      if (first.done) return { columns: undefined, rows: [], changes: 0, lastRowId: 0 };
      if (/\S/.test(withoutComments(statements.getRemainingSQL()))) {
        first.value.free();
        throw new SqliteError('MANY', 'You can only execute one statement at a time.');
      }
      return this.step(first.value, values);
    });
  }

  /** Runs statements one by one; gives what each of them gave. */
  script(sql: string): Outcome[] {
    return this.guarded(() => {
      const statements = this.db.iterateStatements(sql);
      const out: Outcome[] = [];
      for (let next = statements.next(); !next.done; next = statements.next()) out.push(this.step(next.value, []));
      return out;
    });
  }

  private guarded<T>(work: () => T): T {
    setClock(this.sys.now());
    if (!this.open && this.stamp() !== this.seen) {
      this.db.close();
      this.db = this.load();
      this.saved = this.mark();
    }
    try {
      return work();
    } catch (error) {
      if (error instanceof SqliteError || isSysError(error) || !(error instanceof Error)) throw error;
      throw new SqliteError((error as { code?: string }).code ?? 'SQLITE_ERROR', error.message);
    } finally {
      this.save();
    }
  }

  private step(statement: Statement, values: readonly SqlValue[] | Readonly<Record<string, SqlValue>>): Outcome {
    const sql = statement.getSQL();
    try {
      bind(statement, sql, values);
      const columns = statement.getColumnNames();
      const rows: SqlValue[][] = [];
      while (statement.step()) rows.push(statement.get(null, { useBigInt: true }));
      this.note(withoutComments(sql).trim());
      const writes = /^\s*(?:insert|update|delete|replace|with)/i.test(withoutComments(sql));
      return { columns: columns.length > 0 ? columns : undefined, rows, changes: writes ? this.db.getRowsModified() : -1, lastRowId: Number(this.db.exec('SELECT last_insert_rowid()')[0]!.values[0]![0]) };
    } finally {
      statement.free();
    }
  }

  /** Keeps what outlives the statement: that a transaction is open, and settings that the file doesn't hold. */
  private note(sql: string): void {
    if (/^(?:begin|savepoint)\b/i.test(sql)) this.open = true;
    else if (/^(?:commit|end|rollback(?!.*\bto\b))\b/i.test(sql)) this.open = false;
    else if (/^pragma\s+\w+\s*[=(]/i.test(sql)) this.settings.push(sql);
  }

  /** What changes with the content: rows changed since it was opened, the schema's and the user's version. */
  private mark(): string {
    return ['SELECT total_changes()', 'PRAGMA schema_version', 'PRAGMA user_version'].map((sql) => this.db.exec(sql)[0]!.values[0]![0]).join(' ');
  }

  /** Puts what has been committed into the file; the export opens the content anew. */
  private save(): void {
    if (!this.hasFile || this.open || this.mark() === this.saved) return;
    this.sys.writeFile(this.path, this.db.export());
    this.furnish(this.db);
    this.saved = this.mark();
    this.seen = this.stamp();
  }

  close(): void {
    this.db.close();
  }
}

/** Binds values as CPython's _sqlite does, which counts them first (Modules/_sqlite/cursor.c, bind_parameters). */
function bind(statement: Statement, sql: string, values: readonly SqlValue[] | Readonly<Record<string, SqlValue>>): void {
  const { count, names } = placeholders(sql);
  if (Array.isArray(values)) {
    if (values.length !== count) throw new SqliteError('BINDINGS', `Incorrect number of bindings supplied. The current statement uses ${count}, and there are ${values.length} supplied.`);
    if (count > 0) statement.bind(values as readonly SqlValue[]);
    return;
  }
  const named = values as Readonly<Record<string, SqlValue>>;
  for (const name of names) if (!(name.slice(1) in named)) throw new SqliteError('BINDINGS', `You did not supply a value for binding parameter :${name.slice(1)}.`);
  statement.bind(Object.fromEntries(names.map((name) => [name, named[name.slice(1)]!])));
}

function withoutComments(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replace(/^[\s;]+|[\s;]+$/g, '');
}
