'use strict';
const { real } = require('./timers.js');
const { pretty } = require('./pretty.js');
const { begin, unkept } = require('./expect.js');
const { inTest } = require('./snapshot.js');

const HOOKS = ['beforeAll', 'afterAll', 'beforeEach', 'afterEach'];
let current;
let limitMs = 5000;
const block = (name, parent, mode) => ({ name, parent, mode, entries: [], hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] } });
const place = () => new Error();

function describeAs(mode) {
  return (name, body) => {
    const parent = current;
    current = block(String(name?.name ?? name), parent, mode);
    parent.entries.push(current);
    try {
      const value = body();
      if (value instanceof Promise) throw new Error('Returning a Promise from "describe" is not supported. Tests must be defined synchronously.');
    } finally {
      current = parent;
    }
  };
}
const testAs = (mode) => (name, body, limit) => {
  if (mode !== 'todo' && typeof body !== 'function') throw new Error(body === undefined ? 'Missing second argument. It must be a callback function. Perhaps you want to use `test.todo` for a test placeholder.' : `Invalid second argument, ${body}. It must be a callback function.`);
  current.entries.push({ name: String(name), body, limit, mode, isTest: true, from: place() });
};
/** Titles of rows: `%s` and the like by position, `$name` by name. */
function titled(name, row, i) {
  let used = 0;
  const values = Array.isArray(row) ? row : [row];
  const text = name.replace(/%[sdifjopc#%]/g, (mark) => {
    if (mark === '%%') return '%';
    if (mark === '%#') return String(i);
    if (used >= values.length) return mark;
    const value = values[used++];
    switch (mark) {
      case '%s': return typeof value === 'object' && value !== null ? pretty(value, { min: true }) : String(value);
      case '%d': case '%f': return String(Number(value));
      case '%i': return String(Number.parseInt(value, 10));
      case '%j': return JSON.stringify(value);
      default: return pretty(value, { min: true });
    }
  });
  return typeof row === 'object' && row !== null && !Array.isArray(row) ? text.replace(/\$([\w.]+)/g, (all, key) => { const value = key.split('.').reduce((one, part) => one?.[part], row); return value === undefined ? all : typeof value === 'string' ? value : pretty(value, { min: true }); }).replace(/\$#/g, String(i)) : text;
}
/** `each` of a list of rows, or of a table in a template. */
const each = (make) => (rows, ...values) => (name, body, limit) => {
  let list = rows;
  if (rows.raw) {
    const keys = rows[0].split('|').map((key) => key.trim()).filter(Boolean);
    list = Array.from({ length: values.length / keys.length }, (_, i) => Object.fromEntries(keys.map((key, k) => [key, values[i * keys.length + k]])));
  }
  list.forEach((row, i) => {
    const args = Array.isArray(row) ? row : [row];
    make(titled(name, row, i), body.length > args.length ? (done) => body(...args, done) : () => body(...args), limit);
  });
};
const withModes = (as, more) => {
  const base = as(undefined);
  for (const mode of ['only', 'skip']) base[mode] = Object.assign(as(mode), { each: each(as(mode)) });
  base.each = each(base);
  return Object.assign(base, more);
};
const describe = withModes(describeAs);
const test = withModes(testAs, { todo: testAs('todo'), failing: testAs('failing'), concurrent: testAs(undefined) });
exports.globals = {
  describe, test, it: test, xdescribe: describe.skip, fdescribe: describe.only, xit: test.skip, xtest: test.skip, fit: test.only,
  ...Object.fromEntries(HOOKS.map((name) => [name, (body, limit) => void current.hooks[name].push({ body, limit, name, from: place() })])),
};
exports.setTimeout = (ms) => { limitMs = ms; };

/** Runs a test or a hook: by callback, by promise, or at once. */
function run({ body, limit = limitMs, from }, isHook) {
  return new Promise((resolve, reject) => {
    const late = Object.assign(new Error(`thrown: "Exceeded timeout of ${limit} ms for ${isHook ? 'a hook' : 'a test'}.\nAdd a timeout value to this ${isHook ? 'hook' : 'test'} to increase the timeout, if this is a long-running ${isHook ? 'hook' : 'test'}. See https://jestjs.io/docs/api#testname-fn-timeout."`), { stack: from.stack });
    const timer = real.setTimeout(() => reject(late), limit);
    const finish = (error) => {
      real.clearTimeout(timer);
      if (error === undefined) resolve();
      else reject(error);
    };
    const failed = (error) => finish(error ?? Object.assign(new Error(`thrown: ${pretty(error)}`), { stack: from.stack }));
    try {
      if (body.length > 0) body.call({}, Object.assign((error) => (error ? failed(error) : finish()), { fail: (error) => failed(error ?? new Error('fail')) }));
      else Promise.resolve(body.call({})).then(() => finish(), failed);
    } catch (error) {
      failed(error);
    }
  });
}
const hasOnly = (one) => one.entries.some((entry) => entry.mode === 'only' || (!entry.isTest && hasOnly(entry)));

/** Runs what a file has defined; gives a result for each test, in their order. */
async function runBlock(one, context, titles, before, after) {
  const hooks = { before: [...before, ...one.hooks.beforeEach], after: [...one.hooks.afterEach, ...after] };
  const planned = (entry) => (entry.isTest ? context.wants(entry, [...titles, entry.name], one) : entry.entries.some(planned));
  const isUsed = one.entries.some(planned);
  let broken;
  if (isUsed) {
    for (const hook of one.hooks.beforeAll) {
      try {
        await run(hook, true);
      } catch (error) {
        broken ??= error;
      }
    }
  }
  for (const entry of one.entries) {
    if (!entry.isTest) {
      const mode = one.mode === 'skip' || entry.mode === 'skip' ? 'skip' : (entry.mode ?? (one.mode === 'only' ? 'only' : undefined));
      await runBlock(Object.assign(entry, { mode }), context, [...titles, entry.name], hooks.before, hooks.after);
      continue;
    }
    const result = { titles, name: entry.name, status: 'passed', ms: 0, errors: [] };
    context.results.push(result);
    if (!context.wants(entry, [...titles, entry.name], one)) {
      result.status = entry.mode === 'todo' && !context.filter ? 'todo' : 'skipped';
      continue;
    }
    const start = real.Date.now();
    begin();
    inTest([...titles, entry.name].join(' '));
    const attempt = async (work, isHook) => {
      try {
        await run(work, isHook);
        return true;
      } catch (error) {
        result.errors.push(error);
        return false;
      }
    };
    if (broken) result.errors.push(broken);
    else {
      let fine = true;
      for (const hook of hooks.before) fine = fine && (await attempt(hook, true));
      if (fine && (await attempt(entry))) {
        const missing = unkept();
        if (missing) result.errors.push(missing);
      }
      for (const hook of hooks.after) await attempt(hook, true);
    }
    if (entry.mode === 'failing') result.errors = result.errors.length > 0 ? [] : [Object.assign(new Error('Failing test passed even though it was supposed to fail. Remove `.failing` to remove error.'), { stack: entry.from.stack })];
    if (result.errors.length > 0) result.status = 'failed';
    result.ms = Math.round(real.Date.now() - start);
  }
  if (isUsed) for (const hook of one.hooks.afterAll) await run(hook, true);
}
exports.runFile = async (load, filter) => {
  current = block('');
  const top = current;
  const results = [];
  await load();
  const only = hasOnly(top);
  const wants = (entry, names, parent) => entry.mode !== 'todo' && entry.mode !== 'skip' && parent.mode !== 'skip' && (!only || entry.mode === 'only' || (parent.mode === 'only' && !hasOnly(parent))) && (!filter || filter.test(names.join(' ')));
  await runBlock(top, { results, wants, filter }, [], [], []);
  return results;
};
