import { refuse } from './error';
import type { Storage, Table } from './table';
import type { Value } from './value';
import { newChange, tableKey, Transaction, type Change, type Isolation, type LockedRow, type Row, type SharedTables } from './transaction';

type Own = Map<string, Map<string, Table>>;

/** What a savepoint goes back to. */
export interface Mark {
  changes: Map<string, Change>;
  own: Own;
}

const copied = (own: Own): Own => new Map([...own].map(([database, tables]) => [database, new Map(tables)]));

/**
 * The tables as one session sees them: what others have committed and its own uncommitted changes. Its temporary tables stand
 * before the shared ones of their names, nobody else sees them, and they end with the session.
 */
export class SessionStorage implements Storage {
  private own: Own = new Map();
  private transaction: Transaction | undefined;
  private ownBefore: Own | undefined;
  /** Whether a read sees what stood at the transaction's first one (InnoDB's consistent reads), or the newest committed rows. */
  reading: 'consistent' | 'current' = 'current';
  /** What the statement does to rows. */
  doing: LockedRow['doing'] = 'updating';

  constructor(private readonly shared: SharedTables, private readonly writesRepeatably: boolean) {}

  get isOpen(): boolean {
    return this.transaction !== undefined;
  }

  get current(): Transaction | undefined {
    return this.transaction;
  }

  /** Whether the open transaction has made this row what it is. Rows that no statement has stored yet are its own. */
  isWritten(database: string, table: string, row: readonly Value[]): boolean {
    const change = this.transaction?.changes.get(tableKey(database, table));
    return change?.whole !== undefined || !this.shared.find(database, table)?.rows.some((each) => each === row);
  }

  begin(isolation: Isolation): void {
    this.transaction = new Transaction(isolation);
    this.shared.open.add(this.transaction);
    this.ownBefore = copied(this.own);
  }

  commit(): void {
    if (this.transaction) this.shared.commit(this.transaction);
    this.transaction = undefined;
  }

  rollback(): void {
    if (!this.transaction) return;
    this.shared.rollback(this.transaction);
    this.transaction = undefined;
    this.own = this.ownBefore ?? this.own;
  }

  mark(): Mark {
    return { changes: this.transaction?.mark() ?? new Map<string, Change>(), own: copied(this.own) };
  }

  backTo(mark: Mark): void {
    if (this.transaction) this.transaction.changes = mark.changes;
    this.own = mark.own;
  }

  databases(): string[] {
    return this.shared.storage.databases();
  }

  createDatabase(name: string): void {
    this.shared.storage.createDatabase(name);
  }

  dropDatabase(name: string): void {
    this.own.delete(name);
    this.shared.storage.dropDatabase(name);
  }

  isTemporary(database: string, table: string): boolean {
    return this.own.get(database)?.has(table) === true;
  }

  /** The shared tables that this session's reads start from. */
  private base(database: string): readonly Table[] {
    const { transaction, shared } = this;
    if (transaction?.isolation === 'repeatable read' && (this.writesRepeatably || this.reading === 'consistent')) {
      transaction.snapshot ??= new Map(this.databases().map((name) => [name, shared.storage.tables(name)]));
      return transaction.snapshot.get(database) ?? [];
    }
    if (transaction?.isolation !== 'read uncommitted') return shared.storage.tables(database);
    let tables = shared.storage.tables(database);
    for (const other of shared.open) if (other !== transaction) tables = this.changed(database, tables, other.changes);
    return tables;
  }

  private changed(database: string, tables: readonly Table[], changes: ReadonlyMap<string, Change>): Table[] {
    if (changes.size === 0) return [...tables];
    const seen = tables.flatMap((table) => {
      const change = changes.get(tableKey(database, table.name));
      if (!change) return [table];
      if (change.whole !== undefined) return change.whole ? [change.whole] : [];
      return [this.shared.merged(table, change)];
    });
    for (const [key, { whole }] of changes) if (whole && key === tableKey(database, whole.name) && !tables.some((table) => table.name === whole.name)) seen.push(whole);
    return seen;
  }

