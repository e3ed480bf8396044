import { NO_PROGRESS, readProgress, type Progress } from '../../course/progress';

const KEY = 'dockyard:progress';

/** The kept progress. What can't be read is set aside under a name of its own and never overwritten. */
export function loadProgress(): Progress {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === null) return NO_PROGRESS;
    let data: unknown;
    try {
      data = JSON.parse(kept);
    } catch {
      data = undefined;
    }
    const progress = readProgress(data);
    if (progress) return progress;
    localStorage.setItem(`${KEY}:set-aside:${new Date().toISOString()}`, kept);
    localStorage.removeItem(KEY);
  } catch {
    // Storage is refused (private mode): progress then lives as long as the page.
  }
  return NO_PROGRESS;
}

/** Keeps progress; false when the browser refuses. */
export function saveProgress(progress: Progress): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
    return true;
  } catch {
    return false;
  }
}
