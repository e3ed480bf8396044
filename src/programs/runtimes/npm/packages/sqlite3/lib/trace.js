'use strict';
const util = require('node:util');

const shown = (args) => args.map((one) => util.inspect(one, false, 0)).join(', ');
const elsewhere = (error) => error.stack.split('\n').filter((line) => !line.includes(__filename));

/** Has what `names` call back with errors tell where they were called from. */
exports.traceCalls = (object, names) => {
  for (const name of names) {
    const plain = object[name];
    // As it is with the real one: where the callback is, is settled by the first call that has arguments.
    let at = -1;
    object[name] = function traced(...args) {
      const from = new Error();
      const call = `${object.constructor.name}#${name}(${shown(args)})`;
      if (at < 0) at += args.length;
      const callback = args[at];
      if (typeof callback !== 'function') return plain.apply(this, args);
      args[at] = function replacement(...answer) {
        const [error] = answer;
        if (error?.stack && !error.__augmented) {
          error.stack = `${elsewhere(error).join('\n')}\n--> in ${call}\n${elsewhere(from).slice(1).join('\n')}`;
          error.__augmented = true;
        }
        return callback.apply(this, answer);
      };
      return plain.apply(this, args);
    };
  }
};
