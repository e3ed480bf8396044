// Errors as V8 makes them: a header in `stack`, its lines and columns, its messages.
const { settings, host } = internal;
const { frames: FRAMES } = settings;
const { translate } = internal.builtin('internal_messages');
const ENGINE_NAMES = new Set(['Error', 'TypeError', 'ReferenceError', 'SyntaxError', 'RangeError', 'InternalError', 'URIError', 'EvalError']);
const MODULE_FRAME = '__module__';
const [major, minor] = settings.version.slice(1).split('.').map(Number);
/** `new Error(text, { cause })` came with Node 16.9. */
const IGNORES_CAUSE = major < 16 || (major === 16 && minor < 9);
/** Native functions that V8's stacks show, by the type before their names. */
const NATIVE = { parse: 'JSON', stringify: 'JSON' };
for (const name of ['map', 'forEach', 'filter', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex', 'flatMap', 'sort']) NATIVE[name] = 'Array';
for (const name of ['replace', 'repeat', 'normalize', 'matchAll', 'replaceAll']) NATIVE[name] = 'String';
for (const name of ['toFixed', 'toPrecision']) NATIVE[name] = 'Number';

const lineOf = (file, line) => internal.sources.get(file)?.split('\n')[line - 1];

function parseFrames(raw) {
  const frames = [];
  for (const text of raw.split('\n')) {
    const at = /^ {4}at (?:(.*?) \()?(.+?)(?::(\d+))?(?::(\d+))?\)?$/.exec(text);
    if (at) frames.push({ name: at[1], file: at[2], line: Number(at[3]), column: Number(at[4]) });
  }
  return frames;
}

/** Where a frame stands in the script as it was written, and what stands there; once found it is kept. */
function siteOf(frame) {
  if (frame.site === undefined) frame.site = (frame.file === 'native' ? null : JSON.parse(host.site(frame.file, frame.line, frame.column))) ?? { line: frame.line, column: frame.column };
  return frame.site;
}

const place = (frame) => {
  const { line, column } = siteOf(frame);
  return `${frame.file.startsWith('/') && internal.esm?.has(frame.file) ? `file://${frame.file}` : frame.file}:${line}:${column}`;
};

/** What runs a callback, by the function of the event loop that called it: V8 names the callback by its receiver. */
const RUNNERS = {
  runTimer: { frames: FRAMES.timer, named: (name) => (name === undefined ? 'Timeout._onTimeout' : `Timeout.${name} [as _onTimeout]`) },
  runImmediate: { frames: FRAMES.immediate, named: (name) => `Immediate.${name ?? '<anonymous>'}` },
  runTick: { frames: FRAMES.tick, named: (name) => name },
  runMicrotask: { frames: FRAMES.microtask, named: (name) => name },
};

/** QuickJS's frames as V8 prints them, at most as many as Error.stackTraceLimit. */
function formatFrames(frames) {
  const out = [];
  let emitter = 0;
  const show = (name, where) => (name === undefined ? where : `${name} (${where})`);
  let last;
  for (const [index, frame] of frames.entries()) {
    const { file, name } = frame;
    if (file === 'native') {
      if (NATIVE[name]) out.push(`${NATIVE[name]}.${name} (<anonymous>)`);
      else if (/^[A-Z]/.test(name ?? '') && index === 0) out.push(`new ${name} (<anonymous>)`);
      continue;
    }
    if (name === MODULE_FRAME) {
      out.push(`Object.<anonymous> (${place(frame)})`, ...(frames.slice(index + 1).some((other) => other.name === MODULE_FRAME) ? FRAMES.require : FRAMES.load));
      continue;
    }
    if (file.startsWith('node:')) {
      const rename = (given) => {
        if (last && out.at(-1) === show(last.name, last.where)) out[out.length - 1] = show(given(last.name), last.where);
      };
      const runner = file === 'node:internal/loop' ? RUNNERS[name] : undefined;
      if (runner) {
        rename(runner.named);
        out.push(...runner.frames);
        break;
      }
      const emitting = frames.emitters?.at(-1 - emitter) ?? { type: 'EventEmitter', many: false };
      const onEmitter = (own) => (own === undefined || /^[\w$]+$/.test(own) ? `${emitting.type}.${own ?? '<anonymous>'}` : own);
      if (file === 'node:events' && name === 'onceWrapper') {
        rename(onEmitter);
        out.push(FRAMES.once);
      } else if (file === 'node:events' && name === 'emit') {
        rename(onEmitter);
        out.push(`${emitting.type}.${emitting.many ? FRAMES.emitMany : FRAMES.emit}`);
        emitter++;
        if (emitting.type === 'Server' && emitting.event === 'request') {
          out.push(...FRAMES.httpRequest);
          break;
        }
      } else if (file === 'node:net' && name === 'emitListeningNT') {
        out.push(...FRAMES.emitListening);
        break;
      }
      continue;
    }
    const { owner } = siteOf(frame);
    last = { name: owner ?? (name === undefined || /^<.*>$/.test(name) ? undefined : name), where: place(frame) };
    out.push(show(last.name, last.where));
  }
  const bottom = frames.findLast(isScript);
  const fromNode = bottom !== frames.at(-1);
  const isTop = bottom && siteOf(bottom).owner === undefined && /^<.*>$/.test(bottom.name ?? '<eval>');
  if (isTop && fromNode && internal.esm?.has(bottom.file)) out.push(...FRAMES.module);
  if (isTop && bottom.name === '<eval>' && bottom.file === '[eval]') out.push(...FRAMES.evaluated);
  if (isTop && bottom.name === '<eval>' && bottom.file === '[stdin]') out.push(...FRAMES.evaluatedStdin);
  for (const { owner, file, line, column } of frames.awaited ?? []) out.push(`async ${show(owner, `${internal.esm?.has(file) ? `file://${file}` : file}:${line}:${column}`)}`);
  return out.slice(0, Error.stackTraceLimit).map((line) => `    at ${line}`);
}

const headerOf = (error) => {
  const name = error.name === undefined ? 'Error' : String(error.name);
  const message = error.message === undefined ? '' : String(error.message);
  return name === '' ? message : message === '' ? name : `${name}: ${message}`;
};

const rawStacks = new WeakMap();
function fixStack(error, frames) {
  const header = headerOf(error);
  if (internal.emitters?.length > 0) frames.emitters = internal.emitters.slice();
  rawStacks.set(error, frames);
  let text;
  Object.defineProperty(error, 'stack', {
    configurable: true,
    get: () => (text ??= typeof Error.prepareStackTrace === 'function' ? Error.prepareStackTrace(error, frames.filter(isScript).map(callSite)) : [header, ...formatFrames(frames)].join('\n')),
    set: (value) => Object.defineProperty(error, 'stack', { configurable: true, writable: true, value }),
  });
}
const isScript = (frame) => frame.file !== 'native' && !frame.file.startsWith('node:');
const callSite = (frame) => ({
  getFileName: () => frame.file, getLineNumber: () => siteOf(frame).line, getColumnNumber: () => siteOf(frame).column,
  getFunctionName: () => (frame.name === MODULE_FRAME || /^<.*>$/.test(frame.name ?? '<>') ? null : frame.name),
  getTypeName: () => 'Object', getMethodName: () => null, getThis: () => undefined, getFunction: () => undefined, getEvalOrigin: () => undefined,
  isNative: () => false, isToplevel: () => frame.name === MODULE_FRAME, isConstructor: () => false, isEval: () => false, isAsync: () => false,
  toString: () => `${frame.name === MODULE_FRAME ? 'Object.<anonymous>' : (siteOf(frame).owner ?? frame.name)} (${place(frame)})`,
});

/** The engine's own end: out of memory, or stopped from outside. */
internal.isEnd = (error) => error instanceof Error && error.name === 'InternalError' && (error.message === 'out of memory' || error.message === 'interrupted');

/** Gives an error that the engine threw V8's message and stack. */
function adopt(error) {
  if (!(error instanceof Error) || rawStacks.has(error) || internal.isEnd(error)) return error;
  const own = Object.getOwnPropertyDescriptor(error, 'stack');
  if (!own || typeof own.value !== 'string' || (own.value !== '' && !/^ {4}at /.test(own.value))) return error;
  let frames = parseFrames(own.value);
  if (ENGINE_NAMES.has(error.name)) {
    const top = frames.find(isScript);
    const told = translate(error, frames, top && { ...siteOf(top), file: top.file });
    if (told.name !== error.name) Object.setPrototypeOf(error, globalThis[told.name].prototype);
    Object.defineProperty(error, 'message', { configurable: true, writable: true, enumerable: false, value: told.message });
    if (told.skip) frames = frames.slice(told.skip);
    for (const extra of ['fileName', 'lineNumber', 'columnNumber']) delete error[extra];
  }
  fixStack(error, frames);
  return error;
}

/** The frames above the constructors that made an error: V8 leaves those of its own class out. */
function madeBy(frames, target) {
  const chain = new Set();
  for (let made = target; typeof made === 'function' && made.prototype instanceof Error; made = Object.getPrototypeOf(made)) chain.add(made.name);
  let skip = 0;
  while (skip < frames.length && frames[skip].file !== 'native' && chain.has(frames[skip].name)) skip++;
  return frames.slice(skip);
}

function replace(Real, Parent) {
  const Made = function (...args) {
    const error = Reflect.construct(Real, args, new.target ?? Made);
    if (IGNORES_CAUSE) delete error.cause;
    const own = Object.getOwnPropertyDescriptor(error, 'stack');
    const frames = parseFrames(own && typeof own.value === 'string' ? own.value : '').filter((frame) => !(frame.file === 'node:internal/errors'));
    while (frames[0]?.file === 'native') frames.shift();
    fixStack(error, new.target && new.target !== Made ? madeBy(frames, new.target) : frames);
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
const currentFrames = () => parseFrames(Object.getOwnPropertyDescriptor(new RealError(''), 'stack')?.value ?? '').filter((frame) => frame.file !== 'node:internal/errors');
Error.captureStackTrace = (target, above) => {
  let frames = currentFrames();
  const at = typeof above === 'function' && above.name ? frames.findIndex((frame) => frame.name === above.name) : -1;
  if (at !== -1) frames = frames.slice(at + 1);
  while (frames[0]?.file === 'native') frames.shift();
  fixStack(target, frames);
};

/** Where an error arose, for the lines above an uncaught one: file, source line, column. */
internal.placeOf = (error) => {
  const frame = rawStacks.get(error)?.find((one) => one.file !== 'native' && (one.file.startsWith('node:') ? false : internal.sources.has(one.file)));
  if (!frame) return undefined;
  const { line, column } = siteOf(frame);
  const text = lineOf(frame.file, line);
  return text === undefined ? undefined : { file: frame.file, line, text, column };
};
/** Errors of node's own that arose in a promise's job: their stacks go on with who waited. */
internal.asyncErrors = new WeakSet();
/** Somebody waited for the promise that an error rejected: V8's stack shows who, where the error arose in a job. */
internal.awaited = (reason, file, offset) => {
  adopt(reason);
  if (internal.asyncErrors.has(reason)) {
    const { owner, file: from, line, column } = JSON.parse(host.awaiting(file, offset));
    reason.stack += `\n    at async ${owner === undefined ? `${from}:${line}:${column}` : `${owner} (${from}:${line}:${column})`}`;
    return;
  }
  const frames = rawStacks.get(reason);
  const bottom = frames?.findLast(isScript);
  if (!bottom || frames.some((frame) => frame.name === MODULE_FRAME || RUNNERS[frame.name])) return;
  const place = JSON.parse(host.awaiting(file, offset));
  if (!place) return;
  // The function that the stack already ends in waited for nobody.
  const above = frames.awaited?.at(-1) ?? { owner: siteOf(bottom).owner, file: bottom.file };
  if (above.owner === place.owner && above.file === place.file) return;
  (frames.awaited ??= []).push(place);
};
/** Puts a native function on top of an error's stack: the one that QuickJS's own was replaced for. */
internal.insertFrame = (error, name) => void rawStacks.get(error)?.splice(0, 0, { name, file: 'native' });
internal.lineOf = lineOf;
internal.adopt = adopt;
/** Nothing of the source is shown above it. */
internal.hidePlace = (error) => void rawStacks.set(error, []);
/** The own frames of the script that has called, as lines. */
internal.callerLines = () => formatFrames(Object.assign(currentFrames(), { emitters: internal.emitters?.slice() ?? [] }));
internal.framesOf = (error) => (rawStacks.get(error) ?? []).map((frame) => (isScript(frame) ? { ...frame, ...siteOf(frame) } : frame));

/** Errors that node's own modules throw: `TypeError [ERR_X]: …` with a code. */
internal.nodeError = (Base, code, message) => {
  const error = new Base(message);
  error.code = code;
  const { stack } = error;
  Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: stack.replace(/^\w+/, `${Base.name} [${code}]`) });
  return error;
};
/** A value as node's complaints about arguments name it: `undefined`, `type number (5)`, `an instance of Foo`. */
internal.received = (value) => {
  if (value === undefined || value === null) return String(value);
  if (typeof value === 'function') return value.name ? `function ${value.name}` : 'function ';
  if (typeof value === 'object') return value.constructor?.name ? `an instance of ${value.constructor.name}` : internal.builtin('util').inspect(value, { depth: -1 });
  const text = internal.builtin('util').inspect(value, { colors: false });
  return `type ${typeof value} (${text.length > 28 ? `${text.slice(0, 25)}...` : text})`;
};
/** An error with the given lines of stack instead of its own. */
internal.withStack = (error, header, lines) => {
  Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: [header, ...lines.map((line) => (line.startsWith('    at ') ? line : `    at ${line}`)).slice(0, 10)].join('\n') });
  return error;
};
