import type { Sys } from '../../machine/sys';
import { IndexList, type Index } from './indexes';
import type { Bson, Doc } from './value';

export interface MongoRequest {
  op: string;
  database: string;
  collection: string;
  filter?: Doc;
  docs?: Doc[];
  update?: Doc;
  many?: boolean;
  upsert?: boolean;
  replace?: boolean;
  newId?: string;
  pipeline?: Doc[];
  index?: Index;
  user?: string;
  password?: string;
  /** The database that the user belongs to; without it any. */
  source?: string;
  roles?: Doc[];
  /** The command that it is part of, where its refusal names another. */
  command?: string;
  /** Of an index. */
  name?: string;
}

export type MongoReply = { ok: true; value: Bson } | { ok: false; code: number; message: string; keyPattern?: Doc; keyValue?: Doc };

export function versionOf(sys: Sys): string {
  return sys.env['MONGO_VERSION'] ?? '8.0.4';
}

/** Collections by database, a file each under the data path. */
export class Store {
  private readonly databases = new Map<string, Map<string, Doc[]>>();

  readonly indexes: IndexList;

  constructor(private readonly sys: Sys, private readonly root: string) {
    this.indexes = new IndexList(sys, root);
    for (const entry of sys.readdir(root)) {
      const match = /^([^.]+)\.(.+)\.wt$/.exec(entry.name);
      if (match) this.collection(match[1]!, match[2]!, true)!.push(...(JSON.parse(sys.readText(`${root}/${entry.name}`)) as Doc[]));
    }
  }

  collection(database: string, name: string, make: boolean): Doc[] | undefined {
    const there = this.databases.get(database)?.get(name);
    if (there || !make) return there;
    const docs: Doc[] = [];
    this.databases.set(database, (this.databases.get(database) ?? new Map<string, Doc[]>()).set(name, docs));
    return docs;
  }

  /** Throws MongoError where a unique index has two documents. */
  write(database: string, name: string, docs: Doc[]): void {
    this.indexes.check(database, name, docs);
    this.collection(database, name, true);
    this.databases.get(database)!.set(name, docs);
    this.sys.writeFile(`${this.root}/${database}.${name}.wt`, JSON.stringify(docs), 0o600);
  }

  drop(database: string, name: string): boolean {
    if (!this.databases.get(database)?.delete(name)) return false;
    this.sys.unlink(`${this.root}/${database}.${name}.wt`);
    this.indexes.drop(database, name);
    if (this.databases.get(database)!.size === 0) this.databases.delete(database);
    return true;
  }

  names(): string[] {
    return [...this.databases.keys()].sort();
  }

  collections(database: string): string[] {
    return [...(this.databases.get(database)?.keys() ?? [])].sort();
  }
}
