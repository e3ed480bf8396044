// stream: readable, writable, duplex, transform, pipeline
const EventEmitter = internal.builtin('events');
const { StringDecoder } = internal.builtin('string_decoder');

function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

function toChunk(stream, chunk, encoding) {
  return typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
}

function Readable(options = {}) {
  if (!(this instanceof Readable)) return new Readable(options);
  Stream.call(this);
  initReadable(this, options);
}
function initReadable(stream, options) {
  Object.defineProperty(stream, '_readableState', {
    enumerable: false, writable: true, configurable: true,
    value: { buffer: [], length: 0, flowing: null, ended: false, endEmitted: false, reading: false, objectMode: !!(options.objectMode || options.readableObjectMode), highWaterMark: options.highWaterMark ?? options.readableHighWaterMark ?? (options.objectMode || options.readableObjectMode ? 16 : 16384), decoder: null, encoding: null, scheduled: false, pipes: [], needReadable: false },
  });
  stream.readable = true;
  stream.destroyed = false;
  stream._autoDestroy = options.autoDestroy !== false;
  if (options.encoding) stream.setEncoding(options.encoding);
  if (typeof options.read === 'function') stream._read = options.read;
  if (typeof options.destroy === 'function') stream._destroy = options.destroy;
  options.signal?.addEventListener('abort', () => stream.destroy(options.signal.reason));
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);

