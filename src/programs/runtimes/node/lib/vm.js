// vm: code in this context, or with an object's names
const { host } = internal;
const run = (source, file = 'evalmachine.<anonymous>') => {
  internal.sources.set(file, source);
  return host.compile(internal.prepare(source, file, 'script'), file);
};
class Script {
  constructor(source, options) {
    this.source = source;
    this.file = typeof options === 'string' ? options : options?.filename;
    internal.prepare(source, this.file ?? 'evalmachine.<anonymous>', 'script');
  }
  runInThisContext() { return run(this.source, this.file); }
  runInContext(context) { return inContext(this.source, context, this.file); }
  runInNewContext(context = {}) { return inContext(this.source, context, this.file); }
}
function inContext(source, context, file) {
  const scope = new Proxy(context, { has: () => true, get: (target, name) => (name === Symbol.unscopables ? undefined : name in target ? target[name] : globalThis[name]) });
  return run(`(function (scope) { with (scope) { return eval(${JSON.stringify(source)}); } })`, file)(scope);
}
module.exports = { Script, createContext: (context = {}) => context, isContext: () => true, runInThisContext: (source, options) => new Script(source, options).runInThisContext(), runInContext: (source, context) => inContext(source, context), runInNewContext: (source, context = {}) => inContext(source, context), compileFunction: (body, params = []) => run(`(function (${params.join(', ')}) {${body}\n})`) };
