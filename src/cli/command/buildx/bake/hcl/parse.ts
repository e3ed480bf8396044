import { rangeText, type Attribute, type Block, type Body, type Range } from './ast';
import { Cursor } from './cursor';
import { readExpression } from './expression';
import { readQuoted } from './template';

const REQUIRED = 'An argument or block definition is required here.';
const SINGLE = 'Invalid single-argument block definition';
const ONE_ARGUMENT = 'Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.';
const UNCLOSED_LINE = 'An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block\'s closing brace immediately after the argument definition.';
const UNCLOSED = 'There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.';

/** The body of a whole file in HCL's native syntax (hclsyntax). Throws HclError in its words. */
export function parseHcl(text: string, file: string): Body {
  const cursor = new Cursor(file, text.replace(/^\ufeff/, ''));
  return body(cursor, undefined);
}

/** Attributes and blocks up to the closing brace of the block that `open` begins, or to the end of the file. */
function body(cursor: Cursor, open: Range | undefined): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  for (;;) {
    cursor.skip(true);
    if (cursor.isAtEnd) {
      if (open) cursor.fail('Unclosed configuration block', UNCLOSED, open);
      return { attributes, blocks, missing: cursor.range(0, 0) };
    }
    if (open && cursor.starts('}')) {
      cursor.at++;
      return { attributes, blocks, missing: open };
    }
    const item = definition(cursor);
    if ('expr' in item) {
      const before = attributes.find((other) => other.name === item.name);
      if (before) cursor.fail('Attribute redefined', `The argument "${item.name}" was already set at ${rangeText(before.nameRange)}. Each argument may be set only once.`, item.nameRange);
      attributes.push(item);
    } else blocks.push(item);
    cursor.skip(false);
    if ('expr' in item && open && item.range.start.line === open.start.line && cursor.starts('\n')) {
      cursor.fail(SINGLE, UNCLOSED_LINE, cursor.range(cursor.at, cursor.at + 1));
    }
    if (cursor.isAtEnd || cursor.take('\n')) continue;
    if ('expr' in item) {
      if (open && cursor.starts('}') && attributes.length === 1 && blocks.length === 0 && item.range.start.line === open.start.line) continue;
      if (open && item.range.start.line === open.start.line) cursor.fail(SINGLE, ONE_ARGUMENT);
      if (cursor.starts(',')) cursor.fail('Unexpected comma after argument', 'Argument definitions must be separated by newlines, not commas. An argument definition must end with a newline.');
      cursor.fail('Missing newline after argument', 'An argument definition must end with a newline.');
    }
    cursor.fail('Missing newline after block definition', 'A block definition must end with a newline.');
  }
}

function definition(cursor: Cursor): Attribute | Block {
  const from = cursor.at;
  const name = cursor.peekName();
  if (name === undefined) {
    if (cursor.starts('"')) cursor.fail('Invalid argument name', 'Argument names must not be quoted.', cursor.range(cursor.at, cursor.at + 1));
    invalidCharacter(cursor);
    cursor.fail('Argument or block definition required', REQUIRED);
  }
  cursor.at += name!.length;
  const nameRange = cursor.range(from);
  cursor.skip(false);
  if (cursor.starts('=') && !cursor.starts('==')) {
    cursor.at++;
    cursor.skip(false);
    const expr = readExpression(cursor, false);
    return { name: name!, nameRange, range: cursor.range(from, expr.range.end.byte), expr };
  }
  if (cursor.starts('"') || cursor.starts('{') || cursor.peekName() !== undefined) return block(cursor, name!, from);
  invalidCharacter(cursor);
  return cursor.fail('Argument or block definition required', `${REQUIRED} To set an argument, use the equals sign "=" to introduce the argument value.`, nameRange);
}

/** Characters that the language doesn't have are told of before what they break. */
function invalidCharacter(cursor: Cursor): void {
  const others = ', and 1 other diagnostic(s)';
  if (cursor.starts('\'')) cursor.fail('Invalid character', `Single quotes are not valid. Use double quotes (") to enclose strings.${others}`);
  if (/[@$\\;^~]/.test(cursor.text[cursor.at] ?? '')) cursor.fail('Invalid character', `This character is not used within the language.${others}`);
}

function block(cursor: Cursor, type: string, from: number): Block {
  const labels: string[] = [];
  const labelRanges: Range[] = [];
  for (;;) {
    const start = cursor.at;
    const name = cursor.peekName();
    if (name !== undefined) {
      cursor.at += name.length;
      labels.push(name);
    } else if (cursor.starts('"')) {
      const expr = readQuoted(cursor, readExpression);
      if (expr.kind !== 'literal') cursor.fail('Invalid string literal', 'Template sequences are not allowed in this string. To include a literal "$", double it (as "$$") to escape it.', expr.range);
      else labels.push(String(expr.value));
    } else break;
    labelRanges.push(cursor.range(start));
    cursor.skip(false);
  }
  const defRange = { ...cursor.range(from), end: labelRanges.at(-1)?.end ?? cursor.place(from + type.length) };
  if (cursor.starts('=')) cursor.fail('Invalid block definition', 'The equals sign "=" indicates an argument definition, and must not be used when defining a block.');
  if (cursor.starts('\n') || cursor.isAtEnd) cursor.fail('Invalid block definition', 'A block definition must have block content delimited by "{" and "}", starting on the same line as the block header.');
  if (!cursor.starts('{')) cursor.fail('Invalid block definition', 'Either a quoted string block label or an opening brace ("{") is expected here.');
  const open = cursor.range(cursor.at, ++cursor.at);
  return { type, labels, labelRanges, defRange, body: { ...body(cursor, open), missing: cursor.range(open.start.byte, open.start.byte) } };
}
