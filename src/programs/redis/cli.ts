import { text } from '../../lib/bytes';
import type { Duplex } from '../../lib/stream';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { readFd } from '../applet';
import { INTERRUPT, LineInput } from '../servers/prompt';
import { binary, dial, dialReason, fromBinary, isConnectionEnd, WireReader } from '../servers/wire';
import { utf8 } from '../../lib/bytes';
import { parseReply, splitWords, writeCommand, type Reply } from './resp';

interface Arguments {
  host: string;
  port: number;
  db: number;
  password: string | undefined;
  user: string | undefined;
  raw: boolean;
  repeat: number;
  intervalMs: number;
  readLast: boolean;
  exitWithError: boolean;
  scan: boolean;
  pattern: string;
  words: string[];
}

function parseArguments(sys: Sys): Arguments | string {
  const result: Arguments = { host: '127.0.0.1', port: 6379, db: 0, password: sys.env['REDISCLI_AUTH'], user: undefined, raw: !sys.isatty(1), repeat: 1, intervalMs: 0, readLast: false, exitWithError: false, scan: false, pattern: '*', words: [] };
  const args = sys.argv.slice(1);
  while (args[0]?.startsWith('-')) {
    const option = args.shift()!;
    const value = () => args.shift() ?? '';
    switch (option) {
      case '-h': result.host = value(); break;
      case '-p': result.port = Number(value()); break;
      case '-n': result.db = Number(value()); break;
      case '-a': case '--pass': result.password = value(); break;
      case '--user': result.user = value(); break;
      case '-r': result.repeat = Number(value()); break;
      case '-i': result.intervalMs = Number(value()) * 1000; break;
      case '-u': {
        const match = /^rediss?:\/\/(?:([^:@/]*):)?(?:([^@/]*)@)?([^:/]+)(?::(\d+))?(?:\/(\d+))?/.exec(value());
        if (!match) return 'Invalid URI scheme';
        result.host = match[3]!;
        result.port = Number(match[4] ?? 6379);
        result.db = Number(match[5] ?? 0);
        if (match[2] !== undefined) result.password = match[2];
        break;
      }
      case '-s': result.host = value(); break;
      case '-x': result.readLast = true; break;
      case '-e': result.exitWithError = true; break;
      case '--scan': result.scan = true; break;
      case '--pattern': result.pattern = value(); break;
      case '--raw': result.raw = true; break;
      case '--no-raw': result.raw = false; break;
      case '--no-auth-warning': case '-2': case '-3': case '--verbose': break;
      default: return `Unrecognized option or bad number of args for: '${option}'`;
    }
  }
  result.words = args.map((word) => binary(utf8(word)));
  return result;
}

const QUOTED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\u0007': '\\a', '"': '\\"', '\\': '\\\\' };

