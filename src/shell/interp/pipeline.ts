import type { SignalName } from '../../machine/signal';
import type { Node, Redir, SubshellNode } from '../syntax/ast';
import { printNode } from '../syntax/printer';
import { addJob } from './jobs';
import { commandDone } from './done';
import { formatTimes } from './times';
import type { JobProcess, NodeFrame, PipeFrame } from './state';
import type { Shell } from './shell';

/** A pipeline: each part a process of its own, joined by pipes; ! and time around it. */
export function stepPipe(shell: Shell, frame: PipeFrame): void {
  const { node } = frame;
  if (frame.pc === 0) {
    frame.pc = 1;
    if (node.time !== undefined) frame.started = { realMs: shell.sys.now() };
    if (node.cmds.length === 1) shell.pushNode(node.cmds[0]!, { guard: node.bang || frame.guard });
    else tryPipeline(shell, frame);
    return;
  }
  const { state } = shell;
  if (frame.last) {
    const { processes, input } = frame.last;
    frame.last = undefined;
    shell.closeQuietly(input);
    shell.push({ t: 'wait', pc: 0, processes: [...processes, { pid: 0, status: state.status }], i: 0, pgid: 0, text: printNode(node), controlled: false, guard: frame.guard });
    return;
  }
  shell.pop();
  const pipe = state.pipeStatus;
  if (frame.started) formatTimes(shell, shell.sys.now() - frame.started.realMs, node.time === '-p');
  if (node.bang) {
    state.status = state.status === 0 ? 1 : 0;
    return;
  }
  if (node.cmds.length > 1) state.line = node.cmds.at(-1)!.line;
  if (node.cmds.length > 1) commandDone(shell, state.status, frame.guard, pipe);
}

/** Starts a pipeline; when its first part couldn't be forked, it is as if nothing had been tried. */
function tryPipeline(shell: Shell, frame: PipeFrame): void {
  const processes: JobProcess[] = [];
  try {
    startPipeline(shell, frame, processes);
  } catch (error) {
    if (processes.length === 0) frame.pc = 0;
    else shell.forkTries = Infinity;
    throw error;
  }
}

function startPipeline(shell: Shell, frame: PipeFrame, processes: JobProcess[]): void {
  const { node } = frame;
  const controlled = shell.jobControl;
  const text = printNode(node);
  const base = shell.childFds();
  let input = -1;
  let pgid = 0;
  node.cmds.forEach((command, i) => {
    const last = i === node.cmds.length - 1;
    const fds = new Map(base);
    let output: [number, number] | undefined;
    if (input >= 0) fds.set(0, input);
    if (!last) {
      output = shell.sys.pipe();
      fds.set(1, output[1]);
      if (node.errToo[i]) fds.set(2, output[1]);
    }
    if (last && shell.state.shopts.has('lastpipe') && !controlled) {
      // shopt -s lastpipe: the last part runs here, with the pipe as its input.
      frame.last = { processes, input };
      const from: Redir = { op: '<&', fd: 0, line: command.line, target: { parts: [{ t: 'lit', v: String(input) }], raw: String(input) } };
      shell.pushNode({ t: 'group', body: { t: 'list', items: [{ node: command, bg: false }], line: command.line, redirs: [] }, line: command.line, redirs: [from] }, { guard: true });
      return;
    }
    const pid = shell.fork([childFrame(command, frame.guard)], { fds, ...(controlled && { pgid, foreground: i === 0 && shell.state.tty >= 0 }) });
    if (pgid === 0) pgid = pid;
    if (input >= 0) shell.sys.close(input);
    if (output) {
      shell.sys.close(output[1]);
      input = output[0];
    }
    processes.push({ pid });
  });
  if (!frame.last) shell.push({ t: 'wait', pc: 0, processes, i: 0, pgid, text, controlled, guard: frame.guard });
}

function childFrame(node: Node, guard: boolean | undefined): NodeFrame {
  return { t: 'node', pc: 0, node: { t: 'list', items: [{ node, bg: false }], line: node.line, redirs: [] }, tail: true, guard };
}

/** ( … ): a forked copy of the shell. */
export function stepSubshell(shell: Shell, frame: NodeFrame, node: SubshellNode): void {
  if (frame.tail && shell.state.traps.size === 0) {
    shell.pop();
    shell.state.depth++;
    shell.pushNode(node.body, { guard: frame.guard, tail: true });
    return;
  }
  const controlled = shell.jobControl;
  const pid = shell.fork([{ t: 'node', pc: 0, node: node.body, tail: true, guard: frame.guard }], controlled ? { pgid: 0, foreground: shell.state.tty >= 0 } : {});
  shell.pop();
  shell.push({ t: 'wait', pc: 0, processes: [{ pid }], i: 0, pgid: pid, text: printNode(node), controlled, guard: frame.guard });
}

/** command & */
export function startBackground(shell: Shell, node: Node): void {
  const { state, sys } = shell;
  const controlled = shell.jobControl;
  const fds = shell.childFds();
  let nothing = -1;
  if (!controlled && !hasInput(node)) {
    try {
      nothing = sys.open('/dev/null', 'r');
      fds.set(0, nothing);
    } catch {
      nothing = -1;
    }
  }
  const ignore: SignalName[] = controlled ? [] : ['SIGINT', 'SIGQUIT'];
  const frame: NodeFrame = { t: 'node', pc: 0, node: { t: 'list', items: [{ node, bg: false }], line: node.line, redirs: [] }, tail: true };
  const pid = shell.fork([frame], { fds, ignore, ...(controlled && { pgid: 0 }) });
  if (nothing >= 0) sys.close(nothing);
  state.lastBackground = pid;
  const job = addJob(shell, [{ pid }], printNode(node), pid, controlled);
  if (state.interactive && state.depth === 0) shell.emit(2, shell.dialect.bash ? `[${job.id}] ${pid}\n` : shell.dialect.name === 'dash' ? '' : '');
  state.status = 0;
}

function hasInput(node: Node): boolean {
  return node.redirs.some((redir) => (redir.fd ?? 0) === 0 && redir.op.startsWith('<'));
}
