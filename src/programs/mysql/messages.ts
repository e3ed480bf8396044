import type { SqlFault } from '../sql/error';
import type { Answer } from './packet';

type ErrorAnswer = Extract<Answer, { k: 'error' }>;

export function mysqlError(code: number, state: string, message: string): ErrorAnswer {
  return { k: 'error', code, state, message };
}

/** What MariaDB calls the places of a statement. */
const MARIA_CLAUSES: Readonly<Record<string, string>> = { 'field list': 'SELECT', 'where clause': 'WHERE', 'order clause': 'ORDER BY', 'group statement': 'GROUP BY', 'having clause': 'HAVING', 'on clause': 'ON' };

/** A refusal in MySQL's numbers and words (Server Error Message Reference); MariaDB names the table that a statement is about (`target`). */
export function explain(fault: SqlFault, maria: boolean, database = '', target = ''): ErrorAnswer {
  const error = mysqlError;
  switch (fault.kind) {
    case 'syntax': return error(1064, '42000', `You have an error in your SQL syntax; check the manual that corresponds to your ${maria ? 'MariaDB' : 'MySQL'} server version for the right syntax to use near '${fault.near.slice(0, 80)}' at line ${fault.line}`);
    case 'no-table': return error(1146, '42S02', `Table '${fault.database}.${fault.table}' doesn't exist`);
    case 'unknown-table': return error(1051, '42S02', `Unknown table '${fault.database === '' ? '' : `${fault.database}.`}${fault.table}'`);
    case 'table-exists': return error(1050, '42S01', `Table '${fault.table}' already exists`);
    case 'no-column': return error(1054, '42S22', `Unknown column '${fault.table === undefined ? '' : `${fault.table}.`}${fault.column}' in '${maria ? (MARIA_CLAUSES[fault.clause] ?? fault.clause) : fault.clause}'`);
    case 'table-column': if (maria && fault.table !== '') return error(1054, '42S22', `Unknown column '${fault.column}' in 'INSERT INTO'`);
      return fault.table === '' ? error(1072, '42000', `Key column '${fault.column}' doesn't exist in table`) : error(1054, '42S22', `Unknown column '${fault.column}' in 'field list'`);
    case 'ambiguous': return error(1052, '23000', `Column '${fault.column}' in ${fault.clause} is ambiguous`);
    case 'missing-from': return error(1051, '42S02', `Unknown table '${fault.table}'`);
    case 'duplicate-column': return error(1060, '42S21', `Duplicate column name '${fault.column}'`);
    case 'duplicate-key': return error(1062, '23000', `Duplicate entry '${fault.values.join('-')}' for key '${maria ? '' : `${fault.table}.`}${fault.key}'`);
    case 'null': return error(1048, '23000', `Column '${fault.column}' cannot be null`);
    case 'no-default': return error(1364, 'HY000', `Field '${fault.column}' doesn't have a default value`);
    case 'column-count': return error(1136, '21S01', `Column count doesn't match value count at row ${fault.row}`);
    case 'no-database': return error(1049, '42000', `Unknown database '${fault.database}'`);
    case 'database-exists': return error(1007, 'HY000', `Can't create database '${fault.database}'; database exists`);
    case 'none-selected': return error(1046, '3D000', 'No database selected');
    case 'no-function': return error(1305, '42000', `FUNCTION ${fault.database === '' ? '' : `${fault.database}.`}${fault.name.replace(/\(.*/, '')} does not exist`);
    case 'bad-value': if (maria && fault.type === 'json') return error(4025, '23000', `CONSTRAINT \`${target}.${fault.column}\` failed for \`${database}\`.\`${target}\``);
      if (maria && fault.type !== 'enum' && !/date|time/.test(fault.type)) return error(1366, '22007', `Incorrect ${/^(int|tinyint|bigint|smallint)/.test(fault.type) ? 'integer' : fault.type} value: '${fault.value}' for column \`${database}\`.\`${target}\`.\`${fault.column}\` at row ${fault.row}`);
      return fault.type === 'enum' ? error(1265, '01000', `Data truncated for column '${fault.column}' at row ${fault.row}`) : error(/date|time/.test(fault.type) ? 1292 : fault.type === 'json' ? 3140 : 1366, /date|time/.test(fault.type) ? '22007' : 'HY000', fault.type === 'json' ? `Invalid JSON text: "Invalid value." at position 0 in value for column '${fault.column}'.` : `Incorrect ${/^(int|tinyint|bigint|smallint)/.test(fault.type) ? 'integer' : fault.type} value: '${fault.value}' for column '${fault.column}' at row ${fault.row}`);
    case 'too-long': return error(1406, '22001', `Data too long for column '${fault.column}' at row ${fault.row}`);
    case 'out-of-range': return error(1264, '22003', `Out of range value for column '${fault.column}' at row ${fault.row}`);
    case 'division': return error(1365, '22012', 'Division by 0');
    case 'parent-missing': case 'child-there': {
      const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
      const isParent = fault.kind === 'child-there';
      if (fault.columns.length === 0 && maria) return error(1451, '23000', 'Cannot delete or update a parent row: a foreign key constraint fails');
      if (fault.columns.length === 0) return error(3730, 'HY000', `Cannot drop table '${fault.table}' referenced by a foreign key constraint '${fault.constraint}' on table '${fault.target}'.`);
      return error(isParent ? 1451 : 1452, '23000', `Cannot ${isParent ? 'delete or update a parent' : 'add or update a child'} row: a foreign key constraint fails (\`${fault.database}\`.\`${fault.table}\`, CONSTRAINT \`${fault.constraint}\` FOREIGN KEY (${list(fault.columns)}) REFERENCES \`${fault.target}\` (${list(fault.targetColumns)})${fault.onDelete === 'restrict' ? '' : ` ON DELETE ${fault.onDelete.toUpperCase()}`})`);
    }
    case 'check': return maria ? error(4025, '23000', `CONSTRAINT \`${fault.constraint}\` failed for \`${database}\`.\`${fault.table}\``) : error(3819, 'HY000', `Check constraint '${fault.constraint}' is violated.`);
    case 'no-index': return error(1091, '42000', maria ? `Can't DROP ${fault.column ? 'COLUMN' : 'INDEX'} \`${fault.index}\`; check that it exists` : `Can't DROP '${fault.index}'; check that column/key exists`);
    case 'many-rows': return error(1242, '21000', 'Subquery returns more than 1 row');
    case 'not-grouped': return error(1055, '42000', `'${fault.column}' isn't in GROUP BY`);
    case 'union-columns': return error(1222, '21000', 'The used SELECT statements have a different number of columns');
    case 'no-window': return error(3579, 'HY000', `Window name '${fault.window}' is not defined.`);
    case 'json-path': return error(3143, '42000', 'Invalid JSON path expression. The error is around character position 1.');
    case 'bad-json': return error(3141, '22032', 'Invalid JSON text in argument 1 to function json_extract: "Invalid value." at position 0.');
    case 'not-array': case 'bad-array': case 'zero-step': case 'date-range': case 'identity': case 'no-sequence': return error(1210, 'HY000', 'Incorrect arguments');
    case 'has-nulls': return error(1138, '22004', 'Invalid use of NULL value');
    case 'broken-check': return maria ? error(4025, '23000', `CONSTRAINT \`${fault.constraint}\` failed for \`${database}\`.\`${fault.table}\``) : error(3819, 'HY000', `Check constraint '${fault.constraint}' is violated.`);
    case 'no-savepoint': return error(1305, '42000', `SAVEPOINT ${fault.name} does not exist`);
    case 'serialization': return error(1213, '40001', 'Deadlock found when trying to get lock; try restarting transaction');
    case 'lock-held': return maria ? error(1205, 'HY000', 'Lock wait timeout exceeded; try restarting transaction') : error(3572, 'HY000', 'Statement aborted because lock(s) could not be acquired immediately and NOWAIT is set.');
    case 'no-schema': return error(1049, '42000', `Unknown database '${fault.schema}'`);
    case 'no-type': return error(1064, '42000', `Unknown data type '${fault.type}'`);
    // PostgreSQL's alone.
    case 'no-constraint': case 'not-deferrable':
    case 'not-simulated': return error(1235, '42000', `dockyard: ${'what' in fault ? fault.what : 'SET CONSTRAINTS'} is not simulated`);
  }
}
