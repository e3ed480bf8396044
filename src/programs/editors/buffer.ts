import { text } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import { RAW, type Termios } from '../../machine/tty/types';
import type { Io } from '../applet';

/** The text that an editor works on, its cursor and its screen. */
export class Editor {
  lines: string[] = [''];
  row = 0;
  column = 0;
  top = 0;
  changed = false;
  isNew = false;
  private readonly cooked: Termios;
  private undoStates: { lines: string[]; row: number; column: number }[] = [];
  private pending = '';

  constructor(
    readonly io: Io,
    public path: string | undefined,
    /** nano shows the empty place after the last newline as a line; vi doesn't. */
    private readonly finalLine = false,
  ) {
    this.cooked = io.sys.tcgetattr(0);
  }

  /** Reads the file; a message says what came of it. */
  load(): { error?: string; lines: number } {
    if (this.path === undefined) return { lines: 0 };
    try {
      if (this.io.sys.stat(this.path).type === 'dir') return { error: 'is a directory', lines: 0 };
      const content = this.io.sys.readText(this.path);
      this.lines = content === '' ? [''] : (this.finalLine ? content : content.replace(/\n$/, '')).split('\n');
      return { lines: this.count };
    } catch (error) {
      if (!isSysError(error)) throw error;
      this.isNew = isSysError(error, 'ENOENT');
      return this.isNew ? { lines: 0 } : { error: error.message, lines: 0 };
    }
  }

  /** Writes the file; the reason when that fails. */
  save(path: string): string | undefined {
    try {
      this.io.sys.writeFile(path, this.content());
      this.changed = false;
      this.isNew = false;
      return undefined;
    } catch (error) {
      if (!isSysError(error)) throw error;
      return error.message;
    }
  }

  content(): string {
    if (this.lines.length === 1 && this.lines[0] === '') return '';
    const text = this.lines.join('\n');
    return this.finalLine && text.endsWith('\n') ? text : `${text}\n`;
  }

  /** How many lines the file has. */
  get count(): number {
    return this.content().split('\n').length - 1;
  }

  open(): Promise<void> {
    this.io.sys.tcsetattr(0, RAW);
    return this.io.out('\x1b[?1049h');
  }

  async close(): Promise<void> {
    await this.io.out('\x1b[?1049l');
    await this.io.flush();
    this.io.sys.tcsetattr(0, this.cooked);
  }

  get size(): { rows: number; cols: number } {
    return this.io.sys.winsize(1);
  }

  /** One key: a character, or a whole escape sequence. */
  async key(): Promise<string> {
    if (this.pending === '') {
      this.pending = text(await this.io.sys.read(0));
      if (this.pending === '') return '';
      if (this.pending === '\x1b') {
        const more = await this.io.sys.poll([{ fd: 0, read: true }], 30);
        if (more.length > 0) this.pending += text(await this.io.sys.read(0));
      }
    }
    const sequence = /^\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z]|.)?/s.exec(this.pending)?.[0] ?? String.fromCodePoint(this.pending.codePointAt(0)!);
    this.pending = this.pending.slice(sequence.length);
    return sequence;
  }

  get line(): string {
    return this.lines[this.row]!;
  }

  remember(): void {
    this.undoStates.push({ lines: [...this.lines], row: this.row, column: this.column });
    if (this.undoStates.length > 200) this.undoStates.shift();
  }

  undo(): boolean {
    const state = this.undoStates.pop();
    if (!state) return false;
    Object.assign(this, state);
    return true;
  }

  setLine(value: string): void {
    this.lines[this.row] = value;
    this.changed = true;
  }

  insert(piece: string): void {
    this.setLine(this.line.slice(0, this.column) + piece + this.line.slice(this.column));
    this.column += piece.length;
  }

  breakLine(): void {
    this.lines.splice(this.row, 1, this.line.slice(0, this.column), this.line.slice(this.column));
    this.row++;
    this.column = 0;
    this.changed = true;
  }

  backspace(): void {
    if (this.column > 0) {
      this.setLine(this.line.slice(0, this.column - 1) + this.line.slice(this.column));
      this.column--;
    } else if (this.row > 0) {
      this.column = this.lines[this.row - 1]!.length;
      this.lines.splice(this.row - 1, 2, this.lines[this.row - 1]! + this.line);
      this.row--;
      this.changed = true;
    }
  }

  deleteForward(): void {
    if (this.column < this.line.length) this.setLine(this.line.slice(0, this.column) + this.line.slice(this.column + 1));
    else if (this.row + 1 < this.lines.length) {
      this.lines.splice(this.row, 2, this.line + this.lines[this.row + 1]!);
      this.changed = true;
    }
  }

  /** Moves by arrows, Home, End and pages; false for any other key. */
  move(key: string, page: number): boolean {
    const name = key.replace(/^\x1bO/, '\x1b[');
    if (name === '\x1b[A') this.row = Math.max(0, this.row - 1);
    else if (name === '\x1b[B') this.row = Math.min(this.lines.length - 1, this.row + 1);
    else if (name === '\x1b[C') {
      if (this.column < this.line.length) this.column++;
      else if (this.row + 1 < this.lines.length) [this.row, this.column] = [this.row + 1, 0];
    } else if (name === '\x1b[D') {
      if (this.column > 0) this.column--;
      else if (this.row > 0) {
        this.row--;
        this.column = this.line.length;
      }
    } else if (name === '\x1b[H' || name === '\x1b[1~') this.column = 0;
    else if (name === '\x1b[F' || name === '\x1b[4~') this.column = this.line.length;
    else if (name === '\x1b[5~') this.row = Math.max(0, this.row - page);
    else if (name === '\x1b[6~') this.row = Math.min(this.lines.length - 1, this.row + page);
    else return false;
    this.column = Math.min(this.column, this.line.length);
    return true;
  }

  /** The next place of a text after the cursor, wrapping around; false when there is none. */
  find(needle: string | RegExp, step: 1 | -1 = 1): boolean {
    const count = this.lines.length;
    for (let i = 0; i <= count; i++) {
      const row = (((this.row + i * step) % count) + count) % count;
      const line = this.lines[row]!;
      const places: number[] = [];
      if (typeof needle === 'string') for (let at = line.indexOf(needle); at !== -1; at = line.indexOf(needle, at + 1)) places.push(at);
      else for (const match of line.matchAll(new RegExp(needle.source, `${needle.flags.replace('g', '')}g`))) places.push(match.index);
      const fits = places.filter((at) => i > 0 || (step === 1 ? at > this.column : at < this.column));
      const at = step === 1 ? fits[0] : fits.at(-1);
      if (at === undefined) continue;
      [this.row, this.column] = [row, at];
      return true;
    }
    return false;
  }

  /** The lines that fit, scrolled so that the cursor is among them; tabs as eight columns. */
  view(height: number, filler: string): { shown: string[]; x: number } {
    const { cols } = this.size;
    if (this.row < this.top) this.top = this.row;
    if (this.row >= this.top + height) this.top = this.row - height + 1;
    const widen = (line: string) => line.replace(/\t/g, (_, at: number) => ' '.repeat(8 - (at % 8)));
    const x = widen(this.line.slice(0, this.column)).length;
    const left = x >= cols ? x - cols + 1 : 0;
    const shown = Array.from({ length: height }, (_, i) => {
      const line = this.lines[this.top + i];
      return line === undefined ? filler : widen(line).slice(this.top + i === this.row ? left : 0, (this.top + i === this.row ? left : 0) + cols);
    });
    return { shown, x: x - left };
  }
}
