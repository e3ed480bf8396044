import { isSysError } from '../../machine/errno';
import { remember } from '../interp/history-list';
import { expandPrompt } from '../expand/prompt';
import { jobState, notify } from '../interp/jobs';
import { readLineFrom } from '../interp/read-line';
import { runBuffer } from '../interp/reader';
import type { ReaderFrame } from '../interp/state';
import type { Shell } from '../interp/shell';
import { newEdit, LineEditor, type EditResult } from './edit';
import { splitPrompt } from './screen';

const enum Pc { Before, More, Edit, Prompt }

/** The reading of commands at a terminal: prompts, the line editor, history. */
export async function stepInteractive(shell: Shell, frame: ReaderFrame): Promise<void> {
  const { state } = shell;
  switch (frame.pc as Pc) {
    case Pc.Before:
      state.interrupted = false;
      if (frame.buffer !== '') {
        runBuffer(shell, frame);
        return;
      }
      if (frame.eof) {
        shell.pop();
        return;
      }
      await notify(shell);
      frame.pc = Pc.Prompt;
      beforePrompt(shell);
      return;
    case Pc.Prompt:
      return prompt(shell, frame, 'PS1');
    case Pc.More:
      return prompt(shell, frame, 'PS2');
    case Pc.Edit:
      return edit(shell, frame);
  }
}

/** PROMPT_COMMAND, with $? as it is. */
function beforePrompt(shell: Shell): void {
  const commands = shell.dialect.bash ? shell.vars.values('PROMPT_COMMAND').filter((text) => text !== '') : [];
  for (const text of commands.reverse()) shell.push({ t: 'source', pc: 0, text, at: 0, line: 1, name: 'PROMPT_COMMAND', kind: 'trap', status: shell.state.status, trap: 'PROMPT_COMMAND' });
  for (let i = 0; i < commands.length; i++) shell.state.inTrap.push('PROMPT_COMMAND');
}

async function prompt(shell: Shell, frame: ReaderFrame, name: 'PS1' | 'PS2'): Promise<void> {
  const { state, sys } = shell;
  const source = shell.vars.get(name) ?? (name === 'PS2' ? '> ' : '');
  // What a prompt runs doesn't change $?.
  frame.status ??= state.status;
  const ready = shell.attempt(frame, (x) => expandPrompt(shell, source, x));
  if (!ready) return;
  state.status = frame.status;
  frame.status = undefined;
  if (!isTerminal(shell)) {
    shell.emit(2, ready.value.replace(/[\x01\x02]/g, ''));
    frame.edit = undefined;
    frame.pc = Pc.Edit;
    return;
  }
  const [head, tail] = splitPrompt(ready.value);
  await sys.write(state.tty, (shell.dialect.bash ? '\x1b[?2004h' : '') + head);
  const { cols, rows } = sys.winsize(state.tty);
  if (shell.dialect.bash && state.shopts.has('checkwinsize')) {
    shell.vars.set('COLUMNS', String(cols));
    shell.vars.set('LINES', String(rows));
  }
  frame.edit = newEdit(tail, cols > 0 ? cols : 80, state.history.length);
  frame.edit.pending = frame.typedAhead ?? [];
  frame.typedAhead = undefined;
  frame.pc = Pc.Edit;
}

function isTerminal(shell: Shell): boolean {
  return shell.state.tty >= 0 && shell.sys.isatty(shell.state.tty);
}

