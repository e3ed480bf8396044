import { globPattern, integer, reads, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, OK, type Reply } from './resp';

function expireAt(c: Context, key: string, at: number): Reply {
  if (!c.db.get(key)) return int(0);
  if (at <= c.now()) c.db.delete(key);
  else c.db.expire(key, at);
  return int(1);
}

function ttl(c: Context, key: string, unitMs: number): Reply {
  if (!c.db.get(key)) return int(-2);
  const at = c.db.expiry(key);
  return int(at === undefined ? -1 : Math.round((at - c.now()) / unitMs));
}

function rename(c: Context, from: string, to: string, onlyNew: boolean): Reply {
  const value = c.db.get(from);
  if (!value) return fail('ERR no such key');
  if (onlyNew && c.db.get(to)) return int(0);
  const expiry = c.db.expiry(from);
  c.db.delete(from);
  c.db.set(to, value, expiry);
  return onlyNew ? int(1) : OK;
}

/** SCAN: the cursor counts keys in their order. */
function scan(c: Context, [cursor, ...options]: string[]): Reply {
  let pattern = /^/;
  let count = 10;
  let type: string | undefined;
  while (options.length > 0) {
    const option = options.shift()!.toLowerCase();
    const value = options.shift();
    if (value === undefined) return SYNTAX;
    if (option === 'match') pattern = globPattern(value);
    else if (option === 'count') count = Math.max(1, integer(value));
    else if (option === 'type') type = value.toLowerCase();
    else return SYNTAX;
  }
  const from = integer(cursor, 'ERR invalid cursor');
  const keys = c.db.keys();
  const found = keys.slice(from, from + count).filter((key) => pattern.test(key) && (type === undefined || c.db.get(key)?.type === type));
  return { array: [bulk(from + count >= keys.length ? '0' : String(from + count)), list(found)] };
}

/** Commands on keys of any type (redis.io: commands, group generic). */
export const KEYS: CommandTable = {
  del: writes(-2, (c, keys) => int(keys.filter((key) => c.db.delete(key)).length)),
  unlink: writes(-2, (c, keys) => int(keys.filter((key) => c.db.delete(key)).length)),
  exists: reads(-2, (c, keys) => int(keys.filter((key) => c.db.get(key)).length)),
  type: reads(2, (c, [key]) => ({ status: c.db.get(key!)?.type ?? 'none' })),
  keys: reads(2, (c, [glob]) => { const pattern = globPattern(glob!); return list(c.db.keys().filter((key) => pattern.test(key))); }),
  scan: reads(-2, scan),
  randomkey: reads(1, (c) => { const keys = c.db.keys(); return bulk(keys.length === 0 ? null : keys[c.random.below(keys.length)]); }),
  dbsize: reads(1, (c) => int(c.db.keys().length)),
  expire: writes(-3, (c, [key, seconds]) => expireAt(c, key!, c.now() + integer(seconds) * 1000)),
  pexpire: writes(-3, (c, [key, ms]) => expireAt(c, key!, c.now() + integer(ms))),
  expireat: writes(-3, (c, [key, at]) => expireAt(c, key!, integer(at) * 1000)),
  pexpireat: writes(-3, (c, [key, at]) => expireAt(c, key!, integer(at))),
  persist: writes(2, (c, [key]) => int(c.db.expiry(key!) !== undefined && c.db.expire(key!, undefined))),
  ttl: reads(2, (c, [key]) => ttl(c, key!, 1000)),
  pttl: reads(2, (c, [key]) => ttl(c, key!, 1)),
  rename: writes(3, (c, [from, to]) => rename(c, from!, to!, false)),
  renamenx: writes(3, (c, [from, to]) => rename(c, from!, to!, true)),
  move: writes(3, (c, [key = '', number]) => {
    const target = c.store.databases[integer(number)];
    const value = c.db.get(key);
    if (!target) return fail('ERR value is out of range');
    if (!value || target.get(key)) return int(0);
    target.set(key, value, c.db.expiry(key));
    c.db.delete(key);
    return int(1);
  }),
  flushdb: writes(-1, (c) => { c.db.clear(); return OK; }),
  flushall: writes(-1, (c) => { for (const db of c.store.databases) db.clear(); return OK; }),
};
