import { globPattern, integer, reads, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, OK, type Reply } from './resp';
import { scanItems, scanOptions } from './scan';

function expireAt(c: Context, [key = '', , ...options]: string[], at: number): Reply {
  const flags = options.map((option) => option.toLowerCase());
  const unknown = options.find((_option, i) => !['nx', 'xx', 'gt', 'lt'].includes(flags[i]!));
  if (unknown !== undefined) return fail(`ERR Unsupported option ${unknown}`);
  if (flags.includes('nx') && flags.length > 1) return fail('ERR NX and XX, GT or LT options at the same time are not compatible');
  if (flags.includes('gt') && flags.includes('lt')) return fail('ERR GT and LT options at the same time are not compatible');
  if (!c.db.get(key)) return int(0);
  const old = c.db.expiry(key);
  if ((flags.includes('nx') && old !== undefined) || (flags.includes('xx') && old === undefined) || (flags.includes('gt') && at <= (old ?? Infinity)) || (flags.includes('lt') && at >= (old ?? Infinity))) return int(0);
  if (at <= c.now()) c.db.delete(key);
  else c.db.expire(key, at);
  return int(1);
}

/** EXPIRETIME and PEXPIRETIME: when, not how long. */
function expiryTime(c: Context, key: string, unitMs: number): Reply {
  if (!c.db.get(key)) return int(-2);
  const at = c.db.expiry(key);
  return int(at === undefined ? -1 : Math.floor(at / unitMs));
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

function scan(c: Context, words: string[]): Reply {
  const { type } = scanOptions(words);
  const keys = c.db.keys();
  const { array } = scanItems(keys, words, (key) => key, (key) => (type === undefined || c.db.get(key)?.type === type ? [key] : []), false) as { array: Reply[] };
  return { array };
}

/** COPY: a key's value under another name, or in another database. */
function copy(c: Context, [from = '', to = '', ...options]: string[]): Reply {
  let target = c.db;
  let replace = false;
  while (options.length > 0) {
    const option = options.shift()!.toLowerCase();
    if (option === 'replace') replace = true;
    else if (option === 'db' && options.length > 0) {
      const db = c.store.databases[integer(options.shift(), 'ERR invalid DB index')];
      if (!db) return fail('ERR DB index is out of range');
      target = db;
    } else return SYNTAX;
  }
  if (target === c.db && from === to) return fail('ERR source and destination objects are the same');
  const value = c.db.get(from);
  if (!value || (target.get(to) && !replace)) return int(0);
  target.set(to, structuredClone(value), c.db.expiry(from));
  return int(1);
}

function flush(c: Context, words: string[], all: boolean): Reply {
  if (words.length > 1 || (words.length === 1 && !/^a?sync$/i.test(words[0]!))) return SYNTAX;
  for (const db of all ? c.store.databases : [c.db]) db.clear();
  return OK;
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
  expire: writes(-3, (c, words) => expireAt(c, words, c.now() + integer(words[1]) * 1000)),
  pexpire: writes(-3, (c, words) => expireAt(c, words, c.now() + integer(words[1]))),
  expireat: writes(-3, (c, words) => expireAt(c, words, integer(words[1]) * 1000)),
  pexpireat: writes(-3, (c, words) => expireAt(c, words, integer(words[1]))),
  expiretime: reads(2, (c, [key = '']) => expiryTime(c, key, 1000)),
  pexpiretime: reads(2, (c, [key = '']) => expiryTime(c, key, 1)),
  touch: reads(-2, (c, keys) => int(keys.filter((key) => c.db.get(key)).length)),
  copy: writes(-3, copy),
  persist: writes(2, (c, [key]) => int(c.db.expiry(key!) !== undefined && c.db.expire(key!, undefined))),
  ttl: reads(2, (c, [key]) => ttl(c, key!, 1000)),
  pttl: reads(2, (c, [key]) => ttl(c, key!, 1)),
  rename: writes(3, (c, [from, to]) => rename(c, from!, to!, false)),
  renamenx: writes(3, (c, [from, to]) => rename(c, from!, to!, true)),
  move: writes(3, (c, [key = '', number]) => {
    const target = c.store.databases[integer(number)];
    const value = c.db.get(key);
    if (!target) return fail('ERR DB index is out of range');
    if (target === c.db) return fail('ERR source and destination objects are the same');
    if (!value || target.get(key)) return int(0);
    target.set(key, value, c.db.expiry(key));
    c.db.delete(key);
    return int(1);
  }),
  swapdb: writes(3, (c, [first, second]) => {
    const { databases } = c.store;
    const [a, b] = [integer(first, 'ERR invalid first DB index'), integer(second, 'ERR invalid second DB index')];
    if (!databases[a] || !databases[b]) return fail('ERR DB index is out of range');
    [databases[a], databases[b]] = [databases[b], databases[a]];
    return OK;
  }),
  flushdb: writes(-1, (c, words) => flush(c, words, false)),
  flushall: writes(-1, (c, words) => flush(c, words, true)),
};
