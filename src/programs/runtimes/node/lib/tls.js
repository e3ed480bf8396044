// tls: it can be asked for, but not used.
const stop = (name) => function () { throw new Error(`dockyard: tls.${String(name)} is not simulated`); };
const known = {  };
module.exports = new Proxy(known, { get: (target, name) => (name in target || typeof name === 'symbol' || name === '__esModule' || name === 'then' ? target[name] : (target[name] = stop(name))) });
