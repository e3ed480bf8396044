import { isSysError, SysError } from '../../machine/errno';
import { SIGNALS, type SignalName } from '../../machine/signal';
import type { Sys } from '../../machine/sys';
import { DIALECTS, type Dialect } from '../dialect';
import { Expander } from '../expand/expander';
import { decode, encode } from '../text';
import type { Node, Part } from '../syntax/ast';
import { ShellSyntaxError, syntaxMessages } from '../syntax/syntax-error';
import type { ParseOptions } from '../syntax/words';
import { attributesOf, declarationOf } from './declaration';
import { NeedSubstitution, ShellError } from './errors';
import { undoRedirections } from './redirect';
import { cloneState, type Frame, type ShellState } from './state';
import { STEPS } from './steps';
import { OPTION_LETTERS } from './options';
import { Variables } from './variables';
import type { Hooks } from '../hooks';

/** Simulated CPU time of one interpreter step, µs. */
const STEP_US = 2;
const STEPS_A_TURN = 64;
/** How often bash tries again to fork, and $? of a command that couldn't be forked, as bash 5.2 gives it. */
const FORK_TRIES = 4;
const FORK_FAILED = 254;

export interface ForkOptions {
  fds?: Map<number, number>;
  pgid?: number;
  foreground?: boolean;
  ignore?: SignalName[];
  /** Changes the child's state before it runs. */
  prepare?: (child: ShellState) => void;
}

/**
 * The interpreter: a loop over an explicit stack of frames, all of it plain data in `state`, so that a snapshot
 * taken at any wait can go on where it was. What a step prints is queued and written before the next step.
 */
export class Shell {
  readonly dialect: Dialect;
  readonly vars: Variables;
  readonly expander: Expander;
  /** What the line editor has cut, for Ctrl-Y on later lines. */
  killRing: string[] = [];
  /** How often the step at hand has failed to fork; beyond FORK_TRIES it isn't tried again. */
  forkTries = 0;
  /** Called by signal handlers: ends a wait that a signal may end. */
  wakeUp: (() => void) | undefined;

  constructor(readonly sys: Sys, readonly state: ShellState, readonly hooks: Hooks) {
    this.dialect = DIALECTS[state.dialect];
    this.vars = new Variables(state, sys, this.dialect.bash);
    this.expander = new Expander(this);
  }

  // Frames

  get top(): Frame | undefined {
    return this.state.frames[this.state.frames.length - 1];
  }

  push(frame: Frame): void {
    this.state.frames.push(frame);
  }

  /** Ends the top frame. */
  pop(): void {
    const frame = this.state.frames.pop();
    if (frame) this.cleanup(frame);
  }

  /** Pops frames above `depth`, as break, return and errors do. */
  unwindTo(depth: number): void {
    while (this.state.frames.length > depth) this.pop();
  }

  private cleanup(frame: Frame): void {
    undoRedirections(this, frame);
    if (frame.procFds) for (const fd of frame.procFds) this.closeQuietly(fd);
    if (frame.t === 'simple' && frame.scoped) this.state.scopes.pop();
    if (frame.t === 'call') {
      this.state.scopes.pop();
      this.state.positional = frame.positional;
      this.state.line = frame.callLine;
      if (frame.localOptions) this.state.options = new Set(frame.localOptions);
    }
    if (frame.t === 'source') {
      if (frame.positional) this.state.positional = frame.positional;
      if (frame.outerLine !== undefined) this.state.line = frame.outerLine;
      if (frame.kind === 'trap') this.state.inTrap.pop();
    }
    if (frame.t === 'subst' && frame.fd >= 0) this.dropInternal(frame.fd);
  }

  /** Runs a node above the current frame. */
  pushNode(node: Node, options: { guard?: boolean; tail?: boolean } = {}): void {
    const guard = options.guard ?? this.top?.guard;
    const tail = options.tail;
    if (node.redirs.length > 0 && node.t !== 'simple') this.push({ t: 'redir', pc: 0, node, i: 0, guard, tail });
    else this.pushBare(node, guard, tail);
  }

