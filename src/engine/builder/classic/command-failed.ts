/** A RUN that ended with a status: the client exits with it (jsonmessage's error code). */
export class CommandFailed extends Error {
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}
