import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { readerOf } from '../../lib/stream';
import { appendText, binary, fromBinary, WireReader } from '../servers/wire';
import { parseCommand, writeCommand } from './resp';
import type { Dump, Store } from './store';

const MAGIC = 'REDIS0012';

export interface Header {
  version: string;
  savedAt: number;
  keys: Dump;
}

/** The numbers of the append-only file's base and of its increment. */
interface Manifest {
  base: number;
  increment: number;
}

/** The dump file: Redis's magic, then the keys as JSON (a format of its own, for nobody else reads it). */
export class Persistence {
  constructor(private readonly sys: Sys, private readonly config: Map<string, string>, private readonly version: string) {}

  private path(name: string): string {
    return `${this.config.get('dir')}/${name}`;
  }

  get dumpPath(): string {
    return this.path(this.config.get('dbfilename') ?? 'dump.rdb');
  }

  private get folder(): string {
    return this.path(this.config.get('appenddirname') ?? 'appendonlydir');
  }

  private get logName(): string {
    return this.config.get('appendfilename') ?? 'appendonly.aof';
  }

  private get manifestPath(): string {
    return `${this.folder}/${this.logName}.manifest`;
  }

  private manifest(): Manifest | undefined {
    if (!this.sys.access(this.manifestPath, '')) return undefined;
    const text = this.sys.readText(this.manifestPath);
    const number = (type: string) => Number(new RegExp(`seq (\\d+) type ${type}`).exec(text)?.[1] ?? 1);
    return { base: number('b'), increment: number('i') };
  }

  /** The names of the files that the append-only file is made of. */
  get logFiles(): { base: string; increment: string } {
    const { base, increment } = this.manifest() ?? { base: 1, increment: 1 };
    return { base: `${this.logName}.${base}.base.rdb`, increment: `${this.logName}.${increment}.incr.aof` };
  }

  private content(store: Store): Uint8Array {
    const header: Header = { version: this.version, savedAt: this.sys.now(), keys: store.dump() };
    return fromBinary(`${MAGIC}${JSON.stringify(header).replace(/[^\0-\xff]/g, '?')}`);
  }

  /** Throws SysError. */
  save(store: Store): void {
    const temporary = this.path(`temp-${this.sys.pid}.rdb`);
    this.sys.writeFile(temporary, this.content(store), 0o644);
    this.sys.rename(temporary, this.dumpPath);
  }

  /** What a dump file holds; undefined where there is none, `'corrupt'` for foreign bytes. */
  load(path = this.dumpPath): Header | 'corrupt' | undefined {
    try {
      const content = binary(this.sys.readFile(path));
      if (!content.startsWith(`${MAGIC}{`)) return 'corrupt';
      return JSON.parse(content.slice(MAGIC.length)) as Header;
    } catch (error) {
      if (isSysError(error, 'ENOENT')) return undefined;
      if (!(error instanceof SyntaxError)) throw error;
      return 'corrupt';
    }
  }

  /** The append-only file's base; undefined where it holds nothing. */
  loadBase(): Header | undefined {
    const dump = this.load(`${this.folder}/${this.logFiles.base}`);
    return dump === 'corrupt' ? undefined : dump;
  }

  /** Makes the append-only folder where there is none; says whether it is new. */
  openLog(): boolean {
    if (this.manifest()) return false;
    if (!this.sys.access(this.folder, '')) this.sys.mkdir(this.folder, 0o755);
    this.sys.writeFile(`${this.folder}/${this.logFiles.base}`, MAGIC, 0o644);
    this.begin({ base: 1, increment: 1 });
    return true;
  }

  private begin({ base, increment }: Manifest): void {
    this.sys.writeFile(`${this.folder}/${this.logName}.${increment}.incr.aof`, '', 0o644);
    this.sys.writeFile(this.manifestPath, `file ${this.logName}.${base}.base.rdb seq ${base} type b\nfile ${this.logName}.${increment}.incr.aof seq ${increment} type i${this.version >= '7.4' ? ' startoffset 0' : ''}\n`, 0o644);
    this.loggedDb = -1;
  }

  /** Puts the whole store into a new base and begins a new increment (BGREWRITEAOF); gives the names of the new files and of those that have gone. */
  rewriteLog(store: Store): { base: string; increment: string; gone: string[] } {
    const old = this.manifest();
    const files = this.logFiles;
    if (!old && !this.sys.access(this.folder, '')) this.sys.mkdir(this.folder, 0o755);
    const next = old ? { base: old.base + 1, increment: old.increment + 1 } : { base: 1, increment: 1 };
    this.sys.writeFile(`${this.folder}/${this.logName}.${next.base}.base.rdb`, this.content(store), 0o644);
    this.begin(next);
    const gone = old ? [files.increment, files.base] : [];
    for (const name of gone) this.sys.unlink(`${this.folder}/${name}`);
    return { ...this.logFiles, gone };
  }

  private loggedDb = -1;

  /** A command into the append-only file, in the protocol itself, as Redis writes it. */
  async append(words: readonly string[], db: number): Promise<void> {
    const path = `${this.folder}/${this.logFiles.increment}`;
    if (db !== this.loggedDb) await appendText(this.sys, path, writeCommand(['SELECT', String(db)]));
    this.loggedDb = db;
    await appendText(this.sys, path, writeCommand(words));
  }

  async *logged(): AsyncGenerator<string[]> {
    const reader = new WireReader(readerOf(this.sys.readFile(`${this.folder}/${this.logFiles.increment}`)));
    for (let words = await parseCommand(reader); words; words = await parseCommand(reader)) yield words;
  }
}
