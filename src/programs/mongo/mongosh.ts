import { text, utf8 } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { ResolveError } from '../../machine/net/resolve';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { readFd } from '../applet';
import { INTERRUPT, LineInput } from '../servers/prompt';
import { dial, fromBinary, isConnectionEnd, WireReader } from '../servers/wire';
import { ShellParser, ShellSyntaxError, type Chain } from './parse';
import { sorted } from './aggregate';
import { indexOf } from './indexes';
import { projected } from './query';
import { versionOf, type MongoReply, type MongoRequest } from './server';
import { at, compareBson, inspect, type Bson, type Doc } from './value';

/** An error as mongosh prints it: `MongoServerError: …`. */
class ShellError extends Error {}

/** What prints as itself instead of as a value. */
type Output = { k: 'value'; value: Bson } | { k: 'text'; text: string };

class Shell {
  private database: string;
  private reader: WireReader;
  private counter: number;

  constructor(private readonly sys: Sys, private readonly stream: Duplex, database: string) {
    this.database = database;
    this.reader = new WireReader(stream);
    this.counter = sys.random.below(1 << 24);
  }

  get prompt(): string {
    return `${this.database}> `;
  }

  async ask(request: Partial<MongoRequest> & { op: string }): Promise<Bson> {
    await this.stream.write(utf8(`${JSON.stringify({ database: this.database, collection: '', ...request })}\n`));
    const line = await this.reader.line();
    if (line === undefined) throw new ShellError('MongoNetworkError: connection 1 to server closed');
    const reply = JSON.parse(text(fromBinary(line))) as MongoReply;
    if (!reply.ok) throw new ShellError(`MongoServerError${reply.code === 13 ? '[Unauthorized]' : ''}: ${reply.message}`);
    return reply.value;
  }

  private newId(): string {
    const seconds = Math.floor(this.sys.now() / 1000).toString(16).padStart(8, '0');
    return `${seconds}${this.sys.random.hex(5)}${(++this.counter & 0xffffff).toString(16).padStart(6, '0')}`;
  }

  /** Runs the statements of a text; gives what the last one shows. */
  async run(source: string): Promise<string> {
    const line = source.trim().replace(/;$/, '');
    const word = /^(show|use|help|it)\b\s*(\S*)$/.exec(line);
    if (word) return this.command(word[1]!, word[2]!);
    let out: Output | undefined;
    const parser = new ShellParser(source, () => this.sys.now(), () => this.newId());
    while (!parser.done) out = await this.chain(parser.chain());
    return out === undefined ? '' : out.k === 'text' ? out.text : inspect(out.value);
  }

  private async command(verb: string, argument: string): Promise<string> {
    if (verb === 'use') {
      const isSame = argument === this.database;
      this.database = argument;
      return isSame ? `already on db ${argument}` : `switched to db ${argument}`;
    }
    if (verb === 'show' && (argument === 'dbs' || argument === 'databases')) {
      const user = (await this.ask({ op: 'databases' })) as { name: string; sizeOnDisk: number }[];
      const rows = [...user, ...['admin', 'config', 'local'].filter((name) => !user.some((each) => each.name === name)).map((name) => ({ name, sizeOnDisk: 40960 }))].sort((a, b) => (a.name < b.name ? -1 : 1));
      const width = Math.max(...rows.map((row) => row.name.length));
      return rows.map((row) => `${row.name.padEnd(width)}  ${(row.sizeOnDisk / 1024).toFixed(2)} KiB`).join('\n');
    }
    if (verb === 'show' && (argument === 'collections' || argument === 'tables')) return ((await this.ask({ op: 'collections' })) as string[]).join('\n');
    if (verb === 'help') return 'Shell commands:\n  use <db>            Set current database\n  show dbs            List databases\n  show collections    List collections\n  exit                Quit';
    throw new ShellError(`MongoshInvalidInputError: [COMMON-10001] '${argument}' is not a valid argument for "${verb}".`);
  }

