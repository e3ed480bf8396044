import { utf8 } from '../../../lib/bytes';
import { newNode, type Heredoc, type Node } from './ast';
import { DirectiveParser } from './directives';
import { trimLeftSpace, trimSpace } from './go-text';
import { heredocsOfLine } from './heredoc';
import { lineParsers, type ParsedArgs } from './line-parsers';
import { DockerfileError, lineRange, withLocation, type LineRange } from './location';
import { splitCommand } from './split-command';

export interface ParseWarning {
  short: string;
  detail: string;
  url: string;
  location: LineRange;
}

export interface ParseResult {
  ast: Node;
  escapeToken: string;
  warnings: ParseWarning[];
}

const MAX_LINE_BYTES = 65536;
const HEREDOC_INSTRUCTIONS = ['add', 'copy', 'run'];
export const EMPTY_CONTINUATION_URL = 'https://docs.docker.com/go/dockerfile/rule/no-empty-continuation/';

/** Lines with their ends, as far as one is too long for BuildKit's scanner. */
class LineScanner {
  private readonly lines: string[];
  private at = 0;
  tooLong = false;

  constructor(source: string) {
    this.lines = source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  }

  next(): string | undefined {
    const line = this.tooLong ? undefined : this.lines[this.at++];
    if (line === undefined) return undefined;
    if (line.length > MAX_LINE_BYTES / 4) {
      const size = utf8(line).length;
      if (size > MAX_LINE_BYTES || (size === MAX_LINE_BYTES && !line.endsWith('\n'))) {
        this.tooLong = true;
        return undefined;
      }
    }
    return line;
  }
}

const trimNewline = (line: string) => line.replace(/[\r\n]+$/, '');
const isComment = (line: string) => trimLeftSpace(line).startsWith('#');

/** Parses a Dockerfile into its tree (BuildKit's parser.Parse). Throws DockerfileError with the place. */
export function parseDockerfile(source: string): ParseResult {
  return new Parser(source).parse();
}

class Parser {
  private readonly lines: LineScanner;
  private readonly directives = new DirectiveParser();
  private readonly root: Node = { ...newNode(), startLine: -1 };
  private readonly warnings: ParseWarning[] = [];
  private escapeToken = '\\';
  private continuation = continuationOf('\\');
  private current = 0;
  private comments: string[] | undefined;

  constructor(source: string) {
    this.lines = new LineScanner(source.replace(/^\ufeff/, ''));
  }

  parse(): ParseResult {
    for (let line = this.lines.next(); line !== undefined; line = this.lines.next()) this.takeLine(line);
    if (this.root.startLine < 0) throw this.errorAt('file with no instructions', this.current, 0);
    if (this.lines.tooLong) {
      throw this.errorAt(`dockerfile line greater than max allowed size of ${MAX_LINE_BYTES - 1}`, this.current, 0);
    }
    return { ast: this.root, escapeToken: this.escapeToken, warnings: this.warnings };
  }

  private errorAt(message: string, start: number, end: number): unknown {
    return withLocation(new DockerfileError(message), lineRange(start, end));
  }

  private takeLine(raw: string): void {
    this.noteComment(raw);
    const processed = this.processLine(raw, true);
    this.current++;
    const startLine = this.current;
    const [first, ended] = this.trimContinuation(processed);
    if (ended && first === '') return;
    const line = this.takeContinuations(first, ended);
    const child = locate(startLine, () => this.current, () => nodeFromLine(line, this.escapeToken, this.comments));
    if (canContainHeredoc(child) && line.includes('<<')) {
      const heredocs = locate(startLine, () => this.current, () => heredocsOfLine(line));
      for (const heredoc of heredocs) this.takeHeredoc(child, heredoc, startLine);
    }
    this.addChild(child, startLine);
    this.comments = undefined;
  }

  /** Comments directly above an instruction belong to it; an empty one ends them. */
  private noteComment(line: string): void {
    if (!isComment(line)) return;
    const comment = trimSpace(line.slice(1));
    if (comment === '') this.comments = undefined;
    else (this.comments ??= []).push(comment);
  }

