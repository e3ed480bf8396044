'use strict';
const { Assertion, AssertionError, addChainable, addMethod, addProperty, flagsOf } = require('./lib/assertion');
require('./lib/words');
const assert = require('./lib/assert');
const expect = (value, note) => new Assertion(value, note);
expect.fail = (message = 'expect.fail()') => {
  throw new AssertionError(message, { actual: undefined, expected: undefined });
};
function should() {
  Object.defineProperty(Object.prototype, 'should', {
    configurable: true,
    get() { return new Assertion(this instanceof String || this instanceof Number || this instanceof Boolean ? this.valueOf() : this); },
    set(value) { Object.defineProperty(this, 'should', { value, enumerable: true, configurable: true, writable: true }); },
  });
  return { equal: (a, b, note) => expect(a, note).to.equal(b), exist: (value, note) => expect(value, note).to.exist, not: { equal: (a, b, note) => expect(a, note).to.not.equal(b), exist: (value, note) => expect(value, note).to.not.exist } };
}
const own = (define) => (name, run, ...rest) => define(name, function (...values) { return run.apply(this, values); }, ...rest);
Assertion.addMethod = own(addMethod);
Assertion.addProperty = own(addProperty);
Assertion.addChainableMethod = own(addChainable);
const used = new Set();
const chai = {
  expect, assert, should, Should: should, Assertion, AssertionError, version: require('./package.json').version, config: { includeStack: false, showDiff: true, truncateThreshold: 40 }, util: { flag: (self, name) => flagsOf(self)[name === 'object' ? 'subject' : name === 'negate' ? 'negated' : name] },
  use(plugin) {
    if (!used.has(plugin)) {
      used.add(plugin);
      plugin(chai, chai.util);
    }
    return chai;
  },
};
module.exports = chai;
