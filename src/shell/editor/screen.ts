import { charWidth } from '../text';
import type { EditState } from './edit-state';

/** What a character looks like in the line: control characters as ^X. */
function shown(char: string, column: number): string {
  if (char === '\n') return '\n';
  if (char === '\t') return ' '.repeat(8 - (column % 8));
  const code = char.codePointAt(0)!;
  if (code < 32) return `^${String.fromCharCode(code + 64)}`;
  if (code === 127) return '^?';
  return code >= 0xdc80 && code <= 0xdcff ? '\ufffd' : char;
}

interface Place { row: number; col: number }

/** Follows text over the screen: wide characters don't split at the right margin. */
class Pen {
  row = 0;
  col = 0;
  out = '';
  constructor(readonly cols: number) {}

  put(char: string): void {
    if (char === '\n') {
      this.out += '\n';
      this.row++;
      this.col = 0;
      return;
    }
    const width = charWidth(char);
    if (this.col + width > this.cols) this.wrap();
    this.out += char;
    this.col += width;
  }

  private wrap(): void {
    // The terminal wraps by itself; where a wide character doesn't fit, a column stays empty.
    this.row++;
    this.col = 0;
  }

  /** Where the next character will be. */
  place(): Place {
    return this.col >= this.cols ? { row: this.row + 1, col: 0 } : { row: this.row, col: this.col };
  }

  /** Writes an escape sequence of the prompt, which takes no room. */
  raw(text: string): void {
    this.out += text;
  }
}

/** Writes a prompt: what stands between \x01 and \x02, and escape sequences, has no width. */
function putPrompt(pen: Pen, prompt: string): void {
  for (const piece of prompt.matchAll(/\x01([^\x02]*)\x02|(\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x07)|([\s\S])/gu)) {
    if (piece[3] !== undefined) pen.put(piece[3]);
    else pen.raw(piece[1] ?? piece[2] ?? '');
  }
}

/** The last line of a prompt is redrawn with the text; what is above is printed once. */
export function splitPrompt(prompt: string): [head: string, tail: string] {
  const at = prompt.lastIndexOf('\n');
  return at === -1 ? ['', prompt] : [prompt.slice(0, at + 1).replace(/[\x01\x02]/g, ''), prompt.slice(at + 1)];
}

interface Drawing { out: string; end: Place; cursor: Place; full: boolean }

function draw(prompt: string, text: string, cursor: number, cols: number): Drawing {
  const pen = new Pen(Math.max(1, cols));
  putPrompt(pen, prompt);
  let place = pen.place();
  let at = 0;
  for (const char of text) {
    if (at === cursor) place = pen.place();
    for (const c of shown(char, pen.col)) pen.put(c);
    at += char.length;
  }
  if (cursor >= text.length) place = pen.place();
  return { out: pen.out, end: pen.place(), cursor: place, full: pen.col >= pen.cols };
}

function move(from: Place, to: Place): string {
  let out = '';
  if (to.row < from.row) out += `\x1b[${from.row - to.row}A`;
  if (to.row > from.row) out += `\x1b[${to.row - from.row}B`;
  if (to.col !== from.col || out !== '') out += to.col === 0 ? '\r' : `\r\x1b[${to.col}C`;
  return out;
}

/** What has to be written so that the screen shows the line; updates where the cursor is. */
export function refresh(edit: EditState, prompt: string, text = edit.text, cursor = edit.cursor): string {
  const { out, end, cursor: place, full } = draw(prompt, text, cursor, edit.cols);
  let result = edit.drawn ? (edit.row > 0 ? `\x1b[${edit.row}A` : '') + '\r' : '';
  result += out;
  // A line that fills the last column: go to the next one explicitly, as the terminal waits with wrapping.
  if (full) result += '\n';
  if (edit.drawn) result += '\x1b[J';
  result += move(end, place);
  edit.row = place.row;
  edit.rows = end.row;
  edit.drawn = true;
  return result;
}

/** Typing at the end of a line needs only the character itself. */
export function appendOnly(edit: EditState, prompt: string, added: string): string | undefined {
  const before = draw(prompt, edit.text.slice(0, -added.length), edit.text.length - added.length, edit.cols);
  const after = draw(prompt, edit.text, edit.text.length, edit.cols);
  if (!edit.drawn || before.end.row !== edit.row || after.full || before.end.row !== after.end.row || /[\x00-\x1f\x7f]/.test(added)) return undefined;
  return added;
}

/** From the cursor to the line below the text. */
export function leave(edit: EditState): string {
  return edit.rows > edit.row ? `\x1b[${edit.rows - edit.row}B\r\n` : '\n';
}

/** Columns as readline lists candidates: down first, two spaces between. */
export function columns(items: readonly string[], cols: number): string {
  const widths = items.map((item) => [...item].reduce((sum, c) => sum + charWidth(c), 0));
  const width = Math.max(...widths) + 2;
  const perRow = Math.max(1, Math.floor(cols / width));
  const rows = Math.ceil(items.length / perRow);
  let out = '';
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < perRow; column++) {
      const i = column * rows + row;
      if (i >= items.length) continue;
      out += items[i]! + (i + rows < items.length ? ' '.repeat(width - widths[i]!) : '');
    }
    out += '\n';
  }
  return out;
}
