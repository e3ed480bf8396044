/**
 * The kinds of refusal that the engine knows (containerd's and moby's errdefs), each with the one HTTP status that it
 * is answered with (moby daemon/server/httpstatus). Nothing else maps errors to statuses.
 */
export const ERROR_STATUS = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  notModified: 304,
  system: 500,
  unknown: 500,
  dataLoss: 500,
  cancelled: 499,
  deadline: 504,
  notImplemented: 501,
  unavailable: 503,
} as const;

export type ErrorKind = keyof typeof ERROR_STATUS;

/** What the engine refuses with: the message goes to the client word for word. */
export class EngineError extends Error {
  constructor(
    readonly kind: ErrorKind,
    message: string,
  ) {
    super(message);
    this.name = 'EngineError';
  }

  get status(): number {
    return ERROR_STATUS[this.kind];
  }
}

export function isEngineError(error: unknown, kind?: ErrorKind): error is EngineError {
  return error instanceof EngineError && (kind === undefined || error.kind === kind);
}

export const invalid = (message: string): EngineError => new EngineError('invalid', message);
export const notFound = (message: string): EngineError => new EngineError('notFound', message);
export const conflict = (message: string): EngineError => new EngineError('conflict', message);
export const systemError = (message: string): EngineError => new EngineError('system', message);
