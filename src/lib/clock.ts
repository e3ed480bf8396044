/** A cancellable appointment. */
export interface Timer {
  cancel(): void;
}

/**
 * The one clock. Times are milliseconds since the Unix epoch, with a fraction.
 * Programs wait only on it, on each other, and on `external` work; so when everybody waits, time may jump.
 */
export interface Clock {
  now(): number;
  /** Calls `fn` once at `deadlineMs` (at once, in a later turn, when that has passed). */
  at(deadlineMs: number, fn: () => void): Timer;
  sleep(ms: number): Promise<void>;
  /**
   * Awaits what the simulation does not control (a lazy import, WebCrypto, storage, a Worker).
   * Simulated time stands still meanwhile, and results arrive in the order of issue.
   */
  external<T>(work: Promise<T>): Promise<T>;
}

interface Appointment {
  at: number;
  seq: number;
  fn: (() => void) | undefined;
}

declare const setImmediate: ((fn: () => void) => unknown) | undefined;

/** Runs `fn` after all microtasks that are ready now. */
function makeHop(): (fn: () => void) => void {
  if (typeof setImmediate === 'function') return (fn) => void setImmediate(fn);
  const channel = new MessageChannel();
  const queue: (() => void)[] = [];
  // Assigned by name: the platforms' own types of a port differ.
  (channel.port1 as unknown as { onmessage: (() => void) | null }).onmessage = () => queue.shift()?.();
  return (fn) => {
    queue.push(fn);
    channel.port2.postMessage(0);
  };
}

const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * The simulated clock, at one of two paces: `'fast'` jumps to the next appointment as soon as nothing is
 * runnable and nothing external is out; a number follows real time times that factor.
 */
export class SimulatedClock implements Clock {
  private heap: Appointment[] = [];
  private seq = 0;
  private current: number;
  private externals = 0;
  private lastExternal: Promise<unknown> = Promise.resolve();
  private pumping = false;
  private stopped = false;
  private hop = makeHop();
  private timeout: ReturnType<typeof setTimeout> | undefined;
  private realStart = 0;
  private simStart: number;
  private paceFactor: number | 'fast';
  /** Called in fast pace when nothing is runnable, no appointment stands and nothing external is out. */
  onIdle: (() => void) | undefined;

  constructor(epochMs: number, pace: number | 'fast' = 'fast') {
    this.current = epochMs;
    this.simStart = epochMs;
    this.paceFactor = pace;
    this.realStart = performance.now();
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  /** Whether something outside is awaited that time stands still for. */
  get awaitsOutside(): boolean {
    return this.externals > 0;
  }

  /** Resolves after all that is runnable now has run as far as it can without time. */
  turn(): Promise<void> {
    return new Promise((resolve) => this.hop(resolve));
  }

  get pace(): number | 'fast' {
    return this.paceFactor;
  }

  now(): number {
    if (this.paceFactor !== 'fast' && !this.stopped) {
      const real = this.simStart + (performance.now() - this.realStart) * this.paceFactor;
      if (real > this.current) this.current = real;
    }
    return this.current;
  }

  /** Changes the pace from now on. */
  setPace(pace: number | 'fast'): void {
    this.simStart = this.now();
    this.realStart = performance.now();
    this.paceFactor = pace;
    this.arm();
  }

  /** Jumps to a time (a restored snapshot's). Never goes back. */
  advanceTo(ms: number): void {
    if (ms > this.current) this.current = ms;
    this.simStart = this.current;
    this.realStart = performance.now();
    this.arm();
  }

  /** No appointment is kept any more; time stands still until `start`. */
  stop(): void {
    this.now();
    this.stopped = true;
    if (this.timeout !== undefined) clearTimeout(this.timeout);
    this.timeout = undefined;
  }

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.simStart = this.current;
    this.realStart = performance.now();
    this.arm();
  }

  at(deadlineMs: number, fn: () => void): Timer {
    const entry: Appointment = { at: deadlineMs, seq: this.seq++, fn };
    this.push(entry);
    this.arm();
    return { cancel: () => (entry.fn = undefined) };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(this.now() + Math.max(0, ms), resolve));
  }

  external<T>(work: Promise<T>): Promise<T> {
    this.externals++;
    const before = this.lastExternal;
    const done = (async () => {
      try {
        const result = await work.then(
          (value) => ({ value, ok: true as const }),
          (error: unknown) => ({ error, ok: false as const }),
        );
        await before;
        if (!result.ok) throw result.error;
        return result.value;
      } finally {
        this.externals--;
        this.arm();
      }
    })();
    this.lastExternal = done.catch(() => undefined);
    return done;
  }

  private arm(): void {
    if (this.stopped) return;
    if (this.paceFactor === 'fast') {
      if (this.pumping) return;
      this.pumping = true;
      this.hop(() => this.pumpFast());
      return;
    }
    this.dropCancelled();
    const next = this.heap[0];
    if (this.timeout !== undefined) clearTimeout(this.timeout);
    this.timeout = undefined;
    if (!next) return;
    const wait = (next.at - this.now()) / this.paceFactor;
    if (wait <= 0) {
      if (this.pumping) return;
      this.pumping = true;
      this.hop(() => {
        this.pumping = false;
        this.fireDue();
      });
      return;
    }
    this.timeout = setTimeout(() => this.fireDue(), Math.min(Math.ceil(wait), MAX_TIMEOUT_MS));
  }

  private pumpFast(): void {
    this.pumping = false;
    if (this.stopped || this.paceFactor !== 'fast') return this.arm();
    // While external work is out, time stands; its end arms the pump again.
    if (this.externals > 0) return;
    this.dropCancelled();
    const next = this.heap[0];
    if (!next) {
      this.onIdle?.();
      return;
    }
    if (next.at > this.current) this.current = next.at;
    this.fireDue();
  }

  /** Fires everything whose time has come, in the order of deadline, then of making. */
  private fireDue(): void {
    if (this.stopped) return;
    const now = this.now();
    const lastSeq = this.seq;
    for (;;) {
      const next = this.heap[0];
      if (!next || next.at > now || next.seq >= lastSeq) break;
      this.pop();
      next.fn?.();
    }
    this.arm();
  }

  private dropCancelled(): void {
    while (this.heap[0] && this.heap[0].fn === undefined) this.pop();
  }

  private before(a: Appointment, b: Appointment): boolean {
    return a.at < b.at || (a.at === b.at && a.seq < b.seq);
  }

  private push(entry: Appointment): void {
    const heap = this.heap;
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.before(entry, heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = entry;
  }

  private pop(): void {
    const heap = this.heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.before(heap[child + 1]!, heap[child]!)) child++;
      if (!this.before(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
  }
}
