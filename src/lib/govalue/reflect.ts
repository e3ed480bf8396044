import { byteLength, compareStrings, toBytes } from './bytes';
import { GoError, elem, INT, Typed, UINT8, type GoField, type GoType, type Value } from './types';

/** reflect.Zero's raw data. */
export function zeroRaw(type: GoType): unknown {
  switch (type.kind) {
    case 'bool':
      return false;
    case 'int':
    case 'uint':
    case 'float':
      return 0;
    case 'complex':
      return { re: 0, im: 0 };
    case 'string':
      return '';
    case 'struct':
      return {};
    default:
      return null;
  }
}

/** A part's raw data with the type that its container gives it. */
function part(type: GoType, raw: unknown): Value {
  if (type.kind !== 'interface' && raw instanceof Typed) return { type, raw: raw.raw };
  return { type, raw: raw === undefined ? zeroRaw(type) : raw };
}

/** Whether a value of a type that can be nil is. */
export function isNil(value: Value | undefined): boolean {
  if (!value) return true;
  switch (value.type.kind) {
    case 'slice':
    case 'map':
    case 'pointer':
    case 'interface':
    case 'func':
      return value.raw === null || value.raw === undefined;
    default:
      return false;
  }
}

/** Follows pointers and interfaces; a nil one is given back itself, flagged. */
export function indirect(value: Value | undefined): { value: Value | undefined; isNil: boolean } {
  while (value && (value.type.kind === 'pointer' || value.type.kind === 'interface')) {
    const inner = elem(value);
    if (!inner) return { value, isNil: true };
    value = inner;
  }
  return { value, isNil: false };
}

/** What an interface holds; other values are themselves. */
export function indirectInterface(value: Value | undefined): Value | undefined {
  return value?.type.kind === 'interface' ? elem(value) : value;
}

/** len() of what has one. */
export function length(value: Value): number {
  const raw = value.raw;
  if (raw === null || raw === undefined) return 0;
  if (typeof raw === 'string') return byteLength(raw);
  if (Array.isArray(raw) || raw instanceof Uint8Array) return raw.length;
  if (raw instanceof Map) return raw.size;
  return Object.keys(raw).length;
}

/** cap(): slices that were appended to, as decoded JSON is, have room up to a power of two. */
export function capacity(value: Value): number {
  const size = length(value);
  if (value.type.kind !== 'slice' || value.type.exact || size === 0) return size;
  return 2 ** Math.ceil(Math.log2(size));
}

/** The element at an index of a slice, array or string. */
export function indexAt(value: Value, index: number): Value {
  if (value.type.kind === 'string') {
    const bytes = toBytes(value.raw as string);
    if (index >= bytes.length) throw new GoError('reflect: string index out of range');
    return { type: UINT8, raw: bytes[index] };
  }
  if (index >= length(value)) throw new GoError(`reflect: ${value.type.kind} index out of range`);
  return part(value.type.elem!, (value.raw as unknown[])[index]);
}

function entries(raw: unknown): [unknown, unknown][] {
  if (raw === null || raw === undefined) return [];
  return raw instanceof Map ? [...raw.entries()] : Object.entries(raw);
}

/** The entry of a map, or undefined. */
export function mapIndex(map: Value, key: unknown): Value | undefined {
  const raw = map.raw;
  if (raw === null || raw === undefined) return undefined;
  if (raw instanceof Map) return raw.has(key) ? part(map.type.elem!, raw.get(key)) : undefined;
  const name = String(key);
  return Object.hasOwn(raw, name) ? part(map.type.elem!, (raw as Record<string, unknown>)[name]) : undefined;
}

/** A map's entries in the order in which Go prints and ranges over them: by key. */
export function sortedEntries(map: Value): { key: Value; value: Value }[] {
  const keyType = map.type.key ?? INT;
  const numeric = keyType.kind === 'int' || keyType.kind === 'uint' || keyType.kind === 'float';
  return entries(map.raw)
    .map(([key, raw]) => ({ key: part(keyType, numeric ? Number(key) : key), value: part(map.type.elem!, raw) }))
    .sort((a, b) =>
      keyType.compare ? keyType.compare(a.key.raw, b.key.raw) : numeric ? (a.key.raw as number) - (b.key.raw as number) : compareStrings(String(a.key.raw), String(b.key.raw)),
    );
}

/** A struct's field by name, one of an embedded struct too. */
export function fieldNamed(type: GoType, name: string): GoField | undefined {
  const own = type.fields?.find((field) => field.name === name);
  if (own) return own;
  for (const field of type.fields ?? []) {
    const found = field.embedded ? fieldNamed(field.type.kind === 'pointer' ? field.type.elem! : field.type, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** A struct's field. */
export function fieldValue(struct: Value, field: GoField): Value {
  if (field.embedded) return { type: field.type, raw: struct.raw };
  const key = field.json === undefined || field.json === '-' ? field.name : field.json;
  return part(field.type, (struct.raw as Record<string, unknown>)[key]);
}

export function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

/** The elements of a slice or array. */
export function elements(value: Value): Value[] {
  return Array.from({ length: length(value) }, (_, i) => part(value.type.elem!, (value.raw as unknown[])[i]));
}

/** Whether == works on a type. */
export function isComparable(type: GoType): boolean {
  switch (type.kind) {
    case 'slice':
    case 'map':
    case 'func':
      return false;
    case 'array':
      return isComparable(type.elem!);
    case 'struct':
      return (type.fields ?? []).every((field) => isComparable(field.type));
    default:
      return true;
  }
}

/** Go's == on two values of comparable types. */
export function equals(a: Value | undefined, b: Value | undefined): boolean {
  a = indirectInterface(a);
  b = indirectInterface(b);
  if (!a || !b) return a === b;
  if (a.type.name !== b.type.name) return false;
  if (a.type.kind === 'struct') {
    const [x, y] = [a, b];
    return (a.type.fields ?? []).every((field) => equals(fieldValue(x, field), fieldValue(y, field)));
  }
  if (a.type.kind === 'array') {
    const [x, y] = [elements(a), elements(b)];
    return x.length === y.length && x.every((item, i) => equals(item, y[i]));
  }
  return a.raw === b.raw || ((a.raw === undefined || a.raw === null) && (b.raw === undefined || b.raw === null));
}
