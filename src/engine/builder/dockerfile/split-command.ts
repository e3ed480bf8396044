import { text as decode, utf8 } from '../../../lib/bytes';
import { isSpace, trimSpace } from './go-text';

const whitespace = /[\t\v\f\r ]+/;

export interface CommandParts {
  command: string;
  flags: string[];
  args: string;
}

/** A line's instruction, its `--flags` and the rest (BuildKit's parser.splitCommand). */
export function splitCommand(line: string, escapeToken: string): CommandParts {
  const trimmed = trimSpace(line);
  const gap = whitespace.exec(trimmed);
  if (!gap) return { command: trimmed, flags: [], args: '' };
  const { flags, rest } = extractFlags(trimmed.slice(gap.index + gap[0].length), escapeToken);
  return { command: trimmed.slice(0, gap.index), flags, args: trimSpace(rest) };
}

/**
 * Takes the words that begin with `--` off the front. It walks over bytes and not characters, as BuildKit does,
 * so that a flag's letters beyond ASCII come out as Latin-1.
 */
function extractFlags(line: string, escapeToken: string): { flags: string[]; rest: string } {
  const bytes = utf8(line);
  const flags: string[] = [];
  const rest = (from: number) => decode(bytes.subarray(from));
  let word = '';
  let blankOk = false;
  let quoteMark = '';
  let phase: 'spaces' | 'word' | 'quote' = 'spaces';

  for (let at = 0; at <= bytes.length; at++) {
    const atEnd = at === bytes.length;
    let char = atEnd ? '' : String.fromCharCode(bytes[at]!);
    if (phase === 'spaces') {
      if (atEnd) break;
      if (isSpace(char)) continue;
      if (char !== '-' || bytes[at + 1] !== 0x2d) return { flags, rest: rest(at) };
      phase = 'word';
    }
    if (atEnd) {
      if (word !== '--' && (blankOk || word !== '')) flags.push(word);
      break;
    }
    if (phase === 'word' && isSpace(char)) {
      phase = 'spaces';
      if (word === '--') return { flags, rest: rest(at) };
      if (blankOk || word !== '') flags.push(word);
      word = '';
      blankOk = false;
      continue;
    }
    if (phase === 'word' && (char === "'" || char === '"')) {
      quoteMark = char;
      blankOk = true;
      phase = 'quote';
      continue;
    }
    if (phase === 'quote' && char === quoteMark) {
      phase = 'word';
      continue;
    }
    if (char === escapeToken) {
      if (at + 1 === bytes.length) {
        phase = 'word';
        continue;
      }
      char = String.fromCharCode(bytes[++at]!);
    }
    word += char;
  }
  return { flags, rest: '' };
}
