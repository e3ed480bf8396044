import type { PgConnection } from './connect';
import { errorText } from './error-text';
import type { PsqlOptions } from './psql-arguments';
import type { PgAnswer } from './protocol';
import type { PgVersion } from './version';

const DEFAULTS: readonly [string, string][] = [
  ['AUTOCOMMIT', 'on'], ['COMP_KEYWORD_CASE', 'preserve-upper'], ['ECHO', 'none'], ['ECHO_HIDDEN', 'off'], ['ENCODING', 'UTF8'], ['FETCH_COUNT', '0'], ['HIDE_TABLEAM', 'off'], ['HIDE_TOAST_COMPRESSION', 'off'],
  ['HISTCONTROL', 'none'], ['HISTSIZE', '500'], ['IGNOREEOF', '0'], ['LAST_ERROR_MESSAGE', ''], ['LAST_ERROR_SQLSTATE', '00000'], ['ON_ERROR_ROLLBACK', 'off'], ['ON_ERROR_STOP', 'off'],
  ['PROMPT1', '%/%R%x%# '], ['PROMPT2', '%/%R%x%# '], ['PROMPT3', '>> '], ['QUIET', 'off'], ['SHOW_ALL_RESULTS', 'on'], ['SHOW_CONTEXT', 'errors'], ['SINGLELINE', 'off'], ['SINGLESTEP', 'off'], ['VERBOSITY', 'default'],
];

/** Gives psql's own variables their values, those of the command line aside. */
export function setDefaults(variables: Map<string, string>): void {
  for (const [name, value] of DEFAULTS) if (!variables.has(name)) variables.set(name, value);
}

/** What a connection sets. */
export function setConnected({ variables, target }: PsqlOptions, connection: PgConnection, { full: own, banner }: PgVersion): void {
  const number = (version: string): string => {
    const [major = '0', minor = '0'] = version.split(/[. ]/);
    return `${major}${minor.padStart(4, '0')}`;
  };
  for (const [name, value] of [['DBNAME', target.database || target.user], ['USER', target.user], ['HOST', target.host], ['PORT', String(target.port)], ['SERVER_VERSION_NAME', connection.version], ['SERVER_VERSION_NUM', number(connection.version)], ['VERSION', banner], ['VERSION_NAME', own], ['VERSION_NUM', number(own)]] as const) variables.set(name, value);
}

/** What a query leaves behind: ERROR, SQLSTATE, ROW_COUNT and what the last error was. */
export function setOutcome(variables: Map<string, string>, answers: readonly PgAnswer[]): void {
  const last = answers.at(-1);
  if (!last) return;
  const isError = last.k === 'error';
  variables.set('ERROR', String(isError));
  variables.set('SQLSTATE', isError ? last.error.state : '00000');
  variables.set('ROW_COUNT', last.k === 'rows' ? String(last.rows.length) : last.k === 'tag' ? (/ (\d+)$/.exec(last.tag)?.[1] ?? '0') : '0');
  variables.set('LASTOID', '0');
  if (!isError) return;
  variables.set('LAST_ERROR_MESSAGE', last.error.message);
  variables.set('LAST_ERROR_SQLSTATE', last.error.state);
}

export const listed = (variables: ReadonlyMap<string, string>): string => [...variables].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name} = '${value}'\n`).join('');

/** An error in the detail that VERBOSITY asks for. `verbose` lacks where in PostgreSQL's sources it arose. */
export function errorOf(variables: ReadonlyMap<string, string>, error: Extract<PgAnswer, { k: 'error' }>['error'], sql: string, prefix: string): string {
  switch (variables.get('VERBOSITY')) {
    case 'terse': return `${prefix}${error.severity}:  ${error.message}${error.position === undefined ? '' : ` at character ${error.position}`}\n`;
    case 'sqlstate': return `${prefix}${error.severity}:  ${error.state}\n`;
    case 'verbose': return errorText({ ...error, message: `${error.state}: ${error.message}` }, sql, prefix);
    default: return errorText(error, sql, prefix);
  }
}
