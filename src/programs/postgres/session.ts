import type { Sys } from '../../machine/sys';
import { unlessInterrupted } from '../servers/small';
import { scramble } from '../sql/scramble';
import { Engine, locksRows } from '../sql/engine';
import { SqlError } from '../sql/error';
import type { QueryResult } from '../sql/types';
import type { Surroundings } from '../sql/function-table';
import { isolationOf, parseStatement } from '../sql/parser';
import type { Storage, Table } from '../sql/table';
import type { SharedTables } from '../sql/transaction';
import { GaveUp, whenFree } from '../sql/waiting';
import type { TableName } from '../sql/ast';
import { tokenize } from '../sql/tokens';
import { BOOL, INT, isNumeric, TEXT, type Value } from '../sql/value';
import { typeText, valueText } from './describe';
import { comment } from './comments';
import { parseCopy, runCopy, type Copy } from './copy';
import { dumpText, type DumpOptions } from './dump';
import type { DatabaseRights } from './database-rights';
import { administerRights, dependencies } from './grants';
import { describe } from './listings';
import { explain, pgError } from './messages';
import type { PgAnswer, PgColumn, PgError } from './protocol';
import { administerObjects, Sequences } from './objects';
import { Rights } from './rights';
import { splitStatements } from './split';
import type { Role, Roles } from './roles';
import type { PgVersion } from './version';

export interface Cluster {
  storage: Storage;
  /** The same tables, with the transactions that are open on them. */
  shared: SharedTables;
  roles: Roles;
  rights: DatabaseRights;
  version: PgVersion;
  /** Owners of databases that aren't the superuser's. */
  owner: string;
  sessions: Set<PgSession>;
  settings: Map<string, string>;
}

const tag = (text: string, notice?: string, warning = false): PgAnswer => ({ k: 'tag', tag: text, notice, warning });
const column = (name: string, numeric = false): PgColumn => ({ name, numeric });
const unquote = (text: string): string => text.replace(/^"(.*)"$/s, '$1').replace(/^'(.*)'$/s, '$1').replaceAll("''", "'");

/** Extensions that the image brings along, of which nothing but the name is needed here. */
const EXTENSIONS = new Set(['pgcrypto', 'uuid-ossp', 'citext', 'hstore', 'pg_trgm', 'btree_gin', 'btree_gist', 'unaccent', 'pg_stat_statements', 'plpgsql', 'ltree', 'fuzzystrmatch', 'tablefunc', 'intarray']);

/** One connection's conversation after its startup. */
export class PgSession {
  private readonly engine: Engine;
  private readonly rights: Rights;
  private failed = false;
  current = '';

  constructor(private readonly sys: Sys, private readonly cluster: Cluster, readonly id: number, readonly role: Role, readonly database: string) {
    const around: Surroundings & { lastInsertId: number } = {
      sequences: new Sequences(() => this.engine.storage, database), dialect: 'postgres', now: () => sys.now(), randomHex: (bytes) => sys.random.hex(bytes), random: () => sys.random.below(1_000_000_000) / 1_000_000_000, database, user: role.name, version: cluster.version.banner, connectionId: id, lastInsertId: 0, variables: new Map(),
    };
    this.engine = new Engine(cluster.shared, around, (name) => this.virtual(name));
    this.rights = new Rights(cluster, role, database, this.engine.storage);
  }

  get transaction(): 'idle' | 'open' | 'failed' {
    return this.failed ? 'failed' : this.engine.inTransaction ? 'open' : 'idle';
  }

  end(): void {
    this.engine.finish('rollback');
  }

