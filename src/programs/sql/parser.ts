import type { Alteration, Expr, OrderBy, Query, SelectItem, Statement, TableDef } from './ast';
import { refuse } from './error';
import { TableParser } from './table-parser';
import type { Isolation } from './transaction';
import type { DialectName } from './tokens';

/** Reads one statement. Throws SqlError. */
export function parseStatement(source: string, dialect: DialectName): Statement {
  return new Parser(source, dialect).statement();
}

/** Reads an expression alone (a stored default or check). */
export function parseExpression(source: string, dialect: DialectName): Expr {
  return new Parser(source, dialect).expression();
}

/** The isolation level that a text names. Throws for one that isn't simulated. */
export function isolationOf(text: string): Isolation | undefined {
  if (/\bserializable\b/i.test(text)) refuse({ kind: 'not-simulated', what: 'the isolation level SERIALIZABLE' });
  const found = /\b(read\s+uncommitted|read\s+committed|repeatable\s+read)\b/i.exec(text)?.[1];
  return found?.toLowerCase().replace(/\s+/g, ' ') as Isolation | undefined;
}

class Parser extends TableParser {
  statement(): Statement {
    const statement = this.whole();
    this.accept(';');
    if (this.token.kind !== 'end') this.fail();
    return statement;
  }

  private whole(): Statement {
    if (this.sees('select') || this.sees('with') || this.sees('values') || this.sees('(') || (this.sees('table') && this.dialect === 'postgres')) return this.query();
    if (this.accept('insert')) return this.insert('plain');
    if (this.dialect === 'mysql' && this.accept('replace')) return this.insert('replace');
    if (this.accept('update')) return this.update();
    if (this.accept('delete')) return this.delete();
    if (this.accept('create')) return this.create();
    if (this.accept('drop')) return this.drop();
    if (this.accept('truncate')) {
      this.accept('table');
      const tables = this.list(() => this.tableName());
      const restart = this.accept('restart');
      if (restart) this.expect('identity');
      else if (this.accept('continue')) this.expect('identity');
      this.accept('cascade');
      return { k: 'truncate', tables, restart };
    }
    if (this.accept('alter')) return this.alter();
    if (this.accept('begin') || this.accept('start')) {
      if (!this.accept('transaction')) this.accept('work');
      return { k: 'begin', isolation: this.isolation() };
    }
    if (this.accept('commit') || (this.dialect === 'postgres' && this.accept('end'))) {
      this.accept('work');
      return { k: 'commit' };
    }
    if (this.dialect === 'postgres' && this.accept('set', 'constraints')) {
      const names = this.accept('all') ? 'all' : this.list(() => this.name());
      const time = this.accept('deferred') ? 'deferred' : (this.expect('immediate'), 'immediate');
      return { k: 'set-constraints', names, time };
    }
    if (this.accept('savepoint')) return { k: 'savepoint', what: 'set', name: this.name() };
    if (this.accept('release')) {
      this.accept('savepoint');
      return { k: 'savepoint', what: 'release', name: this.name() };
    }
    if (this.accept('rollback') || (this.dialect === 'postgres' && this.accept('abort'))) {
      if (!this.accept('work')) this.accept('transaction');
      if (this.accept('to')) {
        this.accept('savepoint');
        return { k: 'savepoint', what: 'back', name: this.name() };
      }
      return { k: 'rollback' };
    }
    return this.fail();
  }

  /** What BEGIN says of the transaction: its isolation; the rest is read over. */
  private isolation(): Isolation | undefined {
    const words: string[] = [];
    for (; this.token.kind !== 'end' && !this.sees(';'); this.at++) words.push(this.token.text.toLowerCase());
    return isolationOf(words.join(' '));
  }

  private returning(): SelectItem[] | undefined {
    return this.accept('returning') ? this.items() : undefined;
  }

  private assignments(): [string, Expr][] {
    return this.list(() => {
      let column = this.name();
      if (this.accept('.')) column = this.name();
      this.expect('=');
      return [column, this.expression()];
    });
  }

