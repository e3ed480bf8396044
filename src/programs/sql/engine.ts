import type { Expr, Query, Statement } from './ast';
import { Definitions } from './definitions';
import { refuse, SqlError } from './error';
import { timestampText } from './calendar';

import { done, type Outcome } from './outcome';
import { hasAggregate } from './query';
import type { Mark } from './session-storage';
import { columnIndex, settleTable, shown } from './table';
import { LockWait, type Isolation } from './transaction';
import { toNumber, type Value } from './value';

/** The statements of one session against a storage. */
export class Engine extends Definitions {
  /** Between BEGIN and its end. */
  inTransaction = false;
  /** What BEGIN takes when it names none. */
  isolation: Isolation = this.fold ? 'repeatable read' : 'read committed';
  private points: { name: string; mark: Mark }[] = [];

  /** Runs one statement: wholly, or not at all. Throws SqlError, and LockWait when it has to be run again after another transaction's end. */
  run(statement: Statement): Outcome {
    switch (statement.k) {
      case 'begin':
        if (this.inTransaction) this.finish('commit');
        this.storage.begin(statement.isolation ?? this.isolation);
        this.inTransaction = true;
        return done('BEGIN');
      case 'commit': return this.finish('commit');
      case 'rollback': return this.finish('rollback');
      case 'savepoint': return this.savepoint(statement.what, statement.name);
      case 'set-constraints': return this.setConstraints(statement);
    }
    const isAlone = !this.inTransaction;
    if (isAlone) this.storage.begin('read committed');
    const mark = this.storage.mark();
    this.storage.reading = statement.k === 'select' && !statement.locks ? 'consistent' : 'current';
    this.storage.doing = statement.k === 'delete' ? 'deleting' : 'updating';
    try {
      const outcome = this.perform(statement);
      if (isAlone) {
        this.checkDeferred();
        this.storage.commit();
      }
      return outcome;
    } catch (error) {
      if (isAlone) this.storage.rollback();
      else this.storage.backTo(mark);
      throw error;
    } finally {
      this.storage.reading = 'current';
    }
  }

  /** Ends the transaction, if there is one: one whose deferred constraints don't hold is rolled back, with their error. */
  finish(how: 'commit' | 'rollback'): Outcome {
    this.points = [];
    this.inTransaction = false;
    try {
      if (how === 'commit') this.checkDeferred();
    } catch (error) {
      this.storage.rollback();
      throw error;
    }
    this.storage[how]();
    return done(how.toUpperCase());
  }

