import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';

/** What mongod was told. */
export interface MongodOptions {
  port: number;
  dbpath: string;
  bindIp: string;
  auth: boolean;
  fork: boolean;
  shutdown: boolean;
  logpath: string | undefined;
  pidfile: string | undefined;
}

/** Why mongod doesn't start, and with which status. */
export class OptionsError extends Error {
  constructor(message: string, readonly status = 2) {
    super(message);
  }
}

/** Options with a value and those without (MongoDB manual: mongod). Those that change nothing here are refused by name. */
const VALUES = 'config port dbpath bind_ip logpath pidfilepath wiredTigerCacheSizeGB oplogSize replSet keyFile tlsMode tlsCertificateKeyFile tlsCAFile sslMode sslPEMKeyFile setParameter storageEngine logRotate timeStampFormat slowms profile maxConns unixSocketPrefix filePermissions timeZoneInfo enableMajorityReadConcern auditDestination wiredTigerJournalCompressor wiredTigerCollectionBlockCompressor syncdelay networkMessageCompressors clusterAuthMode cpu'.split(' ');
const FLAGS = 'help version auth noauth fork shutdown bind_ip_all ipv6 quiet verbose logappend syslog journal nojournal directoryperdb repair upgrade noscripting notablescan configsvr shardsvr nounixsocket objcheck noobjcheck transitionToAuth'.split(' ');
/** Options whose absence nobody notices. */
const HARMLESS = new Set('wiredTigerCacheSizeGB oplogSize storageEngine journal nojournal quiet verbose logappend noauth ipv6 nounixsocket slowms profile maxConns objcheck noobjcheck timeStampFormat syncdelay directoryperdb notablescan noscripting networkMessageCompressors logRotate'.split(' '));

const KNOWN = new Set('config port dbpath bind_ip bind_ip_all auth fork shutdown logpath pidfilepath'.split(' '));

/** The settings of a configuration file that are options' other names. */
const SETTINGS: Readonly<Record<string, string>> = {
  'storage.dbPath': 'dbpath', 'net.port': 'port', 'net.bindIp': 'bind_ip', 'net.bindIpAll': 'bind_ip_all', 'security.authorization': 'auth', 'systemLog.path': 'logpath', 'systemLog.destination': 'logRotate', 'systemLog.logAppend': 'logappend',
  'systemLog.verbosity': 'verbose', 'systemLog.quiet': 'quiet', 'storage.journal.enabled': 'journal', 'storage.engine': 'storageEngine', 'storage.wiredTiger.engineConfig.cacheSizeGB': 'wiredTigerCacheSizeGB', 'processManagement.fork': 'fork', 'processManagement.pidFilePath': 'pidfilepath',
  'processManagement.timeZoneInfo': 'timeZoneInfo', 'replication.replSetName': 'replSet', 'replication.oplogSizeMB': 'oplogSize', 'security.keyFile': 'keyFile', 'net.tls.mode': 'tlsMode', 'net.maxIncomingConnections': 'maxConns', 'operationProfiling.mode': 'profile', 'operationProfiling.slowOpThresholdMs': 'slowms',
};

/** A configuration file's settings by their dotted names: the part of YAML that such files are written in. */
function settingsOf(source: string): [name: string, value: string][] {
  const path: { indent: number; name: string }[] = [];
  const list: [string, string][] = [];
  for (const line of source.split('\n')) {
    const [, space = '', name, value = ''] = /^(\s*)([\w.]+):\s*(.*?)\s*(?:#.*)?$/.exec(line) ?? [];
    if (name === undefined) continue;
    while (path.length > 0 && path.at(-1)!.indent >= space.length) path.pop();
    if (value === '') path.push({ indent: space.length, name });
    else list.push([[...path.map((each) => each.name), name].join('.'), value.replace(/^(['"])(.*)\1$/, '$2')]);
  }
  return list;
}

function readConfig(sys: Sys, file: string): [string, string][] {
  let source: string;
  try {
    source = sys.readText(file);
  } catch (error) {
    if (!isSysError(error)) throw error;
    throw new OptionsError(`Error opening config file: ${error.message}\ntry 'mongod --help' for more information`);
  }
  return settingsOf(source).map(([name, value]) => {
    const option = SETTINGS[name];
    if (option === undefined) {
      if (/^(?:systemLog|storage|net|security|operationProfiling|replication|sharding|setParameter|auditLog|processManagement|cloud)\./.test(name)) throw new OptionsError(`dockyard: the setting ${name} of mongod is not simulated`, 1);
      throw new OptionsError(`Unrecognized option: ${name}\ntry 'mongod --help' for more information`);
    }
    return [option, value === 'enabled' ? 'true' : value === 'disabled' ? 'false' : value];
  });
}

/** mongod's command line over its configuration file. Throws OptionsError. */
export function mongodOptions(sys: Sys): MongodOptions {
  const given = new Map<string, string>();
  const args = sys.argv.slice(1);
  const short: Readonly<Record<string, string>> = { '-f': '--config', '-v': '--verbose' };
  const wrong = (message: string): OptionsError => new OptionsError(`Error parsing command line: ${message}\ntry 'mongod --help' for more information`);
  while (args.length > 0) {
    const arg = args.shift()!;
    const [, name, joined] = /^--([\w]+)(?:=([^]*))?$/.exec(short[arg] ?? arg) ?? [];
    if (name === undefined) throw wrong(arg.startsWith('-') ? `unrecognised option '${arg}'` : `too many positional options have been specified on the command line`);
    if (FLAGS.includes(name)) given.set(name, 'true');
    else if (!VALUES.includes(name)) throw wrong(`unrecognised option '--${name}'`);
    else {
      const value = joined ?? args.shift();
      if (value === undefined) throw wrong(`the required argument for option '--${name}' is missing`);
      if (given.has(name) && name !== 'setParameter') throw wrong(`Multiple occurrences of option "--${name}"`);
      given.set(name, value);
    }
  }
  if (given.has('config')) for (const [name, value] of readConfig(sys, given.get('config')!)) if (!given.has(name)) given.set(name, value);
  const port = given.get('port') ?? '27017';
  if (!/^\d+$/.test(port)) throw wrong(`the argument ('${port}') for option '--port' is invalid`);
  for (const name of given.keys()) {
    if (KNOWN.has(name) || HARMLESS.has(name) || (name === 'tlsMode' && given.get(name) === 'disabled')) continue;
    throw new OptionsError(`dockyard: the option --${name} of mongod is not simulated`, 1);
  }
  const isOn = (name: string): boolean => given.get(name) === 'true';
  return {
    port: Number(port),
    dbpath: given.get('dbpath') ?? '/data/db',
    bindIp: isOn('bind_ip_all') ? '*' : (given.get('bind_ip') ?? '127.0.0.1'),
    auth: isOn('auth'),
    fork: isOn('fork'),
    shutdown: isOn('shutdown'),
    logpath: given.get('logpath'),
    pidfile: given.get('pidfilepath'),
  };
}
