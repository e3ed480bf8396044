import {
  emptyStatus, TRACE_ID, toBase64, writeStatusResponse, type BuildVertex, type StatusResponse, type VertexStatus,
} from '../../../api/buildkit-trace';
import { text, utf8 } from '../../../lib/bytes';
import type { LintWarning } from '../dockerfile/linter';
import { digestOfText } from '../../../oci/digest';

export type TraceSink = (message: Readonly<Record<string, unknown>>) => Promise<void>;

/** A part of a step's work while it goes on. */
export interface StatusHandle {
  update(current: number, total?: number): void;
  done(current?: number): void;
}

/** Characters of a step's output that are looked at when it fails. */
const KEPT_OUTPUT = 4096;
const CANCELLED = 'context canceled';

/** Tells of a build's steps as BuildKit does: what changed since the last message goes into the next one. */
export class Trace {
  private readonly vertices = new Map<string, BuildVertex>();
  /** The end of what each step has printed. */
  private readonly output = new Map<string, string>();
  private pending: StatusResponse = emptyStatus();
  private scheduled = false;
  private sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly sink: TraceSink,
    private readonly now: () => number,
  ) {}

  /** Makes steps known that may begin later. */
  announce(vertices: readonly Pick<BuildVertex, 'digest' | 'inputs' | 'name' | 'progressGroup'>[]): void {
    for (const { digest, inputs, name, progressGroup } of vertices) {
      if (this.vertices.has(digest)) continue;
      const vertex: BuildVertex = { digest, inputs, name, cached: false, error: '', ...(progressGroup && { progressGroup }) };
      this.vertices.set(digest, vertex);
      this.tell(vertex);
    }
  }

  /** How many steps there are, how many are over, and how many of those had been there. */
  counts(): { totalSteps: number; completedSteps: number; cachedSteps: number } {
    const all = [...this.vertices.values()];
    return { totalSteps: all.length, completedSteps: all.filter(({ completed }) => completed !== undefined).length, cachedSteps: all.filter(({ cached }) => cached).length };
  }

  /** The step that failed, with the end of its output. */
  failed(most: number): { step: string; logs: string[] } | undefined {
    const vertex = [...this.vertices.values()].find(({ error }) => error !== '' && error !== CANCELLED);
    if (!vertex) return undefined;
    return { step: vertex.name, logs: (this.output.get(vertex.digest) ?? '').split('\n').filter((line) => line !== '').slice(-most) };
  }

  /** A step of the builder itself, by its name. Gives its digest. */
  internal(name: string, key = name): string {
    const digest = digestOfText(`[internal]\0${key}`);
    this.announce([{ digest, inputs: [], name }]);
    return digest;
  }

  private tell(vertex: BuildVertex): void {
    this.pending.vertexes.push({ ...vertex });
    this.schedule();
  }

  private change(digest: string, change: Partial<BuildVertex>): void {
    const vertex = this.vertices.get(digest);
    if (!vertex) return;
    Object.assign(vertex, change);
    this.tell(vertex);
  }

  start(digest: string, cached = false): void {
    this.change(digest, { started: this.now(), completed: undefined, cached, error: '' });
  }

  complete(digest: string, error?: string): void {
    this.change(digest, { completed: this.now(), error: error ?? '' });
  }

  cancel(digest: string): void {
    this.complete(digest, CANCELLED);
  }

  /** A step whose result was found. */
  cached(digest: string): void {
    this.start(digest, true);
    this.complete(digest);
  }

  /** Runs a step from start to end. */
  async step<T>(digest: string, work: () => Promise<T> | T, signal?: AbortSignal): Promise<T> {
    this.start(digest);
    try {
      const result = await work();
      this.complete(digest);
      return result;
    } catch (error) {
      if (signal?.aborted) this.cancel(digest);
      else this.complete(digest, (error as Error).message);
      throw error;
    }
  }

  /** A part of a step's work begins; it may have begun before, and have come so far. */
  status(vertex: string, id: string, { started, current = 0, total = 0 }: { started?: number; current?: number; total?: number } = {}): StatusHandle {
    const status: VertexStatus = { id, vertex, name: '', current, total, timestamp: this.now(), started: started ?? this.now() };
    const tell = () => {
      this.pending.statuses.push({ ...status });
      this.schedule();
    };
    tell();
    return {
      update: (current, total = status.total) => {
        Object.assign(status, { current, total, timestamp: this.now() });
        tell();
      },
      done: (current = status.current) => {
        Object.assign(status, { current, timestamp: this.now(), completed: this.now() });
        tell();
      },
    };
  }

  log(vertex: string, stream: 1 | 2, msg: Uint8Array): Promise<void> {
    this.output.set(vertex, ((this.output.get(vertex) ?? '') + text(msg)).slice(-KEPT_OUTPUT));
    this.pending.logs.push({ vertex, timestamp: this.now(), stream, msg: msg.slice() });
    this.schedule();
    return this.sending;
  }

  warn(vertex: string, warning: LintWarning, filename: string, source: string): void {
    const { rule, detail, description, url, location } = warning;
    const short = `${rule}: ${detail}` + (location && location.start > 0 ? ` (line ${location.start})` : '');
    const ranges = [];
    for (let line = location?.start ?? 0; location && line <= location.end; line++) {
      ranges.push({ start: { line, character: 0 }, end: { line, character: 0 } });
    }
    this.pending.warnings.push({
      vertex, level: 1, short: utf8(short), detail: [utf8(description)], url,
      info: { filename, data: utf8(source), language: 'Dockerfile' }, ranges,
    });
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    this.sending = this.sending.then(() => {
      this.scheduled = false;
      const message = this.pending;
      this.pending = emptyStatus();
      return this.sink({ id: TRACE_ID, aux: toBase64(writeStatusResponse(message)) });
    });
    // A failing receiver is found out at the next flush.
    this.sending.catch(() => undefined);
  }

  /** Waits until everything told so far has been taken. */
  async flush(): Promise<void> {
    await this.sending;
  }
}
