import { callBuiltin, PRELUDE } from './builtins';
import { Parser, type Filter, type Pattern } from './parse';
import { compare, encode, fail, JqError, truthy, typeOf, type Json } from './value';

/** A result: the value, and the path that led to it where paths are asked for. */
export interface At {
  value: Json;
  path: Json[] | undefined;
}

interface Closure {
  params: string[];
  body: Filter;
  env: Env;
}

/** Names in scope: variables, functions by name/arity, labels. */
export class Env {
  private readonly vars = new Map<string, Json>();
  private readonly functions = new Map<string, Closure>();
  readonly labels = new Map<string, symbol>();

  constructor(
    private readonly parent: Env | undefined,
    readonly world: World,
  ) {}

  child(): Env {
    return new Env(this, this.world);
  }
  setVar(name: string, value: Json): void {
    this.vars.set(name, value);
  }
  getVar(name: string): Json | undefined {
    return this.vars.has(name) ? this.vars.get(name) : this.parent?.getVar(name);
  }
  setFunction(key: string, closure: Closure): void {
    this.functions.set(key, closure);
  }
  getFunction(key: string): Closure | undefined {
    return this.functions.get(key) ?? this.parent?.getFunction(key);
  }
  label(name: string): symbol | undefined {
    return this.labels.get(name) ?? this.parent?.label(name);
  }
}

/** What a program can ask of outside. */
export interface World {
  env: Readonly<Record<string, string>>;
  now(): number;
  nextInput(): Json | undefined;
  debug(value: Json): void;
}

class Break extends Error {
  constructor(readonly mark: symbol) {
    super('break');
  }
}

const shortened = (value: Json): string => {
  const text = encode(value);
  return text.length > 11 ? `${text.slice(0, 10)}...` : text;
};

export function getIndex(value: Json, key: Json): Json {
  if (value === null && (typeof key === 'string' || typeof key === 'number' || key === null)) return null;
  if (value instanceof Map && typeof key === 'string') return value.get(key) ?? null;
  if (Array.isArray(value) && typeof key === 'number') return value[Math.floor(key) + (key < 0 ? value.length : 0)] ?? null;
  if (key instanceof Map && (Array.isArray(value) || typeof value === 'string' || value === null)) return slice(value, key.get('start') ?? null, key.get('end') ?? null);
  if (Array.isArray(value) && Array.isArray(key)) return value.flatMap((_, i) => (key.every((one, k) => value[i + k] !== undefined && compare(value[i + k]!, one) === 0) ? [i] : []));
  return fail(`Cannot index ${typeOf(value)} with ${typeof key === 'string' ? `string "${key}"` : typeOf(key)}`);
}

function bounds(length: number, from: Json, to: Json): [number, number] {
  const fix = (n: number, round: (x: number) => number) => Math.max(0, Math.min(length, round(n < 0 ? n + length : n)));
  return [from === null ? 0 : fix(from as number, Math.floor), to === null ? length : fix(to as number, Math.ceil)];
}

function slice(value: Json, from: Json, to: Json): Json {
  if (value === null) return null;
  if (!Array.isArray(value) && typeof value !== 'string') return fail(`Cannot index ${typeOf(value)} with object`);
  const units = typeof value === 'string' ? [...value] : value;
  const [start, end] = bounds(units.length, from, to);
  const part = units.slice(start, Math.max(start, end));
  return typeof value === 'string' ? part.join('') : (part as Json[]);
}

/** The value with what lies at a path replaced. */
export function setPath(value: Json, path: readonly Json[], change: (old: Json) => Json): Json {
  if (path.length === 0) return change(value);
  const [key, ...rest] = path as [Json, ...Json[]];
  if (typeof key === 'string') {
    if (value !== null && !(value instanceof Map)) return fail(`Cannot index ${typeOf(value)} with "${key}"`);
    const map = new Map(value);
    return map.set(key, setPath(map.get(key) ?? null, rest, change));
  }
  if (typeof key === 'number') {
    if (value !== null && !Array.isArray(value)) return fail(`Cannot index ${typeOf(value)} with number`);
    const list = [...(value ?? [])];
    const at = key < 0 ? key + list.length : key;
    if (at < 0) return fail('Out of bounds negative array index');
    while (list.length < at) list.push(null);
    list[at] = setPath(list[at] ?? null, rest, change);
    return list;
  }
  if (key instanceof Map && (value === null || Array.isArray(value))) {
    const list = value ?? [];
    const [start, end] = bounds(list.length, key.get('start') ?? null, key.get('end') ?? null);
    const middle = setPath(list.slice(start, end), rest, change);
    if (!Array.isArray(middle)) return fail('A slice of an array can only be assigned another array');
    return [...list.slice(0, start), ...middle, ...list.slice(end)];
  }
  return fail(`Invalid path component`);
}

