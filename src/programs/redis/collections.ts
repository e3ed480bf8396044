import { float, integer, range, reads, showFloat, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, NIL, OK, type Reply } from './resp';

function push(context: Context, key: string, items: readonly string[], left: boolean): Reply {
  const value = context.db.made(key, 'list');
  for (const item of items) {
    if (left) value.items.unshift(item);
    else value.items.push(item);
  }
  return int(value.items.length);
}

function pop(context: Context, key: string, left: boolean): string | null {
  const value = context.db.typed(key, 'list');
  const item = (left ? value?.items.shift() : value?.items.pop()) ?? null;
  context.db.tidy(key);
  return item;
}

function popMany(context: Context, [key = '', count]: string[], left: boolean): Reply {
  if (count === undefined) return bulk(pop(context, key, left));
  if (!context.db.typed(key, 'list')) return { array: null };
  const items: string[] = [];
  for (let i = integer(count, 'ERR value is out of range, must be positive'); i > 0; i--) {
    const item = pop(context, key, left);
    if (item === null) break;
    items.push(item);
  }
  return list(items);
}

/** BLPOP and BRPOP: waits until one of the lists has an item. */
async function popBlocking(context: Context, words: string[], left: boolean): Promise<Reply> {
  const timeoutMs = float(words.at(-1), 'ERR timeout is not a float or out of range') * 1000;
  const until = timeoutMs === 0 ? Infinity : context.now() + timeoutMs;
  for (;;) {
    for (const key of words.slice(0, -1)) {
      const item = pop(context, key, left);
      if (item !== null) return list([key, item]);
    }
    if (!(await context.server.changed(until - context.now()))) return { array: null };
  }
}

const LISTS: CommandTable = {
  lpush: writes(-3, (c, [key = '', ...items]) => push(c, key, items, true)),
  rpush: writes(-3, (c, [key = '', ...items]) => push(c, key, items, false)),
  lpushx: writes(-3, (c, [key = '', ...items]) => (c.db.typed(key, 'list') ? push(c, key, items, true) : int(0))),
  rpushx: writes(-3, (c, [key = '', ...items]) => (c.db.typed(key, 'list') ? push(c, key, items, false) : int(0))),
  lpop: writes(-2, (c, words) => popMany(c, words, true)),
  rpop: writes(-2, (c, words) => popMany(c, words, false)),
  blpop: writes(-3, (c, words) => popBlocking(c, words, true)),
  brpop: writes(-3, (c, words) => popBlocking(c, words, false)),
  rpoplpush: writes(3, (c, [from = '', to = '']) => {
    c.db.typed(to, 'list');
    const item = pop(c, from, false);
    if (item !== null) push(c, to, [item], true);
    return bulk(item);
  }),
  llen: reads(2, (c, [key]) => int(c.db.typed(key!, 'list')?.items.length ?? 0)),
  lrange: reads(4, (c, [key, start, stop]) => list(range(c.db.typed(key!, 'list')?.items ?? [], integer(start), integer(stop)))),
  lindex: reads(3, (c, [key, index]) => bulk(c.db.typed(key!, 'list')?.items.at(integer(index)))),
  lset: writes(4, (c, [key, index, item = '']) => {
    const items = c.db.typed(key!, 'list')?.items;
    if (!items) return fail('ERR no such key');
    const at = integer(index) < 0 ? items.length + integer(index) : integer(index);
    if (at < 0 || at >= items.length) return fail('ERR index out of range');
    items[at] = item;
    return OK;
  }),
  lrem: writes(4, (c, [key = '', count, item]) => {
    const value = c.db.typed(key, 'list');
    if (!value) return int(0);
    const limit = integer(count);
    const order = limit < 0 ? [...value.items].reverse() : value.items;
    let removed = 0;
    const kept = order.filter((each) => each !== item || (limit !== 0 && removed >= Math.abs(limit)) || (removed++, false));
    value.items = limit < 0 ? kept.reverse() : kept;
    c.db.tidy(key);
    return int(removed);
  }),
  ltrim: writes(4, (c, [key = '', start, stop]) => {
    const value = c.db.typed(key, 'list');
    if (value) value.items = range(value.items, integer(start), integer(stop));
    c.db.tidy(key);
    return OK;
  }),
};

