import type { Node, Program } from 'acorn';
import { isBefore } from '../release';
import type { Mistake } from './mistakes';
import type { AnyNode } from './printed';
import { childrenOf } from './rewrite';

interface Looked extends AnyNode {
  readonly await?: boolean;
  readonly async?: boolean;
  readonly generator?: boolean;
  readonly method?: boolean;
  readonly bigint?: string;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly param?: Node | null;
  readonly handler?: Looked;
  readonly options?: Node | null;
  readonly attributes?: readonly Node[];
  readonly source?: Node;
  readonly exported?: Node | null;
}

type Release = readonly number[];

const ASSIGNED = new Set(['??=', '||=', '&&=']);
/** Flags of regular expressions by the release that brought them. */
const FLAGS: readonly (readonly [string, Release])[] = [['s', [8, 10]], ['d', [16]], ['v', [20]]];
/** Import attributes: `with`. */
const hasAttributes = (release: Release): boolean => !isBefore(release, [20, 10]) || (release[0] === 18 && !isBefore(release, [18, 20]));

/** Collects what of a source is newer than a release, in V8's words and at V8's places as recorded from those releases. */
class Newer {
  readonly found: Mistake[] = [];

  constructor(
    private readonly source: string,
    private readonly release: Release,
  ) {}

  private before(...release: number[]): boolean {
    return isBefore(this.release, release);
  }

  private add(message: string, start: number, length = 1): void {
    this.found.push({ message, start, end: start + length });
  }

  private token(text: string, start: number): void {
    this.add(`Unexpected token '${text}'`, start, text.length);
  }

  /** The first place of a text after an offset, over comments. */
  private after(offset: number, text: string): number {
    return this.source.indexOf(text, offset);
  }

  /** The token at or after an offset, as V8 complains of it. */
  private unexpectedAfter(offset: number): void {
    const start = offset + /^\s*/.exec(this.source.slice(offset))![0].length;
    const word = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(this.source.slice(start))?.[0];
    if (word === undefined) this.token(this.source[start] ?? '', start);
    else this.add(`Unexpected identifier${this.before(20) ? '' : ` '${word}'`}`, start, word.length);
  }

  look(node: Looked, inFunction: boolean, isModule: boolean): void {
    const { start, type } = node;
    if (node.optional && this.before(14)) this.token('.', this.after((node.object ?? node.callee)!.end, '?.') + 1);
    if (type === 'LogicalExpression' && node.operator === '??' && this.before(14)) this.token('?', this.after(node.left!.end, '??') + 1);
    if (type === 'AssignmentExpression' && ASSIGNED.has(node.operator!) && this.before(15)) {
      const operator = node.operator!;
      const at = this.after(node.left!.end, operator);
      if (!this.before(14)) this.token(operator, at);
      else if (operator === '??=') this.token('?', at + 1);
      else this.token('=', at + 2);
    }
    if (type === 'Literal') this.literal(node);
    if (type === 'PrivateIdentifier' && this.before(12)) this.add('Invalid or unexpected token', start);
    if (type === 'PropertyDefinition' && this.before(12)) this.unexpectedAfter(node.computed ? this.after(node.key!.end, ']') + 1 : node.key!.end);
    if (type === 'MethodDefinition' && node.key!.type === 'PrivateIdentifier' && this.before(14, 6)) this.token('(', this.after(node.key!.end, '('));
    if (type === 'StaticBlock' && this.before(16, 11)) this.token('{', this.after(start, '{'));
    if (type === 'BinaryExpression' && node.left!.type === 'PrivateIdentifier' && this.before(16, 4)) this.add('Unexpected identifier', start, node.left!.end - start);
    if (type === 'ForOfStatement' && node.await && this.before(10)) this.add('Unexpected reserved word', this.after(start, 'await'), 5);
    if (/Function/.test(type) && node.async && node.generator && this.before(10)) this.token('*', type === 'FunctionExpression' && this.source[start] === '(' ? this.source.lastIndexOf('*', start) : this.after(start, '*'));
    if (type === 'TryStatement' && node.handler && !node.handler.param && this.before(10)) this.token('{', this.after(node.handler.start, '{'));
    if ((type === 'ObjectExpression' || type === 'ObjectPattern') && this.before(8, 3)) for (const one of node.properties!) if (/^(?:Spread|Rest)Element$/.test(one.type)) this.token('...', one.start);
    if (type === 'ImportExpression' && this.before(10)) this.add("Unexpected token 'import'", start, 6);
    if (type === 'ImportExpression' && node.options && this.before(16, 14)) this.token(',', this.after((node as { source?: Node }).source!.end, ','));
    if ((node.attributes?.length ?? 0) > 0 && !hasAttributes(this.release)) this.token('with', this.after(node.source!.end, 'with'));
    if (type === 'ExportAllDeclaration' && node.exported && this.before(12)) this.token('as', this.after(start, 'as'));
    if (type === 'VariableDeclaration' && /using$/.test(node.kind!) && this.before(24)) this.unexpectedAfter(this.after(start, 'using') + 5);
    if (type === 'AwaitExpression' && isModule && !inFunction && this.before(14, 8)) this.add('Unexpected reserved word', start, 5);
  }

  private literal(node: Looked): void {
    const { raw = '', start } = node;
    if (node.regex) {
      const { pattern, flags } = node.regex;
      if (FLAGS.some(([flag, since]) => flags.includes(flag) && isBefore(this.release, since))) this.add('Invalid regular expression flags', start);
      else if (!this.before(18) && this.before(23) && /\(\?[ims-]+:/.test(pattern)) this.add(`Invalid regular expression: ${raw}: Invalid group`, start, raw.length);
      return;
    }
    if (typeof node.value === 'string') return;
    if (/^\d[\d.]*_/.test(raw) && this.before(12, 5)) this.add('Invalid or unexpected token', start, raw.indexOf('_'));
    else if (node.bigint !== undefined && this.before(10, 4)) this.add('Invalid or unexpected token', start, raw.length - 1);
  }
}

/** The first construct of a source that a release doesn't read yet, in V8's words. */
export function newerThan(source: string, tree: Program, release: Release, isModule: boolean): Mistake | undefined {
  // From 24 on everything is read that the parser knows.
  if (!isBefore(release, [24])) return undefined;
  const newer = new Newer(source, release);
  const visit = (node: Node, inFunction: boolean): void => {
    newer.look(node as Looked, inFunction, isModule);
    const within = inFunction || /Function/.test(node.type);
    for (const child of childrenOf(node)) visit(child, within);
  };
  visit(tree, false);
  return newer.found.reduce<Mistake | undefined>((first, one) => (first === undefined || one.start < first.start ? one : first), undefined);
}

/** What older releases say otherwise of the same mistake. */
export function olderWords(mistake: Mistake, release: Release): Mistake {
  let { message } = mistake;
  if (isBefore(release, [16]) && message.startsWith('await is only valid in')) message = 'await is only valid in async function';
  if (isBefore(release, [12])) message = message.replace(/^Unexpected token '(.*)'$/, 'Unexpected token $1');
  return message === mistake.message ? mistake : { ...mistake, message };
}
