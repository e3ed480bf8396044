import { formatTimestampMs } from '../lib/timestamp';

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The date field of HTTP (RFC 9110 section 5.6.7). */
export function httpDate(ms: number): string {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+:\d+)/.exec(formatTimestampMs(ms))!;
  return `${DAYS[Math.floor(ms / 86_400_000) % 7]}, ${day} ${MONTHS[Number(month) - 1]} ${year} ${time} GMT`;
}
