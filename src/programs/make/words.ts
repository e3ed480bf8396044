/** The words of a list, as make's functions see it. */
export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** What `%` stands for where a word fits a pattern, or undefined. A pattern without `%` fits only itself. */
export function stemOf(pattern: string, word: string): string | undefined {
  const at = pattern.indexOf('%');
  if (at === -1) return pattern === word ? '' : undefined;
  const before = pattern.slice(0, at);
  const after = pattern.slice(at + 1);
  if (word.length < before.length + after.length || !word.startsWith(before) || !word.endsWith(after)) return undefined;
  return word.slice(before.length, word.length - after.length);
}

/** `$(patsubst from,to,word)` of one word. */
export function replacePattern(from: string, to: string, word: string): string {
  const stem = stemOf(from, word);
  if (stem === undefined) return word;
  return from.includes('%') ? to.replace('%', () => stem) : to;
}

export const directoryOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1) || './';
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Where the reference that opens at `start` (on `(` or `{`) closes, or -1. */
export function closing(text: string, start: number): number {
  const open = text[start]!;
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i;
  }
  return -1;
}

/** The first place outside of references where `test` holds, or -1. */
export function findOutside(text: string, test: (text: string, at: number) => boolean, from = 0): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '$' && (text[i + 1] === '(' || text[i + 1] === '{')) {
      const end = closing(text, i + 1);
      if (end === -1) return -1;
      i = end;
    } else if (text[i] === '$') i++;
    else if (test(text, i)) return i;
  }
  return -1;
}
