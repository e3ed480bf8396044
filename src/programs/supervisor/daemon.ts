import { text } from '../../lib/bytes';
import { readAll } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { unix } from '../../machine/net/types';
import { parseSignal } from '../../machine/signal';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';
import { unlessInterrupted } from '../servers/small';
import { ConfigError, fullName, readConfig, type Config, type ProgramConfig } from './config';
import { Subprocess, type Log } from './process';
import type { Answer, Request } from './protocol';

/** How often states are looked at, ms; supervisord's own loop waits as long. */
const TICK_MS = 1000;

/** What a run goes on from: its configuration as it was read, not as the file has become. */
interface Saved {
  config: Omit<Config, 'sections'> & { sections: [string, [string, string][]][] };
  foreground: boolean;
  ending: boolean;
  processes: [ProgramConfig, ReturnType<Subprocess['save']>][];
}

/** supervisord's work: the programs of its configuration, and what supervisorctl asks of them. */
export class Supervisor {
  private processes: Subprocess[] = [];
  private ending = false;
  private readonly logFile: string;

  constructor(private readonly sys: Sys, private config: Config, private readonly foreground: boolean) {
    this.logFile = this.setting('supervisord', 'logfile') ?? `${sys.cwd()}/supervisord.log`;
  }

  private setting(section: string, name: string): string | undefined {
    return this.config.sections.get(section)?.get(name);
  }

  private get socket(): string | undefined {
    return this.setting('unix_http_server', 'file');
  }

  /** Goes on from what `sys` kept. */
  static resume(sys: Sys): Promise<number> {
    const { config, foreground, ending } = sys.resumed as Saved;
    const supervisor = new Supervisor(sys, { ...config, sections: new Map(config.sections.map(([name, values]) => [name, new Map(values)])) }, foreground);
    supervisor.ending = ending;
    return supervisor.run();
  }

  readonly log: Log = async (level, message) => {
    const { sys, logFile } = this;
    const line = `${formatDate('%Y-%m-%d %H:%M:%S,%3N', sys.now())} ${level} ${message}\n`;
    if (this.foreground) await sys.write(1, line);
    if (logFile.startsWith('/dev/')) return;
    const fd = sys.open(logFile, 'a', 0o644);
    await sys.write(fd, line);
    sys.close(fd);
  };

  private make(config: ProgramConfig): Subprocess {
    return new Subprocess(this.sys, config, this.log, this.setting('supervisord', 'childlogdir') ?? '/tmp', `unix://${this.socket ?? ''}`);
  }

