import type { Sys } from '../../machine/sys';
import { isSysError } from '../../machine/errno';
import { MongoError } from './query';
import { at, type Bson, type Doc } from './value';

/** An index as getIndexes shows it. */
export interface Index {
  v: 2;
  key: Doc;
  name: string;
  unique?: boolean;
  sparse?: boolean;
}

const ID: Index = { v: 2, key: { _id: 1 }, name: '_id_' };

/** An index of createIndex's arguments, with the name that the server gives it. */
export function indexOf(key: Doc, options: Doc): Index {
  return { v: 2, key, name: typeof options['name'] === 'string' ? options['name'] : Object.entries(key).map(([path, direction]) => `${path}_${String(direction)}`).join('_'), ...(options['unique'] ? { unique: true } : {}), ...(options['sparse'] ? { sparse: true } : {}) };
}

/** A value as the server's complaint about a duplicate shows it. */
function shown(value: Bson | undefined): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'object' && '$oid' in value) return `ObjectId('${String(value['$oid'])}')`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Throws MongoError at the first document whose key of a unique index another one has too. */
function checkUnique(where: string, { key, name, sparse }: Index, docs: readonly Doc[]): void {
  const paths = Object.keys(key);
  const seen = new Set<string>();
  for (const doc of docs) {
    const values = paths.map((path) => at(doc, path));
    if (sparse && values.every((value) => value === undefined)) continue;
    const text = JSON.stringify(values.map((value) => value ?? null));
    if (seen.has(text)) {
      throw new MongoError(`E11000 duplicate key error collection: ${where} index: ${name} dup key: { ${paths.map((path, i) => `${path}: ${shown(values[i])}`).join(', ')} }`, {
        keyPattern: key,
        keyValue: Object.fromEntries(paths.map((path, i) => [path, values[i] ?? null])),
      });
    }
    seen.add(text);
  }
}

/** The indexes of a server's collections, a file a collection. They find nothing faster; unique ones are kept. */
export class IndexList {
  private readonly known = new Map<string, Index[]>();

  constructor(private readonly sys: Sys, private readonly root: string) {
    for (const { name } of sys.readdir(root)) {
      const match = /^index-(.+)\.json$/.exec(name);
      if (match) this.known.set(match[1]!, JSON.parse(sys.readText(`${root}/${name}`)) as Index[]);
    }
  }

  of(database: string, collection: string): Index[] {
    return [ID, ...(this.known.get(`${database}.${collection}`) ?? [])];
  }

  check(database: string, collection: string, docs: readonly Doc[]): void {
    const where = `${database}.${collection}`;
    for (const index of this.of(database, collection)) if (index.unique || index.name === ID.name) checkUnique(where, index, docs);
  }

  /** Throws MongoError where a unique index doesn't fit what is there. */
  add(database: string, collection: string, index: Index, docs: readonly Doc[]): void {
    if (this.of(database, collection).some((each) => each.name === index.name)) return;
    const where = `${database}.${collection}`;
    if (index.unique) checkUnique(where, index, docs);
    const list = [...(this.known.get(where) ?? []), index];
    this.known.set(where, list);
    this.sys.writeFile(`${this.root}/index-${where}.json`, JSON.stringify(list), 0o600);
  }

  /** Drops one by its name; gives how many there were. Throws MongoError. */
  dropOne(database: string, collection: string, name: string): number {
    const where = `${database}.${collection}`;
    const list = this.of(database, collection);
    if (name === ID.name) throw new MongoError('cannot drop _id index', undefined, 72);
    if (!list.some((each) => each.name === name)) throw new MongoError(`index not found with name [${name}]`, undefined, 27);
    const rest = list.filter((each) => each.name !== name && each.name !== ID.name);
    this.known.set(where, rest);
    this.sys.writeFile(`${this.root}/index-${where}.json`, JSON.stringify(rest), 0o600);
    return list.length;
  }

  drop(database: string, collection: string): void {
    if (!this.known.delete(`${database}.${collection}`)) return;
    try {
      this.sys.unlink(`${this.root}/index-${database}.${collection}.json`);
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
  }
}
