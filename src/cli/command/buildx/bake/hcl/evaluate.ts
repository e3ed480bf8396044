import { HclError, span, type Expr, type Range, type Value } from './ast';
import { callFunction, closing, isFunction, type FunctionHost } from './call';
import { friendly, isEqual, isObject, keysOf, toBool, toNumber, toText, Unsuitable, valueJson } from './values';

/** What names mean where an expression stands. */
export interface Scope {
  /** The value of a name, undefined where there is none; values may be worked out when they are first asked for. */
  variable(name: string): Value | undefined;
  /** The names that there are, for suggestions. */
  names(): string[];
  /** A function of the file's own. */
  userFunction(name: string): ((args: Value[], where: Range) => Value) | undefined;
  functionNames(): string[];
  host: FunctionHost;
}

/** The scope with further names in it. */
export function child(scope: Scope, values: Readonly<Record<string, Value>>): Scope {
  return {
    ...scope,
    variable: (name) => (Object.hasOwn(values, name) ? values[name] : scope.variable(name)),
    names: () => [...Object.keys(values), ...scope.names()],
  };
}

/** The name that somebody may have meant (hclsyntax didyoumean.go): within an edit distance of 3. */
export function suggestion(given: string, names: readonly string[]): string | undefined {
  return names.find((name) => distance(given, name) < 3);
}

function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** The value of an expression. Throws HclError. */
export function evaluate(expr: Expr, scope: Scope): Value {
  switch (expr.kind) {
    case 'literal':
      return expr.value;
    case 'template':
      return template(expr.parts, scope);
    case 'join':
      return (evaluate(expr.of, scope) as Value[]).map(toText).join('');
    case 'tuple':
      return expr.items.map((item) => evaluate(item, scope));
    case 'object':
      return Object.fromEntries(expr.items.map(({ key, value }) => [keyText(key, scope), evaluate(value, scope)]));
    case 'name':
      return named(expr, scope);
    case 'attr':
      return member(evaluate(expr.of, scope), expr.name, expr);
    case 'index':
      return element(evaluate(expr.of, scope), evaluate(expr.key, scope), expr);
    case 'splat': {
      const of = evaluate(expr.of, scope);
      const items = Array.isArray(of) ? of : of === null ? [] : [of];
      return items.map((item) => evaluate(expr.each, child(scope, { '*': item })));
    }
    case 'splat item':
      return scope.variable('*') ?? null;
    case 'call':
      return call(expr, scope);
    case 'unary': {
      const of = evaluate(expr.of, scope);
      return operand(expr, 'unary operator', () => (expr.op === '!' ? !toBool(of) : -toNumber(of)));
    }
    case 'binary':
      return binary(expr, scope);
    case 'if':
      return conditional(expr, scope);
    case 'for':
      return loop(expr, scope);
  }
}

function template(parts: readonly Expr[], scope: Scope): Value {
  const values = parts.map((part) => evaluate(part, scope));
  if (values.length === 1) return values[0]!;
  return values.map((value, i) => {
    const range = parts[i]!.range;
    if (value === null) throw new HclError('Invalid template interpolation value', 'The expression result is null. Cannot include a null value in a string template.', range);
    if (typeof value === 'object') throw new HclError('Invalid template interpolation value', 'Cannot include the given value in a string template: string required.', range);
    return toText(value);
  }).join('');
}

function keyText(key: Expr, scope: Scope): string {
  const value = evaluate(key, scope);
  if (value === null) throw new HclError('Null value as key', 'Can\'t use a null value as a key.', key.range);
  try {
    return toText(value);
  } catch (error) {
    throw new HclError('Incorrect key type', `Can't use this value as a key: ${(error as Error).message}.`, key.range);
  }
}

function named(expr: Extract<Expr, { kind: 'name' }>, scope: Scope): Value {
  const value = scope.variable(expr.name);
  if (value !== undefined) return value;
  const near = suggestion(expr.name, scope.names());
  throw new HclError('Unknown variable', `There is no variable named "${expr.name}".${near === undefined ? '' : ` Did you mean "${near}"?`}`, expr.range);
}

function member(of: Value, name: string, expr: Expr): Value {
  const range = { ...expr.range, start: { ...expr.range.end, column: expr.range.end.column - name.length - 1, byte: expr.range.end.byte - name.length - 1 } };
  if (of === null) throw new HclError('Attempt to get attribute from null value', 'This value is null, so it does not have any attributes.', range);
  if (!isObject(of)) {
    const detail = Array.isArray(of) ? 'This value does not have any attributes.' : 'Can\'t access attributes on a primitive-typed value (' + friendly(of) + ').';
    throw new HclError('Unsupported attribute', detail, range);
  }
  if (!Object.hasOwn(of, name)) throw new HclError('Unsupported attribute', `This object does not have an attribute named "${name}".`, range);
  return of[name]!;
}

function element(of: Value, key: Value, expr: Extract<Expr, { kind: 'index' }>): Value {
  const bracket = { ...expr.range, start: expr.of.range.end };
  const invalid = (detail: string): HclError => new HclError('Invalid index', detail, bracket);
  if (Array.isArray(of)) {
    const index = toNumber(key);
    const value = of[index];
    if (value === undefined) throw invalid('The given key does not identify an element in this collection value.');
    return value;
  }
  if (isObject(of)) {
    const value = Object.hasOwn(of, toText(key)) ? of[toText(key)] : undefined;
    if (value === undefined) throw invalid('The given key does not identify an element in this collection value.');
    return value;
  }
  throw invalid('This value does not have any indices.');
}

