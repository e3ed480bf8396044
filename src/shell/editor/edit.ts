import { isSysError } from '../../machine/errno';
import type { Shell } from '../interp/shell';
import { columns, appendOnly, leave, refresh } from './screen';
import type { EditState } from './edit-state';
import { takeKey, type Key } from './keys';

export type EditResult = { kind: 'line'; text: string } | { kind: 'eof' } | { kind: 'interrupt' };

const LIST_LIMIT = 100;

export function newEdit(prompt: string, cols: number, historyLength: number): EditState {
  return { prompt, text: '', cursor: 0, historyAt: historyLength, edited: {}, killed: [], lastAction: '', pending: [], row: 0, rows: 0, undo: [], cols, tabs: 0, drawn: false };
}

/** Emacs-style line editing on a raw terminal (readline(3)): one instance per line, its state is `edit`. */
export class LineEditor {
  private out = '';

  constructor(private readonly shell: Shell, private readonly edit: EditState, private readonly fd: number) {}

  async run(): Promise<EditResult> {
    if (!this.edit.drawn) {
      this.out += refresh(this.edit, this.edit.prompt);
      await this.flush();
    }
    for (;;) {
      const result = await this.handlePending();
      await this.flush();
      if (result) return result;
      try {
        if ((await this.shell.readable(this.fd)) === 'signal') {
          const interrupted = this.woken();
          await this.flush();
          if (interrupted) return interrupted;
          continue;
        }
        const bytes = await this.shell.sys.read(this.fd, 4096);
        if (bytes.length === 0) return { kind: 'eof' };
        this.edit.pending.push(...bytes);
      } catch (error) {
        if (!isSysError(error)) throw error;
        return { kind: 'eof' };
      }
    }
  }

  /** After a signal: the window may have another size; SIGINT ends the line. */
  private woken(): EditResult | undefined {
    const { state, sys } = this.shell;
    const { cols } = sys.winsize(this.fd);
    if (cols > 0 && cols !== this.edit.cols) {
      this.edit.cols = cols;
      this.redraw();
    }
    if (!state.interrupted) return undefined;
    state.interrupted = false;
    return this.interrupt();
  }

  private async flush(): Promise<void> {
    const text = this.out;
    this.out = '';
    if (text !== '') await this.shell.sys.write(this.fd, text);
  }

  private redraw(): void {
    const { edit } = this;
    if (edit.search) {
      const label = `(${edit.search.failed ? 'failed ' : ''}reverse-i-search)\`${edit.search.query}': `;
      this.out += refresh(edit, label);
    } else this.out += refresh(edit, edit.prompt);
  }

  private async handlePending(): Promise<EditResult | undefined> {
    const { edit } = this;
    while (edit.pending.length > 0) {
      if (edit.pasting) {
        if (!this.paste()) return undefined;
        continue;
      }
      const key = takeKey(edit.pending);
      if (!key) return undefined;
      const result = await this.key(key);
      if (result) return result;
    }
    return undefined;
  }

  /** Bracketed paste: all up to ESC[201~ goes in as it is. */
  private paste(): boolean {
    const { edit } = this;
    const text = new TextDecoder().decode(Uint8Array.from(edit.pending));
    const end = text.indexOf('\x1b[201~');
    if (end === -1) return false;
    edit.pending = [...new TextEncoder().encode(text.slice(end + 6))];
    edit.pasting = false;
    this.insert(text.slice(0, end).replace(/\r\n?/g, '\n'));
    return true;
  }

  private insert(text: string): void {
    const { edit } = this;
    edit.undo.push({ text: edit.text, cursor: edit.cursor });
    edit.text = edit.text.slice(0, edit.cursor) + text + edit.text.slice(edit.cursor);
    edit.cursor += text.length;
    const quick = edit.cursor === edit.text.length ? appendOnly(edit, edit.prompt, text) : undefined;
    if (quick === undefined) this.redraw();
    else this.out += quick;
  }

  private set(text: string, cursor = text.length): void {
    this.edit.undo.push({ text: this.edit.text, cursor: this.edit.cursor });
    this.edit.text = text;
    this.edit.cursor = cursor;
    this.redraw();
  }

