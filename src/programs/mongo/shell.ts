import { text, utf8 } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import type { Sys } from '../../machine/sys';
import { fromBinary, WireReader } from '../servers/wire';
import { sorted } from './aggregate';
import { indexOf } from './indexes';
import { OTHER_COLLECTION_METHODS, OTHER_DATABASE_METHODS } from './methods';
import { notSimulated, picked, ShellError, value, type Output } from './outcome';
import type { Step } from './parse';
import { projected } from './query';
import { versionOf, type MongoReply, type MongoRequest } from './store';
import { at, compareBson, inspect, type Bson, type Doc } from './value';

/** How many documents are shown at once. */
export const BATCH = 20;

/** The calls that mongosh knows, carried out by a server. */
export class Shell {
  database: string;
  /** Whether it is `mongo`, the shell before mongosh. */
  readonly isLegacy: boolean = false;
  private readonly reader: WireReader;
  private counter: number;
  /** What `it` shows next. */
  protected more: Doc[] = [];

  constructor(
    protected readonly sys: Sys,
    private readonly stream: Duplex,
    database: string,
  ) {
    this.database = database;
    this.reader = new WireReader(stream);
    this.counter = sys.random.below(1 << 24);
  }

  /** What is shown of a result. Text stands without quotes. */
  shown(out: Output | undefined): string {
    if (out === undefined) return '';
    return out.k === 'text' ? out.text : typeof out.value === 'string' ? out.value : this.inspect(out.value);
  }

  /** A value as the shell writes it. */
  inspect(value: Bson): string {
    return inspect(value);
  }

  protected async ask(request: Partial<MongoRequest> & { op: string; database: string }): Promise<Bson> {
    await this.stream.write(utf8(`${JSON.stringify({ collection: '', ...request })}\n`));
    const line = await this.reader.line();
    if (line === undefined) throw new ShellError('MongoNetworkError', 'connection 1 to server closed');
    const reply = JSON.parse(text(fromBinary(line))) as MongoReply;
    if (reply.ok) return reply.value;
    if (reply.message.startsWith('dockyard:')) throw new ShellError('', reply.message);
    throw new ShellError('MongoServerError', reply.message, reply.code);
  }

  /** Shows who speaks. Throws ShellError where the server doesn't know the user or the password. */
  async authenticate(user: string, password: string, source: string): Promise<void> {
    await this.ask({ op: 'auth', database: source, user, password, source });
  }

  newId(): string {
    const seconds = Math.floor(this.sys.now() / 1000).toString(16).padStart(8, '0');
    return `${seconds}${this.sys.random.hex(5)}${(++this.counter & 0xffffff).toString(16).padStart(6, '0')}`;
  }

  /** `use`, `show`, `it` and `help`. */
  async command(verb: string, argument: string): Promise<string> {
    const { database } = this;
    if (verb === 'use') {
      this.database = argument;
      return argument === database ? `already on db ${argument}` : `switched to db ${argument}`;
    }
    if (verb === 'it') return this.more.length === 0 ? 'no cursor' : this.shown(this.batch(this.more, false));
    if (verb === 'help') return 'Shell commands:\n  use <db>            Set current database\n  show dbs            List databases\n  show collections    List collections\n  exit                Quit';
    switch (argument) {
      case 'dbs': case 'databases': {
        const user = (await this.ask({ op: 'databases', database })) as { name: string; sizeOnDisk: number }[];
        const rows = [...user, ...['admin', 'config', 'local'].filter((name) => !user.some((each) => each.name === name)).map((name) => ({ name, sizeOnDisk: 40960 }))].sort((a, b) => (a.name < b.name ? -1 : 1));
        const width = Math.max(...rows.map((row) => row.name.length));
        return rows.map((row) => `${row.name.padEnd(width)}  ${(row.sizeOnDisk / 1024).toFixed(2)} KiB`).join('\n');
      }
      case 'collections': case 'tables': return ((await this.ask({ op: 'collections', database })) as string[]).join('\n');
      case 'users': return inspect(await this.ask({ op: 'users', database }));
      case 'roles': case 'profile': case 'logs': case 'log': case 'startupWarnings': case 'automationNotices': case 'nonGenuineMongoDBCheck': throw notSimulated(`show ${argument}`);
      default: throw new ShellError('MongoshInvalidInputError', `[COMMON-10001] '${argument}' is not a valid argument for "show".`);
    }
  }

