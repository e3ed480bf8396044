import type { VertexStatus } from '../../api/buildkit-trace';
import { progressBytes } from './bytes';
import { isCanceled, logTime, warningText } from './report';
import { inOrder, rank, workedMs, type Solve, type Step } from './solve';

/**
 * Progress in plain lines (progressui's textMux): a step at a time, in the canonical order, each under its number; a
 * step's lines come as they arise once the steps before it are over.
 */
export class PlainProgress {
  private readonly numbers = new Map<Step, number>();
  private readonly done = new Set<Step>();
  private readonly printed = new Map<Step, { logs: number; statuses: Map<string, ShownStatus> }>();
  private last: Step | undefined;

  constructor(
    private readonly solve: Solve,
    private readonly write: (text: string) => Promise<void>,
    private readonly now: () => number,
    heading: string,
  ) {
    this.heading = heading;
  }
  private heading: string;

  /** Prints what can be printed now; at the end of the build, all that is left. */
  async update(atEnd = false): Promise<void> {
    let out = '';
    // What has been begun is told to its end, whatever comes that would have stood before it.
    const steps = new Set([...(this.last ? [this.last] : []), ...inOrder(this.solve.steps)]);
    for (const step of [...steps].filter((candidate) => !this.done.has(candidate))) {
      if (step.started === undefined) {
        if (atEnd) continue;
        break;
      }
      out += this.lines(step, atEnd);
      if (!this.done.has(step) && !atEnd) break;
    }
    if (out === '') return;
    const { heading } = this;
    this.heading = '';
    await this.write(heading + out);
  }

  private lines(step: Step, atEnd: boolean): string {
    let out = '';
    const before = this.printed.get(step) ?? { logs: 0, statuses: new Map<string, ShownStatus>() };
    this.printed.set(step, before);
    let number = this.numbers.get(step);
    if (number === undefined) {
      number = this.numbers.size + 1;
      this.numbers.set(step, number);
    }
    if (this.last !== step) out += `\n#${number} ${step.name}\n`;
    this.last = step;
    const over = step.completed !== undefined && (atEnd || isSettled(step, this.solve.steps));
    if (over) this.solve.finishLogs(step);
    for (const [id, status] of step.statuses) {
      let shown = before.statuses.get(id);
      if (!shown) before.statuses.set(id, (shown = { seenMs: this.now(), line: undefined, isOver: false }));
      if (shown.isOver || !(over || isNews(status, shown, this.now()))) continue;
      Object.assign(shown, { line: status, isOver: over || status.completed !== undefined });
      out += `#${number} ${statusLine(id, status)}\n`;
    }
    for (const { at, text } of step.logs.slice(before.logs)) out += `#${number} ${logTime(at)} ${text}\n`;
    before.logs = step.logs.length;
    if (!over) return out;
    this.done.add(step);
    for (const warning of step.warnings) out += `#${number} WARN: ${warningText(warning)}\n`;
    return `${out}#${number} ${ending(step)}\n`;
  }
}

/** What has been printed of a part of a step. */
interface ShownStatus {
  /** When it was first known here. */
  seenMs: number;
  line: VertexStatus | undefined;
  isOver: boolean;
}

/** How often the display may change: what begins and ends meanwhile is one line. */
const DISPLAY_MS = 100;
/** What a part must have come on, as a share, or how long must have passed, for another line (progressui's textMux). */
const [MIN_SHARE, MIN_MS] = [0.05, 5000];

function isNews({ current, total, started = 0, timestamp = 0, completed }: VertexStatus, { seenMs, line }: ShownStatus, nowMs: number): boolean {
  if (completed !== undefined) return true;
  if (!line) return timestamp - started >= DISPLAY_MS || nowMs - seenMs >= DISPLAY_MS;
  return (total > 0 && (current - line.current) / total >= MIN_SHARE) || timestamp - (line.timestamp ?? 0) >= MIN_MS;
}

/**
 * Whether what is known of a completed step is the last word: warnings about the definition come when the graph is made
 * from it, and a source or frontend that was looked at may yet be used, and then be cached.
 */
function isSettled(step: Step, steps: readonly Step[]): boolean {
  const { kind, stage } = rank(step);
  if (kind === 1) return !step.name.startsWith('docker-image:') || steps.some((other) => rank(other).kind >= 2);
  if (kind === 0) return steps.some((other) => rank(other).kind >= 4);
  if (kind !== 4) return true;
  return steps.some((other) => {
    const later = rank(other);
    return other.started !== undefined && (later.kind === 9 || (later.kind === 7 && later.stage === stage && !other.cached));
  });
}

function statusLine(id: string, status: { current: number; total: number; started?: number; completed?: number; timestamp?: number }): string {
  let bytes = '';
  if (status.total !== 0) bytes = ` ${progressBytes(status.current)} / ${progressBytes(status.total)}`;
  else if (status.current !== 0) bytes = ` ${progressBytes(status.current)}`;
  const end = status.completed ?? status.timestamp;
  const seconds = status.started !== undefined && end !== undefined ? (end - status.started) / 1000 : 0;
  return `${id}${bytes}${seconds > 0.01 ? ` ${seconds.toFixed(1)}s` : ''}${status.completed === undefined ? '' : ' done'}`;
}

function ending(step: Step): string {
  if (isCanceled(step)) return 'CANCELED';
  if (step.error !== '') return `ERROR: ${step.error}`;
  if (step.cached) return 'CACHED';
  return `DONE ${(workedMs(step.intervals, step.completed!) / 1000).toFixed(1)}s`;
}