  tables(database: string): Table[] {
    const seen = this.transaction ? this.changed(database, this.base(database), this.transaction.changes) : this.shared.storage.tables(database);
    const own = this.own.get(database);
    const all = own && own.size > 0 ? [...own.values(), ...seen.filter((table) => !own.has(table.name))] : seen;
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Makes a temporary table. */
  writeTemporary(database: string, table: Table): void {
    const own = this.own.get(database) ?? new Map<string, Table>();
    this.own.set(database, own.set(table.name, table));
  }

  /** Does something in the open transaction, or in one of its own. */
  private within(work: (transaction: Transaction) => void): void {
    if (this.transaction) return work(this.transaction);
    this.begin('read committed');
    try {
      work(this.transaction!);
    } catch (error) {
      this.rollback();
      throw error;
    }
    this.commit();
  }

  /** Throws LockWait. */
  write(database: string, table: Table): void {
    if (this.isTemporary(database, table.name)) return this.writeTemporary(database, table);
    this.within((transaction) => {
      const key = tableKey(database, table.name);
      const committed = this.shared.find(database, table.name);
      const before = this.tables(database).find((each) => each.name === table.name);
      const change = transaction.changes.get(key) ?? newChange();
      const isWhole = change.whole !== undefined || !committed || !before || table.def !== before.def || table.view !== before.view || table.owner !== before.owner || table.comment !== before.comment;
      // Numbers that have been given out stay so, whatever becomes of the transaction.
      if (committed && before) committed.next = table.next < before.next ? table.next : Math.max(committed.next, table.next);
      if (isWhole) {
        this.shared.claimTable(key, transaction, false);
        change.whole = table;
      } else if (before.rows !== table.rows) {
        this.shared.claimTable(key, transaction, true);
        this.rewrite(change, before.rows, table.rows, committed, transaction);
      }
      else this.shared.storage.write(database, committed);
      transaction.changes.set(key, change);
    });
  }

  /** Takes the difference of two states of a table's rows, which are known by themselves. */
  private rewrite(change: Change, before: readonly Row[], after: readonly Row[], committed: Table, transaction: Transaction): void {
    const were = new Set(before);
    const are = new Set(after);
    const there = this.writesRepeatably && transaction.isolation === 'repeatable read' ? new Set(committed.rows) : undefined;
    const ownChanged = new Map<Row, Row | null>();
    const mine = new Set(change.added);
    let at = 0;
    for (const row of before) {
      const next = after[at];
      if (next === row) at++;
      if (are.has(row)) continue;
      const successor = next !== undefined && !were.has(next) ? next : null;
      if (successor) at++;
      if (mine.has(row)) {
        ownChanged.set(row, successor);
        continue;
      }
      const base = change.origin.get(row) ?? row;
      if (base === row && there && !there.has(row)) refuse({ kind: 'serialization' });
      this.shared.claim(base, transaction, () => ({ table: committed.name, place: committed.rows.indexOf(base) + 1, doing: this.doing }));
      change.replaced.set(base, successor);
      if (successor) change.origin.set(successor, base);
    }
    if (ownChanged.size > 0) change.added = change.added.map((row) => (ownChanged.has(row) ? ownChanged.get(row)! : row)).filter((row): row is Row => row !== null);
    change.added.push(...after.slice(at).filter((row) => !were.has(row)));
  }

  remove(database: string, table: string): void {
    if (this.own.get(database)?.delete(table)) return;
    this.within((transaction) => {
      const key = tableKey(database, table);
      this.shared.claimTable(key, transaction, false);
      transaction.changes.set(key, { ...newChange(), whole: null });
    });
  }

  /** FOR UPDATE: holds rows until the transaction's end. Throws LockWait, or tells which of them others hold. */
  hold(database: string, table: string, rows: readonly Row[], skips: boolean): Row[] {
    const { transaction, shared } = this;
    if (!transaction || this.isTemporary(database, table)) return [];
    const change = transaction.changes.get(tableKey(database, table));
    const isOwn = (row: Row) => change !== undefined && (change.origin.has(row) || change.added.includes(row));
    const held = rows.filter((row) => !isOwn(row) && shared.isHeld(row, transaction));
    if (skips) for (const row of rows) if (!isOwn(row) && !held.includes(row)) transaction.held.add(row);
    const all = shared.find(database, table)?.rows ?? [];
    if (!skips) for (const row of rows) if (!isOwn(row)) shared.claim(row, transaction, () => ({ table, place: all.indexOf(row) + 1, doing: 'locking' }));
    return held;
  }

  /** Whether another transaction holds a row: what becomes of it isn't known yet. */
  holdsElsewhere(row: Row): boolean {
    return this.transaction !== undefined && this.shared.isHeld(row, this.transaction);
  }

  pending(database: string, table: string): { row: Row; owner: Transaction }[] {
    return this.transaction && !this.isTemporary(database, table) ? this.shared.pending(tableKey(database, table), this.transaction) : [];
  }

  /** Throws LockWait for a row that another transaction holds. */
  claim(row: Row): void {
    if (this.transaction) this.shared.claim(row, this.transaction);
  }
}
