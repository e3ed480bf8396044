'use strict';
// Each matcher: whether a value passes, what stands in its call's brackets, and what is told when it doesn't.
const { pretty, min } = require('./pretty.js');
const { diff } = require('./diff.js');
const { equals, subset } = require('./equality.js');

const isComposite = (value) => value !== null && typeof value === 'object' && !(value instanceof Date) && !(value instanceof RegExp);
const not = (isNot) => (isNot ? 'not ' : '');
/** Expected and received: the difference where there are lines to compare. */
function compared(expected, received, isNot, label = 'Expected') {
  if (isNot) return `${label}: not ${min(expected)}`;
  const lines = typeof expected === 'string' && typeof received === 'string' && (expected.includes('\n') || received.includes('\n'));
  if (lines) return diff(expected, received);
  if (isComposite(expected) && isComposite(received) && Array.isArray(expected) === Array.isArray(received)) {
    const [a, b] = [pretty(expected, { names: true }), pretty(received, { names: true })];
    if (a !== b) return diff(a, b);
    return `${label}: ${min(expected)}\nReceived: serializes to the same string`;
  }
  return `${label}: ${min(expected)}\nReceived: ${min(received)}`;
}
const unary = (test) => (received, isNot) => ({ pass: test(received), text: `Received: ${min(received)}`, isNot });
const ordered = (sign, test) => (received, isNot, expected) => ({ pass: test(received, expected), args: 'expected', text: `Expected: ${not(isNot)}${sign} ${min(expected)}\nReceived: ${' '.repeat(sign.length + (isNot ? 4 : 0))} ${min(received)}` });
const at = (object, path) => path.reduce((value, key) => (value === null || value === undefined ? undefined : value[key]), object);
const calls = (fn) => fn.mock.calls;
const counted = (fn, isNot, sign, n) => `Expected number of calls: ${not(isNot)}${sign}${n}\nReceived number of calls: ${' '.repeat(sign.length + (isNot ? 4 : 0))}${calls(fn).length}`;
const listed = (args) => args.map(min).join(', ') || 'called with 0 arguments';
function calledWith(fn, isNot, expected, chosen) {
  const total = `Number of calls: ${calls(fn).length}`;
  if (isNot) return `Expected: not ${listed(expected)}\n\n${total}`;
  return `Expected: ${listed(expected)}${chosen.length > 0 ? `\nReceived: ${chosen.length === 1 ? listed(chosen[0]) : chosen.slice(0, 3).map((args, i) => `\n       ${i + 1}: ${listed(args)}`).join('')}` : ''}\n\n${total}`;
}
const returned = (fn) => fn.mock.results.filter(({ type }) => type === 'return').map(({ value }) => value);

/** What is thrown, and how it fits what was expected. */
function toThrow(received, isNot, expected, isPromise) {
  let thrown = isPromise ? { value: received } : undefined;
  if (!isPromise && typeof received === 'function') {
    try {
      received();
    } catch (value) {
      thrown = { value };
    }
  }
  const message = thrown && (thrown.value?.message ?? String(thrown.value));
  const args = expected === undefined ? '' : 'expected';
  const none = (label, text) => `Expected ${label}: ${not(isNot)}${text}\n\nReceived function did not throw`;
  const got = (label, text, name, value) => `Expected ${label}: ${not(isNot)}${text}\nReceived ${name}: ${' '.repeat(Math.max(0, label.length - name.length) + (isNot ? 4 : 0))}${value}`;
  const says = (pass, label, text, name = 'message', value = min(message)) => ({ pass, args, thrown: thrown?.value, text: thrown ? got(label, text, name, value) : none(label, text) });
  if (expected === undefined) return { pass: thrown !== undefined, args, thrown: isNot ? thrown?.value : undefined, text: isNot ? `Error name:    ${min(thrown?.value?.name)}\nError message: ${min(message)}` : 'Received function did not throw' };
  if (typeof expected === 'string') return says(thrown !== undefined && message.includes(expected), 'substring', min(expected));
  if (expected instanceof RegExp) return says(thrown !== undefined && expected.test(message), 'pattern', String(expected));
  if (typeof expected === 'function') return says(thrown !== undefined && thrown.value instanceof expected, 'constructor', expected.name, 'constructor', `${thrown?.value?.constructor?.name}\n\nReceived message: ${min(message)}`);
  return says(thrown !== undefined && message === expected.message, 'message', min(expected.message));
}

