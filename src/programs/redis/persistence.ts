import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { readerOf } from '../../lib/stream';
import { appendText, binary, fromBinary, WireReader } from '../servers/wire';
import { parseCommand, writeCommand } from './resp';
import type { Dump, Store } from './store';

const MAGIC = 'REDIS0012';

interface Header {
  version: string;
  savedAt: number;
  keys: Dump;
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

  get incrementPath(): string {
    return this.path('appendonlydir/appendonly.aof.1.incr.aof');
  }

  /** Throws SysError. */
  save(store: Store): void {
    const header: Header = { version: this.version, savedAt: this.sys.now(), keys: store.dump() };
    const temporary = this.path(`temp-${this.sys.pid}.rdb`);
    this.sys.writeFile(temporary, fromBinary(`${MAGIC}${JSON.stringify(header).replace(/[^\0-\xff]/g, '?')}`), 0o644);
    this.sys.rename(temporary, this.dumpPath);
  }

  /** What the dump file holds; undefined where there is none, `'corrupt'` for foreign bytes. */
  load(): Header | 'corrupt' | undefined {
    try {
      const content = binary(this.sys.readFile(this.dumpPath));
      if (!content.startsWith(`${MAGIC}{`)) return 'corrupt';
      return JSON.parse(content.slice(MAGIC.length)) as Header;
    } catch (error) {
      if (isSysError(error, 'ENOENT')) return undefined;
      if (!(error instanceof SyntaxError)) throw error;
      return 'corrupt';
    }
  }

  /** Makes the append-only folder where there is none; says whether it is new. */
  openLog(): boolean {
    if (this.sys.access(this.incrementPath, '')) return false;
    if (!this.sys.access(this.path('appendonlydir'), '')) this.sys.mkdir(this.path('appendonlydir'), 0o755);
    this.sys.writeFile(this.path('appendonlydir/appendonly.aof.1.base.rdb'), MAGIC, 0o644);
    this.sys.writeFile(this.incrementPath, '', 0o644);
    this.sys.writeFile(this.path('appendonlydir/appendonly.aof.manifest'), 'file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i startoffset 0\n', 0o644);
    return true;
  }

  private loggedDb = -1;

  /** A command into the append-only file, in the protocol itself, as Redis writes it. */
  async append(words: readonly string[], db: number): Promise<void> {
    if (db !== this.loggedDb) await appendText(this.sys, this.incrementPath, writeCommand(['SELECT', String(db)]));
    this.loggedDb = db;
    await appendText(this.sys, this.incrementPath, writeCommand(words));
  }

  async *logged(): AsyncGenerator<string[]> {
    const reader = new WireReader(readerOf(this.sys.readFile(this.incrementPath)));
    for (let words = await parseCommand(reader); words; words = await parseCommand(reader)) yield words;
  }
}
