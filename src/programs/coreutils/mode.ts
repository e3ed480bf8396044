/**
 * A mode as chmod(1) reads it: octal, or clauses such as `u+x,go-w,a=rX`. `current` are the bits so far.
 * Throws RangeError when it is neither.
 */
export function parseMode(text: string, current: number, isDir: boolean, umask: number): number {
  if (/^[0-7]{1,5}$/.test(text)) return parseInt(text, 8) & 0o7777;
  let mode = current;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=][rwxXst]*|[-+=][ugo])+)$/.exec(clause);
    if (!match) throw new RangeError(text);
    const who = match[1] || 'a';
    const mask = match[1] ? 0o7777 : ~umask & 0o7777;
    for (const [, operator, perms] of match[2]!.matchAll(/([-+=])([rwxXst]*|[ugo])/g)) {
      let bits = 0;
      for (const letter of perms!) {
        if (letter === 'r') bits |= 0o444;
        else if (letter === 'w') bits |= 0o222;
        else if (letter === 'x' || (letter === 'X' && (isDir || mode & 0o111))) bits |= 0o111;
        else if (letter === 's') bits |= 0o6000;
        else if (letter === 't') bits |= 0o1000;
        else if (letter === 'u') bits |= ((mode >> 6) & 7) * 0o111;
        else if (letter === 'g') bits |= ((mode >> 3) & 7) * 0o111;
        else if (letter === 'o') bits |= (mode & 7) * 0o111;
      }
      let scope = 0;
      for (const letter of who) scope |= letter === 'u' ? 0o4700 : letter === 'g' ? 0o2070 : letter === 'o' ? 0o1007 : 0o7777;
      bits &= scope & mask;
      if (operator === '+') mode |= bits;
      else if (operator === '-') mode &= ~bits;
      else mode = (mode & ~(scope & 0o777)) | bits;
    }
  }
  return mode & 0o7777;
}
