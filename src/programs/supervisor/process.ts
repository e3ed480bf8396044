import { isSysError } from '../../machine/errno';
import { parseSignal, type SignalName } from '../../machine/signal';
import type { Sys, WaitStatus } from '../../machine/sys';
import { Accounts } from '../system/accounts';
import { shellWords, type ProgramConfig } from './config';

export type State = 'STOPPED' | 'STARTING' | 'RUNNING' | 'BACKOFF' | 'STOPPING' | 'EXITED' | 'FATAL';

export type Log = (level: 'CRIT' | 'ERRO' | 'WARN' | 'INFO', message: string) => Promise<void>;

/** One program under supervision: its states (supervisord.org/subprocess.html). */
export class Subprocess {
  state: State = 'STOPPED';
  pid = 0;
  startedAt = 0;
  stoppedAt = 0;
  /** What went wrong at the last start. */
  reason = '';
  private tries = 0;
  /** When a state is to be looked at again, ms since the epoch. */
  private due = Infinity;
  private files: { stdout: string; stderr: string };
  /** Read ends of its output, by stream. */
  private outputs: { fd: number; stream: 'stdout' | 'stderr' }[] = [];

  constructor(private readonly sys: Sys, readonly config: ProgramConfig, private readonly log: Log, logFolder: string, private readonly serverUrl: string) {
    const named = (stream: string) => `${logFolder}/${config.name}-${stream}---supervisor-${sys.random.hex(4)}.log`;
    this.files = { stdout: config.stdout === 'AUTO' ? named('stdout') : config.stdout, stderr: config.stderr === 'AUTO' ? named('stderr') : config.stderr };
  }

  /** Plain data from which `restore` goes on. */
  save() {
    const { state, pid, startedAt, stoppedAt, reason, tries, due, files, outputs } = this;
    return { state, pid, startedAt, stoppedAt, reason, tries, due, files, outputs: [...outputs] };
  }

  restore(saved: ReturnType<Subprocess['save']>): void {
    Object.assign(this, { ...saved, outputs: [] });
    for (const { fd, stream } of saved.outputs) this.keep(fd, stream);
  }

  get isStopped(): boolean {
    return this.pid === 0 && this.state !== 'BACKOFF' && this.state !== 'STARTING';
  }

  /** The file that a stream's lines go to, for tail; undefined where there is none. */
  logFile(stream: 'stdout' | 'stderr'): string | undefined {
    const file = this.files[stream];
    return file === 'NONE' || file.startsWith('/dev/') ? undefined : file;
  }

  /** Starts it, as often as startretries says. */
  async start(): Promise<void> {
    this.tries = 0;
    await this.spawn();
  }

  private async spawn(): Promise<void> {
    const { sys, config } = this;
    this.state = 'STARTING';
    this.startedAt = sys.now();
    const words = shellWords(config.command);
    const path = words[0]!.includes('/') ? words[0]! : (sys.env['PATH'] ?? '').split(':').map((folder) => `${folder}/${words[0]}`).find((each) => sys.access(each, ''));
    if (path === undefined || !sys.access(path, '')) return this.failed(`can't find command '${words[0]}'`);
    if (!sys.access(path, 'x')) return this.failed(`command at '${path}' is not executable`);
    const accounts = new Accounts(sys);
    const user = config.user === undefined ? undefined : accounts.userOrId(config.user);
    if (config.user !== undefined && !user) return this.failed(`invalid user name ${config.user}`);
    const input = sys.open('/dev/null', 'r');
    const out = sys.pipe();
    const err = config.redirectStderr ? out : sys.pipe();
    try {
      this.pid = await sys.spawn(path, words, {
        env: { ...sys.env, SUPERVISOR_ENABLED: '1', SUPERVISOR_SERVER_URL: this.serverUrl, SUPERVISOR_PROCESS_NAME: config.name, SUPERVISOR_GROUP_NAME: config.group, ...config.environment },
        fds: new Map([[0, input], [1, out[1]], [2, err[1]]]), pgid: 0, ...(config.directory === undefined ? {} : { cwd: config.directory }), ...(config.umask === undefined ? {} : { umask: config.umask }),
        ...(user ? { credentials: { uid: user.uid, gid: user.gid, euid: user.uid, egid: user.gid, groups: accounts.groupsOf(user), caps: user.uid === 0 ? sys.credentials.caps : new Set<string>() } } : {}),
      });
    } catch (error) {
      if (!isSysError(error)) throw error;
      return await this.failed(`couldn't exec ${words[0]}: ${error.code}`);
    } finally {
      for (const fd of new Set([input, out[1], err[1]])) sys.close(fd);
    }
    this.keep(out[0], 'stdout');
    if (err !== out) this.keep(err[0], 'stderr');
    this.due = this.startedAt + config.startSeconds * 1000;
    await this.log('INFO', `spawned: '${config.name}' with pid ${this.pid}`);
    if (config.startSeconds === 0) await this.tick();
  }

