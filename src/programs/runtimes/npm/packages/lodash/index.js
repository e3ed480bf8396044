'use strict';
const { isDeepStrictEqual } = require('util');
const path = (key) => (Array.isArray(key) ? key : String(key).replace(/\[(\w+)\]/g, '.$1').split('.').filter(Boolean));
const get = (object, key, otherwise) => {
  let at = object;
  for (const part of path(key)) at = at?.[part];
  return at === undefined ? otherwise : at;
};
const iteratee = (by) => (typeof by === 'function' ? by : by === undefined ? (value) => value : typeof by === 'object' && !Array.isArray(by) ? (value) => Object.entries(by).every(([key, one]) => isDeepStrictEqual(value?.[key], one)) : Array.isArray(by) ? (value) => isDeepStrictEqual(get(value, by[0]), by[1]) : (value) => get(value, by));
const list = (value) => (value === null || value === undefined ? [] : Array.isArray(value) ? value : typeof value === 'string' ? [...value] : Object.values(value));
const words = (text) => String(text).match(/[A-Z]{2,}(?=[A-Z][a-z]|\d|\b|_)|[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const capitalize = (text) => String(text).charAt(0).toUpperCase() + String(text).slice(1).toLowerCase();
const upperFirst = (text) => String(text).charAt(0).toUpperCase() + String(text).slice(1);
const plain = (value) => value !== null && typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value));
const _ = {
  VERSION: '4.17.21',
  chunk: (array, size = 1) => Array.from({ length: Math.ceil(array.length / size) }, (x, i) => array.slice(i * size, i * size + size)),
  compact: (array) => array.filter(Boolean),
  concat: (array, ...more) => [].concat(array, ...more),
  difference: (array, ...others) => array.filter((one) => !others.flat().includes(one)),
  drop: (array, n = 1) => array.slice(n), dropRight: (array, n = 1) => array.slice(0, Math.max(0, array.length - n)),
  take: (array, n = 1) => array.slice(0, n), takeRight: (array, n = 1) => (n === 0 ? [] : array.slice(-n)),
  head: (array) => array?.[0], first: (array) => array?.[0], last: (array) => array?.at(-1), initial: (array) => array.slice(0, -1), tail: (array) => array.slice(1), nth: (array, n = 0) => array.at(n),
  flatten: (array) => array.flat(), flattenDeep: (array) => array.flat(Infinity),
  uniq: (array) => [...new Set(array)],
  uniqBy: (array, by) => { const seen = new Set(); return array.filter((one) => { const key = iteratee(by)(one); return seen.has(key) ? false : seen.add(key); }); },
  union: (...arrays) => [...new Set(arrays.flat())],
  intersection: (first, ...others) => _.uniq(first).filter((one) => others.every((other) => other.includes(one))),
  without: (array, ...values) => array.filter((one) => !values.includes(one)),
  zip: (...arrays) => Array.from({ length: Math.max(...arrays.map((one) => one.length)) }, (x, i) => arrays.map((one) => one[i])),
  zipObject: (keys, values) => Object.fromEntries(keys.map((key, i) => [key, values[i]])),
  fromPairs: (pairs) => Object.fromEntries(pairs), toPairs: (object) => Object.entries(object),
  remove: (array, by) => { const gone = array.filter(iteratee(by)); for (const one of gone) array.splice(array.indexOf(one), 1); return gone; },
  pull: (array, ...values) => { for (const one of values) while (array.includes(one)) array.splice(array.indexOf(one), 1); return array; },
  reverse: (array) => array.reverse(), join: (array, by = ',') => array.join(by), indexOf: (array, value) => array.indexOf(value),
  findIndex: (array, by) => array.findIndex(iteratee(by)), findLast: (array, by) => array.findLast(iteratee(by)),
  map: (value, by) => (plain(value) ? Object.entries(value).map(([key, one]) => iteratee(by)(one, key)) : list(value).map((one, i) => iteratee(by)(one, i))),
  flatMap: (value, by) => _.map(value, by).flat(),
  filter: (value, by) => list(value).filter((one, i) => iteratee(by)(one, i)), reject: (value, by) => list(value).filter((one) => !iteratee(by)(one)),
  find: (value, by) => list(value).find((one) => iteratee(by)(one)),
  some: (value, by) => list(value).some((one) => iteratee(by)(one)), every: (value, by) => list(value).every((one) => iteratee(by)(one)),
  includes: (value, one) => (typeof value === 'string' ? value.includes(one) : list(value).includes(one)),
  forEach: (value, fn) => { for (const [key, one] of Object.entries(value)) if (fn(one, Array.isArray(value) ? Number(key) : key) === false) break; return value; },
  reduce: (value, fn, start) => (start === undefined ? list(value).reduce((sum, one, i) => fn(sum, one, i)) : Object.entries(value).reduce((sum, [key, one]) => fn(sum, one, Array.isArray(value) ? Number(key) : key), start)),
  groupBy: (value, by) => { const out = {}; for (const one of list(value)) (out[iteratee(by)(one)] ??= []).push(one); return out; },
  countBy: (value, by) => { const out = {}; for (const one of list(value)) out[iteratee(by)(one)] = (out[iteratee(by)(one)] ?? 0) + 1; return out; },
  keyBy: (value, by) => Object.fromEntries(list(value).map((one) => [iteratee(by)(one), one])),
  partition: (value, by) => [_.filter(value, by), _.reject(value, by)],
  sortBy: (value, ...by) => [...list(value)].sort((a, b) => { for (const one of by.flat().length ? by.flat() : [undefined]) { const order = compare(iteratee(one)(a), iteratee(one)(b)); if (order !== 0) return order; } return 0; }),
  orderBy: (value, by, orders = []) => [...list(value)].sort((a, b) => { const all = [by].flat(); for (let i = 0; i < all.length; i++) { const order = compare(iteratee(all[i])(a), iteratee(all[i])(b)); if (order !== 0) return [orders].flat()[i] === 'desc' ? -order : order; } return 0; }),
  shuffle: (value) => { const out = [...list(value)]; for (let i = out.length - 1; i > 0; i--) { const k = Math.floor(Math.random() * (i + 1)); [out[i], out[k]] = [out[k], out[i]]; } return out; },
  sample: (value) => list(value)[Math.floor(Math.random() * list(value).length)], sampleSize: (value, n = 1) => _.shuffle(value).slice(0, n),
  size: (value) => (value === null || value === undefined ? 0 : typeof value === 'string' || Array.isArray(value) ? value.length : value.size ?? Object.keys(value).length),
  sum: (array) => array.reduce((a, b) => a + b, 0), sumBy: (array, by) => array.reduce((sum, one) => sum + iteratee(by)(one), 0), mean: (array) => _.sum(array) / array.length, meanBy: (array, by) => _.sumBy(array, by) / array.length,
  max: (array) => array.reduce((a, b) => (b > a ? b : a), array[0]), min: (array) => array.reduce((a, b) => (b < a ? b : a), array[0]),
  maxBy: (array, by) => array.reduce((a, b) => (a === undefined || iteratee(by)(b) > iteratee(by)(a) ? b : a), undefined), minBy: (array, by) => array.reduce((a, b) => (a === undefined || iteratee(by)(b) < iteratee(by)(a) ? b : a), undefined),
  round: (n, digits = 0) => Math.round(n * 10 ** digits) / 10 ** digits, floor: (n, digits = 0) => Math.floor(n * 10 ** digits) / 10 ** digits, ceil: (n, digits = 0) => Math.ceil(n * 10 ** digits) / 10 ** digits,
  clamp: (n, low, high) => Math.min(high, Math.max(low, n)), inRange: (n, from, to) => (to === undefined ? n >= 0 && n < from : n >= from && n < to), random: (low = 0, high = 1, float = false) => (float || low % 1 || high % 1 ? low + Math.random() * (high - low) : low + Math.floor(Math.random() * (high - low + 1))),
  range: (from, to, step = 1) => { if (to === undefined) [from, to] = [0, from]; return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (x, i) => from + i * step); },
  times: (n, fn = (i) => i) => Array.from({ length: n }, (x, i) => fn(i)),
  get, has: (object, key) => path(key).every((part) => (object = Object.hasOwn(object ?? {}, part) ? object[part] : undefined) !== undefined || true) && get(object, []) !== undefined,
  set: (object, key, value) => { const parts = path(key); let at = object; parts.forEach((part, i) => { if (i === parts.length - 1) at[part] = value; else at = at[part] ??= /^\d+$/.test(parts[i + 1]) ? [] : {}; }); return object; },
  unset: (object, key) => { const parts = path(key); const parent = get(object, parts.slice(0, -1)) ?? object; return delete parent[parts.at(-1)]; },
  pick: (object, ...keys) => Object.fromEntries(keys.flat().filter((key) => key in Object(object)).map((key) => [key, object[key]])), omit: (object, ...keys) => Object.fromEntries(Object.entries(object).filter(([key]) => !keys.flat().includes(key))),
  pickBy: (object, by = (x) => x) => Object.fromEntries(Object.entries(object).filter(([key, one]) => by(one, key))), omitBy: (object, by) => Object.fromEntries(Object.entries(object).filter(([key, one]) => !by(one, key))),
  keys: Object.keys, values: Object.values, entries: Object.entries, assign: Object.assign, defaults: (object, ...more) => { for (const one of more) for (const [key, value] of Object.entries(one)) object[key] ??= value; return object; },
  merge: (target, ...sources) => { for (const source of sources) for (const [key, value] of Object.entries(source ?? {})) target[key] = plain(value) && plain(target[key]) ? _.merge(target[key], value) : value === undefined ? target[key] : value; return target; },
  mapValues: (object, by) => Object.fromEntries(Object.entries(object).map(([key, one]) => [key, iteratee(by)(one, key)])), mapKeys: (object, by) => Object.fromEntries(Object.entries(object).map(([key, one]) => [by(one, key), one])), invert: (object) => Object.fromEntries(Object.entries(object).map(([key, one]) => [one, key])), findKey: (object, by) => Object.keys(object).find((key) => iteratee(by)(object[key])),
  clone: (value) => (Array.isArray(value) ? [...value] : plain(value) ? { ...value } : value), cloneDeep: (value) => structuredClone(value),
  isEqual: isDeepStrictEqual, isEmpty: (value) => _.size(value) === 0, isNil: (value) => value === null || value === undefined, isNull: (value) => value === null, isUndefined: (value) => value === undefined, isString: (value) => typeof value === 'string', isNumber: (value) => typeof value === 'number', isBoolean: (value) => typeof value === 'boolean', isFunction: (value) => typeof value === 'function', isArray: Array.isArray, isObject: (value) => value !== null && (typeof value === 'object' || typeof value === 'function'), isPlainObject: plain, isDate: (value) => value instanceof Date, isInteger: Number.isInteger, isNaN: (value) => Number.isNaN(Number(value)), isRegExp: (value) => value instanceof RegExp,
  toNumber: Number, toString: (value) => (value === null || value === undefined ? '' : String(value)), toInteger: (value) => Math.trunc(Number(value)) || 0, toArray: list,
  camelCase: (text) => words(text).map((word, i) => (i === 0 ? word.toLowerCase() : capitalize(word))).join(''), kebabCase: (text) => words(text).map((word) => word.toLowerCase()).join('-'), snakeCase: (text) => words(text).map((word) => word.toLowerCase()).join('_'), startCase: (text) => words(text).map(upperFirst).join(' '), lowerCase: (text) => words(text).map((word) => word.toLowerCase()).join(' '), upperCase: (text) => words(text).map((word) => word.toUpperCase()).join(' '), words,
  capitalize, upperFirst, lowerFirst: (text) => String(text).charAt(0).toLowerCase() + String(text).slice(1), trim: (text) => String(text).trim(), pad: (text, n, by = ' ') => { const space = Math.max(0, n - String(text).length); return by.repeat(Math.floor(space / 2)) + text + by.repeat(Math.ceil(space / 2)); }, padStart: (text, n, by) => String(text).padStart(n, by), padEnd: (text, n, by) => String(text).padEnd(n, by), repeat: (text, n) => String(text).repeat(n), startsWith: (text, one) => String(text).startsWith(one), endsWith: (text, one) => String(text).endsWith(one), truncate: (text, { length = 30, omission = '...' } = {}) => (text.length > length ? text.slice(0, length - omission.length) + omission : text), escape: (text) => String(text).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]), split: (text, ...rest) => String(text).split(...rest), template: (source) => (data) => source.replace(/<%[-=]\s*(.*?)\s*%>|\$\{(.*?)\}/g, (all, a, b) => get(data, (a ?? b).trim(), '')),
  identity: (value) => value, noop: () => undefined, constant: (value) => () => value, uniqueId: (prefix = '') => `${prefix}${++_.lastId}`,
  once: (fn) => { let done = false; let value; return (...args) => { if (!done) { done = true; value = fn(...args); } return value; }; },
  memoize: (fn, key = (first) => first) => { const cache = new Map(); return (...args) => { const name = key(...args); if (!cache.has(name)) cache.set(name, fn(...args)); return cache.get(name); }; },
  debounce: (fn, wait = 0) => { let timer; const run = (...args) => { clearTimeout(timer); timer = setTimeout(() => fn(...args), wait); }; run.cancel = () => clearTimeout(timer); return run; },
  throttle: (fn, wait = 0) => { let last = -Infinity; return (...args) => { if (Date.now() - last >= wait) { last = Date.now(); fn(...args); } }; },
  curry: (fn, count = fn.length) => function curried(...args) { return args.length >= count ? fn(...args) : (...more) => curried(...args, ...more); }, partial: (fn, ...args) => (...more) => fn(...args, ...more), flow: (...fns) => (...args) => fns.flat().reduce((value, fn, i) => (i === 0 ? fn(...value) : fn(value)), args), delay: (fn, wait, ...args) => setTimeout(fn, wait, ...args), defer: (fn, ...args) => setTimeout(fn, 1, ...args), negate: (fn) => (...args) => !fn(...args),
};
_.lastId = 0;
_.has = (object, key) => { let at = object; for (const part of path(key)) { if (at === null || at === undefined || !Object.hasOwn(at, part)) return false; at = at[part]; } return true; };
_.each = _.forEach;
_.extend = _.assign;
const lodash = Object.assign((value) => lodash.chain(value), _);
lodash.chain = (value) => { const wrapper = { value: () => value }; for (const name of Object.keys(_)) if (typeof _[name] === 'function') wrapper[name] = (...args) => lodash.chain(_[name](value, ...args)); return wrapper; };
module.exports = lodash;
