import type { ColumnDef } from '../sql/ast';
import { scramble } from '../sql/scramble';
import type { Storage, Table } from '../sql/table';

const column = (name: string): ColumnDef => ({ name, type: { family: 'text', name: 'varchar', size: [255] }, notNull: true, auto: undefined, default: undefined, defaultSource: undefined, onUpdateNow: false, comment: undefined });

function systemTable(name: string, columns: readonly string[], keys: readonly string[]): Table {
  return { name, def: { columns: columns.map(column), keys: [{ kind: 'primary', name: 'PRIMARY', columns: [...keys] }], foreign: [], checks: [] }, rows: [], next: 1, view: undefined, createdAt: 0 };
}

export const SYSTEM_DATABASES = ['information_schema', 'mysql', 'performance_schema', 'sys'];

/** Makes the system database of a new data directory: root at localhost, without a password. */
export function initializeAccounts(storage: Storage, plugin: string): void {
  for (const name of ['mysql', 'performance_schema', 'sys']) storage.createDatabase(name);
  const users = systemTable('user', ['Host', 'User', 'plugin', 'authentication_string'], ['Host', 'User']);
  users.rows.push(['localhost', 'root', plugin, '']);
  if (plugin === 'caching_sha2_password') for (const name of ['mysql.infoschema', 'mysql.session', 'mysql.sys']) users.rows.push(['localhost', name, plugin, '$A$005$THISISACOMBINATIONOFINVALIDSALTANDPASSWORDTHATMUSTNEVERBRBEUSED']);
  storage.write('mysql', users);
  const grants = systemTable('db', ['Host', 'Db', 'User', 'Privileges'], ['Host', 'Db', 'User']);
  grants.rows.push(['localhost', '*', 'root', 'ALL PRIVILEGES']);
  storage.write('mysql', grants);
}

/** Who may connect, and to which databases. */
export class Accounts {
  constructor(private readonly storage: Storage, private readonly plugin: string) {}

  private table(name: string): Table {
    return this.storage.tables('mysql').find((table) => table.name === name)!;
  }

  /** The account that a connection from a host is taken for: the most specific host first. */
  match(user: string, host: string): { host: string; password: string } | undefined {
    const rows = this.table('user').rows.filter((row) => row[1] === user && matches(String(row[0]), host));
    rows.sort((a, b) => Number(a[0] === '%') - Number(b[0] === '%'));
    return rows[0] && { host: String(rows[0][0]), password: String(rows[0][3]) };
  }

  exists(user: string, host: string): boolean {
    return this.table('user').rows.some((row) => row[1] === user && row[0] === host);
  }

  set(user: string, host: string, password: string): void {
    const table = this.table('user');
    this.storage.write('mysql', { ...table, rows: [...table.rows.filter((row) => row[1] !== user || row[0] !== host), [host, user, this.plugin, password === '' ? '' : scramble(password)]] });
  }

  drop(user: string, host: string): void {
    for (const name of ['user', 'db']) {
      const table = this.table(name);
      const at = name === 'user' ? 1 : 2;
      this.storage.write('mysql', { ...table, rows: table.rows.filter((row) => row[at] !== user || row[0] !== host) });
    }
  }

  grant(user: string, host: string, database: string, privileges: string): void {
    const table = this.table('db');
    this.storage.write('mysql', { ...table, rows: [...table.rows.filter((row) => row[2] !== user || row[0] !== host || row[1] !== database), [host, database, user, privileges]] });
  }

  revoke(user: string, host: string, database: string): void {
    const table = this.table('db');
    this.storage.write('mysql', { ...table, rows: table.rows.filter((row) => row[2] !== user || row[0] !== host || row[1] !== database) });
  }

  grants(user: string, host: string): { database: string; privileges: string }[] {
    return this.table('db').rows.filter((row) => row[2] === user && row[0] === host).map((row) => ({ database: String(row[1]), privileges: String(row[3]) }));
  }

  may(user: string, host: string, database: string): boolean {
    return database.toLowerCase() === 'information_schema' || this.grants(user, host).some((grant) => grant.database === '*' || new RegExp(`^${grant.database.replaceAll('\\_', '_').replaceAll('%', '.*')}$`).test(database));
  }
}

function matches(pattern: string, host: string): boolean {
  return new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*')}$`, 'i').test(host);
}