  private async chain({ steps }: Chain): Promise<Output> {
    const [root, ...rest] = steps;
    if (root!.name === 'print' || root!.name === 'printjson') return { k: 'text', text: (root!.args ?? []).map((arg) => (typeof arg === 'string' ? arg : inspect(arg))).join(' ') };
    if (root!.name === 'exit' || root!.name === 'quit') return { k: 'text', text: '' };
    if (root!.name === 'rs' || root!.name === 'sh') throw new ShellError(`dockyard: ${root!.name} (replica sets, shards) is not simulated`);
    if (root!.name !== 'db') throw new ShellError(`ReferenceError: ${root!.name} is not defined`);
    if (rest.length === 0) return { k: 'text', text: this.database };
    const [first, ...others] = rest;
    if (first!.args !== undefined) return this.databaseCall(first!.name, first!.args, others);
    const last = rest.findIndex((step) => step.args !== undefined);
    const collection = rest.slice(0, last === -1 ? undefined : last).map((step) => step.name).join('.');
    if (last === -1) return { k: 'text', text: `${this.database}.${collection}` };
    return this.collectionCall(collection, rest[last]!.name, rest[last]!.args!, rest.slice(last + 1));
  }

  private async databaseCall(name: string, args: Bson[], others: Chain['steps']): Promise<Output> {
    const value = (each: Bson): Output => ({ k: 'value', value: each });
    switch (name) {
      case 'getName': return { k: 'text', text: this.database };
      case 'version': return { k: 'text', text: versionOf(this.sys) };
      case 'getCollectionNames': return value(await this.ask({ op: 'collections' }));
      case 'createCollection': return value(await this.ask({ op: 'create', collection: String(args[0]) }));
      case 'dropDatabase': return value(await this.ask({ op: 'dropDatabase' }));
      case 'getSiblingDB': {
        const before = this.database;
        this.database = String(args[0]);
        try {
          return others.length === 0 ? { k: 'text', text: this.database } : await this.chain({ steps: [{ name: 'db', args: undefined }, ...others] });
        } finally {
          this.database = before;
        }
      }
      case 'getCollection': return this.collectionCall(String(args[0]), others[0]?.name ?? 'find', others[0]?.args ?? [], others.slice(1));
      case 'hello': case 'isMaster': return value({ isWritablePrimary: true, ok: 1 });
      case 'runCommand': case 'adminCommand': {
        const command = typeof args[0] === 'string' ? args[0] : Object.keys((args[0] as Doc | undefined) ?? {})[0];
        if (command !== 'ping') throw new ShellError(`dockyard: the command ${command} is not simulated`);
        const answer = await this.ask({ op: 'ping' });
        return others[0]?.name === 'ok' ? value(1) : value(answer);
      }
      default: throw new ShellError(`TypeError: db.${name} is not a function`);
    }
  }

