import { humanSize } from '../../lib/units';
import type { EventStatus, Progress, ProgressEvent } from './events';

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const PERCENT = [...'⠀⡀⣀⣄⣤⣦⣶⣷⣿'];

type Paint = (text: string) => string;
const paint = (...codes: number[]): Paint => {
  const start = codes.map((code) => `\x1b[${code}m`).join('');
  return (text) => `${start}${text}\x1b[0m`;
};
export const SUCCESS = paint(32);
export const WARNING = paint(33, 1);
export const ERROR = paint(31, 1);
const TIMER = paint(34);
const COUNT = paint(33);
const bare: Paint = (text) => text;

interface Task {
  id: string;
  parents: Set<string>;
  start: number;
  end: number | undefined;
  text: string;
  details: string;
  status: EventStatus;
  current: number;
  total: number;
  percent: number;
  spin: number;
}

export interface TerminalOptions {
  write: (text: string) => Promise<void>;
  /** Where words about compose itself go. */
  info: (text: string) => Promise<void>;
  now: () => number;
  size: () => { rows: number; cols: number };
  /** Calls a function a tenth of a second from now, until it is told to stop. */
  every: (tick: () => Promise<void>) => () => void;
  /** Containers' starts are shown; attached, their logs say enough. */
  detached: boolean;
}

/** Columns of a text without its escapes. */
function width(text: string): number {
  return [...text.replace(/\x1b[^m]*m/g, '')].length;
}

/** The list of tasks that compose keeps up to date on a terminal (cmd/display/tty.go). */
export class TerminalProgress implements Progress {
  private readonly tasks = new Map<string, Task>();
  private operation = '';
  private repeated = false;
  private lines = 0;
  private stop: () => void = () => undefined;
  private suspended = false;

  constructor(private readonly options: TerminalOptions) {}

  start(operation: string): void {
    this.operation = operation;
    this.stop = this.options.every(async () => {
      if (!this.suspended) await this.print();
    });
  }

  async done(): Promise<void> {
    this.stop();
    await this.print();
    this.operation = '';
  }

  async on(...events: ProgressEvent[]): Promise<void> {
    for (const event of events) {
      if (event.id === 'Compose') {
        await this.options.info(`${ERROR(event.details ?? '')}\n`);
        continue;
      }
      const starting = event.text === 'Started' || event.text === 'Starting';
      if (starting && this.operation !== 'start' && !this.options.detached) continue;
      // A build shows itself.
      this.suspended = event.text === 'Building';
      this.update(event);
      if (this.operation !== '') continue;
      const color = { working: SUCCESS, done: SUCCESS, warning: WARNING, error: ERROR }[event.status];
      await this.options.write(`${event.id} ${color(event.text)} ${event.details ?? ''}\n`);
    }
  }

  private update({ id, parent, status, text, details = '', current = 0, total = 0, percent = 0 }: ProgressEvent): void {
    const now = this.options.now();
    let task = this.tasks.get(id);
    if (!task) {
      task = { id, parents: new Set(), start: now, end: undefined, text, details, status, current: 0, total: 0, percent: 0, spin: 0 };
      this.tasks.set(id, task);
    }
    if (parent !== undefined) task.parents.add(parent);
    if (status !== 'working') {
      if (task.end === undefined || task.status === 'working') task.end = now;
    } else task.end = undefined;
    Object.assign(task, { status, text, details });
    task.total = Math.max(task.total, total);
    task.current = Math.max(task.current, current);
    task.percent = Math.max(task.percent, percent);
  }

