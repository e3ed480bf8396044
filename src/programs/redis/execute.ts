import type { Random } from '../../lib/random';
import { BITS } from './bits';
import type { Client, Command, CommandTable, Context, ServerState } from './command';
import { CONNECTION } from './connection';
import { makeRoom, needsMemory } from './eviction';
import { GEO } from './geo';
import { HASHES } from './hashes';
import { HYPERLOGLOG } from './hyperloglog';
import { INFORMATION } from './information';
import { KEYS } from './keys';
import { LISTS } from './lists';
import { OBJECTS } from './objects';
import { PUBSUB } from './pubsub';
import { fail, OK, RedisError, type Reply } from './resp';
import { SERVER } from './server-commands';
import { SETS } from './sets';
import { SORTED_SETS } from './sorted-sets';
import type { Store } from './store';
import { STREAMS } from './streams';
import { STRINGS } from './strings';

const COMMANDS: CommandTable = { ...STRINGS, ...BITS, ...HYPERLOGLOG, ...LISTS, ...HASHES, ...SETS, ...SORTED_SETS, ...GEO, ...STREAMS, ...KEYS, ...OBJECTS, ...CONNECTION, ...PUBSUB, ...INFORMATION, ...SERVER };

/** Commands that Redis has and this server has not. */
const ABSENT = new Set('eval evalsha eval_ro evalsha_ro script function fcall fcall_ro dump restore restore-asking migrate bitfield bitfield_ro bzpopmin bzpopmax bzmpop zmpop zintercard hexpire hpexpire httl hpttl hpersist hexpireat hexpiretime sync psync replconf failover spublish ssubscribe sunsubscribe georadius_ro georadiusbymember_ro lolwut substr_ro xsetid waitaof json.set json.get ft.create ft.search bf.add bf.exists ts.add ts.create'.split(' '));

/** What no transaction keeps for later. */
const AT_ONCE = new Set(['multi', 'exec', 'discard', 'watch', 'unwatch', 'quit', 'reset']);

