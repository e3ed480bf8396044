import { NeedSubstitution, ShellError } from '../interp/errors';
import type { Shell } from '../interp/shell';
import type { Part, Word } from '../syntax/ast';
import { expandBraces } from './braces';
import { glob } from './glob';
import { escapePattern, hasMagic, pattern as matcherOf } from './pattern';
import { expandParam } from './param';

/** A piece of an expanded word. */
export interface Atom {
  s: string;
  /** Quoted: no pattern characters, and a field even when empty. */
  q: boolean;
  /** Subject to field splitting. */
  split?: boolean;
  /** A field ends here ("$@"). */
  brk?: boolean;
}

/**
 * Word expansion (POSIX XCU 2.6; bash(1), EXPANSION). It is synchronous: where a command substitution's result is
 * missing it throws NeedSubstitution, and is run again from the start of the word when the result is in the memo.
 * What has side effects (arithmetic, :=, RANDOM) is kept in the memo too, so that it happens once.
 */
export class Expander {
  private memo: string[] = [];
  private at = 0;

  constructor(readonly shell: Shell) {}

  begin(memo: string[]): void {
    this.memo = memo;
    this.at = 0;
  }

  /** The result kept for this place, else what `make` gives. */
  once(make: () => string): string {
    if (this.at < this.memo.length) return this.memo[this.at++]!;
    const made = make();
    this.memo.push(made);
    this.at++;
    return made;
  }

  private substitution(part: Extract<Part, { t: 'cmd' }>): string {
    if (this.at < this.memo.length) return this.memo[this.at++]!;
    throw new NeedSubstitution(part);
  }

  /** All expansions: the fields of a command's word. */
  fields(word: Word): string[] {
    const words = this.shell.state.options.has('braceexpand') ? expandBraces(word) : [word];
    return words.flatMap((each) => this.wordFields(each));
  }

