import type { Table } from '../sql/table';
import type { Acl } from './database-rights';
import { pgError } from './messages';
import type { PgAnswer } from './protocol';
import type { Rights } from './rights';
import type { Cluster } from './session';

type Kind = 'table' | 'sequence' | 'schema' | 'database';

/** What each kind of object can give, in the order of the letters in an access list. */
const PRIVILEGES: Readonly<Record<Kind, readonly string[]>> = {
  table: ['INSERT', 'SELECT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'],
  sequence: ['SELECT', 'UPDATE', 'USAGE'],
  schema: ['USAGE', 'CREATE'],
  database: ['CREATE', 'TEMPORARY', 'CONNECT'],
};
const LETTERS: Readonly<Record<string, string>> = { INSERT: 'a', SELECT: 'r', UPDATE: 'w', DELETE: 'd', TRUNCATE: 'D', REFERENCES: 'x', TRIGGER: 't', USAGE: 'U', CREATE: 'C', TEMPORARY: 'T', CONNECT: 'c' };

const NAME = String.raw`(?:"[^"]*"|[\w$]+)`;
const unquote = (text: string): string => (text.startsWith('"') ? text.slice(1, -1) : text.toLowerCase());
const list = (text: string): string[] => text.split(',').map((each) => unquote(each.trim()));
const failed = (state: string, message: string): PgAnswer => ({ k: 'error', error: pgError(state, message) });
const unsimulated = (what: string): PgAnswer => failed('0A000', `dockyard: ${what} is not simulated`);

/** Privileges of an access list as psql shows them: `joe=ar/postgres`. */
export function aclText(kind: Kind, acl: Acl, owner: string): string {
  const letters = (privileges: readonly string[]) => PRIVILEGES[kind].filter((each) => privileges.includes(each)).map((each) => LETTERS[each]!).join('');
  const of = (role: string, privileges: readonly string[]) => `${role === 'public' ? '' : role}=${letters(privileges)}/${owner}`;
  const given = Object.entries(acl).filter(([role, privileges]) => role !== owner && privileges.length > 0);
  const open = given.filter(([role]) => role === 'public');
  const own = of(owner, acl[owner] ?? PRIVILEGES[kind]);
  return (kind === 'database' ? [...open.map(([role, each]) => of(role, each)), own] : [own, ...open.map(([role, each]) => of(role, each))]).concat(given.filter(([role]) => role !== 'public').map(([role, each]) => of(role, each))).join('\n');
}

function changed(acl: Acl, roles: readonly string[], privileges: readonly string[], grants: boolean): Acl {
  const next = { ...acl };
  for (const role of roles) {
    const before = next[role] ?? [];
    next[role] = grants ? [...new Set([...before, ...privileges])] : before.filter((each) => !privileges.includes(each));
  }
  return next;
}

