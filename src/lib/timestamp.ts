import { DurationError, parseDurationNs, quoteTime } from './duration';
import { quote, quoteRune } from './govalue/quote';

/** Text that is no time, in moby's and Go's words. */
export class TimestampError extends Error {}

const SECOND = 1_000_000_000n;
const ELEMENT = /2006|01|02|15|04|05|\.999999999|Z07:00/;

/**
 * A `--since`, `--until` or `until=` value: a duration before `referenceNs`, a date or time in local time
 * or with a zone, or Unix seconds (moby daemon/internal/timestamp.Parse). Nanoseconds since the Unix epoch.
 */
export function parseTimestampNs(value: string, referenceNs: bigint, localOffsetSeconds = 0): bigint {
  if (value.trim() === '') throw new TimestampError('failed to parse value as time or duration: value is empty');
  if (value !== '0') {
    try {
      return referenceNs - parseDurationNs(value);
    } catch (error) {
      if (!(error instanceof DurationError)) throw error;
    }
  }
  const local = !/[zZ+]/.test(value) && value.split('-').length !== 4;
  try {
    return parseTime(layoutFor(value, local), value, localOffsetSeconds);
  } catch (error) {
    if (!(error instanceof TimestampError) || value.includes('-')) throw error;
  }
  try {
    return parseUnix(value);
  } catch (error) {
    throw new TimestampError(`failed to parse value as time or duration: ${(error as Error).message}`);
  }
}

function layoutFor(value: string, local: boolean): string {
  const zone = local ? '' : 'Z07:00';
  if (value.includes('.')) return '2006-01-02T15:04:05.999999999' + zone;
  if (!value.includes('T')) return '2006-01-02' + zone;
  let colons = value.split(':').length - 1;
  if (!local && !/[zZ]/.test(value) && colons > 0) colons--;
  const time = colons === 0 ? '15' : colons === 1 ? '15:04' : '15:04:05';
  return `2006-01-02T${time}${zone}`;
}

/** The API's `seconds.nanoseconds` (moby timestamp.ParseUnixTimestamp); undefined for none. */
export function parseUnixTimestampNs(value: string): bigint | undefined {
  if (value === '') return undefined;
  try {
    return parseUnix(value);
  } catch (error) {
    throw new TimestampError(`invalid timestamp ${quote(value)}: ${(error as Error).message}`);
  }
}

