import type { Statement, TableName } from '../sql/ast';
import type { Storage, Table } from '../sql/table';
import { firstColumn, tablesRead } from '../sql/walk';
import { pgError } from './messages';
import type { Cluster } from './session';
import type { PgError } from './protocol';
import type { Role } from './roles';

/** What a role may do in a database. Each question is answered with the refusal, in PostgreSQL's words, or undefined. */
export class Rights {
  constructor(private readonly cluster: Cluster, readonly role: Role, private readonly database: string, private readonly storage: Storage = cluster.storage) {}

  private find({ name, database }: TableName): Table | undefined {
    if (database === 'information_schema' || database === 'pg_catalog') return undefined;
    return this.storage.tables(this.database).find((table) => table.name === name);
  }

  owner(table: Table): string {
    return table.owner ?? this.cluster.owner;
  }

  owns(table: Table): boolean {
    return this.role.superuser || this.owner(table) === this.role.name;
  }

  ownsDatabase(database = this.database): boolean {
    return this.role.superuser || this.cluster.rights.owner(database) === this.role.name;
  }

  /** A privilege on a table or, with `isSequence`, on the sequence of its serial column. */
  has(table: Table, privilege: string, isSequence = false): boolean {
    const acl = (isSequence ? table.sequenceRights : table.rights) ?? {};
    return this.owns(table) || [this.role.name, 'public'].some((name) => acl[name]?.includes(privilege));
  }

  /** A privilege on the database or its schema. */
  hasOn(what: 'database' | 'schema', privilege: string): boolean {
    const acl = this.cluster.rights.acl(this.database, what);
    return this.ownsDatabase() || [this.role.name, 'public'].some((name) => acl[name]?.includes(privilege));
  }

  private denied(what: string): PgError {
    return pgError('42501', `permission denied for ${what}`);
  }

  private table(name: TableName, ...privileges: string[]): PgError | undefined {
    const table = this.find(name);
    return !table || privileges.every((each) => this.has(table, each)) ? undefined : this.denied(`${table.view === undefined ? 'table' : 'view'} ${table.name}`);
  }

  private mustOwn(name: TableName): PgError | undefined {
    const table = this.find(name);
    return !table || this.owns(table) ? undefined : pgError('42501', `must be owner of ${table.view === undefined ? 'table' : 'view'} ${table.name}`);
  }

  private creating(name: TableName, temporary = false): PgError | undefined {
    if (temporary) return this.hasOn('database', 'TEMPORARY') ? undefined : pgError('42501', `permission denied to create temporary tables in database "${this.database}"`);
    return this.hasOn('schema', 'CREATE') ? undefined : { ...this.denied('schema public'), position: name.at + 1 };
  }

  /** Everything that the statement's queries read. */
  private reading(...nodes: unknown[]): PgError | undefined {
    return tablesRead(nodes).map((name) => this.table(name, 'SELECT')).find((error) => error !== undefined);
  }

  /** Rows that are found by their columns, or given back, are read. */
  private finding(name: TableName, privilege: string, nodes: unknown[], returning: unknown): PgError | undefined {
    return this.table(name, privilege, ...(firstColumn(nodes) !== undefined || returning !== undefined ? ['SELECT'] : [])) ?? this.reading(...nodes, returning);
  }

  /** What stands in the way of a statement. */
  statement(statement: Statement): PgError | undefined {
    if (this.role.superuser) return undefined;
    if (!this.hasOn('schema', 'USAGE') && tablesRead([statement]).length > 0) return this.denied('schema public');
    switch (statement.k) {
      case 'select': return this.reading(statement) ?? (statement.locks ? tablesRead(statement.from).map((name) => this.table(name, 'UPDATE')).find((error) => error !== undefined) : undefined);
      case 'insert': return this.table(statement.table, 'INSERT', ...(statement.conflict?.update ? ['UPDATE'] : []), ...(statement.returning ? ['SELECT'] : [])) ?? this.reading(statement.query, statement.rows) ?? this.counting(statement);
      case 'update': return this.finding(statement.table, 'UPDATE', [statement.set.map(([, expr]) => expr), statement.where], statement.returning);
      case 'delete': return this.finding(statement.table, 'DELETE', [statement.where], statement.returning);
      case 'truncate': return statement.tables.map((name) => this.table(name, 'TRUNCATE')).find((error) => error !== undefined);
      case 'create-table': return this.creating(statement.table, statement.temporary) ?? this.reading(statement.query) ?? statement.def.foreign.map(({ target }) => this.table({ database: undefined, name: target, at: 0 }, 'REFERENCES')).find((error) => error !== undefined);
      case 'create-view': return this.creating(statement.table) ?? this.reading(statement.query);
      case 'create-index': case 'alter': return this.mustOwn(statement.table);
      case 'drop': return statement.tables.map((name) => this.mustOwn(name)).find((error) => error !== undefined);
      case 'drop-index': {
        const owner = this.cluster.storage.tables(this.database).find((table) => table.def.keys.some((key) => key.name === statement.name));
        return !owner || this.owns(owner) ? undefined : pgError('42501', `must be owner of index ${statement.name}`);
      }
      case 'create-database': return this.role.createDb ? undefined : pgError('42501', 'permission denied to create database');
      case 'drop-database': return !this.cluster.storage.databases().includes(statement.name) || this.ownsDatabase(statement.name) ? undefined : pgError('42501', `must be owner of database ${statement.name}`);
      default: return undefined;
    }
  }

  /** An INSERT that leaves a serial column to its sequence needs that one too. */
  private counting({ table: name, columns }: Extract<Statement, { k: 'insert' }>): PgError | undefined {
    const table = this.find(name);
    const serial = table?.def.columns.find((column) => column.auto === 'serial' && columns !== undefined && !columns.includes(column.name));
    return !serial || this.has(table!, 'USAGE', true) || this.has(table!, 'UPDATE', true) ? undefined : this.denied(`sequence ${table!.name}_${serial.name}_seq`);
  }
}
