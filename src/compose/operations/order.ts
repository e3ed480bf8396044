import { sortedKeys } from '../load/value';
import type { Project } from '../project/types';

type Visit = (service: string) => Promise<void>;

/** Visits services at once, each after those that `before` names; the first failure ends it when all that runs has ended. */
async function inOrder(names: readonly string[], before: (name: string) => readonly string[], visit: Visit): Promise<void> {
  const running = new Map<string, Promise<void>>();
  let failed = false;
  const start = (name: string): Promise<void> => {
    let task = running.get(name);
    if (!task) {
      task = (async () => {
        await Promise.all(before(name).map(start));
        if (!failed) await visit(name);
      })();
      task.catch(() => (failed = true));
      running.set(name, task);
    }
    return task;
  };
  const results = await Promise.allSettled(names.map(start));
  const bad = results.find((result) => result.status === 'rejected');
  if (bad) throw (bad as PromiseRejectedResult).reason;
}

const dependenciesOf = (project: Project, name: string): string[] => sortedKeys(project.services[name]?.depends_on ?? {}).filter((other) => project.services[other]);

/** Dependencies first. */
export function inDependencyOrder(project: Project, visit: Visit): Promise<void> {
  return inOrder(sortedKeys(project.services), (name) => dependenciesOf(project, name), visit);
}

/** What depends on a service first. `only`: these and what depends on them. */
export function inReverseOrder(project: Project, visit: Visit, only: readonly string[] = []): Promise<void> {
  const names = sortedKeys(project.services);
  const dependents = (name: string): string[] => names.filter((other) => dependenciesOf(project, other).includes(name));
  const wanted = new Set<string>();
  const want = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    dependents(name).forEach(want);
  };
  (only.length > 0 ? only : names).forEach(want);
  return inOrder(names, dependents, async (name) => {
    if (wanted.has(name)) await visit(name);
  });
}

/** Does something to each at once; the first failure counts, told when all are over. */
export async function together<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(items.map(action));
  const bad = results.find((result) => result.status === 'rejected');
  if (bad) throw (bad as PromiseRejectedResult).reason;
}
