#!/usr/bin/env node
'use strict';
const fs = require('fs');
const path = require('path');
const { inspect, isDeepStrictEqual } = require('util');
const args = process.argv.slice(2);
const tty = process.stderr.isTTY;
const color = (code, text) => (tty ? `\u001b[${code}m${text}\u001b[0m` : text);
const say = (text) => process.stderr.write(`${text}\n`);
let verbose = false;
let filter;
let passEmpty = false;
const patterns = [];
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '--version' || arg === '-v') {
    console.log(require('./package.json').version);
    process.exit(0);
  } else if (arg === '--verbose') verbose = true;
  else if (arg === '-t' || arg === '--testNamePattern') filter = new RegExp(args.shift());
  else if (arg === '--passWithNoTests') passEmpty = true;
  else if (arg === '--watch' || arg === '--watchAll') {
    say(`dockyard: jest ${arg} is not simulated`);
    process.exit(1);
  } else if (!arg.startsWith('-')) patterns.push(arg);
}
function find(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', '.git', 'coverage', 'dist'].includes(entry.name) ? [] : find(file);
    return /(?:\.(?:test|spec)\.[cm]?js|[/\\]__tests__[/\\][^/]*\.[cm]?js)$/.test(`/${file}`) && (patterns.length === 0 || patterns.some((one) => new RegExp(one).test(file))) ? [file] : [];
  });
}
const show = (value) => (typeof value === 'string' ? JSON.stringify(value) : inspect(value, { depth: 5 }));
class Mismatch extends Error {}
const any = Symbol('any');
function equals(actual, expected, strict) {
  if (expected && expected[any]) return expected[any](actual);
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null) return Object.is(actual, expected);
  if (expected instanceof Date || expected instanceof RegExp || expected instanceof Map || expected instanceof Set || expected instanceof Error) return expected instanceof Error ? actual.message === expected.message : isDeepStrictEqual(actual, expected);
  if (Array.isArray(expected) !== Array.isArray(actual) || (strict && Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected))) return false;
  const keys = (object) => Object.keys(object).filter((key) => strict || object[key] !== undefined);
  return keys(actual).length === keys(expected).length && keys(expected).every((key) => equals(actual[key], expected[key], strict));
}
const subset = (actual, expected) => (typeof expected !== 'object' || expected === null || expected[any] ? equals(actual, expected) : Object.keys(expected).every((key) => actual !== null && actual !== undefined && key in Object(actual) && subset(actual[key], expected[key])));
const at = (object, key) => (Array.isArray(key) ? key : String(key).split('.')).reduce((value, part) => value?.[part], object);
const MATCHERS = {
  toBe: (a, e) => [Object.is(a, e), '// Object.is equality'], toEqual: (a, e) => [equals(a, e), '// deep equality'], toStrictEqual: (a, e) => [equals(a, e, true), '// deep equality'],
  toBeTruthy: (a) => [!!a], toBeFalsy: (a) => [!a], toBeNull: (a) => [a === null], toBeUndefined: (a) => [a === undefined], toBeDefined: (a) => [a !== undefined], toBeNaN: (a) => [Number.isNaN(a)],
  toBeGreaterThan: (a, e) => [a > e], toBeGreaterThanOrEqual: (a, e) => [a >= e], toBeLessThan: (a, e) => [a < e], toBeLessThanOrEqual: (a, e) => [a <= e], toBeCloseTo: (a, e, digits = 2) => [Math.abs(a - e) < 10 ** -digits / 2],
  toContain: (a, e) => [typeof a === 'string' ? a.includes(e) : [...a].includes(e), '// indexOf'], toContainEqual: (a, e) => [[...a].some((one) => equals(one, e))], toHaveLength: (a, e) => [a.length === e], toMatch: (a, e) => [typeof e === 'string' ? a.includes(e) : e.test(a)], toMatchObject: (a, e) => [subset(a, e)], toBeInstanceOf: (a, e) => [a instanceof e],
  toHaveProperty: (a, key, ...rest) => [at(a, key) !== undefined && (rest.length === 0 || equals(at(a, key), rest[0]))],
  toThrow: (a, e) => {
    let error = a;
    let threw = a instanceof Error;
    if (typeof a === 'function') {
      try {
        a();
      } catch (problem) {
        [error, threw] = [problem, true];
      }
    }
    return [threw && (e === undefined || (typeof e === 'string' ? error.message.includes(e) : e instanceof RegExp ? e.test(error.message) : typeof e === 'function' ? error instanceof e : error.message === e.message))];
  },
  toHaveBeenCalled: (a) => [a.mock.calls.length > 0], toHaveBeenCalledTimes: (a, n) => [a.mock.calls.length === n], toHaveBeenCalledWith: (a, ...e) => [a.mock.calls.some((call) => equals(call, e))], toHaveBeenLastCalledWith: (a, ...e) => [equals(a.mock.calls.at(-1), e)], toHaveReturnedWith: (a, e) => [a.mock.results.some((one) => equals(one.value, e))],
  toMatchSnapshot: () => { throw new Error('dockyard: snapshots of jest are not simulated'); },
};
MATCHERS.toThrowError = MATCHERS.toThrow;
MATCHERS.toBeCalled = MATCHERS.toHaveBeenCalled;
MATCHERS.toBeCalledWith = MATCHERS.toHaveBeenCalledWith;
function expect(actual) {
  const make = (not, wait) => Object.fromEntries(Object.entries(MATCHERS).map(([name, match]) => [name, (...expected) => {
    const check = (value) => {
      const [ok, comment = ''] = match(value, ...expected);
      if (ok !== not) return;
      const unary = expected.length === 0;
      const error = new Mismatch(`expect(received).${not ? 'not.' : ''}${wait ? `${wait}.` : ''}${name}(${unary ? '' : 'expected'})${comment ? ` ${comment}` : ''}\n\n${unary ? '' : `Expected: ${not ? 'not ' : ''}${show(expected.length === 1 ? expected[0] : expected)}\n`}Received: ${name.startsWith('toHaveBeenCalled') ? show(value.mock.calls) : name.startsWith('toThrow') && typeof value === 'function' ? 'function did not throw as expected' : show(value)}`);
      throw error;
    };
    if (wait === 'resolves') return Promise.resolve(actual).then(check);
    if (wait === 'rejects') return Promise.resolve(typeof actual === 'function' ? actual() : actual).then(() => { throw new Mismatch('expect(received).rejects\n\nReceived promise resolved instead of rejected'); }, check);
    return check(actual);
  }]));
  return { ...make(false), not: make(true), resolves: { ...make(false, 'resolves'), not: make(true, 'resolves') }, rejects: { ...make(false, 'rejects'), not: make(true, 'rejects') } };
}
Object.assign(expect, {
  any: (Class) => ({ [any]: (value) => (Class === String ? typeof value === 'string' : Class === Number ? typeof value === 'number' : Class === Boolean ? typeof value === 'boolean' : Class === Function ? typeof value === 'function' : Class === Object ? typeof value === 'object' : value instanceof Class) }),
  anything: () => ({ [any]: (value) => value !== null && value !== undefined }), objectContaining: (object) => ({ [any]: (value) => subset(value, object) }), arrayContaining: (list) => ({ [any]: (value) => list.every((one) => value.some((each) => equals(each, one))) }), stringContaining: (text) => ({ [any]: (value) => String(value).includes(text) }), stringMatching: (pattern) => ({ [any]: (value) => new RegExp(pattern).test(value) }),
  extend: (more) => { for (const [name, match] of Object.entries(more)) MATCHERS[name] = (...values) => { const { pass } = match.call({}, ...values); return [pass]; }; }, assertions() {}, hasAssertions() {},
});
function mockFn(implementation) {
  const queue = [];
  let body = implementation;
  const fn = function (...input) {
    fn.mock.calls.push(input);
    const act = queue.length > 0 ? queue.shift() : body;
    try {
      const value = act?.apply(this, input);
      fn.mock.results.push({ type: 'return', value });
      return value;
    } catch (error) {
      fn.mock.results.push({ type: 'throw', value: error });
      throw error;
    }
  };
  fn.mock = { calls: [], results: [] };
  Object.assign(fn, { _isMockFunction: true, mockImplementation: (next) => ((body = next), fn), mockImplementationOnce: (next) => (queue.push(next), fn), mockReturnValue: (value) => ((body = () => value), fn), mockReturnValueOnce: (value) => (queue.push(() => value), fn), mockResolvedValue: (value) => ((body = async () => value), fn), mockResolvedValueOnce: (value) => (queue.push(async () => value), fn), mockRejectedValue: (value) => ((body = async () => { throw value; }), fn), mockClear: () => ((fn.mock = { calls: [], results: [] }), fn), mockReset: () => ((body = undefined), fn.mockClear()) });
  return fn;
}
const spies = [];
const jest = {
  fn: mockFn,
  spyOn(object, name) {
    const real = object[name];
    const fn = mockFn((...input) => real.apply(object, input));
    fn.mockRestore = () => (object[name] = real);
    spies.push(fn);
    object[name] = fn;
    return fn;
  },
  restoreAllMocks: () => spies.splice(0).forEach((fn) => fn.mockRestore()), clearAllMocks: () => spies.forEach((fn) => fn.mockClear()), resetModules: () => Object.keys(require.cache).forEach((key) => delete require.cache[key]), setTimeout() {},
  mock() { throw new Error('dockyard: jest.mock is not simulated'); }, useFakeTimers() { throw new Error('dockyard: jest.useFakeTimers is not simulated'); },
};
let current;
const block = (name, parent) => ({ name, parent, entries: [], hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] } });
const describe = (name, body) => {
  const parent = current;
  current = block(name, parent);
  parent.entries.push(current);
  body();
  current = parent;
};
const test = (name, body, limit) => void current.entries.push({ name, body, limit, isTest: true });
test.skip = (name) => void current.entries.push({ name, isTest: true, skip: true });
test.todo = (name) => void current.entries.push({ name, isTest: true, todo: true });
test.only = (name, body, limit) => { current.hasOnly = true; current.entries.push({ name, body, limit, isTest: true, only: true }); };
const each = (make) => (rows) => (name, body) => rows.forEach((row, i) => { let used = 0; const values = [row].flat(); make(name.replace(/%[sdifjop#%]/g, (mark) => (mark === '%%' ? '%' : mark === '%#' ? i : mark === '%p' || mark === '%j' ? show(values[used++]) : String(values[used++]))).replace(/\$(\w+)/g, (all, key) => (row && typeof row === 'object' && key in row ? show(row[key]) : all)), () => body(...(Array.isArray(row) ? row : [row]))); });
test.each = each(test);
describe.each = each(describe);
describe.skip = () => undefined;
describe.only = describe;
Object.assign(globalThis, { describe, test, it: test, xit: test.skip, xtest: test.skip, fdescribe: describe, fit: test.only, expect, jest });
for (const name of ['beforeAll', 'afterAll', 'beforeEach', 'afterEach']) globalThis[name] = (body) => void current.hooks[name].push(body);
const run = (body, limit = 5000) => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error(`thrown: "Exceeded timeout of ${limit} ms for a test.\nAdd a timeout value to this test to increase the timeout, if this is a long-running test. See https://jestjs.io/docs/api#testname-fn-timeout."`)), limit);
  const finish = (error) => {
    clearTimeout(timer);
    if (error) reject(error);
    else resolve();
  };
  try {
    if (body.length > 0) body(Object.assign((error) => finish(error), { fail: (error) => finish(error ?? new Error('fail')) }));
    else Promise.resolve(body()).then(() => finish(), (error) => finish(error ?? new Error('thrown: undefined')));
  } catch (error) {
    finish(error);
  }
});
async function runBlock(one, results, titles, before, after) {
  const hooks = { before: [...before, ...one.hooks.beforeEach], after: [...one.hooks.afterEach, ...after] };
  for (const hook of one.hooks.beforeAll) await run(hook);
  for (const entry of one.entries) {
    if (!entry.isTest) {
      await runBlock(entry, results, [...titles, entry.name], hooks.before, hooks.after);
      continue;
    }
    const result = { titles, name: entry.name, status: 'passed', ms: 0 };
    results.push(result);
    if (entry.todo) result.status = 'todo';
    else if (entry.skip || (one.hasOnly && !entry.only) || (filter && !filter.test([...titles, entry.name].join(' ')))) result.status = 'skipped';
    else {
      const start = Date.now();
      try {
        for (const hook of hooks.before) await run(hook);
        await run(entry.body, entry.limit);
      } catch (error) {
        result.status = 'failed';
        result.error = error;
      }
      try {
        for (const hook of hooks.after) await run(hook);
      } catch (error) {
        result.status = 'failed';
        result.error ??= error;
      }
      result.ms = Date.now() - start;
    }
  }
  for (const hook of one.hooks.afterAll) await run(hook);
}
function report(file, error) {
  const [, line, column] = new RegExp(`${file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:(\\d+):(\\d+)`).exec(error?.stack ?? '') ?? [];
  const text = String(error?.message ?? error);
  const out = [text.replace(/^/gm, '    ').replace(/ +$/gm, '')];
  if (line) {
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    const width = String(Math.min(lines.length, Number(line) + 3)).length;
    out.push('');
    for (let n = Math.max(1, Number(line) - 2); n <= Math.min(lines.length, Number(line) + 3); n++) {
      out.push(`    ${n === Number(line) ? '>' : ' '} ${String(n).padStart(width)} |${lines[n - 1] ? ` ${lines[n - 1]}` : ''}`);
      if (n === Number(line)) out.push(`      ${' '.repeat(width)} | ${' '.repeat(Number(column) - 1)}^`);
    }
    out.push('', `      at Object.<anonymous> (${path.relative(process.cwd(), file)}:${line}:${column})`);
  }
  return out.join('\n');
}
(async () => {
  const began = Date.now();
  const files = find('.').map((file) => path.resolve(file)).sort();
  if (files.length === 0) {
    console.log(`No tests found, exiting with code ${passEmpty ? 0 : 1}`);
    if (!passEmpty) console.log(`Run with \`--passWithNoTests\` to exit with code 0\nIn ${process.cwd()}\n  0 files checked.\n  testMatch: **/__tests__/**/*.[jt]s?(x), **/?(*.)+(spec|test).[jt]s?(x) - 0 matches\n  testPathIgnorePatterns: /node_modules/ - 0 matches\n  testRegex:  - 0 matches\nPattern: ${patterns.join(' ')} - 0 matches`);
    process.exit(passEmpty ? 0 : 1);
  }
  const all = [];
  let failedSuites = 0;
  for (const file of files) {
    current = block('');
    const top = current;
    const results = [];
    let broken;
    const start = Date.now();
    try {
      if (file.endsWith('.mjs')) await import(file);
      else require(file);
      await runBlock(top, results, [], [], []);
    } catch (error) {
      broken = error;
    }
    const failed = broken || results.some((one) => one.status === 'failed');
    if (failed) failedSuites++;
    const ms = Date.now() - start;
    say(`${failed ? color('31;7', ' FAIL ').replace(/^ (FAIL) $/, '$1') : color('32;7', ' PASS ').replace(/^ (PASS) $/, '$1')} ${path.relative(process.cwd(), file).replace(/^/, './').replace('./', '')}${ms > 5000 ? ` (${(ms / 1000).toFixed(3)} s)` : ''}`);
    if (broken) say(`  ● Test suite failed to run\n\n${report(file, broken)}\n`);
    if (verbose || files.length === 1) {
      let shown = [];
      for (const one of results) {
        one.titles.forEach((title, i) => { if (shown[i] !== title) { say(`${'  '.repeat(i + 1)}${title}`); shown = one.titles.slice(0, i + 1); } });
        shown = one.titles;
        say(`${'  '.repeat(one.titles.length + 1)}${{ passed: color(32, '✓'), failed: color(31, '✕'), skipped: color(33, '○'), todo: color(35, '✎') }[one.status]} ${one.status === 'skipped' ? 'skipped ' : one.status === 'todo' ? 'todo ' : ''}${one.name}${one.ms > 0 && one.status !== 'skipped' ? ` (${one.ms} ms)` : ''}`);
      }
    }
    for (const one of results.filter((each) => each.status === 'failed')) say(`\n  ● ${[...one.titles, one.name].join(' › ')}\n\n${report(file, one.error)}`);
    if (results.some((one) => one.status === 'failed')) say('');
    all.push(...results);
  }
  const count = (status) => all.filter((one) => one.status === status).length;
  const totals = [count('failed') && color(31, `${count('failed')} failed`), count('skipped') && `${count('skipped')} skipped`, count('todo') && `${count('todo')} todo`, count('passed') && color(32, `${count('passed')} passed`), `${all.length} total`].filter(Boolean).join(', ');
  say(`${verbose || files.length === 1 ? '\n' : '\n'}Test Suites: ${[failedSuites && color(31, `${failedSuites} failed`), files.length - failedSuites && color(32, `${files.length - failedSuites} passed`), `${files.length} total`].filter(Boolean).join(', ')}`);
  say(`Tests:       ${totals}`);
  say('Snapshots:   0 total');
  say(`Time:        ${((Date.now() - began) / 1000 + 0.4).toFixed(3).replace(/0+$/, '')} s`);
  say(`Ran all test suites${patterns.length ? ` matching /${patterns.join('|')}/i` : ''}.`);
  process.exit(failedSuites > 0 ? 1 : 0);
})();
