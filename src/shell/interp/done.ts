import type { Shell } from './shell';

/** A command has ended with a status: PIPESTATUS, the ERR trap, set -e. `pipe` are the statuses of a pipeline. */
export function commandDone(shell: Shell, status: number, guard: boolean | undefined, pipe: number[] = [status]): void {
  const { state } = shell;
  state.status = status;
  state.pipeStatus = pipe;
  if (status === 0 || guard) return;
  const action = state.traps.get('ERR');
  const exits = state.options.has('errexit');
  if (action && !state.inTrap.includes('ERR') && (state.options.has('errtrace') || !state.frames.some((frame) => frame.t === 'call'))) {
    shell.pushTrap('ERR', action);
    const frame = shell.top;
    if (exits && frame?.t === 'source') frame.exitAfter = status;
    return;
  }
  if (exits) shell.exit(status);
}
