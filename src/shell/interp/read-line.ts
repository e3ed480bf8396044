import { isSysError } from '../../machine/errno';
import { byteChar, normalize } from '../text';
import type { Shell } from './shell';

/** Reads one line a byte at a time, so that what follows is left for others. `keep` is told what came so far. */
export async function readLineFrom(shell: Shell, fd: number, keep: (text: string) => void, begun = ''): Promise<{ text: string; eof: boolean }> {
  let text = begun;
  for (;;) {
    let byte: Uint8Array;
    try {
      byte = await shell.sys.read(fd, 1);
    } catch (error) {
      if (isSysError(error, 'EINTR') && shell.state.pending.length === 0 && !shell.state.interrupted) continue;
      if (isSysError(error)) return { text: normalize(text), eof: true };
      throw error;
    }
    if (byte.length === 0) return { text: normalize(text), eof: true };
    if (byte[0] === 10) return { text: normalize(text), eof: false };
    text += byteChar(byte[0]!);
    keep(text);
  }
}
