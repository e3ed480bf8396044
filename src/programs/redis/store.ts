import { RedisError } from './resp';
import { emptyStream, type Stream } from './stream-value';

export type Value =
  | { type: 'string'; text: string }
  | { type: 'list'; items: string[] }
  | { type: 'hash'; fields: Map<string, string> }
  | { type: 'set'; members: Set<string> }
  | { type: 'zset'; scores: Map<string, number> }
  | { type: 'stream'; stream: Stream };

export type TypeName = Value['type'];
type Of<T extends TypeName> = Extract<Value, { type: T }>;

interface Entry {
  value: Value;
  /** Milliseconds since the epoch. */
  expiresAt: number | undefined;
  /** Grows with each use, so that the least recently used can be told. */
  used: number;
}

/** A store as plain data, for the dump file and for snapshots. */
export type Dump = { key: string; db: number; value: unknown; type: TypeName; expiresAt?: number }[];

export const WRONG_TYPE = 'WRONGTYPE Operation against a key holding the wrong kind of value';

/** One numbered database. A key that has expired is gone the moment somebody looks (redis.io: EXPIRE). */
export class Database {
  private readonly entries = new Map<string, Entry>();
  private uses = 0;

  constructor(private readonly now: () => number) {}

  private entry(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry?.expiresAt === undefined || entry.expiresAt > this.now()) return entry;
    this.entries.delete(key);
    return undefined;
  }

  get(key: string): Value | undefined {
    const entry = this.entry(key);
    if (entry) entry.used = ++this.uses;
    return entry?.value;
  }

  /** A key's value if it is of that type; throws WRONGTYPE if it is of another. */
  typed<T extends TypeName>(key: string, type: T): Of<T> | undefined {
    const value = this.get(key);
    if (value && value.type !== type) throw new RedisError(WRONG_TYPE);
    return value as Of<T> | undefined;
  }

  /** Like `typed`, but makes what isn't there. */
  made<T extends TypeName>(key: string, type: T): Of<T> {
    const there = this.typed(key, type);
    if (there) return there;
    const value = (type === 'list' ? { type, items: [] } : type === 'hash' ? { type, fields: new Map() } : type === 'set' ? { type, members: new Set() } : type === 'zset' ? { type, scores: new Map() } : type === 'stream' ? { type, stream: emptyStream() } : { type, text: '' }) as Of<T>;
    this.entries.set(key, { value, expiresAt: undefined, used: ++this.uses });
    return value;
  }

  set(key: string, value: Value, expiresAt?: number): void {
    this.entries.set(key, { value, expiresAt, used: ++this.uses });
  }

  delete(key: string): boolean {
    return this.entry(key) !== undefined && this.entries.delete(key);
  }

  /** Drops a collection that has become empty: Redis keeps none. */
  tidy(key: string): void {
    const value = this.get(key);
    const size = value?.type === 'list' ? value.items.length : value?.type === 'hash' ? value.fields.size : value?.type === 'set' ? value.members.size : value?.type === 'zset' ? value.scores.size : 1;
    if (size === 0) this.entries.delete(key);
  }

  expiry(key: string): number | undefined {
    return this.entry(key)?.expiresAt;
  }

  expire(key: string, at: number | undefined): boolean {
    const entry = this.entry(key);
    if (!entry) return false;
    entry.expiresAt = at;
    return true;
  }

  keys(): string[] {
    return [...this.entries.keys()].filter((key) => this.entry(key) !== undefined);
  }

  /** Keys in the order of their last use; only those whose time will end where asked. */
  leastUsed(onlyVolatile: boolean): string[] {
    return [...this.entries].filter(([, entry]) => !onlyVolatile || entry.expiresAt !== undefined).sort(([, a], [, b]) => a.used - b.used).map(([key]) => key);
  }

  get volatile(): number {
    return this.keys().filter((key) => this.expiry(key) !== undefined).length;
  }

  clear(): void {
    this.entries.clear();
  }
}

/** The sixteen databases. */
export class Store {
  readonly databases: Database[];

  constructor(now: () => number) {
    this.databases = Array.from({ length: 16 }, () => new Database(now));
  }

  dump(): Dump {
    return this.databases.flatMap((database, db) =>
      database.keys().map((key) => {
        const value = database.get(key)!;
        const expiresAt = database.expiry(key);
        const plain = value.type === 'string' ? value.text : value.type === 'list' ? [...value.items] : value.type === 'hash' ? [...value.fields] : value.type === 'set' ? [...value.members] : value.type === 'zset' ? [...value.scores] : structuredClone(value.stream);
        return { key, db, type: value.type, value: plain, ...(expiresAt === undefined ? {} : { expiresAt }) };
      }),
    );
  }

  load(dump: Dump): void {
    for (const { key, db, type, value, expiresAt } of dump) {
      const made: Value = type === 'string' ? { type, text: value as string } : type === 'list' ? { type, items: [...(value as string[])] } : type === 'hash' ? { type, fields: new Map(value as [string, string][]) } : type === 'set' ? { type, members: new Set(value as string[]) } : type === 'zset' ? { type, scores: new Map(value as [string, number][]) } : { type, stream: structuredClone(value as Stream) };
      this.databases[db]!.set(key, made, expiresAt);
    }
  }

  get size(): number {
    return this.databases.reduce((sum, database) => sum + database.keys().length, 0);
  }
}
