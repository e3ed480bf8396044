import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { SqliteError } from './sqlite-error';

/** Where the header keeps the change counter, the schema's version, and the counter that the size is valid for (sqlite.org/fileformat2.html, section 1.3). */
const COUNTER = 24;
const SCHEMA = 40;
const VALID_FOR = 92;

/** A database file and its content as a connection last read or wrote it. */
export class FileImage {
  private content = new Uint8Array(0);
  /** Which file it is, however it is named. */
  key = '';

  constructor(
    private readonly sys: Sys,
    private readonly path: string,
  ) {}

  /** Reads the file. Throws SqliteError where it can't be. */
  read(): Uint8Array {
    try {
      this.content = this.sys.readFile(this.path).slice();
    } catch (error) {
      throw isSysError(error) ? new SqliteError('SQLITE_CANTOPEN', 'unable to open database file') : error;
    }
    const { dev, ino } = this.sys.stat(this.path);
    this.key = `${dev} ${ino}`;
    return this.content;
  }

  /** Whether the file is no longer what was last read or written; times don't tell, for two writes can share one. A file that is gone has not changed. */
  changed(): boolean {
    return this.sys.access(this.path, '') && !same(this.sys.readFile(this.path), this.content);
  }

  /** Writes what SQLite exported, unless it is what is there. The export is a copy that starts counting anew: the counters go on from the file's. */
  write(exported: Uint8Array, schemaVersion: number): void {
    const header = new DataView(exported.buffer, exported.byteOffset);
    const before = this.content.length > 0 ? new DataView(this.content.buffer, this.content.byteOffset).getUint32(COUNTER) : 0;
    const count = (counter: number): void => [COUNTER, VALID_FOR].forEach((at) => header.setUint32(at, counter));
    count(before);
    header.setUint32(SCHEMA, schemaVersion);
    if (same(exported, this.content)) return;
    count(before + 1);
    this.sys.writeFile(this.path, exported);
    this.content = exported.slice();
  }
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
