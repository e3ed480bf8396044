import { civilOf, DAYS, MONTHS, moved, part, timestampMs, timestampText } from './calendar';
import { num, str, strict, type FunctionTable } from './function-table';
import { between, intervalText } from './intervals';
import { fixed, FLOAT, INT, TEXT, TIMESTAMP, type SqlType, type Value } from './value';

const DATE: SqlType = { family: 'date', name: 'date' };
const TIME: SqlType = { family: 'time', name: 'time' };
const TIMESTAMPTZ: SqlType = { family: 'timestamp', name: 'timestamptz' };
const INTERVAL: SqlType = { family: 'interval', name: 'interval' };
const DAY_MS = 86_400_000;

const ms = (value: Value | undefined): number => timestampMs(str(value)) ?? 0;
const two = (n: number): string => String(n).padStart(2, '0');

/** date_trunc: the beginning of the unit that a moment lies in. */
function truncated(unit: string, text: string): string {
  const at = ms(text);
  const { year, month, weekday, date, time } = civilOf(at);
  const zone = /\+\d\d$/.exec(text)?.[0] ?? '';
  const day = (wanted: string) => `${wanted} 00:00:00${zone}`;
  switch (unit.toLowerCase()) {
    case 'year': return day(`${year}-01-01`);
    case 'quarter': return day(`${year}-${two(Math.floor((month - 1) / 3) * 3 + 1)}-01`);
    case 'month': return day(`${year}-${two(month)}-01`);
    case 'week': return day(timestampText(at - ((weekday + 6) % 7) * DAY_MS).slice(0, 10));
    case 'day': return day(date);
    case 'hour': return `${date} ${time.slice(0, 2)}:00:00${zone}`;
    case 'minute': return `${date} ${time.slice(0, 5)}:00${zone}`;
    default: return `${date} ${time}${zone}`;
  }
}

/** A text read by a pattern of letters, as STR_TO_DATE (%Y) and to_date (YYYY) have them; undefined where it doesn't fit. */
function readDate(text: string, fields: readonly { name: string; pattern: string }[], pattern: string): string | null {
  const match = new RegExp(`^\\s*${pattern}`, 'i').exec(text);
  if (!match) return null;
  const value: Record<string, string> = {};
  for (const [i, field] of fields.entries()) value[field.name] = match[i + 1]!;
  const month = value['name'] === undefined ? Number(value['month'] ?? 1) : MONTHS.findIndex((each) => each.slice(0, 3).toLowerCase() === value['name']!.slice(0, 3).toLowerCase()) + 1;
  const year = value['year'] ?? (value['short'] === undefined ? '0' : String(2000 + Number(value['short']) - (Number(value['short']) > 69 ? 100 : 0)));
  const hour = (Number(value['hour'] ?? 0) % (value['half'] === undefined ? 24 : 12)) + (/^p/i.test(value['half'] ?? '') ? 12 : 0);
  const out = `${year.padStart(4, '0')}-${two(month)}-${two(Number(value['day'] ?? 1))} ${two(hour)}:${two(Number(value['minute'] ?? 0))}:${two(Number(value['second'] ?? 0))}`;
  return timestampMs(out) === undefined ? null : out;
}

const PG_FIELDS: Readonly<Record<string, [string, string]>> = { YYYY: ['year', '(\\d{4})'], YY: ['short', '(\\d\\d)'], MM: ['month', '(\\d{1,2})'], Month: ['name', '([a-z]+)'], Mon: ['name', '([a-z]{3})'], DD: ['day', '(\\d{1,2})'], HH24: ['hour', '(\\d{1,2})'], HH12: ['hour', '(\\d{1,2})'], HH: ['hour', '(\\d{1,2})'], MI: ['minute', '(\\d{1,2})'], SS: ['second', '(\\d{1,2})'], AM: ['half', '([ap]m)'], PM: ['half', '([ap]m)'] };
const MY_FIELDS: Readonly<Record<string, [string, string]>> = { Y: ['year', '(\\d{4})'], y: ['short', '(\\d\\d)'], m: ['month', '(\\d{1,2})'], c: ['month', '(\\d{1,2})'], M: ['name', '([a-z]+)'], b: ['name', '([a-z]{3})'], d: ['day', '(\\d{1,2})'], e: ['day', '(\\d{1,2})'], H: ['hour', '(\\d{1,2})'], h: ['hour', '(\\d{1,2})'], i: ['minute', '(\\d{1,2})'], s: ['second', '(\\d{1,2})'], S: ['second', '(\\d{1,2})'], p: ['half', '([ap]m)'] };

function byFormat(text: string, format: string, words: RegExp, table: Readonly<Record<string, [string, string]>>): string | null {
  const fields: { name: string; pattern: string }[] = [];
  const pattern = format.replace(new RegExp(`${words.source}|[^]`, 'g'), (all) => {
    const known = table[all.replace('%', '')];
    if (!known || (all.length === 1 && words.source.startsWith('%'))) return all === ' ' ? '\\s*' : all.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
    fields.push({ name: known[0], pattern: known[1] });
    return known[1];
  });
  return readDate(text, fields, pattern);
}

const fromPostgres = (text: Value | undefined, format: Value | undefined) => byFormat(str(text), str(format), /YYYY|YY|MM|Month|Mon|DD|HH24|HH12|HH|MI|SS|AM|PM/, PG_FIELDS);