  private perform(statement: Exclude<Statement, { k: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'set-constraints' }>): Outcome {
    switch (statement.k) {
      case 'select': {
        if (statement.locks) this.lockRows(statement, statement.locks);
        try {
          const result = this.runner.run(statement);
          return { k: 'rows', tag: `SELECT ${result.rows.length}`, ...result };
        } finally {
          this.only = undefined;
        }
      }
      case 'insert': return this.insert(statement);
      case 'update': return this.update(statement);
      case 'delete': return this.delete(statement);
      case 'create-table': return this.createTable(statement);
      case 'create-view': {
        const there = this.find(statement.table);
        if (there && !statement.replace) refuse({ kind: 'table-exists', table: statement.table.name });
        this.runner.run(statement.query);
        this.save(statement.table, { name: statement.table.name, def: { columns: [], keys: [], foreign: [], checks: [] }, rows: [], next: 1, view: statement.source, ...(this.fold ? {} : { owner: this.around.user }), createdAt: this.around.now() });
        return done('CREATE VIEW');
      }
      case 'create-index': {
        const table = this.table(statement.table);
        if (statement.key.name !== '' && table.def.keys.some((key) => key.name === statement.key.name)) {
          if (statement.ifNot) return done('CREATE INDEX', { notice: `relation "${statement.key.name}" already exists, skipping` });
          refuse({ kind: 'table-exists', table: statement.key.name });
        }
        const indexed = { ...table, def: structuredClone(table.def) };
        indexed.def.keys.push(statement.key);
        settleTable(indexed, this.around.dialect);
        this.save(statement.table, indexed);
        return done('CREATE INDEX');
      }
      case 'create-database': {
        if (this.storage.databases().includes(statement.name)) {
          if (statement.ifNot) return done('CREATE DATABASE', { affected: 1 });
          refuse({ kind: 'database-exists', database: statement.name });
        }
        this.storage.createDatabase(statement.name);
        return done('CREATE DATABASE', { affected: 1 });
      }
      case 'drop-database': {
        if (!this.storage.databases().includes(statement.name)) {
          if (statement.ifExists) return done('DROP DATABASE', { notice: `database "${statement.name}" does not exist, skipping` });
          refuse({ kind: 'no-database', database: statement.name });
        }
        const affected = this.storage.tables(statement.name).length;
        this.storage.dropDatabase(statement.name);
        return done('DROP DATABASE', { affected });
      }
      case 'drop': return this.drop(statement);
      case 'drop-index': {
        const database = this.databaseOf(statement.table ?? { database: undefined, name: '', at: 0 });
        const owner = this.storage.tables(database).find((table) => (statement.table === undefined || table.name === statement.table.name) && table.def.keys.some((key) => key.name === statement.name));
        if (!owner) {
          if (statement.ifExists) return done('DROP INDEX', { notice: `index "${statement.name}" does not exist, skipping` });
          refuse({ kind: 'no-index', table: statement.table?.name ?? '', index: statement.name });
        }
        this.storage.write(database, { ...owner, def: { ...owner.def, keys: owner.def.keys.filter((key) => key.name !== statement.name) } });
        return done('DROP INDEX');
      }
      case 'truncate':
        for (const name of statement.tables) {
          const table = this.table(name);
          this.save(name, { ...table, rows: [], next: this.fold || statement.restart ? 1 : table.next });
        }
        return done('TRUNCATE TABLE');
      case 'alter': return this.alter(statement.table, statement.changes);
    }
  }

  /** SET CONSTRAINTS: what becomes immediate is checked at once (PostgreSQL documentation, SET CONSTRAINTS). */
  private setConstraints({ names, time }: Extract<Statement, { k: 'set-constraints' }>): Outcome {
    const known = this.storage.databases().flatMap((database) => this.storage.tables(database)).flatMap((table) => table.def.foreign);
    for (const name of names === 'all' ? [] : names) {
      const found = known.find((foreign) => foreign.name === name);
      if (!found) refuse({ kind: 'no-constraint', constraint: name });
      if (!found.deferrable) refuse({ kind: 'not-deferrable', constraint: name });
    }
    const times = this.storage.current?.checkTimes;
    if (names === 'all') times?.clear();
    for (const name of names === 'all' ? ['*'] : names) times?.set(name, time);
    if (time === 'immediate') this.checkDeferred(names === 'all' ? undefined : names);
    return done('SET CONSTRAINTS');
  }

  private savepoint(what: 'set' | 'release' | 'back', name: string): Outcome {
    if (what === 'set') {
      if (this.inTransaction) this.points.push({ name, mark: this.storage.mark() });
      return done('SAVEPOINT');
    }
    const at = this.points.findLastIndex((point) => point.name === name);
    if (at === -1) refuse({ kind: 'no-savepoint', name });
    if (what === 'release') {
      this.points.splice(at);
      return done('RELEASE');
    }
    this.storage.backTo(this.points[at]!.mark);
    this.points[at] = { name, mark: this.storage.mark() };
    this.points.splice(at + 1);
    return done('ROLLBACK');
  }

