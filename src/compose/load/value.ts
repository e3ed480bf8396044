/** A value of a compose file: what YAML gives, with text as keys. */
export type Value = string | number | boolean | null | undefined | Value[] | Dict;
export interface Dict {
  [key: string]: Value;
}

export function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mapping at a key, or an empty one that isn't kept. */
export function dictAt(dict: Dict, key: string): Dict {
  const value = dict[key];
  return isDict(value) ? value : {};
}

export function clone<T extends Value>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => clone(item)) as T;
  if (isDict(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clone(item)])) as T;
  return value;
}

/** Whether a path such as `services.web.ports.[]` has the form of a pattern whose `*` is any one part. */
export function pathMatches(path: readonly string[], pattern: string): boolean {
  const parts = pattern.split('.');
  return parts.length === path.length && parts.every((part, i) => part === '*' || part === path[i]);
}

/** Go's fmt.Sprint of a plain value. */
export function text(value: Value): string {
  return value === null || value === undefined ? '<nil>' : String(value);
}

/** Keys in the order of their bytes, as Go sorts what it prints. */
export function sortedKeys(record: object): string[] {
  return Object.keys(record).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** A record without some of its keys. */
export function without<T extends object, K extends keyof T>(record: T, ...keys: K[]): Omit<T, K> {
  const out = { ...record };
  for (const key of keys) delete out[key];
  return out;
}
