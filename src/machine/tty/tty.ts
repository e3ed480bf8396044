import { EMPTY } from '../../lib/bytes';
import { SysError } from '../errno';
import { isOrphaned, sendSignal, signalGroup } from '../process/signals';
import type { Process, ProcessGroup, Session } from '../process/process';
import { WaitQueue } from '../process/wait-queue';
import { LineDiscipline } from './line-discipline';
import type { Termios, WindowSize } from './types';

/** A pseudo terminal (pty(7)): programs hold the slave, a terminal emulator or container runtime the master. */
export class Tty {
  readonly discipline: LineDiscipline;
  readonly changed = new WaitQueue();
  size: WindowSize;
  session: Session | undefined;
  foreground: ProcessGroup | undefined;
  /** Open descriptions on each side. */
  masters = 0;
  slaves = 0;
  hadSlave = false;
  hungUp = false;
  /** In which devpts it has its name, and as which number. */
  owner = { uid: 0, gid: 5, mode: 0o620 };

  constructor(
    public index: number,
    size: WindowSize = { rows: 24, cols: 80 },
    /** Both sides are closed: the number is free again. */
    private readonly onFree: (tty: Tty) => void = () => undefined,
  ) {
    this.size = { ...size };
    this.discipline = new LineDiscipline({
      signal: (name) => this.foreground && signalGroup(this.foreground, name, 'kernel'),
      changed: () => this.changed.wake(),
    });
  }

  /** `pts/0`, as ps shows it. */
  get name(): string {
    return `pts/${this.index}`;
  }

  // The slave's side

  private inBackground(proc: Process): boolean {
    return proc.session.tty === this && this.foreground !== undefined && proc.group !== this.foreground;
  }

  read(max: number, proc: Process): Uint8Array | undefined {
    if (this.hungUp) return EMPTY;
    if (this.inBackground(proc)) {
      if (proc.handlers.get('SIGTTIN') === 'ignore' || isOrphaned(proc.group)) throw new SysError('EIO');
      signalGroup(proc.group, 'SIGTTIN', 'kernel');
      return undefined;
    }
    const taken = this.discipline.read(max);
    if (taken) this.changed.wake();
    return taken;
  }

  write(bytes: Uint8Array): number {
    if (this.hungUp) throw new SysError('EIO');
    return this.discipline.write(bytes);
  }

  /**
   * Runs a change of the terminal's state. From a background process it first raises SIGTTOU (tcsetattr(3)); the
   * change is made when that process goes on.
   */
  change(proc: Process, act: () => void): void {
    const ignores = proc.handlers.get('SIGTTOU') === 'ignore';
    if (!this.inBackground(proc) || ignores) return act();
    if (isOrphaned(proc.group)) throw new SysError('EIO');
    signalGroup(proc.group, 'SIGTTOU', 'kernel');
    if (proc.stopped) proc.onContinue.push(act);
    else act();
  }

  setTermios(proc: Process, change: Partial<Termios>): void {
    this.change(proc, () => this.discipline.set(change));
  }

  setForeground(group: ProcessGroup): void {
    this.foreground = group;
    this.changed.wake();
  }

  /** TIOCSCTTY. */
  becomeControlling(session: Session, group: ProcessGroup): void {
    this.session = session;
    session.tty = this;
    this.setForeground(group);
  }

  resize(size: WindowSize): void {
    if (size.rows === this.size.rows && size.cols === this.size.cols) return;
    this.size = { ...size };
    if (this.foreground) signalGroup(this.foreground, 'SIGWINCH', 'kernel');
  }

  /** The session's leader has ended: the foreground group is hung up, the terminal is free for another session. */
  leaderGone(session: Session): void {
    const { foreground } = this;
    session.tty = undefined;
    this.session = undefined;
    this.foreground = undefined;
    if (foreground) {
      signalGroup(foreground, 'SIGHUP', 'kernel');
      signalGroup(foreground, 'SIGCONT', 'kernel');
    }
    this.changed.wake();
  }

  openedSlave(): void {
    this.slaves++;
    this.hadSlave = true;
  }

  closedSlave(): void {
    this.slaves--;
    this.freeIfUnused();
    this.changed.wake();
  }

  // The master's side

  readMaster(max: number): Uint8Array | undefined {
    const { output, held } = this.discipline;
    if (output.size > 0 && !held) {
      const taken = output.take(max);
      this.changed.wake();
      return taken;
    }
    return this.slaves === 0 && this.hadSlave ? EMPTY : undefined;
  }

  get masterReadable(): boolean {
    return (this.discipline.output.size > 0 && !this.discipline.held) || (this.slaves === 0 && this.hadSlave);
  }

  closedMaster(): void {
    this.masters--;
    if (this.masters === 0) this.hangUp();
    this.freeIfUnused();
  }

  /** The line is being cut: SIGHUP to the session's leader and foreground group; reads end, writes fail. */
  hangUp(): void {
    if (this.hungUp) return;
    this.hungUp = true;
    const { session, foreground } = this;
    if (session?.leader) {
      sendSignal(session.leader, 'SIGHUP', 'kernel');
      if (session.leader) sendSignal(session.leader, 'SIGCONT', 'kernel');
    }
    if (foreground) {
      signalGroup(foreground, 'SIGHUP', 'kernel');
      signalGroup(foreground, 'SIGCONT', 'kernel');
    }
    this.changed.wake();
  }

  private freeIfUnused(): void {
    if (this.masters === 0 && this.slaves === 0) this.onFree(this);
  }
}
