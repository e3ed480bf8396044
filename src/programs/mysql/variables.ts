import type { Value } from '../sql/value';
import { mysqlError } from './messages';
import type { Answer } from './packet';

export type Scope = 'global' | 'session';

/** Variables that are on or off: SHOW tells it in words, an expression in numbers. */
const SWITCHES = new Set(['autocommit', 'foreign_key_checks', 'unique_checks', 'sql_notes', 'sql_log_bin', 'sql_safe_updates', 'local_infile', 'general_log', 'slow_query_log', 'read_only', 'profiling', 'log_bin', 'log_bin_trust_function_creators', 'skip_networking', 'skip_name_resolve', 'big_tables']);
const READ_ONLY = new Set(['version', 'version_comment', 'version_compile_os', 'version_compile_machine', 'port', 'socket', 'datadir', 'hostname', 'log_bin', 'skip_networking', 'skip_name_resolve', 'lower_case_table_names', 'protocol_version', 'system_time_zone', 'innodb_file_per_table', 'secure_file_priv']);
const GLOBAL_ONLY = new Set(['max_connections', 'innodb_buffer_pool_size', 'general_log', 'slow_query_log', 'read_only', 'local_infile', 'event_scheduler', 'max_connect_errors', 'connect_timeout', 'key_buffer_size', 'thread_cache_size', 'table_open_cache', 'log_bin_trust_function_creators', 'server_id', 'innodb_flush_log_at_trx_commit', 'sync_binlog']);
/** What switching them on would do isn't simulated. */
const WITHOUT_EFFECT = new Set(['general_log', 'slow_query_log', 'read_only', 'super_read_only', 'event_scheduler', 'profiling', 'sql_safe_updates']);

/** The server's variables that its start doesn't set otherwise. */
export function initialVariables(maria: boolean): [string, Value][] {
  return [
    ['autocommit', 'ON'], ['foreign_key_checks', 'ON'], ['unique_checks', 'ON'], ['sql_notes', 'ON'], ['sql_log_bin', 'ON'], ['sql_safe_updates', 'OFF'], ['local_infile', maria ? 'ON' : 'OFF'], ['general_log', 'OFF'], ['slow_query_log', 'OFF'], ['read_only', 'OFF'], ['profiling', 'OFF'],
    ['log_bin', maria ? 'OFF' : 'ON'], ['log_bin_trust_function_creators', 'OFF'], ['event_scheduler', maria ? 'OFF' : 'ON'], ['big_tables', 'OFF'], ['skip_name_resolve', 'ON'],
    ['sql_mode', maria ? 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION' : 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'],
    ['character_set_client', 'utf8mb4'], ['character_set_connection', 'utf8mb4'], ['character_set_database', 'utf8mb4'], ['character_set_filesystem', 'binary'], ['character_set_results', 'utf8mb4'], ['character_set_system', 'utf8mb3'],
    ['default_storage_engine', 'InnoDB'], ['innodb_buffer_pool_size', 134217728], ['innodb_file_per_table', 'ON'], ['innodb_flush_log_at_trx_commit', 1], ['innodb_lock_wait_timeout', 50], ['max_allowed_packet', maria ? 16777216 : 67108864], ['max_connect_errors', 100],
    ['connect_timeout', 10], ['interactive_timeout', 28800], ['wait_timeout', 28800], ['net_read_timeout', 30], ['net_write_timeout', 60], ['group_concat_max_len', maria ? 1048576 : 1024], ['lower_case_table_names', 0], ['long_query_time', '10.000000'], ['protocol_version', 10], ['server_id', 1], ['sync_binlog', maria ? 0 : 1],
    [maria ? 'tx_isolation' : 'transaction_isolation', 'REPEATABLE-READ'], ['system_time_zone', 'UTC'], ['time_zone', 'SYSTEM'], ['version_compile_machine', 'x86_64'],
  ];
}

/** The variables as a session sees them: it keeps those that it found at its start. Names in small letters. */
export class Variables {
  private readonly own: Map<string, Value>;

  /** The server's variables, and what they were at its start. */
  constructor(private readonly server: Map<string, Value>, private readonly initial: ReadonlyMap<string, Value>) {
    this.own = new Map([...server].filter(([name]) => !GLOBAL_ONLY.has(name) && !READ_ONLY.has(name)));
  }

  /** As an expression sees it; `global.` before the name asks for the server's. */
  get(written: string): Value | undefined {
    const name = written.replace(/^global\./, '');
    const value = (written === name ? this.own.get(name) : undefined) ?? this.server.get(name);
    return SWITCHES.has(name) ? (value === 'ON' ? 1 : 0) : value;
  }

  isOn(name: string): boolean {
    return this.get(name) === 1;
  }

  /** As SHOW VARIABLES lists them. */
  listed(scope: Scope): [string, string][] {
    return [...new Map([...this.server, ...(scope === 'global' ? [] : this.own)])].map(([name, value]) => [name, String(value)]);
  }

  /** SET; a refusal where there is one. `undefined` is DEFAULT. */
  set(name: string, value: Value | undefined, scope: Scope): Answer | undefined {
    if (!this.server.has(name)) return mysqlError(1235, '42000', `dockyard: the variable '${name}' is not simulated`);
    if (READ_ONLY.has(name)) return mysqlError(1238, 'HY000', `Variable '${name}' is a read only variable`);
    if (scope === 'session' && GLOBAL_ONLY.has(name)) return mysqlError(1229, 'HY000', `Variable '${name}' is a GLOBAL variable and should be set with SET GLOBAL`);
    let next = value ?? (scope === 'global' ? this.initial : this.server).get(name)!;
    if (SWITCHES.has(name)) {
      const word = String(next).toUpperCase();
      if (!['0', '1', 'ON', 'OFF', 'TRUE', 'FALSE'].includes(word)) return mysqlError(1231, '42000', `Variable '${name}' can't be set to the value of '${String(next)}'`);
      next = ['1', 'ON', 'TRUE'].includes(word) ? 'ON' : 'OFF';
    }
    if (WITHOUT_EFFECT.has(name) && ['ON', '1'].includes(String(next).toUpperCase())) return mysqlError(1235, '42000', `dockyard: ${name} is not simulated`);
    (scope === 'global' ? this.server : this.own).set(name, next);
    return undefined;
  }
}
