// What stands on stderr when a script ends by an error.
const { settings, host } = internal;
const { frames: FRAMES } = settings;
const { process } = internal;
const major = Number(settings.version.slice(1).split('.')[0]);

/** Lines shown above an error that arose in node's own code, by the error. */
internal.above = new WeakMap();
/** Places of syntax errors: file, line, column, length, text. */
internal.mistakes = new WeakMap();

/** Errors that were made outside of any script: nothing is known of where. */
internal.placeless = new WeakSet();

/** The file and line, the line's text, what is underlined. */
function shownPlace({ file, line, column, text, length = 1 }) {
  const name = internal.esm?.has(file) ? `file://${file}` : file;
  const marks = text.trim() === '' ? '' : text.slice(0, column - 1).replace(/[^\t]/g, ' ') + '^'.repeat(length === 0 ? 0 : Math.max(1, Math.min(length, text.length - column + 1)));
  return `${name}:${line}\n${text}\n${marks}\n`;
}

/** How V8 names a reason without running anything of it. */
function briefly(reason) {
  if (typeof reason === 'function' || typeof reason === 'symbol') return String(reason);
  if (typeof reason === 'object' && reason !== null && !Array.isArray(reason)) return `#<${reason.constructor?.name ?? 'Object'}>`;
  return String(reason);
}

function rejectedText(reason) {
  const text = `UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${briefly(reason)}".`;
  const stack = FRAMES.rejectionStack.map((line) => `\n    at ${line}`).join('');
  return `${FRAMES.rejection}\n\n${major >= 20 ? text + stack : `[${text}]`} {\n  code: 'ERR_UNHANDLED_REJECTION'\n}`;
}

function textOf(error, origin) {
  const { inspect } = internal.builtin('util');
  const thrown = origin === 'unhandledRejection' ? undefined : internal.thrownAt(error);
  if (!(error instanceof Error)) {
    if (origin === 'unhandledRejection') return rejectedText(error);
    const hint = typeof error === 'object' && error !== null ? '' : '\n(Use `node --trace-uncaught ...` to show where the exception was thrown)';
    return `${thrown ? `\n${shownPlace(thrown)}` : 'Uncaught:\n'}${inspect(error)}${hint}`.replace(/^(\n[^]*\n)'([^]*)'(\n\(Use)/, '$1$2$3');
  }
  const place = thrown ?? internal.mistakes.get(error) ?? internal.jsonPlaces.get(error);
  const above = place ? shownPlace(place) : internal.above.has(error) ? `${internal.above.get(error)}\n` : undefined;
  const own = above === undefined ? internal.placeOf(error) : undefined;
  const head = internal.placeless.has(error) ? '<anonymous_script>:0\n\n\n' : above ?? (own ? shownPlace(own) : `${origin === 'unhandledRejection' ? FRAMES.rejectionOfError : 'node:internal/errors:497\n    ErrorCaptureStackTrace(err);\n    ^'}\n`);
  const emitted = internal.emittedAt?.get(error);
  if (emitted !== undefined && typeof error.stack === 'string') Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: `${error.stack}\n${internal.placeless.has(error) ? emitted.replace(/\n[^]*/, '\n') : emitted}` });
  return `${head}${place?.tight || internal.placeless.has(error) ? '' : '\n'}${inspect(error)}`;
}

internal.fatal = (error, origin) => {
  internal.order('write', [2], host.encode(`${textOf(error, origin)}\n${major >= 17 ? `\nNode.js ${process.version}\n` : ''}`));
  process.exitCode = 1;
  if (!internal.exiting) {
    internal.exiting = true;
    try {
      process.emit('exit', 1);
    } catch {
      // The process ends with the first error.
    }
  }
  process.reallyExit(Number(process.exitCode));
};
