/** Days since the epoch as a civil date (Howard Hinnant's algorithm). */
function civil(days: number): [year: number, month: number, day: number] {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

/** RFC 3339 in UTC with as many decimals as there are (Go's time.RFC3339Nano). */
export function formatTime(ms: number): string {
  const days = Math.floor(ms / 86_400_000);
  const [year, month, day] = civil(days);
  const nanoseconds = Math.round((ms - days * 86_400_000) * 1e6);
  const seconds = Math.floor(nanoseconds / 1e9);
  const pad = (value: number, width = 2) => String(value).padStart(width, '0');
  const fraction = pad(nanoseconds % 1e9, 9).replace(/0+$/, '');
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => pad(part)).join(':');
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${time}${fraction && '.' + fraction}Z`;
}
