import type { WindowSize } from '../../machine/tty/types';
import { progressBytes } from './bytes';
import { isCanceled, warningText } from './report';
import { workedMs, type Solve, type Step } from './solve';

const BLUE = '\x1b[34m';
const RED = '\x1b[31m';
const YELLOW = '\x1b[33m';
const FAINT = '\x1b[2m';
const RESET = '\x1b[0m';
/** Lines of output that a running step shows. */
const OUTPUT_LINES = 6;

interface Row {
  name: string;
  status: string;
  intervals: ReadonlyMap<number, number | undefined>;
  isOver: boolean;
  color: string;
  output: readonly string[];
}

/** Left and right text in a width, a blank between them (progressui's align). */
function align(left: string, right: string, width: number): string {
  return `${left.padEnd(width - right.length - 1)} ${right}`;
}

function rowsOf(step: Step): Row[] {
  if (step.started === undefined) return [];
  const failed = step.error !== '';
  const prefix = isCanceled(step) ? 'CANCELED ' : failed ? 'ERROR ' : step.cached && step.completed !== undefined ? 'CACHED ' : '';
  const color = isCanceled(step) ? YELLOW : failed ? RED : BLUE;
  const lines = [...step.logs.map((log) => log.text), ...(step.partial === '' ? [] : [step.partial])].filter((line) => line.trim() !== '');
  const rows: Row[] = [{
    name: prefix + step.name, status: '', intervals: step.intervals, isOver: step.completed !== undefined, color,
    output: step.completed === undefined ? lines.slice(-OUTPUT_LINES) : [],
  }];
  for (const [id, status] of step.statuses) {
    if (status.started === undefined) continue;
    const bytes = status.total !== 0 ? `${progressBytes(status.current)} / ${progressBytes(status.total)}` : status.current !== 0 ? progressBytes(status.current) : '';
    rows.push({ name: `=> ${id}`, status: bytes, intervals: new Map([[status.started, status.completed]]), isOver: status.completed !== undefined, color: BLUE, output: [] });
  }
  for (const warning of step.warnings) {
    rows.push({ name: `WARN: ${warningText(warning)}`, status: '', intervals: step.intervals, isOver: true, color: '', output: [] });
  }
  return rows;
}

/**
 * Progress on a terminal: the whole list of steps drawn again over itself (progressui's ttyDisplay).
 */
export class TerminalProgress {
  private drawnLines = 0;
  private repeated = false;

  constructor(
    private readonly solve: Solve,
    private readonly startedMs: number,
    /** What stands at the right of the first line: `docker:default`. */
    private readonly target: string,
  ) {}

  /** One frame. */
  frame(nowMs: number, size: WindowSize, atEnd = false): string {
    const { cols: width } = size;
    let out = '\x1b[1A'.repeat(this.drawnLines + 1) + (this.repeated ? '' : '\x1b[1B') + '\x1b[0G\x1b[?25l';
    this.repeated = true;
    const steps = [...this.solve.steps];
    const completed = steps.filter((step) => step.completed !== undefined).length;
    const total = Math.max(steps.length, 1);
    const finished = atEnd && completed > 0 && completed === steps.length ? 'FINISHED' : '';
    const heading = `[+] Building ${((nowMs - this.startedMs) / 1000).toFixed(1)}s (${completed}/${total}) ${finished}`;
    out += `${align(heading, this.target, width - 1)}\n`;
    let lines = 0;
    for (const row of this.fitting(steps.sort((a, b) => (a.started ?? Infinity) - (b.started ?? Infinity) || a.order - b.order).flatMap(rowsOf), size, atEnd)) {
      out += this.row(row, nowMs, width);
      lines++;
      for (const line of row.output) {
        out += `${FAINT} => => # ${line.slice(0, width - 10).padEnd(width - 10)}\n${RESET}`;
        lines++;
      }
    }
    const less = this.drawnLines - lines;
    if (less > 0) out += `${' '.repeat(width)}\n`.repeat(less) + `\x1b[${less}A\x1b[0G`;
    this.drawnLines = lines;
    return `${out}\x1b[?25h`;
  }

  private row({ name, status, intervals, isOver, color }: Row, nowMs: number, width: number): string {
    const seconds = workedMs(intervals, nowMs) / 1000;
    const timer = ` ${(seconds < 0.05 ? 0 : seconds).toFixed(1)}s\n`;
    let left = width - 4 - timer.length - 1;
    let shown = '';
    if (status !== '' && left + status.length > 20) {
      shown = ` ${status}`;
      left -= shown.length;
    }
    const line = align(` => ${name.slice(0, left)}${shown}`, timer, width);
    return isOver && color !== '' ? `${color}${line}${RESET}` : line;
  }

  /** What has room: steps that are over go first. */
  private fitting(rows: Row[], size: WindowSize, atEnd: boolean): Row[] {
    const room = size.rows - 2;
    const height = (list: readonly Row[]): number => list.reduce((sum, row) => sum + 1 + row.output.length, 0);
    if (atEnd || room <= 0) return rows;
    const kept = [...rows];
    while (height(kept) > room) {
      const over = kept.findIndex((row) => row.isOver);
      if (over === -1) break;
      kept.splice(over, 1);
    }
    return kept;
  }
}
