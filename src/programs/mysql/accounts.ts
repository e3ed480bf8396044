import type { ColumnDef } from '../sql/ast';
import { scramble } from '../sql/scramble';
import type { Storage, Table } from '../sql/table';
import { ALL, everyPrivilege, GRANT_OPTION } from './privileges';

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

/** Privileges in one place: everything (`*`), a database, or a table of it. */
export interface Grant {
  database: string;
  table: string | undefined;
  privileges: readonly string[];
}

/** Who may connect, and what each may do. */
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

  /** Whether anybody may connect from a host. */
  admits(host: string): boolean {
    return this.table('user').rows.some((row) => matches(String(row[0]), host));
  }

  exists(user: string, host: string): boolean {
    return this.table('user').rows.some((row) => row[1] === user && row[0] === host);
  }

  set(user: string, host: string, password: string): void {
    const table = this.table('user');
    this.storage.write('mysql', { ...table, rows: [...table.rows.filter((row) => row[1] !== user || row[0] !== host), [host, user, this.plugin, password === '' ? '' : scramble(password)]] });
  }

  drop(user: string, host: string): void {
    for (const name of ['user', 'db', 'tables_priv']) {
      const table = name === 'tables_priv' ? this.tableGrants : this.table(name);
      if (!table) continue;
      const at = name === 'user' ? 1 : 2;
      this.storage.write('mysql', { ...table, rows: table.rows.filter((row) => row[at] !== user || row[0] !== host) });
    }
  }

  /** What has been given to an account: on the server (`*`), then databases, then tables. */
  grants(user: string, host: string): Grant[] {
    const of = (row: readonly unknown[]) => row[2] === user && row[0] === host;
    const list = (text: unknown) => String(text).split(', ').filter((each) => each !== '' && each !== 'USAGE');
    const databases = this.table('db').rows.filter((row) => of(row) && row[1] !== '').map((row) => ({ database: String(row[1]), table: undefined, privileges: list(row[3]) }));
    const tables = (this.tableGrants?.rows ?? []).filter(of).map((row) => ({ database: String(row[1]), table: String(row[3]), privileges: list(row[4]) }));
    return [...databases, ...tables];
  }

  private get tableGrants(): Table | undefined {
    return this.storage.tables('mysql').find((table) => table.name === 'tables_priv');
  }

  /** Puts what an account may do in one place; nothing there takes the place away. */
  write(user: string, host: string, { database, table: name, privileges }: Grant): void {
    const table = name === undefined ? this.table('db') : (this.tableGrants ?? systemTable('tables_priv', ['Host', 'Db', 'User', 'Table_name', 'Table_priv'], ['Host', 'Db', 'User', 'Table_name']));
    const others = table.rows.filter((row) => row[2] !== user || row[0] !== host || row[1] !== database || (name !== undefined && row[3] !== name));
    const row = name === undefined ? [host, database, user, privileges.join(', ')] : [host, database, user, name, privileges.join(', ')];
    this.storage.write('mysql', { ...table, rows: privileges.length === 0 ? others : [...others, row] });
  }

  private reaching(user: string, host: string, database: string | undefined, table: string | undefined): Grant[] {
    return this.grants(user, host).filter((grant) => grant.database === '*' || (database !== undefined && isLike(grant.database, database) && (grant.table === undefined || grant.table === table)));
  }

  /** Whether an account has a privilege on the server, a database or a table. */
  has(user: string, host: string, privilege: string, database?: string, table?: string): boolean {
    return this.reaching(user, host, database, table).some(({ privileges }) => privileges.includes(privilege) || (privilege === GRANT_OPTION ? user === 'root' : privileges.includes(ALL)));
  }

  /** Whether an account may do anything at all in a database, or with a table of it. */
  may(user: string, host: string, database: string, table?: string): boolean {
    if (database.toLowerCase() === 'information_schema') return true;
    return this.grants(user, host).some((grant) => (grant.database === '*' ? grant.privileges.some((each) => each === ALL || everyPrivilege(false, false).includes(each)) : isLike(grant.database, database)) && (table === undefined || grant.table === undefined || grant.table === table));
  }
}

/** A database's name in a grant is a pattern. */
function isLike(pattern: string, database: string): boolean {
  const source = pattern.replace(/\\[_%]|[%_]|[^\w]/g, (part) => (part === '%' ? '.*' : part === '_' ? '.' : part.length === 2 ? part.slice(1) : `\\${part}`));
  return new RegExp(`^${source}$`).test(database);
}

function matches(pattern: string, host: string): boolean {
  return new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*')}$`, 'i').test(host);
}
