import { integer, reads, SYNTAX, type Client, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, OK, type Reply } from './resp';

function auth(c: Context, words: string[]): Reply {
  if (words.length > 2) return SYNTAX;
  const password = c.server.config.get('requirepass') ?? '';
  if (password === '' && words.length === 1) return fail('ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?');
  const user = words.length > 1 ? words[0] : 'default';
  if (user !== 'default' || (password !== '' && words.at(-1) !== password)) return fail('WRONGPASS invalid username-password pair or user is disabled.');
  c.client.authenticated = true;
  return OK;
}

/** A client as CLIENT LIST and CLIENT INFO show it (redis.io: CLIENT LIST). */
function described(c: Context, each: Client): string {
  const seconds = Math.floor((c.now() - each.since) / 1000);
  const flags = each.monitors ? 'O' : each.channels.size + each.patterns.size > 0 ? 'P' : each.queue ? 'x' : 'N';
  return `id=${each.id} addr=${each.address} laddr=127.0.0.1:${c.server.port} fd=${7 + each.id} name=${each.name} age=${seconds} idle=${each === c.client ? 0 : seconds} flags=${flags} db=${each.db} sub=${each.channels.size} psub=${each.patterns.size} ssub=0 multi=${each.queue?.length ?? -1} watch=${each.watched.size} qbuf=${each === c.client ? 26 : 0} qbuf-free=${each === c.client ? 20448 : 0} argv-mem=${each === c.client ? 10 : 0} multi-mem=0 rbs=1024 rbp=0 obl=0 oll=0 omem=0 tot-mem=${each === c.client ? 22426 : 1928} events=r cmd=${each.command} user=default redir=-1 resp=2 lib-name= lib-ver=\n`;
}

const NAME = 'ERR Client names cannot contain spaces, newlines or special characters.';

function client(c: Context, [verb = '', ...words]: string[]): Reply {
  const sub = verb.toLowerCase();
  if (['id', 'getname'].includes(sub) && words.length > 0) return fail(`ERR wrong number of arguments for 'client|${sub}' command`);
  switch (sub) {
    case 'id': return int(c.client.id);
    case 'getname': return bulk(c.client.name || null);
    case 'setname':
      if (words.length !== 1) return fail("ERR wrong number of arguments for 'client|setname' command");
      if (/[^!-~]/.test(words[0]!)) return fail(NAME);
      c.client.name = words[0]!;
      return OK;
    case 'setinfo': case 'no-evict': case 'no-touch': case 'tracking': case 'reply': return OK;
    case 'info': return bulk(described(c, c.client));
    case 'list': return bulk([...c.server.clients].map((each) => described(c, each)).join(''));
    case 'kill': {
      const by = words.length === 1 ? 'addr' : words[0]?.toLowerCase();
      const wanted = words.at(-1);
      const found = [...c.server.clients].filter((each) => (by === 'id' ? String(each.id) === wanted : each.address === wanted));
      for (const each of found) each.close();
      return words.length === 1 ? (found.length > 0 ? OK : fail('ERR No such client')) : int(found.length);
    }
    default: return fail(['help', 'pause', 'unpause', 'unblock', 'caching', 'getredir', 'trackinginfo'].includes(sub) ? `ERR dockyard: CLIENT ${verb.toUpperCase()} is not simulated` : `ERR unknown subcommand '${verb}'. Try CLIENT HELP.`);
  }
}

/** HELLO: protocol 2 only. */
function hello(c: Context, [version = '2', ...words]: string[]): Reply {
  if (!/^\d+$/.test(version)) return fail('ERR Protocol version is not an integer or out of range');
  if (version !== '2' && version !== '3') return fail('NOPROTO unsupported protocol version');
  for (let i = 0; i < words.length; i++) {
    if (/^auth$/i.test(words[i]!)) {
      const reply = auth(c, words.slice(i + 1, i + 3));
      if ('error' in reply) return reply;
      i += 2;
    } else if (/^setname$/i.test(words[i]!)) c.client.name = words[++i] ?? '';
    else return SYNTAX;
  }
  if (!c.client.authenticated && (c.server.config.get('requirepass') ?? '') !== '') return fail('NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time');
  if (version === '3') return fail('NOPROTO dockyard: RESP3 is not simulated');
  return { array: [bulk('server'), bulk('redis'), bulk('version'), bulk(c.server.version), bulk('proto'), int(2), bulk('id'), int(c.client.id), bulk('mode'), bulk('standalone'), bulk('role'), bulk('master'), bulk('modules'), { array: [] }] };
}

function acl(c: Context, [verb = '', ...words]: string[]): Reply {
  switch (verb.toLowerCase()) {
    case 'whoami': return bulk('default');
    case 'users': return list(['default']);
    case 'list': return list([`user default on ${(c.server.config.get('requirepass') ?? '') === '' ? 'nopass' : `#${'0'.repeat(64)}`} sanitize-payload ~* &* +@all`]);
    case 'getuser': return words[0] === 'default' ? fail('ERR dockyard: ACL GETUSER is not simulated') : { array: null };
    case 'setuser': case 'deluser': case 'cat': case 'genpass': case 'log': case 'save': case 'load': case 'dryrun': case 'help': return fail(`ERR dockyard: ACL ${verb.toUpperCase()} is not simulated`);
    default: return fail(`ERR unknown subcommand '${verb}'. Try ACL HELP.`);
  }
}

/** Commands about the connection (redis.io: commands, group connection). */
export const CONNECTION: CommandTable = {
  ping: reads(-1, (c, words) => {
    if (words.length > 1) return fail("ERR wrong number of arguments for 'ping' command");
    if (c.client.channels.size + c.client.patterns.size > 0) return list(['pong', words[0] ?? '']);
    return words.length === 0 ? { status: 'PONG' } : bulk(words[0]);
  }),
  echo: reads(2, (_c, [message]) => bulk(message)),
  select: reads(2, (c, [number]) => {
    const db = integer(number);
    if (!c.store.databases[db]) return fail('ERR DB index is out of range');
    c.client.db = db;
    return OK;
  }),
  auth: reads(-2, auth),
  hello: reads(-1, hello),
  client: reads(-2, client),
  acl: reads(-2, acl),
};
