import { concat, EMPTY, text } from '../../lib/bytes';
import type { SignalName } from '../signal';
import { charWidth } from './char-width';
import { OutputQueue } from './output-queue';
import { COOKED, type Termios } from './types';

const [CTRL_C, CTRL_D, BACKSPACE, TAB, NEWLINE, RETURN, CTRL_Q, CTRL_R, CTRL_S, CTRL_U, CTRL_V, CTRL_W, CTRL_Z, QUIT, DELETE] = [
  3, 4, 8, 9, 10, 13, 17, 18, 19, 21, 22, 23, 26, 28, 127,
];
/** Bytes that programs may have waiting to be shown. */
const OUTPUT_BYTES = 8192;
/** Type-ahead that is kept. */
const INPUT_BYTES = 1024 * 1024;
/** Longest line in canonical mode (termios(3), MAX_CANON as Linux has it). */
const LINE_BYTES = 4095;

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;
const isWordByte = (byte: number): boolean => byte > 127 || byte === 95 || (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);

/** What a line discipline tells its terminal. */
export interface DisciplineEvents {
  signal(name: SignalName): void;
  /** Something became readable or writable on either side. */
  changed(): void;
}

/** The line discipline N_TTY (termios(3)): keys in, lines or bytes out to programs, output and echo to the screen. */
export class LineDiscipline {
  termios: Termios = { ...COOKED };
  readonly output = new OutputQueue(OUTPUT_BYTES);
  /** Ctrl-S was pressed. */
  held = false;
  private ready: Uint8Array[] = [];
  private readyBytes = 0;
  private line: number[] = [];
  private literal = false;
  /** Column of the cursor, and where the line being edited began. */
  private column = 0;
  private lineColumn = 0;

  constructor(private readonly events: DisciplineEvents) {}

  /** Keys. */
  receive(bytes: Uint8Array): void {
    if (!this.termios.canonical && !this.termios.signals && !this.termios.flowControl && !this.termios.crToNl) {
      if (this.termios.echo) this.echo(bytes);
      this.makeReady(bytes.slice());
    } else {
      let plain: number[] = [];
      for (const byte of bytes) {
        if (this.termios.canonical || this.isSpecial(byte)) {
          this.makeReady(Uint8Array.from(plain));
          plain = [];
          this.key(byte);
        } else {
          const mapped = byte === RETURN && this.termios.crToNl ? NEWLINE : byte;
          if (this.termios.echo) this.echoKey(mapped);
          plain.push(mapped);
        }
      }
      this.makeReady(Uint8Array.from(plain));
    }
    this.events.changed();
  }

  private isSpecial(byte: number): boolean {
    if (this.termios.signals && (byte === CTRL_C || byte === QUIT || byte === CTRL_Z)) return true;
    return this.termios.flowControl && (byte === CTRL_S || byte === CTRL_Q || this.held);
  }

  private key(byte: number): void {
    const { termios } = this;
    if (this.literal) {
      this.literal = false;
      return this.insert(byte);
    }
    if (termios.flowControl) {
      if (byte === CTRL_S) return void (this.held = true);
      if (byte === CTRL_Q) return void (this.held = false);
    }
    if (termios.signals) {
      if (byte === CTRL_C) return this.interrupt('SIGINT', '^C');
      if (byte === QUIT) return this.interrupt('SIGQUIT', '^\\');
      if (byte === CTRL_Z) return this.interrupt('SIGTSTP', '^Z');
    }
    if (byte === RETURN && termios.crToNl) byte = NEWLINE;
    if (!termios.canonical) {
      if (termios.echo) this.echoKey(byte);
      return this.makeReady(Uint8Array.of(byte));
    }
    switch (byte) {
      case NEWLINE:
        if (termios.echo) this.echoKey(NEWLINE);
        this.line.push(NEWLINE);
        return this.finishLine();
      case CTRL_D:
        return this.finishLine();
      case BACKSPACE:
      case DELETE:
        return this.eraseChar();
      case CTRL_U:
        while (this.line.length > 0) this.eraseChar();
        return;
      case CTRL_W:
        while (this.line.length > 0 && !isWordByte(this.line[this.line.length - 1]!)) this.eraseChar();
        while (this.line.length > 0 && isWordByte(this.line[this.line.length - 1]!)) this.eraseChar();
        return;
      case CTRL_R:
        if (!termios.echo) return;
        this.echo(Uint8Array.of(94, 82));
        this.echoKey(NEWLINE);
        this.lineColumn = 0;
        for (const each of this.line) this.echoKey(each);
        return;
      case CTRL_V:
        if (termios.echo) this.echo(Uint8Array.of(94, 8));
        this.literal = true;
        return;
      default:
        return this.insert(byte);
    }
  }

  private insert(byte: number): void {
    if (!this.termios.canonical) return this.makeReady(Uint8Array.of(byte));
    if (this.line.length >= LINE_BYTES) {
      this.output.push(Uint8Array.of(7));
      return;
    }
    if (this.line.length === 0) this.lineColumn = this.column;
    this.line.push(byte);
    if (this.termios.echo) this.echoKey(byte);
  }

