import { isSysError } from '../../machine/errno';
import { byteChar, normalize } from '../text';
import type { Shell } from './shell';

/** Reads one line a byte at a time, so that what follows is left for others. `keep` is told what came so far. */
export async function readLineFrom(shell: Shell, fd: number, keep: (text: string) => void, begun = ''): Promise<{ text: string; eof: boolean }> {
  let text = begun;
  for (;;) {
    let bytes: Uint8Array;
    try {
      bytes = await shell.sys.read(fd, 65536, 10);
    } catch (error) {
      if (isSysError(error, 'EINTR') && shell.state.pending.length === 0 && !shell.state.interrupted) continue;
      if (isSysError(error)) return { text: normalize(text), eof: true };
      throw error;
    }
    if (bytes.length === 0) return { text: normalize(text), eof: true };
    const ended = bytes.at(-1) === 10;
    for (const byte of ended ? bytes.subarray(0, -1) : bytes) text += byteChar(byte);
    if (ended) return { text: normalize(text), eof: false };
    keep(text);
  }
}