  pushBare(node: Node, guard: boolean | undefined, tail: boolean | undefined): void {
    const base = { pc: 0, guard, tail };
    switch (node.t) {
      case 'simple':
        this.push({ t: 'simple', ...base, node, argv: [], declared: {}, wi: 0, assigns: [], ai: 0, ri: 0, status: 0 });
        return;
      case 'list': this.push({ t: 'list', ...base, node, i: 0 }); return;
      case 'andor': this.push({ t: 'andor', ...base, node, i: 0 }); return;
      case 'pipe': this.push({ t: 'pipe', ...base, node }); return;
      case 'if': this.push({ t: 'if', ...base, node, i: 0 }); return;
      case 'while': this.push({ t: 'while', ...base, node, last: 0 }); return;
      case 'for': this.push({ t: 'for', ...base, node, items: [], wi: 0, i: 0 }); return;
      case 'cfor': this.push({ t: 'cfor', ...base, node }); return;
      case 'case': this.push({ t: 'case', ...base, node, subject: '', i: 0, p: 0 }); return;
      case 'cond': this.push({ t: 'cond', ...base, node }); return;
      case 'arithcmd': this.push({ t: 'arith', ...base, node }); return;
      default: this.push({ t: 'node', ...base, node });
    }
  }

  /** Expands within a frame; undefined when a substitution has to run first (it is pushed). */
  attempt<T>(frame: Frame, expand: (x: Expander) => T): { value: T } | undefined {
    frame.memo ??= [];
    this.expander.begin(frame.memo);
    try {
      const value = expand(this.expander);
      frame.memo = undefined;
      return { value };
    } catch (error) {
      if (!(error instanceof NeedSubstitution)) throw error;
      this.push({ t: 'subst', pc: 0, part: error.part as Extract<Part, { t: 'cmd' }>, fd: -1, pid: 0, chunks: [] });
      return undefined;
    }
  }

  // Output

  out(text: string): void {
    this.emit(1, text);
  }

  emit(fd: number, text: string): void {
    if (text === '') return;
    const last = this.state.out[this.state.out.length - 1];
    if (last?.fd === fd && !last.close) last.text += text;
    else this.state.out.push({ fd, text });
  }

  /** A message on stderr with the shell's name, and the line where it is not interactive. */
  warn(message: string, line = this.state.line): void {
    this.emit(2, `${this.prefix(line)}${message}\n`);
  }

  prefix(line = this.state.line): string {
    const { state, dialect } = this;
    if (dialect.bash) return state.interactive ? `${state.arg0}: ` : `${this.sourceName()}: line ${line}: `;
    if (dialect.name === 'dash') return `${state.messageName}: ${line}: `;
    return this.busyboxPrefix(line);
  }

  /** ash_vmsg: the builtin's name and the line (from 0 in -c) come where a command name is known. */
  private busyboxPrefix(line: number): string {
    const { state } = this;
    const frame = this.top;
    const script = state.frames.some((each) => each.t === 'source' && (each.kind === 'main' || each.kind === 'dot')) || state.named;
    const builtin = frame?.t === 'simple' ? frame.builtin : undefined;
    if (builtin === undefined && !script) return `${state.messageName}: `;
    const where = state.interactive ? '' : `line ${state.fromString ? line - 1 : line}: `;
    return `${state.messageName}: ${builtin === undefined ? '' : `${builtin}: `}${where}`;
  }

  private sourceName(): string {
    for (let i = this.state.frames.length - 1; i >= 0; i--) {
      const frame = this.state.frames[i]!;
      if (frame.t === 'call' && frame.source) return frame.source;
      if (frame.t === 'source' && (frame.kind === 'dot' || frame.kind === 'main')) return frame.name;
    }
    return this.state.messageName;
  }

  /** A builtin's message: `name: ` comes between. */
  complain(builtin: string, message: string): void {
    this.warn(this.dialect.name === 'ash' ? message : `${builtin}: ${message}`);
  }

  async flush(): Promise<void> {
    const { out } = this.state;
    while (out.length > 0) {
      const entry = out[0]!;
      try {
        await this.sys.write(entry.fd, encode(entry.text));
        out.shift();
        if (entry.close) this.dropInternal(entry.fd);
      } catch (error) {
        if (isSysError(error, 'EINTR')) continue;
        out.shift();
        if (!isSysError(error)) throw error;
        this.writeFailed(entry.fd, error.message);
      }
    }
  }

  private writeFailed(fd: number, message: string): void {
    const frame = this.top;
    if (fd !== 1 || frame?.t !== 'simple') return;
    frame.status = 1;
    this.state.out.length = 0;
    if (this.dialect.bash) this.warn(`${frame.builtin ?? 'write'}: write error: ${message}`);
    else if (this.dialect.name === 'dash') this.warn(`${frame.builtin ?? 'write'}: ${frame.builtin ?? ''}: I/O error`);
    else this.warn(`write error: ${message}`);
  }

