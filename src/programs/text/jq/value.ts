/** JSON as jq keeps it: objects are maps, so that `"80"` keeps its place among the keys. */
export type Json = null | boolean | number | string | Json[] | Map<string, Json>;

export class JqError extends Error {
  constructor(readonly value: Json) {
    super(typeof value === 'string' ? value : `${encode(value)} (not a string)`);
  }
}

export function fail(message: string): never {
  throw new JqError(message);
}

/** Reads the values of a stream of JSON texts. */
export class JsonReader {
  private at = 0;

  constructor(private readonly text: string) {}

  private space(): void {
    while (/[\s\u001e]/.test(this.text[this.at] ?? '')) this.at++;
  }

  next(): Json | undefined {
    this.space();
    return this.at >= this.text.length ? undefined : this.value();
  }

  private bad(): never {
    const before = this.text.slice(0, this.at + 1);
    throw new SyntaxError(this.at >= this.text.length ? `Unfinished JSON term at EOF at line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n') - 1}` : `Invalid numeric literal at line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n') - 1}`);
  }

  private value(): Json {
    this.space();
    const c = this.text[this.at];
    if (c === '{') {
      const map = new Map<string, Json>();
      this.at++;
      this.space();
      if (this.text[this.at] === '}') this.at++;
      else {
        for (;;) {
          this.space();
          if (this.text[this.at] !== '"') this.bad();
          const key = this.string();
          this.space();
          if (this.text[this.at++] !== ':') this.bad();
          map.set(key, this.value());
          this.space();
          const next = this.text[this.at++];
          if (next === '}') break;
          if (next !== ',') this.bad();
        }
      }
      return map;
    }
    if (c === '[') {
      const list: Json[] = [];
      this.at++;
      this.space();
      if (this.text[this.at] === ']') this.at++;
      else {
        for (;;) {
          list.push(this.value());
          this.space();
          const next = this.text[this.at++];
          if (next === ']') break;
          if (next !== ',') this.bad();
        }
      }
      return list;
    }
    if (c === '"') return this.string();
    const word = /^(?:-?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|[A-Za-z]+)/.exec(this.text.slice(this.at, this.at + 400))?.[0] ?? '';
    if (word === '') this.bad();
    this.at += word.length;
    if (word === 'null' || word === 'nan' || word === 'NaN') return null;
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (!/^-?\d/.test(word)) this.bad();
    return Number(word);
  }

  private string(): string {
    const start = this.at++;
    while (this.at < this.text.length && this.text[this.at] !== '"') this.at += this.text[this.at] === '\\' ? 2 : 1;
    if (this.at >= this.text.length) this.bad();
    this.at++;
    try {
      return JSON.parse(this.text.slice(start, this.at).replace(/[\u0000-\u001f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)) as string;
    } catch {
      return this.bad();
    }
  }
}

export function typeOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : value instanceof Map ? 'object' : typeof value;
}

export const truthy = (value: Json): boolean => value !== null && value !== false;

const ORDER = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];
const rank = (value: Json): number => ORDER.indexOf(typeof value === 'boolean' ? String(value) : typeOf(value));

/** jq's total order of values. */
export function compare(a: Json, b: Json): number {
  const byType = rank(a) - rank(b);
  if (byType !== 0) return byType;
  if (typeof a === 'number') return a - (b as number);
  if (typeof a === 'string') return a < (b as string) ? -1 : a > (b as string) ? 1 : 0;
  if (Array.isArray(a)) {
    const other = b as Json[];
    for (let i = 0; i < Math.min(a.length, other.length); i++) {
      const order = compare(a[i]!, other[i]!);
      if (order !== 0) return order;
    }
    return a.length - other.length;
  }
  if (a instanceof Map) {
    const other = b as Map<string, Json>;
    const keys = [...a.keys()].sort();
    const order = compare(keys, [...other.keys()].sort());
    if (order !== 0) return order;
    for (const key of keys) {
      const each = compare(a.get(key)!, other.get(key)!);
      if (each !== 0) return each;
    }
  }
  return 0;
}

export interface Style {
  indent: string | undefined;
  sort: boolean;
  color: boolean;
  ascii: boolean;
}

const COMPACT: Style = { indent: undefined, sort: false, color: false, ascii: false };
/** jq 1.6's colours: null, false and true, numbers, strings, arrays, objects, keys. */
const COLORS = { null: '1;30', bool: '0;39', number: '0;39', string: '0;32', array: '1;39', object: '1;39', key: '34;1' };

function quoted(text: string, ascii: boolean): string {
  const json = JSON.stringify(text).replace(/\u007f/g, '\\u007f');
  return ascii ? json.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`) : json;
}

function number(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value > 0 ? '1.7976931348623157e+308' : '-1.7976931348623157e+308';
  return Object.is(value, -0) ? '-0' : String(value).replace(/^(-?\d)(e)/, '$1$2');
}

/** A value as jq prints it. */
export function encode(value: Json, style: Style = COMPACT, depth = 0): string {
  const paint = (code: string, text: string) => (style.color ? `\x1b[${code}m${text}\x1b[0m` : text);
  if (value === null) return paint(COLORS.null, 'null');
  if (typeof value === 'boolean') return paint(COLORS.bool, String(value));
  if (typeof value === 'number') return paint(COLORS.number, number(value));
  if (typeof value === 'string') return paint(COLORS.string, quoted(value, style.ascii));
  const inner = style.indent === undefined ? '' : `\n${style.indent.repeat(depth + 1)}`;
  const outer = style.indent === undefined ? '' : `\n${style.indent.repeat(depth)}`;
  const isList = Array.isArray(value);
  const code = isList ? COLORS.array : COLORS.object;
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if ((isList ? value.length : value.size) === 0) return paint(code, open + close);
  const entries = isList ? [] : [...value];
  if (style.sort) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = isList ? value.map((one) => encode(one, style, depth + 1))
    : entries.map(([key, one]) => `${style.color ? `\x1b[${COLORS.key}m${quoted(key, style.ascii)}\x1b[0m` : quoted(key, style.ascii)}${paint(code, ':')}${style.indent === undefined ? '' : ' '}${encode(one, style, depth + 1)}`);
  if (!style.color) return `${open}${inner}${parts.join(`,${inner}`)}${outer}${close}`;
  return `\x1b[${code}m${open}${inner}\x1b[0m${parts.join(`\x1b[${code}m,${inner}\x1b[0m`)}\x1b[${code}m${outer}\x1b[${code}m${close}\x1b[0m`;
}
