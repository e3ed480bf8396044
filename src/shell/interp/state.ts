import type { EditState } from '../editor/edit-state';
import type { Termios } from '../../machine/tty/types';
import type { SignalName } from '../../machine/signal';
import type { Dialect } from '../dialect';
import type { AndOrNode, CaseNode, CForNode, ForNode, IfNode, ListNode, Node, PipeNode, SimpleNode, WhileNode, Part, CondNode, ArithNode } from '../syntax/ast';

/** A shell variable. Exactly one of value, array, assoc holds what it is set to. */
export interface Variable {
  value?: string;
  array?: Map<number, string>;
  assoc?: Map<string, string>;
  exported?: boolean;
  readonly?: boolean;
  integer?: boolean;
  lower?: boolean;
  upper?: boolean;
  nameref?: boolean;
  traced?: boolean;
}

export interface FunctionDef {
  body: Node;
  /** The file that defined it, for BASH_SOURCE. */
  source: string;
  line: number;
  exported?: boolean;
}

export interface JobProcess {
  pid: number;
  /** Undefined while it runs. */
  status?: number;
  stopped?: boolean;
  signal?: SignalName;
  core?: boolean;
}

export interface Job {
  id: number;
  pgid: number;
  processes: JobProcess[];
  text: string;
  background: boolean;
  /** Its own process group (job control). */
  controlled: boolean;
  notified?: boolean;
  noHup?: boolean;
  /** When it last was started or stopped: which one is %+. */
  order: number;
  cwd: string;
}

/** A saved descriptor: `saved` is where it went, or -1 when it was closed. */
export interface Undo { fd: number; saved: number }

/** An assignment whose words are expanded. */
export interface ReadyAssign {
  name: string;
  index?: string;
  append: boolean;
  value?: string;
  items?: { index?: string; append?: boolean; value: string }[];
  /** The items came as words, so subscripts of the array count on. */
  trace: string;
}

interface FrameBase {
  pc: number;
  /** Results of substitutions of the word in hand, in order. */
  memo?: string[];
  /** A failing command here doesn't end the shell (set -e) and runs no ERR trap. */
  guard?: boolean;
  /** Nothing follows in this process: a simple command may replace it. */
  tail?: boolean;
  undo?: Undo[];
  /** Descriptors of process substitutions, closed with the frame. */
  procFds?: number[];
}

export interface SourceFrame extends FrameBase {
  t: 'source';
  text: string;
  at: number;
  line: number;
  /** What messages call it. */
  name: string;
  kind: 'main' | 'string' | 'dot' | 'eval' | 'trap';
  /** Positional parameters to restore (source file args). */
  positional?: string[];
  /** Status to restore (traps), and the signal. */
  status?: number;
  trap?: string;
  /** The line to restore. */
  outerLine?: number;
  /** The shell exits with this after the trap (set -e). */
  exitAfter?: number;
  ran?: boolean;
}

/** Reads commands from a descriptor: standard input, or the terminal with prompts. */
export interface ReaderFrame extends FrameBase {
  t: 'reader';
  interactive: boolean;
  buffer: string;
  line: number;
  eof: boolean;
  /** End-of-file keys in a row (ignoreeof). */
  eofs: number;
  /** The line editor in the middle of a line. */
  edit?: EditState;
  /** $? while the prompt is expanded. */
  status?: number;
  /** What has come of a line. */
  partial?: string;
  /** Keys that came after the line was entered. */
  typedAhead?: number[];
  /** The terminal's settings outside the line editor. */
  cooked?: Termios;
  /** Stopped jobs have been spoken of at the end of file. */
  warned?: boolean;
}

export interface ListFrame extends FrameBase { t: 'list'; node: ListNode; i: number }
export interface AndOrFrame extends FrameBase { t: 'andor'; node: AndOrNode; i: number }
export interface PipeFrame extends FrameBase { /** The part of a pipeline that runs in the shell itself is running. */ last?: { processes: JobProcess[]; input: number }; t: 'pipe'; node: PipeNode; started?: { realMs: number } }
export interface IfFrame extends FrameBase { t: 'if'; node: IfNode; i: number }
export interface WhileFrame extends FrameBase { t: 'while'; node: WhileNode; last: number }
export interface ForFrame extends FrameBase { t: 'for'; node: ForNode; items: string[]; wi: number; i: number; buffer?: string }
export interface CForFrame extends FrameBase { t: 'cfor'; node: CForNode }
export interface CaseFrame extends FrameBase { t: 'case'; node: CaseNode; subject: string; i: number; p: number }
export interface CondFrame extends FrameBase { t: 'cond'; node: CondNode }
export interface ArithFrame extends FrameBase { t: 'arith'; node: ArithNode }
export interface RedirFrame extends FrameBase { t: 'redir'; node: Node; i: number }
export interface SimpleFrame extends FrameBase {
  t: 'simple';
  node: SimpleNode;
  argv: string[];
  /** Assignment arguments of declaration builtins, by their place in argv. */
  declared: Record<number, ReadyAssign>;
  wi: number;
  assigns: ReadyAssign[];
  ai: number;
  ri: number;
  status: number;
  /** A scope of temporary assignments is open. */
  scoped?: boolean;
  /** Words of `command`, `builtin`: no functions. */
  noFunctions?: boolean;
  /** `command -p`: looked for where the system's own programs are. */
  standardPath?: boolean;
  builtin?: string;
  /** What a builtin keeps while it waits. */
  scratch?: unknown;
  substituted?: boolean;
}
export interface SubstFrame extends FrameBase { t: 'subst'; part: Extract<Part, { t: 'cmd' }>; fd: number; pid: number; chunks: Uint8Array[] }
export interface CallFrame extends FrameBase { t: 'call'; name: string; body: Node; positional: string[]; source: string; callLine: number; localOptions?: string[]; returnTrap?: string; getopts?: number }
export interface WaitFrame extends FrameBase {
  t: 'wait';
  processes: JobProcess[];
  i: number;
  pgid: number;
  text: string;
  controlled: boolean;
  /** Set when it waits for a job in the table (fg). */
  job?: number;
}
/** Runs one node and exits with its status: the bottom of a forked child. */
export interface NodeFrame extends FrameBase { t: 'node'; node: Node }

