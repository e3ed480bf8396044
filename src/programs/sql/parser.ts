import type { Alteration, ColumnDef, Expr, FromItem, ForeignKey, KeyDef, OrderBy, Query, SelectItem, Statement, TableDef, TableName } from './ast';
import { refuse } from './error';
import { ExpressionParser } from './expressions';
import type { DialectName } from './tokens';

const emptyQuery = (): Query => ({ k: 'select', distinct: false, items: [], values: undefined, from: [], where: undefined, group: [], having: undefined, order: [], limit: undefined, offset: undefined, unions: [], with: [] });

/** Reads one statement. Throws SqlError. */
export function parseStatement(source: string, dialect: DialectName): Statement {
  return new Parser(source, dialect).statement();
}

/** Reads an expression alone (a stored default or check). */
export function parseExpression(source: string, dialect: DialectName): Expr {
  return new Parser(source, dialect).expression();
}

class Parser extends ExpressionParser {
  statement(): Statement {
    const statement = this.whole();
    this.accept(';');
    if (this.token.kind !== 'end') this.fail();
    return statement;
  }

  private whole(): Statement {
    if (this.sees('select') || this.sees('with') || this.sees('values') || this.sees('(')) return this.query();
    if (this.accept('insert')) return this.insert('plain');
    if (this.dialect === 'mysql' && this.accept('replace')) return this.insert('replace');
    if (this.accept('update')) return this.update();
    if (this.accept('delete')) return this.delete();
    if (this.accept('create')) return this.create();
    if (this.accept('drop')) return this.drop();
    if (this.accept('truncate')) {
      this.accept('table');
      const tables = this.list(() => this.tableName());
      if (this.accept('restart')) this.expect('identity');
      this.accept('cascade');
      return { k: 'truncate', tables };
    }
    if (this.accept('alter')) return this.alter();
    if (this.accept('begin') || this.accept('start')) {
      if (!this.accept('transaction')) this.accept('work');
      return { k: 'begin' };
    }
    if (this.accept('commit') || (this.dialect === 'postgres' && this.accept('end'))) {
      this.accept('work');
      return { k: 'commit' };
    }
    if (this.accept('rollback')) {
      this.accept('work');
      return { k: 'rollback' };
    }
    return this.fail();
  }

  private tableName(): TableName {
    const { at } = this.token;
    const first = this.name();
    return this.accept('.') ? { database: first, name: this.name(), at } : { database: undefined, name: first, at };
  }

  protected query(): Query {
    const query = emptyQuery();
    if (this.accept('with')) {
      this.accept('recursive');
      query.with = this.list(() => {
        const name = this.name();
        this.expect('as', '(');
        const inner = this.query();
        this.expect(')');
        return { name, query: inner };
      });
    }
    if (this.accept('(')) {
      const inner = this.query();
      this.expect(')');
      Object.assign(query, inner, { with: [...query.with, ...inner.with] });
    } else this.core(query);
    while (this.sees('union')) {
      this.at++;
      const all = this.accept('all');
      this.accept('distinct');
      const other = emptyQuery();
      if (this.accept('(')) {
        Object.assign(other, this.query());
        this.expect(')');
      } else this.core(other);
      query.unions.push({ all, query: other });
    }
    query.order = this.sees('order') ? this.orderBy() : query.order;
    this.limits(query);
    if (this.accept('for')) {
      if (!this.accept('update')) this.expect('share');
    }
    return query;
  }

  private limits(query: { limit: Expr | undefined; offset: Expr | undefined }): void {
    for (;;) {
      if (this.accept('limit')) {
        const first = this.accept('all') ? undefined : this.expression();
        if (this.dialect === 'mysql' && this.accept(',')) {
          query.offset = first;
          query.limit = this.expression();
        } else query.limit = first;
      } else if (this.accept('offset')) {
        query.offset = this.expression();
        if (!this.accept('rows')) this.accept('row');
      } else if (this.accept('fetch')) {
        if (!this.accept('first')) this.expect('next');
        query.limit = this.expression();
        if (!this.accept('rows')) this.expect('row');
        this.expect('only');
      } else return;
    }
  }

