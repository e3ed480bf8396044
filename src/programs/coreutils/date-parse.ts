import { civilDate } from '../systemd/time-text';
import { daysOf } from './date-text';

const DAY_MS = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const UNITS: Readonly<Record<string, { months?: number; ms?: number }>> = {
  year: { months: 12 }, month: { months: 1 }, fortnight: { ms: 14 * DAY_MS }, week: { ms: 7 * DAY_MS }, day: { ms: DAY_MS },
  hour: { ms: 3_600_000 }, minute: { ms: 60_000 }, min: { ms: 60_000 }, second: { ms: 1000 }, sec: { ms: 1000 },
};

/** What the words of a date have said so far. */
interface Said {
  date?: { year: number; month: number; day: number };
  /** Milliseconds since midnight. */
  time?: number;
  zoneMinutes?: number;
  /** 0 is Sunday; `weeks` later than the next such day. */
  weekday?: { day: number; weeks: number };
  months: number;
  ms: number;
}

type Rule = readonly [RegExp, (said: Said, match: RegExpExecArray, now: number) => boolean];

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
const yearOf = (now: number): number => (Number.isNaN(now) ? NaN : civilDate(Math.floor(now / DAY_MS)).year);

/** An offset from UTC: `+2`, `-0330`, `+05:30`; false where it is more than a day. */
function zone(said: Said, text: string): boolean {
  const match = /^([-+])(\d{1,2})(?::?(\d{2}))?$/.exec(text.replace(/\s/g, ''));
  if (!match || Number(match[2]) > 24) return false;
  said.zoneMinutes = (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
  return true;
}

function setTime(said: Said, hours: string, minutes = '0', seconds = '0', half = ''): boolean {
  const meridian = half.replace(/\./g, '').toLowerCase();
  const hour = meridian ? (Number(hours) % 12) + (meridian === 'pm' ? 12 : 0) : Number(hours);
  if (said.time !== undefined || hour > 24 || Number(minutes) > 59 || Number(seconds) > 60) return false;
  said.time = (hour * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  return true;
}

function setDate(said: Said, year: number, month: number, day: number): boolean {
  if (said.date || month < 1 || month > 12 || day < 1 || day > 31) return false;
  said.date = { year, month, day };
  return true;
}

function shift(said: Said, count: number, unit: string): boolean {
  const { months = 0, ms = 0 } = UNITS[unit.toLowerCase()]!;
  said.months += months * count;
  said.ms += ms * count;
  return true;
}

const UNIT = '(year|month|fortnight|week|day|hour|minute|min|second|sec)s?\\b';

/** The items of a date in the order in which they are looked for. */
const RULES: readonly Rule[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:T(?=\d))?/i, (said, m) => setDate(said, Number(m[1]), Number(m[2]), Number(m[3]))],
  [/^(\d{4})\/(\d{1,2})\/(\d{1,2})/, (said, m) => setDate(said, Number(m[1]), Number(m[2]), Number(m[3]))],
  [/^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?/, (said, m, now) => setDate(said, m[3] === undefined ? yearOf(now) : Number(m[3]), Number(m[1]), Number(m[2]))],
  [/^(\d{4})(\d\d)(\d\d)(?!\d)/, (said, m) => setDate(said, Number(m[1]), Number(m[2]), Number(m[3]))],
  // A signed number after a time of day is a time zone, even where a unit follows.
  [/^(\d{1,2}):(\d\d)(?::(\d\d(?:[.,]\d+)?))?\s*([ap]\.?m\b\.?)?(?:\s*([-+]\s*\d[\d:]*))?/i, (said, m) => setTime(said, m[1]!, m[2], m[3]?.replace(',', '.'), m[4]) && (m[5] === undefined || zone(said, m[5]))],
  [/^(\d{1,2})\s*([ap]\.?m\b\.?)/i, (said, m) => setTime(said, m[1]!, '0', '0', m[2])],
  [/^(\d{1,2})(?:\s*-?)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:[\s,-]+(\d{4})(?!\d|:))?/i, (said, m, now) => setDate(said, m[3] === undefined ? yearOf(now) : Number(m[3]), monthOf(m[2]!), Number(m[1]))],
  [/^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?!\d|:)(?:[\s,]+(\d{4})(?!\d|:))?/i, (said, m, now) => setDate(said, m[3] === undefined ? yearOf(now) : Number(m[3]), monthOf(m[1]!), Number(m[2]))],
  [new RegExp(`^([-+]?)\\s*(\\d+)\\s*${UNIT}(\\s+ago\\b)?`, 'i'), (said, m) => shift(said, Number(m[2]) * (m[1] === '-' ? -1 : 1) * (m[4] ? -1 : 1), m[3]!)],
  [new RegExp(`^(next|last|this)\\s+${UNIT}`, 'i'), (said, m) => shift(said, { next: 1, last: -1, this: 0 }[m[1]!.toLowerCase() as 'next'], m[2]!)],
  [new RegExp(`^${UNIT}(\\s+ago\\b)?`, 'i'), (said, m) => shift(said, m[2] ? -1 : 1, m[1]!)],
  [/^(yesterday|tomorrow|today|now)\b/i, (said, m) => shift(said, { yesterday: -1, tomorrow: 1, today: 0, now: 0 }[m[1]!.toLowerCase() as 'now'], 'day')],
  [/^midnight\b/i, (said) => setTime(said, '0')],
  [/^(?:(next|last|this)\s+)?(sun|mon|tue|wed|thu|fri|sat)[a-z]*\.?/i, (said, m) => {
    said.weekday = { day: WEEKDAYS.indexOf(m[2]!.toLowerCase()), weeks: m[1]?.toLowerCase() === 'next' ? 1 : m[1]?.toLowerCase() === 'last' ? -1 : 0 };
    return true;
  }],
  [/^(z|utc|gmt)\b/i, (said) => {
    said.zoneMinutes = 0;
    return true;
  }],
];

