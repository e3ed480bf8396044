import { concat, text, utf8 } from '../lib/bytes';
import { isSysError, SysError } from '../machine/errno';
import type { Program } from '../machine/program';
import type { Sys } from '../machine/sys';
import { HeldBytes } from './held-bytes';
import { UsageExit } from './options';

/** stdio(3)'s buffer on a pipe or file, in full pipes' worth. */
const BUFFER_BYTES = 32768;
/** CPU time that a loop may owe before others have their turn. */
const TURN_US = 100;

/** Strings and bytes as one array of bytes. */
function joined(parts: readonly (string | Uint8Array)[]): Uint8Array {
  if (parts.every((part) => typeof part === 'string')) return utf8(parts.join(''));
  return concat(parts.map((part) => (typeof part === 'string' ? utf8(part) : part)));
}

/** Whose manners a tool has: its messages, its options, its exit statuses. */
export type Flavour = 'gnu' | 'busybox';

/**
 * What a small tool runs with: its arguments and buffered output. Standard output is collected up to a pipe's
 * size or, on a terminal, a line, as stdio(3) does it, so that a million lines cost few system calls.
 */
export class Io {
  /** One object, so that a face of this Io with other arguments (Object.create) writes to the same buffer. */
  private readonly held: { parts: (string | Uint8Array)[]; size: number; newline: boolean; us: number } = { parts: [], size: 0, newline: false, us: 0 };
  private readonly lineBuffered: boolean;

  constructor(
    readonly sys: Sys,
    /** As messages name it: `ls`. */
    readonly name: string,
    readonly args: readonly string[],
    readonly flavour: Flavour,
  ) {
    this.lineBuffered = sys.isatty(1);
  }

  /** Writes to standard output. */
  async out(data: string | Uint8Array): Promise<void> {
    this.put(data);
    if (this.due) await this.settle();
  }

  /**
   * Holds output, and CPU time of that many µs, for loops over many lines: no promise a line. When `due` says so,
   * await `settle`.
   */
  put(data: string | Uint8Array, us = 0): void {
    const { held } = this;
    held.us += us;
    if (data.length === 0) return;
    held.parts.push(data);
    held.size += data.length;
    if (this.lineBuffered) held.newline ||= typeof data === 'string' ? data.includes('\n') : data.includes(10);
  }

  /** Whether enough is held: a buffer full, a line for a terminal, or a turn of CPU time. */
  get due(): boolean {
    return this.held.size >= BUFFER_BYTES || this.held.newline || this.held.us >= TURN_US;
  }

  /** Writes what is to be written by now, and lets the time pass. */
  async settle(): Promise<void> {
    const { held } = this;
    if (held.size >= BUFFER_BYTES || held.newline) await this.flush();
    const { us } = held;
    held.us = 0;
    if (us > 0) await this.sys.cpu(us);
  }

  async flush(): Promise<void> {
    const { held } = this;
    if (held.size === 0) return;
    const all = joined(held.parts);
    held.parts = [];
    held.size = 0;
    held.newline = false;
    try {
      await this.sys.write(1, all);
    } catch (error) {
      throw isSysError(error) ? new WriteFailed(error) : error;
    }
  }

  /** A line on standard error, after what standard output holds. */
  async err(line: string): Promise<void> {
    await this.flush();
    await this.sys.write(2, `${line}\n`);
  }

  /** `ls: cannot access 'x': No such file or directory` */
  async complain(what: string, error?: unknown): Promise<void> {
    await this.err(`${this.name}: ${what}${error === undefined ? '' : `: ${reason(error)}`}`);
  }

  /** All of standard input. */
  async stdin(): Promise<Uint8Array> {
    return readFd(this.sys, 0);
  }

  /** A file's bytes, or standard input's for `-`. */
  async file(path: string): Promise<Uint8Array> {
    if (path === '-') return this.stdin();
    const fd = this.sys.open(path, 'r');
    try {
      if (this.sys.fstat(fd).type === 'dir') throw new SysError('EISDIR');
      return await readFd(this.sys, fd);
    } finally {
      this.sys.close(fd);
    }
  }
}

/** Standard output took no more: the tool ends with this message. */
class WriteFailed extends Error {
  constructor(readonly reason: SysError) {
    super(reason.message);
  }
}

/** The text of a system error, as strerror(3) gives it. Rethrows what isn't one. */
export function reason(error: unknown): string {
  if (isSysError(error)) return error.message;
  throw error;
}

/** Everything that a descriptor gives until its end. */
export async function readFd(sys: Sys, fd: number): Promise<Uint8Array> {
  const held = new HeldBytes(sys);
  for (;;) {
    const part = await sys.read(fd, held.wanted);
    if (part.length === 0) return held.take();
    held.push(part);
  }
}

/** The lines of a descriptor as they come, without their newlines. */
export async function* linesOf(sys: Sys, fd: number): AsyncGenerator<string> {
  const held = new HeldBytes(sys);
  for (;;) {
    const part = await sys.read(fd, held.wanted);
    if (part.length === 0) break;
    const end = part.lastIndexOf(10);
    if (end === -1) {
      held.push(part);
      continue;
    }
    held.push(part.subarray(0, end));
    yield* text(held.take()).split('\n');
    if (end + 1 < part.length) held.push(part.slice(end + 1));
  }
  if (held.size > 0) yield text(held.take());
}

export type Applet = (io: Io) => Promise<number>;

/** A tool as a program. Its name in messages is how it was called. */
export function appletProgram(applet: Applet, flavour: Flavour = 'gnu'): Program {
  return {
    async main(sys) {
      const name = (sys.argv[0] ?? '').replace(/^.*\//, '');
      const io = new Io(sys, name, sys.argv.slice(1), flavour);
      let status: number;
      try {
        status = await applet(io);
        await io.flush();
        await io.settle();
      } catch (error) {
        if (error instanceof WriteFailed) {
          await sys.write(2, `${name}: ${flavour === 'gnu' ? 'write error: ' : ''}${error.message}\n`);
          return 1;
        }
        if (!(error instanceof UsageExit)) throw error;
        await io.flush();
        status = error.status;
      }
      return status;
    },
  };
}
