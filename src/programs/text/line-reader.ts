import { concat, text } from '../../lib/bytes';
import type { Sys } from '../../machine/sys';

export interface Line {
  text: string;
  /** Whether a newline ended it; only a file's last line may lack one. */
  ended: boolean;
}

/** The lines of a descriptor, read as they are asked for. */
export class LineReader {
  private rest = new Uint8Array(0);
  private atEnd = false;

  constructor(
    private readonly sys: Sys,
    readonly fd: number,
    private readonly separator = 10,
  ) {}

  async next(): Promise<Line | undefined> {
    for (let from = 0; ; ) {
      const at = this.rest.indexOf(this.separator, from);
      if (at !== -1) {
        const line = text(this.rest.subarray(0, at));
        this.rest = this.rest.subarray(at + 1);
        return { text: line, ended: true };
      }
      if (this.atEnd) break;
      from = this.rest.length;
      const part = await this.sys.read(this.fd, 65536);
      if (part.length === 0) this.atEnd = true;
      else this.rest = this.rest.length > 0 ? (concat([this.rest, part]) as Uint8Array<ArrayBuffer>) : part.slice();
    }
    if (this.rest.length === 0) return undefined;
    const line = text(this.rest);
    this.rest = new Uint8Array(0);
    return { text: line, ended: false };
  }

  close(): void {
    if (this.fd > 2) this.sys.close(this.fd);
  }
}
