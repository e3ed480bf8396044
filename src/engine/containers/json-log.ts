import { concat, EMPTY, text, utf8 } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import type { Sys } from '../../machine/sys';
import { formatNanos, parseNanos, type Nanos } from '../go-time';
import { parseSize } from './mount-spec';
import type { OutputStream } from './stream-hub';

const MAX_LINE = 16 * 1024;

/** One record of a container's log. */
export interface LogEntry {
  stream: OutputStream;
  time: Nanos;
  /** With its newline, unless it is a piece of a longer one or the last. */
  line: string;
  attrs: Record<string, string> | undefined;
}

interface LogFile {
  path: string;
  maxSize: number;
  maxFiles: number;
  attrs: Record<string, string> | undefined;
}

/**
 * The json-file logger: a line of JSON for each line of output (moby daemon/logger/jsonfilelog), and the copier that
 * cuts output into lines (daemon/logger/copier.go).
 */
export class JsonLog {
  private fd: number | undefined;
  private sizeBytes = 0;
  private readonly held: Record<OutputStream, Uint8Array> = { stdout: EMPTY, stderr: EMPTY };
  private readonly listeners = new Set<(entries: readonly LogEntry[]) => void>();

  constructor(
    private readonly sys: Sys,
    private readonly now: () => Nanos,
    private readonly file: LogFile | undefined,
  ) {}

  listen(listener: (entries: readonly LogEntry[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async append(stream: OutputStream, bytes: Uint8Array): Promise<void> {
    const all = this.held[stream].length === 0 ? bytes : concat([this.held[stream], bytes]);
    const lines: string[] = [];
    let at = 0;
    for (;;) {
      const newline = all.indexOf(10, at);
      if (newline === -1) break;
      lines.push(text(all.subarray(at, newline + 1)));
      at = newline + 1;
    }
    while (all.length - at >= MAX_LINE) {
      lines.push(text(all.subarray(at, at + MAX_LINE)));
      at += MAX_LINE;
    }
    this.held[stream] = all.slice(at);
    await this.write(stream, lines);
  }

  /** The process has ended: what stood without a newline is a line too. */
  async flush(): Promise<void> {
    for (const stream of ['stdout', 'stderr'] as const) {
      const rest = this.held[stream];
      this.held[stream] = EMPTY;
      if (rest.length > 0) await this.write(stream, [text(rest)]);
    }
    if (this.fd !== undefined) this.sys.close(this.fd);
    this.fd = undefined;
  }

  private async write(stream: OutputStream, lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    const entries = lines.map((line): LogEntry => ({ stream, time: this.now(), line, attrs: this.file?.attrs }));
    if (this.file) {
      const bytes = utf8(entries.map(encodeEntry).join(''));
      if (this.file.maxSize > 0 && this.sizeBytes + bytes.length > this.file.maxSize) this.rotate(this.file);
      this.fd ??= this.open(this.file);
      this.sizeBytes += bytes.length;
      await this.sys.write(this.fd, bytes);
    }
    for (const listener of [...this.listeners]) listener(entries);
  }

  private open(file: LogFile): number {
    const fd = this.sys.open(file.path, { write: true, append: true, create: true }, 0o640);
    this.sizeBytes = this.sys.fstat(fd).size;
    return fd;
  }

  /** x.log → x.log.1 → … up to max-file (moby daemon/logger/loggerutils/logfile.go). */
  private rotate(file: LogFile): void {
    if (this.fd !== undefined) this.sys.close(this.fd);
    this.fd = undefined;
    this.sizeBytes = 0;
    const move = (from: string, to: string): void => {
      try {
        this.sys.rename(from, to);
      } catch (error) {
        if (!isSysError(error, 'ENOENT')) throw error;
      }
    };
    for (let i = file.maxFiles - 1; i > 1; i--) move(`${file.path}.${i - 1}`, `${file.path}.${i}`);
    if (file.maxFiles > 1) move(file.path, `${file.path}.1`);
    else this.sys.writeFile(file.path, '');
  }
}

function encodeEntry(entry: LogEntry): string {
  const attrs = entry.attrs ? `,"attrs":${JSON.stringify(entry.attrs)}` : '';
  return `{"log":${JSON.stringify(entry.line)},"stream":"${entry.stream}"${attrs},"time":"${formatNanos(entry.time)}"}\n`;
}

/** What a log's file and its rotated forebears hold, oldest first. */
export function readLog(sys: Sys, path: string): LogEntry[] {
  const parts: string[] = [];
  for (let i = 0; ; i++) {
    try {
      parts.unshift(sys.readText(i === 0 ? path : `${path}.${i}`));
    } catch (error) {
      if (isSysError(error, 'ENOENT')) break;
      throw error;
    }
  }
  return parts.join('').split('\n').filter(Boolean).map((line) => {
    const record = JSON.parse(line) as { log: string; stream: OutputStream; time: string; attrs?: Record<string, string> };
    return { stream: record.stream, line: record.log, time: parseNanos(record.time), attrs: record.attrs };
  });
}

/** The file that a container's log options mean; undefined when its driver keeps none that can be read. */
export function logFile(path: string, log: { Type: string; Config: Readonly<Record<string, string>> }, labels: Readonly<Record<string, string>>, env: readonly string[]): LogFile | undefined {
  if (log.Type !== 'json-file' && log.Type !== 'local') return undefined;
  const local = log.Type === 'local';
  const attrs: Record<string, string> = {};
  for (const name of (log.Config['labels'] ?? '').split(',')) if (name !== '' && Object.hasOwn(labels, name)) attrs[name] = labels[name]!;
  for (const name of (log.Config['env'] ?? '').split(',')) {
    const entry = env.find((one) => one.startsWith(`${name}=`));
    if (name !== '' && entry) attrs[name] = entry.slice(name.length + 1);
  }
  return {
    path, maxSize: log.Config['max-size'] ? (parseSize(log.Config['max-size'].replace(/b$/i, '')) ?? 0) : local ? 20 * 1024 * 1024 : 0,
    maxFiles: Number(log.Config['max-file'] ?? (local ? 5 : 1)), attrs: Object.keys(attrs).length > 0 ? Object.fromEntries(Object.entries(attrs).sort()) : undefined,
  };
}
