import { HclError, type Place, type Range } from './ast';

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;

/** A reader's place in a text, with what all parts of the grammar share: blanks, comments, names, ranges. */
export class Cursor {
  at = 0;
  private readonly lineStarts: number[] = [0];

  constructor(
    readonly file: string,
    readonly text: string,
  ) {
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) this.lineStarts.push(i + 1);
  }

  place(byte: number): Place {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle]! <= byte) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: [...this.text.slice(this.lineStarts[low], byte)].length + 1, byte };
  }

  range(from: number, to: number = this.at): Range {
    return { file: this.file, start: this.place(from), end: this.place(to) };
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  starts(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Takes a text if it stands here. */
  take(text: string): boolean {
    if (!this.starts(text)) return false;
    this.at += text.length;
    return true;
  }

  /** A name that stands here, without taking it. */
  peekName(): string | undefined {
    NAME.lastIndex = this.at;
    return NAME.exec(this.text)?.[0];
  }

  /** Takes a word if it stands here as a whole. */
  takeWord(word: string): boolean {
    if (this.peekName() !== word) return false;
    this.at += word.length;
    return true;
  }

  /** Passes blanks and comments, and line ends where they mean nothing. */
  skip(newlines: boolean): void {
    for (;;) {
      const char = this.text[this.at];
      if (char === ' ' || char === '\t' || char === '\r' || (newlines && char === '\n')) this.at++;
      else if (char === '#' || this.starts('//')) {
        const end = this.text.indexOf('\n', this.at);
        this.at = end === -1 ? this.text.length : end;
      } else if (this.starts('/*')) {
        const end = this.text.indexOf('*/', this.at + 2);
        this.at = end === -1 ? this.text.length : end + 2;
      } else return;
    }
  }

  /** Where the token that stands here is: a name, a number, or one mark. */
  token(): Range {
    const name = this.peekName();
    const mark = /(?:[=!<>]=|&&|\|\||=>|\.\.\.|[\d.]+|"|[\s\S])/y;
    mark.lastIndex = this.at;
    const length = name?.length ?? mark.exec(this.text)?.[0].length ?? 0;
    return this.range(this.at, this.at + length);
  }

  fail(summary: string, detail: string, subject: Range = this.token()): never {
    throw new HclError(summary, detail, subject);
  }
}
