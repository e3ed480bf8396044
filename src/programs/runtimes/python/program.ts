import { pythonVersion } from './version';
import { text } from '../../../lib/bytes';
import { isSysError } from '../../../machine/errno';
import { resolveName, ResolveError } from '../../../machine/net/resolve';
import { inet, unix } from '../../../machine/net/types';
import type { Program } from '../../../machine/program';
import type { SignalName } from '../../../machine/signal';
import type { Sys } from '../../../machine/sys';
import type { Json, Reply, RuntimeHost } from '../host';
import { fileCalls, readToEnd } from '../machine/file-calls';
import { processCalls } from '../machine/process-calls';
import { answering, EngineBroken, failureOf, RuntimeSession, type Services } from '../machine/session';
import { keyCalls } from './derive-key';
import { interpreter } from './environment';
import { installedPackages, normal, sitePackages } from './packages';
import { pipMain } from './pip';
import { loadSqliteFor, sqliteCalls } from '../machine/sqlite-calls';
import { makeVenv } from './venv';

const BASE_MEMORY = 11 * 1024 * 1024;

/** `python3`: MicroPython with CPython's face. */
export function makePython(host: RuntimeHost): Program {
  return {
    async main(sys) {
      const version = pythonVersion(sys, sys.exePath);
      let args = sys.argv.slice(1);
      let unbuffered = Boolean(sys.env['PYTHONUNBUFFERED']);
      for (let flags = /^-([uObBsSEIqvP]+|[WX])$/.exec(args[0] ?? ''); flags; flags = /^-([uObBsSEIqvP]+|[WX])$/.exec(args[0] ?? '')) {
        unbuffered ||= flags[1]!.includes('u');
        args = args.slice(/[WX]/.test(flags[1]!) ? 2 : 1);
      }
      const [first, ...rest] = args;
      if (first === '-V' || first === '--version' || first === '-VV') {
        // Up to 3.3 it was told on stderr.
        await sys.write(version.startsWith('2.') ? 2 : 1, `Python ${version}\n`);
        return 0;
      }
      if (first === '-h' || first === '--help') {
        await sys.write(1, 'usage: python3 [option] ... [-c cmd | -m mod | file | -] [arg] ...\nOptions (and corresponding environment variables):\n-c cmd : program passed in as string (terminates option list)\n-m mod : run library module as a script (terminates option list)\n-u     : force the stdout and stderr streams to be unbuffered\n-V     : print the Python version number and exit (also --version)\n');
        return 0;
      }
      if (sys.resumed !== undefined) for (const fd of sys.fds()) if (fd > 2) sys.close(fd);
      sys.resumable(() => ({}));
      if (first === '-m' && (rest[0] === 'pip' || rest[0] === 'ensurepip')) return pipMain(sys, rest.slice(1), version);
      if (first === '-m' && rest[0] === 'venv') return makeVenv(sys, rest.slice(1), version);
      return new PythonProcess(sys, host, version, unbuffered).run(first, rest);
    },
  };
}

class PythonProcess {
  private readonly session: RuntimeSession;
  private readonly signals: SignalName[] = [];
  private wake: (() => void) | undefined;
  /** Calls that the interpreter waits for. */
  private waits = 0;
  private label = '';
  private exitCode: number | undefined;
  /** When watched files had changed last, as they were first seen. */
  private readonly stamps = new Map<string, number>();
  private rounds = 0;
  /** The variables that the program wants to be started anew with, once it has ended. */
  private wanted: Record<string, string> | undefined;
  /** Accepts that a signal or a time-out has left waiting, by descriptor. */
  private readonly accepts = new Map<number, Promise<{ fd: number; peer: { family: string } }>>();

