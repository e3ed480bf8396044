import { float, integer, range, reads, showFloat, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, NIL, type Reply } from './resp';
import { scanItems } from './scan';
import { selected, selectionOf, withinMembers, withinScores, type Ranked, type Selection } from './sorted-set-ranges';

const scoresOf = (c: Context, key: string) => c.db.typed(key, 'zset')?.scores ?? new Map<string, number>();

/** A sorted set in its order: by score, then by member. */
export const ranked = (c: Context, key: string): Ranked[] => [...scoresOf(c, key)].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));

const shown = (items: readonly Ranked[], withScores: boolean): Reply => list(items.flatMap(([member, score]) => (withScores ? [member, showFloat(score)] : [member])));

function select(c: Context, [key = '', first = '', second = '', ...words]: string[], fixed?: Pick<Selection, 'by' | 'reverse'>): Reply {
  const selection = selectionOf(words, fixed);
  return shown(selected(ranked(c, key), first, second, selection), selection.withScores);
}

function put(c: Context, key: string, items: readonly Ranked[]): Reply {
  c.db.delete(key);
  if (items.length > 0) c.db.set(key, { type: 'zset', scores: new Map(items) });
  return int(items.length);
}

function add(c: Context, [key = '', ...words]: string[]): Reply {
  const flags = new Set<string>();
  while (/^(nx|xx|gt|lt|ch|incr)$/i.test(words[0] ?? '')) flags.add(words.shift()!.toLowerCase());
  if (words.length === 0 || words.length % 2 !== 0) return SYNTAX;
  if (flags.has('nx') && flags.has('xx')) return fail('ERR XX and NX options at the same time are not compatible');
  if ([flags.has('nx'), flags.has('gt'), flags.has('lt')].filter(Boolean).length > 1) return fail('ERR GT, LT, and/or NX options at the same time are not compatible');
  if (flags.has('incr') && words.length > 2) return fail('ERR INCR option supports a single increment-element pair');
  const scores = words.filter((_word, i) => i % 2 === 0).map((word) => float(word));
  let added = 0;
  let changed = 0;
  let last: number | undefined;
  for (const [i, given] of scores.entries()) {
    const member = words[2 * i + 1]!;
    const old = scoresOf(c, key).get(member);
    const score = flags.has('incr') ? (old ?? 0) + given : given;
    if (old === undefined ? flags.has('xx') : flags.has('nx') || (flags.has('gt') && score <= old) || (flags.has('lt') && score >= old)) continue;
    if (old === undefined) added++;
    if (old !== score) changed++;
    last = score;
    c.db.made(key, 'zset').scores.set(member, score);
  }
  if (flags.has('incr')) return last === undefined ? NIL : bulk(showFloat(last));
  return int(flags.has('ch') ? changed : added);
}

function remove(c: Context, key: string, members: readonly string[]): Reply {
  const count = members.filter((member) => scoresOf(c, key).delete(member)).length;
  c.db.tidy(key);
  return int(count);
}

function pop(c: Context, [key = '', count]: string[], highest: boolean): Reply {
  const wanted = count === undefined ? 1 : integer(count, 'ERR value is out of range, must be positive');
  if (wanted < 0) return fail('ERR value is out of range, must be positive');
  const order = ranked(c, key);
  if (highest) order.reverse();
  const items = order.slice(0, wanted);
  remove(c, key, items.map(([member]) => member));
  return shown(items, true);
}

/** A key's members with their scores; a plain set's have 1. */
function weighed(c: Context, key: string): Map<string, number> {
  const value = c.db.get(key);
  if (!value) return new Map();
  if (value.type === 'zset') return value.scores;
  if (value.type === 'set') return new Map([...value.members].map((member) => [member, 1]));
  return c.db.typed(key, 'zset')?.scores ?? new Map();
}

/** ZUNION, ZINTER and ZDIFF: `numkeys key … [WEIGHTS …] [AGGREGATE …] [WITHSCORES]`. */
function combined(c: Context, name: string, [number, ...words]: string[], how: 'union' | 'inter' | 'diff'): { items: Ranked[]; withScores: boolean } | Reply {
  const count = integer(number);
  if (count < 1) return fail(`ERR at least 1 input key is needed for '${name}' command`);
  const keys = words.splice(0, count);
  if (keys.length < count) return SYNTAX;
  let weights = keys.map(() => 1);
  let aggregate = 'sum';
  let withScores = false;
  while (words.length > 0) {
    const word = words.shift()!.toLowerCase();
    if (word === 'weights' && how !== 'diff' && words.length >= count) weights = words.splice(0, count).map((weight) => float(weight, 'ERR weight value is not a float'));
    else if (word === 'aggregate' && how !== 'diff' && /^(sum|min|max)$/i.test(words[0] ?? '')) aggregate = words.shift()!.toLowerCase();
    else if (word === 'withscores' && !name.endsWith('store')) withScores = true;
    else return SYNTAX;
  }
  const sets = keys.map((key) => weighed(c, key));
  const result = new Map<string, number>();
  for (const [i, set] of sets.entries()) {
    for (const [member, score] of set) {
      if (how === 'diff' ? i > 0 || sets.slice(1).some((other) => other.has(member)) : how === 'inter' && !sets.every((other) => other.has(member))) continue;
      const value = score * weights[i]!;
      const old = result.get(member);
      result.set(member, old === undefined ? value : aggregate === 'sum' ? old + value : aggregate === 'min' ? Math.min(old, value) : Math.max(old, value));
    }
  }
  return { items: [...result].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)), withScores };
}

