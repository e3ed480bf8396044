import rules from './masks.json';
import type { RecordedCommand } from './transcript';

const RULES = rules.map((rule) => ({ pattern: new RegExp(rule.pattern, 'g'), replace: rule.replace }));

/** Puts placeholders for ids, times, sizes and other chance; in a stream where one was found, runs of blanks and dashes are squeezed. */
export function mask(lines: readonly string[], unordered: boolean): string[] {
  let hit = false;
  let masked = lines.map((line) => {
    let out = line;
    for (const { pattern, replace } of RULES) {
      out = out.replace(pattern, () => {
        hit = true;
        return replace;
      });
    }
    return out;
  });
  if (hit) masked = masked.map((line) => line.replace(/-{4,}/g, '---').replace(/ {2,}/g, ' ').trimEnd());
  return unordered ? masked.sort() : masked;
}

/** What differs between a recorded command and the one obtained, as lines to show; empty when they are equal under the masks. */
export function differences(expected: RecordedCommand, actual: RecordedCommand): string[] {
  const unordered = expected.remarks.includes('unordered');
  const out: string[] = [];
  for (const [stream, prefix] of [['stdout', '>'], ['stderr', '2>']] as const) {
    const want = mask(expected[stream], unordered);
    const got = mask(actual[stream], unordered);
    if (want.length === got.length && want.every((line, i) => line === got[i])) continue;
    let head = 0;
    while (head < want.length && head < got.length && want[head] === got[head]) head++;
    let tail = 0;
    while (tail < want.length - head && tail < got.length - head && want[want.length - 1 - tail] === got[got.length - 1 - tail]) tail++;
    for (const line of want.slice(head, want.length - tail)) out.push(`      - ${prefix} ${line}`);
    for (const line of got.slice(head, got.length - tail)) out.push(`      + ${prefix} ${line}`);
  }
  if (expected.status !== actual.status) out.push(`      exit status ${expected.status} expected, ${actual.status} found`);
  return out;
}
