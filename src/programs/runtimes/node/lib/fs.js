// fs
const { Readable, Writable } = internal.builtin('stream');
const path = internal.builtin('path');
const constants = { F_OK: 0, X_OK: 1, W_OK: 2, R_OK: 4, COPYFILE_EXCL: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512, O_APPEND: 1024, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFLNK: 40960 };
const isOld = Number(process.version.slice(1).split('.')[0]) < 20;
const TEXTS = { ENOENT: 'no such file or directory', EACCES: 'permission denied', EEXIST: 'file already exists', ENOTDIR: 'not a directory', EISDIR: 'illegal operation on a directory', ENOTEMPTY: 'directory not empty', EPERM: 'operation not permitted', EROFS: 'read-only file system', EBADF: 'bad file descriptor', EINVAL: 'invalid argument', EXDEV: 'cross-device link not permitted', ELOOP: 'too many symbolic links encountered', EMFILE: 'too many open files', ENOSPC: 'no space left on device', EBUSY: 'resource busy or locked' };
const name = (file, argument = 'path') => {
  if (typeof file === 'string') {
    if (file.includes('\u0000')) throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument '${argument}' must be a string, Uint8Array, or URL without null bytes. Received ${JSON.stringify(file)}`);
    return file;
  }
  if (file instanceof URL) return decodeURIComponent(file.pathname);
  if (ArrayBuffer.isView(file)) return Buffer.from(file).toString();
  throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "${argument}" argument must be of type string or an instance of Buffer or URL. Received ${file === undefined ? 'undefined' : file === null ? 'null' : typeof file === 'object' ? `an instance of ${file.constructor?.name}` : `type ${typeof file} (${String(file)})`}`);
};
/** A system call with fs's errors: `ENOENT: no such file or directory, open 'x'`. */
function call(syscall, request, args, file, dest, bytes) {
  try {
    return internal.call(request, args, bytes);
  } catch (error) {
    if (typeof error.code !== 'string' || error.errno === undefined) throw error;
    const made = new Error(`${error.code}: ${TEXTS[error.code] ?? error.message.toLowerCase()}, ${syscall}${file === undefined ? '' : ` '${file}'`}${dest === undefined ? '' : ` -> '${dest}'`}`);
    made.errno = error.errno;
    if (!isOld) made.code = error.code;
    made.syscall = syscall;
    made.code = error.code;
    if (file !== undefined) made.path = file;
    if (dest !== undefined) made.dest = dest;
    const { openSync, openSyncPlace } = internal.settings.frames;
    Object.defineProperty(made, 'stack', { configurable: true, writable: true, value: [`Error: ${made.message}`, ...(request === 'readFile' ? openSync.map((line) => `    at ${line}`) : [`    at Object.${syscall === 'scandir' ? 'readdir' : syscall === 'copyfile' ? 'copyFile' : syscall}Sync (node:fs:${isOld ? '601:3' : '573:18'})`]), ...(request === 'writeFile' ? [`    at Object.writeFileSync (node:fs:${isOld ? '2303:35' : '2415:35'})`] : []), ...internal.callerLines()].slice(0, 11).join('\n') });
    internal.hidePlace(made);
    internal.above.set(made, openSyncPlace);
    throw made;
  }
}
const TYPES = { file: 32768, dir: 16384, symlink: 40960, fifo: 4096, socket: 49152, chr: 8192, blk: 24576 };
class Stats {
  constructor(stat, big) {
    const n = (value) => (big ? BigInt(Math.trunc(value)) : value);
    Object.assign(this, { dev: n(stat.dev), mode: n(TYPES[stat.type] | stat.mode), nlink: n(stat.nlink), uid: n(stat.uid), gid: n(stat.gid), rdev: n(stat.rdev), blksize: n(4096), ino: n(stat.ino), size: n(stat.size), blocks: n(stat.blocks), atimeMs: n(stat.atimeMs), mtimeMs: n(stat.mtimeMs), ctimeMs: n(stat.ctimeMs), birthtimeMs: n(stat.ctimeMs) });
    Object.assign(this, { atime: new Date(stat.atimeMs), mtime: new Date(stat.mtimeMs), ctime: new Date(stat.ctimeMs), birthtime: new Date(stat.ctimeMs) });
    Object.defineProperty(this, 'kind', { value: stat.type });
  }
}
class Dirent {
  constructor(entry, parent) {
    this.name = entry.name;
    this.path = this.parentPath = parent;
    Object.defineProperty(this, 'kind', { value: entry.type });
  }
}
for (const [method, kind] of Object.entries({ isFile: 'file', isDirectory: 'dir', isSymbolicLink: 'symlink', isFIFO: 'fifo', isSocket: 'socket', isCharacterDevice: 'chr', isBlockDevice: 'blk' })) {
  for (const Class of [Stats, Dirent]) Object.defineProperty(Class.prototype, method, { value() { return this.kind === kind; }, enumerable: false });
}
const encodingOf = (options) => (typeof options === 'string' ? options : options?.encoding) ?? undefined;
const text = (bytes, options) => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = encodingOf(options);
  return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer;
};
const data = (value, options) => {
  if (typeof value === 'string') return Buffer.from(value, encodingOf(options) ?? 'utf8');
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "data" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received ${value === undefined ? 'undefined' : value === null ? 'null' : typeof value === 'object' ? `an instance of ${value.constructor?.name ?? 'Object'}` : `type ${typeof value} (${String(value)})`}`);
};
const modeOf = (mode, otherwise) => (mode === undefined || mode === null ? otherwise : typeof mode === 'string' ? Number.parseInt(mode, 8) : mode);
const flagText = (flags = 'r') => {
  if (typeof flags === 'string') return flags;
  const access = flags & 3;
  if (flags & constants.O_APPEND) return access === 2 ? 'a+' : 'a';
  if (flags & constants.O_TRUNC || flags & constants.O_CREAT) return `w${flags & constants.O_EXCL ? 'x' : ''}${access === 2 ? '+' : ''}`;
  return access === 0 ? 'r' : 'r+';
};
const seconds = (time) => (time instanceof Date ? time.getTime() : typeof time === 'string' ? new Date(time).getTime() : time * 1000);

const sync = {
  readFile(file, options) {
    if (typeof file === 'number') return text(call('read', 'readAll', [file]), options);
    const at = name(file);
    try {
      return text(call('open', 'readFile', [at], at), options);
    } catch (error) {
      if (error.code !== 'EISDIR') throw error;
      throw Object.assign(new Error('EISDIR: illegal operation on a directory, read'), { errno: -21, syscall: 'read', code: 'EISDIR' });
    }
  },
  writeFile(file, value, options) {
    const flag = flagText(options?.flag ?? 'w');
    if (typeof file === 'number') return void call('write', 'write', [file, null], undefined, undefined, data(value, options));
    const at = name(file);
    call('open', 'writeFile', [at, flag, modeOf(options?.mode, 0o666)], at, undefined, data(value, options));
  },
  appendFile(file, value, options) { sync.writeFile(file, value, { ...(typeof options === 'object' ? options : { encoding: options }), flag: 'a' }); },
  stat(file, options) {
    try {
      return new Stats(call('stat', 'stat', [name(file)], name(file)), options?.bigint);
    } catch (error) {
      if (options?.throwIfNoEntry === false && error.code === 'ENOENT') return undefined;
      throw error;
    }
  },
  lstat(file, options) {
    try {
      return new Stats(call('lstat', 'lstat', [name(file)], name(file)), options?.bigint);
    } catch (error) {
      if (options?.throwIfNoEntry === false && error.code === 'ENOENT') return undefined;
      throw error;
    }
  },
  fstat: (fd) => new Stats(call('fstat', 'fstat', [fd])),
  access(file, mode = 0) {
    const wanted = `${mode & 4 ? 'r' : ''}${mode & 2 ? 'w' : ''}${mode & 1 ? 'x' : ''}`;
    call('access', 'access', [name(file), wanted], name(file));
  },
  readdir(file, options) {
    const at = name(file);
    const list = (folder, inside) => call('scandir', 'readdir', [folder], folder).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
      const made = options?.withFileTypes ? new Dirent(entry, folder) : path.join(inside, entry.name);
      return options?.recursive && entry.type === 'dir' ? [made, ...list(path.join(folder, entry.name), path.join(inside, entry.name))] : [made];
    });
    return list(at, '');
  },
  mkdir(file, options) {
    const at = name(file);
    return call('mkdir', 'mkdir', [at, !!options?.recursive, modeOf(typeof options === 'object' ? options?.mode : options, 0o777)], at) ?? undefined;
  },
  mkdtemp(prefix) {
    const made = `${prefix}${[...Buffer.from(internal.call('random', [6]))].map((b) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'[b % 62]).join('')}`;
    sync.mkdir(made, { mode: 0o700 });
    return made;
  },
  rmdir(file, options) {
    if (options?.recursive) return sync.rm(file, { recursive: true, force: true });
    call('rmdir', 'rmdir', [name(file)], name(file));
  },
  rm(file, options = {}) {
    const at = name(file);
    const stat = sync.lstat(at, { throwIfNoEntry: false });
    if (!stat) {
      if (options.force) return;
      throw Object.assign(new Error(`ENOENT: no such file or directory, stat '${at}'`), { errno: -2, syscall: 'stat', code: 'ENOENT', path: at });
    }
    if (!stat.isDirectory()) return sync.unlink(at);
    if (!options.recursive) throw Object.assign(internal.nodeError(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${at}`), { name: 'SystemError' });
    for (const entry of sync.readdir(at)) sync.rm(path.join(at, entry), options);
    sync.rmdir(at);
  },
  unlink: (file) => void call('unlink', 'unlink', [name(file)], name(file)),
  rename: (from, to) => void call('rename', 'rename', [name(from, 'oldPath'), name(to, 'newPath')], name(from), name(to)),
  copyFile(from, to, mode = 0) { call('copyfile', 'copyFile', [name(from, 'src'), name(to, 'dest'), !!(mode & 1)], name(from), name(to)); },
  cp(from, to, options = {}) {
    const stat = sync.stat(from);
    if (!stat.isDirectory()) return sync.copyFile(from, to);
    if (!options.recursive) throw internal.nodeError(Error, 'ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: cp returned EISDIR (${from} is a directory (not copied)) ${from}`);
    sync.mkdir(to, { recursive: true });
    for (const entry of sync.readdir(from)) sync.cp(path.join(from, entry), path.join(to, entry), options);
  },
  link: (from, to) => void call('link', 'link', [name(from), name(to)], name(from), name(to)),
  symlink: (target, file) => void call('symlink', 'symlink', [name(target), name(file)], name(target), name(file)),
  readlink: (file) => call('readlink', 'readlink', [name(file)], name(file)),
  realpath: (file) => call('realpath', 'realpath', [name(file)], name(file)),
  chmod: (file, mode) => void call('chmod', 'chmod', [name(file), modeOf(mode)], name(file)),
  chown: (file, uid, gid) => void call('chown', 'chown', [name(file), uid, gid], name(file)),
  utimes: (file, atime, mtime) => void call('utime', 'utimes', [name(file), seconds(atime), seconds(mtime)], name(file)),
  truncate: (file, size = 0) => void call('open', 'truncate', [name(file), size], name(file)),
  ftruncate: (fd, size = 0) => void call('ftruncate', 'ftruncate', [fd, size]),
  statfs: (file) => call('statfs', 'statfs', [name(file)], name(file)),
  open: (file, flags, mode) => call('open', 'open', [name(file), flagText(flags), modeOf(mode, 0o666)], name(file)),
  close: (fd) => void call('close', 'close', [fd]),
  read(fd, buffer, offset, length, position) {
    if (typeof offset === 'object' && offset !== null) ({ offset = 0, length, position } = offset);
    const bytes = call('read', 'read', [fd, length ?? buffer.byteLength - (offset ?? 0), position === undefined ? null : position]);
    new Uint8Array(buffer.buffer, buffer.byteOffset).set(bytes, offset ?? 0);
    return bytes.length;
  },
  write(fd, value, ...rest) {
    const bytes = typeof value === 'string' ? Buffer.from(value, typeof rest[1] === 'string' ? rest[1] : 'utf8') : data(value).subarray(rest[0] ?? 0, rest[1] === undefined ? undefined : (rest[0] ?? 0) + rest[1]);
    const position = typeof value === 'string' ? rest[0] : rest[2];
    call('write', 'write', [fd, typeof position === 'number' ? position : null], undefined, undefined, bytes);
    return bytes.length;
  },
  fsync() {}, fdatasync() {},
};
sync.lchown = sync.chown;
const fs = { constants, ...constants, Stats, Dirent, existsSync(file) {
  try {
    return internal.call('kind', [name(file)]) !== null;
  } catch {
    return false;
  }
} };
const VALUES = { read: 'bytesRead', write: 'bytesWritten' };
for (const [key, fn] of Object.entries(sync)) {
  fs[`${key}Sync`] = Object.defineProperty((...args) => fn(...args), 'name', { value: `${key}Sync` });
  fs[key] = Object.defineProperty((...args) => {
    const done = args.pop();
    if (typeof done !== 'function') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "cb" argument must be of type function. Received ${args.length === 0 ? 'undefined' : internal.received(done)}`);
    let error = null;
    let value;
    try {
      value = fn(...args);
    } catch (problem) {
      if (typeof problem.code !== 'string' || problem.code.startsWith('ERR_INVALID')) throw problem;
      if (problem.syscall) Object.defineProperty(problem, 'stack', { configurable: true, writable: true, value: `Error: ${problem.message}` });
      error = problem;
    }
    const hold = {};
    internal.hold(hold);
    setImmediate(() => {
      internal.release(hold);
      if (error) done(error);
      else if (key in VALUES) done(null, value, args[1]);
      else done(null, value);
    });
  }, 'name', { value: key });
}
fs.realpathSync.native = fs.realpathSync;
fs.realpath.native = fs.realpath;
fs.exists = (file, done) => setImmediate(() => done(fs.existsSync(file)));
fs.exists[Symbol.for('nodejs.util.promisify.custom')] = (file) => Promise.resolve(fs.existsSync(file));
fs.opendirSync = () => { throw new Error('dockyard: fs.opendir is not simulated'); };

class FileHandle {
  constructor(fd) { this.fd = fd; }
  async read(buffer, offset, length, position) { const target = buffer ?? Buffer.alloc(16384); return { bytesRead: sync.read(this.fd, target, offset, length, position), buffer: target }; }
  async write(value, ...rest) { return { bytesWritten: sync.write(this.fd, value, ...rest), buffer: value }; }
  async readFile(options) { return sync.readFile(this.fd, options); }
  async writeFile(value, options) { sync.writeFile(this.fd, value, options); }
  async appendFile(value, options) { sync.writeFile(this.fd, value, options); }
  async stat() { return sync.fstat(this.fd); }
  async truncate(size) { sync.ftruncate(this.fd, size); }
  async close() { sync.close(this.fd); }
  async sync() {}
  createReadStream(options) { return new ReadStream(undefined, { ...options, fd: this.fd }); }
  createWriteStream(options) { return new WriteStream(undefined, { ...options, fd: this.fd }); }
  async *readLines() { yield* (await this.readFile('utf8')).replace(/\n$/, '').split(/\r?\n/); }
  [Symbol.asyncDispose]() { return this.close(); }
}
/** An error of fs/promises: before Node 20 without a stack, then with that of who waited. */
function inPromise(error, key) {
  const { readPromise, readPromisePlace } = internal.settings.frames;
  internal.withStack(error, `Error: ${error.message}`, isOld ? [] : key === 'readFile' ? readPromise : [`async Object.${key} (${readPromise[1]?.replace(/^.*\(|\)$/g, '') ?? 'node:internal/fs/promises'})`]);
  internal.above.set(error, readPromisePlace);
  if (!isOld) internal.asyncErrors.add(error);
}
const promises = { constants };
for (const [key, fn] of Object.entries(sync)) {
  promises[key] = (...args) => new Promise((resolve, reject) => {
    const hold = {};
    internal.hold(hold);
    let act;
    try {
      const value = fn(...args);
      act = () => resolve(key === 'open' ? new FileHandle(value) : value);
    } catch (error) {
      if (error.syscall) inPromise(error, key);
      act = () => reject(error);
    }
    setImmediate(() => {
      internal.release(hold);
      act();
    });
  });
}
fs.promises = promises;

class ReadStream extends Readable {
  constructor(file, options = {}) {
    if (typeof options === 'string') options = { encoding: options };
    super({ highWaterMark: options.highWaterMark ?? 65536, encoding: options.encoding, emitClose: true });
    this.path = file === undefined ? undefined : name(file);
    this.fd = options.fd ?? null;
    this.flags = options.flags ?? 'r';
    this.start = options.start;
    this.end = options.end ?? Infinity;
    this.pos = options.start;
    this.bytesRead = 0;
    if (this.fd === null) {
      process.nextTick(() => {
        try {
          this.fd = sync.open(this.path, this.flags);
        } catch (error) {
          Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: `Error: ${error.message}` });
          return void this.destroy(error);
        }
        this.emit('open', this.fd);
        this.emit('ready');
        if (this._wanted) this._read(this._wanted);
      });
    }
  }
  _read(size) {
    if (this.fd === null) {
      this._wanted = size;
      return;
    }
    const most = Math.min(65536, this.end === Infinity ? 65536 : this.end - (this.start ?? 0) + 1 - this.bytesRead);
    if (most <= 0) return void this.push(null);
    try {
      const bytes = call('read', 'read', [this.fd, most, this.pos === undefined ? null : this.pos]);
      this.bytesRead += bytes.length;
      if (this.pos !== undefined) this.pos += bytes.length;
      setImmediate(() => this.push(bytes.length === 0 ? null : Buffer.from(bytes.buffer)));
    } catch (error) {
      this.destroy(error);
    }
  }
  _destroy(error, done) {
    if (this.fd !== null) {
      try {
        sync.close(this.fd);
      } catch {
        // Closed by somebody else.
      }
    }
    this.fd = null;
    done(error);
  }
  close(done) { if (done) this.once('close', done); this.destroy(); }
}
class WriteStream extends Writable {
  constructor(file, options = {}) {
    if (typeof options === 'string') options = { encoding: options };
    super({ defaultEncoding: options.encoding });
    this.path = file === undefined ? undefined : name(file);
    this.bytesWritten = 0;
    this.fd = options.fd ?? null;
    if (this.fd === null) {
      try {
        this.fd = sync.open(this.path, options.flags ?? 'w', options.mode);
        process.nextTick(() => {
          this.emit('open', this.fd);
          this.emit('ready');
        });
      } catch (error) {
        process.nextTick(() => this.destroy(error));
      }
    }
  }
  _write(chunk, encoding, done) {
    if (this.fd === null) return;
    try {
      sync.write(this.fd, chunk);
      this.bytesWritten += chunk.length;
      setImmediate(done);
    } catch (error) {
      done(error);
    }
  }
  _destroy(error, done) {
    if (this.fd !== null) sync.close(this.fd);
    this.fd = null;
    done(error);
  }
  close(done) { if (done) this.once('close', done); this.end(); }
}
fs.ReadStream = ReadStream;
fs.WriteStream = WriteStream;
fs.createReadStream = (file, options) => new ReadStream(file, options);
fs.createWriteStream = (file, options) => new WriteStream(file, options);

const EventEmitter = internal.builtin('events');
const stamp = (file) => {
  const stat = sync.stat(file, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : '';
};
/** fs.watch by looking twice a second; fs.watchFile as often as it is told. */
fs.watch = (file, options, listener) => {
  if (typeof options === 'function') [listener, options] = [options, {}];
  const watcher = new EventEmitter();
  const look = () => {
    const seen = new Map();
    const stat = sync.stat(file);
    if (stat.isDirectory()) for (const entry of sync.readdir(file, { recursive: options?.recursive })) seen.set(entry, stamp(path.join(file, entry)));
    else seen.set(path.basename(file), stamp(file));
    return seen;
  };
  let before = look();
  const timer = setInterval(() => {
    let now;
    try {
      now = look();
    } catch {
      return;
    }
    for (const [entry, mark] of now) if (before.get(entry) !== mark) watcher.emit('change', before.has(entry) ? 'change' : 'rename', entry);
    for (const entry of before.keys()) if (!now.has(entry)) watcher.emit('change', 'rename', entry);
    before = now;
  }, 500);
  if (options?.persistent === false) timer.unref();
  watcher.close = () => clearInterval(timer);
  if (listener) watcher.on('change', listener);
  return watcher;
};
const watched = new Map();
fs.watchFile = (file, options, listener) => {
  if (typeof options === 'function') [listener, options] = [options, {}];
  let before = sync.stat(file, { throwIfNoEntry: false });
  let mark = stamp(file);
  watched.set(file, setInterval(() => {
    if (stamp(file) === mark) return;
    mark = stamp(file);
    const now = sync.stat(file, { throwIfNoEntry: false });
    listener(now, before);
    before = now;
  }, options?.interval ?? 5007));
};
fs.unwatchFile = (file) => {
  clearInterval(watched.get(file));
  watched.delete(file);
};
module.exports = fs;
