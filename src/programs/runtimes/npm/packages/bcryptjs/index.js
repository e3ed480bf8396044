'use strict';
const hashing = require('./lib/hashing.js');
const illegal = (...values) => new Error(`Illegal arguments: ${values.map((value) => typeof value).join(', ')}`);

const later = (work) => (...args) => {
  const done = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  const promise = new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(work(...args));
      } catch (error) {
        reject(error);
      }
    });
  });
  if (!done) return promise;
  promise.then((value) => done(null, value), (error) => done(error));
  return undefined;
};
function genSaltSync(rounds = 10) {
  if (typeof rounds !== 'number') throw illegal(rounds, undefined);
  return hashing.salt(rounds);
}
function hashSync(password, salt = 10) {
  if (typeof salt === 'number') salt = genSaltSync(salt);
  if (typeof password !== 'string' || typeof salt !== 'string') throw illegal(password, salt);
  if (!salt.startsWith('$2')) throw new Error(`Invalid salt version: ${salt.slice(0, 2)}`);
  if (!/^\$2(?:[aby])?\$/.test(salt)) throw new Error(`Invalid salt revision: ${salt.slice(2, 4)}`);
  const made = hashing.hash(password, salt);
  if (made === undefined) throw new Error(/^\$2[aby]?\$\d\d\$/.test(salt) ? 'Illegal salt length: ' + `${salt.slice(7).length} != 16` : 'Missing salt rounds');
  return made;
}
function compareSync(password, hash) {
  if (typeof password !== 'string' || typeof hash !== 'string') throw illegal(password, hash);
  return hash.length === 60 && hashing.hash(password, hash) === hash;
}
/** `hash` names the types as they were given, also where a salt is still to be made. */
const hash = later((password, salt = 10) => {
  if (typeof password !== 'string' || (typeof salt !== 'string' && typeof salt !== 'number')) throw illegal(password, salt);
  return hashSync(password, salt);
});
module.exports = {
  genSaltSync, genSalt: later(genSaltSync), hashSync, hash, compareSync, compare: later(compareSync),
  getRounds(text) { if (typeof text !== 'string') throw illegal(text); return parseInt(text.split('$')[2], 10); },
  getSalt(text) {
    if (typeof text !== 'string') throw illegal(text);
    if (text.length !== 60) throw new Error(`Illegal hash length: ${text.length} != 60`);
    return text.slice(0, 29);
  },
  truncates(password) { if (typeof password !== 'string') throw illegal(password); return Buffer.byteLength(password) > 72; },
};
module.exports.default = module.exports;
