const compiled = new Map<string, RegExp>();

/** A PCRE pattern as JavaScript's: named groups, possessive and inline flags are told apart. Throws SyntaxError. */
export function regexOf(pattern: string, ignoreCase: boolean): RegExp {
  const key = `${ignoreCase ? 'i' : ''}/${pattern}`;
  let regex = compiled.get(key);
  if (!regex) {
    let source = pattern.replace(/\(\?P</g, '(?<').replace(/\\([/\-_ "'=:,;@#%&~<>!`])/g, (whole, c: string) => (c === '-' ? whole : c === '/' ? '\\/' : c));
    let flags = ignoreCase ? 'i' : '';
    const inline = /^\(\?([imsx]+)\)/.exec(source);
    if (inline) {
      source = source.slice(inline[0].length);
      if (inline[1]!.includes('i')) flags = 'i';
    }
    regex = new RegExp(source.replace(/([*+?}])\+/g, '$1'), flags);
    compiled.set(key, regex);
  }
  return regex;
}
