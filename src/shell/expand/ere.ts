const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z', digit: '0-9', alnum: 'A-Za-z0-9', upper: 'A-Z', lower: 'a-z', space: '\\s', blank: ' \\t', punct: '!-\\/:-@\\[-`{-~', xdigit: '0-9A-Fa-f', print: '\\x20-\\x7e', graph: '\\x21-\\x7e', cntrl: '\\x00-\\x1f\\x7f', word: '\\w',
};

/** A POSIX extended regular expression (regcomp(3)) as one of JavaScript; undefined when it is wrong. */
export function ereToRegExp(text: string, noCase: boolean): RegExp | undefined {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\\') {
      const next = text[++i] ?? '\\';
      out += /[wWsSbB<>1-9]/.test(next) ? (next === '<' || next === '>' ? '\\b' : `\\${next}`) : next.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    } else if (c === '[') {
      const end = bracketEnd(text, i);
      if (end === -1) return undefined;
      out += bracket(text.slice(i + 1, end));
      i = end;
    } else if (c === '{' && !/^\{\d*(?:,\d*)?\}/.test(text.slice(i))) out += '\\{';
    else if (c === '}' && !/\{\d*(?:,\d*)?$/.test(out)) out += '\\}';
    else out += c;
  }
  try {
    return new RegExp(out, noCase ? 'is' : 's');
  } catch {
    return undefined;
  }
}

function bracketEnd(text: string, at: number): number {
  let i = at + 1;
  if (text[i] === '^') i++;
  if (text[i] === ']') i++;
  for (; i < text.length; i++) {
    if (text[i] === '[' && (text[i + 1] === ':' || text[i + 1] === '.' || text[i + 1] === '=')) {
      const close = text.indexOf(`${text[i + 1]}]`, i + 2);
      if (close === -1) return -1;
      i = close + 1;
    } else if (text[i] === ']') return i;
  }
  return -1;
}

function bracket(body: string): string {
  const negated = body.startsWith('^');
  const inner = (negated ? body.slice(1) : body).replace(/\[:(\w+):\]|[\\\]]|\[/g, (all, name: string | undefined) => (name !== undefined ? (CLASSES[name] ?? '') : `\\${all}`));
  return `[${negated ? '^' : ''}${inner}]`;
}
