/** What ends a command: lines for stderr, and the exit status. */
export class GitFailure extends Error {
  constructor(
    message: string,
    readonly status = 128,
  ) {
    super(message);
  }
}

/** `fatal: …`, exit status 128. */
export function fatal(message: string): GitFailure {
  return new GitFailure(`fatal: ${message}`);
}
