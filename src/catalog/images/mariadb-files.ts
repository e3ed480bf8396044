import { mysqlCommon } from './mysql-files';

/** MariaDB's entrypoint: takes its own names of variables and MySQL's, makes users for the health check, and looks whether data are of an older version. */
export const MARIADB_ENTRYPOINT = `${mysqlCommon('mariadb', 'mariadbd')}
initialize() {
	local server tries host secret
	log Note 'Initializing database files'
	"$@" --initialize-insecure
	printf '%s-MariaDB' "$version" > "$info"
	log Note 'Database files initialized'
	log Note 'Starting temporary server'
	"$@" --skip-networking &
	server=$!
	log Note 'Waiting for server startup'
	for tries in {30..0}; do
		if sql -e 'SELECT 1' > /dev/null 2>&1; then
			break
		fi
		sleep 1
	done
	if [ "$tries" = 0 ]; then
		die 'Unable to start server.'
	fi
	log Note 'Temporary server started.'

	if [ -n "$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
		MYSQL_ROOT_PASSWORD="$(head -c 24 /dev/urandom | base64)"
		log Note "GENERATED ROOT PASSWORD: $MYSQL_ROOT_PASSWORD"
	fi
	log Note 'Securing system users (equivalent to running mysql_secure_installation)'
	secret="$(head -c 24 /dev/urandom | base64 | tr -d '=')"
	for host in 127.0.0.1 ::1 localhost; do
		sql -e "CREATE USER healthcheck@'$host' IDENTIFIED BY '$secret'"
	done
	( umask 0077; printf '[mariadb-client]\\nport=3306\\nsocket=/run/mysqld/mysqld.sock\\nuser=healthcheck\\npassword=%s\\n\\n' "$secret" > /var/lib/mysql/.my-healthcheck.cnf )
	secure_root
	create_database
	run_files /docker-entrypoint-initdb.d/*

	log Note 'Stopping temporary server'
	kill "$server"
	wait "$server"
	log Note 'Temporary server stopped'
	unset MYSQL_PWD
	echo
	log Note 'MariaDB init process done. Ready for start up.'
	echo
}

verify() {
	if [ -z "$MYSQL_ROOT_PASSWORD$MARIADB_ROOT_PASSWORD_HASH$MYSQL_ALLOW_EMPTY_PASSWORD$MYSQL_RANDOM_ROOT_PASSWORD" ]; then
		die 'Database is uninitialized and password option is not specified
	You need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD'
	fi
	if [ -n "$MYSQL_ROOT_PASSWORD$MYSQL_ALLOW_EMPTY_PASSWORD$MYSQL_RANDOM_ROOT_PASSWORD" ] && [ -n "$MARIADB_ROOT_PASSWORD_HASH" ]; then
		die 'Cannot specify MARIADB_ROOT_PASSWORD_HASH and another MARIADB_ROOT_PASSWORD* option.'
	fi
	if [ -n "$MYSQL_PASSWORD" ] && [ -n "$MARIADB_PASSWORD_HASH" ]; then
		die 'Cannot specify MARIADB_PASSWORD_HASH and MARIADB_PASSWORD option.'
	fi
	if [ -n "$MARIADB_ROOT_PASSWORD_HASH$MARIADB_PASSWORD_HASH$MARIADB_REPLICATION_USER$MARIADB_MASTER_HOST" ]; then
		echo 'dockyard: hashes of passwords and replication of MariaDB are not simulated' >&2
		exit 1
	fi
}

# Whether the data are of an older version than the server.
needs_upgrade() {
	if [ ! -f "$info" ]; then
		log Note 'MariaDB upgrade information missing, assuming required'
		return 0
	fi
	local old new
	IFS='.-' read -ra old < "$info" || true
	IFS='.-' read -ra new <<< "$version"
	if [ "\${old[0]}" -lt "\${new[0]}" ] || { [ "\${old[0]}" -eq "\${new[0]}" ] && [ "\${old[1]}" -lt "\${new[1]}" ]; }; then
		return 0
	fi
	if [ ! -f /var/lib/mysql/.my-healthcheck.cnf ]; then
		log Note 'MariaDB healthcheck configuration file missing, assuming desirable'
		return 0
	fi
	log Note 'MariaDB upgrade not required'
	return 1
}

if [ "$1" = 'mariadbd' ] || [ "$1" = 'mysqld' ]; then
	log Note "Entrypoint script for MariaDB Server \${MARIADB_VERSION} started."
	check_config "$@"
	version="\${MARIADB_VERSION#*:}"
	version="\${version%%+*}"
	info=/var/lib/mysql/mariadb_upgrade_info
	case "$version" in
		10.[0-6].*) info=/var/lib/mysql/mysql_upgrade_info ;;
	esac
	for name in ROOT_HOST DATABASE USER PASSWORD ROOT_PASSWORD RANDOM_ROOT_PASSWORD; do
		take "MYSQL_$name" "MARIADB_$name"
	done
	take MYSQL_ALLOW_EMPTY_PASSWORD MARIADB_ALLOW_EMPTY_ROOT_PASSWORD
	take MARIADB_ROOT_PASSWORD_HASH
	take MARIADB_PASSWORD_HASH
	export MYSQL_ROOT_HOST="\${MYSQL_ROOT_HOST:-%}"
	if [ "$(id -u)" = '0' ]; then
		own_folders
		log Note "Switching to dedicated user 'mysql'"
		exec gosu mysql "$0" "$@"
	fi
	if [ ! -d /var/lib/mysql/mysql ]; then
		verify
		initialize "$@"
	elif needs_upgrade; then
		if [ -n "$MARIADB_AUTO_UPGRADE" ] && [ "$MARIADB_AUTO_UPGRADE" != 0 ]; then
			echo 'dockyard: mariadb-upgrade is not simulated' >&2
			exit 1
		fi
		log Note "MariaDB upgrade (mariadb-upgrade or creating healthcheck users) required, but skipped due to \\$MARIADB_AUTO_UPGRADE setting"
	fi
	unset MARIADB_ROOT_PASSWORD MARIADB_PASSWORD MYSQL_ROOT_PASSWORD MYSQL_PASSWORD MARIADB_ROOT_HOST MYSQL_ROOT_HOST
fi

exec "$@"
`;

