import type { Expr, Statement, TableName } from './ast';

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

/** The tables that a statement's queries read, without those that WITH names. Statements are plain data: each object in one is looked through. */
export function tablesRead(node: unknown, names: readonly string[] = []): TableName[] {
  if (Array.isArray(node)) return node.flatMap((each) => tablesRead(each, names));
  if (typeof node !== 'object' || node === null) return [];
  const fields = node as Record<string, unknown>;
  const query = fields['k'] === 'select' ? (node as Extract<Statement, { k: 'select' }>) : undefined;
  const known = query ? [...names, ...query.with.map(({ name }) => name.toLowerCase())] : names;
  const here = (query?.from ?? []).map(({ table }) => table).filter((table) => table !== undefined && (table.database !== undefined || !known.includes(table.name.toLowerCase())));
  return [...(here as TableName[]), ...Object.values(fields).flatMap((each) => tablesRead(each, known))];
}

/** The first column that an expression names outside of its subqueries. */
export function firstColumn(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const fields = node as Record<string, unknown>;
  if (fields['k'] === 'select') return undefined;
  if (fields['k'] === 'column') return String(fields['name']);
  for (const each of Object.values(fields)) {
    const found = firstColumn(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
