import { civilFromDays } from '../../lib/timestamp';

/** A number of two digits. */
export const two = (n: number) => String(n).padStart(2, '0');

/** Milliseconds as a timestamp's text. */
export function timestampText(ms: number, microseconds = false): string {
  const iso = new Civil(ms);
  const base = `${iso.date} ${iso.time}`;
  const fraction = Math.floor(((ms % 1000) + 1000) % 1000 * 1000);
  return microseconds && fraction > 0 ? `${base}.${String(fraction).padStart(6, '0').replace(/0+$/, '')}` : base;
}

/** The civil calendar without a clock. */
class Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly time: string;

  constructor(ms: number) {
    const days = Math.floor(ms / 86_400_000);
    const seconds = Math.floor((ms - days * 86_400_000) / 1000);
    ({ year: this.year, month: this.month, day: this.day } = civilFromDays(days));
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
  const civil = new Civil(ms);
  const months = civil.year * 12 + civil.month - 1 + amount * ({ month: 1, quarter: 3, year: 12 }[unit] ?? 0);
  for (let day = civil.day; ; day--) {
    const date = `${String(Math.floor(months / 12)).padStart(4, '0')}-${two((months % 12) + 1)}-${two(day)}`;
    if (timestampMs(date) !== undefined) return isDate ? date : `${date} ${civil.time}`;
  }
}

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A field of a moment: year, month, dow, epoch…; null for what is none. */
export function part(unit: string, text: string): number | null {
  const ms = timestampMs(text);
  if (ms === undefined) return null;
  const civil = new Civil(ms);
  const [hour, minute, second] = civil.time.split(':').map(Number);
  return { year: civil.year, month: civil.month, day: civil.day, hour: hour!, minute: minute!, second: second!, dow: civil.weekday, dayofweek: civil.weekday + 1, epoch: ms / 1000, quarter: Math.ceil(civil.month / 3), doy: Math.floor((ms - (timestampMs(`${civil.year}-01-01`) ?? ms)) / 86_400_000) + 1, isodow: civil.weekday === 0 ? 7 : civil.weekday, week: Math.ceil((Math.floor((ms - (timestampMs(`${civil.year}-01-01`) ?? ms)) / 86_400_000) + 11 - (civil.weekday === 0 ? 7 : civil.weekday)) / 7) - 1 || 52, century: Math.ceil(civil.year / 100), decade: Math.floor(civil.year / 10), millisecond: (second! % 60) * 1000, milliseconds: (second! % 60) * 1000 }[unit] ?? null;
}

/** The calendar's fields of a moment. */
export function civilOf(ms: number): Civil {
  return new Civil(ms);
}
