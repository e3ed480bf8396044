import { formatTimestampNs, parseRfc3339Ms } from '../../../../../lib/timestamp';
import { parseDurationNs } from '../../../../../lib/duration';
import type { FunctionTable } from './call';
import type { Value } from './ast';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

interface Moment {
  year: number; month: number; day: number; hour: number; minute: number; second: number; weekday: number;
  /** `Z` or `+02:00`. */
  zone: string;
}

/** RFC 3339 in UTC, to the second. */
export function rfc3339(ms: number): string {
  return formatTimestampNs(BigInt(Math.floor(ms / 1000)) * 1_000_000_000n).replace(/\.\d+/, '');
}

function momentOf(text: string): Moment {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match) throw new Error('not a valid RFC3339 timestamp');
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  // Sakamoto's rule.
  const shifted = month < 3 ? year - 1 : year;
  const weekday = (shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1]! + day) % 7;
  return { year, month, day, hour, minute, second, weekday, zone: match[7]! };
}

const two = (value: number): string => String(value).padStart(2, '0');

function part(token: string, at: Moment): string {
  const hour12 = at.hour % 12 === 0 ? 12 : at.hour % 12;
  const offset = at.zone === 'Z' ? '+00:00' : at.zone;
  const parts: Record<string, string> = {
    YYYY: String(at.year).padStart(4, '0'), YY: two(at.year % 100), M: String(at.month), MM: two(at.month), MMM: MONTHS[at.month - 1]!.slice(0, 3), MMMM: MONTHS[at.month - 1]!,
    D: String(at.day), DD: two(at.day), EEE: DAYS[at.weekday]!.slice(0, 3), EEEE: DAYS[at.weekday]!, h: String(at.hour), hh: two(at.hour), H: String(hour12), HH: two(hour12),
    AA: at.hour < 12 ? 'AM' : 'PM', aa: at.hour < 12 ? 'am' : 'pm', m: String(at.minute), mm: two(at.minute), s: String(at.second), ss: two(at.second),
    Z: at.zone, ZZZ: at.zone === 'Z' ? 'UTC' : offset.replace(':', ''), ZZZZ: offset.replace(':', ''), ZZZZZ: offset,
  };
  const text = parts[token];
  if (text === undefined) throw new Error(`invalid date format verb ${JSON.stringify(token)}`);
  return text;
}

/** A time in a format whose letters stand for parts of it, as many as they are long; quoted text stays (go-cty formatdate). */
function formatDate(format: string, time: string): string {
  const at = momentOf(time);
  return format.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (token, quoted: string | undefined) => (quoted === undefined ? part(token, at) : quoted.replaceAll('\'\'', '\'')));
}

function formatTimestamp(format: string, time: Value): string {
  if (typeof time !== 'string' && typeof time !== 'number') throw new Error('must be a string timestamp or a unix timestamp number');
  if (format === 'X') return String(typeof time === 'number' ? time : Math.floor(parseRfc3339Ms(time) / 1000));
  return formatDate(format, typeof time === 'number' ? rfc3339(time * 1000) : time);
}

/** Functions on times (go-cty's stdlib, buildx's own). */
export const TIME_FUNCTIONS: FunctionTable = {
  formatdate: ['ss', formatDate],
  formattimestamp: ['sa', formatTimestamp],
  timeadd: ['ss', (time: string, duration: string) => rfc3339(parseRfc3339Ms(time) + Number(parseDurationNs(duration)) / 1e6)],
};
