import { num, str, strict, type FunctionTable, type Surroundings, type Fn } from './function-table';
import { civilOf, DAYS, MONTHS, part, timestampMs, timestampText, two } from './calendar';
import { MYSQL_DATES, numberToChar, POSTGRES_DATES } from './date-functions';
import { MYSQL_JSON, POSTGRES_JSON } from './json-functions';
import { MYSQL_TEXTS, POSTGRES_TEXTS, TEXTS_OF_BOTH } from './text-functions';
import { refuse } from './error';
import type { DialectName } from './tokens';
import { compare, fixed, TEXT, BIGINT, BOOL, FLOAT, INT, TIMESTAMP, type SqlType } from './value';

/** MySQL's DATE_FORMAT. */
function dateFormat(text: string, format: string): string | null {
  const ms = timestampMs(text);
  if (ms === undefined) return null;
  const civil = civilOf(ms);
  const [hour = '', minute = '', second = ''] = civil.time.split(':');
  const twelve = Number(hour) % 12 === 0 ? 12 : Number(hour) % 12;
  const map: Record<string, string> = { Y: String(civil.year), y: two(civil.year % 100), m: two(civil.month), c: String(civil.month), d: two(civil.day), e: String(civil.day), H: hour, h: two(twelve), i: minute, s: second, S: second, T: civil.time, p: Number(hour) < 12 ? 'AM' : 'PM', W: DAYS[civil.weekday]!, a: DAYS[civil.weekday]!.slice(0, 3), M: MONTHS[civil.month - 1]!, b: MONTHS[civil.month - 1]!.slice(0, 3) };
  return format.replace(/%(.)/g, (_all, letter: string) => map[letter] ?? letter);
}

/** PostgreSQL's to_char for moments. */
function toChar(text: string, format: string): string | null {
  const ms = timestampMs(text);
  if (ms === undefined) return null;
  const civil = civilOf(ms);
  const [hour = '', minute = '', second = ''] = civil.time.split(':');
  return format.replace(/YYYY|HH24|HH12|HH|MI|MM|SS|DD|Month|Mon|Day|Dy/g, (word) => ({ YYYY: String(civil.year), MM: two(civil.month), DD: two(civil.day), HH24: hour, HH12: two(Number(hour) % 12 || 12), HH: two(Number(hour) % 12 || 12), MI: minute, SS: second, Mon: MONTHS[civil.month - 1]!.slice(0, 3), Month: MONTHS[civil.month - 1]!.padEnd(9), Day: DAYS[civil.weekday]!.padEnd(9), Dy: DAYS[civil.weekday]!.slice(0, 3) })[word]!);
}

