import { float, integer, range, reads, showFloat, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, NIL, OK, RedisError, type Reply } from './resp';

function get(context: Context, key: string): string | null {
  const value = context.db.typed(key, 'string')?.text ?? null;
  if (value === null) context.server.misses++;
  else context.server.hits++;
  return value;
}

function increase(context: Context, key: string, by: number) {
  const there = context.db.typed(key, 'string');
  const value = integer(there?.text ?? '0') + by;
  if (!Number.isSafeInteger(value)) throw new RedisError('ERR increment or decrement would overflow');
  context.db.made(key, 'string').text = String(value);
  return int(value);
}

/** GETEX: the value, and a new end of its time. */
function getExpiring(c: Context, [key = '', option, amount]: string[]): Reply {
  const word = option?.toLowerCase();
  if (word !== undefined && word !== 'persist' && (!['ex', 'px', 'exat', 'pxat'].includes(word) || amount === undefined)) return SYNTAX;
  const value = get(c, key);
  if (value === null || word === undefined) return bulk(value);
  if (word === 'persist') c.db.expire(key, undefined);
  else {
    const time = integer(amount);
    if (time <= 0) return fail("ERR invalid expire time in 'getex' command");
    c.db.expire(key, (word.endsWith('at') ? 0 : c.now()) + time * (word.startsWith('ex') ? 1000 : 1));
  }
  return bulk(value);
}

function setRange(c: Context, [key = '', where, text = '']: string[]): Reply {
  const at = integer(where);
  if (at < 0) return fail('ERR offset is out of range');
  const old = c.db.typed(key, 'string')?.text ?? '';
  if (text === '') return int(old.length);
  const value = c.db.made(key, 'string');
  value.text = old.slice(0, at).padEnd(at, '\0') + text + old.slice(at + text.length);
  return int(value.text.length);
}

/** LCS: the longest text that both strings have in this order, or its length with LEN. */
function commonText(c: Context, [a = '', b = '', option]: string[]): Reply {
  if (option !== undefined && !/^len$/i.test(option)) return fail(`ERR dockyard: LCS ${option.toUpperCase()} is not simulated`);
  const [x, y] = [a, b].map((key) => c.db.typed(key, 'string')?.text ?? '') as [string, string];
  let row: string[] = Array.from({ length: y.length + 1 }, () => '');
  for (const char of x) {
    const next = [''];
    for (let i = 1; i <= y.length; i++) next.push(char === y[i - 1] ? row[i - 1]! + char : row[i]!.length >= next[i - 1]!.length ? row[i]! : next[i - 1]!);
    row = next;
  }
  const longest = row.at(-1)!;
  return option === undefined ? bulk(longest) : int(longest.length);
}

function part(c: Context, [key, start, end]: string[]): Reply {
  return bulk(range([...(c.db.typed(key!, 'string')?.text ?? '')], integer(start), integer(end)).join(''));
}

/** String commands (redis.io: commands, group string). */
export const STRINGS: CommandTable = {
  get: reads(2, (c, [key]) => bulk(get(c, key!))),
  mget: reads(-2, (c, keys) => list(keys.map((key) => { const value = c.db.get(key); return value?.type === 'string' ? value.text : null; }))),
  strlen: reads(2, (c, [key]) => int(c.db.typed(key!, 'string')?.text.length ?? 0)),
  getrange: reads(4, part),
  substr: reads(4, part),
  setrange: writes(4, setRange),
  getex: writes(-2, getExpiring),
  lcs: reads(-3, commonText),
  set: writes(-3, (c, [key = '', text = '', ...options]) => {
    let expiresAt: number | undefined;
    let only: 'nx' | 'xx' | undefined;
    let keepTtl = false;
    let giveOld = false;
    while (options.length > 0) {
      const option = options.shift()!.toLowerCase();
      if (option === 'nx' || option === 'xx') only = option;
      else if (option === 'keepttl') keepTtl = true;
      else if (option === 'get') giveOld = true;
      else if (['ex', 'px', 'exat', 'pxat'].includes(option) && options.length > 0) {
        const value = integer(options.shift());
        if (value <= 0) return fail("ERR invalid expire time in 'set' command");
        expiresAt = (option.endsWith('at') ? 0 : c.now()) + value * (option.startsWith('ex') ? 1000 : 1);
      } else return SYNTAX;
    }
    const old = giveOld ? bulk(c.db.typed(key, 'string')?.text) : undefined;
    const there = c.db.get(key) !== undefined;
    if ((only === 'nx' && there) || (only === 'xx' && !there)) return old ?? NIL;
    c.db.set(key, { type: 'string', text }, keepTtl ? c.db.expiry(key) : expiresAt);
    return old ?? OK;
  }),
  setnx: writes(3, (c, [key = '', text = '']) => {
    if (c.db.get(key)) return int(0);
    c.db.set(key, { type: 'string', text });
    return int(1);
  }),
  setex: writes(4, (c, [key = '', seconds, text = '']) => {
    const value = integer(seconds);
    if (value <= 0) return fail("ERR invalid expire time in 'setex' command");
    c.db.set(key, { type: 'string', text }, c.now() + value * 1000);
    return OK;
  }),
  psetex: writes(4, (c, [key = '', ms, text = '']) => {
    if (integer(ms) <= 0) return fail("ERR invalid expire time in 'psetex' command");
    c.db.set(key, { type: 'string', text }, c.now() + integer(ms));
    return OK;
  }),
  getset: writes(3, (c, [key = '', text = '']) => {
    const old = get(c, key);
    c.db.set(key, { type: 'string', text });
    return bulk(old);
  }),
  getdel: writes(2, (c, [key = '']) => {
    const old = get(c, key);
    c.db.delete(key);
    return bulk(old);
  }),
  mset: writes(-3, (c, words) => {
    if (words.length % 2 !== 0) return fail("ERR wrong number of arguments for 'mset' command");
    for (let i = 0; i < words.length; i += 2) c.db.set(words[i]!, { type: 'string', text: words[i + 1]! });
    return OK;
  }),
  msetnx: writes(-3, (c, words) => {
    if (words.length % 2 !== 0) return fail("ERR wrong number of arguments for 'msetnx' command");
    if (words.some((word, i) => i % 2 === 0 && c.db.get(word))) return int(0);
    for (let i = 0; i < words.length; i += 2) c.db.set(words[i]!, { type: 'string', text: words[i + 1]! });
    return int(1);
  }),
  append: writes(3, (c, [key = '', text = '']) => {
    const value = c.db.made(key, 'string');
    value.text += text;
    return int(value.text.length);
  }),
  incr: writes(2, (c, [key]) => increase(c, key!, 1)),
  decr: writes(2, (c, [key]) => increase(c, key!, -1)),
  incrby: writes(3, (c, [key, by]) => increase(c, key!, integer(by))),
  decrby: writes(3, (c, [key, by]) => increase(c, key!, -integer(by))),
  incrbyfloat: writes(3, (c, [key = '', by]) => {
    const value = showFloat(Number((float(c.db.typed(key, 'string')?.text ?? '0') + float(by)).toPrecision(17)));
    c.db.made(key, 'string').text = value;
    return bulk(value);
  }),
};
