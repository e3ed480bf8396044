#!/usr/bin/env node
'use strict';
const fs = require('fs');
const path = require('path');
const { expect } = require('./lib/expect.js');
const mock = require('./lib/mock.js');
const modules = require('./lib/modules.js');
const parse = require('./lib/options.js');
const report = require('./lib/report.js');
const runner = require('./lib/runner.js');
const snapshots = require('./lib/snapshot.js');
const timers = require('./lib/timers.js');
const consoles = require('./lib/console.js');

const paints = !!process.stderr.isTTY;
const color = (code, text) => (paints ? `\u001b[${code}m${text}\u001b[0m` : text);
let said = '';
function say(text) {
  said = `${text}\n`;
  process.stderr.write(said);
}
/** An empty line, unless one stands there already. */
const gap = () => { if (!said.endsWith('\n\n')) say(''); };
const plural = (n, one) => `${n} ${one}${n === 1 ? '' : 's'}`;

const options = parse(process.argv.slice(2));
if (options.unknown !== undefined) {
  say(`● Unrecognized CLI Parameter:\n\n  Unrecognized option "${options.unknown}".\n\n  CLI Options Documentation:\n  https://jestjs.io/docs/cli\n`);
  process.exit(1);
}
if (options.refused !== undefined) {
  say(`dockyard: jest --${options.refused} is not simulated`);
  process.exit(1);
}
if (options.version) {
  console.log(require('./package.json').version);
  process.exit(0);
}
const manifest = fs.existsSync('package.json') ? JSON.parse(fs.readFileSync('package.json', 'utf8')) : {};
const configFile = ['jest.config.js', 'jest.config.cjs', 'jest.config.json'].find((file) => fs.existsSync(file));
const config = { ...(configFile ? require(path.resolve(configFile)) : manifest.jest), ...options };
const TAKEN = ['bail', 'ci', 'clearMocks', 'displayName', 'passWithNoTests', 'resetMocks', 'restoreMocks', 'setupFiles', 'setupFilesAfterEnv', 'silent', 'testPathIgnorePatterns', 'testTimeout', 'verbose'];
/** Where reports go and what coverage would count change nothing without the options that ask for them. */
const IDLE = ['coverageDirectory', 'coverageProvider', 'collectCoverageFrom', 'coveragePathIgnorePatterns', 'coverageReporters', 'cacheDirectory', 'maxWorkers', 'errorOnDeprecated', 'notify', 'watchPathIgnorePatterns'];
const PLAIN = { testEnvironment: 'node', transform: '{}', rootDir: '.', automock: 'false', testMatch: undefined };
for (const name of Object.keys(configFile ? require(path.resolve(configFile)) : (manifest.jest ?? {}))) {
  const value = config[name];
  if (TAKEN.includes(name) || IDLE.includes(name) || value === undefined || value === false || (typeof value === 'string' ? value : JSON.stringify(value)) === PLAIN[name]) continue;
  say(`dockyard: jest's option ${name} is not simulated`);
  process.exit(1);
}
const patterns = [...options.patterns, ...[options.testPathPattern ?? options.testPathPatterns ?? []].flat()];
const filter = options.testNamePattern === undefined ? undefined : new RegExp(options.testNamePattern, 'i');
if (config.testTimeout) runner.setTimeout(Number(config.testTimeout));

const every = [];
function walk(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!['node_modules', '.git'].includes(entry.name)) walk(file);
    } else every.push(file);
  }
}
walk('.');
const ignored = [config.testPathIgnorePatterns ?? []].flat().map((one) => new RegExp(String(one).replace('<rootDir>', process.cwd())));
const isTest = (file) => /(?:(?:^|\/)__tests__\/.*|(?:^|[./])(?:test|spec))\.[cm]?[jt]sx?$/.test(file) && !ignored.some((one) => one.test(path.resolve(file)));
const tests = every.filter(isTest);
const chosen = tests.filter((file) => patterns.length === 0 || patterns.some((one) => new RegExp(one, 'i').test(path.resolve(file)))).map((file) => path.resolve(file)).sort();

