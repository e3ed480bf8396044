import type { Access } from './access';
import type { Accounts } from './accounts';
import { mysqlError } from './messages';
import type { Answer } from './packet';
import { ALL, everyPrivilege, GRANT_OPTION, ordered, privilegeList } from './privileges';

/** Whose GRANT it is, and what it may lean on. */
export interface Granter {
  accounts: Accounts;
  access: Access;
  maria: boolean;
  version: string;
  database: string | undefined;
  /** Of the account that grants. */
  account: { user: string; host: string };
  isTable(database: string, table: string): boolean;
}

export interface GrantStatement {
  grants: boolean;
  privileges: string;
  database: string;
  /** `*` for all of them. */
  table: string;
  to: { user: string; host: string; password: string | undefined };
  withOption: boolean;
}

/** The words of a refusal that can't be read further: near the privilege that isn't one. */
const syntax = (maria: boolean, near: string): Answer => mysqlError(1064, '42000', `You have an error in your SQL syntax; check the manual that corresponds to your ${maria ? 'MariaDB' : 'MySQL'} server version for the right syntax to use near '${near}' at line 1`);

/** GRANT and REVOKE of privileges on the server, a database or a table; those of columns aren't simulated. */
export function runGrant(statement: GrantStatement, granter: Granter, source: string): Answer {
  const { accounts, maria } = granter;
  const { database, table, to } = statement;
  const isGlobal = database === '*';
  const listed = privilegeList(statement.privileges, isGlobal, maria);
  if (listed === 'columns') return mysqlError(1235, '42000', 'dockyard: privileges on columns are not simulated');
  if (listed === 'unknown') return syntax(maria, source.slice(source.search(/\son\s/i) + 1).slice(0, 80));
  if (listed === 'global') return mysqlError(1221, 'HY000', 'Incorrect usage of DB GRANT and GLOBAL PRIVILEGES');
  const refusal = mayGrant(listed, statement, granter);
  if (refusal) return refusal;
  if (!accounts.exists(to.user, to.host)) {
    if (!statement.grants) return noGrant(to.user, to.host, table);
    if (to.password === undefined || !(maria || granter.version.startsWith('5.'))) return maria ? mysqlError(1133, '28000', "Can't find any matching row in the user table") : mysqlError(1410, '42000', 'You are not allowed to create a user with GRANT');
    accounts.set(to.user, to.host, to.password);
  }
  const place = table === '*' ? undefined : table;
  const before = accounts.grants(to.user, to.host).find((each) => each.database === database && each.table === place)?.privileges;
  if (statement.grants) {
    if (place !== undefined && !granter.isTable(database, place) && !listed.some((each) => each === ALL || each === 'CREATE')) return mysqlError(1146, '42S02', `Table '${database}.${place}' doesn't exist`);
    const after = [...(before ?? []), ...listed, ...(statement.withOption ? [GRANT_OPTION] : [])];
    accounts.write(to.user, to.host, { database, table: place, privileges: after.includes(ALL) ? [ALL, ...after.filter((each) => each === GRANT_OPTION)] : ordered(after, maria) });
    return { k: 'ok', affected: 0, info: '' };
  }
  if (before === undefined && !isGlobal) return noGrant(to.user, to.host, table);
  const left = listed.includes(ALL) ? (before ?? []).filter((each) => each === GRANT_OPTION) : (before ?? []).flatMap((each) => (each === ALL && listed.some((name) => name !== GRANT_OPTION) ? everyPrivilege(isGlobal, maria) : [each]));
  accounts.write(to.user, to.host, { database, table: place, privileges: left.filter((each) => !listed.includes(each)) });
  return { k: 'ok', affected: 0, info: '' };
}

function noGrant(user: string, host: string, table: string): Answer {
  return table === '*' ? mysqlError(1141, '42000', `There is no such grant defined for user '${user}' on host '${host}'`) : mysqlError(1147, '42000', `There is no such grant defined for user '${user}' on host '${host}' on table '${table}'`);
}

/** Who grants needs the option and the privileges themselves. */
function mayGrant(listed: readonly string[], { database, table }: GrantStatement, { access, account, accounts }: Granter): Answer | undefined {
  const isGlobal = database === '*';
  const place = table === '*' ? undefined : table;
  const where = isGlobal ? undefined : database;
  const missing = listed.filter((each) => each !== GRANT_OPTION && !access.has(each, where, place));
  const isAllowed = access.has(GRANT_OPTION, where, place);
  if (isAllowed && missing.length === 0) return undefined;
  if (isGlobal) return mysqlError(1045, '28000', `Access denied for user '${account.user}'@'${account.host}' (using password: ${accounts.match(account.user, account.host)?.password ? 'YES' : 'NO'})`);
  return place === undefined ? access.denied(database) : access.refused([...missing, ...(isAllowed ? [] : ['GRANT'])].join(', '), database, place);
}

/** SHOW GRANTS: a line for the server, then one for each database and table. */
export function grantLines(accounts: Accounts, user: string, host: string): string[] {
  const name = `\`${user}\`@\`${host}\``;
  const line = (privileges: readonly string[], on: string) => `GRANT ${privileges.filter((each) => each !== GRANT_OPTION).join(', ') || 'USAGE'} ON ${on} TO ${name}${privileges.includes(GRANT_OPTION) ? ' WITH GRANT OPTION' : ''}`;
  const grants = accounts.grants(user, host);
  const global = grants.find((grant) => grant.database === '*');
  return [line(global?.privileges ?? [], '*.*'), ...grants.filter((grant) => grant !== global).map((grant) => line(grant.privileges, `\`${grant.database}\`.${grant.table === undefined ? '*' : `\`${grant.table}\``}`))];
}
