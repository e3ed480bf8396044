// CommonJS and ES modules: resolution as node's documentation of `require` and ESM states it.
const { host, settings } = internal;
const path = internal.builtin('path');
const PARAMS = 'exports, require, module, __filename, __dirname';
const WRAPPER = `(function __module__(${PARAMS}) {`;
internal.wrapperLength = WRAPPER.length;
internal.esm = new Set();
/** Files whose first line stands behind the wrapper. */
internal.wrapped = new Set();

const kindOf = (file) => internal.call('kind', [file]);
const readText = (file) => host.decode(internal.exact(internal.call('readFile', [file])));
const packages = new Map();
function readPackage(folder) {
  if (packages.has(folder)) return packages.get(folder);
  const file = `${folder === '/' ? '' : folder}/package.json`;
  let found;
  if (kindOf(file) === 'file') {
    try {
      found = JSON.parse(readText(file));
    } catch (error) {
      if (error instanceof SyntaxError) {
        error.message = `Error parsing ${file}: ${error.message}`;
        error.path = file;
      }
      throw error;
    }
  }
  packages.set(folder, found);
  return found;
}
function packageScope(file) {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (folder.endsWith('/node_modules')) return undefined;
    const found = readPackage(folder);
    if (found) return { folder, found };
    if (folder === '/') return undefined;
  }
}
const isModule = (file) => file.endsWith('.mjs') || (file.endsWith('.js') && packageScope(file)?.found.type === 'module');

const EXTENSIONS = ['.js', '.json', '.node'];
function asFile(file, extensions = EXTENSIONS) {
  if (kindOf(file) === 'file') return internal.call('realpath', [file]);
  for (const extension of extensions) if (kindOf(file + extension) === 'file') return internal.call('realpath', [file + extension]);
  return undefined;
}
function asFolder(folder) {
  if (kindOf(folder) !== 'dir') return undefined;
  const main = readPackage(folder)?.main;
  if (typeof main === 'string' && main) {
    const target = path.resolve(folder, main);
    const found = asFile(target) ?? asFile(path.join(target, 'index'));
    if (found) return found;
  }
  return asFile(path.join(folder, 'index'));
}

/** A target of package.json's "exports" under the conditions in force. */
function exportTarget(value, conditions, rest) {
  if (typeof value === 'string') return rest === undefined ? value : value.replace(/\*/g, rest);
  if (Array.isArray(value)) {
    for (const one of value) {
      const found = exportTarget(one, conditions, rest);
      if (found) return found;
    }
    return undefined;
  }
  if (value && typeof value === 'object') {
    for (const [condition, one] of Object.entries(value)) {
      if (condition !== 'default' && !conditions.includes(condition)) continue;
      const found = exportTarget(one, conditions, rest);
      if (found) return found;
    }
  }
  return undefined;
}
function fromExports(map, subpath, conditions) {
  const table = typeof map === 'string' || Array.isArray(map) || !Object.keys(map).some((key) => key.startsWith('.')) ? { '.': map } : map;
  if (subpath in table) return exportTarget(table[subpath], conditions);
  for (const [key, value] of Object.entries(table)) {
    const star = key.indexOf('*');
    if (star === -1) continue;
    const [head, tail] = [key.slice(0, star), key.slice(star + 1)];
    if (subpath.startsWith(head) && subpath.endsWith(tail) && subpath.length >= head.length + tail.length) return exportTarget(value, conditions, subpath.slice(head.length, subpath.length - tail.length));
  }
  return undefined;
}

