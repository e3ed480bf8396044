/**
 * Values as Go sees them: JavaScript data with a Go type beside it, so that templates, printing and JSON can
 * behave, and complain, as Go's reflect-based packages do. Plain data needs no types: see `dynamicType`.
 */
export type Kind =
  | 'bool'
  | 'int'
  | 'uint'
  | 'float'
  | 'complex'
  | 'string'
  | 'slice'
  | 'array'
  | 'map'
  | 'struct'
  | 'pointer'
  | 'interface'
  | 'func';

export interface GoType {
  readonly kind: Kind;
  /** As reflect's Type.String(): `[]string`, `map[string]interface {}`, `main.addr`. */
  readonly name: string;
  /** Of slices, arrays, maps and pointers. */
  readonly elem?: GoType;
  /** Of maps. */
  readonly key?: GoType;
  /** Of structs, in order. */
  readonly fields?: readonly GoField[];
  readonly methods?: Readonly<Record<string, GoFunc>>;
  /** An interface that asks for methods (`error`); others are `interface {}`. */
  readonly hasMethods?: boolean;
  /** What a value of a func type takes and does. */
  readonly func?: GoFunc;
  /** Of slices whose capacity is their length. */
  readonly exact?: boolean;
  /** fmt.Stringer or error. */
  readonly text?: (raw: unknown) => string;
  /** json.Marshaler. */
  readonly json?: (raw: unknown) => string;
  /** How map keys of this type are sorted, when not by their raw data. */
  readonly compare?: (a: unknown, b: unknown) => number;
}

export interface GoField {
  readonly name: string;
  readonly type: GoType;
  /** The key of the raw object and of the JSON, when it isn't the name. */
  readonly json?: string;
  readonly omitEmpty?: boolean;
  /** An embedded struct: its fields are in the same raw object and count as the outer one's. */
  readonly embedded?: boolean;
}

/** A typed value; `undefined` in place of one is reflect's invalid Value. */
export interface Value {
  readonly type: GoType;
  readonly raw: unknown;
}

export interface GoFunc {
  readonly in: readonly GoType[];
  readonly variadic?: boolean;
  /** Arguments are of the types of `in`; an `interface {}` argument arrives as what is in it. */
  call(args: readonly (Value | undefined)[], receiver?: Value): Value | undefined;
}

/** What a called function reports as its error. */
export class GoError extends Error {}

/** Key under which an object or array carries its Go type, or a struct's name. */
export const GO_TYPE = Symbol('go type');

/** Wraps data that needs a type that its JavaScript value doesn't tell: `new Typed(UINT8, 200)`. */
export class Typed implements Value {
  constructor(
    readonly type: GoType,
    readonly raw: unknown,
  ) {}
}

const basic = (kind: Kind, name: string = kind): GoType => ({ kind, name });

export const BOOL = basic('bool');
export const INT = basic('int');
export const INT64 = basic('int', 'int64');
export const UINT8 = basic('uint', 'uint8');
export const UINT16 = basic('uint', 'uint16');
export const UINT32 = basic('uint', 'uint32');
export const UINT64 = basic('uint', 'uint64');
export const FLOAT64 = basic('float', 'float64');
export const COMPLEX128 = basic('complex', 'complex128');
export const STRING = basic('string');
export const ANY = basic('interface', 'interface {}');

export function sliceOf(elem: GoType, exact = false): GoType {
  return { kind: 'slice', name: '[]' + elem.name, elem, exact };
}
export function arrayOf(elem: GoType, length: number): GoType {
  return { kind: 'array', name: `[${length}]${elem.name}`, elem };
}
export function mapOf(elem: GoType, key: GoType = STRING): GoType {
  return { kind: 'map', name: `map[${key.name}]${elem.name}`, key, elem };
}
export function pointerTo(elem: GoType): GoType {
  return { kind: 'pointer', name: '*' + elem.name, elem };
}
export function interfaceOf(name: string): GoType {
  return { kind: 'interface', name, hasMethods: true };
}
/** A named type of another's kind: `named('json.Number', STRING)`. */
export function named(name: string, type: GoType, more: Partial<GoType> = {}): GoType {
  return { ...type, name, ...more };
}

