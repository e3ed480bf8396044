// process.stdin, process.stdout, process.stderr
const { Writable, Readable } = internal.builtin('stream');
const { settings } = internal;

function output(fd) {
  const tty = settings.tty[fd];
  const stream = new Writable({ autoDestroy: false, decodeStrings: true });
  // Writes go to the descriptor at once, as node's to files, terminals and pipes.
  stream.write = (chunk, encoding, done) => {
    if (typeof encoding === 'function') [done, encoding] = [encoding, undefined];
    if (typeof chunk !== 'string' && !ArrayBuffer.isView(chunk)) throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "chunk" argument must be of type string or an instance of Buffer or Uint8Array. Received ${chunk === null ? 'null' : chunk === undefined ? 'undefined' : typeof chunk === 'object' ? `an instance of ${chunk.constructor?.name}` : `type ${typeof chunk} (${String(chunk)})`}`);
    const bytes = typeof chunk === 'string' ? (encoding && encoding !== 'utf8' && encoding !== 'utf-8' ? Buffer.from(chunk, encoding) : new Uint8Array(internal.host.encode(chunk))) : chunk;
    if (bytes.length > 0) internal.order('write', [fd], bytes);
    if (done) process.nextTick(done);
    return true;
  };
  stream.end = (chunk, encoding, done) => {
    if (typeof chunk === 'function') [done, chunk] = [chunk, undefined];
    if (chunk) stream.write(chunk, encoding);
    if (done) process.nextTick(done);
    return stream;
  };
  stream.fd = fd;
  stream._type = tty ? 'tty' : 'pipe';
  if (tty) {
    stream.isTTY = true;
    Object.defineProperties(stream, { columns: { get: () => internal.call('winsize', [fd])[0], enumerable: true }, rows: { get: () => internal.call('winsize', [fd])[1], enumerable: true } });
    stream.getWindowSize = () => [stream.columns, stream.rows];
    stream.hasColors = () => true;
    stream.getColorDepth = () => 8;
    stream.clearLine = (dir, done) => stream.write(dir < 0 ? '\u001b[1K' : dir > 0 ? '\u001b[0K' : '\u001b[2K', done);
    stream.cursorTo = (x, y, done) => stream.write(typeof y === 'number' ? `\u001b[${y + 1};${x + 1}H` : `\u001b[${x + 1}G`, typeof y === 'function' ? y : done);
    stream.moveCursor = (dx, dy, done) => stream.write(`${dx < 0 ? `\u001b[${-dx}D` : dx > 0 ? `\u001b[${dx}C` : ''}${dy < 0 ? `\u001b[${-dy}A` : dy > 0 ? `\u001b[${dy}B` : ''}`, done);
    stream.clearScreenDown = (done) => stream.write('\u001b[0J', done);
  }
  return stream;
}
function input() {
  const hold = {};
  let started = false;
  const stream = new Readable({
    highWaterMark: 65536,
    read() {
      internal.hold(hold);
      if (started) return;
      started = true;
      internal.order('stdin');
    },
  });
  stream.fd = 0;
  stream.isRaw = false;
  if (settings.tty[0]) {
    stream.isTTY = true;
    stream.setRawMode = (on) => {
      stream.isRaw = !!on;
      internal.order('rawMode', [!!on]);
      return stream;
    };
  }
  internal.handlers.stdin = (bytes) => stream.push(bytes);
  internal.handlers.stdinEnd = () => {
    internal.release(hold);
    stream.push(null);
  };
  stream.on('pause', () => internal.release(hold));
  stream.on('resume', () => started && !stream._readableState.ended && internal.hold(hold));
  stream.ref = () => (internal.hold(hold), stream);
  stream.unref = () => (internal.release(hold), stream);
  stream.setEncoding = (encoding) => Readable.prototype.setEncoding.call(stream, encoding ?? 'utf8');
  return stream;
}
const cache = {};
for (const [name, make] of [['stdin', input], ['stdout', () => output(1)], ['stderr', () => output(2)]]) {
  Object.defineProperty(internal.process, name, { configurable: true, enumerable: true, get: () => (cache[name] ??= make()) });
}