function parseUnix(value: string): bigint {
  const dot = value.indexOf('.');
  const seconds = dot === -1 ? value : value.slice(0, dot);
  const fraction = dot === -1 ? '' : value.slice(dot + 1);
  if (!/^[+-]?[0-9]+$/.test(seconds)) throw new TimestampError(`invalid seconds ${quote(seconds)}: invalid syntax`);
  const whole = BigInt(seconds.replace(/^\+/, ''));
  if (BigInt.asIntN(64, whole) !== whole) throw new TimestampError(`invalid seconds ${quote(seconds)}: value out of range`);
  if (fraction.length > 20) throw new TimestampError(`invalid nanoseconds: length ${new TextEncoder().encode(fraction).length} exceeds maximum 20`);
  const bad = /[^0-9]/.exec(fraction);
  if (bad) {
    const byte = new TextEncoder().encode(bad[0])[0]!;
    throw new TimestampError(`invalid nanoseconds: invalid character ${quoteRune(byte)} at position ${bad.index}`);
  }
  return whole * SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

const RANGES: Record<string, [least: number, most: number, name: string]> = {
  '01': [1, 12, 'month'],
  '15': [0, 23, 'hour'],
  '04': [0, 59, 'minute'],
  '05': [0, 59, 'second'],
};

/** Go's time.Parse for the layouts that are made of 2006 01 02 15 04 05 .999999999 Z07:00. */
export function parseTime(layout: string, value: string, localOffsetSeconds = 0): bigint {
  const bad = (element: string, at: string): TimestampError =>
    new TimestampError(`parsing time ${quoteTime(value)} as ${quoteTime(layout)}: cannot parse ${quoteTime(at)} as ${quoteTime(element)}`);
  const wrong = (what: string): TimestampError => new TimestampError(`parsing time ${quoteTime(value)}: ${what}`);
  const field: Record<string, number> = { '2006': 0, '01': 1, '02': 1, '15': 0, '04': 0, '05': 0 };
  let nanos = 0n;
  let offset: number | undefined;
  let rest = value;
  let left = layout;
  for (;;) {
    const match = ELEMENT.exec(left);
    const prefix = match ? left.slice(0, match.index) : left;
    for (const char of prefix) {
      if (rest[0] !== char) throw bad(prefix, rest);
      rest = rest.slice(1);
    }
    if (!match) {
      if (rest !== '') throw wrong(`extra text: ${quoteTime(rest)}`);
      break;
    }
    const element = match[0];
    left = left.slice(match.index + element.length);
    const hold = rest;
    if (element === '2006') {
      const digits = /^[0-9]{4}/.exec(rest);
      if (!digits) throw bad(element, hold);
      field[element] = Number(digits[0]);
      rest = rest.slice(4);
    } else if (element === '.999999999') {
      ({ nanos, rest } = fraction(rest, nanos));
    } else if (element === 'Z07:00') {
      if (rest[0] === 'Z') {
        offset = 0;
        rest = rest.slice(1);
        continue;
      }
      const zone = /^(.)(..):(..)/su.exec(rest);
      const good = zone && /^[0-9]{2}$/.test(zone[2]!) && /^[0-9]{2}$/.test(zone[3]!);
      if (zone && good && Number(zone[2]) > 24) throw wrong('time zone offset hour out of range');
      if (zone && good && Number(zone[3]) > 60) throw wrong('time zone offset minute out of range');
      if (!zone || !good || !/[+-]/.test(zone[1]!)) throw bad(element, hold);
      offset = (zone[1] === '-' ? -60 : 60) * (Number(zone[2]) * 60 + Number(zone[3]));
      rest = rest.slice(6);
    } else {
      const digits = (element === '15' ? /^[0-9]{1,2}/ : /^[0-9]{2}/).exec(rest);
      if (!digits) throw bad(element, hold);
      field[element] = Number(digits[0]);
      rest = rest.slice(digits[0].length);
      const range = RANGES[element];
      if (range && (field[element] < range[0] || field[element] > range[1])) throw wrong(`${range[2]} out of range`);
      // A fraction may follow the seconds though the layout has none.
      if (element === '05' && !left.startsWith('.9')) ({ nanos, rest } = fraction(rest, nanos));
    }
  }
  const [year, month, day] = [field['2006']!, field['01']!, field['02']!];
  if (day < 1 || day > daysIn(year, month)) throw wrong('day out of range');
  const midnight = daysFromCivil(year, month, day) * 86_400;
  const seconds = midnight + field['15']! * 3600 + field['04']! * 60 + field['05']! - (offset ?? localOffsetSeconds);
  return BigInt(seconds) * SECOND + nanos;
}

function fraction(rest: string, nanos: bigint): { nanos: bigint; rest: string } {
  const digits = /^[.,]([0-9]+)/.exec(rest);
  if (!digits) return { nanos, rest };
  return { nanos: BigInt(digits[1]!.slice(0, 9).padEnd(9, '0')), rest: rest.slice(digits[0].length) };
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  return [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** The date of a number of days since 1970-01-01. */
export function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

/** RFC 3339 with as many digits of a second as there are: 2026-01-02T03:04:05.5Z (Go's RFC3339Nano). */
export function formatTimestampNs(timeNs: bigint, offsetSeconds = 0): string {
  const local = timeNs + BigInt(offsetSeconds) * SECOND;
  const nanos = ((local % SECOND) + SECOND) % SECOND;
  const seconds = Number((local - nanos) / SECOND);
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const { year, month, day } = civilFromDays(days);
  const two = (n: number): string => String(n).padStart(2, '0');
  const digits = nanos === 0n ? '' : '.' + nanos.toString().padStart(9, '0').replace(/0+$/, '');
  const zone = offsetSeconds === 0 ? 'Z' : (offsetSeconds < 0 ? '-' : '+') + two(Math.trunc(Math.abs(offsetSeconds) / 3600)) + ':' + two(Math.trunc(Math.abs(offsetSeconds) / 60) % 60);
  const date = `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return `${date}T${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}${digits}${zone}`;
}

/** formatTimestampNs of a clock's milliseconds, to the nanosecond. */
export function formatTimestampMs(timeMs: number): string {
  const whole = Math.floor(timeMs);
  return formatTimestampNs(BigInt(whole) * 1_000_000n + BigInt(Math.round((timeMs - whole) * 1e6)));
}

/** Milliseconds of an RFC 3339 time. Throws TimestampError. */
export function parseRfc3339Ms(value: string): number {
  return Number(parseTime('2006-01-02T15:04:05.999999999Z07:00', value)) / 1e6;
}
