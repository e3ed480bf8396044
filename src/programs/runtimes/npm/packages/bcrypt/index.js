'use strict';
const hashing = require('./lib/hashing.js');

/** A function and its later twin: by a callback, or by a promise. */
const later = (work) => (...args) => {
  const done = typeof args.at(-1) === 'function' ? args.pop() : undefined;
  const promise = new Promise((resolve, reject) => {
    try {
      const value = work(...args);
      setImmediate(resolve, value);
    } catch (error) {
      process.nextTick(reject, error);
    }
  });
  if (!done) return promise;
  promise.then((value) => done(undefined, value), (error) => done(error));
  return undefined;
};
function genSaltSync(rounds, minor = 'b') {
  if (!rounds) rounds = 10;
  else if (typeof rounds !== 'number') throw new Error('rounds must be a number');
  if (minor !== 'a' && minor !== 'b') throw new Error('minor must be either "a" or "b"');
  return hashing.salt(rounds, minor);
}
function hashSync(data, salt) {
  if (data == null || salt == null) throw new Error('data and salt arguments required');
  if (!(typeof data === 'string' || data instanceof Buffer) || (typeof salt !== 'string' && typeof salt !== 'number')) throw new Error('data must be a string or Buffer and salt must either be a salt string or a number of rounds');
  const made = hashing.hash(data, typeof salt === 'number' ? genSaltSync(salt) : salt);
  if (made === undefined) throw new Error('Invalid salt. Salt must be in the form of: $Vers$log2(NumRounds)$saltvalue');
  return made;
}
function compareWith(complaint) {
  return (data, hash) => {
    if (data == null || hash == null) throw new Error('data and hash arguments required');
    if (!(typeof data === 'string' || data instanceof Buffer) || typeof hash !== 'string') throw new Error(complaint);
    return hash.length === 60 && hashing.hash(data, hash) === hash;
  };
}
function getRounds(hash) {
  if (hash == null) throw new Error('hash argument required');
  if (typeof hash !== 'string') throw new Error('hash must be a string');
  const rounds = hashing.rounds(hash);
  if (Number.isNaN(rounds)) throw new Error('invalid hash provided');
  return rounds;
}
module.exports = {
  genSaltSync, genSalt: later(genSaltSync), hashSync, hash: later(hashSync),
  compareSync: compareWith('data must be a string or Buffer and hash must be a string'), compare: later(compareWith('data and hash must be strings')), getRounds,
};
