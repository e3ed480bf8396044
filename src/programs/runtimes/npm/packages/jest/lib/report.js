'use strict';
const fs = require('fs');
const path = require('path');
const { inspect, formatWithOptions } = require('util');

const INSIDE = /[\\/]node_modules[\\/]jest[\\/]|\(node:|^\s+at node:|\[native|<anonymous>\)?$/;
/** The places in the learner's own files that a stack names: file, line, column and what stands before them. */
function frames(stack) {
  return String(stack ?? '').split('\n').filter((line) => /^\s+at /.test(line) && !INSIDE.test(line)).map((line) => /^\s+at (?:(async )?(.*?) \()?(?:file:\/\/)?(\/.*?):(\d+):(\d+)\)?$/.exec(line)).filter(Boolean).map(([, wait, name, file, row, column]) => ({ wait: wait ?? '', name, file, row: Number(row), column: Number(column) }));
}
const relative = (file) => path.relative(process.cwd(), file);
function lineOf({ file, row }) {
  try {
    return fs.readFileSync(file, 'utf8').split('\n')[row - 1] ?? '';
  } catch {
    return '';
  }
}
/** A frame as jest's source maps show it: by the name that stands at its place. */
function shownFrame(frame, isTestFile) {
  const [word] = /^[\w$]+/.exec(lineOf(frame).slice(frame.column - 1)) ?? [];
  const isName = word !== undefined && !/^(?:new|throw|await|return|\d.*)$/.test(word);
  const name = isName ? (isTestFile && /^(?:Object\.)?<anonymous>$|^$|^undefined$/.test(String(frame.name ?? '')) ? `Object.${word}` : word) : frame.name;
  const where = `${relative(frame.file)}:${frame.row}:${frame.column}`;
  return name ? `at ${frame.wait}${name} (${where})` : `at ${where}`;
}
/** The lines around a place. */
function codeFrame({ file, row, column }) {
  let lines;
  try {
    lines = fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
  const last = Math.min(lines.length, row + 3);
  const width = String(last).length;
  const out = [];
  for (let n = Math.max(1, row - 2); n <= last; n++) {
    out.push(`${n === row ? '>' : ' '} ${String(n).padStart(width)} |${lines[n - 1] ? ` ${lines[n - 1]}` : ''}`);
    if (n === row) out.push(`  ${' '.repeat(width)} | ${' '.repeat(column - 1)}^`);
  }
  return out;
}
/** The frames of an error's own stack, with the code around the first one. */
function located(stack, file, indent) {
  const found = frames(stack);
  if (found.length === 0) return [];
  const shown = found.filter((frame, i) => i === 0 || frame.file !== found[i - 1].file || frame.row !== found[i - 1].row).slice(0, 10);
  return [...codeFrame(found[0]).map((line) => `${indent}${line}`), '', ...shown.map((frame) => `      ${shownFrame(frame, frame.file === file)}`)];
}
/** What failed, with the place where it did. */
exports.failure = (error, file) => {
  const isError = error instanceof Error;
  const missing = error?.code === 'MODULE_NOT_FOUND' ? /^Cannot find module '([^']*)'/.exec(error.message)?.[1] : undefined;
  const named = isError && error.name !== 'Error' && error.constructor.name !== 'Mismatch' ? `${error.name}: ` : '';
  const text = missing !== undefined && error.requireStack?.[0] ? `Cannot find module '${missing}' from '${relative(error.requireStack[0])}'` : isError ? `${named}${error.message}` : `thrown: ${typeof error === 'string' ? JSON.stringify(error) : inspect(error)}`;
  const out = [text.replace(/^(?=.)/gm, '    ')];
  // What an expected error tells of its place is part of the message.
  const where = located(error?.thrown?.stack ?? error?.stack, file, error?.thrown ? '        ' : '    ');
  if (where.length > 0) out.push('', ...where);
  return out.join('\n');
};
const UNREADABLE = `Jest encountered an unexpected token

Jest failed to parse a file. This happens e.g. when your code or its dependencies use non-standard JavaScript syntax, or when Jest is not configured to support such syntax.

Out of the box Jest supports Babel, which will be used to transform your files into valid JS based on your Babel configuration.

By default "node_modules" folder is ignored by transformers.

Here's what you can do:
 • If you are trying to use ECMAScript Modules, see https://jestjs.io/docs/ecmascript-modules for how to enable it.
 • If you are trying to use TypeScript, see https://jestjs.io/docs/getting-started#using-typescript
 • To have some of your "node_modules" files transformed, you can specify a custom "transformIgnorePatterns" in your config.
 • If you need a custom transformation specify a "transform" option in your config.
 • If you simply want to mock your non-JS modules (e.g. binary assets) you can stub them out with the "moduleNameMapper" config option.

You'll find more details and examples of these config options in the docs:
https://jestjs.io/docs/configuration
For information about custom transformations, see:
https://jestjs.io/docs/code-transformation

Details:
`;
/** What is told of a file with `import` in it, which jest without Babel takes for a script; undefined of others. */
exports.unreadable = (error, file) => {
  if (!(error instanceof SyntaxError) || !/Cannot use import statement outside a module/.test(error.message)) return undefined;
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const row = lines.findIndex((line) => /^\s*import\b/.test(line)) + 1;
  const wrapper = row === 1 ? '({"Object.<anonymous>":function(module,exports,require,__dirname,__filename,jest){' : '';
  const indent = ' '.repeat(wrapper.length + lines[row - 1].search(/\S/));
  const text = `${UNREADABLE}\n${file}:${row}\n${wrapper}${lines[row - 1]}\n${indent}^^^^^^\n\nSyntaxError: Cannot use import statement outside a module`;
  return `${text.replace(/^(?=.)/gm, '    ')}\n\n      at Runtime.createScriptFromCode (node_modules/jest-runtime/build/index.js:1505:14)`;
};
/** What a test printed, as jest shows it. */
exports.printed = (kind, args, stack, isVerbose) => {
  const [frame] = frames(stack);
  const indent = isVerbose ? '  ' : '    ';
  const text = formatWithOptions({}, ...args).replace(/^(?=.)/gm, `${indent}  `);
  const place = frame ? `\n\n      at Object.${kind} (${relative(frame.file)}:${frame.row}:${frame.column})` : '';
  const code = frame && (kind === 'error' || kind === 'warn') ? `\n\n${codeFrame(frame).map((line) => `    ${line}`).join('\n')}` : '';
  return `${indent}console.${kind}\n${text}${code}${place}\n`;
};
exports.relative = relative;