export type Frame =
  | SourceFrame | ReaderFrame | ListFrame | AndOrFrame | PipeFrame | IfFrame | WhileFrame | ForFrame | CForFrame | CaseFrame | CondFrame | ArithFrame
  | RedirFrame | SimpleFrame | SubstFrame | CallFrame | WaitFrame | NodeFrame;

/** All that a shell is, as plain data: what a snapshot keeps and a fork copies. */
export interface ShellState {
  dialect: Dialect['name'];
  frames: Frame[];
  status: number;
  /** $0. */
  arg0: string;
  /** What messages begin with. */
  messageName: string;
  positional: string[];
  scopes: Map<string, Variable>[];
  functions: Map<string, FunctionDef>;
  aliases: Map<string, string>;
  options: Set<string>;
  shopts: Set<string>;
  traps: Map<string, string>;
  /** Traps inherited by a subshell, shown by `trap` until one is set. */
  shownTraps?: Map<string, string>;
  pending: SignalName[];
  inTrap: string[];
  jobs: Job[];
  jobOrder: number;
  lastBackground?: number;
  dirs: string[];
  hash: Map<string, { path: string; hits: number }>;
  history: string[];
  historyLoaded: number;
  pid: number;
  depth: number;
  interactive: boolean;
  login: boolean;
  /** `-c`: messages say so. */
  fromString: boolean;
  line: number;
  lastArg: string;
  command: string;
  startMs: number;
  secondsBase: number;
  randomSeed: number;
  optChar: number;
  /** /etc/passwd's lines, once they have been asked for. */
  users?: string[][];
  /** Steps since their CPU time was last charged. */
  sinceTurn: number;
  substStatus: number;
  substLevel: number;
  pipeStatus: number[];
  out: { fd: number; text: string; /** A here-document's pipe, closed after it. */ close?: boolean }[];
  internalFds: number[];
  exiting?: number;
  exitTrapDone?: boolean;
  interrupted?: boolean;
  /** Signals ignored when the shell began: they can't be trapped. */
  hardIgnored: string[];
  /** The calls that a forked copy of the shell is within, outermost first: its own frames begin after them. */
  callers: Frame[];
  /** Builtins turned off by enable -n. */
  disabled: string[];
  /** `-c command name`: messages begin with that name. */
  named: boolean;
  commandNumber: number;
  shellPgid: number;
  tty: number;
  oldPwdSet?: boolean;
  /** Finished background processes that `wait` may still ask for. */
  finished: Map<number, number>;
  exported?: boolean;
}

/** What FUNCNAME and its like show of a frame. */
function outline(frame: Frame): Frame {
  if (frame.t === 'call') return { ...frame, body: { t: 'list', items: [], line: 0, redirs: [] }, positional: [], undo: undefined, procFds: undefined };
  return frame.t === 'source' ? { ...frame, text: '', positional: undefined, undo: undefined, procFds: undefined } : frame;
}

/** A copy for a child: variables and tables are copied, syntax trees are shared. */
export function cloneState(state: ShellState, frames: Frame[]): ShellState {
  return {
    ...state,
    frames,
    callers: [...state.callers, ...state.frames.filter((frame) => frame.t === 'call' || (frame.t === 'source' && frame.kind !== 'trap')).map(outline)],
    positional: [...state.positional],
    scopes: state.scopes.map((scope) => {
      const copy = new Map<string, Variable>();
      for (const [name, variable] of scope) {
        copy.set(name, { ...variable, ...(variable.array && { array: new Map(variable.array) }), ...(variable.assoc && { assoc: new Map(variable.assoc) }) });
      }
      return copy;
    }),
    functions: new Map(state.functions),
    aliases: new Map(state.aliases),
    options: new Set(state.options),
    shopts: new Set(state.shopts),
    traps: new Map(state.traps),
    pending: [],
    inTrap: [],
    jobs: state.jobs.map((job) => ({ ...job, processes: job.processes.map((p) => ({ ...p })) })),
    dirs: [...state.dirs],
    hash: new Map(state.hash),
    history: [...state.history],
    out: [],
    internalFds: [],
    hardIgnored: [...state.hardIgnored],
    finished: new Map(),
    exiting: undefined,
    exitTrapDone: false,
    interrupted: false,
  };
}
