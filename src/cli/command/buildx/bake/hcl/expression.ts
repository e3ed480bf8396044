import { span, type Expr } from './ast';
import { Cursor } from './cursor';
import { readHeredoc, readQuoted } from './template';

/** Binary operators, weakest first (hclsyntax expression_ops.go). */
const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['>=', '<=', '>', '<'], ['+', '-'], ['*', '/', '%']];

/** An expression that begins here; `newlines` says whether line ends mean nothing, as between brackets. */
export function readExpression(cursor: Cursor, newlines: boolean): Expr {
  const test = binary(cursor, newlines, 0);
  cursor.skip(newlines);
  if (!cursor.starts('?')) return test;
  cursor.at++;
  cursor.skip(newlines);
  const yes = readExpression(cursor, newlines);
  cursor.skip(newlines);
  if (!cursor.take(':')) cursor.fail('Missing false expression in conditional', 'The conditional operator (...?...:...) requires a false expression, delimited by a colon.');
  cursor.skip(newlines);
  const no = readExpression(cursor, newlines);
  return { kind: 'if', test, yes, no, range: span(test.range, no.range) };
}

function binary(cursor: Cursor, newlines: boolean, level: number): Expr {
  if (level === LEVELS.length) return unary(cursor, newlines);
  let left = binary(cursor, newlines, level + 1);
  for (;;) {
    cursor.skip(newlines);
    const op = LEVELS[level]!.find((sign) => cursor.starts(sign) && !(sign === '=' && cursor.starts('=>')));
    if (op === undefined) return left;
    cursor.at += op.length;
    cursor.skip(newlines);
    const right = binary(cursor, newlines, level + 1);
    left = { kind: 'binary', op, left, right, range: span(left.range, right.range) };
  }
}

function unary(cursor: Cursor, newlines: boolean): Expr {
  const from = cursor.at;
  const op = ['!', '-'].find((sign) => cursor.starts(sign));
  if (op === undefined) return traversals(cursor, term(cursor, newlines), newlines);
  cursor.at++;
  cursor.skip(newlines);
  const of = unary(cursor, newlines);
  return { kind: 'unary', op, of, range: span(cursor.range(from), of.range) };
}

