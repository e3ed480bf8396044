import type { Heredoc } from './ast';
import { NO_ENV } from './env';
import { Lex } from './lex';
import { DockerfileError } from './location';

const form = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/;

function quoteCount(word: string): number {
  return word.split(/['"]/).length - 1;
}

/**
 * A here-document's word: `<<EOF`, `3<<-"EOF"`. When quotes vanish from its name by word expansion,
 * the content is not expanded (BuildKit's parser.ParseHeredoc). Undefined when it is none.
 */
export function parseHeredoc(word: string): Heredoc | undefined {
  const match = form.exec(word);
  if (!match || match[3] === '') return undefined;
  const rest = match[3]!;
  const names = new Lex('\\', { skipUnsetEnv: true }).words(rest, NO_ENV);
  if (names.length !== 1) return undefined;
  const raw = new Lex('\\', { skipUnsetEnv: true, rawQuotes: true }).words(rest, NO_ENV);
  if (raw.length !== names.length) {
    throw new DockerfileError(`internal lexing of heredoc produced inconsistent results: ${rest}`);
  }
  const name = names[0]!;
  return {
    name,
    fileDescriptor: match[1] === '' ? 0 : Number(match[1]),
    expand: quoteCount(name) === quoteCount(raw[0]!),
    chomp: match[2] === '-',
    content: '',
  };
}

/** The same, with a word that cannot be read being none. */
export function heredocOrNothing(word: string): Heredoc | undefined {
  try {
    return parseHeredoc(word);
  } catch {
    return undefined;
  }
}

/** The here-documents that a line announces, in order. */
export function heredocsOfLine(line: string): Heredoc[] {
  let words: string[];
  try {
    words = new Lex('\\', { rawQuotes: true, rawEscapes: true, skipUnsetEnv: true }).words(line, NO_ENV);
  } catch {
    return [];
  }
  return words.map(parseHeredoc).filter((heredoc) => heredoc !== undefined);
}

/** The content of a `<<-` document. */
export function chompContent(content: string): string {
  return content.replace(/(^|\n)\t+/g, '$1');
}
