/** Lines of a Dockerfile, first and last, counted from 1. */
export interface LineRange {
  start: number;
  end: number;
}

/** Go's `toRanges`: an end before the start means the start line alone. */
export function lineRange(start: number, end: number): LineRange {
  return { start, end: end <= start ? start : end };
}

/**
 * A failure that knows where in the Dockerfile it arose, innermost place first
 * (BuildKit's parser.LocationError).
 */
export class DockerfileError extends Error {
  readonly locations: LineRange[] = [];
  constructor(message: string) {
    super(message);
    this.name = 'DockerfileError';
  }
}

/** The same error with one more place to it. */
export function withLocation(error: unknown, location: LineRange | undefined): unknown {
  const located = asDockerfileError(error);
  if (located && location) located.locations.push(location);
  return located ?? error;
}

function asDockerfileError(error: unknown): DockerfileError | undefined {
  if (error instanceof DockerfileError) return error;
  return error instanceof Error ? (wrapError(error, '') as DockerfileError) : undefined;
}

/** The same error with this place instead of those it had. */
export function setLocation(error: unknown, location: LineRange): unknown {
  const located = asDockerfileError(error);
  located?.locations.splice(0, Infinity, location);
  return located ?? error;
}

/** Like Go's `errors.Wrap`: a message before the message, the places kept. */
export function wrapError(error: unknown, prefix: string): unknown {
  if (!(error instanceof Error)) return error;
  const wrapped = new DockerfileError(prefix === '' ? error.message : `${prefix}: ${error.message}`);
  if (error instanceof DockerfileError) wrapped.locations.push(...error.locations);
  wrapped.cause = error;
  return wrapped;
}

/** Places in order, those that touch joined (BuildKit's mergeLocations). */
export function mergeLocations(locations: readonly LineRange[]): LineRange[] {
  const lines = new Set<number>();
  for (const { start, end } of locations) for (let line = start; line <= end; line++) lines.add(line);
  const merged: LineRange[] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const last = merged[merged.length - 1];
    if (last && last.end + 1 === line) last.end = line;
    else merged.push({ start: line, end: line });
  }
  return merged;
}