  async run(): Promise<number> {
    const { sys } = this;
    const saved = sys.resumed as Saved | undefined;
    this.processes = (saved?.processes.map(([config]) => config) ?? this.config.programs).map((each) => this.make(each));
    for (const [i, [, state]] of (saved?.processes ?? []).entries()) this.processes[i]!.restore(state);
    sys.resumable((): Saved => this.save());
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) sys.onSignal(signal, () => sys.thread(() => this.end(signal)));
    sys.onSignal('SIGHUP', () => sys.thread(() => this.log('ERRO', 'dockyard: a restart by SIGHUP is not simulated')));
    sys.onSignal('SIGCHLD', () => undefined);
    if (!saved) await this.announce();
    if (this.socket !== undefined) this.listen(this.socket);
    if (!saved) sys.writeFile(this.setting('supervisord', 'pidfile') ?? `${sys.cwd()}/supervisord.pid`, `${sys.pid}\n`, 0o644);
    if (!saved) {
      await unlessInterrupted(() => sys.sleep(TICK_MS));
      for (const process of this.processes) if (process.config.autostart && !this.ending) await process.start();
    }
    while (!this.ending || this.processes.some((each) => !each.isStopped)) {
      await this.reap();
      for (const process of this.processes) await process.tick();
      if (this.ending && this.processes.every((each) => each.isStopped)) break;
      await unlessInterrupted(() => sys.sleep(this.ending ? 50 : TICK_MS));
    }
    for (const path of [this.socket, this.setting('supervisord', 'pidfile')]) if (path !== undefined && sys.access(path, '')) sys.unlink(path);
    return 0;
  }

  private save(): Saved {
    const { config, foreground, ending, processes } = this;
    const sections = [...config.sections].map(([name, values]): [string, [string, string][]] => [name, [...values]]);
    return { config: { ...config, sections }, foreground, ending, processes: processes.map((each) => [each.config, each.save()]) };
  }

  private async announce(): Promise<void> {
    const { sys, log, config } = this;
    const user = this.setting('supervisord', 'user');
    if (sys.credentials.euid === 0 && user === undefined) await log('CRIT', 'Supervisor is running as root.  Privileges were not dropped because no user is specified in the config file.  If you intend to run as root, you can set user=root in the config file to avoid this message.');
    else if (user !== undefined) await log('INFO', `Set uid to user ${sys.credentials.euid} succeeded`);
    for (const file of config.included) await log('INFO', `Included extra file "${file}" during parsing`);
    for (const pattern of config.unmatched) await log('WARN', `No file matches via include "${pattern}"`);
    if (this.socket !== undefined) {
      await log('INFO', "RPC interface 'supervisor' initialized");
      if (this.setting('unix_http_server', 'username') === undefined) await log('CRIT', "Server 'unix_http_server' running without any HTTP authentication checking");
    }
    if (config.sections.has('inet_http_server')) await log('CRIT', 'dockyard: the HTTP server of [inet_http_server] is not simulated');
    for (const name of config.sections.keys()) if (/^(eventlistener|fcgi-program):/.test(name)) await log('CRIT', `dockyard: [${name}] is not simulated`);
    await log('INFO', `supervisord started with pid ${sys.pid}`);
  }

  private async reap(): Promise<void> {
    for (;;) {
      let ended;
      try {
        ended = await this.sys.wait({ noHang: true });
      } catch (error) {
        if (isSysError(error)) return;
        throw error;
      }
      if (!ended) return;
      await this.processes.find((each) => each.pid === ended.pid)?.ended(ended.status);
    }
  }

  private async end(signal: string): Promise<void> {
    if (this.ending) return;
    await this.log('WARN', `received ${signal} indicating exit request`);
    await this.stopAll();
  }

  private async stopAll(): Promise<void> {
    this.ending = true;
    const running = this.processes.filter((each) => !each.isStopped);
    if (running.length > 0) await this.log('INFO', `waiting for ${running.map((each) => each.config.name).sort().join(', ')} to die`);
    for (const process of [...running].reverse()) process.stop();
  }

  private listen(path: string): void {
    const { sys } = this;
    if (sys.access(path, '')) sys.unlink(path);
    const listener = sys.listen(unix(path));
    sys.chmod(path, parseInt(this.setting('unix_http_server', 'chmod') ?? '0700', 8));
    sys.thread(async () => {
      for (;;) {
        const accepted = await unlessInterrupted(() => sys.accept(listener));
        if (!accepted) continue;
        sys.thread(async () => {
          const stream = sys.stream(accepted.fd);
          const answer = await this.answer(JSON.parse(text(await readAll(stream))) as Request);
          await sys.write(accepted.fd, JSON.stringify(answer));
          stream.close();
        });
      }
    });
  }

  /** The processes that a name means: a program, `group:*`, `group:name` or `all`. */
  private named(name: string): Subprocess[] {
    const [group, member] = name.includes(':') ? name.split(':') : [undefined, name];
    return this.sorted.filter(({ config }) => name === 'all' || (group === undefined ? config.name === name && config.group === name : config.group === group && (member === '*' || member === '' || config.name === member)));
  }

  private get sorted(): Subprocess[] {
    return [...this.processes].sort((a, b) => (fullName(a.config) < fullName(b.config) ? -1 : 1));
  }

  private async answer({ verb, names, signal, stream = 'stdout' }: Request): Promise<Answer> {
    if (verb === 'shutdown') {
      await this.stopAll();
      return { lines: ['Shut down'], status: 0 };
    }
    if (verb === 'pid' && names.length === 0) return { lines: [String(this.sys.pid)], status: 0 };
    if (verb === 'maintail') return { lines: [this.logFile.startsWith('/dev/') ? '' : this.sys.readText(this.logFile).slice(-1600)], status: 0 };
    if (verb === 'avail') return { lines: this.sorted.map((each) => `${fullName(each.config).padEnd(33)}in use    ${(each.config.autostart ? 'auto' : 'manual').padEnd(10)}${each.config.priority}:${each.config.priority}`), status: 0 };
    if (verb === 'reread' || verb === 'update') return this.reread(verb === 'update');
    const lines: string[] = [];
    let status = 0;
    const chosen: Subprocess[] = [];
    for (const name of names.length === 0 ? ['all'] : names) {
      const found = this.named(name);
      chosen.push(...found);
      if (found.length > 0 || name === 'all') continue;
      status = verb === 'status' ? 4 : 1;
      lines.push(verb === 'pid' ? `No such process ${name}` : `${name}: ERROR (no such process${verb === 'tail' || verb === 'clear' ? ' name' : ''})`);
    }
    if (verb === 'status') {
      const width = Math.max(30, ...chosen.map((each) => fullName(each.config).length)) + 3;
      lines.push(...chosen.map((each) => `${fullName(each.config).padEnd(width)}${each.state.padEnd(10)}${this.description(each)}`));
      if (status === 0 && chosen.some((each) => each.state !== 'RUNNING')) status = 3;
      return { lines, status };
    }
    const results = await Promise.all(chosen.map((each) => this.act(each, verb, signal, stream)));
    return { lines: [...lines, ...results.map((each) => each.line)], status: results.reduce((worst, each) => each.status || worst, status) };
  }

  private description(process: Subprocess): string {
    const { state, pid, startedAt, stoppedAt, reason } = process;
    if (state === 'RUNNING' || state === 'STOPPING') {
      const seconds = Math.floor((this.sys.now() - startedAt) / 1000);
      const days = Math.floor(seconds / 86400);
      return `pid ${pid}, uptime ${days > 0 ? `${days} day${days === 1 ? '' : 's'}, ` : ''}${Math.floor(seconds / 3600) % 24}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
    }
    if (state === 'FATAL' || state === 'BACKOFF') return reason;
    if (startedAt === 0) return state === 'STARTING' ? '' : 'Not started';
    return state === 'STARTING' ? '' : formatDate('%b %d %I:%M %p', stoppedAt);
  }

  private async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      await unlessInterrupted(() => this.sys.sleep(100));
      await this.reap();
    }
  }

  private async act(process: Subprocess, verb: Request['verb'], signal: string | undefined, stream: 'stdout' | 'stderr'): Promise<{ line: string; status: number }> {
    const name = fullName(process.config);
    const say = (line: string, status = 0) => ({ line: `${name}: ${line}`, status });
    switch (verb) {
      case 'start':
        if (process.pid !== 0) return say('ERROR (already started)');
        await process.start();
        await this.until(() => !['STARTING', 'BACKOFF'].includes(process.state));
        return process.state === 'FATAL' ? say('ERROR (spawn error)', 7) : say('started');
      case 'stop':
        if (process.isStopped) return say('ERROR (not running)');
        await this.log('INFO', `waiting for ${process.config.name} to stop`);
        process.stop();
        await this.until(() => process.isStopped);
        return say('stopped');
      case 'signal': {
        const wanted = parseSignal(signal ?? '');
        if (!wanted) return say('ERROR (bad signal name)', 1);
        if (process.pid === 0) return say('ERROR (not running)', 1);
        process.signal(wanted);
        return say('signalled');
      }
      case 'pid': return { line: String(process.pid), status: process.pid === 0 ? 7 : 0 };
      case 'clear': {
        for (const each of ['stdout', 'stderr'] as const) if (process.logFile(each) !== undefined) this.sys.writeFile(process.logFile(each)!, '');
        return say('cleared');
      }
      default: {
        const file = process.logFile(stream);
        if (file === undefined) return say('ERROR (no log file)', 1);
        return { line: this.sys.access(file, 'r') ? this.sys.readText(file).slice(-1600) : '', status: 0 };
      }
    }
  }

  /** reread tells what has changed in the configuration; update acts upon it. */
  private async reread(acts: boolean): Promise<Answer> {
    let next: Config;
    try {
      next = readConfig(this.sys, this.config.path);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return { lines: [`ERROR: CANT_REREAD: ${error.message}`], status: 1 };
    }
    const groups = (programs: readonly ProgramConfig[]) => new Map([...new Set(programs.map((each) => each.group))].map((group) => [group, JSON.stringify(programs.filter((each) => each.group === group))]));
    const [before, after] = [groups(this.processes.map((each) => each.config)), groups(next.programs)];
    const kinds: [string, string[]][] = [
      ['available', [...after.keys()].filter((name) => !before.has(name))],
      ['changed', [...after.keys()].filter((name) => before.has(name) && before.get(name) !== after.get(name))],
      ['disappeared', [...before.keys()].filter((name) => !after.has(name))],
    ];
    if (!acts) {
      const lines = kinds.flatMap(([kind, names]) => names.map((name) => `${name}: ${kind}`));
      return { lines: lines.length > 0 ? lines : ['No config updates to processes'], status: 0 };
    }
    const lines: string[] = [];
    for (const [kind, names] of [...kinds].reverse()) {
      for (const name of names) {
        const old = this.processes.filter((each) => each.config.group === name);
        for (const process of old) process.stop();
        if (old.length > 0) {
          await this.until(() => old.every((each) => each.isStopped));
          lines.push(`${name}: stopped`);
        }
        this.processes = this.processes.filter((each) => !old.includes(each));
        lines.push(`${name}: ${{ available: 'added', changed: 'updated', disappeared: 'removed' }[kind]} process group`);
        const made = next.programs.filter((each) => each.group === name).map((each) => this.make(each));
        this.processes.push(...made);
        for (const process of made) if (process.config.autostart) await process.start();
      }
    }
    this.config = next;
    return { lines, status: 0 };
  }
}
