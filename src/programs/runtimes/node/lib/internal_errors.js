// Errors as V8 makes them: a header in `stack`, its columns, its messages.
const V8_MESSAGES = [
  [/^'(.+)' is not defined$/, (m) => `${m[1]} is not defined`],
  [/^cannot read property '(.*)' of (undefined|null)$/, (m) => `Cannot read properties of ${m[2]} (reading '${m[1]}')`],
  [/^cannot set property '(.*)' of (undefined|null)$/, (m) => `Cannot set properties of ${m[2]} (setting '${m[1]}')`],
  [/^'(.+)' is read-only$/, () => 'Assignment to constant variable.'],
  [/^value is not iterable$/, () => 'object is not iterable (cannot read property Symbol(Symbol.iterator))'],
  [/^(.+) is not initialized$/, (m) => `Cannot access '${m[1].replace(/^'|'$/g, '')}' before initialization`],
  [/^empty array$/, () => 'Reduce of empty array with no initial value'],
  [/^stack overflow$/, () => 'Maximum call stack size exceeded'],
  [/^circular reference$/, () => 'Converting circular structure to JSON'],
  [/^cannot convert bigint to number$/, () => 'Cannot mix BigInt and other types, use explicit conversions'],
  [/^class constructors must be invoked with 'new'$/, () => "Class constructor cannot be invoked without 'new'"],
  [/^unexpected token in expression: '(.+)'$/, (m) => `Unexpected token '${m[1]}'`],
  [/^unexpected token in expression: ''$/, () => 'Unexpected end of input'],
  [/^invalid property name$/, () => 'Unexpected token'],
  [/^unexpected end of string$/, () => 'Invalid or unexpected token'],
  [/^invalid redefinition of (?:lexical|global|parameter|function)? ?(?:identifier|name)?.*$/, () => 'Identifier has already been declared'],
];
const ENGINE_NAMES = new Set(['Error', 'TypeError', 'ReferenceError', 'SyntaxError', 'RangeError', 'InternalError', 'URIError', 'EvalError']);
const INTERNAL = /^node:/;
const MODULE_FRAME = '__module__';
const ARRAY_METHODS = new Set(['map', 'forEach', 'filter', 'reduce', 'some', 'every', 'find', 'findIndex', 'flatMap', 'sort', 'from']);

function translate(name, message) {
  for (const [pattern, give] of V8_MESSAGES) {
    const match = pattern.exec(message);
    if (match) return [name === 'InternalError' ? 'RangeError' : name, give(match)];
  }
  return [name === 'InternalError' ? 'RangeError' : name, message];
}

const lineOf = (file, line) => internal.sources.get(file)?.split('\n')[line - 1];

/** QuickJS points a call at its parenthesis, V8 at the name (or `new`). */
function v8Column(file, line, column) {
  const text = lineOf(file, line);
  if (text === undefined || text[column - 1] !== '(') return column;
  const before = text.slice(0, column - 1);
  const made = /\bnew\s+[\w$.]+$/.exec(before);
  if (made) return made.index + 1;
  const name = /([\w$]+|\])$/.exec(before);
  return name ? name.index + 1 : column;
}

/** The callee before a parenthesis, as V8 names it in "x is not a function". */
function calleeAt(file, line, column) {
  const text = lineOf(file, line);
  if (text === undefined) return undefined;
  const before = text.slice(0, text[column - 1] === '(' ? column - 1 : column);
  return /((?:[\w$]+|\)|\])(?:\??\.[\w$]+|\[[^\]]*\])*)$/.exec(before)?.[1]?.replace(/^\)/, '(intermediate value)');
}

/** A column as the source has it: on a module's first line the wrapper stands before it. */
const sourceColumn = (file, line, column) => (line === 1 && internal.wrapped?.has(file) ? column - internal.wrapperLength : column);

