import { invalid } from '../../api/errors';
import { parseTimestampNs, TimestampError } from '../../lib/timestamp';
import { millisOf, nanosOf } from '../go-time';

/** The moment that an `until` filter means. */
export function untilMs(value: string, nowMs: number): number {
  try {
    return millisOf(parseTimestampNs(value, nanosOf(nowMs)));
  } catch (error) {
    if (error instanceof TimestampError) throw invalid(`invalid value for 'until' filter: ${error.message}`);
    throw error;
  }
}