  // The loop

  async run(): Promise<number> {
    this.sys.resumable(() => this.state);
    for (;;) {
      const status = await this.turn();
      if (status !== undefined) return status;
    }
  }

  /** Writes what is queued, delivers signals, makes one step; gives the exit status at the end. */
  async turn(): Promise<number | undefined> {
    if (this.state.out.length > 0) await this.flush();
    if (this.state.frames.length === 0 && !this.atExit()) return this.state.exiting ?? this.state.status;
    if (this.state.frames.length === 0) return undefined;
    this.deliver();
    await this.step();
    return undefined;
  }

  /** One step of the top frame. */
  async step(): Promise<void> {
    const frame = this.top;
    if (!frame) return;
    try {
      const work = (STEPS[frame.t] as (shell: Shell, frame: Frame) => Promise<void> | void)(this, frame);
      if (work) await work;
      this.forkTries = 0;
    } catch (error) {
      const work = this.failed(error);
      if (work) await work;
    }
    if (++this.state.sinceTurn >= STEPS_A_TURN) {
      this.state.sinceTurn = 0;
      await this.sys.cpu(STEP_US * STEPS_A_TURN);
    }
  }

  private failed(error: unknown): Promise<void> | void {
    if (error instanceof ShellError) {
      if (error.message !== '') this.warn(error.message);
      this.abort(error);
    } else if (isSysError(error, 'EAGAIN')) {
      return this.forkFailed();
    } else if (error instanceof ShellSyntaxError) {
      this.syntaxError(error, error.line, 'main');
      this.abort(new ShellError('', 2));
    } else throw error;
  }

  /**
   * No process can be made. Bash makes the step again after 1, 2, 4 and 8 seconds (jobs.c, make_child); after that,
   * and in the others at once, what was running is over.
   */
  private async forkFailed(): Promise<void> {
    const { dialect, sys } = this;
    const text = new SysError('EAGAIN').message;
    // Bash names no line here, and dash has none for what it starts in the background.
    const say = (message: string): void => this.emit(2, `${dialect.bash ? this.prefix().replace(/line \d+: $/, '') : this.prefix(this.top?.t === 'list' ? 0 : this.state.line)}${message}\n`);
    if (dialect.bash && this.forkTries < FORK_TRIES) {
      say(`fork: retry: ${text}`);
      await this.flush();
      try {
        await sys.sleep(1000 << this.forkTries++);
      } catch (error) {
        if (!isSysError(error, 'EINTR')) throw error;
      }
      return;
    }
    this.forkTries = 0;
    say(dialect.bash ? `fork: ${text}` : dialect.name === 'dash' ? 'Cannot fork' : `can't fork: ${text}`);
    this.abort(new ShellError('', FORK_FAILED, { exits: true }));
  }

  /** What a shell without a terminal exits with when an unset parameter is an error. */
  get fatalStatus(): number {
    return !this.dialect.bash ? 2 : this.state.fromString ? 127 : 1;
  }

  /** What an expansion error ends: the shell, or the command line that it was in. */
  private abort(error: ShellError): void {
    const { frames, interactive, depth } = this.state;
    this.state.status = !this.dialect.bash ? 2 : error.status === 127 && interactive ? 1 : error.status;
    if (!interactive && (error.options.exits || !this.dialect.bash || depth > 0 || this.state.options.has('errexit'))) {
      this.exit(this.state.status);
      return;
    }
    let at = frames.length - 1;
    while (at > 0 && !(frames[at]!.t === 'reader' || (frames[at]!.t === 'source' && ['main', 'string'].includes((frames[at] as { kind: string }).kind)))) at--;
    this.unwindTo(at + 1);
    const bottom = frames[at];
    if (bottom?.t !== 'reader' && bottom?.t !== 'source') this.exit(this.state.status);
  }

  /** Ends the shell: frames are unwound, the EXIT trap runs. */
  exit(code: number): void {
    this.state.exiting = code & 255;
    this.state.status = code & 255;
    this.unwindTo(0);
  }

  private atExit(): boolean {
    const action = this.state.traps.get('EXIT');
    if (this.state.exitTrapDone || action === undefined || action === '') return false;
    this.state.exitTrapDone = true;
    this.state.exiting ??= this.state.status;
    const status = this.state.exiting;
    this.pushTrap('EXIT', action);
    this.state.status = status;
    return true;
  }

  // Traps and signals

