// Errors of the engine's own get V8's words when they are caught: a handler first hands its error to `adopt`. A `throw`
// says where it stands, for the lines above an uncaught one. (The source gets both calls before it runs.)
Object.defineProperty(globalThis, '$dockyardCaught', { value: internal.adopt });
let last;
Object.defineProperty(globalThis, '$dockyardThrow', {
  value: (file, offset, ...values) => {
    const value = values.at(-1);
    last = { value, file, offset };
    return value;
  },
});
/** Where a value was last thrown by a script: file, line, column, the line's text. */
internal.thrownAt = (value) => {
  if (!last || !Object.is(last.value, value)) return undefined;
  const place = JSON.parse(internal.host.thrown(last.file, last.offset));
  const text = place && internal.lineOf(place.file, place.line);
  return text === undefined || text === null ? undefined : { ...place, text };
};

/** The place of a `throw` counts no more: the error comes from a promise's job. */
internal.forgetThrow = () => (last = undefined);

const { toString } = Function.prototype;
Object.defineProperty(Function.prototype, 'toString', {
  configurable: true, writable: true,
  value: { toString() { return toString.call(this).replace(/\$dockyard(?:Throw|Await)\(\d+,\d+,|\/\*\$\*\/\)|\$dockyardCaught\([\w$]+\);/g, ''); } }.toString,
});

const { then } = Promise.prototype;
Object.defineProperty(globalThis, '$dockyardAwait', {
  value: (file, offset, ...values) => {
    const value = values.at(-1);
    if (value instanceof Promise) then.call(value, undefined, (reason) => internal.awaited(reason, file, offset));
    return value;
  },
});
const { any } = Promise;
Object.defineProperty(Promise, 'any', {
  configurable: true, writable: true,
  value: { any(all) {
    return then.call(any.call(this, all), undefined, (error) => {
      if (error instanceof AggregateError && error.message === '') {
        Object.defineProperty(error, 'message', { configurable: true, writable: true, enumerable: false, value: 'All promises were rejected' });
        internal.withStack(error, 'AggregateError: All promises were rejected', []);
      }
      throw error;
    });
  } }.any,
});
Object.defineProperty(Promise.prototype, 'then', {
  configurable: true, writable: true,
  value: { then(fulfilled, rejected) { return then.call(this, fulfilled, typeof rejected === 'function' ? (reason) => rejected(internal.adopt(reason)) : rejected); } }.then,
});