function fromPackages(request, folder, conditions) {
  const [, name, sub] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(request) ?? [];
  if (!name) return undefined;
  const places = modulePaths(folder);
  if (process.env.NODE_PATH) places.push(...process.env.NODE_PATH.split(':').filter(Boolean));
  for (const place of places) {
    const root = path.join(place, name);
    if (kindOf(root) !== 'dir') {
      const file = sub === undefined ? asFile(root) : undefined;
      if (file) return file;
      continue;
    }
    const found = readPackage(root);
    if (found?.exports) {
      const target = fromExports(found.exports, sub === undefined ? '.' : `./${sub}`, conditions);
      if (target) return internal.call('realpath', [path.join(root, target)]);
      throw internal.nodeError(Error, 'ERR_PACKAGE_PATH_NOT_EXPORTED', sub === undefined ? `No "exports" main defined in ${root}/package.json` : `Package subpath './${sub}' is not defined by "exports" in ${root}/package.json`);
    }
    const file = sub === undefined ? asFolder(root) : (asFile(path.join(root, sub)) ?? asFolder(path.join(root, sub)));
    if (file) return file;
  }
  return undefined;
}
function modulePaths(folder) {
  const places = [];
  for (let at = folder; ; at = path.dirname(at)) {
    if (path.basename(at) !== 'node_modules') places.push(at === '/' ? '/node_modules' : `${at}/node_modules`);
    if (at === '/') return places;
  }
}
const builtinName = (request) => {
  const name = request.startsWith('node:') ? request.slice(5) : request;
  if (internal.hasBuiltin(name)) return name;
  if (request.startsWith('node:')) throw internal.nodeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${request}`);
  return undefined;
};

class Module {
  constructor(id, parent) {
    this.id = id;
    this.path = path.dirname(id);
    this.exports = {};
    this.filename = null;
    this.loaded = false;
    this.children = [];
    this.paths = [];
    Object.defineProperty(this, 'parent', { value: parent, writable: true, enumerable: false });
    parent?.children?.push(this);
  }
  require(request) {
    if (typeof request !== 'string') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "id" argument must be of type string. Received ${request === undefined ? 'undefined' : `type ${typeof request}`}`);
    if (request === '') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
    return Module._load(request, this, false);
  }
  _compile(source, file) {
    const run = compile(source, file);
    const require = makeRequire(this);
    run.call(this.exports, this.exports, require, this, file, path.dirname(file));
  }
  load(file) {
    this.filename = file;
    this.paths = modulePaths(path.dirname(file));
    const extension = path.extname(file);
    (Module._extensions[extension] ?? Module._extensions['.js'])(this, file);
    this.loaded = true;
  }
}
Module.Module = Module;
Module._cache = Object.create(null);
Module._extensions = Object.assign(Object.create(null), {
  '.js'(module, file) {
    if (isModule(file)) throw requireEsm(module, file);
    module._compile(readText(file), file);
  },
  '.json'(module, file) {
    try {
      module.exports = JSON.parse(readText(file).replace(/^\uFEFF/, ''));
    } catch (error) {
      if (error instanceof SyntaxError) error.message = `${file}: ${error.message}`;
      throw error;
    }
  },
  '.node'(module, file) {
    throw Object.assign(new Error(`dockyard: native addons are not simulated: ${file}`), { code: 'ERR_DLOPEN_FAILED' });
  },
});
Module.builtinModules = internal.builtinNames;
Module.isBuiltin = (name) => internal.hasBuiltin(name.replace(/^node:/, ''));
Module.createRequire = (from) => {
  const file = String(from).startsWith('file://') ? decodeURIComponent(String(from).slice(7)) : String(from);
  const module = new Module(file);
  module.filename = file;
  return makeRequire(module);
};
Module._nodeModulePaths = modulePaths;
Module.wrap = (source) => `(function (${PARAMS}) { ${source}\n});`;
Module._resolveFilename = (request, parent) => resolve(request, parent);
Module._load = (request, parent) => {
  const name = builtinName(request);
  if (name) return internal.builtin(name);
  const file = Module._resolveFilename(request, parent);
  const cached = Module._cache[file];
  if (cached) {
    if (parent && !parent.children.includes(cached)) parent.children.push(cached);
    return cached.exports;
  }
  const module = new Module(file, parent);
  Module._cache[file] = module;
  if (!internal.mainModule) {
    internal.mainModule = module;
    process.mainModule = module;
    module.id = '.';
  }
  let ok = false;
  try {
    module.load(file);
    ok = true;
  } finally {
    if (!ok) delete Module._cache[file];
  }
  return module.exports;
};
function requireEsm(module, file) {
  const from = module.parent?.filename;
  return internal.nodeError(Error, 'ERR_REQUIRE_ESM', `require() of ES Module ${file}${from ? ` from ${from}` : ''} not supported.\nInstead change the require of ${path.basename(file)}${from ? ` in ${from}` : ''} to a dynamic import() which is available in all CommonJS modules.`);
}

