import { fromBytes, toBytes } from '../govalue/bytes';
import { isPrint } from '../govalue/quote';
import { capacity, elements, indexAt, indirect, indirectInterface, length, mapIndex, zeroRaw } from '../govalue/reflect';
import { sprint, sprintf, sprintln } from '../govalue/print';

import { ANY, BOOL, GoError, INT, STRING, type GoFunc, type GoType, type Value } from '../govalue/types';
import { equal, less } from './compare';
import { truth } from './truth';

/** A parameter that takes reflect.Value: any value as it is, nil included. */
export const REFLECT: GoType = { kind: 'struct', name: 'reflect.Value' };

type Args = readonly (Value | undefined)[];

function index(item: Value | undefined, indexes: Args): Value | undefined {
  let current = indirectInterface(item);
  if (!current) throw new GoError('index of untyped nil');
  for (const raw of indexes) {
    const key = indirectInterface(raw);
    const inner = indirect(current);
    if (inner.isNil || !inner.value) throw new GoError('index of nil pointer');
    current = inner.value;
    switch (current.type.kind) {
      case 'array':
      case 'slice':
      case 'string':
        current = indexAt(current, indexArgument(key, length(current)));
        break;
      case 'map': {
        const found = mapIndex(current, prepare(key, current.type.key!).raw);
        current = found ?? { type: current.type.elem!, raw: zeroRaw(current.type.elem!) };
        break;
      }
      default:
        throw new GoError(`can't index item of type ${current.type.name}`);
    }
  }
  return current;
}

function isInteger(value: Value): boolean {
  return value.type.kind === 'int' || value.type.kind === 'uint';
}

function indexArgument(value: Value | undefined, limit: number): number {
  if (!value) throw new GoError('cannot index slice/array with nil');
  if (!isInteger(value)) throw new GoError(`cannot index slice/array with type ${value.type.name}`);
  const number = value.raw as number | bigint;
  if (number < 0 || number > limit) throw new GoError(`index out of range: ${number}`);
  return Number(number);
}

/** A value as a parameter of a type, or the reason why it can't be (prepareArg). */
export function prepare(value: Value | undefined, type: GoType): Value {
  if (!value) {
    const nilable = ['interface', 'map', 'pointer', 'slice', 'func'].includes(type.kind);
    if (!nilable) throw new GoError(`value is nil; should be of type ${type.name}`);
    return { type, raw: null };
  }
  if (type.kind === 'interface' || value.type.name === type.name) return value;
  if (isInteger(value) && (type.kind === 'int' || type.kind === 'uint')) return { type, raw: value.raw };
  throw new GoError(`value has type ${value.type.name}; should be ${type.name}`);
}

function slice(item: Value | undefined, indexes: Args): Value {
  const plain = indirectInterface(item);
  if (!plain) throw new GoError('slice of untyped nil');
  const inner = indirect(plain);
  if (inner.isNil || !inner.value) throw new GoError('slice of nil pointer');
  const target = inner.value;
  const { kind, name } = target.type;
  if (indexes.length > 3) throw new GoError(`too many slice indexes: ${indexes.length}`);
  if (kind === 'string' && indexes.length === 3) throw new GoError('cannot 3-index slice a string');
  if (kind !== 'string' && kind !== 'array' && kind !== 'slice') throw new GoError(`can't slice item of type ${name}`);
  const limit = capacity(target);
  const at = [0, length(target), limit];
  indexes.forEach((raw, i) => (at[i] = indexArgument(raw, limit)));
  if (at[0]! > at[1]!) throw new GoError(`invalid slice index: ${at[0]} > ${at[1]}`);
  if (indexes.length === 3 && at[1]! > at[2]!) throw new GoError(`invalid slice index: ${at[1]} > ${at[2]}`);
  if (kind === 'string') return { type: target.type, raw: fromBytes(toBytes(target.raw as string).slice(at[0], at[1])) };
  if (kind === 'array') throw new GoError('reflect.Value.Slice: slice of unaddressable array');
  const items: unknown[] = elements(target).map((element) => element.raw);
  while (items.length < at[1]!) items.push(zeroRaw(target.type.elem!));
  return { type: target.type, raw: items.slice(at[0], at[1]) };
}

function len(item: Value | undefined): number {
  const inner = indirect(item);
  if (inner.isNil) throw new GoError('len of nil pointer');
  if (!inner.value) throw new GoError('reflect: call of reflect.Value.Type on zero Value');
  if (!['array', 'map', 'slice', 'string'].includes(inner.value.type.kind)) throw new GoError(`len of type ${inner.value.type.name}`);
  return length(inner.value);
}

