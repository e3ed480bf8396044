import { float, integer, reads, showFloat, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, OK, RedisError, type Reply } from './resp';
import { scanItems } from './scan';

const fieldsOf = (c: Context, key: string) => c.db.typed(key, 'hash')?.fields ?? new Map<string, string>();

/** HRANDFIELD: one field, or some; a negative count may repeat. */
function randomField(c: Context, [key = '', count, withValues]: string[]): Reply {
  const pairs = [...fieldsOf(c, key)];
  if (count === undefined) return bulk(pairs.length === 0 ? null : pairs[c.random.below(pairs.length)]![0]);
  if (withValues !== undefined && withValues.toLowerCase() !== 'withvalues') return SYNTAX;
  return list(c.pick(pairs, integer(count)).flatMap(([field, value]) => (withValues === undefined ? [field] : [field, value])));
}

/** Commands on hashes (redis.io: commands, group hash). */
export const HASHES: CommandTable = {
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
  hstrlen: reads(3, (c, [key, field]) => int(fieldsOf(c, key!).get(field!)?.length ?? 0)),
  hrandfield: reads(-2, randomField),
  hscan: reads(-3, (c, [key = '', ...words]) => scanItems([...fieldsOf(c, key)], words, ([field]) => field, ([field, value]) => [field, value])),
  hincrbyfloat: writes(4, (c, [key = '', field = '', by]) => {
    const value = showFloat(Number((float(fieldsOf(c, key).get(field) ?? '0', 'ERR hash value is not a float') + float(by)).toPrecision(17)));
    c.db.made(key, 'hash').fields.set(field, value);
    return bulk(value);
  }),
  hincrby: writes(4, (c, [key = '', field = '', by]) => {
    const value = integer(fieldsOf(c, key).get(field) ?? '0', 'ERR hash value is not an integer') + integer(by);
    if (!Number.isSafeInteger(value)) throw new RedisError('ERR increment or decrement would overflow');
    c.db.made(key, 'hash').fields.set(field, String(value));
    return int(value);
  }),
};