function combinations(how: 'union' | 'inter' | 'diff'): CommandTable {
  const name = `z${how}`;
  return {
    [name]: reads(-3, (c, words) => { const result = combined(c, name, words, how); return 'items' in result ? shown(result.items, result.withScores) : result; }),
    [`${name}store`]: writes(-4, (c, [target = '', ...words]) => { const result = combined(c, `${name}store`, words, how); return 'items' in result ? put(c, target, result.items) : result; }),
  };
}

function rank(c: Context, [key = '', member, withScore]: string[], reverse: boolean): Reply {
  if (withScore !== undefined && withScore.toLowerCase() !== 'withscore') return SYNTAX;
  const order = ranked(c, key);
  if (reverse) order.reverse();
  const at = order.findIndex(([name]) => name === member);
  if (withScore === undefined) return at === -1 ? NIL : int(at);
  return at === -1 ? { array: null } : { array: [int(at), bulk(showFloat(order[at]![1]))] };
}

function random(c: Context, [key = '', count, withScores]: string[]): Reply {
  const items = ranked(c, key);
  if (count === undefined) return bulk(items.length === 0 ? null : items[c.random.below(items.length)]![0]);
  if (withScores !== undefined && withScores.toLowerCase() !== 'withscores') return SYNTAX;
  return shown(c.pick(items, integer(count)), withScores !== undefined);
}

const membersWhere = (c: Context, key: string, test: (item: Ranked) => boolean) => ranked(c, key).filter(test).map(([member]) => member);

/** Commands on sorted sets (redis.io: commands, group sorted-set). */
export const SORTED_SETS: CommandTable = {
  zadd: writes(-4, add),
  zincrby: writes(4, (c, [key = '', by, member = '']) => {
    const score = (scoresOf(c, key).get(member) ?? 0) + float(by);
    c.db.made(key, 'zset').scores.set(member, score);
    return bulk(showFloat(score));
  }),
  zrem: writes(-3, (c, [key = '', ...members]) => remove(c, key, members)),
  zremrangebyrank: writes(4, (c, [key = '', start, stop]) => remove(c, key, range(ranked(c, key), integer(start), integer(stop)).map(([member]) => member))),
  zremrangebyscore: writes(4, (c, [key = '', min = '', max = '']) => remove(c, key, membersWhere(c, key, withinScores(min, max)))),
  zremrangebylex: writes(4, (c, [key = '', min = '', max = '']) => remove(c, key, membersWhere(c, key, withinMembers(min, max)))),
  zpopmin: writes(-2, (c, words) => pop(c, words, false)),
  zpopmax: writes(-2, (c, words) => pop(c, words, true)),
  zcard: reads(2, (c, [key]) => int(scoresOf(c, key!).size)),
  zscore: reads(3, (c, [key, member]) => { const score = scoresOf(c, key!).get(member!); return bulk(score === undefined ? null : showFloat(score)); }),
  zmscore: reads(-3, (c, [key = '', ...members]) => list(members.map((member) => { const score = scoresOf(c, key).get(member); return score === undefined ? null : showFloat(score); }))),
  zrank: reads(-3, (c, words) => rank(c, words, false)),
  zrevrank: reads(-3, (c, words) => rank(c, words, true)),
  zrange: reads(-4, (c, words) => select(c, words)),
  zrevrange: reads(-4, (c, words) => select(c, words, { by: 'rank', reverse: true })),
  zrangebyscore: reads(-4, (c, words) => select(c, words, { by: 'score', reverse: false })),
  zrevrangebyscore: reads(-4, (c, words) => select(c, words, { by: 'score', reverse: true })),
  zrangebylex: reads(-4, (c, words) => select(c, words, { by: 'lex', reverse: false })),
  zrevrangebylex: reads(-4, (c, words) => select(c, words, { by: 'lex', reverse: true })),
  zrangestore: writes(-5, (c, [target = '', key = '', first = '', second = '', ...words]) => put(c, target, selected(ranked(c, key), first, second, selectionOf(words)))),
  zcount: reads(4, (c, [key = '', min = '', max = '']) => int(membersWhere(c, key, withinScores(min, max)).length)),
  zlexcount: reads(4, (c, [key = '', min = '', max = '']) => int(membersWhere(c, key, withinMembers(min, max)).length)),
  zrandmember: reads(-2, random),
  zscan: reads(-3, (c, [key = '', ...words]) => scanItems(ranked(c, key), words, ([member]) => member, ([member, score]) => [member, showFloat(score)])),
  ...combinations('union'),
  ...combinations('inter'),
  ...combinations('diff'),
};