  private core(query: Query): void {
    if (this.accept('values')) {
      query.values = this.list(() => this.tuple());
      return;
    }
    this.expect('select');
    query.distinct = this.accept('distinct');
    this.accept('all');
    query.items = this.items();
    if (this.accept('from')) query.from = this.from();
    if (this.accept('where')) query.where = this.expression();
    if (this.accept('group')) {
      this.expect('by');
      query.group = this.list(() => this.expression());
    }
    if (this.accept('having')) query.having = this.expression();
  }

  private tuple(): Expr[] {
    this.expect('(');
    if (this.accept(')')) return [];
    const values = this.list(() => this.expression());
    this.expect(')');
    return values;
  }

  private items(): SelectItem[] {
    return this.list(() => {
      const from = this.at;
      if (this.accept('*')) return { expr: { k: 'star', table: undefined }, alias: undefined, source: '*' };
      const expr = this.expression();
      const source = this.written(from, this.at);
      return { expr, alias: this.alias(), source };
    });
  }

  private from(): FromItem[] {
    const items: FromItem[] = [this.fromItem('cross')];
    for (;;) {
      if (this.accept(',') || this.accept('cross', 'join')) items.push(this.fromItem('cross'));
      else if (this.accept('join') || this.accept('inner', 'join')) items.push(this.joined('inner'));
      else if (this.accept('left')) {
        this.accept('outer');
        this.expect('join');
        items.push(this.joined('left'));
      } else if (this.accept('right')) {
        this.accept('outer');
        this.expect('join');
        items.push(this.joined('right'));
      } else if (this.sees('full') || this.sees('natural')) refuse({ kind: 'not-simulated', what: `${this.token.text.toUpperCase()} JOIN` });
      else return items;
    }
  }

  private joined(join: FromItem['join']): FromItem {
    const item = this.fromItem(join);
    if (this.accept('on')) item.on = this.expression();
    else if (this.accept('using')) item.using = this.names();
    else if (this.dialect === 'postgres' || join !== 'inner') this.fail();
    return item;
  }

