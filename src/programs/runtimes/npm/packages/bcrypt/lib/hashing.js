'use strict';
// Hashes of passwords; the arithmetic is compiled code, as it is in the real package.
const crypto = require('crypto');
const { hash } = process.binding('bcrypt');
const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const FORM = /^\$2([abyx])\$(\d\d)\$([./A-Za-z0-9]{22})/;

/** Text of bytes in bcrypt's own base 64. */
function encode(bytes) {
  const plain = bytes.toString('base64').replace(/=+$/, '');
  const usual = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return plain.replace(/./g, (char) => ALPHABET[usual.indexOf(char)]);
}
function decode(text) {
  const usual = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return Buffer.from(text.replace(/./g, (char) => usual[ALPHABET.indexOf(char)]), 'base64');
}
exports.salt = (rounds, minor = 'b') => `$2${minor}$${String(Math.min(31, Math.max(4, rounds))).padStart(2, '0')}$${encode(crypto.randomBytes(16))}`;
/** The hash with a salt's text, or undefined where that has no salt's form. */
exports.hash = (password, salt) => {
  const [, minor, cost, text] = FORM.exec(salt) ?? [];
  if (text === undefined || Number(cost) < 4 || Number(cost) > 31) return undefined;
  return hash(String(password), decode(text).subarray(0, 16), Number(cost)).replace('$2y$', `$2${minor}$`);
};
exports.rounds = (text) => Number(FORM.exec(text)?.[2] ?? Number.NaN);
