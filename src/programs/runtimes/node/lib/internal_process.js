// process
const { settings, host } = internal;
const EventEmitter = internal.builtin('events');

const process = Object.create(Object.create(EventEmitter.prototype, { constructor: { value: function process() {} } }));
EventEmitter.call(process);
internal.process = process;
const started = host.now();

const major = settings.version.slice(1).split('.')[0];
const told = settings.versions;
const nodeFirst = Number(major) >= 12;
Object.assign(process, {
  title: 'node',
  version: settings.version,
  versions: nodeFirst ? { node: settings.version.slice(1), ...told.versions } : { http_parser: told.versions.http_parser, node: settings.version.slice(1), ...told.versions },
  arch: settings.arch,
  platform: 'linux',
  release: { name: 'node', ...(told.lts === undefined ? {} : { lts: told.lts }), sourceUrl: `https://nodejs.org/download/release/${settings.version}/node-${settings.version}.tar.gz`, headersUrl: `https://nodejs.org/download/release/${settings.version}/node-${settings.version}-headers.tar.gz` },
  argv: settings.argv,
  argv0: 'node',
  execArgv: settings.execArgv,
  execPath: settings.execPath,
  pid: settings.pid,
  ppid: settings.ppid,
  config: { variables: {}, target_defaults: {} },
  features: told.features,
  umask: (mask) => internal.call('umask', [mask ?? null]),
  cwd: () => internal.call('cwd'),
  chdir(path) {
    try {
      internal.call('chdir', [String(path)]);
    } catch (error) {
      error.message = `${error.code}: ${error.message.toLowerCase()}, chdir ${process.version.startsWith('v18') ? process.cwd() : `'${process.cwd()}'`} -> '${path}'`;
      throw error;
    }
  },
  getBuiltinModule: (name) => { const bare = String(name).replace(/^node:/, ''); return internal.hasModule(bare, String(name).startsWith('node:')) ? internal.publicBuiltin(bare) : undefined; },
  allowedNodeEnvironmentFlags: new Set(),
  nextTick: (...args) => internal.builtin('internal_loop').nextTick(...args),
  uptime: () => (host.now() - started) / 1000 + 0.02,
  hrtime: Object.assign((since) => {
    const ns = process.hrtime.bigint();
    let [s, n] = [Number(ns / 1000000000n), Number(ns % 1000000000n)];
    if (since) {
      s -= since[0];
      n -= since[1];
      if (n < 0) [s, n] = [s - 1, n + 1e9];
    }
    return [s, n];
  }, { bigint: () => BigInt(Math.round((host.now() - settings.bootMs) * 1000)) * 1000n }),
  memoryUsage: Object.assign(() => {
    const { rss } = internal.call('memory');
    return { rss, heapTotal: Math.round(rss * 0.12), heapUsed: Math.round(rss * 0.1), external: 432126, arrayBuffers: 17606 };
  }, { rss: () => internal.call('memory').rss }),
  cpuUsage: () => ({ user: Math.round(process.uptime() * 20000), system: Math.round(process.uptime() * 4000) }),
  resourceUsage: () => ({ userCPUTime: 0, systemCPUTime: 0, maxRSS: internal.call('memory').rss / 1024 }),
  getuid: () => settings.uid,
  geteuid: () => settings.uid,
  getgid: () => settings.gid,
  getegid: () => settings.gid,
  getgroups: () => settings.groups,
  setuid(id) { internal.call('setuid', [id]); },
  setgid(id) { internal.call('setgid', [id]); },
  kill(pid, signal = 'SIGTERM') {
    if (typeof pid !== 'number') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "pid" argument must be of type number. Received ${internal.received(pid)}`);
    try {
      internal.call('kill', [pid, signal]);
    } catch (error) {
      throw Object.assign(new Error(`kill ${error.code}`), { errno: error.errno, code: error.code, syscall: 'kill' });
    }
    return true;
  },
  reallyExit(code) {
    internal.exiting = true;
    internal.call('exit', [code]);
    for (;;);
  },
  exit(code) {
    if (code !== undefined) process.exitCode = code;
    if (!internal.exiting) {
      internal.exiting = true;
      process.emit('exit', process.exitCode ?? 0);
    }
    process.reallyExit(Number(process.exitCode ?? 0));
  },
  abort() { internal.call('abort'); for (;;); },
  emitWarning(warning, type = 'Warning', code) {
    const options = typeof type === 'object' && type !== null ? type : { type, code };
    const name = warning instanceof Error ? warning.name : (options.type ?? 'Warning');
    const text = warning instanceof Error ? warning.message : warning;
    if (typeof warning !== 'string' && !(warning instanceof Error)) throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "warning" argument must be of type string or an instance of Error. Received ${internal.received(warning)}`);
    process.nextTick(() => {
      process.emit('warning', warning instanceof Error ? warning : Object.assign(new Error(text), { name, code: options.code }));
      internal.warn(name, text, options.code, options.detail);
    });
  },
  // The addon of a package that stands here for compiled code: bcrypt's.
  binding(name) {
    if (name === 'bcrypt') return { hash: (password, salt, cost) => internal.native('bcrypt', [password, cost], salt).toString() };
    throw new Error(`No such module: ${name}`);
  },
});

