import type { Edits } from './edits';
import type { Token } from './tokens';

interface Field {
  expression: string;
  conversion: string;
  spec: string;
}

/** Formatted strings that ask for more than MicroPython formats become calls: `f"{x:,}"` → `"{}".format(_dk_format(x, '', ','))`. */
export function rewriteFormatted(source: string, tokens: readonly Token[], edits: Edits): void {
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]!.kind !== 'string') continue;
    let end = i;
    while (tokens[end + 1]?.kind === 'string') end++;
    const run = tokens.slice(i, end + 1);
    i = end;
    const made = run.map((token) => (isFormatted(token.text) ? rewrite(token.text) : undefined));
    if (made.every((text) => text === undefined)) continue;
    edits.insert(run[0]!.start, '(');
    run.forEach((token, j) => {
      if (made[j] !== undefined) edits.replace(token.start, token.end, made[j]);
      if (j < run.length - 1) edits.insert(token.end, ' +');
    });
    edits.insert(run.at(-1)!.end, ')');
  }
}

const isFormatted = (text: string): boolean => /^[rR]?[fF]/.test(text);

function rewrite(text: string): string | undefined {
  const [, prefix, quote] = /^([a-zA-Z]*)("""|'''|"|')/.exec(text)!;
  const body = text.slice(prefix!.length + quote!.length, -quote!.length);
  const fields: Field[] = [];
  const literal = parse(body, fields);
  if (literal === undefined || fields.every(({ conversion, spec }) => conversion === '' && spec === '')) return undefined;
  const args = fields.map(({ expression, conversion, spec }) => {
    if (conversion === '' && spec === '') return expression;
    return `_dk_format(${expression}, '${conversion}', ${specText(spec)})`;
  });
  return `${/r/i.test(prefix!) ? 'r' : ''}${quote}${literal}${quote}.format(${args.join(', ')})`;
}

/** A format specification, whose own fields are formatted first. */
function specText(spec: string): string {
  const fields: Field[] = [];
  const literal = parse(spec, fields);
  if (literal === undefined || fields.length === 0) return JSON.stringify(spec);
  return `${JSON.stringify(literal)}.format(${fields.map(({ expression }) => expression).join(', ')})`;
}

/** The text with `{}` in the places of its fields; undefined where it can't be read. */
function parse(body: string, fields: Field[]): string | undefined {
  let out = '';
  for (let at = 0; at < body.length; at++) {
    const c = body[at]!;
    if ((c === '{' || c === '}') && body[at + 1] === c) {
      out += c + c;
      at++;
      continue;
    }
    if (c !== '{') {
      out += c;
      continue;
    }
    const end = fieldEnd(body, at + 1);
    if (end === undefined) return undefined;
    const { text, rest } = end;
    const debug = /^(.*[^=!<>])=\s*$/s.exec(text);
    const [, conversion = '', spec = ''] = /^(?:!([rsa]))?(?::(.*))?$/s.exec(rest) ?? [];
    if (debug) out += `${text.replace(/[{}]/g, '$&$&')}`;
    fields.push({ expression: debug ? debug[1]! : text.trim(), conversion: debug && conversion === '' && spec === '' ? 'r' : conversion, spec });
    out += '{}';
    at = end.at;
  }
  return out;
}

/** A field from behind its brace: its expression, and its conversion and specification; where its closing brace is. */
function fieldEnd(body: string, from: number): { text: string; rest: string; at: number } | undefined {
  let depth = 0;
  let quote = '';
  let cut: number | undefined;
  for (let at = from; at < body.length; at++) {
    const c = body[at]!;
    if (quote) {
      if (c === quote) quote = '';
    } else if (cut === undefined && (c === '"' || c === "'")) quote = c;
    else if ('([{'.includes(c)) depth++;
    else if (c === '}' && depth === 0) return { text: body.slice(from, cut ?? at), rest: cut === undefined ? '' : body.slice(cut, at), at };
    else if (')]}'.includes(c)) depth--;
    else if (cut === undefined && depth === 0 && (c === ':' || (c === '!' && body[at + 1] !== '='))) cut = at;
  }
  return undefined;
}