export function deletePaths(value: Json, paths: readonly Json[][]): Json {
  return [...paths].sort(compare).reverse().reduce<Json>((whole, path) => deletePath(whole, path), value);
}

function deletePath(value: Json, path: readonly Json[]): Json {
  if (value === null) return null;
  if (path.length === 0) return null;
  const [key, ...rest] = path as [Json, ...Json[]];
  if (rest.length > 0) return compare(getIndex(value, key), null) === 0 ? value : setPath(value, [key], (old) => deletePath(old, rest));
  if (value instanceof Map && typeof key === 'string') {
    const map = new Map(value);
    map.delete(key);
    return map;
  }
  if (Array.isArray(value) && typeof key === 'number') return value.filter((_, i) => i !== (key < 0 ? key + value.length : key));
  if (Array.isArray(value) && key instanceof Map) {
    const [start, end] = bounds(value.length, key.get('start') ?? null, key.get('end') ?? null);
    return [...value.slice(0, start), ...value.slice(end)];
  }
  return fail(`Cannot delete field at ${typeof key === 'string' ? 'object' : 'array'} index of ${typeOf(value)}`);
}

export function arithmetic(op: string, a: Json, b: Json): Json {
  const bad = (word: string) => fail(`${typeOf(a)} (${shortened(a)}) and ${typeOf(b)} (${shortened(b)}) cannot be ${word}`);
  switch (op) {
    case '+':
      if (a === null) return b;
      if (b === null) return a;
      if (typeof a === 'number' && typeof b === 'number') return a + b;
      if (typeof a === 'string' && typeof b === 'string') return a + b;
      if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
      if (a instanceof Map && b instanceof Map) return new Map([...a, ...b]);
      return bad('added');
    case '-':
      if (typeof a === 'number' && typeof b === 'number') return a - b;
      if (Array.isArray(a) && Array.isArray(b)) return a.filter((one) => !b.some((other) => compare(one, other) === 0));
      return bad('subtracted');
    case '*':
      if (typeof a === 'number' && typeof b === 'number') return a * b;
      if (typeof a === 'string' && typeof b === 'number') return b > 0 ? a.repeat(Math.max(1, Math.floor(b))) : null;
      if (a instanceof Map && b instanceof Map) return merge(a, b);
      return bad('multiplied');
    case '/':
      if (typeof a === 'number' && typeof b === 'number') return b === 0 ? bad('divided because the divisor is zero') : a / b;
      if (typeof a === 'string' && typeof b === 'string') return a === '' ? [] : a.split(b);
      return bad('divided');
    case '%':
      if (typeof a === 'number' && typeof b === 'number') return Math.trunc(b) === 0 ? bad('divided because the divisor is zero') : Math.trunc(a) % Math.abs(Math.trunc(b));
      return bad('divided');
    default: {
      const order = compare(a, b);
      return op === '==' ? order === 0 : op === '!=' ? order !== 0 : op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '>' ? order > 0 : order >= 0;
    }
  }
}

function merge(a: Map<string, Json>, b: Map<string, Json>): Map<string, Json> {
  const result = new Map(a);
  for (const [key, value] of b) {
    const old = result.get(key);
    result.set(key, old instanceof Map && value instanceof Map ? merge(old, value) : value);
  }
  return result;
}

