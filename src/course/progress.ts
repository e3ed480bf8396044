/** What a learner has done; plain data, kept by the app. */
export interface Progress {
  /** Checks that passed, as `lesson#check`. */
  passed: string[];
  /** Credits by quiz, as `lesson#quiz`; an item earns them once. */
  credits: Record<string, number>;
}

export const NO_PROGRESS: Progress = { passed: [], credits: {} };

/** Reads kept progress; undefined when it is none of ours (so that the caller can set it aside, not lose it). */
export function readProgress(data: unknown): Progress | undefined {
  const { passed, credits } = (typeof data === 'object' && data !== null ? data : {}) as Partial<Record<keyof Progress, unknown>>;
  if (!Array.isArray(passed) || !passed.every((key): key is string => typeof key === 'string')) return undefined;
  if (typeof credits !== 'object' || credits === null || Array.isArray(credits)) return undefined;
  const earned = Object.entries(credits as Record<string, unknown>);
  if (!earned.every((entry): entry is [string, number] => typeof entry[1] === 'number')) return undefined;
  return { passed, credits: Object.fromEntries(earned) };
}

export function withPassed(progress: Progress, lesson: string, check: string): Progress {
  const key = `${lesson}#${check}`;
  return progress.passed.includes(key) ? progress : { ...progress, passed: [...progress.passed, key] };
}

/** Adds an item's credits, once. */
export function withCredits(progress: Progress, lesson: string, item: string, credits: number): Progress {
  const key = `${lesson}#${item}`;
  return key in progress.credits ? progress : { ...progress, credits: { ...progress.credits, [key]: credits } };
}

export function totalCredits(progress: Progress): number {
  return Object.values(progress.credits).reduce((sum, credits) => sum + credits, 0);
}
