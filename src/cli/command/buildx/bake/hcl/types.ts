import { HclError, type Expr } from './ast';
import type { Type } from './values';

/** `type = list(string)` (hcl/ext/typeexpr). */
export function typeOf(expr: Expr | undefined): Type {
  if (!expr) return 'any';
  if (expr.kind === 'name') {
    if (expr.name === 'string' || expr.name === 'number' || expr.name === 'bool' || expr.name === 'any') return expr.name;
    if (['list', 'set', 'map'].includes(expr.name)) throw new HclError('Invalid type specification', `The ${expr.name} type constructor requires one argument specifying the element type.`, expr.range);
    if (expr.name === 'object') throw new HclError('Invalid type specification', 'The object type constructor requires one argument specifying the attribute types and values as a map.', expr.range);
    if (expr.name === 'tuple') throw new HclError('Invalid type specification', 'The tuple type constructor requires one argument specifying the element types as a list.', expr.range);
    throw new HclError('Invalid type specification', `The keyword "${expr.name}" is not a valid type specification.`, expr.range);
  }
  if (expr.kind !== 'call') throw new HclError('Invalid type specification', 'A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).', expr.range);
  const [inner] = expr.args;
  if (expr.name === 'list' || expr.name === 'set' || expr.name === 'map') return { kind: expr.name, of: typeOf(inner) };
  if (expr.name === 'tuple' && inner?.kind === 'tuple') return { kind: 'tuple', items: inner.items.map(typeOf) };
  if (expr.name === 'object' && inner?.kind === 'object') {
    return { kind: 'object', fields: Object.fromEntries(inner.items.map(({ key, value }) => [key.kind === 'literal' ? String(key.value) : '', typeOf(value)])) };
  }
  throw new HclError('Invalid type specification', `Keyword "${expr.name}" is not a valid type constructor.`, expr.range);
}
