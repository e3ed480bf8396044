import { EMPTY } from '../../lib/bytes';
import type { Clock } from '../../lib/clock';
import { StreamClosed, type Duplex } from '../../lib/stream';
import type { StreamSocket } from './stream-socket';

/** How the way to the machine is: nothing given is a wire without delay. */
export interface Shape {
  clock: Clock;
  /** Round trip, ms. All of it is put on the way towards the machine. */
  latencyMs: number;
  bandwidth: number | undefined;
}

/** Bytes under way before a sender waits (a TCP window). */
const WINDOW = 262144;
const SEGMENT = 32768;

/** A socket's end as a stream, for those that aren't processes: the outside, hosts of the internet. */
export function duplexOf(socket: StreamSocket, shape?: Shape): Duplex {
  const pump = shape && (shape.latencyMs > 0 || shape.bandwidth) ? new Pump(socket, shape) : undefined;
  return {
    async read(max = 65536) {
      for (;;) {
        if (socket.closed) return EMPTY;
        const bytes = socket.incoming.tryRead(max);
        if (bytes) return bytes;
        await new Promise<void>((resolve) => socket.changed.add(resolve));
      }
    },
    async write(bytes) {
      if (pump) return pump.write(bytes);
      await deliver(socket, bytes);
    },
    closeWrite() {
      if (pump) pump.end(() => endWrite(socket));
      else endWrite(socket);
    },
    close() {
      if (pump) pump.end(() => socket.released());
      else socket.released();
    },
  };
}

function endWrite(socket: StreamSocket): void {
  if (!socket.closed) socket.shutdown('write');
}

async function deliver(socket: StreamSocket, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    const { other } = socket;
    if (socket.closed || !other || other.closed) throw new StreamClosed('connection reset by peer');
    const count = other.incoming.tryWrite(bytes.subarray(at));
    at += count;
    if (count === 0) await new Promise<void>((resolve) => socket.changed.add(resolve));
  }
}

/** Delays what is written by latency and bandwidth, in order. */
class Pump {
  private readonly underWay: { dueMs: number; bytes?: Uint8Array; act?: () => void }[] = [];
  private size = 0;
  private busyUntil = 0;
  private running = false;
  private failed = false;
  private room: (() => void)[] = [];

  constructor(
    private readonly socket: StreamSocket,
    private readonly shape: Shape,
  ) {}

  async write(bytes: Uint8Array): Promise<void> {
    const { clock, latencyMs, bandwidth } = this.shape;
    for (let at = 0; at < bytes.length; at += SEGMENT) {
      while (this.size >= WINDOW && !this.failed) await new Promise<void>((resolve) => this.room.push(resolve));
      if (this.failed || this.socket.closed || this.socket.other?.closed) throw new StreamClosed('connection reset by peer');
      const part = bytes.slice(at, at + SEGMENT);
      this.busyUntil = Math.max(clock.now(), this.busyUntil) + (bandwidth ? (part.length / bandwidth) * 1000 : 0);
      this.underWay.push({ dueMs: this.busyUntil + latencyMs, bytes: part });
      this.size += part.length;
      this.start();
    }
  }

  end(act: () => void): void {
    this.underWay.push({ dueMs: Math.max(this.shape.clock.now(), this.busyUntil) + this.shape.latencyMs, act });
    this.start();
  }

  private start(): void {
    if (this.running) return;
    this.running = true;
    void this.run();
  }

  private async run(): Promise<void> {
    const { clock } = this.shape;
    for (let next = this.underWay[0]; next; next = this.underWay[0]) {
      const wait = next.dueMs - clock.now();
      if (wait > 0) await clock.sleep(wait);
      try {
        if (next.bytes && !this.failed) await deliver(this.socket, next.bytes);
      } catch (error) {
        if (!(error instanceof StreamClosed)) throw error;
        this.failed = true;
      }
      next.act?.();
      this.underWay.shift();
      this.size -= next.bytes?.length ?? 0;
      for (const resolve of this.room.splice(0)) resolve();
    }
    this.running = false;
  }
}
