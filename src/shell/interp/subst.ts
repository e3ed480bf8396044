import { concat } from '../../lib/bytes';
import { isSysError } from '../../machine/errno';
import { decode } from '../text';
import type { SubstFrame } from './state';
import type { Shell } from './shell';
import { waitForChild } from './wait';

/** A command substitution: a child whose output is read to the end, then goes to the memo of the frame below. */
export async function stepSubst(shell: Shell, frame: SubstFrame): Promise<void> {
  const { sys, state } = shell;
  if (frame.pc === 0) {
    const fds = shell.childFds();
    const [read, write] = sys.pipe();
    fds.set(1, write);
    const { body } = frame.part;
    const only = body.items.length === 1 ? body.items[0]!.node : undefined;
    const tail = !(only?.t === 'simple' && only.words.length === 0 && only.redirs.length === 1 && only.redirs[0]!.op === '<');
    state.substLevel++;
    const errexit = state.options.has('errexit');
    if (shell.dialect.bash && !state.shopts.has('inherit_errexit') && !state.options.has('posix')) state.options.delete('errexit');
    try {
      frame.pid = shell.fork([tail ? { t: 'node', pc: 0, node: body, tail: true, guard: !shell.dialect.bash && state.frames.at(-2)?.guard } : { t: 'node', pc: 0, node: catNode(only!) }], { fds });
    } catch (error) {
      sys.close(read);
      throw error;
    } finally {
      if (errexit) state.options.add('errexit');
      state.substLevel--;
      sys.close(write);
    }
    frame.fd = shell.keepInternal(read);
    sys.close(read);
    frame.pc = 1;
  }
  if (frame.pc === 1) {
    for (;;) {
      let chunk: Uint8Array;
      try {
        chunk = await sys.read(frame.fd, 65536);
      } catch (error) {
        if (isSysError(error, 'EINTR')) continue;
        throw error;
      }
      if (chunk.length === 0) break;
      frame.chunks.push(chunk);
    }
    frame.pc = 2;
  }
  const status = await waitForChild(shell, frame.pid);
  state.substStatus = status.code;
  if (shell.dialect.bash) state.status = status.code;
  const text = decode(concat(frame.chunks.length > 0 ? frame.chunks : [new Uint8Array(0)]));
  shell.pop();
  const below = shell.top;
  if (!below) return;
  (below.memo ??= []).push(text.replaceAll('\0', '').replace(/\n+$/, ''));
  if (below.t === 'simple') below.substituted = true;
  if (status.interrupted) state.interrupted = state.interactive;
}

/** $(<file) gives the file's content: `cat` without the program. */
function catNode<T>(node: T): T {
  return { ...node, words: [{ parts: [{ t: 'lit', v: ' cat' }], raw: ' cat' }] };
}