/**
 * A date as date -d and touch -d of GNU coreutils read it (gnulib's parse_datetime, date input formats): `@N`, ISO 8601, words,
 * and steps from it such as `2024-03-01 +1 day`. Milliseconds since 1970 in UTC; NaN when it is none. `now` is where steps
 * without a date start.
 */
export function parseDate(text: string, now = NaN): number {
  let rest = text.trim();
  const said: Said = { months: 0, ms: 0 };
  // Seconds stand alone.
  const epoch = /^@(-?\d+(?:\.\d+)?)$/.exec(rest);
  if (epoch) return Number(epoch[1]) * 1000;
  for (rest = rest.replace(/^[\s,]+/, ''); rest !== ''; rest = rest.replace(/^[\s,]+/, '')) {
    let match: RegExpExecArray | null = null;
    const rule = RULES.find(([pattern]) => (match = pattern.exec(rest)) !== null);
    if (!rule || !match || !rule[1](said, match, now)) return NaN;
    rest = rest.slice((match as RegExpExecArray)[0].length);
  }
  const base = said.date && Number.isNaN(now) ? 0 : now;
  const baseDay = Math.floor(base / DAY_MS);
  const { year, month, day } = said.date ?? civilDate(baseDay);
  const inDay = said.time ?? (said.date || said.weekday || text.trim() === '' ? 0 : base - baseDay * DAY_MS);
  const months = year * 12 + month - 1 + said.months;
  let days = daysOf(Math.floor(months / 12), (months % 12) + 1, 1) + day - 1;
  if (said.weekday) {
    // 1970-01-01 was a Thursday. The next such day, today included; `next` means the same unless that is today.
    const ahead = (((said.weekday.day - days - 4) % 7) + 7) % 7;
    days += ahead + (said.weekday.weeks === 1 ? (ahead === 0 ? 7 : 0) : said.weekday.weeks * 7);
  }
  return days * DAY_MS + inDay - (said.zoneMinutes ?? 0) * 60_000 + said.ms;
}
