import { strftime } from '../expand/prompt';
import type { SimpleFrame } from '../interp/state';
import type { Shell } from '../interp/shell';
import type { BuiltinTable } from './table';
import { loadHistory, remember, saveHistory } from '../interp/history-list';

function history(shell: Shell, argv: readonly string[]): number {
  const { state } = shell;
  const word = argv[1];
  if (word === '-c') {
    state.history = [];
    state.historyLoaded = 0;
    return 0;
  }
  if (word === '-d') {
    const at = Number(argv[2]);
    const index = at < 0 ? state.history.length + at : at - 1;
    if (!Number.isInteger(at) || index < 0 || index >= state.history.length) {
      shell.complain('history', `${argv[2]}: history position out of range`);
      return 1;
    }
    state.history.splice(index, 1);
    return 0;
  }
  if (word === '-w' || word === '-a') {
    if (word === '-w') state.historyLoaded = 0;
    saveHistory(shell);
    return 0;
  }
  if (word === '-r' || word === '-n') {
    loadHistory(shell);
    return 0;
  }
  if (word === '-s') {
    remember(shell, argv.slice(2).join(' '));
    return 0;
  }
  if (word !== undefined && !/^\d+$/.test(word)) {
    shell.complain('history', word.startsWith('-') ? `${word}: invalid option` : `${word}: numeric argument required`);
    if (word.startsWith('-')) shell.emit(2, 'history: usage: history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]\n');
    return word.startsWith('-') ? 2 : 1;
  }
  const count = word === undefined ? state.history.length : Number(word);
  const format = shell.vars.get('HISTTIMEFORMAT');
  const stamp = format ? strftime(format, shell.sys.now()) : '';
  const from = Math.max(0, state.history.length - count);
  state.history.slice(from).forEach((line, i) => shell.out(`${String(from + i + 1).padStart(5)}  ${stamp}${line}\n`));
  return 0;
}

/** fc -l lists, fc -s runs again; editing is not simulated. */
function fc(shell: Shell, argv: readonly string[], frame: SimpleFrame): number | undefined {
  const { state } = shell;
  const flags = argv.slice(1).filter((word) => /^-[lnrs]+$/.test(word)).join('');
  const words = argv.slice(1).filter((word) => !/^-[lnrs]+$/.test(word));
  const lines = state.history.slice(0, -1);
  const find = (word: string | undefined, otherwise: number): number => {
    if (word === undefined) return otherwise;
    if (/^-?\d+$/.test(word)) return Number(word) < 0 ? lines.length + Number(word) : Number(word) - 1;
    return lines.findLastIndex((line) => line.startsWith(word));
  };
  if (flags.includes('s')) {
    const change = words[0]?.includes('=') ? words.shift() : undefined;
    const line = lines[find(words[0], lines.length - 1)];
    if (line === undefined) {
      shell.complain('fc', 'no command found');
      return 1;
    }
    const [from, to] = change ? [change.slice(0, change.indexOf('=')), change.slice(change.indexOf('=') + 1)] : ['', ''];
    const text = from === '' ? line : line.replace(from, to);
    shell.emit(2, `${text}\n`);
    state.history[state.history.length - 1] = text;
    frame.status = -1;
    shell.push({ t: 'source', pc: 0, text, at: 0, line: 1, name: 'fc', kind: 'eval', guard: frame.guard });
    return undefined;
  }
  if (!flags.includes('l')) {
    shell.emit(2, 'dockyard: fc with an editor is not simulated\n');
    return 1;
  }
  const first = Math.max(0, find(words[0], Math.max(0, lines.length - 16)));
  const last = find(words[1], lines.length - 1);
  const rows: string[] = [];
  for (let i = first; i <= last && i < lines.length; i++) rows.push(`${flags.includes('n') ? '' : i + 1}\t ${lines[i]}\n`);
  shell.out((flags.includes('r') ? rows.reverse() : rows).join(''));
  return 0;
}

export const HISTORY_BUILTINS: BuiltinTable = {
  history: { run: history, only: ['bash', 'ash'] },
  fc: { run: fc, only: ['bash'] },
};
