import { reads, writes, type CommandTable, type Context } from './command';
import { fail, int, OK, RedisError } from './resp';

/** The start of a HyperLogLog's string; what follows here are its members themselves, so that counts are exact where Redis estimates. */
const MAGIC = 'HYLL';

function membersOf(c: Context, key: string): Set<string> {
  const text = c.db.typed(key, 'string')?.text;
  if (text === undefined) return new Set();
  if (!text.startsWith(MAGIC)) throw new RedisError('WRONGTYPE Key is not a valid HyperLogLog string value.');
  return new Set(JSON.parse(text.slice(MAGIC.length)) as string[]);
}

const keep = (c: Context, key: string, members: Set<string>): void => void (c.db.made(key, 'string').text = MAGIC + JSON.stringify([...members]));

const union = (c: Context, keys: readonly string[]): Set<string> => new Set(keys.flatMap((key) => [...membersOf(c, key)]));

/** PFADD, PFCOUNT, PFMERGE (redis.io: commands, group hyperloglog). */
export const HYPERLOGLOG: CommandTable = {
  pfadd: writes(-2, (c, [key = '', ...items]) => {
    const isNew = c.db.get(key) === undefined;
    const members = membersOf(c, key);
    const before = members.size;
    for (const item of items) members.add(item);
    keep(c, key, members);
    return int(isNew || members.size > before);
  }),
  pfcount: reads(-2, (c, keys) => int(union(c, keys).size)),
  pfmerge: writes(-2, (c, [target = '', ...keys]) => {
    keep(c, target, union(c, [target, ...keys]));
    return OK;
  }),
  pfdebug: reads(-3, () => fail('ERR dockyard: PFDEBUG is not simulated')),
};
