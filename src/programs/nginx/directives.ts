import { failAt, type Directive } from './config';
import shapes from './directives.json';

/** Where a directive stands: main, events, http, server, location, upstream, `if` of a server, `if` of a location, limit_except. */
export type BlockKind = 'M' | 'E' | 'H' | 'S' | 'L' | 'U' | 'i' | 'I' | 'X';

interface Shape {
  kinds: string;
  /** `12`: one or two arguments; `2+`: two or more; `*`: any number. */
  counts: string;
  isBlock: boolean;
  isFlag: boolean;
  isNumber: boolean;
  /** A number whose error quotes it. */
  isCount: boolean;
  /** A size or a time. */
  isMeasure: boolean;
  isSingle: boolean;
}

let table: Map<string, Shape> | undefined;

/** Every directive that nginx knows, by name; learned by asking it (`nginx -t`) about each in each place with each number of arguments. */
function directives(): Map<string, Shape> {
  table ??= new Map(
    Object.entries(shapes).flatMap(([text, names]) => {
      const [kinds = '', counts = '', marks = ''] = text.split(' ');
      const shape: Shape = { kinds, counts, isBlock: marks.includes('B'), isFlag: marks.includes('F'), isNumber: marks.includes('N'), isCount: marks.includes('n'), isMeasure: marks.includes('V'), isSingle: marks.includes('!') };
      return names.split(' ').map((name): [string, Shape] => [name, shape]);
    }),
  );
  return table;
}

function hasCount(counts: string, count: number): boolean {
  if (counts === '*') return true;
  return counts.endsWith('+') ? count >= Number(counts.slice(0, -1)) : counts.includes(String(count));
}

const NEEDED: Readonly<Record<string, readonly [minor: number, patch: number]>> = { http2: [25, 1], http3: [25, 0], keepalive_min_timeout: [27, 4], proxy_pass_trailers: [27, 2], ssl_key_log: [27, 2] };

/** True when the version has the directive: some came late, and `ssl` is gone. */
function has(version: string, name: string): boolean {
  const [, minor = 0, patch = 0] = version.split('.').map(Number);
  const since = NEEDED[name];
  if (since) return minor > since[0] || (minor === since[0] && patch >= since[1]);
  return name !== 'ssl' || minor < 25 || (minor === 25 && patch < 1);
}

/** Checks a directive's name, place, ending, arguments' number and plain values. Throws ConfigError with nginx's message. */
export function checkShape(directive: Directive, kind: BlockKind, hasBlock: boolean, siblings: readonly Directive[], version: string): void {
  const { name, args } = directive;
  // `server` is a block in http and none in upstream.
  const shape = name === 'server' && kind === 'U' ? { kinds: 'U', counts: '1+', isBlock: false, isFlag: false, isNumber: false, isCount: false, isMeasure: false, isSingle: false } : directives().get(name);
  if (!shape || !has(version, name)) failAt(directive, `unknown directive "${name}"`);
  if (!shape.kinds.includes(kind)) failAt(directive, `"${name}" directive is not allowed here`);
  if (!shape.isBlock && hasBlock) failAt(directive, `directive "${name}" is not terminated by ";"`);
  if (shape.isBlock && !hasBlock) failAt(directive, `directive "${name}" has no opening "{"`);
  if (!hasCount(shape.counts, args.length)) failAt(directive, `invalid number of arguments in "${name}" directive`);
  if (shape.isSingle && siblings.some((other) => other.name === name)) failAt(directive, `"${name}" directive is duplicate`);
  const [first = ''] = args;
  if (shape.isFlag && !/^(on|off)$/i.test(first)) failAt(directive, `invalid value "${first}" in "${name}" directive, it must be "on" or "off"`);
  if (shape.isCount && !/^\d+$/.test(first)) failAt(directive, `invalid number "${first}"`);
  if (shape.isNumber && !/^\d+$/.test(first)) failAt(directive, `"${name}" directive invalid number`);
  if (shape.isMeasure && !isMeasure(name, first)) failAt(directive, `"${name}" directive invalid value`);
}

function isMeasure(name: string, value: string): boolean {
  if (name === 'worker_processes') return value === 'auto' || /^[1-9]\d*$/.test(value);
  if (name === 'expires') return /^([+-]|@)?\d|^(epoch|max|off|modified)$|^\$/.test(value);
  return /^(-?\d+(ms|[kmgyMwdhs])?)+$/i.test(value) || /^(off|auto|on)$/.test(value) || value.startsWith('$');
}
