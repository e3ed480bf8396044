import type { ForFrame } from './state';
import type { Shell } from './shell';
import { readLineFrom } from './read-line';

/** select: the menu on stderr, then a line from stdin. */
export async function stepForSelect(shell: Shell, frame: ForFrame): Promise<void> {
  if (frame.items.length === 0) {
    shell.pop();
    return;
  }
  if (frame.buffer === undefined) {
    if (frame.pc !== 5) menu(shell, frame.items);
    frame.pc = 4;
    frame.buffer = '';
    shell.emit(2, shell.vars.get('PS3') ?? '#? ');
    return;
  }
  const line = await readLineFrom(shell, 0, (text) => void (frame.buffer = text), frame.buffer);
  frame.buffer = undefined;
  if (line.eof && line.text === '') {
    shell.emit(2, '\n');
    shell.state.status = 1;
    shell.pop();
    return;
  }
  if (line.text === '') {
    frame.pc = 4;
    return;
  }
  shell.vars.set('REPLY', line.text);
  const choice = /^\s*\d+\s*$/.test(line.text) ? frame.items[Number(line.text) - 1] : undefined;
  shell.vars.set(frame.node.name, choice ?? '');
  frame.pc = 5;
  shell.pushNode(frame.node.body, { guard: frame.guard });
}

function menu(shell: Shell, items: readonly string[]): void {
  const digits = String(items.length).length;
  const width = Math.max(...items.map((item) => item.length)) + digits + 2;
  const columns = Number(shell.vars.get('COLUMNS') ?? 80) || 80;
  let perRow = Math.max(1, Math.floor(columns / (width + 2)));
  const rows0 = Math.ceil(items.length / perRow);
  const rows = rows0 === 1 ? items.length : rows0;
  perRow = Math.ceil(items.length / rows);
  let text = '';
  for (let row = 0; row < rows; row++) {
    let line = '';
    for (let column = 0; column < perRow; column++) {
      const i = column * rows + row;
      if (i >= items.length) continue;
      const cell = `${String(i + 1).padStart(digits)}) ${items[i]}`;
      line += column < perRow - 1 && i + rows < items.length ? cell.padEnd(width + 2) : cell;
    }
    text += `${line}\n`;
  }
  shell.emit(2, text);
}