exports.MATCHERS = {
  toBe: (received, isNot, expected) => ({ pass: Object.is(received, expected), args: 'expected', comment: 'Object.is equality', text: !isNot && isComposite(expected) && equals(received, expected, true) ? `If it should pass with deep equality, replace "toBe" with "toStrictEqual"\n\nExpected: ${min(expected)}\nReceived: serializes to the same string` : compared(expected, received, isNot) }),
  toEqual: (received, isNot, expected) => ({ pass: equals(received, expected), args: 'expected', comment: 'deep equality', text: compared(expected, received, isNot) }),
  toStrictEqual: (received, isNot, expected) => ({ pass: equals(received, expected, true), args: 'expected', comment: 'deep equality', text: compared(expected, received, isNot) }),
  toMatchObject: (received, isNot, expected) => ({ pass: subset(received, expected), args: 'expected', text: compared(expected, isNot || !isComposite(received) ? received : Object.fromEntries(Object.keys(expected).filter((key) => key in received).map((key) => [key, received[key]])), isNot) }),
  toBeTruthy: unary(Boolean), toBeFalsy: unary((value) => !value), toBeNull: unary((value) => value === null), toBeUndefined: unary((value) => value === undefined), toBeDefined: unary((value) => value !== undefined), toBeNaN: unary(Number.isNaN),
  toBeGreaterThan: ordered('>', (a, b) => a > b), toBeGreaterThanOrEqual: ordered('>=', (a, b) => a >= b), toBeLessThan: ordered('<', (a, b) => a < b), toBeLessThanOrEqual: ordered('<=', (a, b) => a <= b),
  toBeCloseTo: (received, isNot, expected, digits = 2) => ({ pass: Math.abs(received - expected) < 10 ** -digits / 2, args: 'expected', text: `Expected: ${not(isNot)}${expected}\nReceived: ${isNot ? '    ' : ''}${received}\n\nExpected precision:    ${digits}\nExpected difference: < ${10 ** -digits / 2}\nReceived difference:   ${Math.abs(received - expected)}` }),
  toContain(received, isNot, expected) {
    if (typeof received === 'string') return { pass: received.includes(expected), args: 'expected', comment: 'indexOf', text: `Expected substring: ${not(isNot)}${min(expected)}\nReceived string:    ${isNot ? '    ' : ''}${min(received)}` };
    return { pass: [...received].includes(expected), args: 'expected', comment: 'indexOf', text: `Expected value: ${not(isNot)}${min(expected)}\nReceived ${Array.isArray(received) ? 'array' : 'object'}: ${isNot ? '    ' : ''}${min(received)}` };
  },
  toContainEqual: (received, isNot, expected) => ({ pass: [...received].some((one) => equals(one, expected)), args: 'expected', comment: 'deep equality', text: `Expected value: ${not(isNot)}${min(expected)}\nReceived array: ${isNot ? '    ' : ''}${min(received)}` }),
  toHaveLength: (received, isNot, expected) => ({ pass: received?.length === expected, args: 'expected', text: `Expected length: ${not(isNot)}${expected}\nReceived length: ${isNot ? '    ' : ''}${received?.length}\nReceived ${Array.isArray(received) ? 'array' : typeof received}: ${typeof received === 'string' || !Array.isArray(received) ? '' : ' '}${isNot ? '    ' : ''}${min(received)}` }),
  toMatch: (received, isNot, expected) => ({ pass: typeof expected === 'string' ? received.includes(expected) : expected.test(received), args: 'expected', text: typeof expected === 'string' ? `Expected substring: ${not(isNot)}${min(expected)}\nReceived string:    ${isNot ? '    ' : ''}${min(received)}` : `Expected pattern: ${not(isNot)}${expected}\nReceived string:  ${isNot ? '    ' : ''}${min(received)}` }),
  toBeInstanceOf: (received, isNot, expected) => ({ pass: received instanceof expected, args: 'expected', text: isNot ? `Expected constructor: not ${expected.name}` : `Expected constructor: ${expected.name}\n${isComposite(received) ? `Received constructor: ${received.constructor?.name}` : `\nReceived value has no prototype\nReceived value: ${min(received)}`}` }),
  toHaveProperty(received, isNot, path, ...rest) {
    const keys = Array.isArray(path) ? path : String(path).split(/[.[\]]+/).filter(Boolean);
    let has = 0;
    for (let value = received; has < keys.length && value !== null && value !== undefined && keys[has] in Object(value); has++) value = value[keys[has]];
    const isThere = has === keys.length;
    const pass = isThere && (rest.length === 0 || equals(at(received, keys), rest[0]));
    const shown = min(path);
    const where = `Expected path: ${not(isNot)}${shown}\n`;
    const reached = min(Array.isArray(path) ? keys.slice(0, has) : keys.slice(0, has).join('.'));
    const missing = `${where}${isThere ? '' : `Received path: ${reached}\n`}\n${rest.length > 0 ? `Expected value: ${min(rest[0])}\n` : ''}Received value: ${min(at(received, keys.slice(0, has)))}`;
    const values = rest.length > 0 && isThere ? `${where}\n${compared(rest[0], at(received, keys), isNot, 'Expected value').replace('Received:', 'Received value:')}` : missing;
    return { pass, args: rest.length > 0 ? 'path, value' : 'path', text: values };
  },
  toThrow, toThrowError: toThrow,
  toHaveBeenCalled: (fn, isNot) => ({ pass: calls(fn).length > 0, mock: true, text: isNot ? `Expected number of calls: 0\nReceived number of calls: ${calls(fn).length}\n\n${calls(fn).slice(0, 3).map((args, i) => `${i + 1}: ${listed(args)}`).join('\n')}` : 'Expected number of calls: >= 1\nReceived number of calls:    0' }),
  toHaveBeenCalledTimes: (fn, isNot, n) => ({ pass: calls(fn).length === n, mock: true, args: 'expected', text: counted(fn, isNot, '', n) }),
  toHaveBeenCalledWith: (fn, isNot, ...expected) => ({ pass: calls(fn).some((args) => equals(args, expected)), mock: true, args: '...expected', text: calledWith(fn, isNot, expected, calls(fn)) }),
  toHaveBeenLastCalledWith: (fn, isNot, ...expected) => ({ pass: equals(calls(fn).at(-1), expected), mock: true, args: '...expected', text: calledWith(fn, isNot, expected, calls(fn).slice(-1)) }),
  toHaveBeenNthCalledWith: (fn, isNot, n, ...expected) => ({ pass: equals(calls(fn)[n - 1], expected), mock: true, args: 'n, ...expected', text: `n: ${n}\n${calledWith(fn, isNot, expected, calls(fn).slice(n - 1, n))}` }),
  toHaveReturned: (fn) => ({ pass: returned(fn).length > 0, mock: true, text: `Expected number of returns: >= 1\nReceived number of returns:    ${returned(fn).length}` }),
  toHaveReturnedTimes: (fn, isNot, n) => ({ pass: returned(fn).length === n, mock: true, args: 'expected', text: `Expected number of returns: ${not(isNot)}${n}\nReceived number of returns: ${isNot ? '    ' : ''}${returned(fn).length}` }),
  toHaveReturnedWith: (fn, isNot, expected) => ({ pass: returned(fn).some((value) => equals(value, expected)), mock: true, args: 'expected', text: `Expected: ${not(isNot)}${min(expected)}\nReceived: ${returned(fn).map(min).join(', ')}\n\nNumber of returns: ${returned(fn).length}` }),
  toHaveLastReturnedWith: (fn, isNot, expected) => ({ pass: equals(returned(fn).at(-1), expected), mock: true, args: 'expected', text: `Expected: ${not(isNot)}${min(expected)}\nReceived: ${min(returned(fn).at(-1))}\n\nNumber of returns: ${returned(fn).length}` }),
};
const { MATCHERS } = exports;
for (const [alias, name] of Object.entries({ toBeCalled: 'toHaveBeenCalled', toBeCalledTimes: 'toHaveBeenCalledTimes', toBeCalledWith: 'toHaveBeenCalledWith', lastCalledWith: 'toHaveBeenLastCalledWith', nthCalledWith: 'toHaveBeenNthCalledWith', toReturn: 'toHaveReturned', toReturnWith: 'toHaveReturnedWith' })) MATCHERS[alias] = MATCHERS[name];
