/** A stream's ID: milliseconds and a number within them. */
export type StreamId = [ms: number, sequence: number];

export interface StreamEntry {
  id: StreamId;
  /** Fields and values in turns. */
  fields: string[];
}

export interface PendingEntry {
  id: StreamId;
  consumer: string;
  deliveredAt: number;
  count: number;
}

export interface StreamGroup {
  name: string;
  last: StreamId;
  read: number;
  consumers: { name: string; seenAt: number }[];
  pending: PendingEntry[];
}

/** A stream as plain data (redis.io: Streams). */
export interface Stream {
  entries: StreamEntry[];
  last: StreamId;
  added: number;
  groups: StreamGroup[];
}

export const emptyStream = (): Stream => ({ entries: [], last: [0, 0], added: 0, groups: [] });

export const showId = ([ms, sequence]: StreamId): string => `${ms}-${sequence}`;

export const compareIds = (a: StreamId, b: StreamId): number => a[0] - b[0] || a[1] - b[1];

/** `ms-seq`, or `ms` alone with the sequence that is meant then; undefined for what is none. */
export function parseId(text: string, sequence = 0): StreamId | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  return match ? [Number(match[1]), match[2] === undefined ? sequence : Number(match[2])] : undefined;
}