/** What follows a term: `.name`, `.0`, `[key]`, `.*` and `[*]`. */
function traversals(cursor: Cursor, first: Expr, newlines: boolean): Expr {
  let of = first;
  for (;;) {
    if (newlines) {
      const before = cursor.at;
      cursor.skip(true);
      if (!/^[.[]/.test(cursor.text[cursor.at] ?? '') || cursor.starts('...')) cursor.at = before;
    }
    const from = of.range.start.byte;
    if (cursor.starts('.') && !cursor.starts('...')) {
      cursor.at++;
      if (cursor.take('*')) return splat(cursor, of, false);
      const index = /\d+/y;
      index.lastIndex = cursor.at;
      const digits = index.exec(cursor.text)?.[0];
      const name = cursor.peekName();
      if (digits !== undefined) {
        cursor.at += digits.length;
        of = { kind: 'index', of, key: { kind: 'literal', value: Number(digits), range: cursor.range(cursor.at - digits.length) }, range: cursor.range(from) };
      } else if (name !== undefined) {
        cursor.at += name.length;
        of = { kind: 'attr', of, name, range: cursor.range(from) };
      } else cursor.fail('Invalid attribute name', 'An attribute name is required after a dot.');
    } else if (cursor.take('[')) {
      cursor.skip(true);
      if (cursor.take('*')) {
        if (!cursor.take(']')) cursor.fail('Missing close bracket on splat index', 'The star for a full splat operator must be immediately followed by a closing bracket ("]").');
        return splat(cursor, of, newlines);
      }
      const key = readExpression(cursor, true);
      cursor.skip(true);
      if (!cursor.take(']')) cursor.fail('Missing close bracket on index', 'The index operator must end with a closing bracket ("]").');
      of = { kind: 'index', of, key, range: cursor.range(from) };
    } else return of;
  }
}

function splat(cursor: Cursor, of: Expr, newlines: boolean): Expr {
  const each = traversals(cursor, { kind: 'splat item', range: cursor.range(cursor.at) }, newlines);
  return { kind: 'splat', of, each, range: cursor.range(of.range.start.byte) };
}

function term(cursor: Cursor, newlines: boolean): Expr {
  const from = cursor.at;
  const literal = (value: number | boolean | null): Expr => ({ kind: 'literal', value, range: cursor.range(from) });
  if (cursor.isAtEnd) cursor.fail('Missing expression', 'Expected the start of an expression, but found the end of the file.');
  if (cursor.take('(')) {
    cursor.skip(true);
    const inner = readExpression(cursor, true);
    cursor.skip(true);
    if (!cursor.take(')')) cursor.fail('Unbalanced parentheses', 'Expected a closing parenthesis to terminate the expression.');
    // A key in parentheses is an expression, not a name.
    return inner.kind === 'name' ? { kind: 'template', parts: [inner], range: cursor.range(from) } : { ...inner, range: cursor.range(from) };
  }
  if (cursor.starts('"')) return readQuoted(cursor, readExpression);
  if (cursor.starts('<<')) return readHeredoc(cursor, readExpression, (text) => new Cursor(cursor.file, text));
  if (cursor.starts('[')) return tuple(cursor);
  if (cursor.starts('{')) return object(cursor);
  const number = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  number.lastIndex = from;
  const digits = number.exec(cursor.text)?.[0];
  if (digits !== undefined) {
    cursor.at += digits.length;
    return literal(Number(digits));
  }
  const name = cursor.peekName();
  if (name === undefined) cursor.fail('Invalid expression', 'Expected the start of an expression, but found an invalid expression token.');
  cursor.at += name!.length;
  if (name === 'true' || name === 'false') return literal(name === 'true');
  if (name === 'null') return literal(null);
  const nameRange = cursor.range(from);
  return cursor.starts('(') ? call(cursor, name!, nameRange, newlines) : { kind: 'name', name: name!, range: nameRange };
}

function call(cursor: Cursor, name: string, nameRange: Expr['range'], _newlines: boolean): Expr {
  const open = cursor.range(cursor.at, ++cursor.at);
  const args: Expr[] = [];
  let expand = false;
  for (;;) {
    cursor.skip(true);
    if (cursor.take(')')) break;
    args.push(readExpression(cursor, true));
    cursor.skip(true);
    if (cursor.take('...')) {
      expand = true;
      cursor.skip(true);
      if (!cursor.take(')')) cursor.fail('Missing closing parenthesis', 'An expanded function argument (with ...) must be immediately followed by closing parentheses.');
      break;
    }
    if (cursor.take(',')) continue;
    if (cursor.take(')')) break;
    if (cursor.isAtEnd) cursor.fail('Unterminated function call', 'There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parenthesis nesting elsewhere in this file.', open);
    cursor.fail('Missing argument separator', 'A comma is required to separate each function argument from the next.');
  }
  return { kind: 'call', name, nameRange, args, expand, range: cursor.range(nameRange.start.byte) };
}

function tuple(cursor: Cursor): Expr {
  const from = cursor.at++;
  const open = cursor.range(from);
  cursor.skip(true);
  if (cursor.peekName() === 'for') return loop(cursor, from, ']');
  const items: Expr[] = [];
  for (;;) {
    cursor.skip(true);
    if (cursor.take(']')) break;
    if (cursor.isAtEnd) cursor.fail('Unterminated tuple constructor expression', 'There is no corresponding closing bracket before the end of the file. This may be caused by incorrect bracket nesting elsewhere in this file.', open);
    items.push(readExpression(cursor, true));
    cursor.skip(true);
    if (cursor.take(',')) continue;
    if (cursor.take(']')) break;
    if (!cursor.isAtEnd) cursor.fail('Missing item separator', 'Expected a comma to mark the beginning of the next item.');
  }
  return { kind: 'tuple', items, range: cursor.range(from) };
}

function object(cursor: Cursor): Expr {
  const from = cursor.at++;
  const open = cursor.range(from);
  cursor.skip(true);
  if (cursor.peekName() === 'for') {
    const before = cursor.at;
    cursor.at += 3;
    cursor.skip(true);
    const isLoop = cursor.peekName() !== undefined;
    cursor.at = before;
    if (isLoop) return loop(cursor, from, '}');
  }
  const unterminated = (): never => cursor.fail('Unterminated object constructor expression', 'There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.', open);
  const items: { key: Expr; value: Expr }[] = [];
  for (;;) {
    cursor.skip(true);
    if (cursor.take('}')) break;
    if (cursor.isAtEnd) unterminated();
    const key = readExpression(cursor, false);
    cursor.skip(false);
    if (!cursor.take('=') && !cursor.take(':')) {
      if (cursor.isAtEnd) unterminated();
      if (cursor.starts('\n') || cursor.starts('}')) cursor.fail('Missing attribute value', 'Expected an attribute value, introduced by an equals sign ("=").');
      cursor.fail('Missing key/value separator', 'Expected an equals sign ("=") to mark the beginning of the attribute value.');
    }
    cursor.skip(false);
    const value = readExpression(cursor, false);
    items.push({ key: key.kind === 'name' ? { kind: 'literal', value: key.name, range: key.range } : key, value });
    cursor.skip(false);
    if (cursor.take(',') || cursor.take('\n')) continue;
    if (cursor.take('}')) break;
    if (cursor.isAtEnd) unterminated();
    cursor.fail('Missing attribute separator', 'Expected a newline or comma to mark the beginning of the next attribute.');
  }
  return { kind: 'object', items, range: cursor.range(from) };
}

/** `[for v in list : v if test]` and `{for k, v in map : k => v...}`. */
function loop(cursor: Cursor, from: number, close: string): Expr {
  const wrong = (detail: string): never => cursor.fail('Invalid \'for\' expression', detail);
  cursor.at += 3;
  cursor.skip(true);
  const names: string[] = [];
  for (const detail of ['For expression requires variable name after \'for\'.', 'For expression requires value variable name after comma.']) {
    const name = cursor.peekName();
    if (name === undefined) wrong(detail);
    names.push(name!);
    cursor.at += name!.length;
    cursor.skip(true);
    if (!cursor.take(',')) break;
    cursor.skip(true);
  }
  if (!cursor.takeWord('in')) wrong('For expression requires the \'in\' keyword after its name declarations.');
  cursor.skip(true);
  const over = readExpression(cursor, true);
  cursor.skip(true);
  if (!cursor.take(':')) wrong('For expression requires a colon after the collection expression.');
  cursor.skip(true);
  let value = readExpression(cursor, true);
  cursor.skip(true);
  let key: Expr | undefined;
  if (cursor.take('=>')) {
    if (close === ']') wrong('Key expression is not valid when building a tuple.');
    key = value;
    cursor.skip(true);
    value = readExpression(cursor, true);
    cursor.skip(true);
  } else if (close === '}') wrong('Key expression is required when building an object.');
  const group = cursor.take('...');
  cursor.skip(true);
  let test: Expr | undefined;
  if (cursor.takeWord('if')) {
    cursor.skip(true);
    test = readExpression(cursor, true);
    cursor.skip(true);
  }
  if (!cursor.take(close)) wrong('Extra characters after the end of the \'for\' expression.');
  return { kind: 'for', keyName: names.length > 1 ? names[0] : undefined, valueName: names.at(-1)!, over, key, value, test, group, range: cursor.range(from) };
}