function formatted(name: string, value: Json): string {
  const plain = typeof value === 'string' ? value : encode(value);
  const row = (separator: string, cell: (text: string) => string) => {
    if (!Array.isArray(value)) return fail(`${typeOf(value)} (${shortened(value)}) cannot be ${name.slice(1)}-formatted, only an array can be`);
    return value.map((one) => (typeof one === 'string' ? cell(one) : one === null ? '' : typeof one === 'object' ? fail(`${typeOf(one)} (${shortened(one)}) is not valid in a csv row`) : encode(one))).join(separator);
  };
  switch (name) {
    case '@text': return plain;
    case '@json': return encode(value);
    case '@csv': return row(',', (text) => `"${text.replace(/"/g, '""')}"`);
    case '@tsv': return row('\t', (text) => text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r'));
    case '@html': return plain.replace(/[<>&'"]/g, (c) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&#39;', '"': '&quot;' })[c]!);
    case '@uri': return encodeURIComponent(plain).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
    case '@sh': return (Array.isArray(value) ? value : [value]).map((one) => (typeof one === 'string' ? `'${one.replace(/'/g, "'\\''")}'` : encode(one))).join(' ');
    case '@base64': return btoa(String.fromCharCode(...new TextEncoder().encode(plain)));
    case '@base64d': {
      try {
        return new TextDecoder().decode(Uint8Array.from(atob(plain.replace(/=+$/, '')), (c) => c.charCodeAt(0)));
      } catch {
        return fail(`string (${shortened(value)}) is not valid base64 data`);
      }
    }
  }
  return fail(`${name.slice(1)} is not a valid format`);
}

function bind(pattern: Pattern, value: Json, env: Env): void {
  if (pattern.kind === 'name') env.setVar(pattern.name, value);
  else if (pattern.kind === 'list') pattern.items.forEach((item, i) => bind(item, getIndex(value, i), env));
  else {
    for (const { key, bind: name, value: inner } of pattern.entries) {
      for (const found of run(key, env, { value, path: undefined })) {
        const part = getIndex(value, found.value);
        if (name !== undefined) env.setVar(name, part);
        if (inner) bind(inner, part, env);
      }
    }
  }
}

const extend = (path: Json[] | undefined, key: Json): Json[] | undefined => (path === undefined ? undefined : [...path, key]);
const plain = (input: At): At => ({ value: input.value, path: undefined });

function* values(filter: Filter, env: Env, input: At): Generator<Json> {
  for (const one of run(filter, env, plain(input))) yield one.value;
}

function* iterate(at: At): Generator<At> {
  if (Array.isArray(at.value)) for (const [i, value] of at.value.entries()) yield { value, path: extend(at.path, i) };
  else if (at.value instanceof Map) for (const [key, value] of at.value) yield { value, path: extend(at.path, key) };
  else fail(`Cannot iterate over ${typeOf(at.value)}${at.value === null ? '' : ` (${shortened(at.value)})`}`);
}

function* recurse(at: At): Generator<At> {
  yield at;
  if (Array.isArray(at.value) || at.value instanceof Map) for (const one of iterate(at)) yield* recurse(one);
}