  private async collectionCall(collection: string, name: string, args: Bson[], others: Chain['steps']): Promise<Output> {
    const value = (each: Bson): Output => ({ k: 'value', value: each });
    const [first, second, third] = args as (Doc | undefined)[];
    const withId = (doc: Doc): Doc => ('_id' in doc ? doc : { _id: { $oid: this.newId() }, ...doc });
    switch (name) {
      case 'insertOne': {
        const doc = withId(first ?? {});
        await this.ask({ op: 'insert', collection, docs: [doc] });
        return value({ acknowledged: true, insertedId: doc['_id']! });
      }
      case 'insertMany': case 'insert': {
        const docs = (Array.isArray(args[0]) ? (args[0] as Doc[]) : [first ?? {}]).map(withId);
        await this.ask({ op: 'insert', collection, docs });
        return value({ acknowledged: true, insertedIds: Object.fromEntries(docs.map((doc, i) => [String(i), doc['_id']!])) });
      }
      case 'find': case 'findOne': return this.find(collection, name === 'findOne', first ?? {}, second, others);
      case 'countDocuments': case 'count': case 'estimatedDocumentCount': return value(((await this.ask({ op: 'find', collection, filter: first ?? {} })) as Doc[]).length);
      case 'distinct': {
        const docs = (await this.ask({ op: 'find', collection, filter: second ?? {} })) as Doc[];
        const values = docs.map((doc) => at(doc, String(args[0]))).filter((each): each is Bson => each !== undefined);
        return value([...new Map(values.map((each) => [JSON.stringify(each), each])).values()].sort(compareBson));
      }
      case 'updateOne': case 'updateMany': case 'replaceOne': {
        const done = (await this.ask({ op: 'update', collection, filter: first ?? {}, update: second ?? {}, many: name === 'updateMany', replace: name === 'replaceOne', upsert: third?.['upsert'] === true, newId: this.newId() })) as { matched: number; modified: number; upserted: string | null };
        return value({ acknowledged: true, insertedId: done.upserted === null ? null : { $oid: done.upserted }, matchedCount: done.matched, modifiedCount: done.modified, upsertedCount: done.upserted === null ? 0 : 1 });
      }
      case 'deleteOne': case 'deleteMany': return value({ acknowledged: true, deletedCount: await this.ask({ op: 'delete', collection, filter: first ?? {}, many: name === 'deleteMany' }) });
      case 'drop': return value(await this.ask({ op: 'drop', collection }));
      case 'createIndex': return value(await this.ask({ op: 'createIndex', collection, index: indexOf(first ?? {}, second ?? {}) }));
      case 'getIndexes': return value(await this.ask({ op: 'indexes', collection }));
      case 'aggregate': {
        const docs = (await this.ask({ op: 'aggregate', collection, pipeline: Array.isArray(args[0]) ? (args[0] as Doc[]) : (args as Doc[]) })) as Doc[];
        return docs.length === 0 && !others.some((step) => step.name === 'toArray') ? { k: 'text', text: '' } : value(docs);
      }
      default: throw new ShellError(`TypeError: db.${collection}.${name} is not a function`);
    }
  }

  private async find(collection: string, one: boolean, filter: Doc, projection: Doc | undefined, others: Chain['steps']): Promise<Output> {
    let docs = (await this.ask({ op: 'find', collection, filter })) as Doc[];
    const step = (name: string) => others.find((each) => each.name === name)?.args;
    const sort = step('sort')?.[0] as Doc | undefined;
    if (sort) docs = sorted(docs, sort);
    const skip = Number(step('skip')?.[0] ?? 0);
    const limit = Number(step('limit')?.[0] ?? 0);
    docs = docs.slice(skip, limit > 0 ? skip + limit : undefined);
    if (step('count')) return { k: 'value', value: docs.length };
    if (projection) docs = docs.map((doc) => projected(doc, projection));
    if (one) return { k: 'value', value: docs[0] ?? null };
    if (docs.length === 0 && !step('toArray')) return { k: 'text', text: '' };
    return docs.length > 20 && !step('toArray') ? { k: 'text', text: `${inspect(docs.slice(0, 20))}\nType "it" for more` } : { k: 'value', value: docs };
  }
}

interface Arguments {
  host: string;
  port: number;
  database: string;
  user: string | undefined;
  password: string | undefined;
  evals: string[];
  files: string[];
  quiet: boolean;
}

function parseArguments(sys: Sys): Arguments {
  const result: Arguments = { host: '127.0.0.1', port: 27017, database: 'test', user: undefined, password: undefined, evals: [], files: [], quiet: false };
  const args = sys.argv.slice(1);
  const address = (text: string): void => {
    const [, user, password, host = '', port, database] = /^(?:mongodb:\/\/)?(?:([^:@/]+):([^@]*)@)?([^:/]+)?(?::(\d+))?(?:\/([^?]*))?/.exec(text) ?? [];
    if (user !== undefined) [result.user, result.password] = [decodeURIComponent(user), decodeURIComponent(password ?? '')];
    if (text.includes('://') || text.includes('/') || text.includes(':')) {
      result.host = host || result.host;
      if (port) result.port = Number(port);
      if (database) result.database = database;
    } else if (text.endsWith('.js')) result.files.push(text);
    else result.database = text;
  };
  while (args.length > 0) {
    const arg = args.shift()!;
    const [, name = arg, joined] = /^(--[\w-]+)=([^]*)$/.exec(arg) ?? [];
    const value = () => joined ?? args.shift() ?? '';
    if (name === '--host' || name === '-h') {
      const [host = '', port] = value().split(':');
      result.host = host;
      if (port) result.port = Number(port);
    } else if (name === '--port') result.port = Number(value());
    else if (name === '-u' || name === '--username') result.user = value();
    else if (name === '-p' || name === '--password') result.password = value();
    else if (name === '--eval') result.evals.push(value());
    else if (name === '--authenticationDatabase' || name === '--file' || name === '-f') {
      const given = value();
      if (name !== '--authenticationDatabase') result.files.push(given);
    } else if (name === '--quiet') result.quiet = true;
    else if (!arg.startsWith('-')) address(arg);
  }
  return result;
}

