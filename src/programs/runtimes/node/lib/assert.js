// assert
const { inspect, isDeepStrictEqual } = internal.builtin('util');
class AssertionError extends Error {
  constructor(options) {
    super(options.message ?? `${inspect(options.actual)} ${options.operator} ${inspect(options.expected)}`);
    this.generatedMessage = options.message === undefined || options.generated === true;
    this.code = 'ERR_ASSERTION';
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator;
    if (Number(process.version.slice(1).split('.')[0]) >= 22) this.diff = 'simple';
    const { stack } = this;
    Object.defineProperty(this, 'name', { value: 'AssertionError', configurable: true, writable: true, enumerable: false });
    Object.defineProperty(this, 'stack', { configurable: true, writable: true, value: stack.replace(/^Error/, 'AssertionError [ERR_ASSERTION]').split('\n').filter((line) => !/\(node:assert/.test(line) && !/new AssertionError/.test(line)).join('\n') });
  }
}
function diff(actual, expected, head) {
  const a = inspect(actual, { compact: false, depth: 1000, sorted: true }).split('\n');
  const b = inspect(expected, { compact: false, depth: 1000, sorted: true }).split('\n');
  if (a.length === 1 && b.length === 1 && (typeof actual !== 'object' || actual === null)) return a[0].length + b[0].length <= 12 || (typeof actual !== 'string' && typeof expected !== 'string') || true ? `${head}\n\n${a[0]} !== ${b[0]}\n` : '';
  const table = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) for (let k = b.length - 1; k >= 0; k--) table[i][k] = a[i].replace(/,$/, '') === b[k].replace(/,$/, '') ? table[i + 1][k + 1] + 1 : Math.max(table[i + 1][k], table[i][k + 1]);
  const out = [];
  let i = 0;
  let k = 0;
  while (i < a.length || k < b.length) {
    if (i < a.length && k < b.length && a[i].replace(/,$/, '') === b[k].replace(/,$/, '')) {
      out.push(`  ${a[i]}`);
      i++;
      k++;
    } else if (i < a.length && (k >= b.length || table[i + 1][k] >= table[i][k + 1])) out.push(`+ ${a[i++]}`);
    else out.push(`- ${b[k++]}`);
  }
  return `${head}\n+ actual - expected\n\n${out.join('\n')}\n`;
}
const fail = (actual, expected, message, operator, generated) => {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ actual, expected, message: message ?? generated, operator, generated: message === undefined });
  internal.hidePlace(error);
  internal.above.set(error, operator === '==' && expected === true ? internal.settings.frames.assertOkPlace : internal.settings.frames.assertPlace);
  throw error;
};
const assert = (...args) => assert.ok(...args);
Object.assign(assert, {
  AssertionError,
  ok(...args) {
    const [value, message] = args;
    if (value) return;
    if (args.length === 0) fail(undefined, true, undefined, '==', 'No value argument passed to `assert.ok()`');
    const place = internal.framesOf(new Error('')).find((frame) => internal.sources.has(frame.file));
    const line = place && internal.sources.get(place.file).split('\n')[place.line - 1];
    const shown = line && /assert(?:\.ok)?\s*\(.*\)/.exec(line)?.[0];
    fail(value, true, message, '==', shown ? `The expression evaluated to a falsy value:\n\n  ${shown}\n` : `${inspect(value)} == true`);
  },
  equal: (a, b, message) => void (a == b || (Number.isNaN(a) && Number.isNaN(b)) || fail(a, b, message, '==', `${inspect(a)} == ${inspect(b)}`)),
  notEqual: (a, b, message) => void (a != b || fail(a, b, message, '!=', `${inspect(a)} != ${inspect(b)}`)),
  strictEqual: (a, b, message) => void (Object.is(a, b) || fail(a, b, message, 'strictEqual', diff(a, b, 'Expected values to be strictly equal:'))),
  notStrictEqual: (a, b, message) => void (!Object.is(a, b) || fail(a, b, message, 'notStrictEqual', `Expected "actual" to be strictly unequal to: ${inspect(b)}`)),
  deepEqual: (a, b, message) => void (isDeepStrictEqual(a, b, false) || fail(a, b, message, 'deepEqual', diff(a, b, 'Expected values to be loosely deep-equal:'))),
  deepStrictEqual: (a, b, message) => void (isDeepStrictEqual(a, b) || fail(a, b, message, 'deepStrictEqual', diff(a, b, 'Expected values to be strictly deep-equal:'))),
  notDeepStrictEqual: (a, b, message) => void (!isDeepStrictEqual(a, b) || fail(a, b, message, 'notDeepStrictEqual', `Expected "actual" not to be strictly deep-equal to: ${inspect(b)}`)),
  notDeepEqual: (a, b, message) => void (!isDeepStrictEqual(a, b, false) || fail(a, b, message, 'notDeepEqual', `Expected "actual" not to be loosely deep-equal to: ${inspect(b)}`)),
  fail: (message = 'Failed') => fail(undefined, undefined, message, 'fail'),
  match: (text, pattern, message) => void (pattern.test(text) || fail(text, pattern, message, 'match', `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`)),
  doesNotMatch: (text, pattern, message) => void (!pattern.test(text) || fail(text, pattern, message, 'doesNotMatch', `The input was expected to not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`)),
  ifError(value) { if (value !== null && value !== undefined) throw value; },
  throws(fn, expected, message) {
    let caught;
    try {
      fn();
    } catch (error) {
      caught = { error: internal.adopt(error) };
    }
    if (!caught) fail(undefined, expected, typeof expected === 'string' ? expected : message, 'throws', 'Missing expected exception.');
    check(caught.error, expected, message);
  },
  doesNotThrow(fn, message) {
    try {
      fn();
    } catch (error) {
      fail(error, undefined, typeof message === 'string' ? message : undefined, 'doesNotThrow', `Got unwanted exception.\nActual message: "${error?.message}"`);
    }
  },
  async rejects(work, expected, message) {
    let caught;
    try {
      await (typeof work === 'function' ? work() : work);
    } catch (error) {
      caught = { error };
    }
    if (!caught) fail(undefined, expected, message, 'rejects', 'Missing expected rejection.');
    check(caught.error, expected, message);
  },
  async doesNotReject(work, message) {
    try {
      await (typeof work === 'function' ? work() : work);
    } catch (error) {
      fail(error, undefined, message, 'doesNotReject', `Got unwanted rejection.\nActual message: "${error?.message}"`);
    }
  },
});
function check(error, expected, message) {
  if (expected === undefined || typeof expected === 'string') return;
  if (expected instanceof RegExp) {
    if (!expected.test(String(error))) fail(error, expected, message, 'throws', `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(error))}\n`);
  } else if (typeof expected === 'function') {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (Error.isPrototypeOf(expected) || expected === Error) throw error;
    if (expected.call({}, error) !== true) fail(error, expected, message, 'throws', 'The validation function is expected to return "true". Received false');
  } else for (const key of Object.keys(expected)) {
    const ok = expected[key] instanceof RegExp && typeof error[key] === 'string' ? expected[key].test(error[key]) : isDeepStrictEqual(error[key], expected[key]);
    if (!ok) fail(error, expected, message, 'throws', diff(error[key], expected[key], 'Expected values to be strictly deep-equal:'));
  }
}
assert.strict = Object.assign((...args) => assert.ok(...args), assert, { equal: assert.strictEqual, deepEqual: assert.deepStrictEqual, notEqual: assert.notStrictEqual, notDeepEqual: assert.notDeepStrictEqual });
assert.strict.strict = assert.strict;
module.exports = assert;
