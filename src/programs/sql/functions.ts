import { refuse } from './error';
import type { DialectName } from './tokens';
import { compare, fixed, TEXT, BIGINT, BOOL, FLOAT, INT, TIMESTAMP, toNumber, type SqlType, type Value } from './value';

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
  variables: ReadonlyMap<string, Value>;
}

type Fn = (args: Value[], around: Surroundings, types: SqlType[]) => Value;

const two = (n: number) => String(n).padStart(2, '0');

/** Milliseconds as a timestamp's text. */
export function timestampText(ms: number, microseconds = false): string {
  const iso = new Date_(ms);
  const base = `${iso.date} ${iso.time}`;
  const fraction = Math.floor(((ms % 1000) + 1000) % 1000 * 1000);
  return microseconds && fraction > 0 ? `${base}.${String(fraction).padStart(6, '0').replace(/0+$/, '')}` : base;
}

/** The civil calendar without a clock (days from civil, Howard Hinnant's algorithm). */
class Date_ {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly time: string;

  constructor(ms: number) {
    const days = Math.floor(ms / 86_400_000);
    const seconds = Math.floor((ms - days * 86_400_000) / 1000);
    const z = days + 719_468;
    const era = Math.floor(z / 146_097);
    const doe = z - era * 146_097;
    const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
    const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
    const mp = Math.floor((5 * doy + 2) / 153);
    this.day = doy - Math.floor((153 * mp + 2) / 5) + 1;
    this.month = mp < 10 ? mp + 3 : mp - 9;
    this.year = yoe + era * 400 + (this.month <= 2 ? 1 : 0);
    this.weekday = (((days + 4) % 7) + 7) % 7;
    this.time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  get date(): string {
    return `${String(this.year).padStart(4, '0')}-${two(this.month)}-${two(this.day)}`;
  }
}

/** A date's or timestamp's text as milliseconds; undefined when it isn't one. */
export function timestampMs(text: string): number | undefined {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month < 1 || month > 12 || day < 1 || day > [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]! || hour > 23 || minute > 59 || second > 59) return undefined;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const days = era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468;
  return days * 86_400_000 + (hour * 3600 + minute * 60 + second) * 1000 + Number(match[7] ?? 0) * 1000;
}

