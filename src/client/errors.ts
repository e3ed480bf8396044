import { DialError } from '../api/transport';

/** What the engine refused: its message, with the words that all clients put before it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    /** The engine's own words. */
    readonly reason: string,
  ) {
    super(`Error response from daemon: ${reason}`);
    this.name = 'ApiError';
  }
}

/** No engine answered. */
export class ConnectionFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConnectionFailed';
  }
}

/** True for a refusal with this status. */
export function isStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}

export function isNotFound(error: unknown): error is ApiError {
  return isStatus(error, 404);
}

/** moby client/request.go: the words for a connection that could not be made. */
export function connectionFailed(host: string, error: unknown): Error {
  if (!(error instanceof DialError)) return error instanceof Error ? error : new Error(String(error));
  switch (error.code) {
    case 'EACCES':
      return new ConnectionFailed(`permission denied while trying to connect to the docker API at ${host}`);
    case 'ENOENT': {
      const path = host.replace(/^unix:\/\//, '');
      return new ConnectionFailed(
        `failed to connect to the docker API at ${host}; check if the path is correct and if the daemon is running: dial unix ${path}: connect: no such file or directory`,
      );
    }
    case 'ENOTFOUND': {
      const name = host.replace(/^tcp:\/\//, '').replace(/:\d+.*$/, '');
      return new ConnectionFailed(`failed to connect to the docker API at ${host}: lookup ${name}: no such host`);
    }
    default:
      return new ConnectionFailed(`Cannot connect to the Docker daemon at ${host}. Is the docker daemon running?`);
  }
}
