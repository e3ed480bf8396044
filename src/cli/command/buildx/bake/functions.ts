import { child, evaluate, type Scope } from './hcl/evaluate';
import { HclError, type Attribute, type Block, type Body, type Expr, type Range, type Value } from './hcl/ast';

/** An attribute of a block by its name. */
export const attributeOf = (body: Body, name: string): Attribute | undefined => body.attributes.find((attribute) => attribute.name === name);

/** Throws unless a `function` block says what it takes and gives. */
export function checkFunction(name: string, block: Block): void {
  for (const part of ['result', 'params']) {
    const there = attributeOf(block.body, 'params') ?? attributeOf(block.body, 'result');
    if (!attributeOf(block.body, part)) throw new HclError('Invalid function', `empty ${part} not allowed for ${name}`, part === 'params' || !there ? block.labelRanges[0]! : there.range);
  }
  const params = attributeOf(block.body, 'params')!.expr;
  for (const param of params.kind === 'tuple' ? params.items : []) {
    if (param.kind !== 'name' && param.kind !== 'literal') throw new HclError('Invalid param element', 'Each parameter name must be an identifier.', param.range);
  }
}

/** A `function` block as something to call; undefined without one. */
export function userFunction(block: Block | undefined, scope: Scope): ((args: Value[], where: Range) => Value) | undefined {
  if (!block) return undefined;
  const params = attributeOf(block.body, 'params')?.expr;
  const variadic = attributeOf(block.body, 'variadic_params')?.expr;
  const nameOf = (expr: Expr): string => (expr.kind === 'name' ? expr.name : expr.kind === 'literal' ? String(expr.value) : '');
  const names = params?.kind === 'tuple' ? params.items.map(nameOf) : [];
  return (args, where) => {
    const result = attributeOf(block.body, 'result')!.expr;
    if (args.length < names.length) throw new HclError('Not enough function arguments', `Function "${block.labels[0]!}" expects ${variadic ? 'at least ' : ''}${names.length} argument(s). Missing value for "${names[args.length]!}".`, where);
    if (!variadic && args.length > names.length) throw new HclError('Too many function arguments', `Function "${block.labels[0]!}" expects only ${names.length} argument(s).`, where);
    const values: Record<string, Value> = Object.fromEntries(names.map((name, i) => [name, args[i]!]));
    if (variadic) values[nameOf(variadic)] = args.slice(names.length);
    return evaluate(result, child(scope, values));
  };
}
