'use strict';
// describe, it and the hooks: what a test file says is gathered in a tree of suites.
class Suite {
  constructor(title, parent) {
    Object.assign(this, { title, parent, tests: [], suites: [], hooks: { before: [], after: [], beforeEach: [], afterEach: [] }, limit: parent?.limit ?? 2000, slowMs: parent?.slowMs ?? 75, tries: parent?.tries ?? 0, pending: parent?.pending ?? false, only: false, context: Object.create(parent?.context ?? {}) });
  }
  get chain() { return this.parent ? [...this.parent.chain, this] : [this]; }
  get titles() { return this.chain.map(({ title }) => title).filter(Boolean); }
}
const root = new Suite('', undefined);
let current = root;
const state = { root, only: false };
const body = (suite) => ({
  timeout(ms) { suite.limit = ms; return this; },
  slow(ms) { suite.slowMs = ms; return this; },
  retries(n) { suite.tries = n; return this; },
  skip() { suite.pending = true; },
});
const describe = (title, fill, marks = {}) => {
  const parent = current;
  current = Object.assign(new Suite(String(title), parent), marks);
  if (marks.pending) current.pending = true;
  parent.suites.push(current);
  const suite = current;
  try {
    fill?.call(Object.assign(body(suite), { title }));
  } finally {
    current = parent;
  }
  return suite;
};
describe.skip = (title, fill) => describe(title, fill, { pending: true });
describe.only = (title, fill) => {
  state.only = true;
  return describe(title, fill, { only: true });
};
const it = (title, run, marks = {}) => {
  const test = { title: String(title), run, suite: current, limit: undefined, slowMs: undefined, tries: undefined, pending: !run || current.pending, ...marks };
  current.tests.push(test);
  const chained = { timeout: (ms) => ((test.limit = ms), chained), slow: (ms) => ((test.slowMs = ms), chained), retries: (n) => ((test.tries = n), chained) };
  return chained;
};
it.skip = (title) => it(title, undefined);
it.only = (title, run) => {
  state.only = true;
  return it(title, run, { only: true });
};
const hook = (kind) => (title, run) => {
  const named = typeof title === 'string';
  const fn = named ? run : title;
  const name = named ? title : fn.name;
  current.hooks[kind].push({ kind, run: fn, title: `"${kind === 'before' || kind === 'after' ? `${kind} all` : kind === 'beforeEach' ? 'before each' : 'after each'}" hook${name ? `: ${name}` : ''}`, suite: current });
};
const bdd = { describe, context: describe, it, specify: it, xdescribe: describe.skip, xcontext: describe.skip, xit: it.skip, xspecify: it.skip, before: hook('before'), after: hook('after'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach') };
const tdd = { suite: describe, test: it, suiteSetup: bdd.before, suiteTeardown: bdd.after, setup: bdd.beforeEach, teardown: bdd.afterEach };
state.take = (ui) => void Object.assign(globalThis, ui === 'tdd' ? tdd : bdd);
state.bdd = bdd;
module.exports = state;
