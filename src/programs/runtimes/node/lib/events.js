// events
function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}
EventEmitter.init = function () {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners ??= undefined;
};
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
EventEmitter.defaultMaxListeners = 10;
EventEmitter.errorMonitor = Symbol('events.errorMonitor');
EventEmitter.captureRejectionSymbol = Symbol.for('nodejs.rejection');
EventEmitter.usingDomains = false;

const listOf = (emitter, name) => {
  const found = emitter._events?.[name];
  return found === undefined ? [] : typeof found === 'function' ? [found] : found;
};
const check = (listener) => {
  if (typeof listener !== 'function') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "listener" argument must be of type function. Received ${internal.received(listener)}`);
};

function add(emitter, name, listener, first) {
  check(listener);
  if (emitter._events === undefined) EventEmitter.init.call(emitter);
  if (emitter._events.newListener !== undefined) emitter.emit('newListener', name, listener.listener ?? listener);
  const old = emitter._events[name];
  if (old === undefined) {
    emitter._events[name] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  const list = typeof old === 'function' ? [old] : old;
  if (first) list.unshift(listener);
  else list.push(listener);
  emitter._events[name] = list;
  const most = emitter.getMaxListeners();
  if (most > 0 && list.length > most && !list.warned) {
    list.warned = true;
    process.emitWarning(`Possible EventEmitter memory leak detected. ${list.length} ${String(name)} listeners added to [${emitter.constructor.name}].${Number(process.version.slice(1).split('.')[0]) >= 20 ? ` MaxListeners is ${most}.` : ''} Use emitter.setMaxListeners() to increase limit`, 'MaxListenersExceededWarning');
  }
  return emitter;
}

/** An error that nobody listens for, with the place where it was emitted. */
function emitted(emitter, error) {
  const { frames } = internal.settings;
  internal.above.set(error, frames.errorEvent);
  const { stack } = error;
  if (typeof stack !== 'string' || stack.includes('Emitted ')) return error;
  const own = internal.callerLines();
  if (/\.emit \(/.test(own[0] ?? '')) own.shift();
  const lines = own.some((line) => !line.includes('node:')) ? own : (emitter.constructor?.name === 'Server' ? frames.listenLater : emitter.constructor?.name === 'ClientRequest' ? frames.refusedHttp.slice(1) : frames.refusedNet.slice(1)).map((line) => `    at ${line}`);
  Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: stack });
  (internal.emittedAt ??= new WeakMap()).set(error, `Emitted 'error' event${emitter.constructor?.name && emitter.constructor !== EventEmitter ? ` on ${emitter.constructor.name} instance` : ''} at:\n${shorter(lines, stack).join('\n')}`);
  return error;
}
/** Before Node 22 lines that are in the error's own stack as well are left out. */
function shorter(lines, stack) {
  if (Number(process.version.slice(1).split('.')[0]) >= 22) return lines;
  const other = stack.split('\n').filter((line) => line.startsWith('    at '));
  for (let i = 0; i < lines.length; i++) {
    const at = other.indexOf(lines[i]);
    if (at === -1) continue;
    let same = 0;
    while (i + same < lines.length && lines[i + same] === other[at + same]) same++;
    if (same > 3) return [...lines.slice(0, i + 1), '    [... lines matching original stack trace ...]', ...lines.slice(i + same - 1)];
  }
  return lines;
}

Object.assign(EventEmitter.prototype, {
  setMaxListeners(n) { this._maxListeners = n; return this; },
  getMaxListeners() { return this._maxListeners ?? EventEmitter.defaultMaxListeners; },
  emit(name, ...args) {
    const list = listOf(this, name);
    if (name === 'error') {
      if (this._events?.[EventEmitter.errorMonitor] !== undefined) this.emit(EventEmitter.errorMonitor, ...args);
      if (list.length === 0) {
        const [error] = args;
        if (error instanceof Error) throw emitted(this, error);
        const wrapped = internal.nodeError(Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${typeof error === 'string' ? `'${error}'` : internal.builtin('util').inspect(error)})`);
        wrapped.context = error;
        const { errorEventOther, emitOther } = internal.settings.frames;
        internal.above.set(wrapped, errorEventOther);
        wrapped.stack = wrapped.stack.replace(/\n {4}at .*/, `\n    at ${emitOther.replace('EventEmitter.', `${this.constructor?.name ?? 'EventEmitter'}.`)}`);
        throw wrapped;
      }
    }
    if (list.length === 0) return false;
    (internal.emitters ??= []).push({ type: this.constructor?.name ?? 'EventEmitter', event: name, many: list.length > 1 || (name === 'listening' && this._isHttp === true) });
    try {
      for (const listener of list.slice()) listener.apply(this, args);
    } catch (error) {
      // Its stack names the emitters that are at work now.
      throw internal.adopt(error);
    } finally {
      internal.emitters.pop();
    }
    return true;
  },
  on(name, listener) { return add(this, name, listener, false); },
  prependListener(name, listener) { return add(this, name, listener, true); },
  once(name, listener) { check(listener); return this.on(name, onceWrap(this, name, listener)); },
  prependOnceListener(name, listener) { check(listener); return this.prependListener(name, onceWrap(this, name, listener)); },
  off(name, listener) {
    check(listener);
    const list = listOf(this, name);
    const at = list.findLastIndex((one) => one === listener || one.listener === listener);
    if (at === -1) return this;
    if (list.length === 1) {
      delete this._events[name];
      this._eventsCount--;
    } else this._events[name] = list.filter((_, i) => i !== at);
    if (this._events.removeListener !== undefined) this.emit('removeListener', name, listener);
    return this;
  },
  removeAllListeners(name) {
    if (this._events === undefined) return this;
    if (name === undefined) for (const one of Reflect.ownKeys(this._events)) this.removeAllListeners(one);
    else for (const listener of listOf(this, name).slice().reverse()) this.off(name, listener);
    return this;
  },
  listeners(name) { return listOf(this, name).map((one) => one.listener ?? one); },
  rawListeners(name) { return listOf(this, name).slice(); },
  listenerCount(name) { return listOf(this, name).length; },
  eventNames() { return this._events === undefined ? [] : Reflect.ownKeys(this._events); },
});
EventEmitter.prototype.addListener = EventEmitter.prototype.on;
EventEmitter.prototype.removeListener = EventEmitter.prototype.off;
for (const name of Object.keys(EventEmitter.prototype)) Object.defineProperty(EventEmitter.prototype, name, { enumerable: false });

