import type { Sys } from '../../machine/sys';
import { aggregated } from './aggregate';
import { matches, MongoError, updated } from './query';
import type { MongoRequest, Store } from './store';
import { userCommand } from './users';
import type { Bson, Doc } from './value';

/** Carries a request out. Throws MongoError. */
export function execute(store: Store, { op, database, collection, filter = {}, docs = [], update = {}, many = false, upsert = false, replace = false, newId = '', pipeline = [], index, name = '', ...rest }: MongoRequest, random: Sys['random']): Bson {
  const all = store.collection(database, collection, false) ?? [];
  switch (op) {
    case 'ping': return { ok: 1 };
    case 'databases': return store.names().map((name) => ({ name, sizeOnDisk: store.collections(name).length * 40960 }));
    case 'collections': return store.collections(database);
    case 'find': return all.filter((doc) => matches(doc, filter));
    case 'aggregate': return aggregated(all, pipeline, (name) => store.collection(database, name, false) ?? []);
    case 'indexes': return store.indexes.of(database, collection) as unknown as Bson;
    case 'createIndex': {
      store.write(database, collection, all);
      store.indexes.add(database, collection, index!, all);
      return index!.name;
    }
    case 'dropIndex': return { nIndexesWas: store.indexes.dropOne(database, collection, name), ok: 1 };
    case 'users': case 'createUser': case 'updateUser': case 'dropUser': return userCommand(store, op, database, rest, random);
    case 'insert': {
      try {
        store.write(database, collection, [...all, ...docs]);
      } catch (error) {
        if (!(error instanceof MongoError) || docs.length === 1) throw error;
        // The documents before the one that is refused stay.
        for (const [i, doc] of docs.entries()) store.write(database, collection, [...all, ...docs.slice(0, i), doc]);
      }
      return docs.length;
    }
    case 'update': {
      let matched = 0;
      let modified = 0;
      const next = all.map((doc) => {
        if ((matched > 0 && !many) || !matches(doc, filter)) return doc;
        matched++;
        const changed = updated(doc, update, replace);
        if (JSON.stringify(changed) !== JSON.stringify(doc)) modified++;
        return changed;
      });
      if (matched === 0 && upsert) {
        const seed: Doc = { _id: { $oid: newId }, ...Object.fromEntries(Object.entries(filter).filter(([name, value]) => !name.startsWith('$') && (typeof value !== 'object' || value === null || '$oid' in value))) };
        const made = updated(seed, update, replace, true);
        store.write(database, collection, [...all, made]);
        return { matched, modified, upserted: (made['_id'] as Doc | undefined)?.['$oid'] ?? newId };
      }
      if (modified > 0) store.write(database, collection, next);
      return { matched, modified, upserted: null };
    }
    case 'delete': {
      let deleted = 0;
      const rest = all.filter((doc) => (deleted > 0 && !many) || !matches(doc, filter) || (deleted++, false));
      if (deleted > 0) store.write(database, collection, rest);
      return deleted;
    }
    case 'create':
      if (store.collection(database, collection, false)) throw new MongoError(`Collection ${database}.${collection} already exists.`, undefined, 48);
      store.write(database, collection, []);
      return { ok: 1 };
    case 'drop': return store.drop(database, collection);
    case 'dropDatabase':
      for (const name of store.collections(database)) store.drop(database, name);
      return { ok: 1, dropped: database };
    default: throw new MongoError(`no such command: '${op}'`);
  }
}
