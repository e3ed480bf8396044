import { quoteJson } from '../../../../../lib/gojson';
import type { Value } from './ast';

/** A type as `type = …` gives it. */
export type Type = 'any' | 'string' | 'number' | 'bool' | { kind: 'list' | 'set' | 'map'; of: Type } | { kind: 'tuple'; items: Type[] } | { kind: 'object'; fields: Record<string, Type> };

export function isObject(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The keys of an object as cty walks them. */
export function keysOf(value: Record<string, Value>): string[] {
  return Object.keys(value).sort();
}

/** A number as text (cty's conversion to string). */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return Math.abs(value) >= 1e21 ? BigInt(value).toString() : String(value);
}

/** How a type is called in errors (cty's FriendlyName); of values, lists are tuples. */
export function friendly(value: Value): string {
  if (value === null) return 'dynamic';
  if (Array.isArray(value)) return 'tuple';
  if (typeof value === 'object') return 'object';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

export function typeName(type: Type): string {
  if (typeof type === 'string') return type === 'any' ? 'any type' : type;
  if (type.kind === 'tuple' || type.kind === 'object') return type.kind;
  return `${type.kind} of ${typeName(type.of)}`;
}

/** Says what was wanted: `string required`. */
export class Unsuitable extends Error {}

export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  throw new Unsuitable(value === null ? 'value must not be null' : `string required, but have ${friendly(value)}`);
}

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return Number(value);
  throw new Unsuitable(typeof value === 'string' ? 'a number is required' : `number required, but have ${friendly(value)}`);
}

export function toBool(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw new Unsuitable(typeof value === 'string' ? 'a bool is required' : `bool required, but have ${friendly(value)}`);
}

/** Errors inside a list or map say where. */
function within<T>(key: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unsuitable) throw new Unsuitable(`element ${key}: ${error.message}`);
    throw error;
  }
}

/** A value as one of a type. Throws Unsuitable. */
export function convert(value: Value, type: Type): Value {
  if (value === null || type === 'any') return value;
  if (type === 'string') return toText(value);
  if (type === 'number') return toNumber(value);
  if (type === 'bool') return toBool(value);
  if (type.kind === 'list' || type.kind === 'set') {
    if (!Array.isArray(value)) throw new Unsuitable(`${typeName(type)} required, but have ${friendly(value)}`);
    const items = value.map((item, i) => within(String(i), () => convert(item, type.of)));
    return type.kind === 'list' ? items : sortedSet(items);
  }
  if (type.kind === 'tuple') {
    if (!Array.isArray(value) || value.length !== type.items.length) throw new Unsuitable('tuple required');
    return value.map((item, i) => convert(item, type.items[i]!));
  }
  if (!isObject(value)) throw new Unsuitable(`${typeName(type)} required, but have ${friendly(value)}`);
  if ('of' in type) return Object.fromEntries(keysOf(value).map((key) => [key, within(JSON.stringify(key), () => convert(value[key]!, type.of))]));
  const missing = Object.keys(type.fields).sort().filter((key) => !(key in value));
  if (missing.length > 0) throw new Unsuitable(missing.length === 1 ? `attribute "${missing[0]}" is required` : `attributes ${missing.map((key) => `"${key}"`).join(', ')} are required`);
  return Object.fromEntries(Object.entries(type.fields).map(([key, of]) => [key, convert(value[key]!, of)]));
}

export function isEqual(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isEqual(item, b[i]!));
  if (a !== null && b !== null && isObject(a) && isObject(b)) {
    const keys = keysOf(a);
    return isEqual(keys, keysOf(b)) && keys.every((key) => isEqual(a[key]!, b[key]!));
  }
  return a === b;
}

export function unique(items: readonly Value[]): Value[] {
  return items.filter((item, i) => items.findIndex((other) => isEqual(item, other)) === i);
}

/** A set, in the order in which cty walks one. */
export function sortedSet(items: readonly Value[]): Value[] {
  return unique(items).sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1));
}

/** JSON without blanks, keys in order (ctyjson). */
export function valueJson(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(valueJson).join(',')}]`;
  if (value === null) return 'null';
  if (isObject(value)) return `{${keysOf(value).map((key) => `${quoteJson(key)}:${valueJson(value[key]!)}`).join(',')}}`;
  return typeof value === 'string' ? quoteJson(value) : typeof value === 'number' ? numberText(value) : String(value);
}