const FUNCTIONS: FunctionTable = {
  upper: [TEXT, strict(([a]) => str(a).toUpperCase())],
  lower: [TEXT, strict(([a]) => str(a).toLowerCase())],
  length: [INT, strict(([a], { dialect, database }, [type]) => (dialect === 'postgres' && type !== undefined && ['int', 'decimal', 'float', 'bool'].includes(type.family) ? refuse({ kind: 'no-function', name: `length(${typeName(type)})`, database: database ?? '' }) : dialect === 'mysql' ? new TextEncoder().encode(str(a)).length : [...str(a)].length))],
  char_length: [INT, strict(([a]) => [...str(a)].length)],
  trim: [TEXT, strict(([a]) => str(a).trim())],
  ltrim: [TEXT, strict(([a]) => str(a).trimStart())],
  rtrim: [TEXT, strict(([a]) => str(a).trimEnd())],
  reverse: [TEXT, strict(([a]) => [...str(a)].reverse().join(''))],
  repeat: [TEXT, strict(([a, n]) => str(a).repeat(Math.max(0, Math.min(num(n), 1_000_000))))],
  replace: [TEXT, strict(([a, from, to]) => str(a).replaceAll(str(from), str(to)))],
  concat: [TEXT, (args, { dialect }) => (dialect === 'mysql' && args.includes(null) ? null : args.filter((arg) => arg !== null).map(str).join(''))],
  concat_ws: [TEXT, ([separator, ...args]) => (separator === null ? null : args.filter((arg) => arg !== null).map(str).join(str(separator)))],
  substring: [TEXT, strict(([a, from, count]) => { const chars = [...str(a)]; const start = num(from) < 0 ? chars.length + num(from) : num(from) - 1; return chars.slice(Math.max(0, start), count === undefined ? undefined : Math.max(0, start) + num(count)).join(''); })],
  left: [TEXT, strict(([a, n]) => [...str(a)].slice(0, num(n)).join(''))],
  right: [TEXT, strict(([a, n]) => (num(n) === 0 ? '' : [...str(a)].slice(-num(n)).join('')))],
  lpad: [TEXT, strict(([a, n, fill]) => str(a).slice(0, num(n)).padStart(num(n), fill === undefined ? ' ' : str(fill)))],
  rpad: [TEXT, strict(([a, n, fill]) => str(a).slice(0, num(n)).padEnd(num(n), fill === undefined ? ' ' : str(fill)))],
  coalesce: ['first', (args) => args.find((arg) => arg !== null) ?? null],
  ifnull: ['first', ([a, b]) => a ?? b ?? null],
  nullif: ['first', ([a, b], { dialect }) => (a !== null && b !== null && compare(a!, b!, dialect === 'mysql') === 0 ? null : a!)],
  greatest: ['first', strict((args) => args.reduce((a, b) => (compare(a!, b!, false) >= 0 ? a : b)))],
  least: ['first', strict((args) => args.reduce((a, b) => (compare(a!, b!, false) <= 0 ? a : b)))],
  abs: ['first', strict(([a]) => Math.abs(num(a)))],
  ceil: [BIGINT, strict(([a]) => Math.ceil(num(a)))],
  floor: [BIGINT, strict(([a]) => Math.floor(num(a)))],
  round: ['first', strict(([a, digits]) => Number(fixed(num(a), digits === undefined ? 0 : num(digits))))],
  sqrt: [FLOAT, strict(([a]) => Math.sqrt(num(a)))],
  power: [FLOAT, strict(([a, b]) => num(a) ** num(b))],
  mod: [INT, strict(([a, b]) => (num(b) === 0 ? null : num(a) % num(b)))],
  random: [FLOAT, (_a, around) => around.random()],
  now: [TIMESTAMP, (_a, { dialect, now }) => (dialect === 'mysql' ? timestampText(now()) : `${timestampText(now(), true)}+00`)],
  current_date: [{ family: 'date', name: 'date' }, (_a, { now }) => timestampText(now()).slice(0, 10)],
  current_time: [{ family: 'time', name: 'time' }, (_a, { now }) => timestampText(now()).slice(11)],
  unix_timestamp: [BIGINT, ([at], { now }) => Math.floor((at === undefined ? now() : (timestampMs(str(at)) ?? 0)) / 1000)],
  date: [{ family: 'date', name: 'date' }, strict(([a]) => (timestampMs(str(a)) === undefined ? null : timestampText(timestampMs(str(a))!).slice(0, 10)))],
  year: [INT, strict(([a]) => part('year', str(a)))],
  month: [INT, strict(([a]) => part('month', str(a)))],
  day: [INT, strict(([a]) => part('day', str(a)))],
  hour: [INT, strict(([a]) => part('hour', str(a)))],
  minute: [INT, strict(([a]) => part('minute', str(a)))],
  second: [INT, strict(([a]) => part('second', str(a)))],
  extract: [INT, strict(([unit, at]) => part(str(unit).toLowerCase(), str(at)))],
  datediff: [INT, strict(([a, b]) => Math.round(((timestampMs(str(a).slice(0, 10)) ?? 0) - (timestampMs(str(b).slice(0, 10)) ?? 0)) / 86_400_000))],
  date_format: [TEXT, strict(([a, format]) => dateFormat(str(a), str(format)))],
  to_char: [TEXT, strict(([a, format]) => (typeof a === 'number' ? numberToChar(a, str(format)) : (toChar(str(a), str(format)) ?? numberToChar(num(a), str(format)))))],
  if: ['first', ([test, yes, no]) => (test !== null && num(test) !== 0 ? yes! : no!)],
  version: [TEXT, (_a, { version }) => version],
  database: [TEXT, (_a, { database }) => database ?? null],
  user: [TEXT, (_a, { user }) => user],
  connection_id: [BIGINT, (_a, { connectionId }) => connectionId],
  last_insert_id: [BIGINT, (_a, { lastInsertId }) => lastInsertId],
  row_count: [BIGINT, (_a, { rowCount }) => rowCount ?? -1],
  found_rows: [BIGINT, (_a, { foundRows }) => foundRows ?? 0],
  uuid: [{ family: 'uuid', name: 'uuid' }, (_a, around) => uuid(around)],
  sleep: [INT, () => 0],
  pg_sleep: [TEXT, () => ''],
  pg_is_in_recovery: [BOOL, () => false],
  pg_backend_pid: [INT, (_a, { connectionId }) => connectionId],
  pg_database_size: [BIGINT, () => 7_602_703],
  pg_size_pretty: [TEXT, strict(([a]) => prettySize(num(a)))],
  pg_total_relation_size: [BIGINT, () => 16_384],
  pg_relation_size: [BIGINT, () => 8_192],
  pg_typeof: [{ family: 'text', name: 'regtype' }, (_a, _around, [type]) => typeName(type!)],
  current_schema: [TEXT, () => 'public'],
  timezone: [TIMESTAMP, strict(([zone, at]) => (/^(utc|gmt|etc\/utc|z)$/i.test(str(zone)) ? (/\+00$/.test(str(at)) ? str(at).slice(0, -3) : `${str(at)}+00`) : refuse({ kind: 'not-simulated', what: `AT TIME ZONE '${str(zone)}'` })))],
  nextval: [BIGINT, strict(([name], { sequences }) => sequences!.next(str(name)))],
  currval: [BIGINT, strict(([name], { sequences }) => sequences!.current(str(name)))],
  setval: [BIGINT, strict(([name, value, called], { sequences }) => sequences!.set(str(name), num(value), called !== false))],
  lastval: [BIGINT, (_a, { sequences }) => sequences!.current(undefined)],
  pi: [FLOAT, () => Math.PI],
  sign: [INT, strict(([a]) => Math.sign(num(a)))],
  trunc: ['first', strict(([a, digits]) => truncated(num(a), num(digits ?? 0)))],
  truncate: ['first', strict(([a, digits]) => truncated(num(a), num(digits ?? 0)))],
  exp: [FLOAT, strict(([a]) => Math.exp(num(a)))],
  ln: [FLOAT, strict(([a]) => Math.log(num(a)))],
  log: [FLOAT, strict(([a, b], { dialect }) => (b === undefined ? (dialect === 'mysql' ? Math.log(num(a)) : Math.log10(num(a))) : Math.log(num(b)) / Math.log(num(a))))],
  log10: [FLOAT, strict(([a]) => Math.log10(num(a)))],
  log2: [FLOAT, strict(([a]) => Math.log2(num(a)))],
  sin: [FLOAT, strict(([a]) => Math.sin(num(a)))],
  cos: [FLOAT, strict(([a]) => Math.cos(num(a)))],
  tan: [FLOAT, strict(([a]) => Math.tan(num(a)))],
  isnull: [INT, ([a]) => Number(a === null)],
};

