import type { SqlFault } from '../sql/error';
import { typeName } from '../sql/functions';
import type { PgError } from './protocol';

export function pgError(state: string, message: string, more: Partial<PgError> = {}): PgError {
  return { severity: 'ERROR', state, message, detail: undefined, hint: undefined, context: undefined, position: undefined, ...more };
}

/** Where a word stands in the statement, for the caret under it. */
function place(sql: string, word: string): number | undefined {
  const at = new RegExp(`(?<![\\w])"?${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`, 'i').exec(sql)?.index;
  return at === undefined ? undefined : at + 1;
}

/** Where a text stands in the statement. */
function literal(sql: string, value: string): number | undefined {
  const at = sql.indexOf(`'${value.replaceAll("'", "''")}'`);
  return at === -1 ? undefined : at + 1;
}

/** What PostgreSQL finds wrong in a text that is no JSON: its first word that fits nowhere. */
function badJson(value: string, sql: string): PgError {
  const token = /^\s*([^\s,:[\]{}"]+)/.exec(value)?.[1];
  const detail = value.trim() === '' ? 'The input string ended unexpectedly.' : token === undefined ? undefined : `Token "${token}" is invalid.`;
  return pgError('22P02', 'invalid input syntax for type json', { position: literal(sql, value), detail, context: token === undefined ? undefined : `JSON data, line 1: ${token}${value.trim() === token ? '' : '...'}` });
}

/** A refusal in PostgreSQL's words and SQLSTATEs (PostgreSQL documentation, appendix A); `whole` is the statement with its semicolon. */
export function explain(fault: SqlFault, sql: string, whole = sql): PgError {
  const row = (values: readonly string[]) => `Failing row contains (${values.join(', ')}).`;
  switch (fault.kind) {
    case 'syntax': return fault.near === '' && sql.trimEnd() !== whole.trimEnd() ? pgError('42601', 'syntax error at or near ";"', { position: sql.length + 1 }) : fault.near === '' ? pgError('42601', 'syntax error at end of input', { position: sql.length + 1 }) : fault.near.startsWith("'") && !fault.near.endsWith("'") ? pgError('42601', `unterminated quoted string at or near "${fault.near}"`, { position: fault.at + 1 }) : pgError('42601', `syntax error at or near "${fault.near}"`, { position: fault.at + 1 });
    case 'no-table': return pgError('42P01', `relation "${fault.table}" does not exist`, { position: /^\s*(create|alter)\s+table\b/i.test(sql) && !/\bas\b/i.test(sql) ? undefined : place(sql, fault.table) });
    case 'unknown-table': return pgError('42P01', `table "${fault.table}" does not exist`);
    case 'table-exists': return pgError('42P07', `relation "${fault.table}" already exists`);
    case 'no-column': return pgError('42703', fault.table === undefined ? `column "${fault.column}" does not exist` : `column ${fault.table}.${fault.column} does not exist`, { position: place(sql, fault.table ?? fault.column) });
    case 'table-column': if (/^\s*alter\b/i.test(sql) && fault.table !== 'key') return pgError('42703', `column "${fault.column}" of relation "${fault.table}" does not exist`);
      return fault.table === 'key' ? pgError('42703', `column "${fault.column}" named in key does not exist`, { position: place(sql, fault.column) }) : pgError('42703', `column "${fault.column}" of relation "${fault.table}" does not exist`, { position: place(sql, fault.column) });
    case 'ambiguous': return pgError('42702', `column reference "${fault.column}" is ambiguous`, { position: place(sql, fault.column) });
    case 'missing-from': return pgError('42P01', `missing FROM-clause entry for table "${fault.table}"`, { position: place(sql, fault.table) });
    case 'duplicate-column': return pgError('42701', fault.table === undefined ? `column "${fault.column}" specified more than once` : `column "${fault.column}" of relation "${fault.table}" already exists`);
    case 'has-nulls': return pgError('23502', `column "${fault.column}" of relation "${fault.table}" contains null values`);
    case 'broken-check': return pgError('23514', `check constraint "${fault.constraint}" of relation "${fault.table}" is violated by some row`);
    case 'duplicate-key': return pgError('23505', `duplicate key value violates unique constraint "${fault.key}"`, { detail: `Key (${fault.columns.join(', ')})=(${fault.values.join(', ')}) already exists.` });
    case 'null': case 'no-default': return pgError('23502', `null value in column "${fault.column}" of relation "${fault.table}" violates not-null constraint`, { detail: row(fault.row) });
    case 'column-count': return pgError('42601', fault.more ? 'INSERT has more expressions than target columns' : 'INSERT has more target columns than expressions', { position: fault.at === undefined ? undefined : fault.at + 1 });
    case 'no-database': return pgError('3D000', `database "${fault.database}" does not exist`);
    case 'database-exists': return pgError('42P04', `database "${fault.database}" already exists`);
    case 'none-selected': return pgError('3D000', 'no database selected');
    case 'no-function': return pgError('42883', `function ${fault.name} does not exist`, { position: place(sql, fault.name.replace(/\(.*/, '')), hint: 'No function matches the given name and argument types. You might need to add explicit type casts.' });
    case 'bad-value':
      if (fault.type.startsWith('json')) return badJson(fault.value, sql);
      if (fault.type.startsWith('enum ')) return pgError('22P02', `invalid input value for ${fault.type}: "${fault.value}"`, { position: literal(sql, fault.value) });
      return pgError(/^(date|timestamp|time|interval)/.test(fault.type) ? '22007' : '22P02', `invalid input syntax for type ${typeName({ family: 'text', name: fault.type })}: "${fault.value}"`, { position: literal(sql, fault.value) });
    case 'too-long': return pgError('22001', `value too long for type ${fault.type}`);
    case 'out-of-range': return pgError('22003', `${typeName({ family: 'int', name: fault.type })} out of range`);
    case 'division': return pgError('22012', 'division by zero');
    case 'parent-missing': return pgError('23503', `insert or update on table "${fault.table}" violates foreign key constraint "${fault.constraint}"`, { detail: `Key (${fault.columns.join(', ')})=(${fault.values.join(', ')}) is not present in table "${fault.target}".` });
    case 'child-there':
      if (fault.columns.length === 0) return pgError('2BP01', `cannot drop table ${fault.table} because other objects depend on it`, { detail: `constraint ${fault.constraint} on table ${fault.target} depends on table ${fault.table}`, hint: 'Use DROP ... CASCADE to drop the dependent objects too.' });
      return pgError('23503', `update or delete on table "${fault.target}" violates foreign key constraint "${fault.constraint}" on table "${fault.table}"`, { detail: `Key (${fault.targetColumns.join(', ')})=(${fault.values.join(', ')}) is still referenced from table "${fault.table}".` });
    case 'check': return pgError('23514', `new row for relation "${fault.table}" violates check constraint "${fault.constraint}"`, { detail: row(fault.row) });
    case 'no-index': return pgError('42704', fault.table === '' ? `index "${fault.index}" does not exist` : `constraint "${fault.index}" of relation "${fault.table}" does not exist`);
    case 'many-rows': return pgError('21000', 'more than one row returned by a subquery used as an expression');
    case 'not-grouped': return pgError('42803', `column "${fault.column}" must appear in the GROUP BY clause or be used in an aggregate function`, { position: place(sql, fault.column) ?? place(sql, fault.column.replace(/^.*\./, '')) });
    case 'union-columns': return pgError('42601', `each ${fault.op} query must have the same number of columns`);
    case 'no-window': return pgError('42704', `window "${fault.window}" does not exist`, { position: place(sql, fault.window) });
    case 'json-path': case 'bad-json': return badJson(fault.kind === 'bad-json' ? fault.value : fault.path, sql);
    case 'not-array': return pgError('22023', 'cannot get array length of a non-array');
    case 'bad-array': return pgError('22P02', `malformed array literal: "${fault.value}"`, { position: literal(sql, fault.value), detail: 'Array value must start with "{" or dimension information.' });
    case 'zero-step': return pgError('22023', 'step size cannot equal zero');
    case 'date-range': return pgError('22008', `date/time field value out of range: "${fault.value}"`, { position: literal(sql, fault.value), hint: /^\d{4}-(1[3-9]|[2-9]\d)-/.test(fault.value) ? 'Perhaps you need a different "datestyle" setting.' : undefined });
    case 'identity': return pgError('428C9', `cannot insert a non-DEFAULT value into column "${fault.column}"`, { detail: `Column "${fault.column}" is an identity column defined as GENERATED ALWAYS.`, hint: 'Use OVERRIDING SYSTEM VALUE to override.' });
    case 'serialization': return pgError('40001', 'could not serialize access due to concurrent update');
    case 'lock-held': return pgError('55P03', `could not obtain lock on row in relation "${fault.table}"`);
    case 'no-constraint': return pgError('42704', `constraint "${fault.constraint}" does not exist`);
    case 'not-deferrable': return pgError('42809', `constraint "${fault.constraint}" is not deferrable`);
    case 'no-savepoint': return pgError('3B001', `savepoint "${fault.name}" does not exist`);
    case 'no-schema': return fault.creates ? pgError('3F000', `schema "${fault.schema}" does not exist`, { position: place(sql, fault.schema) }) : pgError('42P01', `relation "${fault.schema}.${fault.table}" does not exist`, { position: place(sql, fault.schema) });
    case 'no-type': return pgError('42704', `type "${fault.type}" does not exist`, { position: place(sql, fault.type) });
    case 'no-sequence': return fault.unused ? pgError('55000', `currval of sequence "${fault.sequence}" is not yet defined in this session`) : pgError('42P01', `relation "${fault.sequence}" does not exist`, { position: literal(sql, fault.sequence) });
    case 'not-simulated': return pgError('0A000', `dockyard: ${fault.what} is not simulated`);
  }
}
