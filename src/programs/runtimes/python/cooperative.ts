import type { Edits } from './edits';
import type { Token } from './tokens';

/**
 * `super()` in a method asks the next class in the order of the object's own class, which the interpreter doesn't know
 * where there are several bases: `super()` → `(_dk_super('Class', self) or super())`.
 */
export function rewriteSuper(source: string, tokens: readonly Token[], edits: Edits): void {
  const around: { indent: number; className?: string; first?: string }[] = [];
  let isLineStart = true;
  tokens.forEach((token, i) => {
    if (token.kind === 'newline') {
      isLineStart = true;
      return;
    }
    if (isLineStart) {
      isLineStart = false;
      const indent = token.start - (source.lastIndexOf('\n', token.start - 1) + 1);
      while (around.length > 0 && around.at(-1)!.indent >= indent) around.pop();
      const at = token.text === 'async' ? i + 1 : i;
      const name = tokens[at + 1]?.text ?? '';
      if (tokens[at]?.text === 'class') around.push({ indent, className: name });
      else if (tokens[at]?.text === 'def') around.push({ indent, ...(tokens[at + 3]?.kind === 'name' ? { first: tokens[at + 3]!.text } : {}) });
    }
    if (token.text !== 'super' || tokens[i + 1]?.text !== '(' || tokens[i + 2]?.text !== ')' || tokens[i - 1]?.text === '.') return;
    const method = around.findLast((one) => one.className === undefined);
    const owner = around.findLast((one) => one.className !== undefined)?.className;
    if (!method?.first || owner === undefined) return;
    edits.insert(token.start, `(_dk_super('${owner}', ${method.first}) or `);
    edits.insert(tokens[i + 2]!.end, ')');
  });
}
