'use strict';
// The spec reporter: the tree of titles as it runs, then the figures and what went wrong.
const path = require('path');
const { diff, isShown } = require('./diff');
exports.spec = (colors) => {
  const color = (code, text) => (colors ? `\u001b[${code}m${text}\u001b[0m` : text);
  const failures = [];
  const count = { passed: 0, pending: 0 };
  const began = Date.now();
  let depth = 0;
  const pad = () => '  '.repeat(depth);
  const took = (ms) => (ms >= 60000 ? `${Math.round(ms / 60000)}m` : ms >= 1000 ? `${Math.round(ms / 1000)}s` : `${ms}ms`);
  const own = `${path.dirname(__dirname)}/`;
  /** The frames of a stack that are the user's; the outermost one is called by mocha with its context. */
  const frames = (stack) => {
    const all = stack.split('\n').filter((line) => /^\s+at /.test(line));
    const inner = all.findIndex((line) => line.includes(own));
    return all.map((line, at) => (inner > 0 && at === inner - 1 ? line.replace(/^(\s+at (?:async )?)(?:Object\.)?(?:<anonymous> \()?(\/[^()]*|file:[^()]*)\)?$/, '$1Context.<anonymous> ($2)') : line)).filter((line) => !line.includes(own) && !/node:internal\/(?:modules|process)|node_modules\/mocha\//.test(line)).map((line) => `      ${line.trim().replace(`(${process.cwd()}/`, '(')}`);
  };
  const problem = ({ titles, title, error }, i) => {
    const head = [...titles, title].map((one, k) => (k === 0 ? one : `     ${'  '.repeat(k)}${one}`)).join('\n');
    const text = error?.message ? String(error.message) : '';
    const stack = String(error?.stack ?? error);
    const kind = error?.name ?? 'Error';
    const told = `${error?.uncaught ? 'Uncaught ' : ''}${stack.startsWith(`${kind}`) || !text ? stack.slice(0, text ? stack.indexOf(text) + text.length : undefined).split('\n    at ')[0] : `${kind}: ${text}`}`;
    const shown = isShown(error);
    const message = shown ? `\n      ${color(31, told)}${diff(error, color)}` : `     ${color(31, told)}`;
    console.log(`  ${i + 1}) ${head}:\n${message}${['', ...frames(stack)].map((line) => color(90, line)).join('\n').replace(/^\n?/, '\n')}\n`);
  };
  return {
    start(suite) {
      if (suite.parent) console.log(`${pad()}${suite.title}`);
      else console.log('');
      depth++;
    },
    end() {
      depth--;
      if (depth === 1) console.log('');
    },
    pass(test, ms, slow) {
      count.passed++;
      const speed = ms > slow ? 31 : ms > slow / 2 ? 33 : undefined;
      console.log(`${pad()}${color(32, '✔')}${color(90, ` ${test.title}`)}${speed ? color(speed, ` (${ms}ms)`) : ''}`);
    },
    pending(test) {
      count.pending++;
      console.log(`${pad()}${color(36, `- ${test.title}`)}`);
    },
    fail(failure) {
      failures.push(failure);
      console.log(`${pad()}${color(31, `${failures.length}) ${failure.title}`)}`);
    },
    finish() {
      console.log(`\n${color(92, ' ')}${color(32, ` ${count.passed} passing`)}${color(90, ` (${took(Date.now() - began)})`)}`);
      if (count.pending > 0) console.log(`${color(36, ' ')}${color(36, ` ${count.pending} pending`)}`);
      if (failures.length > 0) {
        console.log(`${color(31, `  ${failures.length} failing`)}\n`);
        failures.forEach(problem);
        console.log('');
      }
      console.log('');
    },
  };
};
