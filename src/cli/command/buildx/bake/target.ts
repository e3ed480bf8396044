import { marshalIndent } from '../../../../lib/gojson';
import { isEqual, type Type } from './hcl/values';

/** An entry of output, cache-from, attest and the like, as its JSON shows it. */
export type Entry = Record<string, string | boolean | string[]>;

export interface Group {
  name: string;
  description?: string;
  targets: string[];
}

/** What is built, under the names that its attributes have in a file. */
export interface Target {
  name: string;
  linked?: boolean;
  inherits?: string[];
  description?: string;
  annotations?: string[];
  attest?: Entry[];
  context?: string;
  contexts?: Record<string, string>;
  dockerfile?: string;
  'dockerfile-inline'?: string;
  args?: Record<string, string | null>;
  labels?: Record<string, string | null>;
  tags?: string[];
  'cache-from'?: Entry[];
  'cache-to'?: Entry[];
  target?: string;
  secret?: Entry[];
  ssh?: Entry[];
  platforms?: string[];
  output?: Entry[];
  pull?: boolean;
  'no-cache'?: boolean;
  network?: string;
  'no-cache-filter'?: string[];
  'shm-size'?: string;
  ulimits?: string[];
  call?: string;
  entitlements?: string[];
  'extra-hosts'?: Record<string, string | null>;
}

export interface Config {
  groups: Group[];
  targets: Target[];
}

type Field = Exclude<keyof Target, 'name' | 'linked'>;
const LIST: Type = { kind: 'list', of: 'string' };
const MAP: Type = { kind: 'map', of: 'string' };

/** Attributes of a target in the order of its JSON, with their types; `entries` are lists of texts or maps. */
export const FIELDS: Readonly<Record<Field, Type | 'entries'>> = {
  description: 'string', inherits: LIST, annotations: LIST, attest: 'entries', context: 'string', contexts: MAP, dockerfile: 'string', 'dockerfile-inline': 'string',
  args: MAP, labels: MAP, tags: LIST, 'cache-from': 'entries', 'cache-to': 'entries', target: 'string', secret: 'entries', ssh: 'entries', platforms: LIST,
  output: 'entries', pull: 'bool', 'no-cache': 'bool', network: 'string', 'no-cache-filter': LIST, 'shm-size': 'string', ulimits: LIST, call: 'string',
  entitlements: LIST, 'extra-hosts': MAP,
};
/** What a later definition adds to, and by what two entries are one and the same. */
const ADDED: Readonly<Partial<Record<Field, (entry: Entry) => unknown>>> = {
  attest: (entry) => entry.type, secret: (entry) => entry.id, ssh: (entry) => entry.id, 'cache-from': (entry) => entry,
};
const APPENDED: readonly Field[] = ['annotations', 'no-cache-filter', 'ulimits', 'entitlements', 'inherits'];

/** Entries of both, a later one in the place of an earlier one of the same key (buildflags Merge). */
export function mergeEntries(before: readonly Entry[] | undefined, after: readonly Entry[], field: Field): Entry[] {
  const key = ADDED[field] ?? ((entry: Entry): unknown => entry);
  const out: Entry[] = [];
  for (const entry of [...(before ?? []), ...after]) {
    const at = out.findIndex((other) => isEqual(key(other) as never, key(entry) as never));
    if (at === -1) out.push(entry);
    else out[at] = entry;
  }
  return out;
}

/** Puts a later definition over a target (bake.Target.Merge): some attributes replace, some add. */
export function mergeTarget(onto: Target, from: Target): void {
  for (const field of Object.keys(FIELDS) as Field[]) {
    const value = from[field];
    if (value === undefined || (field === 'description' && value === '')) continue;
    const type = FIELDS[field];
    let merged: unknown = value;
    if (ADDED[field]) merged = mergeEntries(onto[field] as Entry[] | undefined, value as Entry[], field);
    else if (APPENDED.includes(field)) merged = [...((onto[field] as string[] | undefined) ?? []), ...(value as string[])];
    else if (typeof type === 'object' && type.kind === 'map') {
      const kept = Object.entries(value as Record<string, string | null>).filter(([, item]) => item !== null);
      if (kept.length === 0) continue;
      merged = { ...(onto[field] as object | undefined), ...Object.fromEntries(kept) };
    }
    (onto as unknown as Record<string, unknown>)[field] = merged;
  }
}

/** Leaves out what stands twice and what is empty (bake.Target.normalize). */
export function normalize(target: Target): void {
  for (const field of ['annotations', 'tags', 'platforms', 'no-cache-filter', 'ulimits', 'entitlements'] as const) {
    const list = target[field];
    if (list) target[field] = [...new Set(list)].filter((item) => item !== '');
  }
  for (const field of ['attest', 'secret', 'ssh', 'cache-from', 'cache-to', 'output'] as const) {
    const list = target[field];
    if (list) target[field] = mergeEntries(undefined, list, field);
  }
  for (const map of [target.contexts] as (Record<string, string> | undefined)[]) {
    for (const key of Object.keys(map ?? {})) if (map![key] === '') delete map![key];
  }
}

const escape = (text: string): string => text.replace(/[$%](?=\{)/g, (sign) => sign + sign);

function sorted<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.keys(map).sort().map((key) => [key, map[key]!]));
}

/** A target as `--print` shows it: escaped, so that it can be read again. */
export function targetJson(target: Target): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const field of Object.keys(FIELDS) as Field[]) {
    const value = target[field];
    if (field === 'inherits' || value === undefined || (field === 'description' && value === '')) continue;
    if (Array.isArray(value)) {
      if (value.length === 0) continue;
      out[field] = value.map((item) => (typeof item === 'string' ? (field === 'annotations' ? escape(item) : item) : field === 'secret' || field === 'ssh' ? item : sorted(item)));
    } else if (typeof value === 'object') {
      if (Object.keys(value).length === 0) continue;
      const isEscaped = field !== 'contexts';
      out[field] = Object.fromEntries(Object.entries(sorted<string | null>(value)).map(([key, item]) => [key, item !== null && isEscaped ? escape(item) : item]));
    } else out[field] = field === 'dockerfile-inline' ? escape(String(value)) : value;
  }
  return out;
}

/** What `--print` prints: groups and targets in the order of their names. */
export function definitionJson(targets: ReadonlyMap<string, Target>, groups: ReadonlyMap<string, Group>): string {
  const names = (map: ReadonlyMap<string, unknown>): string[] => [...map.keys()].sort();
  return marshalIndent({
    ...(groups.size > 0 && { group: Object.fromEntries(names(groups).map((name) => {
      const { description, targets: list } = groups.get(name)!;
      return [name, { ...(description && { description }), targets: list }];
    })) }),
    target: Object.fromEntries(names(targets).map((name) => [name, targetJson(targets.get(name)!)])),
  }, '', '  ');
}
