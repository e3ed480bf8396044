import { progressBytes } from './bytes';
import { isCanceled, logTime, warningText } from './report';
import { inOrder, rank, type Solve, type Step } from './solve';

/**
 * Progress in plain lines (progressui's textMux): a step at a time, in the canonical order, each under its number; a
 * step's lines come as they arise once the steps before it are over.
 */
export class PlainProgress {
  private readonly numbers = new Map<Step, number>();
  private readonly done = new Set<Step>();
  private readonly printed = new Map<Step, { logs: number; statuses: Set<string> }>();
  private last: Step | undefined;

  constructor(
    private readonly solve: Solve,
    private readonly write: (text: string) => Promise<void>,
    heading: string,
  ) {
    this.heading = heading;
  }
  private heading: string;

  /** Prints what can be printed now; at the end of the build, all that is left. */
  async update(atEnd = false): Promise<void> {
    let out = this.heading;
    this.heading = '';
    for (const step of inOrder(this.solve.steps).filter((candidate) => !this.done.has(candidate))) {
      if (step.started === undefined) {
        if (atEnd) continue;
        break;
      }
      out += this.lines(step, atEnd);
      if (!this.done.has(step) && !atEnd) break;
    }
    if (out !== '') await this.write(out);
  }

  private lines(step: Step, atEnd: boolean): string {
    let out = '';
    const before = this.printed.get(step) ?? { logs: 0, statuses: new Set<string>() };
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
      if (before.statuses.has(id) || (status.completed === undefined && !over)) continue;
      before.statuses.add(id);
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
  return `DONE ${((step.completed! - step.started!) / 1000).toFixed(1)}s`;
}
