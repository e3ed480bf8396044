import { daysOf, formatDate } from '../coreutils/date-text';

/** An HTTP date (RFC 9110 section 5.6.7). */
export function httpDate(ms: number): string {
  return formatDate('%a, %d %b %Y %H:%M:%S GMT', ms);
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const DAY_MS = 86_400_000;

/** Reads an HTTP date of the common form; NaN for anything else. */
export function parseHttpDate(text: string): number {
  const match = /^\w{3}, (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/.exec(text.trim());
  const month = match ? MONTHS.indexOf(match[2]!) / 3 + 1 : NaN;
  if (!match || month < 1) return NaN;
  const [, day, , year, hours, minutes, seconds] = match;
  return daysOf(Number(year), month, Number(day)) * DAY_MS + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
