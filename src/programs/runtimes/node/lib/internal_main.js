// How node begins and ends.
const { settings, host } = internal;
const path = internal.builtin('path');
const Module = internal.builtin('internal_modules');

function inGlobalScope(file) {
  const module = new Module(file);
  module.filename = path.join(process.cwd(), file);
  module.paths = Module._nodeModulePaths(process.cwd());
  Object.assign(globalThis, { module, exports: module.exports, require: internal.makeRequire(module), __filename: file, __dirname: '.' });
  for (const name of internal.builtinNames) {
    if (/\/|^(?:module|process|console|sys)$/.test(name) || name in globalThis) continue;
    Object.defineProperty(globalThis, name, { configurable: true, enumerable: false, get: () => internal.builtin(name), set: (value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true }) });
  }
}
function evaluate(source, file) {
  internal.sources.set(file, source);
  try {
    return host.compile(internal.prepare(source, file, 'script'), file);
  } catch (error) {
    throw internal.adopt(error);
  }
}

exports.main = (mode, file, source) => {
  for (const name of settings.preload ?? []) Module._load(name, undefined);
  switch (mode) {
    case 'file': {
      const found = internal.resolveMain(file);
      process.argv[1] = found;
      internal.runMain(found);
      break;
    }
    case 'check':
      internal.checking = true;
      internal.compile(source, file);
      break;
    case 'eval':
    case 'print': {
      inGlobalScope('[eval]');
      if (settings.inputType === 'module' || (/^\s*import\s/m.test(source) && mode === 'eval' && settings.inputType === undefined && Number(process.version.slice(1).split('.')[0]) >= 22)) {
        internal.runModule(path.join(process.cwd(), '[eval1]'), source);
        break;
      }
      const value = evaluate(source, '[eval]');
      if (mode === 'print') console.log(value);
      break;
    }
    case 'stdin':
      inGlobalScope('[stdin]');
      evaluate(source, '[stdin]');
      break;
    case 'repl':
      inGlobalScope('<repl>');
      break;
  }
};

/** A line typed at the prompt: gives back what is to be shown, or asks for more. */
exports.repl = (source) => {
  const { inspect } = internal.builtin('util');
  const trimmed = source.trim();
  const say = (text) => internal.order('write', [1], host.encode(text));
  const prompt = (text = '> ') => internal.order('prompt', [text]);
  if (trimmed === '') return prompt();
  if (trimmed === '.exit') return process.exit(0);
  if (trimmed === '.help') {
    say('.break    Sometimes you get stuck, this gets you out\n.clear    Alias for .break\n.exit     Exit the REPL\n.help     Print this help message\n\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n');
    return prompt();
  }
  try {
    let value;
    const text = /^\s*\{/.test(source) && !/;\s*$/.test(source) ? `(${source})` : source;
    // Names stay known from line to line: const and let become var, as the debugger's console does it.
    const global = text.replace(/^(\s*)(?:const|let)\s/gm, '$1var ').replace(/^class\s+([\w$]+)/, 'var $1 = class $1');
    if (/\bawait\b/.test(text)) {
      Promise.resolve(host.compile(`(async () => ${/^\s*(?:const|let|var)\s+([\w$]+)\s*=/.test(text) ? text.replace(/^\s*(?:const|let|var)\s+([\w$]+)\s*=/, (_, name) => `globalThis.${name} =`) : `(${text.replace(/;\s*$/, '')})`})()`, 'REPL1')).then((result) => {
        say(`${inspect(result, { colors: settings.colors })}\n`);
        prompt();
      }, (error) => {
        say(`Uncaught ${inspect(internal.adopt(error))}\n`);
        prompt();
      });
      return undefined;
    }
    internal.sources.set('REPL1', source);
    value = host.compile(text === source ? global : text, 'REPL1');
    globalThis._ = value;
    say(`${inspect(value, { colors: settings.colors })}\n`);
  } catch (error) {
    const shown = internal.adopt(error);
    if (shown instanceof SyntaxError && /end of input|missing \) after|Unexpected template/.test(shown.message)) return internal.order('prompt', ['... ', source]);
    globalThis._error = shown;
    say(shown instanceof Error ? (shown instanceof SyntaxError ? `Uncaught SyntaxError: ${shown.message}\n` : `Uncaught ${inspect(shown).split('\n    at ')[0]}${shown instanceof ReferenceError ? '' : `\n    at REPL1:1:1`}\n`) : `Uncaught ${inspect(shown)}\n`);
  }
  prompt();
};

/** Nothing is left to do: the last listeners may find something. */
exports.beforeExit = () => {
  process.emit('beforeExit', process.exitCode ?? 0);
};
exports.exit = () => {
  if (internal.exiting) return;
  internal.exiting = true;
  process.emit('exit', process.exitCode ?? 0);
};
exports.signal = (name, number) => {
  process.emit(name, name, number);
};
