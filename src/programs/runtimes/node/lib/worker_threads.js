// worker_threads: it can be asked for, but not used.
const stop = (name) => function () { throw new Error(`dockyard: worker_threads.${String(name)} is not simulated`); };
const known = { isMainThread: true, parentPort: null, workerData: null, threadId: 0 };
module.exports = new Proxy(known, { get: (target, name) => (name in target || typeof name === 'symbol' || name === '__esModule' || name === 'then' ? target[name] : (target[name] = stop(name))) });
