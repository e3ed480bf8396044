#!/usr/bin/env node
'use strict';
const fs = require('fs');
const path = require('path');
const suite = (title, parent) => ({ title, parent, tests: [], suites: [], hooks: { before: [], after: [], beforeEach: [], afterEach: [] } });
const root = suite('');
let current = root;
let only = false;
const args = process.argv.slice(2);
let timeout = 2000;
const files = [];
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '--timeout' || arg === '-t') timeout = Number(args.shift());
  else if (/^--(?:reporter|require|ui|spec)$|^-[Rru]$/.test(arg)) args.shift();
  else if (arg === '--version' || arg === '-V') {
    console.log(require('./package.json').version);
    process.exit(0);
  } else if (!arg.startsWith('-')) files.push(arg);
}
const describe = (title, body) => {
  const parent = current;
  current = suite(title, parent);
  parent.suites.push(current);
  body.call({ timeout() {} });
  current = parent;
};
describe.skip = () => undefined;
describe.only = describe;
const it = (title, body) => void current.tests.push({ title, body });
it.skip = (title) => void current.tests.push({ title });
it.only = (title, body) => {
  only = true;
  current.tests.push({ title, body, only: true });
};
Object.assign(globalThis, { describe, context: describe, suite: describe, it, specify: it, test: it, xit: it.skip, xdescribe: describe.skip });
for (const name of ['before', 'after', 'beforeEach', 'afterEach']) globalThis[name] = (title, body = title) => void current.hooks[name].push(body);
const expand = (place) => {
  if (!fs.existsSync(place)) return [];
  if (!fs.statSync(place).isDirectory()) return [place];
  return fs.readdirSync(place).filter((name) => /\.(?:js|cjs|mjs)$/.test(name)).map((name) => path.join(place, name)).sort();
};
const specs = (files.length > 0 ? files : ['./test']).flatMap(expand);
if (specs.length === 0) {
  console.error(`Error: No test files found: "${files[0] ?? 'test'}"`);
  process.exit(1);
}
const color = (code, text) => (process.stdout.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text);
const run = (body, context) => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error(`Timeout of ${timeout}ms exceeded. For async tests and hooks, ensure "done()" is called; if returning a Promise, ensure it resolves.`)), timeout);
  const finish = (error) => {
    clearTimeout(timer);
    if (error) reject(error);
    else resolve();
  };
  try {
    if (body.length > 0) body.call(context, finish);
    else Promise.resolve(body.call(context)).then(() => finish(), finish);
  } catch (error) {
    finish(error);
  }
});
const failures = [];
let passed = 0;
let pending = 0;
const began = Date.now();
async function runSuite(one, depth) {
  if (one.title) console.log(`${'  '.repeat(depth)}${one.title}`);
  const chain = [];
  for (let at = one; at; at = at.parent) chain.unshift(at);
  const context = { timeout() {} };
  for (const hook of one.hooks.before) await run(hook, context);
  for (const test of one.tests) {
    const pad = '  '.repeat(depth + 1);
    if (!test.body || (only && !test.only)) {
      if (!test.body) {
        pending++;
        console.log(color(36, `${pad}- ${test.title}`));
      }
      continue;
    }
    const start = Date.now();
    try {
      for (const each of chain) for (const hook of each.hooks.beforeEach) await run(hook, context);
      await run(test.body, context);
      for (const each of [...chain].reverse()) for (const hook of each.hooks.afterEach) await run(hook, context);
      passed++;
      const ms = Date.now() - start;
      console.log(`${pad}${color(32, '✔')} ${color(90, test.title)}${ms > 37 ? color(ms > 75 ? 31 : 33, ` (${ms}ms)`) : ''}`);
    } catch (error) {
      failures.push({ titles: [...chain.map((each) => each.title).filter(Boolean), test.title], error });
      console.log(color(31, `${pad}${failures.length}) ${test.title}`));
    }
  }
  for (const inner of one.suites) await runSuite(inner, depth + 1);
  for (const hook of one.hooks.after) await run(hook, context);
  if (depth === 1) console.log('');
}
(async () => {
  for (const file of specs) {
    if (file.endsWith('.mjs')) await import(path.resolve(file));
    else require(path.resolve(file));
  }
  console.log('\n');
  await runSuite(root, 0);
  console.log(`\n  ${color(32, `${passed} passing`)} ${color(90, `(${Date.now() - began}ms)`)}`);
  if (pending > 0) console.log(`  ${color(36, `${pending} pending`)}`);
  if (failures.length > 0) {
    console.log(`  ${color(31, `${failures.length} failing`)}\n`);
    failures.forEach(({ titles, error }, i) => {
      console.log(`  ${i + 1}) ${titles.map((title, k) => `${'  '.repeat(k === 0 ? 0 : k)}${k === 0 ? '' : '     '}${title}`).join('\n')}:\n`);
      const [head, ...frames] = String(error?.stack ?? error).split('\n');
      console.log(color(31, `      ${head}`));
      if (error?.showDiff || error?.code === 'ERR_ASSERTION') console.log(`      + expected - actual\n\n      -${JSON.stringify(error.actual)}\n      +${JSON.stringify(error.expected)}\n`);
      for (const frame of frames.filter((line) => /^\s+at /.test(line) && !/node_modules|node:/.test(line))) console.log(color(90, `    ${frame}`));
      console.log('');
    });
  } else console.log('');
  process.exit(Math.min(255, failures.length));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
