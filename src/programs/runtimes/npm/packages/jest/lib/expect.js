'use strict';
const { min } = require('./pretty.js');
const { matchers, notMatchers, equals } = require('./equality.js');
const { MATCHERS } = require('./matchers.js');
const { toMatchSnapshot, toMatchInlineSnapshot } = require('./snapshot.js');

const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve thirteen'.split(' ');
const state = { count: 0, wanted: undefined, wantsAny: false, place: undefined };
class Mismatch extends Error {}
const EXTENDED = {};

function head(name, isNot, wait, { args = '', comment, mock, label = 'received' }) {
  return `expect(${mock ? (typeof label === 'string' && label !== 'received' ? label : 'jest.fn()') : 'received'})${wait ? `.${wait}` : ''}${isNot ? '.not' : ''}.${name}(${args})${comment ? ` // ${comment}` : ''}`;
}

function expect(actual, ...rest) {
  if (rest.length > 0) throw new Error('Expect takes at most one argument.');
  const run = (name, isNot, wait, value, args) => {
    state.count++;
    const match = MATCHERS[name];
    if (/Called|Return/.test(name) && !value?._isMockFunction) throw new Mismatch(`${head(name, isNot, wait, { args: args.length > 0 ? '...expected' : '' })}\n\nMatcher error: received value must be a mock or spy function\n\nReceived has type:  ${typeof value}\nReceived has value: ${min(value)}`);
    const result = name.startsWith('toThrow') ? match(value, isNot, args[0], wait === 'rejects') : match(value, isNot, ...args);
    if (result.pass !== isNot) return;
    const error = new Mismatch(`${head(name, isNot, wait, { ...result, label: value?.getMockName?.() === 'jest.fn()' ? undefined : value?.getMockName?.() })}\n\n${result.text}`);
    if (result.thrown instanceof Error) error.thrown = result.thrown;
    throw error;
  };
  const extended = (name, isNot, value, args) => {
    state.count++;
    const verdict = EXTENDED[name].call({ isNot, equals, utils: { printExpected: min, printReceived: min, stringify: min, matcherHint: (one) => head(one, isNot, '', { args: 'expected' }) } }, value, ...args);
    const settle = ({ pass, message }) => { if (pass === isNot) throw new Mismatch(message()); };
    return verdict instanceof Promise ? verdict.then(settle) : settle(verdict);
  };
  const make = (isNot, wait) => {
    const out = {};
    const add = (name, act) => {
      out[name] = (...args) => {
        if (!wait) return act(actual, args);
        const promise = typeof actual === 'function' && wait === 'rejects' ? actual() : actual;
        const outer = new Error();
        const fail = (text) => { throw Object.assign(new Mismatch(`expect(received).${wait}.${isNot ? 'not.' : ''}${name}()\n\n${text}`), { stack: outer.stack }); };
        const late = (value) => {
          try {
            return act(value, args);
          } catch (error) {
            error.stack = outer.stack;
            throw error;
          }
        };
        return wait === 'resolves' ? Promise.resolve(promise).then(late, (reason) => fail(`Received promise rejected instead of resolved\nRejected to value: ${min(reason)}`)) : Promise.resolve(promise).then((value) => fail(`Received promise resolved instead of rejected\nResolved to value: ${min(value)}`), late);
      };
    };
    for (const name of Object.keys(MATCHERS)) add(name, (value, args) => run(name, isNot, wait, value, args));
    for (const name of Object.keys(EXTENDED)) add(name, (value, args) => extended(name, isNot, value, args));
    add('toMatchSnapshot', (value, args) => { state.count++; toMatchSnapshot(value, args, Mismatch); });
    add('toMatchInlineSnapshot', (value, args) => { state.count++; toMatchInlineSnapshot(value, args, Mismatch); });
    add('toThrowErrorMatchingSnapshot', (value) => {
      state.count++;
      let message;
      try {
        value();
      } catch (error) {
        message = error.message;
      }
      if (message === undefined) throw new Mismatch('expect(received).toThrowErrorMatchingSnapshot()\n\nReceived function did not throw');
      toMatchSnapshot(message, [], Mismatch);
    });
    return out;
  };
  return { ...make(false), not: make(true), resolves: { ...make(false, 'resolves'), not: make(true, 'resolves') }, rejects: { ...make(false, 'rejects'), not: make(true, 'rejects') } };
}
Object.assign(expect, matchers, {
  not: notMatchers, extend: (more) => void Object.assign(EXTENDED, more),
  assertions(n) { state.wanted = n; state.place = new Error(); },
  hasAssertions() { state.wantsAny = true; state.place = new Error(); },
  addSnapshotSerializer() { throw new Error('dockyard: snapshot serializers of jest are not simulated'); },
  setState() {}, getState: () => ({ assertionCalls: state.count }),
});
const count = (n) => `${WORDS[n] ?? n} assertion${n === 1 ? '' : 's'}`;
exports.expect = expect;
/** Begins to count what a test claims. */
exports.begin = () => Object.assign(state, { count: 0, wanted: undefined, wantsAny: false, place: undefined });
/** The complaint about a test that claimed less or more than it promised. */
exports.unkept = () => {
  const make = (text) => Object.assign(new Mismatch(text), { stack: state.place.stack });
  if (state.wanted !== undefined && state.wanted !== state.count) return make(`expect.assertions(${state.wanted})\n\nExpected ${count(state.wanted)} to be called but received ${count(state.count).replace(/ assertions?$/, ' assertion call')}${state.count === 1 ? '' : 's'}.`);
  if (state.wantsAny && state.count === 0) return make('expect.hasAssertions()\n\nExpected at least one assertion to be called but received none.');
  return undefined;
};
