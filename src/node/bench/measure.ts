import { spawnSync } from 'node:child_process';

/** A figure of ours, and the one that it stands beside on this machine, where there is one. */
export interface Measure {
  name: string;
  unit: string;
  ours: number;
  /** What stands beside it, such as `real` or `one layer`. */
  beside?: { what: string; value: number };
}

/** What is measured of one room. */
export type Bench = () => Promise<Measure[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Three significant digits. */
export function significant(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

/** The milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median of several runs, in milliseconds. */
export async function times(runs: number, work: () => Promise<unknown> | unknown): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < runs; i++) all.push(await timed(work));
  return median(all);
}

/** The median time of a command in the real bash, in milliseconds; undefined where a program that it needs isn't there. */
export async function realTimes(runs: number, command: string, needs: readonly string[] = []): Promise<number | undefined> {
  const there = spawnSync('bash', ['-c', ['true', ...needs.map((name) => `command -v ${name}`)].join(' && ')], { stdio: 'ignore' });
  if (there.status !== 0) return undefined;
  return times(runs, () => void spawnSync('bash', ['-c', command], { stdio: 'ignore' }));
}

/** The real figure to stand beside ours, where it could be had. */
export function besideReal(value: number | undefined): Measure['beside'] {
  return value === undefined ? undefined : { what: 'real', value };
}
