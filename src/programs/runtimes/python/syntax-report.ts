/** What CPython says of a source that it can't parse, and where: `column` counts from 0, -1 for no caret. */
export interface SyntaxReport {
  kind: 'SyntaxError' | 'IndentationError';
  message: string;
  line: number;
  column: number;
  width: number;
}

interface Piece {
  kind: 'word' | 'number' | 'string' | 'op' | 'open' | 'close';
  text: string;
  line: number;
  column: number;
  depth: number;
}

/** The pieces between two ends of line that no bracket is open across. */
interface Logical {
  indent: number;
  pieces: Piece[];
}

const HEADS = 'if elif else for while def class try except finally with'.split(' ');
const KEYWORDS = new Set([...HEADS, ...'and as assert async await break continue del from global import in is lambda nonlocal not or pass raise return yield match case print exec type'.split(' ')]);
const NUMBER = /^(0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[\d_]+(\.[\d_]*)?([eE][\d_]*)?[jJ]?)$/;
/** What has to stand before a part of a statement. */
const PARTNERS: Readonly<Record<string, string>> = { elif: 'if elif', else: 'if elif for while except', except: 'try except', finally: 'try except else' };
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const PIECE = /(?<string>[rRbBuUfF]{0,2}("""|'''|"|'))|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<number>\d[\w.]*)|(?<open>[([{])|(?<close>[)\]}])|(?<op>\*\*=?|\/\/=?|->|:=|[-+*/%&|^=<>!]=|<<|>>|\S)/uy;

class Unparsable {
  constructor(readonly report: SyntaxReport) {}
}

function fail(at: { line: number; column: number }, message: string, width = 1, kind: SyntaxReport['kind'] = 'SyntaxError'): never {
  throw new Unparsable({ kind, message, line: at.line, column: at.column, width });
}

/** Splits a source into logical lines. Throws Unparsable where a string or a bracket isn't as it should be. */
function logicalLines(source: string): Logical[] {
  const lines = source.replace(/\n$/, '').split('\n');
  const found: Logical[] = [];
  const open: Piece[] = [];
  let current: Logical | undefined;
  for (let row = 0; row < lines.length; row++) {
    let at = /^[ \t\f]*/.exec(lines[row]!)![0].length;
    if (!current) current = { indent: at, pieces: [] };
    for (;;) {
      const rest = lines[row]!.slice(at);
      at += rest.length - rest.trimStart().length;
      if (at >= lines[row]!.length || lines[row]![at] === '#' || lines[row]!.slice(at) === '\\') break;
      PIECE.lastIndex = at;
      const match = PIECE.exec(lines[row]!)!;
      const groups = match.groups!;
      const kind = (['string', 'word', 'number', 'open', 'close'] as const).find((name) => groups[name] !== undefined) ?? 'op';
      const piece: Piece = { kind, text: match[0], line: row + 1, column: at, depth: open.length };
      at += match[0].length;
      if (kind === 'open') open.push(piece);
      if (kind === 'close') {
        const opening = open.pop();
        if (!opening) fail(piece, `unmatched '${piece.text}'`);
        if (opening.text !== CLOSES[piece.text]) fail(piece, `closing parenthesis '${piece.text}' does not match opening parenthesis '${opening.text}'${opening.line === piece.line ? '' : ` on line ${opening.line}`}`);
        piece.depth = open.length;
      }
      if (kind === 'string') {
        const quote = match[2]!;
        for (;;) {
          const end = new RegExp(`(?:[^\\\\]|\\\\.)*?${quote}`, 'y');
          end.lastIndex = at;
          const text = end.exec(lines[row]!)?.[0];
          if (text !== undefined) {
            at += text.length;
            if (piece.line === row + 1) piece.text = lines[row]!.slice(piece.column, at);
            break;
          }
          if (quote.length === 1 && lines[row]!.endsWith('\\') && row + 1 < lines.length) row++;
          else if (quote.length === 1) fail(piece, `unterminated string literal (detected at line ${row + 1})`);
          else if (row + 1 === lines.length) fail(piece, `unterminated triple-quoted string literal (detected at line ${row + 1})`);
          else row++;
          at = 0;
        }
      }
      current.pieces.push(piece);
    }
    if (open.length > 0 || lines[row]!.endsWith('\\')) continue;
    if (current.pieces.length > 0) found.push(current);
    current = undefined;
  }
  const unclosed = open.at(-1);
  if (unclosed) fail(unclosed, `'${unclosed.text}' was never closed`);
  return found;
}

const after = (piece: Piece): { line: number; column: number } => ({ line: piece.line, column: piece.column + piece.text.length });
const isOperand = (piece: Piece): boolean => piece.kind === 'number' || piece.kind === 'string' || (piece.kind === 'word' && !KEYWORDS.has(piece.text));

/** An operand right behind another: nothing joins them. */
function checkNeighbours(pieces: readonly Piece[]): void {
  const open: { dictionary: boolean }[] = [];
  for (const [i, piece] of pieces.entries()) {
    if (piece.kind === 'open') open.push({ dictionary: false });
    else if (piece.kind === 'close') open.pop();
    else if (piece.text === ':' && open.length > 0) open.at(-1)!.dictionary = true;
    if (piece.kind === 'number' && !NUMBER.test(piece.text)) fail({ line: piece.line, column: piece.column + /^\d+/.exec(piece.text)![0].length - 1 }, 'invalid decimal literal');
    const before = pieces[i - 1];
    if (!before || !(isOperand(before) || before.kind === 'close')) continue;
    if (!(isOperand(piece) || (piece.kind === 'word' && /^(print|exec)$/.test(piece.text))) || (before.kind === 'string' && piece.kind === 'string')) continue;
    if (open.at(-1)?.dictionary && before.line === piece.line) fail({ line: before.line, column: after(before).column - 1 }, "':' expected after dictionary key");
    if (piece.depth > 0 && isOperand(before) && before.line === piece.line) fail(before, 'invalid syntax. Perhaps you forgot a comma?', piece.column + piece.text.length - before.column);
    fail(piece, 'invalid syntax', piece.text.length);
  }
}

function checkLine({ pieces }: Logical): void {
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  const next = pieces[1];
  if (/^(print|exec)$/.test(first.text) && next && isOperand(next)) {
    const end = after(last);
    fail(first, `Missing parentheses in call to '${first.text}'. Did you mean ${first.text}(...)?`, end.line === first.line ? end.column - first.column : first.text.length);
  }
  const head = HEADS.includes(first.text) ? first : undefined;
  const colon = pieces.findIndex((piece) => piece.depth === 0 && piece.text === ':');
  if (/^(if|elif|while)$/.test(first.text) && next) {
    const condition = pieces.slice(1, colon < 0 ? undefined : colon);
    const end = condition.at(-1);
    if (end && condition.some((piece) => piece.depth === 0 && piece.text === '=')) fail(next, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", after(end).column - next.column);
  }
  checkNeighbours(pieces);
  if (head && colon < 0) fail(after(last), "expected ':'");
  if (last.kind === 'op' && !/^[:,;.]$|^\.\.\.$/.test(last.text) && pieces.at(-2)?.text !== 'import') fail(after(last), 'invalid syntax');
  if (pieces.length === 1 && /^(import|from|del|for|while|if|class|def)$/.test(first.text)) fail(after(first), 'invalid syntax');
}

const blockName = (word: string): string => (word === 'def' ? 'function definition' : word === 'class' ? 'class definition' : `'${word}' statement`);

function checkAll(source: string): void {
  const levels = [0];
  /** The first word of the statement before, at each level. */
  const words = [''];
  let header: Piece | undefined;
  const lines = logicalLines(source);
  const rows = source.split('\n');
  for (const line of lines) {
    const first = line.pieces[0]!;
    const level = levels.at(-1)!;
    if (header && line.indent <= level) fail(first, `expected an indented block after ${blockName(header.text)} on line ${header.line}`, 1, 'IndentationError');
    if (!header && line.indent > level) fail({ line: first.line, column: -1 }, 'unexpected indent', 0, 'IndentationError');
    if (line.indent > level) {
      levels.push(line.indent);
      words.push('');
    }
    while (line.indent < levels.at(-1)!) {
      if (words.pop() === 'try') fail(first, "expected 'except' or 'finally' block", first.text.length);
      levels.pop();
    }
    if (line.indent !== levels.at(-1)) fail({ line: first.line, column: rows[first.line - 1]!.length }, 'unindent does not match any outer indentation level', 1, 'IndentationError');
    const before = words.at(-1)!;
    if (before === 'try' && !/^(except|finally)$/.test(first.text)) fail(first, "expected 'except' or 'finally' block", first.text.length);
    if (first.kind === 'word' && Object.hasOwn(PARTNERS, first.text) && !PARTNERS[first.text]!.split(' ').includes(before)) fail(first, 'invalid syntax', first.text.length);
    words[words.length - 1] = first.text;
    checkLine(line);
    const opening = line.pieces[0]!.text === 'async' ? line.pieces[1] : line.pieces[0];
    header = line.pieces.at(-1)!.text === ':' ? opening : undefined;
  }
  if (header) fail({ line: header.line, column: -1 }, `expected an indented block after ${blockName(header.text)} on line ${header.line}`, 0, 'IndentationError');
}

/**
 * What CPython 3.10 and later say of a source that doesn't parse, for the mistakes that learners make; undefined where
 * the mistake is another one. As recorded from CPython 3.11.
 */
export function syntaxReport(source: string): SyntaxReport | undefined {
  try {
    checkAll(source);
    return undefined;
  } catch (error) {
    if (error instanceof Unparsable) return error.report;
    throw error;
  }
}
