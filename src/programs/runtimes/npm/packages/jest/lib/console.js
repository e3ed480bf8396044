'use strict';
const { printed } = require('./report.js');

/** The console of tests: each line with the place that printed it, at once or all together after the file. */
exports.make = (isVerbose) => {
  const held = [];
  const show = (kind, real) => (...args) => {
    const text = printed(kind, args, new Error().stack, isVerbose);
    if (isVerbose) real.write(`${text}\n`);
    else held.push(text);
  };
  const out = Object.create(console);
  for (const kind of ['log', 'info', 'debug', 'dir', 'table']) out[kind] = show(kind === 'debug' || kind === 'info' ? kind : 'log', process.stdout);
  for (const kind of ['error', 'warn']) out[kind] = show(kind, process.stderr);
  return { out, taken: () => held.splice(0) };
};
