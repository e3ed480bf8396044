import type { CheckTime } from './ast';
import type { Storage, Table } from './table';
import type { Value } from './value';

export type Row = Value[];
export type Isolation = 'read uncommitted' | 'read committed' | 'repeatable read';

/** What a transaction has made of a table, beside the rows that are committed. */
export interface Change {
  /** Committed rows by what they have become; null where they are deleted. */
  replaced: Map<Row, Row | null>;
  /** Which committed row a new one stands for. */
  origin: Map<Row, Row>;
  added: Row[];
  /** A definition of its own: the whole table, or null where it is dropped. */
  whole: Table | null | undefined;
}

export const newChange = (): Change => ({ replaced: new Map(), origin: new Map(), added: [], whole: undefined });

/** Which row is waited for: its table, its place in it from 1, and what the statement was doing. */
export interface LockedRow {
  table: string;
  place: number;
  doing: 'updating' | 'deleting' | 'locking';
}

/** A statement has to wait for a transaction's end: it holds a row or a table. Nothing has been changed. */
export class LockWait extends Error {
  constructor(readonly holder: Transaction, readonly row: LockedRow | undefined = undefined) {
    super('a lock is held');
  }
}

export const tableKey = (database: string, table: string): string => `${database}\0${table}`;

/** A session's uncommitted work and what it holds. */
export class Transaction {
  changes = new Map<string, Change>();
  /** Committed rows that it changes, or has locked by FOR UPDATE. */
  readonly held = new Set<Row>();
  /** Tables as they stood at the first read, where reads are repeatable. */
  snapshot: Map<string, Table[]> | undefined;
  waitsFor: Transaction | undefined;
  /** When deferrable constraints are checked, by name and for all ('*'), as SET CONSTRAINTS has it. */
  readonly checkTimes = new Map<string, CheckTime>();
  private ended: (() => void)[] = [];

  constructor(public isolation: Isolation) {}

  /** Settles when the transaction has ended. */
  end(): Promise<void> {
    return new Promise((resolve) => this.ended.push(resolve));
  }

  finish(): void {
    for (const resolve of this.ended) resolve();
    this.ended = [];
  }

  /** Whether a wait for another one would never end: that one waits for this one. */
  wouldDeadlock(other: Transaction): boolean {
    for (let at: Transaction | undefined = other; at; at = at.waitsFor) if (at === this) return true;
    return false;
  }

  /** What a savepoint remembers. */
  mark(): Map<string, Change> {
    return new Map([...this.changes].map(([key, change]) => [key, { ...change, replaced: new Map(change.replaced), origin: new Map(change.origin), added: [...change.added] }]));
  }
}

/** The tables that all sessions of a server share, and the transactions that are open on them. */
export class SharedTables {
  readonly open = new Set<Transaction>();
  private readonly ids = new WeakMap<Row, number>();
  private lastId = 0;

  constructor(readonly storage: Storage) {}

  find(database: string, name: string): Table | undefined {
    return this.storage.tables(database).find((table) => table.name === name);
  }

  private others(me: Transaction): Transaction[] {
    return [...this.open].filter((each) => each !== me);
  }

  /** Throws LockWait when another transaction holds the row. */
  claim(row: Row, me: Transaction, about?: () => LockedRow): void {
    for (const other of this.open) if (other !== me && other.held.has(row)) throw new LockWait(other, about?.());
    me.held.add(row);
  }

  isHeld(row: Row, me: Transaction): boolean {
    return this.others(me).some((other) => other.held.has(row));
  }

  /** Throws LockWait when another transaction has changed the table: any row of it, or its definition alone. */
  claimTable(key: string, me: Transaction, definitionOnly: boolean): void {
    for (const other of this.others(me)) {
      const change = other.changes.get(key);
      if (change && (!definitionOnly || change.whole !== undefined)) throw new LockWait(other);
    }
  }

  /** Rows that other transactions have written and not yet committed. */
  pending(key: string, me: Transaction): { row: Row; owner: Transaction }[] {
    return this.others(me).flatMap((owner) => {
      const change = owner.changes.get(key);
      const rows = change ? [...change.added, ...[...change.replaced.values()].filter((row) => row !== null)] : [];
      return rows.map((row) => ({ row, owner }));
    });
  }

  private idOf(row: Row): number | undefined {
    return this.ids.get(row);
  }

  /** A table with a transaction's changes. */
  merged(table: Table, change: Change): Table {
    const here = new Set(table.rows);
    // A row that was changed by others after the snapshot was taken, and then by this transaction: known by its number.
    const late = new Map<number, Row | null>();
    for (const [row, next] of change.replaced) {
      const id = here.has(row) ? undefined : this.idOf(row);
      if (id !== undefined) late.set(id, next);
    }
    const rows: Row[] = [];
    for (const row of table.rows) {
      const id = late.size > 0 ? this.idOf(row) : undefined;
      const next = change.replaced.has(row) ? change.replaced.get(row) : id !== undefined && late.has(id) ? late.get(id) : row;
      if (next) rows.push(next);
    }
    rows.push(...change.added);
    return { ...table, rows };
  }

  commit(transaction: Transaction): void {
    this.open.delete(transaction);
    for (const [key, change] of transaction.changes) {
      const [database = '', name = ''] = key.split('\0');
      if (!this.storage.databases().includes(database)) continue;
      const table = this.find(database, name);
      if (change.whole === null) {
        if (table) this.storage.remove(database, name);
      } else if (change.whole) this.storage.write(database, change.whole);
      else if (table && (change.replaced.size > 0 || change.added.length > 0)) {
        for (const [row, next] of change.replaced) this.follow(row, next);
        this.storage.write(database, this.merged(table, change));
      }
    }
    transaction.finish();
  }

  /** A row's new version has its number. */
  private follow(row: Row, next: Row | null): void {
    const id = this.ids.get(row) ?? ++this.lastId;
    this.ids.set(row, id);
    if (next) this.ids.set(next, id);
  }

  rollback(transaction: Transaction): void {
    this.open.delete(transaction);
    transaction.finish();
  }
}