  private fromItem(join: FromItem['join']): FromItem {
    this.accept('lateral');
    if (this.accept('(')) {
      const query = this.query();
      this.expect(')');
      return { join, table: undefined, query, alias: this.alias() ?? '', on: undefined, using: [] };
    }
    const table = this.tableName();
    return { join, table, query: undefined, alias: this.alias() ?? table.name, on: undefined, using: [] };
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

  private ifNot(): boolean {
    return this.accept('if', 'not', 'exists');
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
    this.accept('temporary');
    if (this.accept('table')) {
      const ifNot = this.ifNot();
      return this.createTable(this.tableName(), ifNot);
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

  private createTable(table: TableName, ifNot: boolean): Statement {
    const def: TableDef = { columns: [], keys: [], foreign: [], checks: [] };
    let query: Query | undefined;
    if (this.sees('(')) {
      this.at++;
      do this.tableItem(def);
      while (this.accept(','));
      this.expect(')');
      // ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 …
      while (this.dialect === 'mysql' && this.token.kind !== 'end' && !this.sees(';') && !this.sees('as') && !this.sees('select')) this.at++;
    }
    if (this.accept('as') || this.sees('select')) query = this.query();
    else if (def.columns.length === 0 && def.keys.length === 0 && !this.tokens.slice(0, this.at).some((token) => token.text === ')')) this.fail();
    return { k: 'create-table', table, ifNot, def, query };
  }

  private tableItem(def: TableDef): void {
    let name = '';
    if (this.accept('constraint')) name = this.sees('primary') || this.sees('unique') || this.sees('foreign') || this.sees('check') ? '' : this.name();
    if (this.accept('primary', 'key')) this.key(def, 'primary', '');
    else if (this.sees('unique') && !this.isColumn()) {
      this.at++;
      if (!this.accept('key')) this.accept('index');
      if (!this.sees('(')) name = this.name();
      this.key(def, 'unique', name);
    } else if ((this.sees('key') || this.sees('index') || this.sees('fulltext')) && this.dialect === 'mysql') {
      this.accept('fulltext');
      if (!this.accept('key')) this.accept('index');
      if (!this.sees('(')) name = this.name();
      this.key(def, 'index', name);
    } else if (this.accept('foreign', 'key')) {
      if (!this.sees('(')) this.name();
      const columns = this.names();
      def.foreign.push(this.references(columns, name));
    } else if (this.accept('check')) this.check(def, name);
    else if (name !== '') this.fail();
    else this.column(def);
  }

  private isColumn(): boolean {
    const next = this.tokens[this.at + 1]!;
    return next.kind === 'word' && !['key', 'index'].includes(next.text.toLowerCase()) && this.tokens[this.at + 2]?.text !== '(';
  }

  private key(def: TableDef, kind: KeyDef['kind'], name: string): void {
    if (this.accept('using')) this.name();
    def.keys.push({ kind, name, columns: this.names() });
    if (this.accept('using')) this.name();
  }

  private check(def: TableDef, name: string): void {
    this.expect('(');
    const from = this.at;
    const expr = this.expression();
    def.checks.push({ name, expr, source: this.written(from, this.at) });
    this.expect(')');
  }

  private references(columns: string[], name: string): ForeignKey {
    this.expect('references');
    const target = this.tableName().name;
    const targetColumns = this.sees('(') ? this.names() : [];
    let onDelete: ForeignKey['onDelete'] = 'restrict';
    while (this.accept('on')) {
      const isDelete = this.accept('delete');
      if (!isDelete) this.expect('update');
      const action = this.accept('cascade') ? 'cascade' : this.accept('set', 'null') ? 'set null' : (this.accept('restrict') || this.expect('no', 'action'), 'restrict');
      if (isDelete) onDelete = action as ForeignKey['onDelete'];
    }
    return { name, columns, target, targetColumns, onDelete };
  }

  private column(def: TableDef): ColumnDef {
    const name = this.name();
    const type = this.type();
    const column: ColumnDef = { name, type, notNull: false, auto: undefined, default: undefined, defaultSource: undefined, onUpdateNow: false, comment: undefined };
    if (/serial$/.test(type.name)) {
      column.auto = 'serial';
      column.notNull = true;
      column.type = { family: 'int', name: { serial: 'integer', bigserial: 'bigint', smallserial: 'smallint' }[type.name] ?? 'integer' };
      if (this.dialect === 'mysql') column.type = { family: 'int', name: 'bigint', unsigned: true };
    }
    let constraint = '';
    for (;;) {
      if (this.accept('constraint')) constraint = this.name();
      else if (this.accept('not', 'null')) column.notNull = true;
      else if (this.accept('null')) column.notNull = false;
      else if (this.accept('primary', 'key')) {
        def.keys.push({ kind: 'primary', name: constraint, columns: [name] });
        column.notNull = true;
      } else if (this.accept('unique')) {
        this.accept('key');
        def.keys.push({ kind: 'unique', name: constraint, columns: [name] });
      } else if (this.dialect === 'mysql' && this.accept('key')) def.keys.push({ kind: 'primary', name: '', columns: [name] });
      else if (this.accept('auto_increment')) column.auto = 'increment';
      else if (this.accept('default')) {
        const from = this.at;
        column.default = this.expression();
        column.defaultSource = this.written(from, this.at);
      } else if (this.accept('on', 'update')) {
        this.expression();
        column.onUpdateNow = true;
      } else if (this.accept('comment')) column.comment = this.tokens[this.at++]!.text;
      else if (this.accept('character', 'set') || this.accept('charset') || this.accept('collate')) this.at++;
      else if (this.accept('check')) this.check(def, constraint);
      else if (this.sees('references')) def.foreign.push(this.references([name], constraint));
      else if (this.accept('generated')) {
        if (!this.accept('always')) this.expect('by', 'default');
        this.expect('as', 'identity');
        if (this.accept('(')) while (!this.accept(')')) this.at++;
        column.auto = 'identity';
        column.notNull = true;
      } else break;
    }
    def.columns.push(column);
    return column;
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
      this.name();
      return { k: 'other' };
    }
    return this.fail();
  }
}
