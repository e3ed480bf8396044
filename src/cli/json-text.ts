/** json.Indent: a JSON text laid out, its numbers and strings left as they are written. */
export function indentJson(text: string, indent = '    '): string {
  let out = '';
  let depth = 0;
  const line = (): string => '\n' + indent.repeat(depth);
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"') {
      let end = at + 1;
      while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
      out += text.slice(at, end + 1);
      at = end;
    } else if (char === '{' || char === '[') {
      const close = /^[\s]*[}\]]/.exec(text.slice(at + 1, at + 40));
      if (close) {
        out += char + close[0].trim();
        at += close[0].length;
      } else {
        depth++;
        out += char + line();
      }
    } else if (char === '}' || char === ']') {
      depth--;
      out += line() + char;
    } else if (char === ',') out += ',' + line();
    else if (char === ':') out += ': ';
    else if (!/\s/.test(char)) out += char;
  }
  return out;
}