  private finishLine(): void {
    this.ready.push(Uint8Array.from(this.line));
    this.readyBytes += this.line.length;
    this.line = [];
  }

  private interrupt(signal: SignalName, shown: string): void {
    this.flushInput();
    // As NOFLSH off: what a program has written but nobody has seen goes too.
    this.output.clear();
    this.held = false;
    if (this.termios.echo) this.echo(Uint8Array.from(shown, (c) => c.charCodeAt(0)));
    this.events.signal(signal);
  }

  private eraseChar(): void {
    if (this.line.length === 0) return;
    const char: number[] = [];
    do char.unshift(this.line.pop()!);
    while (isContinuation(char[0]!) && this.line.length > 0);
    if (!this.termios.echo) return;
    let width: number;
    if (char[0] === TAB) width = this.column - this.columnAfter(this.line);
    else if (char[0]! < 32 || char[0] === DELETE) width = 2;
    else width = charWidth(text(Uint8Array.from(char)).codePointAt(0)!);
    for (let i = 0; i < width; i++) this.echo(Uint8Array.of(8, 32, 8));
  }

  private columnAfter(line: readonly number[]): number {
    let column = this.lineColumn;
    for (let i = 0; i < line.length; ) {
      const byte = line[i]!;
      let end = i + 1;
      while (end < line.length && isContinuation(line[end]!)) end++;
      if (byte === TAB) column += 8 - (column % 8);
      else if (byte < 32 || byte === DELETE) column += 2;
      else column += charWidth(text(Uint8Array.from(line.slice(i, end))).codePointAt(0)!);
      i = end;
    }
    return column;
  }

  private echoKey(byte: number): void {
    if ((byte < 32 && byte !== NEWLINE && byte !== TAB) || byte === DELETE) {
      this.echo(Uint8Array.of(94, byte === DELETE ? 63 : byte + 64));
      return;
    }
    this.echo(Uint8Array.of(byte));
  }

  private echo(bytes: Uint8Array): void {
    this.output.push(this.process(bytes));
  }

  private makeReady(bytes: Uint8Array): void {
    if (bytes.length === 0 || this.readyBytes > INPUT_BYTES) return;
    this.ready.push(bytes);
    this.readyBytes += bytes.length;
  }

  /** Output processing: newline to carriage return, newline; and where the cursor gets to. */
  private process(bytes: Uint8Array): Uint8Array {
    let newlines = 0;
    for (const byte of bytes) {
      if (byte === NEWLINE) {
        newlines++;
        this.column = 0;
      } else if (byte === RETURN) this.column = 0;
      else if (byte === BACKSPACE) this.column = Math.max(0, this.column - 1);
      else if (byte === TAB) this.column += 8 - (this.column % 8);
      else if (byte >= 32 && !isContinuation(byte)) this.column++;
    }
    if (newlines === 0 || !this.termios.nlToCrNl) return bytes.slice();
    const out = new Uint8Array(bytes.length + newlines);
    let at = 0;
    for (const byte of bytes) {
      if (byte === NEWLINE) out[at++] = RETURN;
      out[at++] = byte;
    }
    return out;
  }

  /** A program's output; says how many bytes were taken. */
  write(bytes: Uint8Array): number {
    const taken = this.held ? 0 : Math.min(bytes.length, this.output.room);
    if (taken === 0) return 0;
    this.output.push(this.process(bytes.subarray(0, taken)));
    this.events.changed();
    return taken;
  }

  get readable(): boolean {
    return this.ready.length > 0;
  }

  /** A program's read: a line at most in canonical mode; empty for Ctrl-D on an empty line. */
  read(max: number): Uint8Array | undefined {
    if (this.ready.length === 0) return undefined;
    if (!this.termios.canonical && this.ready.length > 1) this.ready = [concat(this.ready)];
    const head = this.ready[0]!;
    const taken = head.subarray(0, max);
    if (taken.length === head.length) this.ready.shift();
    else this.ready[0] = head.subarray(max);
    this.readyBytes -= taken.length;
    if (taken.length === 0 && !this.termios.canonical) return this.read(max);
    return taken;
  }

  /** tcsetattr(3): leaving canonical mode, a half-typed line becomes readable. */
  set(change: Partial<Termios>): void {
    const wasCanonical = this.termios.canonical;
    this.termios = { ...this.termios, ...change };
    if (wasCanonical && !this.termios.canonical && this.line.length > 0) {
      this.makeReady(Uint8Array.from(this.line));
      this.line = [];
    }
    if (!this.termios.flowControl) this.held = false;
    this.events.changed();
  }

  flushInput(): void {
    this.ready = [];
    this.readyBytes = 0;
    this.line = [];
  }

  /** What was typed and not yet read, for snapshots. */
  saveInput(): { ready: Uint8Array[]; line: Uint8Array } {
    return { ready: this.ready.map((each) => each.slice()), line: Uint8Array.from(this.line) };
  }

  restoreInput(saved: { ready: Uint8Array[]; line: Uint8Array }): void {
    this.ready = saved.ready.map((each) => each.slice());
    this.readyBytes = concat([EMPTY, ...this.ready]).length;
    this.line = [...saved.line];
  }
}
