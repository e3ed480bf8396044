'use strict';
const { asymmetric, min } = require('./pretty.js');
const isObject = (value) => value !== null && typeof value === 'object';

/** Whether two values are equal part for part; strictly: in type and in what is undefined, too. */
function equals(a, b, strict = false, seen = []) {
  if (isObject(b) && b[asymmetric]) return b.asymmetricMatch(a);
  if (isObject(a) && a[asymmetric]) return a.asymmetricMatch(b);
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  if (a instanceof Error && b instanceof Error) return a.message === b.message;
  if (Object.prototype.toString.call(a) !== Object.prototype.toString.call(b)) return false;
  if (a instanceof Date) return Object.is(a.getTime(), b.getTime());
  if (a instanceof RegExp) return String(a) === String(b);
  if (strict && a.constructor !== b.constructor) return false;
  if (seen.some(([x, y]) => x === a && y === b)) return true;
  const inside = [...seen, [a, b]];
  if (a instanceof Set) return a.size === b.size && [...a].every((one) => [...b].some((other) => equals(one, other, strict, inside)));
  if (a instanceof Map) return a.size === b.size && [...a].every(([key, one]) => (b.has(key) ? equals(one, b.get(key), strict, inside) : [...b].some(([other, value]) => equals(key, other, strict, inside) && equals(one, value, strict, inside))));
  if (Array.isArray(a) && a.length !== b.length) return false;
  const keys = (value) => Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key) && (strict || value[key] !== undefined));
  const [own, other] = [keys(a), keys(b)];
  return own.length === other.length && own.every((key) => Object.hasOwn(b, key) && equals(a[key], b[key], strict, inside));
}
/** Whether an object has all that another one has. */
function subset(object, wanted) {
  if (isObject(wanted) && wanted[asymmetric]) return wanted.asymmetricMatch(object);
  if (!isObject(wanted) || !isObject(object) || wanted instanceof Date || wanted instanceof RegExp) return equals(object, wanted);
  if (Array.isArray(wanted)) return Array.isArray(object) && object.length === wanted.length && wanted.every((one, i) => subset(object[i], one));
  return Object.keys(wanted).every((key) => key in object && subset(object[key], wanted[key]));
}
const CLASSES = new Map([[String, 'string'], [Number, 'number'], [Boolean, 'boolean'], [Function, 'function'], [Object, 'object'], [BigInt, 'bigint'], [Symbol, 'symbol']]);
const make = (name, text, match) => {
  const one = (isNot) => ({ [asymmetric]: true, $$typeof: asymmetric, asymmetricMatch: (value) => match(value) !== isNot, toAsymmetricString: () => `${name.replace(/^[A-Z]/, (c) => (isNot ? `Not${c}` : c))}${text}` });
  return [one(false), one(true)];
};
const KINDS = {
  any: (Class) => make('Any', `<${Class.name}>`, (value) => (CLASSES.has(Class) ? typeof value === CLASSES.get(Class) : false) || (value !== null && value !== undefined && value instanceof Class)),
  anything: () => make('Anything', '', (value) => value !== null && value !== undefined),
  objectContaining: (object) => make('ObjectContaining', ` ${min(object)}`, (value) => isObject(value) && Object.keys(object).every((key) => key in value && equals(value[key], object[key]))),
  arrayContaining: (list) => make('ArrayContaining', ` ${min(list)}`, (value) => Array.isArray(value) && list.every((one) => value.some((each) => equals(each, one)))),
  stringContaining: (part) => make('StringContaining', ` "${part}"`, (value) => typeof value === 'string' && value.includes(part)),
  stringMatching: (pattern) => make('StringMatching', ` ${new RegExp(pattern)}`, (value) => typeof value === 'string' && new RegExp(pattern).test(value)),
  closeTo: (number, digits = 2) => make('NumberCloseTo', ` ${number} (${digits} digits)`, (value) => typeof value === 'number' && Math.abs(value - number) < 10 ** -digits / 2),
};
const [matchers, notMatchers] = [0, 1].map((i) => Object.fromEntries(Object.entries(KINDS).map(([name, kind]) => [name, (...args) => kind(...args)[i]])));
module.exports = { equals, subset, matchers, notMatchers };
