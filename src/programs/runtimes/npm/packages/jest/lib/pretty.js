'use strict';
// Values as jest writes them: on a line, or a line for each part, with or without the names of plain types.
const asymmetric = Symbol.for('jest.asymmetricMatcher');
const nameOf = (value) => value.constructor?.name ?? 'Object';
const quote = (text, escapes) => `"${escapes ? text.replace(/["\\]/g, '\\$&') : text}"`;

function pretty(value, options = {}, indent = '', seen = []) {
  const { min = false, names = !min, escapes = true } = options;
  if (typeof value === 'string') return quote(value, escapes);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'function') return names || min ? `[Function ${value.name || 'anonymous'}]` : '[Function]';
  if (value === null || typeof value !== 'object') return String(value);
  if (value[asymmetric]) return value.toAsymmetricString(options);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Date { NaN }' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return `[${value.name}: ${value.message}]`;
  if (value instanceof Promise) return 'Promise {}';
  if (seen.includes(value)) return '[Circular]';
  const inside = [...seen, value];
  const deeper = min ? '' : `${indent}  `;
  const show = (one) => pretty(one, options, deeper, inside);
  const body = (open, parts, close) => {
    if (parts.length === 0) return open + close;
    return min ? `${open}${parts.join(', ')}${close}` : `${open}\n${parts.map((part) => `${deeper}${part},\n`).join('')}${indent}${close}`;
  };
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return body(`${names || nameOf(value) !== 'Array' ? (min && Array.isArray(value) ? '' : `${nameOf(value)} `) : ''}[`, Array.from(value, show), ']');
  if (value instanceof Map) return body('Map {', [...value].map(([key, one]) => `${show(key)} => ${show(one)}`), '}');
  if (value instanceof Set) return body('Set {', [...value].map(show), '}');
  if (value._isMockFunction) return '[MockFunction]';
  const keys = [...Object.keys(value).sort(), ...Object.getOwnPropertySymbols(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))];
  const name = Object.getPrototypeOf(value) === null ? 'Object' : nameOf(value);
  return body(`${(names && !min) || name !== 'Object' ? `${name} ` : ''}{`, keys.map((key) => `${typeof key === 'symbol' ? String(key) : quote(key, escapes)}: ${show(value[key])}`), '}');
}
const min = (value) => (typeof value === 'function' && value._isMockFunction ? `[MockFunction ${value.getMockName()}]` : pretty(value, { min: true }));
module.exports = { pretty, min, asymmetric };
