import { CONTAINER_STATES, type ContainerAction, type ContainerStatus } from '../api/container-states';
import { PLACES, placeOf, type LifecycleModel, type Place } from './lifecycle-model';

const TITLES: Readonly<Record<Place, string>> = { created: 'Created', running: 'Running', paused: 'Paused', stopped: 'Stopped', removed: 'Removed' };

/** The arrows of the picture: which action's row of the engine's own table makes them, and the verb on each. */
const VERBS: readonly { action: ContainerAction; label: string }[] = [
  { action: 'start', label: 'start' },
  { action: 'pause', label: 'pause' },
  { action: 'unpause', label: 'unpause' },
  { action: 'stop', label: 'stop, kill' },
  { action: 'exit', label: 'its process ends' },
  { action: 'remove', label: 'rm' },
];

const SHOWN_STATUS: readonly ContainerStatus[] = ['created', 'running', 'paused', 'exited'];

export interface Arrow {
  from: Place;
  to: Place;
  verbs: string[];
}

/** Every arrow between two different places, with its verbs, read from the engine's table of states. */
export function lifecycleArrows(): Arrow[] {
  const arrows: Arrow[] = [];
  for (const { action, label } of VERBS) {
    for (const status of SHOWN_STATUS) {
      const outcome = CONTAINER_STATES[action][status];
      if ('refuse' in outcome || outcome.unchanged) continue;
      // A paused process can't end by itself, and stop first wakes it.
      if (action === 'exit' && status !== 'running') continue;
      const from = placeOf(status);
      const to = outcome.next === 'gone' ? 'removed' : placeOf(outcome.next);
      if (from === to) continue;
      const arrow = arrows.find((entry) => entry.from === from && entry.to === to);
      if (arrow) arrow.verbs.push(label);
      else arrows.push({ from, to, verbs: [label] });
    }
  }
  return arrows;
}

/** Mermaid takes these characters for its own. */
function plain(text: string): string {
  return text.replace(/[#;:"`<>{}\\]/g, (c) => `#${c.charCodeAt(0)};`);
}

/**
 * The container's life as a Mermaid state diagram: the machine with the verb on each arrow, each place with the
 * containers that are in it, and the last transition marked by a class of its own.
 */
export function lifecycleMermaid(model: LifecycleModel): string {
  const lines = ['stateDiagram-v2', '  direction TB'];
  for (const place of PLACES) {
    const inside = model.containers.filter((container) => placeOf(container.status) === place);
    const names = inside.map((container) => `${plain(container.name)}${place === 'stopped' && container.exitCode !== undefined ? ` (${container.exitCode})` : ''}`);
    lines.push(`  ${place}: ${[TITLES[place], ...names].join('<br/>')}`);
  }
  lines.push('  [*] --> created: create, run');
  for (const { from, to, verbs } of lifecycleArrows()) lines.push(`  ${from} --> ${to}: ${verbs.join(', ')}`);
  lines.push('  classDef occupied stroke-width:2px');
  lines.push('  classDef last stroke-width:4px');
  for (const place of PLACES) if (place !== model.last?.to && model.containers.some((container) => placeOf(container.status) === place)) lines.push(`  class ${place} occupied`);
  if (model.last) lines.push(`  class ${model.last.to} last`);
  return `${lines.join('\n')}\n`;
}

/** The last transition in words: `web: Created → Running (start)`. */
export function lifecycleSentence(model: LifecycleModel): string {
  const last = model.last;
  if (!last) return '';
  return `${last.name}: ${last.from ? `${TITLES[last.from]} → ` : ''}${TITLES[last.to]} (${last.verb})`;
}
