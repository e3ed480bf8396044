'use strict';
const { Assertion, AssertionError, show } = require('./assertion');
const expect = (value, note) => new Assertion(value, note);
const assert = (value, message = 'Unspecified AssertionError') => {
  if (!value) throw new AssertionError(message, { actual: null, expected: undefined });
};
/** `assert.name(value, …, note)` by a sentence of expect; `not` names its opposite. */
const pair = (name, not, count, say) => {
  assert[name] = (...values) => void say(expect(values[0], values[count]).to, ...values.slice(1, count));
  if (not) assert[not] = (...values) => void say(expect(values[0], values[count]).to.not, ...values.slice(1, count));
};
for (const [name, not] of [['ok', 'notOk'], ['isOk', 'isNotOk']]) pair(name, not, 1, (to) => to.be.ok);
pair('strictEqual', 'notStrictEqual', 2, (to, other) => to.equal(other));
for (const name of ['deepEqual', 'deepStrictEqual']) pair(name, name.replace('deep', 'notDeep'), 2, (to, other) => to.eql(other));
pair('isTrue', 'isNotTrue', 1, (to) => to.be.true);
pair('isFalse', 'isNotFalse', 1, (to) => to.be.false);
pair('isNull', 'isNotNull', 1, (to) => to.equal(null));
pair('isUndefined', 'isDefined', 1, (to) => to.equal(undefined));
pair('isNaN', 'isNotNaN', 1, (to) => to.be.NaN);
pair('exists', 'notExists', 1, (to) => to.exist);
for (const name of ['Array', 'String', 'Number', 'Object', 'Function', 'Boolean']) pair(`is${name}`, `isNot${name}`, 1, (to) => to.be.a(name.toLowerCase()));
pair('typeOf', 'notTypeOf', 2, (to, name) => to.be.a(name));
pair('instanceOf', 'notInstanceOf', 2, (to, Class) => to.be.instanceof(Class));
pair('include', 'notInclude', 2, (to, part) => to.include(part));
pair('deepInclude', 'notDeepInclude', 2, (to, part) => to.deep.include(part));
pair('match', 'notMatch', 2, (to, pattern) => to.match(pattern));
pair('property', 'notProperty', 2, (to, name) => to.have.property(name));
pair('propertyVal', 'notPropertyVal', 3, (to, name, value) => to.have.property(name, value));
pair('deepPropertyVal', 'notDeepPropertyVal', 3, (to, name, value) => to.have.deep.property(name, value));
pair('nestedProperty', 'notNestedProperty', 2, (to, name) => to.have.nested.property(name));
pair('lengthOf', undefined, 2, (to, n) => to.have.lengthOf(n));
pair('hasAllKeys', 'doesNotHaveAllKeys', 2, (to, keys) => to.have.all.keys(keys));
pair('hasAnyKeys', 'doesNotHaveAnyKeys', 2, (to, keys) => to.have.any.keys(keys));
pair('containsAllKeys', undefined, 2, (to, keys) => to.contain.all.keys(keys));
for (const [name, word] of Object.entries({ isAbove: 'above', isAtLeast: 'least', isBelow: 'below', isAtMost: 'most' })) pair(name, undefined, 2, (to, n) => to.be[word](n));
for (const name of ['closeTo', 'approximately']) pair(name, undefined, 3, (to, n, delta) => to.be.closeTo(n, delta));
pair('isEmpty', 'isNotEmpty', 1, (to) => to.be.empty);
pair('sameMembers', 'notSameMembers', 2, (to, list) => to.have.members(list));
pair('sameDeepMembers', 'notSameDeepMembers', 2, (to, list) => to.have.deep.members(list));
pair('sameOrderedMembers', 'notSameOrderedMembers', 2, (to, list) => to.have.ordered.members(list));
pair('includeMembers', 'notIncludeMembers', 2, (to, list) => to.include.members(list));
pair('oneOf', undefined, 2, (to, list) => to.be.oneOf(list));
pair('isFrozen', 'isNotFrozen', 1, (to) => to.be.frozen);
const loose = (a, b, note, wanted, text) => {
  if ((a == b) === wanted) return;
  throw new AssertionError(`${note ? `${note}: ` : ''}expected ${show(a)} to ${text} ${show(b)}`, { actual: a, expected: b, showDiff: true });
};
assert.equal = (a, b, note) => loose(a, b, note, true, 'equal');
assert.notEqual = (a, b, note) => loose(a, b, note, false, 'not equal');
for (const name of ['throws', 'throw', 'Throw']) assert[name] = (fn, ...wanted) => expect(fn).to.throw(...wanted);
assert.doesNotThrow = (fn, ...wanted) => void expect(fn).to.not.throw(...wanted);
assert.fail = (actual, expected, message) => {
  const text = expected === undefined ? (actual ?? 'assert.fail()') : (message ?? 'assert.fail()');
  throw new AssertionError(text, expected === undefined ? { actual: undefined, expected: undefined } : { actual, expected });
};
module.exports = assert;