/** mongosh(1): the part of it that is calls with literals. */
export const mongosh: Program = {
  async main(sys) {
    if (sys.argv.includes('--version')) {
      await sys.write(1, '2.5.8\n');
      return 0;
    }
    const args = parseArguments(sys);
    let stream: Duplex;
    try {
      stream = await dial(sys, args.host, args.port);
    } catch (error) {
      if (error instanceof ResolveError) await sys.write(2, `MongoNetworkError: getaddrinfo ENOTFOUND ${args.host}\n`);
      else if (isSysError(error)) await sys.write(2, `MongoNetworkError: connect ${error.code} ${args.host}:${args.port}\n`);
      else throw error;
      return 1;
    }
    const shell = new Shell(sys, stream, args.database);
    try {
      if (args.user !== undefined) await shell.ask({ op: 'auth', user: args.user, password: args.password ?? '' });
      const scripts = [...args.evals, ...args.files.map((file) => sys.readText(file))];
      if (scripts.length === 0 && !sys.isatty(0)) scripts.push(...text(await readFd(sys, 0)).split('\n').filter((line) => line.trim() !== ''));
      if (scripts.length > 0) {
        for (const script of scripts) {
          const shown = await shell.run(script);
          if (shown !== '') await sys.write(1, `${shown}\n`);
        }
        return 0;
      }
    } catch (error) {
      if (error instanceof ShellError || error instanceof ShellSyntaxError || isSysError(error)) {
        await sys.write(2, `${error instanceof ShellSyntaxError && !error.message.startsWith('dockyard') ? 'SyntaxError: ' : ''}${error.message}\n`);
        return 1;
      }
      if (!isConnectionEnd(error)) throw error;
      await sys.write(2, 'MongoNetworkError: connection 1 to server closed\n');
      return 1;
    }
    if (!args.quiet) await sys.write(1, `Current Mongosh Log ID:\t${sys.random.hex(12)}\nConnecting to:\t\tmongodb://${args.host}:${args.port}/?directConnection=true&serverSelectionTimeoutMS=2000&appName=mongosh+2.5.8\nUsing MongoDB:\t\t${versionOf(sys)}\nUsing Mongosh:\t\t2.5.8\n\nFor mongosh info see: https://www.mongodb.com/docs/mongodb-shell/\n\n`);
    const input = new LineInput(sys);
    for (;;) {
      const line = await input.line(shell.prompt);
      if (line === undefined || /^\s*(exit|quit|\.exit)(\(\))?;?\s*$/.test(line)) return 0;
      if (line === INTERRUPT || line.trim() === '') {
        if (line === INTERRUPT) await sys.write(1, '\n');
        continue;
      }
      try {
        const shown = await shell.run(line);
        await sys.write(1, shown === '' ? '\n' : `${shown}\n`);
      } catch (error) {
        if (!(error instanceof ShellError) && !(error instanceof ShellSyntaxError) && !isConnectionEnd(error)) throw error;
        await sys.write(1, `${error instanceof ShellSyntaxError && !error.message.startsWith('dockyard') ? 'Uncaught:\nSyntaxError: ' : ''}${(error as Error).message}\n`);
      }
    }
  },
};
