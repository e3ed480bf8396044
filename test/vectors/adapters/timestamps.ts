import { formatTimestampNs, parseTimestampNs, parseTime, parseUnixTimestampNs } from '../../../src/lib/timestamp';
import { cases } from './types';

const REFERENCE = parseTime('2006-01-02T15:04:05Z07:00', '2026-01-02T03:04:05Z');

export const adapter = cases((input: { fn: string; v: string }) => {
  const time = input.fn === 'Parse' ? parseTimestampNs(input.v, REFERENCE) : parseUnixTimestampNs(input.v);
  return time === undefined ? '0001-01-01T00:00:00Z' : formatTimestampNs(time);
});
