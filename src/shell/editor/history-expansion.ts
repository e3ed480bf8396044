/** Words as history expansion counts them. */
function wordsOf(line: string): string[] {
  return line.match(/(?:[^\s"'\\;|&<>()]|\\.|"(?:\\.|[^"])*"|'[^']*')+|[;|&<>()]+/g) ?? [];
}

function event(text: string, history: readonly string[]): { line: string | undefined; length: number } {
  let match: RegExpExecArray | null;
  if (text.startsWith('!')) return { line: history[history.length - 1], length: 1 };
  if ((match = /^-(\d+)/.exec(text))) return { line: history[history.length - Number(match[1])], length: match[0].length };
  if ((match = /^\d+/.exec(text))) return { line: history[Number(match[0]) - 1], length: match[0].length };
  if ((match = /^\?([^?\n]+)\??/.exec(text))) return { line: history.findLast((line) => line.includes(match![1]!)), length: match[0].length };
  if (/^[$^*:]/.test(text)) return { line: history[history.length - 1], length: 0 };
  if ((match = /^[^\s;&|<>():$^*!"']+/.exec(text))) return { line: history.findLast((line) => line.startsWith(match![0])), length: match[0].length };
  return { line: undefined, length: 0 };
}

/** A word designator after an event: :n, :$, :^, :*, :n-m. */
function designate(line: string, text: string): { value: string; length: number } | undefined {
  const match = /^(?::?([$^*])|:(\d+)(?:-(\d+|\$))?|:(\d+)\*)/.exec(text);
  if (!match) return { value: line, length: 0 };
  const words = wordsOf(line);
  let value: string | undefined;
  if (match[1] === '$') value = words[words.length - 1];
  else if (match[1] === '^') value = words[1];
  else if (match[1] === '*') value = words.slice(1).join(' ');
  else {
    const from = Number(match[2] ?? match[4]);
    const to = match[4] !== undefined || match[3] === '$' ? words.length : match[3] === undefined ? from + 1 : Number(match[3]) + 1;
    value = from < words.length ? words.slice(from, to).join(' ') : undefined;
  }
  return value === undefined ? undefined : { value, length: match[0].length };
}

function modify(value: string, text: string): { value: string; length: number; print: boolean } {
  let length = 0;
  let print = false;
  for (;;) {
    const match = /^:(?:([hrtepq])|(g?)s(.)(.*?)\3(.*?)(?:\3|$))/.exec(text.slice(length));
    if (!match) return { value, length, print };
    length += match[0].length;
    if (match[1] === 'h') value = value.replace(/\/[^/]*$/, '');
    else if (match[1] === 't') value = value.replace(/^.*\//, '');
    else if (match[1] === 'r') value = value.replace(/\.[^.]*$/, '');
    else if (match[1] === 'e') value = /\.[^.]*$/.exec(value)?.[0] ?? value;
    else if (match[1] === 'p') print = true;
    else if (match[1] === undefined) value = match[2] ? value.replaceAll(match[4]!, match[5]!) : value.replace(match[4]!, match[5]!);
  }
}

export type HistoryExpansion = { line: string; changed: boolean; print: boolean } | { error: string };

/** History expansion (bash(1), HISTORY EXPANSION). */
export function expandHistory(line: string, history: readonly string[]): HistoryExpansion {
  const quick = /^\^([^^]*)\^([^^]*)\^?/.exec(line);
  if (quick) {
    const last = history[history.length - 1] ?? '';
    if (!last.includes(quick[1]!)) return { error: `:s${line}: substitution failed` };
    return { line: last.replace(quick[1]!, quick[2]!) + line.slice(quick[0].length), changed: true, print: false };
  }
  if (!line.includes('!')) return { line, changed: false, print: false };
  let out = '';
  let changed = false;
  let print = false;
  let dq = false;
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (c === '\\') {
      out += c + (line[i + 1] ?? '');
      i++;
    } else if (c === "'" && !dq) {
      const end = line.indexOf("'", i + 1);
      out += end === -1 ? line.slice(i) : line.slice(i, end + 1);
      if (end === -1) break;
      i = end;
    } else if (c === '"') {
      dq = !dq;
      out += c;
    } else if (c !== '!' || /[\s=(]/.test(line[i + 1] ?? ' ') || (dq && line[i + 1] === '"') || line[i - 1] === '$' || (line[i - 1] === '{' && line[i - 2] === '$') || (line[i - 1] === '[')) out += c;
    else {
      const rest = line.slice(i + 1);
      const found = event(rest, history);
      const shownEvent = `!${/^[^\s;&|<>()"']*/.exec(rest)![0]}`;
      if (found.line === undefined) return { error: `${shownEvent}: event not found` };
      const word = designate(found.line, rest.slice(found.length));
      if (!word) return { error: `${rest.slice(found.length).match(/^\S*/)![0]}: bad word specifier` };
      const modified = modify(word.value, rest.slice(found.length + word.length));
      out += modified.value;
      print ||= modified.print;
      changed = true;
      i += found.length + word.length + modified.length;
    }
  }
  return { line: out, changed, print };
}
