/** A version's numbers: `v22.4.1` gives 22, 4 and 1. */
export const numbersOf = (version: string): number[] => version.replace(/^v/, '').split('.').map(Number);

/** A version comes before another one. */
export function isBefore(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < 3; i++) if ((a[i] ?? 0) !== (b[i] ?? 0)) return (a[i] ?? 0) < (b[i] ?? 0);
  return false;
}

/** The recorded version that is next to one: of the same release line where there is one. `known` is in order. */
export function nearestRelease(version: string, known: readonly string[]): string {
  const wanted = numbersOf(version);
  const line = known.filter((name) => numbersOf(name)[0] === wanted[0]);
  const near = line.length > 0 ? line : known;
  return near.findLast((name) => !isBefore(wanted, numbersOf(name))) ?? near[0]!;
}
