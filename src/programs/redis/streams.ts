import { integer, reads, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, NIL, RedisError, type Reply } from './resp';
import { STREAM_GROUPS } from './stream-groups';
import { compareIds, parseId, showId, type Stream, type StreamEntry, type StreamId } from './stream-value';

export const INVALID_ID = 'ERR Invalid stream ID specified as stream command argument';

export const shownEntry = ({ id, fields }: StreamEntry): Reply => ({ array: [bulk(showId(id)), list(fields)] });

const streamOf = (c: Context, key: string): Stream | undefined => c.db.typed(key, 'stream')?.stream;

/** A bound of XRANGE: `-`, `+`, an ID, `(` before it to leave it out. Throws RedisError. */
function bound(text: string, isEnd: boolean): StreamId {
  if (text === '-') return [0, 0];
  if (text === '+') return [Infinity, Infinity];
  const excludes = text.startsWith('(');
  const id = parseId(excludes ? text.slice(1) : text, isEnd ? Infinity : 0);
  if (!id) throw new RedisError(INVALID_ID);
  return excludes ? [id[0], id[1] + (isEnd ? -1 : 1)] : id;
}

function within(c: Context, [key = '', first = '', second = '', ...words]: string[], reverse: boolean): Reply {
  const [low, high] = reverse ? [bound(second, false), bound(first, true)] : [bound(first, false), bound(second, true)];
  if (words.length > 0 && (!/^count$/i.test(words[0]!) || words.length !== 2)) return SYNTAX;
  const found = (streamOf(c, key)?.entries ?? []).filter(({ id }) => compareIds(id, low) >= 0 && compareIds(id, high) <= 0);
  if (reverse) found.reverse();
  return { array: found.slice(0, words.length > 0 ? integer(words[1]) : undefined).map(shownEntry) };
}

/** MAXLEN or MINID with its number; takes its words. */
function trimming(words: string[]): ((stream: Stream) => number) | undefined {
  const how = words[0]?.toLowerCase();
  if (how !== 'maxlen' && how !== 'minid') return undefined;
  words.shift();
  const about = words[0] === '~';
  if (about || words[0] === '=') words.shift();
  const limit = words.shift();
  const least = how === 'minid' ? parseId(limit ?? '') : undefined;
  if (how === 'minid' && !least) throw new RedisError(INVALID_ID);
  const most = how === 'maxlen' ? integer(limit) : 0;
  return (stream) => {
    const before = stream.entries.length;
    if (least) stream.entries = stream.entries.filter(({ id }) => compareIds(id, least) >= 0);
    // Redis trims "about" by whole nodes of a hundred entries only.
    else if (!about || before - most >= 100) stream.entries = most === 0 ? [] : stream.entries.slice(-most);
    return before - stream.entries.length;
  };
}

function nextId(c: Context, stream: Stream | undefined, word: string): StreamId | Reply {
  const last = stream?.last ?? [0, 0];
  const after = (ms: number): StreamId => (ms === last[0] ? [ms, last[1] + 1] : [ms, 0]);
  if (word === '*') return after(Math.max(Math.floor(c.now()), last[0]));
  const part = /^(\d+)-\*$/.exec(word);
  const id = part ? after(Number(part[1])) : parseId(word);
  if (!id) return fail(INVALID_ID);
  if (id[0] === 0 && id[1] === 0) return fail('ERR The ID specified in XADD must be greater than 0-0');
  return compareIds(id, last) > 0 ? id : fail('ERR The ID specified in XADD is equal or smaller than the target stream top item');
}

function add(c: Context, [key = '', ...words]: string[]): Reply {
  const make = !/^nomkstream$/i.test(words[0] ?? '');
  if (!make) words.shift();
  const trim = trimming(words);
  const [word = '', ...fields] = words;
  if (fields.length === 0 || fields.length % 2 !== 0) return fail("ERR wrong number of arguments for 'xadd' command");
  const there = streamOf(c, key);
  if (!there && !make) return NIL;
  const id = nextId(c, there, word);
  if (!Array.isArray(id)) return id;
  const { stream } = c.db.made(key, 'stream');
  stream.entries.push({ id, fields });
  stream.last = id;
  stream.added++;
  trim?.(stream);
  return bulk(showId(id));
}

/** XREAD: what came after the given IDs, at once or when it comes. */
async function read(c: Context, words: string[]): Promise<Reply> {
  let count: number | undefined;
  let blockMs: number | undefined;
  while (words.length > 0 && !/^streams$/i.test(words[0]!)) {
    const option = words.shift()!.toLowerCase();
    if (option === 'count') count = integer(words.shift());
    else if (option === 'block') blockMs = integer(words.shift(), 'ERR timeout is not an integer or out of range');
    else return SYNTAX;
  }
  words.shift();
  if (words.length === 0 || words.length % 2 !== 0) return fail("ERR Unbalanced 'xread' list of streams: for each stream key an ID, '+', or '$' must be specified.");
  const keys = words.slice(0, words.length / 2);
  const from = words.slice(words.length / 2).map((word, i): StreamId | undefined => (word === '$' ? (streamOf(c, keys[i]!)?.last ?? [0, 0]) : parseId(word)));
  if (from.includes(undefined)) return fail(INVALID_ID);
  const until = blockMs === undefined ? 0 : blockMs === 0 ? Infinity : c.now() + blockMs;
  for (;;) {
    const found = keys.flatMap((key, i) => {
      const entries = (streamOf(c, key)?.entries ?? []).filter(({ id }) => compareIds(id, from[i]!) > 0).slice(0, count);
      return entries.length === 0 ? [] : [{ array: [bulk(key), { array: entries.map(shownEntry) }] }];
    });
    if (found.length > 0) return { array: found };
    if (blockMs === undefined || c.inTransaction || !(await c.server.changed(until - c.now()))) return { array: null };
  }
}

/** Commands on streams (redis.io: commands, group stream). */
export const STREAMS: CommandTable = {
  xadd: writes(-5, add),
  xlen: reads(2, (c, [key = '']) => int(streamOf(c, key)?.entries.length ?? 0)),
  xrange: reads(-4, (c, words) => within(c, words, false)),
  xrevrange: reads(-4, (c, words) => within(c, words, true)),
  xread: reads(-4, read),
  xdel: writes(-3, (c, [key = '', ...ids]) => {
    const stream = streamOf(c, key);
    const wanted = ids.map((id) => parseId(id) ?? invalid());
    if (!stream) return int(0);
    const before = stream.entries.length;
    stream.entries = stream.entries.filter(({ id }) => !wanted.some((each) => compareIds(each, id) === 0));
    return int(before - stream.entries.length);
  }),
  xtrim: writes(-4, (c, [key = '', ...words]) => {
    const trim = trimming(words);
    if (!trim) return SYNTAX;
    const stream = streamOf(c, key);
    return int(stream ? trim(stream) : 0);
  }),
  ...STREAM_GROUPS,
};

function invalid(): never {
  throw new RedisError(INVALID_ID);
}
