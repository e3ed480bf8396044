import { quote } from './go-text';
import { DockerfileError } from './location';

const UNITS: Record<string, number> = {
  ns: 1, us: 1e3, 'µs': 1e3, 'μs': 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9,
};

/** Go's `time.ParseDuration`, in nanoseconds. */
export function parseGoDuration(source: string): number {
  let rest = source;
  const invalid = () => new DockerfileError(`time: invalid duration ${quote(source)}`);
  const negative = rest.startsWith('-');
  if (negative || rest.startsWith('+')) rest = rest.slice(1);
  if (rest === '0') return 0;
  if (rest === '') throw invalid();
  let total = 0;
  while (rest !== '') {
    const number = /^(\d*)(?:(\.)(\d*))?/.exec(rest)!;
    if (number[1] === '' && !number[3]) throw invalid();
    rest = rest.slice(number[0].length);
    const unit = /^[^.\d]*/.exec(rest)![0];
    if (unit === '') throw new DockerfileError(`time: missing unit in duration ${quote(source)}`);
    rest = rest.slice(unit.length);
    const factor = Object.hasOwn(UNITS, unit) ? UNITS[unit]! : undefined;
    if (factor === undefined) {
      throw new DockerfileError(`time: unknown unit ${quote(unit)} in duration ${quote(source)}`);
    }
    total += Number(number[1] || 0) * factor + Math.trunc(Number('0.' + (number[3] || '0')) * factor);
    if (total > 2 ** 63) throw invalid();
  }
  if (!negative && total > 2 ** 63 - 1) throw invalid();
  return negative ? -total : total;
}

/** Decimal digits of `value / unit`, without trailing zeros. */
function fraction(value: number, unit: number): string {
  const whole = Math.floor(value / unit);
  const digits = String(Math.round(value - whole * unit)).padStart(String(unit).length - 1, '0').replace(/0+$/, '');
  return digits === '' ? String(whole) : `${whole}.${digits}`;
}

/** Go's `Duration.String`. */
export function formatGoDuration(nanoseconds: number): string {
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const value = Math.abs(nanoseconds);
  if (value < 1e3) return `${sign}${value}ns`;
  if (value < 1e6) return `${sign}${fraction(value, 1e3)}µs`;
  if (value < 1e9) return `${sign}${fraction(value, 1e6)}ms`;
  const minutes = Math.floor(value / 60e9);
  const seconds = fraction(value - minutes * 60e9, 1e9) + 's';
  if (minutes === 0) return sign + seconds;
  if (minutes < 60) return `${sign}${minutes}m${seconds}`;
  return `${sign}${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}
