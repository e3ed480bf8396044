// Runs first in the interpreter: errors as V8 writes them, the clock, process, modules, the event loop.
(function bootstrap(host, library, settingsJson) {
  const settings = JSON.parse(settingsJson);
  const internal = { host, settings, sources: new Map(), exiting: false };

  class SystemError extends Error {}
  /** A system call: what fails is an Error as node's, with code, errno and syscall. */
  internal.call = function call(name, args, bytes) {
    const answer = host.call(name, JSON.stringify(args ?? []), bytes === undefined ? undefined : internal.exact(bytes));
    if (answer instanceof ArrayBuffer) return new Uint8Array(answer);
    const { value, failure } = JSON.parse(answer);
    if (failure === undefined) return value;
    const error = new Error(failure.message);
    error.code = failure.code;
    if (failure.errno !== undefined) error.errno = -failure.errno;
    throw error;
  };
  internal.order = function order(name, args, bytes) {
    host.order(name, JSON.stringify(args ?? []), bytes === undefined ? undefined : internal.exact(bytes));
  };
  /** Work outside of JavaScript: gives bytes, throws what failed. */
  internal.native = function native(name, args, ...parts) {
    const answer = host.native(name, JSON.stringify(args), ...parts.map(internal.exact));
    if (answer instanceof ArrayBuffer) return Buffer.from(answer);
    const { failure } = JSON.parse(answer);
    throw Object.assign(new Error(failure.message), { code: failure.code });
  };
  internal.exact = (view) => {
    if (view instanceof ArrayBuffer) return view;
    return view.byteOffset === 0 && view.byteLength === view.buffer.byteLength ? view.buffer : view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  };

  internal.keptGlobals = {};
  const cache = new Map();
  /** One of node's own modules. */
  internal.builtin = function builtin(name) {
    let module = cache.get(name);
    if (!module) {
      module = { exports: {} };
      cache.set(name, module);
      const file = name.startsWith('internal_') ? `node:internal/${name.slice(9)}` : `node:${name.replace(/__/g, '/')}`;
      const given = Object.keys(internal.keptGlobals);
      const source = library[name.replace(/\//g, '__')];
      host.compile(`(function (exports, require, module, internal${given.map((one) => `, ${one}`).join('')}) {{${source}\n}})`, file).call(undefined, module.exports, internal.builtin, module, internal, ...given.map((one) => internal.keptGlobals[one]));
    }
    return module.exports;
  };
  internal.hasBuiltin = (name) => name.replace(/\//g, '__') in library && name !== 'bootstrap' && !name.startsWith('internal_');
  internal.builtinNames = Object.keys(library).filter((name) => internal.hasBuiltin(name)).map((name) => name.replace(/__/g, '/')).sort();

  globalThis.global = globalThis;
  internal.builtin('internal_surface');
  internal.builtin('internal_errors');
  internal.builtin('internal_catching');
  internal.builtin('internal_clock');
  internal.builtin('internal_intl');
  internal.builtin('internal_proxies');
  internal.builtin('internal_json');
  internal.builtin('internal_process');
  internal.builtin('internal_fatal');
  const { process } = internal;
  internal.builtin('internal_globals');
  internal.keepGlobals();
  const loop = internal.builtin('internal_loop');
  internal.builtin('internal_modules');
  const events = internal.builtin('internal_main');
  internal.trim();

  return function dispatch(name, argsJson, bytes) {
    const args = JSON.parse(argsJson);
    try {
      const handler = events[name] ?? internal.handlers[name];
      if (!handler) throw new Error(`no event ${name}`);
      handler(...args, bytes === undefined ? undefined : Buffer.from(bytes));
    } catch (error) {
      internal.uncaught(error);
    }
    loop.drain();
    return JSON.stringify(loop.state(process));
  };
});
