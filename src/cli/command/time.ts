import { parseDurationNs } from '../../lib/duration';
import { quote } from '../../lib/govalue';
import { parseTimestampNs } from '../../lib/timestamp';

/** moby timestamp.GetTimestamp: what --since and --until say, as the API takes it (seconds, perhaps with nanoseconds). */
export function apiTime(value: string, nowMs: number): string {
  if (value === '' || value === '0' || /^\d+(\.\d+)?$/.test(value)) return value;
  const nowNs = BigInt(Math.round(nowMs * 1e6));
  let ns: bigint;
  try {
    ns = parseTimestampNs(value, nowNs);
  } catch {
    throw new Error(`failed to parse value as time or duration: ${quote(value)}`);
  }
  const seconds = ns / 1_000_000_000n;
  try {
    parseDurationNs(value);
    return String(seconds);
  } catch {
    return `${seconds}.${String(ns % 1_000_000_000n).padStart(9, '0')}`;
  }
}

/** The same, with the words of `docker logs` for a value that is no time. */
export function logTime(value: string, nowMs: number, flag: string): string {
  try {
    return apiTime(value, nowMs);
  } catch (error) {
    throw new Error(`invalid value for "${flag}": ${(error as Error).message}`);
  }
}
