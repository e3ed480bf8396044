/** The parse tree of a template, and its text as Go prints it in messages. */
export interface Tree {
  name: string;
  text: string;
  root: ListNode;
}

export type Operand = DotNode | NilNode | FieldNode | VariableNode | IdentifierNode | ChainNode | PipeNode | BoolNode | NumberNode | StringNode;
export type Action = ActionNode | IfNode | RangeNode | WithNode | TemplateNode | TextNode | BreakNode | ContinueNode;
export type Node = Operand | Action | ListNode | CommandNode | EndNode | ElseNode;

interface At<T extends string> {
  type: T;
  /** Index into the tree's text. */
  pos: number;
}
export interface ListNode extends At<'list'> {
  nodes: Action[];
}
export interface TextNode extends At<'text'> {
  text: string;
}
export interface ActionNode extends At<'action'> {
  pipe: PipeNode;
}
export interface PipeNode extends At<'pipe'> {
  declared: VariableNode[];
  isAssign: boolean;
  commands: CommandNode[];
}
export interface CommandNode extends At<'command'> {
  args: Operand[];
}
export interface IdentifierNode extends At<'identifier'> {
  name: string;
}
export interface VariableNode extends At<'variable'> {
  idents: string[];
}
export type DotNode = At<'dot'>;
export type NilNode = At<'nil'>;
export interface FieldNode extends At<'field'> {
  idents: string[];
}
export interface ChainNode extends At<'chain'> {
  node: Operand;
  fields: string[];
}
export interface BoolNode extends At<'bool'> {
  value: boolean;
}
export interface NumberNode extends At<'number'> {
  text: string;
  int: bigint | undefined;
  uint: bigint | undefined;
  float: number | undefined;
  complex: { re: number; im: number } | undefined;
}
export interface StringNode extends At<'string'> {
  quoted: string;
  text: string;
}
export interface BranchNode<T extends string> extends At<T> {
  pipe: PipeNode;
  list: ListNode;
  elseList: ListNode | undefined;
}
export type IfNode = BranchNode<'if'>;
export type RangeNode = BranchNode<'range'>;
export type WithNode = BranchNode<'with'>;
export interface TemplateNode extends At<'template'> {
  name: string;
  pipe: PipeNode | undefined;
}
export type BreakNode = At<'break'>;
export type ContinueNode = At<'continue'>;
export type EndNode = At<'end'>;
export type ElseNode = At<'else'>;

function parenthesized(node: Operand, quote: Quote): string {
  return node.type === 'pipe' ? `(${show(node, quote)})` : show(node, quote);
}

type Quote = (text: string) => string;

/** A node as template source. */
export function show(node: Node, quote: Quote): string {
  switch (node.type) {
    case 'list':
      return node.nodes.map((child) => show(child, quote)).join('');
    case 'text':
      return node.text;
    case 'action':
      return `{{${show(node.pipe, quote)}}}`;
    case 'pipe': {
      const names = node.declared.map((variable) => show(variable, quote)).join(', ');
      const declaration = names === '' ? '' : names + (node.isAssign ? ' = ' : ' := ');
      return declaration + node.commands.map((command) => show(command, quote)).join(' | ');
    }
    case 'command':
      return node.args.map((arg) => parenthesized(arg, quote)).join(' ');
    case 'identifier':
      return node.name;
    case 'variable':
      return node.idents.join('.');
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'field':
      return node.idents.map((ident) => '.' + ident).join('');
    case 'chain':
      return parenthesized(node.node, quote) + node.fields.map((field) => '.' + field).join('');
    case 'bool':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return node.quoted;
    case 'if':
    case 'range':
    case 'with': {
      const otherwise = node.elseList ? '{{else}}' + show(node.elseList, quote) : '';
      return `{{${node.type} ${show(node.pipe, quote)}}}${show(node.list, quote)}${otherwise}{{end}}`;
    }
    case 'template':
      return `{{template ${quote(node.name)}${node.pipe ? ' ' + show(node.pipe, quote) : ''}}}`;
    default:
      return `{{${node.type}}}`;
  }
}

/** Whether a tree holds nothing but spaces and definitions. */
export function isEmptyTree(list: ListNode): boolean {
  return list.nodes.every((node) => node.type === 'text' && node.text.trim() === '');
}
