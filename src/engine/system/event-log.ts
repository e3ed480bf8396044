import type { EventMessage, EventType } from '../../api/events';
import type { Filters } from '../../api/filters';
import { familiarMatch } from '../reference-match';
import { secondsOf, type Nanos } from '../go-time';

const KEPT = 256;

/**
 * The engine's events: the last 256 are kept for `since`, listeners hear the rest (moby daemon/events/events.go).
 */
export class EventLog {
  private kept: EventMessage[] = [];
  private listeners = new Set<(message: EventMessage) => void>();

  constructor(
    private readonly now: () => Nanos,
    kept: readonly EventMessage[] = [],
  ) {
    this.kept = [...kept];
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  log(type: EventType, action: string, id: string, attributes: Readonly<Record<string, string>>, scope: 'local' | 'swarm' = 'local'): void {
    const now = this.now();
    const sorted = Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    const message: EventMessage = { Type: type, Action: action, Actor: { ID: id, Attributes: sorted }, scope, time: secondsOf(now), timeNano: now.toString() };
    this.kept.push(message);
    if (this.kept.length > KEPT) this.kept.shift();
    for (const listener of [...this.listeners]) listener(message);
  }

  /** What happened from `since` to `until`, of what is still known. */
  past(since: Nanos, until: Nanos | undefined, filters: Filters): EventMessage[] {
    return this.kept.filter((message) => {
      const at = BigInt(message.timeNano);
      return at >= since && (until === undefined || at <= until) && includesEvent(filters, message);
    });
  }

  listen(listener: (message: EventMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  save(): EventMessage[] {
    return [...this.kept];
  }
}

/** Whether filters let a message through; unknown keys are no obstacle (moby daemon/events/filter.go). */
export function includesEvent(filters: Filters, message: EventMessage): boolean {
  const attributes = message.Actor.Attributes;
  const object = (type: EventType): boolean =>
    (filters.fuzzy(type, message.Actor.ID) || filters.fuzzy(type, attributes['name'] ?? '')) && (!filters.has(type) || message.Type === type);
  const image = (): boolean => {
    if (!filters.has('image')) return true;
    const name = message.Type === 'image' ? (attributes['name'] ?? message.Actor.ID) : (attributes['image'] ?? '');
    return filters.get('image').some((wanted) => wanted === message.Actor.ID || wanted === name || familiarMatch(wanted, name));
  };
  const action = message.Action.split(':')[0]!;
  return (
    (filters.exact('event', message.Action) || filters.get('event').includes(action)) &&
    filters.exact('type', message.Type) &&
    filters.exact('scope', message.scope) &&
    object('daemon') && object('container') && object('plugin') && object('volume') && object('network') &&
    image() &&
    (!filters.has('label') || filters.labels('label', attributes))
  );
}
