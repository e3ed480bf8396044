import { COLLECTIONS } from './collections';
import type { Client, Command, CommandTable, Context, ServerState } from './command';
import { KEYS } from './keys';
import { fail, OK, RedisError, type Reply } from './resp';
import { SERVER } from './server-commands';
import type { Store } from './store';
import { STRINGS } from './strings';
import type { Random } from '../../lib/random';

const COMMANDS: CommandTable = { ...STRINGS, ...COLLECTIONS, ...KEYS, ...SERVER };

/** Runs commands against the store; tells `changed` what changed data, for the append-only file. */
export class Executor {
  constructor(
    private readonly store: Store,
    private readonly server: ServerState,
    private readonly now: () => number,
    private readonly random: Random,
    private readonly changed: (words: string[], db: number) => Promise<void>,
  ) {}

  async execute(client: Client, words: string[]): Promise<Reply> {
    const name = words[0]!.toLowerCase();
    const command = COMMANDS[name];
    this.server.commands++;
    if (!client.authenticated && (this.server.config.get('requirepass') ?? '') !== '' && !['auth', 'hello', 'quit'].includes(name)) return fail('NOAUTH Authentication required.');
    if (name === 'quit') return OK;
    if (name === 'multi') {
      if (client.queue) return fail('ERR MULTI calls can not be nested');
      client.queue = [];
      return OK;
    }
    if (name === 'discard' || name === 'exec') {
      const queue = client.queue;
      client.queue = undefined;
      if (!queue) return fail(`ERR ${name.toUpperCase()} without MULTI`);
      if (name === 'discard') return OK;
      const array: Reply[] = [];
      for (const each of queue) array.push(await this.execute(client, each));
      return { array };
    }
    if (!command) return fail(`ERR unknown command '${words[0]}', with args beginning with: ${words.slice(1).map((word) => `'${word}' `).join('')}`);
    if (command.arity > 0 ? words.length !== command.arity : words.length < -command.arity) return fail(`ERR wrong number of arguments for '${name}' command`);
    if (client.channels.size + client.patterns.size > 0 && !/^(p?(un)?subscribe|ping|quit)$/.test(name)) return fail(`ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`);
    if (client.queue) {
      client.queue.push(words);
      return { status: 'QUEUED' };
    }
    return this.run(client, command, words);
  }

  private async run(client: Client, command: Command, words: string[]): Promise<Reply> {
    const { store, server, random } = this;
    const { db } = client;
    const context: Context = { store, db: store.databases[db]!, client, now: this.now, random, server };
    try {
      const reply = await command.run(context, words.slice(1));
      if (command.write && !('error' in reply)) {
        server.dirty++;
        await this.changed(words, db);
      }
      return reply;
    } catch (error) {
      if (!(error instanceof RedisError)) throw error;
      return fail(error.message);
    }
  }
}
