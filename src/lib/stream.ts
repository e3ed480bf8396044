import { EMPTY } from './bytes';

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

  /** Takes what is there without waiting; undefined when a read would block. */
  tryRead(max = 65536): Uint8Array | undefined {
    const head = this.chunks[0];
    if (!head) return this.ended || this.broken ? EMPTY : undefined;
    let taken: Uint8Array;
    if (head.length <= max) {
      taken = head;
      this.chunks.shift();
    } else {
      taken = head.subarray(0, max);
      this.chunks[0] = head.subarray(max);
    }
    this.buffered -= taken.length;
    this.changed();
    return taken;
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
    this.buffered = 0;
    this.changed();
  }

  /** What is buffered, for snapshots. */
  peekAll(): Uint8Array[] {
    return [...this.chunks];
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
