import type { Cli } from '../cli';

/** What `--platform` is where it isn't given (create, run, pull, import, build; docker/cli and buildx). */
export const defaultPlatform = (cli: Cli): string => cli.sys.env['DOCKER_DEFAULT_PLATFORM'] ?? '';
