import { isSysError } from '../../machine/errno';
import { ResolveError } from '../../machine/net/resolve';
import type { Sys } from '../../machine/sys';
import { askPassword } from '../servers/prompt';
import { dial, isConnectionEnd } from '../servers/wire';
import { flavourOf, type Flavour } from './flavour';
import { mysqlError } from './messages';
import { readOptionFiles } from './option-file';
import { PacketStream, type Answer, type Greeting, type ToServer } from './packet';

/** What every client of MySQL takes. */
export interface ConnectOptions {
  user: string;
  password: string | undefined;
  asksPassword: boolean;
  /** It was on the command line, which MySQL warns of. */
  passwordShown: boolean;
  host: string;
  port: number;
  socket: string;
  protocol: string | undefined;
  flags: Set<string>;
  values: Map<string, string>;
  rest: string[];
}

const NAMES: Readonly<Record<string, string>> = { u: 'user', h: 'host', P: 'port', S: 'socket', e: 'execute', D: 'database', N: 'skip-column-names', s: 'silent', B: 'batch', t: 'table', v: 'verbose', f: 'force', E: 'vertical', V: 'version', A: 'all-databases', d: 'no-data', w: 'wait', r: 'raw', c: 'comments', n: 'unbuffered', i: 'sleep' };
const TAKES = new Set(['user', 'host', 'port', 'socket', 'execute', 'database', 'protocol', 'default-character-set', 'connect-timeout', 'defaults-file', 'defaults-extra-file', 'ssl-mode', 'init-command', 'sleep', 'max-allowed-packet', 'result-file']);

/** Options in MySQL's manner: `-psecret` joined, `--name=value` or two words. */
export function parseClientArguments(sys: Sys, words: readonly string[], flavour: Flavour, letters: Readonly<Record<string, string>> = {}): ConnectOptions {
  const names = { ...NAMES, ...letters };
  const options: ConnectOptions = { user: sys.env['USER'] ?? (sys.credentials.euid === 0 ? 'root' : 'mysql'), password: sys.env['MYSQL_PWD'], asksPassword: false, passwordShown: false, host: sys.env['MYSQL_HOST'] ?? 'localhost', port: Number(sys.env['MYSQL_TCP_PORT'] ?? 3306), socket: flavour.socket, protocol: undefined, flags: new Set(), values: new Map(), rest: [] };
  const set = (name: string, value: string): void => {
    if (name === 'user') options.user = value;
    else if (name === 'host') options.host = value;
    else if (name === 'port') options.port = Number(value);
    else if (name === 'socket') options.socket = value;
    else if (name === 'protocol') options.protocol = value.toLowerCase();
    else options.values.set(name, value);
  };
  for (const [name, value] of readOptionFiles(sys, words)) {
    if (name === 'password') options.password = value ?? '';
    else if (TAKES.has(name)) set(name, value ?? '');
    else options.flags.add(name);
  }
  const args = [...words];
  while (args.length > 0) {
    const arg = args.shift()!;
    if (!arg.startsWith('-') || arg === '-') {
      options.rest.push(arg);
      continue;
    }
    if (arg.startsWith('--')) {
      const [, name = '', value] = /^--([^=]+)(?:=([^]*))?$/.exec(arg) ?? [];
      if (name === 'password') {
        if (value === undefined) options.asksPassword = true;
        else [options.password, options.passwordShown] = [value, true];
      } else if (TAKES.has(name)) set(name, value ?? args.shift() ?? '');
      else options.flags.add(name);
      continue;
    }
    for (let i = 1; i < arg.length; i++) {
      const letter = arg[i]!;
      if (letter === 'p') {
        if (i + 1 < arg.length) [options.password, options.passwordShown] = [arg.slice(i + 1), true];
        else options.asksPassword = true;
        break;
      }
      const name = names[letter] ?? letter;
      if (!TAKES.has(name)) options.flags.add(name);
      else {
        set(name, i + 1 < arg.length ? arg.slice(i + 1) : (args.shift() ?? ''));
        break;
      }
    }
  }
  return options;
}

/** An open connection. */
export class MysqlConnection {
  constructor(private readonly packets: PacketStream, readonly greeting: Greeting) {}

  /** Sends and waits; the loss of the server is an answer too. */
  async ask(message: ToServer): Promise<Answer> {
    try {
      await this.packets.send(message);
      return (await this.packets.receive<Answer>()) ?? LOST;
    } catch (error) {
      if (!isConnectionEnd(error)) throw error;
      return LOST;
    }
  }

  query(sql: string): Promise<Answer> {
    return this.ask({ k: 'query', sql });
  }

  close(): void {
    this.packets.close();
  }
}

const LOST: Answer = { k: 'error', code: 2013, state: 'HY000', message: 'Lost connection to MySQL server during query' };

/** Connects and logs in; an error is the client library's or the server's. */
export async function connectMysql(sys: Sys, options: ConnectOptions, database?: string): Promise<MysqlConnection | Extract<Answer, { k: 'error' }>> {
  const flavour = flavourOf(sys);
  if (options.asksPassword) options.password = await askPassword(sys, 'Enter password: ');
  const local = options.protocol === 'socket' || (options.host === 'localhost' && options.protocol !== 'tcp');
  let packets: PacketStream;
  try {
    packets = new PacketStream(await dial(sys, local ? options.socket : options.host, options.port));
  } catch (error) {
    if (error instanceof ResolveError) return mysqlError(2005, 'HY000', `Unknown ${flavour.maria ? 'server' : 'MySQL server'} host '${options.host}' (${error.code === 'EAI_AGAIN' ? -3 : -2})`);
    if (!isSysError(error)) throw error;
    if (local) return mysqlError(2002, 'HY000', `Can't connect to local ${flavour.maria ? 'server' : 'MySQL server'} through socket '${options.socket}' (${error.errno})`);
    return flavour.maria ? mysqlError(2002, 'HY000', `Can't connect to server on '${options.host}' (${error.code === 'ECONNREFUSED' ? 115 : error.errno})`) : mysqlError(2003, 'HY000', `Can't connect to MySQL server on '${options.host}:${options.port}' (${error.errno})`);
  }
  try {
    const greeting = await packets.receive<Greeting>();
    if (greeting?.k !== 'greeting') return mysqlError(2013, 'HY000', `Lost connection to ${flavour.maria ? 'server' : 'MySQL server'} at 'reading initial communication packet', system error: 0`);
    const connection = new MysqlConnection(packets, greeting);
    const answer = await connection.ask({ k: 'login', user: options.user, password: options.password ?? '', database });
    return answer.k === 'error' ? answer : connection;
  } catch (error) {
    if (!isConnectionEnd(error)) throw error;
    return mysqlError(2013, 'HY000', `Lost connection to ${flavour.maria ? 'server' : 'MySQL server'} at 'reading initial communication packet', system error: 104`);
  }
}

export const INSECURE = (name: string): string => `${name}: [Warning] Using a password on the command line interface can be insecure.\n`;
