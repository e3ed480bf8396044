import { text } from '../../lib/bytes';
import type { Sys } from '../../machine/sys';
import { HeldBytes } from '../held-bytes';

export interface Line {
  text: string;
  /** Whether a newline ended it; only a file's last line may lack one. */
  ended: boolean;
}

/** The lines of a descriptor, read as they are asked for. */
export class LineReader {
  /** A line whose end hasn't come yet. */
  private readonly rest: HeldBytes;
  private atEnd = false;
  /** Lines that have been read and not given yet: all ended. */
  private lines: string[] = [];
  private at = 0;
  private readonly mark: string;

  constructor(
    private readonly sys: Sys,
    readonly fd: number,
    private readonly separator = 10,
  ) {
    this.rest = new HeldBytes(sys);
    this.mark = String.fromCharCode(separator);
  }

  /** The next line if it has been read already: loops over many lines ask here first, and await `next` otherwise. */
  held(): Line | undefined {
    return this.at < this.lines.length ? { text: this.lines[this.at++]!, ended: true } : undefined;
  }

  async next(): Promise<Line | undefined> {
    while (this.at >= this.lines.length && !this.atEnd) this.take(await this.sys.read(this.fd, this.rest.wanted));
    const line = this.held();
    if (line || this.rest.size === 0) return line;
    return { text: text(this.rest.take()), ended: false };
  }

  private take(part: Uint8Array): void {
    this.atEnd = part.length === 0;
    const end = part.lastIndexOf(this.separator);
    if (end === -1) {
      if (part.length > 0) this.rest.push(part);
      return;
    }
    this.rest.push(part.subarray(0, end));
    this.lines = text(this.rest.take()).split(this.mark);
    this.at = 0;
    if (end + 1 < part.length) this.rest.push(part.slice(end + 1));
  }

  close(): void {
    if (this.fd > 2) this.sys.close(this.fd);
  }
}
