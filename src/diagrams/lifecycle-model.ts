import type { ContainerStatus } from '../api/container-states';

/** The five places of the diagram; what Docker calls exited, dead and restarting stand under Stopped and Running. */
export type Place = 'created' | 'running' | 'paused' | 'stopped' | 'removed';

export const PLACES: readonly Place[] = ['created', 'running', 'paused', 'stopped', 'removed'];

/** A container as the diagram shows it. */
export interface ShownContainer {
  id: string;
  name: string;
  image: string;
  status: ContainerStatus | 'removed';
  exitCode: number | undefined;
}

/** A container that went from one place to another, and the verb that took it there. */
export interface Transition {
  id: string;
  name: string;
  from: Place | undefined;
  to: Place;
  verb: string;
}

export interface LifecycleModel {
  containers: readonly ShownContainer[];
  last: Transition | undefined;
  /** What was told of a container before the transition that it names. */
  announced?: { id: string; verb: string };
}

export const EMPTY_LIFECYCLE: LifecycleModel = { containers: [], last: undefined };

/** The part of GET /containers/json that the diagram reads. */
export interface ListedContainer {
  Id?: string;
  Names?: string[];
  Image?: string;
  State?: string;
  Status?: string;
}

/** The part of a container event (GET /events) that it reads. */
export interface ContainerEvent {
  Type?: string;
  Action?: string;
  Actor?: { ID?: string; Attributes?: Record<string, string> };
}

/** Removed containers that are still shown, newest last. */
const REMOVED_SHOWN = 3;

export function placeOf(status: ShownContainer['status']): Place {
  switch (status) {
    case 'created': return 'created';
    case 'running': case 'restarting': return 'running';
    case 'paused': return 'paused';
    case 'removed': case 'removing': return 'removed';
    default: return 'stopped';
  }
}

/** The model that a list of all containers gives, before any event. */
export function fromList(list: readonly ListedContainer[]): LifecycleModel {
  return {
    last: undefined,
    containers: list.map((entry) => ({
      id: entry.Id ?? '',
      name: (entry.Names?.[0] ?? '').replace(/^\//, ''),
      image: entry.Image ?? '',
      status: (entry.State ?? 'created') as ContainerStatus,
      exitCode: /^Exited \((\d+)\)/.exec(entry.Status ?? '')?.[1] === undefined ? undefined : Number(/\((\d+)\)/.exec(entry.Status!)![1]),
    })).reverse(),
  };
}

/** What an event makes of a container's status; undefined when it changes nothing in the picture. */
function statusAfter(action: string): ShownContainer['status'] | undefined {
  switch (action) {
    case 'create': return 'created';
    case 'start': case 'unpause': return 'running';
    case 'pause': return 'paused';
    case 'die': return 'exited';
    case 'destroy': return 'removed';
    default: return undefined;
  }
}

/** The model after an event. Same model, same object, when nothing in the picture changes. */
export function afterEvent(model: LifecycleModel, event: ContainerEvent): LifecycleModel {
  if (event.Type !== 'container') return model;
  const id = event.Actor?.ID ?? '';
  const attributes = event.Actor?.Attributes ?? {};
  const known = model.containers.find((container) => container.id === id);
  if (event.Action === 'rename' && known) {
    const name = attributes['name'] ?? known.name;
    return { ...model, containers: model.containers.map((entry) => (entry === known ? { ...entry, name } : entry)) };
  }
  // stop and restart come just before or after the event that does the work; they only name its verb.
  if (event.Action === 'stop' || event.Action === 'restart') {
    const after = model.last?.id === id && model.last.to === (event.Action === 'stop' ? 'stopped' : 'running');
    return after ? { ...model, last: { ...model.last!, verb: event.Action } } : { ...model, announced: { id, verb: event.Action } };
  }
  const status = statusAfter(event.Action ?? '');
  if (!status) return model;
  const name = attributes['name'] ?? known?.name ?? id.slice(0, 12);
  const exitCode = event.Action === 'die' ? Number(attributes['exitCode'] ?? 0) : event.Action === 'start' ? undefined : known?.exitCode;
  const container: ShownContainer = { id, name, image: attributes['image'] ?? known?.image ?? '', status, exitCode };
  const others = known ? model.containers.map((entry) => (entry === known ? container : entry)) : [...model.containers, container];
  const removed = others.filter((entry) => entry.status === 'removed');
  const dropped = new Set(removed.slice(0, Math.max(0, removed.length - REMOVED_SHOWN)));
  const from = known && known.status !== 'removed' ? placeOf(known.status) : undefined;
  const last = from === placeOf(status) ? model.last : { id, name, from, to: placeOf(status), verb: event.Action === 'die' && model.announced?.id === id ? model.announced.verb : verbOf(event.Action!, from, exitCode) };
  return { containers: others.filter((entry) => !dropped.has(entry)), last };
}

function verbOf(action: string, from: Place | undefined, exitCode: number | undefined): string {
  if (action === 'destroy') return 'rm';
  if (action === 'die') return from === 'running' || from === 'paused' ? `exit ${exitCode ?? 0}` : 'exit';
  return action;
}
