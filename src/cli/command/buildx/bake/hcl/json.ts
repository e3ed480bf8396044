import { HclError, type Body, type Expr } from './ast';
import { Cursor } from './cursor';
import { readExpression } from './expression';
import { readTemplate } from './template';

/** A JSON file as a body (HCL's JSON syntax): members named like blocks are blocks, all others attributes. */
export function parseJson(text: string, file: string): Body {
  const cursor = new Cursor(file, text);
  blank(cursor);
  const root = value(cursor);
  if (root.kind !== 'object') {
    const at = root.kind === 'tuple' ? root.items[0]?.range ?? root.range : root.range;
    throw new HclError('Incorrect JSON value type', 'A JSON object is required here, to define arguments and child blocks.', at);
  }
  blank(cursor);
  if (!cursor.isAtEnd) cursor.fail('Extraneous data after value', 'Extra characters appear after the JSON value.');
  const body: Body = { attributes: [], blocks: [], missing: root.range };
  for (const { key, value: member } of root.items) {
    const type = nameOf(key);
    if (['group', 'target', 'variable', 'function'].includes(type)) labelled(body, type, member);
    else body.attributes.push({ name: type, nameRange: key.range, range: member.range, expr: member });
  }
  return body;
}

function nameOf(key: Expr): string {
  return key.kind === 'literal' ? String(key.value) : '';
}

function labelled(body: Body, type: string, member: Expr): void {
  for (const one of member.kind === 'tuple' ? member.items : [member]) {
    if (one.kind !== 'object') throw new HclError('Incorrect JSON value type', `Either a JSON object or a JSON array of objects is required here, to define ${type} blocks.`, one.range);
    for (const { key, value: content } of one.items) {
      for (const inner of content.kind === 'tuple' ? content.items : [content]) {
        if (inner.kind !== 'object') throw new HclError('Incorrect JSON value type', 'Either a JSON object or JSON array of objects is required here, to define arguments and child blocks.', inner.range);
        body.blocks.push({ type, labels: [nameOf(key)], labelRanges: [key.range], defRange: key.range, body: contents(inner) });
      }
    }
  }
}

function contents(object: Extract<Expr, { kind: 'object' }>): Body {
  const body: Body = { attributes: [], blocks: [], missing: object.range };
  for (const { key, value: member } of object.items) {
    const name = nameOf(key);
    const validations = name === 'validation' ? (member.kind === 'tuple' ? member.items : [member]) : [];
    for (const inner of validations) {
      if (inner.kind === 'object') body.blocks.push({ type: name, labels: [], labelRanges: [], defRange: key.range, body: contents(inner) });
    }
    if (name !== 'validation') body.attributes.push({ name, nameRange: key.range, range: member.range, expr: member });
  }
  return body;
}

function blank(cursor: Cursor): void {
  while (/[ \t\r\n]/.test(cursor.text[cursor.at] ?? '')) cursor.at++;
}

function value(cursor: Cursor): Expr {
  const from = cursor.at;
  if (cursor.starts('"')) return string(cursor, true);
  if (cursor.take('[')) {
    const items: Expr[] = [];
    members(cursor, ']', () => items.push(value(cursor)));
    return { kind: 'tuple', items, range: cursor.range(from) };
  }
  if (cursor.take('{')) {
    const items: { key: Expr; value: Expr }[] = [];
    members(cursor, '}', () => {
      if (!cursor.starts('"')) cursor.fail('Invalid JSON object property name', 'A JSON object property name must be a quoted string.');
      const key = string(cursor, false);
      blank(cursor);
      if (!cursor.take(':')) cursor.fail('Missing property value colon', 'A colon must appear between an object property\'s name and its value.');
      blank(cursor);
      items.push({ key, value: value(cursor) });
    });
    return { kind: 'object', items, range: cursor.range(from) };
  }
  const word = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  word.lastIndex = from;
  const token = word.exec(cursor.text)?.[0];
  if (token === undefined) {
    const name = cursor.peekName();
    if (name !== undefined) cursor.fail('Invalid JSON keyword', `"${name}" is not a valid JSON keyword.`);
    cursor.fail(cursor.isAtEnd ? 'Missing value' : 'Invalid start of value', cursor.isAtEnd ? 'The JSON data ends prematurely.' : 'A JSON value must begin with a quoted string, a number, a keyword, an opening bracket or an opening brace.');
  }
  cursor.at += token!.length;
  return { kind: 'literal', value: JSON.parse(token!) as number | boolean | null, range: cursor.range(from) };
}

/** What stands between brackets, divided by commas. */
function members(cursor: Cursor, close: string, each: () => void): void {
  const array = close === ']';
  blank(cursor);
  if (cursor.take(close)) return;
  for (;;) {
    each();
    blank(cursor);
    if (cursor.take(close)) return;
    if (cursor.isAtEnd) cursor.fail(array ? 'Unclosed array' : 'Unclosed object', `No closing ${array ? 'bracket' : 'brace'} was found for this JSON ${array ? 'array' : 'object'}.`);
    if (!cursor.take(',')) cursor.fail(array ? 'Missing array element separator' : 'Missing attribute separator', array ? 'A comma must be used to separate each JSON array element.' : 'A comma must appear between two properties in a JSON object.');
    const comma = cursor.range(cursor.at - 1);
    blank(cursor);
    if (cursor.starts(close)) cursor.fail(array ? 'Trailing comma in array' : 'Trailing comma in object', array ? 'JSON does not permit a trailing comma after the final value in an array., and 1 other diagnostic(s)' : 'JSON does not permit a trailing comma after the final property in an object., and 1 other diagnostic(s)', comma);
  }
}

/** A JSON string; as a value it is a template. */
function string(cursor: Cursor, template: boolean): Expr {
  const from = cursor.at;
  const literal = /"(?:[^"\\\n]|\\.)*"/y;
  literal.lastIndex = from;
  const token = literal.exec(cursor.text)?.[0];
  if (token === undefined) cursor.fail('Invalid JSON string', 'There is a syntax error in the given JSON string.', cursor.range(from, from + 1));
  cursor.at += token!.length;
  const range = cursor.range(from);
  let text: string;
  try {
    text = JSON.parse(token!) as string;
  } catch {
    return cursor.fail('Invalid JSON string', 'There is a syntax error in the given JSON string.', range);
  }
  if (!template || !/[$%]\{/.test(text)) return { kind: 'literal', value: text, range };
  if (token!.includes('\\')) return { ...readTemplate(new Cursor(cursor.file, text), readExpression, () => false, false), range };
  const inner = new Cursor(cursor.file, cursor.text);
  inner.at = from + 1;
  return { ...readTemplate(inner, readExpression, () => inner.at >= from + token!.length - 1, false), range };
}
