import { formatTimestampMs, parseRfc3339Ms, TimestampError } from '../timestamp';

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The date field of HTTP (RFC 9110 section 5.6.7). */
export function httpDate(ms: number): string {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+:\d+)/.exec(formatTimestampMs(ms))!;
  return `${DAYS[((Math.floor(ms / 86_400_000) % 7) + 7) % 7]}, ${day} ${MONTHS[Number(month) - 1]} ${year} ${time} GMT`;
}

/** Reads an HTTP date of the common form; NaN for anything else. */
export function parseHttpDate(text: string): number {
  const match = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(text.trim());
  const month = MONTHS.indexOf(match?.[2] ?? '') + 1;
  if (!match || month === 0) return NaN;
  try {
    return parseRfc3339Ms(`${match[3]!}-${String(month).padStart(2, '0')}-${match[1]!}T${match[4]!}Z`);
  } catch (error) {
    if (error instanceof TimestampError) return NaN;
    throw error;
  }
}
