import { concat, EMPTY, text } from '../../lib/bytes';
import type { Sys } from '../../machine/sys';

export interface Line {
  text: string;
  /** Whether a newline ended it; only a file's last line may lack one. */
  ended: boolean;
}

/** The lines of a descriptor, read as they are asked for. */
export class LineReader {
  private rest: Uint8Array = EMPTY;
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
    this.mark = String.fromCharCode(separator);
  }

  /** The next line if it has been read already: loops over many lines ask here first, and await `next` otherwise. */
  held(): Line | undefined {
    return this.at < this.lines.length ? { text: this.lines[this.at++]!, ended: true } : undefined;
  }

  async next(): Promise<Line | undefined> {
    while (this.at >= this.lines.length && !this.atEnd) this.take(await this.sys.read(this.fd, 65536));
    const line = this.held();
    if (line || this.rest.length === 0) return line;
    const last = text(this.rest);
    this.rest = EMPTY;
    return { text: last, ended: false };
  }

  private take(part: Uint8Array): void {
    this.atEnd = part.length === 0;
    const end = part.lastIndexOf(this.separator);
    if (end === -1) {
      this.rest = concat([this.rest, part]);
      return;
    }
    this.lines = text(concat([this.rest, part.subarray(0, end)])).split(this.mark);
    this.at = 0;
    this.rest = part.slice(end + 1);
  }

  close(): void {
    if (this.fd > 2) this.sys.close(this.fd);
  }
}
