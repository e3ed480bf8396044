'use strict';
// Runs the tree of suites: hooks around tests, time limits, what is thrown later.
const state = require('./interface');
class Skipped extends Error {}
const soon = () => new Promise((resolve) => setImmediate(resolve));
let late;
process.on('uncaughtException', (error) => {
  if (!late) throw error;
  late(Object.assign(error instanceof Error ? error : new Error(String(error)), { uncaught: true }));
});
/** One test or hook: resolves when it is done, rejects with what went wrong. */
function perform(one, context, file) {
  return new Promise((resolve, reject) => {
    let limit = one.limit ?? one.suite.limit;
    let timer;
    let settled = false;
    const done = (error) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      late = undefined;
      if (error === undefined || error === null || error === false) resolve();
      else reject(error instanceof Error ? error : new Error(`the ${typeof error} ${require('util').inspect(error)} was thrown, throw an Error :)`));
    };
    const arm = () => {
      clearTimeout(timer);
      if (limit > 0) timer = setTimeout(() => done(new Error(`Timeout of ${limit}ms exceeded. For async tests and hooks, ensure "done()" is called; if returning a Promise, ensure it resolves.${file ? ` (${file})` : ''}`)), limit);
    };
    Object.assign(context, {
      timeout(ms) {
        if (ms === undefined) return limit;
        limit = ms;
        arm();
        return this;
      },
      slow(ms) { one.slowMs = ms; return this; },
      retries(n) { one.tries = n; return this; },
      skip() { throw new Skipped('sync skip; aborting execution'); },
      test: one,
    });
    arm();
    late = done;
    setImmediate(function tick() {
      one.began = Date.now();
      try {
        if (one.run.length > 0) {
          one.run.call(context, (error) => done(error && !(error instanceof Error) ? new Error(`done() invoked with non-Error: ${JSON.stringify(error)}`) : error));
          return;
        }
        const result = one.run.call(context);
        if (result && typeof result.then === 'function') result.then(() => done(), (error) => done(error ?? new Error('Promise rejected with no or falsy reason')));
        else done();
      } catch (error) {
        done(error);
      }
    });
  });
}
const selected = (test, options) => (!state.only || test.only || test.suite.chain.some((suite) => suite.only)) && (!options.grep || options.grep.test([...test.suite.titles, test.title].join(' ')) !== options.invert);
const any = (suite, options) => suite.tests.some((test) => selected(test, options)) || suite.suites.some((inner) => any(inner, options));
const first = (suite, options) => suite.tests.find((test) => selected(test, options)) ?? suite.suites.map((inner) => first(inner, options)).find(Boolean);
/** Runs all and tells `report` of it. Resolves with how many have failed. */
exports.run = async (options, report) => {
  let failures = 0;
  const stopped = () => options.bail && failures > 0;
  const failed = (titles, title, error) => {
    failures++;
    report.fail({ titles, title, error });
  };
  const hooks = async (suite, list, test, owner, about = test) => {
    for (const hook of list) {
      try {
        await perform(hook, suite.context, hook.suite.file);
      } catch (error) {
        if (error instanceof Skipped) {
          if (test) test.pending = true;
          else suite.pending = true;
          return true;
        }
        failed(owner.titles, `${hook.title}${about ? ` for "${about.title}"` : ''}`, error);
        return false;
      }
    }
    return true;
  };
  const runTest = async (test, suite) => {
    const context = Object.create(suite.context);
    for (let tries = 0; ; tries++) {
      for (const each of suite.chain) if (!(await hooks(suite, each.hooks.beforeEach, test, each))) return false;
      if (test.pending) {
        report.pending(test);
        return true;
      }
      let problem;
      try {
        await perform(test, context, suite.file);
      } catch (error) {
        problem = error;
      }
      const again = problem && !(problem instanceof Skipped) && tries < (test.tries ?? suite.tries);
      if (problem instanceof Skipped) report.pending(test);
      else if (problem && !again) failed(suite.titles, test.title, problem);
      else if (!problem) report.pass(test, Date.now() - test.began, test.slowMs ?? suite.slowMs);
      for (const each of [...suite.chain].reverse()) if (!(await hooks(suite, each.hooks.afterEach, test, each))) return false;
      if (!again) return true;
    }
  };
  const runSuite = async (suite) => {
    if (stopped() || !any(suite, options)) return;
    report.start(suite);
    const leading = first(suite, options);
    const ready = leading.pending || (await hooks(suite, suite.hooks.before, undefined, suite, leading));
    if (ready) {
      for (const test of suite.tests.filter((one) => selected(one, options))) {
        if (stopped()) break;
        if (test.pending || suite.pending) {
          report.pending(test);
          continue;
        }
        await soon();
        if (!(await runTest(test, suite))) break;
      }
      for (const inner of suite.suites) await runSuite(inner);
    }
    await hooks(suite, suite.hooks.after, undefined, suite);
    report.end(suite);
  };
  await runSuite(state.root);
  return failures;
};
