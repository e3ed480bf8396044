import { invalid } from '../api/errors';
import { parseTimestampNs, parseUnixTimestampNs, TimestampError } from '../lib/timestamp';
import type { Nanos } from './go-time';

function refusing<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TimestampError) throw invalid(error.message);
    throw error;
  }
}

/** A moment as a filter gives it: a duration back from now, a date, Unix seconds. */
export function parseTimestamp(text: string, now: Nanos): Nanos {
  return refusing(() => parseTimestampNs(text, now));
}

/** A moment as a query parameter gives it, `seconds[.nanoseconds]`; undefined for none. */
export function parseUnix(text: string): Nanos | undefined {
  return refusing(() => parseUnixTimestampNs(text));
}