function more(stream) {
  const state = stream._readableState;
  if (state.reading || state.ended || stream.destroyed || state.length >= state.highWaterMark) return;
  state.reading = true;
  try {
    stream._read(state.highWaterMark);
  } catch (error) {
    stream.destroy(error);
  }
}
function schedule(stream) {
  const state = stream._readableState;
  if (state.scheduled) return;
  state.scheduled = true;
  process.nextTick(() => {
    state.scheduled = false;
    flow(stream);
  });
}
function flow(stream) {
  const state = stream._readableState;
  if (stream.destroyed && state.buffer.length === 0 && !state.ended) return;
  if (stream.listenerCount('readable') > 0) {
    if (state.length > 0 || state.ended) {
      if (state.length > 0 || !state.endEmitted) stream.emit('readable');
    }
    more(stream);
    finishReading(stream);
    return;
  }
  while (state.flowing && state.buffer.length > 0) {
    const chunk = stream.read();
    if (chunk === null) break;
  }
  finishReading(stream);
  if (state.flowing) more(stream);
}
function finishReading(stream) {
  const state = stream._readableState;
  if (!state.ended || state.length > 0 || state.endEmitted || stream.destroyed || (!state.flowing && stream.listenerCount('readable') === 0 && !state.reader)) return;
  state.endEmitted = true;
  process.nextTick(() => {
    stream.readable = false;
    stream.emit('end');
    if (stream._autoDestroy && (!stream._writableState || stream._writableState.finished || stream.allowHalfOpen === false)) stream.destroy();
  });
}
Object.assign(Readable.prototype, {
  _read() {},
  _destroy(error, done) { done(error); },
  push(chunk, encoding) {
    const state = this._readableState;
    state.reading = false;
    if (chunk === null) {
      if (state.ended) return false;
      const rest = state.decoder?.end();
      if (rest) {
        state.buffer.push(rest);
        state.length += rest.length;
      }
      state.ended = true;
      schedule(this);
      return false;
    }
    if (state.ended) {
      this.destroy(internal.nodeError(Error, 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'));
      return false;
    }
    if (!state.objectMode) {
      chunk = toChunk(this, chunk, encoding);
      if (!Buffer.isBuffer(chunk)) chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      if (state.decoder) chunk = state.decoder.write(chunk);
      if (chunk.length === 0) return state.length < state.highWaterMark;
    }
    state.buffer.push(chunk);
    state.length += state.objectMode ? 1 : chunk.length;
    schedule(this);
    return state.length < state.highWaterMark;
  },
  unshift(chunk) {
    const state = this._readableState;
    state.buffer.unshift(chunk);
    state.length += state.objectMode ? 1 : chunk.length;
    schedule(this);
  },
  read(size) {
    const state = this._readableState;
    if (state.buffer.length === 0) {
      more(this);
      if (state.buffer.length === 0) {
        finishReading(this);
        return null;
      }
    }
    let chunk;
    if (state.objectMode || state.flowing) chunk = state.buffer.shift();
    else if (size === undefined || size >= state.length) {
      if (size !== undefined && size > state.length && !state.ended) return null;
      chunk = state.decoder ? state.buffer.join('') : state.buffer.length === 1 ? state.buffer[0] : Buffer.concat(state.buffer);
      state.buffer = [];
    } else {
      const all = state.decoder ? state.buffer.join('') : Buffer.concat(state.buffer);
      chunk = all.slice(0, size);
      state.buffer = [all.slice(size)];
    }
    state.length -= state.objectMode ? 1 : chunk.length;
    this.emit('data', chunk);
    if (state.length === 0) schedule(this);
    return chunk;
  },
  setEncoding(encoding) {
    this._readableState.decoder = new StringDecoder(encoding);
    this._readableState.encoding = encoding;
    return this;
  },
  pause() {
    if (this._readableState.flowing !== false) {
      this._readableState.flowing = false;
      this.emit('pause');
    }
    return this;
  },
  resume() {
    if (!this._readableState.flowing) {
      this._readableState.flowing = this.listenerCount('readable') === 0;
      this.emit('resume');
      schedule(this);
    }
    return this;
  },
  isPaused() { return this._readableState.flowing === false; },
  on(name, listener) {
    EventEmitter.prototype.on.call(this, name, listener);
    if (name === 'data' && this._readableState.flowing !== false) this.resume();
    else if (name === 'readable') {
      this._readableState.flowing = false;
      schedule(this);
    }
    return this;
  },
  pipe(target, options = {}) {
    const state = this._readableState;
    const onData = (chunk) => {
      if (target.write(chunk) === false) {
        this.pause();
        target.once('drain', () => this.resume());
      }
    };
    const onEnd = () => target.end();
    state.pipes.push({ target, onData, onEnd });
    this.on('data', onData);
    if (options.end !== false && target !== process.stdout && target !== process.stderr) this.once('end', onEnd);
    target.emit('pipe', this);
    this.resume();
    return target;
  },
  unpipe(target) {
    const state = this._readableState;
    for (const one of state.pipes.filter((pipe) => target === undefined || pipe.target === target)) {
      this.off('data', one.onData);
      this.off('end', one.onEnd);
      one.target.emit('unpipe', this);
    }
    state.pipes = target === undefined ? [] : state.pipes.filter((pipe) => pipe.target !== target);
    if (state.pipes.length === 0) this.pause();
    return this;
  },
  destroy(error, done) {
    if (this.destroyed) return this;
    this.destroyed = true;
    const finish = (problem) => {
      done?.(problem);
      process.nextTick(() => {
        if (problem && !this._errorEmitted) {
          this._errorEmitted = true;
          this.errored = problem;
          this.emit('error', problem);
        }
        this.closed = true;
        if (this._isSocket) this.emit('close', !!problem);
        else this.emit('close');
      });
    };
    try {
      this._destroy(error ?? null, (problem) => finish(problem ?? error ?? null));
    } catch (problem) {
      finish(problem);
    }
    return this;
  },
  async *[Symbol.asyncIterator]() {
    let wake = () => {};
    let failed;
    let done = this.destroyed || this._readableState.endEmitted;
    const next = () => wake();
    this.on('readable', next);
    this.on('end', () => { done = true; wake(); });
    this.on('close', () => { done = true; wake(); });
    this.on('error', (error) => { failed = error; wake(); });
    try {
      for (;;) {
        const chunk = this.destroyed && this._readableState.length === 0 ? null : this.read();
        if (chunk !== null) yield chunk;
        else if (failed) throw failed;
        else if (done) return;
        else await new Promise((resolve) => (wake = resolve));
      }
    } finally {
      if (!done) this.destroy();
    }
  },
  async toArray() { const out = []; for await (const one of this) out.push(one); return out; },
});
Readable.prototype.addListener = Readable.prototype.on;
Object.defineProperties(Readable.prototype, {
  readableFlowing: { get() { return this._readableState.flowing; } },
  readableEnded: { get() { return this._readableState.endEmitted; } },
  readableLength: { get() { return this._readableState.length; } },
  readableObjectMode: { get() { return this._readableState.objectMode; } },
  readableHighWaterMark: { get() { return this._readableState.highWaterMark; } },
  readableEncoding: { get() { return this._readableState.encoding; } },
});
Readable.from = (source, options) => {
  const single = typeof source === 'string' || Buffer.isBuffer(source);
  const iterator = single ? [source][Symbol.iterator]() : (source[Symbol.asyncIterator] ?? source[Symbol.iterator]).call(source);
  return new Readable({
    objectMode: true,
    ...options,
    read() {
      Promise.resolve(iterator.next()).then(async ({ value, done }) => this.push(done ? null : await value)).catch((error) => this.destroy(error));
    },
  });
};
Readable.fromWeb = (web) => Readable.from(web);

function initWritable(stream, options) {
  Object.defineProperty(stream, '_writableState', {
    enumerable: false, writable: true, configurable: true,
    value: { queue: [], length: 0, writing: false, ending: false, ended: false, finished: false, needDrain: false, corked: 0, objectMode: !!(options.objectMode || options.writableObjectMode), highWaterMark: options.highWaterMark ?? options.writableHighWaterMark ?? (options.objectMode || options.writableObjectMode ? 16 : 16384), decodeStrings: options.decodeStrings !== false, defaultEncoding: options.defaultEncoding ?? 'utf8' },
  });
  stream.writable = true;
  stream.destroyed ??= false;
  stream._autoDestroy ??= options.autoDestroy !== false;
  for (const name of ['write', 'writev', 'final', 'destroy']) if (typeof options[name] === 'function') stream[`_${name}`] = options[name];
}
function Writable(options = {}) {
  if (!(this instanceof Writable)) return new Writable(options);
  Stream.call(this);
  initWritable(this, options);
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
function work(stream) {
  const state = stream._writableState;
  if (state.writing || state.corked > 0) return;
  const next = state.queue.shift();
  if (!next) {
    if (state.ending && !state.finalCalled) {
      state.finalCalled = true;
      const finish = (error) => {
        if (error) return stream.destroy(error);
        state.finished = true;
        process.nextTick(() => {
          stream.emit('finish');
          for (const done of state.endCallbacks ?? []) done();
          if (stream._autoDestroy && (!stream._readableState || stream._readableState.endEmitted)) stream.destroy();
        });
      };
      if (stream._final) stream._final(finish);
      else finish();
    }
    return;
  }
  state.writing = true;
  let sync = true;
  const done = (error) => {
    state.writing = false;
    state.length -= next.size;
    if (error) {
      next.done?.(error);
      stream.destroy(error);
      return;
    }
    const after = () => {
      next.done?.(null);
      if (state.needDrain && state.length === 0 && !state.ending) {
        state.needDrain = false;
        stream.emit('drain');
      }
      work(stream);
    };
    if (sync) process.nextTick(after);
    else after();
  };
  try {
    if (stream._write === Writable.prototype._write && stream._writev) stream._writev([{ chunk: next.chunk, encoding: next.encoding }], done);
    else stream._write(next.chunk, next.encoding, done);
  } catch (error) {
    done(error);
  }
  sync = false;
}
const writableMethods = {
  _write(chunk, encoding, done) { done(internal.nodeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented')); },
  write(chunk, encoding, done) {
    if (typeof encoding === 'function') [done, encoding] = [encoding, undefined];
    const state = this._writableState;
    if (chunk === null) throw internal.nodeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    if (!state.objectMode && typeof chunk !== 'string' && !ArrayBuffer.isView(chunk)) throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received ${chunk === undefined ? 'undefined' : typeof chunk === 'object' ? `an instance of ${chunk.constructor?.name ?? 'Object'}` : `type ${typeof chunk} (${String(chunk)})`}`);
    if (state.ending || this.destroyed) {
      const error = state.ending ? internal.nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end') : internal.nodeError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
      process.nextTick(() => {
        done?.(error);
        if (state.ending && !this.destroyed) this.destroy(error);
      });
      return false;
    }
    const data = state.objectMode || (!state.decodeStrings && typeof chunk === 'string') ? chunk : typeof chunk === 'string' ? Buffer.from(chunk, encoding ?? state.defaultEncoding) : Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const size = state.objectMode ? 1 : data.length;
    state.queue.push({ chunk: data, encoding: typeof data === 'string' ? (encoding ?? state.defaultEncoding) : 'buffer', done, size });
    state.length += size;
    const room = state.length < state.highWaterMark;
    if (!room) state.needDrain = true;
    work(this);
    return room;
  },
  end(chunk, encoding, done) {
    if (typeof chunk === 'function') [done, chunk] = [chunk, undefined];
    if (typeof encoding === 'function') [done, encoding] = [encoding, undefined];
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    const state = this._writableState;
    if (typeof done === 'function') {
      if (state.finished) process.nextTick(done);
      else (state.endCallbacks ??= []).push(done);
    }
    if (!state.ending) {
      state.ending = true;
      this.writable = false;
      state.corked = 0;
      process.nextTick(() => work(this));
    }
    return this;
  },
  cork() { this._writableState.corked++; },
  uncork() {
    if (this._writableState.corked > 0) this._writableState.corked--;
    work(this);
  },
  setDefaultEncoding(encoding) { this._writableState.defaultEncoding = encoding; return this; },
};
Object.assign(Writable.prototype, writableMethods, { _destroy: Readable.prototype._destroy, destroy: Readable.prototype.destroy });
const writableProperties = {
  writableEnded: { get() { return this._writableState.ending; } },
  writableFinished: { get() { return this._writableState.finished; } },
  writableLength: { get() { return this._writableState.length; } },
  writableNeedDrain: { get() { return this._writableState.needDrain; } },
  writableObjectMode: { get() { return this._writableState.objectMode; } },
  writableHighWaterMark: { get() { return this._writableState.highWaterMark; } },
};
Object.defineProperties(Writable.prototype, writableProperties);

function Duplex(options = {}) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  Stream.call(this);
  this.allowHalfOpen = options.allowHalfOpen !== false;
  initReadable(this, options);
  initWritable(this, options);
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
Object.assign(Duplex.prototype, writableMethods);
Object.defineProperties(Duplex.prototype, writableProperties);
Object.defineProperty(Writable, Symbol.hasInstance, { value(value) { return Function.prototype[Symbol.hasInstance].call(this, value) || (this === Writable && !!value?._writableState); } });

function Transform(options = {}) {
  if (!(this instanceof Transform)) return new Transform(options);
  Duplex.call(this, options);
  if (typeof options.transform === 'function') this._transform = options.transform;
  if (typeof options.flush === 'function') this._flush = options.flush;
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);
Transform.prototype._transform = function () { throw internal.nodeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented'); };
Transform.prototype._write = function (chunk, encoding, done) {
  this._transform(chunk, encoding, (error, data) => {
    if (error) return done(error);
    if (data !== undefined && data !== null) this.push(data);
    done();
  });
};
Transform.prototype._final = function (done) {
  const finish = (error, data) => {
    if (error) return done(error);
    if (data !== undefined && data !== null) this.push(data);
    this.push(null);
    done();
  };
  if (this._flush) this._flush(finish);
  else finish();
};
function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = (chunk, encoding, done) => done(null, chunk);

function finished(stream, options, done = options) {
  let called = false;
  const once = (error) => {
    if (called) return;
    called = true;
    done(error ?? undefined);
  };
  stream.on('error', once);
  if (stream._writableState && (!stream._readableState || options?.readable === false)) stream.on('finish', () => once());
  else if (stream._readableState && (!stream._writableState || options?.writable === false)) stream.on('end', () => once());
  stream.on('close', () => {
    const cut = (stream._readableState && !stream._readableState.endEmitted && options?.readable !== false) || (stream._writableState && !stream._writableState.finished && options?.writable !== false);
    once(cut ? internal.nodeError(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close') : undefined);
  });
  return () => { called = true; };
}
function pipeline(...streams) {
  const done = typeof streams.at(-1) === 'function' ? streams.pop() : () => {};
  if (Array.isArray(streams[0])) streams = streams[0];
  streams = streams.map((one, i) => (i === 0 && !one.pipe && (one[Symbol.asyncIterator] || one[Symbol.iterator]) ? Readable.from(one) : typeof one === 'function' ? Readable.from(one(streams[i - 1])) : one));
  let left = streams.length;
  let failed;
  streams.forEach((stream, i) => {
    finished(stream, { readable: i < streams.length - 1, writable: i > 0 }, (error) => {
      if (error && !failed) {
        failed = error;
        for (const one of streams) one.destroy();
        done(failed);
      }
      if (--left === 0 && !failed) done(undefined);
    });
    if (i > 0 && stream.write) streams[i - 1].pipe(stream);
  });
  return streams.at(-1);
}
const promises = {
  pipeline: (...streams) => new Promise((resolve, reject) => pipeline(...streams.filter((one) => one?.pipe || one?.write || typeof one === 'function' || one?.[Symbol.asyncIterator] || one?.[Symbol.iterator]), (error) => (error ? reject(error) : resolve()))),
  finished: (stream, options) => new Promise((resolve, reject) => finished(stream, options ?? {}, (error) => (error ? reject(error) : resolve()))),
};
pipeline[Symbol.for('nodejs.util.promisify.custom')] = promises.pipeline;
finished[Symbol.for('nodejs.util.promisify.custom')] = promises.finished;
Object.assign(Stream, { Stream, Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished, promises, isReadable: (stream) => !!stream?.readable, addAbortSignal: (signal, stream) => { signal.addEventListener('abort', () => stream.destroy(signal.reason)); return stream; } });
for (const Class of [Readable, Writable, Duplex, Transform]) for (const key of Object.keys(Class.prototype)) Object.defineProperty(Class.prototype, key, { enumerable: false });
Stream.prototype.pipe ??= Readable.prototype.pipe;
module.exports = Stream;
