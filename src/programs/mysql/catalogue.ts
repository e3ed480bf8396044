import type { Table } from '../sql/table';

/** SHOW ENGINES of MySQL 8. */
export const MYSQL_ENGINES: (string | null)[][] = [
  ['FEDERATED', 'NO', 'Federated MySQL storage engine', null, null, null],
  ['MEMORY', 'YES', 'Hash based, stored in memory, useful for temporary tables', 'NO', 'NO', 'NO'],
  ['InnoDB', 'DEFAULT', 'Supports transactions, row-level locking, and foreign keys', 'YES', 'YES', 'YES'],
  ['PERFORMANCE_SCHEMA', 'YES', 'Performance Schema', 'NO', 'NO', 'NO'],
  ['MyISAM', 'YES', 'MyISAM storage engine', 'NO', 'NO', 'NO'],
  ['MRG_MYISAM', 'YES', 'Collection of identical MyISAM tables', 'NO', 'NO', 'NO'],
  ['BLACKHOLE', 'YES', '/dev/null storage engine (anything you write to it disappears)', 'NO', 'NO', 'NO'],
  ['CSV', 'YES', 'CSV storage engine', 'NO', 'NO', 'NO'],
  ['ARCHIVE', 'YES', 'Archive storage engine', 'NO', 'NO', 'NO'],
];

/** SHOW ENGINES of MariaDB. */
export const MARIA_ENGINES: (string | null)[][] = [
  ['CSV', 'YES', 'Stores tables as CSV files', 'NO', 'NO', 'NO'],
  ['MRG_MyISAM', 'YES', 'Collection of identical MyISAM tables', 'NO', 'NO', 'NO'],
  ['MEMORY', 'YES', 'Hash based, stored in memory, useful for temporary tables', 'NO', 'NO', 'NO'],
  ['Aria', 'YES', 'Crash-safe tables with MyISAM heritage. Used for internal temporary tables and privilege tables', 'NO', 'NO', 'NO'],
  ['MyISAM', 'YES', 'Non-transactional engine with good performance and small data footprint', 'NO', 'NO', 'NO'],
  ['SEQUENCE', 'YES', 'Generated tables filled with sequential values', 'YES', 'NO', 'YES'],
  ['InnoDB', 'DEFAULT', 'Supports transactions, row-level locking, foreign keys and encryption for tables', 'YES', 'YES', 'YES'],
  ['PERFORMANCE_SCHEMA', 'YES', 'Performance Schema', 'NO', 'NO', 'NO'],
];

/** The character sets that people ask for. */
export function charsets(maria: boolean): string[][] {
  return [
    ['latin1', 'cp1252 West European', 'latin1_swedish_ci', '1'],
    ['ascii', 'US ASCII', 'ascii_general_ci', '1'],
    ['utf8mb4', 'UTF-8 Unicode', maria ? 'utf8mb4_general_ci' : 'utf8mb4_0900_ai_ci', '4'],
    ['binary', 'Binary pseudo charset', 'binary', '1'],
  ];
}

/** The headings of SHOW INDEX. */
export function indexColumns(maria: boolean): string[] {
  return ['Table', 'Non_unique', 'Key_name', 'Seq_in_index', 'Column_name', 'Collation', 'Cardinality', 'Sub_part', 'Packed', 'Null', 'Index_type', 'Comment', 'Index_comment', ...(maria ? ['Ignored'] : ['Visible', 'Expression'])];
}

/** The rows of SHOW INDEX: a column of a key each. */
export function indexRows(table: Table, maria: boolean): (string | null)[][] {
  const rank = { primary: 0, unique: 1, index: 2 };
  return [...table.def.keys].sort((a, b) => rank[a.kind] - rank[b.kind]).flatMap((key) => key.columns.map((name, i) => {
    const column = table.def.columns.find((each) => each.name === name);
    return [table.name, key.kind === 'index' ? '1' : '0', key.name, String(i + 1), name, 'A', String(table.rows.length), null, null, column?.notNull ? '' : 'YES', 'BTREE', '', '', ...(maria ? ['NO'] : ['YES', null])];
  }));
}