function onceWrap(emitter, name, listener) {
  const wrapped = function onceWrapper(...args) {
    emitter.off(name, wrapped);
    return listener.apply(emitter, args);
  };
  wrapped.listener = listener;
  return wrapped;
}

EventEmitter.once = (emitter, name, options) =>
  new Promise((resolve, reject) => {
    const fail = (error) => {
      emitter.off?.(name, done);
      reject(error);
    };
    const done = (...args) => {
      emitter.off?.('error', fail);
      resolve(args);
    };
    if (emitter.addEventListener && !emitter.on) return void emitter.addEventListener(name, (event) => resolve([event]), { once: true });
    emitter.once(name, done);
    if (name !== 'error') emitter.once('error', fail);
    options?.signal?.addEventListener('abort', () => fail(options.signal.reason));
  });
EventEmitter.on = (emitter, name) => {
  const queue = [];
  const waiting = [];
  emitter.on(name, (...args) => (waiting.length > 0 ? waiting.shift()({ value: args, done: false }) : queue.push(args)));
  return { next: () => (queue.length > 0 ? Promise.resolve({ value: queue.shift(), done: false }) : new Promise((resolve) => waiting.push(resolve))), [Symbol.asyncIterator]() { return this; } };
};
EventEmitter.listenerCount = (emitter, name) => emitter.listenerCount(name);
EventEmitter.getEventListeners = (emitter, name) => emitter.listeners?.(name) ?? [];
EventEmitter.setMaxListeners = (n, ...emitters) => {
  if (emitters.length === 0) EventEmitter.defaultMaxListeners = n;
  for (const one of emitters) one.setMaxListeners?.(n);
};
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.EventEmitterAsyncResource = EventEmitter;
module.exports = EventEmitter;
