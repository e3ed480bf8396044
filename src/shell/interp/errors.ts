/** A failing expansion or assignment: the message goes to stderr; a shell without a terminal exits (POSIX XCU 2.8.1). */
export class ShellError extends Error {
  constructor(message: string, readonly status = 1, readonly options: { exits?: boolean; plain?: boolean; prefix?: string } = {}) {
    super(message);
  }
}

/** The word in hand has a command substitution whose result isn't there yet. */
export class NeedSubstitution {
  constructor(readonly part: { t: 'cmd' } & import('../syntax/ast').Part) {}
}
