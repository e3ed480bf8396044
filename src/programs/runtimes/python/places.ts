import { tokenize } from './tokens';

/** A stretch of a changed text, and where it comes from. */
export interface Stretch {
  at: number;
  origin: number;
  length: number;
}

/**
 * The interpreter tells lines, not columns. So every name, value and bracket gets a line of its own, joined to the line
 * before by a backslash, and a table says where each of these lines stands in the source as it was written.
 */
export function spread(text: string, stretches: readonly Stretch[]): { source: string; starts: number[] } {
  const tokens = tokenize(text);
  if (!tokens) return { source: text, starts: lineStarts(text).map((at) => originOf(at, stretches)) };
  let source = '';
  let at = 0;
  const starts = [originOf(0, stretches)];
  const copy = (to: number): void => {
    for (let next = text.indexOf('\n', at); next !== -1 && next < to; next = text.indexOf('\n', next + 1)) starts.push(originOf(next + 1, stretches));
    source += text.slice(at, to);
    at = to;
  };
  let previous: (typeof tokens)[number] | undefined;
  for (const token of tokens) {
    const isTrailer = previous && (previous.text === '.' || (token.kind === 'open' && ['name', 'close', 'string'].includes(previous.kind)));
    if (previous && previous.kind !== 'newline' && ['name', 'number', 'string', 'open'].includes(token.kind) && !isTrailer && previous.text !== '@') {
      copy(token.start);
      source += '\\\n';
      starts.push(originOf(token.start, stretches));
    }
    previous = token;
  }
  copy(text.length);
  return { source, starts };
}

function lineStarts(text: string): number[] {
  const out = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) out.push(at + 1);
  return out;
}

/** Where a place of the changed text was; what was put in stands where it was put. */
function originOf(at: number, stretches: readonly Stretch[]): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low - 1];
  if (!found) return 0;
  return found.origin + Math.min(at - found.at, found.length);
}