  /**
   * Holds the rows that FOR UPDATE or FOR SHARE has chosen; with SKIP LOCKED those that others hold aren't seen. A query on more
   * than one table, or one that groups, holds nothing: the dialect says so.
   */
  private lockRows(query: Query, locks: NonNullable<Query['locks']>): void {
    const [from] = query.from;
    if (!from?.table || !locksRows(query)) return;
    const table = this.table(from.table);
    const database = this.databaseOf(from.table);
    const places = this.chosen(table, { k: 'delete', table: from.table, alias: from.alias, where: query.where, order: query.order, limit: undefined, returning: undefined });
    const limit = query.limit ? toNumber(this.runner.evaluator.evaluate(query.limit, this.frame(table, from.alias, [], 'limit')) ?? 0) : places.length;
    const rows = places.map((at) => table.rows[at]!);
    if (locks === 'skip') {
      const free = rows.filter((row) => !this.storage.holdsElsewhere(row)).slice(0, limit);
      this.storage.hold(database, table.name, free, true);
      this.only = { table: table.name, rows: new Set(free) };
      return;
    }
    try {
      this.storage.hold(database, table.name, rows.slice(0, limit), false);
    } catch (error) {
      if (error instanceof LockWait && locks === 'nowait') refuse({ kind: 'lock-held', table: table.name });
      throw error;
    }
  }

  private insert(statement: Extract<Statement, { k: 'insert' }>): Outcome {
    const { table: name, mode, conflict } = statement;
    const table = this.table(name);
    const columns = statement.columns ?? table.def.columns.map((column) => column.name);
    const places = columns.map((column) => {
      const at = columnIndex(table, column, this.fold);
      return at === -1 ? refuse({ kind: 'table-column', column, table: table.name }) : at;
    });
    const given: (Expr | { value: Value })[][] = statement.rows ?? this.runner.run(statement.query!).rows.map((row) => row.map((value) => ({ value })));
    const rows = [...table.rows];
    const inserted: Value[][] = [];
    let affected = 0;
    let duplicates = 0;
    let insertId = 0;
    const nextBefore = table.next;
    try {
      for (const [index, exprs] of given.entries()) {
        if (exprs.length !== places.length && !(exprs.length === 0 && (this.fold || statement.columns === undefined)) && !(exprs.length < places.length && statement.columns === undefined && !this.fold)) refuse({ kind: 'column-count', row: index + 1, more: exprs.length > places.length, at: placeOf(exprs[places.length]) });
        const row: Value[] = table.def.columns.map(() => null);
        const set = new Set<number>();
        for (const [i, expr] of exprs.entries()) {
          if ('k' in expr && expr.k === 'default') continue;
          if (table.def.columns[places[i]!]!.always) refuse({ kind: 'identity', column: table.def.columns[places[i]!]!.name });
          row[places[i]!] = 'k' in expr ? this.runner.evaluator.evaluate(expr, { tables: [], row: [], group: undefined, parent: undefined, clause: 'field list' }) : expr.value;
          set.add(places[i]!);
        }
        const generated = this.complete(table, row, set, index + 1);
        if (insertId === 0 && generated !== undefined) insertId = generated;
        const clash = this.clash(name, table, rows, row, -1);
        if (clash && (mode === 'ignore' || (conflict && !conflict.update))) {
          duplicates++;
          continue;
        }
        if (clash && mode === 'replace') {
          rows.splice(rows.indexOf(clash.row), 1);
          affected++;
        } else if (clash && conflict?.update) {
          const changed = this.assign(table, clash.row, conflict.update, index + 1, row);
          if (this.fold) rows[rows.indexOf(clash.row)] = changed;
          else {
            rows.splice(rows.indexOf(clash.row), 1);
            rows.push(changed);
          }
          inserted.push(changed);
          affected += this.fold ? 2 : 1;
          continue;
        } else if (clash) refuse({ kind: 'duplicate-key', table: table.name, key: clash.key.name, columns: clash.key.columns, values: clash.key.columns.map((column) => shown(row[columnIndex(table, column, this.fold)]!)) });
        this.checkForeign(name, { ...table, rows }, row);
        rows.push(row);
        inserted.push(row);
        affected++;
      }
    } catch (error) {
      // A sequence's numbers are gone even when the row isn't stored; InnoDB takes one only for a row that is whole.
      if (error instanceof LockWait) table.next = nextBefore;
      if (error instanceof SqlError && this.fold && !['duplicate-key', 'parent-missing'].includes(error.fault.kind)) table.next = nextBefore;
      if (error instanceof SqlError && table.next !== nextBefore) this.save(name, table);
      throw error;
    }
    this.save(name, { ...table, rows });
    if (insertId !== 0) this.around.lastInsertId = insertId;
    if (statement.returning) return this.returned(table, name.name, inserted, statement.returning, `INSERT 0 ${affected}`);
    return done(`INSERT 0 ${affected}`, { affected, insertId, duplicates, matched: given.length });
  }

