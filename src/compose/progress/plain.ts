import { quoteJson } from '../../lib/gojson';
import type { Progress, ProgressEvent } from './events';

/** A line an event, as fmt.Fprintln spaces them: with a blank at each end. */
export function plainProgress(write: (text: string) => Promise<void>): Progress {
  return {
    start: () => undefined,
    on: (...events) => write(events.map(({ id, text, details = '' }) => ` ${id} ${text} ${details}\n`).join('')),
    done: async () => undefined,
  };
}

export const quietProgress: Progress = { start: () => undefined, on: async () => undefined, done: async () => undefined };

function jsonLine({ id, parent, status, text, details, current, total, percent }: ProgressEvent): string {
  const names = { working: 'Working', done: 'Done', warning: 'Warning', error: 'Error' };
  const fields: [string, string | number | undefined][] = [
    ['id', id], ['parent_id', parent], ['status', names[status]], ['text', text], ['details', details], ['current', current], ['total', total], ['percent', percent],
  ];
  return `{${fields.filter(([, value]) => value !== undefined && value !== '' && value !== 0).map(([key, value]) => `"${key}":${typeof value === 'string' ? quoteJson(value) : String(value)}`).join(',')}}\n`;
}

/** `--progress json`. */
export function jsonProgress(write: (text: string) => Promise<void>): Progress {
  return { start: () => undefined, on: (...events) => write(events.map(jsonLine).join('')), done: async () => undefined };
}
