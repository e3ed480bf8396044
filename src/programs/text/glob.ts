/** A file name pattern as fnmatch(3) reads it: `*` and `?` match anything (slashes too), brackets, backslash. */
export function globRegex(glob: string, ignoreCase = false): RegExp {
  let out = '';
  for (let i = 0; i < glob.length; i++) {
    const c = glob[i]!;
    if (c === '*') out += '.*';
    else if (c === '?') out += '.';
    else if (c === '[') {
      let end = i + 1;
      if (glob[end] === '!' || glob[end] === '^') end++;
      if (glob[end] === ']') end++;
      while (end < glob.length && glob[end] !== ']') end++;
      if (end >= glob.length) out += '\\[';
      else {
        const body = glob.slice(i + 1, end).replace(/^[!^]/, '').replace(/[\\[\]^]/g, '\\$&');
        out += `[${/^[!^]/.test(glob.slice(i + 1)) ? '^' : ''}${body}]`;
        i = end;
      }
    } else if (c === '\\' && i + 1 < glob.length) out += glob[++i]!.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    else out += c.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  return new RegExp(`^(?:${out})$`, ignoreCase ? 'is' : 's');
}
