import { oneLine, severalLines, tojson } from './legacy-json';
import { ShellError, value, type Output } from './outcome';
import { BATCH, Shell } from './shell';
import type { Bson, Doc } from './value';

/** `mongo`, the shell before mongosh: the same calls, with other results and its own way of writing them. */
export class LegacyShell extends Shell {
  override readonly isLegacy = true;

  override inspect(each: Bson): string {
    return tojson(each);
  }

  override async command(verb: string, argument: string): Promise<string> {
    const { database } = this;
    if (verb === 'use') {
      this.database = argument;
      return `switched to db ${argument}`;
    }
    if (verb === 'it' && this.more.length === 0) return 'no cursor';
    if (verb !== 'show') return super.command(verb, argument);
    try {
      if (argument === 'dbs' || argument === 'databases') {
        const lines = (await super.command(verb, argument)).split('\n').filter((line) => line !== '');
        return lines.map((line) => line.replace(/\s+[\d.]+ KiB$/, (size) => `${' '.repeat(/^\s+/.exec(size)![0].length)}${(Number.parseFloat(size) / 1024 ** 2).toFixed(3)}GB`)).join('\n');
      }
      if (argument === 'users') return ((await this.ask({ op: 'users', database })) as Doc[]).map(severalLines).join('\n');
    } catch (error) {
      // Whom nobody knows sees no databases.
      if (error instanceof ShellError && error.code === 13 && argument.startsWith('d')) return '';
      throw error;
    }
    try {
      return await super.command(verb, argument);
    } catch (error) {
      if (!(error instanceof ShellError) || error.kind !== 'MongoshInvalidInputError') throw error;
      throw new ShellError('Error', `don't know how to show [${argument}]`);
    }
  }

  protected override batch(docs: Doc[], isPretty: boolean): Output {
    this.more = docs.slice(BATCH);
    const text = docs.slice(0, BATCH).map((doc) => (isPretty ? severalLines(doc) : oneLine(doc))).join('\n');
    return { k: 'text', text: this.more.length === 0 ? text : `${text}\nType "it" for more` };
  }

  protected override async databaseCall(database: string, name: string, args: Bson[]): Promise<Output> {
    const out = await super.databaseCall(database, name, args);
    if (name === 'createUser') {
      const shown = Object.entries(args[0] as Doc).filter(([field]) => field !== 'pwd');
      return { k: 'text', text: `Successfully added user: ${tojson(Object.fromEntries(shown))}` };
    }
    if (name === 'dropUser') return value(true);
    if (name === 'auth') return value(1);
    if (name === 'updateUser' || name === 'changeUserPassword') return { k: 'text', text: '' };
    return out;
  }

  protected override async simpleCall(database: string, collection: string, name: string, args: Bson[]): Promise<Output> {
    const before = name === 'createIndex' ? ((await this.ask({ op: 'indexes', database, collection })) as Doc[]).length : 0;
    const isNew = name === 'createIndex' && !((await this.ask({ op: 'collections', database })) as string[]).includes(collection);
    let out: Output;
    try {
      out = await super.simpleCall(database, collection, name, args);
    } catch (error) {
      if (error instanceof ShellError && error.code === 11000 && name === 'insert') return value({ $result: 'WriteResult', nInserted: 0, writeError: { code: 11000, errmsg: error.message } });
      if (error instanceof ShellError && error.code === 13 && ['insert', 'update', 'remove'].includes(name)) return value({ $result: 'WriteCommandError', ok: 0, errmsg: error.message, code: 13, codeName: 'Unauthorized' });
      throw error;
    }
    if (name === 'createIndex') {
      const known = ((await this.ask({ op: 'indexes', database, collection })) as Doc[]).length;
      if (known === before) return value({ numIndexesBefore: before, numIndexesAfter: known, note: 'all indexes already exist', ok: 1 });
      return value({ createdCollectionAutomatically: isNew, numIndexesBefore: before, numIndexesAfter: known, ok: 1 });
    }
    return out.k === 'text' ? out : value(reshaped(name, args, out.value));
  }
}

/** What a write gives, in the older shell's terms. */
function reshaped(name: string, args: Bson[], given: Bson): Bson {
  const result = given as Doc;
  const { matchedCount = 0, modifiedCount = 0, insertedId = null } = (typeof given === 'object' && given !== null ? result : {}) as Record<string, Bson>;
  switch (name) {
    case 'insert':
      if (!Array.isArray(args[0])) return { $result: 'WriteResult', nInserted: 1 };
      return { $result: 'BulkWriteResult', writeErrors: [], writeConcernErrors: [], nInserted: args[0].length, nUpserted: 0, nMatched: 0, nModified: 0, nRemoved: 0, upserted: [] };
    case 'insertMany': return { acknowledged: true, insertedIds: Object.values(result['insertedIds'] as Doc) };
    case 'update': return { $result: 'WriteResult', nMatched: matchedCount, nUpserted: insertedId === null ? 0 : 1, nModified: modifiedCount, ...(insertedId === null ? {} : { _id: insertedId }) };
    case 'remove': return { $result: 'WriteResult', nRemoved: result['deletedCount']! };
    case 'updateOne': case 'updateMany': case 'replaceOne': return { acknowledged: true, matchedCount, modifiedCount, ...(insertedId === null ? {} : { upsertedId: insertedId }) };
    default: return given;
  }
}
