import type { Node, Program } from 'acorn';

/** Text put into a source at an offset of it. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Nodes under a node, in the order of the source. */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) found.push(one);
    } else if (isNode(value)) found.push(value);
  }
  return found;
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string' && typeof (value as Node).start === 'number';

interface Throw extends Node {
  argument: Node;
}
interface Catch extends Node {
  param: (Node & { name: string }) | null;
  body: Node;
}

/**
 * What is put into a script so that errors are V8's: a handler hands its error over first, and a `throw` says where it
 * stands, an `await` who waits. `file` is the number under which the place is known. Lines stay where they are.
 */
export function insertionsOf(tree: Program, file: number): Insertion[] {
  const list: Insertion[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'ThrowStatement') {
      const { argument, start } = node as Throw;
      list.push({ at: argument.start, text: `$dockyardThrow(${file},${start},` });
      visit(argument);
      list.push({ at: argument.end, text: '/*$*/)' });
      return;
    }
    if (node.type === 'AwaitExpression') {
      const { argument, start } = node as Throw;
      list.push({ at: argument.start, text: `$dockyardAwait(${file},${start},` });
      visit(argument);
      list.push({ at: argument.end, text: '/*$*/)' });
      return;
    }
    if (node.type === 'CatchClause') {
      const { param, body } = node as Catch;
      if (param?.type === 'Identifier') list.push({ at: body.start + 1, text: `$dockyardCaught(${param.name});` });
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(tree);
  return list.sort((a, b) => a.at - b.at);
}

/** The source with the insertions in it. */
export function insert(source: string, insertions: readonly Insertion[]): string {
  let out = '';
  let from = 0;
  for (const { at, text } of insertions) {
    out += source.slice(from, at) + text;
    from = at;
  }
  return out + source.slice(from);
}

/** An offset of the source for one in the source with its insertions. */
export function originalOffset(insertions: readonly Insertion[], offset: number): number {
  let added = 0;
  for (const { at, text } of insertions) {
    if (offset < at + added) break;
    if (offset < at + added + text.length) return at;
    added += text.length;
  }
  return offset - added;
}