  private async print(): Promise<void> {
    if (this.tasks.size === 0) return;
    const { cols: columns, rows } = this.options.size();
    const up = this.repeated ? this.lines + 1 : 0;
    this.repeated = true;
    const all = [...this.tasks.values()];
    const finished = all.filter(({ status }) => status !== 'working').length;
    let out = `\x1b[?25l${up > 0 ? `\x1b[${up}A` : ''}\x1b[0G[+] ${this.operation} ${finished}/${all.length}\n`;
    const shown = all.filter(({ parents }) => parents.size === 0);
    const most = Math.max(rows - 2, 1);
    const visible = shown.length > most ? shown.slice(0, most - 1) : shown;
    const entries = visible.map((task) => ({ task, id: task.id, bar: this.bar(task, all), timer: this.timer(task), details: task.details, pad: 0 }));
    const timerWidth = Math.max(0, ...entries.map(({ timer }) => timer.length));
    const statusWidth = Math.max(0, ...entries.map(({ task }) => task.text.length));
    const head = (): number => Math.max(...entries.map((entry) => 3 + width(entry.id) + width(entry.bar)));
    for (let tries = 0; tries < 100; tries++) {
      const before = head();
      const over = Math.max(...entries.map(({ details }) => before + 1 + statusWidth + (details === '' ? 0 : details.length + 1) + 1 + timerWidth)) - columns;
      if (over <= 0) break;
      const detailed = entries.find(({ details }) => details !== '');
      const longest = entries.reduce((a, b) => (b.id.length > a.id.length ? b : a));
      if (detailed) detailed.details = detailed.details.length > 3 + over ? `${detailed.details.slice(0, -over - 3)}...` : '';
      else if (longest.id.length > 10) longest.id = `${longest.id.slice(0, Math.max(longest.id.length - over - 3, 7))}...`;
      else break;
    }
    const before = head();
    for (const { task, id, bar, timer, details } of entries) {
      const left = 3 + width(id) + width(bar);
      const length = before + 1 + width(task.text) + (details === '' ? 0 : 1 + width(details));
      const gap = Math.max(columns - length - timerWidth, 1);
      const color = { working: bare, done: SUCCESS, warning: WARNING, error: ERROR }[task.status];
      out += ` ${this.spinner(task)} ${id}${bar}${' '.repeat(before - left)} ${color(task.text)}${details === '' ? '' : ` ${details}`}${' '.repeat(gap)}${TIMER(timer.padStart(timerWidth))}\n`;
    }
    let lines = entries.length;
    if (shown.length > visible.length) {
      const more = ` ... ${shown.length - visible.length} more`;
      out += `${more}${' '.repeat(Math.max(columns - more.length, 0))}\n`;
      lines++;
    }
    for (; lines < this.lines; lines++) out += `${' '.repeat(columns)}\n`;
    this.lines = lines;
    await this.options.write(`${out}\x1b[?25h`);
  }

  private timer(task: Task): string {
    const end = task.status === 'working' ? this.options.now() : (task.end ?? task.start);
    return `${(Math.max(end - task.start, 0) / 1000).toFixed(1)}s`;
  }

  private spinner(task: Task): string {
    if (task.status === 'done') return SUCCESS('✔');
    if (task.status === 'warning') return WARNING('!');
    if (task.status === 'error') return ERROR('✘');
    if (this.options.now() - task.start > 100) task.spin++;
    return COUNT(SPINNER[(task.spin === 0 ? 0 : task.spin - 1) % SPINNER.length]!);
  }

  /** What the parts of a task have come to: a character each, and the sizes. */
  private bar(task: Task, all: readonly Task[]): string {
    if (task.status !== 'working') return '';
    const parts = all.filter(({ parents }) => parents.has(task.id));
    if (parts.length === 0) return '';
    const total = parts.reduce((sum, part) => sum + part.total, 0);
    const current = parts.reduce((sum, part) => sum + part.current, 0);
    const hide = total === 0 || parts.some((part) => part.status === 'working' && part.total === 0);
    const marks = parts.map(({ percent }) => PERCENT[Math.trunc(((PERCENT.length - 1) * Math.min(percent, 100)) / 100)]!).join('');
    const sizes = hide ? '' : ` ${humanSize(current).padStart(7)} / ${humanSize(total).padEnd(7)}`;
    return ` [${SUCCESS(marks)}]${sizes}`;
  }
}
