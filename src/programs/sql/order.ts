import type { OrderBy } from './ast';
import { compare, type Value } from './value';

/** Compares by ORDER BY's keys, one after another; MySQL (which folds letters' case) sorts NULL as the least, PostgreSQL as the greatest. */
export function compareOrdered(a: readonly Value[], b: readonly Value[], order: readonly OrderBy[], fold: boolean): number {
  for (const [i, by] of order.entries()) {
    const found = compareNulls(a[i] ?? null, b[i] ?? null, by, fold);
    if (found !== 0) return found;
  }
  return 0;
}

function compareNulls(a: Value, b: Value, by: OrderBy, fold: boolean): number {
  if (a === null || b === null) {
    if (a === b) return 0;
    const first = by.nullsFirst ?? (fold ? !by.descending : by.descending);
    return (a === null) === first ? -1 : 1;
  }
  const order = compare(a, b, fold);
  return by.descending ? -order : order;
}
