import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { splitWords } from './resp';

/** What CONFIG GET knows, with its defaults; the official images are built with the protected mode off. */
const DEFAULTS: Readonly<Record<string, string>> = {
  port: '6379', bind: '* -::*', dir: '', dbfilename: 'dump.rdb', appendonly: 'no', appendfilename: 'appendonly.aof', appenddirname: 'appendonlydir', appendfsync: 'everysec', save: '3600 1 300 100 60 10000', requirepass: '', maxmemory: '0', 'maxmemory-policy': 'noeviction', 'maxmemory-samples': '5', 'maxmemory-clients': '0', 'maxmemory-eviction-tenacity': '10', maxclients: '10000', databases: '16', timeout: '0',
  'tcp-keepalive': '300', loglevel: 'notice', logfile: '', daemonize: 'no', 'protected-mode': 'no', masterauth: '', replicaof: '', 'notify-keyspace-events': '', 'lazyfree-lazy-eviction': 'no', hz: '10', 'tcp-backlog': '511', unixsocket: '', 'slowlog-log-slower-than': '10000', 'slowlog-max-len': '128', 'stop-writes-on-bgsave-error': 'yes', rdbcompression: 'yes', rdbchecksum: 'yes',
  'auto-aof-rewrite-percentage': '100', 'auto-aof-rewrite-min-size': '67108864', 'replica-read-only': 'yes', 'cluster-enabled': 'no', 'io-threads': '1', pidfile: '', 'lua-time-limit': '5000', 'busy-reply-threshold': '5000', activedefrag: 'no', 'latency-monitor-threshold': '0',
};

const POLICIES = ['volatile-lru', 'volatile-lfu', 'volatile-random', 'volatile-ttl', 'allkeys-lru', 'allkeys-lfu', 'allkeys-random', 'noeviction'];
const WORDS: Readonly<Record<string, readonly string[]>> = { 'maxmemory-policy': POLICIES, appendfsync: ['everysec', 'always', 'no'], loglevel: ['debug', 'verbose', 'notice', 'warning', 'nothing'] };
const IMMUTABLE = new Set(['databases', 'daemonize', 'unixsocket', 'pidfile', 'tcp-backlog', 'appendfilename', 'appenddirname', 'cluster-enabled', 'io-threads', 'logfile']);

/** A size with its unit (`100mb`) in bytes; undefined for what is none. */
export function memorySize(text: string): number | undefined {
  const match = /^(\d+)(b|kb?|mb?|gb?)?$/i.exec(text);
  if (!match) return undefined;
  const unit = (match[2] ?? '').toLowerCase();
  const scale = { k: 1000, kb: 1024, m: 1e6, mb: 1024 ** 2, g: 1e9, gb: 1024 ** 3 }[unit] ?? 1;
  return Number(match[1]) * scale;
}

/** A value as a setting keeps it, or why it can't be. */
export function settingValue(name: string, text: string): { value: string } | { refusal: string } {
  const words = WORDS[name];
  if (words) return words.includes(text.toLowerCase()) ? { value: text.toLowerCase() } : { refusal: `argument(s) must be one of the following: ${words.join(', ')}` };
  const usual = DEFAULTS[name] ?? '';
  if (usual === 'yes' || usual === 'no') return /^(yes|no)$/i.test(text) ? { value: text.toLowerCase() } : { refusal: "argument must be 'yes' or 'no'" };
  if (/^maxmemory(-clients)?$|min-size$/.test(name)) {
    const bytes = memorySize(text);
    return bytes === undefined ? { refusal: 'argument must be a memory value' } : { value: String(bytes) };
  }
  if (/^\d+$/.test(usual) && !/^-?\d+$/.test(text)) return { refusal: "argument couldn't be parsed into an integer" };
  if (name === 'save' && text !== '' && !/^\d+ \d+( \d+ \d+)*$/.test(text)) return { refusal: 'Invalid save parameters' };
  return { value: text };
}

/** Whether CONFIG SET may change a setting. */
export const isImmutable = (name: string): boolean => IMMUTABLE.has(name);

export interface Configured {
  config: Map<string, string>;
  file: string | undefined;
}

function configError(version: string, line: string, number: number, why: string): string {
  return `\n*** FATAL CONFIG FILE ERROR (Redis ${version}) ***\nReading the configuration file, at line ${number}\n>>> '${line}'\n${why}\n`;
}

/** redis-server's arguments: a file, then `--name value` pairs. A string is the message of a refusal; a file that can't be read is told in the log. */
export function readConfiguration(sys: Sys, version: string): Configured | { unreadable: string } | string {
  const config = new Map(Object.entries({ ...DEFAULTS, dir: sys.cwd() }));
  let saves = 0;
  const set = (name: string, values: string[]): boolean | string => {
    const key = name.toLowerCase();
    if (!config.has(key)) return ['include', 'loadmodule', 'rename-command', 'client-output-buffer-limit', 'user', 'supervised', 'pidfile', 'always-show-logo'].includes(key) || /^[a-z]+(-[a-z]+)+$/.test(key);
    const settled = settingValue(key, values.join(' '));
    if ('refusal' in settled) return settled.refusal;
    config.set(key, key === 'save' && saves++ > 0 && settled.value !== '' ? `${config.get(key)} ${settled.value}`.trim() : settled.value);
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
      return { unreadable: `Fatal error, can't open config file '${file.startsWith('/') ? file : `${sys.cwd()}/${file}`}': ${error.message}` };
    }
    for (const [index, raw] of lines.entries()) {
      const line = raw.trim();
      if (line === '' || line.startsWith('#')) continue;
      const [name = '', ...values] = splitWords(line) ?? [];
      const done = set(name, values);
      if (done !== true) return configError(version, line, index + 1, done === false ? 'Bad directive or wrong number of arguments' : done);
    }
  }
  // The words of the command line follow the file as lines of their own, the first of them empty.
  for (let i = 0, line = 2; i < args.length; line++) {
    const name = args[i++]!.replace(/^--?/, '');
    const values: string[] = [];
    while (i < args.length && !/^--[a-z]/.test(args[i]!)) values.push(args[i++]!);
    const done = set(name, values);
    if (done !== true) return configError(version, [name, ...values.map((value) => `"${value}"`)].join(' '), line, done === false ? 'Bad directive or wrong number of arguments' : done);
  }
  return { config, file };
}