function parseFrames(raw) {
  const frames = [];
  for (const text of raw.split('\n')) {
    const at = /^ {4}at (?:(.*?) \()?(.+?)(?::(\d+))?(?::(\d+))?\)?$/.exec(text);
    if (!at) continue;
    frames.push({ name: at[1], file: at[2], line: Number(at[3]), column: sourceColumn(at[2], Number(at[3]), Number(at[4])) });
  }
  return frames;
}

const v = () => Number(settings.version.slice(1).split('.')[0]);
const settings = internal.settings;
function loaderFrames(isMain) {
  const loader = 'node:internal/modules/cjs/loader';
  const at = (name, place) => `    at ${name} (${place})`;
  if (v() >= 22) {
    const common = [at('Module._compile', `${loader}:1554:14`), at('Object..js', `${loader}:1706:10`), at('Module.load', `${loader}:1289:32`), at('Function._load', `${loader}:1108:12`), at('TracingChannel.traceSync', 'node:diagnostics_channel:322:14'), at('wrapModuleLoad', `${loader}:220:24`)];
    return isMain
      ? [...common, at('Function.executeUserEntryPoint [as runMain]', 'node:internal/modules/run_main:170:5'), '    at node:internal/main/run_main_module:36:49']
      : [...common, at('Module.require', `${loader}:1311:12`), at('require', 'node:internal/modules/helpers:136:16')];
  }
  if (v() >= 20) {
    const common = [at('Module._compile', `${loader}:1521:14`), at('Module._extensions..js', `${loader}:1623:10`), at('Module.load', `${loader}:1266:32`), at('Module._load', `${loader}:1091:12`)];
    return isMain
      ? [...common, at('Function.executeUserEntryPoint [as runMain]', 'node:internal/modules/run_main:164:12'), '    at node:internal/main/run_main_module:28:49']
      : [...common, at('Module.require', `${loader}:1289:19`), at('require', 'node:internal/modules/helpers:182:18')];
  }
  const common = [at('Module._compile', `${loader}:1364:14`), at('Module._extensions..js', `${loader}:1422:10`), at('Module.load', `${loader}:1203:32`), at('Module._load', `${loader}:1019:12`)];
  return isMain
    ? [...common, at('Function.executeUserEntryPoint [as runMain]', 'node:internal/modules/run_main:128:12'), '    at node:internal/main/run_main_module:28:49']
    : [...common, at('Module.require', `${loader}:1231:19`), at('require', 'node:internal/modules/helpers:177:18')];
}

/** QuickJS's frames as V8 prints them, at most ten. */
function formatFrames(frames) {
  const out = [];
  const seen = frames.filter((frame) => !INTERNAL.test(frame.file) || /^node:(?!internal)/.test(frame.file));
  seen.forEach((frame, index) => {
    if (frame.file === 'native') {
      if (ARRAY_METHODS.has(frame.name)) out.push(`    at Array.${frame.name} (<anonymous>)`);
      return;
    }
    if (frame.name === MODULE_FRAME) {
      const column = v8Column(frame.file, frame.line, frame.column);
      out.push(`    at Object.<anonymous> (${frame.file}:${frame.line}:${column})`);
      out.push(...loaderFrames(!seen.slice(index + 1).some((other) => other.name === MODULE_FRAME)));
      return;
    }
    const place = `${frame.file.startsWith('/') && internal.esm?.has(frame.file) ? `file://${frame.file}` : frame.file}:${frame.line}:${v8Column(frame.file, frame.line, frame.column)}`;
    const name = frame.name;
    out.push(name === undefined || name === '<anonymous>' || name === '<eval>' ? `    at ${place}` : `    at ${name} (${place})`);
  });
  return out.slice(0, Error.stackTraceLimit);
}

const headerOf = (error) => {
  const name = error.name === undefined ? 'Error' : String(error.name);
  const message = error.message === undefined ? '' : String(error.message);
  return name === '' ? message : message === '' ? name : `${name}: ${message}`;
};

