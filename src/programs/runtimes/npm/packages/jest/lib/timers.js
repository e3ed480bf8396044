'use strict';
// Timers that wait until a test lets their time pass.
const NAMES = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'Date'];
const real = Object.fromEntries(NAMES.map((name) => [name, globalThis[name]]));
const RealDate = Date;
let now = 0;
let timers = new Map();
let last = 0;
let isFake = false;

const add = (fn, ms, args, every) => {
  const id = ++last;
  timers.set(id, { id, fn, args, every, due: now + Math.max(0, Number(ms) || 0) });
  return { id, ref() { return this; }, unref() { return this; }, hasRef: () => true, refresh() { return this; }, [Symbol.toPrimitive]: () => id };
};
const remove = (timer) => void timers.delete(typeof timer === 'object' && timer !== null ? timer.id : Number(timer));
class FakeDate extends RealDate {
  constructor(...args) { if (args.length === 0) super(now); else super(...args); }
  static now() { return now; }
}
const next = (until = Infinity) => [...timers.values()].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due || a.id - b.id)[0];
function fire(timer) {
  now = Math.max(now, timer.due);
  if (timer.every === undefined) timers.delete(timer.id);
  else timer.due = now + Math.max(1, timer.every);
  timer.fn(...timer.args);
}
const LIMIT = 100000;
function runAll() {
  for (let n = 0; timers.size > 0; n++) {
    if (n === LIMIT) throw new Error(`Aborting after running ${LIMIT} timers, assuming an infinite loop!`);
    fire(next());
  }
}
function advance(ms) {
  const until = now + ms;
  for (let timer = next(until); timer; timer = next(until)) fire(timer);
  now = until;
}
function runPending() {
  const until = Math.max(now, ...[...timers.values()].map(({ due }) => due));
  const pending = new Set(timers.keys());
  for (let timer = next(until); timer; timer = next(until)) {
    if (!pending.delete(timer.id)) break;
    fire(timer);
  }
}
const settle = () => new Promise((resolve) => real.setImmediate(resolve));
const later = (work) => async (...args) => {
  await settle();
  work(...args);
  await settle();
};
exports.real = real;
exports.api = {
  useFakeTimers({ now: start } = {}) {
    now = start === undefined ? RealDate.now() : Number(start);
    timers = new Map();
    isFake = true;
    Object.assign(globalThis, {
      setTimeout: (fn, ms, ...args) => add(fn, ms, args), setInterval: (fn, ms, ...args) => add(fn, ms, args, Number(ms) || 0), setImmediate: (fn, ...args) => add(fn, 0, args),
      clearTimeout: remove, clearInterval: remove, clearImmediate: remove, Date: FakeDate,
    });
  },
  useRealTimers() { isFake = false; Object.assign(globalThis, real); },
  advanceTimersByTime: advance, advanceTimersByTimeAsync: later(advance), runAllTimers: runAll, runAllTimersAsync: later(runAll), runOnlyPendingTimers: runPending, runOnlyPendingTimersAsync: later(runPending),
  advanceTimersToNextTimer(steps = 1) { for (let i = 0; i < steps && timers.size > 0; i++) fire(next()); },
  clearAllTimers: () => timers.clear(), getTimerCount: () => timers.size, runAllTicks() {}, runAllImmediates() {},
  setSystemTime: (time = RealDate.now()) => { now = Number(time); }, getRealSystemTime: () => RealDate.now(), now: () => (isFake ? now : RealDate.now()),
};
