// cluster: it can be asked for, but not used.
const stop = (name) => function () { throw new Error(`dockyard: cluster.${String(name)} is not simulated`); };
const known = { isMaster: true, isPrimary: true, isWorker: false, workers: {} };
module.exports = new Proxy(known, { get: (target, name) => (name in target || typeof name === 'symbol' || name === '__esModule' || name === 'then' ? target[name] : (target[name] = stop(name))) });
