import type { Edits } from './edits';
import type { Token } from './tokens';

/** What functions say of themselves, by their full names; and these by their last part. */
export interface Descriptions {
  docs: { [name: string]: string };
  qualnames: { [name: string]: string };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', '"': '"', "'": "'", '\n': '' };

/** A text literal's value, without formats and the rarer escapes. */
function literal(text: string): string {
  const [, prefix = '', quote = ''] = /^([a-zA-Z]*)("""|'''|"|')/.exec(text) ?? [];
  const body = text.slice(prefix.length + quote.length, -quote.length);
  return /r/i.test(prefix) ? body : body.replace(/\\([\s\S])/g, (whole, c: string) => ESCAPES[c] ?? whole);
}

/**
 * Gathers the descriptions that the interpreter drops as it compiles: of functions by their full names; a class's own becomes
 * an assignment to `__doc__` in its body.
 */
export function gatherDescriptions(source: string, tokens: readonly Token[], edits: Edits): Descriptions {
  const docs: Descriptions['docs'] = {};
  const qualnames: Descriptions['qualnames'] = {};
  const around: { indent: number; name: string; isClass: boolean }[] = [];
  let isLineStart = true;
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'newline') {
      isLineStart = true;
      continue;
    }
    if (!isLineStart) continue;
    isLineStart = false;
    const indent = token.start - (source.lastIndexOf('\n', token.start - 1) + 1);
    const word = token.text === 'async' ? tokens[i + 1] : token;
    if (!word || (word.text !== 'def' && word.text !== 'class')) continue;
    while (around.length > 0 && around.at(-1)!.indent >= indent) around.pop();
    const name = tokens[i + (token === word ? 1 : 2)]?.text ?? '';
    const full = around.map((one) => one.name + (one.isClass ? '.' : '.<locals>.')).join('') + name;
    if (full !== name) qualnames[name] = full;
    around.push({ indent, name, isClass: word.text === 'class' });
    const colon = tokens.findIndex((one, j) => j > i && one.text === ':' && one.depth === token.depth);
    const first = tokens[colon + 1]?.kind === 'newline' ? tokens[colon + 2] : tokens[colon + 1];
    const after = tokens[tokens.indexOf(first!) + 1];
    if (first?.kind !== 'string' || /^[fFbB]/.test(first.text) || (after && after.kind !== 'newline' && after.text !== ';')) continue;
    if (word.text === 'class') edits.insert(first.start, '__doc__ = ');
    else docs[full] = literal(first.text);
  }
  return { docs, qualnames };
}
