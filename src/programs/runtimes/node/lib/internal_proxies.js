// Proxies are looked through when values are printed: what each stands for is kept.
const RealProxy = Proxy;
const made = new WeakMap();
const Made = function (target, handler) {
  if (new.target === undefined) throw new TypeError("Constructor Proxy requires 'new'");
  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
  if (!isObject(target) || !isObject(handler)) throw new TypeError('Cannot create proxy with a non-object as target or handler');
  const proxy = new RealProxy(target, handler);
  made.set(proxy, [target, handler]);
  return proxy;
};
Object.defineProperty(Made, 'name', { value: 'Proxy' });
Made.prototype = undefined;
Made.revocable = (target, handler) => {
  const one = RealProxy.revocable(target, handler);
  made.set(one.proxy, [target, handler]);
  return one;
};
Object.defineProperty(globalThis, 'Proxy', { value: Made, configurable: true, writable: true });
internal.proxied = (value) => made.get(value);