/** All results of a filter for an input, lazily and in jq's order. */
export function* run(filter: Filter, env: Env, input: At): Generator<At> {
  const literal = (value: Json): At => ({ value, path: input.path === undefined ? undefined : input.path });
  switch (filter.kind) {
    case 'identity':
      yield input;
      return;
    case 'recurse':
      yield* recurse(input);
      return;
    case 'literal':
      yield { value: filter.value, path: undefined };
      return;
    case 'string': {
      function* build(at: number, text: string): Generator<string> {
        if (filter.kind !== 'string') return;
        const part = filter.parts[at];
        if (part === undefined) yield text;
        else if (typeof part === 'string') yield* build(at + 1, text + part);
        else for (const value of values(part, env, input)) yield* build(at + 1, text + formatted(filter.format ?? '@text', value));
      }
      for (const text of build(0, '')) yield { value: text, path: undefined };
      return;
    }
    case 'format':
      yield { value: formatted(filter.name, input.value), path: undefined };
      return;
    case 'index':
      for (const of of run(filter.of, env, input)) for (const key of values(filter.key, env, input)) yield { value: getIndex(of.value, key), path: extend(of.path, key) };
      return;
    case 'slice':
      for (const of of run(filter.of, env, input)) {
        for (const to of filter.to ? values(filter.to, env, input) : [null]) {
          for (const from of filter.from ? values(filter.from, env, input) : [null]) yield { value: slice(of.value, from, to), path: extend(of.path, new Map([['start', from], ['end', to]])) };
        }
      }
      return;
    case 'iterate':
      for (const of of run(filter.of, env, input)) yield* iterate(of);
      return;
    case 'pipe':
      for (const left of run(filter.left, env, input)) yield* run(filter.right, env, left);
      return;
    case 'comma':
      yield* run(filter.left, env, input);
      yield* run(filter.right, env, input);
      return;
    case 'binary':
      for (const right of values(filter.right, env, input)) for (const left of values(filter.left, env, input)) yield { value: arithmetic(filter.op, left, right), path: undefined };
      return;
    case 'negate':
      for (const value of values(filter.of, env, input)) yield { value: typeof value === 'number' ? -value : fail(`${typeOf(value)} (${shortened(value)}) cannot be negated`), path: undefined };
      return;
    case 'and': case 'or':
      for (const left of values(filter.left, env, input)) {
        if (truthy(left) === (filter.kind === 'or')) yield { value: filter.kind === 'or', path: undefined };
        else for (const right of values(filter.right, env, input)) yield { value: truthy(right), path: undefined };
      }
      return;
    case 'alternative': {
      let any = false;
      try {
        for (const left of run(filter.left, env, input)) {
          if (!truthy(left.value)) continue;
          any = true;
          yield left;
        }
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
      }
      if (!any) yield* run(filter.right, env, input);
      return;
    }
    case 'assign':
      yield* assign(filter, env, input);
      return;
    case 'if':
      yield* conditional(filter.cases, 0, filter.otherwise, env, input);
      return;
    case 'try':
      try {
        yield* run(filter.body, env, input);
      } catch (error) {
        if (!(error instanceof JqError)) throw error;
        if (error.value instanceof Map && error.value.get('__jq') !== undefined) throw error;
        if (filter.handler) yield* run(filter.handler, env, { value: error.value, path: undefined });
      }
      return;
    case 'reduce': {
      for (const init of run(filter.init, env, input)) {
        let state: Json = init.value;
        for (const item of values(filter.source, env, input)) {
          const inner = env.child();
          bind(filter.pattern, item, inner);
          let last: Json = null;
          for (const next of values(filter.update, inner, { value: state, path: undefined })) last = next;
          state = last;
        }
        yield { value: state, path: undefined };
      }
      return;
    }
    case 'foreach':
      for (const init of values(filter.init, env, input)) {
        let state = init;
        for (const item of values(filter.source, env, input)) {
          const inner = env.child();
          bind(filter.pattern, item, inner);
          for (const next of values(filter.update, inner, { value: state, path: undefined })) {
            state = next;
            if (filter.extract) yield* run(filter.extract, inner, { value: state, path: undefined });
            else yield { value: state, path: undefined };
          }
        }
      }
      return;
    case 'define': {
      const inner = env.child();
      inner.setFunction(`${filter.name}/${filter.params.length}`, { params: filter.params, body: filter.body, env: inner });
      yield* run(filter.rest, inner, input);
      return;
    }
    case 'variable': {
      if (filter.name === 'ENV') {
        yield literal(new Map(Object.entries(env.world.env)));
        return;
      }
      if (filter.name === '__loc__') {
        yield literal(new Map<string, Json>([['file', '<top-level>'], ['line', 1]]));
        return;
      }
      const value = env.getVar(filter.name);
      if (value === undefined) throw new UndefinedName(`$${filter.name} is not defined`);
      yield { value, path: undefined };
      return;
    }
    case 'as':
      for (const value of values(filter.source, env, input)) {
        const inner = env.child();
        bind(filter.pattern, value, inner);
        yield* run(filter.body, inner, input);
      }
      return;
    case 'array':
      yield { value: filter.of ? [...values(filter.of, env, input)] : [], path: undefined };
      return;
    case 'object':
      yield* build(filter.entries, 0, new Map(), env, input);
      return;
    case 'label': {
      const inner = env.child();
      const mark = Symbol(filter.name);
      inner.labels.set(filter.name, mark);
      try {
        yield* run(filter.body, inner, input);
      } catch (error) {
        if (!(error instanceof Break) || error.mark !== mark) throw error;
      }
      return;
    }
    case 'break': {
      const mark = env.label(filter.name);
      if (!mark) throw new UndefinedName(`$*label-${filter.name} is not defined`);
      throw new Break(mark);
    }
    case 'call':
      yield* call(filter, env, input);
  }
}

