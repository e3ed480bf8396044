/** A piece of Python source. `open` and `close` are brackets; `newline` ends a logical line. */
export interface Token {
  kind: 'name' | 'number' | 'string' | 'op' | 'open' | 'close' | 'newline';
  text: string;
  start: number;
  end: number;
  /** How many brackets are open around it. */
  depth: number;
}

const STRING = /(?:[rRbBuUfF]{0,2})("""|'''|"|')/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?|\d[\d_]*\.)[jJ]?/y;
const OP = /\*\*=|\/\/=|>>=|<<=|\.\.\.|->|:=|[-+*/%@&|^=<>!]=|\*\*|\/\/|<<|>>|[-+*/%@&|^~<>=.,:;!?$`]/y;

/** Splits Python source; undefined where a string or a bracket isn't closed, so that the interpreter may tell of it. */
export function tokenize(source: string): Token[] | undefined {
  const tokens: Token[] = [];
  let depth = 0;
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  const push = (kind: Token['kind'], length: number): void => {
    tokens.push({ kind, text: source.slice(at, at + length), start: at, end: at + length, depth });
    at += length;
  };
  while (at < source.length) {
    const c = source[at]!;
    if (c === '\n') {
      if (depth === 0 && tokens.length > 0 && tokens.at(-1)!.kind !== 'newline') push('newline', 1);
      else at++;
    } else if (c === '\\' && source[at + 1] === '\n') at += 2;
    else if (c === ' ' || c === '\t' || c === '\r' || c === '\f') at++;
    else if (c === '#') while (at < source.length && source[at] !== '\n') at++;
    else if ('([{'.includes(c)) {
      push('open', 1);
      depth++;
    } else if (')]}'.includes(c)) {
      if (depth === 0) return undefined;
      depth--;
      push('close', 1);
    } else {
      STRING.lastIndex = at;
      const opening = STRING.exec(source);
      if (opening) {
        const end = stringEnd(source, STRING.lastIndex, opening[1]!);
        if (end === undefined) return undefined;
        push('string', end - at);
        continue;
      }
      const name = match(NAME);
      if (name !== undefined) push('name', name.length);
      else {
        const number = match(NUMBER);
        if (number !== undefined) push('number', number.length);
        else {
          const op = match(OP);
          if (op === undefined) return undefined;
          push('op', op.length);
        }
      }
    }
  }
  return depth === 0 ? tokens : undefined;
}

function stringEnd(source: string, from: number, quote: string): number | undefined {
  for (let at = from; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source.startsWith(quote, at)) return at + quote.length;
    else if (quote.length === 1 && source[at] === '\n') return undefined;
  }
  return undefined;
}
