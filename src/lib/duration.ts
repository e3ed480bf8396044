const UNITS: Record<string, bigint> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n, // U+00B5
  μs: 1_000n, // U+03BC
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const LIMIT = 1n << 63n;

/** Text that is no duration, in Go's words. */
export class DurationError extends Error {}

/** time.ParseDuration: nanoseconds of `1h30m`, `1.5s`, `-10ms`. Throws DurationError. */
export function parseDurationNs(text: string): bigint {
  const invalid = (): DurationError => new DurationError(`time: invalid duration ${quoteTime(text)}`);
  const negative = text.startsWith('-');
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === '0') return 0n;
  if (rest === '') throw invalid();
  let total = 0n;
  while (rest !== '') {
    const match = /^([0-9]*)(?:\.([0-9]*))?/.exec(rest)!;
    const [whole, fraction] = [match[1]!, match[2] ?? ''];
    if (whole === '' && fraction === '') throw invalid();
    rest = rest.slice(match[0].length);
    const value = BigInt(whole === '' ? 0 : whole);
    if (value > LIMIT) throw invalid();
    const unitText = /^[^0-9.]*/.exec(rest)![0];
    if (unitText === '') throw new DurationError(`time: missing unit in duration ${quoteTime(text)}`);
    rest = rest.slice(unitText.length);
    const unit = Object.hasOwn(UNITS, unitText) ? UNITS[unitText]! : undefined;
    if (unit === undefined) throw new DurationError(`time: unknown unit ${quoteTime(unitText)} in duration ${quoteTime(text)}`);
    if (value > LIMIT / unit) throw invalid();
    total += value * unit + fractionOf(fraction, unit);
    if (total > LIMIT) throw invalid();
  }
  if (negative) return -total;
  if (total >= LIMIT) throw invalid();
  return total;
}

/** What the digits after the point are of a unit, by floating point as Go computes it. */
function fractionOf(digits: string, unit: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    if (value > (LIMIT - 1n) / 10n) break;
    const next = value * 10n + BigInt(digit);
    if (next > LIMIT) break;
    value = next;
    scale *= 10;
  }
  return value === 0n ? 0n : BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
}

/** The time package's own quoting: what isn't printable ASCII is shown by its bytes. */
export function quoteTime(text: string): string {
  let out = '"';
  for (const char of text) {
    if (char === '"' || char === '\\') out += '\\' + char;
    else if (char >= ' ' && char < '\x80') out += char;
    else for (const byte of new TextEncoder().encode(char)) out += '\\x' + byte.toString(16).padStart(2, '0');
  }
  return out + '"';
}

/** time.Duration's String: 1h30m0s, 1.5s, 100ms. */
export function formatDurationNs(durationNs: bigint): string {
  const sign = durationNs < 0n ? '-' : '';
  const size = durationNs < 0n ? -durationNs : durationNs;
  if (size === 0n) return '0s';
  if (size < 1_000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}µs`;
  if (size < 1_000_000_000n) return `${sign}${decimal(size, 6)}ms`;
  const seconds = size / 1_000_000_000n;
  const minutes = seconds / 60n;
  const hours = minutes / 60n;
  const tail = `${decimal((seconds % 60n) * 1_000_000_000n + (size % 1_000_000_000n), 9)}s`;
  if (minutes === 0n) return sign + tail;
  if (hours === 0n) return `${sign}${minutes}m${tail}`;
  return `${sign}${hours}h${minutes % 60n}m${tail}`;
}

function decimal(value: bigint, places: number): string {
  const text = value.toString().padStart(places + 1, '0');
  const fraction = text.slice(-places).replace(/0+$/, '');
  return text.slice(0, -places) + (fraction === '' ? '' : '.' + fraction);
}

/** parseDurationNs in milliseconds. */
export function parseDurationMs(text: string): number {
  return Number(parseDurationNs(text)) / 1e6;
}

/** A duration that may not be negative (docker/cli opts PositiveDurationOpt), in nanoseconds. */
export function parsePositiveDurationNs(text: string): bigint {
  const duration = parseDurationNs(text);
  if (duration < 0n) throw new DurationError('duration cannot be negative');
  return duration;
}
