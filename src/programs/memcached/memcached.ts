import type { Duplex } from '../../lib/stream';
import { isSysError } from '../../machine/errno';
import { inet } from '../../machine/net/types';
import type { Program } from '../../machine/program';
import type { Sys } from '../../machine/sys';
import { acceptLoop } from '../servers/small';
import { binary, fromBinary, WireReader } from '../servers/wire';

interface Item {
  data: string;
  flags: string;
  expiresAt: number;
  cas: number;
}

/** The cache and its text protocol (memcached: doc/protocol.txt). */
class Cache {
  private readonly items = new Map<string, Item>();
  private cas = 0;
  private readonly counts = { cmd_get: 0, cmd_set: 0, get_hits: 0, get_misses: 0, total_connections: 0, total_items: 0 };

  constructor(private readonly sys: Sys, private readonly version: string, private readonly startedAt: number, private readonly limitBytes: number) {}

  save(): unknown {
    return [...this.items];
  }

  load(items: [string, Item][]): void {
    for (const [key, item] of items) this.items.set(key, item);
  }

  private get(key: string): Item | undefined {
    const item = this.items.get(key);
    if (!item || item.expiresAt > this.sys.now()) return item;
    this.items.delete(key);
    return undefined;
  }

  private expiry(text: string): number {
    const seconds = Number(text);
    if (seconds === 0) return Infinity;
    return seconds > 2_592_000 ? seconds * 1000 : this.sys.now() + seconds * 1000;
  }

  private put(key: string, item: Omit<Item, 'cas'>): void {
    this.items.set(key, { ...item, cas: ++this.cas });
    this.counts.total_items++;
  }

  private async store(reader: WireReader, words: string[]): Promise<string | undefined> {
    const [verb = '', key = '', flags = '0', expires = '0', size = '', fifth] = words;
    if (!/^\d+$/.test(size) || !/^-?\d+$/.test(expires)) return 'ERROR\r\n';
    const bytes = await reader.exactly(Number(size) + 2);
    if (!bytes) return undefined;
    const data = binary(bytes);
    const reply = (text: string) => (words.at(-1) === 'noreply' ? '' : `${text}\r\n`);
    if (!data.endsWith('\r\n')) return 'CLIENT_ERROR bad data chunk\r\n';
    if (Number(size) > 1_048_576) return 'SERVER_ERROR object too large for cache\r\n';
    this.counts.cmd_set++;
    const there = this.get(key);
    if ((verb === 'add' && there) || (['replace', 'append', 'prepend'].includes(verb) && !there)) return reply('NOT_STORED');
    if (verb === 'cas' && (!there || String(there.cas) !== fifth)) return reply(there ? 'EXISTS' : 'NOT_FOUND');
    const own = data.slice(0, -2);
    this.put(key, { data: verb === 'append' ? there!.data + own : verb === 'prepend' ? own + there!.data : own, flags, expiresAt: this.expiry(expires) });
    return reply('STORED');
  }

  /** An answer to a line; undefined closes the connection. */
  async command(reader: WireReader, line: string): Promise<string | undefined> {
    const words = line.trim().split(/\s+/);
    const [verb = '', key = '', value = ''] = words;
    const reply = (text: string) => (words.at(-1) === 'noreply' ? '' : `${text}\r\n`);
    switch (verb) {
      case 'get': case 'gets': {
        if (key === '') return 'ERROR\r\n';
        let out = '';
        for (const each of words.slice(1)) {
          const item = this.get(each);
          this.counts.cmd_get++;
          this.counts[item ? 'get_hits' : 'get_misses']++;
          if (item) out += `VALUE ${each} ${item.flags} ${item.data.length}${verb === 'gets' ? ` ${item.cas}` : ''}\r\n${item.data}\r\n`;
        }
        return `${out}END\r\n`;
      }
      case 'set': case 'add': case 'replace': case 'append': case 'prepend': case 'cas': return this.store(reader, words);
      case 'delete': return reply(this.get(key) && this.items.delete(key) ? 'DELETED' : 'NOT_FOUND');
      case 'incr': case 'decr': {
        const item = this.get(key);
        if (!item) return reply('NOT_FOUND');
        if (!/^\d+$/.test(item.data)) return reply('CLIENT_ERROR cannot increment or decrement non-numeric value');
        const next = Math.max(0, Number(item.data) + Number(value) * (verb === 'incr' ? 1 : -1));
        this.put(key, { ...item, data: String(next) });
        return reply(String(next));
      }
      case 'touch': {
        const item = this.get(key);
        if (!item) return reply('NOT_FOUND');
        this.put(key, { ...item, expiresAt: this.expiry(value) });
        return reply('TOUCHED');
      }
      case 'flush_all': this.items.clear(); return reply('OK');
      case 'version': return `VERSION ${this.version}\r\n`;
      case 'stats': return this.stats();
      case 'verbosity': return reply('OK');
      case 'quit': return undefined;
      default: return 'ERROR\r\n';
    }
  }

