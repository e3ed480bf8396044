// How node begins and ends.
const { settings, host } = internal;
const path = internal.builtin('path');
const Module = internal.builtin('internal_modules');
const major = Number(settings.version.slice(1).split('.')[0]);

function inGlobalScope(file) {
  const module = new Module(file);
  module.filename = path.join(process.cwd(), file);
  module.paths = Module._nodeModulePaths(process.cwd());
  Object.assign(globalThis, { module, exports: module.exports, require: internal.makeRequire(module), __filename: file, __dirname: '.' });
  for (const name of internal.builtinNames) {
    if (/\/|^(?:module|process|console|sys)$/.test(name) || name in globalThis) continue;
    Object.defineProperty(globalThis, name, { configurable: true, enumerable: false, get: () => internal.publicBuiltin(name), set: (value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true }) });
  }
}

exports.main = (mode, file, source) => {
  for (const name of settings.preload ?? []) Module._load(name, undefined);
  switch (mode) {
    case 'file': {
      if (settings.watch) {
        internal.builtin('internal_watch').start(file, process.argv.slice(2), process.execArgv.filter((one) => !one.startsWith('--watch')), settings.watch);
        break;
      }
      const found = internal.resolveMain(file);
      process.argv[1] = path.resolve(file);
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
      const value = internal.evaluate(source, '[eval]');
      if (mode === 'print') console.log(value);
      break;
    }
    case 'stdin':
      inGlobalScope('[stdin]');
      internal.evaluate(source, '[stdin]');
      break;
    case 'repl':
      inGlobalScope('<repl>');
      break;
  }
};

/** What the prompt shows of an error that nobody caught. */
function replError(error, inspect) {
  if (!(error instanceof Error)) return `Uncaught ${inspect(error)}\n`;
  const place = internal.mistakes.get(error);
  if (place) {
    const { text, column, length } = place;
    const head = `${text}\n${' '.repeat(column - 1)}${'^'.repeat(Math.max(1, length))}\n\n`;
    const named = /^\s*import\s+(?:([\w$]+)|(\{[^}]*\})|\*\s+as\s+([\w$]+))\s+from\s+(['"][^'"]+['"])/.exec(text);
    if (error.message.startsWith('Cannot use import statement')) return `${head}Uncaught:\nSyntaxError: Cannot use import statement inside the Node.js REPL, alternatively use dynamic import: ${named ? `const ${named[1] ? `{ default: ${named[1]} }` : (named[2] ?? named[3])} = await import(${named[4].replace(/'/g, '"')});` : ''}\n`;
    return `${head}Uncaught SyntaxError: ${error.message}\n`;
  }
  return `Uncaught ${inspect(error).split('\n    at ')[0].replace(/^\[(.*)\]$/s, '$1')}\n`;
}

/** A line typed at the prompt: gives back what is to be shown, or asks for more. */
exports.repl = (source) => {
  const { inspect } = internal.builtin('util');
  const trimmed = source.trim();
  const say = (text) => internal.order('write', [1], host.encode(text));
  const prompt = (text = '> ') => internal.order('prompt', [text]);
  if (trimmed === '') return prompt();
  if (trimmed === '.exit') return process.exit(0);
  if (trimmed === '.help') {
    say('.break   Sometimes you get stuck, this gets you out\n.clear   Alias for .break\n.exit    Exit the REPL\n.help    Print this help message\n.load    Load JS from a file into the REPL session\n.save    Save all evaluated commands in this REPL session to a file\n\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n');
    return prompt();
  }
  if (/\n\.(?:break|clear)\s*$/.test(source)) return prompt();
  if (/^\.[a-z]\w*(?:\s|$)/.test(trimmed)) {
    if (/^\.(?:load|save|editor)\b/.test(trimmed)) say(`dockyard: ${trimmed.split(' ')[0]} is not simulated\n`);
    else if (!/^\.(?:break|clear)\b/.test(trimmed)) say('Invalid REPL keyword\n');
    return prompt();
  }
  if (host.isIncomplete(source)) return internal.order('prompt', [major >= 24 ? '| ' : '... ', source]);
  try {
    let value;
    const text = /^\s*\{/.test(source) && !/;\s*$/.test(source) ? `(${source})` : source;
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
    value = host.compile(internal.prepare(text, 'REPL1', 'script'), 'REPL1');
    globalThis._ = value;
    say(`${inspect(value, { colors: settings.colors })}\n`);
  } catch (error) {
    const shown = internal.adopt(error);
    globalThis._error = shown;
    say(replError(shown, inspect));
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

/** A text for mongosh. */
exports.mongosh = (...given) => internal.builtin('internal_mongosh').run(...given);
