import { expect, test } from 'vitest';
import { lifecycleArrows, lifecycleMermaid, lifecycleSentence } from './lifecycle-mermaid';
import { afterEvent, EMPTY_LIFECYCLE, fromList, placeOf, type ContainerEvent, type LifecycleModel } from './lifecycle-model';

const event = (Action: string, ID = 'aaa', attributes: Record<string, string> = {}): ContainerEvent => ({ Type: 'container', Action, Actor: { ID, Attributes: { name: 'web', image: 'nginx', ...attributes } } });

const after = (...actions: (string | ContainerEvent)[]): LifecycleModel => actions.reduce<LifecycleModel>((model, action) => afterEvent(model, typeof action === 'string' ? event(action) : action), EMPTY_LIFECYCLE);

test('arrows are those of the engine’s own table', () => {
  expect(lifecycleArrows()).toEqual([
    { from: 'created', to: 'running', verbs: ['start'] },
    { from: 'stopped', to: 'running', verbs: ['start'] },
    { from: 'running', to: 'paused', verbs: ['pause'] },
    { from: 'paused', to: 'running', verbs: ['unpause'] },
    { from: 'running', to: 'stopped', verbs: ['stop, kill', 'its process ends'] },
    { from: 'paused', to: 'stopped', verbs: ['stop, kill'] },
    { from: 'created', to: 'removed', verbs: ['rm'] },
    { from: 'stopped', to: 'removed', verbs: ['rm'] },
  ]);
});

test('a container goes through its life as the events say', () => {
  const model = after('create', 'start', 'pause', 'unpause', 'kill', event('die', 'aaa', { exitCode: '137' }), 'stop');
  expect(model.containers).toEqual([{ id: 'aaa', name: 'web', image: 'nginx', status: 'exited', exitCode: 137 }]);
  expect(lifecycleSentence(model)).toBe('web: Running → Stopped (stop)');
  expect(placeOf(afterEvent(model, event('destroy')).containers[0]!.status)).toBe('removed');
});

test('a stop that is told before the end names it too', () => {
  expect(lifecycleSentence(after('create', 'start', 'stop', event('die', 'aaa', { exitCode: '137' })))).toBe('web: Running → Stopped (stop)');
});

test('events of other kinds change nothing', () => {
  const model = after('create');
  expect(afterEvent(model, { Type: 'network', Action: 'connect', Actor: { ID: 'aaa' } })).toBe(model);
  expect(afterEvent(model, event('exec_create: sh'))).toBe(model);
});

test('the diagram names containers in their places and marks the last', () => {
  expect(lifecycleMermaid(after('create', 'start'))).toBe(`stateDiagram-v2
  direction TB
  created: Created
  running: Running<br/>web
  paused: Paused
  stopped: Stopped
  removed: Removed
  [*] --> created: create, run
  created --> running: start
  stopped --> running: start
  running --> paused: pause
  paused --> running: unpause
  running --> stopped: stop, kill, its process ends
  paused --> stopped: stop, kill
  created --> removed: rm
  stopped --> removed: rm
  classDef occupied stroke-width:2px
  classDef last stroke-width:4px
  class running last
`);
});

test('a list gives states and exit codes', () => {
  expect(fromList([{ Id: 'b', Names: ['/two'], Image: 'x', State: 'exited', Status: 'Exited (3) 2 hours ago' }, { Id: 'a', Names: ['/one'], Image: 'y', State: 'running', Status: 'Up' }]).containers).toEqual([
    { id: 'a', name: 'one', image: 'y', status: 'running', exitCode: undefined },
    { id: 'b', name: 'two', image: 'x', status: 'exited', exitCode: 3 },
  ]);
});
