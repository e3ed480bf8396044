/** Instants are whole nanoseconds since the epoch, as Go's time.Time counts them; records hold them as RFC 3339 text. */
export type Nanos = bigint;

export const ZERO_TIME = '0001-01-01T00:00:00Z';

export function nanosOf(ms: number): Nanos {
  const whole = Math.floor(ms);
  return BigInt(whole) * 1_000_000n + BigInt(Math.floor((ms - whole) * 1e6));
}

export function millisOf(nanos: Nanos): number {
  return Number(nanos / 1000n) / 1000;
}

/** time.RFC3339Nano in UTC: the fraction without trailing zeros. */
export function formatNanos(nanos: Nanos): string {
  const seconds = nanos / 1_000_000_000n;
  const fraction = (nanos % 1_000_000_000n).toString().padStart(9, '0').replace(/0+$/, '');
  return `${isoSeconds(Number(seconds))}${fraction ? `.${fraction}` : ''}Z`;
}

/** As `formatNanos` with all nine digits (json-file's and `logs -t`'s format). */
export function formatNanosFixed(nanos: Nanos): string {
  return `${isoSeconds(Number(nanos / 1_000_000_000n))}.${(nanos % 1_000_000_000n).toString().padStart(9, '0')}Z`;
}

/** time.RFC3339 in UTC, whole seconds. */
export function formatSeconds(nanos: Nanos): string {
  return `${isoSeconds(Number(nanos / 1_000_000_000n))}Z`;
}

export function secondsOf(nanos: Nanos): number {
  return Number(nanos / 1_000_000_000n);
}

/** Reads what `formatNanos` writes; the zero time is 0. */
export function parseNanos(text: string): Nanos {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match || match[1] === '0001') return 0n;
  const [, year, month, day, hour, minute, second, fraction = '', zone] = match;
  let seconds = daysFromCivil(Number(year), Number(month), Number(day)) * 86400 + Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  if (zone !== 'Z') seconds -= (zone![0] === '-' ? -1 : 1) * (Number(zone!.slice(1, 3)) * 3600 + Number(zone!.slice(4)) * 60);
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0') || 0);
}

/** HTTP's date (RFC 9110 section 5.6.7). */
export function httpDate(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const days = Math.floor(seconds / 86400);
  const [year, month, day] = civilFromDays(days);
  const weekday = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'][((days % 7) + 7) % 7];
  const name = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][month - 1];
  return `${weekday}, ${two(day)} ${name} ${year} ${clockText(seconds)} GMT`;
}

function isoSeconds(seconds: number): string {
  const [year, month, day] = civilFromDays(Math.floor(seconds / 86400));
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clockText(seconds)}`;
}

function clockText(seconds: number): string {
  const of = ((seconds % 86400) + 86400) % 86400;
  return `${two(Math.floor(of / 3600))}:${two(Math.floor(of / 60) % 60)}:${two(of % 60)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** Days since 1970-01-01 of a proleptic Gregorian date, and back, counting years from March. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

function civilFromDays(days: number): [number, number, number] {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1];
}