  /** A chain of names and calls that begins with `db`; gives what it comes to. */
  async evaluate(database: string, steps: readonly Step[]): Promise<Output> {
    const rest = steps.slice(1);
    const [first, second] = rest;
    if (!first) return { k: 'text', text: database };
    if (first.args !== undefined) {
      if (first.name === 'getSiblingDB') return this.evaluate(String(first.args[0]), [steps[0]!, ...rest.slice(1)]);
      if (first.name !== 'getCollection') return picked(await this.databaseCall(database, first.name, first.args), rest.slice(1));
      return second ? this.collectionCall(database, String(first.args[0]), second, rest.slice(2)) : { k: 'text', text: `${database}.${String(first.args[0])}` };
    }
    const call = rest.findIndex((step) => step.args !== undefined);
    const collection = rest.slice(0, call === -1 ? undefined : call).map((step) => step.name).join('.');
    return call === -1 ? { k: 'text', text: `${database}.${collection}` } : this.collectionCall(database, collection, rest[call]!, rest.slice(call + 1));
  }

  protected async databaseCall(database: string, name: string, args: Bson[]): Promise<Output> {
    const first = args[0];
    switch (name) {
      case 'getName': return { k: 'text', text: database };
      case 'version': return { k: 'text', text: versionOf(this.sys) };
      case 'getCollectionNames': return value(await this.ask({ op: 'collections', database }));
      case 'createCollection':
        if (args[1] !== undefined && Object.keys(args[1] as Doc).length > 0) throw notSimulated('createCollection with options');
        return value(await this.ask({ op: 'create', database, collection: String(first) }));
      case 'dropDatabase': return value(await this.ask({ op: 'dropDatabase', database }));
      case 'hello': case 'isMaster': return value({ isWritablePrimary: true, ok: 1 });
      case 'auth': {
        const { user, pwd } = typeof first === 'object' && first !== null ? (first as { user: string; pwd: string }) : { user: String(first), pwd: String(args[1] ?? '') };
        await this.authenticate(user, pwd, database);
        return value({ ok: 1 });
      }
      case 'createUser': case 'updateUser': {
        const { user = first, pwd, roles } = ((name === 'createUser' ? first : args[1]) ?? {}) as { user?: string; pwd?: string; roles?: Bson[] };
        if (name === 'createUser' && roles === undefined) throw new ShellError('MongoshInvalidInputError', '[COMMON-10001] Missing required property: "roles"');
        return value(await this.ask({ op: name, database, user: String(user), ...(pwd === undefined ? {} : { password: pwd }), ...(roles === undefined ? {} : { roles: roles.map((role) => (typeof role === 'string' ? { role, db: database } : (role as Doc))) }) }));
      }
      case 'changeUserPassword': return value(await this.ask({ op: 'updateUser', database, user: String(first), password: String(args[1]) }));
      case 'dropUser': return value(await this.ask({ op: name, database, user: String(first) }));
      case 'getUser': return value(((await this.ask({ op: 'users', database })) as Doc[]).find((each) => each['user'] === first) ?? null);
      case 'getUsers': return value({ users: await this.ask({ op: 'users', database }), ok: 1 });
      case 'runCommand': case 'adminCommand': {
        const command = typeof first === 'string' ? first : Object.keys((first as Doc | undefined) ?? {})[0];
        if (command === 'hello' || command === 'isMaster') return value({ isWritablePrimary: true, ok: 1 });
        if (command !== 'ping') throw notSimulated(`the command ${command}`);
        return value(await this.ask({ op: 'ping', database }));
      }
      default: throw OTHER_DATABASE_METHODS.includes(name) ? notSimulated(`db.${name}()`) : new ShellError('TypeError', `db.${name} is not a function`);
    }
  }

