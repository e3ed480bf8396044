import { integer, reads, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, NIL, type Reply } from './resp';
import { scanItems } from './scan';

/** A set's members; a set of small whole numbers keeps them in order (its intset encoding). */
export function inOrder(members: Iterable<string>): string[] {
  const all = [...members];
  return all.length <= 512 && all.every((each) => /^(0|-?[1-9]\d{0,17})$/.test(each)) ? all.sort((a, b) => Number(a) - Number(b)) : all;
}

const membersOf = (c: Context, key: string) => c.db.typed(key, 'set')?.members ?? new Set<string>();

function combine(c: Context, keys: readonly string[], how: 'inter' | 'union' | 'diff'): string[] {
  const [first, ...others] = keys.map((key) => membersOf(c, key));
  if (how === 'union') return inOrder(new Set([first!, ...others].flatMap((set) => [...set])));
  return inOrder([...first!].filter((member) => (how === 'inter' ? others.every((set) => set.has(member)) : others.every((set) => !set.has(member)))));
}

function store(c: Context, [target = '', ...keys]: string[], how: 'inter' | 'union' | 'diff'): Reply {
  const members = new Set(combine(c, keys, how));
  c.db.delete(target);
  if (members.size > 0) c.db.set(target, { type: 'set', members });
  return int(members.size);
}

/** SINTERCARD: how many are in all of the sets, counted up to a limit. */
function countCommon(c: Context, [number, ...words]: string[]): Reply {
  const keys = words.splice(0, integer(number, 'ERR numkeys should be greater than 0'));
  if (words.length > 0 && (!/^limit$/i.test(words[0]!) || words.length !== 2)) return SYNTAX;
  const limit = words.length > 0 ? integer(words[1]) : 0;
  const size = combine(c, keys, 'inter').length;
  return int(limit > 0 ? Math.min(limit, size) : size);
}

/** Commands on sets (redis.io: commands, group set). */
export const SETS: CommandTable = {
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
  smembers: reads(2, (c, [key]) => list(inOrder(membersOf(c, key!)))),
  smismember: reads(-3, (c, [key = '', ...items]) => ({ array: items.map((item) => int(membersOf(c, key).has(item))) })),
  sintercard: reads(-3, countCommon),
  sinterstore: writes(-3, (c, words) => store(c, words, 'inter')),
  sunionstore: writes(-3, (c, words) => store(c, words, 'union')),
  sdiffstore: writes(-3, (c, words) => store(c, words, 'diff')),
  smove: writes(4, (c, [from = '', to = '', item = '']) => {
    c.db.typed(to, 'set');
    if (!membersOf(c, from).delete(item)) return int(0);
    c.db.tidy(from);
    c.db.made(to, 'set').members.add(item);
    return int(1);
  }),
  sscan: reads(-3, (c, [key = '', ...words]) => scanItems(inOrder(membersOf(c, key)), words, (item) => item, (item) => [item])),
  scard: reads(2, (c, [key]) => int(membersOf(c, key!).size)),
  sismember: reads(3, (c, [key, item]) => int(membersOf(c, key!).has(item!))),
  sinter: reads(-2, (c, keys) => list(combine(c, keys, 'inter'))),
  sunion: reads(-2, (c, keys) => list(combine(c, keys, 'union'))),
  sdiff: reads(-2, (c, keys) => list(combine(c, keys, 'diff'))),
  spop: writes(-2, (c, [key = '', count]) => {
    const items = [...membersOf(c, key)];
    if (count !== undefined && !/^\d+$/.test(count)) return fail('ERR value is out of range, must be positive');
    const taken = c.pick(items, count === undefined ? 1 : integer(count));
    for (const item of taken) membersOf(c, key).delete(item);
    c.db.tidy(key);
    return count === undefined ? bulk(taken[0]) : list(taken);
  }),
  srandmember: reads(-2, (c, [key = '', count]) => {
    const items = [...membersOf(c, key)];
    if (count !== undefined) return list(c.pick(items, integer(count)));
    return items.length === 0 ? NIL : bulk(items[c.random.below(items.length)]!);
  }),
};
