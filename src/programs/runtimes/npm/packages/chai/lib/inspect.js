'use strict';
// Values as they stand in messages: at most 40 characters of them.
const LIMIT = 40;
const named = (value) => (value.name ? `[Function ${value.name}]` : '[Function]');
/** As many items as the room holds, and how many more there are. */
function listed(items, show, room) {
  let out = '';
  for (let i = 0; i < items.length; i++) {
    const last = i === items.length - 1;
    const piece = `${show(items[i], room - out.length - (last ? 0 : 2))}${last ? '' : ', '}`;
    const more = `…(${items.length - i})`;
    const next = last || i < items.length - 2 ? '' : show(items[i + 1], room);
    const fits = last ? out.length + piece.length <= room : out.length + piece.length + more.length <= room || (i === items.length - 2 && out.length + piece.length + next.length <= room);
    if (!fits && !(last && out === '')) return out + more;
    out += piece;
  }
  return out;
}
const isName = /^[A-Za-z_$][\w$]*$/;
function inspect(value, room = LIMIT, seen = []) {
  if (typeof value === 'string') {
    const text = value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r');
    return text.length > room - 2 ? `'${text.slice(0, Math.max(0, room - 3))}…'` : `'${text}'`;
  }
  if (typeof value === 'number') return Object.is(value, 0) ? '+0' : Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return named(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`.replace(/: $/, '');
  if (seen.includes(value)) return '[Circular]';
  const within = (one, left) => inspect(one, left, [...seen, value]);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${listed(value, within, room - 4)} ]`;
  if (value instanceof Set) return value.size === 0 ? 'Set{}' : `Set{ ${listed([...value], within, room - 7)} }`;
  if (value instanceof Map) return value.size === 0 ? 'Map{}' : `Map{ ${listed([...value], ([key, one], left) => `${within(key, left)} => ${within(one, left)}`, room - 7)} }`;
  if (value instanceof Promise) return 'Promise{…}';
  const Class = Object.getPrototypeOf(value)?.constructor?.name;
  const name = Class && Class !== 'Object' ? Class : '';
  const keys = Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
  if (keys.length === 0) return `${name}{}`;
  const entry = (key, left) => {
    const label = typeof key === 'symbol' ? `[${String(key)}]` : isName.test(key) ? key : `'${key}'`;
    return `${label}: ${within(value[key], left - label.length - 2)}`;
  };
  return `${name}{ ${listed(keys, entry, room - 4)} }`;
}
/** A value in a message: what is still too long is told by its kind. */
exports.show = (value) => {
  const text = inspect(value);
  if (text.length < LIMIT) return text;
  if (typeof value === 'function') return named(value);
  if (Array.isArray(value)) return `[ Array(${value.length}) ]`;
  if (Object.prototype.toString.call(value) !== '[object Object]') return text;
  const keys = Object.keys(value);
  return `{ Object (${keys.slice(0, 2).join(', ')}${keys.length > 2 ? ', ...' : ''}) }`;
};
