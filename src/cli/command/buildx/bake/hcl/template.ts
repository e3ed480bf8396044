import { span, type Expr, type Range } from './ast';
import type { Cursor } from './cursor';

/** Reads the expression between `${` and `}`. */
export type ReadExpression = (cursor: Cursor, newlines: boolean) => Expr;

type Piece =
  | { kind: 'text'; text: string; range: Range }
  | { kind: 'value'; expr: Expr }
  | { kind: 'directive'; word: string; range: Range; expr?: Expr; keyName?: string; valueName?: string };

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function escape(cursor: Cursor): string {
  const from = cursor.at;
  const selector = cursor.text[from + 1] ?? '';
  const digits = selector === 'u' ? 4 : selector === 'U' ? 8 : 0;
  if (digits > 0) {
    const hex = cursor.text.slice(from + 2, from + 2 + digits);
    if (!new RegExp(`^[0-9a-fA-F]{${digits}}$`).test(hex)) {
      cursor.fail('Invalid escape sequence', `The \\${selector} escape sequence must be followed by ${digits === 4 ? 'four' : 'eight'} hexadecimal digits.`, cursor.range(from, from + 2));
    }
    cursor.at += 2 + digits;
    return String.fromCodePoint(Number.parseInt(hex, 16));
  }
  const char = ESCAPES[selector];
  if (char === undefined) cursor.fail('Invalid escape sequence', `The symbol ${JSON.stringify(selector)} is not a valid escape sequence selector.`, cursor.range(from, from + 2));
  cursor.at += 2;
  return char!;
}

function sequence(cursor: Cursor, read: ReadExpression, mark: string): Piece & { trimBefore: boolean; trimAfter: boolean } {
  const from = cursor.at;
  cursor.at += 2;
  const trimBefore = cursor.take('~');
  cursor.skip(true);
  let piece: Piece;
  if (mark === '${') piece = { kind: 'value', expr: read(cursor, true) };
  else {
    const word = cursor.peekName() ?? '';
    if (!['if', 'else', 'endif', 'for', 'endfor'].includes(word)) cursor.fail('Invalid template directive', 'A template directive keyword ("if", "for", etc) is expected at the beginning of a %{ sequence.');
    cursor.at += word.length;
    cursor.skip(true);
    piece = { kind: 'directive', word, range: cursor.range(from) };
    if (word === 'if') piece.expr = read(cursor, true);
    if (word === 'for') {
      const names: string[] = [];
      do {
        cursor.skip(true);
        const name = cursor.peekName();
        if (name === undefined) cursor.fail('Invalid \'for\' directive', 'For directive requires variable name after \'for\'.');
        names.push(name!);
        cursor.at += name!.length;
        cursor.skip(true);
      } while (cursor.take(','));
      if (!cursor.takeWord('in')) cursor.fail('Invalid \'for\' directive', 'For directive requires \'in\' keyword after names.');
      cursor.skip(true);
      piece.expr = read(cursor, true);
      piece.valueName = names.at(-1)!;
      if (names.length > 1) piece.keyName = names[0]!;
    }
  }
  cursor.skip(true);
  const trimAfter = cursor.take('~');
  if (!cursor.take('}')) cursor.fail('Extra characters after interpolation expression', 'Expected a closing brace to end the interpolation expression, but found extra characters.');
  return { ...piece, trimBefore, trimAfter };
}

function pieces(cursor: Cursor, read: ReadExpression, isEnd: () => boolean, escapes: boolean): Piece[] {
  const out: Piece[] = [];
  let trim = false;
  let from = cursor.at;
  let text = '';
  const flush = (): void => {
    if (text !== '') out.push({ kind: 'text', text, range: cursor.range(from) });
    text = '';
  };
  while (!cursor.isAtEnd && !isEnd()) {
    if (cursor.take('$${')) text += '${';
    else if (cursor.take('%%{')) text += '%{';
    else if (cursor.starts('${') || cursor.starts('%{')) {
      const before = cursor.at;
      const piece = sequence(cursor, read, cursor.text.slice(before, before + 2));
      if (piece.trimBefore) text = text.trimEnd();
      flush();
      out.push(piece);
      trim = piece.trimAfter;
      from = cursor.at;
      if (trim) while (/\s/.test(cursor.text[cursor.at] ?? '') && !isEnd()) cursor.at++;
    } else if (escapes && cursor.starts('\\')) text += escape(cursor);
    else text += cursor.text[cursor.at++]!;
  }
  flush();
  return out;
}

