import { header, type HeaderList } from '../../lib/http/message';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { formatDate } from '../coreutils/date-text';
import type { Made } from './pages';
import { HttpdSyntaxError } from './parse';
import { allOf, lastOf, type Apache } from './site';
import { ownName, type Visit } from './visit';

/** Open logs by path. */
export class Logs {
  constructor(
    private readonly sys: Sys,
    private readonly apache: Apache,
    readonly open = new Map<string, number>(),
  ) {}

  private path(text: string): string {
    return text.startsWith('/') ? text : `${this.apache.reading.root}/${text}`;
  }

  /** Opens every log that the configuration names. Throws HttpdSyntaxError with what is printed. */
  openAll(): void {
    const { main, hosts, program } = this.apache;
    for (const nodes of [main, ...hosts.map((host) => host.nodes)]) {
      for (const node of nodes) {
        if (!['errorlog', 'customlog', 'transferlog'].includes(node.name) || node.args[0]!.startsWith('|') || node.args[0]!.startsWith('syslog')) continue;
        const path = this.path(node.args[0]!);
        if (this.open.has(path)) continue;
        try {
          this.open.set(path, this.sys.open(path, { write: true, append: true, create: true }, 0o644));
        } catch (error) {
          if (!isSysError(error)) throw error;
          const what = node.name === 'errorlog' ? `AH00091: ${program}: could not open error log file ${path}.` : `AH00649: could not open transfer log file ${path}.`;
          throw new HttpdSyntaxError(`(${error.errno})${error.message}: ${what}\nAH00015: Unable to open logs`);
        }
      }
    }
  }

  private async write(text: string, line: string): Promise<void> {
    const fd = this.open.get(this.path(text));
    if (fd !== undefined) await this.sys.write(fd, line).catch((error: unknown) => void isSysError(error as Error));
  }

  /** A line of the error log. */
  async error(visit: Visit | undefined, module: string, level: string, message: string): Promise<void> {
    const { sys, apache } = this;
    const target = (visit && lastOf(visit.host.nodes, 'errorlog')) ?? lastOf(apache.main, 'errorlog') ?? ['logs/error_log'];
    const isPlain = module.endsWith('!');
    const client = visit && !isPlain ? `[client ${visit.peer}:${visit.peerPort}] ` : '';
    const referer = visit && !isPlain ? header(visit.request.headers, 'referer') : undefined;
    // The system's own message stands before the client's address.
    const [, system = '', text = message] = /^(\(\d+\)[^:]+: )([^]*)$/.exec(message) ?? [];
    const line = `[${formatDate('%a %b %d %H:%M:%S.%6N %Y', sys.now())}] [${module.replace('!', '')}:${level}] [pid ${sys.pid}:tid ${sys.pid}] ${system}${client}${text}${referer === undefined ? '' : `, referer: ${referer}`}\n`;
    await this.write(target[0]!, line);
  }

  /** Writes the request to every CustomLog in force. */
  async access(visit: Visit, made: Made, headers: HeaderList, bytes: number): Promise<void> {
    const nodes = [...allOf(visit.host.nodes, 'customlog'), ...allOf(visit.host.nodes, 'transferlog')];
    const logs = nodes.length > 0 ? nodes : [...allOf(this.apache.main, 'customlog'), ...allOf(this.apache.main, 'transferlog')];
    const formats = new Map([...allOf(this.apache.main, 'logformat'), ...allOf(visit.host.nodes, 'logformat')].map(({ args }) => [args[1] ?? '', args[0]!]));
    for (const { args: [path = '', format = 'common'] } of logs) {
      const text = formats.get(format) ?? (format.includes('%') ? format : '%h %l %u %t "%r" %>s %b');
      await this.write(path, `${formatted(visit, made, headers, bytes, text)}\n`);
    }
  }
}

function formatted(visit: Visit, made: Made, headers: HeaderList, bytes: number, format: string): string {
  const { request, sys } = visit;
  const at = request.target.indexOf('?');
  const escape = (text: string | undefined) => (text === undefined ? '-' : text.replace(/["\\]/g, '\\$&'));
  return format.replace(/%(?:[<>]|!?\d{3}(?:,\d{3})*)*(?:\{([^}]*)\})?([a-zA-Z%])/g, (whole, name: string | undefined, letter: string) => {
    switch (letter) {
      case '%': return '%';
      case 'h': case 'a': return visit.peer;
      case 'l': return '-';
      case 'u': return visit.user ?? '-';
      case 't': return name === undefined ? `[${formatDate('%d/%b/%Y:%H:%M:%S +0000', sys.now())}]` : formatDate(name, sys.now());
      case 'r': return escape(`${request.method} ${request.target} HTTP/${request.version}`);
      case 's': return String(made.status);
      case 'b': return bytes === 0 ? '-' : String(bytes);
      case 'B': return String(bytes);
      case 'O': return String(bytes + headers.reduce((sum, [field, value]) => sum + field.length + value.length + 4, 19));
      case 'I': return String(request.headers.reduce((sum, [field, value]) => sum + field.length + value.length + 4, request.target.length + 16));
      case 'i': return escape(header(request.headers, name ?? ''));
      case 'o': return escape(header(headers, name ?? ''));
      case 'e': return sys.env[name ?? ''] ?? '-';
      case 'U': return visit.path;
      case 'q': return at === -1 ? '' : request.target.slice(at);
      case 'm': return request.method;
      case 'H': return `HTTP/${request.version}`;
      case 'v': case 'V': return lastOf(visit.host.nodes, 'servername')?.[0]?.replace(/:\d+$/, '') ?? lastOf(visit.apache.main, 'servername')?.[0]?.replace(/:\d+$/, '') ?? ownName(visit).name;
      // The canonical port: the one that ServerName gives.
      case 'p': return /:(\d+)$/.exec(lastOf(visit.host.nodes, 'servername')?.[0] ?? lastOf(visit.apache.main, 'servername')?.[0] ?? '')?.[1] ?? '80';
      case 'P': return String(sys.pid);
      case 'D': return '0';
      case 'T': return '0';
      case 'f': return visit.file;
      case 'X': return '+';
      case 'k': return '0';
      default: return whole;
    }
  });
}
