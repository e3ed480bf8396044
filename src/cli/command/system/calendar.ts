const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time in Go's ANSIC layout, UTC: `Wed Aug  5 18:24:27 2026`. */
export function calendarTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  let days = Math.floor(seconds / 86400);
  const rest = seconds - days * 86400;
  const weekday = DAYS[((days % 7) + 7) % 7]!;
  let year = 1970;
  const length = (y: number): number => (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 366 : 365);
  while (days >= length(year)) days -= length(year++);
  while (days < 0) days += length(--year);
  const months = [31, length(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let month = 0;
  while (days >= months[month]!) days -= months[month++]!;
  const two = (n: number): string => String(n).padStart(2, '0');
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return `${weekday} ${MONTHS[month]} ${String(days + 1).padStart(2)} ${clock} ${year}`;
}
