import type { App } from '../app';
import type { ProgressEvent } from '../progress/events';

/** One step of a plan: what has to be over before it, what is told, what is done. */
export interface Step {
  after: readonly Step[];
  before?: readonly ProgressEvent[];
  then?: readonly ProgressEvent[];
  /** What a failure is told of. */
  failureId: string;
  run: () => Promise<void>;
}

/** Runs a plan's steps, each as soon as those before it are over; after a failure no more are begun (planExecutor). */
export async function execute(app: App, steps: readonly Step[]): Promise<void> {
  const running = new Map<Step, Promise<void>>();
  let failed = false;
  for (const step of steps) {
    running.set(step, (async () => {
      await Promise.all(step.after.map((other) => running.get(other)));
      if (failed) return;
      if (step.before) await app.tell(...step.before);
      try {
        await step.run();
      } catch (error) {
        if (!failed) await app.tell({ id: step.failureId, status: 'error', text: (error as Error).message });
        failed = true;
        throw error;
      }
      if (step.then) await app.tell(...step.then);
    })());
  }
  const results = await Promise.allSettled(running.values());
  const bad = results.find((result) => result.status === 'rejected');
  if (bad) throw (bad as PromiseRejectedResult).reason;
}
