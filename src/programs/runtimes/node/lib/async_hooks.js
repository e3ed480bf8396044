// async_hooks: a store that lasts for a synchronous run
class AsyncLocalStorage {
  run(store, fn, ...args) {
    const before = this.store;
    this.store = store;
    try {
      return fn(...args);
    } finally {
      this.store = before;
    }
  }
  exit(fn, ...args) { return this.run(undefined, fn, ...args); }
  getStore() { return this.store; }
  enterWith(store) { this.store = store; }
  disable() { this.store = undefined; }
}
class AsyncResource {
  constructor(type) { this.type = type; }
  runInAsyncScope(fn, self, ...args) { return fn.apply(self, args); }
  emitDestroy() { return this; }
  asyncId() { return 1; }
  static bind(fn) { return fn; }
}
module.exports = { AsyncLocalStorage, AsyncResource, createHook: () => ({ enable() {}, disable() {} }), executionAsyncId: () => 1, triggerAsyncId: () => 0 };
