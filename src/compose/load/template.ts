import { quote } from '../../lib/govalue';

/** Gives a variable's value, or undefined where it isn't set. */
export type Lookup = (name: string) => string | undefined;

/** A `$` that begins nothing that is known. */
export class InvalidTemplate extends Error {}

const NAME = /^[_a-zA-Z][_a-zA-Z0-9]*/;
const OPERATORS = [':?', '?', ':-', '-', ':+', '+'] as const;

/** Where the brace that opens at `from` closes; -1 if nowhere. */
function closing(source: string, from: number): number {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    if (source[i] === '}' && --depth === 0) return i;
    if (source[i] === '{') depth++;
  }
  return -1;
}

/** `${NAME}` and its kin, without the braces. */
function braced(body: string, lookup: Lookup, warn: (message: string) => void): string {
  const name = NAME.exec(body)?.[0];
  if (name === undefined) throw new InvalidTemplate();
  const rest = body.slice(name.length);
  if (rest === '') return bare(name, lookup, warn);
  const operator = OPERATORS.find((candidate) => rest.startsWith(candidate));
  if (operator === undefined) throw new InvalidTemplate();
  const word = rest.slice(operator.length);
  const value = lookup(name);
  const filled = value !== undefined && (!operator.startsWith(':') || value !== '');
  switch (operator) {
    case ':-':
    case '-':
      return filled ? value : substitute(word, lookup, warn);
    case ':+':
    case '+':
      return filled ? substitute(word, lookup, warn) : (value ?? '');
    default: {
      if (filled) return value;
      const reason = substitute(word, lookup, warn);
      throw new Error(`required variable ${name} is missing a value${reason === '' ? '' : `: ${reason}`}`);
    }
  }
}

function bare(name: string, lookup: Lookup, warn: (message: string) => void): string {
  const value = lookup(name);
  if (value === undefined) warn(`The ${quote(name)} variable is not set. Defaulting to a blank string.`);
  return value ?? '';
}

/** Puts variables' values into a text: `$NAME`, `${NAME:-default}`, `$$` (compose-go template). */
export function substitute(source: string, lookup: Lookup, warn: (message: string) => void): string {
  let out = '';
  for (let i = 0; i < source.length; ) {
    const char = source[i]!;
    if (char !== '$') {
      out += char;
      i++;
      continue;
    }
    if (source[i + 1] === '$') {
      out += '$';
      i += 2;
    } else if (source[i + 1] === '{') {
      const end = closing(source, i + 1);
      if (end === -1) throw new InvalidTemplate(source);
      out += nested(source, () => braced(source.slice(i + 2, end), lookup, warn));
      i = end + 1;
    } else {
      const name = NAME.exec(source.slice(i + 1))?.[0];
      if (name === undefined) {
        // A lone dollar is itself.
        out += '$';
        i++;
        continue;
      }
      out += bare(name, lookup, warn);
      i += 1 + name.length;
    }
  }
  return out;
}

/** A template error names the whole text that it stands in. */
function nested(source: string, run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof InvalidTemplate && error.message === '') throw new InvalidTemplate(source);
    throw error;
  }
}
