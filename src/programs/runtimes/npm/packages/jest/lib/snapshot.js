'use strict';
// Snapshots: what a value looked like when its test was first run, in a file beside the tests.
const fs = require('fs');
const path = require('path');
const { pretty } = require('./pretty.js');
const { diff } = require('./diff.js');

const current = { file: undefined, held: {}, seen: new Set(), counters: new Map(), test: '', written: 0, updated: 0, failed: 0, matched: 0, changed: false, mode: 'new' };
const HEAD = '// Jest Snapshot v1, https://goo.gl/fbAQLP';
const ticked = (text) => `\`${text.replace(/[`\\]|\$\{/g, '\\$&')}\``;
const fileOf = (file) => path.join(path.dirname(file), '__snapshots__', `${path.basename(file)}.snap`);

/** Begins a file of tests. Mode: `new` writes what isn't there, `all` also what differs, `none` (--ci) nothing. */
exports.open = (file, mode) => {
  Object.assign(current, { file: fileOf(file), held: {}, seen: new Set(), counters: new Map(), written: 0, updated: 0, failed: 0, matched: 0, changed: false, mode });
  if (!fs.existsSync(current.file)) return;
  const held = {};
  new Function('exports', fs.readFileSync(current.file, 'utf8'))(held);
  current.held = held;
};
exports.inTest = (name) => { current.test = name; };
/** Writes the file; gives what has become of its snapshots. */
exports.close = (isWhole) => {
  const { held, seen, mode, file } = current;
  const old = isWhole ? Object.keys(held).filter((key) => !seen.has(key)) : [];
  if (mode === 'all') for (const key of old) delete held[key];
  if (current.changed || (mode === 'all' && old.length > 0)) {
    const keys = Object.keys(held).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (keys.length === 0) fs.rmSync(file, { force: true });
    else fs.writeFileSync(file, `${HEAD}\n\n${keys.map((key) => `exports[${ticked(key)}] = ${ticked(held[key])};`).join('\n\n')}\n`);
  }
  const { written, updated, failed, matched } = current;
  return { written, updated, failed, matched, obsolete: mode === 'all' ? 0 : old.length, removed: mode === 'all' ? old.length : 0 };
};
exports.toMatchSnapshot = (value, args, Mismatch) => {
  const hint = args.find((one) => typeof one === 'string');
  if (args.some((one) => one !== null && typeof one === 'object')) throw new Error('dockyard: property matchers of snapshots are not simulated');
  const name = hint ? `${current.test}: ${hint}` : current.test;
  const count = (current.counters.get(name) ?? 0) + 1;
  current.counters.set(name, count);
  const key = `${name} ${count}`;
  current.seen.add(key);
  const text = pretty(value, { names: false, escapes: false });
  const kept = text.includes('\n') ? `\n${text}\n` : text;
  const { held, mode } = current;
  if (held[key] === kept) return void current.matched++;
  if (held[key] === undefined ? mode !== 'none' : mode === 'all') {
    if (held[key] === undefined) current.written++;
    else current.updated++;
    held[key] = kept;
    current.changed = true;
    return;
  }
  current.failed++;
  const title = `expect(received).toMatchSnapshot(${hint ? 'hint' : ''})\n\nSnapshot name: \`${key}\`\n\n`;
  if (held[key] === undefined) throw new Mismatch(`${title}New snapshot was not written. The update flag must be explicitly passed to write a new snapshot.\n\nThis is likely because this test is run in a continuous integration (CI) environment in which snapshots are not written by default.\n\nReceived:${text.includes('\n') ? '\n' : ' '}${text}`);
  const before = held[key].replace(/^\n|\n$/g, '');
  throw new Mismatch(title + (before.includes('\n') || text.includes('\n') ? diff(before, text, ['Snapshot', 'Received']) : `Snapshot: ${before}\nReceived: ${text}`));
};
exports.toMatchInlineSnapshot = (value, args, Mismatch) => {
  const wanted = args.find((one) => typeof one === 'string');
  if (wanted === undefined) throw new Error('dockyard: writing inline snapshots is not simulated');
  const lines = wanted.replace(/^\n|\n\s*$/g, '').split('\n');
  const indent = /^\s*/.exec(lines[0])[0];
  const before = lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n').trim();
  const text = pretty(value, { names: false, escapes: false });
  if (before === text) return void current.matched++;
  current.failed++;
  throw new Mismatch(`expect(received).toMatchInlineSnapshot(snapshot)\n\n${before.includes('\n') || text.includes('\n') ? diff(before, text, ['Snapshot', 'Received']) : `Snapshot: ${before}\nReceived: ${text}`}`);
};
