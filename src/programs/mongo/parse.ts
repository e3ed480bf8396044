import { formatDate } from '../coreutils/date-text';
import { COLLECTION_METHODS, CURSOR_METHODS, DATABASE_METHODS, OTHER_COLLECTION_METHODS, OTHER_DATABASE_METHODS } from './methods';
import { objectId, type Bson, type Doc } from './value';

/** A name, or a call with its arguments. */
export interface Step {
  name: string;
  args: Bson[] | undefined;
}

/** The text is more than chains of calls with literals. */
class BeyondLiterals extends Error {}

/**
 * The statements of a text that needs no JavaScript: `db.coll.find({…}).sort({…})` taken apart, the names and calls
 * behind each other. Undefined for any other text.
 */
export function literalChains(source: string, now: () => number, newId: () => string): Step[][] | undefined {
  const parser = new ChainParser(source, now, newId);
  const chains: Step[][] = [];
  try {
    while (!parser.done) chains.push(parser.chain());
  } catch (error) {
    if (!(error instanceof BeyondLiterals)) throw error;
    return undefined;
  }
  return chains.every(([root, ...steps]) => (root!.name === 'db' ? root!.args === undefined && isPlain(steps) : ['print', 'printjson', 'exit', 'quit'].includes(root!.name) && root!.args !== undefined && steps.length === 0)) ? chains : undefined;
}

const arePropertiesOnly = (steps: readonly Step[]): boolean => steps.every((step) => step.args === undefined);

/** Whether what follows `db` gives what the shell itself can carry out. */
function isPlain(steps: readonly Step[]): boolean {
  const call = steps.findIndex((step) => step.args !== undefined);
  if (call === -1) return true;
  const { name } = steps[call]!;
  const rest = steps.slice(call + 1);
  if (call === 0 && name === 'getSiblingDB') return isPlain(rest);
  if (call === 0 && name === 'getCollection') return rest.length === 0 || (rest[0]!.args !== undefined && isPlain([steps[0]!, { name: '', args: undefined }, ...rest].slice(1)));
  if (call === 0) return (DATABASE_METHODS.includes(name) || OTHER_DATABASE_METHODS.includes(name)) && arePropertiesOnly(rest);
  if (name !== 'find' && name !== 'aggregate') return (COLLECTION_METHODS.includes(name) || OTHER_COLLECTION_METHODS.includes(name)) && arePropertiesOnly(rest);
  const after = rest.findIndex((step) => step.args === undefined);
  const calls = rest.slice(0, after === -1 ? undefined : after);
  return calls.every((step) => CURSOR_METHODS.includes(step.name)) && arePropertiesOnly(rest.slice(calls.length)) && (after === -1 || ['toArray', 'next'].includes(calls.at(-1)?.name ?? ''));
}

/** A reader of the part of JavaScript that mongosh is mostly given: a chain of calls with literals. */
class ChainParser {
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
    if (!this.source.startsWith(mark, this.at)) throw new BeyondLiterals();
    this.at += mark.length;
  }

  get done(): boolean {
    this.space();
    return this.at >= this.source.length;
  }

  /** The next statement of the text. */
  chain(): Step[] {
    const steps: Step[] = [];
    const first = this.take(/[A-Za-z_$][\w$]*/);
    if (first === undefined) throw new BeyondLiterals();
    steps.push({ name: first, args: this.args() });
    for (;;) {
      if (this.take(/\./) !== undefined) {
        const name = this.take(/[A-Za-z_$][\w$]*/);
        if (name === undefined) throw new BeyondLiterals();
        steps.push({ name, args: this.args() });
      } else if (this.take(/\[/) !== undefined) {
        const value = this.value();
        this.expect(']');
        steps.push({ name: String(value), args: undefined });
      } else break;
    }
    this.take(/;+/);
    return steps;
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
        if (name === undefined) throw new BeyondLiterals();
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
    if (text?.startsWith('`') && text.includes('${')) throw new BeyondLiterals();
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
    if ((word === 'Date' && isNew) || word === 'ISODate') return { $date: args?.[0] === undefined ? formatDate('%Y-%m-%dT%H:%M:%S.%3NZ', this.now()) : normalDate(String(args[0])) };
    if (['NumberInt', 'NumberLong', 'NumberDecimal', 'Int32', 'Long'].includes(word ?? '')) return Number(args?.[0] ?? 0);
    throw new BeyondLiterals();
  }
}

function normalDate(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00.000Z` : /T\d\d:\d\d:\d\dZ?$/.test(text) ? `${text.replace(/Z$/, '')}.000Z` : text;
}

/** Whether a text has brackets, a template or a comment that don't end in it: the prompt then asks for more. */
export function isOpen(source: string): boolean {
  const bare = source.replace(/\/\*[^]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\[^])*`|\/(?![*/])(?:[^/\\\n[]|\\.|\[[^\]\n]*\])+\/[a-z]*(?=\s*[,)}\].;])/g, '""');
  if (/`|\/\*/.test(bare)) return true;
  let depth = 0;
  for (const char of bare) depth += '([{'.includes(char) ? 1 : ')]}'.includes(char) ? -1 : 0;
  return depth > 0;
}
