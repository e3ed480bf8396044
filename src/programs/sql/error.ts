/** What can be wrong with a statement, by kind; a dialect gives it number, state and words. */
export type SqlFault =
  | { kind: 'syntax'; near: string; at: number; line: number }
  | { kind: 'no-table'; database: string; table: string }
  | { kind: 'unknown-table'; database: string; table: string }
  | { kind: 'table-exists'; table: string }
  | { kind: 'no-column'; column: string; table: string | undefined; clause: string }
  | { kind: 'table-column'; column: string; table: string }
  | { kind: 'ambiguous'; column: string; clause: string }
  | { kind: 'missing-from'; table: string }
  | { kind: 'duplicate-column'; column: string; table?: string }
  | { kind: 'has-nulls'; table: string; column: string }
  | { kind: 'broken-check'; table: string; constraint: string }
  | { kind: 'duplicate-key'; table: string; key: string; columns: readonly string[]; values: readonly string[] }
  | { kind: 'null'; table: string; column: string; row: readonly string[] }
  | { kind: 'no-default'; table: string; column: string; row: readonly string[] }
  | { kind: 'column-count'; row: number; more: boolean; at?: number }
  | { kind: 'no-database'; database: string }
  | { kind: 'database-exists'; database: string }
  | { kind: 'none-selected' }
  | { kind: 'no-function'; name: string; database: string }
  | { kind: 'bad-value'; type: string; value: string; column: string; row: number }
  | { kind: 'too-long'; type: string; column: string; row: number }
  | { kind: 'out-of-range'; type: string; column: string; row: number }
  | { kind: 'division' }
  | { kind: 'parent-missing'; database: string; table: string; constraint: string; columns: readonly string[]; target: string; targetColumns: readonly string[]; values: readonly string[]; onDelete: 'restrict' | 'cascade' | 'set null' }
  | { kind: 'child-there'; database: string; table: string; constraint: string; columns: readonly string[]; target: string; targetColumns: readonly string[]; values: readonly string[]; onDelete: 'restrict' | 'cascade' | 'set null' }
  | { kind: 'check'; table: string; constraint: string; row: readonly string[] }
  | { kind: 'no-index'; table: string; index: string; column?: boolean }
  | { kind: 'many-rows' }
  | { kind: 'union-columns'; op: string }
  | { kind: 'no-window'; window: string }
  | { kind: 'json-path'; path: string }
  | { kind: 'bad-json'; value: string }
  | { kind: 'not-array' }
  | { kind: 'bad-array'; value: string }
  | { kind: 'zero-step' }
  | { kind: 'date-range'; value: string }
  | { kind: 'identity'; column: string }
  | { kind: 'no-savepoint'; name: string }
  | { kind: 'no-constraint' | 'not-deferrable'; constraint: string }
  | { kind: 'serialization' }
  | { kind: 'lock-held'; table: string }
  | { kind: 'no-schema'; schema: string; table: string; creates: boolean }
  | { kind: 'no-type'; type: string }
  | { kind: 'no-sequence'; sequence: string; unused: boolean }
  | { kind: 'not-grouped'; column: string }
  | { kind: 'not-simulated'; what: string };

export class SqlError extends Error {
  constructor(readonly fault: SqlFault) {
    super(fault.kind);
  }
}

export function refuse(fault: SqlFault): never {
  throw new SqlError(fault);
}
