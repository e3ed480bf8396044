import type { Sys } from '../../machine/sys';
import { unlessInterrupted } from '../servers/small';
import { Engine } from '../sql/engine';
import type { Outcome } from '../sql/outcome';
import { SqlError } from '../sql/error';
import type { QueryResult } from '../sql/types';
import type { Surroundings } from '../sql/function-table';
import { isolationOf, parseStatement } from '../sql/parser';
import type { Storage, Table } from '../sql/table';
import type { SharedTables } from '../sql/transaction';
import { GaveUp, whenFree } from '../sql/waiting';
import { splitList } from '../sql/lists';
import { statementEnd, tokenize } from '../sql/tokens';
import type { Statement, TableName } from '../sql/ast';
import { BIGINT, isNumeric, TEXT, type Value } from '../sql/value';
import { Access } from './access';
import { SYSTEM_DATABASES, type Accounts } from './accounts';
import { charsets, indexColumns, indexRows, MARIA_ENGINES, MYSQL_ENGINES } from './catalogue';
import { createText, describeRows, typeText, valueText } from './describe';
import type { Flavour } from './flavour';
import { grantLines, runGrant } from './grants';
import { explain, mysqlError } from './messages';
import type { Answer } from './packet';
import { usesOf, type TableLocks } from './table-locks';
import { Variables } from './variables';

export interface ServerFacts {
  storage: Storage;
  /** The same tables, with the transactions that are open on them. */
  shared: SharedTables;
  locks: TableLocks;
  accounts: Accounts;
  flavour: Flavour;
  startedAt: number;
  variables: Map<string, Value>;
  initialVariables: ReadonlyMap<string, Value>;
  sessions: Set<Session>;
  questions: number;
  shutdown(user: string): void;
}

const ok = (affected = 0, info = ''): Answer => ({ k: 'ok', affected, info });
const rows = (names: readonly string[], values: (string | null)[][], numeric: readonly string[] = []): Answer => ({ k: 'rows', columns: names.map((name, i) => ({ name, numeric: numeric.includes(name), notNull: !values.some((row) => row[i] === null) })), rows: values });

