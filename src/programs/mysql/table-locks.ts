import type { Statement } from '../sql/ast';
import { needsOf } from './access';
import { mysqlError } from './messages';
import type { Answer } from './packet';

type Mode = 'read' | 'write';

/** LOCK TABLES (MySQL Reference Manual, 15.3.6): who holds which table, and who has to wait. */
export class TableLocks {
  private readonly held = new Map<object, Map<string, Mode>>();
  private waiting: (() => void)[] = [];

  /** Holds tables (`database.table`) for a session, which lets go of those before. */
  lock(owner: object, tables: readonly [string, Mode][]): void {
    this.unlock(owner);
    this.held.set(owner, new Map(tables));
  }

  unlock(owner: object): void {
    if (!this.held.delete(owner)) return;
    for (const resolve of this.waiting) resolve();
    this.waiting = [];
  }

  /** Settles when somebody lets go of tables. */
  change(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Whether others hold one of the tables against this use of it. */
  isBlocked(owner: object, uses: readonly [string, Mode][]): boolean {
    return [...this.held].some(([other, tables]) => other !== owner && uses.some(([table, mode]) => {
      const held = tables.get(table);
      return held === 'write' || (held === 'read' && mode === 'write');
    }));
  }

  /** What a session that holds tables may not do. */
  refusal(owner: object, uses: readonly [string, Mode][]): Answer | undefined {
    const mine = this.held.get(owner);
    if (!mine) return undefined;
    for (const [table, mode] of uses) {
      const name = table.slice(table.indexOf('.') + 1);
      if (!mine.has(table)) return mysqlError(1100, 'HY000', `Table '${name}' was not locked with LOCK TABLES`);
      if (mode === 'write' && mine.get(table) === 'read') return mysqlError(1099, 'HY000', `Table '${name}' was locked with a READ lock and can't be updated`);
    }
    return undefined;
  }
}

/** The tables that a statement uses, as `database.table`, and how. */
export function usesOf(statement: Statement, database: string | undefined): [string, Mode][] {
  return needsOf(statement).filter(({ table }) => (table.database ?? database)?.toLowerCase() !== 'information_schema').map(({ privileges, table }) => [`${table.database ?? database}.${table.name}`, privileges.every((each) => each === 'SELECT') ? 'read' : 'write']);
}
