declare module 'sql.js' {
  export type SqlValue = number | bigint | string | Uint8Array | null;
  export interface Statement {
    bind(values: readonly SqlValue[] | Readonly<Record<string, SqlValue>>): boolean;
    step(): boolean;
    get(params: null, config: { useBigInt: true }): SqlValue[];
    getColumnNames(): string[];
    getSQL(): string;
    free(): boolean;
  }
  export interface Statements {
    next(): { done: boolean; value: Statement };
    getRemainingSQL(): string;
  }
  export interface Database {
    iterateStatements(sql: string): Statements;
    exec(sql: string): { columns: string[]; values: SqlValue[][] }[];
    getRowsModified(): number;
    create_function(name: string, fn: (...values: SqlValue[]) => SqlValue): void;
    export(): Uint8Array;
    close(): void;
  }
  export interface SqlJs {
    Database: new (bytes?: Uint8Array) => Database;
  }
  export default function initSqlJs(options?: { locateFile?: (name: string) => string }): Promise<SqlJs>;
}
declare module 'sql.js/dist/sql-wasm-browser.wasm?url' {
  const url: string;
  export default url;
}