  /** Copies what the program writes to its file or device. */
  private keep(fd: number, stream: 'stdout' | 'stderr'): void {
    const { sys } = this;
    const file = this.files[stream];
    const output = { fd, stream };
    this.outputs.push(output);
    sys.thread(async () => {
      for (let part = await sys.read(fd); part.length > 0; part = await sys.read(fd)) {
        if (file === 'NONE' || file === '/dev/null') continue;
        const own = /^\/dev\/(?:fd\/|std)(1|2|out|err)$/.exec(file)?.[1];
        if (own !== undefined) {
          await sys.write(own === '1' || own === 'out' ? 1 : 2, part);
          continue;
        }
        const target = sys.open(file, 'a', 0o644);
        await sys.write(target, part);
        sys.close(target);
      }
      sys.close(fd);
      this.outputs = this.outputs.filter((each) => each !== output);
    });
  }

  private async failed(reason: string): Promise<void> {
    await this.log('INFO', `spawnerr: ${reason}`);
    await this.backOff(reason);
  }

  private async backOff(reason: string): Promise<void> {
    this.reason = reason;
    this.pid = 0;
    this.state = 'BACKOFF';
    this.tries++;
    this.due = this.sys.now() + this.tries * 1000;
    if (this.tries <= this.config.startRetries) return;
    this.state = 'FATAL';
    this.due = Infinity;
    await this.log('INFO', `gave up: ${this.config.name} entered FATAL state, too many start retries too quickly`);
  }

  /** What time alone changes. */
  async tick(): Promise<void> {
    if (this.sys.now() < this.due) return;
    this.due = Infinity;
    if (this.state === 'STARTING') {
      this.state = 'RUNNING';
      this.tries = 0;
      await this.log('INFO', `success: ${this.config.name} entered RUNNING state, process has stayed up for > than ${this.config.startSeconds} seconds (startsecs)`);
    } else if (this.state === 'BACKOFF') await this.spawn();
    else if (this.state === 'STOPPING') {
      await this.log('WARN', `killing '${this.config.name}' (${this.pid}) with SIGKILL`);
      this.signal('SIGKILL', this.config.killAsGroup);
    }
  }

  /** It has ended. */
  async ended(status: WaitStatus): Promise<void> {
    const { config, log } = this;
    const early = this.sys.now() - this.startedAt < config.startSeconds * 1000;
    const how = status.kind === 'exited' ? `exit status ${status.code}` : `terminated by ${status.kind === 'signaled' ? status.signal : ''}`;
    const isExpected = status.kind === 'exited' && config.exitCodes.includes(status.code) && !early;
    this.due = Infinity;
    this.stoppedAt = this.sys.now();
    if (this.state === 'STOPPING') {
      [this.pid, this.state] = [0, 'STOPPED'];
      return log(status.kind === 'exited' ? 'INFO' : 'WARN', `stopped: ${config.name} (${how})`);
    }
    await log(isExpected ? 'INFO' : 'WARN', `exited: ${config.name} (${how}; ${isExpected ? 'expected' : 'not expected'})`);
    if (early) return this.backOff('Exited too quickly (process log may have details)');
    [this.pid, this.state] = [0, 'EXITED'];
    if (config.autorestart === 'always' || (config.autorestart === 'unexpected' && !isExpected)) await this.start();
  }

  signal(signal: SignalName, toGroup = false): void {
    try {
      this.sys.kill(toGroup ? -this.pid : this.pid, signal);
    } catch (error) {
      if (!isSysError(error, 'ESRCH')) throw error;
    }
  }

  stop(): void {
    if (this.pid === 0) {
      if (this.state === 'BACKOFF') this.state = 'STOPPED';
      this.due = Infinity;
      return;
    }
    this.state = 'STOPPING';
    this.due = this.sys.now() + this.config.stopWaitSeconds * 1000;
    this.signal(parseSignal(this.config.stopSignal) ?? 'SIGTERM', this.config.stopAsGroup);
  }
}
