'use strict';
// The language of expect: its words by what they claim.
const { Assertion, addChainable, addMethod, addProperty, claim, flagsOf, refuse, same, show } = require('./assertion');
const tagOf = (value) => {
  const tag = value?.[Symbol.toStringTag];
  if (typeof tag === 'string' && typeof value === 'object') return tag.toLowerCase();
  return value instanceof Error ? 'error' : Object.prototype.toString.call(value).slice(8, -1).toLowerCase().replace('asyncfunction', 'function');
};
for (const word of ['to', 'be', 'been', 'is', 'that', 'which', 'and', 'has', 'have', 'with', 'at', 'of', 'same', 'but', 'does', 'still', 'also']) addProperty(word, () => undefined);
for (const [word, flags] of Object.entries({ not: { negated: true }, deep: { deep: true }, nested: { nested: true }, own: { own: true }, ordered: { ordered: true }, any: { any: true, all: false }, all: { all: true, any: false } })) addProperty(word, (self) => void Object.assign(flagsOf(self), flags));

const fact = (name, test, positive, negative, expected) => addProperty(name, (self) => {
  const { subject } = flagsOf(self);
  claim(self, test(subject), [`expected ${show(subject)} ${positive}`, `expected ${show(subject)} ${negative}`], expected);
  return undefined;
});
const sizeOf = (value) => (value instanceof Map || value instanceof Set ? value.size : typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value).length);
fact('ok', Boolean, 'to be truthy', 'to be falsy');
fact('null', (value) => value === null, 'to be null', 'not to be null');
fact('undefined', (value) => value === undefined, 'to be undefined', 'not to be undefined');
fact('NaN', (value) => Number.isNaN(value), 'to be NaN', 'not to be NaN');
for (const name of ['exist', 'exists']) fact(name, (value) => value !== null && value !== undefined, 'to exist', 'to not exist');
for (const name of ['frozen', 'sealed', 'extensible']) fact(name, (value) => (name === 'frozen' ? Object.isFrozen(value) : name === 'sealed' ? Object.isSealed(value) : Object.isExtensible(value)), `to be ${name}`, `to not be ${name}`);
fact('finite', (value) => Number.isFinite(value), 'to be a finite number', 'to not be a finite number');
for (const truth of [true, false]) addProperty(String(truth), (self) => {
  const { subject, negated } = flagsOf(self);
  claim(self, subject === truth, [`expected ${show(subject)} to be ${truth}`, `expected ${show(subject)} to be ${!truth}`], [subject, negated ? !truth : truth]);
  return undefined;
});
addProperty('empty', (self) => {
  const { subject } = flagsOf(self);
  if (subject === null || subject === undefined || !['string', 'object'].includes(typeof subject)) refuse(self, `.empty was passed non-string primitive ${show(subject)}`);
  claim(self, sizeOf(subject) === 0, [`expected ${show(subject)} to be empty`, `expected ${show(subject)} not to be empty`]);
  return undefined;
});

const noted = (self, note) => {
  if (note) flagsOf(self).note = note;
  return flagsOf(self);
};
function deeply(other, note) {
  const { subject } = noted(this, note);
  claim(this, same(subject, other), [`expected ${show(subject)} to deeply equal ${show(other)}`, `expected ${show(subject)} to not deeply equal ${show(other)}`], [subject, other]);
}
function equal(other, note) {
  const { subject, deep } = noted(this, note);
  if (deep) return deeply.call(this, other);
  claim(this, subject === other, [`expected ${show(subject)} to equal ${show(other)}`, `expected ${show(subject)} to not equal ${show(other)}`], [subject, other === undefined && subject === null ? undefined : other]);
  return undefined;
}
for (const name of ['equal', 'equals', 'eq']) addMethod(name, equal);
for (const name of ['eql', 'eqls']) addMethod(name, deeply);
function type(name, note) {
  const { subject } = noted(this, note);
  const article = /^[aeiou]/i.test(name) ? 'an' : 'a';
  const found = name === 'function' ? typeof subject : tagOf(subject);
  claim(this, found === name.toLowerCase(), [`expected ${show(subject)} to be ${article} ${name}`, `expected ${show(subject)} not to be ${article} ${name}`]);
}
for (const name of ['a', 'an']) addChainable(name, type);