  private go(cursor: number): void {
    this.edit.cursor = Math.max(0, Math.min(this.edit.text.length, cursor));
    this.redraw();
  }

  private bell(): void {
    this.out += '\x07';
  }

  private interrupt(): EditResult {
    const { edit } = this;
    edit.search = undefined;
    this.out += `^C${leave(edit)}`;
    return { kind: 'interrupt' };
  }

  private accept(): EditResult {
    const { edit } = this;
    if (edit.search) {
      edit.search = undefined;
      this.redraw();
    }
    edit.cursor = edit.text.length;
    this.out += leave(edit);
    return { kind: 'line', text: edit.text };
  }

  private async key(key: Key): Promise<EditResult | undefined> {
    const { edit } = this;
    if (edit.asking) return this.answer(key);
    if (edit.search && !this.searchKey(key)) return undefined;
    const action = 'text' in key ? 'insert' : key.name;
    const before = edit.lastAction;
    edit.lastAction = action;
    if (action !== 'C-i') edit.tabs = 0;
    if ('text' in key) {
      if (before === 'C-q') edit.lastAction = '';
      this.insert(key.text);
      return undefined;
    }
    if (before === 'C-v' || before === 'C-q') {
      edit.lastAction = '';
      if (/^C-/.test(key.name)) this.insert(String.fromCharCode(key.name.charCodeAt(2) - 96));
      return undefined;
    }
    switch (key.name) {
      case 'C-m': case 'C-j': return this.accept();
      case 'C-c': return this.interrupt();
      case 'C-d':
        if (edit.text === '') return { kind: 'eof' };
        this.remove(edit.cursor, this.next(edit.cursor));
        return undefined;
      case 'C-i': return this.tab();
      case 'paste':
        edit.pasting = true;
        return undefined;
      default:
        this.command(key.name, before);
        return undefined;
    }
  }

  private next(at: number): number {
    return Math.min(this.edit.text.length, at + (String.fromCodePoint(this.edit.text.codePointAt(at) ?? 32).length));
  }

  private previous(at: number): number {
    if (at <= 0) return 0;
    const low = this.edit.text.charCodeAt(at - 1);
    return low >= 0xdc00 && low < 0xe000 && at > 1 && this.edit.text.charCodeAt(at - 2) >= 0xd800 && this.edit.text.charCodeAt(at - 2) < 0xdc00 ? at - 2 : at - 1;
  }

  private remove(from: number, to: number): void {
    if (from === to) {
      this.bell();
      return;
    }
    this.set(this.edit.text.slice(0, from) + this.edit.text.slice(to), from);
  }

  /** Kills are joined while they follow each other. */
  private kill(from: number, to: number, before: string, forward: boolean): void {
    const { edit } = this;
    if (from === to) return;
    const text = edit.text.slice(from, to);
    if (/^(?:C-k|C-u|C-w|M-d|M-backspace)$/.test(before) && edit.killed.length > 0) {
      const last = edit.killed.pop()!;
      edit.killed.push(forward ? last + text : text + last);
    } else edit.killed.push(text);
    this.shell.killRing = edit.killed;
    this.remove(from, to);
  }

  private wordEnd(at: number): number {
    const match = /^[^\p{L}\p{N}]*[\p{L}\p{N}]*/u.exec(this.edit.text.slice(at));
    return at + (match?.[0].length ?? 0);
  }

  private wordStart(at: number): number {
    const match = /[\p{L}\p{N}]*[^\p{L}\p{N}]*$/u.exec(this.edit.text.slice(0, at));
    return match?.index ?? 0;
  }