  private update(statement: Extract<Statement, { k: 'update' }>): Outcome {
    const table = this.table(statement.table);
    for (const [column] of statement.set) if (columnIndex(table, column, this.fold) === -1) refuse(this.fold ? { kind: 'no-column', column, table: undefined, clause: 'field list' } : { kind: 'table-column', column, table: table.name });
    const rows = [...table.rows];
    let changed = 0;
    const places = this.chosen(table, statement);
    const after: Value[][] = [];
    for (const [number, at] of places.entries()) {
      const next = this.assign(table, rows[at]!, statement.set, number + 1, undefined, statement.alias);
      if (next.some((value, i) => value !== rows[at]![i])) {
        changed++;
        for (const [i, column] of table.def.columns.entries()) if (column.onUpdateNow && !statement.set.some(([name]) => name === column.name)) next[i] = timestampText(this.around.now());
      }
      const clash = this.clash(statement.table, table, rows, next, at);
      if (clash) refuse({ kind: 'duplicate-key', table: table.name, key: clash.key.name, columns: clash.key.columns, values: clash.key.columns.map((column) => shown(next[columnIndex(table, column, this.fold)]!)) });
      this.checkForeign(statement.table, { ...table, rows }, next);
      rows[at] = next;
      after.push(next);
    }
    // PostgreSQL writes a changed row anew, behind the others.
    this.save(statement.table, { ...table, rows: this.fold ? rows : [...rows.filter((_row, i) => !places.includes(i)), ...after] });
    if (statement.returning) return this.returned(table, statement.alias, after, statement.returning, `UPDATE ${places.length}`);
    return done(`UPDATE ${places.length}`, { affected: this.fold ? changed : places.length, matched: places.length, changed });
  }

  private delete(statement: Extract<Statement, { k: 'delete' }>): Outcome {
    const table = this.table(statement.table);
    const places = new Set(this.chosen(table, statement));
    const gone = table.rows.filter((_row, i) => places.has(i));
    this.save(statement.table, { ...table, rows: table.rows.filter((_row, i) => !places.has(i)) });
    try {
      this.dropChildren(statement.table, table, gone);
    } catch (error) {
      this.save(statement.table, table);
      throw error;
    }
    if (statement.returning) return this.returned(table, statement.alias, gone, statement.returning, `DELETE ${gone.length}`);
    return done(`DELETE ${gone.length}`, { affected: gone.length });
  }
}

/** Whether the rows that a query shows are rows of one table, which can be held. */
export function locksRows(query: Query): boolean {
  return query.from.length === 1 && query.from[0]!.table !== undefined && query.group.length === 0 && query.unions.length === 0 && !query.distinct && query.with.length === 0 && !query.items.some((item) => hasAggregate(item.expr));
}

/** Where an expression was written, where it keeps that. */
function placeOf(expr: Expr | { value: Value } | undefined): number | undefined {
  return expr && 'at' in expr ? expr.at : undefined;
}
