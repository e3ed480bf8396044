import { quote, unquote } from '../govalue/quote';
import type { Token, TokenType } from './lex';
import {
  isEmptyTree,
  show,
  type Action,
  type BranchNode,
  type CommandNode,
  type ElseNode,
  type EndNode,
  type ListNode,
  type Operand,
  type PipeNode,
  type TemplateNode,
  type Tree,
  type VariableNode,
} from './nodes';
import { parseNumber } from './number';
import { TokenReader } from './token-reader';

const OPERANDS = new Set<TokenType>(['bool', 'charConstant', 'complex', 'field', 'identifier', 'number', 'rawString', 'string', 'variable', 'leftParen']);

/** Parses one text into its templates, as text/template/parse does; the trees go into `trees`. */
export class Parser extends TokenReader {
  private variables = ['$'];
  private rangeDepth = 0;

  constructor(
    name: string,
    text: string,
    private readonly hasFunction: (name: string) => boolean,
    private readonly trees: Map<string, Tree>,
  ) {
    super(name, text);
  }

  private add(name: string, root: ListNode): void {
    const known = this.trees.get(name);
    if (!known || isEmptyTree(known.root)) this.trees.set(name, { name, text: this.text, root });
    else if (!isEmptyTree(root)) this.fail(`template: multiple definition of template ${quote(name)}`);
  }

  parse(): void {
    const root: ListNode = { type: 'list', pos: this.peek().pos, nodes: [] };
    while (this.peek().type !== 'eof') {
      if (this.peek().type === 'leftDelim') {
        const back = this.at;
        this.next();
        const token = this.nextNonSpace();
        if (token.type === 'keyword' && token.text === 'define') {
          this.scoped(() => this.definition());
          continue;
        }
        this.at = back;
      }
      const node = this.textOrAction();
      if (node.type === 'end' || node.type === 'else') this.fail(`unexpected ${show(node, quote)}`);
      root.nodes.push(node);
    }
    this.add(this.name, root);
  }

  /** Parses a definition's body with variables and range depth of its own. */
  private scoped(parse: () => void): void {
    const saved = [this.variables, this.rangeDepth, this.actionLine] as const;
    this.variables = ['$'];
    this.rangeDepth = 0;
    this.actionLine = 0;
    parse();
    [this.variables, this.rangeDepth, this.actionLine] = saved;
  }

  private definition(): void {
    const context = 'define clause';
    const token = this.nextNonSpace();
    if (token.type !== 'string' && token.type !== 'rawString') this.unexpected(token, context);
    const name = this.unquoted(token);
    this.expect('rightDelim', context);
    const { list, end } = this.itemList();
    if (end.type !== 'end') this.fail(`unexpected ${show(end, quote)} in ${context}`);
    this.add(name, list);
  }

  private unquoted(token: Token): string {
    const text = unquote(token.text);
    if (text === undefined) this.fail('invalid syntax');
    return text;
  }

  private itemList(): { list: ListNode; end: EndNode | ElseNode } {
    const list: ListNode = { type: 'list', pos: this.peekNonSpace().pos, nodes: [] };
    while (this.peekNonSpace().type !== 'eof') {
      const node = this.textOrAction();
      if (node.type === 'end' || node.type === 'else') return { list, end: node };
      list.nodes.push(node);
    }
    this.fail('unexpected EOF');
  }

  private textOrAction(): Action | EndNode | ElseNode {
    const token = this.nextNonSpace();
    if (token.type === 'text') return { type: 'text', pos: token.pos, text: token.text };
    if (token.type !== 'leftDelim') this.unexpected(token, 'input');
    this.actionLine = token.line;
    const node = this.action();
    this.actionLine = 0;
    return node;
  }

  private action(): Action | EndNode | ElseNode {
    const token = this.nextNonSpace();
    switch (token.type === 'keyword' ? token.text : '') {
      case 'block':
        return this.block();
      case 'break':
      case 'continue': {
        const word = token.text as 'break' | 'continue';
        const after = this.nextNonSpace();
        if (after.type !== 'rightDelim') this.unexpected(after, `{{${word}}}`);
        if (this.rangeDepth === 0) this.fail(`{{${word}}} outside {{range}}`);
        return { type: word, pos: token.pos };
      }
      case 'else': {
        const peeked = this.peekNonSpace();
        if (peeked.type === 'keyword' && (peeked.text === 'if' || peeked.text === 'with')) return { type: 'else', pos: peeked.pos };
        return { type: 'else', pos: this.expect('rightDelim', 'else').pos };
      }
      case 'end':
        return { type: 'end', pos: this.expect('rightDelim', 'end').pos };
      case 'if':
        return this.control('if');
      case 'range':
        return this.control('range');
      case 'with':
        return this.control('with');
      case 'template':
        return this.templateCall();
    }
    this.at--;
    return { type: 'action', pos: this.peek().pos, pipe: this.pipeline('command', 'rightDelim') };
  }

  private control<T extends 'if' | 'range' | 'with'>(word: T): BranchNode<T> {
    const variables = this.variables.length;
    const pipe = this.pipeline(word, 'rightDelim');
    if (word === 'range') this.rangeDepth++;
    const { list, end } = this.itemList();
    if (word === 'range') this.rangeDepth--;
    let elseList: ListNode | undefined;
    if (end.type === 'else') {
      const token = this.peek();
      if (word !== 'range' && token.type === 'keyword' && token.text === word) {
        this.next();
        elseList = { type: 'list', pos: end.pos, nodes: [this.control(word) as Action] };
      } else {
        const rest = this.itemList();
        elseList = rest.list;
        if (rest.end.type !== 'end') this.fail(`expected end; found ${show(rest.end, quote)}`);
      }
    }
    this.variables.length = variables;
    return { type: word, pos: pipe.pos, pipe, list, elseList };
  }

