import { parseDate } from '../../coreutils/date-parse';
import { formatDate } from '../../coreutils/date-text';
import { compare, encode, fail, JsonReader, typeOf, type Json } from './value';

/** Functions that jq itself defines in jq. */
export const PRELUDE = `
def map(f): [.[] | f];
def select(f): if f then . else empty end;
def recurse(f): def r: ., (f | r); r;
def recurse(f; c): def r: ., (f | select(c) | r); r;
def values: select(. != null);
def nulls: select(. == null);
def strings: select(type == "string");
def numbers: select(type == "number");
def booleans: select(type == "boolean");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type == "array" or type == "object");
def scalars: select(type != "array" and type != "object");
def to_entries: [keys_unsorted[] as $k | {key: $k, value: .[$k]}];
def from_entries: reduce .[] as $x ({}; . + { (($x | if type == "object" then (if has("key") then .key elif has("k") then .k elif has("name") then .name elif has("Name") then .Name elif has("Key") then .Key else .K end) else . end) | if type == "string" then . elif type == "null" then "null" else tojson end): ($x | if has("value") then .value elif has("v") then .v elif has("Value") then .Value else .V end) });
def with_entries(f): to_entries | map(f) | from_entries;
def map_values(f): .[] |= f;
def paths: path(..) | select(length > 0);
def paths(f): path(.. | select(f)) | select(length > 0);
def leaf_paths: paths(scalars);
def any: reduce .[] as $x (false; . or $x);
def all: reduce .[] as $x (true; . and $x);
def any(f): reduce (.[] | f) as $x (false; . or $x);
def all(f): reduce (.[] | f) as $x (true; . and $x);
def any(g; f): reduce (g | f) as $x (false; . or $x);
def all(g; f): reduce (g | f) as $x (true; . and $x);
def isempty(g): first((g | false), true);
def until(c; u): def r: if c then . else (u | r) end; r;
def while(c; u): def r: if c then ., (u | r) else empty end; r;
def repeat(f): def r: ., (f | r); r;
def range($n): range(0; $n; 1);
def range($a; $b): range($a; $b; 1);
def first: .[0];
def last: .[-1];
def last(f): reduce f as $x (null; $x);
def nth($n): .[$n];
def nth($n; f): last(limit($n + 1; f));
def in(x): . as $k | x | has($k);
def inside(x): . as $v | x | contains($v);
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;
def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
def env: $ENV;
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdate: fromdateiso8601;
def date: todate;
def ascii: [.] | implode;
def add(f): reduce f as $x (null; . + $x);
def pick(f): . as $top | reduce path(f) as $p (null; setpath($p; $top | getpath($p)));
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);
def min: min_by(.);
def max: max_by(.);
def unique: unique_by(.);
def test($re): test($re; null);
def match($re): match($re; null);
def capture($re): capture($re; null);
def capture($re; $flags): match($re; $flags) | [.captures | .[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def scan($re): match($re; "g") | if (.captures | length) > 0 then [.captures | .[] | .string] else .string end;
def sub($re; str): sub($re; str; "");
def gsub($re; str): sub($re; str; "g");
def gsub($re; str; $flags): sub($re; str; $flags + "g");
def sub($re; str; $flags): . as $in | [match($re; $flags)] as $ms | reduce $ms[] as $m ({out: "", at: 0}; (($m.captures | [.[] | select(.name != null) | {key: .name, value: .string}] | from_entries) | str) as $s | {out: (.out + $in[.at:$m.offset] + $s), at: ($m.offset + $m.length)}) | .out + $in[.at:];
def ascii_downcase: _case(false);
def ascii_upcase: _case(true);
def splits($re): split($re; null) | .[];
def input_line_number: 0;
`;

const MATH: Readonly<Record<string, (n: number) => number>> = { floor: Math.floor, ceil: Math.ceil, round: Math.round, sqrt: Math.sqrt, fabs: Math.abs, abs: Math.abs, log: Math.log, log2: Math.log2, log10: Math.log10, exp: Math.exp, trunc: Math.trunc, sin: Math.sin, cos: Math.cos, tan: Math.tan };