/** A name that nothing defines: a compile error in jq. */
export class UndefinedName extends Error {}

function* conditional(cases: readonly { test: Filter; then: Filter }[], at: number, otherwise: Filter | undefined, env: Env, input: At): Generator<At> {
  const one = cases[at];
  if (!one) {
    if (otherwise) yield* run(otherwise, env, input);
    else yield input;
    return;
  }
  for (const test of values(one.test, env, input)) {
    if (truthy(test)) yield* run(one.then, env, input);
    else yield* conditional(cases, at + 1, otherwise, env, input);
  }
}

function* build(entries: readonly { key: Filter; value: Filter }[], at: number, made: Map<string, Json>, env: Env, input: At): Generator<At> {
  const entry = entries[at];
  if (!entry) {
    yield { value: made, path: undefined };
    return;
  }
  for (const key of values(entry.key, env, input)) {
    if (typeof key !== 'string') fail(`Object keys must be strings`);
    for (const value of values(entry.value, env, input)) yield* build(entries, at + 1, new Map(made).set(key, value), env, input);
  }
}

export function* pathsOf(filter: Filter, env: Env, value: Json): Generator<Json[]> {
  for (const one of run(filter, env, { value, path: [] })) yield one.path ?? fail('Invalid path expression');
}

function* assign(filter: Filter & { kind: 'assign' }, env: Env, input: At): Generator<At> {
  if (filter.op === '|=') {
    let whole = input.value;
    const gone: Json[][] = [];
    for (const path of [...pathsOf(filter.left, env, input.value)]) {
      whole = setPath(whole, path, (old) => {
        for (const next of values(filter.right, env, { value: old, path: undefined })) return next;
        gone.push(path);
        return old;
      });
    }
    yield { value: deletePaths(whole, gone), path: undefined };
    return;
  }
  for (const right of values(filter.right, env, input)) {
    let whole = input.value;
    for (const path of [...pathsOf(filter.left, env, input.value)]) {
      whole = setPath(whole, path, (old) => (filter.op === '=' ? right : filter.op === '//=' ? (truthy(old) ? old : right) : arithmetic(filter.op[0]!, old, right)));
    }
    yield { value: whole, path: undefined };
  }
}

let prelude: Map<string, { params: string[]; body: Filter }> | undefined;

function fromPrelude(key: string): { params: string[]; body: Filter } | undefined {
  if (!prelude) {
    prelude = new Map();
    for (let node = new Parser(PRELUDE).parse(); node.kind === 'define'; node = node.rest) prelude.set(`${node.name}/${node.params.length}`, { params: node.params, body: node.body });
  }
  return prelude.get(key);
}

