import { cut, trimLeftSpace } from './go-text';
import { DockerfileError, lineRange, type LineRange } from './location';

export interface Directive {
  name: string;
  value: string;
  location: LineRange;
}

const KNOWN = new Set(['syntax', 'escape', 'check']);
const form = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*([^\n]+?)[\t\n\f\r ]*$/;

/** Reads `# name=value` lines; the first line that is none ends them (BuildKit's parser.DirectiveParser). */
export class DirectiveParser {
  private readonly seen = new Set<string>();
  private done = false;

  constructor(
    private readonly comment = '#',
    private line = 0,
  ) {}

  parseLine(line: string): Directive | undefined {
    this.line++;
    if (this.done) return undefined;
    const match = line.startsWith(this.comment) ? form.exec(trimLeftSpace(line.slice(this.comment.length))) : null;
    const name = match?.[1]!.toLowerCase();
    if (!match || name === undefined || !KNOWN.has(name)) {
      this.done = true;
      return undefined;
    }
    if (this.seen.has(name)) throw new DockerfileError(`only one ${name} parser directive can be used`);
    this.seen.add(name);
    return { name, value: match[2]!, location: lineRange(this.line, this.line) };
  }

  /** All directives at the head of a text; those before an error, when there is one. */
  parseAll(text: string): Directive[] {
    const found: Directive[] = [];
    for (const line of text.split('\n')) {
      if (this.done) break;
      try {
        const directive = this.parseLine(line.replace(/\r$/, ''));
        if (directive) found.push(directive);
      } catch {
        break;
      }
    }
    return found;
  }
}

function withoutShebang(text: string): [text: string, lines: number] {
  const [first, rest] = cut(text, '\n');
  return first.startsWith('#!') ? [rest, 1] : [text, 0];
}

/** The directive of that name at the head of a Dockerfile, in `#` form (BuildKit's parser.ParseDirective). */
export function findDirective(name: string, dockerfile: string, comment = '#'): Directive | undefined {
  const [text, lines] = withoutShebang(dockerfile.replace(/^\ufeff/, ''));
  return new DirectiveParser(comment, lines).parseAll(text).find((directive) => directive.name === name);
}

/** The `syntax` directive's image and its lines, in any of the forms that BuildKit knows: `#`, `//`, JSON (parser.DetectSyntax). */
export function detectSyntax(dockerfile: string): { reference: string; location: LineRange | undefined } | undefined {
  const directive = findDirective('syntax', dockerfile) ?? findDirective('syntax', dockerfile, '//');
  if (directive) return { reference: cut(directive.value, ' ')[0], location: directive.location };
  try {
    const value = (JSON.parse(withoutShebang(dockerfile)[0]) as { syntax?: unknown } | null)?.syntax;
    return typeof value === 'string' ? { reference: value, location: undefined } : undefined;
  } catch {
    return undefined;
  }
}
