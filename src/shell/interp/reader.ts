import { isSysError } from '../../machine/errno';
import { decode } from '../text';
import { stepInteractive } from '../editor/interactive';
import { Parser } from '../syntax/parser';
import { ShellSyntaxError } from '../syntax/syntax-error';
import { readLineFrom } from './read-line';
import type { ReaderFrame } from './state';
import type { Shell } from './shell';

/** Commands from standard input: line by line, so that commands can read what follows them. */
export async function stepReader(shell: Shell, frame: ReaderFrame): Promise<void> {
  if (frame.interactive) return stepInteractive(shell, frame);
  if (frame.buffer === '' || frame.pc === 1) {
    if (!frame.eof && !shell.dialect.bash) {
      // dash and ash read blocks: what commands read comes after them.
      const block = decode(await shell.sys.read(0, 8192));
      frame.eof = block === '';
      frame.buffer += block;
    } else if (!frame.eof) {
      const line = await nextLine(shell, frame);
      frame.eof = line.eof;
      frame.buffer += line.text + (line.eof ? '' : '\n');
    }
    frame.pc = 0;
  }
  if (frame.buffer === '') {
    shell.pop();
    return;
  }
  runBuffer(shell, frame);
}

/** Parses what has been read and runs it; when it is incomplete, `pc` becomes 1 and more is read. */
export function runBuffer(shell: Shell, frame: ReaderFrame): void {
  const text = frame.buffer;
  try {
    const parser = new Parser(text, { ...shell.parseOptions(), startLine: frame.line, more: !frame.eof });
    const unit = parser.unit();
    if (shell.state.options.has('verbose')) shell.emit(2, text.slice(0, unit?.end));
    frame.buffer = unit ? text.slice(unit.end) : '';
    frame.line = parser.line;
    if (unit) for (const warning of unit.warnings) if (shell.dialect.bash) shell.warn(warning.text, warning.line);
    if (unit?.node) shell.pushNode(unit.node);
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    if (error.incomplete && !frame.eof) {
      frame.pc = 1;
      return;
    }
    const lines = frame.line + (text.match(/\n/g)?.length ?? 0);
    shell.syntaxError(error, lines, 'main');
    frame.buffer = '';
    frame.line = lines;
    shell.state.status = 2;
    if (!frame.interactive && (!shell.dialect.bash || error.incomplete)) shell.exit(2);
    else if (!frame.interactive) shell.exit(2);
  }
}

/** A line of standard input; a file is read in blocks and the offset set back. */
async function nextLine(shell: Shell, frame: ReaderFrame): Promise<{ text: string; eof: boolean }> {
  const { sys } = shell;
  try {
    const from = sys.lseek(0, 0, 'cur');
    let length = 0;
    const parts: number[] = [];
    for (;;) {
      const block = await sys.read(0, 1024);
      const newline = block.indexOf(10);
      if (block.length === 0) return { text: decode(Uint8Array.from(parts)), eof: true };
      parts.push(...(newline === -1 ? block : block.subarray(0, newline)));
      length += newline === -1 ? block.length : newline + 1;
      if (newline === -1) continue;
      sys.lseek(0, from + length, 'set');
      return { text: decode(Uint8Array.from(parts)), eof: false };
    }
  } catch (error) {
    if (!isSysError(error, 'ESPIPE')) throw error;
    const line = await readLineFrom(shell, 0, (text) => void (frame.partial = text), frame.partial);
    frame.partial = undefined;
    return line;
  }
}
