const UNITS: Readonly<Record<string, number>> = { year: 365 * 86400_000, month: 30 * 86400_000, week: 7 * 86400_000, day: 86400_000, hour: 3600_000, minute: 60_000, second: 1000 };

/** `1 month 2 days`: milliseconds; undefined when it is no such time. */
export function parseSpan(text: string): number | undefined {
  let total: number | undefined;
  for (const [, amount, unit = ''] of text.matchAll(/(\d+)\s+([a-z]+?)s?\b/gi)) {
    const each = UNITS[unit.toLowerCase()];
    if (each === undefined) return undefined;
    total = (total ?? 0) + Number(amount) * each;
  }
  return total;
}
