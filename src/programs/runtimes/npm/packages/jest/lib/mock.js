'use strict';
const fresh = () => ({ calls: [], instances: [], contexts: [], invocationCallOrder: [], results: [] });
let order = 0;
const all = new Set();

/** A function that remembers its calls. */
function fn(implementation) {
  let body = implementation;
  let queue = [];
  let name = 'jest.fn()';
  const mock = function (...args) {
    const { state } = own;
    state.calls.push(args);
    state.contexts.push(this);
    state.instances.push(this);
    state.invocationCallOrder.push(++order);
    const result = { type: 'incomplete', value: undefined };
    state.results.push(result);
    const act = queue.length > 0 ? queue.shift() : body;
    try {
      const value = new.target ? (act ? (Reflect.construct(act, args, new.target) ?? this) : undefined) : act?.apply(this, args);
      Object.assign(result, { type: 'return', value });
      return value;
    } catch (error) {
      Object.assign(result, { type: 'throw', value: error });
      throw error;
    }
  };
  const own = { state: fresh() };
  Object.defineProperty(mock, 'mock', { get: () => Object.assign(own.state, { lastCall: own.state.calls.at(-1) }), set: (state) => { own.state = state; } });
  const chain = (act) => (...args) => {
    act(...args);
    return mock;
  };
  Object.assign(mock, {
    _isMockFunction: true,
    getMockName: () => name, mockName: chain((next) => { name = next; }), getMockImplementation: () => body,
    mockClear: chain(() => { own.state = fresh(); }),
    mockReset: chain(() => { own.state = fresh(); body = undefined; queue = []; }),
    mockRestore: chain(() => { own.state = fresh(); body = undefined; queue = []; mock._restore?.(); }),
    mockImplementation: chain((next) => { body = next; }), mockImplementationOnce: chain((next) => queue.push(next)),
    mockReturnThis: chain(() => { body = function () { return this; }; }),
    mockReturnValue: chain((value) => { body = () => value; }), mockReturnValueOnce: chain((value) => queue.push(() => value)),
    mockResolvedValue: chain((value) => { body = async () => value; }), mockResolvedValueOnce: chain((value) => queue.push(async () => value)),
    mockRejectedValue: chain((value) => { body = async () => { throw value; }; }), mockRejectedValueOnce: chain((value) => queue.push(async () => { throw value; })),
    withImplementation(next, act) {
      const before = body;
      body = next;
      const back = () => { body = before; };
      const value = act();
      if (value instanceof Promise) return value.finally(back);
      back();
      return undefined;
    },
  });
  all.add(mock);
  return mock;
}
function spyOn(object, name, access) {
  if (object === undefined || object === null) throw new Error(`Cannot use spyOn on a primitive value; ${object} given`);
  if (access) {
    const descriptor = Object.getOwnPropertyDescriptor(object, name) ?? Object.getOwnPropertyDescriptor(Object.getPrototypeOf(object), name);
    const mock = fn(descriptor[access]);
    Object.defineProperty(object, name, { ...descriptor, configurable: true, [access]: mock });
    mock._restore = () => Object.defineProperty(object, name, descriptor);
    return mock;
  }
  const real = object[name];
  if (real?._isMockFunction) return real;
  if (typeof real !== 'function') throw new Error(real === undefined ? `Property \`${name}\` does not exist in the provided object` : `Cannot spy on the \`${name}\` property because it is not a function; ${typeof real} given instead. If you are trying to mock a property, use \`jest.replaceProperty(object, '${name}', value)\` instead.`);
  const isOwn = Object.hasOwn(object, name);
  const mock = fn(function (...args) { return real.apply(this, args); });
  mock._restore = () => { if (isOwn) object[name] = real; else delete object[name]; };
  object[name] = mock;
  return mock;
}
/** What stands for a module that is mocked without a factory: its functions give nothing. */
function automock(value, seen = new Map()) {
  if (typeof value !== 'function' && (value === null || typeof value !== 'object')) return value;
  if (seen.has(value)) return seen.get(value);
  if (Array.isArray(value)) return [];
  const made = typeof value === 'function' ? fn() : {};
  seen.set(value, made);
  for (const key of Object.keys(value)) made[key] = automock(value[key], seen);
  if (typeof value === 'function' && value.prototype) {
    for (const key of Object.getOwnPropertyNames(value.prototype)) if (key !== 'constructor' && typeof value.prototype[key] === 'function') made.prototype[key] = fn();
  }
  return made;
}
const each = (method) => () => { for (const mock of all) mock[method](); };
module.exports = { fn, spyOn, automock, clearAll: each('mockClear'), resetAll: each('mockReset'), restoreAll: () => { for (const mock of all) if (mock._restore) mock.mockRestore(); } };