  private stats(): string {
    const facts: [string, string | number][] = [['pid', this.sys.pid], ['uptime', Math.floor((this.sys.now() - this.startedAt) / 1000)], ['time', Math.floor(this.sys.now() / 1000)], ['version', this.version], ['pointer_size', 64], ...Object.entries(this.counts), ['curr_items', this.items.size], ['bytes', [...this.items].reduce((sum, [key, item]) => sum + key.length + item.data.length + 56, 0)], ['limit_maxbytes', this.limitBytes]];
    return `${facts.map(([name, value]) => `STAT ${name} ${value}\r\n`).join('')}END\r\n`;
  }

  async serve(stream: Duplex): Promise<void> {
    this.counts.total_connections++;
    const reader = new WireReader(stream);
    for (let line = await reader.line(); line !== undefined; line = await reader.line()) {
      const reply = await this.command(reader, line);
      await this.sys.cpu(10);
      if (reply === undefined) return;
      await stream.write(fromBinary(reply));
    }
  }
}

/** memcached(1). */
export const memcached: Program = {
  async main(sys) {
    const version = sys.env['MEMCACHED_VERSION'] ?? '1.6.45';
    const args = sys.argv.slice(1);
    if (args.includes('-V') || args.includes('--version')) {
      await sys.write(1, `memcached ${version}\n`);
      return 0;
    }
    const value = (letter: string, name: string, initial: number): number => {
      const joined = args.find((arg) => arg.startsWith(`--${name}=`) || new RegExp(`^-${letter}\\d`).test(arg));
      return Number(joined?.replace(/^(--[^=]*=|-[a-z])/, '') ?? args[args.indexOf(`-${letter}`) + 1 || Infinity] ?? initial);
    };
    if (sys.credentials.euid === 0 && !args.some((arg) => arg === '-u' || arg.startsWith('--user'))) {
      await sys.write(2, "can't run as root without the -u switch\n");
      return 64;
    }
    const port = value('p', 'port', 11211);
    const cache = new Cache(sys, version, sys.now(), value('m', 'memory-limit', 64) * 1_048_576);
    if (sys.resumed) cache.load(sys.resumed as [string, Item][]);
    sys.resumable(() => cache.save());
    sys.setMemory(4_100_000);
    let finish: (message: string) => void = () => undefined;
    const stopped = new Promise<string>((resolve) => (finish = resolve));
    sys.onSignal('SIGTERM', () => finish('Terminated'));
    sys.onSignal('SIGINT', () => finish('Interrupt'));
    for (const host of ['0.0.0.0', '::']) {
      try {
        const fd = sys.listen(inet(host, port), { v6Only: host === '::' });
        sys.thread(() => acceptLoop(sys, fd, (stream) => cache.serve(stream)));
      } catch (error) {
        if (!isSysError(error)) throw error;
        if (host === '::' && error.code !== 'EADDRINUSE') continue;
        await sys.write(2, `bind(): ${error.message}\nfailed to listen on TCP port ${port}: ${error.message}\n`);
        return 71;
      }
    }
    await sys.write(2, `Signal handled: ${await stopped}.\n`);
    return 0;
  },
};
