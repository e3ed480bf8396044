import { compareStrings } from '../../lib/govalue';
import { formatTimestampNs, parseTime } from '../../lib/timestamp';
import { humanDuration } from '../../lib/units';

/** Labels as one text: sorted `key=value`, with commas. */
export function joinLabels(labels: Readonly<Record<string, string>> | null | undefined): string {
  return Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort(compareStrings)
    .join(',');
}

/** How long ago: `2 minutes ago`. */
export function ago(now: number, thenMs: number): string {
  return humanDuration(now - thenMs) + ' ago';
}

/** Go's time.Time.String of an RFC 3339 time: `2026-01-02 03:04:05.5 +0000 UTC`. */
export function goTime(rfc3339: string | undefined): string {
  const text = rfc3339 === undefined || rfc3339 === '' ? '0001-01-01T00:00:00Z' : rfc3339;
  const zone = /(Z|[+-]\d\d:\d\d)$/.exec(text)?.[1] ?? 'Z';
  const local = text.slice(0, text.length - zone.length).replace('T', ' ').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  const offset = zone === 'Z' ? '+0000' : zone.replace(':', '');
  return `${local} ${offset} ${zone === 'Z' ? 'UTC' : offset}`;
}

/** Go's time.Time.String of Unix seconds. */
export function goTimeOfSeconds(seconds: number): string {
  return goTime(formatTimestampNs(BigInt(seconds) * 1_000_000_000n));
}

/** Milliseconds of an RFC 3339 time. */
export function timeMs(rfc3339: string): number {
  return Number(parseTime('2006-01-02T15:04:05.999999999Z07:00', rfc3339)) / 1e6;
}

/** A bool as Go's strconv.FormatBool. */
export function bool(value: unknown): string {
  return String(value === true);
}
