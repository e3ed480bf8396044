import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { checkShape, type BlockKind } from './directives';
import { ConfigError, StatementReader } from './tokens';

/** One directive of an nginx configuration, with its block's directives if it has one. */
export interface Directive {
  name: string;
  args: string[];
  file: string;
  /** The line of its `;` or `{`, which is the one that errors tell. */
  line: number;
  block: Directive[] | undefined;
}

/** A file that was read, for `nginx -T`. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Looks at each directive as soon as it is read, and at each block when it ends. May throw ConfigError. */
export interface ConfigWatcher {
  directive(directive: Directive, parents: readonly Directive[], siblings: readonly Directive[]): void | Promise<void>;
  blockEnd(directive: Directive, parents: readonly Directive[], line: number): void | Promise<void>;
}

/** Fails as nginx does, with the place in the file. */
export function failAt(directive: Pick<Directive, 'file' | 'line'>, message: string): never {
  throw new ConfigError(`${message} in ${placeOf(directive)}`);
}

/** `FILE:LINE`, or `command line` for what `-g` gives. */
export function placeOf({ file, line }: Pick<Directive, 'file' | 'line'>): string {
  return file === 'command line' ? file : `${file}:${line}`;
}

/** A file that includes itself ends when the descriptors do. */
const MAX_INCLUDES = 1000;

/** Blocks whose statements are data and no directives. */
const DATA_BLOCKS = new Set(['types', 'map', 'geo', 'split_clients', 'charset_map']);

const KINDS: Readonly<Record<string, BlockKind>> = { events: 'E', http: 'H', server: 'S', location: 'L', upstream: 'U', limit_except: 'X' };

function kindOf(directive: Directive, parent: BlockKind): BlockKind {
  if (directive.name === 'if') return parent === 'S' ? 'i' : 'I';
  return KINDS[directive.name] ?? parent;
}

/** Reads configuration files with their includes, in nginx's order. */
export class ConfigReader {
  readonly sources: SourceFile[] = [];
  private depth = 0;

  constructor(
    private readonly sys: Sys,
    private readonly watcher: ConfigWatcher,
    /** The folder that relative includes start from. */
    private readonly prefix: string,
    private readonly version: string,
  ) {}

  /** The whole configuration: what `-g` gives first, then the file. Throws ConfigError with nginx's message. */
  async read(file: string, argument: string): Promise<Directive[]> {
    const out: Directive[] = [];
    if (argument !== '') await this.statements(new StatementReader(argument, 'command line', true), 'command line', 'M', [], out, false);
    await this.file(file, undefined, 'M', [], out);
    return out;
  }

  private async file(path: string, from: Directive | undefined, kind: BlockKind, parents: readonly Directive[], out: Directive[]): Promise<void> {
    let text: string;
    try {
      text = this.sys.readText(path);
    } catch (error) {
      if (!isSysError(error)) throw error;
      const call = error.code === 'EISDIR' ? 'pread() ' : 'open() ';
      throw new ConfigError(`${call}"${path}" failed (${error.errno}: ${error.message})${from ? ` in ${from.file}:${from.line}` : ''}`);
    }
    if (!this.sources.some((source) => source.path === path)) this.sources.push({ path, text });
    if (++this.depth > MAX_INCLUDES) throw new ConfigError(`open() "${path}" failed (24: Too many open files)${from ? ` in ${from.file}:${from.line}` : ''}`);
    await this.statements(new StatementReader(text, path), path, kind, parents, out, false);
    this.depth--;
  }

  private async statements(reader: StatementReader, file: string, kind: BlockKind, parents: readonly Directive[], out: Directive[], inBlock: boolean): Promise<number> {
    const isData = DATA_BLOCKS.has(parents.at(-1)?.name ?? '');
    for (;;) {
      const { words, end, line } = reader.next();
      if (end === 'eof') {
        if (inBlock) reader.fail('unexpected end of file, expecting "}"');
        return line;
      }
      if (end === '}') {
        if (!inBlock) reader.fail('unexpected "}"');
        return line;
      }
      const directive: Directive = { name: words[0]!, args: words.slice(1), file, line, block: undefined };
      if (isData) {
        if (end === '{') reader.fail('unexpected "{"');
        if (directive.name === 'include' && directive.args.length === 1) await this.include(directive, kind, parents, out);
        else out.push(directive);
        continue;
      }
      checkShape(directive, kind, end === '{', out, this.version);
      if (directive.name === 'include') {
        await this.include(directive, kind, parents, out);
        continue;
      }
      await this.watcher.directive(directive, parents, out);
      out.push(directive);
      if (end === '{') {
        directive.block = [];
        const closed = await this.statements(reader, file, kindOf(directive, kind), [...parents, directive], directive.block, true);
        await this.watcher.blockEnd(directive, parents, closed);
      }
    }
  }

  private async include(directive: Directive, kind: BlockKind, parents: readonly Directive[], out: Directive[]): Promise<void> {
    const pattern = directive.args[0]!.startsWith('/') ? directive.args[0]! : `${this.prefix}/${directive.args[0]}`;
    const files = /[*?[]/.test(pattern) ? this.glob(pattern) : [pattern];
    for (const file of files) await this.file(file, directive, kind, parents, out);
  }

  private glob(pattern: string): string[] {
    let found = [''];
    for (const part of pattern.split('/').slice(1)) {
      if (!/[*?[]/.test(part)) {
        found = found.map((folder) => `${folder}/${part}`);
        continue;
      }
      const leaf = new RegExp(`^${part.replace(/[.+^${}()|\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
      found = found.flatMap((folder) => (this.sys.access(folder, 'r') ? this.sys.readdir(folder).map((entry) => entry.name).filter((name) => leaf.test(name) && (!name.startsWith('.') || part.startsWith('.'))).sort().map((name) => `${folder}/${name}`) : []));
    }
    return found.filter((path) => this.sys.access(path, ''));
  }
}

/** The directives of a name, in order. */
export function all(block: readonly Directive[] | undefined, name: string): Directive[] {
  return (block ?? []).filter((directive) => directive.name === name);
}

/** The arguments of the last directive of a name. */
export function last(block: readonly Directive[] | undefined, name: string): string[] | undefined {
  return all(block, name).at(-1)?.args;
}
