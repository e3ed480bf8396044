import { PatternMatcher, readIgnoreFile } from '../../../src/lib/ignore';
import { cases } from './types';

export const adapter = cases((input, test, file) => {
  if (input.dockerignore !== undefined) {
    const patterns = readIgnoreFile(input.dockerignore);
    // Go's nil slice.
    return patterns.length === 0 ? null : patterns;
  }
  const matcher = new PatternMatcher(input.patterns);
  const some = (test.out ?? file.cases?.find((other) => (other.out as any)?.matchesOrParentMatches)?.out) as { matchesOrParentMatches: Record<string, boolean> };
  const paths = Object.keys(some.matchesOrParentMatches);
  return { exclusions: matcher.exclusions, matchesOrParentMatches: Object.fromEntries(paths.map((path) => [path, matcher.matchesOrParentMatches(path)])) };
});
