/** Order of texts with numbers in them: runs of digits by value (fvbommel/sortorder NaturalLess). */
export function naturalCompare(a: string, b: string): number {
  const parts = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];
  const left = parts(a);
  const right = parts(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const x = left[i]!;
    const y = right[i]!;
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) {
      const order = Number(x) - Number(y);
      if (order !== 0) return order;
      return y.length - x.length;
    }
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}
