import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { splitWords } from './resp';

/** What CONFIG GET knows, with its defaults. */
const DEFAULTS: Readonly<Record<string, string>> = {
  port: '6379', bind: '* -::*', dir: '', dbfilename: 'dump.rdb', appendonly: 'no', appendfsync: 'everysec', save: '3600 1 300 100 60 10000', requirepass: '', maxmemory: '0', 'maxmemory-policy': 'noeviction', maxclients: '10000', databases: '16', timeout: '0',
  'tcp-keepalive': '300', loglevel: 'notice', logfile: '', daemonize: 'no', 'protected-mode': 'yes', masterauth: '', replicaof: '', 'notify-keyspace-events': '', 'lazyfree-lazy-eviction': 'no', hz: '10', 'tcp-backlog': '511', unixsocket: '',
};

export interface Configured {
  config: Map<string, string>;
  file: string | undefined;
}

function configError(line: string, number: number, why: string): string {
  return `\n*** FATAL CONFIG FILE ERROR (Redis 7.4.0) ***\nReading the configuration file, at line ${number}\n>>> '${line}'\n${why}\n`;
}

/** redis-server's arguments: a file, then `--name value` pairs. A string is the message of a refusal. */
export function readConfiguration(sys: Sys): Configured | string {
  const config = new Map(Object.entries({ ...DEFAULTS, dir: sys.cwd() }));
  const set = (name: string, values: string[]): boolean => {
    const key = name.toLowerCase();
    if (!config.has(key)) return ['include', 'loadmodule', 'rename-command', 'client-output-buffer-limit', 'user', 'supervised', 'pidfile', 'always-show-logo'].includes(key) || /^[a-z]+(-[a-z]+)+$/.test(key);
    config.set(key, values.join(' '));
    return true;
  };
  const args = sys.argv.slice(1);
  let file: string | undefined;
  if (args[0] !== undefined && !args[0].startsWith('-')) {
    file = args.shift()!;
    let lines: string[];
    try {
      lines = sys.readText(file).split('\n');
    } catch (error) {
      if (!isSysError(error)) throw error;
      return `Fatal error, can't open config file '${file.startsWith('/') ? file : `${sys.cwd()}/${file}`}': ${error.message}\n`;
    }
    for (const [index, raw] of lines.entries()) {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) continue;
      const [name = '', ...values] = splitWords(line) ?? [];
      if (!set(name, values)) return configError(line, index + 1, 'Bad directive or wrong number of arguments');
    }
  }
  for (let i = 0; i < args.length; ) {
    const name = args[i++]!.replace(/^--?/, '');
    const values: string[] = [];
    while (i < args.length && !/^--[a-z]/.test(args[i]!)) values.push(args[i++]!);
    if (!set(name, values)) return configError([name, ...values.map((value) => `"${value}"`)].join(' '), 1, 'Bad directive or wrong number of arguments');
  }
  return { config, file };
}
