/** The line editor in the middle of a line, as plain data. */
export interface EditState {
  prompt: string;
  text: string;
  /** Cursor, in UTF-16 units of `text`. */
  cursor: number;
  /** Place in the history; history.length is the new line. */
  historyAt: number;
  /** Lines of the history as edited. */
  edited: Record<number, string>;
  killed: string[];
  lastAction: string;
  /** Bytes that have come but aren't handled. */
  pending: number[];
  /** Row of the cursor on the screen, counted from the prompt's first. */
  row: number;
  rows: number;
  search?: { query: string; at: number; saved: string; failed: boolean };
  pasting?: boolean;
  paste?: string;
  undo: { text: string; cursor: number }[];
  cols: number;
  tabs: number;
  /** A question is on the screen. */
  asking?: { candidates: string[] };
  lastArgAt?: number;
  yankAt?: number;
  prefix?: string;
  /** Termios before raw mode, restored after the line. */
  drawn: boolean;
  numeric?: string;
}