const fieldsOf = (c: Context, key: string) => c.db.typed(key, 'hash')?.fields ?? new Map<string, string>();

const HASHES: CommandTable = {
  hset: writes(-4, (c, [key = '', ...pairs]) => {
    if (pairs.length % 2 !== 0) return fail("ERR wrong number of arguments for 'hset' command");
    const { fields } = c.db.made(key, 'hash');
    const before = fields.size;
    for (let i = 0; i < pairs.length; i += 2) fields.set(pairs[i]!, pairs[i + 1]!);
    return int(fields.size - before);
  }),
  hmset: writes(-4, (c, [key = '', ...pairs]) => {
    if (pairs.length % 2 !== 0) return fail("ERR wrong number of arguments for 'hmset' command");
    for (let i = 0; i < pairs.length; i += 2) c.db.made(key, 'hash').fields.set(pairs[i]!, pairs[i + 1]!);
    return OK;
  }),
  hsetnx: writes(4, (c, [key = '', field = '', text = '']) => (fieldsOf(c, key).has(field) ? int(0) : (c.db.made(key, 'hash').fields.set(field, text), int(1)))),
  hget: reads(3, (c, [key, field]) => bulk(fieldsOf(c, key!).get(field!))),
  hmget: reads(-3, (c, [key, ...names]) => list(names.map((name) => fieldsOf(c, key!).get(name) ?? null))),
  hgetall: reads(2, (c, [key]) => list([...fieldsOf(c, key!)].flat())),
  hkeys: reads(2, (c, [key]) => list([...fieldsOf(c, key!).keys()])),
  hvals: reads(2, (c, [key]) => list([...fieldsOf(c, key!).values()])),
  hlen: reads(2, (c, [key]) => int(fieldsOf(c, key!).size)),
  hexists: reads(3, (c, [key, field]) => int(fieldsOf(c, key!).has(field!))),
  hdel: writes(-3, (c, [key = '', ...names]) => {
    const count = names.filter((name) => fieldsOf(c, key).delete(name)).length;
    c.db.tidy(key);
    return int(count);
  }),
  hincrby: writes(4, (c, [key = '', field = '', by]) => {
    const value = integer(fieldsOf(c, key).get(field) ?? '0', 'ERR hash value is not an integer') + integer(by);
    c.db.made(key, 'hash').fields.set(field, String(value));
    return int(value);
  }),
};

const membersOf = (c: Context, key: string) => c.db.typed(key, 'set')?.members ?? new Set<string>();

function combine(c: Context, keys: readonly string[], how: 'inter' | 'union' | 'diff'): string[] {
  const [first, ...others] = keys.map((key) => membersOf(c, key));
  if (how === 'union') return [...new Set([first!, ...others].flatMap((set) => [...set]))];
  return [...first!].filter((member) => (how === 'inter' ? others.every((set) => set.has(member)) : others.every((set) => !set.has(member))));
}

const SETS: CommandTable = {
  sadd: writes(-3, (c, [key = '', ...items]) => {
    const { members } = c.db.made(key, 'set');
    const before = members.size;
    for (const item of items) members.add(item);
    return int(members.size - before);
  }),
  srem: writes(-3, (c, [key = '', ...items]) => {
    const count = items.filter((item) => membersOf(c, key).delete(item)).length;
    c.db.tidy(key);
    return int(count);
  }),
  smembers: reads(2, (c, [key]) => list([...membersOf(c, key!)])),
  scard: reads(2, (c, [key]) => int(membersOf(c, key!).size)),
  sismember: reads(3, (c, [key, item]) => int(membersOf(c, key!).has(item!))),
  sinter: reads(-2, (c, keys) => list(combine(c, keys, 'inter'))),
  sunion: reads(-2, (c, keys) => list(combine(c, keys, 'union'))),
  sdiff: reads(-2, (c, keys) => list(combine(c, keys, 'diff'))),
  spop: writes(-2, (c, [key = '']) => {
    const items = [...membersOf(c, key)];
    if (items.length === 0) return NIL;
    const item = items[c.random.below(items.length)]!;
    membersOf(c, key).delete(item);
    c.db.tidy(key);
    return bulk(item);
  }),
  srandmember: reads(-2, (c, [key = '']) => {
    const items = [...membersOf(c, key)];
    return items.length === 0 ? NIL : bulk(items[c.random.below(items.length)]!);
  }),
};

