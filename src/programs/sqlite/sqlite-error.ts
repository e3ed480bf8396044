/** What went wrong: SQLite's message and the name of its result code (`SQLITE_CONSTRAINT_UNIQUE`), or ours for a call that never got there. */
export class SqliteError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
