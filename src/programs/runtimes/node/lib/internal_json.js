// JSON with V8's messages.
const { settings } = internal;
const major = Number(settings.version.slice(1).split('.')[0]);
const { parse, stringify } = JSON;

/** Where a text stops being JSON, and why, as V8 puts it. */
function troubleOf(source) {
  let at = 0;
  const fail = (kind, position = at) => { throw { kind, position }; };
  const space = () => { while (/[ \t\n\r]/.test(source[at] ?? '')) at++; };
  const unexpected = () => fail(at >= source.length ? 'end' : 'token');
  const string = () => {
    for (at++; source[at] !== '"'; at++) {
      if (at >= source.length) fail('Unterminated string');
      if (source[at] < ' ') fail('Bad control character in string literal');
      if (source[at] !== '\\') continue;
      at++;
      if (at >= source.length) fail('Unterminated string');
      if (source[at] === 'u') {
        for (let i = 1; i <= 4; i++) if (!/[\da-f]/i.test(source[at + i] ?? '')) fail(at + i >= source.length ? 'Unterminated string' : 'Bad Unicode escape', at + i);
        at += 4;
      } else if (!/["\\/bfnrt]/.test(source[at])) fail('Bad escaped character');
    }
    at++;
  };
  const digits = (what) => {
    if (!/\d/.test(source[at] ?? '')) fail(what);
    while (/\d/.test(source[at] ?? '')) at++;
  };
  const number = () => {
    if (source[at] === '-') {
      at++;
      if (!/\d/.test(source[at] ?? '')) fail('No number after minus sign');
    }
    if (source[at] === '0') {
      at++;
      if (/\d/.test(source[at] ?? '')) fail('Unexpected number');
    } else digits('token');
    if (source[at] === '.') {
      at++;
      digits('Unterminated fractional number');
    }
    if (/[eE]/.test(source[at] ?? '')) {
      at++;
      if (/[+-]/.test(source[at] ?? '')) at++;
      digits('Exponent part is missing a number');
    }
  };
  const word = (text) => {
    for (const letter of text) {
      if (source[at] !== letter) unexpected();
      at++;
    }
  };
  const value = () => {
    space();
    const c = source[at];
    if (c === '"') string();
    else if (c === '{') {
      at++;
      space();
      if (source[at] === '}') return void at++;
      if (source[at] !== '"') fail("Expected property name or '}'");
      for (;;) {
        string();
        space();
        if (source[at] !== ':') fail("Expected ':' after property name");
        at++;
        value();
        space();
        if (source[at] === '}') return void at++;
        if (source[at] !== ',') fail("Expected ',' or '}' after property value");
        at++;
        space();
        if (source[at] !== '"') fail('Expected double-quoted property name');
      }
    } else if (c === '[') {
      at++;
      space();
      if (source[at] === ']') return void at++;
      for (;;) {
        value();
        space();
        if (source[at] === ']') return void at++;
        if (source[at] !== ',') fail("Expected ',' or ']' after array element");
        at++;
      }
    } else if (c === '-' || /\d/.test(c ?? '')) number();
    else if (c === 't') word('true');
    else if (c === 'f') word('false');
    else if (c === 'n') word('null');
    else unexpected();
  };
  try {
    value();
    space();
    if (at < source.length) fail('Unexpected non-whitespace character after JSON');
  } catch (found) {
    if (found instanceof Error) throw found;
    return found;
  }
  return { kind: 'end', position: source.length };
}

function message(source, { kind, position }) {
  const c = source[position];
  if (major < 20) {
    if (c === undefined) return 'Unexpected end of JSON input';
    if (c === '"') return `Unexpected string in JSON at position ${position}`;
    if (/[\d-]/.test(c) && kind !== 'Bad escaped character') return `Unexpected number in JSON at position ${position}`;
    return `Unexpected token ${c} in JSON at position ${position}`;
  }
  if (source === '[object Object]' || source === 'undefined') return `"${source}" is not valid JSON`;
  if (kind === 'end') return 'Unexpected end of JSON input';
  if (kind === 'token') {
    const from = Math.max(0, position - 10);
    const to = Math.min(source.length, position + 10);
    return `Unexpected token '${c}', ${source.length <= 40 ? `"${source}"` : `${from > 0 ? '...' : ''}"${source.slice(from, to)}"${to < source.length ? '...' : ''}`} is not valid JSON`;
  }
  const before = source.slice(0, position);
  const where = major >= 22 ? ` (line ${before.split('\n').length} column ${position - before.lastIndexOf('\n')})` : '';
  return `${kind}${kind.endsWith('after JSON') ? '' : ' in JSON'} at position ${position}${where}`;
}

/** Where the text of a JSON.parse went wrong: shown above the error when nobody catches it. */
internal.jsonPlaces = new WeakMap();
JSON.parse = { parse(text, reviver) {
  try {
    return parse(text, reviver);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const source = String(text);
    const found = troubleOf(source);
    const shown = new SyntaxError(message(source, found));
    internal.insertFrame(shown, 'parse');
    const before = source.slice(0, found.position);
    internal.jsonPlaces.set(shown, { file: major >= 20 ? '<anonymous_script>' : 'undefined', line: before.split('\n').length, text: source.split('\n')[before.split('\n').length - 1], column: found.position - before.lastIndexOf('\n'), length: 1 });
    throw shown;
  }
} }.parse;

const typeOf = (value) => `object with constructor '${value.constructor?.name ?? 'Object'}'`;
const keyText = (key, holder) => (Array.isArray(holder) ? `index ${key}` : `property '${key}'`);
/** The circle in a structure, as V8 draws it. */
function circle(root) {
  const path = [];
  const search = (value) => {
    if (value === null || typeof value !== 'object') return undefined;
    const at = path.findIndex((step) => step.value === value);
    if (at !== -1) return path.slice(at);
    const inner = typeof value.toJSON === 'function' ? value.toJSON() : value;
    if (inner === null || typeof inner !== 'object') return undefined;
    for (const key of Object.keys(inner)) {
      path.push({ value, key });
      const found = search(inner[key]);
      if (found) return found;
      path.pop();
    }
    return undefined;
  };
  const steps = search(root);
  if (!steps) return '';
  const lines = [`    --> starting at ${typeOf(steps[0].value)}`];
  const inner = steps.slice(0, -1).map((step, i) => `    |     ${keyText(step.key, step.value)} -> ${typeOf(steps[i + 1].value)}`);
  lines.push(...(inner.length > 2 ? [inner[0], '    |     ...', inner.at(-1)] : inner));
  const last = steps.at(-1);
  lines.push(`    --- ${keyText(last.key, last.value)} closes the circle`);
  return `\n${lines.join('\n')}`;
}
JSON.stringify = { stringify(value, replacer, space) {
  try {
    return stringify(value, replacer, space);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    if (/circular/.test(error.message)) {
      const shown = new TypeError(`Converting circular structure to JSON${circle(value)}`);
      internal.insertFrame(shown, 'stringify');
      throw shown;
    }
    throw internal.adopt(error);
  }
} }.stringify;
