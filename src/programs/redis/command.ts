import type { Random } from '../../lib/random';
import { fail, RedisError, type Reply } from './resp';
import type { Database, Store } from './store';

/** What a connection is: its database, whether it gave the password, its transaction. */
export interface Client {
  id: number;
  db: number;
  name: string;
  authenticated: boolean;
  /** Where it calls from, `address:port`. */
  address: string;
  since: number;
  queue: string[][] | undefined;
  /** A command of the transaction couldn't be queued. */
  spoiled: boolean;
  /** Keys that it watches (their database before them), and whether one has changed since. */
  watched: Set<string>;
  touched: boolean;
  monitors: boolean;
  /** The last command, as CLIENT LIST names it. */
  command: string;
  /** Channels and patterns (with a `*` before them in the set's key) that it has subscribed to. */
  channels: Set<string>;
  patterns: Set<string>;
  push(reply: Reply): void;
  /** Ends the connection. */
  close(): void;
}

/** What commands act on. */
export interface Context {
  store: Store;
  db: Database;
  client: Client;
  now(): number;
  random: Random;
  server: ServerState;
  /** Within EXEC nothing waits. */
  inTransaction: boolean;
  /** So many of the items, chosen by chance; a negative count may choose one twice. */
  pick<T>(items: readonly T[], count: number): T[];
}

/** An entry of SLOWLOG. */
export interface SlowCommand {
  id: number;
  at: number;
  us: number;
  words: string[];
  client: string;
  name: string;
}

/** The server as INFO, CONFIG and PUBLISH see it. */
export interface ServerState {
  version: string;
  config: Map<string, string>;
  clients: Set<Client>;
  startedAt: number;
  commands: number;
  connections: number;
  hits: number;
  misses: number;
  dirty: number;
  evicted: number;
  errors: number;
  slow: SlowCommand[];
  /** The configuration file, if one was given. */
  file: string | undefined;
  saves: number;
  lastSave: number;
  port: number;
  pid: number;
  /** Writes the dump file, in the background or not. */
  save(inBackground: boolean): Promise<void>;
  /** Starts a new append-only file. */
  rewriteLog(): Promise<void>;
  shutdown(save: boolean): void;
  /** Waits for a change of the keyspace, at most so long; false when the time was over. */
  changed(timeoutMs: number): Promise<boolean>;
}

export type Handler = (context: Context, args: string[]) => Reply | Promise<Reply>;

/** A command: how many words it takes with its name (negative: at least so many), and whether it changes data. */
export interface Command {
  arity: number;
  write: boolean;
  run: Handler;
}

export type CommandTable = Record<string, Command>;

export const reads = (arity: number, run: Handler): Command => ({ arity, write: false, run });
export const writes = (arity: number, run: Handler): Command => ({ arity, write: true, run });

export const NOT_INTEGER = 'ERR value is not an integer or out of range';

export function integer(text: string | undefined, message = NOT_INTEGER): number {
  if (text === undefined || !/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(Number(text))) throw new RedisError(message);
  return Number(text);
}

export function float(text: string | undefined, message = 'ERR value is not a valid float'): number {
  if (/^[+-]?inf$/i.test(text ?? '')) return text!.startsWith('-') ? -Infinity : Infinity;
  if (text === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new RedisError(message);
  return Number(text);
}

export function showFloat(value: number): string {
  return value === Infinity ? 'inf' : value === -Infinity ? '-inf' : String(value);
}

export const SYNTAX = fail('ERR syntax error');

/** A slice by Redis's inclusive indices, negative ones from the end. */
export function range<T>(items: readonly T[], start: number, stop: number): T[] {
  const from = start < 0 ? Math.max(0, items.length + start) : start;
  const to = stop < 0 ? items.length + stop : stop;
  return from > to ? [] : items.slice(from, to + 1);
}

/** A glob as KEYS has it, as a regular expression. */
export function globPattern(glob: string): RegExp {
  let out = '';
  for (let i = 0; i < glob.length; i++) {
    const char = glob[i]!;
    if (char === '*') out += '[^]*';
    else if (char === '?') out += '[^]';
    else if (char === '[') {
      const end = glob.indexOf(']', i + 1);
      if (end === -1) out += '\\[';
      else {
        out += `[${glob.slice(i + 1, end).replace(/[\\\]]/g, '\\$&')}]`;
        i = end;
      }
    } else out += (char === '\\' && i + 1 < glob.length ? glob[++i]! : char).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  }
  return new RegExp(`^${out}$`);
}
