import { isSysError } from '../../machine/errno';
import type { Shell } from '../interp/shell';
import { decode } from '../text';

/** Where the history is kept between sessions. */
export function historyFile(shell: Shell): string | undefined {
  const home = shell.vars.get('HOME');
  const file = shell.vars.get('HISTFILE') ?? (home === undefined ? undefined : shell.dialect.bash ? `${home}/.bash_history` : shell.dialect.name === 'ash' ? `${home}/.ash_history` : undefined);
  return file === '' ? undefined : file;
}

export function loadHistory(shell: Shell): void {
  const file = historyFile(shell);
  if (file === undefined) return;
  try {
    const lines = decode(shell.sys.readFile(file)).split('\n').filter((line) => line !== '');
    shell.state.history = lines;
    shell.state.historyLoaded = lines.length;
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

/** Appends what this session has added to the file. */
export function saveHistory(shell: Shell): void {
  const file = historyFile(shell);
  if (file === undefined || !(shell.dialect.bash || shell.dialect.name === 'ash')) return;
  const { history, historyLoaded } = shell.state;
  if (history.length <= historyLoaded) return;
  const limit = Number(shell.vars.get('HISTFILESIZE') ?? 500);
  try {
    let before = '';
    try {
      before = decode(shell.sys.readFile(file));
    } catch (error) {
      if (!isSysError(error)) throw error;
    }
    const lines = [...before.split('\n').filter((line) => line !== ''), ...history.slice(historyLoaded).flatMap((entry) => entry.split('\n'))];
    shell.sys.writeFile(file, `${lines.slice(-limit).join('\n')}\n`, 0o600);
    shell.state.historyLoaded = history.length;
  } catch (error) {
    if (!isSysError(error)) throw error;
  }
}

/** Adds a line under HISTCONTROL and HISTIGNORE. */
export function remember(shell: Shell, line: string): void {
  const { history } = shell.state;
  const control = (shell.vars.get('HISTCONTROL') ?? '').split(':');
  const both = control.includes('ignoreboth');
  if ((both || control.includes('ignorespace')) && line.startsWith(' ')) return;
  if ((both || control.includes('ignoredups')) && history[history.length - 1] === line) return;
  if (control.includes('erasedups')) shell.state.history = history.filter((each) => each !== line);
  if (line.trim() === '') return;
  shell.state.history.push(line);
  const limit = Number(shell.vars.get('HISTSIZE') ?? 500);
  if (limit >= 0 && shell.state.history.length > limit) {
    const cut = shell.state.history.length - limit;
    shell.state.history.splice(0, cut);
    shell.state.historyLoaded = Math.max(0, shell.state.historyLoaded - cut);
  }
}
