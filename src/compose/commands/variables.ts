import { isDict, type Value } from '../load/value';

/** A variable that a compose file asks for. */
export interface ModelVariable {
  name: string;
  required: boolean;
  fallback: string;
  alternate: string;
}

const PATTERN = /\$(?:\$|\{([_a-zA-Z][_a-zA-Z0-9]*)(?:(:?[-?+])((?:[^{}]|\{[^{}]*\})*))?\}|([_a-zA-Z][_a-zA-Z0-9]*))/g;

function collect(value: Value, into: Map<string, ModelVariable>): void {
  if (Array.isArray(value)) value.forEach((item) => collect(item, into));
  else if (isDict(value)) Object.values(value).forEach((item) => collect(item, into));
  if (typeof value !== 'string') return;
  for (const [, braced, operator = '', word = '', plain] of value.matchAll(PATTERN)) {
    const name = braced ?? plain;
    if (name === undefined) continue;
    into.set(name, {
      name, required: operator.endsWith('?'), fallback: operator.endsWith('-') ? word : '', alternate: operator.endsWith('+') ? word : '',
    });
    collect(word, into);
  }
}

/** The variables of a model with their defaults, by name (`config --variables`). */
export function modelVariables(model: Value): ModelVariable[] {
  const found = new Map<string, ModelVariable>();
  collect(model, found);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