/** MariaDB's healthcheck.sh: tests in the order in which they are named; without that of the connection it is made at the end. */
export const MARIADB_HEALTHCHECK = `#!/bin/bash
set -eo pipefail

options=/var/lib/mysql/.my-healthcheck.cnf
connected=

sql() {
	if [ -f "$options" ]; then
		mariadb --defaults-extra-file="$options" --protocol socket -B --skip-column-names -e "$1"
	else
		mariadb --protocol socket -B --skip-column-names -e "$1"
	fi
}

# The server of the initialisation, which only the container's own socket reaches, is none yet. A refused login is an answer.
connect() {
	local answer
	answer="$(sql 'select @@skip_networking' 2>&1)" || true
	case "$answer" in
		0 | 'ERROR 1'[0-9][0-9][0-9]' (28000)'*) connected=0 ;;
		1 | 'ERROR 2002 (HY000)'*) connected=1 ;;
		*) echo "Unknown error $answer" >&2; connected=1 ;;
	esac
	return "$connected"
}

innodb_initialized() {
	sql 'SHOW ENGINES' | grep -qE '^InnoDB[[:space:]]+(YES|DEFAULT)'
}

if [ $# -eq 0 ]; then
	echo 'At least one argument required' >&2
	exit 1
fi

while [ $# -gt 0 ]; do
	case "$1" in
		--su=*) user="\${1#*=}"; shift; exec gosu "$user" "$0" "$@" ;;
		--su) user="$2"; shift 2; exec gosu "$user" "$0" "$@" ;;
		--su-mysql) shift; exec gosu mysql "$0" "$@" ;;
		--connect | --innodb_initialized)
			if ! "\${1#--}"; then
				echo "healthcheck \${1#--} failed" >&2
				exit 1
			fi
			;;
		--no-connect) connected=0 ;;
		--galera_online | --galera_ready | --replication* | --innodb_buffer_pool_loaded | --mariadbupgrade | --datadir* | --defaults-* | --no-defaults)
			echo "dockyard: healthcheck.sh $1 is not simulated" >&2
			exit 1
			;;
		--*) echo "healthcheck unknown option or test '\${1#--}'" >&2; exit 1 ;;
		*) echo "Unknown healthcheck option $1" >&2; exit 1 ;;
	esac
	shift
done

if [ "$connected" != 0 ]; then
	connect
fi
`;
