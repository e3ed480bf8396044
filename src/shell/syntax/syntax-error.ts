import type { Dialect } from '../dialect';

export type Fault =
  | { kind: 'token'; token: string; expecting?: string }
  /** An opening quote or bracket without its end. */
  | { kind: 'match'; char: string }
  | { kind: 'eof'; expecting?: string }
  | { kind: 'cond'; message: string }
  | { kind: 'name'; name: string };

/** What the parser throws. `incomplete` faults may be mended by more input (PS2). */
export class ShellSyntaxError extends Error {
  constructor(readonly fault: Fault, readonly line: number, readonly sourceLine: string) {
    super('syntax error');
  }

  get incomplete(): boolean {
    return this.fault.kind === 'match' || this.fault.kind === 'eof';
  }
}

/** The lines that the shell says, without its prefix. `lastLine` is the line after the end of the input. */
export function syntaxMessages(error: ShellSyntaxError, dialect: Dialect, lastLine: number): { line: number; text: string }[] {
  const { fault, line } = error;
  if (dialect.bash) {
    switch (fault.kind) {
      case 'token':
        return [
          { line, text: `syntax error near unexpected token \`${fault.token === '\n' ? 'newline' : fault.token}'` },
          { line, text: `\`${error.sourceLine}'` },
        ];
      case 'match':
        return [{ line: fault.char === ')' ? lastLine : line, text: `unexpected EOF while looking for matching \`${fault.char}'` }];
      case 'eof':
        return [{ line: lastLine, text: 'syntax error: unexpected end of file' }];
      case 'cond':
        return [{ line, text: fault.message }];
      case 'name':
        return [{ line, text: `\`${fault.name}': not a valid identifier` }];
    }
  }
  const lower = dialect.name === 'ash';
  const text = dashText(error.fault);
  return [{ line, text: lower ? text.charAt(0).toLowerCase() + text.slice(1) : `Syntax error: ${text}` }].map((m) => (lower ? { line: m.line, text: `syntax error: ${busyboxOrder(m.text)}` } : m));
}

function dashText(fault: Fault): string {
  const expecting = 'expecting' in fault && fault.expecting ? ` (expecting "${fault.expecting}")` : '';
  switch (fault.kind) {
    case 'token':
      return `${fault.token === '\n' ? 'newline' : /^\w+$/.test(fault.token) && !RESERVED_TOKENS.has(fault.token) ? 'word' : `"${fault.token}"`} unexpected${expecting}`;
    case 'match':
      return fault.char === '`' ? 'EOF in backquote substitution' : fault.char === '}' ? "Missing '}'" : fault.char === ')' ? 'end of file unexpected (expecting ")")' : 'Unterminated quoted string';
    case 'eof':
      return `end of file unexpected${expecting}`;
    case 'cond':
      return fault.message;
    case 'name':
      return 'Bad for loop variable';
  }
}

const RESERVED_TOKENS = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'case', 'esac', 'while', 'until', 'for', 'in']);

/** BusyBox says `unexpected X` where dash says `X unexpected`. */
function busyboxOrder(text: string): string {
  return text.replace(/^(end of file|newline|word|"[^"]*") unexpected/, 'unexpected $1');
}