const rawStacks = new WeakMap();
function fixStack(error, raw) {
  const header = headerOf(error);
  const frames = parseFrames(raw);
  rawStacks.set(error, frames);
  let text;
  Object.defineProperty(error, 'stack', {
    configurable: true,
    get: () => (text ??= [header, ...formatFrames(frames)].join('\n')),
    set: (value) => Object.defineProperty(error, 'stack', { configurable: true, writable: true, value }),
  });
}

/** The engine's own end: out of memory, or stopped from outside. */
internal.isEnd = (error) => error instanceof Error && error.name === 'InternalError' && (error.message === 'out of memory' || error.message === 'interrupted');

/** Gives an error that the engine threw V8's message and stack. */
function adopt(error) {
  if (!(error instanceof Error) || rawStacks.has(error) || internal.isEnd(error)) return error;
  const own = Object.getOwnPropertyDescriptor(error, 'stack');
  if (!own || typeof own.value !== 'string' || (own.value !== '' && !/^ {4}at /.test(own.value))) return error;
  const frames = parseFrames(own.value);
  if (ENGINE_NAMES.has(error.name)) {
    const top = frames.find((frame) => frame.file !== 'native');
    let [name, message] = translate(error.name, error.message);
    const column = top?.column;
    if (message === 'not a function') {
      const callee = top && calleeAt(top.file, top.line, column);
      const made = callee !== undefined && /\bnew\s+[\w$.]+$/.test((lineOf(top.file, top.line) ?? '').slice(0, column - 1));
      message = `${callee ?? '(intermediate value)'} is not a ${made ? 'constructor' : 'function'}`;
    }
    if (name === 'SyntaxError') message = syntaxMessage(error, message, top);
    if (name !== error.name) Object.setPrototypeOf(error, RangeError.prototype);
    Object.defineProperty(error, 'message', { configurable: true, writable: true, enumerable: false, value: message });
    for (const extra of ['fileName', 'lineNumber', 'columnNumber']) delete error[extra];
  }
  fixStack(error, own.value);
  return error;
}

