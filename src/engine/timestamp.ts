import { invalid } from '../api/errors';
import { quote } from './go-text';
import { parseNanos, type Nanos } from './go-time';

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n, us: 1000n, µs: 1000n, ms: 1_000_000n, s: 1_000_000_000n, m: 60_000_000_000n, h: 3_600_000_000_000n,
};

/** time.ParseDuration; undefined when it is none. */
export function parseDuration(text: string): Nanos | undefined {
  const match = /^([+-]?)((?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.exec(text);
  if (!match) return undefined;
  let nanos = 0n;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)) nanos += BigInt(Math.round(Number(number) * 1e6)) * UNITS[unit!]! / 1_000_000n;
  return match[1] === '-' ? -nanos : nanos;
}

/**
 * A moment as clients give it: a duration back from now, RFC 3339 or parts of it, seconds with a fraction
 * (moby api timestamp.GetTimestamp, ParseTimestamps).
 */
export function parseTimestamp(text: string, now: Nanos): Nanos {
  const duration = parseDuration(text);
  if (duration !== undefined) return now - duration;
  const date = /^(\d{4}-\d\d-\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text);
  if (date) return parseNanos(`${date[1]}T${date[2] ?? '00'}:${date[3] ?? '00'}:${date[4] ?? '00'}${date[5] ?? 'Z'}`);
  return parseUnix(text);
}

/** `seconds[.nanoseconds]`. */
export function parseUnix(text: string): Nanos {
  const [seconds = '', fraction = ''] = text.split('.', 2) as [string, string | undefined];
  if (!/^-?\d+$/.test(seconds)) throw invalid(`failed to parse value as time or duration: invalid seconds ${quote(seconds)}: invalid syntax`);
  if (!/^\d*$/.test(fraction)) throw invalid(`failed to parse value as time or duration: invalid nanoseconds ${quote(fraction)}: invalid syntax`);
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0') || '0');
}
