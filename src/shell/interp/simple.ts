import { builtinNamed, isSpecial } from '../builtins/table';
import { quoteIfNeeded, singleQuote } from '../expand/quote';
import type { Expander } from '../expand/expander';
import type { Assign, Word } from '../syntax/ast';
import { printNode } from '../syntax/printer';
import { commandDone } from './done';
import { ShellError } from './errors';
import { launch } from './exec';
import { redirect, RedirectionFailed } from './redirect';
import type { ReadyAssign, SimpleFrame, Variable } from './state';
import type { Shell } from './shell';
import { traceAssign, traceLine, traceWords } from './trace';

const enum Pc { Start, Words, Assigns, Trace, Redirect, Run, Launch, Finish }

/** A simple command (POSIX XCU 2.9.1): words, assignments, redirections, then function, builtin or program. */
export function stepSimple(shell: Shell, frame: SimpleFrame): void | Promise<void> {
  switch (frame.pc as Pc) {
    case Pc.Start:
      return start(shell, frame);
    case Pc.Words:
      return words(shell, frame);
    case Pc.Assigns:
      return assigns(shell, frame);
    case Pc.Trace:
      return trace(shell, frame);
    case Pc.Redirect:
      return redirections(shell, frame);
    case Pc.Run:
      return run(shell, frame);
    case Pc.Launch:
      return launch(shell, frame);
    case Pc.Finish:
      return finish(shell, frame);
  }
}

function start(shell: Shell, frame: SimpleFrame): void | Promise<void> {
  const { state } = shell;
  state.line = frame.node.line;
  frame.pc = Pc.Words;
  const debug = state.traps.get('DEBUG');
  if (debug) {
    if (state.inTrap.length === 0) state.command = printNode(frame.node);
    if (!state.inTrap.includes('DEBUG') && (state.options.has('functrace') || !state.frames.some((f) => f.t === 'call'))) {
      shell.pushTrap('DEBUG', debug);
      return;
    }
  } else if (state.traps.has('ERR') || state.traps.has('EXIT')) {
    if (state.inTrap.length === 0) state.command = printNode(frame.node);
  }
  return words(shell, frame);
}

function words(shell: Shell, frame: SimpleFrame): void | Promise<void> {
  const list = frame.node.words;
  for (; frame.wi < list.length; frame.wi++) {
    const word = list[frame.wi]!;
    if (word.assign) {
      const ready = shell.attempt(frame, (x) => readyAssign(shell, x, word.assign!));
      if (!ready) return;
      frame.declared[frame.argv.length] = ready.value;
      frame.argv.push(word.raw);
    } else {
      const fields = shell.attempt(frame, (x) => (declares(shell, frame, word) ? [x.string(word, { assignment: true })] : x.fields(word)));
      if (!fields) return;
      for (const field of fields.value) frame.argv.push(field);
    }
  }
  frame.pc = Pc.Assigns;
  return assigns(shell, frame);
}

const DECLARATION = /^(?:export|readonly|local|alias)$/;

/** dash and ash: name=value after a declaration utility is expanded like an assignment, whatever named the utility. */
function declares(shell: Shell, frame: SimpleFrame, word: Word): boolean {
  if (shell.dialect.bash || !/^[A-Za-z_]\w*=/.test(word.raw)) return false;
  const name = frame.argv.find((arg) => arg !== 'command');
  return name !== undefined && DECLARATION.test(name);
}

/** Expands an assignment. */
export function readyAssign(shell: Shell, x: Expander, assign: Assign): ReadyAssign {
  const isAssoc = shell.vars.isAssoc(assign.name);
  const ready: ReadyAssign = { name: assign.name, append: assign.append, trace: '' };
  if (assign.index) ready.index = x.string(assign.index, { noTilde: true });
  if (assign.items) {
    ready.items = assign.items.flatMap((item) => {
      if (item.index) return [{ index: x.string(item.index, { noTilde: true }), append: item.append, value: x.string(item.value, { assignment: true }) }];
      return (isAssoc ? [x.string(item.value)] : x.fields(item.value)).map((value) => ({ value }));
    });
  } else ready.value = assign.value ? x.string(assign.value, { assignment: true }) : '';
  return ready;
}

