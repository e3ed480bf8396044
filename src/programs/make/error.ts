/** make gives up: `Makefile:3: *** message.  Stop.`, or after make's own name where no line is to blame. */
export class MakeError extends Error {
  constructor(message: string, readonly where?: string) {
    super(message);
  }
}
