'use strict';
// The modules that tests load: read anew for each file, some of them replaced.
const fs = require('fs');
const Module = require('module');
const path = require('path');
const { automock } = require('./mock.js');

const mocks = new Map();
const made = new Map();
const realLoad = Module._load;
const realJs = Module._extensions['.js'];
const isOwn = (file) => file.startsWith(path.join(__dirname, '..'));

function keyOf(request, from) {
  if (Module.isBuiltin(request)) return request.replace(/^node:/, '');
  try {
    return Module._resolveFilename(request, from);
  } catch {
    return `${path.dirname(from.filename)}:${request}`;
  }
}
/** The mock that lies beside a module in __mocks__. */
function manual(file) {
  const beside = path.join(path.dirname(file), '__mocks__', path.basename(file));
  return fs.existsSync(beside) ? beside : undefined;
}
/** Where a module is real, without those that replace it. */
const actual = (request, from) => realLoad(request, from, false);
Module._load = (request, parent, isMain) => {
  if (request === '@jest/globals') return exports.globals;
  if (mocks.size > 0 && parent?.filename && !isOwn(parent.filename)) {
    const key = keyOf(request, parent);
    if (mocks.has(key)) {
      if (!made.has(key)) {
        const factory = mocks.get(key);
        const beside = factory ? undefined : manual(key);
        made.set(key, factory ? factory() : beside ? realLoad(beside, parent, false) : automock(actual(request, parent)));
      }
      return made.get(key);
    }
  }
  return realLoad(request, parent, isMain);
};

/** The end of a call that begins at an opening bracket. */
function closing(source, start) {
  let depth = 0;
  for (let i = start; i < source.length; i++) {
    const char = source[i];
    if (char === '"' || char === "'" || char === '`') {
      for (i++; i < source.length && source[i] !== char; i++) if (source[i] === '\\') i++;
    } else if (char === '/' && source[i + 1] === '/') i = source.indexOf('\n', i);
    else if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char) && --depth === 0) return i + 1;
  }
  return source.length;
}
/** jest.mock and jest.unmock stand before everything else, whatever line they are written in. */
function hoisted(source) {
  const first = [];
  const pattern = /^jest\.(?:mock|unmock)\(/gm;
  let out = '';
  let from = 0;
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const end = closing(source, match.index + match[0].length - 1);
    const call = source.slice(match.index, end);
    first.push(call.replace(/\/\/[^\n]*/g, '').replace(/\n/g, ' '));
    out += source.slice(from, match.index) + call.replace(/[^\n]/g, '');
    from = end;
    pattern.lastIndex = end;
  }
  return first.length === 0 ? source : `${first.join('; ')}; ${out}${source.slice(from)}`;
}
Module._extensions['.js'] = (module, file) => {
  if (file.includes('/node_modules/') || isOwn(file)) return realJs(module, file);
  const source = fs.readFileSync(file, 'utf8');
  return /^jest\.(?:mock|unmock)\(/m.test(source) ? module._compile(hoisted(source), file) : realJs(module, file);
};

let testModule;
/** jest's functions about modules, for the file of tests that runs. */
exports.api = {
  mock(request, factory) { const key = keyOf(request, testModule); mocks.set(key, factory); made.delete(key); return exports.jest; },
  unmock(request) { mocks.delete(keyOf(request, testModule)); return exports.jest; },
  requireActual: (request) => actual(request, testModule),
  requireMock: (request) => automock(actual(request, testModule)),
  resetModules() { for (const key of Object.keys(Module._cache)) if (!isOwn(key)) delete Module._cache[key]; made.clear(); return exports.jest; },
  isolateModules(act) { const held = { ...Module._cache }; exports.api.resetModules(); act(); Object.assign(Module._cache, held); },
};
Object.assign(exports.api, { doMock: exports.api.mock, dontMock: exports.api.unmock, setMock: (request, value) => exports.api.mock(request, () => value) });
/** Loads a file of tests with modules of its own. */
exports.load = async (file) => {
  mocks.clear();
  exports.api.resetModules();
  testModule = Object.assign(new Module(file), { filename: file, paths: Module._nodeModulePaths(path.dirname(file)) });
  // Without Babel's presets jest takes every file for a script.
  if (!file.endsWith('.mjs') && /^\s*import\s+(?:[\w$*{]|['"])/m.test(fs.readFileSync(file, 'utf8'))) throw new SyntaxError('Cannot use import statement outside a module');
  if (file.endsWith('.mjs')) await import(file);
  else realLoad(file, testModule, false);
};
