/** A value of a column. Dates and times are their text, decimals numbers that their type's scale shows. */
export type Value = null | number | string | boolean;

export type Family = 'int' | 'decimal' | 'float' | 'text' | 'bool' | 'date' | 'time' | 'timestamp' | 'json' | 'uuid' | 'bytes' | 'interval' | 'unknown';

/** A type: its family, and as it was written with its numbers (`varchar`, [255]). */
export interface SqlType {
  family: Family;
  name: string;
  size?: number[];
  /** ENUM's and SET's words. */
  words?: string[];
  unsigned?: boolean;
}

export const TEXT: SqlType = { family: 'text', name: 'text' };
export const INT: SqlType = { family: 'int', name: 'integer' };
export const BIGINT: SqlType = { family: 'int', name: 'bigint' };
export const FLOAT: SqlType = { family: 'float', name: 'double precision' };
export const BOOL: SqlType = { family: 'bool', name: 'boolean' };
export const TIMESTAMP: SqlType = { family: 'timestamp', name: 'timestamp without time zone' };
export const UNKNOWN: SqlType = { family: 'unknown', name: 'unknown' };

const FAMILIES: Readonly<Record<string, Family>> = {
  int: 'int', integer: 'int', bigint: 'int', smallint: 'int', tinyint: 'int', mediumint: 'int', int2: 'int', int4: 'int', int8: 'int', serial: 'int', bigserial: 'int', smallserial: 'int', year: 'int', bit: 'int', oid: 'int',
  decimal: 'decimal', numeric: 'decimal', dec: 'decimal', money: 'decimal', float: 'float', double: 'float', real: 'float', float4: 'float', float8: 'float', 'double precision': 'float',
  char: 'text', character: 'text', varchar: 'text', 'character varying': 'text', text: 'text', tinytext: 'text', mediumtext: 'text', longtext: 'text', enum: 'text', set: 'text', name: 'text', citext: 'text', bpchar: 'text', regclass: 'text', inet: 'text',
  bool: 'bool', boolean: 'bool', date: 'date', time: 'time', datetime: 'timestamp', timestamp: 'timestamp', timestamptz: 'timestamp', json: 'json', jsonb: 'json', uuid: 'uuid', bytea: 'bytes', blob: 'bytes', binary: 'bytes', varbinary: 'bytes', longblob: 'bytes', mediumblob: 'bytes', interval: 'interval',
};

export function familyOf(name: string): Family | undefined {
  return FAMILIES[name];
}

export const isNumeric = (type: SqlType): boolean => type.family === 'int' || type.family === 'decimal' || type.family === 'float';

/** A number to a fixed scale, rounded half away from zero. */
export function fixed(value: number, scale: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = value.toFixed(Math.min(scale, 20));
  const more = Number(`${Math.round(Number(`${Math.abs(value)}e${scale}`))}e-${scale}`);
  return Number.isFinite(more) && scale <= 8 ? `${value < 0 && more > 0 ? '-' : ''}${more.toFixed(scale)}` : digits;
}

/** Three-way comparison for ORDER BY and =; numbers by value, text by code unit, letters' case aside where asked. */
export function compare(a: Exclude<Value, null>, b: Exclude<Value, null>, foldCase: boolean): number {
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = foldCase ? [a.toLowerCase(), b.toLowerCase()] : [a, b];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [x, y] = [toNumber(a), toNumber(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** A value as a number, a text by the number at its start (MySQL's conversion). */
export function toNumber(value: Exclude<Value, null>): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return Number(/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?/i.exec(value)?.[0] ?? 0);
}