  /**
   * The statements of a query string, up to the first that fails. Several of them are one transaction, as far as they don't
   * begin and end some of their own (documentation, 55.2.2.1).
   */
  async run(source: string, log: (error: PgError, statement: string) => void): Promise<PgAnswer[]> {
    const answers: PgAnswer[] = [];
    const statements = splitStatements(source);
    let from = 0;
    for (const { sql, whole } of statements) {
      const start = source.indexOf(sql, from);
      from = start + sql.length;
      if (statements.length > 1 && !this.engine.inTransaction && !this.failed) {
        this.isImplicit = true;
        this.engine.run({ k: 'begin', isolation: undefined });
      }
      const answer = await this.patiently(sql, whole);
      // A place in an error is one in all that was sent.
      if (answer?.k === 'error' && answer.error.position !== undefined) answer.error.position += start;
      if (answer) answers.push(answer);
      if (answer?.k === 'error') {
        log(answer.error, source.trim());
        if (this.isImplicit) {
          this.engine.finish('rollback');
          this.failed = false;
        }
        this.isImplicit = false;
        return answers;
      }
    }
    if (this.isImplicit) {
      try {
        this.engine.finish('commit');
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        const late = explain(error.fault, source, source);
        log(late, source.trim());
        answers.push({ k: 'error', error: late });
      }
    }
    this.isImplicit = false;
    return answers;
  }

  /** A transaction that no BEGIN has begun. */
  private isImplicit = false;

  /** One statement, which waits for those that hold its rows. */
  private async patiently(sql: string, whole: string): Promise<PgAnswer | undefined> {
    const limit = /^(\d+)\s*(ms|s|min)?$/.exec(this.settings.get('lock_timeout') ?? '0');
    const limitMs = Number(limit?.[1] ?? 0) * ({ s: 1000, min: 60_000 }[limit?.[2] ?? ''] ?? 1);
    const answer = await whenFree(this.engine.storage, () => this.one(sql, whole), async (end) => {
      if (limitMs === 0) return end.then(() => true);
      return Promise.race([end.then(() => true), unlessInterrupted(() => this.sys.sleep(limitMs)).then(() => false)]);
    });
    if (!(answer instanceof GaveUp)) return answer;
    if (this.engine.inTransaction) {
      this.failed = true;
      // What it held is free at once: the other one goes on.
      if (answer.why === 'deadlock') this.engine.storage.rollback();
    }
    const context = answer.row && `while ${answer.row.doing} tuple (0,${answer.row.place}) in relation "${answer.row.table}"`;
    return { k: 'error', error: answer.why === 'late' ? pgError('55P03', 'canceling statement due to lock timeout', { context }) : pgError('40P01', 'deadlock detected', { hint: 'See server log for query details.', context }) };
  }

  private one(sql: string, whole: string): PgAnswer | undefined {
    this.current = sql;
    try {
      const tokens = tokenize(sql, 'postgres');
      if (tokens.length === 1) return undefined;
      const bare = sql.slice(tokens[0]!.at);
      if (this.failed) {
        const back = /^rollback\s+(work\s+|transaction\s+)?to\b/i.test(bare);
        if (back) {
          this.failed = false;
          return this.outcome(sql);
        }
        if (!/^(rollback|commit|end|abort)\b/i.test(bare)) return { k: 'error', error: pgError('25P02', 'current transaction is aborted, commands ignored until end of transaction block') };
        this.failed = false;
        this.engine.finish('rollback');
        return tag('ROLLBACK');
      }
      return this.administer(bare.replace(/;\s*$/, '').trim()) ?? this.outcome(sql);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      if (this.engine.inTransaction) this.failed = true;
      return { k: 'error', error: explain(error.fault, sql, whole) };
    }
  }

