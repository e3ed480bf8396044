// child_process: programs of the simulated machine
const EventEmitter = internal.builtin('events');
const { Readable, Writable } = internal.builtin('stream');
const children = new Map();
let lastId = 0;
const TEXTS = { ENOENT: 'ENOENT', EACCES: 'EACCES' };

function stdioOf(stdio = 'pipe') {
  const list = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio];
  return [0, 1, 2].map((fd) => {
    const one = list[fd] ?? 'pipe';
    return one === 'inherit' || one === fd || one === process.stdout || one === process.stderr || one === process.stdin ? 'inherit' : one === 'ignore' ? 'ignore' : 'pipe';
  });
}
const envOf = (env) => (env ? Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)])) : { ...process.env });
const shellOf = (command, options) => [typeof options.shell === 'string' ? options.shell : '/bin/sh', ['-c', command]];

class ChildProcess extends EventEmitter {
  constructor() {
    super();
    this.exitCode = null;
    this.signalCode = null;
    this.killed = false;
    this.connected = false;
    Object.defineProperties(this, { _id: { value: ++lastId }, _open: { value: new Set(), writable: true }, _ended: { value: undefined, writable: true }, _early: { value: undefined, writable: true } });
    children.set(this._id, this);
    internal.hold(this);
  }
  kill(signal = 'SIGTERM') {
    if (this.pid === undefined && this._ended === undefined && this.exitCode === null) {
      // The machine hasn't started it yet: it gets the signal as it starts.
      this._early = signal;
      this.killed = true;
      return true;
    }
    if (this.pid === undefined || this.exitCode !== null || this.signalCode !== null) return false;
    try {
      process.kill(this.pid, signal);
    } catch {
      return false;
    }
    if (signal !== 0) this.killed = true;
    return true;
  }
  ref() { internal.hold(this); }
  unref() { internal.release(this); }
  send() { throw new Error('dockyard: messages between processes are not simulated'); }
  disconnect() {}
  _close() {
    if (this._ended === undefined || this._open.size > 0) return;
    internal.release(this);
    children.delete(this._id);
    this.emit('close', this._ended[0], this._ended[1]);
  }
}
function spawn(file, args, options) {
  if (!Array.isArray(args)) [args, options] = [[], args ?? options];
  options ??= {};
  if (typeof file !== 'string') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "file" argument must be of type string. Received ${file === undefined ? 'undefined' : typeof file}`);
  if (file === '') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'file' cannot be empty. Received ''");
  args = args.map(String);
  if (options.shell) [file, args] = shellOf([file, ...args].join(' '), options);
  const child = new ChildProcess();
  const stdio = stdioOf(options.stdio);
  child.spawnfile = file;
  child.spawnargs = [options.argv0 ?? file, ...args];
  child.stdin = stdio[0] !== 'pipe' ? null : new Writable({
    write(chunk, encoding, done) {
      internal.order('childWrite', [child._id], chunk);
      done();
    },
    final(done) {
      internal.order('childEnd', [child._id]);
      done();
    },
  });
  for (const [fd, name] of [[1, 'stdout'], [2, 'stderr']]) {
    child[name] = stdio[fd] === 'pipe' ? new Readable({ read() {} }) : null;
    if (child[name]) child._open.add(fd);
  }
  child.stdio = [child.stdin, child.stdout, child.stderr];
  internal.order('spawn', [child._id, file, child.spawnargs, { cwd: options.cwd ? String(options.cwd instanceof URL ? options.cwd.pathname : options.cwd) : null, env: envOf(options.env), stdio, detached: !!options.detached }]);
  options.signal?.addEventListener('abort', () => child.kill(options.killSignal));
  if (options.timeout) setTimeout(() => child.kill(options.killSignal), options.timeout).unref();
  return child;
}
const on = internal.handlers;
on.spawned = (id, failure, pid) => {
  const child = children.get(id);
  if (failure) {
    children.delete(id);
    internal.release(child);
    const error = Object.assign(new Error(`spawn ${child.spawnfile} ${failure.code}`), { errno: -failure.errno, code: failure.code, syscall: `spawn ${child.spawnfile}`, path: child.spawnfile, spawnargs: child.spawnargs.slice(1) });
    Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: `Error: ${error.message}\n    at ChildProcess._handle.onexit (node:internal/child_process:284:19)\n    at onErrorNT (node:internal/child_process:477:16)\n    at process.processTicksAndRejections (node:internal/process/task_queues:82:21)` });
    for (const name of ['stdout', 'stderr']) child[name]?.push(null);
    child.exitCode = -failure.errno;
    child.emit('error', error);
    child.emit('close', -failure.errno, null);
    return;
  }
  child.pid = pid;
  child.emit('spawn');
  if (child._early !== undefined) child.kill(child._early);
};
on.childData = (id, fd, bytes) => children.get(id)?.stdio[fd].push(bytes);
on.childEnd = (id, fd) => {
  const child = children.get(id);
  if (!child) return;
  const stream = child.stdio[fd];
  stream.push(null);
  const closed = () => {
    child._open.delete(fd);
    child._close();
  };
  if (stream._readableState.flowing === null && stream.listenerCount('readable') === 0) stream.resume();
  stream.once('close', closed);
};
on.childExit = (id, code, signal) => {
  const child = children.get(id);
  child.exitCode = code;
  child.signalCode = signal;
  child._ended = [code, signal];
  child.stdin?.destroy();
  child.emit('exit', code, signal);
  child._close();
};

function collect(child, label, options, done) {
  const parts = { stdout: [], stderr: [] };
  for (const name of ['stdout', 'stderr']) child[name]?.on('data', (chunk) => parts[name].push(chunk));
  const text = (name) => (options.encoding === 'buffer' ? Buffer.concat(parts[name]) : Buffer.concat(parts[name]).toString(options.encoding ?? 'utf8'));
  let failed = false;
  child.on('error', (error) => {
    failed = true;
    done?.(Object.assign(error, { cmd: label }), '', '');
  });
  child.on('close', (code, signal) => {
    if (failed) return;
    const [stdout, stderr] = [text('stdout'), text('stderr')];
    if (code === 0) return void done?.(null, stdout, stderr);
    const error = Object.assign(new Error(`Command failed: ${label}\n${stderr}`), { code, killed: child.killed, signal, cmd: label });
    Object.defineProperty(error, 'stack', { configurable: true, writable: true, value: `Error: ${error.message}\n    at ChildProcess.exithandler (node:child_process:422:12)` });
    done?.(error, stdout, stderr);
  });
  return child;
}
function exec(command, options, done) {
  if (typeof options === 'function') [done, options] = [options, {}];
  const [file, args] = shellOf(command, options ?? {});
  return collect(spawn(file, args, { ...options, shell: false }), command, options ?? {}, done);
}
function execFile(file, args, options, done) {
  if (typeof args === 'function') [done, args, options] = [args, [], {}];
  else if (!Array.isArray(args)) [done, options, args] = [options, args, []];
  if (typeof options === 'function') [done, options] = [options, {}];
  return collect(spawn(file, args ?? [], options ?? {}), [file, ...(args ?? [])].join(' '), options ?? {}, done);
}
const both = (fn) => (...args) => {
  let child;
  const promise = new Promise((resolve, reject) => {
    child = fn(...args, (error, stdout, stderr) => (error ? reject(Object.assign(error, { stdout, stderr })) : resolve({ stdout, stderr })));
  });
  promise.child = child;
  return promise;
};
exec[Symbol.for('nodejs.util.promisify.custom')] = both(exec);
execFile[Symbol.for('nodejs.util.promisify.custom')] = both(execFile);

function spawnSync(file, args, options) {
  if (!Array.isArray(args)) [args, options] = [[], args];
  options ??= {};
  if (options.shell) [file, args] = shellOf([file, ...args].join(' '), options);
  const stdio = stdioOf(options.stdio);
  if (options.input !== undefined) stdio[0] = 'pipe';
  else if (stdio[0] === 'pipe' && options.stdio === undefined) stdio[0] = 'ignore';
  const shown = (text, fd) => (stdio[fd] !== 'pipe' ? null : options.encoding && options.encoding !== 'buffer' ? text : Buffer.from(text));
  try {
    const ended = internal.call('spawnSync', [file, [options.argv0 ?? file, ...args.map(String)], { cwd: options.cwd ? String(options.cwd) : null, env: envOf(options.env), stdio, input: options.input === undefined ? undefined : String(options.input) }]);
    const [stdout, stderr] = [shown(ended.stdout, 1), shown(ended.stderr, 2)];
    return { pid: ended.pid, output: [null, stdout, stderr], stdout, stderr, status: ended.code, signal: ended.signal };
  } catch (problem) {
    if (problem.errno === undefined) throw problem;
    const error = Object.assign(new Error(`spawnSync ${file} ${problem.code}`), { errno: problem.errno, code: problem.code, syscall: `spawnSync ${file}`, path: file, spawnargs: args });
    return { pid: 0, output: null, stdout: null, stderr: null, status: null, signal: null, error };
  }
}
function checked(result, label, options) {
  if (result.error) throw result.error;
  if (options.stdio === undefined && result.stderr?.length > 0) process.stderr.write(result.stderr);
  if (result.status !== 0) throw Object.assign(new Error(`Command failed: ${label}${result.stderr?.length ? `\n${result.stderr}` : ''}`), result);
  return result.stdout;
}
module.exports = {
  ChildProcess, spawn, exec, execFile, spawnSync,
  execSync(command, options = {}) {
    const [file, args] = shellOf(command, options);
    return checked(spawnSync(file, args, { ...options, shell: false, stdio: options.stdio }), command, options);
  },
  execFileSync(file, args = [], options = {}) {
    if (!Array.isArray(args)) [args, options] = [[], args];
    return checked(spawnSync(file, args, options), [file, ...args].join(' '), options);
  },
  fork: (file, args, options = {}) => spawn(process.execPath, [file, ...(Array.isArray(args) ? args : [])], { stdio: 'inherit', ...(Array.isArray(args) ? options : args) }),
};
