import { globPattern, integer, reads, SYNTAX, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, OK, type Reply } from './resp';

/** INFO's sections (redis.io: INFO); only what is known here is listed. */
function sections(c: Context): Record<string, string[]> {
  const { server } = c;
  const uptime = Math.floor((c.now() - server.startedAt) / 1000);
  const used = 900_000 + c.store.size * 90;
  return {
    Server: [`redis_version:${server.version}`, 'redis_mode:standalone', 'os:Linux 6.8.0 x86_64', 'arch_bits:64', `process_id:${server.pid}`, `tcp_port:${server.port}`, `uptime_in_seconds:${uptime}`, `uptime_in_days:${Math.floor(uptime / 86400)}`, 'hz:10', `config_file:${server.config.get('config-file') ?? ''}`],
    Clients: [`connected_clients:${server.clients.size}`, `maxclients:${server.config.get('maxclients')}`, 'blocked_clients:0'],
    Memory: [`used_memory:${used}`, `used_memory_human:${(used / 1024).toFixed(2)}K`, 'used_memory_rss:10485760', 'used_memory_rss_human:10.00M', `maxmemory:${server.config.get('maxmemory')}`, `maxmemory_policy:${server.config.get('maxmemory-policy')}`],
    Persistence: ['loading:0', `rdb_changes_since_last_save:${server.dirty}`, 'rdb_bgsave_in_progress:0', `rdb_last_save_time:${Math.floor(server.lastSave / 1000)}`, 'rdb_last_bgsave_status:ok', `aof_enabled:${server.config.get('appendonly') === 'yes' ? 1 : 0}`],
    Stats: [`total_connections_received:${server.connections}`, `total_commands_processed:${server.commands}`, `keyspace_hits:${server.hits}`, `keyspace_misses:${server.misses}`],
    Replication: ['role:master', 'connected_slaves:0'],
    CPU: [],
    Keyspace: c.store.databases.flatMap((db, index) => (db.keys().length === 0 ? [] : [`db${index}:keys=${db.keys().length},expires=${db.volatile},avg_ttl=0`])),
  };
}

function info(c: Context, names: string[]): Reply {
  const wanted = names.map((name) => name.toLowerCase()).filter((name) => !['all', 'default', 'everything'].includes(name));
  const parts = Object.entries(sections(c)).filter(([name, lines]) => (wanted.length === 0 ? lines.length > 0 || name === 'Keyspace' : wanted.includes(name.toLowerCase())));
  return bulk(parts.map(([name, lines]) => `# ${name}\r\n${lines.map((line) => `${line}\r\n`).join('')}`).join('\r\n'));
}

function config(c: Context, [verb = '', ...words]: string[]): Reply {
  const { config: values } = c.server;
  if (verb.toLowerCase() === 'get') {
    const patterns = words.map((word) => globPattern(word.toLowerCase()));
    return list([...values].filter(([name]) => patterns.some((pattern) => pattern.test(name))).flat());
  }
  if (verb.toLowerCase() === 'set') {
    if (words.length === 0 || words.length % 2 !== 0) return fail("ERR wrong number of arguments for 'config|set' command");
    for (let i = 0; i < words.length; i += 2) {
      if (!values.has(words[i]!.toLowerCase())) return fail(`ERR Unknown option or number of arguments for CONFIG SET - '${words[i]}'`);
      values.set(words[i]!.toLowerCase(), words[i + 1]!);
    }
    return OK;
  }
  if (verb.toLowerCase() === 'resetstat') {
    c.server.hits = c.server.misses = c.server.commands = c.server.connections = 0;
    return OK;
  }
  return fail(`ERR unknown subcommand '${verb}'. Try CONFIG HELP.`);
}

function auth(c: Context, words: string[]): Reply {
  const password = c.server.config.get('requirepass') ?? '';
  if (password === '' && words.length === 1) return fail('ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?');
  const user = words.length > 1 ? words[0] : 'default';
  if (user !== 'default' || (password !== '' && words.at(-1) !== password)) return fail('WRONGPASS invalid username-password pair or user is disabled.');
  c.client.authenticated = true;
  return OK;
}

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
  return replies.at(-1) ?? { array: [bulk(kind), bulk(null), int(0)] };
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

function client(c: Context, [verb = '', ...words]: string[]): Reply {
  switch (verb.toLowerCase()) {
    case 'id': return int(c.client.id);
    case 'getname': return bulk(c.client.name || null);
    case 'setname': c.client.name = words[0] ?? ''; return OK;
    case 'setinfo': return OK;
    case 'list': return bulk([...c.server.clients].map((each) => `id=${each.id} name=${each.name} db=${each.db} sub=${each.channels.size} psub=${each.patterns.size} user=default\n`).join(''));
    default: return fail(`ERR unknown subcommand '${verb}'. Try CLIENT HELP.`);
  }
}

/** Commands about the connection and the server (redis.io: commands, groups connection, server, pubsub). */
export const SERVER: CommandTable = {
  ping: reads(-1, (_c, [message]) => (message === undefined ? { status: 'PONG' } : bulk(message))),
  echo: reads(2, (_c, [message]) => bulk(message)),
  select: reads(2, (c, [number]) => {
    const db = integer(number);
    if (!c.store.databases[db]) return fail('ERR DB index is out of range');
    c.client.db = db;
    return OK;
  }),
  auth: reads(-2, auth),
  client: reads(-2, client),
  info: reads(-1, info),
  config: reads(-2, config),
  command: reads(-1, () => ({ array: [] })),
  time: reads(1, (c) => list([String(Math.floor(c.now() / 1000)), String(Math.floor((c.now() % 1000) * 1000))])),
  role: reads(1, () => ({ array: [bulk('master'), int(0), { array: [] }] })),
  lastsave: reads(1, (c) => int(Math.floor(c.server.lastSave / 1000))),
  save: reads(1, async (c) => { await c.server.save(); return OK; }),
  bgsave: reads(-1, async (c) => { await c.server.save(); return { status: 'Background saving started' }; }),
  shutdown: reads(-1, (c, [how = '']) => {
    if (how !== '' && !/^(no)?save$/i.test(how)) return SYNTAX;
    c.server.shutdown(how.toLowerCase() !== 'nosave');
    return OK;
  }),
  subscribe: reads(-2, (c, names) => subscribe(c, names, 'subscribe')),
  psubscribe: reads(-2, (c, names) => subscribe(c, names, 'psubscribe')),
  unsubscribe: reads(-1, (c, names) => subscribe(c, names, 'unsubscribe')),
  punsubscribe: reads(-1, (c, names) => subscribe(c, names, 'punsubscribe')),
  publish: reads(3, (c, [channel = '', message = '']) => publish(c, channel, message)),
};