/** Tells a warning at once; how more is to be learned stands below the first of its kind. */
internal.warn = (name, text, code, detail) => {
  if (settings.noWarnings || process.env.NODE_NO_WARNINGS === '1') return;
  const kind = name === 'DeprecationWarning' ? 'deprecation' : 'warnings';
  const hint = internal.warned || Number(major) < 14 ? '' : `(Use \`node --trace-${kind} ...\` to show where the warning was created)\n`;
  internal.warned = true;
  internal.order('write', [2], host.encode(`(node:${process.pid}) ${code ? `[${code}] ` : ''}${name}: ${text}\n${detail ? `${detail}\n` : ''}${hint}`));
};
let exitCode;
const checksCodes = Number(major) >= 20;
Object.defineProperty(process, 'exitCode', {
  configurable: true, enumerable: true,
  get: () => exitCode,
  set(code) {
    if (checksCodes && code !== undefined && code !== null) {
      const value = typeof code === 'string' && code !== '' && Number.isInteger(Number(code)) ? Number(code) : code;
      if (typeof value !== 'number') throw internal.nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `The "code" argument must be of type number. Received ${internal.received(code)}`);
      if (!Number.isInteger(value)) throw internal.nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "code" is out of range. It must be an integer. Received ${code}`);
    }
    exitCode = code;
  },
});

// The environment holds strings, as process.env does.
process.env = new Proxy({ ...settings.env }, {
  set: (target, name, value) => {
    if (typeof name === 'string') target[name] = String(value);
    return true;
  },
  defineProperty: (target, name, descriptor) => {
    target[name] = String(descriptor.value);
    return true;
  },
});

const SIGNALS = internal.builtin('internal_signals');
process.on('newListener', (name) => {
  if (name in SIGNALS && process.listenerCount(name) === 0) internal.order('signal', [name, true]);
});
process.on('removeListener', (name) => {
  if (name in SIGNALS && process.listenerCount(name) === 0) internal.order('signal', [name, false]);
});
globalThis.process = process;
for (const name of ['stdin', 'stdout', 'stderr']) Object.defineProperty(process, name, { configurable: true, enumerable: true, get() { internal.builtin('internal_stdio'); return process[name]; } });
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });

/** An error that nobody caught: prints what node prints and ends with 1, unless somebody listens. */
internal.uncaught = (error, origin = 'uncaughtException') => {
  if (internal.exiting) return;
  if (internal.isEnd(error)) {
    internal.exiting = true;
    if (error.message === 'interrupted') {
      internal.stopped = true;
      return;
    }
    internal.order('outOfMemory');
    internal.call('exit', [134]);
    for (;;);
  }
  internal.adopt(error);
  try {
    process.emit('uncaughtExceptionMonitor', error, origin);
    if (process.listenerCount('uncaughtException') > 0) {
      process.emit('uncaughtException', error, origin);
      return;
    }
  } catch (again) {
    error = internal.adopt(again);
  }
  internal.fatal(error, origin);
};

internal.handlers ??= {};
