import { civilOf, timestampMs } from './calendar';

/** A span of time as PostgreSQL keeps it: months and days are no fixed numbers of hours (documentation, 8.5.4). */
export interface Interval {
  months: number;
  days: number;
  ms: number;
}

const MONTHS: Readonly<Record<string, number>> = { month: 1, mon: 1, quarter: 3, year: 12, y: 12, decade: 120, century: 1200 };
const MS: Readonly<Record<string, number>> = { microsecond: 0.001, millisecond: 1, second: 1000, sec: 1000, s: 1000, minute: 60_000, min: 60_000, m: 60_000, hour: 3_600_000, h: 3_600_000 };

/** `1 year 2 mons 3 days 04:05:06`, `2 hours ago`; undefined for what is none. */
export function parseInterval(text: string): Interval | undefined {
  const interval: Interval = { months: 0, days: 0, ms: 0 };
  let rest = text.trim().toLowerCase();
  const isAgo = /\s+ago$/.test(rest);
  rest = rest.replace(/\s+ago$/, '');
  if (rest === '') return undefined;
  while (rest !== '') {
    const clock = /^([-+]?)(\d+):(\d\d)(?::(\d\d(?:\.\d+)?))?\s*/.exec(rest);
    const part = /^([-+]?\d+(?:\.\d+)?)\s*([a-z]+)\s*,?\s*/.exec(rest);
    if (clock) interval.ms += (clock[1] === '-' ? -1 : 1) * (Number(clock[2]) * 3_600_000 + Number(clock[3]) * 60_000 + Number(clock[4] ?? 0) * 1000);
    else if (part) {
      const amount = Number(part[1]);
      const unit = part[2]!.length > 1 ? part[2]!.replace(/s$/, '') : part[2]!;
      if (unit === 'day' || unit === 'd') {
        interval.days += Math.trunc(amount);
        interval.ms += (amount % 1) * 86_400_000;
      } else if (unit === 'week' || unit === 'w') interval.days += amount * 7;
      else if (MONTHS[unit] !== undefined) interval.months += amount * MONTHS[unit];
      else if (MS[unit] !== undefined) interval.ms += amount * MS[unit];
      else return undefined;
    } else return undefined;
    rest = rest.slice((clock ?? part)![0].length);
  }
  return isAgo ? scaled(interval, -1) : interval;
}

export const scaled = ({ months, days, ms }: Interval, by: number): Interval => ({ months: months * by, days: days * by, ms: ms * by });

/** An interval as PostgreSQL shows it (intervalstyle postgres). */
export function intervalText({ months, days, ms }: Interval): string {
  const parts: string[] = [];
  const add = (amount: number, one: string) => { if (amount !== 0) parts.push(`${amount} ${one}${amount === 1 ? '' : 's'}`); };
  add(Math.trunc(months / 12), 'year');
  add(months % 12, 'mon');
  add(days, 'day');
  if (ms !== 0 || parts.length === 0) {
    const us = Math.round(Math.abs(ms) * 1000);
    const seconds = Math.floor(us / 1_000_000);
    const two = (n: number) => String(n).padStart(2, '0');
    const fraction = us % 1_000_000 === 0 ? '' : `.${String(us % 1_000_000).padStart(6, '0').replace(/0+$/, '')}`;
    parts.push(`${ms < 0 ? '-' : ''}${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`);
  }
  return parts.join(' ');
}

/** A moment's milliseconds moved by an interval; months keep the day where they can. */
export function movedBy(ms: number, { months, days, ms: more }: Interval): number {
  let at = ms;
  if (months !== 0) {
    const civil = civilOf(ms);
    const month = civil.year * 12 + civil.month - 1 + Math.trunc(months);
    for (let day = civil.day; ; day--) {
      const moved = timestampMs(`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')} ${civil.time}`);
      if (moved !== undefined) {
        at = moved + (((ms % 1000) + 1000) % 1000);
        break;
      }
    }
  }
  return at + days * 86_400_000 + more;
}

/** age(): from one moment to another in years, months and days. */
export function between(later: number, earlier: number): Interval {
  if (later < earlier) return scaled(between(earlier, later), -1);
  const [a, b] = [civilOf(later), civilOf(earlier)];
  let months = (a.year - b.year) * 12 + a.month - b.month;
  while (movedBy(earlier, { months, days: 0, ms: 0 }) > later) months--;
  const left = later - movedBy(earlier, { months, days: 0, ms: 0 });
  return { months, days: Math.floor(left / 86_400_000), ms: left % 86_400_000 };
}

/** A difference of two moments: days and hours, no months. */
export const difference = (ms: number): Interval => ({ months: 0, days: Math.trunc(ms / 86_400_000), ms: ms % 86_400_000 });

