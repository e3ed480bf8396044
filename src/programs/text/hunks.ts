/** A run of lines that differs: [from, to) of the old and of the new file. */
export interface Hunk {
  oldFrom: number;
  oldTo: number;
  newFrom: number;
  newTo: number;
}

/** The fewest changes that lead from a to b, by the longest common subsequence (trimmed at both ends). */
export function hunksOf(a: readonly string[], b: readonly string[]): Hunk[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const [n, m] = [a.length - head - tail, b.length - head - tail];
  const table = Array.from({ length: n + 1 }, () => new Uint32Array(m + 1));
  for (let i = n - 1; i >= 0; i--) for (let k = m - 1; k >= 0; k--) table[i]![k] = a[head + i] === b[head + k] ? table[i + 1]![k + 1]! + 1 : Math.max(table[i + 1]![k]!, table[i]![k + 1]!);
  const hunks: Hunk[] = [];
  let [i, k] = [0, 0];
  while (i < n || k < m) {
    if (i < n && k < m && a[head + i] === b[head + k]) {
      i++;
      k++;
      continue;
    }
    const hunk = { oldFrom: head + i, newFrom: head + k, oldTo: 0, newTo: 0 };
    while ((i < n || k < m) && !(i < n && k < m && a[head + i] === b[head + k])) {
      if (k >= m || (i < n && table[i + 1]![k]! >= table[i]![k + 1]!)) i++;
      else k++;
    }
    hunks.push({ ...hunk, oldTo: head + i, newTo: head + k });
  }
  return hunks;
}
