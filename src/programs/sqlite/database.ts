import type { Database, SqlJs, SqlValue, Statement } from 'sql.js';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { FileImage } from './file-image';
import { integer, setClock } from './library';
import { placeholders } from './placeholders';
import { SqliteError } from './sqlite-error';

/** What a statement gave: rows where it has columns; the rows that it changed, the last row's id. */
export interface Outcome {
  columns: readonly string[] | undefined;
  rows: SqlValue[][];
  changes: number;
  lastRowId: number;
}

/** Whose rules values are bound by, and what becomes of a second statement: CPython's (strict), or sqlite3_bind's own (loose), where what isn't given is NULL. */
export type Binding = 'strict' | 'loose';

/** The pragmas that are a connection's own, so that content read anew needs them again; the others lie in the file, or only ask (sqlite.org/pragma.html). */
const OWN = /^pragma\s+(?:main\s*\.\s*)?(automatic_index|busy_timeout|cache_size|case_sensitive_like|cell_size_check|defer_foreign_keys|foreign_keys|ignore_check_constraints|legacy_alter_table|query_only|read_uncommitted|recursive_triggers|reverse_unordered_selects|synchronous|temp_store|trusted_schema)\s*[=(]/i;

/** The databases that one process has open: who of them is writing, by file. */
export type Writers = Map<string, SqliteDatabase>;

/**
 * A database file as one process has it open. SQLite works on its content in memory; what a transaction has changed is
 * in the file when it ends, and what another has written there since is read before the next one begins. Who writes
 * holds the file against the process's other connections until its transaction ends; what another process has written
 * meanwhile is found at the commit. Either is SQLITE_BUSY, and a file that has changed is never overwritten.
 */
export class SqliteDatabase {
  private db: Database;
  private open = false;
  private readonly settings = new Map<string, string>();
  private image: FileImage;
  /** The content's mark when the file was last read or written. */
  private saved = '';

  /** `path` `:memory:` or `''` has no file. Throws SqliteError as sqlite3_open_v2 does. */
  constructor(
    private readonly sys: Sys,
    private readonly library: SqlJs,
    private readonly path: string,
    private readonly writers: Writers,
  ) {
    this.image = new FileImage(sys, path);
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
    const content = this.hasFile ? this.image.read() : undefined;
    const db = content && content.length > 0 ? new this.library.Database(content) : new this.library.Database();
    const { random } = this.sys;
    db.create_function('random', () => integer((BigInt(random.below(2 ** 32)) << 32n) | BigInt(random.below(2 ** 32))));
    db.create_function('randomblob', (length) => random.bytes(Math.max(1, Number(length))));
    for (const one of this.settings.values()) db.exec(one);
    if (this.hasFile && !this.sys.access(this.path, 'w')) db.exec('PRAGMA query_only = 1');
    return db;
  }

  private reload(): void {
    this.db.close();
    this.db = this.load();
    this.saved = this.mark();
    this.open = false;
  }

  /** Runs the first statement of `sql`, which has to be the only one where `binding` is strict. Values are bound by position or by name (loose: with its prefix). */
  run(sql: string, values: readonly SqlValue[] | Readonly<Record<string, SqlValue>>, binding: Binding): Outcome {
    return this.guarded(() => {
      const statements = this.db.iterateStatements(sql);
      const first = statements.next();
      if (first.done) return { columns: undefined, rows: [], changes: 0, lastRowId: 0 };
      if (binding === 'strict' && /\S/.test(withoutComments(statements.getRemainingSQL()))) {
        first.value.free();
        throw new SqliteError('MANY', 'You can only execute one statement at a time.');
      }
      return this.step(first.value, values, binding);
    });
  }

  /** Runs statements one by one; gives what each of them gave. */
  script(sql: string): Outcome[] {
    return this.guarded(() => {
      const statements = this.db.iterateStatements(sql);
      const out: Outcome[] = [];
      for (let next = statements.next(); !next.done; next = statements.next()) out.push(this.step(next.value, [], 'strict'));
      return out;
    });
  }

  private guarded<T>(work: () => T): T {
    setClock(this.sys.now());
    if (!this.open && this.hasFile && this.image.changed()) this.reload();
    try {
      return work();
    } catch (error) {
      if (error instanceof SqliteError || isSysError(error) || !(error instanceof Error)) throw error;
      throw new SqliteError((error as { code?: string }).code ?? 'SQLITE_ERROR', error.message);
    }
  }

  private step(statement: Statement, values: readonly SqlValue[] | Readonly<Record<string, SqlValue>>, binding: Binding): Outcome {
    const sql = statement.getSQL();
    const plain = withoutComments(sql).trim();
    const wasOpen = this.open;
    try {
      (binding === 'strict' ? bindStrictly : bindLoosely)(statement, sql, values);
      const columns = statement.getColumnNames();
      const rows: SqlValue[][] = [];
      while (statement.step()) rows.push(statement.get(null, { useBigInt: true }));
      const name = OWN.exec(plain)?.[1];
      if (name) this.settings.set(name.toLowerCase(), plain);
      const writes = /^(?:insert|update|delete|replace|with)/i.test(plain);
      return { columns: columns.length > 0 ? columns : undefined, rows, changes: writes ? this.db.getRowsModified() : -1, lastRowId: Number(this.db.exec('SELECT last_insert_rowid()')[0]!.values[0]![0]) };
    } finally {
      statement.free();
      this.open = this.transactionIsOpen();
      this.settle(wasOpen, /^begin\s+(?:immediate|exclusive)\b/i.test(plain));
    }
  }

  /** SQLite's own answer: a BEGIN is refused while a transaction is open, whatever opened it, and does nothing where none is. */
  private transactionIsOpen(): boolean {
    try {
      this.db.exec('BEGIN');
    } catch {
      return true;
    }
    this.db.exec('COMMIT');
    return false;
  }

  /** After a statement: holds the file while there is something to commit, and puts what has been committed into it. */
  private settle(wasOpen: boolean, reserves: boolean): void {
    if (!this.hasFile) return;
    const { key } = this.image;
    const holder = this.writers.get(key);
    const wrote = this.mark() !== this.saved;
    if ((wrote || reserves) && holder !== this && (holder || this.image.changed())) this.refuse(wasOpen);
    if (this.open) {
      if (wrote || reserves) this.writers.set(key, this);
      return;
    }
    if (wrote && this.image.changed()) this.refuse(false);
    if (wrote) this.save();
    if (holder === this) this.writers.delete(key);
  }

  /** Takes back what a transaction's first change did, as if it hadn't run. */
  private refuse(stayOpen: boolean): never {
    if (this.writers.get(this.image.key) === this) this.writers.delete(this.image.key);
    this.reload();
    if (stayOpen) this.db.exec('BEGIN');
    this.open = stayOpen;
    throw new SqliteError('SQLITE_BUSY', 'database is locked');
  }

  /** What changes with the content: rows changed since it was opened, and what pragmas keep in the file's header. */
  private mark(): string {
    return ['SELECT total_changes()', 'PRAGMA schema_version', 'PRAGMA user_version', 'PRAGMA application_id'].map((sql) => this.db.exec(sql)[0]!.values[0]![0]).join(' ');
  }

  private save(): void {
    this.image.write(this.db.export(), Number(this.db.exec('PRAGMA schema_version')[0]!.values[0]![0]));
    this.saved = this.mark();
  }

  close(): void {
    if (this.writers.get(this.image.key) === this) this.writers.delete(this.image.key);
    this.db.close();
  }
}

/** Binds values as CPython's _sqlite does, which counts them first (Modules/_sqlite/cursor.c, bind_parameters). */
function bindStrictly(statement: Statement, sql: string, values: readonly SqlValue[] | Readonly<Record<string, SqlValue>>): void {
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

/** Binds values as sqlite3_bind_* does: what isn't given is NULL, what has no place is SQLITE_RANGE (sqlite.org/c3ref/bind_blob.html). */
function bindLoosely(statement: Statement, sql: string, values: readonly SqlValue[] | Readonly<Record<string, SqlValue>>): void {
  const { count, names } = placeholders(sql);
  const isNowhere = Array.isArray(values) ? values.length > count : Object.keys(values).some((name) => !names.includes(name));
  if (isNowhere) throw new SqliteError('SQLITE_RANGE', 'column index out of range');
  if (count === 0) return;
  if (Array.isArray(values)) statement.bind(values as readonly SqlValue[]);
  else statement.bind({ ...values } as Record<string, SqlValue>);
}

function withoutComments(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replace(/^[\s;]+|[\s;]+$/g, '');
}