/** A bulk string as a terminal sees it: quoted, other bytes as \xHH. */
function quote(value: string): string {
  return `"${value.replace(/[^ !#-[\]-~]/g, (char) => QUOTED[char] ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
}

/** A reply for a terminal (redis-cli's cliFormatReplyTTY). */
function show(reply: Reply, prefix = ''): string {
  if ('status' in reply) return `${reply.status}\n`;
  if ('error' in reply) return `(error) ${reply.error}\n`;
  if ('int' in reply) return `(integer) ${reply.int}\n`;
  if ('bulk' in reply) return reply.bulk === null ? '(nil)\n' : `${quote(reply.bulk)}\n`;
  if (reply.array === null) return '(nil)\n';
  if (reply.array.length === 0) return '(empty array)\n';
  const width = String(reply.array.length).length;
  return reply.array.map((item, i) => `${i === 0 ? '' : prefix}${String(i + 1).padStart(width)}) ${show(item, `${prefix}${' '.repeat(width + 2)}`)}`).join('');
}

/** Replies that are texts of many lines, which redis-cli prints as they are. */
function isReport([name = '', verb = '']: readonly string[]): boolean {
  return /^(info|lolwut|(debug|memory|latency|cluster|client) (htstats|htstats-key|doctor|malloc-stats|graph|info|nodes|list))$/i.test(/^(info|lolwut)$/i.test(name) ? name : `${name} ${verb}`);
}

function raw(reply: Reply): string {
  if ('status' in reply) return reply.status;
  if ('error' in reply) return `${reply.error}\n`;
  if ('int' in reply) return String(reply.int);
  if ('bulk' in reply) return reply.bulk ?? '';
  return (reply.array ?? []).map(raw).join('\n');
}

/** One conversation with a server. */
class Conversation {
  private stream: Duplex | undefined;
  private reader!: WireReader;
  db = 0;

  constructor(private readonly sys: Sys, private readonly args: Arguments) {}

  get connected(): boolean {
    return this.stream !== undefined;
  }

  private get where(): string {
    return this.args.host.startsWith('/') ? this.args.host : `${this.args.host}:${this.args.port}`;
  }

  get prompt(): string {
    return this.connected ? `${this.where}${this.db === 0 ? '' : `[${this.db}]`}> ` : 'not connected> ';
  }

  async connect(): Promise<boolean> {
    try {
      this.stream = await dial(this.sys, this.args.host, this.args.port);
    } catch (error) {
      await this.sys.write(2, `Could not connect to Redis at ${this.where}: ${dialReason(error)}\n`);
      return false;
    }
    this.reader = new WireReader(this.stream);
    const { password, user, db } = this.args;
    if (password !== undefined) {
      const reply = await this.ask(user === undefined ? ['AUTH', password] : ['AUTH', user, password]);
      if (reply && 'error' in reply) await this.sys.write(2, `AUTH failed: ${reply.error}\n`);
    }
    if (db !== 0) await this.ask(['SELECT', String(db)]);
    return true;
  }

  async ask(words: readonly string[]): Promise<Reply | undefined> {
    try {
      await this.stream!.write(writeCommand(words));
      const reply = await parseReply(this.reader);
      if (reply && words[0]!.toLowerCase() === 'select' && !('error' in reply)) this.db = Number(words[1]);
      return reply;
    } catch (error) {
      if (!isConnectionEnd(error)) throw error;
      return undefined;
    }
  }

  next(): Promise<Reply | undefined> {
    return parseReply(this.reader);
  }

  disconnect(): void {
    this.stream?.close();
    this.stream = undefined;
    this.db = 0;
  }

  async print(reply: Reply, isPlain = false): Promise<void> {
    if (this.args.raw || isPlain) {
      const shown = raw(reply);
      await this.sys.write(1, fromBinary(shown.endsWith('\n') && ('error' in reply || isPlain) ? shown : `${shown}\n`));
    } else await this.sys.write(1, fromBinary(show(reply)));
  }

  /** Sends a command and prints what comes; false when the server has gone or has answered with an error. */
  async command(words: readonly string[]): Promise<boolean> {
    const name = words[0]!.toLowerCase();
    const subscribes = /^p?subscribe$/.test(name);
    if (subscribes && !this.args.raw) await this.sys.write(1, 'Reading messages... (press Ctrl-C to quit or any key to type command)\n');
    const reply = await this.ask(words);
    if (!reply) {
      this.disconnect();
      if (name === 'shutdown' || name === 'quit') return true;
      await this.sys.write(2, 'Error: Server closed the connection\n');
      return false;
    }
    await this.print(reply, isReport(words));
    while (subscribes || (name === 'monitor' && !('error' in reply))) {
      const message = await this.next();
      if (!message) return false;
      await this.print(message);
    }
    return !('error' in reply);
  }
}

/** Prompt, or the lines of a pipe, until the end. */
async function converse(sys: Sys, talk: Conversation): Promise<number> {
  const input = new LineInput(sys);
  if (!input.interactive && !talk.connected) return 1;
  for (;;) {
    const line = await input.line(talk.prompt);
    if (line === undefined || line === INTERRUPT) {
      if (input.interactive) await sys.write(1, '\n');
      return 0;
    }
    const words = splitWords(binary(utf8(line)));
    if (!words) {
      await sys.write(1, 'Invalid argument(s)\n');
      continue;
    }
    const [name] = words;
    if (name === undefined) continue;
    if (/^(exit|quit)$/i.test(name)) return 0;
    if (/^clear$/i.test(name)) await sys.write(1, '\u001b[H\u001b[2J');
    else if (/^help$|^\?$/i.test(name)) await sys.write(1, 'To get help about Redis commands type:\n      "help @<group>" to get a list of commands in <group>\n      "help <command>" for help on <command>\n      "quit" to exit\n');
    else if (talk.connected || (await talk.connect())) await talk.command(words);
  }
}

/** redis-cli(1). */
export const cli: Program = {
  async main(sys) {
    if (['-v', '--version'].includes(sys.argv[1] ?? '')) {
      await sys.write(1, `redis-cli ${sys.env['REDIS_VERSION'] ?? '7.4.11'}\n`);
      return 0;
    }
    const args = parseArguments(sys);
    if (typeof args === 'string') {
      await sys.write(2, `${args}\n`);
      return 1;
    }
    const { words, password } = args;
    if (password !== undefined && sys.argv.some((arg) => arg === '-a' || arg === '--pass') && !sys.argv.includes('--no-auth-warning')) await sys.write(2, "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n");
    if (args.readLast) words.push(binary(await readFd(sys, 0)));
    const talk = new Conversation(sys, args);
    const connected = await talk.connect();
    if (args.scan) {
      if (!connected) return 1;
      for (let cursor = '0'; ; ) {
        const reply = await talk.ask(['SCAN', cursor, 'MATCH', args.pattern]);
        const [next, found] = reply && 'array' in reply ? (reply.array ?? []) : [];
        if (!next || !found) return 1;
        if ('array' in found && found.array!.length > 0) await talk.print(found);
        cursor = text(fromBinary(raw(next)));
        if (cursor === '0') return 0;
      }
    }
    if (words.length === 0) return converse(sys, talk);
    if (!connected) return 1;
    let fine = true;
    for (let i = 0; args.repeat < 0 || i < args.repeat; i++) {
      if (i > 0) await sys.sleep(args.intervalMs);
      fine = await talk.command(words);
      if (!talk.connected) return fine ? 0 : 1;
    }
    return !fine && args.exitWithError ? 1 : 0;
  },
};
