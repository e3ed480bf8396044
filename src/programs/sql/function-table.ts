import type { DialectName } from './tokens';
import { toNumber, type SqlType, type Value } from './value';

/** What functions know of the session. */
export interface Surroundings {
  dialect: DialectName;
  now(): number;
  randomHex(bytes: number): string;
  random(): number;
  database: string | undefined;
  user: string;
  version: string;
  connectionId: number;
  lastInsertId: number;
  /** PostgreSQL's sequences by name; without one, the last that was used. */
  sequences?: { next(name: string): number; current(name: string | undefined): number; set(name: string, value: number, called: boolean): number };
  /** What `@@name` gives (MySQL). */
  variables: { get(name: string): Value | undefined };
  /** MySQL's variables of the session (`@x`, in small letters), and what `:=` does. */
  userVariables?: ReadonlyMap<string, Value>;
  assign?(name: string, value: Value): void;
  /** SET foreign_key_checks = 0 (MySQL). */
  ignoresForeignKeys?: boolean;
  /** Rows that the last statement changed and found (MySQL). */
  rowCount?: number;
  foundRows?: number;
}

/** A function's work: its arguments' values and types. */
export type Fn = (args: Value[], around: Surroundings, types: SqlType[]) => Value;

/** Functions by name, with the type that they give (`'first'`: their first argument's). */
export type FunctionTable = Readonly<Record<string, [SqlType | 'first', Fn]>>;

/** An argument as text. */
export const str = (value: Value | undefined): string => (typeof value === 'boolean' ? (value ? 'true' : 'false') : String(value));
/** An argument as a number. */
export const num = (value: Value | undefined): number => toNumber((value ?? 0) as Exclude<Value, null>);
/** A function that gives NULL for any NULL argument. */
export const strict = (run: Fn): Fn => (args, around, types) => (args.includes(null) ? null : run(args, around, types));
