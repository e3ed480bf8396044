import * as v from 'valibot';

const progressSchema = v.object({
  /** Checks that passed, as `lesson#check`. */
  passed: v.array(v.string()),
  /** Credits by quiz, as `lesson#quiz`; an item earns them once. */
  credits: v.record(v.string(), v.number()),
});

/** What a learner has done; plain data, kept by the app. */
export type Progress = v.InferOutput<typeof progressSchema>;

export const NO_PROGRESS: Progress = { passed: [], credits: {} };

/** Reads kept progress; undefined when it is none of ours (so that the caller can set it aside, not lose it). */
export function readProgress(data: unknown): Progress | undefined {
  const result = v.safeParse(progressSchema, data);
  return result.success ? result.output : undefined;
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
