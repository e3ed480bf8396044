import { float, integer, range, reads, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, OK, type Reply } from './resp';

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
  const wanted = integer(count, 'ERR value is out of range, must be positive');
  if (wanted < 0) return fail('ERR value is out of range, must be positive');
  for (let i = wanted; i > 0; i--) {
    const item = pop(context, key, left);
    if (item === null) break;
    items.push(item);
  }
  return list(items);
}

/** Tries until something comes, or until the time in seconds is over (0: never). */
async function blocking(context: Context, timeout: string | undefined, attempt: () => Reply | undefined): Promise<Reply> {
  const timeoutMs = float(timeout, 'ERR timeout is not a float or out of range') * 1000;
  if (timeoutMs < 0) return fail('ERR timeout is negative');
  const until = timeoutMs === 0 ? Infinity : context.now() + timeoutMs;
  for (;;) {
    const reply = attempt();
    if (reply) return reply;
    if (context.inTransaction || !(await context.server.changed(until - context.now()))) return { array: null };
  }
}

/** BLPOP and BRPOP: waits until one of the lists has an item. */
function popBlocking(context: Context, words: string[], left: boolean): Promise<Reply> {
  return blocking(context, words.at(-1), () => {
    for (const key of words.slice(0, -1)) {
      const item = pop(context, key, left);
      if (item !== null) return list([key, item]);
    }
    return undefined;
  });
}

const side = (word: string | undefined): boolean | undefined => (/^left$/i.test(word ?? '') ? true : /^right$/i.test(word ?? '') ? false : undefined);

/** An item of one list becomes an item of another. */
function move(c: Context, from: string, to: string, fromLeft: boolean, toLeft: boolean): string | null {
  c.db.typed(to, 'list');
  const item = pop(c, from, fromLeft);
  if (item !== null) push(c, to, [item], toLeft);
  return item;
}

function moveBetween(c: Context, [from = '', to = '', whence, where, timeout]: string[]): Reply | Promise<Reply> {
  const [fromLeft, toLeft] = [side(whence), side(where)];
  if (fromLeft === undefined || toLeft === undefined) return SYNTAX;
  if (timeout === undefined) return bulk(move(c, from, to, fromLeft, toLeft));
  return blocking(c, timeout, () => {
    const item = move(c, from, to, fromLeft, toLeft);
    return item === null ? undefined : bulk(item);
  });
}

/** LMPOP: items of the first list that has some. */
function popFirst(c: Context, [number, ...words]: string[]): Reply | undefined {
  const keys = words.splice(0, integer(number, 'ERR numkeys should be greater than 0'));
  const left = side(words[0]);
  if (left === undefined || (words.length > 1 && (!/^count$/i.test(words[1]!) || words.length !== 3))) return SYNTAX;
  for (const key of keys) {
    if (!c.db.typed(key, 'list')) continue;
    return { array: [bulk(key), popMany(c, [key, words[2] ?? '1'], left)] };
  }
  return undefined;
}

/** LPOS: where an item stands, the RANKth, COUNT of them. */
function position(c: Context, [key = '', item, ...options]: string[]): Reply {
  let rank = 1;
  let count: number | undefined;
  for (let i = 0; i < options.length; i += 2) {
    const option = options[i]!.toLowerCase();
    if (option === 'rank') rank = integer(options[i + 1]);
    else if (option === 'count') count = integer(options[i + 1]);
    else if (option !== 'maxlen') return SYNTAX;
  }
  if (rank === 0) return fail("ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list");
  const at = (c.db.typed(key, 'list')?.items ?? []).flatMap((each, i) => (each === item ? [i] : []));
  if (rank < 0) at.reverse();
  const found = at.slice(Math.abs(rank) - 1);
  if (count === undefined) return found.length === 0 ? bulk(null) : int(found[0]!);
  return { array: (count === 0 ? found : found.slice(0, count)).map(int) };
}

/** LINSERT: the length after it; -1 where the pivot isn't, 0 without a list. */
function insert(c: Context, [key = '', where, pivot, item = '']: string[]): Reply {
  if (!/^(before|after)$/i.test(where ?? '')) return SYNTAX;
  const items = c.db.typed(key, 'list')?.items;
  if (!items) return int(0);
  const at = items.indexOf(pivot!);
  if (at === -1) return int(-1);
  items.splice(at + (/^after$/i.test(where!) ? 1 : 0), 0, item);
  return int(items.length);
}

/** Commands on lists (redis.io: commands, group list). */
export const LISTS: CommandTable = {
  lpush: writes(-3, (c, [key = '', ...items]) => push(c, key, items, true)),
  rpush: writes(-3, (c, [key = '', ...items]) => push(c, key, items, false)),
  lpushx: writes(-3, (c, [key = '', ...items]) => (c.db.typed(key, 'list') ? push(c, key, items, true) : int(0))),
  rpushx: writes(-3, (c, [key = '', ...items]) => (c.db.typed(key, 'list') ? push(c, key, items, false) : int(0))),
  lpop: writes(-2, (c, words) => popMany(c, words, true)),
  rpop: writes(-2, (c, words) => popMany(c, words, false)),
  blpop: writes(-3, (c, words) => popBlocking(c, words, true)),
  brpop: writes(-3, (c, words) => popBlocking(c, words, false)),
  rpoplpush: writes(3, (c, [from = '', to = '']) => bulk(move(c, from, to, false, true))),
  brpoplpush: writes(4, (c, [from = '', to = '', timeout = '']) => moveBetween(c, [from, to, 'right', 'left', timeout])),
  lmove: writes(5, moveBetween),
  blmove: writes(6, moveBetween),
  lmpop: writes(-4, (c, words) => popFirst(c, words) ?? { array: null }),
  blmpop: writes(-5, (c, [timeout, ...words]) => blocking(c, timeout, () => popFirst(c, words))),
  linsert: writes(5, insert),
  lpos: reads(-3, position),
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
