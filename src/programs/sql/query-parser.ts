import type { Expr, FromItem, Query, SelectItem, TableName } from './ast';
import { ExpressionParser } from './expressions';

const emptyQuery = (): Query => ({ k: 'select', distinct: false, items: [], values: undefined, from: [], where: undefined, group: [], having: undefined, order: [], limit: undefined, offset: undefined, unions: [], with: [], windows: [] });

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
      const recursive = this.accept('recursive');
      query.with = this.list(() => {
        const name = this.name();
        const columns = this.sees('(') ? this.names() : undefined;
        this.expect('as');
        if (this.accept('not')) this.expect('materialized');
        else this.accept('materialized');
        this.expect('(');
        const inner = this.query();
        this.expect(')');
        return { name, query: inner, columns, recursive };
      });
    }
    if (this.accept('(')) {
      const inner = this.query();
      this.expect(')');
      Object.assign(query, inner, { with: [...query.with, ...inner.with] });
    } else this.core(query);
    for (let op = this.setOperation(); op; op = this.setOperation()) {
      const all = this.accept('all');
      this.accept('distinct');
      const other = emptyQuery();
      if (this.accept('(')) {
        Object.assign(other, this.query());
        this.expect(')');
      } else this.core(other);
      query.unions.push({ op, all, query: other });
    }
    query.order = this.sees('order') ? this.orderBy() : query.order;
    this.limits(query);
    this.lock(query);
    return query;
  }

  /** FOR UPDATE and its kin: what is locked, and what to do about what is locked already. */
  private lock(query: Query): void {
    if (this.dialect === 'mysql' && this.accept('lock', 'in', 'share', 'mode')) query.locks = 'wait';
    if (!this.accept('for')) return;
    const isKey = this.dialect === 'postgres' && (this.accept('no', 'key') || this.accept('key'));
    if (isKey || !this.accept('update')) if (!(isKey && this.accept('update'))) this.expect('share');
    if (this.accept('of')) this.list(() => this.name());
    query.locks = this.accept('nowait') ? 'nowait' : this.accept('skip', 'locked') ? 'skip' : 'wait';
  }

  private setOperation(): 'union' | 'intersect' | 'except' | undefined {
    return (['union', 'intersect', 'except'] as const).find((word) => this.accept(word));
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
    if (this.accept('table')) {
      const table = this.tableName();
      query.items = [{ expr: { k: 'star', table: undefined }, alias: undefined, source: '*' }];
      query.from = [{ join: 'cross', table, query: undefined, alias: table.name, on: undefined, using: [] }];
      return;
    }
    this.expect('select');
    query.distinct = this.accept('distinct');
    if (query.distinct && this.dialect === 'postgres' && this.accept('on')) query.distinctOn = this.tuple();
    this.accept('all');
    query.items = this.items();
    if (this.accept('from')) query.from = this.from();
    if (this.accept('where')) query.where = this.expression();
    if (this.accept('group')) {
      this.expect('by');
      query.group = this.list(() => this.expression());
    }
    if (this.accept('having')) query.having = this.expression();
    if (this.accept('window')) {
      query.windows = this.list(() => {
        const name = this.name();
        this.expect('as');
        return { name, window: this.window() };
      });
    }
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
      } else if (this.dialect === 'postgres' && this.accept('full')) {
        this.accept('outer');
        this.expect('join');
        items.push(this.joined('full'));
      } else if (this.accept('natural')) {
        const join = (['left', 'right', 'inner'] as const).find((word) => this.accept(word)) ?? 'inner';
        this.expect('join');
        items.push({ ...this.fromItem(join), natural: true });
      }
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
    const base = { join, table: undefined, query: undefined, on: undefined, using: [] };
    if (this.accept('(')) {
      const query = this.query();
      this.expect(')');
      return { ...base, query, ...this.aliased('') };
    }
    const next = this.tokens[this.at + 1]!;
    if (this.dialect === 'postgres' && this.token.kind === 'word' && next.kind === 'mark' && next.text === '(') {
      const call = this.expression();
      if (call.k !== 'call') this.fail();
      const ordinality = this.accept('with', 'ordinality');
      return { ...base, call: call as Extract<Expr, { k: 'call' }>, ordinality, ...this.aliased((call as { name: string }).name) };
    }
    const table = this.tableName();
    return { ...base, table, ...this.aliased(table.name) };
  }

  /** An alias, with names for the columns where they are given. */
  private aliased(otherwise: string): { alias: string; columns?: string[] } {
    const alias = this.alias();
    return alias !== undefined && this.sees('(') ? { alias, columns: this.names() } : { alias: alias ?? otherwise };
  }
}