function resolve(request, parent) {
  const folder = parent?.filename ? path.dirname(parent.filename) : parent?.path ?? process.cwd();
  let found;
  if (/^\.{0,2}\//.test(request) || request === '.' || request === '..') {
    const target = path.resolve(folder, request);
    found = (/(?:\/|^\.{1,2}|\/\.{1,2})$/.test(request) ? undefined : asFile(target)) ?? asFolder(target);
  } else if (request.startsWith('#')) {
    const scope = packageScope(`${folder}/x`);
    const target = scope?.found.imports && fromExports(Object.fromEntries(Object.entries(scope.found.imports).map(([key, value]) => [`./${key}`, value])), `./${request}`, ['node', 'require']);
    if (target) found = path.join(scope.folder, target);
  } else {
    const scope = packageScope(`${folder}/x`);
    if (scope?.found.exports && scope.found.name && (request === scope.found.name || request.startsWith(`${scope.found.name}/`))) {
      const target = fromExports(scope.found.exports, `.${request.slice(scope.found.name.length)}`, ['node', 'require']);
      if (target) found = path.join(scope.folder, target);
    }
    found ??= fromPackages(request, folder, ['node', 'require', 'module-sync']);
  }
  if (found) return found;
  const stack = [];
  for (let at = parent; at; at = at.parent) if (at.filename) stack.push(at.filename);
  let message = `Cannot find module '${request}'`;
  if (stack.length > 0) message += `\nRequire stack:\n- ${stack.join('\n- ')}`;
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  const top = stack.length === 0;
  const line = (name, place) => `    at ${name} (node:internal/modules/cjs/loader:${place})`;
  const frames = [line('Module._resolveFilename', '1140:15'), line('Module._load', '981:27')];
  if (top) frames.push('    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:128:12)', '    at node:internal/main/run_main_module:28:49');
  else frames.push(line('Module.require', '1231:19'), '    at require (node:internal/modules/helpers:177:18)');
  const lower = error.stack.split('\n').slice(message.split('\n').length).filter((frame) => !/node:/.test(frame) || /Module\._compile|_extensions|Object\.\.js|Module\.load|_load|runMain|run_main/.test(frame));
  Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: [`Error: ${message}`, ...frames, ...(top ? [] : lower)].slice(0, message.split('\n').length + 10).join('\n') });
  internal.hidePlace?.(error);
  return Object.assign({ notFound: error }, {}).notFound && raise(error);
}
function raise(error) {
  throw error;
}

const clean = (source) => internal.catching(source.replace(/^\uFEFF/, '').replace(/^#!/, '//'));
function compile(source, file) {
  internal.wrapped.add(file);
  internal.sources.set(file, source);
  internal.lastFile ??= file;
  try {
    return host.compile(`${WRAPPER}${clean(source)}\n})`, file);
  } catch (error) {
    throw syntaxError(error, file);
  }
}
/** A SyntaxError at load: its place is the source's, its stack the loader's. */
function syntaxError(error, file) {
  internal.adopt(error);
  if (error.name !== 'SyntaxError') return error;
  const loader = 'node:internal/modules/cjs/loader';
  const frames = internal.esm.has(file)
    ? ['    at ModuleLoader.moduleStrategy (node:internal/modules/esm/translators:152:18)', '    at ModuleLoader.moduleProvider (node:internal/modules/esm/loader:299:14)']
    : [`    at internalCompileFunction (node:internal/vm:76:18)`, `    at wrapSafe (${loader}:1283:20)`, `    at Module._compile (${loader}:1328:27)`, `    at Module._extensions..js (${loader}:1422:10)`, `    at Module.load (${loader}:1203:32)`, `    at Module._load (${loader}:1019:12)`, '    at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:128:12)', '    at node:internal/main/run_main_module:28:49'];
  Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: [`SyntaxError: ${error.message}`, ...frames].join('\n') });
  return error;
}

function makeRequire(module) {
  const require = (request) => module.require(request);
  require.resolve = (request) => (builtinName(request) ? request : Module._resolveFilename(request, module));
  require.resolve.paths = (request) => (Module.isBuiltin(request) ? null : modulePaths(module.path));
  require.main = internal.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

// ES modules
const namesOf = (value) => (value !== null && (typeof value === 'object' || typeof value === 'function') ? Object.keys(value).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && !RESERVED.has(name)) : []);
const RESERVED = new Set('default break case catch class const continue debugger delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield let static await implements interface package private protected public'.split(' '));
const synthetic = (expression, value) => `const m = ${expression};\nexport default m;\n${namesOf(value).map((name) => `export const ${name} = m.${name};`).join('\n')}`;
globalThis[Symbol.for('dockyard.esm')] = { builtin: internal.builtin, required: (file) => Module._load(file, undefined), meta };
const DOOR = "globalThis[Symbol.for('dockyard.esm')]";
function meta(file) {
  const url = `file://${file}`;
  return { dirname: path.dirname(file), filename: file, resolve: (name) => { const found = resolveModule(file, name); return found.startsWith('/') ? `file://${found}` : found; }, url };
}