const unquote = (text: string): string => text.replace(/^(['"`])(.*)\1$/s, '$2').replaceAll("''", "'").replace(/\\(.)/g, '$1');
const USER = String.raw`('[^']*'|"[^"]*"|\`[^\`]*\`|[\w.]+)(?:\s*@\s*('[^']*'|"[^"]*"|\`[^\`]*\`|[\w.%]+))?`;
const SECRET = String.raw`(?:\s+identified\s+(?:with\s+\S+\s+)?(?:by|as)\s+('(?:[^'\\]|\\.|'')*'|"[^"]*"))?`;

/** How statements begin that the real server knows besides. */
const NOT_SIMULATED = String.raw`load\s+(?:data|xml)|(?:checksum|check|analyze|optimize|repair)\s+(?:(?:local|no_write_to_binlog)\s+)?tables?|kill|handler|import\s+table|(?:un)?install\s+(?:plugin|component|soname)|change\s+(?:master|replication)|reset|cache\s+index|xa|help|binlog|do|create\s+definer`;

/** The parts of a name with points, without their quotes. */
const splitName = (text: string): string[] => (text.match(/`[^`]*`|[^.`]+/g) ?? []).map(unquote);

/** A refusal found deep in a statement. */
class Refused extends Error {
  constructor(readonly answer: Answer) {
    super('refused');
  }
}

/** A LIKE pattern of SHOW as a test. */
function likeTest(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const source = unquote(pattern).replace(/[.*+?^${}()|[\]]/g, '\\$&').replaceAll('%', '.*').replaceAll('_', '.');
  return (name) => new RegExp(`^${source}$`, 'i').test(name);
}

/** One connection's conversation after its login. */
export class Session {
  private readonly engine: Engine;
  private readonly access: Access;
  private readonly variables = new Map<string, Value>();
  private readonly prepared = new Map<string, string>();
  readonly around: Surroundings & { lastInsertId: number; database: string | undefined };
  current = '';

  private readonly system: Variables;

  constructor(private readonly sys: Sys, private readonly server: ServerFacts, readonly id: number, readonly user: string, readonly host: string, readonly accountHost: string) {
    this.system = new Variables(server.variables, server.initialVariables);
    this.around = {
      dialect: 'mysql', now: () => sys.now(), randomHex: (bytes) => sys.random.hex(bytes), random: () => sys.random.below(1_000_000_000) / 1_000_000_000, database: undefined, user: `${user}@${host}`, version: server.flavour.version, connectionId: id, lastInsertId: 0, variables: this.system, userVariables: this.variables, assign: (name, value) => void this.variables.set(name, value),
    };
    this.access = new Access(server.accounts, user, host, accountHost, server.flavour.maria);
    this.engine = new Engine(server.shared, this.around, (name) => this.virtual(name));
  }

  get database(): string | undefined {
    return this.around.database;
  }

  /** Selects a database as USE does. */
  use(name: string): Answer {
    const known = name.toLowerCase() === 'information_schema' || this.server.storage.databases().includes(name);
    if (!this.access.may(name)) return this.access.denied(name);
    if (!known) return mysqlError(1049, '42000', `Unknown database '${name}'`);
    this.around.database = name;
    return { k: 'ok', affected: 0, info: '', database: name };
  }

  end(): void {
    this.engine.finish('rollback');
    this.server.locks.unlock(this);
  }

  private lastError: Extract<Answer, { k: 'error' }> | undefined;

  /** Runs one statement, which waits for those that hold its rows or tables. */
  async run(source: string): Promise<Answer> {
    const answer = await this.patiently(source);
    if (answer.k === 'error') this.lastError = answer;
    else if (!/^\s*show\s+(warnings|errors)\b/i.test(source) && (!/^\s*select\b/i.test(source) || /\bfrom\b/i.test(source))) this.lastError = undefined;
    return answer;
  }

  private async patiently(source: string): Promise<Answer> {
    const limitMs = Number(this.system.get('innodb_lock_wait_timeout')) * 1000;
    for (;;) {
      const answer = await whenFree(this.engine.storage, () => this.answer(source), (end) => Promise.race([end.then(() => true), unlessInterrupted(() => this.sys.sleep(limitMs)).then(() => false)]));
      if (answer === 'tables held') {
        await this.server.locks.change();
        continue;
      }
      if (!(answer instanceof GaveUp)) return answer;
      if (answer.why === 'late') return mysqlError(1205, 'HY000', 'Lock wait timeout exceeded; try restarting transaction');
      this.engine.finish('rollback');
      return mysqlError(1213, '40001', 'Deadlock found when trying to get lock; try restarting transaction');
    }
  }

  private answer(source: string): Answer | 'tables held' {
    const sql = source.trim().replace(/;\s*$/, '').trim();
    this.server.questions++;
    this.current = sql;
    try {
      if (tokenize(sql, 'mysql').length === 1) return sql.includes('/*') || sql.startsWith('--') || sql.startsWith('#') ? ok() : mysqlError(1065, '42000', 'Query was empty');
      return this.administer(stripComments(sql)) ?? this.outcome(sql);
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      if (!(error instanceof SqlError)) throw error;
      if (error.fault.kind === 'no-database' && /^drop\b/i.test(sql)) return mysqlError(1008, 'HY000', `Can't drop database '${error.fault.database}'; database doesn't exist`);
      if (error.fault.kind === 'no-column' && error.fault.clause === 'field list' && /^update\b/i.test(sql) && this.server.flavour.maria) return explain({ ...error.fault, clause: 'SET' }, true);
      if (error.fault.kind === 'null' && /^alter\b/i.test(sql)) return this.server.flavour.maria ? mysqlError(1265, '01000', `Data truncated for column '${error.fault.column}' at row 1`) : mysqlError(1138, '22004', 'Invalid use of NULL value');
      const target = /^(?:insert\s+(?:ignore\s+)?into|replace\s+into|update)\s+`?(\w+)/i.exec(sql)?.[1];
      return explain(error.fault, this.server.flavour.maria, this.around.database, target);
    } finally {
      this.current = '';
    }
  }

  private outcome(sql: string): Answer | 'tables held' {
    const statement = parseStatement(sql, 'mysql');
    const refusal = this.access.statement(statement, this.around.database, (database, table) => this.engine.storage.isTemporary(database, table));
    if (refusal) return refusal;
    const uses = usesOf(statement, this.around.database).filter(([name]) => !this.engine.storage.isTemporary(name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)));
    const locked = this.server.locks.refusal(this, uses);
    if (locked) return locked;
    if (this.server.locks.isBlocked(this, uses)) return 'tables held';
    if (endsTransaction(statement)) this.engine.finish('commit');
    if (statement.k === 'begin') this.server.locks.unlock(this);
    else if (!this.engine.inTransaction && !this.system.isOn('autocommit') && uses.length > 0 && !endsTransaction(statement)) this.engine.run({ k: 'begin', isolation: undefined });
    const result: Outcome = this.engine.run(statement);
    this.around.rowCount = result.k === 'rows' ? -1 : result.affected;
    if (result.k === 'rows') this.around.foundRows = result.rows.length;
    if (result.k === 'rows') return { k: 'rows', columns: result.columns.map((column) => ({ name: column.name, numeric: isNumeric(column.type), notNull: column.notNull === true })), rows: result.rows.map((row) => row.map((value, i) => valueText(value, result.columns[i]!.type))) };
    if (statement.k === 'drop-database' && statement.name === this.around.database) this.around.database = undefined;
    if (statement.k === 'update') return ok(result.affected, `Rows matched: ${result.matched}  Changed: ${result.changed}  Warnings: 0`);
    if (statement.k === 'insert' && ((statement.rows?.length ?? 0) > 1 || statement.query)) return ok(result.affected, `Records: ${result.matched}  Duplicates: ${result.duplicates}  Warnings: ${result.duplicates}`);
    if (statement.k === 'alter' || statement.k === 'create-index') return ok(result.affected, `Records: ${result.affected}  Duplicates: 0  Warnings: 0`);
    return ok(result.affected);
  }

  /** Statements that aren't SQL's own: SHOW, USE, SET, accounts. Undefined for all others. */
  private administer(sql: string): Answer | 'tables held' | undefined {
    const match = (pattern: string) => new RegExp(`^${pattern}$`, 'is').exec(sql);
    let found: RegExpExecArray | null;
    if ((found = match('use\\s+(\\S+)'))) return this.use(unquote(found[1]!));
    if ((found = match(`prepare\\s+(\\w+)\\s+from\\s+('(?:[^'\\\\]|\\\\.|'')*'|"[^"]*"|@\\w+)`))) {
      const text = found[2]!.startsWith('@') ? String(this.variables.get(found[2]!.toLowerCase()) ?? '') : unquote(found[2]!);
      this.prepared.set(found[1]!.toLowerCase(), text);
      return ok(0, 'Statement prepared');
    }
    if ((found = match('execute\\s+(\\w+)(?:\\s+using\\s+(.*))?'))) return this.execute(found[1]!, found[2]);
    if ((found = match('(?:deallocate|drop)\\s+prepare\\s+(\\w+)'))) return this.prepared.delete(found[1]!.toLowerCase()) ? ok() : mysqlError(1243, 'HY000', `Unknown prepared statement handler (${found[1]}) given to DEALLOCATE PREPARE`);
    if ((found = match('rename\\s+table\\s+(\\S+)\\s+to\\s+(\\S+)'))) return this.outcome(`alter table ${found[1]} rename to ${found[2]}`);
    if ((found = match('call\\s+([\\w.`]+).*'))) return mysqlError(1305, '42000', `PROCEDURE ${this.around.database ?? ''}.${unquote(found[1]!)} does not exist`);
    if ((found = match('set\\s+(?!(?:default\\s+)?role\\b)(.*)'))) return this.set(found[1]!);
    if ((found = match('lock\\s+tables?\\s+(.*)'))) return this.lockTables(found[1]!);
    if (match('unlock\\s+tables?')) {
      this.server.locks.unlock(this);
      return ok();
    }
    if (match('flush\\b.*')) return this.access.server('RELOAD') ?? ok();
    if ((found = match('(optimize|analyze)\\s+table\\s+(\\S+)'))) return this.maintain(found[1]!.toLowerCase(), found[2]!);
    if (match('shutdown')) {
      const refusal = this.access.server('SHUTDOWN');
      if (refusal) return refusal;
      this.server.shutdown(this.user);
      return ok();
    }
    if ((found = match(`(create|alter)\\s+user\\s+(if\\s+(?:not\\s+)?exists\\s+)?${USER}${SECRET}.*`))) return this.account(found[1]!.toLowerCase() === 'create', found[2] !== undefined, unquote(found[3]!), unquote(found[4] ?? '%'), found[5]);
    if ((found = match(`drop\\s+user\\s+(if\\s+exists\\s+)?${USER}`))) {
      const [user, host] = [unquote(found[2]!), unquote(found[3] ?? '%')];
      const refusal = this.access.server('CREATE USER');
      if (refusal) return refusal;
      if (!this.server.accounts.exists(user, host)) return found[1] ? ok() : mysqlError(1396, 'HY000', `Operation DROP USER failed for '${user}'@'${host}'`);
      this.server.accounts.drop(user, host);
      return ok();
    }
    if ((found = match(`revoke\\s+all(?:\\s+privileges)?\\s*,\\s*grant\\s+option\\s+from\\s+${USER}`))) return this.revokeAll(unquote(found[1]!), unquote(found[2] ?? '%'));
    if ((found = match(`(grant|revoke)\\s+(.+?)\\s+on\\s+(?:table\\s+)?(\\S+)()\\s+(?:to|from)\\s+${USER}${SECRET}(.*)`))) return this.grant(found, sql);
    if ((found = match('((?:grant|revoke)\\b|(?:create|drop|set|set\\s+default)\\s+role\\b).*'))) return mysqlError(1235, '42000', `dockyard: ${/^(grant|revoke)/i.test(sql) ? `${found[1]!.toUpperCase()} of roles` : found[1]!.toUpperCase().replace(/\s+/g, ' ')} is not simulated`);
    if ((found = match('(?:desc|describe|explain|show\\s+(?:full\\s+)?(?:columns|fields)\\s+(?:from|in))\\s+(\\S+)')) && !/^(select|update|delete|insert)$/i.test(found[1]!)) {
      const table = this.named(found[1]!);
      return rows(['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'], describeRows(table, this.server.flavour.maria));
    }
    if ((found = match(`(${NOT_SIMULATED})\\b.*`))) return mysqlError(1235, '42000', `dockyard: ${found[1]!.toUpperCase().replace(/\s+/g, ' ')} is not simulated`);
    if (match('explain\\b.*')) return mysqlError(1235, '42000', 'dockyard: EXPLAIN of a statement is not simulated');
    return match('show\\b.*') ? this.show(match) : undefined;
  }

  /** SET of variables: each of a list by itself. */
  private set(source: string): Answer {
    const level = /^(?:(global|session|local)\s+)?transaction\s+(.*)$/is.exec(source);
    if (level) return this.setTransaction(level[1]?.toLowerCase(), level[2]!);
    const later: (() => void)[] = [];
    for (const part of splitList(source)) {
      const [, own, given] = /^(@[\w.$]+)\s*:?=\s*(.*)$/s.exec(part) ?? [];
      if (own !== undefined) {
        const value = this.valueOf(given!) ?? null;
        later.push(() => this.variables.set(own.toLowerCase(), value));
        continue;
      }
      if (/^(names|character\s+set|charset)\b/i.test(part)) continue;
      const password = new RegExp(`^password(?:\\s+for\\s+${USER})?\\s*=\\s*(?:password\\s*\\(\\s*)?('(?:[^'\\\\]|\\\\.|'')*'|"[^"]*")\\s*\\)?$`, 'is').exec(part);
      if (password) return this.account(false, false, password[1] === undefined ? this.user : unquote(password[1]), password[1] === undefined ? this.accountHost : unquote(password[2] ?? '%'), password[3]);
      const [, scope = 'session', name = '', expression = ''] = /^(?:@@(?=\w+\.)|@@)?(?:(global|session|local|persist)(?:\s+|\.)(?:@@)?)?\s*([\w.`]+)\s*:?=\s*(.*)$/is.exec(part) ?? [];
      const isGlobal = /^(global|persist)$/i.test(scope);
      if (isGlobal) {
        const refusal = this.access.server('SUPER', this.server.flavour.maria ? 'SUPER' : 'SUPER or SYSTEM_VARIABLES_ADMIN');
        if (refusal) return refusal;
      }
      if (name === '') throw new SqlError({ kind: 'syntax', near: part, at: 0, line: 1 });
      const variable = unquote(name).toLowerCase();
      const refusal = this.system.set(variable, this.valueOf(expression), isGlobal ? 'global' : 'session');
      if (refusal) return refusal;
      if (variable === 'autocommit' && this.system.isOn('autocommit') && this.engine.inTransaction) this.engine.finish('commit');
      if (variable === 'transaction_isolation' || variable === 'tx_isolation') this.engine.isolation = isolationOf(String(this.system.get(variable)).replaceAll('-', ' ')) ?? this.engine.isolation;
      this.around.ignoresForeignKeys = !this.system.isOn('foreign_key_checks');
    }
    // Each expression sees the variables as they were before.
    for (const assign of later) assign();
    return ok();
  }

  /** What SET gives a variable: an expression, or a word that stands for itself; undefined for DEFAULT. */
  private valueOf(expression: string): Value | undefined {
    if (/^default$/i.test(expression)) return undefined;
    if (/^[a-z][\w-]*$/i.test(expression) && !/^(null|true|false)$/i.test(expression)) return expression;
    const result = this.engine.run(parseStatement(`select ${expression}`, 'mysql'));
    return result.k === 'rows' ? (result.rows[0]?.[0] ?? undefined) : undefined;
  }

  private setTransaction(scope: string | undefined, text: string): Answer {
    const isolation = isolationOf(text);
    if (!isolation) return ok();
    const name = this.server.flavour.maria ? 'tx_isolation' : 'transaction_isolation';
    if (scope === undefined && this.engine.inTransaction) return mysqlError(1568, '25001', "Transaction characteristics can't be changed while a transaction is in progress");
    if (scope === 'global') return this.system.set(name, isolation.toUpperCase().replace(' ', '-'), 'global') ?? ok();
    this.engine.isolation = isolation;
    return (scope === undefined ? undefined : this.system.set(name, isolation.toUpperCase().replace(' ', '-'), 'session')) ?? ok();
  }

  /** LOCK TABLES a READ, b AS c WRITE. */
  private lockTables(source: string): Answer | 'tables held' {
    const tables: [string, 'read' | 'write'][] = [];
    for (const part of splitList(source)) {
      const [, name, mode] = /^(\S+)(?:\s+(?:as\s+)?\S+)?\s+(?:low_priority\s+)?(read|write)(?:\s+local)?$/is.exec(part) ?? [];
      if (name === undefined) throw new SqlError({ kind: 'syntax', near: part, at: 0, line: 1 });
      const table = this.named(name);
      const [, database = this.around.database!] = splitName(name).reverse();
      if (!this.engine.storage.isTemporary(database, table.name)) tables.push([`${database}.${table.name}`, mode!.toLowerCase() as 'read' | 'write']);
    }
    if (this.server.locks.isBlocked(this, tables)) return 'tables held';
    this.engine.finish('commit');
    this.server.locks.lock(this, tables);
    return ok();
  }

  /** EXECUTE: the statement with the variables' values in the places of its question marks. */
  private execute(name: string, using: string | undefined): Answer | 'tables held' {
    const text = this.prepared.get(name.toLowerCase());
    if (text === undefined) return mysqlError(1243, 'HY000', `Unknown prepared statement handler (${name}) given to EXECUTE`);
    const values = (using ?? '').split(',').map((each) => each.trim().toLowerCase()).filter(Boolean).map((each) => this.variables.get(each) ?? null);
    const marks = tokenize(text, 'mysql').filter((token) => token.kind === 'mark' && token.text === '?');
    if (marks.length !== values.length) return mysqlError(1210, 'HY000', 'Incorrect arguments to EXECUTE');
    let sql = text;
    for (const [i, mark] of [...marks.entries()].reverse()) {
      const value = values[i]!;
      const literal = value === null ? 'NULL' : typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);
      sql = sql.slice(0, mark.at) + literal + sql.slice(mark.end);
    }
    return this.answer(sql);
  }

  private account(create: boolean, lenient: boolean, user: string, host: string, secret: string | undefined): Answer {
    const isOwn = !create && !this.server.flavour.maria && user === this.user && host === this.accountHost;
    const refusal = isOwn ? undefined : this.access.server('CREATE USER');
    if (refusal) return refusal;
    const there = this.server.accounts.exists(user, host);
    if (there === create) return lenient ? ok() : mysqlError(1396, 'HY000', `Operation ${create ? 'CREATE' : 'ALTER'} USER failed for '${user}'@'${host}'`);
    if (create || secret !== undefined) this.server.accounts.set(user, host, secret === undefined ? '' : unquote(secret));
    return ok();
  }

  private grant(found: RegExpExecArray, source: string): Answer {
    const [, verb, privileges = '', on = '', , who = '', at, secret, rest = ''] = found;
    if (/^\s*,/.test(rest)) return mysqlError(1235, '42000', 'dockyard: GRANT and REVOKE for several accounts at once are not simulated');
    const [table, database = this.around.database] = splitName(on).reverse();
    if (database === undefined) throw new SqlError({ kind: 'none-selected' });
    const { accounts, flavour, storage } = this.server;
    const statement = { grants: verb!.toLowerCase() === 'grant', privileges, database, table: table!, to: { user: unquote(who), host: unquote(at ?? '%'), password: secret === undefined ? undefined : unquote(secret) }, withOption: /\bwith\s+grant\s+option\b/i.test(rest) };
    return runGrant(statement, { accounts, access: this.access, maria: flavour.maria, version: flavour.version, database: this.around.database, account: { user: this.user, host: this.accountHost }, isTable: (where, name) => storage.databases().includes(where) && storage.tables(where).some((each) => each.name === name) }, source);
  }

  /** REVOKE ALL PRIVILEGES, GRANT OPTION FROM …: everything, everywhere. */
  private revokeAll(user: string, host: string): Answer {
    const refusal = this.access.server('CREATE USER');
    if (refusal) return refusal;
    if (!this.server.accounts.exists(user, host)) return mysqlError(1269, 'HY000', "Can't revoke all privileges for one or more of the requested users");
    for (const grant of this.server.accounts.grants(user, host)) this.server.accounts.write(user, host, { ...grant, privileges: [] });
    return ok();
  }

  /** OPTIMIZE and ANALYZE TABLE, as InnoDB answers them. */
  private maintain(what: string, name: string): Answer {
    const table = this.named(name);
    const [, database = this.around.database!] = splitName(name).reverse();
    const refusal = this.access.table(['SELECT', 'INSERT'], database, table.name);
    if (refusal) return refusal;
    const note = what === 'optimize' ? [['note', 'Table does not support optimize, doing recreate + analyze instead']] : this.server.flavour.maria ? [['status', 'Engine-independent statistics collected']] : [];
    return rows(['Table', 'Op', 'Msg_type', 'Msg_text'], [...note, ['status', 'OK']].map((each) => [`${database}.${table.name}`, what, ...each]));
  }

  private named(name: string, command = 'SELECT'): Table {
    const parts = splitName(name);
    const wanted: TableName = parts.length > 1 ? { database: parts[0], name: parts[1]!, at: 0 } : { database: undefined, name: parts[0]!, at: 0 };
    const database = wanted.database ?? this.around.database;
    if (database !== undefined && !this.engine.storage.isTemporary(database, wanted.name) && !this.access.may(database, wanted.name)) throw new Refused(this.access.refused(command, database, wanted.name));
    return this.engine.find(wanted) ?? (() => { throw new SqlError({ kind: 'no-table', database: wanted.database ?? this.around.database ?? '', table: wanted.name }); })();
  }

  private visible(): string[] {
    const all = [...new Set([...SYSTEM_DATABASES, ...this.server.storage.databases()])].sort();
    return all.filter((name) => this.access.may(name) || (name === 'performance_schema' && !this.server.flavour.maria));
  }

  private show(match: (pattern: string) => RegExpExecArray | null): Answer {
    const like = "(?:\\s+like\\s+('[^']*'|\"[^\"]*\"))?";
    let found: RegExpExecArray | null;
    if ((found = match(`show\\s+(?:databases|schemas)${like}`))) {
      const test = likeTest(found[1]);
      return rows([found[1] === undefined ? 'Database' : `Database (${unquote(found[1])})`], this.visible().filter(test).map((name) => [name]));
    }
    if ((found = match(`show\\s+(full\\s+)?tables(?:\\s+(?:from|in)\\s+(\\S+?))?${like}`))) {
      const database = found[2] === undefined ? this.around.database : unquote(found[2]);
      if (database === undefined) throw new SqlError({ kind: 'none-selected' });
      if (!this.access.may(database)) return this.access.denied(database);
      if (!this.server.storage.databases().includes(database)) throw new SqlError({ kind: 'no-database', database });
      const tables = this.server.storage.tables(database).filter((table) => this.access.may(database, table.name) && likeTest(found![3])(table.name));
      const heading = `Tables_in_${database}${found[3] === undefined ? '' : ` (${unquote(found[3])})`}`;
      return found[1] ? rows([heading, 'Table_type'], tables.map((table) => [table.name, table.view === undefined ? 'BASE TABLE' : 'VIEW'])) : rows([heading], tables.map((table) => [table.name]));
    }
    if ((found = match('show\\s+create\\s+table\\s+(\\S+)'))) {
      const table = this.named(found[1]!, this.server.flavour.maria ? 'SHOW' : 'SELECT');
      return rows(['Table', 'Create Table'], [[table.name, createText(table, this.server.flavour.maria)]]);
    }
    if ((found = match('show\\s+create\\s+(?:database|schema)\\s+(\\S+)'))) {
      const name = unquote(found[1]!);
      if (!this.visible().includes(name)) throw new SqlError({ kind: 'no-database', database: name });
      return rows(['Database', 'Create Database'], [[name, `CREATE DATABASE \`${name}\` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci */ /*!80016 DEFAULT ENCRYPTION='N' */`]]);
    }
    if ((found = match(`show\\s+(?:global\\s+|session\\s+)?variables${like}`))) {
      const test = likeTest(found[1]);
      return rows(['Variable_name', 'Value'], this.system.listed(/^show\s+global/i.test(this.current) ? 'global' : 'session').filter(([name]) => test(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    if ((found = match(`show\\s+(?:global\\s+|session\\s+)?status${like}`))) {
      const test = likeTest(found[1]);
      const facts: [string, number][] = [['Connections', this.id], ['Questions', this.server.questions], ['Threads_connected', this.server.sessions.size], ['Threads_running', 1], ['Uptime', Math.floor((this.around.now() - this.server.startedAt) / 1000)]];
      return rows(['Variable_name', 'Value'], facts.filter(([name]) => test(name)).map(([name, value]) => [name, String(value)]));
    }
    if (match('show\\s+(?:full\\s+)?processlist')) return rows(['Id', 'User', 'Host', 'db', 'Command', 'Time', 'State', 'Info'], [...this.server.sessions].map((each) => [String(each.id), each.user, each.host, each.database ?? null, each.current === '' ? 'Sleep' : 'Query', '0', each.current === '' ? '' : 'init', each.current || null]), ['Id', 'Time']);
    if ((found = match(`show\\s+grants(?:\\s+for\\s+(?:current_user(?:\\(\\))?|${USER}))?`))) {
      const user = found[1] === undefined ? this.user : unquote(found[1]);
      const host = found[1] === undefined ? this.accountHost : unquote(found[2] ?? '%');
      if ((user !== this.user || host !== this.accountHost) && !this.access.has('SELECT', 'mysql')) return this.access.denied('mysql');
      if (!this.server.accounts.exists(user, host)) return mysqlError(1141, '42000', `There is no such grant defined for user '${user}' on host '${host}'`);
      return rows([`Grants for ${user}@${host}`], grantLines(this.server.accounts, user, host).map((line) => [line]));
    }
    if ((found = match('show\\s+(?:index|indexes|keys)\\s+(?:from|in)\\s+(\\S+)'))) {
      const table = this.named(found[1]!);
      return rows(indexColumns(this.server.flavour.maria), indexRows(table, this.server.flavour.maria), ['Non_unique', 'Seq_in_index', 'Cardinality', 'Sub_part']);
    }
    if (match('show\\s+(warnings|errors)')) return rows(['Level', 'Code', 'Message'], this.lastError ? [['Error', String(this.lastError.code), this.lastError.message]] : [], ['Code']);
    if (match('show\\s+(?:storage\\s+)?engines')) return rows(['Engine', 'Support', 'Comment', 'Transactions', 'XA', 'Savepoints'], this.server.flavour.maria ? MARIA_ENGINES : MYSQL_ENGINES);
    if ((found = match(`show\\s+(?:charset|character\\s+set)${like}`))) return rows(['Charset', 'Description', 'Default collation', 'Maxlen'], charsets(this.server.flavour.maria).filter(([name]) => likeTest(found![1])(name!)), ['Maxlen']);
    return mysqlError(1235, '42000', 'dockyard: this SHOW statement is not simulated');
  }

  /** information_schema's tables that people ask for. */
  private virtual(name: TableName): QueryResult | undefined {
    if ((name.database ?? this.around.database)?.toLowerCase() !== 'information_schema') return undefined;
    const table = (names: string[], values: Value[][]): QueryResult => ({ columns: names.map((each) => ({ name: each, type: each === 'TABLE_ROWS' || each === 'ORDINAL_POSITION' ? BIGINT : TEXT })), rows: values });
    const all = this.visible().flatMap((database) => (this.server.storage.databases().includes(database) ? this.server.storage.tables(database).map((each) => ({ database, each })) : []));
    switch (name.name.toLowerCase()) {
      case 'schemata': return table(['CATALOG_NAME', 'SCHEMA_NAME', 'DEFAULT_CHARACTER_SET_NAME'], this.visible().map((database) => ['def', database, 'utf8mb4']));
      case 'tables': return table(['TABLE_SCHEMA', 'TABLE_NAME', 'TABLE_TYPE', 'ENGINE', 'TABLE_ROWS'], all.map(({ database, each }) => [database, each.name, each.view === undefined ? 'BASE TABLE' : 'VIEW', each.view === undefined ? 'InnoDB' : null, each.rows.length]));
      case 'columns': return table(['TABLE_SCHEMA', 'TABLE_NAME', 'COLUMN_NAME', 'ORDINAL_POSITION', 'IS_NULLABLE', 'DATA_TYPE', 'COLUMN_TYPE'], all.flatMap(({ database, each }) => each.def.columns.map((column, i) => [database, each.name, column.name, i + 1, column.notNull ? 'NO' : 'YES', column.type.name, typeText(column.type, this.server.flavour.maria)])));
      default: throw new SqlError({ kind: 'unknown-table', database: 'information_schema', table: name.name });
    }
  }
}

/** Statements that commit what was open before them (MySQL Reference Manual, 15.3.3). */
function endsTransaction(statement: Statement): boolean {
  return ['create-view', 'create-index', 'create-database', 'drop-database', 'drop-index', 'truncate', 'alter', 'drop'].includes(statement.k) || (statement.k === 'create-table' && !statement.temporary);
}

/** Statements of a text, without their semicolons. */
export function splitStatements(source: string): string[] {
  const out: string[] = [];
  for (let rest = source; ; ) {
    const at = statementEnd(rest, 'mysql');
    out.push(at === -1 ? rest : rest.slice(0, at));
    if (at === -1) return out.filter((each) => each.trim() !== '');
    rest = rest.slice(at + 1);
  }
}

/** A statement without the comments in front of it. */
function stripComments(sql: string): string {
  return sql.replace(/^(\s+|--[^\n]*(\n|$)|#[^\n]*(\n|$)|\/\*[^]*?\*\/)*/, '');
}
