import type { Table } from '../sql/table';
import { aclText } from './grants';
import { describeIndex, describeSequence, describeTable, relationsOf, sizeText } from './describe';
import { pgError } from './messages';
import type { PgAnswer } from './protocol';
import type { Cluster } from './session';

/** What psql's backslash commands look at: a database as one session sees it. */
export interface Catalog {
  cluster: Cluster;
  tables: readonly Table[];
  isTemporary(name: string): boolean;
  owner(table: Table): string;
  /** A table, a view with the columns of its query. */
  withColumns(table: Table): Table;
}

type Cells = (string | null)[][];

const listing = (title: string, names: readonly string[], rows: Cells, count = true): PgAnswer => ({ k: 'listing', title, columns: names.map((name) => ({ name, numeric: false })), rows, footer: [], count });
const complaint = (text: string): PgAnswer => ({ k: 'error', error: pgError('', text) });

/** Whether a name is one that a pattern means: `*` and `?`, and a schema before a dot. */
function matcher(pattern: string | undefined): (name: string) => boolean {
  if (pattern === undefined) return () => true;
  const regex = (text: string) => new RegExp(`^${text.replace(/[.+^${}()|\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
  const dot = pattern.lastIndexOf('.');
  const isHere = dot === -1 || regex(pattern.slice(0, dot)).test('public');
  const wanted = regex(pattern.slice(dot + 1));
  return (name) => isHere && wanted.test(name);
}

function databases({ cluster }: Catalog, wanted: (name: string) => boolean): PgAnswer {
  const { storage, version, rights } = cluster;
  const rows = storage.databases().filter(wanted).map((name) => {
    const owner = rights.owner(name);
    const acl = /^template/.test(name) ? `=c/${owner}\n${owner}=CTc/${owner}` : rights.isChanged(name, 'database') ? aclText('database', rights.acl(name, 'database'), owner) : '';
    return version.major >= 16 ? [name, owner, 'UTF8', 'libc', 'en_US.utf8', 'en_US.utf8', '', '', acl] : [name, owner, 'UTF8', 'en_US.utf8', 'en_US.utf8', '', 'libc', acl];
  });
  return listing('List of databases', version.major >= 16 ? ['Name', 'Owner', 'Encoding', 'Locale Provider', 'Collate', 'Ctype', version.major >= 17 ? 'Locale' : 'ICU Locale', 'ICU Rules', 'Access privileges'] : ['Name', 'Owner', 'Encoding', 'Collate', 'Ctype', 'ICU Locale', 'Locale Provider', 'Access privileges'], rows);
}

function roles({ cluster }: Catalog, wanted: (name: string) => boolean, isPlus: boolean): PgAnswer {
  const hasMembers = cluster.version.major < 16;
  const rows = cluster.roles.all().filter((role) => wanted(role.name)).map((role) => {
    const attributes = [role.superuser ? 'Superuser' : '', role.createRole ? 'Create role' : '', role.createDb ? 'Create DB' : '', role.login ? '' : 'Cannot login', role.name === cluster.owner ? 'Replication, Bypass RLS' : ''].filter(Boolean).join(', ');
    return [role.name, attributes, ...(hasMembers ? ['{}'] : []), ...(isPlus ? [''] : [])];
  });
  return listing('List of roles', ['Role name', 'Attributes', ...(hasMembers ? ['Member of'] : []), ...(isPlus ? ['Description'] : [])], rows, false);
}

/** The owner of a table, index or sequence. */
export function ownerOf({ cluster, tables, owner }: Catalog, name: string, of?: string): string {
  const table = tables.find((each) => each.name === (of ?? name) || each.def.columns.some((column) => column.auto && `${each.name}_${column.name}_seq` === name));
  return table ? owner(table) : cluster.owner;
}

/** What \\dp lists: each relation's access list, empty where nothing was ever given. */
function privileges(catalog: Catalog, wanted: (name: string) => boolean): PgAnswer {
  const { tables } = catalog;
  const rows = relationsOf(tables, 'tvs').filter(([name]) => wanted(name)).map(([name, type]) => {
    const table = tables.find((each) => each.name === name);
    const serial = tables.find((each) => each.def.columns.some((def) => def.auto && `${each.name}_${def.name}_seq` === name));
    const acl = table ? table.rights : serial?.sequenceRights;
    return ['public', name, type, acl ? aclText(type === 'sequence' ? 'sequence' : 'table', acl, ownerOf(catalog, name)) : '', '', ''];
  });
  return listing('Access privileges', ['Schema', 'Name', 'Type', 'Access privileges', 'Column privileges', 'Policies'], rows);
}

/** \d with a name: tables, views, sequences and indexes that match. */
function described({ cluster, tables, isTemporary, withColumns }: Catalog, wanted: (name: string) => boolean, isPlus: boolean): PgAnswer[] {
  const schemaOf = (name: string) => (isTemporary(name) ? 'pg_temp_3' : 'public');
  return relationsOf(tables, 'tvsi').filter(([name]) => wanted(name)).map(([name, type, of]) => {
    const table = tables.find((each) => each.name === (of ?? name));
    if (type === 'sequence') return describeSequence(name, tables);
    if (type === 'index') return describeIndex(table!, name, isPlus);
    return describeTable(withColumns(table!), tables, schemaOf(name), isPlus ? cluster.version.major : undefined);
  });
}

/** \d and its kin that list relations of some kinds. */
function relations(catalog: Catalog, what: string, pattern: string | undefined, isPlus: boolean): PgAnswer {
  const { cluster, tables, isTemporary } = catalog;
  const wanted = matcher(pattern);
  const kinds = what === 'd' ? 'tvs' : what.slice(1);
  const isIndex = kinds === 'i';
  const hasMethod = /[ti]/.test(kinds);
  const rows = relationsOf(tables, kinds).filter(([name]) => wanted(name)).map(([name, type, of]) => {
    const row: (string | null)[] = [isTemporary(of ?? name) ? 'pg_temp_3' : 'public', name, type, ownerOf(catalog, name, of), ...(isIndex ? [of!] : [])];
    if (!isPlus) return row;
    const table = tables.find((each) => each.name === (of ?? name));
    const size = type === 'table' ? sizeText(table!) : type === 'view' ? '0 bytes' : type === 'sequence' ? '8192 bytes' : table!.rows.length === 0 ? '8192 bytes' : '16 kB';
    return [...row, isTemporary(of ?? name) ? 'temporary' : 'permanent', ...(hasMethod ? [{ table: 'heap', index: 'btree' }[type] ?? ''] : []), size, type === 'table' || type === 'view' ? (table!.comment ?? '') : ''];
  });
  const plural = cluster.version.major >= 18 && what !== 'd' ? { t: 'tables', v: 'views', i: 'indexes', s: 'sequences' }[kinds] ?? 'relations' : 'relations';
  if (rows.length === 0) return complaint(pattern === undefined ? `Did not find any ${plural}.` : `Did not find any ${plural === 'relations' ? 'relation' : plural} named "${pattern}".`);
  return listing(`List of ${plural}`, ['Schema', 'Name', 'Type', 'Owner', ...(isIndex ? ['Table'] : []), ...(isPlus ? ['Persistence', ...(hasMethod ? ['Access method'] : []), 'Size', 'Description'] : [])], rows);
}

/** What psql's backslash commands ask of the catalogs; `asked` ends with a plus where more is wanted. */
export function describe(catalog: Catalog, asked: string, pattern: string | undefined): PgAnswer[] {
  const what = asked.replace('+', '');
  const isPlus = asked !== what;
  const wanted = matcher(pattern);
  const { cluster, tables } = catalog;
  switch (what) {
    case 'l': return isPlus ? [complaint('dockyard: \\l+ is not simulated')] : [databases(catalog, wanted)];
    case 'du': case 'dg': return [roles(catalog, wanted, isPlus)];
    case 'dT': return [listing('List of data types', ['Schema', 'Name', 'Description'], tables.filter((table) => table.words && wanted(table.name)).map((table) => ['public', table.name, '']))];
    case 'dp': case 'z': return [privileges(catalog, wanted)];
    case 'ddp': return [listing('Default access privileges', ['Owner', 'Schema', 'Type', 'Access privileges'], [])];
    case 'df': return [listing('List of functions', ['Schema', 'Name', 'Result data type', 'Argument data types', 'Type'], [])];
    case 'db': return isPlus ? [complaint('dockyard: \\db+ is not simulated')] : [listing('List of tablespaces', ['Name', 'Owner', 'Location'], ['pg_default', 'pg_global'].filter(wanted).map((name) => [name, cluster.owner, '']))];
    case 'dn': return [listing('List of schemas', ['Name', 'Owner', ...(isPlus ? ['Access privileges', 'Description'] : [])], wanted('public') ? [['public', 'pg_database_owner', ...(isPlus ? ['pg_database_owner=UC/pg_database_owner\n=U/pg_database_owner', 'standard public schema'] : [])]] : [])];
    case 'dx': return [complaint('dockyard: \\dx is not simulated')];
    default: break;
  }
  if (what !== 'd' || pattern === undefined) return [relations(catalog, what, pattern, isPlus)];
  const found = described(catalog, wanted, isPlus);
  return found.length > 0 ? found : [complaint(`Did not find any relation named "${pattern}".`)];
}
