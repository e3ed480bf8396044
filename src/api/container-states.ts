import { EngineError, type ErrorKind } from './errors';

/** The states of a container (moby api/types/container State.Status). */
export type ContainerStatus = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

export const CONTAINER_STATUSES: readonly ContainerStatus[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

/** What can be asked of a container, and `exit`: its process ends. */
export type ContainerAction =
  | 'start' | 'stop' | 'restart' | 'kill' | 'pause' | 'unpause' | 'remove' | 'forceRemove' | 'exec' | 'attach' | 'top' | 'commit' | 'update' | 'exit';

/**
 * What an action comes to: the next state (`unchanged` when there is nothing to do, which start and stop answer with
 * 304), or a refusal. Messages hold {id}, {name} (without slash) and {ref} (what the client wrote).
 */
export type StateOutcome = { next: ContainerStatus | 'gone'; unchanged?: boolean } | { refuse: ErrorKind; message: string };

const to = (next: ContainerStatus | 'gone'): StateOutcome => ({ next });
const same = (next: ContainerStatus): StateOutcome => ({ next, unchanged: true });
const refuse = (message: string, kind: ErrorKind = 'conflict'): StateOutcome => ({ refuse: kind, message });

const NOT_RUNNING = refuse('container {id} is not running');
const IS_RESTARTING = refuse('Container {id} is restarting, wait until the container is running');
const NOT_PAUSED = refuse('Container {id} is not paused', 'system');
const MARKED = refuse('container is marked for removal and cannot be started');
const CANNOT_KILL = refuse('cannot kill container: {ref}: container {id} is not running');
const RUNNING_REMOVE = refuse('cannot remove container "{name}": container is running: stop the container before removing or force remove');
const REMOVING = refuse('removal of container {ref} is already in progress');
const CANNOT_UPDATE = refuse('Cannot update container {id}: Container is marked for removal and cannot be "update".');

/** State × action (moby daemon/: start.go, stop.go, kill.go, pause.go, unpause.go, delete.go, exec.go, top_unix.go). */
export const CONTAINER_STATES: Readonly<Record<ContainerAction, Readonly<Record<ContainerStatus, StateOutcome>>>> = {
  start: {
    created: to('running'), exited: to('running'), running: same('running'), restarting: same('restarting'),
    paused: refuse('cannot start a paused container, try unpause instead'), removing: MARKED, dead: MARKED,
  },
  stop: {
    created: same('created'), exited: same('exited'), running: to('exited'), restarting: to('exited'), paused: to('exited'),
    removing: same('removing'), dead: same('dead'),
  },
  restart: {
    created: to('running'), exited: to('running'), running: to('running'), restarting: to('running'), paused: to('running'),
    removing: MARKED, dead: MARKED,
  },
  kill: {
    created: CANNOT_KILL, exited: CANNOT_KILL, removing: CANNOT_KILL, dead: CANNOT_KILL,
    running: to('exited'), restarting: to('exited'), paused: to('exited'),
  },
  pause: {
    running: to('paused'), paused: refuse('container {id} is already paused'), restarting: IS_RESTARTING,
    created: NOT_RUNNING, exited: NOT_RUNNING, removing: NOT_RUNNING, dead: NOT_RUNNING,
  },
  unpause: {
    paused: to('running'), running: NOT_PAUSED, created: NOT_PAUSED, exited: NOT_PAUSED, restarting: NOT_PAUSED, removing: NOT_PAUSED, dead: NOT_PAUSED,
  },
  remove: {
    created: to('gone'), exited: to('gone'), dead: to('gone'), removing: REMOVING, running: RUNNING_REMOVE,
    paused: refuse('cannot remove container "{name}": container is paused and must be unpaused first'),
    restarting: refuse('cannot remove container "{name}": container is restarting: stop the container before removing or force remove'),
  },
  forceRemove: {
    created: to('gone'), exited: to('gone'), dead: to('gone'), running: to('gone'), paused: to('gone'), restarting: to('gone'), removing: REMOVING,
  },
  exec: {
    running: same('running'), paused: refuse('Container {ref} is paused, unpause the container before exec'), restarting: IS_RESTARTING,
    created: NOT_RUNNING, exited: NOT_RUNNING, removing: NOT_RUNNING, dead: NOT_RUNNING,
  },
  attach: {
    running: same('running'), created: same('created'), exited: same('exited'), removing: same('removing'), dead: same('dead'),
    paused: refuse('container {ref} is paused, unpause the container before attach'),
    restarting: refuse('container {ref} is restarting, wait until the container is running'),
  },
  top: {
    running: same('running'), paused: same('paused'), restarting: IS_RESTARTING,
    created: NOT_RUNNING, exited: NOT_RUNNING, removing: NOT_RUNNING, dead: NOT_RUNNING,
  },
  commit: {
    created: same('created'), running: same('running'), paused: same('paused'), restarting: same('restarting'), exited: same('exited'),
    removing: refuse('You cannot commit container {id} which is being removed'), dead: refuse('You cannot commit container {id} which is Dead'),
  },
  update: {
    created: same('created'), running: same('running'), paused: same('paused'), restarting: same('restarting'), exited: same('exited'),
    removing: CANNOT_UPDATE, dead: CANNOT_UPDATE,
  },
  exit: {
    running: to('exited'), paused: to('exited'), restarting: to('restarting'), created: same('created'), exited: same('exited'),
    removing: same('removing'), dead: same('dead'),
  },
};

/** Looks an action up; throws the refusal as an error, with its blanks filled in. */
export function containerTransition(
  action: ContainerAction,
  status: ContainerStatus,
  names: { id: string; name: string; ref: string },
): { next: ContainerStatus | 'gone'; unchanged: boolean } {
  const outcome = CONTAINER_STATES[action][status];
  if ('refuse' in outcome) throw new EngineError(outcome.refuse, outcome.message.replace(/\{(id|name|ref)\}/g, (_, key: 'id' | 'name' | 'ref') => names[key]));
  return { next: outcome.next, unchanged: outcome.unchanged ?? false };
}
