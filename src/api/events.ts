/** Kinds of object that events are about (moby api/types/events). */
export type EventType = 'container' | 'image' | 'volume' | 'network' | 'daemon' | 'builder' | 'plugin' | 'node' | 'service' | 'secret' | 'config';

/** One message of `GET /events`, field by field in the order in which the engine writes them. */
export interface EventMessage {
  /** Only for image events. */
  Type: EventType;
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
  scope: 'local' | 'swarm';
  /** Seconds. */
  time: number;
  /** Nanoseconds; written as a whole number (beyond JavaScript's exact integers, so kept as text). */
  timeNano: string;
}

/** The JSON of a message, with `timeNano` as a number. */
export function encodeEvent(message: EventMessage): string {
  const { timeNano, ...rest } = message;
  return `${JSON.stringify(rest).slice(0, -1)},"timeNano":${timeNano}}`;
}
