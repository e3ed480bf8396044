import type { Applet } from '../applet';
import { posixRegex, RegexError } from '../text/regex';
import { Editor } from './buffer';

type Mode = 'command' | 'insert' | 'replace';

/** vi(1) as vim and BusyBox have it, small: motions, counts, d c y with motions, p, u, x, o, /, n, :w :q :wq :s :N. */
export const vi: Applet = async (io) => {
  const path = io.args.find((arg) => !/^[-+]./.test(arg));
  if (io.args.includes('--version')) {
    await io.out('VIM - Vi IMproved 9.0 (2022 Jun 28)\n');
    return 0;
  }
  if (!io.sys.isatty(0) || !io.sys.isatty(1)) {
    await io.err(io.sys.isatty(1) ? 'Vim: Warning: Input is not from a terminal' : 'Vim: Warning: Output is not to a terminal');
    await io.err('dockyard: vi without a terminal is not simulated');
    return 1;
  }
  const editor = new Editor(io, path);
  const loaded = editor.load();
  let message = loaded.error ? `"${path}" ${loaded.error}` : path === undefined ? '' : editor.isNew ? `"${path}" [New]` : `"${path}" ${loaded.lines}L, ${new TextEncoder().encode(editor.content()).length}B`;
  let mode: Mode = 'command';
  let yanked: { lines: string[]; linewise: boolean } = { lines: [], linewise: true };
  let pattern: RegExp | undefined;
  let done = false;

  const draw = async (prompt?: string): Promise<void> => {
    const { rows } = editor.size;
    const { shown, x } = editor.view(rows - 1, '~');
    const bottom = prompt ?? (mode === 'insert' ? '-- INSERT --' : mode === 'replace' ? '-- REPLACE --' : message);
    await io.out(`\x1b[?25l\x1b[H${shown.map((line) => `\x1b[K${line}`).join('\r\n')}\r\n\x1b[K${bottom}`);
    await io.out(prompt === undefined ? `\x1b[${editor.row - editor.top + 1};${x + 1}H\x1b[?25h` : `\x1b[${rows};${prompt.length + 1}H\x1b[?25h`);
    await io.flush();
  };
  const ask = async (mark: string): Promise<string | undefined> => {
    let typed = '';
    for (;;) {
      await draw(mark + typed);
      const key = await editor.key();
      if (key === '\r' || key === '\n') return typed;
      if (key === '' || key.startsWith('\x1b') || key === '\x03') return undefined;
      if (key === '\x7f' || key === '\b') {
        if (typed === '') return undefined;
        typed = typed.slice(0, -1);
      } else typed += key;
    }
  };
  const write = (name: string | undefined): boolean => {
    const target = name ?? editor.path;
    if (target === undefined) {
      message = 'E32: No file name';
      return false;
    }
    const fresh = !io.sys.access(target, '');
    const error = editor.save(target);
    if (error !== undefined) {
      message = error === 'Read-only file system' || error === 'Permission denied' ? `"${target}" E212: Can't open file for writing` : `"${target}" ${error}`;
      return false;
    }
    editor.path ??= target;
    message = `"${target}"${fresh ? ' [New]' : ''} ${editor.content() === '' ? 0 : editor.lines.length}L, ${new TextEncoder().encode(editor.content()).length}B written`;
    return true;
  };
  const lineNumber = (text: string): number | undefined => (text === '$' ? editor.lines.length : text === '.' ? editor.row + 1 : /^\d+$/.test(text) ? Number(text) : undefined);
  const ex = (command: string): void => {
    const text = command.trim();
    const words = /^(w|wq|x|q|wa|qa|wqa)(!?)(?:\s+(\S+))?$/.exec(text);
    if (text === '') return;
    if (words) {
      const [, verb = '', bang, name] = words;
      if (/^(w|x)/.test(verb) && (verb !== 'x' || editor.changed || editor.isNew) && !write(name)) return;
      if (/q|x/.test(verb)) {
        if (editor.changed && bang === '' && !verb.startsWith('w')) message = 'E37: No write since last change (add ! to override)';
        else done = true;
      }
      return;
    }
    const go = lineNumber(text);
    if (go !== undefined) {
      [editor.row, editor.column] = [Math.max(0, Math.min(editor.lines.length, go) - 1), 0];
      return;
    }
    const substitution = /^(%|(\d+|[.$])(?:,(\d+|[.$]))?)?s([^\w\s])(.*)$/.exec(text);
    if (substitution) {
      const parts = substitution[5]!.split(substitution[4]!);
      const flags = parts[2] ?? '';
      try {
        const regex = posixRegex(parts[0] ?? '', { extended: false, ignoreCase: flags.includes('i'), flags: flags.includes('g') ? 'g' : '' });
        const from = substitution[1] === '%' ? 1 : (lineNumber(substitution[2] ?? '.') ?? 1);
        const to = substitution[1] === '%' ? editor.lines.length : (lineNumber(substitution[3] ?? substitution[2] ?? '.') ?? from);
        editor.remember();
        let count = 0;
        for (let i = from - 1; i < Math.min(to, editor.lines.length); i++) {
          const next = editor.lines[i]!.replace(regex, (parts[1] ?? '').replace(/\$/g, '$$$$').replace(/\\(\d)/g, '$$$1').replace(/(^|[^\\])&/g, '$1$$&'));
          if (next !== editor.lines[i]) count++;
          editor.lines[i] = next;
        }
        editor.changed ||= count > 0;
        message = count === 0 ? `E486: Pattern not found: ${parts[0]}` : count > 2 ? `${count} substitutions on ${count} lines` : '';
      } catch (error) {
        if (!(error instanceof RegexError)) throw error;
        message = `E486: Pattern not found: ${parts[0]}`;
      }
      return;
    }
    const removal = /^(%|(\d+|[.$])(?:,(\d+|[.$]))?)?d$/.exec(text);
    if (removal) {
      const from = removal[1] === '%' ? 1 : (lineNumber(removal[2] ?? '.') ?? 1);
      const to = removal[1] === '%' ? editor.lines.length : (lineNumber(removal[3] ?? removal[2] ?? '.') ?? from);
      takeLines(from - 1, to - from + 1);
      return;
    }
    if (/^(set|se|syntax|syn|noh|nohlsearch)\b/.test(text)) return;
    message = `E492: Not an editor command: ${text}`;
  };
  const takeLines = (from: number, count: number): void => {
    editor.remember();
    yanked = { lines: editor.lines.splice(from, count), linewise: true };
    if (editor.lines.length === 0) editor.lines = [''];
    editor.row = Math.min(from, editor.lines.length - 1);
    editor.column = 0;
    editor.changed = true;
  };

  /** Where a motion leads; undefined when the key is none. */
  const motion = (key: string, count: number): { row: number; column: number; linewise: boolean; inclusive?: boolean } | undefined => {
    const { lines } = editor;
    let { row, column } = editor;
    const words = (step: (line: string, at: number) => number | undefined, back: boolean) => {
      for (let i = 0; i < count; i++) {
        const at = step(lines[row]!, column);
        if (at !== undefined) column = at;
        else if (!back && row + 1 < lines.length) [row, column] = [row + 1, Math.max(0, lines[row + 1]!.search(/\S/))];
        else if (back && row > 0) [row, column] = [row - 1, Math.max(0, /(\w+|[^\w\s]+)\s*$/.exec(lines[row - 1]!)?.index ?? 0)];
        else column = back ? 0 : lines[row]!.length;
      }
      return { row, column, linewise: false };
    };
    switch (key.replace(/^\x1bO/, '\x1b[')) {
      case 'h': case '\x1b[D': case '\b': case '\x7f': return { row, column: Math.max(0, column - count), linewise: false };
      case 'l': case '\x1b[C': case ' ': return { row, column: Math.min(lines[row]!.length, column + count), linewise: false };
      case 'j': case '\x1b[B': return { row: Math.min(lines.length - 1, row + count), column, linewise: true };
      case 'k': case '\x1b[A': return { row: Math.max(0, row - count), column, linewise: true };
      case '0': case '\x1b[H': case '\x1b[1~': return { row, column: 0, linewise: false };
      case '^': return { row, column: Math.max(0, lines[row]!.search(/\S/)), linewise: false };
      case '$': case '\x1b[F': case '\x1b[4~': return { row, column: lines[row]!.length, linewise: false };
      case 'w': case 'W': return words((line, at) => {
        const found = (key === 'w' ? /^(\w+\s*|[^\w\s]+\s*|\s+)(?=\S)/ : /^\S*\s+(?=\S)/).exec(line.slice(at));
        return found ? at + found[0].length : undefined;
      }, false);
      case 'b': case 'B': return words((line, at) => (key === 'b' ? /(\w+|[^\w\s]+)\s*$/ : /\S+\s*$/).exec(line.slice(0, at))?.index, true);
      case 'e': return { ...words((line, at) => {
        const found = /^.\s*(\w+|[^\w\s]+)/.exec(line.slice(at));
        return found ? at + found[0].length - 1 : undefined;
      }, false), inclusive: true };
      case '\x1b[5~': case '\x02': return { row: Math.max(0, row - editor.size.rows + 2), column: 0, linewise: true };
      case '\x1b[6~': case '\x06': return { row: Math.min(lines.length - 1, row + editor.size.rows - 2), column: 0, linewise: true };
      case '\x04': return { row: Math.min(lines.length - 1, row + Math.floor(editor.size.rows / 2)), column: 0, linewise: true };
      case '\x15': return { row: Math.max(0, row - Math.floor(editor.size.rows / 2)), column: 0, linewise: true };
      default: return undefined;
    }
  };

  const operate = (operator: string, to: { row: number; column: number; linewise: boolean; inclusive?: boolean }): void => {
    if (to.linewise) {
      const [from, last] = [Math.min(editor.row, to.row), Math.max(editor.row, to.row)];
      if (operator === 'y') {
        yanked = { lines: editor.lines.slice(from, last + 1), linewise: true };
        editor.row = from;
      } else {
        takeLines(from, last - from + 1);
        if (operator === 'c') {
          if (!(editor.lines.length === 1 && editor.lines[0] === '')) editor.lines.splice(from, 0, '');
          editor.row = from;
          mode = 'insert';
        }
      }
      return;
    }
    const start = { row: editor.row, column: editor.column };
    const [a, b] = to.row < start.row || (to.row === start.row && to.column < start.column) ? [to, start] : [start, to];
    // A word motion that ends on another line stops at the end of this one.
    const end = b.row > a.row ? editor.lines[a.row]!.length : b.column + (to.inclusive ? 1 : 0);
    const line = editor.lines[a.row]!;
    yanked = { lines: [line.slice(a.column, end)], linewise: false };
    [editor.row, editor.column] = [a.row, a.column];
    if (operator !== 'y') {
      editor.remember();
      editor.setLine(line.slice(0, a.column) + line.slice(end));
      if (operator === 'c') mode = 'insert';
    }
  };

  const put = (after: boolean): void => {
    if (yanked.lines.length === 0) return;
    editor.remember();
    if (yanked.linewise) {
      editor.lines.splice(editor.row + (after ? 1 : 0), 0, ...yanked.lines);
      editor.row += after ? 1 : 0;
      editor.column = 0;
    } else {
      if (after && editor.line.length > 0) editor.column++;
      editor.insert(yanked.lines[0]!);
      editor.column = Math.max(0, editor.column - 1);
    }
    editor.changed = true;
  };

  const command = async (first: string): Promise<void> => {
    let key = first;
    let digits = '';
    while (/^[1-9]$/.test(key) || (digits !== '' && key === '0')) {
      digits += key;
      key = await editor.key();
    }
    const count = Number(digits || 1);
    const insertAt = (column: number) => {
      editor.remember();
      editor.column = column;
      mode = 'insert';
    };
    switch (key) {
      case ':': {
        const typed = await ask(':');
        if (typed !== undefined) ex(typed);
        return;
      }
      case '/': case '?': {
        const typed = await ask(key);
        if (typed === undefined) return;
        try {
          if (typed !== '') pattern = posixRegex(typed, { extended: false });
          if (pattern && !editor.find(pattern, key === '/' ? 1 : -1)) message = `E486: Pattern not found: ${typed}`;
        } catch (error) {
          if (!(error instanceof RegexError)) throw error;
          message = `E486: Pattern not found: ${typed}`;
        }
        return;
      }
      case 'n': case 'N':
        if (!pattern) message = 'E35: No previous regular expression';
        else if (!editor.find(pattern, key === 'n' ? 1 : -1)) message = 'E486: Pattern not found';
        return;
      case 'i': return insertAt(editor.column);
      case 'I': return insertAt(Math.max(0, editor.line.search(/\S/)));
      case 'a': return insertAt(Math.min(editor.line.length, editor.column + 1));
      case 'A': return insertAt(editor.line.length);
      case 'o': case 'O':
        editor.remember();
        editor.lines.splice(editor.row + (key === 'o' ? 1 : 0), 0, '');
        editor.row += key === 'o' ? 1 : 0;
        editor.column = 0;
        editor.changed = true;
        mode = 'insert';
        return;
      case 'x': case '\x1b[3~': return operate('d', { row: editor.row, column: Math.min(editor.line.length, editor.column + count), linewise: false });
      case 'X': return operate('d', { row: editor.row, column: Math.max(0, editor.column - count), linewise: false });
      case 'D': return operate('d', { row: editor.row, column: editor.line.length, linewise: false });
      case 'C': return operate('c', { row: editor.row, column: editor.line.length, linewise: false });
      case 's': return operate('c', { row: editor.row, column: Math.min(editor.line.length, editor.column + count), linewise: false });
      case 'S': return operate('c', { row: editor.row, column: 0, linewise: true });
      case 'Y': return operate('y', { row: Math.min(editor.lines.length - 1, editor.row + count - 1), column: 0, linewise: true });
      case 'p': case 'P': return put(key === 'p');
      case 'u':
        if (!editor.undo()) message = 'Already at oldest change';
        return;
      case 'J':
        if (editor.row + 1 < editor.lines.length) {
          editor.remember();
          const next = editor.lines.splice(editor.row + 1, 1)[0]!.trimStart();
          editor.column = editor.line.length;
          editor.setLine(`${editor.line}${next === '' ? '' : ' '}${next}`);
        }
        return;
      case 'r': {
        const next = await editor.key();
        if (next >= ' ' && !next.startsWith('\x1b') && editor.column < editor.line.length) {
          editor.remember();
          editor.setLine(editor.line.slice(0, editor.column) + next + editor.line.slice(editor.column + 1));
        }
        return;
      }
      case 'R':
        editor.remember();
        mode = 'replace';
        return;
      case 'G':
        [editor.row, editor.column] = [digits === '' ? editor.lines.length - 1 : Math.max(0, Math.min(editor.lines.length, count) - 1), 0];
        return;
      case 'g':
        if ((await editor.key()) === 'g') [editor.row, editor.column] = [Math.max(0, Math.min(editor.lines.length, count) - 1), 0];
        return;
      case 'Z': {
        const next = await editor.key();
        if (next === 'Z') ex('x');
        else if (next === 'Q') done = true;
        return;
      }
      case 'd': case 'c': case 'y': {
        let next = await editor.key();
        let inner = '';
        while (/^[1-9]$/.test(next)) {
          inner += next;
          next = await editor.key();
        }
        const times = count * Number(inner || 1);
        if (next === key) return operate(key, { row: Math.min(editor.lines.length - 1, editor.row + times - 1), column: 0, linewise: true });
        if (next === 'G') return operate(key, { row: editor.lines.length - 1, column: 0, linewise: true });
        if (next === 'g' && (await editor.key()) === 'g') return operate(key, { row: 0, column: 0, linewise: true });
        if (next === 'i' && (await editor.key()) === 'w') {
          const before = /\w*$/.exec(editor.line.slice(0, editor.column))![0].length;
          const after = /^\w*/.exec(editor.line.slice(editor.column))![0].length;
          editor.column -= before;
          return operate(key, { row: editor.row, column: editor.column + before + after, linewise: false });
        }
        const to = motion(key === 'c' && next === 'w' ? 'e' : next, times);
        if (to) operate(key, to);
        return;
      }
    }
    const to = motion(key, count);
    if (to) {
      editor.row = to.row;
      editor.column = Math.min(to.column, Math.max(0, editor.line.length - 1));
    } else if (key === '\x03') message = 'Type  :qa!  and press <Enter> to abandon all changes and exit Vim';
  };

  await editor.open();
  try {
    while (!done) {
      await draw();
      const key = await editor.key();
      if (key === '') return 1;
      message = mode === 'command' ? '' : message;
      if (mode === 'command') await command(key);
      else if (key === '\x1b' || key === '\x03') {
        mode = 'command';
        message = '';
        editor.column = Math.max(0, editor.column - 1);
      } else if (key === '\r' || key === '\n') editor.breakLine();
      else if (key === '\x7f' || key === '\b') editor.backspace();
      else if (key === '\x1b[3~') editor.deleteForward();
      else if (key === '\t' || (key >= ' ' && !key.startsWith('\x1b'))) {
        if (mode === 'replace' && editor.column < editor.line.length) editor.setLine(editor.line.slice(0, editor.column) + editor.line.slice(editor.column + 1));
        editor.insert(key);
      } else editor.move(key, editor.size.rows - 2);
    }
    return 0;
  } finally {
    await editor.close();
  }
};