function resolveModule(base, request) {
  const from = base.startsWith('/') ? base : path.join(process.cwd(), '[eval]');
  if (request.startsWith('file://')) request = decodeURIComponent(request.slice(7));
  if (request.startsWith('data:')) throw internal.nodeError(Error, 'ERR_UNSUPPORTED_ESM_URL_SCHEME', 'dockyard: data: modules are not simulated');
  const name = builtinName(request);
  if (name) return `node:${name}`;
  if (/^\.{0,2}\//.test(request)) {
    const target = path.resolve(path.dirname(from), request);
    const kind = kindOf(target);
    if (kind === 'file') return internal.call('realpath', [target]);
    if (kind === 'dir') throw esmError('ERR_UNSUPPORTED_DIR_IMPORT', `Directory import '${target}' is not supported resolving ES modules imported from ${from}`);
    throw esmError('ERR_MODULE_NOT_FOUND', `Cannot find module '${target}' imported from ${from}`);
  }
  const found = fromPackages(request, path.dirname(from), ['node', 'import', 'module-sync']);
  if (!found) throw esmError('ERR_MODULE_NOT_FOUND', `Cannot find package '${request.split('/').slice(0, request.startsWith('@') ? 2 : 1).join('/')}' imported from ${from}`);
  return found;
}
function esmError(code, message) {
  const error = new Error(message);
  error.code = code;
  const frames = ['    at packageResolve (node:internal/modules/esm/resolve:844:9)', '    at moduleResolve (node:internal/modules/esm/resolve:901:20)', '    at defaultResolve (node:internal/modules/esm/resolve:1121:11)', '    at ModuleLoader.defaultResolve (node:internal/modules/esm/loader:396:12)', '    at ModuleLoader.resolve (node:internal/modules/esm/loader:365:25)', '    at ModuleLoader.getModuleJob (node:internal/modules/esm/loader:240:38)'];
  Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: [`Error [${code}]: ${message}`, ...frames].join('\n') });
  return error;
}
function loadModule(file) {
  if (file.startsWith('node:')) return synthetic(`${DOOR}.builtin(${JSON.stringify(file.slice(5))})`, internal.builtin(file.slice(5)));
  if (file.endsWith('.json')) return `export default ${readText(file)}`;
  if (isModule(file)) {
    const source = readText(file);
    internal.esm.add(file);
    internal.sources.set(file, source);
    return metaFor(clean(source), file);
  }
  const value = Module._load(file, undefined);
  return synthetic(`${DOOR}.required(${JSON.stringify(file)})`, value);
}
const metaFor = (source, file) => source.replace(/\bimport\.meta\b/g, `${DOOR}.meta(${JSON.stringify(file)})`);
const unresolved = new Map();
host.setLoader(
  // What can't be found is thrown when it is loaded: the engine has no way to fail here.
  (base, request) => {
    try {
      return resolveModule(base, request);
    } catch (error) {
      const name = `dockyard:unresolved:${unresolved.size}`;
      unresolved.set(name, error);
      return name;
    }
  },
  (file) => {
    if (unresolved.has(file)) throw unresolved.get(file);
    return loadModule(file);
  },
);

/** Runs a file as an ES module; the promise of its evaluation is watched. */
internal.runModule = (file, source = readText(file)) => {
  internal.esm.add(file);
  internal.sources.set(file, source);
  let result;
  try {
    result = host.evalModule(metaFor(clean(source), file), file);
  } catch (error) {
    throw syntaxError(error, file);
  }
  if (result && typeof result.then === 'function') result.then(undefined, (error) => internal.uncaught(error));
};
internal.runMain = (file) => {
  if (isModule(file)) internal.runModule(file);
  else Module._load(file, undefined);
};
internal.isModule = isModule;
internal.compile = compile;
internal.makeRequire = makeRequire;
internal.Module = Module;
internal.resolveMain = (file) => resolve(path.resolve(file), undefined);
module.exports = Module;
