/** MySQL's and MariaDB's entrypoint: refuses to start without a word about root's password. */
export function mysqlEntrypoint(server: string, product: string, prefix: string): string {
  return `#!/bin/bash
set -eo pipefail

log() {
	printf '%s [%s] [Entrypoint]: %s\\n' "$(date -u '+%Y-%m-%d %H:%M:%S+00:00')" "$1" "$2"
}

if [ "\${1:0:1}" = '-' ]; then
	set -- ${server} "$@"
fi

if [ "$1" = '${server}' ] || [ "$1" = 'mysqld' ]; then
	log Note "Entrypoint script for ${product} \${MYSQL_VERSION:-\${MARIADB_VERSION:-}} started."
	if [ ! -d /var/lib/mysql/mysql ]; then
		if [ -z "\${${prefix}_ROOT_PASSWORD:-}\${MYSQL_ROOT_PASSWORD:-}\${${prefix}_ALLOW_EMPTY_PASSWORD:-}\${MYSQL_ALLOW_EMPTY_PASSWORD:-}\${${prefix}_RANDOM_ROOT_PASSWORD:-}\${MYSQL_RANDOM_ROOT_PASSWORD:-}" ]; then
			log ERROR "Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - ${prefix}_ROOT_PASSWORD
    - ${prefix}_ALLOW_EMPTY_PASSWORD
    - ${prefix}_RANDOM_ROOT_PASSWORD" >&2
			exit 1
		fi
		log Note 'Initializing database files'
	fi
fi

exec "$@"
`;
}

/** PostgreSQL's entrypoint: wants a password for the superuser before the first start. */
export const POSTGRES_ENTRYPOINT = `#!/usr/bin/env bash
set -Eeo pipefail

if [ "\${1:0:1}" = '-' ]; then
	set -- postgres "$@"
fi

if [ "$1" = 'postgres' ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
	if [ -z "\${POSTGRES_PASSWORD:-}" ] && [ -z "\${POSTGRES_PASSWORD_FILE:-}" ] && [ "\${POSTGRES_HOST_AUTH_METHOD:-}" != 'trust' ]; then
		cat >&2 <<-'EOE'
			Error: Database is uninitialized and superuser password is not specified.
			       You must specify POSTGRES_PASSWORD to a non-empty value for the
			       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

			       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
			       connections without a password. This is *not* recommended.

			       See PostgreSQL documentation about "trust":
			       https://www.postgresql.org/docs/current/auth-trust.html
		EOE
		exit 1
	fi
fi

exec "$@"
`;

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
