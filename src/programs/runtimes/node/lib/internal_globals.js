// What every script finds: console, Buffer, the web's classes.
const { host } = internal;
const lazy = (name, give) => Object.defineProperty(globalThis, name, {
  configurable: true,
  enumerable: false,
  get() {
    const value = give();
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
    return value;
  },
  set(value) { Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false }); },
});
const { Buffer, atob, btoa } = internal.builtin('buffer');
Object.assign(globalThis, { Buffer, atob, btoa });
for (const name of ['Buffer', 'atob', 'btoa', 'global', 'process']) Object.defineProperty(globalThis, name, { enumerable: false });
lazy('console', () => internal.builtin('console'));

class TextEncoder {
  get encoding() { return 'utf-8'; }
  encode(text = '') { return new Uint8Array(host.encode(String(text))); }
  encodeInto(text, target) {
    const bytes = this.encode(text).subarray(0, target.length);
    target.set(bytes);
    return { read: text.length, written: bytes.length };
  }
}
class TextDecoder {
  constructor(encoding = 'utf-8') { this.encoding = encoding.toLowerCase(); }
  decode(bytes) {
    if (bytes === undefined) return '';
    const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Buffer.from(view).toString(this.encoding === 'utf-8' ? 'utf8' : this.encoding === 'utf-16le' ? 'utf16le' : this.encoding);
  }
}
class DOMException extends Error {
  constructor(message = '', options = 'Error') {
    super(message);
    const name = typeof options === 'string' ? options : options.name;
    Object.defineProperty(this, 'name', { value: name, configurable: true });
    Object.defineProperty(this, 'code', { value: { AbortError: 20, TimeoutError: 23, DataCloneError: 25, InvalidCharacterError: 5 }[name] ?? 0 });
  }
}
class Event {
  constructor(type, options = {}) {
    this.type = type;
    this.cancelable = options.cancelable ?? false;
    this.defaultPrevented = false;
    this.target = null;
  }
  preventDefault() { if (this.cancelable) this.defaultPrevented = true; }
  stopPropagation() {}
  stopImmediatePropagation() { this.stopped = true; }
}
class CustomEvent extends Event {
  constructor(type, options = {}) {
    super(type, options);
    this.detail = options.detail ?? null;
  }
}
const listeners = new WeakMap();
class EventTarget {
  addEventListener(type, fn, options = {}) {
    if (!listeners.has(this)) listeners.set(this, []);
    if (fn) listeners.get(this).push({ type, fn, once: options === true ? false : !!options?.once });
  }
  removeEventListener(type, fn) {
    const list = listeners.get(this) ?? [];
    const at = list.findIndex((one) => one.type === type && one.fn === fn);
    if (at !== -1) list.splice(at, 1);
  }
  dispatchEvent(event) {
    event.target = this;
    const handler = this[`on${event.type}`];
    if (typeof handler === 'function') handler.call(this, event);
    for (const one of (listeners.get(this) ?? []).slice()) {
      if (one.type !== event.type || event.stopped) continue;
      if (one.once) this.removeEventListener(one.type, one.fn);
      if (typeof one.fn === 'function') one.fn.call(this, event);
      else one.fn.handleEvent(event);
    }
    return !event.defaultPrevented;
  }
}
class AbortSignal extends EventTarget {
  constructor() {
    super();
    this.aborted = false;
    this.reason = undefined;
    this.onabort = null;
  }
  throwIfAborted() { if (this.aborted) throw this.reason; }
  static abort(reason) {
    const controller = new AbortController();
    controller.abort(reason);
    return controller.signal;
  }
  static timeout(ms) {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms).unref();
    return controller.signal;
  }
  static any(signals) {
    const controller = new AbortController();
    for (const signal of signals) {
      if (signal.aborted) controller.abort(signal.reason);
      else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
    }
    return controller.signal;
  }
}
class AbortController {
  constructor() { this.signal = new AbortSignal(); }
  abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
    if (this.signal.aborted) return;
    this.signal.aborted = true;
    this.signal.reason = reason;
    this.signal.dispatchEvent(new Event('abort'));
  }
}
function structuredClone(value, seen = new Map()) {
  if (typeof value === 'function' || typeof value === 'symbol') throw new DOMException(`${String(value)} could not be cloned.`, 'DataCloneError');
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const keep = (copy) => (seen.set(value, copy), copy);
  if (value instanceof Date) return keep(new Date(value.getTime()));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (ArrayBuffer.isView(value)) return keep(new (value instanceof Buffer ? Uint8Array : value.constructor)(value));
  if (value instanceof Map) {
    const copy = keep(new Map());
    for (const [key, one] of value) copy.set(structuredClone(key, seen), structuredClone(one, seen));
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set());
    for (const one of value) copy.add(structuredClone(one, seen));
    return copy;
  }
  if (value instanceof Error) return keep(Object.assign(new (globalThis[value.name] ?? Error)(value.message), {}));
  const copy = keep(Array.isArray(value) ? [] : {});
  for (const key of Object.keys(value)) copy[key] = structuredClone(value[key], seen);
  return copy;
}
const started = host.now();
const performance = {
  now: () => host.now() - started + 24.1,
  timeOrigin: started - 24.1,
  mark: (name) => ({ name, startTime: performance.now() }),
  measure: (name) => ({ name, duration: 0 }),
  toJSON: () => ({ timeOrigin: performance.timeOrigin }),
};
const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: false });
for (const [name, value] of Object.entries({ TextEncoder, TextDecoder, DOMException, Event, CustomEvent, EventTarget, AbortSignal, AbortController, structuredClone: (value) => structuredClone(value), performance })) define(name, value);
for (const name of ['URL', 'URLSearchParams']) lazy(name, () => internal.builtin('internal_url')[name]);
for (const name of ['fetch', 'Headers', 'Request', 'Response', 'FormData', 'Blob']) lazy(name, () => internal.builtin('internal_fetch')[name]);
lazy('crypto', () => internal.builtin('crypto').webcrypto);
const [major] = process.version.slice(1).split('.');
lazy('navigator', () => Object.create({ constructor: { name: 'Navigator' } }, Object.fromEntries(Object.entries({ hardwareConcurrency: internal.builtin('os').cpus().length, language: 'en-US', languages: ['en-US'], platform: 'linux', userAgent: `Node.js/${major}` }).map(([key, value]) => [key, { value, enumerable: true }]))));
