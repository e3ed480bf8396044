import type { Edits } from './edits';
import type { Token } from './tokens';

/** Words behind which a sign has no left operand. */
const STARTS_OPERAND = (token: Token | undefined): boolean => token?.kind === 'name' || token?.kind === 'number' || token?.kind === 'string' || token?.kind === 'open';

/** Where the operand ends that begins at a token: a name or a bracket, with calls, subscripts and attributes in a row. */
function operandEnd(tokens: readonly Token[], first: number): number {
  let at = first;
  if (tokens[at]!.kind === 'string') while (tokens[at + 1]?.kind === 'string') at++;
  if (tokens[at]!.kind === 'open') at = closing(tokens, at);
  for (;;) {
    const next = tokens[at + 1];
    if (next?.text === '.') at += 2;
    else if (next?.kind === 'open' && next.text !== '{') at = closing(tokens, at + 1);
    else return at;
  }
}

const closing = (tokens: readonly Token[], open: number): number => tokens.findIndex((other, j) => j > open && other.kind === 'close' && other.depth === tokens[open]!.depth);

/** `'…' % x` → `_dk_percent('…', x)`: the interpreter's own knows fewer formats and other words. */
export function rewritePercent(tokens: readonly Token[], edits: Edits): void {
  for (let i = 1; i < tokens.length - 1; i++) {
    const [before, right] = [tokens[i - 1]!, tokens[i + 1]!];
    if (tokens[i]!.text !== '%' || before.kind !== 'string' || /^[a-zA-Z]*[bBfF]/.test(before.text) || !STARTS_OPERAND(right)) continue;
    let first = i - 1;
    while (tokens[first - 1]?.kind === 'string') first--;
    const end = operandEnd(tokens, i + 1);
    if (end < i + 1 || tokens[end + 1]?.text === '**') continue;
    edits.insert(tokens[first]!.start, '_dk_percent(');
    edits.replace(tokens[i]!.start, tokens[i]!.end, ',');
    edits.insert(tokens[end]!.end, ')');
  }
}

/** Lists and dictionaries as keys, which the interpreter would take: `{[]: 1}` → `{_dk_key([]): 1}`, and `d[[1]]` likewise. */
export function rewriteKeys(tokens: readonly Token[], edits: Edits): void {
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    if ((token.text !== '[' && token.text !== '{') || before === undefined || !['{', ',', '['].includes(before.text)) return;
    const end = closing(tokens, i);
    if (before.text === '[') {
      // A subscript of what a name stands for; a list's own words for such a subscript are others.
      if (tokens[i - 2]?.kind !== 'name' || tokens[i - 2]!.end !== before.start || tokens[end + 1]?.text !== ']') return;
      edits.insert(token.start, '_dk_key(');
      edits.insert(tokens[end]!.end, ')');
      return;
    }
    if (end === -1 || tokens[end + 1]?.text !== ':' || tokens[end + 1]!.depth !== token.depth || token.depth === 0) return;
    const around = tokens.findLastIndex((one, j) => j < i && one.kind === 'open' && one.depth === token.depth - 1);
    if (tokens[around]?.text !== '{') return;
    edits.insert(token.start, '_dk_key(');
    edits.insert(tokens[end]!.end, ')');
  });
}

const SET_SIGNS = new Set(['&', '|', '-', '^', '==', '!=', '<=', '>=']);

/** `a.keys() & b` → `_dk_set_of(a.keys()) & b`: the interpreter's views are no sets. */
export function rewriteViews(tokens: readonly Token[], edits: Edits, operandStart: (tokens: readonly Token[], last: number) => number): void {
  tokens.forEach((token, i) => {
    if ((token.text !== 'keys' && token.text !== 'items') || tokens[i - 1]?.text !== '.' || tokens[i + 1]?.text !== '(' || tokens[i + 2]?.text !== ')') return;
    const start = operandStart(tokens, i + 2);
    if (!SET_SIGNS.has(tokens[i + 3]?.text ?? '') && !SET_SIGNS.has(tokens[start - 1]?.text ?? '')) return;
    edits.insert(tokens[start]!.start, '_dk_set_of(');
    edits.insert(tokens[i + 2]!.end, ')');
  });
}

const LEVELS = new Set('debug info warning warn error critical exception log'.split(' '));

/** `log.info(…)` → `_dk_at(log, line, function).info(…)` where logging is used: the interpreter doesn't know its callers. */
export function rewriteLogging(source: string, path: string, tokens: readonly Token[], edits: Edits, operandStart: (tokens: readonly Token[], last: number) => number): void {
  if (!/\blogging\b|\blogger\b/.test(source)) return;
  const around: { indent: number; name: string }[] = [];
  let [line, seen, isStart] = [1, 0, true];
  tokens.forEach((token, i) => {
    for (; seen < token.start; seen++) if (source[seen] === '\n') line++;
    if (token.kind === 'newline') return void (isStart = true);
    if (isStart) {
      isStart = false;
      const indent = token.start - (source.lastIndexOf('\n', token.start - 1) + 1);
      while (around.length > 0 && around.at(-1)!.indent >= indent) around.pop();
      const at = token.text === 'async' ? i + 1 : i;
      if (tokens[at]?.text === 'def') around.push({ indent, name: tokens[at + 1]?.text ?? '' });
    }
    if (token.kind !== 'name' || !LEVELS.has(token.text) || tokens[i - 1]?.text !== '.' || tokens[i + 1]?.text !== '(' || i < 2) return;
    const start = operandStart(tokens, i - 2);
    edits.insert(tokens[start]!.start, '_dk_at(');
    edits.insert(tokens[i - 2]!.end, `, ${JSON.stringify(path)}, ${line}, '${around.at(-1)?.name ?? '<module>'}')`);
  });
}