/** What V8 would say about the token at a syntax error's place. */
function syntaxMessage(error, message, top) {
  if (!/^expecting|^Unexpected token$|^unexpected token|expected|^invalid/i.test(message) || !top) return message;
  const text = lineOf(top.file, top.line);
  if (text === undefined) return message;
  const rest = text.slice(top.column - 1);
  const all = internal.sources.get(top.file) ?? '';
  const isLast = top.line >= all.replace(/\n+$/, '').split('\n').length;
  if (rest.trim() === '' && isLast) return message === "expecting ')'" || /argument/.test(message) ? 'missing ) after argument list' : 'Unexpected end of input';
  if (/expecting '\)'/.test(message) && !/^\s*[{};]/.test(rest)) return 'missing ) after argument list';
  if (/^await\b/.test(rest) || /\bawait\s*$/.test(text.slice(0, top.column - 1))) return 'await is only valid in async functions and the top level bodies of modules';
  if (/^import\b/.test(text.trim())) return 'Cannot use import statement outside a module';
  const word = /^\s*([\w$]+)/.exec(rest);
  if (word) return /^\d/.test(word[1]) ? 'Unexpected number' : /^(?:const|let|var|if|else|for|while|return|function|class|new|import|export|in|of|catch|try|finally|case|default|do|switch|throw|typeof|delete|this|null|true|false)$/.test(word[1]) ? `Unexpected token '${word[1]}'` : `Unexpected identifier${v() >= 20 ? ` '${word[1]}'` : ''}`;
  const quote = /^\s*["'`]/.exec(rest);
  if (quote) return /`/.test(quote[0]) ? 'Unexpected template string' : 'Unexpected string';
  const sign = /^\s*(=>|[=!]==?|&&|\|\||\+\+|--|\.\.\.|\*\*|[^\s\w])/.exec(rest);
  return sign ? `Unexpected token '${sign[1]}'` : message;
}

function replace(Real, Parent) {
  const Made = function (...args) {
    const error = Reflect.construct(Real, args, new.target ?? Made);
    const own = Object.getOwnPropertyDescriptor(error, 'stack');
    fixStack(error, own && typeof own.value === 'string' ? own.value : '');
    return error;
  };
  Object.defineProperty(Made, 'name', { value: Real.name });
  Object.defineProperty(Made, 'length', { value: Real.length });
  Made.prototype = Real.prototype;
  Object.defineProperty(Made.prototype, 'constructor', { value: Made, writable: true, configurable: true, enumerable: false });
  if (Parent) Object.setPrototypeOf(Made, Parent);
  Object.defineProperty(globalThis, Real.name, { value: Made, writable: true, configurable: true });
  return Made;
}

const RealError = Error;
const NewError = replace(RealError);
Object.defineProperty(NewError, Symbol.hasInstance, { value: function (value) { return Function.prototype[Symbol.hasInstance].call(this, value); } });
for (const Real of [TypeError, RangeError, ReferenceError, SyntaxError, URIError, EvalError, AggregateError]) replace(Real, NewError);
delete globalThis.InternalError;
Error.stackTraceLimit = 10;
Error.captureStackTrace = (target) => {
  const raw = Object.getOwnPropertyDescriptor(new RealError(''), 'stack')?.value ?? '';
  fixStack(target, raw);
};

const parse = JSON.parse;
/** JSON.parse with V8's messages. */
JSON.parse = function (text, reviver) {
  try {
    return parse(text, reviver);
  } catch (error) {
    const source = String(text);
    const place = /:(\d+):(\d+)/.exec(Object.getOwnPropertyDescriptor(error, 'stack')?.value ?? '');
    let position = source.length;
    if (place) {
      const lines = source.split('\n');
      position = lines.slice(0, Number(place[1]) - 1).reduce((sum, line) => sum + line.length + 1, 0) + Number(place[2]) - 1;
    }
    const where = position >= source.trimEnd().length ? undefined : source[position];
    if (where === undefined) throw new SyntaxError('Unexpected end of JSON input');
    const isObject = source === '[object Object]';
    if (v() >= 20) throw new SyntaxError(isObject ? '"[object Object]" is not valid JSON' : `Unexpected token '${where}', ${source.length <= 40 ? `"${source}"` : `${position > 10 ? '...' : ''}"${source.slice(Math.max(0, position - 10), position + 10)}"${position + 10 < source.length ? '... ' : ''}`} is not valid JSON`);
    throw new SyntaxError(`Unexpected token ${where} in JSON at position ${position}`);
  }
};

/** Where an error arose, for the lines above an uncaught one: file, source line, column. */
internal.placeOf = (error) => {
  const frame = rawStacks.get(error)?.find((one) => one.file !== 'native' && (internal.sources.has(one.file)));
  if (!frame) return undefined;
  const text = lineOf(frame.file, frame.line);
  if (text === undefined) return undefined;
  const thrown = /^(\s*)throw\b/.exec(text) ?? /^(.*[{;)]\s*)throw\b/.exec(text);
  return { file: frame.file, line: frame.line, text, column: thrown ? thrown[1].length + 1 : Math.max(1, v8Column(frame.file, frame.line, frame.column)) };
};
internal.adopt = adopt;
/** Nothing of the source is shown above it. */
internal.hidePlace = (error) => void rawStacks.set(error, []);
/** The own frames of the script that has called, as lines. */
internal.callerLines = () => {
  const raw = Object.getOwnPropertyDescriptor(new RealError(''), 'stack')?.value ?? '';
  return formatFrames(parseFrames(raw).filter((frame) => !INTERNAL.test(frame.file)));
};
internal.framesOf = (error) => rawStacks.get(error) ?? [];

/** Errors that node's own modules throw: `TypeError [ERR_X]: …` with a code. */
internal.nodeError = (Base, code, message) => {
  const error = new Base(message);
  error.code = code;
  const { stack } = error;
  Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: stack.replace(/^\w+/, `${Base.name} [${code}]`) });
  return error;
};
