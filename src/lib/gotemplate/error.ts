/** What parsing or executing a template complains of, in Go's words. */
export class TemplateError extends Error {
  /** What had been written before an execution failed. */
  readonly partial: string;

  constructor(
    message: string,
    readonly phase: 'parse' | 'exec',
    partial = '',
  ) {
    super(message);
    this.name = 'TemplateError';
    this.partial = partial;
  }
}
