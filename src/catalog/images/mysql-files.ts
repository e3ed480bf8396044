/** What both entrypoints have: the log, variables from files, the folder of scripts. `client` is the program that runs SQL. */
export const mysqlCommon = (client: string, server: string): string => `#!/bin/bash
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
		unset "$file"
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

# Root from other hosts too, and root's password at this one.
secure_root() {
	if [ -n "$MYSQL_ROOT_HOST" ] && [ "$MYSQL_ROOT_HOST" != 'localhost' ]; then
		sql -e "CREATE USER 'root'@'$MYSQL_ROOT_HOST' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD'; GRANT ALL ON *.* TO 'root'@'$MYSQL_ROOT_HOST' WITH GRANT OPTION"
	fi
	sql -e "ALTER USER 'root'@'localhost' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD'"
	export MYSQL_PWD="$MYSQL_ROOT_PASSWORD"
}

create_database() {
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
}

own_folders() {
	mkdir -p /var/lib/mysql /var/run/mysqld
	chown -R mysql:mysql /var/lib/mysql /var/run/mysqld
}

if [ "\${1:0:1}" = '-' ]; then
	set -- ${server} "$@"
fi

case " $* " in
	*' --help '* | *' --print-defaults '* | *' --version '* | *' -V '*) exec "$@" ;;
esac
`;

/** MySQL's entrypoint: makes the database at the first start, and refuses without a word about root's password. */
export const MYSQL_ENTRYPOINT = `${mysqlCommon('mysql', 'mysqld')}
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
	secure_root
	create_database
	run_files /docker-entrypoint-initdb.d/*
	if [ -n "$MYSQL_ONETIME_PASSWORD" ]; then
		sql -e "ALTER USER 'root'@'%' PASSWORD EXPIRE"
	fi

	log Note 'Stopping temporary server'
	mysqladmin shutdown -uroot || die 'Unable to shut down server.'
	log Note 'Temporary server stopped'
	unset MYSQL_PWD
	echo
	log Note 'MySQL init process done. Ready for start up.'
	echo
}

verify() {
	if [ -z "$MYSQL_ROOT_PASSWORD$MYSQL_ALLOW_EMPTY_PASSWORD$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
		die 'Database is uninitialized and password option is not specified
    You need to specify one of the following as an environment variable:
    - MYSQL_ROOT_PASSWORD
    - MYSQL_ALLOW_EMPTY_PASSWORD
    - MYSQL_RANDOM_ROOT_PASSWORD'
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
}

if [ "$1" = 'mysqld' ]; then
	log Note "Entrypoint script for MySQL Server \${MYSQL_VERSION} started."
	check_config "$@"
	for name in ROOT_HOST DATABASE USER PASSWORD ROOT_PASSWORD; do
		take "MYSQL_$name"
	done
	export MYSQL_ROOT_HOST="\${MYSQL_ROOT_HOST:-%}"
	if [ "$(id -u)" = '0' ]; then
		own_folders
		log Note "Switching to dedicated user 'mysql'"
		exec gosu mysql "$0" "$@"
	fi
	if [ ! -d /var/lib/mysql/mysql ]; then
		verify
		initialize "$@"
	fi
fi

exec "$@"
`;
