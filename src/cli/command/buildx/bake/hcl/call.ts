import { notSimulated } from '../../../../errors';
import { HclError, startRange, type Expr, type Value } from './ast';
import { parameterName } from './parameters';
import { LIST_FUNCTIONS } from './functions-list';
import { NUMBER_FUNCTIONS } from './functions-number';
import { TEXT_FUNCTIONS } from './functions-text';
import { rfc3339, TIME_FUNCTIONS } from './functions-time';
import { semverMatches } from './semver';
import { typeOf } from './types';
import { convert, friendly, isObject, toBool, toNumber, toText, Unsuitable } from './values';

/**
 * Functions by name: the kinds of their parameters, and what they do. Kinds: string, number, bool, list, map, any; `*`
 * at the end takes any number more of the kind before it, or of any where it stands after fewer letters than that.
 */
export type FunctionTable = Readonly<Record<string, readonly [kinds: string, work: (...args: never[]) => Value]>>;

/** What functions learn of the machine. */
export interface FunctionHost {
  nowMs: number;
  home: string;
  /** A random UUID. */
  uuid(): string;
}

/** Functions whose results depend on where they run. */
const HOST_FUNCTIONS: Readonly<Record<string, (host: FunctionHost) => Value>> = {
  timestamp: (host) => rfc3339(host.nowMs),
  homedir: (host) => host.home,
  uuidv4: (host) => host.uuid(),
};
const OTHERS: FunctionTable = { semvercmp: ['ss', semverMatches] };
const TABLE: FunctionTable = { ...TEXT_FUNCTIONS, ...LIST_FUNCTIONS, ...NUMBER_FUNCTIONS, ...TIME_FUNCTIONS, ...OTHERS };
/** buildx has these, too. */
const MISSING = ['bcrypt', 'byteslen', 'bytesslice', 'cidrhost', 'cidrnetmask', 'cidrsubnet', 'cidrsubnets', 'csvdecode', 'rsadecrypt', 'unixtimestampparse', 'uuidv5'];

/** Functions whose last letter before `*` is the kind of all that follow. */
const SAME_KIND = new Set(['join', 'concat', 'coalescelist', 'setunion', 'setintersection', 'setsymmetricdifference', 'setproduct', 'max', 'min']);

export function isFunction(name: string): boolean {
  return Object.hasOwn(TABLE, name) || Object.hasOwn(HOST_FUNCTIONS, name) || name === 'convert' || MISSING.includes(name);
}

export function functionNames(): string[] {
  return [...Object.keys(TABLE), ...Object.keys(HOST_FUNCTIONS), ...MISSING, 'can', 'convert', 'try'].sort();
}

function argument(value: Value, kind: string): Value {
  if (kind === 'a') return value;
  if (value === null) throw new Unsuitable('argument must not be null');
  if (kind === 's') return toText(value);
  if (kind === 'n') return toNumber(value);
  if (kind === 'b') return toBool(value);
  if (kind === 'm' && isObject(value)) return value;
  if (kind === 'l' && Array.isArray(value)) return value;
  throw new Unsuitable(`${kind === 'm' ? 'map' : 'list'} of any single type required, but have ${friendly(value)}`);
}

/** The bracket that ends a call. */
export function closing(range: Expr['range']): Expr['range'] {
  return { ...range, start: { ...range.end, column: range.end.column - 1, byte: range.end.byte - 1 } };
}

/** Calls one of buildx's functions with values. Throws HclError in hclsyntax's words. */
export function callFunction(expr: Extract<Expr, { kind: 'call' }>, values: readonly Value[], host: FunctionHost): Value {
  const { name, args: exprs, range } = expr;
  if (MISSING.includes(name)) throw notSimulated(`the bake function ${name}`);
  if (name === 'convert') return convert(values[0]!, typeOf(exprs[1]));
  const kinds = TABLE[name]?.[0] ?? '';
  const fixed = kinds.replace('*', '');
  const variadic = kinds.endsWith('*');
  const atLeast = SAME_KIND.has(name) ? fixed.length - 1 : fixed.length;
  if (values.length < atLeast) {
    throw new HclError('Not enough function arguments', `Function "${name}" expects ${variadic ? 'at least ' : ''}${atLeast} argument(s). Missing value for "${parameterName(name, values.length)}".`, closing(range));
  }
  if (!variadic && values.length > fixed.length) throw new HclError('Too many function arguments', `Function "${name}" expects only ${fixed.length} argument(s).`, startRange(exprs[fixed.length] ?? expr));
  const last = SAME_KIND.has(name) ? fixed.at(-1)! : 'a';
  const ready = values.map((value, i) => {
    try {
      return argument(value, fixed[i] ?? last);
    } catch (error) {
      throw new HclError('Invalid function argument', `Invalid value for "${parameterName(name, i)}" parameter: ${(error as Error).message}.`, startRange(exprs[i] ?? expr));
    }
  });
  if (Object.hasOwn(HOST_FUNCTIONS, name)) return HOST_FUNCTIONS[name]!(host);
  try {
    return (TABLE[name]![1] as (...args: Value[]) => Value)(...ready);
  } catch (error) {
    throw new HclError('Error in function call', `Call to function "${name}" failed: ${(error as Error).message}.`, range);
  }
}
