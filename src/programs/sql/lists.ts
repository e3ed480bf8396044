import { tokenize, type DialectName } from './tokens';

/** A list's parts as they were written, parted at its commas outside brackets. */
export function splitList(source: string, dialect: DialectName = 'mysql'): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const token of tokenize(source, dialect)) {
    if (token.text === '(' && token.kind === 'mark') depth++;
    if (token.text === ')' && token.kind === 'mark') depth--;
    if ((token.kind === 'mark' && token.text === ',' && depth === 0) || token.kind === 'end') {
      parts.push(source.slice(from, token.at).trim());
      from = token.end;
    }
  }
  return parts;
}
