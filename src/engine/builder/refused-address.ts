/** A web server's refusal: each builder has words of its own for it. The message is BuildKit's (source/http). */
export class RefusedAddress extends Error {
  constructor(
    /** Code and phrase: `404 Not Found`. */
    readonly status: string,
    readonly body: string,
  ) {
    super(`invalid response status ${status.split(' ', 1)[0]!}`);
  }
}
