import type { Applet } from '../applet';
import { Editor } from './buffer';

const HELP = [['^G', 'Help'], ['^O', 'Write Out'], ['^W', 'Where Is'], ['^K', 'Cut'], ['^T', 'Execute'], ['^C', 'Location']] as const;
const HELP2 = [['^X', 'Exit'], ['^R', 'Read File'], ['^\\', 'Replace'], ['^U', 'Paste'], ['^J', 'Justify'], ['^/', 'Go To Line']] as const;

/** nano(1): edits with the keys shown; ^O writes, ^X leaves, ^W searches, ^K and ^U cut and paste. */
export const nano: Applet = async (io) => {
  const path = io.args.find((arg) => !/^[-+]./.test(arg));
  if (!io.sys.isatty(0) || !io.sys.isatty(1)) {
    await io.err(io.sys.isatty(1) ? 'Standard input is not a terminal' : 'Standard output is not a terminal');
    return 1;
  }
  const editor = new Editor(io, path, true);
  const loaded = editor.load();
  let message = loaded.error ? `[ ${path} ${loaded.error} ]` : editor.isNew ? '[ New File ]' : path !== undefined ? `[ Read ${loaded.lines} line${loaded.lines === 1 ? '' : 's'} ]` : '[ Welcome to nano.  For basic help, type Ctrl+G. ]';
  let clipboard: string[] = [];
  let cutting = false;
  const draw = async (prompt?: string): Promise<void> => {
    const { rows, cols } = editor.size;
    const height = Math.max(1, rows - 5);
    const { shown, x } = editor.view(height, '');
    const name = editor.path ?? 'New Buffer';
    const title = `  GNU nano 7.2${name.padStart(Math.floor((cols + name.length) / 2) - 14)}`.padEnd(cols - 12) + (editor.changed ? 'Modified    ' : '            ');
    const keys = (list: readonly (readonly [string, string])[]) => list.map(([key, label]) => `\x1b[7m${key}\x1b[m ${label.padEnd(Math.max(8, Math.floor(cols / 6) - 3))}`).join('');
    const status = prompt !== undefined ? `\x1b[7m${prompt.padEnd(cols)}\x1b[m` : message === '' ? '' : `${' '.repeat(Math.max(0, Math.floor((cols - message.length) / 2)))}\x1b[7m${message}\x1b[m`;
    await io.out(`\x1b[?25l\x1b[H\x1b[7m${title.slice(0, cols)}\x1b[m\r\n${shown.map((line) => `\x1b[K${line}`).join('\r\n')}\r\n\x1b[K`);
    await io.out(`\x1b[${rows - 2};1H\x1b[K${status}\r\n\x1b[K${keys(HELP)}\r\n\x1b[K${keys(HELP2)}`);
    await io.out(prompt === undefined ? `\x1b[${editor.row - editor.top + 2};${x + 1}H\x1b[?25h` : `\x1b[${rows - 2};${prompt.length + 1}H\x1b[?25h`);
    await io.flush();
  };
  /** A line typed at the bottom; undefined when cancelled. */
  const ask = async (question: string, initial = ''): Promise<string | undefined> => {
    let typed = initial;
    for (;;) {
      await draw(`${question}${typed}`);
      const key = await editor.key();
      if (key === '\r' || key === '\n') return typed;
      if (key === '\x03' || key === '' || key === '\x1b') return undefined;
      if (key === '\x7f' || key === '\b') typed = typed.slice(0, -1);
      else if (key >= ' ' && !key.startsWith('\x1b')) typed += key;
    }
  };
  const write = async (): Promise<boolean> => {
    const name = await ask('File Name to Write: ', editor.path ?? '');
    if (name === undefined || name === '') {
      message = '[ Cancelled ]';
      return false;
    }
    const error = editor.save(name);
    if (error !== undefined) {
      message = `[ Error writing ${name}: ${error} ]`;
      return false;
    }
    editor.path = name;
    const { count } = editor;
    message = `[ Wrote ${count} line${count === 1 ? '' : 's'} ]`;
    return true;
  };
  await editor.open();
  try {
    for (let last = ''; ; ) {
      await draw();
      const key = await editor.key();
      message = '';
      if (key === '') return 1;
      if (key !== '\x0b') cutting = false;
      if (key === '\x18') {
        if (!editor.changed) return 0;
        await draw('Save modified buffer?   (Y)es  (N)o  (^C) Cancel');
        const answer = await editor.key();
        if (/^[nN]$/.test(answer)) return 0;
        if (/^[yY]$/.test(answer) && (await write())) return 0;
      } else if (key === '\x0f' || key === '\x13') {
        if (key === '\x0f' || editor.path === undefined) await write();
        else {
          const error = editor.save(editor.path);
          message = error === undefined ? `[ Wrote ${editor.count} lines ]` : `[ Error writing ${editor.path}: ${error} ]`;
        }
      } else if (key === '\x17') {
        const needle = await ask(`Search${last ? ` [${last}]` : ''}: `);
        if (needle !== undefined && (needle || last)) {
          last = needle || last;
          if (!editor.find(last)) message = `[ "${last}" not found ]`;
        }
      } else if (key === '\x0b') {
        editor.remember();
        if (!cutting) clipboard = [];
        clipboard.push(editor.line);
        cutting = true;
        if (editor.lines.length === 1) editor.setLine('');
        else editor.lines.splice(editor.row, 1);
        editor.row = Math.min(editor.row, editor.lines.length - 1);
        editor.column = 0;
        editor.changed = true;
      } else if (key === '\x15') {
        editor.remember();
        editor.lines.splice(editor.row, 0, ...clipboard);
        editor.row += clipboard.length;
        editor.changed ||= clipboard.length > 0;
      } else if (key === '\x1bu') {
        if (!editor.undo()) message = '[ Nothing to undo ]';
      } else if (key === '\x03') message = `[ line ${editor.row + 1}/${editor.lines.length} (${Math.round(((editor.row + 1) / editor.lines.length) * 100)}%), col ${editor.column + 1}/${editor.line.length + 1} ]`;
      else if (key === '\x1f') {
        const [line] = ((await ask('Enter line number, column number: ')) ?? '').split(',');
        if (line) [editor.row, editor.column] = [Math.max(0, Math.min(editor.lines.length, Number(line) || 1) - 1), 0];
      } else if (key === '\x07') message = '[ ^O writes the file, ^X leaves, ^W searches, ^K cuts a line, ^U pastes it, M-U undoes ]';
      else if (key === '\x01') editor.column = 0;
      else if (key === '\x05') editor.column = editor.line.length;
      else if (key === '\r' || key === '\n') {
        editor.remember();
        editor.breakLine();
      } else if (key === '\x7f' || key === '\b') {
        editor.remember();
        editor.backspace();
      } else if (key === '\x04' || key === '\x1b[3~') {
        editor.remember();
        editor.deleteForward();
      } else if (key === '\t' || (key >= ' ' && !key.startsWith('\x1b'))) {
        editor.remember();
        editor.insert(key);
      } else if (!editor.move(key, editor.size.rows - 6)) message = '[ Unbound key ]';
    }
  } finally {
    await editor.close();
  }
};
