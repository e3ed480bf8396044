// What the release in force hasn't is taken away, and what it has but isn't simulated says so when it is used. Node's own
// modules, and packages, go on with all that the engine has.
const { settings } = internal;
/** The name itself is one of those that go. */
const root = globalThis;
const [major] = settings.version.slice(1).split('.').map(Number);
const { lacks, functions, modules } = settings.surface;

/** Classes whose lacking members are taken away. */
const TRIMMED = ['Array', 'Array.prototype', 'String.prototype', 'Object', 'Promise', 'Promise.prototype', 'TypedArray.prototype', 'Map', 'Map.prototype', 'Set.prototype', 'Iterator', 'Iterator.prototype', 'Math', 'JSON', 'Error', 'RegExp', 'Intl', 'AbortSignal', 'AbortSignal.prototype', 'URL', 'URLSearchParams.prototype', 'Symbol.prototype'];
/** Whose methods go on under a symbol for Node's own modules. */
const KEPT = settings.surface.kept;

const named = (owner) => {
  if (owner === 'TypedArray.prototype') return Object.getPrototypeOf(Uint8Array.prototype);
  const [name, member] = owner.split('.');
  const holder = root[name];
  return member === undefined ? holder : holder?.[member];
};
const stub = (name, shown) => ({ [name]: function () { throw new Error(`dockyard: ${shown} is not simulated`); } })[name];

// What Node's own modules and packages call instead of what goes (`keeping` in surface.ts).
for (const owner of KEPT) {
  const holder = named(owner);
  for (const name of lacks[owner] ?? []) {
    const own = Object.getOwnPropertyDescriptor(holder, name);
    if (own) Object.defineProperty(holder, Symbol.for(`dockyard.${name}`), { ...own, enumerable: false });
  }
}
/** Globals that Node's own modules are given because scripts haven't got them. */
internal.keptGlobals = {};
internal.keepGlobals = () => {
  for (const name of lacks.global ?? []) {
    const own = Object.getOwnPropertyDescriptor(root, name);
    if (own && 'value' in own) internal.keptGlobals[name] = own.value;
  }
};
internal.keepGlobals();

/** Takes away what the release hasn't: once everything of Node's own stands. */
internal.trim = () => {
  for (const owner of TRIMMED) {
    const holder = named(owner);
    if (!holder) continue;
    for (const name of lacks[owner] ?? []) delete holder[name];
  }
  for (const name of lacks.global ?? []) delete root[name];
  for (const name of lacks.process ?? []) delete process[name];
  for (const name of functions.process ?? []) if (!(name in process)) process[name] = stub(name, `process.${name}`);
  for (const name of functions.global ?? []) {
    if (name in root) continue;
    Object.defineProperty(root, name, { value: stub(name, name), configurable: true, writable: true, enumerable: false });
  }
};

const bare = (name) => name.replace(/^node:/, '');
const known = new Map(modules.map((name) => [bare(name), name]));
const trimmed = new Set();
/** The release has a module under this name, which stands without `node:` where it may. */
internal.hasModule = (name, withScheme) => {
  if (!known.has(name)) return internal.hasBuiltin(name) && !(lacks.modules ?? []).some((one) => bare(one) === name);
  return withScheme || known.get(name) === name;
};
/** A module of Node's as scripts get it. */
internal.publicBuiltin = (name) => {
  const module = internal.hasBuiltin(name) ? internal.builtin(name) : (internal.absent[name] ??= name === 'test' ? stub('test', 'node:test') : {});
  if (trimmed.has(name)) return module;
  trimmed.add(name);
  if (name === 'test' && major < 18) internal.warn('ExperimentalWarning', 'The test runner is an experimental feature. This feature could change at any time');
  if (name === 'sqlite' && major < 24) internal.warn('ExperimentalWarning', 'SQLite is an experimental feature and might change at any time');
  for (const one of lacks[`module:${name}`] ?? []) if (Object.getOwnPropertyDescriptor(module, one)?.configurable) delete module[one];
  for (const one of functions[`module:${name}`] ?? []) {
    if (!(one in module)) Object.defineProperty(module, one, { value: stub(one, `${name}.${one}`), configurable: true, writable: true, enumerable: true });
  }
  return module;
};
internal.absent = {};
internal.builtinNames = internal.builtinNames.filter((name) => internal.hasModule(name, false));
