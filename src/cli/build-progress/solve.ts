import { text } from '../../lib/bytes';
import type { BuildVertex, StatusResponse, VertexStatus, VertexWarning } from '../../api/buildkit-trace';

export interface LogLine {
  /** Seconds since its step began. */
  at: number;
  text: string;
}

/** One step of a build, as far as is known. */
export interface Step {
  digest: string;
  name: string;
  /** In which order it was first told of. */
  order: number;
  started: number | undefined;
  completed: number | undefined;
  /** When it ended by when it began: a step may begin again (a source that is looked at and then fetched). */
  intervals: Map<number, number | undefined>;
  cached: boolean;
  error: string;
  statuses: Map<string, VertexStatus>;
  warnings: VertexWarning[];
  logs: LogLine[];
  /** A line that hasn't ended yet. */
  partial: string;
  partialAt: number;
}

/** What BuildKit's messages amount to so far (progressui's trace). */
export class Solve {
  readonly steps: Step[] = [];
  /** Each once, however many targets it is told of (buildx util/progress dedupWarnings). */
  readonly warnings: VertexWarning[] = [];
  private readonly told = new Set<string>();
  private readonly byDigest = new Map<string, Step>();

  update(message: StatusResponse): void {
    for (const vertex of message.vertexes) this.vertex(vertex);
    for (const status of message.statuses) this.byDigest.get(status.vertex)?.statuses.set(status.id, status);
    for (const warning of message.warnings) {
      const key = JSON.stringify({ ...warning, vertex: undefined });
      if (!this.told.has(key)) this.warnings.push(warning);
      this.told.add(key);
      this.byDigest.get(warning.vertex)?.warnings.push(warning);
    }
    for (const log of message.logs) {
      const step = this.byDigest.get(log.vertex);
      if (!step) continue;
      const at = log.timestamp !== undefined && step.started !== undefined ? (log.timestamp - step.started) / 1000 : 0;
      const pieces = text(log.msg).split('\n');
      pieces.forEach((piece, i) => {
        if (step.partial === '') step.partialAt = at;
        step.partial += piece;
        if (i === pieces.length - 1) return;
        step.logs.push({ at: step.partialAt, text: step.partial.replace(/\r$/, '') });
        step.partial = '';
      });
    }
  }

  private vertex(vertex: BuildVertex): void {
    let step = this.byDigest.get(vertex.digest);
    if (!step) {
      step = {
        digest: vertex.digest, name: vertex.name, order: this.steps.length, started: undefined, completed: undefined, intervals: new Map(), cached: false, error: '',
        statuses: new Map(), warnings: [], logs: [], partial: '', partialAt: 0,
      };
      this.byDigest.set(vertex.digest, step);
      this.steps.push(step);
    }
    if (vertex.started !== undefined) step.intervals.set(vertex.started, vertex.completed);
    step.started ??= vertex.started;
    step.completed = vertex.started !== undefined && vertex.completed === undefined ? undefined : (vertex.completed ?? step.completed);
    step.cached = vertex.cached;
    step.error = vertex.error || step.error;
  }

  /** No more output will come of a step: what stands without a line end is a line. */
  finishLogs(step: Step): void {
    if (step.partial === '') return;
    step.logs.push({ at: step.partialAt, text: step.partial });
    step.partial = '';
  }
}

/** Milliseconds that a step has been at work; what overlaps counts once (progressui mergeIntervals). */
export function workedMs(intervals: ReadonlyMap<number, number | undefined>, nowMs: number): number {
  let sum = 0;
  let counted = -Infinity;
  for (const [start, end = nowMs] of [...intervals].sort(([a], [b]) => a - b)) {
    sum += Math.max(0, end - Math.max(start, counted));
    counted = Math.max(counted, end);
  }
  return sum;
}

/** Where a step stands in the canonical order; with several targets, a step's name begins with its target's. */
export interface Rank {
  /** -1 bake files, 0 definition, 2 metadata, 3 ignore file, 4 sources, 5 context, 6 documents, 7 steps, 9 export, 10 what is asked about it. */
  kind: number;
  stage: string;
  number: number;
}

/** Definition, metadata, ignore file, sources, context, inline documents, steps by stage and number, export. */
export function rank({ name }: Step): Rank {
  const at = (kind: number): Rank => ({ kind, stage: '', number: 0 });
  if (name.startsWith('[internal] load local bake definitions')) return at(-1);
  if (/^\[(?:\S+ )?internal\] load (build definition|remote build context)|^copy \/context \//.test(name)) return at(0);
  if (/^resolve image config for|^docker-image:/.test(name)) return at(1);
  if (/^\[(?:\S+ )?(?:internal|context \S+)\] load metadata/.test(name)) return at(2);
  if (/^\[(?:\S+ )?(?:internal|context \S+)\] load \.dockerignore/.test(name)) return at(3);
  if (/^(?:\[[\w-]+\] )?importing cache/.test(name)) return at(3.5);
  if (/^\[(?:\S+ )?context \S+\] /.test(name)) return at(4);
  if (name.startsWith('FROM ')) return at(4);
  const step = /^\[(?:(\S.*?) +)?(\d+)\/\d+\] (.*)$/s.exec(name);
  if (step) return { kind: step[3]!.startsWith('FROM ') ? 4 : 7, stage: step[1] ?? '', number: Number(step[2]) };
  if (/^\[(?:\S+ )?internal\] load build context/.test(name)) return at(5);
  if (/^\[(?:\S+ )?internal\] preparing inline document/.test(name)) return at(6);
  if (/^(?:\[[\w-]+\] )?resolving provenance for metadata file$/.test(name)) return at(10);
  return at(/^(?:\[[\w-]+\] )?(?:exporting|sending|pushing)/.test(name) ? 9 : 8);
}

/** The steps in canonical order; stages stand as they were first told of, those with sources before the others. */
export function inOrder(steps: readonly Step[]): Step[] {
  const ranked = steps.map((step) => ({ step, ...rank(step) }));
  const stages: string[] = [];
  for (const { kind, stage } of [...ranked.filter((item) => item.kind === 4), ...ranked]) {
    if ((kind === 4 || kind === 7) && !stages.includes(stage)) stages.push(stage);
  }
  return ranked
    .sort((a, b) => {
      if (a.kind !== b.kind) return a.kind - b.kind;
      if (a.kind === 2) return a.step.name < b.step.name ? -1 : 1;
      return stages.indexOf(a.stage) - stages.indexOf(b.stage) || a.number - b.number || a.step.order - b.step.order;
    })
    .map(({ step }) => step);
}
