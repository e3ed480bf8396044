import type { Edits } from './edits';
import { tokenize, type Token } from './tokens';

interface Open {
  indent: number;
  subject: string;
  cases: number;
}

/** `match` with its cases as `if` and `elif`: the subject is kept in a name, a pattern becomes a condition. */
export function rewriteMatch(source: string, tokens: readonly Token[], edits: Edits): void {
  const open: Open[] = [];
  let count = 0;
  for (let at = 0; at < tokens.length; ) {
    let end = at;
    while (end < tokens.length && tokens[end]!.kind !== 'newline') end++;
    const line = tokens.slice(at, end);
    const next = tokens[end + 1];
    at = end + 1;
    const first = line[0];
    if (!first) continue;
    const indent = first.start - (source.lastIndexOf('\n', first.start - 1) + 1);
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop();
    if (first.text === 'match' && line.at(-1)!.text === ':' && next?.text === 'case' && line.length > 2) {
      const subject = `_dk_subject${count++}`;
      edits.replace(first.start, line.at(-1)!.end, `if [${subject} := (${source.slice(line[1]!.start, line.at(-2)!.end)})]:`);
      open.push({ indent, subject, cases: 0 });
    } else if (first.text === 'case' && open.length > 0) {
      const one = open.at(-1)!;
      const colon = line.findIndex((token) => token.text === ':' && token.depth === first.depth);
      const guard = line.findIndex((token, i) => i > 0 && i < colon && token.text === 'if' && token.depth === first.depth);
      const pattern = line.slice(1, guard === -1 ? colon : guard);
      const guardText = guard === -1 ? '' : ` and (${source.slice(line[guard + 1]!.start, line[colon - 1]!.end)})`;
      edits.replace(first.start, line[colon]!.start, `${one.cases++ === 0 ? 'if' : 'elif'} ${condition(source.slice(pattern[0]!.start, pattern.at(-1)!.end), one.subject)}${guardText}`);
    }
  }
}

function parts(text: string, separator: string): string[] {
  const tokens = tokenize(text) ?? [];
  const out: string[] = [];
  let from = 0;
  for (const token of tokens) {
    if (token.text !== separator || token.depth > 0) continue;
    out.push(text.slice(from, token.start).trim());
    from = token.end;
  }
  const last = text.slice(from).trim();
  return last ? [...out, last] : out;
}

const capture = (name: string, value: string): string => (name === '_' ? 'True' : `[${name} := ${value}] != []`);

function sequence(items: readonly string[], value: string): string {
  const star = items.findIndex((item) => item.startsWith('*'));
  const tests = [`isinstance(${value}, (list, tuple))`, star === -1 ? `len(${value}) == ${items.length}` : `len(${value}) >= ${items.length - 1}`];
  items.forEach((item, i) => {
    if (i === star) tests.push(capture(item.slice(1).trim(), `list(${value}[${i}:len(${value}) - ${items.length - 1 - i}])`));
    else tests.push(condition(item, `${value}[${star !== -1 && i > star ? i - items.length : i}]`));
  });
  return `(${tests.join(' and ')})`;
}

/** The condition under which a pattern takes a value; its names are bound in it. */
function condition(pattern: string, value: string): string {
  const named = /^(.*\S)\s+as\s+(\w+)$/s.exec(pattern);
  if (named) return `(${condition(named[1]!, value)} and ${capture(named[2]!, value)})`;
  const choices = parts(pattern, '|');
  if (choices.length > 1) return `(${choices.map((one) => condition(one, value)).join(' or ')})`;
  if (/^[A-Za-z_]\w*$/.test(pattern) && !['None', 'True', 'False'].includes(pattern)) return capture(pattern, value);
  if (['None', 'True', 'False'].includes(pattern)) return `${value} is ${pattern}`;
  const items = parts(pattern, ',');
  if (items.length > 1 || /,\s*$/.test(pattern)) return sequence(items, value);
  if (/^\[.*\]$/s.test(pattern)) return sequence(parts(pattern.slice(1, -1), ','), value);
  if (/^\(.*\)$/s.test(pattern)) return pattern.includes(',') ? sequence(parts(pattern.slice(1, -1), ','), value) : condition(pattern.slice(1, -1).trim(), value);
  if (pattern.startsWith('{')) {
    const tests = [`isinstance(${value}, dict)`];
    const keys: string[] = [];
    for (const entry of parts(pattern.slice(1, -1), ',')) {
      if (entry.startsWith('**')) {
        tests.push(capture(entry.slice(2).trim(), `{_k: _v for _k, _v in ${value}.items() if _k not in (${keys.map((key) => `${key},`).join(' ')})}`));
        continue;
      }
      const [key = '', ...inner] = parts(entry, ':');
      keys.push(key);
      tests.push(`${key} in ${value}`, condition(inner.join(':'), `${value}[${key}]`));
    }
    return `(${tests.join(' and ')})`;
  }
  const call = /^([\w.]+)\((.*)\)$/s.exec(pattern);
  if (!call) return `${value} == ${pattern}`;
  const tests = [`isinstance(${value}, ${call[1]})`];
  parts(call[2]!, ',').forEach((item, i) => {
    const field = /^(\w+)\s*=(?!=)\s*(.*)$/s.exec(item);
    if (field) tests.push(`hasattr(${value}, '${field[1]}')`, condition(field[2]!, `${value}.${field[1]}`));
    else if (/^(?:int|str|float|bool|list|dict|tuple|bytes|set)$/.test(call[1]!)) tests.push(condition(item, value));
    else tests.push(condition(item, `getattr(${value}, ${call[1]}.__match_args__[${i}])`));
  });
  return `(${tests.join(' and ')})`;
}
