import { isSpace } from './go-text';

/** One buffer for all levels of nesting, as BuildKit has it: a nested `${}` starts it anew. */
export interface WordBuffer {
  text: string;
}

/** Splits what is expanded at unquoted white space. */
export class WordCollector {
  words: string[] | undefined;
  private inWord = false;
  constructor(private readonly buffer: WordBuffer) {}

  addChar(char: string): void {
    if (!isSpace(char)) this.addRaw(char);
    else if (this.inWord && this.buffer.text !== '') {
      (this.words ??= []).push(this.buffer.text);
      this.buffer.text = '';
      this.inWord = false;
    }
  }

  addString(text: string): void {
    for (const char of text) this.addChar(char);
  }

  addRaw(text: string): void {
    this.buffer.text += text;
    this.inWord = true;
  }

  finish(): string[] | undefined {
    if (this.buffer.text !== '') {
      (this.words ??= []).push(this.buffer.text);
      this.buffer.text = '';
      this.inWord = false;
    }
    return this.words;
  }
}