function assigns(shell: Shell, frame: SimpleFrame): void | Promise<void> {
  const list = frame.node.assigns;
  const permanent = frame.argv.length === 0;
  for (; frame.ai < list.length; frame.ai++) {
    const assign = list[frame.ai]!;
    const ready = shell.attempt(frame, (x) => readyAssign(shell, x, assign));
    if (!ready) return;
    if (permanent) {
      if (shell.state.options.has('xtrace')) traceLine(shell, traceAssign(shell, ready.value));
      shell.vars.assign(ready.value);
    } else frame.assigns.push(ready.value);
  }
  frame.pc = Pc.Trace;
  return trace(shell, frame);
}

function trace(shell: Shell, frame: SimpleFrame): void | Promise<void> {
  frame.pc = Pc.Redirect;
  if (shell.state.options.has('xtrace') && frame.argv.length > 0) {
    if (shell.dialect.bash) for (const assign of frame.assigns) traceLine(shell, traceAssign(shell, assign));
    const line = frame.argv.map((word, i) => {
      const declared = frame.declared[i];
      if (!declared) return traceWords(shell, [word]);
      if (declared.value !== undefined) return quoteIfNeeded(`${declared.name}${declared.index === undefined ? '' : `[${declared.index}]`}${declared.append ? '+' : ''}=${declared.value}`);
      if (declared.items) return `${declared.name}=(${declared.items.map((item) => (item.index === undefined ? '' : `[${item.index}]=`) + singleQuote(item.value)).join(' ')})`;
      return word;
    }).join(' ');
    if (frame.argv[0] === 'export' || frame.argv[0] === 'readonly') {
      traceLine(shell, line);
      for (const declared of Object.values(frame.declared)) traceLine(shell, traceAssign(shell, declared));
      return;
    }
    traceLine(shell, shell.dialect.bash ? line : [...frame.assigns.map((a) => traceAssign(shell, a)), line].join(' '));
    return;
  }
  return redirections(shell, frame);
}

function redirections(shell: Shell, frame: SimpleFrame): void | Promise<void> {
  const list = frame.node.redirs;
  try {
    for (; frame.ri < list.length; frame.ri++) if (!redirect(shell, frame, list[frame.ri]!)) return;
  } catch (error) {
    if (!(error instanceof RedirectionFailed)) throw error;
    frame.status = shell.dialect.name === 'dash' ? 2 : 1;
    frame.pc = Pc.Finish;
    if (!shell.dialect.bash && !shell.state.interactive && isSpecial(frame.argv[0] ?? '') ) shell.exit(frame.status);
    return;
  }
  frame.pc = Pc.Run;
  if (list.length === 0) return run(shell, frame);
}

function run(shell: Shell, frame: SimpleFrame): void | Promise<void> {
  const { state } = shell;
  const name = frame.argv[0];
  frame.pc = Pc.Finish;
  if (name === undefined) {
    frame.status = frame.substituted ? state.substStatus : 0;
    return finishSoon(shell, frame);
  }
  if (name === ' cat') return pour(shell, frame);
  const definition = frame.noFunctions || (!shell.dialect.bash && isSpecial(name)) ? undefined : state.functions.get(name);
  const builtin = builtinNamed(name);
  const usable = builtin && (!builtin.only || builtin.only.includes(shell.dialect.name)) && !state.disabled.includes(name);
  if (frame.assigns.length > 0 && !frame.scoped) {
    if (usable && !definition && isSpecial(name) && !shell.dialect.bash) for (const assign of frame.assigns) shell.vars.assign(assign);
    else temporaryScope(shell, frame);
  }
  if (definition) {
    callFunction(shell, frame, name);
    return;
  }
  if (usable) {
    frame.builtin = name;
    const result = builtin.run(shell, frame.argv, frame);
    if (result instanceof Promise) {
      // While it waits a snapshot must find the builtin as still to be run.
      frame.pc = Pc.Run;
      return result.then((status) => {
        if (frame.pc === Pc.Run) frame.pc = Pc.Finish;
        settle(shell, frame, status);
      });
    }
    settle(shell, frame, result);
    return;
  }
  frame.pc = Pc.Launch;
  if (state.out.length === 0) return launch(shell, frame);
}

