import { displayWidth } from './width';

/** Handle empty columns as if they were not there. */
export const DISCARD_EMPTY_COLUMNS = 8;
/** Leading empty cells are tabs. */
export const TAB_INDENT = 16;
const ALIGN_RIGHT = 4;
const DEBUG = 32;

export interface TabwriterOptions {
  /** Least width of a cell, padding included (default 10). */
  minWidth?: number;
  /** Width of a tab (default 1). */
  tabWidth?: number;
  padding?: number;
  padChar?: string;
  flags?: number;
}

interface Cell {
  text: string;
  width: number;
  /** Ended by a tab; `\v` ends a cell that may be discarded. */
  tab: boolean;
}

/**
 * Lays tab-separated text out in columns (Go's text/tabwriter in docker/cli's fork, which counts display columns).
 * A column is a run of consecutive lines with a tab-ended cell at the same place.
 */
export function tabulate(text: string, options: TabwriterOptions = {}): string {
  const { minWidth = 10, tabWidth = 1, padding = 3, padChar = ' ', flags = 0 } = options;
  let out = '';
  let lines: Cell[][] = [[]];
  let widths: number[] = [];

  const pad = (textWidth: number, cellWidth: number, useTabs: boolean): string => {
    if (padChar !== '\t' && !useTabs) return padChar.repeat(Math.max(cellWidth - textWidth, 0));
    if (tabWidth === 0) return '';
    const full = Math.ceil(cellWidth / tabWidth) * tabWidth;
    return '\t'.repeat(Math.ceil((full - textWidth) / tabWidth));
  };

  const writeLines = (first: number, end: number): void => {
    for (let i = first; i < end; i++) {
      let useTabs = (flags & TAB_INDENT) !== 0;
      lines[i]!.forEach((cell, j) => {
        if (j > 0 && (flags & DEBUG) !== 0) out += '|';
        const width = widths[j];
        if (cell.text === '') {
          if (width !== undefined) out += pad(cell.width, width, useTabs);
          return;
        }
        useTabs = false;
        const fill = width === undefined ? '' : pad(cell.width, width, false);
        out += (flags & ALIGN_RIGHT) !== 0 && padChar !== '\t' ? fill + cell.text : cell.text + fill;
      });
      if (i + 1 < lines.length) out += '\n';
    }
  };

  const format = (first: number, end: number): void => {
    const column = widths.length;
    for (let i = first; i < end; i++) {
      if (column >= lines[i]!.length - 1) continue;
      writeLines(first, i);
      first = i;
      let width = minWidth;
      let discardable = true;
      for (; i < end; i++) {
        const line = lines[i]!;
        if (column >= line.length - 1) break;
        const cell = line[column]!;
        width = Math.max(width, cell.width + padding);
        if (cell.width > 0 || cell.tab) discardable = false;
      }
      if (discardable && (flags & DISCARD_EMPTY_COLUMNS) !== 0) width = 0;
      widths.push(width);
      format(first, i);
      widths = widths.slice(0, column);
      first = i;
    }
    writeLines(first, end);
  };

  const flush = (): void => {
    format(0, lines.length);
    lines = [[]];
    widths = [];
  };

  const pieces = text.split(/([\t\v\n\f])/);
  for (let i = 0; i < pieces.length; i += 2) {
    const [body, end] = [pieces[i]!, pieces[i + 1]];
    if (end === undefined && body === '') break;
    const line = lines[lines.length - 1]!;
    line.push({ text: body, width: displayWidth(body), tab: end === '\t' });
    if (end !== '\n' && end !== '\f') continue;
    lines.push([]);
    if (end === '\f' || line.length === 1) {
      flush();
      if (end === '\f' && (flags & DEBUG) !== 0) out += '---\n';
    }
  }
  flush();
  return out;
}
