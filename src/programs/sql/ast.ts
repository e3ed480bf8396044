import type { Isolation } from './transaction';
import type { SqlType, Value } from './value';

export type Expr =
  | { k: 'literal'; value: Value; type: SqlType; at?: number }
  | { k: 'default' }
  | { k: 'column'; table: string | undefined; name: string; at: number }
  | { k: 'star'; table: string | undefined }
  | { k: 'unary'; op: '-' | 'not' | '+'; of: Expr }
  | { k: 'binary'; op: string; left: Expr; right: Expr }
  | { k: 'call'; name: string; args: Expr[]; distinct: boolean; order: OrderBy[]; separator: string | undefined; at: number; filter?: Expr; over?: Window }
  | { k: 'array'; items: Expr[] }
  | { k: 'array-query'; query: Query }
  | { k: 'subscript'; of: Expr; index: Expr }
  /** `x = ANY (…)`, `x > ALL (…)`. */
  | { k: 'quantified'; op: string; left: Expr; all: boolean; query: Query | undefined; array: Expr | undefined }
  | { k: 'case'; operand: Expr | undefined; whens: [Expr, Expr][]; otherwise: Expr | undefined }
  | { k: 'in'; of: Expr; list: Expr[] | undefined; query: Query | undefined; not: boolean }
  | { k: 'between'; of: Expr; low: Expr; high: Expr; not: boolean }
  | { k: 'like'; of: Expr; pattern: Expr; not: boolean; fold: boolean; regex: boolean }
  | { k: 'is'; of: Expr; what: 'null' | 'true' | 'false'; not: boolean }
  | { k: 'exists'; query: Query }
  | { k: 'subquery'; query: Query }
  | { k: 'cast'; of: Expr; type: SqlType }
  | { k: 'interval'; amount: Expr; unit: string };

export interface OrderBy {
  expr: Expr;
  descending: boolean;
  nullsFirst: boolean | undefined;
}

export type WindowBound = { k: 'unbounded-preceding' | 'unbounded-following' | 'current' } | { k: 'preceding' | 'following'; offset: Expr };

/** What stands in OVER: a named window, or its parts. */
export interface Window {
  name: string | undefined;
  partition: Expr[];
  order: OrderBy[];
  frame: { mode: 'rows' | 'range'; start: WindowBound; end: WindowBound } | undefined;
}

export interface TableName {
  database: string | undefined;
  name: string;
  at: number;
}

export interface FromItem {
  join: 'cross' | 'inner' | 'left' | 'right' | 'full';
  /** A function that gives rows. */
  call?: Extract<Expr, { k: 'call' }>;
  /** Names for the columns: `t(a, b)`. */
  columns?: string[];
  natural?: boolean;
  ordinality?: boolean;
  table: TableName | undefined;
  query: Query | undefined;
  alias: string;
  on: Expr | undefined;
  using: string[];
}

export interface SelectItem {
  expr: Expr;
  alias: string | undefined;
  /** As it was written. */
  source: string;
}

export interface Query {
  k: 'select';
  distinct: boolean;
  items: SelectItem[];
  /** VALUES (…), (…) instead of items. */
  values: Expr[][] | undefined;
  from: FromItem[];
  where: Expr | undefined;
  group: Expr[];
  having: Expr | undefined;
  order: OrderBy[];
  limit: Expr | undefined;
  offset: Expr | undefined;
  unions: { op: 'union' | 'intersect' | 'except'; all: boolean; query: Query }[];
  with: { name: string; query: Query; columns?: string[]; recursive?: boolean }[];
  windows: { name: string; window: Window }[];
  /** FOR UPDATE, FOR SHARE: what is done about rows that others hold. */
  locks?: 'wait' | 'nowait' | 'skip';
  /** DISTINCT ON. */
  distinctOn?: Expr[];
}

export interface ColumnDef {
  name: string;
  type: SqlType;
  notNull: boolean;
  /** AUTO_INCREMENT, SERIAL, GENERATED AS IDENTITY. */
  auto: 'increment' | 'serial' | 'identity' | undefined;
  /** GENERATED ALWAYS: no value may be given. */
  always?: boolean;
  default: Expr | undefined;
  defaultSource: string | undefined;
  onUpdateNow: boolean;
  comment: string | undefined;
}

export interface KeyDef {
  kind: 'primary' | 'unique' | 'index';
  name: string;
  columns: string[];
}

export interface ForeignKey {
  name: string;
  columns: string[];
  target: string;
  targetColumns: string[];
  onDelete: 'restrict' | 'cascade' | 'set null';
  /** When a DEFERRABLE one is checked, unless SET CONSTRAINTS says otherwise; undefined for one that can't wait. */
  deferrable?: CheckTime;
}

/** After each statement, or at the transaction's end. */
export type CheckTime = 'immediate' | 'deferred';

export interface CheckDef {
  name: string;
  expr: Expr;
  source: string;
}

export interface TableDef {
  columns: ColumnDef[];
  keys: KeyDef[];
  foreign: ForeignKey[];
  checks: CheckDef[];
}

export type Alteration =
  | { k: 'add-column'; column: ColumnDef; table: TableDef; ifNot: boolean; place: string | undefined }
  | { k: 'drop-column'; name: string; ifExists: boolean }
  | { k: 'rename-column'; from: string; to: string }
  | { k: 'change-column'; from: string; column: ColumnDef }
  | { k: 'type'; name: string; type: SqlType }
  | { k: 'default'; name: string; default: Expr | undefined; source: string | undefined }
  | { k: 'not-null'; name: string; on: boolean }
  | { k: 'add'; table: TableDef }
  | { k: 'drop-key'; name: string }
  | { k: 'rename'; to: string }
  | { k: 'owner'; to: string };

export type Statement =
  | Query
  | { k: 'insert'; table: TableName; columns: string[] | undefined; rows: Expr[][] | undefined; query: Query | undefined; mode: 'plain' | 'ignore' | 'replace'; conflict: { columns: string[]; update: [string, Expr][] | undefined } | undefined; returning: SelectItem[] | undefined }
  | { k: 'update'; table: TableName; alias: string; set: [string, Expr][]; where: Expr | undefined; order: OrderBy[]; limit: Expr | undefined; returning: SelectItem[] | undefined }
  | { k: 'delete'; table: TableName; alias: string; where: Expr | undefined; order: OrderBy[]; limit: Expr | undefined; returning: SelectItem[] | undefined }
  | { k: 'create-table'; table: TableName; ifNot: boolean; def: TableDef; query: Query | undefined; like?: TableName; temporary?: boolean }
  | { k: 'create-view'; table: TableName; replace: boolean; query: Query; source: string }
  | { k: 'create-index'; table: TableName; key: KeyDef; ifNot: boolean }
  | { k: 'create-database'; name: string; ifNot: boolean; owner: string | undefined }
  | { k: 'drop'; what: 'table' | 'view'; tables: TableName[]; ifExists: boolean; cascade: boolean }
  | { k: 'drop-database'; name: string; ifExists: boolean }
  | { k: 'drop-index'; name: string; table: TableName | undefined; ifExists: boolean }
  | { k: 'truncate'; tables: TableName[]; restart: boolean }
  | { k: 'alter'; table: TableName; changes: Alteration[] }
  | { k: 'begin'; isolation: Isolation | undefined }
  | { k: 'commit' }
  | { k: 'set-constraints'; names: 'all' | string[]; time: CheckTime }
  | { k: 'rollback' }
  | { k: 'savepoint'; what: 'set' | 'release' | 'back'; name: string };
