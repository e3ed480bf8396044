/** MySQL's and MariaDB's entrypoint: makes the database at the first start, and refuses without a word about root's password. */
export function mysqlEntrypoint(server: string, product: string, prefix: 'MYSQL' | 'MARIADB'): string {
  const isMaria = prefix === 'MARIADB';
  // MariaDB's image takes its own names and MySQL's.
  const names = 'ROOT_PASSWORD ALLOW_EMPTY_PASSWORD RANDOM_ROOT_PASSWORD DATABASE USER PASSWORD'.split(' ');
  const own = isMaria ? names.map((name) => `take MYSQL_${name} MARIADB_${name === 'ALLOW_EMPTY_PASSWORD' ? 'ALLOW_EMPTY_ROOT_PASSWORD' : name}`) : names.map((name) => `take MYSQL_${name}`);
  const refusal = isMaria
    ? 'You need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD'
    : 'You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD';
  const client = isMaria ? 'mariadb' : 'mysql';
  return `#!/bin/bash
set -eo pipefail
shopt -s nullglob

log() {
	printf '%s [%s] [Entrypoint]: %s\\n' "$(date -u '+%Y-%m-%d %H:%M:%S+00:00')" "$1" "$2"
}

die() {
	log ERROR "$1" >&2
	exit 1
}

# A variable's value, or that of the file which its name with _FILE names; a second name goes before the first.
take() {
	local name file
	for name in "$@"; do
		file="\${name}_FILE"
		if [ -n "\${!name}" ] && [ -n "\${!file}" ]; then
			die "Both $name and $file are set (but are exclusive)"
		fi
		if [ -n "\${!file}" ]; then
			export "$1=$(< "\${!file}")"
		elif [ -n "\${!name}" ]; then
			export "$1=\${!name}"
		fi
	done
}

# A wrong option ends it here, before anything is made.
check_config() {
	local errors
	if ! errors="$("$@" --verbose --help 2>&1 > /dev/null)" && [ "\${errors#dockyard: }" = "$errors" ]; then
		die "${server} failed while attempting to check config
	command was: $* --verbose --help
	$errors"
	fi
}

sql() {
	${client} --protocol=socket -uroot "$@"
}

run_files() {
	local f
	echo
	for f; do
		case "$f" in
			*.sh)
				if [ -x "$f" ]; then
					log Note "$0: running $f"
					"$f"
				else
					log Note "$0: sourcing $f"
					. "$f"
				fi
				;;
			*.sql) log Note "$0: running $f"; sql \${MYSQL_DATABASE:+"$MYSQL_DATABASE"} < "$f"; echo ;;
			*.sql.gz) log Note "$0: running $f"; gunzip -c "$f" | sql \${MYSQL_DATABASE:+"$MYSQL_DATABASE"}; echo ;;
			*) log Warn "$0: ignoring $f" >&2 ;;
		esac
		echo
	done
}

initialize() {
	log Note 'Initializing database files'
	"$@" --initialize-insecure
	log Note 'Database files initialized'
	log Note 'Starting temporary server'
	"$@" --daemonize --skip-networking || die 'Unable to start server.'
	log Note 'Temporary server started.'

	if [ -n "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
		MYSQL_ROOT_PASSWORD="$(head -c 24 /dev/urandom | base64)"
		log Note "GENERATED ROOT PASSWORD: $MYSQL_ROOT_PASSWORD"
	fi
	sql -e "CREATE USER 'root'@'%' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD'; GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION; ALTER USER 'root'@'localhost' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD'"
	export MYSQL_PWD="$MYSQL_ROOT_PASSWORD"
	if [ -n "$MYSQL_DATABASE" ]; then
		log Note "Creating database $MYSQL_DATABASE"
		sql -e "CREATE DATABASE IF NOT EXISTS \\\`$MYSQL_DATABASE\\\`"
	fi
	if [ -n "$MYSQL_USER" ] && [ -n "$MYSQL_PASSWORD" ]; then
		log Note "Creating user $MYSQL_USER"
		sql -e "CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$MYSQL_PASSWORD'"
		if [ -n "$MYSQL_DATABASE" ]; then
			log Note "Giving user $MYSQL_USER access to schema $MYSQL_DATABASE"
			sql -e "GRANT ALL ON \\\`$MYSQL_DATABASE\\\`.* TO '$MYSQL_USER'@'%'"
		fi
	fi
	run_files /docker-entrypoint-initdb.d/*

	log Note 'Stopping temporary server'
	${isMaria ? 'mariadb-admin' : 'mysqladmin'} shutdown -uroot || die 'Unable to shut down server.'
	log Note 'Temporary server stopped'
	unset MYSQL_PWD
	echo
	log Note '${isMaria ? 'MariaDB' : 'MySQL'} init process done. Ready for start up.'
	echo
}

if [ "\${1:0:1}" = '-' ]; then
	set -- ${server} "$@"
fi

if [ "$1" = '${server}' ] || [ "$1" = 'mysqld' ]; then
	case " $* " in
		*' --help '* | *' --version '* | *' -V '*) exec "$@" ;;
	esac
	log Note "Entrypoint script for ${product} \${${isMaria ? 'MARIADB' : 'MYSQL'}_VERSION} started."
	check_config "$@"
	if [ "$(id -u)" = '0' ]; then
		mkdir -p /var/lib/mysql /var/run/mysqld
		chown -R mysql:mysql /var/lib/mysql /var/run/mysqld
		log Note "Switching to dedicated user 'mysql'"
		exec gosu mysql "$0" "$@"
	fi
	if [ ! -d /var/lib/mysql/mysql ]; then
${own.map((line) => `\t\t${line}`).join('\n')}
		if [ -z "$MYSQL_ROOT_PASSWORD$MYSQL_ALLOW_EMPTY_PASSWORD$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
			die 'Database is uninitialized and password option is not specified
${isMaria ? '\t' : '    '}${refusal}'
		fi
		if [ "$MYSQL_USER" = 'root' ]; then
			die 'MYSQL_USER="root", MYSQL_USER and MYSQL_PASSWORD are for configuring a regular user and cannot be used for the root user
    Remove MYSQL_USER="root" and use one of the following to control the root user password:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD'
		elif [ -n "$MYSQL_USER" ] && [ -z "$MYSQL_PASSWORD" ]; then
			log Warn 'MYSQL_USER specified, but missing MYSQL_PASSWORD; MYSQL_USER will not be created' >&2
		elif [ -z "$MYSQL_USER" ] && [ -n "$MYSQL_PASSWORD" ]; then
			log Warn 'MYSQL_PASSWORD specified, but missing MYSQL_USER; MYSQL_PASSWORD will be ignored' >&2
		fi
		initialize "$@"
	fi
fi

exec "$@"
`;
}

