import type { Edits } from './edits';
import type { Token } from './tokens';

const VIEWS = new Set(['items', 'keys', 'values']);

/**
 * `for k in d:` → `for k in _dk_each(d):`, and `d.items()` → `_dk_each(d.items(), d)`: the interpreter doesn't notice
 * that a dictionary or a set changes its size meanwhile, and may go on for ever. Only names are taken, which can be
 * looked up twice.
 */
export function rewriteIterations(source: string, tokens: readonly Token[], edits: Edits): void {
  tokens.forEach((token, i) => {
    const before = tokens[i - 1];
    if (token.text !== 'for' || token.depth > 0 || (before && before.kind !== 'newline')) return;
    const sign = tokens.findIndex((one, j) => j > i && (one.kind === 'newline' || (one.text === 'in' && one.depth === 0)));
    const first = tokens[sign + 1];
    if (tokens[sign]?.text !== 'in' || first?.kind !== 'name') return;
    let end = sign + 1;
    while (tokens[end + 1]?.text === '.' && tokens[end + 2]?.kind === 'name' && !tokens[end + 2]!.text.startsWith('__') && tokens[end + 3]?.text !== '(') end += 2;
    const owner = source.slice(first.start, tokens[end]!.end);
    const isView = tokens[end + 1]?.text === '.' && VIEWS.has(tokens[end + 2]?.text ?? '') && tokens[end + 3]?.text === '(' && tokens[end + 4]?.text === ')';
    if (isView) end += 4;
    if (tokens[end + 1]?.text !== ':') return;
    edits.insert(first.start, '_dk_each(');
    edits.insert(tokens[end]!.end, isView ? `, ${owner})` : ')');
  });
}