  private outcome(sql: string): PgAnswer {
    // The schema that there is: its name before a table's is understood and dropped.
    const statement = parseStatement(sql.replace(/'(?:[^']|'')*'|"[^"]*"|\bpublic\./g, (part) => (part === 'public.' ? '       ' : part)), 'postgres');
    const refusal = this.rights.statement(statement);
    if (refusal) {
      if (this.engine.inTransaction) this.failed = true;
      return { k: 'error', error: refusal };
    }
    const newOwner = statement.k === 'create-database' ? statement.owner : statement.k === 'alter' ? statement.changes.map((change) => (change.k === 'owner' ? change.to : undefined)).find((each) => each !== undefined) : undefined;
    if (newOwner !== undefined && !this.cluster.roles.find(newOwner)) return { k: 'error', error: pgError('42704', `role "${newOwner}" does not exist`) };
    if (statement.k === 'drop-database') {
      if (statement.name === this.database) return { k: 'error', error: pgError('55006', 'cannot drop the currently open database') };
      const others = [...this.cluster.sessions].filter((session) => session.database === statement.name).length;
      if (others > 0) return { k: 'error', error: pgError('55006', `database "${statement.name}" is being accessed by other users`, { detail: `There ${others === 1 ? 'is 1 other session' : `are ${others} other sessions`} using the database.` }) };
    }
    if (this.engine.inTransaction && (statement.k === 'create-database' || statement.k === 'drop-database')) {
      this.failed = true;
      return { k: 'error', error: pgError('25001', `${statement.k === 'create-database' ? 'CREATE' : 'DROP'} DATABASE cannot run inside a transaction block`) };
    }
    if (statement.k === 'begin' && this.isImplicit) {
      this.isImplicit = false;
      return tag('BEGIN');
    }
    if (statement.k === 'begin' && this.engine.inTransaction) return tag('BEGIN', 'there is already a transaction in progress', true);
    const ends = statement.k === 'commit' || statement.k === 'rollback';
    if (ends && this.isImplicit) {
      this.isImplicit = false;
      this.engine.run(statement);
      return tag(statement.k.toUpperCase(), 'there is no transaction in progress', true);
    }
    if (ends && !this.engine.inTransaction) return tag(statement.k.toUpperCase(), 'there is no transaction in progress', true);
    if (statement.k === 'set-constraints' && !this.engine.inTransaction) return tag('SET CONSTRAINTS', 'SET CONSTRAINTS can only be used in transaction blocks', true);
    if (statement.k === 'savepoint' && !this.engine.inTransaction) return { k: 'error', error: pgError('25P01', `${{ set: 'SAVEPOINT', release: 'RELEASE SAVEPOINT', back: 'ROLLBACK TO SAVEPOINT' }[statement.what]} can only be used in transaction blocks`) };
    const result = this.engine.run(statement);
    if (statement.k === 'create-database') this.cluster.rights.put(statement.name, { owner: statement.owner ?? this.role.name });
    if (statement.k === 'drop-database') this.cluster.rights.forget(statement.name);
    if (result.k === 'done') return tag(result.tag, result.notice);
    return { k: 'rows', tag: result.tag, columns: result.columns.map((each) => ({ name: each.name, numeric: isNumeric(each.type), type: each.type.family === 'unknown' ? 'text' : typeText(each.type) })), rows: result.rows.map((row) => row.map((value, i) => valueText(value, result.columns[i]!.type))), ...(statement.k === 'select' && statement.locks && !locksRows(statement) && this.engine.inTransaction ? { warning: 'dockyard: row locks of a query on several tables are not simulated: other sessions do not wait for this one' } : {}) };
  }

