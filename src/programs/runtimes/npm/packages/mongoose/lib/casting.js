'use strict';
// Values as a schema's types take them.
const { ObjectId } = require('mongodb');
const { CastError } = require('./errors.js');

class Mixed {}
class Map_ {}
const fail = (name) => Object.assign(new Error(), { name });
const YES = [true, 'true', 1, '1', 'yes'];
const NO = [false, 'false', 0, '0', 'no'];
const assertion = fail('AssertionError');

/** By the name of the type: the value, or the reason why there is none. */
const CASTS = {
  String(value) {
    if (typeof value === 'string') return value;
    if (value._id && typeof value._id === 'string') return value._id;
    if (typeof value === 'object' && (Array.isArray(value) || value.toString === Object.prototype.toString)) throw assertion;
    return String(value);
  },
  Number(value) {
    if (value === '') return null;
    if (typeof value === 'boolean') return Number(value);
    const number = Array.isArray(value) ? Number.NaN : Number(value);
    if (Number.isNaN(number)) throw assertion;
    return number;
  },
  Boolean(value) {
    if (YES.includes(value)) return true;
    if (NO.includes(value)) return false;
    throw fail('CastError');
  },
  Date(value) {
    if (value === '') return null;
    const date = value instanceof Date ? value : new Date(typeof value === 'string' && /^-?\d+$/.test(value) && value.length > 4 ? Number(value) : value);
    if (typeof value === 'boolean' || Number.isNaN(date.getTime())) throw assertion;
    return date;
  },
  ObjectId(value) {
    if (value instanceof ObjectId) return value;
    if (value._id instanceof ObjectId) return value._id;
    return new ObjectId(typeof value === 'object' && !value.toHexString ? String(value) : value);
  },
  Buffer: (value) => (Buffer.isBuffer(value) ? value : Buffer.from(value)),
  Mixed: (value) => value,
  Map: (value) => (value instanceof Map ? value : new Map(Object.entries(value))),
  Decimal128: (value) => Number(value),
};
const CLASSES = new Map([[String, 'String'], [Number, 'Number'], [Boolean, 'Boolean'], [Date, 'Date'], [ObjectId, 'ObjectId'], [Buffer, 'Buffer'], [Mixed, 'Mixed'], [Object, 'Mixed'], [Map, 'Map'], [Map_, 'Map']]);
const typeNameOf = (type) => (typeof type === 'string' ? ({ objectid: 'ObjectId', mixed: 'Mixed' }[type.toLowerCase()] ?? type[0].toUpperCase() + type.slice(1)) : CLASSES.get(type));

/** A value of a path cast to its type. Throws CastError. */
function cast(rule, value, path, model) {
  if (value === null || value === undefined) return value;
  if (rule.schema && !rule.isList) return value;
  try {
    return CASTS[rule.type](value);
  } catch (reason) {
    throw new CastError(rule.type === 'ObjectId' ? 'ObjectId' : rule.type === 'Date' ? 'date' : rule.type === 'String' ? 'string' : rule.type, value, path, reason.name === 'AssertionError' ? undefined : reason, model);
  }
}
const Types = { ObjectId, Mixed, Map: Map_, String, Number, Boolean, Date, Buffer, Decimal128: 'Decimal128' };
module.exports = { cast, typeNameOf, Types, Mixed };