function* call(filter: Filter & { kind: 'call' }, env: Env, input: At): Generator<At> {
  const key = `${filter.name}/${filter.args.length}`;
  const own = env.getFunction(key);
  const known = own ?? fromPrelude(key);
  if (known) {
    const inner = (own?.env ?? new Env(undefined, env.world)).child();
    yield* withArguments(known.params, filter.args, 0, inner, env, input, known.body);
    return;
  }
  switch (key) {
    case 'empty/0':
      return;
    case 'error/0':
      throw new JqError(input.value);
    case 'error/1':
      for (const value of values(filter.args[0]!, env, input)) throw new JqError(value);
      return;
    case 'not/0':
      yield { value: !truthy(input.value), path: undefined };
      return;
    case 'path/1':
      for (const path of pathsOf(filter.args[0]!, env, input.value)) yield { value: path, path: undefined };
      return;
    case 'getpath/1':
      for (const path of values(filter.args[0]!, env, input)) {
        const list = path as Json[];
        let value: Json = input.value;
        for (const step of list) value = value === null ? null : getIndex(value, step);
        yield { value, path: input.path && [...input.path, ...list] };
      }
      return;
    case 'delpaths/1':
      for (const paths of values(filter.args[0]!, env, input)) yield { value: deletePaths(input.value, paths as Json[][]), path: undefined };
      return;
    case 'del/1':
      yield { value: deletePaths(input.value, [...pathsOf(filter.args[0]!, env, input.value)]), path: undefined };
      return;
    case 'setpath/2':
      for (const path of values(filter.args[0]!, env, input)) for (const value of values(filter.args[1]!, env, input)) yield { value: setPath(input.value, path as Json[], () => value), path: undefined };
      return;
    case 'first/1':
      for (const one of run(filter.args[0]!, env, input)) {
        yield one;
        return;
      }
      return;
    case 'limit/2':
      for (const count of values(filter.args[0]!, env, input)) {
        let left = count as number;
        if (left <= 0) continue;
        for (const one of run(filter.args[1]!, env, input)) {
          yield one;
          if (--left <= 0) break;
        }
      }
      return;
    case 'input/0': {
      const next = env.world.nextInput();
      yield { value: next === undefined ? fail('No more inputs') : next, path: undefined };
      return;
    }
    case 'inputs/0':
      for (let next = env.world.nextInput(); next !== undefined; next = env.world.nextInput()) yield { value: next, path: undefined };
      return;
    case 'debug/0':
      env.world.debug(input.value);
      yield input;
      return;
    case 'env/0':
      yield { value: new Map(Object.entries(env.world.env)), path: undefined };
      return;
    case 'now/0':
      yield { value: env.world.now(), path: undefined };
      return;
    case 'sort_by/1': case 'group_by/1': case 'unique_by/1': case 'min_by/1': case 'max_by/1': {
      if (!Array.isArray(input.value)) fail(`Cannot index ${typeOf(input.value)} with number`);
      const keyed = (input.value as Json[]).map((value) => ({ value, key: [...values(filter.args[0]!, env, { value, path: undefined })] as Json }));
      yield { value: byKey(filter.name, keyed), path: undefined };
      return;
    }
  }
  // Builtins on values: each combination of the arguments' results.
  function* combine(at: number, chosen: Json[]): Generator<Json> {
    if (at < 0) {
      const result = callBuiltin(filter.name, input.value, chosen, env.world.now);
      if (result === undefined) throw new UndefinedName(`${key} is not defined`);
      yield* result;
      return;
    }
    for (const value of values(filter.args[at]!, env, input)) yield* combine(at - 1, [value, ...chosen]);
  }
  for (const value of combine(filter.args.length - 1, [])) yield { value, path: undefined };
}

function byKey(name: string, keyed: { value: Json; key: Json }[]): Json {
  if (name === 'min_by' || name === 'max_by') {
    const sign = name === 'min_by' ? 1 : -1;
    return keyed.length === 0 ? null : keyed.reduce((best, one) => (compare(one.key, best.key) * sign < 0 || (sign < 0 && compare(one.key, best.key) === 0) ? one : best)).value;
  }
  const sorted = [...keyed].sort((a, b) => compare(a.key, b.key));
  if (name === 'sort_by') return sorted.map((one) => one.value);
  const groups: { key: Json; values: Json[] }[] = [];
  for (const one of sorted) {
    const last = groups.at(-1);
    if (last && compare(last.key, one.key) === 0) last.values.push(one.value);
    else groups.push({ key: one.key, values: [one.value] });
  }
  return name === 'group_by' ? groups.map((group) => group.values) : groups.map((group) => group.values[0]!);
}

function* withArguments(params: readonly string[], args: readonly Filter[], at: number, inner: Env, env: Env, input: At, body: Filter): Generator<At> {
  const param = params[at];
  if (param === undefined) {
    yield* run(body, inner, input);
    return;
  }
  if (param.startsWith('$')) {
    for (const value of values(args[at]!, env, input)) {
      const next = inner.child();
      next.setVar(param.slice(1), value);
      next.setFunction(`${param.slice(1)}/0`, { params: [], body: { kind: 'variable', name: param.slice(1) }, env: next });
      yield* withArguments(params, args, at + 1, next, env, input, body);
    }
    return;
  }
  inner.setFunction(`${param}/0`, { params: [], body: args[at]!, env });
  yield* withArguments(params, args, at + 1, inner, env, input, body);
}
