import { integer, reads, SYNTAX, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, OK, RedisError, type Reply } from './resp';
import { compareIds, parseId, showId, type Stream, type StreamGroup } from './stream-value';

const streamOf = (c: Context, key: string): Stream | undefined => c.db.typed(key, 'stream')?.stream;

const NEEDS_KEY = 'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.';

function groupOf(c: Context, key: string, name: string): StreamGroup | undefined {
  return streamOf(c, key)?.groups.find((group) => group.name === name);
}

function needGroup(c: Context, key: string, name: string): StreamGroup {
  const group = groupOf(c, key, name);
  if (!group) throw new RedisError(`NOGROUP No such key '${key}' or consumer group '${name}'`);
  return group;
}

function consumerOf(c: Context, group: StreamGroup, name: string): boolean {
  const there = group.consumers.find((consumer) => consumer.name === name);
  if (there) there.seenAt = c.now();
  else group.consumers.push({ name, seenAt: c.now() });
  return there === undefined;
}

function manage(c: Context, [verb = '', key = '', name = '', word = '', ...options]: string[]): Reply {
  const sub = verb.toLowerCase();
  if (!['create', 'setid', 'destroy', 'createconsumer', 'delconsumer'].includes(sub)) return fail(`ERR unknown subcommand '${verb}'. Try XGROUP HELP.`);
  const makes = sub === 'create' && options.some((option) => /^mkstream$/i.test(option));
  const stream = streamOf(c, key) ?? (makes ? c.db.made(key, 'stream').stream : undefined);
  if (!stream) return fail(NEEDS_KEY);
  const group = groupOf(c, key, name);
  const id = word === '$' ? stream.last : parseId(word);
  if (sub === 'create') {
    if (!id) return fail('ERR Invalid stream ID specified as stream command argument');
    if (group) return fail('BUSYGROUP Consumer Group name already exists');
    stream.groups.push({ name, last: id, read: 0, consumers: [], pending: [] });
    return OK;
  }
  if (sub === 'destroy') {
    stream.groups = stream.groups.filter((each) => each !== group);
    return int(group !== undefined);
  }
  if (!group) return fail(`NOGROUP No such consumer group '${name}' for key name '${key}'`);
  if (sub === 'setid') {
    if (!id) return fail('ERR Invalid stream ID specified as stream command argument');
    group.last = id;
    return OK;
  }
  if (sub === 'createconsumer') return int(consumerOf(c, group, word));
  const lost = group.pending.filter((entry) => entry.consumer === word).length;
  group.consumers = group.consumers.filter((consumer) => consumer.name !== word);
  group.pending = group.pending.filter((entry) => entry.consumer !== word);
  return int(lost);
}

interface GroupRead {
  name: string;
  consumer: string;
  count: number | undefined;
  blockMs: number | undefined;
  noAck: boolean;
}

/** New entries for a consumer (`>`), or those that it hasn't acknowledged yet. */
function deliver(c: Context, key: string, from: string, { name, consumer, count, noAck }: GroupRead): Reply | undefined {
  const stream = streamOf(c, key);
  const group = groupOf(c, key, name);
  if (!stream || !group) throw new RedisError(`NOGROUP No such key '${key}' or consumer group '${name}' in XREADGROUP with GROUP option`);
  consumerOf(c, group, consumer);
  const shown = (entries: Stream['entries']): Reply => ({ array: [bulk(key), { array: entries.map(({ id, fields }) => ({ array: [bulk(showId(id)), list(fields)] })) }] });
  if (from !== '>') {
    const after = parseId(from) ?? [0, 0];
    const own = group.pending.filter((entry) => entry.consumer === consumer && compareIds(entry.id, after) > 0);
    return shown(stream.entries.filter(({ id }) => own.some((entry) => compareIds(entry.id, id) === 0)).slice(0, count));
  }
  const fresh = stream.entries.filter(({ id }) => compareIds(id, group.last) > 0).slice(0, count);
  if (fresh.length === 0) return undefined;
  group.last = fresh.at(-1)!.id;
  group.read += fresh.length;
  if (!noAck) group.pending.push(...fresh.map(({ id }) => ({ id, consumer, deliveredAt: c.now(), count: 1 })));
  return shown(fresh);
}

async function readGroup(c: Context, [group, name = '', consumer = '', ...words]: string[]): Promise<Reply> {
  if (!/^group$/i.test(group ?? '')) return fail('ERR Missing GROUP option for XREADGROUP');
  const read: GroupRead = { name, consumer, count: undefined, blockMs: undefined, noAck: false };
  while (words.length > 0 && !/^streams$/i.test(words[0]!)) {
    const option = words.shift()!.toLowerCase();
    if (option === 'count') read.count = integer(words.shift());
    else if (option === 'block') read.blockMs = integer(words.shift(), 'ERR timeout is not an integer or out of range');
    else if (option === 'noack') read.noAck = true;
    else return SYNTAX;
  }
  words.shift();
  if (words.length === 0 || words.length % 2 !== 0) return fail("ERR Unbalanced 'xreadgroup' list of streams: for each stream key an ID or '>' must be specified.");
  const half = words.length / 2;
  const until = read.blockMs === undefined ? 0 : read.blockMs === 0 ? Infinity : c.now() + read.blockMs;
  for (;;) {
    const found = words.slice(0, half).map((key, i) => deliver(c, key, words[half + i]!, read)).filter((each) => each !== undefined);
    if (found.length > 0) return { array: found };
    if (read.blockMs === undefined || c.inTransaction || !(await c.server.changed(until - c.now()))) return { array: null };
  }
}