  /** Statements about roles, rights and settings. */
  private administer(sql: string): PgAnswer | undefined {
    const match = (pattern: string) => new RegExp(`^${pattern}$`, 'is').exec(sql);
    let found: RegExpExecArray | null;
    if ((found = match('(create|alter)\\s+(user|role)\\s+("[^"]*"|\\w+)(.*)'))) return this.putRole(found[1]!.toUpperCase(), unquote(found[3]!), found[2]!.toLowerCase() === 'user', found[4]!);
    if ((found = match('drop\\s+(?:user|role)\\s+(if\\s+exists\\s+)?("[^"]*"|\\w+)'))) {
      const name = unquote(found[2]!);
      if (!this.cluster.roles.find(name)) return found[1] ? tag('DROP ROLE', `role "${name}" does not exist, skipping`) : { k: 'error', error: pgError('42704', `role "${name}" does not exist`) };
      if (!this.role.superuser && !this.role.createRole) return { k: 'error', error: pgError('42501', 'permission denied to drop role') };
      const held = dependencies(name, this.cluster, this.database);
      if (held.length > 0) return { k: 'error', error: pgError('2BP01', `role "${name}" cannot be dropped because some objects depend on it`, { detail: held.join('\n') }) };
      this.cluster.roles.drop(name);
      return tag('DROP ROLE');
    }
    const given = administerRights(sql, this.cluster, this.rights, this.database);
    if (given) return given;
    if ((found = match('show\\s+(\\w+)'))) {
      const name = found[1]!.toLowerCase();
      const value = name === 'all' ? undefined : (this.settings.get(name) ?? this.cluster.settings.get(name));
      return value === undefined ? { k: 'error', error: pgError('42704', `unrecognized configuration parameter "${found[1]}"`) } : { k: 'rows', tag: 'SHOW', columns: [column(name === 'timezone' ? 'TimeZone' : name === 'datestyle' ? 'DateStyle' : name)], rows: [[value]] };
    }
    const made = administerObjects(sql, { storage: this.engine.storage, database: this.database, prepared: this.prepared, run: (text) => this.one(text, text) });
    if (made) return made;
    if (match('set\\s+(session\\s+)?(role|authorization)\\b.*')) return { k: 'error', error: pgError('0A000', 'dockyard: SET ROLE is not simulated') };
    if ((found = match('set\\s+(session\\s+characteristics\\s+as\\s+)?transaction\\s+(.*)'))) return this.setTransaction(found[1] !== undefined, found[2]!);
    if ((found = match("set\\s+(?:session\\s+|local\\s+)?(?:time\\s+zone|(\\w+)\\s*(?:=|\\bto\\b))\\s*(.*)"))) this.settings.set(found[1]?.toLowerCase() ?? 'timezone', unquote(found[2]!));
    if (match('set\\s+(?!constraints\\b).*')) return tag('SET');
    if ((found = match('reset\\s+(\\w+)'))) {
      this.settings.delete(found[1]!.toLowerCase());
      return tag('RESET');
    }
    if (match('discard\\s+\\w+')) return tag('DISCARD ALL');
    if ((found = match('alter\\s+database\\s+("[^"]*"|\\w+)\\s+owner\\s+to\\s+("[^"]*"|\\w+)'))) {
      const [name, to] = [unquote(found[1]!), unquote(found[2]!)];
      if (!this.cluster.storage.databases().includes(name)) return { k: 'error', error: pgError('3D000', `database "${name}" does not exist`) };
      if (!this.rights.ownsDatabase(name)) return { k: 'error', error: pgError('42501', `must be owner of database ${name}`) };
      if (!this.cluster.roles.find(to)) return { k: 'error', error: pgError('42704', `role "${to}" does not exist`) };
      this.cluster.rights.put(name, { owner: to });
      return tag('ALTER DATABASE');
    }
    if (match('vacuum\\b.*')) return this.engine.inTransaction ? { k: 'error', error: pgError('25001', 'VACUUM cannot run inside a transaction block') } : tag('VACUUM');
    if (match('analyze\\b.*')) return tag('ANALYZE');
    if (match('comment\\s+on\\b.*')) return comment(sql, this.database, this.engine.storage, (table) => this.rights.owns(table));
    if ((found = match('create\\s+extension\\s+(if\\s+not\\s+exists\\s+)?("[^"]*"|\\w+).*'))) {
      const name = unquote(found[2]!);
      if (EXTENSIONS.has(name)) return tag('CREATE EXTENSION');
      return { k: 'error', error: pgError('0A000', `extension "${name}" is not available`, { detail: `Could not open extension control file "/usr/share/postgresql/${this.cluster.version.major}/extension/${name}.control": No such file or directory.`, hint: 'The extension must first be installed on the system where PostgreSQL is running.' }) };
    }
    if ((found = match("select\\s+(?:pg_catalog\\.)?set_config\\(\\s*'([^']*)'\\s*,\\s*'([^']*)'\\s*,\\s*\\w+\\s*\\)"))) {
      this.settings.set(found[1]!.toLowerCase(), found[2]!);
      return { k: 'rows', tag: 'SELECT 1', columns: [column('set_config')], rows: [[found[2]!]] };
    }
    if ((found = match('alter\\s+type\\s+(\\S+)\\s+owner\\s+to\\s+(\\S+)'))) return this.cluster.roles.find(unquote(found[2]!)) ? tag('ALTER TYPE') : { k: 'error', error: pgError('42704', `role "${unquote(found[2]!)}" does not exist`) };
    const copy = parseCopy(sql);
    if (copy) return 'k' in copy ? copy : this.copy(copy);
    if ((found = match('((?:create|drop)\\s+schema|alter\\s+database|explain|copy|listen|notify|do|lock|call|create\\s+(?:or\\s+replace\\s+)?(?:function|procedure|trigger)|drop\\s+(?:function|procedure|trigger|owned)|alter\\s+(?:sequence|system|default))\\b.*'))) return { k: 'error', error: pgError('0A000', `dockyard: ${found[1]!.toUpperCase()} is not simulated`) };
    return undefined;
  }