  private insert(mode: 'plain' | 'replace'): Statement {
    const ignore = mode === 'plain' && this.dialect === 'mysql' && this.accept('ignore');
    if (!this.accept('into') && this.dialect === 'postgres') this.fail();
    const table = this.tableName();
    if (this.accept('as')) this.name();
    let columns: string[] | undefined;
    if (this.sees('(') && !['select', 'with'].includes(this.tokens[this.at + 1]!.text.toLowerCase())) {
      if (this.tokens[this.at + 1]!.text === ')') this.at += 2;
      else columns = this.names();
    }
    let rows: Expr[][] | undefined;
    let query: Query | undefined;
    if (this.accept('values') || (this.dialect === 'mysql' && this.accept('value'))) rows = this.list(() => this.tuple());
    else if (this.accept('default')) {
      this.expect('values');
      rows = [[]];
    } else if (this.dialect === 'mysql' && this.accept('set')) {
      const pairs = this.assignments();
      columns = pairs.map(([column]) => column);
      rows = [pairs.map(([, expr]) => expr)];
    } else query = this.query();
    let conflict: { columns: string[]; update: [string, Expr][] | undefined } | undefined;
    if (this.accept('on')) {
      if (this.accept('duplicate', 'key', 'update')) conflict = { columns: [], update: this.assignments() };
      else {
        this.expect('conflict');
        const targets = this.sees('(') ? this.names() : [];
        if (this.accept('on', 'constraint')) this.name();
        this.expect('do');
        if (this.accept('nothing')) conflict = { columns: targets, update: undefined };
        else {
          this.expect('update', 'set');
          conflict = { columns: targets, update: this.assignments() };
        }
      }
    }
    return { k: 'insert', table, columns, rows, query, mode: ignore ? 'ignore' : mode, conflict, returning: this.returning() };
  }

  /** What UPDATE and DELETE end with. */
  private tail(): { where: Expr | undefined; order: OrderBy[]; limit: Expr | undefined; returning: SelectItem[] | undefined } {
    const where = this.accept('where') ? this.expression() : undefined;
    const order = this.orderBy();
    const limit = this.accept('limit') ? this.expression() : undefined;
    return { where, order, limit, returning: this.returning() };
  }

  private update(): Statement {
    const table = this.tableName();
    const alias = this.alias() ?? table.name;
    this.expect('set');
    return { k: 'update', table, alias, set: this.assignments(), ...this.tail() };
  }

  private delete(): Statement {
    this.expect('from');
    const table = this.tableName();
    return { k: 'delete', table, alias: this.alias() ?? table.name, ...this.tail() };
  }

  private create(): Statement {
    const start = this.at - 1;
    const replace = this.accept('or', 'replace');
    if (this.accept('database') || this.accept('schema')) {
      const ifNot = this.ifNot();
      const name = this.name();
      let owner: string | undefined;
      while (this.token.kind !== 'end' && !this.sees(';')) {
        if (this.accept('owner')) {
          this.accept('=');
          owner = this.name();
        } else this.at++;
      }
      return { k: 'create-database', name, ifNot, owner };
    }
    const temporary = this.accept('temporary') || (this.dialect === 'postgres' && this.accept('temp'));
    if (this.dialect === 'postgres') this.accept('unlogged');
    if (this.accept('table')) {
      const ifNot = this.ifNot();
      return this.createTable(this.tableName(), ifNot, temporary);
    }
    if (this.accept('view')) {
      const table = this.tableName();
      this.expect('as');
      const from = this.at;
      const query = this.query();
      return { k: 'create-view', table, replace, query, source: this.written(from, this.at) };
    }
    const unique = this.accept('unique');
    if (this.accept('index')) {
      this.accept('concurrently');
      const ifNot = this.ifNot();
      const name = this.sees('on') ? '' : this.name();
      this.expect('on');
      const table = this.tableName();
      if (this.accept('using')) this.name();
      return { k: 'create-index', table, ifNot, key: { kind: unique ? 'unique' : 'index', name, columns: this.names() } };
    }
    const what = this.token.text.toUpperCase();
    if (['PROCEDURE', 'FUNCTION', 'TRIGGER', 'EVENT', 'SEQUENCE', 'TYPE', 'MATERIALIZED', 'DOMAIN', 'POLICY', 'RULE'].includes(what)) refuse({ kind: 'not-simulated', what: `CREATE ${what}` });
    return this.fail(unique || replace ? this.at : start + 1);
  }

