/**
 * Shell patterns (POSIX XCU 2.13, bash(1) "Pattern Matching"). In the text of a pattern a backslash quotes the next
 * character: that is how quoted parts of a word come here.
 */
type Atom =
  | { t: 'char'; c: string }
  | { t: 'any' }
  | { t: 'star' }
  | { t: 'set'; negated: boolean; test: (c: string) => boolean }
  | { t: 'ext'; op: string; alternatives: Atom[][] };

export interface PatternOptions {
  extglob?: boolean;
  noCase?: boolean;
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /\p{L}/u, digit: /[0-9]/, alnum: /[\p{L}\p{N}]/u, upper: /\p{Lu}/u, lower: /\p{Ll}/u, space: /\s/, blank: /[ \t]/,
  punct: /[!-/:-@[-`{-~]/, print: /[^\x00-\x1f\x7f]/, graph: /[^\x00-\x20\x7f]/, cntrl: /[\x00-\x1f\x7f]/, xdigit: /[0-9A-Fa-f]/, word: /\w/, ascii: /[\x00-\x7f]/,
};

export class Pattern {
  private readonly atoms: Atom[];

  constructor(readonly text: string, private readonly options: PatternOptions = {}) {
    this.atoms = parse(text, options);
  }

  /** Where matches that start at `from` can end, in no order. */
  ends(subject: string, from: number): Set<number> {
    return run(this.atoms, subject, new Set([from]), this.options.noCase === true);
  }

  matches(subject: string): boolean {
    return this.ends(subject, 0).has(subject.length);
  }

  longest(subject: string, from: number): number {
    let best = -1;
    for (const end of this.ends(subject, from)) if (end > best) best = end;
    return best;
  }

  shortest(subject: string, from: number): number {
    let best = -1;
    for (const end of this.ends(subject, from)) if (best === -1 || end < best) best = end;
    return best;
  }
}

const cache = new Map<string, Pattern>();

/** A compiled pattern (compilations are kept). */
export function pattern(text: string, options: PatternOptions = {}): Pattern {
  const key = `${options.extglob ? 1 : 0}${options.noCase ? 1 : 0}${text}`;
  let found = cache.get(key);
  if (!found) {
    if (cache.size > 500) cache.clear();
    found = new Pattern(text, options);
    cache.set(key, found);
  }
  return found;
}

/** True when the text has an active pattern character. */
export function hasMagic(text: string, extglob: boolean): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '\\') i++;
    else if (c === '*' || c === '?') return true;
    else if (c === '[' && text.indexOf(']', i + 1) !== -1) return true;
    else if (extglob && '+@!'.includes(c) && text[i + 1] === '(') return true;
  }
  return false;
}

/** The text that a pattern without active characters stands for. */
export function unescapePattern(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1');
}

/** Quotes all of a text. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]()|+@!^-]/g, '\\$&');
}

function parse(text: string, options: PatternOptions): Atom[] {
  const atoms: Atom[] = [];
  for (let i = 0; i < text.length; ) {
    const c = String.fromCodePoint(text.codePointAt(i)!);
    const next = text[i + 1];
    if (options.extglob && '?*+@!'.includes(c) && next === '(') {
      const end = closing(text, i + 1);
      if (end !== -1) {
        atoms.push({ t: 'ext', op: c, alternatives: alternatives(text.slice(i + 2, end)).map((part) => parse(part, options)) });
        i = end + 1;
        continue;
      }
    }
    if (c === '\\' && next !== undefined) {
      const quoted = String.fromCodePoint(text.codePointAt(i + 1)!);
      atoms.push({ t: 'char', c: quoted });
      i += 1 + quoted.length;
    } else if (c === '?') {
      atoms.push({ t: 'any' });
      i++;
    } else if (c === '*') {
      if (atoms[atoms.length - 1]?.t !== 'star') atoms.push({ t: 'star' });
      i++;
    } else if (c === '[') {
      const set = bracket(text, i);
      if (set) {
        atoms.push(set.atom);
        i = set.end;
      } else {
        atoms.push({ t: 'char', c });
        i++;
      }
    } else {
      atoms.push({ t: 'char', c });
      i += c.length;
    }
  }
  return atoms;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

function alternatives(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (text[i] === '|' && depth === 0) {
      out.push(text.slice(from, i));
      from = i + 1;
    }
  }
  out.push(text.slice(from));
  return out;
}

function bracket(text: string, at: number): { atom: Atom; end: number } | undefined {
  let i = at + 1;
  const negated = text[i] === '!' || text[i] === '^';
  if (negated) i++;
  const tests: ((c: string) => boolean)[] = [];
  for (let first = true; ; first = false) {
    let c = text[i];
    if (c === undefined) return undefined;
    if (c === ']' && !first) break;
    if (c === '[' && text[i + 1] === ':') {
      const end = text.indexOf(':]', i + 2);
      const regex = end === -1 ? undefined : CLASSES[text.slice(i + 2, end)];
      if (end !== -1) {
        if (regex) tests.push((char) => regex.test(char));
        i = end + 2;
        continue;
      }
    }
    if (c === '\\' && text[i + 1] !== undefined) i++;
    c = String.fromCodePoint(text.codePointAt(i)!);
    i += c.length;
    if (text[i] === '-' && text[i + 1] !== undefined && text[i + 1] !== ']') {
      let j = i + 1;
      if (text[j] === '\\') j++;
      const high = String.fromCodePoint(text.codePointAt(j)!);
      i = j + high.length;
      const low = c;
      tests.push((char) => char >= low && char <= high);
    } else {
      const only = c;
      tests.push((char) => char === only);
    }
  }
  return { atom: { t: 'set', negated, test: (c) => tests.some((test) => test(c)) }, end: i + 1 };
}

function charAt(subject: string, at: number): string {
  const c = subject.charCodeAt(at);
  return c >= 0xd800 && c < 0xdc00 && at + 1 < subject.length ? subject.slice(at, at + 2) : subject[at]!;
}

function run(atoms: readonly Atom[], subject: string, starts: Set<number>, noCase: boolean): Set<number> {
  let positions = starts;
  for (const atom of atoms) {
    if (positions.size === 0) return positions;
    positions = step(atom, subject, positions, noCase);
  }
  return positions;
}

function step(atom: Atom, subject: string, starts: Set<number>, noCase: boolean): Set<number> {
  const out = new Set<number>();
  if (atom.t === 'star') {
    let low = Infinity;
    for (const start of starts) low = Math.min(low, start);
    for (let i = low; i <= subject.length; i++) out.add(i);
    return out;
  }
  if (atom.t === 'ext') return extended(atom, subject, starts, noCase);
  for (const start of starts) {
    if (start >= subject.length) continue;
    const c = charAt(subject, start);
    if (accepts(atom, c, noCase)) out.add(start + c.length);
  }
  return out;
}

function accepts(atom: Atom, c: string, noCase: boolean): boolean {
  if (atom.t === 'any') return true;
  if (atom.t === 'char') return atom.c === c || (noCase && atom.c.toLowerCase() === c.toLowerCase());
  if (atom.t === 'set') return (atom.test(c) || (noCase && (atom.test(c.toLowerCase()) || atom.test(c.toUpperCase())))) !== atom.negated;
  return false;
}

function extended(atom: Extract<Atom, { t: 'ext' }>, subject: string, starts: Set<number>, noCase: boolean): Set<number> {
  const once = (from: Set<number>): Set<number> => {
    const out = new Set<number>();
    for (const alternative of atom.alternatives) for (const end of run(alternative, subject, from, noCase)) out.add(end);
    return out;
  };
  switch (atom.op) {
    case '@':
      return once(starts);
    case '?':
      return new Set([...starts, ...once(starts)]);
    case '!': {
      const out = new Set<number>();
      for (const start of starts) {
        const hit = once(new Set([start]));
        for (let i = start; i <= subject.length; i++) if (!hit.has(i)) out.add(i);
      }
      return out;
    }
    default: {
      const out = new Set<number>(atom.op === '*' ? starts : []);
      let front = starts;
      while (front.size > 0) {
        const next = once(front);
        front = new Set([...next].filter((end) => !out.has(end)));
        for (const end of front) out.add(end);
      }
      return out;
    }
  }
}
