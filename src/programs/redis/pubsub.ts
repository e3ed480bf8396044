import { globPattern, reads, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, type Reply } from './resp';

/** Every pub/sub channel of a client, and the number of its subscriptions after a change. */
function subscribe(c: Context, names: readonly string[], kind: 'subscribe' | 'psubscribe' | 'unsubscribe' | 'punsubscribe'): Reply {
  const set = kind.startsWith('p') ? c.client.patterns : c.client.channels;
  const all = names.length > 0 ? names : [...set];
  const replies = all.map((name): Reply => {
    if (kind.endsWith('unsubscribe')) set.delete(name);
    else set.add(name);
    return { array: [bulk(kind), bulk(name), int(c.client.channels.size + c.client.patterns.size)] };
  });
  for (const reply of replies.slice(0, -1)) c.client.push(reply);
  return replies.at(-1) ?? { array: [bulk(kind), bulk(null), int(c.client.channels.size + c.client.patterns.size)] };
}

function publish(c: Context, channel: string, message: string): Reply {
  let receivers = 0;
  for (const client of c.server.clients) {
    if (client.channels.has(channel)) {
      client.push(list(['message', channel, message]));
      receivers++;
    }
    for (const pattern of client.patterns) {
      if (!globPattern(pattern).test(channel)) continue;
      client.push(list(['pmessage', pattern, channel, message]));
      receivers++;
    }
  }
  return int(receivers);
}

function ask(c: Context, [verb = '', ...names]: string[]): Reply {
  const clients = [...c.server.clients];
  const followers = (name: string) => clients.filter((client) => client.channels.has(name)).length;
  switch (verb.toLowerCase()) {
    case 'channels': return list([...new Set(clients.flatMap((client) => [...client.channels]))].filter((name) => names[0] === undefined || globPattern(names[0]).test(name)));
    case 'numsub': return { array: names.flatMap((name) => [bulk(name), int(followers(name))]) };
    case 'numpat': return int(new Set(clients.flatMap((client) => [...client.patterns])).size);
    default: return fail(`ERR unknown subcommand '${verb}'. Try PUBSUB HELP.`);
  }
}

/** Messages to who listens (redis.io: commands, group pubsub). */
export const PUBSUB: CommandTable = {
  subscribe: reads(-2, (c, names) => subscribe(c, names, 'subscribe')),
  psubscribe: reads(-2, (c, names) => subscribe(c, names, 'psubscribe')),
  unsubscribe: reads(-1, (c, names) => subscribe(c, names, 'unsubscribe')),
  punsubscribe: reads(-1, (c, names) => subscribe(c, names, 'punsubscribe')),
  publish: reads(3, (c, [channel = '', message = '']) => publish(c, channel, message)),
  pubsub: reads(-2, ask),
};