  pushTrap(name: string, action: string): void {
    this.state.inTrap.push(name);
    this.push({ t: 'source', pc: 0, text: action, at: 0, line: this.dialect.bash && name !== 'EXIT' ? this.state.line : 1, name: 'trap', kind: 'trap', trap: name, status: this.state.status, outerLine: this.state.line, guard: this.top?.guard });
  }

  /** Runs what signals have asked for, between steps. */
  private deliver(): void {
    if (this.state.interrupted) {
      this.state.interrupted = false;
      const depth = this.state.frames.findLastIndex((frame) => frame.t === 'reader');
      if (depth >= 0 && this.state.frames.length > depth + 1) {
        this.unwindTo(depth + 1);
        this.state.status = 130;
        this.emit(2, '\n');
      }
    }
    const signal = this.state.pending.shift();
    if (signal === undefined) return;
    const action = this.state.traps.get(signal);
    if (action) this.pushTrap(signal, action);
  }

  /** Makes the kernel's dispositions those of the traps and of the shell itself. */
  installSignals(): void {
    for (const name of Object.keys(SIGNALS) as SignalName[]) if (this.state.traps.has(name)) this.disposition(name);
    if (!this.state.interactive || this.state.depth > 0) return;
    for (const name of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'] as const) this.disposition(name);
  }

  disposition(name: SignalName): void {
    const action = this.state.traps.get(name);
    if (action === '') this.sys.onSignal(name, 'ignore');
    else if (action !== undefined) this.handle(name, (signal) => void this.state.pending.push(signal));
    else if (this.state.interactive && this.state.depth === 0 && name === 'SIGINT') this.handle(name, () => void (this.state.interrupted = true));
    else if (this.state.interactive && this.state.depth === 0 && ['SIGTERM', 'SIGQUIT', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'].includes(name)) this.sys.onSignal(name, 'ignore');
    else this.sys.onSignal(name, 'default');
  }

  /** A handler that also ends what waits for it. */
  handle(name: SignalName, handler: (signal: SignalName) => void): void {
    this.sys.onSignal(name, (signal) => {
      handler(signal);
      this.wakeUp?.();
    });
  }

  /** Waits until a descriptor can be read; system calls start again after a handled signal, this doesn't. */
  async readable(fd: number, timeoutMs?: number): Promise<'ready' | 'timeout' | 'signal'> {
    const signalled = new Promise<'signal'>((resolve) => {
      this.wakeUp = () => resolve('signal');
    });
    const ready = this.sys.poll([{ fd, read: true }], timeoutMs).then((list) => (list.length > 0 ? ('ready' as const) : ('timeout' as const)));
    try {
      return await Promise.race([ready, signalled]);
    } finally {
      this.wakeUp = undefined;
    }
  }

  // Processes

  /** Descriptors that a child gets: all but the shell's own. */
  childFds(): Map<number, number> {
    const fds = new Map<number, number>();
    for (const fd of this.sys.fds()) if (!this.state.internalFds.includes(fd)) fds.set(fd, fd);
    return fds;
  }

  fork(frames: Frame[], options: ForkOptions = {}): number {
    const child = cloneState(this.state, frames);
    child.depth++;
    child.shownTraps = new Map(this.state.traps);
    child.traps = new Map([...this.state.traps].filter(([, action]) => action === ''));
    if (this.dialect.bash && this.state.options.has('errtrace') && this.state.traps.has('ERR')) child.traps.set('ERR', this.state.traps.get('ERR')!);
    if (this.dialect.bash && this.state.options.has('functrace')) for (const name of ['DEBUG', 'RETURN']) if (this.state.traps.has(name)) child.traps.set(name, this.state.traps.get(name)!);
    child.options.delete('monitor');
    options.prepare?.(child);
    const trapped = [...this.state.traps.entries()].filter(([name, action]) => action !== '' && name in SIGNALS).map(([name]) => name as SignalName);
    const { hooks } = this;
    const resets: SignalName[] = this.state.interactive && this.state.depth === 0 ? [...trapped, 'SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'] : [...trapped, 'SIGINT'];
    const ignore = options.ignore ?? [];
    const hard = this.state.hardIgnored;
    return this.sys.fork(async (sys) => {
      for (const name of resets) if (!ignore.includes(name) && !hard.includes(name) && child.traps.get(name) !== '') sys.onSignal(name, 'default');
      return new Shell(sys, child, hooks).run();
    }, { fds: options.fds ?? this.childFds(), pgid: options.pgid, foreground: options.foreground, ignoreSignals: ignore.length > 0 ? ignore : undefined });
  }

  processSubstitution(part: Extract<Part, { t: 'proc' }>): string {
    const fds = this.childFds();
    const [read, write] = this.sys.pipe();
    const [mine, theirs] = part.dir === '<' ? [read, write] : [write, read];
    fds.set(part.dir === '<' ? 1 : 0, theirs);
    const pid = this.fork([{ t: 'node', pc: 0, node: part.body, tail: true }], { fds });
    this.state.lastBackground = pid;
    this.sys.close(theirs);
    const high = this.highest(mine);
    const frame = this.top!;
    (frame.procFds ??= []).push(high);
    return `/dev/fd/${high}`;
  }

  /** Moves a descriptor to the highest free number below 64, where bash keeps those of substitutions. */
  private highest(fd: number): number {
    const used = new Set(this.sys.fds());
    let target = 63;
    while (used.has(target)) target--;
    this.sys.dup2(fd, target);
    this.sys.close(fd);
    return target;
  }

  get jobControl(): boolean {
    return this.state.options.has('monitor') && this.state.depth === 0;
  }

  // Descriptors of the shell's own

  keepInternal(fd: number): number {
    const high = this.sys.dup(fd, 10);
    this.sys.setCloseOnExec(high, true);
    this.state.internalFds.push(high);
    return high;
  }

  dropInternal(fd: number): void {
    this.state.internalFds = this.state.internalFds.filter((each) => each !== fd);
    this.closeQuietly(fd);
  }

  closeQuietly(fd: number): void {
    try {
      this.sys.close(fd);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }

  // Facts

  parseOptions(): ParseOptions {
    const { state, dialect } = this;
    const aliases = state.shopts.has('expand_aliases') || !dialect.bash ? state.aliases : undefined;
    return { bash: dialect.bash, extended: dialect.extended, extglob: state.shopts.has('extglob'), aliases };
  }

  /** Says a syntax error as the dialect does. */
  syntaxError(error: ShellSyntaxError, lastLine: number, kind: string): void {
    const inString = this.state.fromString && kind === 'string';
    const messages = syntaxMessages(error, this.dialect, lastLine);
    // On a terminal the line stands above; bash doesn't say it again.
    for (const { line, text } of this.dialect.bash && this.state.interactive && kind === 'main' ? messages.slice(0, 1) : messages) {
      if (!this.dialect.bash) this.emit(2, `${this.dialect.name === 'ash' ? (this.state.fromString || this.state.interactive ? `${this.state.messageName}: ` : this.prefix(line)) : this.prefix(line)}${text}\n`);
      else if (kind === 'eval') this.emit(2, this.state.interactive ? `${this.state.arg0}: ${text}\n` : `${this.prefix(line).replace(/line \d+: $/, '')}eval: line ${line}: ${text}\n`);
      else if (inString) this.emit(2, `${this.state.messageName}: -c: line ${line}: ${text}\n`);
      else this.warn(text, line);
    }
  }

  optionLetters(): string {
    let letters = '';
    for (const [letter, name] of OPTION_LETTERS) if (this.state.options.has(name)) letters += letter;
    if (this.state.interactive) letters += 'i';
    if (this.dialect.bash && this.state.options.has('braceexpand')) letters += 'B';
    return this.dialect.bash ? [...letters].sort(bashLetterOrder).join('') + (this.state.fromString ? 'c' : this.state.options.has('stdin') ? 's' : '') : letters + (this.state.options.has('stdin') ? 's' : this.state.fromString ? 'c' : '');
  }

  passwd(): string[][] {
    if (this.state.users) return this.state.users;
    try {
      this.state.users = decode(this.sys.readFile('/etc/passwd')).split('\n').filter((line) => line !== '').map((line) => line.split(':'));
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.state.users = [];
    }
    return this.state.users;
  }

  userName(): string {
    const uid = this.sys.credentials.euid;
    return this.passwd().find((fields) => Number(fields[2]) === uid)?.[0] ?? 'I have no name!';
  }

  attributes(name: string): string {
    return attributesOf(this.vars.find(name, false));
  }

  declaration(name: string, short = false): string | undefined {
    return declarationOf(this.vars, name, short);
  }
}

function bashLetterOrder(a: string, b: string): number {
  const order = 'aefhiklmnprtuvxBCEHPT';
  return order.indexOf(a) - order.indexOf(b);
}