/** PostgreSQL's to_char of numbers: 9, 0, commas, the point, FM. */
export function numberToChar(value: number, format: string): string {
  const fill = !/^FM/i.test(format);
  const picture = format.replace(/^FM/i, '');
  const [whole = '', part = ''] = picture.split(/[.D]/i);
  const digits = part.replace(/[^90]/g, '').length;
  const [integer = '', fraction = ''] = fixed(Math.abs(value), digits).split('.');
  const places = whole.replace(/[^90]/g, '').length;
  if (integer.length > places && integer !== '0') return `${value < 0 ? '-' : ' '}${picture.replace(/[90]/g, '#')}`;
  const firstZero = whole.replace(/[^90]/g, '').indexOf('0');
  const padded = integer.padStart(places, ' ').replace(/^ *0$/, (all) => (places > 1 || digits > 0 ? (firstZero === -1 && digits > 0 ? ' '.repeat(places) : all) : all));
  const filled = firstZero === -1 ? padded : padded.slice(0, firstZero) + padded.slice(firstZero).replaceAll(' ', '0');
  let out = '';
  let at = 0;
  for (const mark of whole) {
    if (mark === '9' || mark === '0') out += filled[at++] ?? '';
    else if (mark === ',' || mark === 'G') out += out.trim() === '' ? ' ' : ',';
    else out += mark;
  }
  const tail = digits === 0 ? '' : `.${fill ? fraction : [...fraction].filter((_digit, i) => part.replace(/[^90]/g, '')[i] === '0' || fraction.slice(i).replace(/0+$/, '') !== '').join('')}`;
  const signed = out.trim() === '' ? `${value < 0 ? '-' : ''}` : `${value < 0 ? '-' : ''}${out.trimStart()}`;
  const text = signed + tail;
  return fill ? text.padStart(whole.length + 1 + (digits === 0 ? 0 : digits + 1)) : text;
}

/** PostgreSQL's functions on moments (documentation, 9.9). */
export const POSTGRES_DATES: FunctionTable = {
  date_trunc: [TIMESTAMP, strict(([unit, at]) => truncated(str(unit), str(at)))],
  date_part: [FLOAT, strict(([unit, at]) => part(str(unit).toLowerCase(), str(at)))],
  age: [INTERVAL, strict(([a, b], { now }) => intervalText(b === undefined ? between(ms(timestampText(now()).slice(0, 10)), ms(a)) : between(ms(a), ms(b))))],
  to_date: [DATE, strict(([text, format]) => fromPostgres(text, format)?.slice(0, 10) ?? null)],
  to_timestamp: [TIMESTAMPTZ, strict(([text, format]) => (format === undefined ? `${timestampText(num(text) * 1000, true)}+00` : `${fromPostgres(text, format) ?? ''}+00`))],
  make_date: [DATE, strict(([year, month, day]) => `${String(num(year)).padStart(4, '0')}-${two(num(month))}-${two(num(day))}`)],
  statement_timestamp: [TIMESTAMPTZ, (_args, { now }) => `${timestampText(now(), true)}+00`],
  transaction_timestamp: [TIMESTAMPTZ, (_args, { now }) => `${timestampText(now(), true)}+00`],
};

const dayOfYear = (value: Value | undefined): number => Math.floor((ms(str(value).slice(0, 10)) - ms(`${civilOf(ms(value)).year}-01-01`)) / DAY_MS) + 1;

/** Whole units between two moments. */
function unitsBetween(unit: string, from: Value | undefined, to: Value | undefined): number {
  const gap = ms(to) - ms(from);
  const size = { microsecond: 0.001, second: 1000, minute: 60_000, hour: 3_600_000, day: DAY_MS, week: 7 * DAY_MS }[unit];
  if (size !== undefined) return Math.trunc(gap / size);
  const span = between(Math.max(ms(from), ms(to)), Math.min(ms(from), ms(to)));
  return Math.trunc(span.months / ({ month: 1, quarter: 3, year: 12 }[unit] ?? 1)) * (gap < 0 ? -1 : 1);
}

/** MySQL's functions on moments (manual, 14.7). */
export const MYSQL_DATES: FunctionTable = {
  timestampdiff: [INT, strict(([unit, from, to]) => unitsBetween(str(unit).toLowerCase(), from, to))],
  timestampadd: [TIMESTAMP, strict(([unit, amount, at]) => moved(str(at), num(amount), str(unit).toLowerCase()))],
  last_day: [DATE, strict(([at]) => moved(moved(`${str(at).slice(0, 7)}-01`, 1, 'month')!, -1, 'day'))],
  dayname: [TEXT, strict(([at]) => DAYS[civilOf(ms(at)).weekday]!)],
  monthname: [TEXT, strict(([at]) => MONTHS[civilOf(ms(at)).month - 1]!)],
  dayofweek: [INT, strict(([at]) => civilOf(ms(at)).weekday + 1)],
  weekday: [INT, strict(([at]) => (civilOf(ms(at)).weekday + 6) % 7)],
  dayofyear: [INT, strict(([at]) => dayOfYear(at))],
  quarter: [INT, strict(([at]) => Math.ceil(civilOf(ms(at)).month / 3))],
  week: [INT, strict(([at]) => Math.floor((dayOfYear(at) + 6 - civilOf(ms(at)).weekday) / 7))],
  to_days: [INT, strict(([at]) => Math.floor(ms(at) / DAY_MS) + 719_528)],
  time: [TIME, strict(([at]) => (str(at).includes(':') ? str(at).replace(/^.*[ T]/, '') : '00:00:00'))],
  from_unixtime: [TIMESTAMP, strict(([seconds]) => timestampText(num(seconds) * 1000))],
  str_to_date: [TIMESTAMP, strict(([text, format]) => { const read = byFormat(str(text), str(format), /%[a-zA-Z]/, MY_FIELDS); return read !== null && !/%[HhisSpT]/.test(str(format)) ? read.slice(0, 10) : read; })],
  utc_timestamp: [TIMESTAMP, (_args, { now }) => timestampText(now())],
};
