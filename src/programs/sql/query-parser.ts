import type { Expr, FromItem, Query, SelectItem, TableName } from './ast';
import { refuse } from './error';
import { ExpressionParser } from './expressions';

const emptyQuery = (): Query => ({ k: 'select', distinct: false, items: [], values: undefined, from: [], where: undefined, group: [], having: undefined, order: [], limit: undefined, offset: undefined, unions: [], with: [] });

/** Reads SELECT and VALUES with their joins, unions and limits. */
export abstract class QueryParser extends ExpressionParser {
  protected tableName(): TableName {
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

  protected limits(query: { limit: Expr | undefined; offset: Expr | undefined }): void {
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

  protected core(query: Query): void {
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

  protected tuple(): Expr[] {
    this.expect('(');
    if (this.accept(')')) return [];
    const values = this.list(() => this.expression());
    this.expect(')');
    return values;
  }

  protected items(): SelectItem[] {
    return this.list(() => {
      const from = this.at;
      if (this.accept('*')) return { expr: { k: 'star', table: undefined }, alias: undefined, source: '*' };
      const expr = this.expression();
      const source = this.written(from, this.at);
      return { expr, alias: this.alias(), source };
    });
  }

  protected from(): FromItem[] {
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

  protected joined(join: FromItem['join']): FromItem {
    const item = this.fromItem(join);
    if (this.accept('on')) item.on = this.expression();
    else if (this.accept('using')) item.using = this.names();
    else if (this.dialect === 'postgres' || join !== 'inner') this.fail();
    return item;
  }

  protected fromItem(join: FromItem['join']): FromItem {
    this.accept('lateral');
    if (this.accept('(')) {
      const query = this.query();
      this.expect(')');
      return { join, table: undefined, query, alias: this.alias() ?? '', on: undefined, using: [] };
    }
    const table = this.tableName();
    return { join, table, query: undefined, alias: this.alias() ?? table.name, on: undefined, using: [] };
  }
}