/** A word as MONITOR shows it. */
const quoted = (word: string): string => `"${word.replace(/[\\"]/g, '\\$&').replace(/[^ -~]/g, (char) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;

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
    const reply = await this.answer(client, words);
    if ('error' in reply) this.server.errors++;
    return reply;
  }

  private async answer(client: Client, words: string[]): Promise<Reply> {
    const name = words[0]!.toLowerCase();
    const command = COMMANDS[name];
    this.server.commands++;
    const spoil = (message: string): Reply => {
      if (client.queue) client.spoiled = true;
      return fail(message);
    };
    if (name === 'quit') return OK;
    if (!command && !AT_ONCE.has(name) && name !== 'monitor') return spoil(ABSENT.has(name) ? `ERR dockyard: ${words[0]!.toUpperCase()} is not simulated` : `ERR unknown command '${words[0]}', with args beginning with: ${words.slice(1).map((word) => `'${word}' `).join('')}`);
    if (command && (command.arity > 0 ? words.length !== command.arity : words.length < -command.arity)) return spoil(`ERR wrong number of arguments for '${name}' command`);
    if (!client.authenticated && (this.server.config.get('requirepass') ?? '') !== '' && !['auth', 'hello', 'reset'].includes(name)) return fail('NOAUTH Authentication required.');
    if (client.channels.size + client.patterns.size > 0 && !/^(p?(un)?subscribe|ping|quit|reset)$/.test(name)) return fail(`ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`);
    if (AT_ONCE.has(name)) return this.transaction(client, name, words);
    this.report(client, words);
    if (name === 'monitor') {
      client.monitors = true;
      return OK;
    }
    if (client.queue) {
      client.queue.push(words);
      return { status: 'QUEUED' };
    }
    return this.run(client, command!, words);
  }

  private async transaction(client: Client, name: string, words: string[]): Promise<Reply> {
    const { queue, spoiled, touched } = client;
    const forget = (): void => {
      client.watched.clear();
      client.touched = false;
    };
    switch (name) {
      case 'multi':
        if (queue) return fail('ERR MULTI calls can not be nested');
        client.queue = [];
        client.spoiled = false;
        return OK;
      case 'watch':
        if (words.length < 2) return fail("ERR wrong number of arguments for 'watch' command");
        if (queue) return fail('ERR WATCH inside MULTI is not allowed');
        for (const key of words.slice(1)) client.watched.add(`${client.db} ${key}`);
        return OK;
      case 'unwatch':
        forget();
        return OK;
      case 'reset':
        client.queue = undefined;
        forget();
        client.channels.clear();
        client.patterns.clear();
        client.db = 0;
        client.name = '';
        client.monitors = false;
        client.authenticated = false;
        return { status: 'RESET' };
    }
    if (!queue) return fail(`ERR ${name.toUpperCase()} without MULTI`);
    client.queue = undefined;
    forget();
    if (name === 'discard') return OK;
    if (spoiled) return fail('EXECABORT Transaction discarded because of previous errors.');
    if (touched) return { array: null };
    const array: Reply[] = [];
    for (const each of queue) array.push(await this.run(client, COMMANDS[each[0]!.toLowerCase()]!, each, true));
    return { array };
  }

  /** MONITOR's line, to whom it concerns. */
  private report(client: Client, words: string[]): void {
    if (/^(auth|hello)$/i.test(words[0]!)) return;
    const seconds = `${Math.floor(this.now() / 1000)}.${String(Math.floor((this.now() % 1000) * 1000)).padStart(6, '0')}`;
    for (const each of this.server.clients) if (each.monitors) each.push({ status: `${seconds} [${client.db} ${client.address}] ${words.map(quoted).join(' ')}` });
  }

  private async run(client: Client, command: Command, words: string[], inTransaction = false): Promise<Reply> {
    const { store, server, random } = this;
    const { db } = client;
    const name = words[0]!.toLowerCase();
    client.command = /^(client|config|object|memory|acl|xinfo|xgroup|pubsub|slowlog)$/.test(name) ? `${name}|${words[1]?.toLowerCase() ?? ''}` : name;
    const pick = <T>(items: readonly T[], count: number): T[] => {
      if (items.length === 0) return [];
      if (count < 0) return Array.from({ length: -count }, () => items[random.below(items.length)]!);
      const left = [...items];
      return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)[0]!);
    };
    const context: Context = { store, db: store.databases[db]!, client, now: this.now, random, server, inTransaction, pick };
    try {
      if (command.write && !makeRoom(store, server, random) && needsMemory(name)) return fail("OOM command not allowed when used memory > 'maxmemory'.");
      const reply = await command.run(context, words.slice(1));
      this.measure(client, words);
      if (command.write && !('error' in reply)) {
        server.dirty++;
        this.touch(words, db);
        await this.changed(words, db);
      }
      return reply;
    } catch (error) {
      if (!(error instanceof RedisError)) throw error;
      return fail(error.message);
    }
  }

  /** Who watches a key that a command names has a transaction that won't be carried out. */
  private touch(words: readonly string[], db: number): void {
    const all = /^(flushall|flushdb|swapdb)$/i.test(words[0]!);
    for (const client of this.server.clients) {
      if (client.watched.size > 0 && (all || words.some((word) => client.watched.has(`${db} ${word}`)))) client.touched = true;
    }
  }

  /** Every command takes as long here; only a threshold below that logs it. */
  private measure(client: Client, words: string[]): void {
    const us = 20;
    const threshold = Number(this.server.config.get('slowlog-log-slower-than'));
    if (threshold < 0 || us < threshold) return;
    const { slow } = this.server;
    slow.unshift({ id: (slow[0]?.id ?? -1) + 1, at: this.now(), us, words, client: client.address, name: client.name });
    slow.length = Math.min(slow.length, Number(this.server.config.get('slowlog-max-len')));
  }
}
