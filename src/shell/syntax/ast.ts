/** The syntax tree of a shell program: plain, immutable data, so that frames that point into it can be cloned. */

export type Part =
  /** Unquoted text. */
  | { t: 'lit'; v: string }
  /** Quoted text: '…', $'…', \c. */
  | { t: 'q'; v: string }
  | { t: 'dq'; parts: Part[] }
  | ParamPart
  | { t: 'cmd'; body: ListNode; src: string; back?: boolean }
  | { t: 'arith'; expr: Word; old?: boolean }
  | { t: 'proc'; dir: '<' | '>'; body: ListNode; src: string }
  /** A ${…} that can't be understood: an error when it is expanded. */
  | { t: 'bad'; text: string };

export interface ParamPart {
  t: 'param';
  name: string;
  index?: Word;
  length?: boolean;
  /** ${!name}. */
  indirect?: boolean;
  /** ${!prefix*} and ${!prefix@}. */
  prefix?: '*' | '@';
  op?: string;
  arg?: Word;
  arg2?: Word;
  /** Source as written, for messages. */
  src: string;
}

export interface Word {
  parts: Part[];
  raw: string;
  /** Set when the word is an assignment argument of declare and its like. */
  assign?: Assign;
}

export interface ArrayItem {
  index?: Word;
  append?: boolean;
  value: Word;
}

export interface Assign {
  name: string;
  index?: Word;
  append: boolean;
  value?: Word;
  items?: ArrayItem[];
  raw: string;
}

export interface Redir {
  op: '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '&>' | '&>>' | '<<' | '<<-' | '<<<';
  fd?: number;
  /** {name}>file. */
  varName?: string;
  target: Word;
  /** Body of a here-document. */
  body?: Word;
  line: number;
}

interface Base {
  line: number;
  redirs: Redir[];
}

export interface SimpleNode extends Base { t: 'simple'; assigns: Assign[]; words: Word[] }
export interface PipeNode extends Base { t: 'pipe'; cmds: Node[]; errToo: boolean[]; bang: boolean; time?: '' | '-p' }
export interface AndOrNode extends Base { t: 'andor'; parts: { op: '' | '&&' | '||'; node: Node }[] }
export interface ListNode extends Base { t: 'list'; items: { node: Node; bg: boolean }[] }
export interface GroupNode extends Base { t: 'group'; body: ListNode }
export interface SubshellNode extends Base { t: 'subshell'; body: ListNode }
export interface IfNode extends Base { t: 'if'; clauses: { cond: ListNode; body: ListNode }[]; otherwise?: ListNode }
export interface WhileNode extends Base { t: 'while'; until: boolean; cond: ListNode; body: ListNode }
export interface ForNode extends Base { t: 'for'; name: string; words?: Word[]; body: ListNode; select: boolean }
export interface CForNode extends Base { t: 'cfor'; init: Word; cond: Word; step: Word; body: ListNode }
export interface CaseNode extends Base { t: 'case'; word: Word; items: { patterns: Word[]; body: ListNode; end: ';;' | ';&' | ';;&' }[] }
export interface CondNode extends Base { t: 'cond'; expr: CondExpr }
export interface ArithNode extends Base { t: 'arithcmd'; expr: Word }
export interface FuncNode extends Base { t: 'func'; name: string; body: Node; keyword: boolean }

export type Node = SimpleNode | PipeNode | AndOrNode | ListNode | GroupNode | SubshellNode | IfNode | WhileNode | ForNode | CForNode | CaseNode | CondNode | ArithNode | FuncNode;

export type CondExpr =
  | { t: 'unary'; op: string; arg: Word }
  | { t: 'binary'; op: string; left: Word; right: Word }
  | { t: 'not'; expr: CondExpr }
  | { t: 'and' | 'or'; left: CondExpr; right: CondExpr }
  | { t: 'paren'; expr: CondExpr };

/** The text of a word that is one unquoted literal, else undefined. */
export function literal(word: Word): string | undefined {
  if (word.parts.length === 0) return undefined;
  let out = '';
  for (const part of word.parts) {
    if (part.t !== 'lit') return undefined;
    out += part.v;
  }
  return out;
}
