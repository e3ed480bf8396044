import { civilDate } from '../systemd/time-text';

const WEEKDAYS = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAY_MS = 86_400_000;

const pad = (n: number, width = 2, fill = '0') => String(n).padStart(width, fill);

/** Days since 1970-01-01 of a date (proleptic Gregorian). */
export function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719468;
}

/** strftime(3) in UTC, with GNU date's %N, %s and - and _ flags. */
export function formatDate(format: string, ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const inDay = Math.floor((ms - days * DAY_MS) / 1000);
  const { year, month, day } = civilDate(days);
  const hour = Math.floor(inDay / 3600);
  const minute = Math.floor(inDay / 60) % 60;
  const second = inDay % 60;
  const weekday = (((days + 4) % 7) + 7) % 7;
  const yearDay = days - daysOf(year, 1, 1) + 1;
  const field = (letter: string, flag: string): string => {
    const number = (n: number, width = 2, fill = '0') => (flag === '-' ? String(n) : pad(n, width, flag === '_' ? ' ' : fill));
    switch (letter) {
      case 'Y': return String(year);
      case 'C': return number(Math.floor(year / 100));
      case 'y': return number(year % 100);
      case 'm': return number(month);
      case 'd': return number(day);
      case 'e': return number(day, 2, ' ');
      case 'H': return number(hour);
      case 'k': return number(hour, 2, ' ');
      case 'I': return number(hour % 12 || 12);
      case 'l': return number(hour % 12 || 12, 2, ' ');
      case 'M': return number(minute);
      case 'S': return number(second);
      case 'N': return pad(Math.floor((ms - Math.floor(ms / 1000) * 1000) * 1e6), 9);
      case 's': return String(Math.floor(ms / 1000));
      case 'j': return number(yearDay, 3);
      case 'p': return hour < 12 ? 'AM' : 'PM';
      case 'P': return hour < 12 ? 'am' : 'pm';
      case 'a': return WEEKDAYS[(((days % 7) + 7) % 7)]!.slice(0, 3);
      case 'A': return WEEKDAYS[(((days % 7) + 7) % 7)]!;
      case 'b': case 'h': return MONTHS[month - 1]!.slice(0, 3);
      case 'B': return MONTHS[month - 1]!;
      case 'u': return String(weekday || 7);
      case 'w': return String(weekday);
      case 'F': return `${year}-${pad(month)}-${pad(day)}`;
      case 'T': return `${pad(hour)}:${pad(minute)}:${pad(second)}`;
      case 'R': return `${pad(hour)}:${pad(minute)}`;
      case 'D': return `${pad(month)}/${pad(day)}/${pad(year % 100)}`;
      case 'c': return formatDate('%a %b %e %T %Y', ms);
      case 'x': return formatDate('%m/%d/%y', ms);
      case 'X': return formatDate('%T', ms);
      case 'r': return formatDate('%I:%M:%S %p', ms);
      case 'Z': return 'UTC';
      case 'z': return '+0000';
      case 'n': return '\n';
      case 't': return '\t';
      case '%': return '%';
      default: return `%${flag}${letter}`;
    }
  };
  return format.replace(/%:z/g, '+00:00').replace(/%(\d)N/g, (_, digits: string) => field('N', '').slice(0, Number(digits))).replace(/%([-_0^]?)([A-Za-z%])/g, (_, flag: string, letter: string) => {
    const value = field(letter, flag);
    return flag === '^' ? value.toUpperCase() : value;
  });
}
