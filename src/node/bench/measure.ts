/** A figure of ours, and the real thing's beside it where it stands on this machine. */
export interface Measure {
  name: string;
  unit: string;
  ours: number;
  theirs: number | undefined;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Three significant digits. */
export function significant(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
