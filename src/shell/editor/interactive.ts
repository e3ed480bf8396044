import type { ReaderFrame } from '../interp/state';
import type { Shell } from '../interp/shell';

export async function stepInteractive(shell: Shell, frame: ReaderFrame): Promise<void> {
  void frame;
  shell.pop();
}