function settle(shell: Shell, frame: SimpleFrame, status: number | undefined): void {
  if (status === undefined) return;
  frame.status = status;
  // When frames were pushed above (traps), they run first.
  if (shell.top === frame) finishSoon(shell, frame);
}

function finishSoon(shell: Shell, frame: SimpleFrame): void {
  shell.state.status = frame.status;
  if (shell.state.out.length === 0) finish(shell, frame);
}

function temporaryScope(shell: Shell, frame: SimpleFrame): void {
  const scope = new Map<string, Variable>();
  for (const assign of frame.assigns) {
    const existing = shell.vars.find(assign.name);
    if (existing?.readonly) throw new ShellError(`${assign.name}: readonly variable`);
    const value = assign.append ? (shell.vars.get(assign.name) ?? '') + (assign.value ?? '') : (assign.value ?? '');
    scope.set(assign.name, { value, exported: true });
    if (assign.name === 'PATH') shell.state.hash.clear();
  }
  shell.state.scopes.push(scope);
  frame.scoped = true;
}

/** Calls within calls that the real shells' stacks hold: bash and ash overflow theirs, dash counts to 1000. */
const CALLS = { bash: 8000, ash: 8000, dash: 1000 };

/** Whether one more call goes beyond FUNCNEST or the stack; then what the real shell does has been done. */
function tooDeep(shell: Shell, name: string): boolean {
  const { state, dialect } = shell;
  const nest = dialect.bash ? Number(shell.vars.get('FUNCNEST') ?? 0) : 0;
  const depth = state.scopes.length - 1;
  if (nest > 0 && depth >= nest) throw new ShellError(`${name}: maximum function nesting level exceeded (${nest})`);
  if (depth < CALLS[dialect.name]) return false;
  if (dialect.name === 'dash') throw new ShellError('Maximum function recursion depth (1000) reached', 2, { exits: true });
  shell.sys.kill(shell.sys.pid, 'SIGSEGV');
  return true;
}

/** Starts a function: its own scope and positional parameters. */
export function callFunction(shell: Shell, frame: SimpleFrame, name: string): void {
  const { state } = shell;
  const definition = state.functions.get(name)!;
  if (tooDeep(shell, name)) return;
  shell.push({ t: 'call', pc: 0, name, body: definition.body, positional: state.positional, source: definition.source, callLine: state.line, returnTrap: state.options.has('functrace') ? undefined : state.traps.get('RETURN'), guard: frame.guard });
  state.scopes.push(new Map());
  state.positional = frame.argv.slice(1);
  frame.status = -1;
}

/** $(<file): what is on standard input goes to standard output. */
async function pour(shell: Shell, frame: SimpleFrame): Promise<void> {
  frame.pc = Pc.Run;
  for (;;) {
    const bytes = await shell.sys.read(0, 65536);
    if (bytes.length === 0) break;
    await shell.sys.write(1, bytes);
  }
  frame.pc = Pc.Finish;
  frame.status = 0;
}

function finish(shell: Shell, frame: SimpleFrame): void {
  const { state } = shell;
  // A function, eval or source has left its status.
  const status = frame.status === -1 ? state.status : frame.status;
  if (frame.argv.length > 0) state.lastArg = frame.argv[frame.argv.length - 1]!;
  const guard = frame.guard;
  shell.pop();
  commandDone(shell, status, guard);
}
