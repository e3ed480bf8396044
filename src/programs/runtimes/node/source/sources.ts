import type { Program } from 'acorn';
import { newerThan, olderWords } from './levels';
import { mistakeOf } from './mistakes';
import { parseSource, type SourceKind } from './parser';
import { insert, insertionsOf, originalOffset, type Insertion } from './rewrite';
import { siteAt, type Site } from './sites';

interface Known {
  readonly source: string;
  readonly tree: Program;
  readonly insertions: readonly Insertion[];
  /** Where each line of the source as it runs begins. */
  readonly lines: readonly number[];
}

/** A script ready to run, or what is wrong with it: line and column from 1, the length of what is underlined. */
export type Prepared = { readonly code: string } | { readonly message: string; readonly line: number; readonly column: number; readonly length: number };

const startsOf = (text: string): number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

/** Scripts as they were written beside the form in which they run, and V8's view of their places. */
export class Sources {
  private readonly known = new Map<string, Known>();
  private readonly files: string[] = [];

  /** `release` is Node's: what V8 reads and says has changed with it; `keeping` is for packages' sources. */
  constructor(
    private readonly release: readonly number[],
    private readonly keeping: (source: string) => string,
  ) {}

  private get major(): number {
    return this.release[0]!;
  }

  /** A script with what makes its errors V8's; `before` stands ahead of it on its first line. */
  prepare(source: string, file: string, kind: SourceKind, before: string): Prepared {
    // Packages run on every release: they are written here, not by the learner.
    const isPackage = file.includes('/node_modules/');
    if (isPackage) source = this.keeping(source);
    const parsed = parseSource(source, kind);
    const mistake = 'trouble' in parsed ? mistakeOf(source, parsed.trouble, this.major >= 20) : isPackage ? undefined : newerThan(source, parsed.tree, this.release, kind === 'module');
    if (mistake || 'trouble' in parsed) {
      const { message, start, end } = olderWords(mistake!, this.release);
      return { message, ...this.place(source, start), length: end - start };
    }
    this.files.push(file);
    const insertions = [...(before === '' ? [] : [{ at: 0, text: before }]), ...insertionsOf(parsed.tree, this.files.length - 1)];
    const code = insert(source, insertions);
    this.known.set(file, { source, tree: parsed.tree, insertions, lines: startsOf(code) });
    return { code };
  }

  private place(source: string, offset: number): { line: number; column: number } {
    const before = source.slice(0, offset);
    return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
  }

  /** The place of a `throw` by the number of its file and its offset. */
  thrown(file: number, offset: number): { file: string; line: number; column: number } | undefined {
    const name = this.files[file];
    const known = name === undefined ? undefined : this.known.get(name);
    return known && { file: name!, ...this.place(known.source, offset) };
  }

  /** V8's view of a place that QuickJS tells, in the script as it runs. Undefined for files that aren't known. */
  site(file: string, line: number, column: number): ({ line: number; column: number; owner?: string } & Omit<Site, 'at' | 'owner'>) | undefined {
    const known = this.known.get(file);
    const start = known?.lines[line - 1];
    if (!known || start === undefined) return undefined;
    const { at, owner, ...more } = siteAt(known.source, known.tree, originalOffset(known.insertions, start + column - 1), this.major >= 24);
    return { ...this.place(known.source, at), ...(owner === undefined ? {} : { owner }), ...more };
  }

  /** The place of an `await` and the function that it is in, as V8 names it. */
  awaiting(file: number, offset: number): { file: string; line: number; column: number; owner?: string } | undefined {
    const place = this.thrown(file, offset);
    const known = place && this.known.get(place.file);
    if (!place || !known) return undefined;
    const { owner } = siteAt(known.source, known.tree, offset, this.major >= 24);
    return { ...place, ...(owner === undefined ? {} : { owner }) };
  }

  /** A source stops before it is whole: the prompt then asks for more. */
  isIncomplete(source: string): boolean {
    const parsed = parseSource(source, 'module');
    if (!('trouble' in parsed)) return false;
    const { message, token } = parsed.trouble;
    return message === 'Unterminated template' || message === 'Unterminated comment' || (message === 'Unexpected token' && token.start >= source.trimEnd().length);
  }

  /** A source is an ES module although nothing says so: it has its syntax, and reads as one. */
  isModuleSyntax(source: string): boolean {
    if (!/\b(?:import|export|await)\b/.test(source)) return false;
    const asScript = parseSource(source, 'commonjs');
    if (!('trouble' in asScript)) return false;
    if (asScript.trouble.message.startsWith("'import' and 'export' may appear only")) return true;
    return 'tree' in parseSource(source, 'module');
  }
}
