import { integer, reads, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, OK, type Reply } from './resp';
import type { Value } from './store';

/** What compact encoding is called: listpack since 7.0, for lists and sets since 7.2 (redis.io: OBJECT ENCODING). */
function encodingOf(value: Value, version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const since72 = major > 7 || (major === 7 && minor >= 2);
  const small = (items: Iterable<string>, most: number): boolean => { const all = [...items]; return all.length <= most && all.every((item) => item.length <= 64); };
  const compact = major >= 7 ? 'listpack' : 'ziplist';
  switch (value.type) {
    case 'string': return /^(0|-?[1-9]\d{0,17})$/.test(value.text) ? 'int' : value.text.length <= 44 ? 'embstr' : 'raw';
    case 'list': return since72 && value.items.reduce((sum, item) => sum + item.length + 2, 0) < 8192 ? 'listpack' : 'quicklist';
    case 'hash': return value.fields.size <= 128 && small([...value.fields].flat(), 256) ? compact : 'hashtable';
    case 'set': return value.members.size <= 512 && [...value.members].every((member) => /^(0|-?[1-9]\d{0,17})$/.test(member)) ? 'intset' : since72 && small(value.members, 128) ? 'listpack' : 'hashtable';
    case 'zset': return small(value.scores.keys(), 128) ? compact : 'skiplist';
    case 'stream': return 'stream';
  }
}

function object(c: Context, [verb = '', key]: string[]): Reply {
  const sub = verb.toLowerCase();
  if (!['encoding', 'refcount', 'idletime', 'freq'].includes(sub)) return fail(sub === 'help' ? 'ERR dockyard: OBJECT HELP is not simulated' : `ERR unknown subcommand '${verb}'. Try OBJECT HELP.`);
  if (key === undefined) return fail(`ERR wrong number of arguments for 'object|${sub}' command`);
  const value = c.db.get(key);
  if (!value) return bulk(null);
  if (sub === 'encoding') return bulk(encodingOf(value, c.server.version));
  if (sub === 'refcount') return int(1);
  const isLfu = (c.server.config.get('maxmemory-policy') ?? '').endsWith('lfu');
  if (sub === 'freq') return isLfu ? int(5) : fail('ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.');
  return isLfu ? fail('ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.') : int(0);
}

/** About how many bytes a key takes (MEMORY USAGE). */
function usage(key: string, value: Value): number {
  const text = value.type === 'string' ? value.text.length : JSON.stringify(value.type === 'list' ? value.items : value.type === 'hash' ? [...value.fields] : value.type === 'set' ? [...value.members] : value.type === 'zset' ? [...value.scores] : value.stream).length;
  return Math.ceil((48 + key.length + text) / 8) * 8;
}

/** What the whole keyspace takes, in bytes. */
export function keyspaceBytes(c: { store: Pick<Context['store'], 'databases'> }): number {
  return c.store.databases.reduce((sum, db) => sum + db.keys().reduce((bytes, key) => bytes + usage(key, db.get(key)!) + 24, 0), 0);
}

function memory(c: Context, [verb = '', key = '']: string[]): Reply {
  const sub = verb.toLowerCase();
  if (sub === 'usage') { const value = c.db.get(key); return value ? int(usage(key, value)) : bulk(null); }
  if (sub === 'purge') return OK;
  if (sub === 'doctor') return bulk('Hi Sam, this instance is empty or is using very little memory, my issue detector can\'t be used in these conditions. Please, leave for your mission on Earth and fill it with some data. The new Sam and I will be back to our programming as soon as I finished rebooting.\n');
  return fail(['stats', 'help', 'malloc-stats'].includes(sub) ? `ERR dockyard: MEMORY ${verb.toUpperCase()} is not simulated` : `ERR unknown subcommand '${verb}'. Try MEMORY HELP.`);
}

/** SORT: by number, or ALPHA; LIMIT, ASC, DESC, STORE. */
function sort(c: Context, [key = '', ...words]: string[]): Reply {
  const value = c.db.get(key);
  if (value && !['list', 'set', 'zset'].includes(value.type)) return bulk(String(c.db.typed(key, 'list')));
  const items = !value ? [] : value.type === 'list' ? [...value.items] : value.type === 'set' ? [...value.members] : value.type === 'zset' ? [...value.scores.keys()] : [];
  let [from, count, sign, alpha] = [0, Infinity, 1, false];
  let target: string | undefined;
  while (words.length > 0) {
    const word = words.shift()!.toLowerCase();
    if (word === 'asc' || word === 'desc') sign = word === 'asc' ? 1 : -1;
    else if (word === 'alpha') alpha = true;
    else if (word === 'limit' && words.length > 1) [from, count] = [integer(words.shift()), integer(words.shift())];
    else if (word === 'store' && words.length > 0) target = words.shift();
    else if (word === 'by' || word === 'get') return fail(`ERR dockyard: SORT ${word.toUpperCase()} is not simulated`);
    else return SYNTAX;
  }
  if (!alpha && items.some((item) => Number.isNaN(Number(item)))) return fail("ERR One or more scores can't be converted into double");
  items.sort((a, b) => sign * (alpha ? (a < b ? -1 : a > b ? 1 : 0) : Number(a) - Number(b)));
  const sorted = items.slice(from, from + count);
  if (target === undefined) return list(sorted);
  c.db.delete(target);
  if (sorted.length > 0) c.db.set(target, { type: 'list', items: sorted });
  return int(sorted.length);
}

/** What looks at keys from outside (redis.io: OBJECT, MEMORY, SORT). */
export const OBJECTS: CommandTable = {
  object: reads(-2, object),
  memory: reads(-2, memory),
  sort: writes(-2, sort),
  sort_ro: reads(-2, sort),
};