  constructor(
    private readonly sys: Sys,
    private readonly host: RuntimeHost,
    private readonly version: string,
    private readonly unbuffered: boolean,
    private readonly env: Readonly<Record<string, string>> = sys.env,
  ) {
    const calls = { ...fileCalls(sys), ...processCalls(sys, (code) => this.leave(code)), ...sqliteCalls(sys), ...keyCalls(sys), ...this.calls };
    const told = Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, (args: readonly Json[], bytes: Uint8Array | undefined) => this.withSignals(call(args, bytes))]));
    this.session = new RuntimeSession(sys, host, { calls: told, orders: this.orders }, BASE_MEMORY);
    sys.onSignal('SIGPIPE', () => undefined);
    sys.onSignal('SIGINT', () => this.interrupt());
  }

  private withSignals(reply: Reply | Promise<Reply>): Reply | Promise<Reply> {
    if (reply instanceof Promise) {
      this.waits++;
      const ended = (): void => void this.waits--;
      reply.then(ended, ended);
    }
    const tell = (one: Reply): Reply => (this.signals.length > 0 ? ({ ...one, signals: this.signals.splice(0) } as Reply) : one);
    return reply instanceof Promise ? reply.then(tell) : tell(reply);
  }

  private leave(code: number): Reply {
    this.exitCode = code & 255;
    if (this.session.canBlock) this.sys.exit(this.exitCode);
    return {};
  }

  /**
   * Ctrl-C where no handler of the program's own stands. A program that waits gets its KeyboardInterrupt there; one that
   * computes can't be reached, and ends with what its traceback comes down to.
   */
  private interrupt(): void {
    const { sys } = this;
    if (this.waits > 0 && this.label === '') {
      this.signals.push('SIGINT');
      this.wake?.();
      return;
    }
    const [message, code] = this.label === 'http.server' ? ['\nKeyboard interrupt received, exiting.\n', 0] : this.label === 'flask' ? ['', 0] : ['Traceback (most recent call last):\nKeyboardInterrupt\n', 130];
    sys.thread(async () => {
      await sys.write(2, message);
      sys.exit(code);
    });
  }

  private readonly orders: Services['orders'] = {
    write: async ([fd], bytes) => {
      try {
        await this.sys.write(Number(fd), bytes ?? new Uint8Array(0));
      } catch (error) {
        if (!isSysError(error)) throw error;
      }
    },
    label: ([name]) => void (this.label = String(name)),
  };

  /** A call that a signal or a time-out may end early; the work itself goes on. */
  private async within<T>(work: Promise<T>, timeoutS: Json | undefined): Promise<T | 'signal' | 'timeout'> {
    const { sys } = this;
    work.catch(() => undefined);
    // One that came while the program was at something else.
    if (this.signals.length > 0) return 'signal';
    const ways: Promise<T | 'signal' | 'timeout'>[] = [work, new Promise<'signal'>((resolve) => (this.wake = () => resolve('signal')))];
    if (typeof timeoutS === 'number') {
      ways.push(new Promise((resolve) => sys.thread(async () => {
        await sys.sleep(timeoutS * 1000);
        resolve('timeout');
      })));
    }
    const result = await Promise.race(ways);
    this.wake = undefined;
    return result;
  }

  /** The first of these files to change since it was first watched; looked at once a second, as reloaders do. */
  private watch(paths: readonly string[]): Promise<string> {
    const { sys, stamps } = this;
    const round = ++this.rounds;
    const stamp = (path: string): number => (sys.access(path, '') ? sys.stat(path).mtimeMs : 0);
    for (const path of paths) if (!stamps.has(path)) stamps.set(path, stamp(path));
    return new Promise((resolve) => sys.thread(async () => {
      while (round === this.rounds) {
        const changed = paths.find((path) => stamp(path) !== stamps.get(path));
        if (changed !== undefined) return resolve(changed);
        try {
          await sys.sleep(1000);
        } catch (error) {
          if (!isSysError(error, 'EINTR')) throw error;
        }
      }
    }));
  }

  private async guarded(work: () => Promise<Reply>): Promise<Reply> {
    try {
      return await work();
    } catch (error) {
      return failureOf(error);
    }
  }

  private readonly calls: Services['calls'] = {
    // Linux promises memory that it hasn't got: where a limit stands, using what the interpreter couldn't have ends there.
    outOfMemory: () => answering(() => this.sys.setMemory(2 ** 40)),
    signal: ([name, how]) => answering(() => this.sys.onSignal(name as SignalName, how === 'handle' ? (signal) => {
      this.signals.push(signal);
      this.wake?.();
    } : how === 'ignore' ? 'ignore' : 'default')),
    sleep: ([ms]) => this.guarded(async () => {
      const until = this.sys.now() + Number(ms);
      while (this.sys.now() < until && this.signals.length === 0) {
        try {
          await this.sys.sleep(until - this.sys.now());
        } catch (error) {
          if (!isSysError(error, 'EINTR')) throw error;
        }
      }
      return this.sys.now() < until ? { failure: { code: 'ESLEEP', message: '', errno: 4 }, value: until - this.sys.now() } : { value: null };
    }).then((reply) => (reply.failure?.code === 'ESLEEP' ? { value: null } : reply)),
    resolve: ([name]) => this.guarded(async () => {
      try {
        return { value: await resolveName(this.sys, String(name)) };
      } catch (error) {
        if (error instanceof ResolveError) return { value: error.code };
        throw error;
      }
    }),
    listen: ([host, port, isUnix]) => this.guarded(async () => {
      const at = isUnix ? unix(String(host)) : inet(/^[\d.]+$|:/.test(String(host)) ? String(host) : (await resolveName(this.sys, String(host)))[0]!, Number(port));
      return { value: this.sys.listen(at) };
    }),
    accept: ([fd, timeout, watched]) => this.guarded(async () => {
      const waiting = this.accepts.get(Number(fd)) ?? this.sys.accept(Number(fd));
      this.accepts.set(Number(fd), waiting);
      const got = await this.within<{ fd: number; peer: { family: string } } | string>(Array.isArray(watched) ? Promise.race([waiting, this.watch(watched as string[])]) : waiting, timeout);
      this.rounds++;
      if (got === 'signal') return { failure: { code: 'EINTR', message: 'Interrupted system call', errno: 4 } };
      if (got === 'timeout') return { failure: { code: 'ETIMEDOUT', message: 'timed out', errno: 110 } };
      if (typeof got === 'string') return { value: got };
      this.accepts.delete(Number(fd));
      const peer = got.peer as { family: string; host?: string; port?: number };
      return { value: [got.fd, peer.host ?? '', peer.port ?? 0] };
    }),
    watch: ([paths]) => this.guarded(async () => {
      const got = await this.within(this.watch(paths as string[]), undefined);
      this.rounds++;
      return got === 'signal' ? { failure: { code: 'EINTR', message: 'Interrupted system call', errno: 4 } } : { value: got };
    }),
    again: ([env]) => answering(() => void (this.wanted = env as Record<string, string>)),
    connect: ([host, port, isUnix, timeout]) => this.guarded(async () => ({ value: await this.sys.connect(isUnix ? unix(String(host)) : inet(String(host), Number(port)), typeof timeout === 'number' ? { timeoutMs: timeout * 1000 } : {}) })),
    recv: ([fd, length, timeout]) => this.guarded(async () => {
      if (typeof timeout === 'number') {
        const ready = await this.sys.poll([{ fd: Number(fd), read: true }], timeout * 1000);
        if (ready.length === 0) return { failure: { code: 'ETIMEDOUT', message: 'timed out', errno: 110 } };
      }
      return { bytes: await this.sys.read(Number(fd), Number(length)) };
    }),
    shutdown: ([fd, how]) => answering(() => this.sys.shutdown(Number(fd), how as 'both')),
    sockname: ([fd]) => answering(() => {
      const at = this.sys.sockname(Number(fd));
      return at.family === 'inet' ? [at.host, at.port] : [at.path, 0];
    }),
    peername: ([fd]) => answering(() => {
      const at = this.sys.peername(Number(fd));
      return at.family === 'inet' ? [at.host, at.port] : [at.path, 0];
    }),
    udp: ([host, port]) => answering(() => this.sys.udp({ host: String(host), port: Number(port) })),
    sendto: ([fd, host, port], bytes) => answering(() => this.sys.sendTo(Number(fd), bytes ?? new Uint8Array(0), { host: String(host), port: Number(port) })),
  };

  async run(given: string | undefined, rest: readonly string[]): Promise<number> {
    const { sys } = this;
    let first = given;
    let source: string;
    let path = '<string>';
    let argv: string[];
    let folder = sys.cwd();
    if (first === '-c') {
      source = rest[0] ?? '';
      argv = ['-c', ...rest.slice(1)];
    } else if (first === '-m') {
      const made = await this.module(rest[0] ?? '', rest.slice(1));
      if (typeof made === 'number') return made;
      ({ source, path } = made);
      argv = [path, ...rest.slice(1)];
    } else if (first === undefined || first === '-') {
      if (first === undefined && sys.isatty(0)) return this.repl();
      source = text(await readToEnd(sys, 0));
      path = '<stdin>';
      argv = [first ?? '', ...rest];
    } else {
      try {
        if (sys.stat(first).type === 'dir') first = `${first.replace(/\/$/, '')}/__main__.py`;
        source = sys.readText(first);
      } catch (error) {
        if (!isSysError(error)) throw error;
        const full = first.startsWith('/') ? first : `${sys.cwd()}/${first}`;
        await sys.write(2, `${sys.argv[0]}: can't open file '${this.isOld ? first : full}': [Errno ${error.errno}] ${error.message}\n`);
        return 2;
      }
      path = first.startsWith('/') ? first : `${sys.cwd()}/${first.replace(/^\.\//, '')}`;
      folder = path.replace(/\/[^/]*$/, '') || '/';
      argv = [first, ...rest];
    }
    // A call that has to wait needs a Worker, which not every page gives: what will be asked for is there before.
    if (!this.session.canBlock && /\bsqlite3\b/.test(source)) await loadSqliteFor(sys);
    return this.guard(async () => {
      await this.start(argv, folder);
      const code = (await this.session.turn({ name: 'main', args: [source, path] })) as number;
      if (this.wanted === undefined) return this.exitCode ?? code;
      this.session.end();
      const next = new PythonProcess(sys, this.host, this.version, this.unbuffered, { ...this.env, ...this.wanted });
      return next.run(given, rest);
    });
  }

  private async guard(work: () => Promise<number>): Promise<number> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof EngineBroken)) throw error;
      await this.sys.write(2, /memory/i.test(error.message) ? 'MemoryError\n' : `python3: dockyard: the interpreter ended: ${error.message}\n`);
      return 1;
    }
  }

  private start(argv: readonly string[], folder: string): Promise<void> {
    const { sys } = this;
    const { credentials } = sys;
    const { path, prefix, basePrefix } = interpreter(sys);
    return this.session.start('python', {
      version: this.version,
      argv: [...argv],
      executable: path,
      prefix,
      basePrefix,
      folder,
      site: sitePackages(sys, this.version),
      installed: [...installedPackages(sys, this.version).keys()],
      versions: Object.fromEntries([...installedPackages(sys, this.version)].map(([name, one]) => [name, one.version])),
      env: { ...this.env },
      unbuffered: this.unbuffered,
      asserts: argv[0]?.endsWith('/pytest.py') === true,
      tty: [sys.isatty(0), sys.isatty(1), sys.isatty(2)],
      pid: sys.pid,
      ppid: sys.ppid,
      uid: credentials.uid,
      gid: credentials.gid,
      seed: sys.random.below(2 ** 31),
      nowMs: sys.now(),
      bootMs: sys.now() - 60_000,
      source: '',
    });
  }

  /** `-m`: a module of the library or of the program's own. */
  private async module(name: string, args: readonly string[]): Promise<number | { source: string; path: string }> {
    const { sys } = this;
    const list = JSON.stringify(args);
    const installed = installedPackages(sys, this.version);
    const known: Record<string, string> = {
      [this.isOld ? 'SimpleHTTPServer' : 'http.server']: `from ${this.isOld ? 'SimpleHTTPServer' : 'http.server'} import _main\n_main(${list})\n`,
      'json.tool': 'import sys, json\nprint(json.dumps(json.loads(sys.stdin.read() if len(sys.argv) < 2 else open(sys.argv[1]).read()), indent=4))\n',
      unittest: `import sys, unittest\nsys.exit(unittest._discover(${list}))\n`,
      ...(installed.has('flask') ? { flask: `import sys\nfrom flask import _cli\nsys.exit(_cli(${list}))\n` } : {}),
      ...(installed.has('django') ? { django: `import sys\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(['django-admin'] + ${list})\n` } : {}),
      ...(installed.has('uvicorn') ? { uvicorn: `import sys\nfrom uvicorn import _main\nsys.exit(_main(${list}))\n` } : {}),
      ...(installed.has('fastapi') ? { fastapi: `import sys\nfrom fastapi.cli import _main\nsys.exit(_main(${list}))\n` } : {}),
      ...(installed.has('pytest') ? { pytest: `import sys\nfrom pytest import main\nsys.exit(main(${list}))\n` } : {}),
      ...(installed.has('gunicorn') ? { gunicorn: `import sys\nfrom gunicorn import _main\nsys.exit(_main(${list}))\n` } : {}),
    };
    if (known[name] !== undefined) return { source: known[name], path: `/usr/lib/python3/${name.replace(/\./g, '/')}.py` };
    for (const file of [`${name.replace(/\./g, '/')}.py`, `${name.replace(/\./g, '/')}/__main__.py`]) if (sys.access(file, '')) return { source: sys.readText(file), path: `${sys.cwd()}/${file}` };
    const absent = installed.has(normal(name)) || ['pdb', 'timeit', 'compileall', 'cProfile', 'asyncio'].includes(name);
    await sys.write(2, absent ? `dockyard: python -m ${name} is not simulated\n` : `${sys.exePath}: No module named ${name}\n`);
    return 1;
  }

  private get isOld(): boolean {
    return this.version.startsWith('2.');
  }

  private async repl(): Promise<number> {
    const { sys } = this;
    sys.onSignal('SIGINT', () => sys.thread(() => sys.write(1, '\nKeyboardInterrupt\n>>> ')));
    await sys.write(1, `Python ${this.version} ${this.isOld ? '(default, Apr 20 2020, 20:30:41) \n[GCC 8.3.0] on linux2' : '(main, Oct  9 2025, 22:49:02) [GCC 12.2.0] on linux'}\nType "help", "copyright", "credits" or "license" for more information.\n`);
    return this.guard(async () => {
      await this.start([''], sys.cwd());
      let held = '';
      for (;;) {
        await sys.write(1, held ? '... ' : '>>> ');
        const line = text(await sys.read(0, 65536));
        if (line === '') {
          await sys.write(1, '\n');
          return 0;
        }
        held += line;
        const open = /:\s*(?:#.*)?\n$/.test(held.split(/(?<=\n)/)[0]!) || /^(?:\s+\S|@)/m.test(held) || (held.match(/[([{]/g)?.length ?? 0) > (held.match(/[)\]}]/g)?.length ?? 0);
        if (open && line.trim() !== '') continue;
        if (held.trim() !== '') {
          const code = (await this.session.turn({ name: 'line', args: [held, ''] })) as number;
          if (this.exitCode !== undefined || code >= 0) return this.exitCode ?? code;
        }
        held = '';
      }
    });
  }
}
