import { text as decode } from '../../lib/bytes';
import { formatTimestampNs } from '../../lib/timestamp';
import type { App } from '../app';

type Paint = (text: string) => string;

/** The colours that services' prefixes take in turn (cmd/formatter/colors.go). */
const CODES = ['36', '33', '32', '35', '34', '36;1', '33;1', '32;1', '35;1', '34;1'];

export interface LogOptions {
  color: boolean;
  prefix: boolean;
  timestamps: boolean;
}

/** What is done around every line, such as hiding a menu. */
export interface Decoration {
  before: () => string;
  after: () => string;
}

/** Shows lines of containers under their names, in columns (cmd/formatter/logs.go). */
export class LogConsumer {
  private readonly paints = new Map<string, Paint>();
  private width = 0;
  private next = 0;
  decoration: Decoration | undefined;
  /** Lines that come from now on are dropped. */
  muted = false;

  constructor(
    private readonly app: App,
    private readonly options: LogOptions,
  ) {}

  private paint(name: string): Paint {
    let paint = this.paints.get(name);
    if (!paint) {
      const code = CODES[this.next++ % CODES.length]!;
      paint = this.options.color && this.app.colors ? (text) => `\x1b[${code}m${text}\x1b[0m` : (text) => text;
      this.paints.set(name, paint);
      this.width = Math.max(this.width, name.length + 1);
    }
    return paint;
  }

  private async write(fd: 1 | 2, text: string): Promise<void> {
    const { before, after } = this.decoration ?? { before: () => '', after: () => '' };
    await this.app.flush();
    await this.app.cli.sys.write(fd, before() + text + after());
  }

  /** A line that a container printed. */
  async line(name: string, line: string, fd: 1 | 2 = 1): Promise<void> {
    const paint = this.paint(name);
    if (this.muted) return;
    const prefix = this.options.prefix ? paint(`${name.padEnd(this.width)} | `) : '';
    const time = this.options.timestamps ? `${formatTimestampNs(BigInt(Math.round(this.app.cli.sys.now() * 1e6)))} ` : '';
    await this.write(fd, `${prefix}${time}${line}\n`);
  }

  /** What became of a container. */
  async status(name: string, message: string): Promise<void> {
    await this.write(1, this.paint(name)(`\r\x1b[K${name} ${message}\n`));
  }
}

/** Collects bytes into lines. */
export class LineSplitter {
  private rest = '';

  constructor(private readonly emit: (line: string) => Promise<void>) {}

  async push(bytes: Uint8Array): Promise<void> {
    const lines = (this.rest + decode(bytes)).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) await this.emit(line);
  }

  async end(): Promise<void> {
    if (this.rest !== '') await this.emit(this.rest);
    this.rest = '';
  }
}
