import type { Terminal } from '@xterm/xterm';

/**
 * The most that the emulator parses in one go, bytes. It lets the page's other work in only between what it was
 * handed; a new line costs it most, and a flood of short ones (`yes`) stays well under a frame or two at this size.
 */
const PIECE_BYTES = 2048;

/** Writes bytes to the terminal in pieces; `shown` is called when the last has been parsed. */
export function pacedWrite(view: Terminal, bytes: Uint8Array, shown: () => void): void {
  let at = 0;
  for (; bytes.length - at > PIECE_BYTES; at += PIECE_BYTES) view.write(bytes.subarray(at, at + PIECE_BYTES));
  view.write(bytes.subarray(at), shown);
}
