'use strict';
const { randomBytes } = require('crypto');
const LETTERS = 'useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict';
const nanoid = (size = 21) => [...randomBytes(size)].map((byte) => LETTERS[byte & 63]).join('');
module.exports = { nanoid, customAlphabet: (letters, size = 21) => () => [...randomBytes(size)].map((byte) => letters[byte % letters.length]).join('') };
