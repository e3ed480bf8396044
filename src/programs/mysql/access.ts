import type { Statement, TableName } from '../sql/ast';
import { firstColumn, tablesRead } from '../sql/walk';
import type { Accounts } from './accounts';
import { mysqlError } from './messages';
import type { Answer } from './packet';

/** Privileges that a statement needs on a table; with a column, what it reads there to find its rows. */
export interface Need {
  privileges: string[];
  table: TableName;
  column?: string | undefined;
}

/** What a statement needs, in the order in which MySQL looks (MySQL Reference Manual, Privileges Provided by MySQL). */
export function needsOf(statement: Statement): Need[] {
  const read = (node: unknown): Need[] => tablesRead(node).map((table) => ({ privileges: ['SELECT'], table }));
  const finding = (table: TableName, ...nodes: unknown[]): Need[] => {
    const column = firstColumn(nodes);
    return column === undefined ? [] : [{ privileges: ['SELECT'], table, column }];
  };
  switch (statement.k) {
    case 'select': return read(statement);
    case 'insert': return [{ privileges: ['INSERT', ...(statement.conflict?.update ? ['UPDATE'] : []), ...(statement.mode === 'replace' ? ['DELETE'] : [])], table: statement.table }, ...read([statement.query, statement.rows])];
    case 'update': return [{ privileges: ['UPDATE'], table: statement.table }, ...read([statement.set, statement.where]), ...finding(statement.table, statement.set.map(([, expr]) => expr), statement.where, statement.order)];
    case 'delete': return [{ privileges: ['DELETE'], table: statement.table }, ...read(statement.where), ...finding(statement.table, statement.where, statement.order)];
    case 'create-table': return [{ privileges: [...(statement.query ? ['INSERT'] : []), 'CREATE'], table: statement.table }, ...read(statement.query), ...(statement.like ? [{ privileges: ['SELECT'], table: statement.like }] : [])];
    case 'create-view': return [{ privileges: [...(statement.replace ? ['DROP'] : []), 'CREATE VIEW'], table: statement.table }, ...read(statement.query)];
    case 'create-index': return [{ privileges: ['INDEX'], table: statement.table }];
    case 'drop-index': return statement.table ? [{ privileges: ['INDEX'], table: statement.table }] : [];
    case 'alter': return [{ privileges: [...(statement.changes.some((change) => change.k === 'rename') ? ['DROP'] : []), 'ALTER'], table: statement.table }];
    case 'drop': case 'truncate': return statement.tables.map((table) => ({ privileges: ['DROP'], table }));
    default: return [];
  }
}

/** One connection's rights: each question is answered with the refusal, or undefined where there is none. */
export class Access {
  constructor(private readonly accounts: Accounts, private readonly user: string, private readonly host: string, private readonly accountHost: string, private readonly maria: boolean) {}

  /** ER_DBACCESS_DENIED_ERROR, which names the account's host; the refusals of tables name the connection's. */
  denied(database: string): Answer {
    return mysqlError(1044, '42000', `Access denied for user '${this.user}'@'${this.accountHost}' to database '${database}'`);
  }

  has(privilege: string, database?: string, table?: string): boolean {
    return this.accounts.has(this.user, this.accountHost, privilege, database, table);
  }

  /** Whether anything at all may be done in a database, or with a table of it. */
  may(database: string, table?: string): boolean {
    return this.accounts.may(this.user, this.accountHost, database, table);
  }

  /** A privilege of the server itself; `names` as the refusal gives them. */
  server(privilege: string, names = privilege): Answer | undefined {
    return this.has(privilege) ? undefined : mysqlError(1227, '42000', `Access denied; you need (at least one of) the ${names} privilege(s) for this operation`);
  }

  table(privileges: readonly string[], database: string, table: string, column?: string): Answer | undefined {
    if (database.toLowerCase() === 'information_schema') return undefined;
    const missing = privileges.filter((privilege) => !this.has(privilege, database, table));
    if (missing.length === 0) return undefined;
    if (column !== undefined) return mysqlError(1143, '42000', `${missing.join(', ')} command denied to user '${this.user}'@'${this.host}' for column '${column}' in table '${table}'`);
    return this.refused(missing.join(', '), database, table);
  }

  refused(command: string, database: string, table: string): Answer {
    return mysqlError(1142, '42000', `${command} command denied to user '${this.user}'@'${this.host}' for table ${this.maria ? `\`${database}\`.\`${table}\`` : `'${table}'`}`);
  }

  /** What stands in the way of a statement in a database. */
  statement(statement: Statement, database: string | undefined, isTemporary: (database: string, table: string) => boolean): Answer | undefined {
    if (statement.k === 'create-database' || statement.k === 'drop-database') return this.has(statement.k === 'create-database' ? 'CREATE' : 'DROP', statement.name) ? undefined : this.denied(statement.name);
    for (const { privileges, table, column } of needsOf(statement)) {
      const where = table.database ?? database;
      if (statement.k === 'create-table' && statement.temporary && table === statement.table) {
        if (where !== undefined && !this.has('CREATE TEMPORARY TABLES', where)) return this.denied(where);
        continue;
      }
      const refusal = where === undefined || isTemporary(where, table.name) ? undefined : this.table(privileges, where, table.name, column);
      if (refusal) return refusal;
    }
    return undefined;
  }
}
