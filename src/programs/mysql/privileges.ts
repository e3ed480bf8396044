/** Privileges that a database or a table can have, in the order in which SHOW GRANTS lists them. */
const SHARED = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'REFERENCES', 'INDEX', 'ALTER', 'CREATE TEMPORARY TABLES', 'LOCK TABLES', 'EXECUTE', 'CREATE VIEW', 'SHOW VIEW', 'CREATE ROUTINE', 'ALTER ROUTINE', 'EVENT', 'TRIGGER'];

/** Privileges that are the whole server's alone. */
const GLOBAL = ['RELOAD', 'SHUTDOWN', 'PROCESS', 'FILE', 'SHOW DATABASES', 'SUPER', 'REPLICATION SLAVE', 'REPLICATION CLIENT', 'CREATE USER', 'CREATE TABLESPACE'];

export const ALL = 'ALL PRIVILEGES';
export const GRANT_OPTION = 'GRANT OPTION';

/** Every privilege that ALL PRIVILEGES means on the whole server (`isGlobal`) or on a database. */
export function everyPrivilege(isGlobal: boolean, maria: boolean): string[] {
  return [...SHARED, ...(isGlobal ? GLOBAL : []), ...(maria ? ['DELETE HISTORY'] : [])];
}

/** Privileges in the order of SHOW GRANTS, each once. */
export function ordered(privileges: readonly string[], maria: boolean): string[] {
  const order = [ALL, ...everyPrivilege(true, maria), GRANT_OPTION];
  return [...new Set(privileges)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** The privileges that GRANT and REVOKE list, or what is wrong with the list: a name that there isn't, a privilege of the server given on a database, columns. */
export function privilegeList(source: string, isGlobal: boolean, maria: boolean): string[] | 'columns' | 'unknown' | 'global' {
  if (source.includes('(')) return 'columns';
  const names = source.split(',').map((name) => name.trim().replace(/\s+/g, ' ').toUpperCase()).map((name) => (name === 'ALL' ? ALL : name));
  if (names.some((name) => ![ALL, 'USAGE', GRANT_OPTION, ...everyPrivilege(true, maria)].includes(name))) return 'unknown';
  if (!isGlobal && names.some((name) => GLOBAL.includes(name))) return 'global';
  return names.filter((name) => name !== 'USAGE');
}
