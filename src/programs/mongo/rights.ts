import { MongoError } from './query';
import type { MongoRequest } from './store';
import type { Doc } from './value';

/** Whom a connection has shown itself to be: the roles of those users. */
export type Roles = readonly Doc[];

/** The server's commands behind requests that have other names here. */
const COMMANDS: Readonly<Record<string, string>> = { databases: 'listDatabases', collections: 'listCollections', indexes: 'listIndexes', createIndex: 'createIndexes', dropIndex: 'dropIndexes', users: 'usersInfo' };

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const READ = words('find aggregate collections indexes');
const WRITE = words('insert update delete create drop createIndex dropIndex');
const ADMINISTER = words('collections indexes create drop createIndex dropIndex dropDatabase');
const USERS = words('users createUser updateUser dropUser');

/** What built-in roles allow (MongoDB manual: built-in roles); those of the admin database in all databases. */
const ALLOWED: Readonly<Record<string, readonly ReadonlySet<string>[]>> = {
  read: [READ],
  readWrite: [READ, WRITE],
  dbAdmin: [ADMINISTER],
  userAdmin: [USERS],
  dbOwner: [READ, WRITE, ADMINISTER, USERS],
  readAnyDatabase: [READ],
  readWriteAnyDatabase: [READ, WRITE],
  dbAdminAnyDatabase: [ADMINISTER],
  userAdminAnyDatabase: [USERS],
  clusterAdmin: [words('dropDatabase')],
  root: [READ, WRITE, ADMINISTER, USERS],
};
const EVERYWHERE = words('readAnyDatabase readWriteAnyDatabase dbAdminAnyDatabase userAdminAnyDatabase clusterAdmin root');

function isAllowed(roles: Roles, op: string, database: string): boolean {
  return roles.some(({ role, db }) => ALLOWED[String(role)]?.some((ops) => ops.has(op)) && (db === database || (db === 'admin' && EVERYWHERE.has(String(role)))));
}

/** A value as the server shows a command's fields. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(shown).join(', ')} ]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if ('$oid' in value) return `ObjectId('${String(value.$oid)}')`;
  const fields = Object.entries(value).map(([name, each]) => `${name}: ${shown(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** The fields of a command as its refusal names them: documents, updates and deletes travel beside it and aren't shown. */
function fields({ op, filter = {}, pipeline = [], roles = [], user = '', command }: MongoRequest): string {
  if (command === 'aggregate') return `, pipeline: ${shown([{ $match: filter }, { $group: { _id: 1, n: { $sum: 1 } } }])}, cursor: {}`;
  switch (op) {
    case 'find': return `, filter: ${shown(filter)}`;
    case 'aggregate': return `, pipeline: ${shown(pipeline)}, cursor: {}`;
    case 'insert': case 'update': case 'delete': return ', ordered: true';
    case 'createUser': return `, pwd: "xxx", roles: ${shown(roles)}, digestPassword: true`;
    default: return user === '' ? '' : ', writeConcern: { w: "majority", wtimeout: 600000.0 }';
  }
}

/**
 * Throws MongoError for a request that nobody is known for (`roles` undefined), or that the roles don't allow.
 * Versions before 7 wrote the first message in lower case.
 */
export function checkRights(request: MongoRequest, roles: Roles | undefined, version: string, session: string): void {
  const { op, database, collection } = request;
  const command = request.command ?? COMMANDS[op] ?? op;
  if (op === 'ping') return;
  if (!roles) throw new MongoError(`${Number.parseInt(version) < 7 ? 'command' : 'Command'} ${command} requires authentication`, undefined, 13);
  if (op === 'databases' || isAllowed(roles, op, database)) return;
  const subject = USERS.has(op) ? request.user : collection;
  throw new MongoError(`not authorized on ${database} to execute command { ${command}: ${subject ? JSON.stringify(subject) : '1'}${fields(request)}, lsid: { id: UUID("${session}") }, $db: "${database}" }`, undefined, 13);
}

/** Whether a database is one of those whose name a user may see. */
export function seesDatabase(roles: Roles, database: string): boolean {
  return roles.some(({ role, db }) => db === database || (db === 'admin' && EVERYWHERE.has(String(role))));
}
