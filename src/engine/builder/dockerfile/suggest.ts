/** Levenshtein distance with cost 1 for each insertion, deletion and substitution. */
function distance(a: string, b: string): number {
  const from = [...a];
  const to = [...b];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const substituted = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

function matchCase(value: string, original: string): string {
  if (original === original.toLowerCase()) return value.toLowerCase();
  if (original === original.toUpperCase()) return value.toUpperCase();
  return value;
}

/**
 * The option that was probably meant: fewer than three edits away, the nearest first
 * (BuildKit's util/suggest). An exact match means that the value was not what failed.
 */
export function suggest(value: string, options: Iterable<string>, caseSensitive: boolean): string | undefined {
  const wanted = caseSensitive ? value : value.toLowerCase();
  let match: string | undefined;
  let nearest = 3;
  for (const option of options) {
    const candidate = caseSensitive ? option : option.toLowerCase();
    if (candidate === wanted) return undefined;
    const edits = distance(wanted, candidate);
    // Among equally near ones the real one follows Go's map order, which is chance; the same first letter is likelier meant.
    const likelier = edits === nearest && match !== undefined && candidate[0] === wanted[0] && match[0]!.toLowerCase() !== wanted[0]?.toLowerCase();
    if (edits >= nearest && !likelier) continue;
    match = caseSensitive ? candidate : matchCase(candidate, value);
    nearest = edits;
  }
  return match || undefined;
}

/** The message, with the suggestion that it earns. */
export function withSuggestion(message: string, value: string, options: Iterable<string>, caseSensitive = true): string {
  const match = suggest(value, options, caseSensitive);
  return match === undefined ? message : `${message} (did you mean ${match}?)`;
}