const jest = {
  fn: mock.fn, spyOn: mock.spyOn, isMockFunction: (one) => !!one?._isMockFunction, mocked: (one) => one,
  clearAllMocks: () => { mock.clearAll(); return jest; }, resetAllMocks: () => { mock.resetAll(); return jest; }, restoreAllMocks: () => { mock.restoreAll(); return jest; },
  setTimeout: (ms) => { runner.setTimeout(ms); return jest; }, retryTimes() { throw new Error('dockyard: jest.retryTimes is not simulated'); },
  replaceProperty(object, name, value) { const before = object[name]; object[name] = value; return { restore: () => { object[name] = before; }, replaceValue: (next) => { object[name] = next; } }; },
  ...Object.fromEntries(Object.entries(timers.api).map(([name, act]) => [name, (...args) => act(...args) ?? jest])), getTimerCount: timers.api.getTimerCount, now: timers.api.now,
  ...modules.api,
};
modules.jest = jest;
Object.assign(globalThis, runner.globals, { expect, jest });
modules.globals = { ...runner.globals, expect, jest };

function listed(results) {
  let shown = [];
  const groups = [];
  for (const one of results) {
    const key = one.titles.join('\u0000');
    const group = groups.find((each) => each.key === key) ?? groups[groups.push({ key, titles: one.titles, tests: [] }) - 1];
    group.tests.push(one);
  }
  const rank = { passed: 0, failed: 0, skipped: 1, todo: 2 };
  for (const { titles, tests: own } of groups) {
    titles.forEach((title, i) => { if (shown[i] !== title || i >= shown.length) { say(`${'  '.repeat(i + 1)}${title}`); shown = titles.slice(0, i + 1); } });
    shown = titles;
    for (const one of [...own].sort((a, b) => rank[a.status] - rank[b.status])) {
      const mark = { passed: color(32, '✓'), failed: color(31, '✕'), skipped: color(33, '○'), todo: color(35, '✎') }[one.status];
      say(`${'  '.repeat(titles.length + 1)}${mark} ${one.status === 'skipped' ? 'skipped ' : one.status === 'todo' ? 'todo ' : ''}${one.name}${one.ms > 0 && /ed$/.test(one.status) && one.status !== 'skipped' ? ` (${one.ms} ms)` : ''}`);
    }
  }
}
async function main() {
  const began = Date.now();
  if (chosen.length === 0) {
    console.log(`No tests found, exiting with code ${config.passWithNoTests ? 0 : 1}`);
    if (!config.passWithNoTests) console.log(`Run with \`--passWithNoTests\` to exit with code 0\nIn ${process.cwd()}\n  ${plural(every.length, 'file')} checked.\n  testMatch: **/__tests__/**/*.[jt]s?(x), **/?(*.)+(spec|test).[jt]s?(x) - ${tests.length} match${tests.length === 1 ? '' : 'es'}\n  testPathIgnorePatterns: /node_modules/ - ${every.length} match${every.length === 1 ? '' : 'es'}\n  testRegex:  - 0 matches\nPattern: ${patterns.join('|')} - 0 matches`);
    process.exit(config.passWithNoTests ? 0 : 1);
  }
  const all = [];
  const kept = { written: 0, updated: 0, failed: 0, matched: 0, obsolete: 0, removed: 0, files: { written: 0, updated: 0, failed: 0, obsolete: 0, removed: 0 } };
  let failedSuites = 0;
  const verbose = config.verbose ?? chosen.length === 1;
  const realConsole = globalThis.console;
  process.env.NODE_ENV ??= 'test';
  process.env.JEST_WORKER_ID ??= '1';
  for (const file of chosen) {
    const start = timers.real.Date.now();
    const { out, taken } = consoles.make(verbose);
    globalThis.console = config.silent ? Object.assign(Object.create(realConsole), Object.fromEntries(['log', 'info', 'debug', 'warn', 'error'].map((name) => [name, () => undefined]))) : out;
    snapshots.open(file, config.updateSnapshot ? 'all' : config.ci ? 'none' : 'new');
    let results = [];
    let broken;
    try {
      results = await runner.runFile(async () => {
        for (const [name, act] of [['clearMocks', mock.clearAll], ['resetMocks', mock.resetAll], ['restoreMocks', mock.restoreAll]]) if (config[name]) beforeEach(() => act());
        for (const setup of [config.setupFiles ?? [], config.setupFilesAfterEach ?? [], config.setupFilesAfterEnv ?? []].flat()) require(path.resolve(setup.replace('<rootDir>', '.')));
        await modules.load(file);
      }, filter);
    } catch (error) {
      broken = error;
    }
    timers.api.useRealTimers();
    globalThis.console = realConsole;
    if (!broken && results.length === 0) broken = Object.assign(new Error('Your test suite must contain at least one test.'), { stack: '' });
    const failed = broken || results.some((one) => one.status === 'failed');
    if (failed) failedSuites++;
    const ms = timers.real.Date.now() - start;
    const label = failed ? (paints ? color('7;31', ' FAIL ') : 'FAIL') : paints ? color('7;32', ' PASS ') : 'PASS';
    say(`${label} ${report.relative(file).replace(/^(?!.*\/)/, './')}${ms > 5000 ? ` (${(ms / 1000).toFixed(3)} s)` : ''}`);
    if (verbose && !broken) listed(results);
    const lines = taken();
    if (lines.length > 0) say(`  ● Console\n\n${lines.join('\n')}`);
    if (broken) say(`  ● Test suite failed to run\n\n${report.unreadable(broken, file) ?? report.failure(broken, file)}\n`);
    const bad = results.filter((each) => each.status === 'failed');
    const mine = snapshots.close(!filter && !broken);
    const tells = ['failed', 'written', 'updated', 'obsolete', 'removed'].filter((name) => mine[name] > 0);
    if (verbose && !broken && (bad.length > 0 || tells.length > 0)) say('');
    for (const one of bad) for (const error of one.errors) say(`  ● ${[...one.titles, one.name].join(' › ')}\n\n${report.failure(error, file)}\n`);
    for (const name of tells) {
      say(` › ${plural(mine[name], 'snapshot')} ${name}.`);
      kept.files[name]++;
      kept[name] += mine[name];
    }
    kept.matched += mine.matched;
    all.push(...results);
    if (config.bail && failed) break;
  }
  summary({ all, kept, failedSuites, seconds: (Date.now() - began) / 1000 });
}
function summary({ all, kept, failedSuites, seconds }) {
  const suites = chosen.length;
  const from = (name) => `from ${plural(kept.files[name], 'test suite')}`;
  const lines = [
    kept.written > 0 && ` › ${plural(kept.written, 'snapshot')} written ${from('written')}.`,
    kept.failed > 0 && ` › ${plural(kept.failed, 'snapshot')} failed ${from('failed')}. Inspect your code changes or ${process.env.npm_lifecycle_event ? `run \`npm ${process.env.npm_lifecycle_event === 'test' ? 'test' : `run ${process.env.npm_lifecycle_event}`} -- -u\`` : 're-run jest with `-u`'} to update them.`,
    kept.updated > 0 && ` › ${plural(kept.updated, 'snapshot')} updated ${from('updated')}.`,
    kept.removed > 0 && ` › ${plural(kept.removed, 'snapshot')} removed ${from('removed')}.`,
    kept.obsolete > 0 && ` › ${plural(kept.obsolete, 'snapshot')} obsolete ${from('obsolete')}. ${process.env.npm_lifecycle_event ? 'Run `npm test -- -u`' : 'Re-run jest with `-u`'} to remove ${kept.obsolete === 1 ? 'it' : 'them'}.`,
  ].filter(Boolean);
  if (lines.length > 0) {
    if (!said.startsWith(' › ')) gap();
    say(`Snapshot Summary\n${lines.join('\n')}`);
  }
  const count = (status) => all.filter((one) => one.status === status).length;
  const parts = (list) => list.filter(Boolean).join(', ');
  const passed = suites - failedSuites;
  const held = kept.written + kept.failed + kept.updated + kept.matched;
  gap();
  say(`Test Suites: ${parts([failedSuites > 0 && color(31, `${failedSuites} failed`), passed > 0 && color(32, `${passed} passed`), `${suites} total`])}`);
  say(`Tests:       ${parts([count('failed') > 0 && color(31, `${count('failed')} failed`), count('skipped') > 0 && color(33, `${count('skipped')} skipped`), count('todo') > 0 && color(35, `${count('todo')} todo`), count('passed') > 0 && color(32, `${count('passed')} passed`), `${all.length} total`])}`);
  say(`Snapshots:   ${parts([kept.failed > 0 && `${kept.failed} failed`, kept.obsolete > 0 && `${kept.obsolete} obsolete`, kept.updated > 0 && `${kept.updated} updated`, kept.written > 0 && `${kept.written} written`, kept.matched > 0 && `${kept.matched} passed`, `${held} total`])}`);
  say(`Time:        ${Number(seconds.toFixed(3))} s`);
  say(`Ran all test suites${patterns.length > 0 ? ` matching /${patterns.join('|')}/i` : ''}${filter ? ` with tests matching "${options.testNamePattern}"` : ''}.`);
  process.exit(failedSuites > 0 ? 1 : 0);
}
main();
