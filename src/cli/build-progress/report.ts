import { text } from '../../lib/bytes';
import type { VertexWarning } from '../../api/buildkit-trace';
import type { ErrorSource } from '../../api/build-extension';
import type { Solve, Step } from './solve';

/** A time as it stands before a line of output, in five characters as long as it can. */
export function logTime(seconds: number): string {
  return seconds.toFixed(seconds < 10 ? 3 : seconds < 100 ? 2 : 1);
}

/** Lines that are left of a step's output when it isn't drawn (progressui's logsBufferSize). */
const KEPT_LINES = 10;

/** The steps that failed, each with its output: on a terminal in full, else the end of it (progressui's printErrorLogs). */
export function failedSteps(solve: Solve, isTerminal = false): string {
  const failed = solve.steps.filter((step) => step.error !== '' && !isCanceled(step));
  return failed.map((step) => `------\n > ${step.name}:\n${output(step, isTerminal)}------\n`).join('');
}

function output({ logs }: Step, isWhole: boolean): string {
  return (isWhole ? logs : logs.slice(-KEPT_LINES)).map(({ at, text: line }) => `${logTime(at)} ${line}\n`).join('');
}

export function isCanceled(step: Step): boolean {
  return step.error.endsWith('context canceled');
}

/** `JSONArgsRecommended: … (line 7)`. */
export function warningText(warning: VertexWarning): string {
  return text(warning.short);
}

/**
 * What buildx says of warnings at the end of a build, with detail, URL and place when it debugs; the escapes are there
 * with or without a terminal (commands/build.go printWarnings).
 */
export function warningSummary(warnings: readonly VertexWarning[], debugs: boolean): string {
  if (warnings.length === 0) return '';
  const count = warnings.length === 1 ? '1 warning found' : `${warnings.length} warnings found`;
  const lines = warnings.map((warning) => ` - ${warningText(warning)}\n${debugs ? expanded(warning) : ''}`).join('');
  return `\n \x1b[33m${count}${debugs ? '' : ' (use docker --debug to expand)'}:\n\x1b[0m${lines}`;
}

function expanded({ detail, url, info, ranges }: VertexWarning): string {
  const place = info && excerpt({ filename: info.filename, text: text(info.data), ranges: ranges.map(({ start, end }) => ({ start: start.line, end: end.line })) });
  return `${detail.map((one) => `${text(one)}\n`).join('')}${url ? `More info: ${url}\n` : ''}${place ?? ''}\n`;
}

/** The lines around a place in a Dockerfile (BuildKit errdefs.Source.Print). */
export function excerpt({ filename, text: source, ranges }: ErrorSource): string {
  if (ranges.length === 0) return '';
  const lines = source.split('\n');
  let start = Math.min(...ranges.map((range) => range.start));
  let end = Math.min(Math.max(...ranges.map((range) => range.end)), lines.length);
  if (start < 1 || start > lines.length) return '';
  const first = start;
  const pad = start === end ? 4 : 2;
  for (let around = 0; around < pad; around++) {
    if (start > 1) {
      start--;
      around++;
    }
    if (end !== lines.length) {
      end++;
      around++;
    }
  }
  let out = `${filename}:${first}\n--------------------\n`;
  for (let line = start; line <= end; line++) {
    const marked = ranges.some((range) => range.start <= line && line <= range.end);
    out += ` ${String(line).padStart(3)} | ${marked ? '>>>' : '   '} ${lines[line - 1]!}\n`;
  }
  return `${out}--------------------\n`;
}
