'use strict';
const { Readable } = require('stream');
const number = (value) => (value === 'asc' || value === 'ascending' ? 1 : value === 'desc' || value === 'descending' ? -1 : Number(value));
const sortOf = (sort, direction) => (typeof sort === 'string' ? { [sort]: number(direction ?? 1) } : Array.isArray(sort) ? Object.fromEntries(sort.map((one) => (Array.isArray(one) ? [one[0], number(one[1])] : [one, 1]))) : Object.fromEntries((sort instanceof Map ? [...sort] : Object.entries(sort)).map(([key, value]) => [key, number(value)])));

/** What is found comes when it is first asked for. */
class Cursor {
  constructor(run) {
    this.run = run;
    this.at = 0;
    this.mappers = [];
    this.closed = false;
  }
  async _load() {
    this.docs ??= (await this.run()).map((doc) => this.mappers.reduce((value, map) => map(value), doc));
    return this.docs;
  }
  map(fn) { this.mappers.push(fn); return this; }
  async toArray() { const docs = await this._load(); const rest = docs.slice(this.at); this.at = docs.length; return rest; }
  async next() { const docs = await this._load(); return this.at < docs.length ? docs[this.at++] : null; }
  async hasNext() { return this.at < (await this._load()).length; }
  async tryNext() { return this.next(); }
  async forEach(fn) { for (const doc of await this.toArray()) if (fn(doc) === false) return; }
  async close() { this.closed = true; }
  rewind() { this.at = 0; this.docs = undefined; }
  batchSize() { return this; }
  stream() { return Readable.from(this); }
  async *[Symbol.asyncIterator]() { for (let doc = await this.next(); doc !== null; doc = await this.next()) yield doc; }
}
class FindCursor extends Cursor {
  constructor(aggregate, filter, options = {}) {
    super(() => aggregate(this.pipeline()));
    this.query = filter ?? {};
    this.options = { ...options };
  }
  pipeline() {
    const { sort, skip, limit, projection } = this.options;
    return [{ $match: this.query }, ...(sort && Object.keys(sortOf(sort)).length > 0 ? [{ $sort: sortOf(sort) }] : []), ...(skip ? [{ $skip: skip }] : []), ...(limit ? [{ $limit: Math.abs(limit) }] : []), ...(projection && Object.keys(projection).length > 0 ? [{ $project: projection }] : [])];
  }
  filter(filter) { this.query = filter; return this; }
  sort(sort, direction) { this.options.sort = sortOf(sort, direction); return this; }
  skip(count) { this.options.skip = count; return this; }
  limit(count) { this.options.limit = count; return this; }
  project(projection) { this.options.projection = projection; return this; }
  collation() { return this; }
  hint() { return this; }
  maxTimeMS() { return this; }
  async count() { return (await this._load()).length; }
}
module.exports = { Cursor, FindCursor };
