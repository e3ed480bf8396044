// dns: lookup as glibc does it
const failed = (error, host) => Object.assign(internal.netError({ code: error.code }, 'getaddrinfo', host), { errno: error.code === 'EAI_AGAIN' ? -3001 : -3008 });
const family = (address) => (address.includes(':') ? 6 : 4);
function lookup(host, options, done) {
  if (typeof options === 'function') [done, options] = [options, {}];
  if (typeof options === 'number') options = { family: options };
  internal.request('lookup', [host], undefined, (error, addresses) => {
    if (error) return done(failed(error, host));
    const found = addresses.filter((address) => !options.family || family(address) === options.family);
    if (options.all) return done(null, found.map((address) => ({ address, family: family(address) })));
    return found.length === 0 ? done(failed({ code: 'ENOTFOUND' }, host)) : done(null, found[0], family(found[0]));
  });
}
function resolve(host, type, done) {
  if (typeof type === 'function') [done, type] = [type, 'A'];
  lookup(host, { all: true, family: type === 'AAAA' ? 6 : 4 }, (error, found) => {
    if (error) return done(Object.assign(new Error(`query${type} ENOTFOUND ${host}`), { errno: undefined, code: 'ENOTFOUND', syscall: `query${type}`, hostname: host }));
    done(null, found.map((one) => one.address));
  });
}
const promise = (fn) => (...args) => new Promise((good, wrong) => fn(...args, (error, value, kind) => (error ? wrong(error) : good(kind === undefined ? value : { address: value, family: kind }))));
lookup[Symbol.for('nodejs.util.promisify.custom')] = promise(lookup);
const resolve4 = (host, done) => resolve(host, 'A', done);
const resolve6 = (host, done) => resolve(host, 'AAAA', done);
module.exports = { lookup, resolve, resolve4, resolve6, getServers: () => [], setServers() {}, setDefaultResultOrder() {}, ADDRCONFIG: 1024, V4MAPPED: 2048, promises: { lookup: promise(lookup), resolve: promise(resolve), resolve4: promise(resolve4), resolve6: promise(resolve6) } };
