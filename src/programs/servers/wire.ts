import { concat, EMPTY } from '../../lib/bytes';
import type { ByteReader, Duplex } from '../../lib/stream';
import { isSysError, SysError } from '../../machine/errno';
import { resolveName, ResolveError } from '../../machine/net/resolve';
import { inet, unix } from '../../machine/net/types';
import type { Sys } from '../../machine/sys';

/** Bytes as a string of one character a byte, so that any bytes can be keys and values. */
export function binary(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 8192) out += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return out;
}

export function fromBinary(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Reads a stream by lines and by counts; undefined at its end. */
export class WireReader {
  private held: Uint8Array = EMPTY;

  constructor(private readonly from: ByteReader) {}

  /** Whether bytes are at hand, so that answers can be gathered before they are sent. */
  get buffered(): boolean {
    return this.held.length > 0;
  }

  /** A line without its `\n` or `\r\n`. */
  async line(): Promise<string | undefined> {
    for (let from = 0; ; ) {
      const at = this.held.indexOf(10, from);
      if (at !== -1) {
        const line = this.held.subarray(0, at > 0 && this.held[at - 1] === 13 ? at - 1 : at);
        this.held = this.held.subarray(at + 1);
        return binary(line);
      }
      from = this.held.length;
      if (!(await this.more())) return undefined;
    }
  }

  async exactly(count: number): Promise<Uint8Array | undefined> {
    while (this.held.length < count) if (!(await this.more())) return undefined;
    const part = this.held.slice(0, count);
    this.held = this.held.subarray(count);
    return part;
  }

  private async more(): Promise<boolean> {
    const part = await this.from.read();
    if (part.length === 0) return false;
    this.held = this.held.length > 0 ? concat([this.held, part]) : part;
    return true;
  }
}

/** Whether an error says only that a connection is over. */
export function isConnectionEnd(error: unknown): boolean {
  return isSysError(error) || (error instanceof Error && error.name === 'StreamClosed');
}

/** Connects to a host by name, address by address, or to a Unix socket where the host is a path. Throws SysError or ResolveError. */
export async function dial(sys: Sys, host: string, port: number): Promise<Duplex> {
  if (host.startsWith('/')) return sys.stream(await sys.connect(unix(host)));
  let last = new SysError('ECONNREFUSED');
  for (const ip of await resolveName(sys, host)) {
    try {
      return sys.stream(await sys.connect(inet(ip, port)));
    } catch (error) {
      if (!isSysError(error)) throw error;
      last = error;
    }
  }
  throw last;
}

/** Why `dial` failed, in getaddrinfo's or connect's words. */
export function dialReason(error: unknown): string {
  if (isSysError(error) || error instanceof ResolveError) return error.message;
  throw error;
}

/** Appends a line to a log that isn't a descriptor. */
export async function appendText(sys: Sys, path: string, text: string | Uint8Array, permissions = 0o644): Promise<void> {
  const fd = sys.open(path, 'a', permissions);
  try {
    await sys.write(fd, text);
  } finally {
    sys.close(fd);
  }
}
