/** A `--format` that can't be parsed or executed, in docker's words. */
export class FormatError extends Error {
  constructor(
    message: string,
    /** The exit status that the command ends with. */
    readonly status = 1,
    /** What stdout has got all the same. */
    readonly output = '',
  ) {
    super(message);
  }
}
