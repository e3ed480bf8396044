'use strict';
const { inspect, isDeepStrictEqual } = require('util');
class AssertionError extends Error {
  constructor(message, { actual, expected } = {}) {
    super(message);
    Object.defineProperty(this, 'name', { value: 'AssertionError', configurable: true, writable: true });
    Object.assign(this, { actual, expected, showDiff: actual !== undefined });
  }
}
const show = (value) => inspect(value, { depth: 3 });
function expect(value, note) {
  const flags = { not: false, deep: false };
  const check = (ok, positive, negative, pair) => {
    if (ok !== flags.not) return self;
    throw new AssertionError(`${note ? `${note}: ` : ''}${flags.not ? negative : positive}`, pair);
  };
  const type = (name) => {
    const is = name === 'array' ? Array.isArray(value) : name === 'null' ? value === null : name === 'error' ? value instanceof Error : name === 'promise' ? typeof value?.then === 'function' : typeof value === name && !(name === 'object' && (value === null || Array.isArray(value)));
    return check(is, `expected ${show(value)} to be ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`, `expected ${show(value)} not to be ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`);
  };
  const same = (a, b) => (flags.deep ? isDeepStrictEqual(a, b) : a === b);
  const includes = (one) => {
    const has = typeof value === 'string' ? value.includes(one) : Array.isArray(value) ? value.some((each) => same(each, one)) : value instanceof Set || value instanceof Map ? value.has(one) : Object.entries(one).every(([key, each]) => isDeepStrictEqual(value[key], each));
    return check(has, `expected ${show(value)} to include ${show(one)}`, `expected ${show(value)} to not include ${show(one)}`);
  };
  const self = Object.assign((name) => type(name), {
    equal: (other) => check(same(value, other), `expected ${show(value)} to ${flags.deep ? 'deeply ' : ''}equal ${show(other)}`, `expected ${show(value)} to not ${flags.deep ? 'deeply ' : ''}equal ${show(other)}`, { actual: value, expected: other }),
    eql: (other) => check(isDeepStrictEqual(value, other), `expected ${show(value)} to deeply equal ${show(other)}`, `expected ${show(value)} to not deeply equal ${show(other)}`, { actual: value, expected: other }),
    above: (n) => check(value > n, `expected ${show(value)} to be above ${n}`, `expected ${show(value)} to be at most ${n}`),
    below: (n) => check(value < n, `expected ${show(value)} to be below ${n}`, `expected ${show(value)} to be at least ${n}`),
    least: (n) => check(value >= n, `expected ${show(value)} to be at least ${n}`, `expected ${show(value)} to be below ${n}`),
    most: (n) => check(value <= n, `expected ${show(value)} to be at most ${n}`, `expected ${show(value)} to be above ${n}`),
    closeTo: (n, delta) => check(Math.abs(value - n) <= delta, `expected ${show(value)} to be close to ${n} +/- ${delta}`, `expected ${show(value)} not to be close to ${n} +/- ${delta}`),
    instanceof: (Class) => check(value instanceof Class, `expected ${show(value)} to be an instance of ${Class.name}`, `expected ${show(value)} to not be an instance of ${Class.name}`),
    property: (key, ...rest) => {
      const has = key in Object(value) && (rest.length === 0 || same(value[key], rest[0]));
      check(has, `expected ${show(value)} to have property '${key}'${rest.length ? ` of ${show(rest[0])}, but got ${show(value?.[key])}` : ''}`, `expected ${show(value)} to not have property '${key}'`);
      return rest.length || flags.not ? self : expect(value[key]);
    },
    length: (n) => check(value.length === n, `expected ${show(value)} to have a length of ${n} but got ${value.length}`, `expected ${show(value)} to not have a length of ${n}`),
    keys: (...keys) => check(isDeepStrictEqual(Object.keys(value).sort(), keys.flat().sort()), `expected ${show(value)} to have keys ${keys.flat().map(show).join(', ')}`, `expected ${show(value)} to not have keys ${keys.flat().map(show).join(', ')}`),
    match: (pattern) => check(pattern.test(value), `expected ${show(value)} to match ${pattern}`, `expected ${show(value)} not to match ${pattern}`),
    members: (list) => check(value.length === list.length && list.every((one) => value.some((each) => isDeepStrictEqual(each, one))), `expected ${show(value)} to have the same members as ${show(list)}`, `expected ${show(value)} to not have the same members as ${show(list)}`),
    oneOf: (list) => check(list.includes(value), `expected ${show(value)} to be one of ${show(list)}`, `expected ${show(value)} to not be one of ${show(list)}`),
    satisfy: (fn) => check(fn(value), `expected ${show(value)} to satisfy ${fn}`, `expected ${show(value)} to not satisfy ${fn}`),
    throw: (...wanted) => {
      let error;
      try {
        value();
      } catch (problem) {
        error = problem;
      }
      const fits = error && wanted.every((one) => (one instanceof RegExp ? one.test(error.message) : typeof one === 'string' ? error.message.includes(one) : typeof one === 'function' ? error instanceof one : true));
      return check(!!fits, `expected ${show(value)} to throw ${wanted.length ? show(wanted[0]) : 'an error'}${error ? ` but ${show(String(error))} was thrown` : ''}`, `expected ${show(value)} to not throw an error but ${show(String(error))} was thrown`);
    },
    include: includes, a: type, an: type,
  });
  const alias = { equals: 'equal', eq: 'equal', eqls: 'eql', gt: 'above', greaterThan: 'above', lt: 'below', lessThan: 'below', gte: 'least', lte: 'most', instanceOf: 'instanceof', lengthOf: 'length', key: 'keys', throws: 'throw', Throw: 'throw', includes: 'include', contain: 'include', contains: 'include', approximately: 'closeTo' };
  for (const [name, real] of Object.entries(alias)) self[name] = self[real];
  Object.defineProperty(self, 'length', { value: self.lengthOf, configurable: true });
  for (const word of ['to', 'be', 'been', 'is', 'that', 'which', 'and', 'has', 'have', 'with', 'at', 'of', 'same', 'but', 'does', 'still', 'also', 'own', 'all', 'any', 'nested']) Object.defineProperty(self, word, { get: () => self });
  for (const name of ['a', 'an', 'include']) for (const word of ['that', 'and']) Object.defineProperty(self[name], word, { get: () => self });
  Object.defineProperty(self, 'not', { get: () => ((flags.not = !flags.not), self) });
  Object.defineProperty(self, 'deep', { get: () => ((flags.deep = true), self) });
  const facts = { ok: [(v) => !!v, 'truthy'], true: [(v) => v === true, 'true'], false: [(v) => v === false, 'false'], null: [(v) => v === null, 'null'], undefined: [(v) => v === undefined, 'undefined'], NaN: [(v) => Number.isNaN(v), 'NaN'], exist: [(v) => v !== null && v !== undefined, 'exist'], empty: [(v) => (v?.length ?? v?.size ?? Object.keys(v).length) === 0, 'empty'] };
  for (const [name, [test, word]] of Object.entries(facts)) Object.defineProperty(self, name, { get: () => check(test(value), `expected ${show(value)} to ${word === 'exist' ? '' : 'be '}${word}`, `expected ${show(value)} to not ${word === 'exist' ? '' : 'be '}${word}`) });
  return self;
}
const assert = Object.assign((ok, message = 'Unspecified AssertionError') => { if (!ok) throw new AssertionError(message); }, {
  ok: (value, note) => expect(value, note).to.be.ok, isOk: (value, note) => expect(value, note).to.be.ok,
  equal: (a, b, note) => { if (a != b) throw new AssertionError(note ?? `expected ${show(a)} to equal ${show(b)}`, { actual: a, expected: b }); },
  strictEqual: (a, b, note) => expect(a, note).to.equal(b), notEqual: (a, b, note) => expect(a, note).to.not.equal(b), deepEqual: (a, b, note) => expect(a, note).to.eql(b), notDeepEqual: (a, b, note) => expect(a, note).to.not.eql(b),
  isTrue: (value, note) => expect(value, note).to.be.true, isFalse: (value, note) => expect(value, note).to.be.false, isNull: (value, note) => expect(value, note).to.be.null, isUndefined: (value, note) => expect(value, note).to.be.undefined, exists: (value, note) => expect(value, note).to.exist,
  isArray: (value, note) => expect(value, note).to.be.an('array'), isString: (value, note) => expect(value, note).to.be.a('string'), isNumber: (value, note) => expect(value, note).to.be.a('number'), isObject: (value, note) => expect(value, note).to.be.an('object'), typeOf: (value, name, note) => expect(value, note).to.be.a(name), instanceOf: (value, Class, note) => expect(value, note).to.be.instanceof(Class),
  include: (value, one, note) => expect(value, note).to.include(one), lengthOf: (value, n, note) => expect(value, note).to.have.lengthOf(n), property: (value, key, note) => expect(value, note).to.have.property(key), match: (value, pattern, note) => expect(value, note).to.match(pattern), throws: (fn, ...wanted) => expect(fn).to.throw(...wanted), isAbove: (value, n, note) => expect(value, note).to.be.above(n), isBelow: (value, n, note) => expect(value, note).to.be.below(n), fail: (message = 'assert.fail()') => { throw new AssertionError(message); },
});
module.exports = { expect, assert, AssertionError, use: (plugin) => { plugin?.(module.exports, {}); return module.exports; }, should: () => Object.defineProperty(Object.prototype, 'should', { configurable: true, get() { return expect(this.valueOf()).to; } }) };