async function edit(shell: Shell, frame: ReaderFrame): Promise<void> {
  const { state, sys } = shell;
  if (!frame.edit) {
    const line = await readLineFrom(shell, 0, () => undefined);
    await finish(shell, frame, line.eof && line.text === '' ? { kind: 'eof' } : { kind: 'line', text: line.text });
    return;
  }
  const before = sys.tcgetattr(state.tty);
  const cooked = frame.cooked ?? before;
  frame.cooked = cooked;
  sys.tcsetattr(state.tty, { canonical: false, echo: false, signals: false, crToNl: false, nlToCrNl: true });
  shell.handle('SIGWINCH', () => undefined);
  let result: EditResult;
  try {
    result = await new LineEditor(shell, frame.edit, state.tty).run();
  } catch (error) {
    if (!isSysError(error)) throw error;
    result = { kind: 'eof' };
  }
  sys.tcsetattr(state.tty, cooked);
  frame.cooked = undefined;
  sys.onSignal('SIGWINCH', 'default');
  frame.typedAhead = frame.edit.pending.length > 0 ? frame.edit.pending : undefined;
  frame.edit = undefined;
  if (shell.dialect.bash) await sys.write(state.tty, `\x1b[?2004l\r${result.kind === 'eof' ? '\n' : ''}`);
  await finish(shell, frame, result);
}

async function finish(shell: Shell, frame: ReaderFrame, result: EditResult): Promise<void> {
  const { state } = shell;
  if (result.kind === 'interrupt') {
    frame.buffer = '';
    frame.pc = Pc.Before;
    state.status = 130;
    return;
  }
  if (result.kind === 'eof') {
    endOfFile(shell, frame);
    return;
  }
  frame.eofs = 0;
  let { text } = result;
  // No first prompt needs it, and few lines do.
  if (state.options.has('histexpand') && /!|^\^/.test(text)) {
    const { expandHistory } = await shell.sys.external(import('./history-expansion'));
    const expanded = expandHistory(text, state.history);
    if ('error' in expanded) {
      shell.emit(2, `${state.arg0}: ${expanded.error}\n`);
      frame.buffer = '';
      frame.pc = Pc.Before;
      return;
    }
    text = expanded.line;
    if (expanded.changed) shell.emit(2, `${text}\n`);
    if (expanded.print) {
      remember(shell, text);
      frame.pc = Pc.Before;
      return;
    }
  }
  record(shell, frame, text);
  frame.buffer += `${text}\n`;
  frame.pc = Pc.Before;
  state.commandNumber++;
  runBuffer(shell, frame);
}

/** A command of several lines is one entry (cmdhist). */
function record(shell: Shell, frame: ReaderFrame, text: string): void {
  const { history } = shell.state;
  if (frame.buffer === '') {
    remember(shell, text);
    return;
  }
  if (history.length === 0 || text.trim() === '') return;
  const last = history[history.length - 1]!;
  const open = /<<|(?:^|[^\\])(?:'[^']*|"[^"]*)$/.test(frame.buffer.replace(/'[^']*'|"(?:\\.|[^"])*"/g, ''));
  const joint = open || last.includes('\n') ? '\n' : /(?:^|[\s;])(?:do|then|else|in|\{|\(|&&|\|\||\|)\s*$/.test(last) || /[;&|]\s*$/.test(last) ? ' ' : last.endsWith('\\') ? '' : '; ';
  history[history.length - 1] = (joint === '' ? last.slice(0, -1) : last) + joint + (joint === '\n' ? text : text.trimStart());
}

function endOfFile(shell: Shell, frame: ReaderFrame): void {
  const { state } = shell;
  if (frame.buffer !== '') {
    // Ctrl-D in the middle of a command: it is parsed as it stands.
    frame.eof = true;
    runBuffer(shell, frame);
    frame.eof = false;
    frame.pc = Pc.Before;
    return;
  }
  const limit = state.options.has('ignoreeof') ? Number(shell.vars.get('IGNOREEOF') ?? 10) || 10 : 0;
  if (frame.eofs++ < limit) {
    shell.emit(2, `Use "${state.login ? 'logout' : 'exit'}" to leave the shell.\n`);
    frame.pc = Pc.Before;
    return;
  }
  if (shell.dialect.bash && state.jobs.some((job) => jobState(job) === 'stopped') && !frame.warned) {
    frame.warned = true;
    shell.emit(2, `${state.login ? 'logout' : 'exit'}\nThere are stopped jobs.\n`);
    frame.pc = Pc.Before;
    return;
  }
  if (shell.dialect.bash) shell.emit(2, `${state.login ? 'logout' : 'exit'}\n`);
  else shell.emit(2, '\n');
  shell.pop();
}
