import { formatDate } from '../coreutils/date-text';
import { objectId, type Bson, type Doc } from './value';

/** `db.coll.find({…}).sort({…})` taken apart: the names and calls behind each other. */
export interface Chain {
  steps: { name: string; args: Bson[] | undefined }[];
}

export class ShellSyntaxError extends Error {}

/** A reader of the part of JavaScript that mongosh is mostly given: a chain of calls with literals. */
export class ShellParser {
  private at = 0;

  constructor(private readonly source: string, private readonly now: () => number, private readonly newId: () => string) {}

  private space(): void {
    this.at += /^(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/)*/.exec(this.source.slice(this.at))![0].length;
  }

  private take(pattern: RegExp): string | undefined {
    this.space();
    const found = new RegExp(`^(?:${pattern.source})`, pattern.flags).exec(this.source.slice(this.at))?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private expect(mark: string): void {
    this.space();
    if (!this.source.startsWith(mark, this.at)) throw new ShellSyntaxError(`Unexpected token (1:${this.at})`);
    this.at += mark.length;
  }

  get done(): boolean {
    this.space();
    return this.at >= this.source.length;
  }

  /** The next statement of the text. */
  chain(): Chain {
    const steps: Chain['steps'] = [];
    const first = this.take(/[A-Za-z_$][\w$]*/);
    if (first === undefined) throw new ShellSyntaxError(`Unexpected token (1:${this.at})`);
    steps.push({ name: first, args: this.args() });
    for (;;) {
      if (this.take(/\./) !== undefined) {
        const name = this.take(/[A-Za-z_$][\w$]*/);
        if (name === undefined) throw new ShellSyntaxError(`Unexpected token (1:${this.at})`);
        steps.push({ name, args: this.args() });
      } else if (this.take(/\[/) !== undefined) {
        const value = this.value();
        this.expect(']');
        steps.push({ name: String(value), args: undefined });
      } else break;
    }
    this.take(/;+/);
    return { steps };
  }

  private args(): Bson[] | undefined {
    if (this.take(/\(/) === undefined) return undefined;
    const args: Bson[] = [];
    while (this.take(/\)/) === undefined) {
      args.push(this.value());
      if (this.take(/,/) === undefined) {
        this.expect(')');
        break;
      }
    }
    return args;
  }

  value(): Bson {
    this.space();
    const char = this.source[this.at] ?? '';
    if (char === '{') {
      this.at++;
      const doc: Doc = {};
      while (this.take(/\}/) === undefined) {
        this.space();
        const name = /['"]/.test(this.source[this.at] ?? '') ? String(this.value()) : this.take(/[\w$]+/);
        if (name === undefined) throw new ShellSyntaxError(`Unexpected token (1:${this.at})`);
        this.expect(':');
        doc[name] = this.value();
        if (this.take(/,/) === undefined) {
          this.expect('}');
          break;
        }
      }
      return doc;
    }
    if (char === '[') {
      this.at++;
      const list: Bson[] = [];
      while (this.take(/\]/) === undefined) {
        list.push(this.value());
        if (this.take(/,/) === undefined) {
          this.expect(']');
          break;
        }
      }
      return list;
    }
    const text = this.take(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/);
    if (text !== undefined) return text.slice(1, -1).replace(/\\(.)/g, (_all, next: string) => ({ n: '\n', t: '\t' })[next] ?? next);
    const pattern = this.take(/\/(?:[^/\\\n]|\\.)+\/[a-z]*/);
    if (pattern !== undefined) return { $regex: pattern.slice(1, pattern.lastIndexOf('/')), $options: pattern.slice(pattern.lastIndexOf('/') + 1) };
    const number = this.take(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/i);
    if (number !== undefined) return Number(number);
    const isNew = this.take(/new\b/) !== undefined;
    const word = this.take(/[A-Za-z_$][\w$]*/);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null' || word === 'undefined') return null;
    const args = word === undefined ? undefined : this.args();
    if (word === 'ObjectId') return objectId(args?.[0] === undefined ? this.newId() : String(args[0]));
    if (word === 'Date' || word === 'ISODate') return { $date: args?.[0] === undefined ? formatDate('%Y-%m-%dT%H:%M:%S.%3NZ', this.now()) : normalDate(String(args[0])) };
    if (['NumberInt', 'NumberLong', 'NumberDecimal', 'Int32', 'Long'].includes(word ?? '')) return Number(args?.[0] ?? 0);
    if (word === undefined || isNew) throw new ShellSyntaxError(`Unexpected token (1:${this.at})`);
    throw new ShellSyntaxError(`dockyard: JavaScript beyond calls with literals is not simulated (${word})`);
  }
}

function normalDate(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : /T\d\d:\d\d:\d\dZ?$/.test(text) ? `${text.replace(/Z$/, '')}.000Z` : text;
}