const ALIASES: Readonly<Record<string, string>> = { ucase: 'upper', lcase: 'lower', character_length: 'char_length', substr: 'substring', mid: 'substring', ceiling: 'ceil', pow: 'power', rand: 'random', current_timestamp: 'now', localtime: 'now', localtimestamp: 'now', sysdate: 'now', clock_timestamp: 'now', curdate: 'current_date', curtime: 'current_time', schema: 'database', current_database: 'database', current_user: 'user', session_user: 'user', gen_random_uuid: 'uuid', uuid_generate_v4: 'uuid', dayofmonth: 'day' };
const ONLY: Readonly<Record<string, DialectName>> = { ifnull: 'mysql', if: 'mysql', ucase: 'mysql', lcase: 'mysql', curdate: 'mysql', unix_timestamp: 'mysql', date_format: 'mysql', rand: 'mysql', database: 'mysql', connection_id: 'mysql', to_char: 'postgres', random: 'postgres', gen_random_uuid: 'postgres', current_database: 'postgres', pg_sleep: 'postgres', sleep: 'mysql', uuid: 'mysql', datediff: 'mysql', pg_typeof: 'postgres', current_schema: 'postgres', nextval: 'postgres', currval: 'postgres', setval: 'postgres', lastval: 'postgres', timezone: 'postgres', pg_size_pretty: 'postgres', pg_relation_size: 'postgres', pg_total_relation_size: 'postgres', trunc: 'postgres', truncate: 'mysql', isnull: 'mysql', row_count: 'mysql', found_rows: 'mysql', log2: 'mysql' };