/** PostgreSQL's entrypoint: makes the cluster at the first start; wants a password for the superuser. */
export const POSTGRES_ENTRYPOINT = `#!/usr/bin/env bash
set -Eeo pipefail
shopt -s nullglob

# A variable's value, or that of the file which its name with _FILE names, or a default.
take() {
	local name="$1" file="$1_FILE"
	if [ -n "\${!name:-}" ] && [ -n "\${!file:-}" ]; then
		printf >&2 'error: both %s and %s are set (but are exclusive)\\n' "$name" "$file"
		exit 1
	fi
	if [ -n "\${!file:-}" ]; then
		export "$name=$(< "\${!file}")"
	elif [ -z "\${!name:-}" ]; then
		export "$name=\${2:-}"
	fi
}

sql() {
	psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password --no-psqlrc "$@"
}

run_files() {
	local f
	printf '\\n'
	for f; do
		case "$f" in
			*.sh)
				if [ -x "$f" ]; then
					printf '%s: running %s\\n' "$0" "$f"
					"$f"
				else
					printf '%s: sourcing %s\\n' "$0" "$f"
					. "$f"
				fi
				;;
			*.sql) printf '%s: running %s\\n' "$0" "$f"; sql --dbname "$POSTGRES_DB" -f "$f"; printf '\\n' ;;
			*.sql.gz) printf '%s: running %s\\n' "$0" "$f"; gunzip -c "$f" | sql --dbname "$POSTGRES_DB"; printf '\\n' ;;
			*) printf '%s: ignoring %s\\n' "$0" "$f" ;;
		esac
		printf '\\n'
	done
}

initialize() {
	if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != 'trust' ]; then
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
	if [ "$POSTGRES_HOST_AUTH_METHOD" = 'trust' ]; then
		cat >&2 <<-'EOW'
			********************************************************************************
			WARNING: POSTGRES_HOST_AUTH_METHOD has been set to "trust". This will allow
			         anyone with access to the Postgres port to access your database without
			         a password, even if POSTGRES_PASSWORD is set. See PostgreSQL
			         documentation about "trust":
			         https://www.postgresql.org/docs/current/auth-trust.html
			         In Docker's default configuration, this is effectively any other
			         container on the same system.

			         It is not recommended to use POSTGRES_HOST_AUTH_METHOD=trust. Replace
			         it with "-e POSTGRES_PASSWORD=password" instead to set a password in
			         "docker run".
			********************************************************************************
		EOW
	fi
	if [ "$PG_MAJOR" -ge 18 ] && [ "$PGDATA" = "/var/lib/postgresql/$PG_MAJOR/docker" ]; then
		local old=
		for d in /var/lib/postgresql /var/lib/postgresql/data /var/lib/postgresql/*/docker; do
			if [ -s "$d/PG_VERSION" ]; then
				old="\${old:+$old }$d"
			fi
		done
		if [ -z "$old" ] && grep -q ' /var/lib/postgresql/data ' /proc/self/mountinfo; then
			old='/var/lib/postgresql/data (unused mount/volume)'
		fi
		if [ -n "$old" ]; then
			cat >&2 <<-EOE
				Error: in 18+, these Docker images are configured to store database data in a
				       format which is compatible with "pg_ctlcluster" (specifically, using
				       major-version-specific directory names).  This better reflects how
				       PostgreSQL itself works, and how upgrades are to be performed.

				       See also https://github.com/docker-library/postgres/pull/1259

				       Counter to that, there appears to be PostgreSQL data in:
				         $old

				       This is usually the result of upgrading the Docker image without
				       upgrading the underlying database using "pg_upgrade" (which requires both
				       versions).

				       The suggested container configuration for 18+ is to place a single mount
				       at /var/lib/postgresql which will then place PostgreSQL data in a
				       subdirectory, allowing usage of "pg_upgrade --link" without mount point
				       boundary issues.

				       See https://github.com/docker-library/postgres/issues/37 for a (long)
				       discussion around this process, and suggestions for how to do so.
			EOE
			exit 1
		fi
	fi
	local secret
	secret="$(mktemp)"
	printf '%s\\n' "$POSTGRES_PASSWORD" > "$secret"
	initdb --username="$POSTGRES_USER" --pwfile="$secret"
	rm -f "$secret"
	printf '\\nhost all all all %s\\n' "\${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >> "$PGDATA/pg_hba.conf"
	export PGPASSWORD="$POSTGRES_PASSWORD"
	pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
	if [ "$POSTGRES_DB" != 'postgres' ]; then
		sql --dbname postgres -c "CREATE DATABASE \\"$POSTGRES_DB\\" ;"
		printf '\\n'
	fi
	run_files /docker-entrypoint-initdb.d/*
	pg_ctl -D "$PGDATA" -m fast -w stop
	unset PGPASSWORD
	printf '\\nPostgreSQL init process complete; ready for start up.\\n\\n'
}

if [ "\${1:0:1}" = '-' ]; then
	set -- postgres "$@"
fi

case " $* " in
	*' --version '* | *' -V '* | *' --help '*) exec "$@" ;;
esac

if [ "$1" = 'postgres' ]; then
	mkdir -p "$PGDATA"
	chmod 00700 "$PGDATA" || :
	if [ "$(id -u)" = '0' ]; then
		mkdir -p /var/run/postgresql
		find "$PGDATA" /var/run/postgresql ! -user postgres -exec chown postgres '{}' +
		exec gosu postgres "$0" "$@"
	fi
	if [ -s "$PGDATA/PG_VERSION" ]; then
		printf '\\nPostgreSQL Database directory appears to contain a database; Skipping initialization\\n\\n'
	else
		take POSTGRES_PASSWORD
		take POSTGRES_USER postgres
		take POSTGRES_DB "$POSTGRES_USER"
		initialize
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

/** MongoDB's entrypoint: the server as its own user, reachable from outside; with a root user, access needs a password. */
export const MONGO_ENTRYPOINT = `#!/bin/bash
set -Eeuo pipefail

