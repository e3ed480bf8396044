/** A shell pattern that can't be: `syntax error in pattern`. */
export class PatternError extends Error {
  constructor(message = 'syntax error in pattern') {
    super(message);
  }
}

/** Splits `***chunk` off a pattern: whether stars lead, what follows up to the next star, and the rest. */
function scanChunk(pattern: readonly string[]): { star: boolean; chunk: readonly string[]; rest: readonly string[] } {
  let start = 0;
  while (pattern[start] === '*') start++;
  let inRange = false;
  let i = start;
  for (; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === '\\') {
      if (i + 1 < pattern.length) i++;
    } else if (char === '[') inRange = true;
    else if (char === ']') inRange = false;
    else if (char === '*' && !inRange) break;
  }
  return { star: start > 0, chunk: pattern.slice(start, i), rest: pattern.slice(i) };
}

/** Matches a chunk at the start of a name: what is left of the name, or undefined. The chunk's syntax is checked to its end. */
function matchChunk(chunk: readonly string[], name: readonly string[]): readonly string[] | undefined {
  let at = 0;
  let failed = false;
  let i = 0;
  const escaped = (): string => {
    if (i >= chunk.length || chunk[i] === '-' || chunk[i] === ']') throw new PatternError();
    if (chunk[i] === '\\' && ++i >= chunk.length) throw new PatternError();
    const char = chunk[i++]!;
    if (i >= chunk.length) throw new PatternError();
    return char;
  };
  while (i < chunk.length) {
    failed ||= at >= name.length;
    const char = chunk[i]!;
    if (char === '[') {
      const tested = failed ? 0 : name[at++]!.codePointAt(0)!;
      i++;
      const negated = chunk[i] === '^';
      if (negated) i++;
      let match = false;
      for (let count = 0; count === 0 || chunk[i] !== ']'; count++) {
        const low = escaped();
        let high = low;
        if (chunk[i] === '-') {
          i++;
          high = escaped();
        }
        if (low.codePointAt(0)! <= tested && tested <= high.codePointAt(0)!) match = true;
      }
      i++;
      failed ||= match === negated;
    } else if (char === '?') {
      if (!failed) failed = name[at++] === '/';
      i++;
    } else {
      if (char === '\\' && ++i >= chunk.length) throw new PatternError();
      if (!failed) failed = chunk[i] !== name[at++];
      i++;
    }
  }
  return failed ? undefined : name.slice(at);
}

/** Go's filepath.Match: `*` and `?` don't match a slash. Throws PatternError where it looks at what is malformed. */
export function matchPath(pattern: string, name: string): boolean {
  let left: readonly string[] = [...pattern];
  let rest: readonly string[] = [...name];
  next: while (left.length > 0) {
    const scanned = scanChunk(left);
    const { star, chunk } = scanned;
    left = scanned.rest;
    if (star && chunk.length === 0) return !rest.includes('/');
    const matched = matchChunk(chunk, rest);
    if (matched && (matched.length === 0 || left.length > 0)) {
      rest = matched;
      continue;
    }
    if (star) {
      for (let i = 0; i < rest.length && rest[i] !== '/'; i++) {
        const later = matchChunk(chunk, rest.slice(i + 1));
        if (!later || (left.length === 0 && later.length > 0)) continue;
        rest = later;
        continue next;
      }
    }
    return false;
  }
  return rest.length === 0;
}
