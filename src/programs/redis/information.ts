import { reads, type CommandTable, type Context } from './command';
import { bulk, int, type Reply } from './resp';
import { memorySize } from './config';
import { keyspaceBytes } from './objects';

/** What an empty server has allocated, in bytes. */
export const EMPTY_BYTES = 1_004_512;

/** A size as INFO's _human fields show it. */
function human(bytes: number): string {
  if (bytes < 1024) return `${bytes}B`;
  const power = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(2)}${'BKMGT'[power]}`;
}

/** INFO's sections (redis.io: INFO); only what is known here is listed. */
function sections(c: Context): Record<string, string[]> {
  const { server } = c;
  const get = (name: string) => server.config.get(name) ?? '';
  const uptime = Math.floor((c.now() - server.startedAt) / 1000);
  const used = EMPTY_BYTES + keyspaceBytes(c) + server.clients.size * 1928;
  const limit = memorySize(get('maxmemory')) ?? 0;
  const clients = [...server.clients];
  return {
    Server: [`redis_version:${server.version}`, 'redis_git_sha1:00000000', 'redis_git_dirty:0', 'redis_build_id:8b1bb7a9b3a4e7a5', 'redis_mode:standalone', 'os:Linux 6.8.0 x86_64', 'arch_bits:64', 'monotonic_clock:POSIX clock_gettime', 'multiplexing_api:epoll', 'atomicvar_api:c11-builtin', `process_id:${server.pid}`, 'process_supervised:no', `tcp_port:${server.port}`, `server_time_usec:${Math.floor(c.now() * 1000)}`, `uptime_in_seconds:${uptime}`, `uptime_in_days:${Math.floor(uptime / 86400)}`, `hz:${get('hz')}`, `configured_hz:${get('hz')}`, 'executable:/data/redis-server', `config_file:${server.file ?? ''}`, 'io_threads_active:0'],
    Clients: [`connected_clients:${clients.length}`, 'cluster_connections:0', `maxclients:${get('maxclients')}`, 'blocked_clients:0', 'tracking_clients:0', `pubsub_clients:${clients.filter((each) => each.channels.size + each.patterns.size > 0).length}`, `watching_clients:${clients.filter((each) => each.watched.size > 0).length}`],
    Memory: [`used_memory:${used}`, `used_memory_human:${human(used)}`, 'used_memory_rss:10485760', 'used_memory_rss_human:10.00M', `used_memory_peak:${used}`, `used_memory_peak_human:${human(used)}`, `maxmemory:${limit}`, `maxmemory_human:${human(limit)}`, `maxmemory_policy:${get('maxmemory-policy')}`, `mem_fragmentation_ratio:${(10485760 / used).toFixed(2)}`, 'mem_allocator:jemalloc-5.3.0', 'lazyfree_pending_objects:0'],
    Persistence: ['loading:0', 'async_loading:0', `rdb_changes_since_last_save:${server.dirty}`, 'rdb_bgsave_in_progress:0', `rdb_last_save_time:${Math.floor(server.lastSave / 1000)}`, 'rdb_last_bgsave_status:ok', `rdb_saves:${server.saves}`, `aof_enabled:${get('appendonly') === 'yes' ? 1 : 0}`, 'aof_rewrite_in_progress:0', 'aof_rewrite_scheduled:0', 'aof_last_bgrewrite_status:ok', 'aof_last_write_status:ok'],
    Stats: [`total_connections_received:${server.connections}`, `total_commands_processed:${server.commands}`, 'instantaneous_ops_per_sec:0', 'rejected_connections:0', 'sync_full:0', 'sync_partial_ok:0', 'sync_partial_err:0', 'expired_keys:0', `evicted_keys:${server.evicted}`, `keyspace_hits:${server.hits}`, `keyspace_misses:${server.misses}`, `pubsub_channels:${new Set(clients.flatMap((each) => [...each.channels])).size}`, `pubsub_patterns:${new Set(clients.flatMap((each) => [...each.patterns])).size}`, `total_error_replies:${server.errors}`],
    Replication: ['role:master', 'connected_slaves:0', 'master_failover_state:no-failover', 'master_replid2:0000000000000000000000000000000000000000', 'master_repl_offset:0', 'second_repl_offset:-1', 'repl_backlog_active:0', 'repl_backlog_size:1048576', 'repl_backlog_first_byte_offset:0', 'repl_backlog_histlen:0'],
    CPU: [`used_cpu_sys:${(uptime / 900).toFixed(6)}`, `used_cpu_user:${(uptime / 1000).toFixed(6)}`, 'used_cpu_sys_children:0.000000', 'used_cpu_user_children:0.000000'],
    Modules: [],
    Errorstats: server.errors > 0 ? [`errorstat_ERR:count=${server.errors}`] : [],
    Cluster: ['cluster_enabled:0'],
    Keyspace: c.store.databases.flatMap((db, index) => {
      const ends = db.keys().flatMap((key) => db.expiry(key) ?? []);
      const average = ends.length === 0 ? 0 : Math.floor(ends.reduce((sum, at) => sum + at - c.now(), 0) / ends.length);
      return db.keys().length === 0 ? [] : [`db${index}:keys=${db.keys().length},expires=${ends.length},avg_ttl=${average}${server.version >= '7.4' ? ',subexpiry=0' : ''}`];
    }),
  };
}

function info(c: Context, names: string[]): Reply {
  const wanted = names.map((name) => name.toLowerCase());
  const all = wanted.length === 0 || wanted.some((name) => ['all', 'default', 'everything'].includes(name));
  const parts = Object.entries(sections(c)).filter(([name]) => all || wanted.includes(name.toLowerCase()));
  return bulk(parts.map(([name, lines]) => `# ${name}\r\n${lines.map((line) => `${line}\r\n`).join('')}`).join('\r\n'));
}

function slowLog(c: Context, [verb = '', count = '10']: string[]): Reply {
  const { slow } = c.server;
  switch (verb.toLowerCase()) {
    case 'len': return int(slow.length);
    case 'reset': slow.length = 0; return { status: 'OK' };
    case 'get': return { array: slow.slice(0, Number(count) < 0 ? undefined : Number(count)).map((each) => ({ array: [int(each.id), int(Math.floor(each.at / 1000)), int(each.us), { array: each.words.map(bulk) }, bulk(each.client), bulk(each.name)] })) };
    default: return { error: `ERR unknown subcommand '${verb}'. Try SLOWLOG HELP.` };
  }
}

/** What the server tells of itself (redis.io: INFO, SLOWLOG). */
export const INFORMATION: CommandTable = {
  info: reads(-1, info),
  slowlog: reads(-2, slowLog),
};
