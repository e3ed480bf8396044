/** Redis's entrypoint: options are the server's, which runs as its own user and keeps its files to itself. */
export const REDIS_ENTRYPOINT = `#!/bin/sh
set -e

case "$1" in
	-* | *.conf) set -- redis-server "$@" ;;
esac

if [ "$1" = 'redis-server' ] && [ "$(id -u)" = '0' ]; then
	find . ! -user redis -exec chown redis '{}' +
	exec gosu redis "$0" "$@"
fi

if [ "$(umask)" = '0022' ]; then
	umask 0077
fi

exec "$@"
`;