  private async collectionCall(database: string, collection: string, { name, args = [] }: Step, others: readonly Step[]): Promise<Output> {
    if (name === 'find') return this.cursor((await this.ask({ op: 'find', database, collection, filter: (args[0] as Doc | undefined) ?? {} })) as Doc[], collection, args[1] as Doc | undefined, others);
    if (name === 'aggregate') return this.cursor((await this.ask({ op: 'aggregate', database, collection, pipeline: Array.isArray(args[0]) ? (args[0] as Doc[]) : (args as Doc[]) })) as Doc[], collection, undefined, others);
    return picked(await this.simpleCall(database, collection, name, args), others);
  }

  protected async simpleCall(database: string, collection: string, name: string, args: Bson[]): Promise<Output> {
    const ask = (op: string, more: Partial<MongoRequest> = {}) => this.ask({ op, database, collection, ...more });
    const [first, second, third] = args as (Doc | undefined)[];
    const filter = first ?? {};
    const found = async (which: Doc, command = 'find'): Promise<Doc[]> => (await ask('find', { filter: which, command })) as Doc[];
    const withId = (doc: Doc): Doc => ('_id' in doc ? doc : { _id: { $oid: this.newId() }, ...doc });
    const update = async (which: Doc, change: Doc, more: Partial<MongoRequest>): Promise<Doc> => {
      const isAtomic = Object.keys(change).some((key) => key.startsWith('$'));
      if (!isAtomic && !more.replace) throw new ShellError('MongoInvalidArgumentError', 'Update document requires atomic operators');
      if (isAtomic && more.replace) throw new ShellError('MongoInvalidArgumentError', 'Replacement document must not contain atomic operators');
      const done = (await ask('update', { filter: which, update: change, newId: this.newId(), ...more })) as { matched: number; modified: number; upserted: string | null };
      return { acknowledged: true, insertedId: done.upserted === null ? null : { $oid: done.upserted }, matchedCount: done.matched, modifiedCount: done.modified, upsertedCount: done.upserted === null ? 0 : 1 };
    };
    switch (name) {
      case 'getName': return { k: 'text', text: collection };
      case 'getFullName': return { k: 'text', text: `${database}.${collection}` };
      case 'insertOne': {
        const doc = withId(filter);
        await ask('insert', { docs: [doc] });
        return value({ acknowledged: true, insertedId: doc['_id']! });
      }
      case 'insertMany': case 'insert': {
        if (name === 'insertMany' && !Array.isArray(args[0])) throw new ShellError('MongoInvalidArgumentError', 'Argument "docs" must be an array of documents');
        const docs = (Array.isArray(args[0]) ? (args[0] as Doc[]) : [filter]).map(withId);
        try {
          await ask('insert', { docs });
        } catch (error) {
          if (error instanceof ShellError && error.code === 11000) throw new ShellError('MongoBulkWriteError', error.message, error.code);
          throw error;
        }
        return value({ acknowledged: true, insertedIds: Object.fromEntries(docs.map((doc, i) => [String(i), doc['_id']!])) });
      }
      case 'findOne': {
        const [doc] = await found(filter);
        return value(doc === undefined ? null : second ? projected(doc, second) : doc);
      }
      case 'countDocuments': case 'count': case 'estimatedDocumentCount': return value((await found(filter, name === 'countDocuments' ? 'aggregate' : 'count')).length);
      case 'distinct': {
        const values = (await found(second ?? {}, 'distinct')).flatMap((doc) => at(doc, String(args[0]))).filter((each): each is Bson => each !== undefined);
        return value([...new Map(values.map((each) => [JSON.stringify(each), each])).values()].sort(compareBson));
      }
      case 'updateOne': case 'updateMany': case 'update': case 'replaceOne':
        return value(await update(filter, second ?? {}, { many: name === 'updateMany' || third?.['multi'] === true, replace: name === 'replaceOne', upsert: third?.['upsert'] === true }));
      case 'deleteOne': case 'deleteMany': case 'remove': {
        const isOne = name === 'deleteOne' || args[1] === true || second?.['justOne'] === true;
        return value({ acknowledged: true, deletedCount: await ask('delete', { filter, many: !isOne }) });
      }
      case 'findOneAndUpdate': case 'findOneAndReplace': case 'findOneAndDelete': {
        const options = (name === 'findOneAndDelete' ? second : third) ?? {};
        const before = sorted(await found(filter), (options['sort'] as Doc | undefined) ?? {})[0];
        const shaped = (doc: Doc | undefined): Output => value(doc === undefined ? null : options['projection'] ? projected(doc, options['projection'] as Doc) : doc);
        if (name === 'findOneAndDelete') {
          if (before) await ask('delete', { filter: { _id: before['_id']! } });
          return shaped(before);
        }
        const done = await update(before ? { _id: before['_id']! } : filter, second ?? {}, { replace: name === 'findOneAndReplace', upsert: options['upsert'] === true });
        if (options['returnDocument'] !== 'after' && options['returnNewDocument'] !== true) return shaped(before);
        const id = before?.['_id'] ?? done['insertedId'] ?? null;
        return shaped(id === null ? undefined : (await found({ _id: id }))[0]);
      }
      case 'drop': return value(await ask('drop'));
      case 'createIndex': return value(await ask('createIndex', { index: indexOf(filter, second ?? {}) }));
      case 'getIndexes': return value(await ask('indexes'));
      case 'dropIndex': return value(await ask('dropIndex', { name: typeof args[0] === 'string' ? args[0] : indexOf(filter, {}).name }));
      default: throw OTHER_COLLECTION_METHODS.includes(name) ? notSimulated(`db.collection.${name}()`) : new ShellError('TypeError', `db.${collection}.${name} is not a function`);
    }
  }

