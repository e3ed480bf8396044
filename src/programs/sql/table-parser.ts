import type { CheckTime, ColumnDef, ForeignKey, KeyDef, Query, Statement, TableDef, TableName } from './ast';
import { refuse } from './error';
import { QueryParser } from './query-parser';

/** Reads the definition of a table: columns, keys, references, checks. */
export abstract class TableParser extends QueryParser {
  protected ifNot(): boolean {
    return this.accept('if', 'not', 'exists');
  }

  protected createTable(table: TableName, ifNot: boolean, temporary: boolean): Statement {
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
    if (this.dialect === 'mysql' && def.columns.length === 0 && this.accept('like')) return { k: 'create-table', table, ifNot, def, query: undefined, like: this.tableName(), temporary };
    if (this.accept('on', 'commit') && !this.accept('preserve', 'rows')) refuse({ kind: 'not-simulated', what: 'ON COMMIT' });
    if (this.accept('as') || this.sees('select')) query = this.query();
    else if (def.columns.length === 0 && def.keys.length === 0 && !this.tokens.slice(0, this.at).some((token) => token.text === ')')) this.fail();
    return { k: 'create-table', table, ifNot, def, query, temporary };
  }

  protected tableItem(def: TableDef): void {
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

  protected isColumn(): boolean {
    const next = this.tokens[this.at + 1]!;
    return next.kind === 'word' && !['key', 'index'].includes(next.text.toLowerCase()) && this.tokens[this.at + 2]?.text !== '(';
  }

  protected key(def: TableDef, kind: KeyDef['kind'], name: string): void {
    if (this.accept('using')) this.name();
    def.keys.push({ kind, name, columns: this.names() });
    if (this.accept('using')) this.name();
  }

  protected check(def: TableDef, name: string): void {
    this.expect('(');
    const from = this.at;
    const expr = this.expression();
    def.checks.push({ name, expr, source: this.written(from, this.at) });
    this.expect(')');
  }

  protected references(columns: string[], name: string): ForeignKey {
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
    const deferrable = this.dialect === 'postgres' ? this.deferrable() : undefined;
    return { name, columns, target, targetColumns, onDelete, ...(deferrable && { deferrable }) };
  }

  /** `[NOT] DEFERRABLE [INITIALLY DEFERRED | IMMEDIATE]`, in either order. */
  private deferrable(): CheckTime | undefined {
    let can: boolean | undefined;
    let time: CheckTime | undefined;
    for (;;) {
      if (this.accept('not', 'deferrable')) can = false;
      else if (this.accept('deferrable')) can = true;
      else if (this.accept('initially', 'deferred')) time = 'deferred';
      else if (this.accept('initially', 'immediate')) time = 'immediate';
      else break;
    }
    if (can === false && time === 'deferred') this.fail();
    return can === true || time === 'deferred' ? (time ?? 'immediate') : undefined;
  }

  protected column(def: TableDef): ColumnDef {
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
        column.always = this.accept('always');
        if (!column.always) this.expect('by', 'default');
        if (column.always && this.sees('as', '(')) refuse({ kind: 'not-simulated', what: 'a generated column' });
        this.expect('as', 'identity');
        if (this.accept('(')) while (!this.accept(')')) this.at++;
        column.auto = 'identity';
        column.notNull = true;
      } else break;
    }
    def.columns.push(column);
    return column;
  }
}
