#!/usr/bin/env node
'use strict';
const fs = require('fs');
const path = require('path');
const state = require('./lib/interface');
const { run } = require('./lib/runner');
const { spec } = require('./lib/spec');
const readJson = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined);
const configured = { ...readJson('package.json')?.mocha, ...readJson('.mocharc.json') };
const options = { invert: false, bail: Boolean(configured.bail), recursive: Boolean(configured.recursive), exit: Boolean(configured.exit), colors: process.stdout.isTTY, ui: configured.ui ?? 'bdd', needed: [configured.require ?? []].flat(), files: [] };
if (configured.timeout !== undefined) state.root.limit = Number(configured.timeout);
const refuse = (what) => {
  console.error(`dockyard: mocha ${what} is not simulated`);
  process.exit(1);
};
const reporter = (name) => name === 'spec' || refuse(`--reporter ${name}`);
if (configured.reporter) reporter(configured.reporter);
const args = process.argv.slice(2).flatMap((arg) => (/^--[\w-]+=/.test(arg) ? [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)] : [arg]));
while (args.length > 0) {
  const arg = args.shift();
  switch (arg) {
    case '--timeout': case '-t': case '--timeouts': state.root.limit = Number(args.shift()); break;
    case '--slow': case '-s': state.root.slowMs = Number(args.shift()); break;
    case '--retries': state.root.tries = Number(args.shift()); break;
    case '--grep': case '-g': options.grep = new RegExp(args.shift()); break;
    case '--fgrep': case '-f': options.grep = new RegExp(args.shift().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')); break;
    case '--invert': case '-i': options.invert = true; break;
    case '--bail': case '-b': options.bail = true; break;
    case '--recursive': options.recursive = true; break;
    case '--exit': options.exit = true; break;
    case '--no-exit': options.exit = false; break;
    case '--color': case '-c': case '--colors': options.colors = true; break;
    case '--no-color': case '-C': case '--no-colors': options.colors = false; break;
    case '--ui': case '-u': options.ui = args.shift(); break;
    case '--require': case '-r': options.needed.push(args.shift()); break;
    case '--spec': options.files.push(args.shift()); break;
    case '--reporter': case '-R': reporter(args.shift()); break;
    case '--version': case '-V': console.log(require('./package.json').version); process.exit(0); break;
    default:
      if (arg.startsWith('-')) refuse(arg);
      options.files.push(arg);
  }
}
const isTest = (name) => /\.(?:js|cjs|mjs)$/.test(name);
const walk = (folder) => fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => (entry.isDirectory() ? (options.recursive && entry.name !== 'node_modules' ? walk(path.join(folder, entry.name)) : []) : isTest(entry.name) ? [path.join(folder, entry.name)] : []));
const all = (folder) => fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? (entry.name === 'node_modules' ? [] : all(path.join(folder, entry.name))) : [path.join(folder, entry.name)]));
const pattern = (glob) => new RegExp(`^${path.normalize(glob).replace(/[.+^$()|[\]\\]/g, '\\$&').replace(/\{([^}]*)\}/g, (_, list) => `(?:${list.split(',').join('|')})`).replace(/\*\*\/|\*|\?/g, (mark) => (mark === '**/' ? '(?:.*/)?' : mark === '*' ? '[^/]*' : '[^/]'))}$`);
function expand(place) {
  if (fs.existsSync(place)) return fs.statSync(place).isDirectory() ? walk(place) : [place];
  if (/[*?{]/.test(place)) return all('.').filter((file) => pattern(place).test(file)).sort();
  return fs.existsSync(`${place}.js`) ? [`${place}.js`] : [];
}
const asked = options.files.length > 0 ? options.files : [configured.spec ?? './test'].flat();
const specs = [...new Set(asked.flatMap(expand))].map((file) => path.resolve(file));
if (specs.length === 0) {
  console.error(`Error: No test files found: "${options.files[0] ?? configured.spec ?? 'test'}"`);
  process.exit(1);
}
state.take(options.ui);
(async () => {
  const load = async (file) => {
    if (file.endsWith('.mjs')) return import(file);
    try {
      return require(file);
    } catch (error) {
      if (error?.code === 'ERR_REQUIRE_ESM') return import(file);
      throw error;
    }
  };
  for (const name of options.needed) await load(/^[./]/.test(name) ? path.resolve(name) : require.resolve(name, { paths: [process.cwd()] }));
  for (const file of specs) {
    const known = state.root.suites.length;
    await load(file);
    const mark = (suite) => {
      suite.file = file;
      suite.suites.forEach(mark);
    };
    state.root.suites.slice(known).forEach(mark);
  }
  const report = spec(options.colors);
  console.log('');
  const failures = await run(options, report);
  report.finish();
  const status = Math.min(255, failures);
  if (options.exit) process.exit(status);
  process.on('exit', () => process.exit(status));
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
