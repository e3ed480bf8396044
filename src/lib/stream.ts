import { concat, EMPTY } from './bytes';

/** Where bytes come from. An empty array means end of stream, and goes on meaning it. */
export interface ByteReader {
  /** Waits for at least one byte, gives at most `max`; empty at the end. */
  read(max?: number): Promise<Uint8Array>;
}

/** Where bytes go. `write` resolves when the receiver has taken them (back-pressure). */
export interface ByteWriter {
  write(bytes: Uint8Array): Promise<void>;
}

/** A two-way connection: a socket, a pipe pair, a hijacked HTTP stream. */
export interface Duplex extends ByteReader, ByteWriter {
  /** Half-close: the peer reads the end of the stream, this side goes on reading. */
  closeWrite(): void;
  /** Closes both ways; the peer's writes fail, pending reads here end. */
  close(): void;
}

export class StreamClosed extends Error {
  constructor(message = 'stream closed') {
    super(message);
    this.name = 'StreamClosed';
  }
}

/**
 * One direction of bytes with a bounded buffer, the piece that pipes and sockets are made of.
 * Readers wait for bytes, writers for room. Pure: it knows neither time nor processes.
 */
export class ByteQueue implements ByteReader, ByteWriter {
  private chunks: Uint8Array[] = [];
  /** How much of the first chunk has been taken. */
  private taken = 0;
  private buffered = 0;
  private ended = false;
  private broken = false;
  private wake = new Set<() => void>();
  /** Called after every change of readability or writability. */
  onChange: (() => void) | undefined;

  constructor(readonly capacityBytes = 65536) {}

  get size(): number {
    return this.buffered;
  }
  get readable(): boolean {
    return this.buffered > 0 || this.ended || this.broken;
  }
  get writable(): boolean {
    return this.broken || this.ended || this.buffered < this.capacityBytes;
  }
  get isEnded(): boolean {
    return this.ended;
  }
  get isBroken(): boolean {
    return this.broken;
  }

  /**
   * Takes what is there without waiting, no more than up to the first byte `until`; undefined when a read would
   * block.
   */
  tryRead(max = 65536, until?: number): Uint8Array | undefined {
    const head = this.chunks[0];
    if (!head) return this.ended || this.broken ? EMPTY : undefined;
    if (until === undefined && this.taken === 0 && this.chunks.length > 1 && head.length < max) return this.gather(max);
    const from = this.taken;
    const found = until === undefined ? -1 : head.indexOf(until, from);
    const to = Math.min(from + max, found === -1 ? head.length : found + 1);
    const bytes = from === 0 && to === head.length ? head : head.slice(from, to);
    if (to === head.length) {
      this.chunks.shift();
      this.taken = 0;
    } else this.taken = to;
    this.buffered -= bytes.length;
    this.changed();
    return bytes;
  }

  /** Several chunks in one. */
  private gather(max: number): Uint8Array {
    let count = 0;
    let size = 0;
    while (count < this.chunks.length && size + this.chunks[count]!.length <= max) size += this.chunks[count++]!.length;
    const bytes = concat(this.chunks.splice(0, count));
    this.buffered -= size;
    this.changed();
    return bytes;
  }

  async read(max = 65536): Promise<Uint8Array> {
    for (;;) {
      const taken = this.tryRead(max);
      if (taken) return taken;
      await this.change();
    }
  }

  /** Puts as many bytes as fit without waiting and says how many. Throws StreamClosed when nobody can read them. */
  tryWrite(bytes: Uint8Array): number {
    if (this.broken || this.ended) throw new StreamClosed();
    const room = Math.max(0, this.capacityBytes - this.buffered);
    const count = Math.min(room, bytes.length);
    if (count > 0) {
      this.chunks.push(bytes.slice(0, count));
      this.buffered += count;
      this.changed();
    }
    return count;
  }

  async write(bytes: Uint8Array): Promise<void> {
    let at = 0;
    while (at < bytes.length) {
      const count = this.tryWrite(at === 0 ? bytes : bytes.subarray(at));
      at += count;
      if (at < bytes.length && count === 0) await this.change();
    }
  }

  /** Puts bytes back in front (for codecs that have read too far). */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.cut();
    this.chunks.unshift(bytes);
    this.buffered += bytes.length;
    this.changed();
  }

  /** The writer is done: readers get what is buffered, then the end. */
  end(): void {
    this.ended = true;
    this.changed();
  }

  /** The reader is gone: buffered bytes are dropped, writers fail. */
  break(): void {
    this.broken = true;
    this.chunks = [];
    this.taken = 0;
    this.buffered = 0;
    this.changed();
  }

  /** What is buffered, for snapshots. */
  peekAll(): Uint8Array[] {
    this.cut();
    return [...this.chunks];
  }

  /** Drops what has been taken of the first chunk. */
  private cut(): void {
    if (this.taken > 0) this.chunks[0] = this.chunks[0]!.slice(this.taken);
    this.taken = 0;
  }

  change(): Promise<void> {
    return new Promise((resolve) => this.wake.add(resolve));
  }

  private changed(): void {
    if (this.wake.size > 0) {
      const waiting = [...this.wake];
      this.wake.clear();
      for (const resolve of waiting) resolve();
    }
    this.onChange?.();
  }
}

/** Two connected ends; what one writes the other reads. */
export function duplexPair(capacityBytes = 65536): [Duplex, Duplex] {
  const ab = new ByteQueue(capacityBytes);
  const ba = new ByteQueue(capacityBytes);
  return [queueDuplex(ba, ab), queueDuplex(ab, ba)];
}

/** A duplex out of a queue to read from and a queue to write to. */
export function queueDuplex(from: ByteQueue, to: ByteQueue): Duplex {
  return {
    read: (max) => from.read(max),
    write: (bytes) => to.write(bytes),
    closeWrite: () => to.end(),
    close: () => {
      to.end();
      from.break();
    },
  };
}

/** A reader over bytes at hand. */
export function readerOf(bytes: Uint8Array): ByteReader {
  let at = 0;
  return {
    async read(max = 65536) {
      const part = bytes.subarray(at, at + max);
      at += part.length;
      return part;
    },
  };
}

/** Everything until the end. */
export async function readAll(reader: ByteReader): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const part = await reader.read();
    if (part.length === 0) break;
    parts.push(part);
    length += part.length;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The reader's chunks, for `for await`. */
export async function* chunksOf(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (;;) {
    const part = await reader.read();
    if (part.length === 0) return;
    yield part;
  }
}

/** Copies until the end of `from`; says how many bytes. */
export async function copyStream(from: ByteReader, to: ByteWriter): Promise<number> {
  let total = 0;
  for await (const part of chunksOf(from)) {
    await to.write(part);
    total += part.length;
  }
  return total;
}