  private templateName(token: Token, context: string): string {
    if (token.type !== 'string' && token.type !== 'rawString') this.unexpected(token, context);
    return this.unquoted(token);
  }

  private block(): TemplateNode {
    const context = 'block clause';
    const token = this.nextNonSpace();
    const name = this.templateName(token, context);
    const pipe = this.pipeline(context, 'rightDelim');
    this.scoped(() => {
      const { list, end } = this.itemList();
      if (end.type !== 'end') this.fail(`unexpected ${show(end, quote)} in ${context}`);
      this.add(name, list);
    });
    return { type: 'template', pos: token.pos, name, pipe };
  }

  private templateCall(): TemplateNode {
    const context = 'template clause';
    const token = this.nextNonSpace();
    const name = this.templateName(token, context);
    let pipe: PipeNode | undefined;
    if (this.nextNonSpace().type !== 'rightDelim') {
      this.at--;
      pipe = this.pipeline(context, 'rightDelim');
    }
    return { type: 'template', pos: token.pos, name, pipe };
  }

  private pipeline(context: string, end: 'rightDelim' | 'rightParen'): PipeNode {
    const pipe: PipeNode = { type: 'pipe', pos: this.peekNonSpace().pos, declared: [], isAssign: false, commands: [] };
    this.declarations(pipe, context);
    for (;;) {
      const token = this.nextNonSpace();
      if (token.type === end) {
        if (pipe.commands.length === 0) this.fail(`missing value for ${context}`);
        pipe.commands.slice(1).forEach((command, i) => {
          if (['bool', 'dot', 'nil', 'number', 'string'].includes(command.args[0]!.type)) {
            this.fail(`non executable command in pipeline stage ${i + 2}`);
          }
        });
        return pipe;
      }
      const isOperand = OPERANDS.has(token.type) || (token.type === 'keyword' && (token.text === '.' || token.text === 'nil'));
      if (!isOperand) this.unexpected(token, context);
      this.at--;
      pipe.commands.push(this.command());
    }
  }

  /** `$x :=`, `$x =` and, for range, `$i, $x :=` before a pipeline. */
  private declarations(pipe: PipeNode, context: string): void {
    for (;;) {
      const variable = this.peekNonSpace();
      if (variable.type !== 'variable') return;
      this.next();
      const back = this.at;
      const after = this.peekNonSpace();
      const node: VariableNode = { type: 'variable', pos: variable.pos, idents: variable.text.split('.') };
      if (after.type === 'assign' || after.type === 'declare') {
        pipe.isAssign = after.type === 'assign';
        this.nextNonSpace();
        pipe.declared.push(node);
        this.variables.push(variable.text);
        return;
      }
      if (after.type === 'char' && after.text === ',') {
        this.nextNonSpace();
        pipe.declared.push(node);
        this.variables.push(variable.text);
        if (context !== 'range' || pipe.declared.length >= 2) this.fail(`too many declarations in ${context}`);
        const following = this.peekNonSpace().type;
        if (following === 'variable' || following === 'rightDelim' || following === 'rightParen') continue;
        this.fail('range can only initialize variables');
      }
      this.at = back - 1;
      return;
    }
  }

  private command(): CommandNode {
    const command: CommandNode = { type: 'command', pos: this.peekNonSpace().pos, args: [] };
    for (;;) {
      this.peekNonSpace();
      const operand = this.operand();
      if (operand) command.args.push(operand);
      const token = this.next();
      if (token.type === 'space') continue;
      if (token.type === 'rightDelim' || token.type === 'rightParen') this.at--;
      else if (token.type !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    if (command.args.length === 0) this.fail('empty command');
    return command;
  }

  private operand(): Operand | undefined {
    const node = this.term();
    if (!node || this.peek().type !== 'field') return node;
    const pos = this.peek().pos;
    const fields: string[] = [];
    while (this.peek().type === 'field') fields.push(this.next().text.slice(1));
    switch (node.type) {
      case 'field':
        return { type: 'field', pos, idents: [...node.idents, ...fields] };
      case 'variable':
        return { type: 'variable', pos, idents: [...node.idents, ...fields] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        this.fail(`unexpected . after term ${quote(show(node, quote))}`);
    }
    return { type: 'chain', pos, node, fields };
  }

  private term(): Operand | undefined {
    const token = this.nextNonSpace();
    const { pos, text } = token;
    switch (token.type) {
      case 'identifier':
        if (!this.hasFunction(text)) this.fail(`function ${quote(text)} not defined`);
        return { type: 'identifier', pos, name: text };
      case 'keyword':
        if (text === '.') return { type: 'dot', pos };
        if (text === 'nil') return { type: 'nil', pos };
        break;
      case 'variable': {
        const idents = text.split('.');
        if (!this.variables.includes(idents[0]!)) this.fail(`undefined variable ${quote(idents[0]!)}`);
        return { type: 'variable', pos, idents };
      }
      case 'field':
        return { type: 'field', pos, idents: text.slice(1).split('.') };
      case 'bool':
        return { type: 'bool', pos, value: text === 'true' };
      case 'charConstant':
      case 'complex':
      case 'number': {
        const number = parseNumber(pos, text, token.type);
        if (typeof number === 'string') this.fail(number);
        return number;
      }
      case 'leftParen':
        return this.pipeline('parenthesized pipeline', 'rightParen');
      case 'string':
      case 'rawString':
        return { type: 'string', pos, quoted: text, text: this.unquoted(token) };
    }
    this.at--;
    return undefined;
  }
}