/** A struct; a field is `[name, type]` or `[name, type, jsonKey, omitEmpty]`. */
export function structOf(
  name: string,
  fields: readonly (readonly [name: string, type: GoType, json?: string, omitEmpty?: boolean])[],
  more: Partial<GoType> = {},
): GoType {
  return {
    kind: 'struct',
    name,
    fields: fields.map(([field, type, json, omitEmpty]) => ({
      name: field,
      type,
      ...(json === undefined ? {} : { json }),
      ...(omitEmpty === undefined ? {} : { omitEmpty }),
    })),
    ...more,
  };
}

/** A method or function on raw data. What it throws as GoError is its error. */
export function func(params: readonly GoType[], result: GoType, body: (args: unknown[], receiver: unknown) => unknown): GoFunc {
  return {
    in: params,
    call: (args, receiver) => ({ type: result, raw: body(args.map((arg) => arg?.raw), receiver?.raw) }),
  };
}

const ANY_SLICE = sliceOf(ANY);
const ANY_MAP = mapOf(ANY);
const BYTES = sliceOf(UINT8, true);
const ANY_FUNC: GoType = { kind: 'func', name: 'func(...interface {}) interface {}' };

/**
 * The Go type of plain data, that of what encoding/json decodes into `interface {}` but for whole numbers,
 * which are int. Objects and Maps are map[string]interface {}; an object with GO_TYPE is what that says.
 */
export function dynamicType(raw: unknown): GoType | undefined {
  if (raw === null || raw === undefined) return undefined;
  switch (typeof raw) {
    case 'string':
      return STRING;
    case 'boolean':
      return BOOL;
    case 'bigint':
      return INT;
    case 'number':
      return Number.isInteger(raw) && Math.abs(raw) <= Number.MAX_SAFE_INTEGER && !Object.is(raw, -0) ? INT : FLOAT64;
    case 'function':
      return { ...ANY_FUNC, func: { in: [ANY], variadic: true, call: (args) => valueOf((raw as (...all: unknown[]) => unknown)(...args.map((a) => a?.raw))) } };
    case 'object': {
      const own = (raw as { [GO_TYPE]?: GoType | string })[GO_TYPE];
      if (typeof own === 'string') return inferStruct(own, raw as Record<string, unknown>);
      if (own) return own;
      if (raw instanceof Uint8Array) return BYTES;
      return Array.isArray(raw) ? ANY_SLICE : ANY_MAP;
    }
    default:
      return undefined;
  }
}

/** A struct type read off an object: functions are methods that take strings. */
function inferStruct(name: string, raw: Record<string, unknown>): GoType {
  const fields: GoField[] = [];
  const methods: Record<string, GoFunc> = {};
  for (const [key, value] of Object.entries(raw)) {
    if (typeof value !== 'function') {
      fields.push({ name: key, type: dynamicType(value) ?? ANY });
      continue;
    }
    methods[key] = {
      in: Array.from({ length: value.length }, () => STRING),
      call: (args) => valueOf((value as (...all: unknown[]) => unknown).apply(raw, args.map((arg) => arg?.raw))),
    };
  }
  return { kind: 'struct', name, fields, methods };
}

/** reflect.ValueOf: undefined for nil. */
export function valueOf(raw: unknown): Value | undefined {
  if (raw instanceof Typed) return raw.type.kind === 'interface' ? elem(raw) : raw;
  const type = dynamicType(raw);
  return type && { type, raw };
}

/** What an interface or pointer holds; undefined for nil. */
export function elem(value: Value): Value | undefined {
  if (value.type.kind === 'interface') return valueOf(value.raw);
  return value.raw === null || value.raw === undefined ? undefined : { type: value.type.elem!, raw: value.raw };
}