  private command(name: string, before: string): void {
    const { edit } = this;
    const { cursor, text } = edit;
    switch (name) {
      case 'C-a': case 'home': this.go(0); break;
      case 'C-e': case 'end': this.go(text.length); break;
      case 'C-b': case 'left': cursor === 0 ? this.bell() : this.go(this.previous(cursor)); break;
      case 'C-f': case 'right': cursor === text.length ? this.bell() : this.go(this.next(cursor)); break;
      case 'M-b': this.go(this.wordStart(cursor)); break;
      case 'M-f': this.go(this.wordEnd(cursor)); break;
      case 'backspace': case 'C-h': this.remove(this.previous(cursor), cursor); break;
      case 'delete': this.remove(cursor, this.next(cursor)); break;
      case 'C-k': this.kill(cursor, text.length, before, true); break;
      case 'C-u': this.kill(0, cursor, before, false); break;
      case 'C-w': this.kill(/\S*\s*$/.exec(text.slice(0, cursor))!.index, cursor, before, false); break;
      case 'M-d': this.kill(cursor, this.wordEnd(cursor), before, true); break;
      case 'M-backspace': this.kill(this.wordStart(cursor), cursor, before, false); break;
      case 'C-y': {
        const killed = edit.killed[edit.killed.length - 1] ?? this.shell.killRing[this.shell.killRing.length - 1];
        if (killed === undefined) this.bell();
        else this.insert(killed);
        break;
      }
      case 'C-t': this.transpose(); break;
      case 'C-l':
        this.out += '\x1b[H\x1b[2J';
        edit.drawn = false;
        edit.row = 0;
        this.redraw();
        break;
      case 'C-_': case 'C-\x7f': {
        const last = edit.undo.pop();
        if (!last) this.bell();
        else {
          edit.text = last.text;
          edit.cursor = last.cursor;
          this.redraw();
        }
        break;
      }
      case 'C-p': case 'up': this.history(edit.historyAt - 1); break;
      case 'C-n': case 'down': this.history(edit.historyAt + 1); break;
      case 'M-<': this.history(0); break;
      case 'M->': this.history(this.shell.state.history.length); break;
      case 'page-up': this.prefixSearch(-1, before); break;
      case 'page-down': this.prefixSearch(1, before); break;
      case 'M-.': case 'M-_': this.lastArgument(before); break;
      case 'C-r':
        edit.search = { query: '', at: this.shell.state.history.length, saved: text, failed: false };
        this.redraw();
        break;
      case 'M-u': case 'M-l': case 'M-c': {
        const end = this.wordEnd(cursor);
        const word = text.slice(cursor, end);
        const changed = name === 'M-u' ? word.toUpperCase() : name === 'M-l' ? word.toLowerCase() : word.toLowerCase().replace(/\p{L}/u, (c) => c.toUpperCase());
        this.set(text.slice(0, cursor) + changed + text.slice(end), end);
        break;
      }
      case 'M-#':
        edit.pending.unshift(13);
        this.set(`#${text}`);
        break;
      default:
    }
  }

