import type { Expr } from './ast';

/** The expressions that an expression is made of, not those of its subqueries. */
export function subexpressions(expr: Expr): Expr[] {
  const some = (...exprs: (Expr | undefined)[]): Expr[] => exprs.filter((each) => each !== undefined);
  switch (expr.k) {
    case 'unary': case 'cast': case 'is': return [expr.of];
    case 'binary': return [expr.left, expr.right];
    case 'call': return some(...expr.args, expr.filter);
    case 'case': return some(expr.operand, ...expr.whens.flat(), expr.otherwise);
    case 'in': return [expr.of, ...(expr.list ?? [])];
    case 'between': return [expr.of, expr.low, expr.high];
    case 'like': return [expr.of, expr.pattern];
    case 'interval': return [expr.amount];
    case 'array': return expr.items;
    case 'quantified': return some(expr.left, expr.array);
    case 'subscript': return [expr.of, expr.index];
    default: return [];
  }
}