  private wordFields(word: Word): string[] {
    const only = word.parts[0];
    if (word.parts.length === 1 && only!.t === 'lit' && !/[~*?[(\\]/.test(only!.v)) return [only!.v];
    const atoms: Atom[] = [];
    this.tilde(word.parts, atoms, false);
    return this.split(atoms).flatMap((field) => this.pathnames(field));
  }

  /** One string: no splitting, no pathnames (assignments, here-strings, case). */
  string(word: Word, options: { assignment?: boolean; noTilde?: boolean } = {}): string {
    const atoms: Atom[] = [];
    if (options.noTilde) this.parts(word.parts, false, atoms);
    else this.tilde(word.parts, atoms, options.assignment === true);
    return atoms.map((atom) => (atom.brk ? ' ' : atom.s)).join('');
  }

  /** Text in which quotes are ordinary: here-documents, arithmetic. */
  quoted(word: Word): string {
    const atoms: Atom[] = [];
    this.parts(word.parts, true, atoms);
    return atoms.map((atom) => (atom.brk ? ' ' : atom.s)).join('');
  }

  /** A pattern: quoted characters are escaped. */
  pattern(word: Word, dq = false): string {
    const atoms: Atom[] = [];
    if (dq) this.parts(word.parts, false, atoms);
    else this.tilde(word.parts, atoms, false);
    return patternText(atoms);
  }

  /** A regular expression: quoted characters stand for themselves. */
  regex(word: Word): string {
    const atoms: Atom[] = [];
    this.tilde(word.parts, atoms, false);
    return atoms.map((atom) => (atom.q ? atom.s.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : atom.s)).join('');
  }

  atoms(word: Word, dq: boolean, out: Atom[]): void {
    this.parts(word.parts, dq, out, !dq);
  }

  /** Expands a tilde prefix, then the rest. */
  private tilde(parts: readonly Part[], out: Atom[], assignment: boolean): void {
    const first = parts[0];
    if (first?.t !== 'lit' || !(assignment ? first.v.includes('~') : first.v.startsWith('~'))) {
      this.parts(parts, false, out, false, assignment);
      return;
    }
    this.literal(first.v, parts.length === 1, assignment, out, true);
    this.parts(parts.slice(1), false, out, false, assignment);
  }

  private literal(text: string, whole: boolean, assignment: boolean, out: Atom[], start: boolean): void {
    const pieces = assignment ? text.split(/(?<=:)/) : [text];
    pieces.forEach((piece, i) => {
      const match = (i > 0 || start) ? /^~([^/:]*)/.exec(piece) : null;
      const complete = match && (piece.length > match[0].length || (i === pieces.length - 1 ? whole : true));
      const home = match && complete ? this.home(match[1]!) : undefined;
      if (home === undefined) out.push({ s: piece, q: false });
      else {
        out.push({ s: home, q: true });
        if (piece.length > match![0].length) out.push({ s: piece.slice(match![0].length), q: false });
      }
    });
  }

  private home(user: string): string | undefined {
    const { vars, sys, dialect } = this.shell;
    if (user === '') return vars.get('HOME') ?? this.homeOf((fields) => Number(fields[2]) === sys.credentials.uid);
    if (dialect.bash && user === '+') return vars.get('PWD');
    if (dialect.bash && user === '-') return vars.get('OLDPWD');
    return this.homeOf((fields) => fields[0] === user);
  }

  private homeOf(test: (fields: string[]) => boolean): string | undefined {
    return this.shell.passwd().find(test)?.[5];
  }

  /** `operand`: literal text of ${x:-text}, which is split. */
  parts(parts: readonly Part[], dq: boolean, out: Atom[], operand = false, assignment = false): void {
    parts.forEach((part, i) => {
      switch (part.t) {
        case 'lit':
          if (dq) out.push({ s: part.v, q: true });
          else if (assignment && part.v.includes(':~')) this.literal(part.v, i === parts.length - 1, true, out, false);
          else if (operand && i === 0 && part.v.startsWith('~')) this.literal(part.v, parts.length === 1, false, out, true);
          else out.push({ s: part.v, q: false, split: operand });
          break;
        case 'q':
          out.push({ s: part.v, q: true });
          break;
        case 'dq': {
          const inner: Atom[] = [];
          this.parts(part.parts, true, inner);
          if (inner.length === 0 && !part.parts.some((p) => p.t === 'param')) out.push({ s: '', q: true });
          else if (inner.length === 0 && part.parts.length > 0 && !this.onlyLists(part.parts)) out.push({ s: '', q: true });
          else out.push(...inner);
          break;
        }
        case 'param':
          expandParam(this, part, dq, out);
          break;
        case 'cmd': {
          const s = this.substitution(part);
          out.push(dq ? { s, q: true } : { s, q: false, split: true });
          break;
        }
        case 'arith': {
          const text = this.quoted(part.expr);
          const s = this.once(() => this.shell.vars.number(text).toString());
          out.push(dq ? { s, q: true } : { s, q: false, split: true });
          break;
        }
        case 'proc':
          out.push({ s: this.once(() => this.shell.processSubstitution(part)), q: true });
          break;
        case 'bad':
          throw new ShellError(this.shell.dialect.bash ? `${part.text}: bad substitution` : this.shell.dialect.name === 'ash' ? 'syntax error: bad substitution' : 'Bad substitution', this.shell.dialect.bash ? 1 : 2);
      }
    });
  }

  private onlyLists(parts: readonly Part[]): boolean {
    return parts.every((part) => part.t === 'param' && (part.name === '@' || (part.index && part.index.raw === '@') || part.prefix === '@'));
  }

  ifs(): string {
    return this.shell.vars.get('IFS') ?? ' \t\n';
  }

  /** Field splitting (POSIX XCU 2.6.5). */
  private split(atoms: readonly Atom[]): Atom[][] {
    const ifs = this.ifs();
    const fields: Atom[][] = [];
    let field: Atom[] | undefined;
    let afterSpace = false;
    const end = (): void => {
      if (field) fields.push(field);
      field = undefined;
    };
    for (const atom of atoms) {
      if (atom.brk) {
        end();
        continue;
      }
      if (!atom.split || ifs === '') {
        if (atom.s === '' && !atom.q) continue;
        (field ??= []).push(atom);
        afterSpace = false;
        continue;
      }
      let from = 0;
      for (let i = 0; i <= atom.s.length; i++) {
        const c = atom.s[i];
        if (c !== undefined && !ifs.includes(c)) continue;
        if (i > from) {
          (field ??= []).push({ s: atom.s.slice(from, i), q: false });
          afterSpace = false;
        }
        from = i + 1;
        if (c === undefined) break;
        if (c === ' ' || c === '\t' || c === '\n') {
          if (field) {
            end();
            afterSpace = true;
          }
        } else {
          if (field) end();
          else if (!afterSpace) fields.push([{ s: '', q: true }]);
          afterSpace = false;
        }
      }
    }
    end();
    return fields;
  }

  private pathnames(field: readonly Atom[]): string[] {
    const text = field.map((atom) => atom.s).join('');
    const { options, shopts } = this.shell.state;
    if (options.has('noglob')) return [text];
    const extglob = shopts.has('extglob');
    if (!field.some((atom) => !atom.q && /[*?[]|[+@!]\(/.test(atom.s))) return [text];
    const pattern = patternText(field);
    if (!hasMagic(pattern, extglob)) return [text];
    const ignored = this.shell.dialect.bash ? this.shell.vars.get('GLOBIGNORE') : undefined;
    const all = glob(this.shell.sys, pattern, { extglob, dotglob: shopts.has('dotglob'), globstar: shopts.has('globstar'), noCase: shopts.has('nocaseglob') });
    const found = ignored ? all.filter((path) => !isIgnored(path, ignored, extglob)) : all;
    if (found.length > 0) return found;
    if (shopts.has('failglob')) throw new ShellError(`no match: ${text}`);
    return shopts.has('nullglob') ? [] : [text];
  }
}

/** Whether one of GLOBIGNORE's patterns matches a path: in it, a slash is matched by a slash only. */
function isIgnored(path: string, ignored: string, extglob: boolean): boolean {
  const parts = path.split('/');
  return splitPatterns(ignored).some((each) => {
    const patterns = each.split('/');
    return patterns.length === parts.length && patterns.every((one, i) => matcherOf(one, { extglob }).matches(parts[i]!));
  });
}

/** Patterns between colons; one within brackets belongs to a class. */
function splitPatterns(text: string): string[] {
  return text.match(/(?:\\.|\[(?:[!^]?\]?(?:\[:\w+:\]|[^\]])*)\]|[^:])+/gs) ?? [];
}

export function patternText(atoms: readonly Atom[]): string {
  return atoms.map((atom) => (atom.brk ? ' ' : atom.q ? escapePattern(atom.s) : atom.s)).join('');
}