/** XPENDING: the summary, or the entries of a range. */
function pending(c: Context, [key = '', name = '', ...words]: string[]): Reply {
  const group = needGroup(c, key, name);
  const order = [...group.pending].sort((a, b) => compareIds(a.id, b.id));
  if (words.length === 0) {
    if (order.length === 0) return { array: [int(0), bulk(null), bulk(null), { array: null }] };
    const counts = new Map<string, number>();
    for (const entry of order) counts.set(entry.consumer, (counts.get(entry.consumer) ?? 0) + 1);
    return { array: [int(order.length), bulk(showId(order[0]!.id)), bulk(showId(order.at(-1)!.id)), { array: [...counts].map(([consumer, count]) => list([consumer, String(count)])) }] };
  }
  if (words.length < 3) return SYNTAX;
  const [start = '', end = '', count, consumer] = words;
  const [low, high] = [start === '-' ? [0, 0] as const : parseId(start), end === '+' ? [Infinity, Infinity] as const : parseId(end, Infinity)];
  if (!low || !high) return fail('ERR Invalid stream ID specified as stream command argument');
  const found = order.filter(({ id, consumer: own }) => compareIds(id, [...low]) >= 0 && compareIds(id, [...high]) <= 0 && (consumer === undefined || own === consumer));
  return { array: found.slice(0, integer(count)).map((entry) => ({ array: [bulk(showId(entry.id)), bulk(entry.consumer), int(Math.floor(c.now() - entry.deliveredAt)), int(entry.count)] })) };
}

function information(c: Context, [verb = '', key = '', name = '']: string[]): Reply {
  const stream = streamOf(c, key);
  const sub = verb.toLowerCase();
  if (!['stream', 'groups', 'consumers'].includes(sub)) return fail(`ERR unknown subcommand '${verb}'. Try XINFO HELP.`);
  if (!stream) return fail('ERR no such key');
  if (sub === 'groups') return { array: stream.groups.map((group) => ({ array: [bulk('name'), bulk(group.name), bulk('consumers'), int(group.consumers.length), bulk('pending'), int(group.pending.length), bulk('last-delivered-id'), bulk(showId(group.last)), bulk('entries-read'), int(group.read), bulk('lag'), int(stream.entries.filter(({ id }) => compareIds(id, group.last) > 0).length)] })) };
  if (sub === 'consumers') return { array: needGroup(c, key, name).consumers.map((consumer) => ({ array: [bulk('name'), bulk(consumer.name), bulk('pending'), int(groupOf(c, key, name)!.pending.filter((entry) => entry.consumer === consumer.name).length), bulk('idle'), int(Math.floor(c.now() - consumer.seenAt)), bulk('inactive'), int(Math.floor(c.now() - consumer.seenAt))] })) };
  const entry = (at: number): Reply => { const found = stream.entries.at(at); return found ? { array: [bulk(showId(found.id)), list(found.fields)] } : bulk(null); };
  return { array: [bulk('length'), int(stream.entries.length), bulk('radix-tree-keys'), int(1), bulk('radix-tree-nodes'), int(2), bulk('last-generated-id'), bulk(showId(stream.last)), bulk('max-deleted-entry-id'), bulk('0-0'), bulk('entries-added'), int(stream.added), bulk('recorded-first-entry-id'), bulk(showId(stream.entries[0]?.id ?? [0, 0])), bulk('groups'), int(stream.groups.length), bulk('first-entry'), entry(0), bulk('last-entry'), entry(-1)] };
}

/** Consumer groups of streams (redis.io: commands, group stream). */
export const STREAM_GROUPS: CommandTable = {
  xgroup: writes(-2, manage),
  xreadgroup: writes(-7, readGroup),
  xack: writes(-4, (c, [key = '', name = '', ...ids]) => {
    const group = groupOf(c, key, name);
    if (!group) return int(0);
    const before = group.pending.length;
    group.pending = group.pending.filter(({ id }) => !ids.includes(showId(id)));
    return int(before - group.pending.length);
  }),
  xpending: reads(-3, pending),
  xinfo: reads(-2, information),
  xclaim: writes(-6, () => fail('ERR dockyard: XCLAIM is not simulated')),
  xautoclaim: writes(-6, () => fail('ERR dockyard: XAUTOCLAIM is not simulated')),
};