  /** SET TRANSACTION, SET SESSION CHARACTERISTICS. */
  private setTransaction(forSession: boolean, text: string): PgAnswer {
    const isolation = isolationOf(text);
    const current = this.engine.storage.current;
    if (forSession) this.engine.isolation = isolation ?? this.engine.isolation;
    else if (!current) return tag('SET', 'SET TRANSACTION can only be used in transaction blocks', true);
    else if (isolation && (current.changes.size > 0 || current.snapshot)) return { k: 'error', error: pgError('25001', 'SET TRANSACTION ISOLATION LEVEL must be called before any query') };
    else current.isolation = isolation ?? current.isolation;
    return tag('SET');
  }

  /** COPY; with data, what FROM STDIN was given. */
  private copy(copy: Copy, data?: string): PgAnswer {
    return runCopy(copy, {
      sys: this.sys, isSuperuser: this.role.superuser, find: (name) => this.engine.storage.tables(this.database).find((table) => table.name === name && !table.words && !table.sequence),
      run: (statement) => {
        const refusal = this.rights.statement(statement);
        if (refusal) return { k: 'error', error: refusal };
        const done = this.engine.run(statement);
        return done.k === 'done' ? tag(done.tag) : tag('COPY');
      },
      query: (sql) => this.outcome(sql),
    }, data);
  }

  /** The data of a COPY FROM STDIN that has asked for them. */
  async copyIn(sql: string, data: string, log: (error: PgError, statement: string) => void): Promise<PgAnswer> {
    const copy = parseCopy(sql.slice(tokenize(sql, 'postgres')[0]!.at).replace(/;\s*$/, ''));
    if (!copy || 'k' in copy || this.failed) return { k: 'error', error: pgError('25P02', 'current transaction is aborted, commands ignored until end of transaction block') };
    const answer = await whenFree(this.engine.storage, () => this.guarded(() => this.copy(copy, data), sql), (end) => end.then(() => true));
    const told: PgAnswer = answer instanceof GaveUp ? { k: 'error', error: pgError('40P01', 'deadlock detected') } : answer;
    if (told.k === 'error') {
      this.failed = this.engine.inTransaction;
      log(told.error, sql);
    }
    return told;
  }

