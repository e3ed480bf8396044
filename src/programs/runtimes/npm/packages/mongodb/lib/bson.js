'use strict';
// ObjectIds, and documents as the simulated server takes them: extended JSON.
const crypto = require('crypto');
const inspect = Symbol.for('nodejs.util.inspect.custom');

class BSONError extends Error {
  get name() { return 'BSONError'; }
  get bsonError() { return true; }
}
const HEX = /^[0-9a-fA-F]{24}$/;
let machine;
let counter;
function fresh(seconds = Math.floor(Date.now() / 1000)) {
  machine ??= crypto.randomBytes(5).toString('hex');
  counter = ((counter ?? crypto.randomInt(0xffffff)) + 1) & 0xffffff;
  return `${seconds.toString(16).padStart(8, '0')}${machine}${counter.toString(16).padStart(6, '0')}`;
}
class ObjectId {
  constructor(input) {
    let hex;
    if (input === undefined || input === null) hex = fresh();
    else if (typeof input === 'number') hex = fresh(input);
    else if (typeof input === 'string' && HEX.test(input)) hex = input.toLowerCase();
    else if (input instanceof ObjectId || typeof input.toHexString === 'function') hex = input.toHexString();
    else if (input instanceof Uint8Array && input.length === 12) hex = Buffer.from(input).toString('hex');
    else throw new BSONError('input must be a 24 character hex string, 12 byte Uint8Array, or an integer');
    Object.defineProperty(this, '_hex', { value: hex });
  }
  get _bsontype() { return 'ObjectId'; }
  get id() { return Buffer.from(this._hex, 'hex'); }
  toHexString() { return this._hex; }
  toString(encoding) { return encoding === 'base64' ? this.id.toString('base64') : this._hex; }
  toJSON() { return this._hex; }
  equals(other) { return other !== undefined && other !== null && (other._hex ?? (typeof other.toHexString === 'function' ? other.toHexString() : String(other).toLowerCase())) === this._hex; }
  getTimestamp() { return new Date(Number.parseInt(this._hex.slice(0, 8), 16) * 1000); }
  [inspect]() { return `new ObjectId('${this._hex}')`; }
  static isValid(input) {
    if (input === undefined || input === null) return false;
    try {
      new ObjectId(input);
      return true;
    } catch {
      return false;
    }
  }
  static createFromHexString(text) { return new ObjectId(text); }
  static createFromTime(seconds) { return new ObjectId(`${seconds.toString(16).padStart(8, '0')}0000000000000000`); }
}
class Decimal128 { constructor(text) { this.text = String(text); } toString() { return this.text; } [inspect]() { return `new Decimal128('${this.text}')`; } }
class Long { static fromNumber(value) { return value; } static fromString(text) { return Number(text); } }

function encode(value) {
  if (value === undefined || value === null || typeof value === 'function') return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  if (value._bsontype === 'ObjectId') return { $oid: value.toHexString() };
  if (value instanceof Date) return { $date: value.toISOString() };
  if (value instanceof RegExp) return { $regex: value.source, ...(value.flags ? { $options: value.flags.replace(/[^ims]/g, '') } : {}) };
  if (Array.isArray(value)) return value.map(encode);
  if (Buffer.isBuffer(value)) return { $binary: { base64: value.toString('base64') } };
  if (value instanceof Decimal128) return Number(value.text);
  if (typeof value.toBSON === 'function') return encode(value.toBSON());
  if (value instanceof Map) value = Object.fromEntries(value);
  return Object.fromEntries(Object.entries(value).filter(([, one]) => typeof one !== 'function').map(([key, one]) => [key, encode(one)]));
}
function decode(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value.$oid === 'string') return new ObjectId(value.$oid);
  if (typeof value.$date === 'string') return new Date(value.$date);
  if (value.$binary) return Buffer.from(value.$binary.base64, 'base64');
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, decode(one)]));
}
module.exports = { ObjectId, BSONError, Decimal128, Long, encode, decode };