function truncated(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.trunc(Number((value * scale).toPrecision(15))) / scale;
}

/** pg_size_pretty: the next unit from ten thousand on. */
function prettySize(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; unit < 4 && Math.abs(bytes) >= 10_240; unit++) bytes /= 1024;
  return `${Math.round(bytes)} ${units[unit]}`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = { int: 'integer', int4: 'integer', int8: 'bigint', int2: 'smallint', varchar: 'character varying', char: 'character', bpchar: 'character', decimal: 'numeric', bool: 'boolean', timestamp: 'timestamp without time zone', timestamptz: 'timestamp with time zone', time: 'time without time zone', float8: 'double precision', double: 'double precision', float: 'double precision', float4: 'real' };

/** A type's full name in PostgreSQL. */
export function typeName(type: SqlType): string {
  return TYPE_NAMES[type.name] ?? type.name;
}

function uuid(around: Surroundings): string {
  const hex = around.randomHex(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const MYSQL_TABLE: FunctionTable = { ...TEXTS_OF_BOTH, ...MYSQL_TEXTS, ...MYSQL_DATES, ...MYSQL_JSON };
const POSTGRES_TABLE: FunctionTable = { ...TEXTS_OF_BOTH, ...POSTGRES_TEXTS, ...POSTGRES_DATES, ...POSTGRES_JSON, ...Object.fromEntries(Object.entries(POSTGRES_JSON).filter(([name]) => /^jsonb_(array_length|typeof|extract|strip)/.test(name)).map(([name, fn]) => [name.replace('jsonb', 'json'), fn])) };

/** A scalar function by name; undefined where the dialect has none. `'first'` is the type of its first argument. */
export function scalarFunction(name: string, dialect: DialectName): { type: SqlType | 'first'; run: Fn } | undefined {
  if ((ONLY[name] ?? dialect) !== dialect) return undefined;
  const own = dialect === 'mysql' ? MYSQL_TABLE : POSTGRES_TABLE;
  const found = own[name] ?? FUNCTIONS[ALIASES[name] ?? name];
  if (!found) return undefined;
  const type = dialect === 'postgres' && ['now', 'current_timestamp', 'clock_timestamp'].includes(name) ? { family: 'timestamp' as const, name: 'timestamptz' } : found[0];
  return { type, run: found[1] };
}

export const AGGREGATES = new Set(['count', 'sum', 'avg', 'min', 'max', 'group_concat', 'string_agg', 'array_agg', 'bool_and', 'bool_or', 'every', 'json_agg', 'jsonb_agg', 'json_object_agg', 'jsonb_object_agg', 'json_arrayagg', 'json_objectagg', 'stddev', 'stddev_pop', 'stddev_samp', 'variance', 'var_pop', 'var_samp', 'any_value', 'std']);
