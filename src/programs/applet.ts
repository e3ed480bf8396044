import { concat, text, utf8 } from '../lib/bytes';
import { isSysError, SysError } from '../machine/errno';
import type { Program } from '../machine/program';
import type { Sys } from '../machine/sys';
import { UsageExit } from './options';

/** Whose manners a tool has: its messages, its options, its exit statuses. */
export type Flavour = 'gnu' | 'busybox';

/**
 * What a small tool runs with: its arguments and buffered output. Standard output is collected up to a pipe's
 * size or, on a terminal, a line, as stdio(3) does it, so that a million lines cost few system calls.
 */
export class Io {
  /** One object, so that a face of this Io with other arguments (Object.create) writes to the same buffer. */
  private readonly held: { parts: Uint8Array[]; size: number } = { parts: [], size: 0 };
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
    const bytes = typeof data === 'string' ? utf8(data) : data;
    this.held.parts.push(bytes);
    this.held.size += bytes.length;
    if (this.held.size >= 32768 || (this.lineBuffered && bytes.includes(10))) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.held.size === 0) return;
    const all = concat(this.held.parts);
    this.held.parts = [];
    this.held.size = 0;
    await this.sys.write(1, all);
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

/** The text of a system error, as strerror(3) gives it. Rethrows what isn't one. */
export function reason(error: unknown): string {
  if (isSysError(error)) return error.message;
  throw error;
}

/** Everything that a descriptor gives until its end. */
export async function readFd(sys: Sys, fd: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = await sys.read(fd, 65536);
    if (part.length === 0) return concat(parts);
    parts.push(part);
  }
}

/** The lines of a descriptor as they come, without their newlines. */
export async function* linesOf(sys: Sys, fd: number): AsyncGenerator<string> {
  let rest = new Uint8Array(0);
  for (;;) {
    const part = await sys.read(fd, 65536);
    if (part.length === 0) break;
    let data = rest.length > 0 ? concat([rest, part]) : part;
    for (let at = data.indexOf(10); at !== -1; at = data.indexOf(10)) {
      yield text(data.subarray(0, at));
      data = data.subarray(at + 1);
    }
    rest = data.slice();
  }
  if (rest.length > 0) yield text(rest);
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
      } catch (error) {
        if (!(error instanceof UsageExit)) throw error;
        status = error.status;
      }
      await io.flush();
      return status;
    },
  };
}