  private transpose(): void {
    const { text, cursor } = this.edit;
    if (text.length < 2 || cursor === 0) {
      this.bell();
      return;
    }
    const at = cursor === text.length ? cursor - 1 : cursor;
    this.set(text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1), at + 1);
  }

  /** Another line of the history; changes to lines are kept while this one is edited. */
  private history(at: number): void {
    const { edit } = this;
    const lines = this.shell.state.history;
    if (at < 0 || at > lines.length) {
      this.bell();
      return;
    }
    edit.edited[edit.historyAt] = edit.text;
    edit.historyAt = at;
    edit.undo = [];
    edit.text = edit.edited[at] ?? lines[at] ?? '';
    edit.cursor = edit.text.length;
    this.redraw();
  }

  private prefixSearch(step: 1 | -1, before: string): void {
    const { edit } = this;
    const lines = this.shell.state.history;
    if (!/^page-/.test(before)) edit.prefix = edit.text.slice(0, edit.cursor);
    for (let at = edit.historyAt + step; at >= 0 && at < lines.length; at += step) {
      if (!lines[at]!.startsWith(edit.prefix ?? '') || lines[at] === edit.text) continue;
      const { cursor } = edit;
      this.history(at);
      this.go(cursor);
      return;
    }
    this.bell();
  }

  /** Alt-. inserts the last word of earlier commands. */
  private lastArgument(before: string): void {
    const { edit } = this;
    const lines = this.shell.state.history;
    const again = (before === 'M-.' || before === 'M-_') && edit.lastArgAt !== undefined && edit.yankAt !== undefined;
    const at = again ? edit.lastArgAt! - 1 : lines.length - 1;
    const word = lines[at]?.match(/(?:[^\s"'\\]|\\.|"(?:\\.|[^"])*"|'[^']*')+/g)?.pop();
    if (word === undefined) {
      this.bell();
      return;
    }
    const from = again ? edit.yankAt! : edit.cursor;
    edit.lastArgAt = at;
    edit.yankAt = from;
    this.set(edit.text.slice(0, from) + word + edit.text.slice(edit.cursor), from + word.length);
  }

  /** Keys within Ctrl-R; true when the key is then handled as usual. */
  private searchKey(key: Key): boolean {
    const { edit } = this;
    const search = edit.search!;
    if ('text' in key) {
      search.query += key.text;
      this.find(search.at);
      return false;
    }
    switch (key.name) {
      case 'C-r':
        this.find(search.at - 1);
        return false;
      case 'backspace': case 'C-h':
        search.query = search.query.slice(0, -1);
        search.at = this.shell.state.history.length;
        this.find(search.at);
        return false;
      case 'C-g':
        edit.search = undefined;
        edit.text = search.saved;
        edit.cursor = edit.text.length;
        this.redraw();
        return false;
      default:
        edit.search = undefined;
        if (search.at < this.shell.state.history.length) edit.historyAt = search.at;
        this.redraw();
        return true;
    }
  }

  private find(from: number): void {
    const { edit } = this;
    const search = edit.search!;
    const lines = this.shell.state.history;
    for (let at = Math.min(from, lines.length - 1); at >= 0 && search.query !== ''; at--) {
      const hit = lines[at]!.lastIndexOf(search.query);
      if (hit === -1) continue;
      search.at = at;
      search.failed = false;
      edit.text = lines[at]!;
      edit.cursor = hit;
      this.redraw();
      return;
    }
    if (search.query !== '') {
      search.failed = true;
      this.bell();
    }
    this.redraw();
  }

  private async tab(): Promise<undefined> {
    const { edit } = this;
    edit.tabs++;
    const { commonPrefix, complete } = await this.shell.sys.external(import('./complete'));
    const found = await complete(this.shell, edit.text.slice(0, edit.cursor));
    const { candidates } = found;
    if (candidates.length === 0) {
      this.bell();
      return undefined;
    }
    const typed = edit.text.slice(found.start, edit.cursor);
    const prefix = commonPrefix(candidates.map((each) => each.value));
    const only = candidates.length === 1 ? candidates[0]! : undefined;
    const replacement = prefix + (only?.close ? `${found.quote} ` : '');
    if (replacement.length > typed.length || (replacement !== typed && only)) {
      edit.tabs = only ? 0 : edit.tabs;
      this.set(edit.text.slice(0, found.start) + replacement + edit.text.slice(edit.cursor), found.start + replacement.length);
      return undefined;
    }
    if (only) return undefined;
    if (edit.tabs < 2) {
      this.bell();
      return undefined;
    }
    const shown = candidates.map((each) => each.shown);
    if (shown.length > LIST_LIMIT) {
      edit.asking = { candidates: shown };
      this.out += `${leave(edit)}Display all ${shown.length} possibilities? (y or n)`;
      return undefined;
    }
    this.list(shown);
    return undefined;
  }

  private list(shown: readonly string[]): void {
    this.out += (this.edit.asking ? '\n' : leave(this.edit)) + columns(shown, this.edit.cols);
    this.edit.drawn = false;
    this.edit.row = 0;
    this.redraw();
  }

  private answer(key: Key): undefined {
    const { edit } = this;
    const text = 'text' in key ? key.text : key.name === 'C-i' || key.name === 'C-m' ? 'y' : 'n';
    if (/[yY ]/.test(text)) this.list(edit.asking!.candidates);
    else if (/[nN\x7f]/.test(text) || 'name' in key) {
      this.out += '\n';
      edit.drawn = false;
      edit.row = 0;
      edit.asking = undefined;
      this.redraw();
    } else {
      this.bell();
      return undefined;
    }
    edit.asking = undefined;
    return undefined;
  }
}