function regex(re: Json, flags: Json): RegExp {
  if (typeof re !== 'string') return fail(`${typeOf(re)} (${encode(re)}) cannot be matched, as it is not a string`);
  const letters = typeof flags === 'string' ? flags : '';
  try {
    return new RegExp(letters.includes('x') ? re.replace(/\s+|#.*$/gm, '') : re, `gu${letters.includes('i') ? 'i' : ''}${letters.includes('s') ? 's' : ''}`);
  } catch {
    return fail(`${re} (at offset 0) is not a valid regex`);
  }
}

function matches(input: Json, re: Json, flags: Json): Json[] {
  const [pattern, letters] = Array.isArray(re) ? [re[0] ?? null, re[1] ?? null] : [re, flags];
  if (typeof input !== 'string') return fail(`${typeOf(input)} (${encode(input)}) cannot be matched, as it is not a string`);
  const compiled = regex(pattern, letters);
  const all = typeof letters === 'string' && letters.includes('g') ? [...input.matchAll(compiled)] : [...input.matchAll(compiled)].slice(0, 1);
  return all.map((match) => {
    const names = Object.entries(match.groups ?? {});
    const captures = match.slice(1).map((text, i): Json => {
      const at = text === undefined ? -1 : match.index + match[0].indexOf(text);
      return new Map<string, Json>([['offset', at], ['length', text === undefined ? 0 : [...text].length], ['string', text ?? null], ['name', names[i]?.[0] ?? null]]);
    });
    return new Map<string, Json>([['offset', [...input.slice(0, match.index)].length], ['length', [...match[0]].length], ['string', match[0]], ['captures', captures]]);
  });
}

function contains(a: Json, b: Json): boolean {
  if (a instanceof Map && b instanceof Map) return [...b].every(([key, value]) => a.has(key) && contains(a.get(key)!, value));
  if (Array.isArray(a) && Array.isArray(b)) return b.every((one) => a.some((other) => contains(other, one)));
  if (typeof a === 'string' && typeof b === 'string') return a.includes(b);
  if (typeOf(a) === typeOf(b)) return compare(a, b) === 0;
  return fail(`${typeOf(a)} (${encode(a)}) and ${typeOf(b)} (${encode(b)}) cannot have their containment checked`);
}

function flatten(list: Json[], depth: number): Json[] {
  return list.flatMap((one) => (Array.isArray(one) && depth > 0 ? flatten(one, depth - 1) : [one]));
}

/** A function on values: its results, or undefined where there is none of that name. */
export function callBuiltin(name: string, input: Json, args: readonly Json[], now: () => number): Iterable<Json> | undefined {
  const [a = null, b = null, c = null] = args;
  const need = <T extends Json>(test: (value: Json) => value is T, what: string): T => (test(input) ? input : fail(`${typeOf(input)} (${encode(input)}) ${what}`));
  const isString = (value: Json): value is string => typeof value === 'string';
  const isArray = (value: Json): value is Json[] => Array.isArray(value);
  const math = args.length === 0 ? MATH[name] : undefined;
  if (math) return [typeof input === 'number' ? math(input) : fail(`${typeOf(input)} (${encode(input)}) number required`)];
  switch (`${name}/${args.length}`) {
    case 'length/0': return [input === null ? 0 : typeof input === 'string' ? [...input].length : typeof input === 'number' ? Math.abs(input) : Array.isArray(input) ? input.length : input instanceof Map ? input.size : fail(`boolean (${input}) has no length`)];
    case 'utf8bytelength/0': return [new TextEncoder().encode(need(isString, 'only strings have UTF-8 byte length')).length];
    case 'keys/0': return [input instanceof Map ? [...input.keys()].sort() : Array.isArray(input) ? input.map((_, i) => i) : fail(`${typeOf(input)} (${encode(input)}) has no keys`)];
    case 'keys_unsorted/0': return [input instanceof Map ? [...input.keys()] : Array.isArray(input) ? input.map((_, i) => i) : fail(`${typeOf(input)} (${encode(input)}) has no keys`)];
    case 'has/1': return [input instanceof Map && typeof a === 'string' ? input.has(a) : Array.isArray(input) && typeof a === 'number' ? a >= 0 && a < input.length : fail(`Cannot check whether ${typeOf(input)} has a ${typeof a === 'string' ? 'string' : typeOf(a)} key`)];
    case 'contains/1': return [contains(input, a)];
    case 'type/0': return [typeOf(input)];
    case 'add/0': return [(Array.isArray(input) ? input : input instanceof Map ? [...input.values()] : fail(`Cannot iterate over ${typeOf(input)}`)).reduce<Json>((sum, one) => addJson(sum, one), null)];
    case 'sort/0': return [[...need(isArray, 'cannot be sorted, as it is not an array')].sort(compare)];
    case 'reverse/0': return [typeof input === 'string' ? [...input].reverse().join('') : input === null ? [] : [...need(isArray, 'cannot be reversed, as it is not an array')].reverse()];
    case 'flatten/0': return [flatten(need(isArray, 'cannot be flattened'), Infinity)];
    case 'flatten/1': return [flatten(need(isArray, 'cannot be flattened'), a as number)];
    case 'range/3': {
      const list: Json[] = [];
      for (let n = a as number; (c as number) > 0 ? n < (b as number) : n > (b as number); n += c as number) list.push(n);
      return list;
    }
    case 'tostring/0': return [typeof input === 'string' ? input : encode(input)];
    case 'tonumber/0': {
      if (typeof input === 'number') return [input];
      const text = need(isString, 'cannot be parsed as a number');
      return [text.trim() === '' || Number.isNaN(Number(text)) ? fail(`Invalid numeric literal at EOF at line 1, column ${text.length} (while parsing '${text}')`) : Number(text)];
    }
    case 'tojson/0': return [encode(input)];
    case 'fromjson/0': {
      const text = need(isString, 'only strings can be parsed');
      try {
        return [new JsonReader(text).next() ?? null];
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return fail(`${error.message} (while parsing '${text}')`);
      }
    }
    case 'join/1': return [need(isArray, 'cannot be joined').map((one) => (one === null ? '' : typeof one === 'string' ? one : typeof one === 'object' ? fail(`Cannot join with ${typeOf(one)}`) : encode(one))).join(a as string)];
    case 'split/1': return [typeof a === 'string' ? (need(isString, 'and separator must be strings') === '' ? [] : (input as string).split(a)) : fail('split input and separator must be strings')];
    case 'split/2': return [need(isString, 'cannot be matched, as it is not a string').split(new RegExp(regex(a, b).source, 'u'))];
    case 'test/2': return [matches(input, a, b).length > 0];
    case 'match/2': return matches(input, a, b);
    case '_case/1': return [need(isString, 'cannot change case').replace(a === true ? /[a-z]/g : /[A-Z]/g, (letter) => (a === true ? letter.toUpperCase() : letter.toLowerCase()))];
    case 'startswith/1': return [typeof input === 'string' && typeof a === 'string' ? input.startsWith(a) : fail('startswith() requires string inputs')];
    case 'endswith/1': return [typeof input === 'string' && typeof a === 'string' ? input.endsWith(a) : fail('endswith() requires string inputs')];
    case 'ltrimstr/1': return [typeof input === 'string' && typeof a === 'string' && input.startsWith(a) ? input.slice(a.length) : input];
    case 'rtrimstr/1': return [typeof input === 'string' && typeof a === 'string' && a !== '' && input.endsWith(a) ? input.slice(0, -a.length) : input];
    case 'trim/0': return [need(isString, 'cannot be trimmed').trim()];
    case 'ltrim/0': return [need(isString, 'cannot be trimmed').trimStart()];
    case 'rtrim/0': return [need(isString, 'cannot be trimmed').trimEnd()];
    case 'explode/0': return [[...need(isString, 'cannot be exploded')].map((one) => one.codePointAt(0)!)];
    case 'implode/0': return [String.fromCodePoint(...(need(isArray, 'cannot be imploded') as number[]))];
    case 'index/1': case 'rindex/1': case 'indices/1': {
      if (input === null) return [null];
      const found: number[] = [];
      if (typeof input === 'string' && typeof a === 'string') for (let at = input.indexOf(a); at !== -1 && a !== ''; at = input.indexOf(a, at + 1)) found.push([...input.slice(0, at)].length);
      else if (Array.isArray(input)) input.forEach((_, i) => (Array.isArray(a) ? a.every((one, k) => input[i + k] !== undefined && compare(input[i + k]!, one) === 0) : compare(input[i]!, a) === 0) && found.push(i));
      return [name === 'indices' ? found : name === 'index' ? (found[0] ?? null) : (found.at(-1) ?? null)];
    }
    case 'transpose/0': {
      const rows = need(isArray, 'cannot be transposed') as Json[][];
      return [Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, i) => rows.map((row) => row[i] ?? null))];
    }
    case 'pow/2': return [(a as number) ** (b as number)];
    case 'infinite/0': return [Infinity];
    case 'nan/0': return [NaN];
    case 'isnan/0': return [Number.isNaN(input)];
    case 'isinfinite/0': return [input === Infinity || input === -Infinity];
    case 'isnormal/0': return [typeof input === 'number' && Number.isFinite(input) && input !== 0];
    case 'fromdateiso8601/0': return [Math.floor(parseDate(need(isString, 'cannot be parsed as a date'), now() * 1000) / 1000)];
    case 'strftime/1': return [formatDate(a as string, (input as number) * 1000)];
    case 'gmtime/0': case 'mktime/0': return fail(`dockyard: ${name} is not simulated`);
    case 'input_filename/0': return [null];
    case 'halt/0': case 'halt_error/0': return fail(`dockyard: ${name} is not simulated`);
    case 'splits/2': return need(isString, 'cannot be matched').split(new RegExp(regex(a, b).source, 'u'));
    case 'tostream/0': return fail('dockyard: tostream is not simulated');
  }
  return undefined;
}

function addJson(a: Json, b: Json): Json {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (a instanceof Map && b instanceof Map) return new Map([...a, ...b]);
  return fail(`${typeOf(a)} (${encode(a)}) and ${typeOf(b)} (${encode(b)}) cannot be added`);
}
