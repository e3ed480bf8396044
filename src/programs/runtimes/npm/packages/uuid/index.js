'use strict';
const crypto = require('crypto');
const PATTERN = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}-0{4}-0{4}-0{4}-0{12})$/i;
const text = (bytes) => {
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
const timed = (version) => () => {
  const bytes = crypto.randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 15) | (version << 4);
  bytes[8] = (bytes[8] & 63) | 128;
  return text(bytes);
};
const v5 = (name, namespace) => {
  const bytes = crypto.createHash('sha1').update(Buffer.from(namespace.replace(/-/g, ''), 'hex')).update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 15) | 80;
  bytes[8] = (bytes[8] & 63) | 128;
  return text(bytes);
};
module.exports = { v4: () => crypto.randomUUID(), v1: timed(1), v7: timed(7), v5, NIL: '00000000-0000-0000-0000-000000000000', validate: (value) => typeof value === 'string' && PATTERN.test(value), version: (value) => Number.parseInt(value[14], 16) };