/** GRANT and REVOKE of privileges on tables, sequences, the schema and databases. Undefined for other statements. */
export function administerRights(sql: string, { storage, roles, rights }: Cluster, mine: Rights, database: string): PgAnswer | undefined {
  const words = /^(grant|revoke)\s+(?:(?:grant|admin)\s+option\s+for\s+)?(.*)$/is.exec(sql);
  if (!words) return undefined;
  const grants = words[1]!.toLowerCase() === 'grant';
  const tag = words[1]!.toUpperCase();
  const found = new RegExp(`^(.+?)\\s+on\\s+(all\\s+(?:tables|sequences)\\s+in\\s+schema|table|sequence|schema|database)?\\s*(${NAME}(?:\\.${NAME})?(?:\\s*,\\s*${NAME}(?:\\.${NAME})?)*)\\s+${grants ? 'to' : 'from'}\\s+(?:group\\s+)?(${NAME}(?:\\s*,\\s*${NAME})*)(.*)$`, 'is').exec(words[2]!);
  if (!found) return unsimulated(/\son\s/i.test(words[2]!) ? `this ${tag}` : `${tag} of roles`);
  const [, written = '', place = 'table', names = '', who = '', rest = ''] = found;
  if (written.includes('(')) return unsimulated(`${tag} on columns`);
  if (/\bwith\s+grant\s+option\b/i.test(rest) || /^(grant|revoke)\s+grant\s+option/i.test(sql)) return unsimulated('GRANT OPTION');
  const isAll = /^all\s+(tables|sequences)/i.exec(place)?.[1]?.toLowerCase();
  const kind = (isAll?.replace(/s$/, '') ?? place.toLowerCase()) as Kind;
  const wanted = written.split(',').map((each) => each.trim().toUpperCase()).map((each) => (each === 'TEMP' ? 'TEMPORARY' : each));
  const privileges = /^all(\s+privileges)?$/i.test(written.trim()) ? [...PRIVILEGES[kind]] : wanted;
  for (const each of privileges) {
    if (!(each in LETTERS)) return failed('42601', `unrecognized privilege type "${each.toLowerCase()}"`);
    if (!PRIVILEGES[kind].includes(each)) return failed('0LP01', `invalid privilege type ${each} for ${kind === 'table' ? 'relation' : kind}`);
  }
  const to = list(who);
  const schemas = kind === 'schema' || isAll !== undefined ? list(names) : [];
  const other = schemas.find((name) => name !== 'public');
  const tables = storage.tables(database).filter((table) => !table.words);
  const serial = (table: Table): string | undefined => table.def.columns.filter((column) => column.auto).map((column) => `${table.name}_${column.name}_seq`)[0];
  const targets: Table[] = [];
  if (kind === 'table' || kind === 'sequence') {
    if (isAll !== undefined) targets.push(...tables.filter((table) => (kind === 'table' ? !table.sequence : table.sequence ?? serial(table))));
    else for (const name of list(names.replaceAll(/\bpublic\./gi, ''))) {
      const table = tables.find((each) => (kind === 'table' ? each.name === name : serial(each) === name || (each.sequence && each.name === name)));
      if (!table) return failed('42P01', `relation "${name}" does not exist`);
      targets.push(table);
    }
  }
  const databases = kind === 'database' ? list(names) : [];
  const gone = databases.find((name) => !storage.databases().includes(name));
  if (gone !== undefined) return failed('3D000', `database "${gone}" does not exist`);
  if (other !== undefined) return failed('3F000', `schema "${other}" does not exist`);
  const stranger = to.find((name) => name !== 'public' && !roles.find(name));
  if (stranger !== undefined) return failed('42704', `role "${stranger}" does not exist`);
  const foreign = targets.find((table) => !mine.owns(table));
  if (foreign) return failed('42501', `permission denied for ${kind} ${kind === 'sequence' ? serial(foreign) ?? foreign.name : foreign.name}`);
  for (const table of targets) {
    const isSerial = kind === 'sequence' && !table.sequence;
    const field = isSerial ? 'sequenceRights' : 'rights';
    storage.write(database, { ...table, [field]: changed(table[field] ?? {}, to, privileges, grants) });
  }
  if (kind === 'schema') {
    if (!mine.ownsDatabase()) return { k: 'tag', tag, notice: `no privileges ${grants ? 'were granted' : 'could be revoked'} for "public"`, warning: true };
    rights.put(database, { schema: changed(rights.acl(database, 'schema'), to, privileges, grants) });
  }
  for (const name of databases) {
    if (!mine.ownsDatabase(name)) return failed('42501', `permission denied for database ${name}`);
    rights.put(name, { database: changed(rights.acl(name, 'database'), to, privileges, grants) });
  }
  return { k: 'tag', tag, notice: undefined };
}

/** What of a role stands in the way of DROP ROLE, as its DETAIL lists it. */
export function dependencies(name: string, { storage, rights }: Cluster, database: string): string[] {
  const tables = storage.tables(database);
  const holds = (acl: Acl | undefined) => (acl?.[name] ?? []).length > 0;
  return [
    ...storage.databases().filter((each) => rights.owner(each) === name).map((each) => `owner of database ${each}`),
    ...storage.databases().filter((each) => holds(rights.acl(each, 'database'))).map((each) => `privileges for database ${each}`),
    ...(holds(rights.acl(database, 'schema')) ? ['privileges for schema public'] : []),
    ...tables.filter((table) => holds(table.sequenceRights)).map((table) => `privileges for sequence ${table.name}_${table.def.columns.find((column) => column.auto)?.name}_seq`),
    ...tables.filter((table) => holds(table.rights)).map((table) => `privileges for ${table.view === undefined ? 'table' : 'view'} ${table.name}`),
    ...tables.filter((table) => table.owner === name).map((table) => `owner of ${table.view === undefined ? 'table' : 'view'} ${table.name}`),
  ];
}
