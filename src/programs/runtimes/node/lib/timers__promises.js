// timers/promises
const wait = (start, value, options) => new Promise((resolve, reject) => {
  const timer = start(() => resolve(value));
  options?.signal?.addEventListener('abort', () => {
    clearTimeout(timer);
    reject(Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' }));
  });
});
module.exports = {
  setTimeout: (ms, value, options) => wait((fn) => setTimeout(fn, ms), value, options),
  setImmediate: (value) => wait((fn) => setImmediate(fn), value),
  async *setInterval(ms, value) { for (;;) { await wait((fn) => setTimeout(fn, ms)); yield value; } },
  scheduler: { wait: (ms) => wait((fn) => setTimeout(fn, ms)), yield: () => wait((fn) => setImmediate(fn)) },
};