  private drop(): Statement {
    const ifExists = () => this.accept('if', 'exists');
    if (this.accept('database') || this.accept('schema')) {
      const there = ifExists();
      const name = this.name();
      this.accept('cascade');
      return { k: 'drop-database', name, ifExists: there };
    }
    this.accept('temporary');
    const isView = this.sees('view');
    if (this.accept('table') || this.accept('view')) {
      const there = ifExists();
      const tables = this.list(() => this.tableName());
      const cascade = this.accept('cascade');
      if (!cascade) this.accept('restrict');
      return { k: 'drop', what: isView ? 'view' : 'table', tables, ifExists: there, cascade };
    }
    if (this.accept('index')) {
      const there = ifExists();
      const name = this.name();
      return { k: 'drop-index', name, table: this.accept('on') ? this.tableName() : undefined, ifExists: there };
    }
    return this.fail();
  }

  private alter(): Statement {
    if (!this.accept('table')) this.fail();
    this.accept('if', 'exists');
    this.accept('only');
    const table = this.tableName();
    return { k: 'alter', table, changes: this.list(() => this.alteration()) };
  }

  private alteration(): Alteration {
    const def: TableDef = { columns: [], keys: [], foreign: [], checks: [] };
    if (this.accept('add')) {
      if (['constraint', 'primary', 'unique', 'foreign', 'check', 'index', 'key', 'fulltext'].some((word) => this.sees(word))) {
        this.tableItem(def);
        return { k: 'add', table: def };
      }
      this.accept('column');
      const ifNot = this.ifNot();
      const column = this.column(def);
      let place: string | undefined;
      if (this.accept('first')) place = '';
      else if (this.accept('after')) place = this.name();
      return { k: 'add-column', column, table: def, ifNot, place };
    }
    if (this.accept('drop')) {
      if (this.accept('primary', 'key')) return { k: 'drop-key', name: 'PRIMARY' };
      if (this.accept('constraint') || this.accept('index') || this.accept('key') || this.accept('foreign', 'key')) {
        this.accept('if', 'exists');
        const name = this.name();
        this.accept('cascade');
        return { k: 'drop-key', name };
      }
      this.accept('column');
      const there = this.accept('if', 'exists');
      const name = this.name();
      this.accept('cascade');
      return { k: 'drop-column', name, ifExists: there };
    }
    if (this.accept('rename')) {
      if (this.accept('to') || this.accept('as')) return { k: 'rename', to: this.tableName().name };
      this.accept('column');
      const from = this.name();
      this.expect('to');
      return { k: 'rename-column', from, to: this.name() };
    }
    if (this.dialect === 'mysql' && (this.accept('modify') || this.sees('change'))) {
      const isChange = this.accept('change');
      this.accept('column');
      const from = isChange ? this.name() : this.tokens[this.at]!.text;
      return { k: 'change-column', from, column: this.column(def) };
    }
    if (this.accept('alter')) {
      this.accept('column');
      const name = this.name();
      if (this.accept('set', 'default')) {
        const at = this.at;
        const expr = this.expression();
        return { k: 'default', name, default: expr, source: this.written(at, this.at) };
      }
      if (this.accept('drop', 'default')) return { k: 'default', name, default: undefined, source: undefined };
      if (this.accept('set', 'not', 'null')) return { k: 'not-null', name, on: true };
      if (this.accept('drop', 'not', 'null')) return { k: 'not-null', name, on: false };
      this.accept('set', 'data');
      this.expect('type');
      const type = this.type();
      if (this.accept('using')) this.expression();
      return { k: 'type', name, type };
    }
    if (this.accept('owner')) {
      this.expect('to');
      return { k: 'owner', to: this.name() };
    }
    return this.fail();
  }
}
