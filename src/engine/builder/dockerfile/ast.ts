import { quote, quoteList, trimSpace } from './go-text';
import { lineRange, type LineRange } from './location';

export interface Heredoc {
  name: string;
  fileDescriptor: number;
  /** Variables in the content are expanded (the name was not quoted). */
  expand: boolean;
  /** Leading tabs are taken off (`<<-`). */
  chomp: boolean;
  content: string;
}

/**
 * A node of the Dockerfile's tree: its arguments hang at `next` one after the other,
 * an instruction inside an instruction (ONBUILD) is a child (BuildKit's parser.Node).
 */
export interface Node {
  value: string;
  next?: Node;
  children: Node[];
  heredocs: Heredoc[];
  /** The arguments were a JSON array. */
  json: boolean;
  original: string;
  flags: string[];
  startLine: number;
  endLine: number;
  /** The comment lines directly above; undefined when there are none. */
  comments?: string[];
}

export function newNode(value = '', next?: Node): Node {
  return { value, next, children: [], heredocs: [], json: false, original: '', flags: [], startLine: 0, endLine: 0 };
}

/** Nodes one after the other. */
export function chain(values: readonly string[]): Node | undefined {
  let next: Node | undefined;
  for (let i = values.length - 1; i >= 0; i--) next = newNode(values[i]!, next);
  return next;
}

export function locationOf(node: Node): LineRange {
  return lineRange(node.startLine, node.endLine);
}

/** The tree as s-expressions (BuildKit's Node.Dump). */
export function dump(node: Node): string {
  let out = node.value.toLowerCase();
  if (node.flags.length > 0) out += ' ' + quoteList(node.flags);
  for (const child of node.children) out += `(${dump(child)})\n`;
  for (let next = node.next; next; next = next.next) {
    out += ' ' + (next.children.length > 0 ? dump(next) : quote(next.value));
  }
  return trimSpace(out);
}