  /** What find or aggregate give, after the cursor's own methods. */
  private cursor(given: Doc[], collection: string, projection: Doc | undefined, others: readonly Step[]): Output {
    const step = (name: string) => others.find((each) => each.name === name)?.args;
    const sort = step('sort')?.[0] as Doc | undefined;
    const skip = Number(step('skip')?.[0] ?? 0);
    const limit = Math.abs(Number(step('limit')?.[0] ?? 0));
    let docs = sort ? sorted(given, sort) : given;
    if (step('count')) return value(docs.length);
    docs = docs.slice(skip, limit > 0 ? skip + limit : undefined);
    const shape = projection ?? (step('projection')?.[0] as Doc | undefined);
    if (shape) docs = docs.map((doc) => projected(doc, shape));
    const last = others.findIndex((each) => ['toArray', 'size', 'itcount', 'next', 'hasNext'].includes(each.name));
    const rest = others.slice(last + 1);
    switch (others[last]?.name) {
      case 'toArray': return picked(value(docs), rest);
      case 'size': case 'itcount': return value(docs.length);
      case 'hasNext': return value(docs.length > 0);
      case 'next': return picked(value(docs[0] ?? null), rest);
      default: return docs.length === 0 ? { k: 'text', text: '' } : this.batch(docs, step('pretty') !== undefined);
    }
  }

  /** The next documents of a cursor. */
  protected batch(docs: Doc[], _isPretty: boolean): Output {
    this.more = docs.slice(BATCH);
    return this.more.length === 0 ? value(docs) : { k: 'text', text: `${inspect(docs.slice(0, BATCH))}\nType "it" for more` };
  }
}