  private processLine(raw: string, stripLeft: boolean): string {
    let line = trimNewline(raw);
    if (stripLeft) line = trimLeftSpace(line);
    try {
      const directive = this.directives.parseLine(line);
      if (directive) this.comments?.pop();
      if (directive?.name === 'escape') this.setEscape(directive.value);
    } catch (error) {
      throw withLocation(error, lineRange(this.current, 0));
    }
    return isComment(line) ? '' : line;
  }

  private setEscape(token: string): void {
    if (token !== '`' && token !== '\\') {
      throw new DockerfileError(`invalid escape token '${token}' does not match \` or \\`);
    }
    this.escapeToken = token;
    this.continuation = continuationOf(token);
  }

  private trimContinuation(line: string): [line: string, ended: boolean] {
    if (!this.continuation.test(line)) return [line, true];
    return [line.replace(this.continuation, '$1'), false];
  }

  private takeContinuations(first: string, endedAtFirst: boolean): string {
    let line = first;
    let ended = endedAtFirst;
    let hasEmpty = false;
    while (!ended) {
      const raw = this.lines.next();
      if (raw === undefined) break;
      let more = this.processLine(raw, false);
      this.current++;
      if (isComment(raw)) continue;
      if (trimLeftSpace(more) === '') {
        hasEmpty = true;
        continue;
      }
      [more, ended] = this.trimContinuation(more);
      line += more;
    }
    if (hasEmpty) {
      this.warnings.push({
        short: 'Empty continuation line found in: ' + line,
        detail: 'Empty continuation lines will become errors in a future release',
        url: EMPTY_CONTINUATION_URL,
        location: lineRange(this.current, this.current),
      });
    }
    return line;
  }

  private takeHeredoc(child: Node, heredoc: Heredoc, startLine: number): void {
    for (let raw = this.lines.next(); raw !== undefined; raw = this.lines.next()) {
      this.current++;
      let terminator = trimNewline(raw);
      if (heredoc.chomp) terminator = terminator.replace(/^\t+/, '');
      if (terminator === heredoc.name) {
        child.heredocs.push(heredoc);
        return;
      }
      heredoc.content += raw;
    }
    throw this.errorAt('unterminated heredoc', startLine, this.current);
  }

  private addChild(child: Node, startLine: number): void {
    child.startLine = startLine;
    child.endLine = this.current;
    if (this.root.startLine < 0) this.root.startLine = startLine;
    this.root.endLine = this.current;
    this.root.children.push(child);
  }
}

function locate<T>(start: number, end: () => number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw withLocation(error, lineRange(start, end()));
  }
}

/** The escape token at the end of a line, unless another one stands before it. */
function continuationOf(token: string): RegExp {
  return new RegExp(`([^\\${token}])\\${token}[ \\t]*$|^\\${token}[ \\t]*$`);
}

function canContainHeredoc(node: Node): boolean {
  const inner = node.value.toLowerCase() === 'onbuild' ? (node.next?.children[0] ?? node) : node;
  return HEREDOC_INSTRUCTIONS.includes(inner.value.toLowerCase()) && !inner.json;
}

/** One instruction's node; an instruction that nobody knows keeps its name only. */
export function nodeFromLine(line: string, escapeToken: string, comments?: string[]): Node {
  const { command, flags, args } = splitCommand(line, escapeToken);
  const name = command.toLowerCase();
  let parsed: ParsedArgs;
  if (name === 'onbuild') {
    parsed = args === '' ? {} : { next: { ...newNode(), children: [nodeFromLine(args, escapeToken)] } };
  } else {
    const parse = Object.hasOwn(lineParsers, name) ? lineParsers[name]! : () => ({ next: newNode() });
    parsed = parse(args, escapeToken);
  }
  return { ...newNode(command, parsed.next), original: line, flags, json: parsed.json ?? false, comments };
}

