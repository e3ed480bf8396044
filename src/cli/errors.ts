/** Ends a command with a status and a text on stderr (docker/cli's StatusError). An empty text prints nothing. */
export class StatusError extends Error {
  constructor(
    readonly status: number,
    message = '',
  ) {
    super(message);
    this.name = 'StatusError';
  }
}

/** A flag or argument that can't be parsed: the usage line follows, status 125. */
export class FlagError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FlagError';
  }
}

/** What isn't simulated says so, by name. */
export function notSimulated(what: string): StatusError {
  return new StatusError(1, `dockyard: ${what} is not simulated`);
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
