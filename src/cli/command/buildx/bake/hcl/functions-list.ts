import type { FunctionTable } from './call';
import type { Value } from './ast';
import { isEqual, isObject, keysOf, sortedSet, toNumber, toText, unique } from './values';

function has(list: readonly Value[], value: Value): boolean {
  return list.some((item) => isEqual(item, value));
}

function flatten(list: readonly Value[]): Value[] {
  return list.flatMap((item) => (Array.isArray(item) ? flatten(item) : [item]));
}

function product(lists: readonly Value[][]): Value[][] {
  return lists.reduce<Value[][]>((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]]);
}

type Dict = Record<string, Value>;

/** Functions on lists, sets and maps (go-cty's stdlib, buildx's indexof). */
export const LIST_FUNCTIONS: FunctionTable = {
  length: ['a', (value: Value) => {
    if (Array.isArray(value)) return value.length;
    if (value !== null && isObject(value)) return Object.keys(value).length;
    throw new Error('collection must be a list, a map or a tuple');
  }],
  concat: ['l*', (...lists: Value[][]) => lists.flat(1)],
  contains: ['la', (list: Value[], value: Value) => has(list, value)],
  compact: ['l', (list: Value[]) => list.filter((item) => item !== '' && item !== null)],
  distinct: ['l', (list: Value[]) => unique(list)],
  flatten: ['l', (list: Value[]) => flatten(list)],
  chunklist: ['ln', (list: Value[], size: number) => {
    if (size === 0) return [list];
    return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
  }],
  element: ['ln', (list: Value[], index: number) => {
    if (list.length === 0) throw new Error('cannot use element function with an empty list');
    return list[((index % list.length) + list.length) % list.length]!;
  }],
  slice: ['lnn', (list: Value[], from: number, to: number) => {
    if (to > list.length) throw new Error('end index must not be greater than the length of the list');
    return list.slice(from, to);
  }],
  sort: ['l', (list: Value[]) => list.map(toText).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))],
  reverselist: ['l', (list: Value[]) => [...list].reverse()],
  indexof: ['la', (list: Value[], value: Value) => {
    if (list.length === 0) throw new Error('cannot search an empty list');
    const at = list.findIndex((item) => isEqual(item, value));
    if (at === -1) throw new Error('item not found');
    return at;
  }],
  range: ['*', (...args: Value[]) => {
    const [a = 0, b, c] = args.map(toNumber);
    const [from, to] = b === undefined ? [0, a] : [a, b];
    const step = c ?? (from <= to ? 1 : -1);
    if (step === 0) throw new Error('step must not be zero');
    const out: number[] = [];
    for (let at = from; step > 0 ? at < to : at > to; at += step) {
      out.push(at);
      if (out.length > 1024) throw new Error('more than 1024 values were generated; either decrease the difference between start and end or use a smaller step');
    }
    return out;
  }],
  coalesce: ['*', (...args: Value[]) => {
    const found = args.find((arg) => arg !== null);
    if (found === undefined) throw new Error('no non-null arguments');
    return found;
  }],
  coalescelist: ['l*', (...lists: Value[][]) => {
    const found = lists.find((list) => list.length > 0);
    if (!found) throw new Error('no non-null arguments');
    return found;
  }],
  keys: ['m', (map: Dict) => keysOf(map)],
  values: ['m', (map: Dict) => keysOf(map).map((key) => map[key]!)],
  lookup: ['ms*', (map: Dict, key: string, ...rest: Value[]) => {
    if (Object.hasOwn(map, key)) return map[key]!;
    if (rest.length === 0) throw new Error(`the given object has no attribute "${key}"`);
    return rest[0]!;
  }],
  merge: ['*', (...maps: Value[]) => Object.assign({}, ...maps.filter((map) => map !== null)) as Dict],
  zipmap: ['ll', (keys: Value[], values: Value[]) => {
    if (keys.length !== values.length) throw new Error(`number of keys (${keys.length}) does not match number of values (${values.length})`);
    return Object.fromEntries(keys.map((key, i) => [toText(key), values[i]!]));
  }],
  hasindex: ['aa', (of: Value, key: Value) => (Array.isArray(of) ? typeof key === 'number' && key >= 0 && key < of.length : isObject(of) && Object.hasOwn(of, String(key)))],
  index: ['aa', (of: Value, key: Value) => {
    const found = Array.isArray(of) ? of[toNumber(key)] : of !== null && isObject(of) ? of[toText(key)] : undefined;
    if (found === undefined) throw new Error('no element exists at the given index');
    return found;
  }],
  sethaselement: ['la', (list: Value[], value: Value) => has(list, value)],
  setunion: ['l*', (...lists: Value[][]) => sortedSet(lists.flat(1))],
  setintersection: ['l*', (first: Value[], ...lists: Value[][]) => sortedSet(first.filter((item) => lists.every((list) => has(list, item))))],
  setsubtract: ['ll', (a: Value[], b: Value[]) => sortedSet(a.filter((item) => !has(b, item)))],
  setsymmetricdifference: ['l*', (...lists: Value[][]) => sortedSet(lists.reduce((a, b) => [...a.filter((item) => !has(b, item)), ...b.filter((item) => !has(a, item))]))],
  setproduct: ['l*', (...lists: Value[][]) => product(lists)],
};
