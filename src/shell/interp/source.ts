import { Parser } from '../syntax/parser';
import { ShellSyntaxError } from '../syntax/syntax-error';
import type { SourceFrame } from './state';
import type { Shell } from './shell';

/** Reads and runs the commands of a text: a script, -c, eval, a sourced file, a trap. */
export function stepSource(shell: Shell, frame: SourceFrame): void {
  const { state } = shell;
  if (frame.pc === 0) {
    frame.pc = 1;
    if (frame.kind === 'trap') frame.status ??= state.status;
  }
  const parser = new Parser(frame.text, { ...shell.parseOptions(), startLine: frame.line }, frame.at);
  let unit;
  try {
    unit = parser.unit();
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    syntaxFailure(shell, frame, error);
    return;
  }
  if (!unit) {
    finish(shell, frame);
    return;
  }
  if (state.options.has('verbose') && frame.kind === 'main') shell.emit(2, frame.text.slice(frame.at, unit.end).replace(/\n?$/, '\n'));
  for (const warning of unit.warnings) if (shell.dialect.bash) shell.warn(warning.text, warning.line);
  frame.at = unit.end;
  frame.line = parser.line;
  if (!unit.node) return;
  frame.ran = true;
  const tail = frame.kind === 'string' && state.frames.length === 1 && frame.text.slice(frame.at).trim() === '';
  shell.pushNode(unit.node, { tail, guard: frame.guard });
}

function finish(shell: Shell, frame: SourceFrame): void {
  const { state } = shell;
  if (frame.kind === 'trap') state.status = frame.status ?? 0;
  else if (!frame.ran && frame.kind !== 'main' && frame.kind !== 'string') state.status = 0;
  shell.pop();
  if (frame.exitAfter !== undefined) shell.exit(frame.exitAfter);
}

function syntaxFailure(shell: Shell, frame: SourceFrame, error: ShellSyntaxError): void {
  const { state } = shell;
  const lines = frame.line + (frame.text.slice(frame.at).match(/\n/g)?.length ?? 0) + (frame.text.endsWith('\n') ? 0 : 1);
  shell.syntaxError(error, lines, frame.kind === 'main' ? 'main' : frame.kind === 'string' ? 'string' : frame.kind);
  // bash 5.2 leaves the status of a failed conditional at 0 in -c.
  const status = shell.dialect.bash && error.fault.kind === 'cond' && frame.kind === 'string' ? 0 : 2;
  state.status = status;
  if (!shell.dialect.bash && !state.interactive) {
    shell.exit(status);
    return;
  }
  if (frame.kind === 'main' || frame.kind === 'string') {
    shell.exit(status);
    return;
  }
  shell.pop();
  state.status = frame.kind === 'trap' ? (frame.status ?? 0) : frame.kind === 'eval' ? 1 : status;
  if (frame.kind === 'eval' && shell.dialect.bash) state.status = 2;
}
