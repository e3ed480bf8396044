import { statementEnd } from '../sql/tokens';

/** What `\;` stands as in the buffer: a semicolon that doesn't send it. */
const KEPT = '\u0001';

export const sent = (sql: string): string => sql.replaceAll(KEPT, ';');

/** Where the first thing in a text is that psql acts on: the semicolon that ends a statement, or a backslash command. */
export function nextAct(text: string): { k: 'semicolon' | 'backslash'; at: number } | undefined {
  const semicolon = statementEnd(text, 'postgres');
  const backslash = statementEnd(text, 'postgres', '\\');
  if (backslash !== -1 && (semicolon === -1 || backslash < semicolon)) return { k: 'backslash', at: backslash };
  return semicolon === -1 ? undefined : { k: 'semicolon', at: semicolon };
}

/** A text with the semicolon behind a backslash kept in the buffer. */
export const keepSemicolon = (text: string, at: number): string => `${text.slice(0, at)}${KEPT}${text.slice(at + 2)}`;

/** What a prompt shows that asks for more: in which quote, parenthesis or comment the text is open (PROMPT2's %R). */
export function openMark(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "'" || char === '"') {
      const end = text.indexOf(char, at + 1);
      if (end === -1) return char;
      at = end;
    } else if (text.startsWith('--', at)) {
      const end = text.indexOf('\n', at);
      if (end === -1) break;
      at = end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end === -1) return '*';
      at = end + 1;
    } else if (char === '$') {
      const tag = /^\$\w*\$/.exec(text.slice(at))?.[0];
      if (tag === undefined) continue;
      const end = text.indexOf(tag, at + tag.length);
      if (end === -1) return '$';
      at = end + tag.length - 1;
    } else if (char === '(') depth++;
    else if (char === ')') depth--;
  }
  return depth > 0 ? '(' : '-';
}

/** Commands whose argument is all that follows on the line. */
const WHOLE_LINE = new Set(['!', 'copy', 'h', 'help']);

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

export interface BackslashCommand {
  name: string;
  args: string[];
  /** What stood behind the name, as it was written. */
  written: string;
  /** What follows the command on the line. */
  rest: string;
}

/**
 * A backslash command at the start of a text, up to the next one, to `\\`, or to the line's end. Arguments are parted by blanks;
 * single quotes know escapes, double quotes are kept, and variables stand for their values (psql(1), Meta-Commands).
 */
export function readCommand(text: string, variable: (name: string) => string | undefined): BackslashCommand {
  const [, name = ''] = /^\\(!|\?|[^\s\\]*)/.exec(text) ?? [];
  let at = name.length + 1;
  const line = text.slice(at);
  if (WHOLE_LINE.has(name)) return { name, args: line.trim() === '' ? [] : [line.trim()], written: line, rest: '' };
  const args: string[] = [];
  let current: string | undefined;
  for (; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\\') break;
    if (/\s/.test(char)) {
      if (current !== undefined) args.push(current);
      current = undefined;
      continue;
    }
    current ??= '';
    if (char === "'") {
      for (at++; at < text.length; at++) {
        if (text[at] === "'" && text[at + 1] === "'") current += text[++at];
        else if (text[at] === "'") break;
        else if (text[at] === '\\') current += ESCAPES[text[++at] ?? ''] ?? text[at] ?? '';
        else current += text[at];
      }
    } else if (char === '"') {
      const end = text.indexOf('"', at + 1);
      current += text.slice(at, end === -1 ? undefined : end + 1);
      at = end === -1 ? text.length : end;
    } else {
      const named = char === ':' ? /^:(?:'(\w+)'|"(\w+)"|(\w+))/.exec(text.slice(at)) : null;
      const value = named ? variable(named[1] ?? named[2] ?? named[3] ?? '') : undefined;
      if (named && value !== undefined) {
        current += named[1] !== undefined ? `'${value.replaceAll("'", "''")}'` : named[2] !== undefined ? `"${value}"` : value;
        at += named[0].length - 1;
      } else current += char;
    }
  }
  if (current !== undefined) args.push(current);
  const rest = text.startsWith('\\\\', at) ? text.slice(at + 2) : text.slice(at);
  return { name, args, written: text.slice(name.length + 1, at), rest };
}

/** An argument that names something in SQL: the semicolon of a habit is dropped, quotes go. */
export const identifier = (arg: string | undefined): string | undefined => arg?.replace(/;+$/, '').replaceAll('"', '') || undefined;