const scoresOf = (c: Context, key: string) => c.db.typed(key, 'zset')?.scores ?? new Map<string, number>();
const ranked = (c: Context, key: string): [string, number][] => [...scoresOf(c, key)].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));

function zrange(c: Context, [key = '', start, stop, ...options]: string[], reverse: boolean): Reply {
  const flags = options.map((option) => option.toLowerCase());
  const order = ranked(c, key);
  if (reverse || flags.includes('rev')) order.reverse();
  if (flags.some((flag) => !['withscores', 'rev'].includes(flag))) return SYNTAX;
  return list(range(order, integer(start), integer(stop)).flatMap(([member, score]) => (flags.includes('withscores') ? [member, showFloat(score)] : [member])));
}

/** A bound of ZRANGEBYSCORE: `(` excludes. */
function within(score: number, min: string, max: string): boolean {
  const bound = (text: string) => float(text.replace(/^\(/, ''), 'ERR min or max is not a float');
  return (min.startsWith('(') ? score > bound(min) : score >= bound(min)) && (max.startsWith('(') ? score < bound(max) : score <= bound(max));
}

const SORTED_SETS: CommandTable = {
  zadd: writes(-4, (c, [key = '', ...words]) => {
    const flags = new Set<string>();
    while (/^(nx|xx|gt|lt|ch)$/i.test(words[0] ?? '')) flags.add(words.shift()!.toLowerCase());
    if (words.length === 0 || words.length % 2 !== 0) return SYNTAX;
    let added = 0;
    let changed = 0;
    for (let i = 0; i < words.length; i += 2) {
      const score = float(words[i]);
      const member = words[i + 1]!;
      const old = scoresOf(c, key).get(member);
      if (old === undefined ? flags.has('xx') : flags.has('nx') || (flags.has('gt') && score <= old) || (flags.has('lt') && score >= old)) continue;
      if (old === undefined) added++;
      if (old !== score) changed++;
      c.db.made(key, 'zset').scores.set(member, score);
    }
    return int(flags.has('ch') ? changed : added);
  }),
  zincrby: writes(4, (c, [key = '', by, member = '']) => {
    const score = (scoresOf(c, key).get(member) ?? 0) + float(by);
    c.db.made(key, 'zset').scores.set(member, score);
    return bulk(showFloat(score));
  }),
  zrem: writes(-3, (c, [key = '', ...members]) => {
    const count = members.filter((member) => scoresOf(c, key).delete(member)).length;
    c.db.tidy(key);
    return int(count);
  }),
  zcard: reads(2, (c, [key]) => int(scoresOf(c, key!).size)),
  zscore: reads(3, (c, [key, member]) => { const score = scoresOf(c, key!).get(member!); return bulk(score === undefined ? null : showFloat(score)); }),
  zrank: reads(3, (c, [key, member]) => { const at = ranked(c, key!).findIndex(([name]) => name === member); return at === -1 ? NIL : int(at); }),
  zrevrank: reads(3, (c, [key, member]) => { const at = ranked(c, key!).reverse().findIndex(([name]) => name === member); return at === -1 ? NIL : int(at); }),
  zrange: reads(-4, (c, words) => zrange(c, words, false)),
  zrevrange: reads(-4, (c, words) => zrange(c, words, true)),
  zcount: reads(4, (c, [key, min = '', max = '']) => int(ranked(c, key!).filter(([, score]) => within(score, min, max)).length)),
  zrangebyscore: reads(-4, (c, [key, min = '', max = '', ...options]) => list(ranked(c, key!).filter(([, score]) => within(score, min, max)).flatMap(([member, score]) => (options[0]?.toLowerCase() === 'withscores' ? [member, showFloat(score)] : [member])))),
};

/** Commands on lists, hashes, sets and sorted sets (redis.io: commands). */
export const COLLECTIONS: CommandTable = { ...LISTS, ...HASHES, ...SETS, ...SORTED_SETS };

