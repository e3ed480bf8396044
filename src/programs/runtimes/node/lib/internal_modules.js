// CommonJS and ES modules: resolution as node's documentation of `require` and ESM states it.
const { host, settings } = internal;
const path = internal.builtin('path');
const PARAMS = 'exports, require, module, __filename, __dirname';
const WRAPPER = `(function __module__(${PARAMS}) {`;
internal.esm = new Set();

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
      if (!(error instanceof SyntaxError)) throw error;
      const { badPackage, badPackagePlace } = settings.frames;
      const text = major >= 22 ? `Invalid package config ${file}.` : `Error parsing ${file}: ${error.message}`;
      const made = major >= 22 ? Object.assign(new Error(text), { code: 'ERR_INVALID_PACKAGE_CONFIG' }) : Object.assign(new SyntaxError(text), { path: file });
      internal.above.set(made, badPackagePlace);
      throw internal.withStack(made, `${made.name}: ${text}`, badPackage);
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
const [major, minor] = settings.version.slice(1).split('.').map(Number);
/** `require` of ES modules. */
const requiresModules = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
/** Module syntax is looked for where nothing says what a file is. */
const detects = major > 22 || (major === 22 && minor >= 7) || (major === 20 && minor >= 19);
const detected = new Map();
function isModule(file) {
  if (file.endsWith('.mjs')) return true;
  if (!file.endsWith('.js')) return false;
  const type = packageScope(file)?.found.type;
  if (type !== undefined || !detects) return type === 'module';
  if (!detected.has(file)) detected.set(file, host.isModuleSyntax(clean(readText(file))));
  return detected.get(file);
}
/** The folder whose package.json makes a file a module. */
internal.typeModuleFolder = (file) => {
  const scope = packageScope(file);
  return scope?.found.type === 'module' ? (scope.folder === '/' ? '' : scope.folder) : undefined;
};

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
/** `node:` before a module's name, where `require` and `import` know it. */
const requiresScheme = major > 16 || major === 16 || (major === 14 && minor >= 18);
const importsScheme = requiresScheme || major === 14 || (major === 12 && minor >= 20);
const builtinName = (request, isImport = false) => {
  const withScheme = request.startsWith('node:') && (isImport ? importsScheme : requiresScheme);
  const name = withScheme ? request.slice(5) : request;
  if (internal.hasModule(name, withScheme)) return name;
  if (withScheme && major >= 14) throw internal.nodeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${request}`);
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
    if (typeof request !== 'string') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "id" argument must be of type string. Received ${internal.received(request)}`);
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
    if (isModule(file)) {
      if (!requiresModules) throw requireEsm(module, file);
      module.exports = requiredModule(file);
      return;
    }
    module._compile(readText(file), file);
  },
  '.json'(module, file) {
    try {
      module.exports = JSON.parse(readText(file).replace(/^\uFEFF/, ''));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const made = new SyntaxError(`${file}: ${error.message}`);
      internal.above.set(made, settings.frames.badJsonPlace);
      throw internal.withStack(made, `SyntaxError: ${made.message}`, [...settings.frames.badJson, ...internal.callerLines()]);
    }
  },
  '.node'(module, file) {
    // The addons that the simulated packages bring are the interpreter's own.
    if (readText(file) === 'dockyard addon: sqlite\n') return void (module.exports = internal.builtin('internal_sqlite'));
    throw Object.assign(new Error(`dockyard: native addons are not simulated: ${file}`), { code: 'ERR_DLOPEN_FAILED' });
  },
});
Module.builtinModules = internal.builtinNames;
Module.isBuiltin = (name) => internal.hasModule(name.replace(/^node:/, ''), name.startsWith('node:'));
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
  if (name) return internal.publicBuiltin(name);
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
/** What `require` gives of an ES module: its namespace; where that has a default, a copy that says so. */
function requiredModule(file) {
  const key = `dockyard:required:${file}`;
  host.evalModule(`import * as m from ${JSON.stringify(file)};\n${DOOR}.namespaces.set(${JSON.stringify(file)}, m);`, key);
  host.runJobs();
  const space = esmNamespaces.get(file);
  if (!space) throw internal.nodeError(Error, 'ERR_REQUIRE_ASYNC_MODULE', 'require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.');
  if ('module.exports' in space) return space['module.exports'];
  if (!('default' in space)) return space;
  const copy = Object.create(null, { [Symbol.toStringTag]: { value: 'Module' } });
  for (const name of ['__esModule', ...Object.keys(space)].sort()) Object.defineProperty(copy, name, { enumerable: true, configurable: true, writable: true, value: name === '__esModule' ? true : space[name] });
  return copy;
}
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
  const { frames } = settings;
  internal.withStack(error, `Error: ${message}`, [...frames.resolve, ...(stack.length === 0 ? frames.load.slice(-2) : [...frames.require.slice(-2), ...internal.callerLines()])]);
  internal.hidePlace(error);
  internal.above.set(error, frames.resolvePlace);
  throw error;
}
const clean = (source) => source.replace(/^\uFEFF/, '').replace(/^#!/, '//');
/** A source ready to run; what doesn't parse is thrown as V8's SyntaxError. */
internal.prepare = (source, file, kind, before = '') => {
  const told = JSON.parse(host.prepare(source, file, kind, before));
  if (told.code !== undefined) return told.code;
  const error = new SyntaxError(told.message);
  internal.mistakes.set(error, { ...told, file, text: source.split('\n')[told.line - 1] ?? '' });
  throw internal.withStack(error, `SyntaxError: ${told.message}`, compileLines(kind, file));
};
function compileLines(kind, file) {
  const { frames } = settings;
  if (kind === 'module') return frames.moduleSyntax;
  if (internal.checking) return frames.check;
  if (file === '[eval]') return frames.evaluate;
  if (file === '[stdin]') return frames.evaluateStdin;
  const callers = internal.callerLines();
  if (kind === 'script' || callers.length === 0) return frames.compile;
  return [...frames.compile.slice(0, frames.compile.findIndex((line) => line.startsWith('Module._compile')) + 1), ...frames.require.slice(1), ...callers];
}
function compile(source, file) {
  const text = clean(source);
  internal.sources.set(file, text);
  try {
    return host.compile(`${internal.prepare(text, file, 'commonjs', WRAPPER)}\n})`, file);
  } catch (error) {
    if (error instanceof SyntaxError && /^Cannot use import|^Unexpected token 'export'/.test(error.message) ) internal.warn('Warning', major < 22 ? 'To load an ES module, set "type": "module" in the package.json or use the .mjs extension.' : `Failed to load the ES module: ${file}. Make sure to set "type": "module" in the nearest package.json file or use the .mjs extension.`);
    throw internal.adopt(error);
  }
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
const esmNamespaces = new Map();
globalThis[Symbol.for('dockyard.esm')] = { builtin: internal.publicBuiltin, required: (file) => Module._load(file, undefined), meta, namespaces: esmNamespaces };
const DOOR = "globalThis[Symbol.for('dockyard.esm')]";
function meta(file) {
  const url = `file://${file}`;
  return { dirname: path.dirname(file), filename: file, resolve: (name) => { const found = resolveModule(file, name); return found.startsWith('/') ? `file://${found}` : found; }, url };
}

/** The file that was meant, when only its ending is missing. */
function hintFor(target, from, request) {
  if (major < 20) return '';
  const meant = asFile(target);
  return meant === undefined ? '' : `\nDid you mean to import "${request}${meant.slice(target.length)}"?`;
}

function resolveModule(base, request) {
  if (request.startsWith('/') && base.startsWith('dockyard:')) return request;
  const from = base.startsWith('/') ? base : path.join(process.cwd(), '[eval]');
  if (request.startsWith('file://')) request = decodeURIComponent(request.slice(7));
  if (request.startsWith('data:')) throw internal.nodeError(Error, 'ERR_UNSUPPORTED_ESM_URL_SCHEME', 'dockyard: data: modules are not simulated');
  const name = builtinName(request, true);
  if (name) return `node:${name}`;
  if (/^\.{0,2}\//.test(request)) {
    const target = path.resolve(path.dirname(from), request);
    const kind = kindOf(target);
    if (kind === 'file') return internal.call('realpath', [target]);
    if (kind === 'dir') throw esmError('ERR_UNSUPPORTED_DIR_IMPORT', `Directory import '${target}' is not supported resolving ES modules imported from ${from}`);
    throw esmError('ERR_MODULE_NOT_FOUND', `Cannot find module '${target}' imported from ${from}${hintFor(target, from, request)}`, undefined, undefined, `file://${target}`);
  }
  const found = fromPackages(request, path.dirname(from), ['node', 'import', 'module-sync']);
  if (!found) throw esmError('ERR_MODULE_NOT_FOUND', `Cannot find package '${request.split('/').slice(0, request.startsWith('@') ? 2 : 1).join('/')}' imported from ${from}`, settings.frames.modulePackage, settings.frames.modulePackagePlace);
  return found;
}
function esmError(code, message, lines = settings.frames.moduleFile, above = settings.frames.moduleFilePlace, url) {
  const error = new Error(message);
  if (url !== undefined && major < 20) error.url = url;
  error.code = code;
  if (url !== undefined && major >= 20) error.url = url;
  internal.hidePlace(error);
  internal.above.set(error, above);
  return internal.withStack(error, `Error [${code}]: ${message}`, lines);
}
function loadModule(file) {
  if (file.startsWith('node:')) return synthetic(`${DOOR}.builtin(${JSON.stringify(file.slice(5))})`, internal.publicBuiltin(file.slice(5)));
  if (file.endsWith('.json')) return `export default ${readText(file)}`;
  if (isModule(file)) {
    const source = readText(file);
    internal.esm.add(file);
    internal.sources.set(file, source);
    return metaFor(internal.prepare(clean(source), file, 'module'), file);
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

/** The value of a script's text, which has no scope of its own. */
internal.evaluate = (source, file) => {
  internal.sources.set(file, source);
  try {
    return host.compile(internal.prepare(source, file, 'script'), file);
  } catch (error) {
    throw internal.adopt(error);
  }
};

/** Runs a file as an ES module; the promise of its evaluation is watched. */
internal.runModule = (file, source = readText(file)) => {
  internal.esm.add(file);
  source = clean(source);
  internal.sources.set(file, source);
  let result;
  try {
    result = host.evalModule(metaFor(internal.prepare(source, file, 'module'), file), file);
  } catch (error) {
    internal.forgetThrow();
    throw linkError(error);
  }
  if (result && typeof result.then === 'function') {
    let settled = false;
    result.then(() => (settled = true), (error) => {
      settled = true;
      internal.forgetThrow();
      internal.uncaught(error);
    });
    process.once('exit', () => {
      if (settled || process.exitCode !== undefined) return;
      process.exitCode = 13;
      if (major >= 20) internal.order('write', [2], host.encode(`Warning: Detected unsettled top-level await at file://${file}:${unsettled(source)}\n\n\n\n`));
    });
  }
};
/** The first `await` of a module's top level: line, its text, a mark. */
function unsettled(source) {
  const lines = source.split('\n');
  const at = lines.findIndex((line) => /^\S*.*\bawait\b/.test(line) && !/^\s/.test(line));
  if (at === -1) return '1';
  return `${at + 1}\n${lines[at]}\n${' '.repeat(lines[at].indexOf('await'))}^`;
}
/** What an import asks for and its module doesn't have. */
function linkError(error) {
  const missing = /^Could not find export '(.+)' in module '(.+)'$/.exec(error.message);
  if (!missing) return internal.adopt(error);
  const [, name, target] = missing;
  for (const file of internal.esm) {
    const source = internal.sources.get(file) ?? '';
    for (const [statement, names, request] of source.matchAll(/\b(?:import|export)\b([^'";]*?)\bfrom\s*['"]([^'"]+)['"]/g)) {
      const wanted = name === 'default' ? /^\s*([\w$]+)/.exec(names) : new RegExp(`(?:^|[{,\\s])(${name.replace(/\$/g, '\\$')})(?=$|[},\\s])`).exec(names);
      let found;
      try { found = wanted && resolveModule(file, request); } catch { found = undefined; }
      if (found !== target && found !== `node:${target}`) continue;
      const offset = source.indexOf(statement) + statement.indexOf(names) + wanted.index + wanted[0].indexOf(wanted[1]);
      const before = source.slice(0, offset);
      const made = new SyntaxError(`The requested module '${request}' does not provide an export named '${name}'`);
      const line = before.split('\n').length;
      internal.mistakes.set(made, { file, line, column: offset - before.lastIndexOf('\n'), length: wanted[1].length, text: source.split('\n')[line - 1], tight: true });
      return internal.withStack(made, `SyntaxError: ${made.message}`, settings.frames.moduleInstantiate);
    }
  }
  return internal.adopt(error);
}
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