function order(name, test, positive, negative) {
  return function (limit, note) {
    const { subject, measures } = noted(this, note);
    const value = measures ? subject[measures] ?? subject.size : subject;
    const kind = (one) => typeof one === 'number' || typeof one === 'bigint' || one instanceof Date;
    if (!kind(value)) refuse(this, `expected ${show(value)} to be a number or a date`);
    if (!kind(limit)) refuse(this, `the argument to ${name} must be a number`);
    const what = measures ? `to have a length ${positive.replace(/^at /, 'at ')}` : `to be ${positive}`;
    claim(this, test(value, limit), [`expected ${show(subject)} ${what} ${show(limit)}${measures ? ` but got ${value}` : ''}`, measures ? `expected ${show(subject)} to have a length ${negative} ${show(limit)}` : `expected ${show(subject)} to be ${negative} ${show(limit)}`], [value, limit]);
  };
}
const orders = [[['above', 'gt', 'greaterThan'], (a, b) => a > b, 'above', 'at most'], [['least', 'gte', 'greaterThanOrEqual'], (a, b) => a >= b, 'at least', 'below'], [['below', 'lt', 'lessThan'], (a, b) => a < b, 'below', 'at least'], [['most', 'lte', 'lessThanOrEqual'], (a, b) => a <= b, 'at most', 'above']];
for (const [names, test, positive, negative] of orders) for (const name of names) addMethod(name, order(names[0], test, positive, negative));
addMethod('within', function (low, high, note) {
  const { subject, measures } = noted(this, note);
  const value = measures ? subject[measures] : subject;
  claim(this, value >= low && value <= high, [`expected ${show(subject)} to ${measures ? 'have a length' : 'be'} within ${low}..${high}`, `expected ${show(subject)} to not ${measures ? 'have a length' : 'be'} within ${low}..${high}`]);
});
for (const name of ['closeTo', 'approximately']) addMethod(name, function (wanted, delta, note) {
  const { subject } = noted(this, note);
  if (typeof subject !== 'number') refuse(this, `expected ${show(subject)} to be a number`);
  claim(this, Math.abs(subject - wanted) <= delta, [`expected ${show(subject)} to be close to ${wanted} +/- ${delta}`, `expected ${show(subject)} not to be close to ${wanted} +/- ${delta}`]);
});
for (const name of ['instanceof', 'instanceOf']) addMethod(name, function (Class, note) {
  const { subject } = noted(this, note);
  if (typeof Class !== 'function') refuse(this, `The instanceof assertion needs a constructor but ${tagOf(Class)} was given.`);
  claim(this, subject instanceof Class, [`expected ${show(subject)} to be an instance of ${Class.name}`, `expected ${show(subject)} to not be an instance of ${Class.name}`]);
});
function length(n, note) {
  const { subject } = noted(this, note);
  if (!(subject instanceof Map || subject instanceof Set)) new Assertion(subject, flagsOf(this).note).to.have.property('length');
  const have = subject.length ?? subject.size;
  claim(this, have === n, [`expected ${show(subject)} to have a ${subject.length === undefined ? 'size' : 'length'} of ${show(n)} but got ${show(have)}`, `expected ${show(subject)} to not have a ${subject.length === undefined ? 'size' : 'length'} of ${show(n)}`], [have, n]);
}
for (const name of ['length', 'lengthOf']) addChainable(name, length, function () { flagsOf(this).measures = 'length'; });
for (const name of ['match', 'matches']) addMethod(name, function (pattern, note) {
  const { subject } = noted(this, note);
  claim(this, pattern.exec(subject), [`expected ${show(subject)} to match ${pattern}`, `expected ${show(subject)} not to match ${pattern}`]);
});
addMethod('string', function (part, note) {
  const { subject } = noted(this, note);
  claim(this, subject.includes(part), [`expected ${show(subject)} to contain ${show(part)}`, `expected ${show(subject)} to not contain ${show(part)}`]);
});
for (const name of ['respondTo', 'respondsTo']) addMethod(name, function (method) {
  const { subject } = flagsOf(this);
  claim(this, typeof (typeof subject === 'function' ? subject.prototype : subject)?.[method] === 'function', [`expected ${show(subject)} to respond to ${show(method)}`, `expected ${show(subject)} to not respond to ${show(method)}`]);
});
for (const name of ['satisfy', 'satisfies']) addMethod(name, function (test, note) {
  const { subject, negated } = noted(this, note);
  const result = test(subject);
  claim(this, result, [`expected ${show(subject)} to satisfy ${show(test)}`, `expected ${show(subject)} to not satisfy ${show(test)}`], [result, !negated]);
});
addMethod('oneOf', function (list, note) {
  const { subject, deep, contains } = noted(this, note);
  const has = contains ? list.some((one) => subject.includes(one)) : list.some((one) => (deep ? same(one, subject) : one === subject));
  claim(this, has, [`expected ${show(subject)} to ${contains ? 'contain' : 'be'} one of ${show(list)}`, `expected ${show(subject)} to not ${contains ? 'contain' : 'be'} one of ${show(list)}`], [subject, list]);
});
require('./parts');
require('./throwing');