case "$1" in
	-*) set -- mongod "$@" ;;
esac

if [ "$1" = 'mongod' ] && [ "$(id -u)" = '0' ]; then
	find /data/configdb /data/db ! -user mongodb -exec chown mongodb '{}' +
	exec gosu mongodb "$0" "$@"
fi

if [ "$1" = 'mongod' ]; then
	if [ -n "\${MONGO_INITDB_ROOT_USERNAME_FILE:-}" ]; then
		export MONGO_INITDB_ROOT_USERNAME="$(< "$MONGO_INITDB_ROOT_USERNAME_FILE")"
	fi
	if [ -n "\${MONGO_INITDB_ROOT_PASSWORD_FILE:-}" ]; then
		export MONGO_INITDB_ROOT_PASSWORD="$(< "$MONGO_INITDB_ROOT_PASSWORD_FILE")"
	fi
	user="\${MONGO_INITDB_ROOT_USERNAME:-}" password="\${MONGO_INITDB_ROOT_PASSWORD:-}"
	if [ -n "$user" ] && [ -z "$password" ] || [ -z "$user" ] && [ -n "$password" ]; then
		echo >&2 'error: missing "MONGO_INITDB_ROOT_USERNAME" or "MONGO_INITDB_ROOT_PASSWORD"'
		echo >&2 '       both must be specified for a user to be created'
		exit 1
	fi
	if [ -n "$user" ]; then
		set -- "$@" --auth
	fi
	case " $* " in
		*' --bind_ip'*) ;;
		*) set -- "$@" --bind_ip_all ;;
	esac
fi

exec "$@"
`;
