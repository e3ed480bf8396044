'use strict';
const { isDeepStrictEqual } = require('util');
const { show } = require('./inspect');
class AssertionError extends Error {
  constructor(message, details = {}) {
    super(message);
    Object.defineProperty(this, 'name', { value: 'AssertionError', configurable: true, writable: true });
    Object.assign(this, { showDiff: false, ...details });
    // The place that is told is the one where the claim was made.
    Object.defineProperty(this, 'stack', { value: String(this.stack).split('\n').filter((line) => !line.includes(`${__dirname}/`)).join('\n').replace(/^Error\b/, 'AssertionError'), configurable: true, writable: true });
  }
}
const state = Symbol('state');
const handlers = { properties: {}, methods: {}, chainable: {} };
const flagsOf = (assertion) => assertion[state];
/** Throws unless what is claimed holds; `told` are the two sentences, `diff` the two values to set against one another. */
function claim(assertion, holds, [positive, negative], diff) {
  const { negated, note, subject } = flagsOf(assertion);
  if (Boolean(holds) !== negated) return;
  const text = `${note ? `${note}: ` : ''}${negated ? negative : positive}`;
  throw new AssertionError(text, diff ? { actual: diff[0], expected: diff[1], showDiff: diff[1] !== undefined || diff[0] === null } : { actual: subject, expected: undefined });
}
const refuse = (assertion, text) => {
  const { note } = flagsOf(assertion);
  throw new AssertionError(`${note ? `${note}: ` : ''}${text}`);
};
function nearest(name, known) {
  const distance = (a, b) => {
    let row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) row = row.reduce((next, _, j) => (j === 0 ? [i] : [...next, Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))]), []);
    return row[b.length];
  };
  let best;
  let least = 4;
  for (const one of known) {
    const far = distance(name, one);
    if (far < least) [best, least] = [one, far];
  }
  return best;
}
const known = () => [...Object.keys(handlers.properties), ...Object.keys(handlers.chainable), ...Object.keys(handlers.methods)];
const guarded = (target) => new Proxy(target, {
  get(object, name, receiver) {
    if (typeof name === 'string' && !(name in object) && !['then', 'toJSON', 'inspect', 'constructor'].includes(name)) {
      const near = nearest(name, known());
      throw new Error(`Invalid Chai property: ${name}${near ? `. Did you mean "${near}"?` : ''}`);
    }
    return Reflect.get(object, name, receiver);
  },
});
const prototype = {};
Object.defineProperty(prototype, '_obj', { configurable: true, get() { return flagsOf(this).subject; } });
class Assertion {
  constructor(subject, note) {
    const bare = Object.create(prototype, { [state]: { value: { subject, note, negated: false, deep: false, nested: false, own: false, any: false, all: false, contains: false, ordered: false, measures: undefined } } });
    return guarded(bare);
  }
}
const addProperty = (name, get) => {
  handlers.properties[name] = get;
  Object.defineProperty(prototype, name, { configurable: true, get() { return get.call(this, this) ?? this; } });
};
const addMethod = (name, run) => {
  handlers.methods[name] = run;
  Object.defineProperty(prototype, name, { configurable: true, value(...values) { return run.apply(this, values) ?? this; } });
};
/** A word that is both called and gone on from: `a`, `include`, `length`. */
const addChainable = (name, run, mark = () => undefined) => {
  handlers.chainable[name] = run;
  Object.defineProperty(prototype, name, {
    configurable: true,
    get() {
      const assertion = this;
      mark.call(assertion);
      const word = (...values) => run.apply(assertion, values) ?? assertion;
      delete word.length;
      delete word.name;
      Object.setPrototypeOf(word, assertion);
      return word;
    },
  });
};
module.exports = { Assertion, AssertionError, addChainable, addMethod, addProperty, claim, flagsOf, refuse, same: isDeepStrictEqual, show };
