/**
 * A command line as words, as a shell would split it; nothing is expanded (mattn/go-shellwords). A lone operator
 * such as `;` or `|` outside of quotes ends the command.
 */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  let word = '';
  let got = false;
  let quoteChar = '';
  let escaped = false;
  for (const char of line) {
    if (escaped) {
      if (quoteChar === '"' && char !== '"' && char !== '\\' && char !== '$' && char !== '`') word += '\\';
      word += char;
      escaped = false;
      got = true;
    } else if (char === '\\' && quoteChar !== "'") escaped = true;
    else if (quoteChar !== '') {
      if (char === quoteChar) quoteChar = '';
      else word += char;
    } else if (char === '"' || char === "'") {
      quoteChar = char;
      got = true;
    } else if (/\s/.test(char)) {
      if (got || word !== '') words.push(word);
      word = '';
      got = false;
    } else if (/[;|&<>()]/.test(char)) break;
    else word += char;
  }
  if (escaped || quoteChar !== '') throw new Error('invalid command line string');
  if (got || word !== '') words.push(word);
  return words;
}
