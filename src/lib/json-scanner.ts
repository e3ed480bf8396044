/** A JSON text that Go's encoding/json refuses, in its words. */
export class JsonFault extends Error {}

const LITERALS: Record<string, string> = { t: 'true', f: 'false', n: 'null' };

/** Walks over a JSON text as Go's encoding/json does, to stop with its words at what it refuses. */
export class JsonScanner {
  at = 0;

  constructor(private readonly text: string) {}

  private peek(): string {
    const char = this.text[this.at];
    if (char === undefined) throw new JsonFault('unexpected EOF');
    return char;
  }

  refuse(where: string): never {
    const char = this.peek();
    throw new JsonFault(`invalid character ${char === "'" ? String.raw`'\''` : `'${char}'`} ${where}`);
  }

  blank(): void {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
  }

  value(): void {
    this.blank();
    const char = this.peek();
    const literal = LITERALS[char];
    if (char === '{') this.object();
    else if (char === '[') this.array();
    else if (char === '"') this.string();
    else if (/[-0-9]/.test(char)) this.number();
    else if (literal) for (const wanted of literal) this.expect(wanted, `in literal ${literal} (expecting '${wanted}')`);
    else this.refuse('looking for beginning of value');
  }

  private expect(wanted: string, where: string): void {
    if (this.peek() !== wanted) this.refuse(where);
    this.at++;
  }

  private object(): void {
    this.at++;
    this.blank();
    if (this.peek() === '}') return void this.at++;
    for (;;) {
      this.blank();
      if (this.peek() !== '"') this.refuse('looking for beginning of object key string');
      this.string();
      this.blank();
      this.expect(':', 'after object key');
      this.value();
      this.blank();
      if (this.peek() === '}') return void this.at++;
      this.expect(',', 'after object key:value pair');
    }
  }

  private array(): void {
    this.at++;
    this.blank();
    if (this.peek() === ']') return void this.at++;
    for (;;) {
      this.value();
      this.blank();
      if (this.peek() === ']') return void this.at++;
      this.expect(',', 'after array element');
    }
  }

  private string(): void {
    for (this.at++; this.peek() !== '"'; this.at++) {
      if (this.peek() < ' ') this.refuse('in string literal');
      if (this.peek() !== '\\') continue;
      this.at++;
      if (this.peek() === 'u') {
        for (let digit = 0; digit < 4; digit++) {
          this.at++;
          if (!/[0-9a-fA-F]/.test(this.peek())) this.refuse('in \\u hexadecimal character escape');
        }
      } else if (!/["\\/bfnrt]/.test(this.peek())) this.refuse('in string escape code');
    }
    this.at++;
  }

  private number(): void {
    const digits = (where: string): void => {
      if (!/[0-9]/.test(this.peek())) this.refuse(where);
      while (/[0-9]/.test(this.text[this.at] ?? '')) this.at++;
    };
    if (this.peek() === '-') this.at++;
    if (this.text[this.at] === '0') this.at++;
    else digits('in numeric literal');
    if (this.text[this.at] === '.') {
      this.at++;
      digits('after decimal point in numeric literal');
    }
    if (/[eE]/.test(this.text[this.at] ?? '')) {
      this.at++;
      if (/[-+]/.test(this.text[this.at] ?? '')) this.at++;
      digits('in exponent of numeric literal');
    }
  }
}

/** What a decoder takes from a text: its first value (encoding/json, Decoder.Decode). Throws JsonFault. */
export function decodeJson(text: string): unknown {
  const scanner = new JsonScanner(text);
  scanner.blank();
  if (scanner.at === text.length) throw new JsonFault('EOF');
  scanner.value();
  return JSON.parse(text.slice(0, scanner.at));
}

/** A text that is one value and nothing else (encoding/json, Unmarshal). Throws JsonFault. */
export function unmarshalJson(text: string): unknown {
  const scanner = new JsonScanner(text);
  try {
    scanner.value();
  } catch (error) {
    if (error instanceof JsonFault && error.message === 'unexpected EOF') throw new JsonFault('unexpected end of JSON input');
    throw error;
  }
  scanner.blank();
  if (scanner.at < text.length) scanner.refuse('after top-level value');
  return JSON.parse(text);
}

/** Go's name of a JSON value's kind. */
export function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