  private guarded(run: () => PgAnswer, sql: string): PgAnswer {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      return { k: 'error', error: { ...explain(error.fault, sql), position: undefined } };
    }
  }

  private readonly settings = new Map<string, string>();
  private readonly prepared = new Map<string, string>();

  private putRole(verb: string, name: string, isUser: boolean, options: string): PgAnswer {
    const there = this.cluster.roles.find(name);
    if (verb === 'CREATE' && there) return { k: 'error', error: pgError('42710', `role "${name}" already exists`) };
    if (verb === 'ALTER' && !there) return { k: 'error', error: pgError('42704', `role "${name}" does not exist`) };
    if (!this.role.superuser && !this.role.createRole && name !== this.role.name) return { k: 'error', error: pgError('42501', `permission denied to ${verb.toLowerCase()} role`) };
    const password = /password\s+'((?:[^']|'')*)'/i.exec(options)?.[1]?.replaceAll("''", "'");
    const flag = (word: string, before: boolean) => (new RegExp(`\\bno${word}\\b`, 'i').test(options) ? false : new RegExp(`\\b${word}\\b`, 'i').test(options) || before);
    this.cluster.roles.put({ name, password: password === undefined ? there?.password : scramble(password), superuser: flag('superuser', there?.superuser ?? false), login: flag('login', there?.login ?? isUser), createDb: flag('createdb', there?.createDb ?? false), createRole: flag('createrole', there?.createRole ?? false) });
    return tag(`${verb} ROLE`);
  }

  /** A view's columns, as tables have them. */
  private viewColumns({ name }: Table): Table['def']['columns'] {
    const result = this.engine.run(parseStatement(`select * from "${name}" limit 0`, 'postgres'));
    return result.k === 'rows' ? result.columns.map((each) => ({ ...each, notNull: false, auto: undefined, default: undefined, defaultSource: undefined, onUpdateNow: false, comment: undefined })) : [];
  }

  /** What psql's backslash commands ask of the catalogs. */
  describe(asked: string, pattern: string | undefined): PgAnswer[] {
    const { storage } = this.engine;
    return describe({
      cluster: this.cluster, tables: storage.tables(this.database), isTemporary: (name) => storage.isTemporary(this.database, name), owner: (table) => this.rights.owner(table),
      withColumns: (table) => (table.view === undefined ? table : { ...table, def: { ...table.def, columns: this.viewColumns(table) } }),
    }, asked, pattern);
  }

  /** A whole database as statements: what pg_dump asks for. */
  dump(names: readonly string[], options: DumpOptions): string | undefined {
    const tables = this.cluster.storage.tables(this.database).filter((table) => names.length === 0 || names.includes(table.name));
    return names.length > 0 && tables.length === 0 ? undefined : dumpText(tables, options, (table) => this.rights.owner(table));
  }

  /** The catalogs that people ask in SQL. */
  private virtual(name: TableName): QueryResult | undefined {
    const { storage, roles } = this.cluster;
    const table = (columns: readonly string[], rows: Value[][]): QueryResult => ({ columns: columns.map((each, i) => ({ name: each, type: typeof rows[0]?.[i] === 'number' ? INT : typeof rows[0]?.[i] === 'boolean' ? BOOL : TEXT })), rows });
    const tables = storage.tables(this.database).filter((each) => !each.words && !each.sequence);
    if (name.database === 'information_schema') {
      if (name.name === 'tables') return table(['table_catalog', 'table_schema', 'table_name', 'table_type'], tables.map((each) => [this.database, 'public', each.name, each.view === undefined ? 'BASE TABLE' : 'VIEW']));
      if (name.name === 'columns') return table(['table_schema', 'table_name', 'column_name', 'ordinal_position', 'is_nullable', 'data_type'], tables.flatMap((each) => each.def.columns.map((def, i) => ['public', each.name, def.name, i + 1, def.notNull ? 'NO' : 'YES', typeText(def.type).replace(/\(.*/, '')])));
      return undefined;
    }
    switch (name.name) {
      case 'pg_database': return table(['datname', 'datistemplate'], storage.databases().map((each) => [each, /^template/.test(each)]));
      case 'pg_tables': return table(['schemaname', 'tablename', 'tableowner'], tables.map((each) => ['public', each.name, this.rights.owner(each)]));
      case 'pg_roles': return table(['rolname', 'rolsuper', 'rolcanlogin'], roles.all().map((role) => [role.name, role.superuser, role.login]));
      case 'pg_user': return table(['usename', 'usesuper', 'usecreatedb'], roles.all().map((role) => [role.name, role.superuser, role.createDb]));
      case 'pg_stat_activity': return table(['pid', 'datname', 'usename', 'state', 'query'], [...this.cluster.sessions].map((each) => [each.id, each.database, each.role.name, each === this ? 'active' : 'idle', each.current]));
      case 'pg_settings': return table(['name', 'setting'], [...this.cluster.settings]);
      default: return undefined;
    }
  }
}
