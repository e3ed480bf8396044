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
  export interface EmscriptenModule {
    _sqlite3_result_null?: (context: number) => void;
    _sqlite3_result_int64?: (context: number, value: bigint) => void;
  }
  export default function initSqlJs(options?: { locateFile?: (name: string) => string; useOldExtensionFunctions?: boolean; preRun?: ((module: EmscriptenModule) => void)[] }): Promise<SqlJs>;
}
declare module 'sql.js/dist/sql-wasm-browser.wasm?url' {
  const url: string;
  export default url;
}
