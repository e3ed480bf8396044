import { globPattern, integer, reads, SYNTAX, type CommandTable, type Context } from './command';
import { isImmutable, settingValue } from './config';
import { bulk, fail, int, list, OK, type Reply } from './resp';

async function setConfig(c: Context, words: readonly string[]): Promise<Reply> {
  const { config: values } = c.server;
  if (words.length === 0 || words.length % 2 !== 0) return fail("ERR wrong number of arguments for 'config|set' command");
  const changes: [string, string][] = [];
  for (let i = 0; i < words.length; i += 2) {
    const name = words[i]!.toLowerCase();
    if (!values.has(name)) return fail(`ERR Unknown option or number of arguments for CONFIG SET - '${words[i]}'`);
    const settled = isImmutable(name) ? { refusal: "can't set immutable config" } : settingValue(name, words[i + 1]!);
    if ('refusal' in settled) return fail(`ERR CONFIG SET failed (possibly related to argument '${words[i]}') - ${settled.refusal}`);
    changes.push([name, settled.value]);
  }
  for (const [name, value] of changes) {
    if (name === 'appendonly' && value === 'yes' && values.get(name) === 'no') await c.server.rewriteLog();
    values.set(name, value);
  }
  return OK;
}

function config(c: Context, [verb = '', ...words]: string[]): Reply | Promise<Reply> {
  switch (verb.toLowerCase()) {
    case 'get': {
      if (words.length === 0) return fail("ERR wrong number of arguments for 'config|get' command");
      const patterns = words.map((word) => globPattern(word.toLowerCase()));
      return list([...c.server.config].filter(([name]) => patterns.some((pattern) => pattern.test(name))).flat());
    }
    case 'set': return setConfig(c, words);
    case 'rewrite': return fail(c.server.file === undefined ? 'ERR The server is running without a config file' : 'ERR dockyard: CONFIG REWRITE is not simulated');
    case 'resetstat':
      c.server.hits = c.server.misses = c.server.commands = c.server.connections = c.server.errors = c.server.evicted = 0;
      return OK;
    default: return fail(`ERR unknown subcommand '${verb}'. Try CONFIG HELP.`);
  }
}

const NO_CLUSTER = fail('ERR This instance has cluster support disabled');

/** Commands about the server (redis.io: commands, groups server and cluster). */
export const SERVER: CommandTable = {
  config: reads(-2, config),
  time: reads(1, (c) => list([String(Math.floor(c.now() / 1000)), String(Math.floor((c.now() % 1000) * 1000))])),
  role: reads(1, () => ({ array: [bulk('master'), int(0), { array: [] }] })),
  wait: reads(3, (_c, [replicas, timeout]) => (integer(replicas), integer(timeout), int(0))),
  lastsave: reads(1, (c) => int(Math.floor(c.server.lastSave / 1000))),
  save: reads(1, async (c) => { await c.server.save(false); return OK; }),
  bgsave: reads(-1, async (c) => { await c.server.save(true); return { status: 'Background saving started' }; }),
  bgrewriteaof: reads(1, async (c) => { await c.server.rewriteLog(); return { status: 'Background append only file rewriting started' }; }),
  shutdown: reads(-1, (c, words) => {
    const how = words.map((word) => word.toLowerCase());
    if (how.some((word) => !['save', 'nosave', 'now', 'force'].includes(word)) || (how.includes('save') && how.includes('nosave'))) return SYNTAX;
    c.server.shutdown(how.includes('nosave') ? false : how.includes('save') || (c.server.config.get('save') ?? '') !== '');
    return OK;
  }),
  replicaof: reads(3, (_c, [host, port]) => (/^no$/i.test(host!) && /^one$/i.test(port!) ? OK : fail('ERR dockyard: replication is not simulated'))),
  slaveof: reads(3, (_c, [host, port]) => (/^no$/i.test(host!) && /^one$/i.test(port!) ? OK : fail('ERR dockyard: replication is not simulated'))),
  command: reads(-1, (c, [verb, ...names]) => {
    switch (verb?.toLowerCase()) {
      case undefined: case 'docs': return { array: [] };
      case 'count': return names.length > 0 ? fail("ERR wrong number of arguments for 'command|count' command") : int(c.server.version >= '7.4' ? 241 : 240);
      default: return fail(['info', 'list', 'getkeys', 'help', 'getkeysandflags'].includes(verb!.toLowerCase()) ? `ERR dockyard: COMMAND ${verb!.toUpperCase()} is not simulated` : `ERR unknown subcommand '${verb}'. Try COMMAND HELP.`);
    }
  }),
  latency: reads(-2, (_c, [verb = '']) => (/^latest$/i.test(verb) ? list([]) : /^reset$/i.test(verb) ? int(0) : fail(`ERR dockyard: LATENCY ${verb.toUpperCase()} is not simulated`))),
  module: reads(-2, (_c, [verb = '']) => (/^list$/i.test(verb) ? list([]) : fail('ERR dockyard: modules are not simulated'))),
  debug: reads(-2, () => fail('ERR DEBUG command not allowed. If the enable-debug-command option is set to "local", you can run it from a local connection, otherwise you need to set this option in the configuration file, and then restart the server.')),
  cluster: reads(-2, () => NO_CLUSTER),
  readonly: reads(1, () => NO_CLUSTER),
  readwrite: reads(1, () => NO_CLUSTER),
  asking: reads(1, () => NO_CLUSTER),
};