/** call: the callee and its arguments; `name` is the callee's text. */
export function call(name: string, args: Args): Value | undefined {
  const callee = indirectInterface(args[0]);
  if (!callee) throw new GoError('call of nil');
  const fn = callee.type.func;
  if (callee.type.kind !== 'func' || !fn) throw new GoError(`non-function ${name} of type ${callee.type.name}`);
  const given = args.slice(1);
  const fixed = fn.variadic ? fn.in.length - 1 : fn.in.length;
  if (fn.variadic ? given.length < fixed : given.length !== fixed) {
    throw new GoError(`wrong number of args for ${name}: got ${given.length} want ${fn.variadic ? 'at least ' : ''}${fixed}`);
  }
  const prepared = given.map((arg, i) => {
    try {
      return prepare(indirectInterface(arg), fn.in[Math.min(i, fn.in.length - 1)]!);
    } catch (error) {
      throw new GoError(`arg ${i}: ${(error as Error).message}`);
    }
  });
  return fn.call(prepared);
}

/** What printing shows of a value: pointers' targets, and a text for none. */
function printable(value: Value | undefined): Value {
  const inner = value?.type.kind === 'pointer' ? indirect(value).value : value;
  return inner ?? { type: STRING, raw: '<no value>' };
}

function joined(args: Args): string {
  const only = args.length === 1 ? indirectInterface(args[0]) : undefined;
  if (only?.type.kind === 'string' && only.type.name === 'string') return only.raw as string;
  return sprint(args.map((arg) => printable(indirectInterface(arg))));
}

const HTML: Record<string, string> = { '\0': '\ufffd', '"': '&#34;', "'": '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const JS: Record<string, string> = { '\\': '\\\\', "'": "\\'", '"': '\\"', '<': '\\u003C', '>': '\\u003E', '&': '\\u0026', '=': '\\u003D' };

function escapeHtml(text: string): string {
  return text.replace(/[\0"'&<>]/g, (char) => HTML[char]!);
}

function escapeJs(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const stray = code >= 0xd800 && code <= 0xdfff;
    if (JS[char]) out += JS[char];
    else if (code < 0x20 || stray || (code >= 0x80 && !isPrint(char))) out += '\\u' + (stray ? 0xfffd : code).toString(16).toUpperCase().padStart(4, '0');
    else out += char;
  }
  return out;
}

function escapeQuery(text: string): string {
  let out = '';
  for (const byte of toBytes(text)) {
    const char = String.fromCharCode(byte);
    if (/[A-Za-z0-9_.~-]/.test(char)) out += char;
    else out += char === ' ' ? '+' : '%' + byte.toString(16).toUpperCase().padStart(2, '0');
  }
  return out;
}

const text = (raw: string): Value => ({ type: STRING, raw });
const bool = (raw: boolean): Value => ({ type: BOOL, raw });

/** The functions that every template has. `and`, `or` and `call` are evaluated by the executor. */
export const BUILTINS: Readonly<Record<string, GoFunc>> = {
  and: { in: [REFLECT, REFLECT], variadic: true, call: () => undefined },
  or: { in: [REFLECT, REFLECT], variadic: true, call: () => undefined },
  call: { in: [REFLECT, REFLECT], variadic: true, call: () => undefined },
  not: { in: [REFLECT], call: ([arg]) => bool(!truth(arg)) },
  index: { in: [REFLECT, REFLECT], variadic: true, call: ([item, ...rest]) => index(item, rest) },
  slice: { in: [REFLECT, REFLECT], variadic: true, call: ([item, ...rest]) => slice(item, rest) },
  len: { in: [REFLECT], call: ([item]) => ({ type: INT, raw: len(item) }) },
  print: { in: [ANY], variadic: true, call: (args) => text(sprint(args)) },
  println: { in: [ANY], variadic: true, call: (args) => text(sprintln(args)) },
  printf: { in: [STRING, ANY], variadic: true, call: ([format, ...args]) => text(sprintf(format!.raw as string, args)) },
  html: { in: [ANY], variadic: true, call: (args) => text(escapeHtml(joined(args))) },
  js: { in: [ANY], variadic: true, call: (args) => text(escapeJs(joined(args))) },
  urlquery: { in: [ANY], variadic: true, call: (args) => text(escapeQuery(joined(args))) },
  eq: { in: [REFLECT, REFLECT], variadic: true, call: ([first, ...rest]) => bool(equal(first, rest)) },
  ne: { in: [REFLECT, REFLECT], call: ([a, b]) => bool(!equal(a, [b])) },
  lt: { in: [REFLECT, REFLECT], call: ([a, b]) => bool(less(a, b)) },
  le: { in: [REFLECT, REFLECT], call: ([a, b]) => bool(less(a, b) || equal(a, [b])) },
  gt: { in: [REFLECT, REFLECT], call: ([a, b]) => bool(!(less(a, b) || equal(a, [b]))) },
  ge: { in: [REFLECT, REFLECT], call: ([a, b]) => bool(!less(a, b)) },
};

