// The event loop's inside: nextTick, microtasks, timers, immediates, and what keeps the process alive.
const { host } = internal;
const ticks = [];
const immediates = [];
const timers = new Map();
let lastTimer = 0;
const alive = new Set();

/** Keeps the process alive until it is released (servers, sockets, children, pending requests). */
internal.hold = (handle) => void alive.add(handle);
internal.release = (handle) => void alive.delete(handle);
internal.handles = alive;
/** Answers of the machine to orders, by event name. */
internal.handlers = {};
const pending = new Map();
let lastPending = 0;
/** An order with an answer: `done(error, value, bytes)`. */
internal.request = (name, args, bytes, done) => {
  const id = ++lastPending;
  const handle = {};
  pending.set(id, (...answer) => {
    internal.release(handle);
    done(...answer);
  });
  internal.hold(handle);
  internal.order(name, [id, ...args], bytes);
  return id;
};
internal.handlers.answered = (id, failure, value, bytes) => {
  const done = pending.get(id);
  pending.delete(id);
  let error = null;
  if (failure) error = Object.assign(new Error(failure.message), { code: failure.code, errno: failure.errno === undefined ? undefined : -failure.errno });
  done?.(error, value, bytes);
};

exports.nextTick = (fn, ...args) => {
  if (typeof fn !== 'function') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "callback" argument must be of type function. Received ${internal.received(fn)}`);
  ticks.push([fn, args]);
};

const guarded = (fn, args, self) => {
  try {
    fn.apply(self, args);
  } catch (error) {
    if (fn === runMicrotask) internal.forgetThrow();
    internal.uncaught(error);
  }
};
internal.guarded = guarded;
// V8's stacks show what ran a callback: the names of these are looked for (internal_errors).
function runTick(fn, args) { fn(...args); }
function runTimer(timer) { timer._onTimeout(...timer.args); }
function runImmediate(one) { one._onImmediate(...one.args); }
function runMicrotask(fn) { fn(); }

function rejected(promise, reason) {
  const { process } = internal;
  internal.adopt(reason);
  if (process.listenerCount('unhandledRejection') > 0) return void guarded(() => process.emit('unhandledRejection', reason, promise), []);
  if (Number(process.version.slice(1).split('.')[0]) < 15) return warnOf(reason);
  internal.uncaught(reason, 'unhandledRejection');
}
let rejections = 0;
/** Before Node 15 a rejection that nobody handled was warned of, and the process went on. */
function warnOf(reason) {
  const { inspect } = internal.builtin('util');
  const [major] = internal.process.version.slice(1).split('.').map(Number);
  const kind = 'UnhandledPromiseRejectionWarning';
  const help = major < 12 ? '' : ' To terminate the node process on unhandled promise rejection, use the CLI flag `--unhandled-rejections=strict` (see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode).';
  internal.warn(kind, reason instanceof Error ? reason.stack : inspect(reason));
  internal.warn(kind, `Unhandled promise rejection. This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch().${help} (rejection id: ${++rejections})`);
  if (rejections === 1) internal.warn('DeprecationWarning', 'Unhandled promise rejections are deprecated. In the future, promise rejections that are not handled will terminate the Node.js process with a non-zero exit code.', 'DEP0018');
}

/** Runs what nextTick and promises have waiting, until nothing is left. */
exports.drain = () => {
  do {
    while (ticks.length > 0) {
      const [fn, args] = ticks.shift();
      guarded(runTick, [fn, args]);
      if (ticks.length === 0) host.runJobs();
    }
    host.runJobs();
    if (ticks.length === 0) {
      const waiting = host.takeRejections();
      for (let i = 0; i < waiting.length; i += 2) rejected(waiting[i], waiting[i + 1]);
      host.runJobs();
    }
  } while (ticks.length > 0);
};

class Timeout {
  constructor(fn, ms, args, repeat) {
    this._idleTimeout = ms;
    this._onTimeout = fn;
    this._repeat = repeat ? ms : null;
    this._destroyed = false;
    Object.defineProperties(this, { args: { value: args }, id: { value: ++lastTimer }, due: { value: host.now() + ms, writable: true }, held: { value: true, writable: true } });
    timers.set(this.id, this);
  }
  ref() { this.held = true; return this; }
  unref() { this.held = false; return this; }
  hasRef() { return this.held; }
  refresh() { this.due = host.now() + this._idleTimeout; timers.set(this.id, this); return this; }
  close() { clearTimeout(this); return this; }
  [Symbol.toPrimitive]() { return this.id; }
}
const delay = (ms) => {
  const n = Number(ms);
  return n >= 1 && n <= 2147483647 ? Math.trunc(n) : 1;
};
globalThis.setTimeout = function setTimeout(fn, ms, ...args) {
  if (typeof fn !== 'function') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "callback" argument must be of type function. Received ${internal.received(fn)}`);
  return new Timeout(fn, delay(ms), args, false);
};
globalThis.setInterval = function setInterval(fn, ms, ...args) {
  if (typeof fn !== 'function') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "callback" argument must be of type function. Received ${internal.received(fn)}`);
  return new Timeout(fn, delay(ms), args, true);
};
globalThis.clearTimeout = function clearTimeout(timer) {
  const one = typeof timer === 'object' && timer !== null ? timer : timers.get(Number(timer));
  if (one && timers.delete(one.id)) one._destroyed = true;
};
globalThis.clearInterval = function clearInterval(timer) { clearTimeout(timer); };
class Immediate {
  constructor(fn, args) {
    this._onImmediate = fn;
    Object.defineProperty(this, 'args', { value: args });
    immediates.push(this);
  }
  ref() { return this; }
  unref() { return this; }
  hasRef() { return true; }
}
globalThis.setImmediate = function setImmediate(fn, ...args) { return new Immediate(fn, args); };
globalThis.clearImmediate = function clearImmediate(one) {
  const at = immediates.indexOf(one);
  if (at !== -1) immediates.splice(at, 1);
};
globalThis.queueMicrotask = function queueMicrotask(fn) {
  if (typeof fn !== 'function') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "callback" argument must be of type function. Received ${internal.received(fn)}`);
  Promise.resolve().then(() => guarded(runMicrotask, [fn]));
};

let isFirst = true;
/** One round: timers that are due, in the order of their time, then immediates. */
internal.handlers.tick = () => {
  // A millisecond passes while node starts its loop: timers of 1 ms are due by then.
  const now = host.now() + (isFirst ? 1 : 0);
  isFirst = false;
  const due = [...timers.values()].filter((timer) => timer.due <= now + 0.001).sort((a, b) => a.due - b.due || a.id - b.id);
  for (const timer of due) {
    if (!timers.has(timer.id)) continue;
    if (timer._repeat === null) {
      timers.delete(timer.id);
    } else timer.due = now + timer._repeat;
    guarded(runTimer, [timer]);
    if (timer._repeat === null) timer._destroyed = !timers.has(timer.id);
    exports.drain();
  }
  for (const one of immediates.splice(0)) {
    guarded(runImmediate, [one]);
    exports.drain();
  }
};

/** What the machine has to know to go on. */
exports.state = (process) => {
  let next = null;
  let heldTimers = false;
  for (const timer of timers.values()) {
    if (next === null || timer.due < next) next = timer.due;
    heldTimers ||= timer.held;
  }
  return { alive: alive.size > 0 || heldTimers || immediates.length > 0, timer: next, immediate: immediates.length > 0, code: process.exitCode ?? 0, stopped: internal.stopped === true };
};
