import { formatDurationNs, parseDurationNs, parsePositiveDurationNs } from '../../../src/lib/duration';
import { cases } from './types';

export const adapter = cases((input: { fn: string; v: string }) => {
  if (input.fn === 'PositiveDurationOpt') return formatDurationNs(parsePositiveDurationNs(input.v));
  const ns = parseDurationNs(input.v);
  return { ns: Number(ns), string: formatDurationNs(ns) };
});
