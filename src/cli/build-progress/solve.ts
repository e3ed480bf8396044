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
  readonly warnings: VertexWarning[] = [];
  private readonly byDigest = new Map<string, Step>();

  update(message: StatusResponse): void {
    for (const vertex of message.vertexes) this.vertex(vertex);
    for (const status of message.statuses) this.byDigest.get(status.vertex)?.statuses.set(status.id, status);
    for (const warning of message.warnings) {
      this.warnings.push(warning);
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
        digest: vertex.digest, name: vertex.name, order: this.steps.length, started: undefined, completed: undefined, cached: false, error: '',
        statuses: new Map(), warnings: [], logs: [], partial: '', partialAt: 0,
      };
      this.byDigest.set(vertex.digest, step);
      this.steps.push(step);
    }
    // A step may begin again (a source that is looked at and then used): the first beginning and the last end count.
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

/** Where a step stands in the canonical order: definition, metadata, ignore file, sources, context, documents, steps, export. */
export function rank(step: Step): readonly [number, string, number] {
  const { name } = step;
  if (/^\[internal\] load (build definition|remote build context)|^copy \/context \//.test(name)) return [0, '', step.order];
  if (/^resolve image config for|^docker-image:/.test(name)) return [1, '', step.order];
  if (name.startsWith('[internal] load metadata')) return [2, name, 0];
  if (name.startsWith('[internal] load .dockerignore')) return [3, '', 0];
  const stage = /^\[(?:(.*?) +)?(\d+)\/(\d+)\] (.*)$/.exec(name.replace(/^\[([^\]]*)\]/, (whole) => whole.replace(/ +/g, ' ')));
  if (stage && /^FROM /.test(stage[4]!)) return [4, stage[1] ?? '', Number(stage[2])];
  if (name.startsWith('[internal] load build context')) return [5, '', step.order];
  if (name.startsWith('[internal] preparing inline document')) return [6, '', step.order];
  if (stage) return [7, stage[1] ?? '', Number(stage[2])];
  if (/^(exporting|sending|importing|\[auth\]|pushing)/.test(name)) return [9, '', step.order];
  return [8, '', step.order];
}

export function compareSteps(a: Step, b: Step): number {
  const [kindA, stageA, numberA] = rank(a);
  const [kindB, stageB, numberB] = rank(b);
  if (kindA !== kindB) return kindA - kindB;
  if (stageA !== stageB) return stageA < stageB ? -1 : 1;
  return numberA - numberB || a.order - b.order;
}