function operand(expr: Expr, what: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unsuitable) throw new HclError('Invalid operand', `Unsuitable value for ${what}: ${error.message.replace(/, but have .*/, '')}.`, expr.range);
    throw error;
  }
}

function binary(expr: Extract<Expr, { kind: 'binary' }>, scope: Scope): Value {
  const left = evaluate(expr.left, scope);
  const right = evaluate(expr.right, scope);
  const { op } = expr;
  if (op === '==') return isEqual(left, right);
  if (op === '!=') return !isEqual(left, right);
  const both = <T>(to: (value: Value) => T): [T, T] => {
    let a: T | undefined;
    let b: T | undefined;
    operand(expr.left, 'left operand', () => ((a = to(left)), null));
    operand(expr.right, 'right operand', () => ((b = to(right)), null));
    return [a!, b!];
  };
  if (op === '&&' || op === '||') {
    const [a, b] = both(toBool);
    return op === '&&' ? a && b : a || b;
  }
  const [a, b] = both(toNumber);
  switch (op) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '<': return a < b;
    case '>': return a > b;
    case '<=': return a <= b;
    case '>=': return a >= b;
  }
  return op === '/' ? a / b : a % b;
}

function conditional(expr: Extract<Expr, { kind: 'if' }>, scope: Scope): Value {
  const test = evaluate(expr.test, scope);
  if (test === null) throw new HclError('Null condition', 'The condition value is null. Conditions must either be true or false.', expr.test.range);
  let holds: boolean;
  try {
    holds = toBool(test);
  } catch {
    throw new HclError('Incorrect condition type', 'The condition expression must be of type bool.', expr.test.range);
  }
  const [chosen, other] = [evaluate(holds ? expr.yes : expr.no, scope), evaluate(holds ? expr.no : expr.yes, scope)];
  // Both results become one type: a string where one of them is a string.
  if (typeof other === 'string' && (typeof chosen === 'number' || typeof chosen === 'boolean')) return toText(chosen);
  if (chosen !== null && other !== null && (typeof chosen === 'object') !== (typeof other === 'object')) {
    const [yes, no] = holds ? [chosen, other] : [other, chosen];
    throw new HclError('Inconsistent conditional result types', `The true and false result expressions must have consistent types. The 'true' value is ${friendly(yes)}, but the 'false' value is ${friendly(no)}.`, span(expr.yes.range, expr.no.range));
  }
  return chosen;
}

function loop(expr: Extract<Expr, { kind: 'for' }>, scope: Scope): Value {
  const over = evaluate(expr.over, scope);
  if (over === null) throw new HclError('Iteration over null value', 'A null value cannot be used as the collection in a \'for\' expression.', expr.over.range);
  if (typeof over !== 'object') throw new HclError('Iteration over non-iterable value', `A value of type ${friendly(over)} cannot be used as the collection in a 'for' expression.`, expr.over.range);
  const entries: [Value, Value][] = Array.isArray(over) ? over.map((item, i) => [i, item]) : keysOf(over).map((key) => [key, over[key]!]);
  const list: Value[] = [];
  const object: Record<string, Value> = {};
  for (const [key, value] of entries) {
    const inner = child(scope, { [expr.valueName]: value, ...(expr.keyName !== undefined && { [expr.keyName]: key }) });
    if (expr.test && !toBool(evaluate(expr.test, inner))) continue;
    const result = evaluate(expr.value, inner);
    if (!expr.key) {
      list.push(result);
      continue;
    }
    const name = keyText(expr.key, inner);
    if (expr.group) ((object[name] ??= []) as Value[]).push(result);
    else if (Object.hasOwn(object, name)) {
      throw new HclError('Duplicate object key', `Two different items produced the key ${valueJson(name)} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key.`, expr.key.range);
    } else object[name] = result;
  }
  return expr.key ? object : list;
}

function call(expr: Extract<Expr, { kind: 'call' }>, scope: Scope): Value {
  if (expr.name === 'can' || expr.name === 'try') return attempt(expr, scope);
  const own = scope.userFunction(expr.name);
  if (!own && !isFunction(expr.name)) {
    const near = suggestion(expr.name, scope.functionNames());
    throw new HclError('Call to unknown function', `There is no function named "${expr.name}".${near === undefined ? '' : ` Did you mean "${near}"?`}`, expr.nameRange);
  }
  if (expr.name === 'convert') return callFunction(expr, [evaluate(expr.args[0]!, scope)], scope.host);
  const args = expr.args.map((arg) => evaluate(arg, scope));
  if (expr.expand) {
    const last = args.pop() ?? null;
    if (!Array.isArray(last)) throw new HclError('Invalid expanding argument value', 'The expanding argument (indicated by ...) must be of a tuple, list, or set type.', expr.args.at(-1)!.range);
    args.push(...last);
  }
  return own ? own(args, closing(expr.range)) : callFunction(expr, args, scope.host);
}

/** `try(…)` gives the first that works out, `can(…)` says whether it does. */
function attempt(expr: Extract<Expr, { kind: 'call' }>, scope: Scope): Value {
  for (const arg of expr.args) {
    try {
      const value = evaluate(arg, scope);
      return expr.name === 'can' ? true : value;
    } catch (error) {
      if (!(error instanceof HclError)) throw error;
    }
  }
  if (expr.name === 'can') return false;
  throw new HclError('Error in function call', 'Call to function "try" failed: no expression succeeded.', expr.nameRange);
}
