const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];

/** Year, month and day of a day number since 1970-01-01 (proleptic Gregorian). */
export function civilDate(days: number): { year: number; month: number; day: number } {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

const two = (n: number) => String(n).padStart(2, '0');

/** `09:05:07` of a time in milliseconds since the epoch, UTC. */
export function timeOfDay(ms: number): string {
  const seconds = Math.floor(ms / 1000) % 86_400;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** systemctl's timestamps: `Sat 2026-11-21 09:00:00 UTC`. */
export function clockTime(ms: number): string {
  const days = Math.floor(ms / 86_400_000);
  const { year, month, day } = civilDate(days);
  return `${DAYS[days % 7]} ${year}-${two(month)}-${two(day)} ${timeOfDay(ms)} UTC`;
}

/** systemctl's spans: `5s`, `2min 3s`, `1h 4min`. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}min${seconds % 60 ? ` ${seconds % 60}s` : ''}`;
  return `${Math.floor(seconds / 3600)}h${Math.floor(seconds / 60) % 60 ? ` ${Math.floor(seconds / 60) % 60}min` : ''}`;
}
