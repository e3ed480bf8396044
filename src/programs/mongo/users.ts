import type { Sys } from '../../machine/sys';
import { scramble } from '../sql/scramble';
import { MongoError } from './query';
import type { MongoRequest, Store } from './store';
import type { Bson, Doc } from './value';

/** The commands about users, who are kept in admin.system.users. Throws MongoError. */
export function userCommand(store: Pick<Store, 'collection' | 'write'>, op: string, database: string, { user = '', password, roles }: Pick<MongoRequest, 'user' | 'password' | 'roles'>, random: Sys['random']): Bson {
  const all = store.collection('admin', 'system.users', false) ?? [];
  const id = `${database}.${user}`;
  const there = all.find((each) => each['_id'] === id);
  const others = all.filter((each) => each !== there);
  const write = (docs: Doc[]): Bson => {
    store.write('admin', 'system.users', docs);
    return { ok: 1 };
  };
  switch (op) {
    case 'users': return all.filter((each) => (each['db'] ?? 'admin') === database).map(({ credentials: _secret, ...shown }) => ({ ...shown, mechanisms: ['SCRAM-SHA-1', 'SCRAM-SHA-256'] }));
    case 'createUser': {
      if (there) throw new MongoError(`User "${user}@${database}" already exists`, undefined, 51003);
      const hex = random.hex(16);
      const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
      return write([...all, { _id: id, userId: { $uuid: uuid }, user, db: database, credentials: scramble(password ?? ''), roles: roles ?? [] }]);
    }
    default:
      if (!there) throw new MongoError(`User '${user}@${database}' not found`, undefined, 11);
      if (op === 'dropUser') return write(others);
      return write([...others, { ...there, ...(password === undefined ? {} : { credentials: scramble(password) }), ...(roles ? { roles } : {}) }]);
  }
}