/** Pieces up to one of some directives, as one expression. */
function assemble(list: Piece[], ends: readonly string[], range: Range): Expr {
  const parts: Expr[] = [];
  while (list.length > 0) {
    const piece = list[0]!;
    if (piece.kind === 'directive' && ends.includes(piece.word)) break;
    list.shift();
    if (piece.kind === 'text') parts.push({ kind: 'literal', value: piece.text, range: piece.range });
    else if (piece.kind === 'value') parts.push(piece.expr);
    else if (piece.word === 'if') {
      const yes = assemble(list, ['else', 'endif'], piece.range);
      const otherwise = list.shift();
      let no: Expr = { kind: 'literal', value: '', range: piece.range };
      if (otherwise?.kind === 'directive' && otherwise.word === 'else') {
        no = assemble(list, ['endif'], piece.range);
        list.shift();
      }
      parts.push({ kind: 'if', test: piece.expr!, yes: textual(yes), no: textual(no), range: piece.range });
    } else if (piece.word === 'for') {
      const value = textual(assemble(list, ['endfor'], piece.range));
      list.shift();
      const loop: Expr = { kind: 'for', over: piece.expr!, valueName: piece.valueName!, keyName: piece.keyName, value, group: false, range: piece.range };
      parts.push({ kind: 'join', of: loop, range: piece.range });
    }
  }
  return { kind: 'template', parts, range };
}

function textual(expr: Expr): Expr {
  return expr.kind === 'template' && expr.parts.length === 1 ? { ...expr, parts: [...expr.parts, { kind: 'literal', value: '', range: expr.range }] } : expr;
}

/** What stands between quotes or in a heredoc; a lone `${…}` is the value itself. */
export function readTemplate(cursor: Cursor, read: ReadExpression, isEnd: () => boolean, escapes: boolean): Expr {
  const from = cursor.at;
  const list = pieces(cursor, read, isEnd, escapes);
  const range = cursor.range(from);
  if (list.length === 0) return { kind: 'literal', value: '', range };
  if (list.length === 1 && list[0]!.kind === 'text') return { kind: 'literal', value: list[0]!.text, range };
  return assemble(list, [], range);
}

/** A string in quotes. */
export function readQuoted(cursor: Cursor, read: ReadExpression): Expr {
  const from = cursor.at++;
  const expr = readTemplate(cursor, read, () => cursor.starts('"') || cursor.starts('\n'), true);
  if (cursor.starts('\n')) {
    cursor.fail('Invalid multi-line string', 'Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the "heredoc" multi-line template syntax., and 1 other diagnostic(s)', cursor.range(cursor.at, cursor.at + 1));
  }
  if (!cursor.take('"')) cursor.fail('Unterminated string literal', 'Unable to find the closing quote mark before the end of the file.', cursor.range(from, from + 1));
  return { ...expr, range: cursor.range(from), inner: expr.range };
}

/** `<<EOT` and `<<-EOT`: the latter without the indentation that all its lines share. */
export function readHeredoc(cursor: Cursor, read: ReadExpression, make: (text: string) => Cursor): Expr {
  const from = cursor.at;
  const head = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t\r]*\n/uy;
  head.lastIndex = from;
  const match = head.exec(cursor.text);
  if (!match) cursor.fail('Invalid expression', 'Expected the start of an expression, but found an invalid expression token.');
  cursor.at += match![0].length;
  const rest = cursor.text.slice(cursor.at);
  const end = new RegExp(`^[ \\t]*${match![2]!}[ \\t]*\\r?$`, 'm').exec(rest);
  if (!end) cursor.fail('Unterminated template string', 'No closing marker was found for the string.', cursor.range(from, cursor.text.length));
  let text = rest.slice(0, end!.index);
  cursor.at += end!.index + end![0].length;
  const indents = text.split('\n').filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length);
  if (match![1] === '-' && indents.length > 0) text = text.replace(new RegExp(`^ {${Math.min(...indents)}}`, 'gm'), '');
  const inner = make(text);
  const expr = readTemplate(inner, read, () => false, false);
  return { ...expr, range: span(cursor.range(from), cursor.range(from)) };
}