const UNIT_MS: Readonly<Record<string, number>> = { microsecond: 0.001, second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** A moment moved by so many units; months keep the day where they can. */
export function moved(text: string, amount: number, unit: string): string | null {
  const ms = timestampMs(text);
  if (ms === undefined) return null;
  const isDate = /^\d+-\d+-\d+$/.test(text.trim());
  if (UNIT_MS[unit] !== undefined) {
    const out = timestampText(ms + amount * UNIT_MS[unit], text.includes('.'));
    return isDate && UNIT_MS[unit] >= 86_400_000 ? out.slice(0, 10) : out;
  }
  const civil = new Date_(ms);
  const months = civil.year * 12 + civil.month - 1 + amount * ({ month: 1, quarter: 3, year: 12 }[unit] ?? 0);
  for (let day = civil.day; ; day--) {
    const date = `${String(Math.floor(months / 12)).padStart(4, '0')}-${two((months % 12) + 1)}-${two(day)}`;
    if (timestampMs(date) !== undefined) return isDate ? date : `${date} ${civil.time}`;
  }
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

function part(unit: string, text: string): number | null {
  const ms = timestampMs(text);
  if (ms === undefined) return null;
  const civil = new Date_(ms);
  const [hour, minute, second] = civil.time.split(':').map(Number);
  return { year: civil.year, month: civil.month, day: civil.day, hour: hour!, minute: minute!, second: second!, dow: civil.weekday, dayofweek: civil.weekday + 1, epoch: ms / 1000, quarter: Math.ceil(civil.month / 3) }[unit] ?? null;
}

/** MySQL's DATE_FORMAT. */
function dateFormat(text: string, format: string): string | null {
  const ms = timestampMs(text);
  if (ms === undefined) return null;
  const civil = new Date_(ms);
  const [hour = '', minute = '', second = ''] = civil.time.split(':');
  const twelve = Number(hour) % 12 === 0 ? 12 : Number(hour) % 12;
  const map: Record<string, string> = { Y: String(civil.year), y: two(civil.year % 100), m: two(civil.month), c: String(civil.month), d: two(civil.day), e: String(civil.day), H: hour, h: two(twelve), i: minute, s: second, S: second, T: civil.time, p: Number(hour) < 12 ? 'AM' : 'PM', W: DAYS[civil.weekday]!, a: DAYS[civil.weekday]!.slice(0, 3), M: MONTHS[civil.month - 1]!, b: MONTHS[civil.month - 1]!.slice(0, 3) };
  return format.replace(/%(.)/g, (_all, letter: string) => map[letter] ?? letter);
}

/** PostgreSQL's to_char for moments. */
function toChar(text: string, format: string): string | null {
  const ms = timestampMs(text);
  if (ms === undefined) return null;
  const civil = new Date_(ms);
  const [hour = '', minute = '', second = ''] = civil.time.split(':');
  return format.replace(/YYYY|HH24|HH12|HH|MI|MM|SS|DD|Month|Mon|Day|Dy/g, (word) => ({ YYYY: String(civil.year), MM: two(civil.month), DD: two(civil.day), HH24: hour, HH12: two(Number(hour) % 12 || 12), HH: two(Number(hour) % 12 || 12), MI: minute, SS: second, Mon: MONTHS[civil.month - 1]!.slice(0, 3), Month: MONTHS[civil.month - 1]!.padEnd(9), Day: DAYS[civil.weekday]!.padEnd(9), Dy: DAYS[civil.weekday]!.slice(0, 3) })[word]!);
}

const str = (value: Value | undefined): string => (typeof value === 'boolean' ? (value ? 'true' : 'false') : String(value));
const num = (value: Value | undefined): number => toNumber((value ?? 0) as Exclude<Value, null>);
/** A function that gives NULL for any NULL argument. */
const strict = (run: Fn): Fn => (args, around, types) => (args.includes(null) ? null : run(args, around, types));

const FUNCTIONS: Readonly<Record<string, [SqlType | 'first', Fn]>> = {
  upper: [TEXT, strict(([a]) => str(a).toUpperCase())],
  lower: [TEXT, strict(([a]) => str(a).toLowerCase())],
  length: [INT, strict(([a], { dialect }) => (dialect === 'mysql' ? new TextEncoder().encode(str(a)).length : [...str(a)].length))],
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
  to_char: [TEXT, strict(([a, format]) => toChar(str(a), str(format)))],
  if: ['first', ([test, yes, no]) => (test !== null && num(test) !== 0 ? yes! : no!)],
  version: [TEXT, (_a, { version }) => version],
  database: [TEXT, (_a, { database }) => database ?? null],
  user: [TEXT, (_a, { user }) => user],
  connection_id: [BIGINT, (_a, { connectionId }) => connectionId],
  last_insert_id: [BIGINT, (_a, { lastInsertId }) => lastInsertId],
  uuid: [{ family: 'uuid', name: 'uuid' }, (_a, around) => uuid(around)],
  sleep: [INT, () => 0],
  pg_sleep: [TEXT, () => ''],
  md5: [TEXT, () => refuse({ kind: 'not-simulated', what: 'md5()' })],
  pg_is_in_recovery: [BOOL, () => false],
  pg_backend_pid: [INT, (_a, { connectionId }) => connectionId],
  pg_database_size: [BIGINT, () => 7_602_703],
  pg_size_pretty: [TEXT, strict(([a]) => `${Math.round(num(a) / 1024)} kB`)],
};

const ALIASES: Readonly<Record<string, string>> = { ucase: 'upper', lcase: 'lower', character_length: 'char_length', substr: 'substring', mid: 'substring', ceiling: 'ceil', pow: 'power', rand: 'random', current_timestamp: 'now', localtime: 'now', localtimestamp: 'now', sysdate: 'now', clock_timestamp: 'now', curdate: 'current_date', curtime: 'current_time', schema: 'database', current_database: 'database', current_user: 'user', session_user: 'user', gen_random_uuid: 'uuid', uuid_generate_v4: 'uuid', dayofmonth: 'day' };
const ONLY: Readonly<Record<string, DialectName>> = { ifnull: 'mysql', if: 'mysql', ucase: 'mysql', lcase: 'mysql', curdate: 'mysql', unix_timestamp: 'mysql', date_format: 'mysql', rand: 'mysql', database: 'mysql', connection_id: 'mysql', to_char: 'postgres', random: 'postgres', gen_random_uuid: 'postgres', current_database: 'postgres', pg_sleep: 'postgres', sleep: 'mysql', uuid: 'mysql', datediff: 'mysql' };

function uuid(around: Surroundings): string {
  const hex = around.randomHex(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A scalar function by name; undefined where the dialect has none. `'first'` is the type of its first argument. */
export function scalarFunction(name: string, dialect: DialectName): { type: SqlType | 'first'; run: Fn } | undefined {
  if ((ONLY[name] ?? dialect) !== dialect) return undefined;
  const found = FUNCTIONS[ALIASES[name] ?? name];
  if (!found) return undefined;
  const type = dialect === 'postgres' && ['now', 'current_timestamp', 'clock_timestamp'].includes(name) ? { family: 'timestamp' as const, name: 'timestamptz' } : found[0];
  return { type, run: found[1] };
}

export const AGGREGATES = new Set(['count', 'sum', 'avg', 'min', 'max', 'group_concat', 'string_agg', 'array_agg', 'bool_and', 'bool_or']);
