/**
 * What system calls throw inside a process that has ended (by a signal, exit or exec). Programs let it pass:
 * whoever catches rethrows what they don't know.
 */
export class ProcessKilled extends Error {
  constructor() {
    super('process killed');
    this.name = 'ProcessKilled';
  }
}

/** The one instance: it carries nothing, and a stack trace for each would cost. */
export const KILLED = new ProcessKilled();
