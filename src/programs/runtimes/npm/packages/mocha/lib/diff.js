'use strict';
// How two values differ, line by line, as mocha's spec reporter sets them against one another.
const CONTEXT = 4;
/** A value as lines: members in the order of their names, without commas. */
function lines(value, pad = '') {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `[Function${value.name ? `: ${value.name}` : ''}]`;
  if (typeof value === 'bigint') return `[BigInt: ${value}]`;
  if (value === undefined) return '[undefined]';
  if (value === null || typeof value !== 'object') return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Date) return `[Date: ${Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()}]`;
  if (value instanceof RegExp) return `[RegExp: ${value}]`;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value).sort();
  if (keys.length === 0) return open + close;
  const inner = `${pad}  `;
  return `${open}\n${keys.map((key) => `${inner}${Array.isArray(value) ? '' : `${JSON.stringify(key)}: `}${lines(value[key], inner)}`).join('\n')}\n${pad}${close}`;
}
const whole = (actual, expected) => {
  if (typeof actual === 'string' && typeof expected === 'string') return [actual, expected];
  return [lines(actual), lines(expected)];
};
/** Lines with `-`, `+` or a blank before them: the longest common part stays. */
function changes(from, to) {
  const length = Array.from({ length: from.length + 1 }, () => Array(to.length + 1).fill(0));
  for (let i = from.length - 1; i >= 0; i--) for (let j = to.length - 1; j >= 0; j--) length[i][j] = from[i] === to[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  const out = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      out.push([' ', from[i++]]);
      j++;
    } else if (i < from.length && (j === to.length || length[i + 1][j] >= length[i][j + 1])) out.push(['-', from[i++]]);
    else out.push(['+', to[j++]]);
  }
  return out;
}
exports.isShown = (error) => Boolean(error) && error.showDiff !== false && error.expected !== undefined && Object.prototype.toString.call(error.actual) === Object.prototype.toString.call(error.expected);
exports.diff = (error, color) => {
  const [actual, expected] = whole(error.actual, error.expected);
  const all = changes(actual.split('\n'), expected.split('\n'));
  const near = all.map((_, at) => all.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(([sign]) => sign !== ' '));
  const out = [];
  all.forEach(([sign, text], at) => {
    if (!near[at]) return;
    if (out.length > 0 && !near[at - 1]) out.push('      --');
    const line = `      ${sign}${text}`;
    out.push(sign === '-' ? `      ${color(31, `-${text}`)}` : sign === '+' ? `      ${color(32, `+${text}`)}` : line);
  });
  return `\n      ${color(32, '+ expected')} ${color(31, '- actual')}\n\n${out.join('\n')}\n      `;
};
